//! The dialogs a dossier opens over itself, and what their answers do.

use super::sections::Target;
use super::{Changing, State, change, pointed, text, to};
use crate::app::context::Context;
use crate::app::destination::{Destination, SlipWanted};
use crate::app::effect::Effect;
use crate::app::reply::Reply;
use crate::domain::act::DossierAct;
use crate::domain::ids::OutcomeId;
use crate::domain::slip::{possible, text as slip};

/// Which dialog is open.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) enum Dialog {
    #[default]
    Nothing,
    /// Why this outcome is revoked.
    Reason(OutcomeId),
    /// A line of history is read; its answer asks for nothing.
    Line,
}

/// A line of history, whole.
pub(super) fn read(state: &mut State, when: String, what: String) -> Vec<Effect> {
    state.dialog = Dialog::Line;
    to(Destination::AskChoice {
        title: when,
        lines: vec![what],
        choices: vec![text::CLOSE.to_owned()],
        pointed: 0,
    })
}

/// Del on an outcome in force: first why.
pub(super) fn revoke(state: &mut State) -> Vec<Effect> {
    let Some(Target::Outcome(outcome, ..)) = pointed(state) else {
        return vec![];
    };
    state.dialog = Dialog::Reason(*outcome);
    to(Destination::AskReason {
        title: text::REVOKE.to_owned(),
        label: text::REASON.to_owned(),
        verb: text::REVOKE_VERB,
    })
}

/// The slips there are or could be made, to pick one.
pub(super) fn slips(state: &State) -> Vec<Effect> {
    let possible = state.view.as_deref().map(|view| possible(&view.events));
    let names = possible.unwrap_or_default().into_iter().map(slip::slip);
    to(Destination::PickRow {
        title: text::SLIPS.to_owned(),
        rows: names.map(str::to_owned).collect(),
    })
}

fn slip_at(state: &State, at: usize) -> Vec<Effect> {
    let events = state.view.as_deref().map(|view| view.events.as_slice());
    let Some(&kind) = possible(events.unwrap_or_default()).get(at) else {
        return vec![];
    };
    let dossier = state.id;
    to(Destination::Slip(SlipWanted::Newest { dossier, kind }))
}

pub(super) fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    if let Some(effects) = state.menu.replied(&reply, cx) {
        return effects;
    }
    match (std::mem::take(&mut state.dialog), reply) {
        (Dialog::Nothing, Reply::Picked(at)) => slip_at(state, at),
        (Dialog::Reason(outcome), Reply::Text(reason)) => {
            let act = DossierAct::RevokeOutcome { outcome, reason };
            change(state, (Changing::Revoke, act), cx)
        }
        _ => vec![],
    }
}
