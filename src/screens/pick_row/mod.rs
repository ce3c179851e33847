//! A list to pick one row of. Answers the row's place; Esc answers nothing.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::{Line, Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::Msg;
use crate::app::reply::Reply;
use crate::domain::viet::{fold, matches_words};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Rows a dialog has room for, its count line left out.
const WINDOW: usize = 12;
/// Columns the list has for a row in the narrowest window.
const ROOM: usize = 64;

/// The rows, those that match what is typed, and which one is pointed at.
#[derive(Debug)]
pub struct State {
    title: String,
    rows: Vec<String>,
    pointer: Table<usize>,
    search: Line,
}

/// Opens it on the first row.
pub fn open(title: String, rows: Vec<String>, _cx: &mut Context) -> (State, Vec<Effect>) {
    let mut pointer = Table::new();
    pointer.set_rows((0..rows.len()).collect());
    pointer.set_page(WINDOW);
    let state = State {
        title,
        rows,
        pointer,
        search: Line::plain(40),
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command)),
        Msg::Paste(pasted) if state.is_long() => {
            state.search.paste(&pasted);
            show(state);
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>)) -> Vec<Effect> {
    match command {
        Some(Command::Back) => back(state),
        Some(Command::Accept) => take(state, state.pointer.at()),
        Some(Command::Digit(digit @ 1..=9)) => take(state, usize::from(digit) - 1),
        _ => {
            let is_searched = state.pointer.key(key) == Reaction::Pass
                && state.is_long()
                && state.search.key(key) == Reaction::Changed;
            if is_searched {
                show(state);
            }
            vec![]
        }
    }
}

/// Esc first clears what was typed.
fn back(state: &mut State) -> Vec<Effect> {
    if state.search.is_empty() {
        return vec![Effect::Answer(Reply::Nothing)];
    }
    let pointed = state.pointer.pointed().copied();
    state.search.clear();
    show(state);
    pointed.inspect(|row| {
        state.pointer.point_id(row);
    });
    vec![]
}

/// The rows that match what is typed, from the first one on.
fn show(state: &mut State) {
    let typed = fold(state.search.text());
    let rows = state.rows.iter().enumerate();
    let found = rows.filter(|(_, row)| matches_words(&fold(row), &typed));
    state.pointer.set_rows(found.map(|(at, _)| at).collect());
    state.pointer.point(0);
}

/// Takes the row that stands in this place of the list.
fn take(state: &State, at: usize) -> Vec<Effect> {
    let row = state.pointer.rows().get(at);
    row.map(|row| Effect::Answer(Reply::Picked(*row)))
        .into_iter()
        .collect()
}

impl State {
    /// More rows than have a number: then it is searched by typing.
    fn is_long(&self) -> bool {
        self.rows.len() > 9
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let pointed = state.pointer.pointed().and_then(|at| state.rows.get(*at));
    let cut = pointed.filter(|row| row.chars().count() > ROOM).cloned();
    let message = match (state.rows.is_empty(), state.pointer.rows().is_empty()) {
        (true, _) => Message::warning(text::EMPTY),
        (false, true) => Message::advice(text::NO_MATCH),
        (false, false) if state.is_long() => Message::advice(text::ADVICE_SEARCH),
        (false, false) => Message::advice(text::ADVICE),
    };
    ScreenChrome {
        // A row that the list has no room for is read whole where messages stand.
        message: Some(cut.map_or(message, Message::advice)),
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
