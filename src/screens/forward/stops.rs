//! What the dialog still needs, and which step is the usual one. Knows nothing of keys.

use super::{State, text};
use crate::app::input::form::{Stop, StopState};
use crate::domain::component::OutcomeState;
use crate::domain::dossier::OfficerName;
use crate::domain::moves::StepRole;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, NextStep};
use crate::domain::text as words;

/// The stops of the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The numbered steps.
    Steps,
    /// The officer, or the agency outside.
    Receiver,
    /// Ý kiến.
    Opinion,
    /// Why it leaves the desk without all files.
    Undigitised,
    /// Why there is no result.
    NoProduct,
}

pub(super) fn steps(state: &State) -> &[NextStep] {
    state
        .flow
        .as_ref()
        .map(|flow| flow.next.as_slice())
        .unwrap_or_default()
}

pub(super) fn step(state: &State) -> Option<&NextStep> {
    steps(state).get(state.at)
}

pub(super) fn is_outside(state: &State) -> bool {
    step(state).is_some_and(|step| step.role == StepRole::Outside)
}

/// Leaving the desk while files are missing wants a reason.
pub(super) fn wants_undigitised(state: &State) -> bool {
    let from_desk = state
        .dossier
        .as_ref()
        .is_some_and(|view| view.step_role == StepRole::Reception);
    state.demanded.0 || (from_desk && step(state).is_some() && lacking(state) > 0)
}

pub(super) fn lacking(state: &State) -> u32 {
    let counts = state
        .dossier
        .as_ref()
        .map(|view| view.row.digitised)
        .unwrap_or_default();
    counts.need.saturating_sub(counts.have)
}

/// Entering the step of the return without an outcome wants a reason.
pub(super) fn wants_no_product(state: &State) -> bool {
    let lacks = state.dossier.as_ref().is_some_and(|view| !has_outcome(view));
    state.demanded.1 || (lacks && step(state).is_some_and(|step| step.finishes))
}

/// The step this dossier usually enters next: with a result the one that ends the processing, else the one behind the
/// current, never back to where it came from while there is another.
pub(super) fn usual(state: &State) -> usize {
    let current = state.flow.as_ref().map_or(0, |flow| flow.current);
    let has_outcome = state.dossier.as_ref().is_some_and(|view| has_outcome(view));
    let ends = || steps(state).iter().position(|step| step.finishes);
    let on = || steps(state).iter().position(|step| step.no > current);
    let other = || steps(state).iter().position(|step| step.no != current);
    let ended = if has_outcome { ends() } else { None };
    ended.or_else(on).or_else(other).unwrap_or(0)
}

/// Who usually gets a step (within the same step somebody else than who has it), or the agency last used.
pub(super) fn usual_receiver(state: &State, step: &NextStep) -> (Option<OfficerName>, String) {
    let holds = state.dossier.as_ref().and_then(|view| view.row.officer.clone());
    let stays = state.flow.as_ref().is_some_and(|flow| flow.current == step.no);
    let other = step
        .officers
        .iter()
        .find(|it| !stays || holds.as_ref().is_none_or(|held| held.id != it.id));
    let officer = other.or(step.officers.first()).cloned();
    (officer, step.units.first().cloned().unwrap_or_default())
}

pub(super) fn has_outcome(view: &DossierView) -> bool {
    view.outcomes.iter().any(|it| it.state == OutcomeState::Active)
}

pub(super) fn stops(state: &State) -> Vec<Stop<Field>> {
    let filled = |full: bool| {
        if full {
            StopState::Ok
        } else {
            StopState::EmptyRequired
        }
    };
    let receiver = if is_outside(state) {
        !state.unit.is_empty()
    } else {
        state.officer.is_some()
    };
    let mut stops = vec![
        Stop {
            field: Field::Steps,
            state: StopState::Ok,
        },
        Stop {
            field: Field::Receiver,
            state: filled(receiver),
        },
        Stop {
            field: Field::Opinion,
            state: StopState::Ok,
        },
    ];
    if wants_undigitised(state) {
        let state = filled(!state.undigitised.is_empty());
        stops.push(Stop {
            field: Field::Undigitised,
            state,
        });
    }
    if wants_no_product(state) {
        let state = filled(!state.no_product.is_empty());
        stops.push(Stop {
            field: Field::NoProduct,
            state,
        });
    }
    stops
}

/// What the field with the focus lacks.
pub(super) fn missing(state: &State) -> String {
    match state.form.focus() {
        Field::Steps | Field::Receiver if is_outside(state) => text::NO_UNIT.to_owned(),
        Field::Steps | Field::Receiver => words::refusal(&Refusal::NoReceiver),
        Field::Undigitised => text::undigitised(lacking(state)),
        Field::NoProduct => text::no_outcome(state.dossier.as_ref().map_or(0, |view| view.interims.len())),
        Field::Opinion => words::refusal(&Refusal::NeedsReason),
    }
}
