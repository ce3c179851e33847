//! W13: choosing files, newest first. Ticks keep their order: it becomes the order of the pages. Of one batch, ticked by one
//! Space after the other, that is the order in which it was scanned.

use std::path::PathBuf;

use crate::app::chrome::{Context as Row2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, FilesPurpose};
use crate::app::effect::Effect;
use crate::app::input::{Line, Reaction, Table};
use crate::app::job::{FileEntry, Job, JobDone, JobEvent, JobFault};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::app::scanning;
use crate::domain::text as words;
use crate::domain::time::Moment;
use crate::domain::viet::{fold, matches_words};
use crate::screens::text::REREAD;

mod heavy;
mod job;
mod known;
mod run;
mod scan;
mod text;
pub mod view;

use heavy::Taken;
use scan::Scan;
use text::Words;

#[cfg(test)]
mod tests;

/// A row: a file, or why the file above it cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    File(PathBuf),
    Why(PathBuf),
}

/// The folder's files, what is ticked, and what runs.
#[derive(Debug)]
pub struct State {
    /// Where the officer is.
    path: Vec<String>,
    about: String,
    title: String,
    purpose: FilesPurpose,
    folder: Option<PathBuf>,
    entries: Vec<FileEntry>,
    table: Table<Row>,
    search: Line,
    /// Ticked by one Space after the other, the oldest first.
    run: Vec<Row>,
    /// The ticked files were used before; Enter again takes them all the same.
    insisted: bool,
    /// The folder was read once: what is fresh is ticked.
    read: bool,
    asked_folder: bool,
    now: Moment,
    message: Option<Message>,
    list_ticket: Ticket,
    take_ticket: Option<Ticket>,
    /// Stored, and with a file among them about which is asked.
    taken: Option<Taken>,
    scan: Scan,
}

/// Rows of the list inside the dialog.
const ROWS: usize = 7;

/// Opens it over a screen: it stands where that screen stands, and is about the same.
pub fn open(
    asked: (String, FilesPurpose, Option<PathBuf>),
    (below, cx): (ScreenChrome, &mut Context),
) -> (State, Vec<Effect>) {
    let (title, purpose, folder) = asked;
    let mut path = below.path;
    path.push(text::CHOOSE.to_owned());
    let about = match below.context {
        Row2::Facts { left, .. } => left,
        Row2::Steps { right, .. } => right,
    };
    let mut table = Table::with_ticks();
    table.set_page(ROWS);
    let mut state = State {
        path,
        about,
        title,
        purpose,
        folder: folder.or_else(|| cx.last_folder()),
        entries: Vec::new(),
        table,
        search: Line::plain(60),
        run: Vec::new(),
        insisted: false,
        read: false,
        asked_folder: false,
        now: cx.now,
        message: None,
        list_ticket: Ticket::default(),
        take_ticket: None,
        taken: None,
        scan: Scan::default(),
    };
    let effects = vec![list(&mut state, false, cx)];
    (state, effects)
}

fn list(state: &mut State, settled: bool, cx: &mut Context) -> Effect {
    state.list_ticket = cx.ticket();
    let folder = state.folder.clone();
    Effect::Start(state.list_ticket, Job::ListFiles { folder, settled })
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => {
            state.search.paste(&pasted);
            show(state);
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if ticket == state.list_ticket => listed(state, result, cx),
        Msg::Job(ticket, event) if Some(ticket) == state.take_ticket => took(state, event, cx),
        Msg::Replied(_) if heavy::was_told(state) => heavy::go_on(state),
        Msg::Replied(Reply::Weighed(instead)) => heavy::decided(state, instead, cx),
        Msg::Scan(news) => scan::heard(state, news),
        Msg::Replied(Reply::Text(folder)) if state.asked_folder => {
            state.asked_folder = false;
            if folder.trim().is_empty() {
                return vec![];
            }
            state.folder = Some(PathBuf::from(folder.trim()));
            vec![list(state, false, cx)]
        }
        Msg::Replied(_) => {
            if !std::mem::take(&mut state.asked_folder) {
                heavy::given_up(state);
            }
            vec![]
        }
        // Files that were still being written may stand now.
        Msg::Minute(now) => {
            state.now = now;
            let growing = state.entries.iter().any(|entry| entry.growing);
            if growing && state.take_ticket.is_none() {
                vec![list(state, false, cx)]
            } else {
                vec![]
            }
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if let Some(ticket) = state.take_ticket {
        let stop = command == Some(Command::Back);
        return if stop {
            vec![Effect::Cancel(ticket)]
        } else {
            vec![]
        };
    }
    match command {
        Some(Command::Back) if state.scan == Scan::Running => {
            scanning::stop(cx).unwrap_or_else(|| back(state))
        }
        Some(Command::Back) => back(state),
        Some(Command::Files) => scan::start(state, cx),
        Some(Command::Accept | Command::Commit) => scan::go_on(state).unwrap_or_else(|| take(state, cx)),
        Some(Command::Refresh) => vec![list(state, false, cx)],
        Some(Command::Choose) => ask_folder(state),
        Some(Command::TickAll) => {
            tick_usable(state);
            vec![]
        }
        _ => edit(state, key),
    }
}

/// Esc first clears the filter.
fn back(state: &mut State) -> Vec<Effect> {
    if state.search.is_empty() {
        return vec![Effect::Answer(Reply::Nothing)];
    }
    state.search.clear();
    show(state);
    vec![]
}

fn ask_folder(state: &mut State) -> Vec<Effect> {
    state.asked_folder = true;
    let value = state
        .folder
        .as_ref()
        .map(|it| it.display().to_string())
        .unwrap_or_default();
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::FOLDER.to_owned(),
        label: text::FOLDER_LABEL.to_owned(),
        value,
    }))]
}

