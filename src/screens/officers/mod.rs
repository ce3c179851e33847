//! Quản trị: add, change and deactivate officers. PINs go to the store on their own and never into an act.

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::form::Step;
use crate::app::input::{Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::domain::act::{Done, Pin, Request};
use crate::domain::ids::OfficerId;
use crate::domain::officer::{Officer, Role};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::OfficerRows;
use crate::domain::text::refusal as sentence;

mod form;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use form::{Edit, Field, Subject};

/// What is being written: first the act, then the PIN.
#[derive(Debug)]
struct Writing {
    ticket: Ticket,
    officer: OfficerId,
    pins: Option<(Option<Pin>, Pin)>,
    /// What is said when all of it is done.
    said: String,
}

/// The officers there are, and the form that is open or was left.
#[derive(Debug)]
pub struct State {
    rows: OfficerRows,
    table: Table<OfficerId>,
    edit: Option<Edit>,
    /// A form left with Esc keeps what was typed.
    left: Option<Edit>,
    asked: Ticket,
    writing: Option<Writing>,
    message: Option<Message>,
}

/// Asks who there is.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        rows: OfficerRows::default(),
        table: Table::new(),
        edit: None,
        left: None,
        asked: Ticket::default(),
        writing: None,
        message: None,
    };
    state.table.set_page(view::page(cx.size));
    let effects = ask(&mut state, cx);
    (state, effects)
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    vec![Effect::Ask(state.asked, Query::Officers)]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) if state.edit.is_some() => in_form(state, (key, command), cx),
        Msg::Key(key, command) => in_list(state, (key, command), cx),
        Msg::Paste(pasted) => {
            if let Some(edit) = &mut state.edit {
                edit.paste(&pasted);
            }
            vec![]
        }
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Answered(ticket, answer) if ticket == state.asked => {
            answered(state, answer);
            vec![]
        }
        Msg::Changed(ticket, result) => changed(state, (ticket, result), cx),
        Msg::PinSet(ticket, result) => pin_set(state, (ticket, result), cx),
        Msg::Resumed => ask(state, cx),
        _ => vec![],
    }
}

fn answered(state: &mut State, answer: Answer) {
    let Answer::Officers(rows) = answer else {
        state.message = Some(Message::error(text::NOT_READ));
        return;
    };
    state
        .table
        .set_rows(rows.officers.iter().map(|officer| officer.id).collect());
    state.rows = rows;
}

fn in_list(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if state.table.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Refresh) => ask(state, cx),
        Some(Command::Commit) => {
            show(state, Subject::New, cx);
            vec![]
        }
        Some(Command::Accept) => {
            let pointed = state.table.pointed().copied();
            let officer = state.rows.officers.iter().find(|it| Some(it.id) == pointed);
            if let Some(officer) = officer.cloned() {
                let own = officer.id == cx.actor().id;
                show(state, Subject::Known { officer, own }, cx);
            }
            vec![]
        }
        _ => vec![],
    }
}

/// Opens a form; the one just left comes back as it was.
fn show(state: &mut State, subject: Subject, cx: &Context) {
    state.message = None;
    let left = state.left.take().filter(|left| left.subject == subject);
    let least = cx.settings.number("pin_length");
    state.edit = Some(left.unwrap_or_else(|| Edit::new(subject, least)));
}

fn in_form(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let Some(edit) = &mut state.edit else {
        return vec![];
    };
    if state.writing.is_some() {
        return vec![];
    }
    if edit.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    let stops = edit.stops();
    match (edit.form.key(key, &stops), command) {
        (Step::Left(left), _) => {
            state.message = leaving(edit, left);
            vec![]
        }
        (_, Some(Command::Commit)) => commit(state, cx),
        (_, Some(Command::Back)) => {
            state.left = state.edit.take();
            if let Some(left) = &mut state.left {
                left.forget_pins();
            }
            state.message = None;
            vec![]
        }
        _ => vec![],
    }
}

/// What is wrong with the field just left.
fn leaving(edit: &Edit, left: Field) -> Option<Message> {
    match left {
        Field::Pin if !edit.pin.is_empty() && edit.is_short() => {
            Some(Message::error(text::short_pin(edit.least)))
        }
        Field::Again if edit.again.text() != edit.pin.text() => Some(Message::error(text::PINS_DIFFER)),
        _ => None,
    }
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(edit) = &mut state.edit else {
        return vec![];
    };
    if let Some(fault) = edit.refuse() {
        state.message = Some(Message::error(fault));
        return vec![];
    }
    let officer = match edit.officer() {
        Some(known) => known.id,
        None => OfficerId(cx.id()),
    };
    let name = edit.name.text().trim();
    let said = match edit.officer() {
        Some(_) => text::written(name),
        None => text::added(name),
    };
    let (act, pins) = (edit.act(officer), edit.pins());
    let ticket = cx.ticket();
    let writing = Writing {
        ticket,
        officer,
        pins,
        said,
    };
    match act {
        Some(act) => {
            state.message = Some(Message::advice(text::WRITING));
            state.writing = Some(writing);
            let request = Request {
                actor: cx.actor().id,
                approval: None,
                act,
            };
            vec![Effect::Change(ticket, Box::new(request))]
        }
        None if writing.pins.is_some() => set_pin(state, writing, ticket),
        None => {
            state.message = Some(Message::advice(text::NOTHING_CHANGED));
            vec![]
        }
    }
}

