//! Thống kê số hóa (W25, W26, X04): the letter's monthly form with the sentence behind every number; a leader closes a
//! month.

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{CellAt, Destination};
use crate::app::effect::Effect;
use crate::app::input::{Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::app::reporting::Reporting;
use crate::domain::act::{Act, Done, Request};
use crate::domain::digitise::exempted::Exempted;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query, TallyQuery};
use crate::domain::refusal::Refusal;
use crate::domain::report::Report;
use crate::domain::tally::{Column, Counts, Month, Origin, Tally, UnitRow};
use crate::domain::text as words;

mod columns;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use columns::is_wide;

/// Months of the trend.
const TREND: u32 = 12;
/// The first ratio of the form.
const FIRST: Column = Column::DigitisedRatio;

/// What a dialog that is open was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Month,
    Close,
}

/// One month's form.
#[derive(Debug)]
pub struct State {
    month: Month,
    tally: Option<Tally>,
    trend: Vec<(Month, Counts, Exempted)>,
    /// Units in their order, then the sums.
    table: Table<usize>,
    column: Column,
    asked: Ticket,
    asked_trend: Ticket,
    asking: Option<Asking>,
    closing: Option<Ticket>,
    reporting: Reporting,
    /// Columns of the window.
    width: u16,
    message: Option<Message>,
}

/// Opens the month and cell this session looked at last, else this month.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let (month, row, column) = cx.seen.tally.unwrap_or((Month::at(cx.now), 0, FIRST));
    let mut state = State {
        month,
        tally: None,
        trend: Vec::new(),
        table: Table::new(),
        column,
        asked: Ticket::default(),
        asked_trend: Ticket::default(),
        asking: None,
        closing: None,
        reporting: Reporting::default(),
        width: cx.size.0,
        message: None,
    };
    state.table.set_page(view::page(cx.size));
    state.table.set_rows((0..=row).collect());
    state.table.point(row);
    let effects = ask(&mut state, cx);
    (state, effects)
}

/// The form; and where there is room for it, the months before.
fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    let form = TallyQuery::Form(state.month);
    let mut effects = vec![Effect::Ask(state.asked, Query::Tally(form))];
    if is_wide(state.width) {
        state.asked_trend = cx.ticket();
        let months = TallyQuery::Months {
            last: state.month,
            months: TREND,
        };
        effects.push(Effect::Ask(state.asked_trend, Query::Tally(months)));
    }
    effects
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Resize(columns, rows) => resized(state, (columns, rows), cx),
        Msg::Answered(ticket, Answer::Tally(tally)) if ticket == state.asked => {
            came(state, *tally, cx);
            vec![]
        }
        Msg::Answered(ticket, Answer::TallyMonths(months)) if ticket == state.asked_trend => {
            state.trend = months;
            vec![]
        }
        Msg::Answered(ticket, Answer::Failed { code }) if ticket == state.asked => {
            state.message = Some(Message::error(words::refusal(&Refusal::Fault { code })));
            vec![]
        }
        Msg::Changed(ticket, result) if state.closing == Some(ticket) => closed(state, result, cx),
        Msg::Replied(reply) => replied(state, &reply, cx),
        Msg::Job(ticket, event) => state.reporting.news(ticket, &event).unwrap_or_default(),
        Msg::Resumed => ask(state, cx),
        _ => vec![],
    }
}

fn came(state: &mut State, tally: Tally, cx: &mut Context) {
    let at = state.table.at();
    state.table.set_rows((0..=tally.rows.len()).collect());
    state.table.point(at.min(tally.rows.len()));
    state.tally = Some(tally);
    remember(state, cx);
}

fn remember(state: &State, cx: &mut Context) {
    cx.seen.tally = Some((state.month, state.table.at(), state.column));
}

/// A window that became wide has room for the months before.
fn resized(state: &mut State, size: (u16, u16), cx: &mut Context) -> Vec<Effect> {
    let was_wide = is_wide(state.width);
    state.width = size.0;
    state.table.set_page(view::page(size));
    if is_wide(state.width) && !was_wide {
        ask(state, cx)
    } else {
        vec![]
    }
}

/// The row under the pointer; `None` = the sums.
fn unit(state: &State) -> Option<&UnitRow> {
    state.tally.as_ref()?.rows.get(state.table.at())
}

/// The numbers under the pointer.
fn counts(state: &State) -> Option<Counts> {
    let tally = state.tally.as_ref()?;
    Some(unit(state).map_or_else(|| tally.total(), |row| row.counts))
}

/// Dossiers of this row lie at another desk.
fn is_given(state: &State) -> bool {
    unit(state).is_some_and(|row| matches!(row.origin, Origin::Given(_)))
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    state.message = None;
    if state.table.key(key) != Reaction::Pass {
        remember(state, cx);
        return vec![];
    }
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Left) => beside(state, -1, cx),
        Some(Command::Right) => beside(state, 1, cx),
        Some(Command::Refresh) => ask(state, cx),
        Some(Command::Accept) => open_cell(state),
        Some(Command::Choose) => ask_month(state),
        Some(Command::Commit) => ask_close(state, cx),
        Some(Command::Print) => state.reporting.ask(Report::Tally {
            month: state.month,
            unit: None,
        }),
        _ => vec![],
    }
}

