//! Số liệu: due times kept, the estimate of QĐ 766, twelve months, papers that expire, dossiers that lie, and the month's
//! form before it is due. Only shows; every number leads to what it counts.

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Table;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::app::reporting::Reporting;
use crate::domain::digitise::exempted::Exempted;
use crate::domain::ids::DossierId;
use crate::domain::numbers::{Asked, Cell, Section, Told};
use crate::domain::punctual::{By, Case, Column, Row};
use crate::domain::query::{Answer, Query, TallyQuery};
use crate::domain::refusal::Refusal;
use crate::domain::report::{Numbers, Report};
use crate::domain::tally::{Counts, Month};
use crate::domain::text as words;
use crate::screens::text::{PRINT_SAVE, REREAD};

mod cases_view;
mod keys;
mod lists_view;
mod punctual_view;
mod text;
mod trend_view;
pub mod view;

#[cfg(test)]
mod tests;

/// Months of the trend.
const MONTHS: u32 = 12;
/// Rows of a list that are shown; how many there are is said.
const MOST: u32 = 200;

/// What the section shows.
#[derive(Debug)]
enum Shown {
    /// Not read yet.
    Nothing,
    /// An answer of the section's own.
    Told(Told),
    /// Months of the form, oldest first.
    Trend(Vec<(Month, Counts, Exempted)>),
}

/// The dossiers behind one number.
#[derive(Debug)]
struct Behind {
    cell: Cell,
    /// Whose row, in words.
    name: String,
    cases: Option<Vec<Case>>,
    table: Table<DossierId>,
    asked: Ticket,
}

/// One section of the numbers, and the list that was opened from it.
#[derive(Debug)]
pub struct State {
    section: Section,
    month: Month,
    by: By,
    /// Place of the pointed column of due times.
    column: usize,
    table: Table<usize>,
    shown: Shown,
    behind: Option<Behind>,
    asked: Ticket,
    /// The month is being asked for.
    naming: bool,
    reporting: Reporting,
    /// Own unit code, left out of codes.
    unit: String,
    message: Option<Message>,
}

/// Opens it at one of its parts, for this month.
pub fn open(section: Section, cx: &mut Context) -> (State, Vec<Effect>) {
    let late = Column::ALL.iter().position(|it| *it == Column::Late);
    let mut state = State {
        section,
        month: Month::at(cx.now),
        by: By::Officer,
        column: late.unwrap_or_default(),
        table: Table::new(),
        shown: Shown::Nothing,
        behind: None,
        asked: Ticket::default(),
        naming: false,
        reporting: Reporting::default(),
        unit: cx.settings.text("unit_code").to_owned(),
        message: None,
    };
    let effects = turn_to(&mut state, section, cx);
    (state, effects)
}

/// Another section, read anew.
fn turn_to(state: &mut State, section: Section, cx: &mut Context) -> Vec<Effect> {
    state.section = section;
    state.behind = None;
    fresh(state, cx)
}

/// The section from its first row.
fn fresh(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.shown = Shown::Nothing;
    state.message = None;
    state.table = Table::new();
    state.table.set_page(view::page(cx.size, state.section));
    vec![ask(state, cx)]
}

fn ask(state: &mut State, cx: &mut Context) -> Effect {
    state.asked = cx.ticket();
    let asked = match state.section {
        Section::Punctual => Asked::Punctual(state.month, state.by),
        Section::Index766 => Asked::Index766(state.month),
        Section::Expiring => Asked::Expiring(MOST),
        Section::Idle => Asked::Idle(MOST),
        Section::Rehearsal => Asked::Rehearsal(state.month, MOST),
        Section::Trend => {
            let last = Month::at(cx.now);
            return Effect::Ask(
                state.asked,
                Query::Tally(TallyQuery::Months { last, months: MONTHS }),
            );
        }
    };
    Effect::Ask(state.asked, Query::Numbers(asked))
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => keys::pressed(state, (key, command), cx),
        Msg::Resize(columns, rows) => {
            let size = (columns, rows);
            state.table.set_page(view::page(size, state.section));
            if let Some(behind) = &mut state.behind {
                behind.table.set_page(cases_view::page(size));
            }
            vec![]
        }
        Msg::Answered(ticket, answer) => {
            answered(state, (ticket, answer));
            vec![]
        }
        Msg::Replied(reply) => replied(state, &reply, cx),
        Msg::Job(ticket, event) => state.reporting.news(ticket, &event).unwrap_or_default(),
        Msg::Resumed => again(state, cx),
        _ => vec![],
    }
}

/// What was done meanwhile may have changed every number.
fn again(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let mut effects = vec![ask(state, cx)];
    if let Some(behind) = &mut state.behind {
        behind.asked = cx.ticket();
        let asked = Asked::Cases(behind.cell.clone());
        effects.push(Effect::Ask(behind.asked, Query::Numbers(asked)));
    }
    effects
}