/// Space ticks and arrows move; every other character searches.
fn edit(state: &mut State, key: Key) -> Vec<Effect> {
    state.insisted = false;
    if state.scan != Scan::Running {
        state.scan = Scan::Nothing;
    }
    let ticks = key.typed() == Some(' ');
    if ticks && !state.pointed().is_some_and(is_usable) {
        let growing = state.pointed().is_some_and(|entry| entry.growing);
        state.message = growing.then(|| Message::warning(text::GROWING));
        return vec![];
    }
    let at = state.table.at();
    if state.table.key(key) != Reaction::Pass {
        state.message = None;
        run::follow(state, ticks.then_some(at));
        return vec![];
    }
    if !ticks && state.search.key(key) == Reaction::Changed {
        state.message = None;
        show(state);
    }
    vec![]
}

fn is_usable(entry: &FileEntry) -> bool {
    entry.fault.is_none() && !entry.growing
}

fn tick_usable(state: &mut State) {
    // The list shows the newest first, the pages of a paper were scanned one after the other.
    let usable = state.entries.iter().rev().filter(|entry| is_usable(entry));
    let rows: Vec<Row> = usable.map(|entry| Row::File(entry.path.clone())).collect();
    for row in rows {
        state.table.tick(&row, true);
    }
}

/// A file that is still being written shows itself when it is whole: the folder is read again by itself.
fn listed(state: &mut State, result: Result<JobDone, JobFault>, cx: &mut Context) -> Vec<Effect> {
    match result {
        Ok(JobDone::Files { folder, entries }) => {
            cx.seen.folder = Some(folder.clone());
            state.folder = Some(folder);
            state.message = None;
            state.entries = newest_first(entries);
            show(state);
            if !std::mem::replace(&mut state.read, true) {
                first_look(state);
            }
            if state.entries.iter().any(|entry| entry.growing) {
                return vec![list(state, true, cx)];
            }
        }
        Ok(_) => {}
        Err(fault) => {
            state.read = true;
            state.message = Some(Message::error(said(fault, state.words())));
        }
    }
    vec![]
}

/// Newest first, as rule 2 says; of one second the name that comes last.
fn newest_first(mut entries: Vec<FileEntry>) -> Vec<FileEntry> {
    entries.sort_by(|one, other| (other.modified, &other.name).cmp(&(one.modified, &one.name)));
    entries
}

/// The newest usable file not attached yet is pointed at; what came since reception is ticked if only one component is left.
fn first_look(state: &mut State) {
    let first = state
        .entries
        .iter()
        .find(|entry| is_usable(entry) && !state.is_used(entry));
    if let Some(row) = first.map(|entry| Row::File(entry.path.clone())) {
        state.table.point_id(&row);
    }
    let FilesPurpose::Checklist {
        fresh_since: Some(since),
        ..
    } = state.purpose
    else {
        return;
    };
    let fresh = |entry: &&FileEntry| is_usable(entry) && entry.modified >= since && !state.is_used(entry);
    let fresh = state.entries.iter().rev().filter(fresh);
    let rows: Vec<Row> = fresh.map(|entry| Row::File(entry.path.clone())).collect();
    for row in rows {
        state.table.tick(&row, true);
    }
}

/// The rows that match the search; under a faulty file its reason.
fn show(state: &mut State) {
    let query = fold(state.search.text());
    let mut rows = Vec::new();
    let mut reasons = Vec::new();
    for entry in &state.entries {
        if !query.is_empty() && !matches_words(&fold(&entry.name), &query) {
            continue;
        }
        rows.push(Row::File(entry.path.clone()));
        if entry.fault.is_some() {
            rows.push(Row::Why(entry.path.clone()));
            reasons.push(Row::Why(entry.path.clone()));
        }
    }
    state.table.set_headings(reasons);
    state.table.set_rows(rows);
}

