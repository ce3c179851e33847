//! W20: papers of one person or organisation; chosen for a dossier, or only looked at. Copies no file.

use chrono::NaiveDate;

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, KhoPurpose, SignedFile, SignedOf};
use crate::app::effect::Effect;
use crate::app::input::{Line, LineKind, Reaction, Table};
use crate::app::job::{Job, JobEvent};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::domain::component::SignatureMark;
use crate::domain::identity::{self, Asked, Verdict};
use crate::domain::ids::PaperId;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{KhoRows, PaperRow};
use crate::domain::viet::{fold, matches_words};

mod acts;
mod choice;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use acts::{add_paper, ask_reason, choose_component, commit, replied, taken_out, tick};
use choice::{Chosen, assign};
use text::Barred;

/// Longest owner's number: a branch's tax code with its dash, a foreign passport.
const NUMBER_LENGTH: usize = 20;

/// The three stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    Number,
    Search,
    Papers,
}

/// What the dialog above was opened for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Reason(PaperId),
    Component(PaperId),
}

/// The kho of one owner, what is chosen, and what is being typed.
#[derive(Debug)]
pub struct State {
    purpose: KhoPurpose,
    /// The dossier's holder; only his papers may be chosen.
    holder: String,
    /// His other numbers, once his kho was read.
    holder_others: Vec<String>,
    holder_name: String,
    number: Line,
    search: Line,
    focus: Stop,
    kho: KhoRows,
    /// Papers that match the search, by id.
    table: Table<PaperId>,
    chosen: Vec<Chosen>,
    waiting: Waiting,
    asked: Ticket,
    /// The name of the paper being taken out.
    changing: Option<(Ticket, String)>,
    opening: Option<Ticket>,
    today: NaiveDate,
    read: bool,
    message: Option<Message>,
}

impl State {
    fn paper(&self, id: &PaperId) -> Option<&PaperRow> {
        self.kho.papers.iter().find(|paper| paper.id == *id)
    }

    fn pointed(&self) -> Option<&PaperRow> {
        self.table.pointed().and_then(|id| self.paper(id))
    }

    fn links(&self) -> bool {
        matches!(self.purpose, KhoPurpose::Link { .. })
    }

    fn components(&self) -> &[String] {
        match &self.purpose {
            KhoPurpose::Link { components, .. } => components,
            KhoPurpose::Look => &[],
        }
    }

    fn is_chosen(&self, id: PaperId) -> bool {
        self.chosen.iter().any(|it| it.paper.id == id)
    }

    /// Why this paper cannot be used for the holder.
    fn barred(&self, paper: &PaperRow) -> Option<Barred> {
        let his = paper.owner_no == self.holder || self.holder_others.contains(&paper.owner_no);
        if self.links() && !his {
            return Some(Barred::OtherOwner(self.kho.owner_name.clone()));
        }
        if paper.usable {
            return None;
        }
        Some(match (paper.revoked_on, paper.ends_on, paper.starts_on) {
            (Some(on), ..) => Barred::Revoked(on),
            _ if paper.signature == SignatureMark::Invalid => Barred::BadSignature,
            (None, Some(end), _) if end < self.today => Barred::Expired(end),
            (None, _, Some(start)) => Barred::NotYet(start),
            (None, end, None) => Barred::Expired(end.unwrap_or(self.today)),
        })
    }

    /// The name of the component at an index, or of what takes the rest.
    fn component_name(&self, at: Option<usize>) -> &str {
        at.and_then(|at| self.components().get(at))
            .map_or(text::OTHER_COMPONENT, String::as_str)
    }

    fn filter(&mut self) {
        let typed = self.search.text();
        let fits = |paper: &&PaperRow| {
            let code = paper.code.as_deref().unwrap_or_default();
            matches_words(&fold(&format!("{} {code}", paper.name)), typed)
        };
        let ids = self.kho.papers.iter().filter(fits).map(|paper| paper.id);
        let ids = ids.collect();
        self.table.set_rows(ids);
    }

    /// The list is empty and offers its ways on.
    fn shows_ways(&self) -> bool {
        self.read && self.kho.papers.is_empty() && !self.kho.owner.is_empty()
    }
}

/// Opens it: at the papers, or at the number while there is none.
pub fn open(owner: String, purpose: KhoPurpose, cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        purpose,
        number: Line::new(LineKind::Upper, NUMBER_LENGTH).with(&owner),
        search: Line::plain(60),
        focus: if owner.is_empty() {
            Stop::Number
        } else {
            Stop::Papers
        },
        holder: owner,
        holder_others: Vec::new(),
        today: cx.now.date(),
        holder_name: String::new(),
        kho: KhoRows::default(),
        table: Table::new(),
        chosen: Vec::new(),
        waiting: Waiting::Nothing,
        asked: Ticket::default(),
        changing: None,
        opening: None,
        read: false,
        message: None,
    };
    state.table.set_page(view::page(cx.size));
    let owner = state.holder.clone();
    let effects = if owner.is_empty() {
        vec![]
    } else {
        ask(&mut state, owner, cx)
    };
    (state, effects)
}

