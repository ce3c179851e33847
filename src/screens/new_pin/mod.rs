//! A new PIN at the next login: the old one, the new one, and the new one again. The first PIN of a restored desk:
//! without an old one.

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::form::{Form, Stop, StopState};
use crate::app::input::{Line, LineKind, Reaction};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::domain::act::Pin;
use crate::domain::ids::OfficerId;
use crate::domain::refusal::Refusal;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// A PIN has at most 8 digits.
const PIN_DIGITS: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Old,
    New,
    Again,
}

const FIELDS: [Field; 3] = [Field::Old, Field::New, Field::Again];

/// Three PIN fields; two where there is no old PIN.
#[derive(Debug)]
pub struct State {
    officer: OfficerId,
    /// Nobody has a PIN on this machine yet.
    first: bool,
    form: Form<Field>,
    pins: [Line; 3],
    least: u32,
    setting: Option<Ticket>,
    message: Option<Message>,
}

impl State {
    fn pin(&self, field: Field) -> &Line {
        &self.pins[field as usize]
    }

    fn fields(&self) -> &'static [Field] {
        if self.first { &FIELDS[1..] } else { &FIELDS }
    }
}

/// Opens it for this officer, who has to change the PIN he was given.
pub fn open(officer: OfficerId, cx: &mut Context) -> (State, Vec<Effect>) {
    opened((officer, false), cx)
}

/// Opens it for the administrator of a desk that was restored without any PIN.
pub fn open_first(officer: OfficerId, cx: &mut Context) -> (State, Vec<Effect>) {
    opened((officer, true), cx)
}

fn opened((officer, first): (OfficerId, bool), cx: &mut Context) -> (State, Vec<Effect>) {
    let state = State {
        officer,
        first,
        form: Form::at(if first { Field::New } else { Field::Old }),
        pins: FIELDS.map(|_| Line::new(LineKind::Pin, PIN_DIGITS)),
        least: cx.settings.number("pin_length"),
        setting: None,
        message: None,
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::PinSet(ticket, result) if state.setting == Some(ticket) => {
            state.setting = None;
            pin_set(state, result)
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) if state.first => return vec![Effect::Replace(Box::new(Destination::Login))],
        Some(Command::Back) => return vec![Effect::LogOut],
        Some(Command::Commit) => return commit(state, cx),
        _ => {}
    }
    let field = state.form.focus();
    if state.pins[field as usize].key(key) == Reaction::Pass {
        state.form.key(key, &stops(state));
    } else {
        state.message = None;
    }
    vec![]
}

fn stops(state: &State) -> Vec<Stop<Field>> {
    let stop = |&field: &Field| Stop {
        field,
        state: if state.pin(field).is_empty() {
            StopState::EmptyRequired
        } else {
            StopState::Ok
        },
    };
    state.fields().iter().map(stop).collect()
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.setting.is_some() {
        return vec![];
    }
    if state.form.refuse(&stops(state)).is_some() {
        state.message = Some(Message::error(text::MISSING));
        return vec![];
    }
    if let Some((field, words)) = fault(state) {
        state.form.go(field);
        state.message = Some(Message::error(words));
        return vec![];
    }
    let ticket = cx.ticket();
    state.setting = Some(ticket);
    state.message = Some(Message::advice(text::CHECKING));
    vec![Effect::SetPin {
        ticket,
        officer: state.officer,
        old: (!state.first).then(|| Pin(state.pin(Field::Old).text().to_owned())),
        new: Pin(state.pin(Field::New).text().to_owned()),
    }]
}

fn fault(state: &mut State) -> Option<(Field, String)> {
    let [old, new, again] = FIELDS.map(|field| state.pin(field).text().to_owned());
    if u32::try_from(new.len()).unwrap_or(0) < state.least {
        return Some((Field::New, text::too_short(state.least)));
    }
    if new == old && !state.first {
        return Some((Field::New, text::SAME.to_owned()));
    }
    if new != again {
        state.pins[Field::Again as usize].clear();
        return Some((Field::Again, text::DIFFERENT.to_owned()));
    }
    None
}

fn pin_set(state: &mut State, result: Result<(), Refusal>) -> Vec<Effect> {
    match result {
        Ok(()) if state.first => vec![
            Effect::Replace(Box::new(Destination::Login)),
            Effect::Say(Message::done(text::FIRST_SET)),
        ],
        Ok(()) => vec![
            Effect::Replace(Box::new(Destination::Home)),
            Effect::Say(Message::done(text::CHANGED)),
        ],
        Err(refusal) => {
            let old = matches!(refusal, Refusal::WrongPin { .. } | Refusal::Locked { .. });
            let field = if old { Field::Old } else { Field::New };
            state.pins[field as usize].clear();
            state.form.go(field);
            state.message = Some(Message::error(crate::domain::text::refusal(&refusal)));
            vec![]
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let name = cx.officer.as_ref().map_or("", |it| it.name.as_str());
    let (path, change, advice) = if state.first {
        (text::FIRST_PATH, text::SET, text::FIRST_ADVICE)
    } else {
        (text::PATH, text::CHANGE, text::ADVICE)
    };
    let advice = || Message::advice(advice);
    ScreenChrome {
        context: Line2::left(name),
        message: Some(state.message.clone().unwrap_or_else(advice)),
        offers: vec![
            Offer::new(Command::Commit).named(change),
            Offer::new(Command::Next),
        ],
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(text::LEAVE),
        ],
        ..ScreenChrome::new([path])
    }
}
