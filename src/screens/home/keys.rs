//! What keys do on Home, by where the focus is. Typing always lands in the search field.

use super::{Focus, Half, State, ask, hits, jobs, month, pane, text};
use crate::app::chrome::Message;
use crate::app::command::{Command, HOW_TO_LEAVE};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::Reaction;
use crate::app::key::{Key, KeyCode};
use crate::app::reception;
use crate::domain::draft::{Draft, Step};
use crate::domain::query::{Filter, Query};

/// A key or a command of the palette.
pub(super) fn pressed(
    state: &mut State,
    (key, command): (Key, Option<Command>),
    cx: &mut Context,
) -> Vec<Effect> {
    state.message = None;
    state.crash_said |= state.loaded;
    match command {
        Some(Command::Commit | Command::Receive) => receive(state, cx),
        Some(Command::Find) => {
            state.focus = Focus::Search;
            vec![]
        }
        Some(Command::Refresh) => {
            let mut effects = ask(state, cx);
            effects.extend(hits::ask_again(state, cx));
            effects
        }
        Some(Command::Print) => jobs::print(state, cx),
        Some(Command::Sign) => sign(),
        Some(Command::Files) => vec![Effect::Open(Box::new(Destination::Tray { aim: None }))],
        Some(Command::LastNumbers) if !state.rows.numbers_read.is_empty() => read_again(state),
        Some(Command::Backup) => jobs::copy(state, cx),
        Some(Command::DropDraft) => drop_draft(state),
        Some(Command::BringDraft) => jobs::ask_for_draft(state, cx),
        Some(Command::Choose) if state.focus == Focus::Pane => open_queue(state),
        Some(Command::Choose) => recent(state, cx),
        Some(Command::Back) => back(state),
        Some(Command::Accept) => accept(state, cx),
        _ => moved(state, key, cx),
    }
}

/// The numbers read off the papers, once more: they only ever rise.
fn read_again(state: &State) -> Vec<Effect> {
    let read = state.rows.numbers_read.clone();
    vec![Effect::Open(Box::new(Destination::LastReceipt(read)))]
}

/// A new reception; after a restore the last number is asked first.
fn receive(state: &State, cx: &mut Context) -> Vec<Effect> {
    if !state.rows.last_numbers.is_empty() {
        let doubts = state.rows.last_numbers.clone();
        return vec![Effect::Open(Box::new(Destination::LastReceipt(doubts)))];
    }
    cx.draft = None;
    cx.draft_saved = None;
    vec![Effect::Open(Box::new(Destination::Account))]
}

/// The receipts of today, all with one PIN.
fn sign() -> Vec<Effect> {
    vec![Effect::Open(Box::new(Destination::Signing(vec![])))]
}

/// Esc: the field first, then back to it; it never leaves Home.
fn back(state: &mut State) -> Vec<Effect> {
    if state.focus != Focus::Search {
        state.focus = Focus::Search;
        return vec![];
    }
    if state.search.is_empty() {
        return vec![Effect::Say(Message::advice(HOW_TO_LEAVE))];
    }
    state.search.clear();
    hits::forget(state);
    vec![]
}

fn accept(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    match state.focus {
        Focus::Search if state.is_searching() => hits::open_pointed(state),
        Focus::Search if state.search.lone_digit() == Some(0) => {
            state.search.clear();
            vec![Effect::Open(Box::new(Destination::Tally))]
        }
        Focus::Search if !state.pane.page.rows.is_empty() => {
            state.search.clear();
            state.focus = Focus::Pane;
            vec![]
        }
        Focus::Search => open_queue(state),
        Focus::Half => accept_half(state, cx),
        Focus::Month => month::accept(state),
        Focus::Pane => {
            let dossier = state.pane.pointed().map(|row| row.id);
            let open = |id| Effect::Open(Box::new(Destination::Dossier(id)));
            dossier.map(open).into_iter().collect()
        }
    }
}

fn open_queue(state: &mut State) -> Vec<Effect> {
    state.search.clear();
    let filter = Filter {
        queue: state.queues.pointed().copied(),
        ..Filter::default()
    };
    vec![Effect::Open(Box::new(Destination::List(filter)))]
}

fn accept_half(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    match state.half.pointed().copied() {
        Some(Half::Draft(id)) => {
            let ticket = cx.ticket();
            state.asked_draft = Some(ticket);
            vec![Effect::Ask(ticket, Query::Draft(id))]
        }
        Some(Half::Unprinted(_)) => jobs::print(state, cx),
        Some(Half::Device(at)) => {
            let due = state.rows.devices.get(at);
            due.map_or_else(Vec::new, |due| {
                vec![Effect::Open(Box::new(Destination::DossierComponents(
                    due.dossier,
                )))]
            })
        }
        Some(Half::Tray) => vec![Effect::Open(Box::new(Destination::Tray { aim: None }))],
        Some(Half::Unsigned) => sign(),
        Some(Half::Held) => vec![Effect::Open(Box::new(Destination::Packages))],
        None => vec![],
    }
}