fn ask(state: &mut State, owner: String, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    let text = String::new();
    vec![Effect::Ask(state.asked, Query::Kho { owner, text })]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => paste(state, &pasted),
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Answered(ticket, answer) if ticket == state.asked => answered(state, answer),
        Msg::Changed(ticket, result) => taken_out(state, (ticket, result), cx),
        Msg::Job(ticket, JobEvent::Ended(result)) if state.opening == Some(ticket) => {
            state.opening = None;
            state.message = result.err().map(|fault| Message::error(fault.sentence()));
            vec![]
        }
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Resumed if !state.kho.owner.is_empty() => {
            let owner = state.kho.owner.clone();
            ask(state, owner, cx)
        }
        _ => vec![],
    }
}

fn answered(state: &mut State, answer: Answer) -> Vec<Effect> {
    let Answer::Kho(kho) = answer else {
        state.message = Some(Message::error(text::NOT_READ));
        return vec![];
    };
    let again = state.read && state.kho.owner == kho.owner;
    if kho.owner == state.holder {
        state.holder_name.clone_from(&kho.owner_name);
        state.holder_others.clone_from(&kho.other_numbers);
    }
    state.kho = kho;
    state.read = true;
    state.filter();
    if !again {
        let usable = |id: &PaperId| state.paper(id).is_some_and(|paper| state.barred(paper).is_none());
        let first = state.table.rows().iter().position(usable);
        state.table.point(first.unwrap_or(0));
    }
    vec![]
}

fn paste(state: &mut State, pasted: &str) -> Vec<Effect> {
    match state.focus {
        Stop::Number => {
            state.number.paste(pasted);
        }
        Stop::Search | Stop::Papers => {
            state.focus = Stop::Search;
            state.search.paste(pasted);
            state.filter();
        }
    }
    vec![]
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let reaction = match state.focus {
        Stop::Number => state.number.key(key),
        Stop::Search => state.search.key(key),
        Stop::Papers => moved(state, key),
    };
    if reaction != Reaction::Pass {
        state.message = None;
        if state.focus == Stop::Search {
            state.filter();
        }
        return vec![];
    }
    match command {
        Some(command) => commanded(state, command, cx),
        None => vec![],
    }
}

/// Keys of the list: it moves, or what is typed begins a search.
fn moved(state: &mut State, key: Key) -> Reaction {
    let reaction = state.table.key(key);
    let starts_search = key.typed().is_some_and(|letter| letter != ' ') && !state.kho.papers.is_empty();
    if reaction == Reaction::Pass && starts_search {
        state.focus = Stop::Search;
        return state.search.key(key);
    }
    reaction
}

fn commanded(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    match command {
        Command::Back => back(state),
        Command::Find => leave(state, Stop::Search, cx),
        Command::Next | Command::Down => {
            let to = after(state.focus);
            leave(state, to, cx)
        }
        Command::Previous | Command::Up => {
            let to = before(state.focus);
            leave(state, to, cx)
        }
        Command::Accept => accept(state, cx),
        Command::Sign => signatures(state),
        Command::Tick => tick(state),
        Command::Commit => commit(state),
        Command::Choose => choose_component(state),
        Command::Remove => ask_reason(state),
        Command::Refresh => {
            let owner = state.kho.owner.clone();
            ask(state, owner, cx)
        }
        Command::Files => add_paper(state),
        Command::Digit(1) if state.shows_ways() => add_paper(state),
        Command::Digit(2) if state.shows_ways() => {
            // Another number is meant: not one behind the other.
            state.number.clear();
            state.focus = Stop::Number;
            vec![]
        }
        _ => vec![],
    }
}

fn after(stop: Stop) -> Stop {
    match stop {
        Stop::Number => Stop::Search,
        Stop::Search | Stop::Papers => Stop::Papers,
    }
}

fn before(stop: Stop) -> Stop {
    match stop {
        Stop::Papers => Stop::Search,
        Stop::Search | Stop::Number => Stop::Number,
    }
}

/// Esc: first the search, then one step back.
fn back(state: &mut State) -> Vec<Effect> {
    if state.search.is_empty() {
        return vec![Effect::Back];
    }
    state.search.clear();
    state.filter();
    state.focus = Stop::Papers;
    vec![]
}

