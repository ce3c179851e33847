//! W43: a real desk in one form. F2 founds it; everything can be changed later in Quản trị.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Reaction;
use crate::app::input::form::{Form, Step};
use crate::app::job::{Job, JobDone, JobEvent, JobFault};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::domain::desk::{FIRST_DESK, opens_another_book};
use crate::domain::refusal::Refusal;
use crate::domain::text::another_book;
use crate::domain::unit_place::Located;

use fields::{Field, Values};

mod fields;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The form and the founding.
#[derive(Debug)]
pub struct State {
    form: Form<Field>,
    values: Values,
    /// Which unit the name means, as last asked; `None` = not asked, or changed since.
    located: Option<Located>,
    locating: Option<Ticket>,
    founding: Option<Ticket>,
    message: Option<Message>,
}

/// Opens it with the defaults.
pub fn open(_cx: &mut Context) -> (State, Vec<Effect>) {
    let state = State {
        form: Form::at(Field::Unit),
        values: Values::new(),
        located: None,
        locating: None,
        founding: None,
        message: None,
    };
    (state, vec![])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) if state.founding.is_none() => return pressed(state, (key, command), cx),
        Msg::Paste(pasted) => state.values.paste(state.form.focus(), &pasted),
        Msg::Job(ticket, JobEvent::Ended(Err(fault))) if state.founding == Some(ticket) => {
            state.founding = None;
            refused(state, &fault);
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if state.locating == Some(ticket) => {
            state.locating = None;
            state.located = match result {
                Ok(JobDone::Located(located)) => Some(located),
                Ok(_) | Err(_) => None,
            };
            spell(state);
        }
        _ => {}
    }
    vec![]
}

/// The name of the unit, or the set, was left: which unit is meant?
fn locate(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let unit = state.values.line(Field::Unit).text().trim().to_owned();
    if unit.is_empty() {
        state.located = None;
        return vec![];
    }
    let ticket = cx.ticket();
    state.locating = Some(ticket);
    let set = state.values.place_set();
    vec![Effect::Start(ticket, Job::LocateUnit { set, unit })]
}

/// «xa an toan» is «Xã An Toàn», and so it is printed.
fn spell(state: &mut State) {
    let Some(Located::Found(place)) = &state.located else {
        return;
    };
    let typed = state.values.line(Field::Unit).text().trim();
    if let Some(name) = place.spelled(typed).filter(|_| state.form.focus() != Field::Unit) {
        state.values.set_unit(&name);
        state.message = Some(Message::advice(text::spelled(&name)));
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) => return vec![Effect::Back],
        Some(Command::Commit) => return commit(state, cx),
        _ => {}
    }
    if state.values.key(state.form.focus(), key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match state.form.key(key, &state.values.stops()) {
        Step::Left(field) => {
            state.message = said_of(state, field);
            if matches!(field, Field::Unit | Field::Places) {
                return locate(state, cx);
            }
        }
        Step::Onward => state.message = Some(Message::advice(text::PRESS_F2)),
        Step::Pass => {}
    }
    vec![]
}

/// What is wrong with a filled field, or what it brings with it: when it is left and whenever the cursor comes back.
fn said_of(state: &State, field: Field) -> Option<Message> {
    let filled = !state.values.line(field).is_empty();
    let fault = state.values.fault(field).filter(|_| filled);
    fault.map(Message::error).or_else(|| consequence(state, field))
}

/// What a number brings with it that cannot be seen in it: the same warning as in Thiết lập.
fn consequence(state: &State, field: Field) -> Option<Message> {
    let number = state.values.desk_no().filter(|_| field == Field::Desk)?;
    let number = opens_another_book(&number.to_string(), FIRST_DESK)?;
    Some(Message::warning(text::or_again(&another_book(number))))
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if let Some(more) = state.form.refuse(&state.values.stops()) {
        let field = state.form.focus();
        let sentence = if state.values.line(field).is_empty() {
            text::missing(fields::face(field).0)
        } else {
            state.values.fault(field).unwrap_or_default().to_owned()
        };
        state.message = Some(Message::error(text::further(&sentence, more)));
        return vec![];
    }
    let Some(desk) = state.values.desk() else {
        return vec![];
    };
    let ticket = cx.ticket();
    state.founding = Some(ticket);
    state.message = Some(Message::advice(text::WORKING));
    vec![Effect::Start(ticket, Job::CreateDesk(Box::new(desk)))]
}

/// The job said no: the focus goes to the field it names.
fn refused(state: &mut State, fault: &JobFault) {
    state.message = Some(Message::error(fault.sentence()));
    let JobFault::Refused(Refusal::Missing(name) | Refusal::Invalid(name)) = fault else {
        return;
    };
    let named = [
        ("unit_name", Field::Unit),
        ("unit_code", Field::Code),
        ("desk_no", Field::Desk),
        ("range", Field::Range),
        ("hours", Field::Hours),
        ("officer_name", Field::Officer),
        ("pin", Field::Pin),
        ("scan_folder", Field::Scans),
        ("backup_target", Field::Copies),
    ];
    if let Some((_, field)) = named.into_iter().find(|(known, _)| known == name) {
        state.form.go(field);
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let advice = || Message::advice(text::ADVICE);
    ScreenChrome {
        message: (state.message.clone())
            .or_else(|| said_of(state, state.form.focus()))
            .or_else(|| Some(advice())),
        offers: vec![
            Offer::new(Command::Commit).named(text::FOUND),
            Offer::new(Command::Next),
        ],
        ends: vec![Offer::new(Command::Help), Offer::new(Command::Back)],
        ..ScreenChrome::new(text::PATH)
    }
}