fn answered(state: &mut State, (ticket, answer): (Ticket, Answer)) {
    let of_list = state.behind.as_ref().is_some_and(|it| it.asked == ticket);
    if ticket != state.asked && !of_list {
        return;
    }
    match answer {
        Answer::Numbers(told) => match (*told, &mut state.behind) {
            (Told::Cases(cases), Some(behind)) => {
                behind
                    .table
                    .set_rows(cases.iter().map(|case| case.dossier).collect());
                behind.cases = Some(cases);
            }
            (told, _) => show(state, Shown::Told(told)),
        },
        Answer::TallyMonths(months) => show(state, Shown::Trend(months)),
        Answer::Failed { code } => {
            state.message = Some(Message::error(words::refusal(&Refusal::Fault { code })));
        }
        _ => {}
    }
}

fn show(state: &mut State, shown: Shown) {
    let first = matches!(state.shown, Shown::Nothing);
    let rows = match &shown {
        Shown::Nothing => 0,
        Shown::Trend(months) => months.len(),
        Shown::Told(Told::Punctual(table)) => table.rows.len() + 1,
        Shown::Told(Told::Index766(estimate)) => estimate.lines.len(),
        Shown::Told(Told::Rehearsal(rehearsal)) => rehearsal.lacking.len(),
        Shown::Told(Told::Expiring(list)) => list.rows.len(),
        Shown::Told(Told::Idle(list)) => list.rows.len(),
        Shown::Told(Told::Cases(_)) => return,
    };
    state.table.set_rows((0..rows).collect());
    if first && matches!(shown, Shown::Trend(_)) {
        state.table.point(rows);
    }
    state.shown = shown;
}

/// The month that was typed, or what is to be printed.
fn replied(state: &mut State, reply: &Reply, cx: &mut Context) -> Vec<Effect> {
    if !std::mem::take(&mut state.naming) {
        return state.reporting.replied(reply, cx).unwrap_or_default();
    }
    let Reply::Text(typed) = reply else { return vec![] };
    match Month::typed(typed).filter(|month| *month <= Month::at(cx.now)) {
        Some(month) => {
            state.month = month;
            fresh(state, cx)
        }
        None => {
            state.message = Some(Message::error(text::NO_MONTH));
            vec![]
        }
    }
}

impl State {
    /// The pointed row about due times; `None` = the total.
    fn pointed_row(&self) -> Option<&Row> {
        match &self.shown {
            Shown::Told(Told::Punctual(table)) => table.rows.get(self.table.at()),
            Shown::Nothing | Shown::Trend(_) | Shown::Told(_) => None,
        }
    }

    /// The pointed column.
    fn pointed_column(&self) -> Column {
        Column::ALL.get(self.column).copied().unwrap_or(Column::Late)
    }

    /// What F7 prints and saves.
    fn report(&self, this: Month) -> Report {
        Report::Numbers(match self.section {
            Section::Punctual => Numbers::Punctual(self.month, self.by),
            Section::Index766 => Numbers::Index766(self.month),
            Section::Rehearsal => Numbers::Rehearsal(self.month),
            Section::Trend => Numbers::Trend(this),
            Section::Expiring => Numbers::Expiring,
            Section::Idle => Numbers::Idle,
        })
    }

    /// Does the section speak of one month?
    fn is_monthly(&self) -> bool {
        match self.section {
            Section::Punctual | Section::Index766 | Section::Rehearsal => true,
            Section::Trend | Section::Expiring | Section::Idle => false,
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let mut path = vec![text::TITLE.to_owned()];
    if state.behind.is_some() {
        path.push(text::BEHIND.to_owned());
    }
    let context = match &state.behind {
        Some(behind) => About::both(
            text::cell(&behind.cell, &behind.name),
            text::cases(behind.cases.as_deref()),
        ),
        None => About::both(text::about(state), text::month(state)),
    };
    let message = state.message.clone();
    let message = message.unwrap_or_else(|| Message::advice(text::advice(state)));
    ScreenChrome {
        context,
        message: Some(message),
        offers: offers(state),
        ..ScreenChrome::new(path)
    }
}

fn offers(state: &State) -> Vec<Offer> {
    let open = Offer::new(Command::Accept);
    let reread = Offer::new(Command::Refresh).named(REREAD);
    if state.behind.is_some() {
        return vec![reread, open.named(text::OPEN_DOSSIER)];
    }
    let mut offers = Vec::new();
    if state.is_monthly() {
        offers.push(Offer::new(Command::Choose).named(text::MONTH));
    }
    offers.push(reread);
    offers.push(Offer::new(Command::Print).named(PRINT_SAVE));
    match state.section {
        Section::Punctual => {
            offers.push(open.named(text::LOOK));
            offers.push(Offer::new(Command::Tick).named(text::GROUP));
            offers.push(Offer::arrows().shown("←→↑↓").named(text::CELL));
        }
        Section::Trend => offers.push(open.named(text::THAT_MONTH)),
        Section::Expiring if !state.table.rows().is_empty() => offers.push(open.named(text::OPEN_KHO)),
        Section::Idle | Section::Rehearsal if !state.table.rows().is_empty() => {
            offers.push(open.named(text::OPEN_DOSSIER));
        }
        Section::Index766 | Section::Expiring | Section::Idle | Section::Rehearsal => {}
    }
    offers.push(Offer::digits(1, 6).named(text::SECTION));
    offers
}
