//! Copies that were attached as files: their pages are counted like any other (decision 0015). Nothing is guessed: the
//! officer says how many sheets he had in hand, and the pages fill the sides in their order.

use super::{State, Work};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, Seen};
use crate::app::msg::Ticket;
use crate::domain::draft::{DraftComponent, DraftFile};
use crate::domain::ids::FileId;
use crate::domain::pages::{Claim, Page, place_beside};
use crate::domain::rows::ComponentView;
use crate::domain::special::uncounted;

/// The files, and their pages once they were looked into.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// Chosen for this paper, in no list of files.
    given: Vec<DraftFile>,
    files: Vec<DraftFile>,
    asked: Option<Ticket>,
    pages: Vec<Page>,
}

impl Chosen {
    pub(super) fn of(given: Vec<DraftFile>) -> Self {
        Self {
            given,
            ..Self::default()
        }
    }

    /// Is there a page nobody counted?
    pub(super) fn is_some(&self) -> bool {
        !self.files.is_empty()
    }

    /// How many pages the files have.
    fn count(&self) -> u32 {
        self.files.iter().filter_map(|file| file.pages).sum()
    }

    fn holds(&self, page: &Page) -> bool {
        self.pages.iter().any(|it| it.is_same_image(page))
    }

    /// Whether this is the answer to what was asked.
    pub(super) fn waits(&self, ticket: Ticket) -> bool {
        self.asked == Some(ticket)
    }
}

/// What of the component nobody counted: asked for where it is new.
pub(super) fn follow(state: &mut State, component: &ComponentView, cx: &mut Context) -> Vec<Effect> {
    let item = DraftComponent::of(component);
    let mut found = uncounted(item.form, &item.files, !component.pages.is_empty());
    let is_placed = |file: &DraftFile| component.pages.iter().any(|page| page.sha256 == file.sha256);
    state.chosen.given.retain(|file| !is_placed(file));
    found.extend(state.chosen.given.iter().cloned());
    let ids = |files: &[DraftFile]| -> Vec<FileId> { files.iter().map(|file| file.id).collect() };
    if ids(&found) == ids(&state.chosen.files) {
        return vec![];
    }
    state.chosen = Chosen {
        files: found,
        ..Chosen::of(std::mem::take(&mut state.chosen.given))
    };
    if !state.chosen.is_some() {
        return vec![];
    }
    let ticket = cx.ticket();
    state.chosen.asked = Some(ticket);
    let files = state.chosen.files.clone();
    vec![Effect::Start(ticket, Job::LookAtChosen(files))]
}

/// They were looked into; nothing is known of their pages where that failed.
pub(super) fn came(state: &mut State, seen: Vec<Seen>) {
    state.chosen.asked = None;
    for Seen { page, flags } in seen {
        state.seen.push(((page.sha256, page.leaf), flags));
        state.chosen.pages.push(page);
    }
    put(state);
}

/// Puts their pages behind those that are placed, into the sides that lack one; none is ever left out.
pub(super) fn put(state: &mut State) {
    let mut placed = std::mem::take(&mut state.pages);
    placed.retain(|page| !state.chosen.holds(page));
    let there: Vec<_> = placed.iter().map(Page::slot).collect();
    let slots = place_beside(&state.claim, &there, state.chosen.pages.len());
    let new = state.chosen.pages.iter().zip(slots).map(|(page, slot)| Page {
        side: slot.side,
        part: slot.part,
        ..page.clone()
    });
    state.pages = placed.into_iter().chain(new).collect();
    state.pages.sort_by_key(Page::slot);
}

/// One-sided or two-sided, as the number of pages has it where the officer said only how many sheets; two-sided where
/// neither fits.
pub(super) fn sides(state: &State, sheets: u32) -> u32 {
    let said = state.sides.chosen().map(|at| if at == 0 { 1 } else { 2 });
    let placed = state
        .pages
        .iter()
        .filter(|page| !state.chosen.holds(page))
        .count();
    let pages = state
        .chosen
        .count()
        .saturating_add(u32::try_from(placed).unwrap_or(u32::MAX));
    said.unwrap_or(if state.chosen.is_some() && pages == sheets {
        1
    } else {
        2
    })
}

/// Where the pages are just as many as there must be, they fill the sides in their order.
pub(super) fn lay_in_order(pages: &mut [Page], claim: &Claim) {
    pages.sort_by_key(Page::slot);
    let slots = place_beside(claim, &[], pages.len());
    for (page, slot) in pages.iter_mut().zip(slots) {
        (page.side, page.part) = (slot.side, slot.part);
    }
}

/// The files are still being looked into: nothing can be counted yet.
pub(super) fn is_looking(state: &State) -> bool {
    state.chosen.asked.is_some() && state.work == Work::Nothing
}
