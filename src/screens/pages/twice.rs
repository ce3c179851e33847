//! An image whose bytes came before, when it is to become a side: the officer is asked, and Enter alone changes nothing.
//! He places pages by one Enter after the other, so what is under the first answer is to leave it where it lies.

use super::finish::{self, Asked};
use super::{State, keys, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::domain::ids::TrayId;
use crate::domain::pages::Slot;
use crate::domain::rows::TrayPage;
use crate::domain::tray::TrayAct;

/// Asks about the image that would become this side.
pub(super) fn ask(state: &mut State, slot: Slot, image: &TrayPage) -> Vec<Effect> {
    let line = text::same_bytes(&image.page.file_name);
    let asked = Asked::Again(slot, image.id);
    finish::choose(state, asked, (text::AGAIN_TITLE, &text::AGAIN_WAYS, &line))
}

/// The answer: it stays in the tray, becomes the side, or goes to the tray's trash.
pub(super) fn decided(
    state: &mut State,
    (slot, image): (Slot, TrayId),
    (way, cx): (usize, &mut Context),
) -> Vec<Effect> {
    let waits = state.waiting().into_iter().find(|row| row.id == image).cloned();
    let free = state.pages.iter().all(|page| page.slot() != slot);
    match (way, waits) {
        (1, Some(image)) if free => keys::put(state, (slot, image), cx),
        (2, Some(image)) => {
            state.ticket = cx.ticket();
            state.message = Some(Message::done(text::thrown_away(&image.page.file_name)));
            vec![Effect::Tray(state.ticket, TrayAct::Trash(vec![image.id]))]
        }
        (1 | 2, _) => {
            state.message = Some(Message::error(text::CHANGED_MEANWHILE));
            vec![]
        }
        _ => {
            state.message = Some(Message::advice(text::AGAIN_LEFT));
            vec![]
        }
    }
}