/// The draft came: it goes on at its step, with the earlier ones behind it.
pub(super) fn go_on(state: &mut State, draft: Option<Box<Draft>>, cx: &mut Context) -> Vec<Effect> {
    state.asked_draft = None;
    let Some(draft) = draft else {
        state.say(Message::warning(text::DRAFT_GONE));
        return ask(state, cx);
    };
    let last = draft.step;
    cx.draft_saved = state.draft(draft.id).map(|row| row.updated_at);
    cx.draft = Some(*draft);
    reception::walk(Step::Account, last)
}

/// F4: the dossiers opened in this session, the last one first.
fn recent(state: &mut State, cx: &Context) -> Vec<Effect> {
    if cx.seen.dossiers.is_empty() {
        state.say(Message::advice(text::NOTHING_RECENT));
        return vec![];
    }
    state.recent = cx.seen.dossiers.iter().map(|(id, _)| *id).collect();
    let rows = cx.seen.dossiers.iter().map(|(_, name)| name.clone()).collect();
    let title = text::RECENT_TITLE.to_owned();
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

fn drop_draft(state: &mut State) -> Vec<Effect> {
    let Some(Half::Draft(id)) = state.half.pointed().copied() else {
        return vec![];
    };
    state.dropping = Some(id);
    let line = state.draft(id).map(text::draft);
    vec![Effect::Open(Box::new(Destination::AskChoice {
        title: text::DROP_TITLE.to_owned(),
        lines: line.into_iter().collect(),
        choices: text::DROP_CHOICES.map(str::to_owned).to_vec(),
        pointed: 0,
    }))]
}

fn moved(state: &mut State, key: Key, cx: &mut Context) -> Vec<Effect> {
    if key.typed().is_some() {
        state.focus = Focus::Search;
    }
    match state.focus {
        Focus::Search => in_search(state, key, cx),
        Focus::Half => in_half(state, key),
        Focus::Month => {
            month::key(state, key);
            vec![]
        }
        Focus::Pane => in_pane(state, key),
    }
}

fn in_search(state: &mut State, key: Key, cx: &mut Context) -> Vec<Effect> {
    match state.search.key(key) {
        Reaction::Changed | Reaction::Refused => typed(state, cx),
        Reaction::Pass if state.is_searching() => {
            state.hits.table.key(key);
            vec![]
        }
        Reaction::Pass => in_queues(state, key, cx),
        Reaction::Handled | Reaction::Chosen => vec![],
    }
}

/// The text is another one: a single digit points, anything else is looked for.
pub(super) fn typed(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.is_searching() {
        return hits::ask(state, cx);
    }
    hits::forget(state);
    match state.search.lone_digit() {
        Some(digit @ 1..=9) => {
            state.queues.point(usize::from(digit) - 1);
            pane::ask(state, cx)
        }
        _ => vec![],
    }
}

fn in_queues(state: &mut State, key: Key, cx: &mut Context) -> Vec<Effect> {
    let half = !state.half.rows().is_empty();
    let last = state.queues.at() + 1 == state.queues.rows().len();
    match key.code {
        KeyCode::Right if state.pane.wide && !state.pane.page.rows.is_empty() => state.focus = Focus::Pane,
        KeyCode::Right if !state.pane.wide && half => state.focus = Focus::Half,
        KeyCode::Right if !state.pane.wide => month::enter(state),
        KeyCode::Down if last && half => state.focus = Focus::Half,
        KeyCode::Down if last => month::enter(state),
        _ if state.queues.key(key) == Reaction::Handled => return pane::ask(state, cx),
        _ => {}
    }
    vec![]
}

fn in_half(state: &mut State, key: Key) -> Vec<Effect> {
    let passed = state.half.key(key) == Reaction::Pass;
    match key.code {
        KeyCode::Up if passed => state.focus = Focus::Search,
        KeyCode::Down if passed => month::enter(state),
        KeyCode::Left if !state.pane.wide => state.focus = Focus::Search,
        KeyCode::Right if state.pane.wide && !state.pane.page.rows.is_empty() => state.focus = Focus::Pane,
        _ => {}
    }
    vec![]
}

fn in_pane(state: &mut State, key: Key) -> Vec<Effect> {
    state.pane.table.key(key);
    if key.code == KeyCode::Left {
        state.focus = Focus::Search;
    }
    vec![]
}
