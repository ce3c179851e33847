//! The dossiers of the pointed queue, at the right of wide screens. Read only where there is room for them.

use super::{Focus, State};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Table;
use crate::app::msg::Ticket;
use crate::domain::ids::DossierId;
use crate::domain::query::{Filter, Page, PageAt, Query, Queue};
use crate::domain::rows::{DossierPage, DossierRow};

/// Rows asked for; the whole list is one key away.
const MOST: u32 = 30;

/// One page and the pointer in it.
#[derive(Debug, Default)]
pub(super) struct Pane {
    /// The screen has room for it.
    pub(super) wide: bool,
    pub(super) of: Option<Queue>,
    pub(super) page: DossierPage,
    pub(super) table: Table<DossierId>,
    asked: Option<Ticket>,
}

impl Pane {
    pub(super) fn waits(&self, ticket: Ticket) -> bool {
        self.asked == Some(ticket)
    }

    pub(super) fn pointed(&self) -> Option<&DossierRow> {
        self.page.rows.get(self.table.at())
    }
}

/// Asks for the pointed queue, if the screen is wide.
pub(super) fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(queue) = state.queues.pointed().copied().filter(|_| state.pane.wide) else {
        state.pane = Pane {
            wide: state.pane.wide,
            ..Pane::default()
        };
        if state.focus == Focus::Pane {
            state.focus = Focus::Search;
        }
        return vec![];
    };
    let ticket = cx.ticket();
    state.pane.asked = Some(ticket);
    if state.pane.of != Some(queue) {
        state.pane.page = DossierPage::default();
        state.pane.table.set_rows(vec![]);
    }
    state.pane.of = Some(queue);
    let filter = Filter {
        queue: Some(queue),
        officer: cx.officer.as_ref().map(|it| it.id).filter(|_| !state.whole_unit),
        ..Filter::default()
    };
    let page = Page {
        size: MOST,
        at: PageAt::Start,
    };
    vec![Effect::Ask(ticket, Query::Dossiers { filter, page })]
}

/// The answer came.
pub(super) fn show(state: &mut State, page: DossierPage) {
    state.pane.asked = None;
    state
        .pane
        .table
        .set_rows(page.rows.iter().map(|row| row.id).collect());
    state.pane.page = page;
    if state.focus == Focus::Pane && state.pane.page.rows.is_empty() {
        state.focus = Focus::Search;
    }
}
