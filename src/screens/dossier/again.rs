//! A dossier without a code, filed online or waiting for papers: its reception is taken up, and accepting it answers a
//! request for papers (data-model.md §5). Until then every change is the draft's, so that nothing is written twice.

use super::State;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::msg::Ticket;
use crate::app::reception;
use crate::domain::dossier::Status;
use crate::domain::draft::{Draft, Step};
use crate::domain::moves::Move;
use crate::domain::query::Query;
use crate::domain::rows::DossierView;

/// Is it still to be accepted?
pub(super) fn waits(view: &DossierView) -> bool {
    let row = &view.row;
    let is_open = matches!(row.status, Status::Registered | Status::Supplement);
    is_open && row.code.is_none() && !row.voided
}

/// What is asked of the rules in place of a move that such a dossier makes through its reception.
pub(super) fn instead(mv: Move, view: &DossierView) -> Move {
    match mv {
        Move::Components | Move::Edit | Move::ReceiveSupplement if waits(view) => Move::Accept,
        other => other,
    }
}

/// Looks for a reception begun before; it is opened at `step` where there is none.
pub(super) fn look(state: &mut State, step: Step, cx: &mut Context) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.again = Some((ticket, step));
    vec![Effect::Ask(ticket, Query::Draft(state.id))]
}

/// The reception begun before goes on where it was left; else it begins with what the dossier knows.
pub(super) fn found(
    state: &mut State,
    (ticket, begun): (Ticket, Option<Box<Draft>>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some((_, step)) = state.again.take_if(|(asked, _)| *asked == ticket) else {
        return vec![];
    };
    let Some(view) = state.view.as_deref() else {
        return vec![];
    };
    let last = match &begun {
        Some(begun) if step == Step::Components => begun.step.max(step),
        Some(_) | None => step,
    };
    let draft = begun.map_or_else(|| Draft::again(view), |begun| *begun);
    // What was filed online may lack what the form of the desk asks for: that is asked first.
    let lacks_holder = draft.missing().is_some_and(|field| field != "account");
    let (first, last) = if lacks_holder {
        (Step::Holder, Step::Holder)
    } else {
        (step, last)
    };
    cx.draft = Some(draft);
    cx.draft_saved = None;
    reception::walk(first, last)
}
