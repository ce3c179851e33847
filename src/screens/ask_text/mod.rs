//! One line of text, handed to the layer below; nothing is written here.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Line;
use crate::app::key::Key;
use crate::app::msg::Msg;
use crate::app::reply::Reply;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// No reason or name is longer.
const MOST: usize = 500;

/// The line being typed.
#[derive(Debug)]
pub struct State {
    title: String,
    label: String,
    line: Line,
}

/// Opens it with title, label and the value there is.
pub fn open(asked: (String, String, String), _cx: &mut Context) -> (State, Vec<Effect>) {
    let (title, label, value) = asked;
    let line = Line::plain(MOST).with(&value);
    (State { title, label, line }, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command)),
        Msg::Paste(text) => {
            state.line.paste(&text);
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>)) -> Vec<Effect> {
    match command {
        Some(Command::Back) => vec![Effect::Answer(Reply::Nothing)],
        Some(Command::Accept | Command::Commit) => {
            let text = state.line.text().trim().to_owned();
            vec![Effect::Answer(Reply::Text(text))]
        }
        _ => {
            state.line.key(key);
            vec![]
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    ScreenChrome {
        message: Some(Message::advice(text::ADVICE)),
        offers: vec![Offer::new(Command::Accept).named(text::DONE)],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(text::CANCEL),
        ],
        ..ScreenChrome::new([state.title.as_str()])
    }
}
