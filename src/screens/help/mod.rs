//! W28: what is under the cursor, then the keys. Speaks only of what the layer below says about itself.

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::keymap::Keymap;
use crate::app::msg::Msg;
use crate::app::reply::Reply;

mod fields;
mod layers;
mod page;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Rows of the frame around the work area.
const FRAME_ROWS: u16 = 6;

/// The page and how far it is scrolled.
#[derive(Debug)]
pub struct State {
    path: Vec<String>,
    lines: Vec<page::HelpLine>,
    offset: usize,
    window: usize,
}

/// Opens it over the layer of this name, with the keys of this desk.
pub fn open(
    (name, below): (&'static str, ScreenChrome),
    (keys, cx): (&Keymap, &mut Context),
) -> (State, Vec<Effect>) {
    let subject = page::Below {
        name,
        chrome: &below,
        at_work: cx.officer.is_some(),
    };
    let state = State {
        lines: page::lines(&subject, keys),
        path: below.path,
        offset: 0,
        window: window(cx.size.1),
    };
    (state, vec![])
}

fn window(rows: u16) -> usize {
    rows.saturating_sub(FRAME_ROWS).max(1).into()
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    let page = state.window.saturating_sub(1).max(1);
    let wanted = match msg {
        Msg::Key(_, Some(Command::Back)) => return vec![Effect::Answer(Reply::Nothing)],
        Msg::Key(_, Some(Command::Up)) => state.offset.saturating_sub(1),
        Msg::Key(_, Some(Command::Down)) => state.offset + 1,
        Msg::Key(_, Some(Command::PageUp)) => state.offset.saturating_sub(page),
        Msg::Key(_, Some(Command::PageDown)) => state.offset + page,
        Msg::Key(_, Some(Command::First)) => 0,
        Msg::Key(_, Some(Command::Last)) => state.lines.len(),
        Msg::Resize(_, rows) => {
            state.window = window(rows);
            state.offset
        }
        _ => return vec![],
    };
    state.offset = wanted.min(state.lines.len().saturating_sub(state.window));
    vec![]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let last = state.path.last().cloned();
    ScreenChrome {
        context: Line2::left(state.path.join(" › ")),
        message: Some(Message::advice(text::ADVICE)),
        offers: vec![
            Offer::arrows().named(text::SCROLL),
            Offer::new(Command::PageDown).named(text::PAGE),
        ],
        ends: vec![Offer::new(Command::Back).named(text::CLOSE)],
        ..ScreenChrome::new([text::TITLE.to_owned()].into_iter().chain(last))
    }
}
