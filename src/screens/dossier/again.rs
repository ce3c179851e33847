//! A dossier without a code, filed online or waiting for papers: its reception is taken up, and accepting it answers a
//! request for papers (data-model.md §5). Until then every change is the draft's, so that nothing is written twice.

use super::State;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::msg::Ticket;
use crate::app::reception;
use crate::domain::dossier::{Channel, Status};
use crate::domain::draft::{Draft, Step};
use crate::domain::ids::ComponentId;
use crate::domain::moves::Move;
use crate::domain::query::Query;
use crate::domain::rows::{DossierView, ProcedureChoice};

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

/// A reception that is being taken up: what it waits for, and where it will be opened.
#[derive(Debug)]
pub(super) struct Taking {
    ticket: Ticket,
    step: Step,
    /// What the dossier knows, while the procedure is read.
    new: Option<Box<Draft>>,
}

/// Looks for a reception begun before; it is opened at `step` where there is none.
pub(super) fn look(state: &mut State, step: Step, cx: &mut Context) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.again = Some(Taking {
        ticket,
        step,
        new: None,
    });
    vec![Effect::Ask(ticket, Query::Draft(state.id))]
}

/// The reception begun before goes on where it was left; else it begins with what the dossier knows.
pub(super) fn found(
    state: &mut State,
    (ticket, begun): (Ticket, Option<Box<Draft>>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some(mut taking) = state.again.take_if(|it| it.ticket == ticket) else {
        return vec![];
    };
    let Some(view) = state.view.as_deref() else {
        return vec![];
    };
    if let Some(begun) = begun {
        let step = taking.step;
        let last = if step == Step::Components {
            begun.step.max(step)
        } else {
            step
        };
        return open(*begun, (step, last), cx);
    }
    let new = Draft::again(view, &mut || ComponentId(cx.id()));
    if view.channel != Channel::Online || view.case_name.is_some() {
        return open(new, (taking.step, taking.step), cx);
    }
    let query = Query::Procedure {
        code: view.row.procedure_code.clone(),
        version: Some(view.procedure_version.clone()).filter(|it| !it.is_empty()),
    };
    taking.ticket = cx.ticket();
    taking.new = Some(Box::new(new));
    let ticket = taking.ticket;
    state.again = Some(taking);
    vec![Effect::Ask(ticket, query)]
}

/// The portal names the procedure, never its case or its way through the office: where there is a choice, it comes
/// first, since the papers and the time follow from it.
pub(super) fn read(
    state: &mut State,
    (ticket, choice): (Ticket, Option<Box<ProcedureChoice>>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some(taking) = state.again.take_if(|it| it.ticket == ticket) else {
        return vec![];
    };
    let Some(new) = taking.new else {
        return vec![];
    };
    let own = |it: &ProcedureChoice| it.workflows.iter().filter(|(no, _)| *no > 0).count();
    let is_open = |it: &ProcedureChoice| !it.cases.is_empty() || own(it) > 1;
    let step = if choice.as_deref().is_some_and(is_open) {
        Step::Procedure
    } else {
        taking.step
    };
    open(*new, (step, step), cx)
}

fn open(draft: Draft, (first, last): (Step, Step), cx: &mut Context) -> Vec<Effect> {
    // What was filed online may lack what the form of the desk asks for: that is asked first.
    let lacks_holder = draft.missing().is_some_and(|field| field != "account");
    let (first, last) = if lacks_holder && first > Step::Holder {
        (Step::Holder, Step::Holder)
    } else {
        (first, last)
    };
    cx.draft = Some(draft);
    cx.draft_saved = None;
    reception::walk(first, last)
}
