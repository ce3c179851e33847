//! Which of the papers that were asked for came: all of them, until the officer takes a tick away.

use crate::app::context::Context;
use crate::app::input::{Reaction, Table};
use crate::app::key::Key;
use crate::domain::act::{Came, DossierAct};
use crate::domain::asked;
use crate::domain::held;
use crate::domain::ids::ComponentId;
use crate::domain::rows::{ComponentView, DossierView};

/// Lines of the list in the smallest window.
pub(super) const SHOWN: usize = 6;

/// An item of the request.
#[derive(Debug)]
struct Item {
    /// As it was asked for.
    words: String,
    /// What it is called in the list and in the history.
    name: String,
    /// The paper of the list it speaks of.
    paper: Option<ComponentId>,
}

/// The items of the open request, with ticks.
#[derive(Debug)]
pub(super) struct Brought {
    items: Vec<Item>,
    pub(super) table: Table<usize>,
}

impl Default for Brought {
    fn default() -> Self {
        let mut table = Table::with_ticks();
        table.set_page(SHOWN);
        Self {
            items: Vec::new(),
            table,
        }
    }
}

impl Brought {
    /// What this dossier waits for.
    pub(super) fn of(view: &DossierView) -> Self {
        let live = |it: &&ComponentView| it.void_reason.is_none();
        let live: Vec<&ComponentView> = view.components.iter().filter(live).collect();
        let item = |words: &String| {
            let paper = asked::about(words, live.iter().map(|it| it.name.as_str())).map(|at| live[at]);
            Item {
                words: words.clone(),
                name: paper.map_or_else(|| asked::named(words).to_owned(), |it| it.name.clone()),
                paper: paper.map(|it| it.id),
            }
        };
        let mut brought = Self {
            items: asked::open(&view.waits).iter().map(item).collect(),
            ..Self::default()
        };
        brought.table.set_rows((0..brought.items.len()).collect());
        for at in 0..brought.items.len() {
            brought.table.tick(&at, true);
        }
        brought
    }

    /// The dossier was read again: what the officer said has not come, has not come.
    pub(super) fn read_again(&mut self, view: &DossierView) {
        let not_come: Vec<String> = (0..self.items.len())
            .filter(|at| !self.has_come(*at))
            .map(|at| self.items[at].words.clone())
            .collect();
        *self = Self::of(view);
        for at in 0..self.items.len() {
            if not_come.contains(&self.items[at].words) {
                self.table.tick(&at, false);
            }
        }
    }

    /// What came, as it was asked for: what the officer wrote here.
    pub(super) fn come(&self) -> impl Iterator<Item = String> {
        let come = self.items.iter().enumerate().filter(|(at, _)| self.has_come(*at));
        come.map(|(_, item)| item.words.clone())
    }

    pub(super) fn key(&mut self, key: Key) -> Reaction {
        self.table.key(key)
    }

    /// No item came.
    pub(super) fn is_nothing(&self) -> bool {
        self.table.ticked().is_empty()
    }

    /// As item `at` was asked for, and whether it came.
    pub(super) fn line(&self, at: usize) -> Option<(&str, bool)> {
        let item = self.items.get(at)?;
        Some((&item.words, self.has_come(at)))
    }

    /// How many came, of how many.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.table.ticked().len(), self.items.len())
    }

    fn has_come(&self, at: usize) -> bool {
        self.table.tick_number(&at).is_some()
    }

    /// The act: what came of the request, and the `others` the officer wrote down.
    pub(super) fn act(&self, others: &str, cx: &mut Context) -> DossierAct {
        let ticked = (0..self.items.len()).filter(|at| self.has_come(*at));
        let mut papers: Vec<&str> = Vec::new();
        let mut came = Vec::new();
        for item in ticked.map(|at| &self.items[at]) {
            papers.push(&item.name);
            came.push(match item.paper {
                Some(paper) => Came::Listed(paper),
                None => other(&item.name, cx),
            });
        }
        for name in held::each(others) {
            papers.push(name);
            came.push(other(name, cx));
        }
        let papers = papers.join("; ");
        DossierAct::ReceiveSupplement { papers, came }
    }
}

fn other(name: &str, cx: &mut Context) -> Came {
    Came::Other {
        component: ComponentId(cx.id()),
        name: name.to_owned(),
    }
}
