//! Hồ sơ trong ô (W27): the dossiers behind a number of the monthly form, and why the others do not count.

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{CellAt, Destination};
use crate::app::effect::Effect;
use crate::app::input::{Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reporting::Reporting;
use crate::domain::ids::DossierId;
use crate::domain::query::{Answer, Query, TallyQuery};
use crate::domain::refusal::Refusal;
use crate::domain::report::Report;
use crate::domain::rows::DossierRow;
use crate::domain::tally::cell::{Cell, CellRow, Side};
use crate::domain::text as words;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// One number's list.
#[derive(Debug)]
pub struct State {
    at: CellAt,
    cell: Option<Cell>,
    side: Side,
    table: Table<DossierId>,
    /// The pointed dossier, as far as it was read.
    about: Option<DossierRow>,
    asked: Ticket,
    asked_about: Ticket,
    reporting: Reporting,
    /// Own unit code, left out of codes.
    unit: String,
    message: Option<Message>,
}

/// Opens the list, with those that do not count first.
pub fn open(at: CellAt, cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        at,
        cell: None,
        side: Side::Missing,
        table: Table::new(),
        about: None,
        asked: Ticket::default(),
        asked_about: Ticket::default(),
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
    let query = TallyQuery::Cell {
        month: state.at.month,
        unit: state.at.unit.clone(),
        column: state.at.column,
    };
    vec![Effect::Ask(state.asked, Query::Tally(query))]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Answered(ticket, Answer::TallyCell(cell)) if ticket == state.asked => came(state, *cell, cx),
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked_about => {
            state.about = view.map(|view| view.row);
            vec![]
        }
        Msg::Answered(ticket, Answer::Failed { code }) if ticket == state.asked => {
            state.message = Some(Message::error(words::refusal(&Refusal::Fault { code })));
            vec![]
        }
        Msg::Replied(reply) => state.reporting.replied(&reply, cx).unwrap_or_default(),
        Msg::Job(ticket, event) => state.reporting.news(ticket, &event).unwrap_or_default(),
        Msg::Resumed => ask(state, cx),
        _ => vec![],
    }
}

/// Where everything counts there is nothing to look for first.
fn came(state: &mut State, cell: Cell, cx: &mut Context) -> Vec<Effect> {
    let first = state.cell.is_none();
    if first && cell.count(Side::Missing) == 0 {
        state.side = Side::Counted;
    }
    state.cell = Some(cell);
    show(state, cx)
}

/// The rows of the side in view, with the pointer where it was.
fn show(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(cell) = &state.cell else {
        return vec![];
    };
    state
        .table
        .set_rows(cell.of(state.side).map(|row| row.id).collect());
    look(state, cx)
}

/// Reads what is to be said of the pointed dossier.
fn look(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(id) = state.table.pointed().copied() else {
        state.about = None;
        return vec![];
    };
    if state.about.as_ref().is_some_and(|row| row.id != id) {
        state.about = None;
    }
    state.asked_about = cx.ticket();
    vec![Effect::Ask(state.asked_about, Query::Dossier(id))]
}

fn pointed(state: &State) -> Option<&CellRow> {
    let id = state.table.pointed()?;
    state.cell.as_ref()?.rows.iter().find(|row| row.id == *id)
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    state.message = None;
    if state.table.key(key) != Reaction::Pass {
        return look(state, cx);
    }
    let on = |destination: fn(DossierId) -> Destination| {
        let pointed = state.table.pointed();
        pointed.map_or_else(Vec::new, |id| vec![Effect::Open(Box::new(destination(*id)))])
    };
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Digit(digit @ 1..=3)) => {
            let sides = [Side::Missing, Side::Counted, Side::All];
            state.side = sides
                .get(usize::from(digit) - 1)
                .copied()
                .unwrap_or(Side::Missing);
            state.table.point(0);
            show(state, cx)
        }
        Some(Command::Accept) => on(Destination::Dossier),
        Some(Command::Files) => on(Destination::DossierComponents),
        Some(Command::Refresh) => ask(state, cx),
        Some(Command::Print) => state.reporting.ask(Report::TallyCell {
            month: state.at.month,
            unit: state.at.unit.clone(),
            column: state.at.column,
        }),
        _ => vec![],
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let mut offers = vec![Offer::new(Command::Print).named(text::PRINT_LIST)];
    if pointed(state).is_some() {
        offers.push(Offer::new(Command::Files).named(text::FILES));
    }
    offers.push(Offer::digits(1, 3).named(text::SEE));
    if pointed(state).is_some() {
        offers.push(Offer::new(Command::Accept).named(text::OPEN));
    }
    ScreenChrome {
        context: About::left(text::about(&state.at)),
        message: state
            .message
            .clone()
            .or_else(|| Some(Message::advice(text::ADVICE))),
        offers,
        ..ScreenChrome::new([text::TITLE, text::IN_CELL])
    }
}