/// The next number of the row; the page turns with it.
fn beside(state: &mut State, by: isize, cx: &mut Context) -> Vec<Effect> {
    let all = Column::numbers();
    let at = all.iter().position(|it| *it == state.column).unwrap_or(0);
    if let Some(column) = at.checked_add_signed(by).and_then(|at| all.get(at)) {
        state.column = *column;
        remember(state, cx);
    }
    vec![]
}

fn open_cell(state: &mut State) -> Vec<Effect> {
    let Some(tally) = &state.tally else {
        return vec![];
    };
    if is_given(state) {
        state.message = Some(Message::advice(text::GIVEN));
        return vec![];
    }
    let row = unit(state);
    vec![Effect::Open(Box::new(Destination::TallyCell(Box::new(CellAt {
        month: state.month,
        unit: row.map(|row| row.unit_code.clone()),
        name: row.map_or_else(|| text::words::TOTAL.to_owned(), UnitRow::shown),
        column: state.column,
        standing: text::words::standing(tally.closed.as_ref()),
    }))))]
}

fn ask_month(state: &mut State) -> Vec<Effect> {
    state.asking = Some(Asking::Month);
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::MONTH.to_owned(),
        label: text::MONTH_HOW.to_owned(),
        value: state.month.shown(),
    }))]
}

/// F2: what closing means is said first; the usual answer changes nothing.
fn ask_close(state: &mut State, cx: &Context) -> Vec<Effect> {
    if state.tally.is_none() || state.closing.is_some() {
        return vec![];
    }
    if let Some(refusal) = barred(state, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
        return vec![];
    }
    state.asking = Some(Asking::Close);
    vec![Effect::Open(Box::new(Destination::AskChoice {
        title: text::CLOSE.to_owned(),
        lines: text::about_closing(state.month),
        choices: vec![text::NEVER_MIND.to_owned(), text::close(state.month)],
        pointed: 0,
    }))]
}

fn barred(state: &State, cx: &Context) -> Option<Refusal> {
    if cx.read_only {
        return Some(Refusal::ReadOnly);
    }
    if !cx.actor().roles.has(Role::Leader) {
        return Some(Refusal::NeedsRole(Role::Leader));
    }
    let closed = state.tally.as_ref().is_some_and(|tally| tally.closed.is_some());
    closed.then_some(Refusal::MonthClosed(state.month))
}

fn replied(state: &mut State, reply: &Reply, cx: &mut Context) -> Vec<Effect> {
    if let Some(effects) = state.reporting.replied(reply, cx) {
        return effects;
    }
    match (state.asking.take(), reply) {
        (Some(Asking::Close), Reply::Picked(1)) => close(state, cx),
        (Some(Asking::Month), Reply::Text(typed)) => match Month::typed(typed) {
            Some(month) => turn(state, month, cx),
            None => {
                state.message = Some(Message::error(text::NO_MONTH));
                vec![]
            }
        },
        _ => vec![],
    }
}

fn turn(state: &mut State, month: Month, cx: &mut Context) -> Vec<Effect> {
    state.month = month;
    state.tally = None;
    state.trend.clear();
    state.table.point(0);
    remember(state, cx);
    ask(state, cx)
}

fn close(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.closing = Some(ticket);
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::CloseMonth { month: state.month },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

fn closed(state: &mut State, result: Result<Done, Refusal>, cx: &mut Context) -> Vec<Effect> {
    state.closing = None;
    match result {
        Ok(_) => {
            state.message = Some(Message::done(text::closed(state.month)));
            ask(state, cx)
        }
        Err(refusal) => {
            state.message = Some(Message::error(words::refusal(&refusal)));
            vec![]
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let wide = is_wide(state.width);
    let left = match &state.tally {
        Some(tally) => text::about(tally),
        None => text::words::month(state.month),
    };
    let context = if wide {
        About::left(left)
    } else {
        About::both(left, text::part(columns::of(state.width, state.column)))
    };
    let why_not = barred(state, cx).map(|refusal| words::refusal(&refusal));
    let mut offers = vec![
        Offer::new(Command::Commit).named(text::CLOSE).unless(why_not),
        Offer::new(Command::Choose).named(text::MONTH),
        Offer::new(Command::Print).named(text::print(wide)),
        Offer::new(Command::Left).shown("←→↑↓").named(text::CELL),
    ];
    if state.tally.is_some() && !is_given(state) {
        offers.push(Offer::new(Command::Accept).named(text::look(wide)));
    }
    ScreenChrome {
        context,
        rule_note: Some(text::words::SOURCE.to_owned()),
        message: state.message.clone(),
        offers,
        ..ScreenChrome::new([text::TITLE])
    }
}
