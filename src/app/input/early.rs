//! Keys that come before a screen has read what they are about. An officer types ahead, and on an old machine the screen
//! stands before its dossier does: no key may be lost for that.

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::key::Key;

/// A key and the command it is bound to.
pub type Pressed = (Key, Option<Command>);

/// What was pressed too early, first things first.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Early(Vec<Pressed>);

impl Early {
    /// Keeps one more for later.
    pub fn keep(&mut self, pressed: Pressed) {
        self.0.push(pressed);
    }

    /// Nothing was pressed too early, or it has been done.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Everything that was kept; nothing is kept any more.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// What can be done now is done, up to what opens something else, which gets no key that was not meant for it.
    pub fn make_up<S>(
        self,
        (state, cx): (&mut S, &mut Context),
        pressed: impl Fn(&mut S, Pressed, &mut Context) -> Vec<Effect>,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        for kept in self.0 {
            let of_it = pressed(state, kept, cx);
            let leads_on = of_it
                .iter()
                .any(|it| matches!(it, Effect::Open(_) | Effect::Restart(_)));
            effects.extend(of_it);
            if leads_on {
                break;
            }
        }
        effects
    }
}
