//! W29: every act, place and dossier by a few letters. Runs acts on the layer below; decides nothing about them.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, KhoPurpose};
use crate::app::effect::Effect;
use crate::app::input::{Line, LineKind, Reaction, Table};
use crate::app::key::Key;
use crate::app::keymap::Keymap;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::query::{Answer, Query};

use items::{Action, Item};

mod items;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Rows of the list in view.
const WINDOW: usize = 9;
/// Dossiers and procedures asked for, each.
const MOST: u32 = 9;
/// Both are looked for from so many letters on.
const LEAST_LETTERS: usize = 2;

/// A row: an item, or why it is not possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    Item(usize),
    Reason(usize),
}

/// The field, what could be done, and what of it fits the field.
#[derive(Debug)]
pub struct State {
    below: ScreenChrome,
    search: Line,
    standing: Vec<Item>,
    items: Vec<Item>,
    rows: Table<Row>,
    /// Dossiers and procedures are looked for.
    asked: (Option<Ticket>, Option<Ticket>),
    /// What was found so far: dossiers, procedures.
    found: (Vec<Item>, Vec<Item>),
    take_when_found: bool,
    /// The row that is pointed at before the officer moves.
    start: usize,
    /// The number of a kho's owner is being typed.
    kho: Option<Line>,
    message: Option<Message>,
    unit_code: String,
}

impl State {
    /// One digit alone points at a row and looks for nothing.
    fn query(&self) -> &str {
        match self.search.lone_digit() {
            Some(_) => "",
            None => self.search.text().trim(),
        }
    }
}

/// Opens it over `below`, with the keys of this desk.
pub fn open((below, keys): (ScreenChrome, &Keymap), cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        standing: items::standing((&below, keys), cx),
        below,
        search: Line::plain(80),
        items: Vec::new(),
        rows: Table::new(),
        asked: (None, None),
        found: (vec![], vec![]),
        take_when_found: false,
        start: 0,
        kho: None,
        message: None,
        unit_code: cx.settings.text("unit_code").to_owned(),
    };
    state.rows.set_page(WINDOW);
    narrow(&mut state);
    (state, vec![])
}

/// What fits: possible items first, then the barred ones with their reasons.
fn narrow(state: &mut State) {
    let query = state.query();
    let fits = state.standing.iter().filter(|item| item.matches(query)).cloned();
    let (possible, barred): (Vec<Item>, Vec<Item>) = fits.partition(|item| item.why_not.is_none());
    let found: Vec<Item> = [&state.found.0, &state.found.1]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let open = possible.len() + found.len();
    state.items = possible.into_iter().chain(found).chain(barred).collect();
    let last = state.items.len();
    let barred = (open..last).flat_map(|at| [Row::Item(at), Row::Reason(at)]);
    let rows: Vec<Row> = (0..open).map(Row::Item).chain(barred).collect();
    state.rows.set_rows(vec![]);
    state.rows.set_headings((open..last).map(Row::Reason).collect());
    state.rows.set_rows(rows);
    let start = start(state);
    state.rows.point(start);
    state.start = state.rows.at();
}

/// The first row, unless only a barred command is called what was typed: Enter then says why, and opens nothing else.
fn start(state: &State) -> usize {
    let query = state.query();
    let mut called = state
        .items
        .iter()
        .enumerate()
        .filter(|(_, it)| it.is_called(query));
    let meant = match called.clone().find(|(_, it)| it.why_not.is_none()) {
        Some(_) => None,
        None => called.next(),
    };
    let row = meant.and_then(|(at, _)| state.rows.rows().iter().position(|row| *row == Row::Item(at)));
    row.unwrap_or(0)
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => {
            let line = state.kho.as_mut().unwrap_or(&mut state.search);
            line.paste(&pasted);
            typed(state, cx)
        }
        Msg::Answered(ticket, answer) => found(state, (ticket, answer)),
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    state.message = None;
    match command {
        Some(Command::Back) if state.kho.is_some() => {
            state.kho = None;
            vec![]
        }
        Some(Command::Back) => vec![Effect::Answer(Reply::Nothing)],
        Some(Command::Accept) if state.kho.is_some() => open_kho(state),
        Some(Command::Accept) => take(state),
        _ => edit(state, key, cx),
    }
}

fn edit(state: &mut State, key: Key, cx: &mut Context) -> Vec<Effect> {
    if let Some(line) = &mut state.kho {
        line.key(key);
        return vec![];
    }
    match state.search.key(key) {
        Reaction::Changed | Reaction::Refused => typed(state, cx),
        Reaction::Pass => {
            state.rows.key(key);
            vec![]
        }
        Reaction::Handled | Reaction::Chosen => vec![],
    }
}

