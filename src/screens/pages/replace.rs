//! One page that is placed gives way to one of the tray: the sheet was scanned anew. The old image goes back to the
//! tray, the sum is open again and the PDF has to be made anew.
//!
//! Pages may come into the tray meanwhile: what is replaced and what replaces it are known by what they are, never by
//! their places.

use super::finish::Asked;
use super::{Row, State, keys, send, text, twice};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::domain::ids::TrayId;
use crate::domain::pages::{Page, Slot};
use crate::domain::rows::TrayPage;

/// What was asked in the list of the tray's pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replacing {
    what: What,
    choices: Vec<TrayId>,
}

/// What an image is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// In the place of this page.
    Page(Box<Page>),
    /// Into this side, which has none.
    Side(Slot),
}

/// t: the pointed page by one of the tray; with several there, which one is asked, the newest first. On a side that has no
/// image Enter places the next one of the tray, and this one any.
pub(super) fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let row = state.table.pointed().copied();
    let old = row.and_then(|row| state.pages.get(state.place(row)?)).cloned();
    let what = match (old, row) {
        (Some(old), _) => What::Page(Box::new(old)),
        (None, Some(Row::Slot(slot))) => What::Side(slot),
        (None, Some(Row::Extra(_)) | None) => {
            state.message = Some(Message::error(text::NOTHING_TO_REPLACE));
            return vec![];
        }
    };
    let found = choices(state, &what);
    let offered = matches!(found.as_slice(), [only] if !only.was_replaced());
    let (ids, rows): (Vec<TrayId>, Vec<String>) = found.iter().map(|row| (row.id, text::choice(row))).unzip();
    let title = match (&what, ids.first().copied()) {
        (_, None) => {
            state.message = Some(Message::error(text::TRAY_EMPTY));
            return vec![];
        }
        (What::Page(_), Some(only)) if offered => return place(state, (what, only), cx),
        (What::Page(old), Some(_)) => text::which(old),
        (What::Side(slot), Some(_)) => text::which_for(*slot),
    };
    state.asked = Asked::Replacement;
    state.replacing = Some(Replacing { what, choices: ids });
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

/// The answer of the list.
pub(super) fn picked(state: &mut State, at: usize, cx: &mut Context) -> Vec<Effect> {
    let Some(Replacing { what, choices }) = state.replacing.take() else {
        return vec![];
    };
    let image = choices.get(at).copied();
    image.map_or_else(Vec::new, |image| place(state, (what, image), cx))
}

/// This image of the tray is placed, after a question where what it shows is known already: every way comes by here.
pub(super) fn place(state: &mut State, (what, image): (What, TrayId), cx: &mut Context) -> Vec<Effect> {
    match found(state, (&what, image)) {
        Some(row) if row.came_before() => {
            state.replacing = Some(Replacing {
                what,
                choices: vec![image],
            });
            twice::ask(state, &row)
        }
        Some(row) => put(state, (what, row), cx),
        None => changed_meanwhile(state),
    }
}

/// The question was answered with yes.
pub(super) fn put_after_all(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let asked = state.replacing.take();
    let asked = asked.and_then(|it| Some((it.what, it.choices.first().copied()?)));
    let row = asked.and_then(|(what, image)| Some((found(state, (&what, image))?, what)));
    match row {
        Some((row, what)) => put(state, (what, row), cx),
        None => changed_meanwhile(state),
    }
}

/// The image that was asked about, if it still lies in the tray.
pub(super) fn asked_about(state: &mut State) -> Option<TrayPage> {
    let asked = state.replacing.take()?;
    let image = *asked.choices.first()?;
    found(state, (&asked.what, image))
}

fn changed_meanwhile(state: &mut State) -> Vec<Effect> {
    state.message = Some(Message::error(text::CHANGED_MEANWHILE));
    vec![]
}

/// Pages of the tray that can be chosen for it: for a page those that are not meant for another dossier or component, the
/// newest first; last what gave way to another image.
fn choices<'a>(state: &'a State, what: &What) -> Vec<&'a TrayPage> {
    if matches!(what, What::Side(_)) {
        return state.candidates();
    }
    let (dossier, component) = (state.dossier, state.component);
    let fits = |row: &&TrayPage| {
        let elsewhere = row
            .aim
            .is_some_and(|(aimed, of)| aimed != dossier || of.is_some_and(|of| of != component));
        !elsewhere && !state.taken.contains(&row.id)
    };
    let rows = state.tray.as_ref().map_or(&[][..], |tray| &tray.pages);
    let mut found: Vec<&TrayPage> = rows.iter().rev().filter(fits).collect();
    found.sort_by_key(|row| row.was_replaced());
    found
}

/// The image, if it lies there still and its place is what it was.
fn found(state: &State, (what, image): (&What, TrayId)) -> Option<TrayPage> {
    let stands = match what {
        What::Page(old) => state.pages.iter().any(|page| is_it(page, old)),
        What::Side(slot) => state.pages.iter().all(|page| page.slot() != *slot),
    };
    let row = choices(state, what).into_iter().find(|row| row.id == image);
    row.filter(|_| stands).cloned()
}

fn is_it(page: &Page, old: &Page) -> bool {
    page.slot() == old.slot() && page.is_same_image(old)
}

fn put(state: &mut State, (what, row): (What, TrayPage), cx: &mut Context) -> Vec<Effect> {
    let old = match what {
        What::Side(slot) => return keys::put(state, (slot, row), cx),
        What::Page(old) => old,
    };
    let Some(at) = state.pages.iter().position(|page| is_it(page, &old)) else {
        return changed_meanwhile(state);
    };
    let page = Page {
        side: old.side,
        part: old.part,
        blank: keys::is_blank(&row),
        ..row.page
    };
    state.message = Some(Message::done(text::replaced(&old, &page)));
    state.taken.push(row.id);
    state.pages[at] = page;
    send(state, cx)
}
