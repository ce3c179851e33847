//! W02: who is sitting here. Digits are the PIN; ↑ ↓ choose the officer.

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Line, LineKind, Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::{LoggedIn, Msg, Ticket};
use crate::domain::act::Pin;
use crate::domain::ids::OfficerId;
use crate::domain::officer::{Officer, Role};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::OfficerRows;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// A PIN has at most 8 digits.
const PIN_DIGITS: usize = 8;

/// The officers there are, the pointed one, and the PIN being typed.
#[derive(Debug)]
pub struct State {
    rows: OfficerRows,
    pointer: Table<OfficerId>,
    pin: Line,
    asked: Ticket,
    entering: Option<Ticket>,
    /// Enter came before the officers did: it is not lost.
    hurried: bool,
    message: Option<Message>,
}

impl State {
    fn officer(&self, id: OfficerId) -> Option<&Officer> {
        self.rows.officers.iter().find(|officer| officer.id == id)
    }
}

/// Asks who there is.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let asked = cx.ticket();
    let state = State {
        rows: OfficerRows::default(),
        pointer: Table::new(),
        pin: Line::new(LineKind::Pin, PIN_DIGITS),
        asked,
        entering: None,
        hurried: false,
        message: None,
    };
    (state, vec![Effect::Ask(asked, Query::Officers)])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(text) => {
            state.pin.paste(&text);
            vec![]
        }
        Msg::Answered(ticket, answer) if ticket == state.asked => {
            answered(state, answer);
            if std::mem::take(&mut state.hurried) {
                enter(state, cx)
            } else {
                vec![]
            }
        }
        Msg::LoggedIn(ticket, result) if state.entering == Some(ticket) => {
            state.entering = None;
            logged_in(state, result)
        }
        _ => vec![],
    }
}

fn answered(state: &mut State, answer: Answer) {
    let Answer::Officers(rows) = answer else {
        state.message = Some(Message::error(text::NO_OFFICERS));
        return;
    };
    let active = rows.officers.iter().filter(|officer| officer.active);
    state.pointer.set_rows(active.map(|officer| officer.id).collect());
    if let Some(last) = rows.last {
        state.pointer.point_id(&last);
    }
    state.rows = rows;
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if matches!(command, Some(Command::Up | Command::Down)) {
        state.pointer.key(key);
        state.pin.clear();
        state.message = None;
        return vec![];
    }
    if command == Some(Command::Accept) {
        return enter(state, cx);
    }
    if state.pin.key(key) == Reaction::Changed {
        state.message = None;
    }
    vec![]
}

fn enter(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(officer) = state
        .pointer
        .pointed()
        .copied()
        .filter(|_| state.entering.is_none())
    else {
        state.hurried = state.entering.is_none();
        return vec![];
    };
    if state.rows.nobody_has_a_pin() {
        return first_pin(state, officer);
    }
    if state.pin.is_empty() {
        state.message = Some(Message::error(text::NO_PIN));
        return vec![];
    }
    let ticket = cx.ticket();
    state.entering = Some(ticket);
    state.message = Some(Message::advice(text::CHECKING));
    vec![Effect::Login(ticket, officer, Pin(state.pin.take()))]
}

/// Restored from another medium: an administrator sets his own PIN, then gives the others theirs.
fn first_pin(state: &mut State, officer: OfficerId) -> Vec<Effect> {
    let administrator = state
        .officer(officer)
        .filter(|it| it.roles.has(Role::Administrator));
    if administrator.is_none() {
        state.message = Some(Message::error(text::ADMINISTRATOR_FIRST));
        return vec![];
    }
    vec![Effect::Replace(Box::new(Destination::FirstPin(officer)))]
}

fn logged_in(state: &mut State, result: Result<LoggedIn, Refusal>) -> Vec<Effect> {
    match result {
        Ok(entered) if entered.must_change => {
            vec![Effect::Replace(Box::new(Destination::NewPin(entered.officer.id)))]
        }
        Ok(_) => vec![Effect::Replace(Box::new(Destination::Home))],
        Err(refusal) => {
            state.pin.clear();
            state.message = Some(Message::error(crate::domain::text::refusal(&refusal)));
            vec![]
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let _ = cx;
    let advice = match (state.rows.nobody_has_a_pin(), state.rows.practice_pin) {
        (true, _) => text::NO_PINS,
        (false, true) => text::PRACTICE,
        (false, false) => text::ADVICE,
    };
    ScreenChrome {
        context: Line2::left(text::OFFICE),
        message: Some(state.message.clone().unwrap_or_else(|| Message::advice(advice))),
        offers: vec![
            Offer::arrows().named(text::OFFICERS),
            Offer::new(Command::Accept).named(text::ENTER),
        ],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Palette).named(text::LEAVE),
        ],
        ..ScreenChrome::new([text::PATH])
    }
}
