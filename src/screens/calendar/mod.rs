//! Quản trị: days off and worked Saturdays of a year; adds days, confirms projected ones. Counts no deadline.

use chrono::{Datelike, NaiveDate};

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::form::Step;
use crate::app::input::{Reaction, Table};
use crate::app::job::{Job, JobEvent};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{CalendarRow, DayOrigin};
use crate::domain::text::refusal as sentence;

mod form;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use form::{Edit, Field, is_weekday};

/// Years the calendar can be turned to.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2199;

/// What can be done with a day of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A projected day is what it says from now on.
    Confirm,
    /// What the office entered is taken away.
    Remove,
    /// The office does the opposite of what the program was shipped with.
    Turn,
}

/// A change on its way to the store, and what is said once it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Writing {
    ticket: Ticket,
    on: NaiveDate,
    said: String,
}

/// One year's days, the pointed one, and the form for another.
#[derive(Debug)]
pub struct State {
    year: i32,
    rows: Vec<CalendarRow>,
    read: bool,
    table: Table<NaiveDate>,
    edit: Option<Edit>,
    /// A form left with Esc keeps what was typed.
    left: Option<Edit>,
    /// The dialog above is about this day.
    asking: Option<NaiveDate>,
    asked: Ticket,
    writing: Option<Writing>,
    message: Option<Message>,
}

impl State {
    fn row(&self, on: NaiveDate) -> Option<&CalendarRow> {
        self.rows.iter().find(|row| row.on == on)
    }

    fn pointed(&self) -> Option<&CalendarRow> {
        self.table.pointed().and_then(|on| self.row(*on))
    }
}

/// Asks for this year.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        year: cx.now.year(),
        rows: Vec::new(),
        read: false,
        table: Table::new(),
        edit: None,
        left: None,
        asking: None,
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
    vec![Effect::Ask(state.asked, Query::CalendarYear(state.year))]
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
        Msg::Job(ticket, JobEvent::Ended(result)) => {
            let result = result.map(|_| ()).map_err(|fault| fault.sentence());
            written(state, (ticket, result), cx)
        }
        Msg::Replied(reply) => chosen(state, &reply, cx),
        _ => vec![],
    }
}

fn answered(state: &mut State, answer: Answer) {
    let Answer::Calendar(mut rows) = answer else {
        state.message = Some(Message::error(text::NOT_READ));
        return;
    };
    rows.sort_by_key(|row| row.on);
    state.table.set_rows(rows.iter().map(|row| row.on).collect());
    state.rows = rows;
    state.read = true;
}

fn in_list(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if state.table.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Refresh) => ask(state, cx),
        Some(Command::Left) => turn(state, -1, cx),
        Some(Command::Right) => turn(state, 1, cx),
        Some(Command::Commit) => {
            state.message = None;
            state.edit = Some(state.left.take().unwrap_or_else(Edit::new));
            vec![]
        }
        Some(Command::Accept | Command::Remove) => ask_what(state, cx),
        _ => vec![],
    }
}

fn turn(state: &mut State, by: i32, cx: &mut Context) -> Vec<Effect> {
    let year = state.year + by;
    if !YEARS.contains(&year) {
        return vec![];
    }
    show_year(state, year);
    state.message = None;
    ask(state, cx)
}

fn show_year(state: &mut State, year: i32) {
    state.year = year;
    state.rows.clear();
    state.table.set_rows(Vec::new());
    state.read = false;
}

/// Enter and Del: what shall become of the pointed day.
fn ask_what(state: &mut State, cx: &Context) -> Vec<Effect> {
    let Some(row) = state.pointed().filter(|_| state.writing.is_none()) else {
        return vec![];
    };
    let (on, title) = (row.on, text::title(row.on));
    let lines = text::about(row, cx.now.date());
    let ways = ways(row).into_iter().map(|way| text::way(row, way));
    let choices = std::iter::once(text::NEVER_MIND.to_owned()).chain(ways);
    let ask = Destination::AskChoice {
        title,
        lines,
        choices: choices.collect(),
        pointed: 0,
    };
    state.asking = Some(on);
    vec![Effect::Open(Box::new(ask))]
}

fn chosen(state: &mut State, reply: &Reply, cx: &mut Context) -> Vec<Effect> {
    let row = state.asking.take().and_then(|on| state.row(on)).cloned();
    let (Some(row), Reply::Picked(at)) = (row, reply) else {
        return vec![];
    };
    let on = row.on;
    // The first choice changes nothing.
    let way = at.checked_sub(1).and_then(|at| ways(&row).into_iter().nth(at));
    match way {
        Some(Way::Confirm) => write(state, (row.on, row.off, row.name), cx),
        Some(Way::Turn) => write(state, (row.on, !row.off, text::turned(&row)), cx),
        Some(Way::Remove) => start(
            state,
            (Job::RemoveCalendarDay { on }, on, text::removed(&row)),
            cx,
        ),
        None => vec![],
    }
}

