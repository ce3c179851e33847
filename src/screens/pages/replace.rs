//! One page that is placed gives way to one of the tray: the sheet was scanned anew. The old image goes back to the
//! tray, the sum is open again and the PDF has to be made anew.
//!
//! Pages may come into the tray meanwhile: what is replaced and what replaces it are known by what they are, never by
//! their places.

use super::finish::Asked;
use super::{State, keys, send, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::domain::ids::TrayId;
use crate::domain::pages::Page;
use crate::domain::rows::TrayPage;

/// What was asked in the list of the tray's pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replacing {
    old: Page,
    choices: Vec<TrayId>,
}

/// t: the pointed page by one of the tray; with several there, which one is asked, the newest first.
pub(super) fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let place = state.table.pointed().and_then(|row| state.place(*row));
    let Some(old) = place.and_then(|at| state.pages.get(at)).cloned() else {
        state.message = Some(Message::error(text::NOTHING_TO_REPLACE));
        return vec![];
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
            state.replacing = Some(Replacing { old, choices: ids });
            vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
        }
    }
}

/// The answer of the list.
pub(super) fn picked(state: &mut State, at: usize, cx: &mut Context) -> Vec<Effect> {
    let Some(Replacing { old, choices }) = state.replacing.take() else {
        return vec![];
    };
    let new = choices.get(at).copied();
    new.map_or_else(Vec::new, |new| put(state, (&old, new), cx))
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
    state.pages[at] = page;
    send(state, cx)
}
