//! What was filed online comes in here: the packages of a folder, and the dossiers of packages that are held back with
//! their reason. F2 takes in what is pointed at, or tries it again; nothing is thrown away.

use std::path::PathBuf;

use crate::app::chrome::{Context as Row2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::Table;
use crate::app::job::{Arrival, Arrived, Job, JobDone, JobEvent, JobFault, PackageEntry};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::ids::HeldId;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Filter, Query, Queue};
use crate::domain::refusal::Refusal;
use crate::domain::rows::HeldRow;
use crate::domain::text::refusal;
use crate::screens::text::REREAD;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The local setting that names the folder.
const FOLDER: &str = "package_folder";
/// Rows of the list above the detail block.
const ROWS: usize = 12;

/// A row of the one list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    /// Heading over the packages.
    Packages,
    Package(PathBuf),
    /// Heading over what is held back.
    Held,
    Dossier(HeldId),
}

/// What was asked of the officer in a dialog above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Folder,
    Why(HeldId),
}

/// The folder's packages, what is held back, and what runs.
#[derive(Debug)]
pub struct State {
    folder: Option<PathBuf>,
    entries: Vec<PackageEntry>,
    held: Vec<HeldRow>,
    table: Table<Row>,
    read: bool,
    fault: Option<String>,
    asked: Option<Asked>,
    message: Option<Message>,
    list_ticket: Ticket,
    held_ticket: Ticket,
    take_ticket: Option<Ticket>,
    aside_ticket: Option<Ticket>,
}

/// Opens it and asks for both lists.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut table = Table::new();
    table.set_page(ROWS);
    table.set_headings(vec![Row::Packages, Row::Held]);
    let mut state = State {
        folder: None,
        entries: Vec::new(),
        held: Vec::new(),
        table,
        read: false,
        fault: None,
        asked: None,
        message: None,
        list_ticket: Ticket::default(),
        held_ticket: Ticket::default(),
        take_ticket: None,
        aside_ticket: None,
    };
    let effects = read(&mut state, cx);
    (state, effects)
}

fn read(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.list_ticket = cx.ticket();
    let folder = state.folder.clone();
    let list = Effect::Start(state.list_ticket, Job::ListPackages { folder });
    vec![list, ask_held(state, cx)]
}

fn ask_held(state: &mut State, cx: &mut Context) -> Effect {
    state.held_ticket = cx.ticket();
    Effect::Ask(state.held_ticket, Query::Held)
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Answered(ticket, Answer::Held(rows)) if ticket == state.held_ticket => {
            state.held = rows;
            show(state);
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if ticket == state.list_ticket => listed(state, result),
        Msg::Job(ticket, event) if Some(ticket) == state.take_ticket => took(state, event, cx),
        Msg::Job(ticket, JobEvent::Ended(result)) if Some(ticket) == state.aside_ticket => {
            state.aside_ticket = None;
            state.message = Some(match result {
                Ok(_) => Message::done(text::PUT_ASIDE),
                Err(fault) => Message::error(fault.sentence()),
            });
            vec![ask_held(state, cx)]
        }
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Resumed => vec![ask_held(state, cx)],
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if let Some(ticket) = state.take_ticket {
        return match command {
            Some(Command::Back) => vec![Effect::Cancel(ticket)],
            _ => vec![],
        };
    }
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Commit) => take(state, cx),
        Some(Command::Accept) => to_queue(),
        Some(Command::Refresh) => {
            state.message = None;
            read(state, cx)
        }
        Some(Command::Choose) => ask_folder(state),
        Some(Command::Remove) => ask_why(state, cx),
        _ => {
            state.message = None;
            state.table.key(key);
            vec![]
        }
    }
}

/// Where what came in waits.
fn to_queue() -> Vec<Effect> {
    let filter = Filter {
        queue: Some(Queue::Online),
        ..Filter::default()
    };
    vec![Effect::Open(Box::new(Destination::List(filter)))]
}

fn take(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if let Some(why) = why_not(cx) {
        state.message = Some(Message::warning(why));
        return vec![];
    }
    let job = match state.table.pointed() {
        Some(Row::Package(path)) => Job::TakePackage { path: path.clone() },
        Some(Row::Dossier(held)) => Job::TryHeld { held: *held },
        Some(Row::Packages | Row::Held) | None => {
            state.message = Some(Message::warning(text::NOT_A_PACKAGE));
            return vec![];
        }
    };
    let ticket = cx.ticket();
    state.take_ticket = Some(ticket);
    state.message = Some(Message::advice(text::TAKING));
    vec![Effect::Start(ticket, job)]
}

fn took(state: &mut State, event: JobEvent, cx: &mut Context) -> Vec<Effect> {
    let result = match event {
        JobEvent::Progress { done, total } => {
            state.message = Some(Message::advice(text::progress(done, total)));
            return vec![];
        }
        JobEvent::Ended(result) => result,
    };
    state.take_ticket = None;
    state.message = Some(match result {
        Ok(JobDone::PackageTaken(arrivals)) => told(&arrivals),
        Ok(_) => return vec![],
        Err(fault) => Message::error(fault.sentence()),
    });
    vec![ask_held(state, cx)]
}

