//! What the officer wrote in it, and what is read anew when it comes back: from the pages of its scan, or as he left it.

use super::{State, ask_procedure, replaceable, scan};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Choice;
use crate::domain::query::Query;
use crate::domain::rows::DossierView;

impl State {
    /// Every field, and which file it is about.
    pub(crate) fn written(&self) -> Vec<String> {
        let file = self.file.as_ref().map(|file| file.sha256.to_string());
        let lines = [
            self.kind.line(),
            &self.holder_no,
            &self.name,
            &self.summary,
            self.validity.starts.line(),
            &self.validity.term,
            self.validity.ends.line(),
            &self.unsigned,
            &self.reason,
        ];
        let lines = lines.map(|line| line.text().to_owned());
        [
            lines.as_slice(),
            &[file.unwrap_or_default(), self.replaces.shown()],
        ]
        .concat()
    }
}

/// The dossier may have gone on, and an answer that was waited for did not find the form.
pub(super) fn reopened(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.early = false;
    state.asked = cx.ticket();
    let mut effects = vec![Effect::Ask(state.asked, Query::Dossier(state.id))];
    if state.asked_procedure.is_some() {
        effects.extend(ask_procedure(state, cx));
    }
    effects
}

/// The dossier as it is now: what became of the scan, and which outcomes there are. The form keeps what was typed.
pub(super) fn refreshed(state: &mut State, view: Box<DossierView>) -> Vec<Effect> {
    let replaceable = replaceable(&view);
    let chosen = replaceable
        .iter()
        .position(|code| Some(code.as_str()) == state.replaces.label());
    state.replaces = Choice::new(replaceable, chosen.or(Some(0)));
    state.view = Some(view);
    scan::look(state);
    vec![]
}
