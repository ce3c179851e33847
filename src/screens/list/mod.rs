//! W17, W42: the dossier list.

use chrono::NaiveDate;

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Line, Reaction};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::printing::Printing;
use crate::app::reply::Reply;
use crate::domain::dossier::{OfficerName, Status};
use crate::domain::ids::DossierId;
use crate::domain::officer::called;
use crate::domain::query::{Answer, Filter, Query};
use crate::domain::refusal::Refusal;
use crate::screens::text::REREAD;

mod columns;
mod nothing;
mod paging;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use columns::{Column, Values};
use nothing::{on_nothing, receive};
use paging::Paging;

/// What an open dialog is about, or a question whose answer opens one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choosing {
    /// Which column.
    Which,
    /// The value of this one.
    Value(Column),
}

/// The list as it stands.
#[derive(Debug)]
pub struct State {
    filter: Filter,
    search: Line,
    /// The cursor is in the search field.
    typing: bool,
    /// A filter has the focus.
    column: Option<Column>,
    list: Paging,
    values: Values,
    choosing: Option<Choosing>,
    asked: Option<(Ticket, Column)>,
    /// The way on pointed at in an empty list.
    way: Option<usize>,
    printing: Printing,
    unit: String,
    today: NaiveDate,
}

/// Opens it; a queue as it was last filtered in this session.
pub fn open(filter: Filter, cx: &mut Context) -> (State, Vec<Effect>) {
    let remembered = filter.queue.filter(|_| !is_narrowed(&filter));
    let filter = remembered
        .and_then(|queue| cx.seen.filter_of(queue))
        .unwrap_or(filter);
    let me = cx.officer.as_ref().map(|officer| OfficerName {
        id: officer.id,
        name: officer.name.clone(),
    });
    let mut state = State {
        search: Line::plain(80).with(&filter.text),
        filter,
        typing: false,
        column: None,
        list: Paging::new(window(cx.size)),
        values: Values {
            sectors: Vec::new(),
            officers: me.into_iter().collect(),
        },
        choosing: None,
        asked: None,
        way: None,
        printing: Printing::default(),
        unit: cx.settings.text("unit_code").to_owned(),
        today: cx.now.date(),
    };
    let effects = vec![state.list.fresh(&state.filter, cx)];
    (state, effects)
}

/// Rows of the table at this size: what the frame, the filters, the detail block and the count line leave.
fn window((columns, rows): (u16, u16)) -> usize {
    let detail = if columns >= 120 { 0 } else { 5 };
    usize::from(rows.saturating_sub(6 + 3 + 2 + detail)).max(1)
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(text) => match state.search.paste(&text) {
            Reaction::Changed | Reaction::Refused => searched(state, cx),
            Reaction::Pass | Reaction::Handled | Reaction::Chosen => vec![],
        },
        Msg::Resize(columns, rows) => {
            state.list.set_window(window((columns, rows)));
            vec![]
        }
        Msg::Answered(ticket, Answer::Dossiers(page)) => {
            state.list.answered((ticket, page), &state.filter, cx)
        }
        Msg::Answered(_, Answer::Failed { code }) => {
            let sentence = crate::domain::text::refusal(&Refusal::Fault { code });
            vec![Effect::Say(Message::error(sentence))]
        }
        Msg::Answered(ticket, answer) => values_came(state, ticket, answer),
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Resumed => vec![state.list.again(&state.filter, cx)],
        Msg::Job(ticket, event) => state.printing.news(ticket, &event, cx).unwrap_or_default(),
        Msg::Minute(now) => {
            state.today = now.date();
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) => back(state, cx),
        Some(Command::Find) => {
            state.typing = true;
            state.column = None;
            vec![]
        }
        Some(Command::Choose) => choose(state, cx),
        Some(Command::Refresh) => vec![state.list.again(&state.filter, cx)],
        Some(Command::TickAll) => whole_unit(state, cx),
        Some(Command::Print) => print(state, cx),
        Some(Command::Forward) => on_pointed(state, Destination::Forward),
        Some(Command::Next) => step_column(state, true),
        Some(Command::Previous) => step_column(state, false),
        Some(Command::Receive) => receive(state, cx),
        Some(Command::GoHome) => vec![Effect::Home],
        Some(Command::Accept) if state.column.is_some() => choose(state, cx),
        _ if is_empty(state) => on_nothing(state, (key, command), cx),
        Some(Command::Accept) => on_pointed(state, Destination::Dossier),
        Some(Command::Up | Command::Down | Command::PageUp | Command::PageDown) => {
            state.focus_rows();
            state.list.key(key, &state.filter, cx)
        }
        Some(Command::First) if !state.typing => state.list.first(&state.filter, cx),
        Some(Command::Last) if !state.typing => state.list.last(&state.filter, cx),
        _ => typed(state, key, cx),
    }
}

