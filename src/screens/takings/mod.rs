//! Thu phí trong ngày: the day's closing list, by officer and way, with its sum. Only shows.

use chrono::NaiveDate;

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::{Reaction, Table};
use crate::app::msg::{Msg, Ticket};
use crate::app::reporting::Reporting;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::report::Report;
use crate::domain::takings::Takings;
use crate::domain::text as words;
use crate::screens::text::{PRINT_SAVE, REREAD};

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// One day's movements.
#[derive(Debug)]
pub struct State {
    on: NaiveDate,
    takings: Option<Takings>,
    table: Table<usize>,
    asked: Ticket,
    reporting: Reporting,
    /// Own unit code, left out of codes.
    unit: String,
    message: Option<Message>,
}

/// Asks for today.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        on: cx.now.date(),
        takings: None,
        table: Table::new(),
        asked: Ticket::default(),
        reporting: Reporting::default(),
        unit: cx.settings.text("unit_code").to_owned(),
        message: None,
    };
    state.table.set_page(view::page(cx.size));
    let effects = ask(&mut state, cx);
    (state, effects)
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    vec![Effect::Ask(state.asked, Query::Takings(state.on))]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => {
            if state.table.key(key) != Reaction::Pass {
                return vec![];
            }
            pressed(state, command, cx)
        }
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Answered(ticket, Answer::Takings(takings)) if ticket == state.asked => {
            state.table.set_rows((0..takings.rows.len()).collect());
            state.takings = Some(takings);
            vec![]
        }
        Msg::Answered(ticket, Answer::Failed { code }) if ticket == state.asked => {
            state.message = Some(Message::error(words::refusal(&Refusal::Fault { code })));
            vec![]
        }
        Msg::Replied(reply) => state.reporting.replied(&reply, cx).unwrap_or_default(),
        Msg::Job(ticket, event) => state.reporting.news(ticket, &event).unwrap_or_default(),
        _ => vec![],
    }
}

fn pressed(state: &mut State, command: Option<Command>, cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Left) => turn(state, state.on.pred_opt(), cx),
        Some(Command::Right) => {
            let next = state.on.succ_opt().filter(|day| *day <= cx.now.date());
            turn(state, next, cx)
        }
        Some(Command::Refresh) => ask(state, cx),
        Some(Command::Print) => state.reporting.ask(Report::Takings { on: state.on }),
        _ => vec![],
    }
}

/// Another day; none after today.
fn turn(state: &mut State, day: Option<NaiveDate>, cx: &mut Context) -> Vec<Effect> {
    let Some(day) = day else { return vec![] };
    state.on = day;
    state.takings = None;
    state.table.set_rows(Vec::new());
    ask(state, cx)
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let total = state.takings.as_ref().map(text::total).unwrap_or_default();
    ScreenChrome {
        context: About::both(text::day(state.on), total),
        message: state
            .message
            .clone()
            .or_else(|| Some(Message::advice(text::ADVICE))),
        offers: vec![
            Offer::new(Command::Print).named(PRINT_SAVE),
            Offer::new(Command::Left).shown("←→").named(text::DAY),
            Offer::new(Command::Refresh).named(REREAD),
        ],
        ..ScreenChrome::new([text::TITLE])
    }
}
