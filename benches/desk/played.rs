//! A desk that is played key by key, each key's update and view timed as the officer feels it.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use motcua::app::effect::Effect;
use motcua::app::key::Key;
use motcua::app::keymap::Keymap;
use motcua::app::model::{Layer, Model};
use motcua::app::msg::Msg;
use motcua::app::update::{Start, update};
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::desk::machine::Machine;
use motcua::desk::random::SystemIds;
use motcua::desk::{context, draw};
use motcua::domain::time::Moment;
use motcua::store::{Opened, Store};
use motcua::ui::Look;

/// A machine that is played, and its clock.
pub(crate) struct Played {
    pub(crate) machine: Machine,
    pub(crate) clock: &'static AtomicI64,
}

impl Played {
    /// The program is started on this folder, and finds there what it is told to find.
    pub(crate) fn on(home: &Path, start: Start) -> Self {
        let now = Clock::Machine.now();
        let clock: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(now.0)));
        let told = Clock::Told(clock);
        let store = if start == Start::Desk {
            writer(home, now)
        } else {
            None
        };
        let hands = Arc::new(Hands::new(home.to_path_buf(), store, told));
        let model = Model::new(context(told, true), Keymap::default());
        Self {
            machine: Machine::boot(model, hands, start),
            clock,
        }
    }

    /// The layer that gets the keys.
    pub(crate) fn top(&self) -> &'static str {
        self.machine.model.top().map_or("", Layer::name)
    }

    /// The longest update of the key and of the answers to it, and the view as the quickest of a few, since other work
    /// may come between; what the updates ask for is done untimed, as by the threads.
    pub(crate) fn press(&mut self, key: Key) -> Duration {
        let now = Moment(self.clock.fetch_add(150, Ordering::Relaxed));
        let mut longest = Duration::ZERO;
        let mut effects = self.timed(Msg::Minute(now), &mut longest);
        effects.extend(self.timed(Msg::Key(key, None), &mut longest));
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            waiting.extend(self.perform(effect, &mut longest));
        }
        let look = Look::default();
        let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(120, 40)).unwrap();
        let model = &self.machine.model;
        let views = (0..5)
            .map(|_| {
                let start = Instant::now();
                terminal.draw(|frame| draw(model, &look, frame)).unwrap();
                start.elapsed()
            })
            .min();
        longest + views.unwrap_or_default()
    }

    fn perform(&mut self, effect: Effect, longest: &mut Duration) -> Vec<Effect> {
        let answer = self
            .machine
            .hands
            .perform(effect, &mut |_| ControlFlow::Continue(()));
        answer.map_or_else(Vec::new, |msg| self.timed(msg, longest))
    }

    fn timed(&mut self, msg: Msg, longest: &mut Duration) -> Vec<Effect> {
        let start = Instant::now();
        let effects = update(&mut self.machine.model, msg);
        *longest = start.elapsed().max(*longest);
        effects
    }
}

fn writer(home: &Path, now: Moment) -> Option<Store> {
    match Store::open(home, now, Box::new(SystemIds)) {
        Ok(Opened::Writer(store)) => Some(store),
        Ok(Opened::ReadOnly { .. }) | Err(_) => None,
    }
}
