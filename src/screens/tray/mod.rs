//! W32: the tray, pages that are safe on this machine but belong to no component yet. They are looked at, put in order
//! and placed here; their account is counted where the component is.

use crate::app::chrome::{Context as Line2, Message, MessageKind, ScreenChrome};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Line, LineKind, Reaction, Table};
use crate::app::job::{JobDone, JobEvent};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::preview::{Leaf, Preview};
use crate::app::scanning::{self, ScanNews};
use crate::domain::cover::CoverFlag;
use crate::domain::ids::{ComponentId, DossierId, OpId, TrayId};
use crate::domain::query::{Answer, Query};
use crate::domain::rows::{ComponentView, DossierView, TrayPage, TrayRows};
use crate::domain::time::Moment;
use crate::domain::tray::TrayAct;
use crate::screens::text as shared;

mod acts;
mod card;
mod offers;
mod place;
mod target;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Longest text that names a dossier.
const CODE_LENGTH: usize = 40;

/// The three stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Pages,
    Dossier,
    Component,
}

/// What the dialog above was opened for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Dossier(Vec<DossierId>),
    Component(Vec<ComponentId>),
    /// The law that allows this copy.
    Basis,
    /// Files to take in.
    Files,
}

/// An act on the tray that is not on disk yet.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Keeping {
    ticket: Ticket,
    done: Option<String>,
    undo: Option<Undo>,
}

/// What Ctrl+U takes back.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Undo {
    Tray(TrayAct),
    Placed(DossierId, OpId),
}

/// An act on the dossier that is not durable yet.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Changing {
    Placing { pages: usize, component: String },
    Undoing,
}

/// The tray, what is ticked, and for whom.
#[derive(Debug)]
pub struct State {
    rows: TrayRows,
    pages: Table<TrayId>,
    trashed: Table<TrayId>,
    /// The pages that were thrown away are shown.
    in_bin: bool,
    focus: Stop,
    code: Line,
    unit: String,
    target: Option<Box<DossierView>>,
    component: Option<ComponentId>,
    /// The component to choose once the dossier is read.
    wanted: Option<ComponentId>,
    waiting: Waiting,
    asked: Ticket,
    asked_target: Option<Ticket>,
    finding: Option<(Ticket, bool)>,
    looking: Option<Ticket>,
    opening: Option<Ticket>,
    /// Two sides of a card on their way onto one sheet.
    joining: Option<(Ticket, [TrayId; 2])>,
    /// Whom the screen turns to of itself, as a cover sheet or an earlier session said, until that dossier is read.
    proposed: Option<(DossierId, Option<ComponentId>)>,
    /// Pages this officer himself meant for somebody, here.
    own: Vec<TrayId>,
    /// Ticked pages whose bytes came before, as they were asked about: F2 again places them all the same.
    doubted: Vec<TrayId>,
    /// Ticked pages that are meant for somebody else, as they were asked about, and for which target.
    contrary: (Vec<TrayId>, Option<(DossierId, ComponentId)>),
    /// Pages were placed: what is meant for others comes next.
    next: bool,
    printing: Option<Ticket>,
    /// A page to tick and point at once it is read.
    made: Option<TrayId>,
    keeping: Vec<Keeping>,
    changing: Option<(Ticket, Changing)>,
    undo: Option<Undo>,
    /// What is known of the scanner, for its line.
    scanner: String,
    read: bool,
    /// The tray as it is read after F5: files that were refused stand in a list then.
    lists_refused: Option<Ticket>,
    preview: Preview,
    message: Option<Message>,
}

impl State {
    fn table(&self) -> &Table<TrayId> {
        if self.in_bin { &self.trashed } else { &self.pages }
    }

    fn table_mut(&mut self) -> &mut Table<TrayId> {
        if self.in_bin {
            &mut self.trashed
        } else {
            &mut self.pages
        }
    }