/// Enter: the ticked files in their order, or the pointed one.
fn take(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let chosen = state.chosen();
    let used = chosen
        .iter()
        .find(|entry| state.is_used(entry))
        .map(|entry| text::used(&entry.name, state.used_words(entry)));
    let alike = known::twice(&chosen).map(|(one, other)| text::alike(&one.name, &other.name));
    let paths: Vec<PathBuf> = chosen.into_iter().map(|entry| entry.path.clone()).collect();
    if paths.is_empty() {
        let growing = state.pointed().is_some_and(|entry| entry.growing);
        state.message = growing.then(|| Message::warning(text::GROWING));
        return vec![];
    }
    let doubt = used.or(alike);
    if let Some(doubt) = doubt.filter(|_| !state.insisted) {
        state.insisted = true;
        state.message = Some(Message::warning(doubt));
        return vec![];
    }
    if heavy::is_taken(state, &paths) {
        return heavy::go_on(state);
    }
    let Some(job) = job::of(state, paths) else {
        state.message = Some(Message::error(text::ONE_ONLY));
        return vec![];
    };
    let ticket = cx.ticket();
    state.take_ticket = Some(ticket);
    state.message = Some(Message::advice(state.words().taking));
    vec![Effect::Start(ticket, job)]
}

fn took(state: &mut State, event: JobEvent, cx: &mut Context) -> Vec<Effect> {
    let result = match event {
        JobEvent::Progress { done, total } => {
            state.message = Some(Message::advice(state.words().progress(done, total)));
            return vec![];
        }
        JobEvent::Ended(result) => result,
    };
    state.take_ticket = None;
    state.message = None;
    match result {
        Ok(JobDone::Taken {
            files,
            pages,
            warnings,
        }) => {
            let chosen = state.chosen().into_iter();
            state.taken = Some(Taken {
                paths: chosen.map(|entry| entry.path.clone()).collect(),
                files,
                pages,
                warnings,
                told: false,
                limit_mb: cx.settings.number("page_warn_mb"),
                is_result: false,
            });
            heavy::go_on(state)
        }
        Ok(JobDone::Stored(file)) => heavy::stored(state, file, cx),
        Ok(JobDone::StoredScan(file)) => vec![Effect::Answer(Reply::StoredScan(file))],
        Ok(JobDone::TakenIn(taken)) => vec![Effect::Answer(Reply::TakenIn(taken))],
        Ok(_) => vec![],
        Err(fault) => {
            state.message = Some(Message::error(said(fault, state.words())));
            vec![]
        }
    }
}

fn said(fault: JobFault, own: &Words) -> String {
    match fault {
        JobFault::Refused(refusal) => words::refusal(&refusal),
        JobFault::Said(sentence) => sentence,
        JobFault::Cancelled => own.stopped.to_owned(),
    }
}

impl State {
    fn entry(&self, row: &Row) -> Option<&FileEntry> {
        let (Row::File(path) | Row::Why(path)) = row;
        self.entries.iter().find(|entry| entry.path == *path)
    }

    fn pointed(&self) -> Option<&FileEntry> {
        self.entry(self.table.pointed()?)
    }

    /// The words of what the files are for.
    fn words(&self) -> &'static Words {
        match self.purpose {
            FilesPurpose::Tray { .. } => &text::INTO_TRAY,
            FilesPurpose::Component
            | FilesPurpose::Checklist { .. }
            | FilesPurpose::Result
            | FilesPurpose::Outcome => &text::ATTACHED,
        }
    }

    /// Ticked files, or the pointed one if it can be used.
    fn chosen(&self) -> Vec<&FileEntry> {
        let ticked = self.table.ticked();
        if ticked.is_empty() {
            return self
                .pointed()
                .filter(|entry| is_usable(entry))
                .into_iter()
                .collect();
        }
        ticked.iter().filter_map(|row| self.entry(row)).collect()
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let faulty = state.entries.iter().filter(|entry| entry.fault.is_some()).count();
    let nothing = state.table.rows().is_empty();
    let running = (state.scan == Scan::Running)
        .then(|| scanning::said(cx))
        .flatten();
    let message = state.message.clone().or(running).or_else(|| {
        let words = match (state.read, nothing, state.entries.is_empty()) {
            (false, ..) => text::READING.to_owned(),
            (true, true, true) => scan::in_tray(state, cx).unwrap_or_else(|| text::EMPTY.to_owned()),
            (true, true, false) => text::NO_MATCH.to_owned(),
            (true, false, _) if faulty > 0 => text::faulty(faulty),
            (true, false, _) => return None,
        };
        Some(Message::advice(words))
    });
    ScreenChrome {
        context: Row2::Facts {
            left: state.about.clone(),
            right: text::NEWEST.to_owned(),
            urgent: false,
        },
        message,
        offers: offers(state, cx),
        ends: scanning::ends(cx),
        ..ScreenChrome::new(state.path.clone())
    }
}

fn offers(state: &State, cx: &Context) -> Vec<Offer> {
    let refresh = Offer::new(Command::Refresh).named(REREAD);
    let take = if scan::go_on(state).is_some() {
        text::PLACE
    } else {
        state.words().take
    };
    let mut offers = vec![
        Offer::new(Command::Choose).named(text::FOLDER),
        refresh.clone(),
        Offer::new(Command::Tick).named(text::TICK),
        Offer::new(Command::Accept).named(take),
    ];
    // A narrow window has no room for both, and what Enter does must be seen.
    match scan::offer(state, cx) {
        Some(scan) if scan.enabled() => {
            offers[1] = scan;
            offers.push(refresh);
        }
        barred => offers.extend(barred),
    }
    offers
}
