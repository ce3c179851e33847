//! What F2 asks of the store: an outcome, or an interim paper.

use super::{State, heavy, is_interim, result, stops};
use crate::app::context::Context;
use crate::app::input::Line;
use crate::domain::act::{DossierAct, NewOutcome};
use crate::domain::component::OutcomeState;
use crate::domain::ids::{InterimId, OutcomeId};
use crate::domain::rows::OutcomeView;

pub(super) fn act(state: &State, cx: &mut Context) -> Option<DossierAct> {
    let file = state.file.clone()?;
    if is_interim(state) {
        return Some(DossierAct::FileInterim {
            interim: InterimId(cx.id()),
            file,
            note: state.summary.text().trim().to_owned(),
            whose: state.copied.said.clone(),
        });
    }
    let filled = |line: &Line| (!line.is_empty()).then(|| line.text().trim().to_owned());
    let replaces = replaced(state).map(|it| it.id);
    let new = NewOutcome {
        outcome: OutcomeId(cx.id()),
        kind_code: result(state)?.code.clone(),
        holder_no: state.holder_no.text().trim().to_owned(),
        name: state.name.text().trim().to_owned(),
        summary: state.summary.text().trim().to_owned(),
        starts_on: state.validity.starts_on(),
        term: state.validity.term().ok().flatten().map(|term| term.to_string()),
        ends_on: state.validity.ends_on(),
        unsigned_reason: filled(&state.unsigned).filter(|_| stops::wants_unsigned(state)),
        kept: heavy::kept(state, cx),
        file,
        scan: state.scan,
        replaces,
        reason: filled(&state.reason).filter(|_| replaces.is_some()),
    };
    Some(DossierAct::FileOutcome(Box::new(new)))
}

/// The outcome that is to be replaced.
pub(super) fn replaced(state: &State) -> Option<&OutcomeView> {
    let at = state.replaces.chosen()?.checked_sub(1)?;
    let outcomes = &state.view.as_deref()?.outcomes;
    let mut active = outcomes.iter().filter(|it| it.state == OutcomeState::Active);
    active.nth(at)
}