impl State {
    fn focus_rows(&mut self) {
        self.typing = false;
        self.column = None;
    }
}

fn is_empty(state: &State) -> bool {
    state.list.loaded && state.list.rows.is_empty()
}

/// Everything typed goes to the search field.
fn typed(state: &mut State, key: Key, cx: &mut Context) -> Vec<Effect> {
    let starts_with_blank = state.search.is_empty() && key.typed() == Some(' ');
    if starts_with_blank || (!state.typing && key.typed().is_none() && !is_rubber(key)) {
        return vec![];
    }
    match state.search.key(key) {
        Reaction::Changed => searched(state, cx),
        Reaction::Pass | Reaction::Handled | Reaction::Chosen | Reaction::Refused => vec![],
    }
}

fn is_rubber(key: Key) -> bool {
    key.code == crate::app::key::KeyCode::Backspace
}

fn searched(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.typing = true;
    state.column = None;
    state.way = None;
    let wanted = state.search.text().trim();
    if wanted == state.filter.text {
        return vec![];
    }
    state.filter.text = wanted.to_owned();
    vec![state.list.fresh(&state.filter, cx)]
}

/// First closes the filter's focus, then clears what is filtered, then leaves.
fn back(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.column.take().is_some() {
        return vec![];
    }
    if !is_narrowed(&state.filter) {
        return vec![Effect::Back];
    }
    let queue = state.filter.queue;
    state.filter = Filter {
        queue,
        officer: state.filter.officer.filter(|_| queue.is_some()),
        ..Filter::default()
    };
    state.search.clear();
    state.focus_rows();
    state.way = None;
    vec![state.list.fresh(&state.filter, cx)]
}

/// Narrowed by more than the queue it was opened for and the officer whose work it shows.
fn is_narrowed(filter: &Filter) -> bool {
    let opened = Filter {
        queue: filter.queue,
        officer: filter.officer.filter(|_| filter.queue.is_some()),
        ..Filter::default()
    };
    *filter != opened
}

fn step_column(state: &mut State, forward: bool) -> Vec<Effect> {
    let shown = &Column::ALL[..Column::SHOWN];
    let here = state.column.map(Column::place);
    let next = match (here, forward) {
        (None, true) => Some(0),
        (None, false) => Some(Column::SHOWN - 1),
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    };
    state.column = next.and_then(|at| shown.get(at).copied());
    state.typing = false;
    vec![]
}

/// F4: the values of the filter under the cursor, else first which column.
fn choose(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if let Some(column) = state.column {
        return choose_value(state, column, cx);
    }
    state.choosing = Some(Choosing::Which);
    open_list(text::PICK_COLUMN, text::COLUMN_ROWS.map(str::to_owned).to_vec())
}

fn open_list(title: &str, rows: Vec<String>) -> Vec<Effect> {
    let title = title.to_owned();
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

fn choose_value(state: &mut State, column: Column, cx: &mut Context) -> Vec<Effect> {
    state.choosing = Some(Choosing::Value(column));
    let title = text::COLUMN_ROWS[column.place()];
    if column.is_date() || column.is_typed() {
        return ask_words(column, state.values.shown(&state.filter, column));
    }
    let query = match column {
        Column::Sector if state.values.sectors.is_empty() => Query::Procedures {
            text: String::new(),
            sector: None,
            limit: 1,
        },
        Column::Officer | Column::Sender => Query::Officers,
        _ => return open_list(title, state.values.rows(column)),
    };
    let ticket = cx.ticket();
    state.asked = Some((ticket, column));
    vec![Effect::Ask(ticket, query)]
}

fn ask_words(column: Column, value: String) -> Vec<Effect> {
    let label = match column {
        _ if column.is_date() => text::DATE_LABEL,
        Column::Code => text::CODE_LABEL,
        _ => text::WORDS_LABEL,
    };
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::COLUMN_ROWS[column.place()].to_owned(),
        label: label.to_owned(),
        value,
    }))]
}

