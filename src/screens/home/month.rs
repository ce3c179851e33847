//! This month's two ratios on Home, and the dossiers that would lift them. Read after the counts, so that Home never
//! waits for it.

use super::{Focus, State, text};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::key::{Key, KeyCode};
use crate::app::msg::Ticket;
use crate::domain::lift::{Lacking, REHEARSED_FROM, Rehearsal};
use crate::domain::numbers::{Asked, Section};
use crate::domain::query::Query;
use crate::domain::tally::Month;
use crate::screens::text::short_code;
use chrono::Datelike;

/// Dossiers that are offered.
const MOST: u32 = 5;

/// What was read, and which of the two lines is pointed at.
#[derive(Debug, Default)]
pub(super) struct MonthNow {
    asked: Option<Ticket>,
    pub(super) read: Option<Rehearsal>,
    /// The second line: the dossiers.
    pub(super) on_dossiers: bool,
}

impl MonthNow {
    pub(super) fn waits(&self, ticket: Ticket) -> bool {
        self.asked == Some(ticket)
    }

    /// Is there a dossier to open?
    fn has_dossiers(&self) -> bool {
        self.read.as_ref().is_some_and(|it| !it.lacking.is_empty())
    }
}

/// Asks what the month's form would say now.
pub(super) fn ask(state: &mut State, cx: &mut Context) -> Effect {
    let ticket = cx.ticket();
    state.month.asked = Some(ticket);
    let asked = Asked::Rehearsal(Month::at(cx.now), MOST);
    Effect::Ask(ticket, Query::Numbers(asked))
}

/// The answer came.
pub(super) fn show(state: &mut State, rehearsal: Rehearsal) {
    state.month.asked = None;
    state.month.read = Some(rehearsal);
    state.month.on_dossiers &= state.month.has_dossiers();
}

/// From the 25th on the form is rehearsed while there are days left.
pub(super) fn is_rehearsed(state: &State) -> bool {
    state.now.date().day() >= REHEARSED_FROM
}

/// The pointer comes in from above.
pub(super) fn enter(state: &mut State) {
    if state.month.read.is_some() {
        state.focus = Focus::Month;
        state.month.on_dossiers = false;
    }
}

/// Arrows between the two lines and out of them.
pub(super) fn key(state: &mut State, key: Key) {
    match key.code {
        KeyCode::Down => state.month.on_dossiers = state.month.has_dossiers(),
        KeyCode::Up if state.month.on_dossiers => state.month.on_dossiers = false,
        KeyCode::Up if !state.half.rows().is_empty() => state.focus = Focus::Half,
        KeyCode::Up | KeyCode::Left => state.focus = Focus::Search,
        _ => {}
    }
}

/// Enter: the rehearsal, or the dossiers to choose one of.
pub(super) fn accept(state: &mut State) -> Vec<Effect> {
    let destination = match &state.month.read {
        Some(read) if state.month.on_dossiers => {
            state.recent = read.lacking.iter().map(|it| it.dossier).collect();
            let row = |it: &Lacking| text::lacking(&short_code(it.code.as_deref(), &state.unit_code), it);
            Destination::PickRow {
                title: text::lift(read),
                rows: read.lacking.iter().map(row).collect(),
            }
        }
        _ => Destination::Numbers(Section::Rehearsal),
    };
    vec![Effect::Open(Box::new(destination))]
}

/// What Enter does here.
pub(super) fn offer(state: &State) -> Offer {
    let word = if state.month.on_dossiers {
        text::CHOOSE_DOSSIER
    } else {
        text::REHEARSE
    };
    Offer::new(Command::Accept).named(word)
}
