//! W44: citizens see nothing until the officer's PIN. What lies below goes on and loses nothing.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::{Line, LineKind, Reaction};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::act::Pin;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// A PIN has at most 8 digits.
const PIN_DIGITS: usize = 8;

/// The PIN being typed.
#[derive(Debug)]
pub struct State {
    unit: String,
    pin: Line,
    entering: Option<Ticket>,
    esc_once: bool,
    message: Option<Message>,
}

/// Opens it.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let state = State {
        unit: cx.settings.text("unit_name").to_owned(),
        pin: Line::new(LineKind::Pin, PIN_DIGITS),
        entering: None,
        esc_once: false,
        message: None,
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::LoggedIn(ticket, result) if state.entering == Some(ticket) => {
            state.entering = None;
            match result {
                Ok(_) => vec![Effect::Answer(Reply::Nothing)],
                Err(refusal) => {
                    state.message = Some(Message::error(crate::domain::text::refusal(&refusal)));
                    vec![]
                }
            }
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let leaving = std::mem::take(&mut state.esc_once);
    match command {
        Some(Command::Back) if leaving => return vec![Effect::LogOut],
        Some(Command::Back) => {
            state.esc_once = true;
            state.message = Some(Message::warning(text::ESC_AGAIN));
        }
        Some(Command::Accept) => return enter(state, cx),
        _ if state.pin.key(key) == Reaction::Changed => state.message = None,
        _ => {}
    }
    vec![]
}

fn enter(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(officer) = cx
        .officer
        .as_ref()
        .map(|it| it.id)
        .filter(|_| state.entering.is_none())
    else {
        return vec![];
    };
    if state.pin.is_empty() {
        state.message = Some(Message::error(text::NO_PIN));
        return vec![];
    }
    let ticket = cx.ticket();
    state.entering = Some(ticket);
    state.message = Some(Message::advice(text::CHECKING));
    vec![Effect::Unlock(ticket, officer, Pin(state.pin.take()))]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let name = cx.officer.as_ref().map_or("", |it| it.name.as_str());
    let advice = || Message::advice(text::covered(name));
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(advice)),
        offers: vec![Offer::new(Command::Accept).named(text::OPEN)],
        ends: vec![Offer::new(Command::Back).named(text::OTHER)],
        ..ScreenChrome::new([text::PATH])
    }
}
