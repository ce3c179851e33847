//! What the search field found: one list of dossiers, holders and papers. Opening one is a destination, nothing more.

use super::State;
use crate::app::context::Context;
use crate::app::destination::{Destination, KhoPurpose};
use crate::app::effect::Effect;
use crate::app::input::Table;
use crate::app::msg::Ticket;
use crate::domain::query::{Filter, Query};
use crate::domain::rows::SearchRows;

/// More than fit a screen are not read; more letters find better.
const MOST: u32 = 30;

/// A hit by its kind and place in the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit {
    /// Of `SearchRows::dossiers`.
    Dossier(usize),
    /// Of `SearchRows::holders`.
    Holder(usize),
    /// Of `SearchRows::papers`.
    Paper(usize),
}

/// The hits of the last answer.
#[derive(Debug, Default)]
pub(super) struct Hits {
    pub(super) rows: SearchRows,
    pub(super) table: Table<Hit>,
    asked: Option<Ticket>,
    /// Enter was pressed before the answer came: open the first hit then.
    open_first: bool,
    /// Asked again while they stand: the pointer stays where it is.
    stays: bool,
}

impl Hits {
    pub(super) fn waits(&self, ticket: Ticket) -> bool {
        self.asked == Some(ticket)
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.asked.is_some()
    }
}

/// Asks for the text as it is now.
pub(super) fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.hits.asked = Some(ticket);
    state.hits.open_first = false;
    state.hits.stays = false;
    let query = Query::Search {
        text: state.search.text().trim().to_owned(),
        limit: MOST,
    };
    vec![Effect::Ask(ticket, query)]
}

/// What is found may be another matter by now: the same question once more.
pub(super) fn ask_again(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if !state.is_searching() {
        return vec![];
    }
    let effects = ask(state, cx);
    state.hits.stays = true;
    effects
}

/// Was the answer that there is nothing?
pub(super) fn found_nothing(state: &State) -> bool {
    state.is_searching() && !state.hits.is_waiting() && state.hits.table.rows().is_empty()
}

/// No text any more.
pub(super) fn forget(state: &mut State) {
    state.hits = Hits::default();
}

/// The answer came.
pub(super) fn found(state: &mut State, rows: SearchRows) -> Vec<Effect> {
    let dossiers = (0..rows.dossiers.len()).map(Hit::Dossier);
    let holders = (0..rows.holders.len()).map(Hit::Holder);
    let papers = (0..rows.papers.len()).map(Hit::Paper);
    let mut table = Table::new();
    table.set_rows(dossiers.chain(holders).chain(papers).collect());
    if state.hits.stays {
        table.point(state.hits.table.at());
    }
    let open_first = state.hits.open_first;
    state.hits = Hits {
        rows,
        table,
        ..Hits::default()
    };
    if open_first {
        return open_pointed(state);
    }
    vec![]
}

/// Enter: now, or as soon as the answer is here.
pub(super) fn open_pointed(state: &mut State) -> Vec<Effect> {
    if state.hits.is_waiting() {
        state.hits.open_first = true;
        return vec![];
    }
    let destination = state
        .hits
        .table
        .pointed()
        .and_then(|hit| destination(state, *hit));
    destination
        .map(|it| Effect::Open(Box::new(it)))
        .into_iter()
        .collect()
}

fn destination(state: &State, hit: Hit) -> Option<Destination> {
    let rows = &state.hits.rows;
    Some(match hit {
        Hit::Dossier(at) => Destination::Dossier(rows.dossiers.get(at)?.id),
        Hit::Holder(at) => Destination::List(Filter {
            text: rows.holders.get(at)?.number.clone(),
            ..Filter::default()
        }),
        Hit::Paper(at) => Destination::Kho {
            owner: rows.papers.get(at)?.owner_no.clone(),
            purpose: KhoPurpose::Look,
        },
    })
}
