//! The rows now in memory, a stretch of the whole list, and when to ask for the next ones. Asks by key, never by offset.

use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::{Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::Ticket;
use crate::domain::ids::DossierId;
use crate::domain::query::{Filter, Page, PageAt, PageKey, Query};
use crate::domain::rows::{DossierPage, DossierRow};

/// Rows asked for at once.
pub(super) const SIZE: u32 = 100;
/// Rows kept in memory; beyond it the far end is let go and asked for again when the pointer comes back.
const MOST: usize = 600;

/// What the page under way is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The list from its beginning, pointer on the first row.
    Fresh,
    /// The same stretch again, pointer where it is.
    Same,
    /// The rows after the last one here.
    Next,
    /// The rows before the first one here.
    Earlier,
    /// The end of the list, pointer on the last row.
    End,
}

/// The rows in memory.
#[derive(Debug)]
pub(super) struct Paging {
    pub(super) rows: Vec<DossierRow>,
    pub(super) table: Table<DossierId>,
    pub(super) matching: u32,
    pub(super) total: u32,
    pub(super) more_after: bool,
    more_before: bool,
    /// An answer came since the screen opened.
    pub(super) loaded: bool,
    window: usize,
    waiting: Option<(Ticket, Part)>,
}

impl Paging {
    pub(super) fn new(window: usize) -> Self {
        let mut table = Table::new();
        table.set_page(window);
        Self {
            rows: Vec::new(),
            table,
            matching: 0,
            total: 0,
            more_after: false,
            more_before: false,
            loaded: false,
            window,
            waiting: None,
        }
    }

    pub(super) fn set_window(&mut self, rows: usize) {
        self.window = rows;
        self.table.set_page(rows);
    }

    pub(super) fn pointed(&self) -> Option<&DossierRow> {
        self.rows.get(self.table.at())
    }

    /// The list from its beginning; the session remembers how it is filtered.
    pub(super) fn fresh(&mut self, filter: &Filter, cx: &mut Context) -> Effect {
        cx.seen.filter(filter);
        self.ask(Part::Fresh, filter, cx)
    }

    /// The same rows as they are now.
    pub(super) fn again(&mut self, filter: &Filter, cx: &mut Context) -> Effect {
        self.ask(Part::Same, filter, cx)
    }

    fn ask(&mut self, part: Part, filter: &Filter, cx: &mut Context) -> Effect {
        let first = self.rows.first().map(|row| row.key);
        let last = self.rows.last().map(|row| row.key);
        let at = match part {
            Part::End => PageAt::End,
            Part::Next => last.map_or(PageAt::Start, PageAt::After),
            Part::Earlier => first.map_or(PageAt::Start, PageAt::Before),
            Part::Same if self.more_before => {
                first.map_or(PageAt::Start, |key| PageAt::After(just_before(key)))
            }
            Part::Fresh | Part::Same => PageAt::Start,
        };
        let size = match part {
            Part::Same => SIZE.max(u32::try_from(self.rows.len()).unwrap_or(SIZE)),
            Part::Fresh | Part::Next | Part::Earlier | Part::End => SIZE,
        };
        let ticket = cx.ticket();
        self.waiting = Some((ticket, part));
        let filter = filter.clone();
        Effect::Ask(
            ticket,
            Query::Dossiers {
                filter,
                page: Page { size, at },
            },
        )
    }

    /// Takes the page if it is the one waited for, and asks for more if the pointer is near an end.
    pub(super) fn answered(
        &mut self,
        (ticket, page): (Ticket, DossierPage),
        filter: &Filter,
        cx: &mut Context,
    ) -> Vec<Effect> {
        let Some((_, part)) = self.waiting.filter(|(waited, _)| *waited == ticket) else {
            return vec![];
        };
        self.waiting = None;
        self.loaded = true;
        self.matching = page.matching;
        self.total = page.total;
        self.take(part, page);
        let ids = self.rows.iter().map(|row| row.id).collect();
        self.table.set_rows(ids);
        match part {
            Part::Fresh => self.table.point(0),
            Part::End => self.table.point(self.rows.len()),
            Part::Same | Part::Next | Part::Earlier => {}
        }
        self.ahead(filter, cx)
    }

    fn take(&mut self, part: Part, page: DossierPage) {
        match part {
            Part::Fresh | Part::End | Part::Same => {
                self.more_before = page.more_before;
                self.more_after = page.more_after;
                self.rows = page.rows;
            }
            Part::Next => {
                self.more_after = page.more_after;
                self.rows.extend(page.rows);
                let surplus = self.rows.len().saturating_sub(MOST);
                self.more_before |= surplus > 0;
                self.rows.drain(..surplus);
            }
            Part::Earlier => {
                self.more_before = page.more_before;
                self.rows.splice(0..0, page.rows);
                self.more_after |= self.rows.len() > MOST;
                self.rows.truncate(MOST);
            }
        }
    }

    /// Asks for rows before the officer gets to them.
    fn ahead(&mut self, filter: &Filter, cx: &mut Context) -> Vec<Effect> {
        if self.waiting.is_some() || self.rows.is_empty() {
            return vec![];
        }
        if self.more_after && self.table.near_end() {
            return vec![self.ask(Part::Next, filter, cx)];
        }
        if self.more_before && self.table.at() < 2 * self.window {
            return vec![self.ask(Part::Earlier, filter, cx)];
        }
        vec![]
    }

    /// Arrows and page keys.
    pub(super) fn key(&mut self, key: Key, filter: &Filter, cx: &mut Context) -> Vec<Effect> {
        if self.table.key(key) == Reaction::Pass {
            return vec![];
        }
        self.ahead(filter, cx)
    }

    /// Home: the first row of all.
    pub(super) fn first(&mut self, filter: &Filter, cx: &mut Context) -> Vec<Effect> {
        if self.more_before {
            return vec![self.ask(Part::Fresh, filter, cx)];
        }
        self.table.point(0);
        vec![]
    }

    /// End: the last row of all.
    pub(super) fn last(&mut self, filter: &Filter, cx: &mut Context) -> Vec<Effect> {
        if self.more_after {
            return vec![self.ask(Part::End, filter, cx)];
        }
        self.table.point(self.rows.len());
        vec![]
    }

    /// Is an answer under way that the officer asked for?
    pub(super) fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }
}

/// A key so that the rows after it begin with the row of `key`: the list runs from new to old.
fn just_before(key: PageKey) -> PageKey {
    PageKey {
        n: key.n.saturating_add(1),
        ..key
    }
}