/// A projected day may be confirmed; what the office entered may be taken away; of a shipped day it may say the
/// opposite.
fn ways(row: &CalendarRow) -> Vec<Way> {
    let mut ways = Vec::new();
    if row.projected {
        ways.push(Way::Confirm);
    }
    ways.push(match row.origin {
        DayOrigin::Office(_) => Way::Remove,
        DayOrigin::Shipped => Way::Turn,
    });
    ways
}

fn in_form(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let today = cx.now.date();
    let Some(edit) = state.edit.as_mut().filter(|_| state.writing.is_none()) else {
        return vec![];
    };
    if edit.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match command {
        Some(Command::Commit) => return commit(state, cx),
        Some(Command::Back) => {
            state.left = state.edit.take();
            state.message = None;
            return vec![];
        }
        _ => {}
    }
    let fault = match edit.form.focus() {
        Field::Date => edit.settle(today),
        Field::Kind | Field::Name => None,
    };
    if let Step::Left(_) = edit.form.key(key, &edit.stops()) {
        state.message = fault.map(Message::error);
    }
    vec![]
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(edit) = &mut state.edit else {
        return vec![];
    };
    let fault = edit.refuse(cx.now.date());
    let (Some(on), None) = (edit.day, &fault) else {
        state.message = fault.map(Message::error);
        return vec![];
    };
    let (off, name) = (edit.is_off(), edit.name.text().trim().to_owned());
    let is_off_now = state.rows.iter().any(|row| row.on == on && row.off);
    if !off && is_weekday(on) && !is_off_now {
        if let Some(edit) = &mut state.edit {
            edit.form.go(Field::Date);
        }
        state.message = Some(Message::error(text::worked_already(on)));
        return vec![];
    }
    write(state, (on, off, name), cx)
}

fn write(state: &mut State, (on, off, name): (NaiveDate, bool, String), cx: &mut Context) -> Vec<Effect> {
    let job = Job::SetCalendarDay { on, off, name };
    start(state, (job, on, text::written(on, off)), cx)
}

fn start(state: &mut State, (job, on, said): (Job, NaiveDate, String), cx: &mut Context) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.writing = Some(Writing { ticket, on, said });
    state.message = Some(Message::advice(text::WRITING));
    vec![Effect::Start(ticket, job)]
}

fn written(
    state: &mut State,
    (ticket, result): (Ticket, Result<(), String>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some(writing) = state.writing.take_if(|it| it.ticket == ticket) else {
        return vec![];
    };
    if let Err(fault) = result {
        state.message = Some(Message::error(fault));
        return vec![];
    }
    state.edit = None;
    state.message = Some(Message::done(writing.said));
    if writing.on.year() != state.year {
        show_year(state, writing.on.year());
    }
    ask(state, cx)
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let year = text::year(state.year);
    if state.edit.is_some() {
        return ScreenChrome {
            context: Line2::left(text::ADD),
            message: state.message.clone(),
            offers: vec![Offer::new(Command::Commit).named(text::WRITE)],
            ..ScreenChrome::new([text::PATH, text::CALENDAR, text::ADD])
        };
    }
    let may = cx.actor().roles.has(Role::Administrator);
    let why_not = (!may).then(|| sentence(&Refusal::NeedsRole(Role::Administrator)));
    let mut offers = vec![
        Offer::new(Command::Commit)
            .named(text::ADD)
            .unless(why_not.clone()),
        Offer::new(Command::Left).shown("←→").named(text::YEAR),
    ];
    if state.pointed().is_some() {
        let change = |command| Offer::new(command).named(text::CHANGE).unless(why_not.clone());
        offers.extend([change(Command::Accept), change(Command::Remove)]);
    }
    let count = if state.read {
        text::count(&state.rows)
    } else {
        text::READING.to_owned()
    };
    ScreenChrome {
        context: Line2::both(count, year),
        message: state.message.clone().or_else(|| advice(state)),
        offers,
        ..ScreenChrome::new([text::PATH, text::CALENDAR])
    }
}

fn advice(state: &State) -> Option<Message> {
    if state.read && state.rows.is_empty() {
        return Some(Message::warning(text::no_calendar(state.year)));
    }
    let projected = state.pointed().is_some_and(|row| row.projected);
    projected.then(|| Message::advice(text::PROJECTED_COUNTS))
}