fn set_pin(state: &mut State, writing: Writing, ticket: Ticket) -> Vec<Effect> {
    let Some((old, new)) = writing.pins else {
        return vec![];
    };
    state.message = Some(Message::advice(text::WRITING));
    let officer = writing.officer;
    state.writing = Some(Writing {
        ticket,
        pins: None,
        ..writing
    });
    vec![Effect::SetPin {
        ticket,
        officer,
        old,
        new,
    }]
}

fn changed(
    state: &mut State,
    (ticket, result): (Ticket, Result<Done, Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some(writing) = state.writing.take_if(|it| it.ticket == ticket) else {
        return vec![];
    };
    if let Err(refusal) = result {
        refused(state, &refusal);
        return vec![];
    }
    written(state, writing.officer, cx);
    if writing.pins.is_some() {
        let ticket = cx.ticket();
        return set_pin(state, writing, ticket);
    }
    finish(state, writing.said, cx)
}

/// The act is durable: the form is now about the officer as he is, so a PIN that fails adds nobody twice.
fn written(state: &mut State, id: OfficerId, cx: &mut Context) {
    let Some(edit) = &mut state.edit else { return };
    let officer = Officer {
        id,
        name: edit.name.text().trim().to_owned(),
        title: edit.title.text().trim().to_owned(),
        roles: edit.roles,
        active: edit.state.chosen() == Some(0),
    };
    let own = id == cx.actor().id;
    if own {
        cx.officer = Some(officer.clone());
    }
    edit.subject = Subject::Known { officer, own };
}

fn pin_set(
    state: &mut State,
    (ticket, result): (Ticket, Result<(), Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some(writing) = state.writing.take_if(|it| it.ticket == ticket) else {
        return vec![];
    };
    match result {
        Ok(()) => finish(state, writing.said, cx),
        Err(refusal) => {
            let why = sentence(&refusal);
            state.message = Some(Message::error(text::pin_not_set(&why)));
            if let Some(edit) = &mut state.edit {
                edit.form
                    .go(if edit.is_own() { Field::OldPin } else { Field::Pin });
            }
            ask(state, cx)
        }
    }
}

fn refused(state: &mut State, refusal: &Refusal) {
    state.message = Some(Message::error(sentence(refusal)));
    let Some(edit) = &mut state.edit else { return };
    match refusal {
        Refusal::Missing("name") | Refusal::Invalid("name") => edit.form.go(Field::Name),
        Refusal::Missing("roles") => edit.form.go(Field::Role(Role::Reception)),
        Refusal::LastHolder(role) => edit.form.go(Field::Role(*role)),
        Refusal::Namesake => edit.form.go(Field::Title),
        _ => {}
    }
}

/// Back to the list, which says what was done.
fn finish(state: &mut State, said: String, cx: &mut Context) -> Vec<Effect> {
    state.edit = None;
    state.message = Some(Message::done(said));
    ask(state, cx)
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let message = state.message.clone();
    let Some(edit) = &state.edit else {
        let may = cx.actor().roles.has(Role::Administrator);
        let why_not = (!may).then(|| sentence(&Refusal::NeedsRole(Role::Administrator)));
        let pointed = state.table.pointed();
        let must_change = pointed.is_some_and(|id| state.rows.must_change.contains(id));
        let advice = must_change.then(|| Message::advice(text::CHANGED_AT_LOGIN));
        return ScreenChrome {
            context: Line2::left(text::count(&state.rows.officers)),
            message: message.or(advice),
            offers: vec![
                Offer::new(Command::Commit)
                    .named(text::NEW)
                    .unless(why_not.clone()),
                Offer::arrows().named(text::OFFICERS),
                Offer::new(Command::Accept).named(text::CHANGE).unless(why_not),
            ],
            ..ScreenChrome::new([text::PATH, text::OFFICERS])
        };
    };
    let about = match edit.officer() {
        Some(officer) => text::about(&officer.name),
        None => text::NEW.to_owned(),
    };
    let mut offers = vec![Offer::new(Command::Commit).named(text::WRITE)];
    if matches!(edit.form.focus(), Field::Role(_)) {
        offers.push(Offer::new(Command::Tick).named(text::TICK));
    }
    ScreenChrome {
        context: Line2::left(about),
        message: message.or_else(|| advice(edit)),
        offers,
        ..ScreenChrome::new([text::PATH, text::OFFICERS, about_short(edit)])
    }
}

fn about_short(edit: &Edit) -> &'static str {
    match edit.officer() {
        Some(_) => text::CHANGE,
        None => text::NEW,
    }
}

fn advice(edit: &Edit) -> Option<Message> {
    match edit.form.focus() {
        Field::State => Some(Message::advice(text::LOCKED_OUT)),
        Field::Pin | Field::Again if !edit.is_own() => Some(Message::advice(text::CHANGED_AT_LOGIN)),
        _ => None,
    }
}
