//! One page that is placed gives way to one of the tray: the sheet was scanned anew. The old image goes back to the
//! tray, the sum is open again and the PDF has to be made anew.
//!
//! Pages may come into the tray meanwhile: what is replaced and what replaces it are known by what they are, never by
//! their places.

use super::finish::Asked;
use super::{Row, State, keys, send, text};
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

/// What the chosen image is for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// In the place of this page.
    Page(Box<Page>),
    /// Into this side, which has none.
    Side(Slot),
}

/// t: the pointed page by one of the tray; with several there, which one is asked, the newest first.
pub(super) fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let row = state.table.pointed().copied();
    let old = row.and_then(|row| state.pages.get(state.place(row)?)).cloned();
    let Some(old) = old else {
        return match row {
            Some(Row::Slot(slot)) => ask_for(state, slot),
            Some(Row::Extra(_)) | None => {
                state.message = Some(Message::error(text::NOTHING_TO_REPLACE));
                vec![]
            }
        };
    };
    let found = choices(state);
    let (ids, rows): (Vec<TrayId>, Vec<String>) = found.iter().map(|row| (row.id, text::choice(row))).unzip();
    match ids.as_slice() {
        [] => {
            state.message = Some(Message::error(text::TRAY_EMPTY));
            vec![]
        }
        [only] => put(state, (&old, *only), cx),
        _ => {
            let title = text::which(&old);
            state.asked = Asked::Replacement;
            let what = What::Page(Box::new(old));
            state.replacing = Some(Replacing { what, choices: ids });
            vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
        }
    }
}

/// t on a side that has no image: Enter places the next one of the tray, and this one any.
fn ask_for(state: &mut State, slot: Slot) -> Vec<Effect> {
    let found = state.waiting();
    if found.is_empty() {
        state.message = Some(Message::error(text::TRAY_EMPTY));
        return vec![];
    }
    let (ids, rows) = found.iter().map(|row| (row.id, text::choice(row))).unzip();
    state.asked = Asked::Replacement;
    state.replacing = Some(Replacing {
        what: What::Side(slot),
        choices: ids,
    });
    let title = text::which_for(slot);
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

fn give(state: &mut State, (slot, image): (Slot, TrayId), cx: &mut Context) -> Vec<Effect> {
    let row = state.waiting().into_iter().find(|row| row.id == image).cloned();
    let free = state.pages.iter().all(|page| page.slot() != slot);
    let Some(row) = row.filter(|_| free) else {
        state.message = Some(Message::error(text::CHANGED_MEANWHILE));
        return vec![];
    };
    keys::assign_this(state, (slot, row), cx)
}

/// The answer of the list.
pub(super) fn picked(state: &mut State, at: usize, cx: &mut Context) -> Vec<Effect> {
    let Some(Replacing { what, choices }) = state.replacing.take() else {
        return vec![];
    };
    match (what, choices.get(at).copied()) {
        (What::Page(old), Some(new)) => put(state, (&old, new), cx),
        (What::Side(slot), Some(image)) => give(state, (slot, image), cx),
        (_, None) => vec![],
    }
}

/// Pages of the tray that are not meant for another dossier or component, the newest first.
fn choices(state: &State) -> Vec<&TrayPage> {
    let (dossier, component) = (state.dossier, state.component);
    let fits = |row: &&TrayPage| {
        let elsewhere = row
            .aim
            .is_some_and(|(aimed, of)| aimed != dossier || of.is_some_and(|of| of != component));
        !elsewhere && !state.taken.contains(&row.id)
    };
    let rows = state.tray.as_ref().map_or(&[][..], |tray| &tray.pages);
    rows.iter().rev().filter(fits).collect()
}

fn put(state: &mut State, (old, new): (&Page, TrayId), cx: &mut Context) -> Vec<Effect> {
    let is_old = |page: &Page| page.slot() == old.slot() && page.is_same_image(old);
    let place = state.pages.iter().position(is_old);
    let row = choices(state).into_iter().find(|row| row.id == new).cloned();
    let (Some(at), Some(row)) = (place, row) else {
        state.message = Some(Message::error(text::CHANGED_MEANWHILE));
        return vec![];
    };
    let page = Page {
        side: old.side,
        part: old.part,
        blank: keys::is_blank(&row),
        ..row.page
    };
    state.message = Some(Message::done(text::replaced(old, &page)));
    state.taken.push(row.id);
    state.off.push((old.sha256, old.leaf));
    state.pages[at] = page;
    send(state, cx)
}