    /// The rows that are shown.
    fn shown(&self) -> &[TrayPage] {
        if self.in_bin {
            &self.rows.trashed
        } else {
            &self.rows.pages
        }
    }

    fn page(&self, id: TrayId) -> Option<&TrayPage> {
        self.rows.pages.iter().find(|row| row.id == id)
    }

    fn pointed(&self) -> Option<&TrayPage> {
        self.shown().get(self.table().at())
    }

    /// The pointed page, as it is looked at.
    fn leaf(&self) -> Option<Leaf> {
        self.pointed().map(|row| Leaf::of_page(&row.page))
    }

    /// The component pages go to.
    fn component(&self) -> Option<&ComponentView> {
        self.target.as_ref()?.paged(self.component?)
    }

    /// Cover sheets that were put aside today.
    fn covers(&self, now: Moment) -> usize {
        let is_cover = |row: &&TrayPage| {
            row.flags.iter().any(|flag| flag == CoverFlag::Read.word())
                && row.trashed_at.is_some_and(|at| at.date() == now.date())
        };
        self.rows.trashed.iter().filter(is_cover).count()
    }

    fn say(&mut self, message: Message) {
        self.message = Some(message);
    }

    fn refuse(&mut self, focus: Stop, why: &str) -> Vec<Effect> {
        self.focus = focus;
        self.say(Message::error(why));
        vec![]
    }
}

/// Opens it: for this component, or for whoever the pages were meant for.
pub fn open(aim: Option<(DossierId, ComponentId)>, cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        rows: TrayRows::default(),
        pages: Table::with_ticks(),
        trashed: Table::with_ticks(),
        in_bin: false,
        focus: Stop::Pages,
        code: Line::new(LineKind::Text, CODE_LENGTH),
        unit: cx.settings.text("unit_code").to_owned(),
        target: None,
        component: None,
        wanted: None,
        waiting: Waiting::Nothing,
        asked: Ticket::default(),
        asked_target: None,
        finding: None,
        looking: None,
        opening: None,
        joining: None,
        proposed: None,
        own: Vec::new(),
        doubted: Vec::new(),
        contrary: (Vec::new(), None),
        next: false,
        printing: None,
        made: None,
        keeping: Vec::new(),
        changing: None,
        undo: None,
        scanner: scanning::line(cx),
        read: false,
        lists_refused: None,
        preview: Preview::default(),
        message: None,
    };
    resized(&mut state, cx.size);
    let mut effects = ask(&mut state, cx);
    if let Some((dossier, component)) = aim {
        effects.extend(target::ask(&mut state, (dossier, Some(component)), cx));
    }
    (state, effects)
}

fn resized(state: &mut State, size: (u16, u16)) {
    state.pages.set_page(view::page(size));
    state.trashed.set_page(view::page(size));
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    vec![Effect::Ask(state.asked, Query::Tray)]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    if state.preview.hears(&msg) {
        return vec![];
    }
    let mut effects = hear(state, msg, cx);
    state.scanner = scanning::line(cx);
    let leaf = state.leaf();
    effects.extend(state.preview.follow(leaf, cx));
    effects
}

fn hear(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => {
            state.focus = Stop::Dossier;
            state.code.paste(&pasted);
            target::retyped(state);
            vec![]
        }
        Msg::Resize(columns, rows) => {
            resized(state, (columns, rows));
            vec![]
        }
        Msg::Answered(ticket, answer) => answered(state, (ticket, answer), cx),
        Msg::TrayGrew(pages) => {
            if pages > 0 {
                state.say(Message::done(text::grew(pages)));
            }
            ask(state, cx)
        }
        Msg::Scan(news) => {
            if let ScanNews::Ended(message, _) = news {
                state.say(message);
            }
            ask(state, cx)
        }
        Msg::Kept(ticket, result) => acts::kept(state, (ticket, result), cx),
        Msg::Changed(ticket, result) => place::changed(state, (ticket, result), cx),
        Msg::Job(ticket, JobEvent::Ended(result)) => ended(state, (ticket, result), cx),
        Msg::Replied(reply) => target::replied(state, reply, cx),
        Msg::Resumed => {
            let mut effects = ask(state, cx);
            effects.extend(target::again(state, cx));
            effects
        }
        _ => vec![],
    }
}

