//! The machine without threads: each effect is performed at once and its answer looked at before the next key.
//!
//! The demo, the journeys and the load data play through it; it is the same update, the same hands and the same views
//! as the full-screen desk.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::app::effect::Effect;
use crate::app::key::Key;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::update::{Start, boot, update};
use crate::desk::hands::Hands;
use crate::domain::ids::OpId;

/// A desk that is played key by key.
pub struct Machine {
    /// What is on the layers.
    pub model: Model,
    /// What does the work.
    pub hands: Arc<Hands>,
    /// Keys pressed so far.
    pub keys: u32,
    /// Ops of the acts the store confirmed, until somebody takes them.
    pub confirmed: Vec<OpId>,
    /// The program was asked to end.
    pub ended: bool,
}

impl Machine {
    /// Boots on a folder.
    pub fn boot(mut model: Model, hands: Arc<Hands>, start: Start) -> Self {
        let effects = boot(&mut model, start);
        let mut machine = Self {
            model,
            hands,
            keys: 0,
            confirmed: Vec::new(),
            ended: false,
        };
        machine.settle(effects);
        machine
    }

    /// Presses one key and lets everything it causes come to rest.
    pub fn press(&mut self, key: Key) {
        self.keys += 1;
        self.send(Msg::Minute(self.hands.clock.now()));
        self.send(Msg::Key(key, None));
    }

    /// Lets the machine look at one message and everything it causes.
    pub fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.settle(effects);
    }

    fn settle(&mut self, effects: Vec<Effect>) {
        let mut waiting: std::collections::VecDeque<_> = effects.into();
        while let Some(effect) = waiting.pop_front() {
            if effect == Effect::Quit {
                self.ended = true;
            }
            let answer = self.hands.perform(effect, &mut |_| ControlFlow::Continue(()));
            if let Some(msg) = answer {
                if let Msg::Changed(_, Ok(done)) = &msg {
                    self.confirmed.push(done.op);
                }
                waiting.extend(update(&mut self.model, msg));
            }
        }
    }
}
