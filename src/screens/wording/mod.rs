//! The whole legal text of one paper of the checklist, as the catalogue has it. Only shows.

use crate::app::chrome::{self, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Lines;
use crate::app::msg::Msg;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The text, and how far it is scrolled.
#[derive(Debug)]
pub struct State {
    lines: Lines,
}

/// Opens it on paragraphs.
pub fn open(paragraphs: &[String], _cx: &mut Context) -> (State, Vec<Effect>) {
    let mut lines = Lines::default();
    lines.set(view::wrapped(paragraphs));
    (State { lines }, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(_, Some(Command::Back)) => vec![Effect::Back],
        Msg::Key(_, Some(command)) => {
            state.lines.scroll(command, view::LINES);
            vec![]
        }
        _ => vec![],
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(_state: &State, _cx: &Context) -> ScreenChrome {
    ScreenChrome {
        context: chrome::Context::left(text::SUBTITLE),
        offers: vec![Offer::arrows().named(text::SCROLL)],
        ..ScreenChrome::new([text::TITLE])
    }
}
