//! A leader's PIN over whatever is below. The PIN is checked with the act it approves, not here.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::{Line, LineKind, Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::act::{Approval, Pin};
use crate::domain::dossier::OfficerName;
use crate::domain::ids::OfficerId;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::holders_of;
use crate::domain::text as words;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// A PIN has at most 8 digits.
const PIN_DIGITS: usize = 8;

/// Who could approve, who is pointed at, and the PIN being typed.
#[derive(Debug)]
pub struct State {
    why: String,
    not: OfficerId,
    asked: Ticket,
    leaders: Vec<OfficerName>,
    pointer: Table<OfficerId>,
    pin: Line,
    message: Option<Message>,
    /// Who tries once more.
    again: Option<OfficerId>,
}

/// Asks who the leaders are; nobody approves for himself, so `not` is left out. Whose PIN was wrong is pointed at again.
pub fn open(
    (why, not): (String, OfficerId),
    wrong: Option<(OfficerId, Refusal)>,
    cx: &mut Context,
) -> (State, Vec<Effect>) {
    let asked = cx.ticket();
    let (again, refusal) = wrong.unzip();
    let state = State {
        why,
        not,
        asked,
        leaders: Vec::new(),
        pointer: Table::new(),
        pin: Line::new(LineKind::Pin, PIN_DIGITS),
        message: refusal.map(|refusal| Message::error(words::refusal(&refusal))),
        again,
    };
    (state, vec![Effect::Ask(asked, Query::Officers)])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, _cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => return pressed(state, (key, command)),
        Msg::Paste(text) => {
            state.pin.paste(&text);
        }
        Msg::Answered(ticket, answer) if ticket == state.asked => answered(state, answer),
        _ => {}
    }
    vec![]
}

fn answered(state: &mut State, answer: Answer) {
    let Answer::Officers(rows) = answer else {
        state.message = Some(Message::error(text::NOT_READ));
        return;
    };
    state.leaders = holders_of(&rows.officers, Role::Leader);
    state.leaders.retain(|leader| leader.id != state.not);
    state
        .pointer
        .set_rows(state.leaders.iter().map(|leader| leader.id).collect());
    if let Some(again) = state.again {
        state.pointer.point_id(&again);
    }
    if state.leaders.is_empty() {
        state.message = Some(Message::error(text::NOBODY));
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>)) -> Vec<Effect> {
    match command {
        Some(Command::Back) => return vec![Effect::Answer(Reply::Nothing)],
        Some(Command::Commit) => return approve(state),
        Some(Command::Accept) if !state.pin.is_empty() => {
            state.message = Some(Message::advice(text::PRESS_F2));
        }
        Some(Command::Up | Command::Down) => {
            state.pointer.key(key);
            state.pin.clear();
        }
        _ if state.pin.key(key) == Reaction::Changed => state.message = None,
        _ => {}
    }
    vec![]
}

fn approve(state: &mut State) -> Vec<Effect> {
    let Some(officer) = state.pointer.pointed().copied() else {
        state.message = Some(Message::error(text::NOBODY));
        return vec![];
    };
    if state.pin.is_empty() {
        state.message = Some(Message::error(text::NO_PIN));
        return vec![];
    }
    let pin = Pin(state.pin.take());
    vec![Effect::Answer(Reply::Approved(Approval { officer, pin }))]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let advice = || Message::advice(text::ADVICE);
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(advice)),
        offers: vec![
            Offer::new(Command::Commit).named(text::APPROVE),
            Offer::arrows().named(text::POINT),
        ],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(text::CANCEL),
        ],
        ..ScreenChrome::new([text::TITLE])
    }
}