fn answered(state: &mut State, (ticket, answer): (Ticket, Answer), cx: &mut Context) -> Vec<Effect> {
    match answer {
        Answer::Tray(rows) if ticket == state.asked => {
            let mut effects = show(state, rows, cx);
            effects.extend(list_refused(state, ticket));
            effects
        }
        Answer::Dossier(view) if state.asked_target == Some(ticket) => target::read(state, view),
        Answer::Dossiers(page) => target::found(state, (ticket, page.rows), cx),
        Answer::Failed { .. } if ticket == state.asked || state.asked_target == Some(ticket) => {
            (state.next, state.asked_target) = (false, None);
            state.say(Message::error(text::NOT_READ));
            vec![]
        }
        _ => vec![],
    }
}

/// Other rows. The first time they may say whom they are meant for. What comes later without a cover is meant for
/// nobody: that the screen stands at somebody is no word on a page.
fn show(state: &mut State, rows: TrayRows, cx: &mut Context) -> Vec<Effect> {
    let first = !state.read;
    let was_thrown = |id: TrayId| state.rows.trashed.iter().any(|row| row.id == id);
    let is_new = |row: &&TrayPage| state.page(row.id).is_none() && !was_thrown(row.id);
    let came: Vec<TrayId> = rows.pages.iter().filter(is_new).map(|row| row.id).collect();
    let scanned = target::scanned_for(state, &rows.pages);
    state.read = true;
    state.rows = rows;
    let ids = |rows: &[TrayPage]| rows.iter().map(|row| row.id).collect();
    state.pages.set_rows(ids(&state.rows.pages));
    state.trashed.set_rows(ids(&state.rows.trashed));
    if let Some(made) = state.made.take_if(|made| state.pages.point_id(made)) {
        state.pages.tick(&made, true);
    }
    let free = state.target.is_none() && state.pages.ticked().is_empty() && state.code.is_empty();
    let next = std::mem::take(&mut state.next);
    if first || next || free {
        let effects = target::remembered(state, cx);
        if !effects.is_empty() || first {
            return effects;
        }
    }
    if next {
        return target::again(state, cx);
    }
    for id in scanned {
        state.pages.tick(&id, true);
    }
    target::proposed(state, &came);
    vec![]
}

/// After F5: what of the scan folder was refused, all of it; the line has room for the first only.
fn list_refused(state: &mut State, answered: Ticket) -> Option<Effect> {
    let after_f5 = state.lists_refused.take_if(|asked| *asked == answered).is_some();
    let list = Destination::PickRow {
        title: text::REFUSED.to_owned(),
        rows: state.rows.refused.clone(),
    };
    if !after_f5 || state.rows.refused.is_empty() {
        return None;
    }
    // Behind the list does not stand that nothing came.
    state.message.take_if(|said| said.kind == MessageKind::Advice);
    Some(Effect::Open(Box::new(list)))
}

