//! F4 on the kind: from a procedure's name to one of its result kinds. Fills what is still empty, replaces no name.

use super::form::Field;
use super::text;
use super::{State, Waiting};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::msg::Ticket;
use crate::domain::query::{Answer, Query};
use crate::domain::rows::ResultChoice;

/// At most so many procedures are offered: more than an office has.
const MOST: u32 = 1000;

/// How far the search is.
#[derive(Debug, Default)]
pub(super) struct Kinds {
    asked: Ticket,
    /// Codes of the procedures offered.
    procedures: Vec<String>,
    /// Kinds offered, once a procedure is chosen.
    results: Vec<ResultChoice>,
}

/// Looks for procedures by what stands in the field.
pub(super) fn look(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.kinds = Kinds {
        asked: cx.ticket(),
        ..Kinds::default()
    };
    let query = Query::Procedures {
        text: state.paper.kind.text().trim().to_owned(),
        sector: None,
        limit: MOST,
    };
    vec![Effect::Ask(state.kinds.asked, query)]
}

pub(super) fn answered(state: &mut State, (ticket, answer): (Ticket, Answer)) -> Vec<Effect> {
    if ticket != state.kinds.asked {
        return vec![];
    }
    match answer {
        Answer::Procedures(page) if page.rows.is_empty() => say(state, text::NOT_FOUND),
        Answer::Procedures(page) => {
            let rows = page.rows.iter().map(|row| format!("{} {}", row.code, row.name));
            let rows = rows.collect();
            state.kinds.procedures = page.rows.into_iter().map(|row| row.code).collect();
            pick(state, text::WHICH_PROCEDURE, rows)
        }
        Answer::Procedure(Some(procedure)) => {
            state.kinds.results = procedure.results;
            match state.kinds.results.as_slice() {
                [] => say(state, text::NO_KINDS),
                [_] => take(state, 0),
                results => {
                    let rows = results.iter().map(|it| format!("{} {}", it.code, it.name));
                    let rows = rows.collect();
                    pick(state, text::WHICH_KIND, rows)
                }
            }
        }
        _ => say(state, text::NOT_READ),
    }
}

fn say(state: &mut State, sentence: &str) -> Vec<Effect> {
    state.message = Some(Message::warning(sentence));
    vec![]
}

fn pick(state: &mut State, title: &str, rows: Vec<String>) -> Vec<Effect> {
    state.waiting = Waiting::Kinds;
    let title = title.to_owned();
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

/// A row of the dialog: first a procedure, then one of its kinds.
pub(super) fn picked(state: &mut State, at: usize, cx: &mut Context) -> Vec<Effect> {
    if !state.kinds.results.is_empty() {
        return take(state, at);
    }
    let Some(code) = state.kinds.procedures.get(at).cloned() else {
        return vec![];
    };
    state.kinds.asked = cx.ticket();
    let query = Query::Procedure { code, version: None };
    vec![Effect::Ask(state.kinds.asked, query)]
}

fn take(state: &mut State, at: usize) -> Vec<Effect> {
    let Some(result) = state.kinds.results.get(at).cloned() else {
        return vec![];
    };
    let paper = &mut state.paper;
    paper.kind.set(&result.code);
    if paper.name.is_empty() {
        paper.name.set(&result.name);
    }
    if let Some(term) = result.term.filter(|_| paper.term.is_empty()) {
        paper.term.set(&term);
    }
    paper.settle();
    paper.form.go(Field::Kind);
    state.message = None;
    vec![]
}