fn typed(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.kho.is_some() {
        return vec![];
    }
    state.found = (vec![], vec![]);
    narrow(state);
    state.asked = (None, None);
    state.take_when_found = false;
    if let Some(digit @ 1..=9) = state.search.lone_digit() {
        state.rows.point(usize::from(digit) - 1);
    }
    if state.query().chars().count() < LEAST_LETTERS {
        return vec![];
    }
    let tickets = (cx.ticket(), cx.ticket());
    state.asked = (Some(tickets.0), Some(tickets.1));
    let text = state.query().to_owned();
    let dossiers = Query::Search {
        text: text.clone(),
        limit: MOST,
    };
    let procedures = Query::Procedures {
        text,
        sector: None,
        limit: MOST,
    };
    vec![
        Effect::Ask(tickets.0, dossiers),
        Effect::Ask(tickets.1, procedures),
    ]
}

/// One of the two answers; an Enter that came before is taken up when both are here.
fn found(state: &mut State, (ticket, answer): (Ticket, Answer)) -> Vec<Effect> {
    let ours = Some(ticket);
    if state.asked.0 == ours {
        state.asked.0 = None;
    } else if state.asked.1 == ours {
        state.asked.1 = None;
    } else {
        return vec![];
    }
    match answer {
        Answer::Search(rows) => {
            let item = |row| items::dossier(row, &state.unit_code);
            state.found.0 = rows.dossiers.iter().map(item).collect();
        }
        Answer::Procedures(page) => state.found.1 = page.rows.iter().map(items::procedure).collect(),
        _ => {}
    }
    let moved = (state.rows.at() != state.start).then(|| state.rows.at());
    narrow(state);
    if let Some(moved) = moved {
        state.rows.point(moved);
    }
    if !is_waiting(state) && std::mem::take(&mut state.take_when_found) {
        return take(state);
    }
    vec![]
}

fn is_waiting(state: &State) -> bool {
    state.asked.0.is_some() || state.asked.1.is_some()
}

fn take(state: &mut State) -> Vec<Effect> {
    let pointed = match state.rows.pointed() {
        Some(Row::Item(at)) => state.items.get(*at),
        Some(Row::Reason(_)) | None => None,
    };
    let Some(item) = pointed.filter(|item| item.why_not.is_none()) else {
        let why = pointed.and_then(|item| item.why_not.clone());
        state.take_when_found = is_waiting(state);
        state.message = why.filter(|_| !state.take_when_found).map(Message::warning);
        return vec![];
    };
    let effect = match item.action.clone() {
        Action::Run(command) => Effect::Answer(Reply::Run(command)),
        Action::Home => Effect::Home,
        Action::Place(destination) => Effect::Restart(destination),
        Action::Dossier(id) => Effect::Restart(Box::new(Destination::Dossier(id))),
        Action::Curtain => Effect::Replace(Box::new(Destination::Curtain)),
        Action::SelfCheck => Effect::Replace(Box::new(Destination::SelfCheck)),
        Action::LogOut => Effect::LogOut,
        Action::Quit => Effect::Quit,
        Action::Kho => {
            state.kho = Some(Line::new(LineKind::Upper, 20));
            return vec![];
        }
    };
    vec![effect]
}

fn open_kho(state: &mut State) -> Vec<Effect> {
    let owner = state
        .kho
        .as_ref()
        .map(|line| line.text().replace(' ', ""))
        .unwrap_or_default();
    if owner.is_empty() {
        state.message = Some(Message::error(text::KHO_MISSING));
        return vec![];
    }
    let purpose = KhoPurpose::Look;
    vec![Effect::Restart(Box::new(Destination::Kho { owner, purpose }))]
}

/// Rows 1–3 and 22–24: those of the layer below, the last two speak for the palette.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let words = match &state.kho {
        Some(_) => text::KHO_ADVICE,
        None if state.items.is_empty() && !is_waiting(state) => text::NOTHING,
        None => text::ADVICE,
    };
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(|| Message::advice(words))),
        offers: vec![
            Offer::arrows().named(text::POINT),
            Offer::digits(1, 9).named(text::POINT),
            Offer::new(Command::Accept).named(text::DO),
        ],
        ends: vec![Offer::new(Command::Back).named(text::CANCEL)],
        ..state.below.clone()
    }
}
