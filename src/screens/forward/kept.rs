//! What the officer wrote in it, and what is read anew when it comes back as he left it.

use super::{State, step, steps, usual_receiver};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::verifying::Verifying;
use crate::domain::query::Query;

impl State {
    /// What is said of the step, and who gets it where that is not who usually does. A step that was only pointed at is
    /// nothing written: F9 and F2 shall go the usual way again.
    pub(crate) fn written(&self) -> Vec<String> {
        let lines = [&self.opinion, &self.undigitised, &self.no_product];
        let mut written = lines.map(|line| line.text().to_owned()).to_vec();
        let usual = step(self).map(|step| usual_receiver(self, step));
        let receiver = (self.officer.clone(), self.unit.text().to_owned());
        if usual.is_some_and(|usual| usual != receiver) {
            written.extend(receiver.0.map(|officer| officer.name));
            written.push(receiver.1);
        }
        written
    }
}

/// The dossier may have gone on: it, its steps and its files are read again.
pub(super) fn reopened(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.left_at = step(state).map(|step| step.no);
    state.dossier = None;
    state.flow = None;
    let (verifying, verify) = Verifying::start(state.id, cx);
    state.verifying = verifying;
    state.asked = (cx.ticket(), cx.ticket());
    vec![
        Effect::Ask(state.asked.0, Query::Dossier(state.id)),
        Effect::Ask(state.asked.1, Query::NextSteps(state.id)),
        verify,
    ]
}

/// The step that was left chosen is chosen again, where it can still be entered.
pub(super) fn stands_again(state: &mut State) -> bool {
    let left_at = state.left_at.take();
    let at = left_at.and_then(|no| steps(state).iter().position(|step| step.no == no));
    state.at = at.unwrap_or(state.at);
    at.is_some()
}
