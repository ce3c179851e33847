//! A list to pick one row of. Answers the row's place; Esc answers nothing.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Table;
use crate::app::key::Key;
use crate::app::msg::Msg;
use crate::app::reply::Reply;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Rows a dialog has room for, its count line left out.
const WINDOW: usize = 12;

/// The rows and which one is pointed at.
#[derive(Debug)]
pub struct State {
    title: String,
    rows: Vec<String>,
    pointer: Table<usize>,
}

/// Opens it on the first row.
pub fn open(title: String, rows: Vec<String>, _cx: &mut Context) -> (State, Vec<Effect>) {
    let mut pointer = Table::new();
    pointer.set_rows((0..rows.len()).collect());
    pointer.set_page(WINDOW);
    (State { title, rows, pointer }, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command)),
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>)) -> Vec<Effect> {
    match command {
        Some(Command::Back) => vec![Effect::Answer(Reply::Nothing)],
        Some(Command::Accept) => take(state, state.pointer.at()),
        Some(Command::Digit(digit @ 1..=9)) => take(state, usize::from(digit) - 1),
        _ => {
            state.pointer.key(key);
            vec![]
        }
    }
}

fn take(state: &State, at: usize) -> Vec<Effect> {
    let known = at < state.rows.len();
    known
        .then_some(Effect::Answer(Reply::Picked(at)))
        .into_iter()
        .collect()
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let message = if state.rows.is_empty() {
        Message::warning(text::EMPTY)
    } else {
        Message::advice(text::ADVICE)
    };
    ScreenChrome {
        message: Some(message),
        offers: vec![
            Offer::new(Command::Accept).named(text::TAKE),
            Offer::arrows().named(text::POINT),
        ],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(text::CANCEL),
        ],
        ..ScreenChrome::new([state.title.as_str()])
    }
}