/// A job ended: a look into the scan folder, or a page in the viewer.
fn ended(
    state: &mut State,
    (ticket, result): (Ticket, Result<JobDone, crate::app::job::JobFault>),
    cx: &mut Context,
) -> Vec<Effect> {
    if state.printing == Some(ticket) {
        state.printing = None;
        state.say(shared::covers_printed(&result));
        return vec![];
    }
    if state.opening == Some(ticket) {
        state.opening = None;
        if let Err(fault) = result {
            state.say(Message::error(fault.sentence()));
        }
        return vec![];
    }
    if state.joining.is_some_and(|(waiting, _)| waiting == ticket) {
        return card::joined(state, result, cx);
    }
    if state.looking != Some(ticket) {
        return vec![];
    }
    state.looking = None;
    match result {
        Ok(JobDone::TakenIn(taken)) => state.say(text::taken_in(&taken)),
        Ok(_) => {}
        Err(fault) => state.say(Message::error(fault.sentence())),
    }
    let effects = ask(state, cx);
    state.lists_refused = Some(state.asked);
    effects
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let reaction = match state.focus {
        Stop::Pages => state.table_mut().key(key),
        Stop::Dossier => state.code.key(key),
        Stop::Component => Reaction::Pass,
    };
    state.message = None;
    match reaction {
        Reaction::Pass => command.map_or_else(Vec::new, |command| commanded(state, command, cx)),
        Reaction::Changed if state.focus == Stop::Dossier => {
            target::retyped(state);
            vec![]
        }
        Reaction::Changed | Reaction::Handled | Reaction::Chosen | Reaction::Refused => vec![],
    }
}

fn commanded(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    if state.in_bin && acts::is_for_pages(command) {
        state.say(Message::warning(text::NOT_IN_BIN));
        return vec![];
    }
    match command {
        Command::Back => scanning::stop(cx).unwrap_or_else(|| back(state)),
        Command::Files if scanning::is_set(&cx.settings) => acts::scan(state, cx),
        Command::Files | Command::PickIntoTray => acts::pick(state),
        Command::Next | Command::Down => go(state, 1),
        Command::Previous | Command::Up => go(state, -1),
        Command::Commit if state.in_bin => acts::bring_back(state, cx),
        Command::Commit => place::commit(state, None, cx),
        Command::Choose if state.focus == Stop::Component => target::choose_component(state),
        Command::Choose => target::find(state, true, cx),
        Command::Accept => accept(state, cx),
        Command::Refresh => acts::look(state, cx),
        Command::Turn => acts::turn(state, cx),
        Command::Remove => acts::throw(state, cx),
        Command::Interleave => acts::interleave(state, cx),
        Command::JoinCard => card::join(state, cx),
        Command::PrintCovers => target::print_covers(state, cx),
        Command::TrayBin => {
            state.in_bin = !state.in_bin;
            state.focus = Stop::Pages;
            vec![]
        }
        Command::Undo => acts::undo(state, cx),
        Command::Look => acts::look_at_page(state),
        _ => vec![],
    }
}

fn go(state: &mut State, by: i8) -> Vec<Effect> {
    if state.in_bin {
        return vec![];
    }
    state.focus = match (state.focus, by > 0) {
        (Stop::Pages, true) | (Stop::Component, false) => Stop::Dossier,
        (Stop::Dossier | Stop::Component, true) => Stop::Component,
        (Stop::Dossier | Stop::Pages, false) => Stop::Pages,
    };
    vec![]
}

/// Esc: out of the bin, back to the pages, back.
fn back(state: &mut State) -> Vec<Effect> {
    if state.in_bin {
        state.in_bin = false;
    } else if state.focus == Stop::Pages {
        return vec![Effect::Back];
    }
    state.focus = Stop::Pages;
    vec![]
}

/// Enter: the page in the viewer, the dossier that was typed, the component from its list.
fn accept(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    match state.focus {
        Stop::Pages => acts::open(state, cx),
        Stop::Dossier if state.target.is_some() => go(state, 1),
        Stop::Dossier => target::find(state, false, cx),
        Stop::Component => target::choose_component(state),
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let about = if state.in_bin {
        text::in_bin(state.rows.trashed.len())
    } else {
        text::waiting(state.rows.pages.len(), state.covers(cx.now))
    };
    let about = if state.read { about } else { String::new() };
    ScreenChrome {
        context: Line2::left(about),
        message: state
            .message
            .clone()
            .or_else(|| scanning::said(cx))
            .or_else(|| Some(offers::advice(state, cx))),
        offers: offers::offers(state, cx),
        ends: scanning::ends(cx),
        ..ScreenChrome::new([if state.in_bin {
            text::PATH_OF_BIN
        } else {
            text::PATH
        }])
    }
}