/// Sectors or officers came: now their list can open.
fn values_came(state: &mut State, ticket: Ticket, answer: Answer) -> Vec<Effect> {
    let Some((_, column)) = state.asked.filter(|(asked, _)| *asked == ticket) else {
        return vec![];
    };
    state.asked = None;
    match answer {
        Answer::Procedures(page) => state.values.sectors = page.sectors,
        Answer::Officers(rows) => {
            let names = rows.officers.iter().map(|it| OfficerName {
                id: it.id,
                name: called(it, &rows.officers),
            });
            state.values.officers = names.collect();
        }
        _ => return vec![],
    }
    open_list(text::COLUMN_ROWS[column.place()], state.values.rows(column))
}

fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    let Some(choosing) = state.choosing.take() else {
        return vec![];
    };
    match (choosing, reply) {
        (Choosing::Which, Reply::Picked(at)) => match Column::ALL.get(at) {
            Some(column) => choose_value(state, *column, cx),
            None => back(state, cx),
        },
        (Choosing::Value(column), Reply::Picked(at)) => {
            state.values.pick(&mut state.filter, column, at);
            vec![state.list.fresh(&state.filter, cx)]
        }
        (Choosing::Value(column), Reply::Text(typed)) => {
            match columns::set_typed(&mut state.filter, (column, &typed), cx.now.date()) {
                Ok(()) => vec![state.list.fresh(&state.filter, cx)],
                Err(sentence) => {
                    state.choosing = Some(Choosing::Value(column));
                    let mut effects = ask_words(column, typed);
                    effects.push(Effect::Say(Message::error(sentence)));
                    effects
                }
            }
        }
        _ => vec![],
    }
}

/// Ctrl+A: the whole unit's dossiers, or only mine.
fn whole_unit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.filter.officer = match state.filter.officer {
        Some(_) => None,
        None => Some(cx.actor().id),
    };
    vec![state.list.fresh(&state.filter, cx)]
}

fn on_pointed(state: &State, to: fn(DossierId) -> Destination) -> Vec<Effect> {
    let pointed = state.list.pointed();
    pointed
        .map(|row| Effect::Open(Box::new(to(row.id))))
        .into_iter()
        .collect()
}

fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    match state.list.pointed().map(|row| row.id) {
        Some(dossier) => state.printing.start(dossier, None, cx),
        None => vec![],
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let what = text::looked_for(&state.filter, &state.values.named(&state.filter));
    let context = match (what.is_empty(), is_narrowed(&state.filter)) {
        (true, _) => About::left(text::ALL_DOSSIERS),
        (false, true) => About::both(text::filtering(&what), text::CLEAR),
        (false, false) => About::left(what),
    };
    let waits = state.list.is_waiting() && !state.list.loaded;
    ScreenChrome {
        context,
        message: waits.then(|| Message::advice(text::SEARCHING)),
        offers: offers(state, cx),
        ..ScreenChrome::new([text::TITLE])
    }
}

fn offers(state: &State, cx: &Context) -> Vec<Offer> {
    let mut offers = vec![
        Offer::new(Command::Find),
        Offer::new(Command::Choose).named(text::CHOOSE),
    ];
    if is_empty(state) {
        offers.push(Offer::digits(1, 3).named(text::TAKE));
    } else {
        offers.push(Offer::new(Command::Print).unless(no_print(state)));
        offers.push(Offer::new(Command::Forward).unless(no_forward(state)));
        offers.push(Offer::new(Command::Accept).named(text::OPEN));
    }
    offers.push(Offer::new(Command::TickAll).named(text::WHOLE_UNIT));
    offers.push(Offer::new(Command::Refresh).named(REREAD));
    let reception = crate::domain::officer::Role::Reception;
    let barred = (!cx.actor().roles.has(reception))
        .then(|| crate::domain::text::refusal(&Refusal::NeedsRole(reception)));
    offers.push(Offer::new(Command::Receive).unless(barred));
    offers.push(Offer::new(Command::GoHome));
    offers
}

fn no_print(state: &State) -> Option<String> {
    match state.list.pointed() {
        None => Some(text::NOT_HERE.to_owned()),
        Some(row) => row.code.is_none().then(|| text::NO_CODE_TO_PRINT.to_owned()),
    }
}

fn no_forward(state: &State) -> Option<String> {
    let Some(row) = state.list.pointed() else {
        return Some(text::NOT_HERE.to_owned());
    };
    let refusal = match row.status {
        _ if row.voided => Some(Refusal::Voided),
        Status::Accepted | Status::Processing => None,
        Status::Registered
        | Status::Refused
        | Status::Supplement
        | Status::Fee
        | Status::Withdrawn
        | Status::Stopped
        | Status::Finished
        | Status::Returned => Some(Refusal::WrongStatus),
    };
    refusal.map(|it| crate::domain::text::refusal(&it))
}