/// Leaves a stop; leaving the number opens the kho of another owner.
fn leave(state: &mut State, to: Stop, cx: &mut Context) -> Vec<Effect> {
    if state.focus != Stop::Number {
        state.focus = to;
        return vec![];
    }
    if state.number.is_empty() && !state.kho.owner.is_empty() {
        state.number.set(&state.kho.owner);
    }
    let checked = identity::check(state.number.text(), Asked::Any, Some(cx.now.date()));
    if checked.verdict() == Verdict::Refused && !checked.may_insist() {
        let fault = checked.findings.first();
        let sentence = fault.map(|it| identity::text::sentence(&it.fault, &checked.value));
        state.message = sentence.map(Message::error);
        return vec![];
    }
    state.focus = to;
    if checked.value == state.kho.owner {
        return vec![];
    }
    state.number.set(&checked.value);
    state.read = false;
    ask(state, checked.value, cx)
}

/// F6 on a signed paper: its report.
fn signatures(state: &State) -> Vec<Effect> {
    let Some(paper) = state.pointed().filter(|paper| is_signed(paper)) else {
        return vec![];
    };
    vec![Effect::Open(Box::new(Destination::Signatures(SignedFile {
        sha256: paper.sha256,
        name: paper.name.clone(),
        of: SignedOf::Paper(paper.id),
        sign: None,
    })))]
}

fn is_signed(paper: &PaperRow) -> bool {
    paper.signature != SignatureMark::None
}

fn accept(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.focus != Stop::Papers {
        return leave(state, Stop::Papers, cx);
    }
    if state.shows_ways() {
        return add_paper(state);
    }
    let Some(paper) = state.pointed() else {
        return vec![];
    };
    let job = Job::OpenFile {
        file: paper.sha256,
        name: paper.name.clone(),
    };
    let ticket = cx.ticket();
    state.opening = Some(ticket);
    vec![Effect::Start(ticket, job)]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let name = if state.links() {
        &state.holder_name
    } else {
        &state.kho.owner_name
    };
    let about = match (name.is_empty(), state.links()) {
        (true, _) => String::new(),
        (false, true) => text::for_dossier_of(name),
        (false, false) => text::of(name),
    };
    ScreenChrome {
        context: Line2::left(about),
        message: state.message.clone().or_else(|| advice(state)),
        offers: offers(state, cx),
        ..ScreenChrome::new([text::PATH])
    }
}

/// What the pointed row says, or what to do where there is none.
fn advice(state: &State) -> Option<Message> {
    if state.focus == Stop::Number && state.kho.owner.is_empty() {
        return Some(Message::advice(text::NO_OWNER));
    }
    let paper = state.pointed()?;
    let line = state.kho.papers.iter().position(|it| it.id == paper.id)? + 1;
    match state.barred(paper) {
        Some(why) => Some(Message::advice(text::barred(line, &why))),
        None => state.is_chosen(paper.id).then(|| Message::advice(text::MOVE_IT)),
    }
}

fn offers(state: &State, cx: &Context) -> Vec<Offer> {
    let find = Offer::new(Command::Find);
    let add = Offer::new(Command::Files)
        .named(text::ADD)
        .unless(needs(cx, Role::Reception));
    if state.shows_ways() {
        let ways = Offer::digits(1, 2).named(text::TICK);
        return match state.focus {
            Stop::Number | Stop::Search => vec![add],
            Stop::Papers => vec![add, ways],
        };
    }
    let look = Offer::new(Command::Accept).named(text::LOOK);
    let report = state.pointed().filter(|paper| is_signed(paper));
    let report = report.map(|_| Offer::new(Command::Sign).named(text::SIGNATURES));
    if state.links() {
        let mut offers = vec![
            Offer::new(Command::Commit).named(text::UPDATE),
            find,
            Offer::new(Command::Tick).named(text::TICK),
            look,
            Offer::new(Command::Choose).named(text::COMPONENT),
            add,
        ];
        offers.extend(report);
        return offers;
    }
    let out = Offer::new(Command::Remove)
        .named(text::TAKE_OUT)
        .unless(needs(cx, Role::Leader));
    if state.pointed().is_none() {
        return vec![find, add];
    }
    [find, add, out, look].into_iter().chain(report).collect()
}

/// Clerks may do both; else the role named is needed.
fn needs(cx: &Context, role: Role) -> Option<String> {
    let roles = cx.actor().roles;
    let may = roles.has(Role::Clerk) || roles.has(role);
    (!may).then(|| crate::domain::text::refusal(&Refusal::NeedsRole(role)))
}
