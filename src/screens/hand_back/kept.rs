//! What the officer wrote in it, and what is read anew when it comes back as he left it.

use super::{State, ask};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::verifying::Verifying;

impl State {
    /// Who collects, how, and why it goes out unpaid.
    pub(crate) fn written(&self) -> Vec<String> {
        let unpaid = self.unpaid.clone().unwrap_or_default();
        let lines = [&self.name, &self.number, &self.basis].map(|line| line.text().to_owned());
        let choices = [&self.who, &self.way].map(crate::app::input::Choice::shown);
        [lines.as_slice(), &choices, &[unpaid]].concat()
    }
}

/// The dossier may have gone on, and its files are read again: what goes over the counter is what they are now.
pub(super) fn reopened(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let (verifying, verify) = Verifying::start(state.id, cx);
    state.verifying = verifying;
    let mut effects = ask(state, cx);
    effects.push(verify);
    effects
}
