//! An image that is known already, when it is to become a side: the officer is asked, and Enter alone changes nothing.
//! He places pages by one Enter after the other, so what is under the first answer is to leave it where it lies.

use super::finish::{self, Asked};
use super::{State, replace, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::domain::rows::TrayPage;
use crate::domain::tray::TrayAct;

/// Asks about the image that would be placed.
pub(super) fn ask(state: &mut State, image: &TrayPage) -> Vec<Effect> {
    let line = text::known(image);
    finish::choose(state, Asked::Again, (text::AGAIN_TITLE, &text::AGAIN_WAYS, &line))
}

/// The answer: it stays in the tray, is placed, or goes to the tray's trash.
pub(super) fn decided(state: &mut State, way: usize, cx: &mut Context) -> Vec<Effect> {
    match way {
        1 => replace::put_after_all(state, cx),
        2 => match replace::asked_about(state) {
            Some(image) => {
                state.ticket = cx.ticket();
                state.message = Some(Message::done(text::thrown_away(&image.page.file_name)));
                vec![Effect::Tray(state.ticket, TrayAct::Trash(vec![image.id]))]
            }
            None => {
                state.message = Some(Message::error(text::CHANGED_MEANWHILE));
                vec![]
            }
        },
        _ => {
            state.replacing = None;
            state.message = Some(Message::advice(text::AGAIN_LEFT));
            vec![]
        }
    }
}