/// One sentence for all that came.
fn told(arrivals: &[Arrival]) -> Message {
    let count = |is: fn(&Arrived) -> bool| arrivals.iter().filter(|it| is(&it.went)).count();
    let new = count(|went| matches!(went, Arrived::New));
    let known = count(|went| matches!(went, Arrived::Known));
    let held = count(|went| matches!(went, Arrived::Held(_)));
    match held {
        0 => Message::done(text::taken(new, known)),
        _ => Message::warning(text::some_held(held, new, known)),
    }
}

fn ask_folder(state: &mut State) -> Vec<Effect> {
    state.asked = Some(Asked::Folder);
    let value = state.folder.as_ref().map(|it| it.display().to_string());
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::FOLDER.to_owned(),
        label: text::FOLDER_LABEL.to_owned(),
        value: value.unwrap_or_default(),
    }))]
}

/// Del: an officer has seen it; why, is written beside it.
fn ask_why(state: &mut State, cx: &Context) -> Vec<Effect> {
    let Some(Row::Dossier(held)) = state.table.pointed() else {
        state.message = Some(Message::warning(text::NOT_HELD));
        return vec![];
    };
    if let Some(why) = why_not(cx) {
        state.message = Some(Message::warning(why));
        return vec![];
    }
    state.asked = Some(Asked::Why(*held));
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::ASIDE.to_owned(),
        label: text::WHY.to_owned(),
        value: String::new(),
    }))]
}

fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    let (Some(asked), Reply::Text(words)) = (state.asked.take(), reply) else {
        return vec![];
    };
    let words = words.trim().to_owned();
    if words.is_empty() {
        return vec![];
    }
    match asked {
        Asked::Folder => {
            state.folder = Some(PathBuf::from(&words));
            state.message = None;
            let key = FOLDER.to_owned();
            let ticket = cx.ticket();
            let mut effects = vec![Effect::KeepLocal {
                ticket,
                key,
                value: words,
            }];
            effects.extend(read(state, cx));
            effects
        }
        Asked::Why(held) => {
            let ticket = cx.ticket();
            state.aside_ticket = Some(ticket);
            vec![Effect::Start(ticket, Job::PutAside { held, why: words })]
        }
    }
}

fn listed(state: &mut State, result: Result<JobDone, JobFault>) -> Vec<Effect> {
    state.read = true;
    match result {
        Ok(JobDone::Packages { folder, entries }) => {
            state.folder = Some(folder);
            state.entries = entries;
            state.fault = None;
        }
        Ok(_) => {}
        Err(fault) => {
            state.entries = Vec::new();
            state.fault = Some(fault.sentence());
        }
    }
    show(state);
    vec![]
}

fn show(state: &mut State) {
    let mut rows = Vec::new();
    if !state.entries.is_empty() {
        rows.push(Row::Packages);
    }
    rows.extend(state.entries.iter().map(|entry| Row::Package(entry.path.clone())));
    if !state.held.is_empty() {
        rows.push(Row::Held);
    }
    rows.extend(state.held.iter().map(|held| Row::Dossier(held.id)));
    state.table.set_rows(rows);
}

impl State {
    fn package(&self, path: &PathBuf) -> Option<&PackageEntry> {
        self.entries.iter().find(|entry| entry.path == *path)
    }

    fn dossier(&self, id: HeldId) -> Option<&HeldRow> {
        self.held.iter().find(|held| held.id == id)
    }
}

/// Only reception takes in.
fn why_not(cx: &Context) -> Option<String> {
    if cx.read_only {
        return Some(refusal(&Refusal::ReadOnly));
    }
    let lacks = !cx.actor().roles.has(Role::Reception);
    lacks.then(|| refusal(&Refusal::NeedsRole(Role::Reception)))
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let pointed = state.table.pointed();
    let is_held = matches!(pointed, Some(Row::Dossier(_)));
    let message = state.message.clone().or_else(|| {
        Some(match (&state.fault, state.read) {
            (Some(fault), _) => Message::warning(fault.clone()),
            (None, false) => Message::advice(text::READING),
            (None, true) if is_held => Message::advice(text::ADVICE_HELD),
            (None, true) if state.entries.is_empty() => Message::advice(text::EMPTY),
            (None, true) => Message::advice(text::ADVICE),
        })
    });
    let mut offers = Vec::new();
    if pointed.is_some() {
        let word = if is_held { text::TRY } else { text::TAKE };
        offers.push(Offer::new(Command::Commit).named(word).unless(why_not(cx)));
    }
    offers.push(Offer::new(Command::Choose).named(text::FOLDER_KEY));
    offers.push(Offer::new(Command::Refresh).named(REREAD));
    if is_held {
        offers.push(
            Offer::new(Command::Remove)
                .named(text::ASIDE_KEY)
                .unless(why_not(cx)),
        );
    }
    offers.push(Offer::new(Command::Accept).named(text::QUEUE));
    let folder = state.folder.as_ref().map(|it| it.display().to_string());
    ScreenChrome {
        context: Row2::both(folder.unwrap_or_default(), text::held(state.held.len())),
        message,
        offers,
        ..ScreenChrome::new([text::TITLE])
    }
}
