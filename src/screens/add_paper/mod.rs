//! An older paper result put into the kho without a dossier. Computes term and last day; stores no file itself.

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, FilesPurpose, SignedFile, SignedOf};
use crate::app::effect::Effect;
use crate::app::input::Reaction;
use crate::app::input::form::{Step, StopState};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::act::{Act, Done, Request};
use crate::domain::component::SignatureMark;
use crate::domain::ids::PaperId;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::text::refusal as sentence;

mod form;
mod kinds;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use form::{Field, Paper};
use kinds::Kinds;

/// What the dialog above was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Waiting {
    Nothing,
    File,
    Kinds,
}

/// The form, the owner's name, and a search for the kind.
#[derive(Debug)]
pub struct State {
    paper: Paper,
    /// Number and name of the owner as the kho knows him.
    owner: (String, String),
    kinds: Kinds,
    waiting: Waiting,
    asked: Ticket,
    writing: Option<Ticket>,
    message: Option<Message>,
}

/// Opens it; the owner may still be empty.
pub fn open(owner: String, cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        paper: Paper::new(&owner, cx.now.date()),
        owner: (String::new(), String::new()),
        kinds: Kinds::default(),
        waiting: Waiting::Nothing,
        asked: Ticket::default(),
        writing: None,
        message: None,
    };
    let effects = ask_owner(&mut state, cx);
    (state, effects)
}

/// Asks whose number this is, once for each.
fn ask_owner(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let known = state.paper.judge(Field::Number);
    let owner = state.paper.checked().value;
    let good = matches!(known, StopState::Ok | StopState::Check);
    if !good || owner == state.owner.0 {
        return vec![];
    }
    state.owner = (owner.clone(), String::new());
    state.asked = cx.ticket();
    let text = String::new();
    vec![Effect::Ask(state.asked, Query::Kho { owner, text })]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) if state.writing.is_none() => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => {
            state.paper.paste(&pasted);
            vec![]
        }
        Msg::Answered(ticket, Answer::Kho(kho)) if ticket == state.asked => {
            state.owner.1 = kho.owner_name;
            vec![]
        }
        Msg::Answered(ticket, answer) => kinds::answered(state, (ticket, answer)),
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Changed(ticket, result) if state.writing == Some(ticket) => {
            state.writing = None;
            added(state, result)
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if state.paper.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    let focus = state.paper.form.focus();
    match command {
        Some(Command::Back) => return vec![Effect::Back],
        Some(Command::Commit) => return commit(state, cx),
        Some(Command::Files) => return choose_file(state),
        Some(Command::Sign) => return signatures(state),
        Some(Command::Accept) if focus == Field::File && state.paper.file.is_none() => {
            return choose_file(state);
        }
        Some(Command::Choose) if focus == Field::Kind => return kinds::look(state, cx),
        _ => {}
    }
    state.paper.settle();
    let stops = state.paper.stops();
    match state.paper.form.key(key, &stops) {
        Step::Left(left) => {
            state.message = state.paper.fault(left).map(Message::error);
            if state.paper.judge(left) == StopState::EmptyRequired {
                state.message = None;
            }
            ask_owner(state, cx)
        }
        Step::Pass | Step::Onward => vec![],
    }
}

fn choose_file(state: &mut State) -> Vec<Effect> {
    state.waiting = Waiting::File;
    vec![Effect::Open(Box::new(Destination::Files {
        title: text::WHICH_FILE.to_owned(),
        purpose: FilesPurpose::Result,
        folder: None,
    }))]
}

/// F6: what a check of the file's signatures found.
fn signatures(state: &State) -> Vec<Effect> {
    let Some(file) = &state.paper.file else {
        return vec![];
    };
    vec![Effect::Open(Box::new(Destination::Signatures(SignedFile {
        sha256: file.sha256,
        name: file.name.clone(),
        of: SignedOf::Chosen,
        sign: None,
    })))]
}

/// The report was closed: the file stays, or goes.
fn judged(state: &mut State, (mark, taken): (Option<SignatureMark>, Option<bool>)) {
    state.paper.read = taken == Some(true);
    if taken == Some(false) {
        state.paper.file = None;
    } else if let (Some(file), Some(mark)) = (state.paper.file.as_mut(), mark) {
        file.signature = mark;
    }
    state.message = state.paper.fault(Field::File).map(Message::error);
    if state.paper.read && state.paper.wants_reason() {
        state.paper.form.go(Field::Reason);
    }
}

fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    match (std::mem::replace(&mut state.waiting, Waiting::Nothing), reply) {
        (Waiting::File, Reply::Stored(file)) => {
            state.paper.file = Some(file);
            state.paper.read = false;
            state.paper.form.go(Field::File);
            state.message = state.paper.fault(Field::File).map(Message::error);
            let mark = state.paper.file.as_ref().map(|file| file.signature);
            match mark {
                Some(SignatureMark::Present | SignatureMark::Unknown | SignatureMark::Invalid) => {
                    signatures(state)
                }
                Some(SignatureMark::None | SignatureMark::Valid) | None => vec![],
            }
        }
        (_, Reply::Judged { mark, taken }) => {
            judged(state, (mark, taken));
            vec![]
        }
        (Waiting::Kinds, Reply::Picked(at)) => kinds::picked(state, at, cx),
        _ => vec![],
    }
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if let Some(fault) = state.paper.refuse() {
        state.message = Some(Message::error(fault));
        return vec![];
    }
    let Some(paper) = state.paper.paper(PaperId(cx.id())) else {
        return vec![];
    };
    let ticket = cx.ticket();
    state.writing = Some(ticket);
    state.message = Some(Message::advice(text::WRITING));
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::AddPaper(Box::new(paper)),
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

/// Back to the kho, which is read again; or the field the refusal names.
fn added(state: &mut State, result: Result<Done, Refusal>) -> Vec<Effect> {
    match result {
        Ok(done) => {
            let time = say::exact_time(done.at.local().time());
            let said = text::added(state.paper.name.text().trim(), &time);
            vec![Effect::Back, Effect::Say(Message::done(said))]
        }
        Err(refusal) => {
            state.message = Some(Message::error(sentence(&refusal)));
            if let Some(field) = named(&refusal) {
                state.paper.form.go(field);
            }
            vec![]
        }
    }
}

fn named(refusal: &Refusal) -> Option<Field> {
    match refusal {
        Refusal::FileMissing | Refusal::Signature(_) => Some(Field::File),
        Refusal::NeedsReason => Some(Field::Reason),
        Refusal::Missing(name) | Refusal::Invalid(name) => match *name {
            "holder_no" => Some(Field::Number),
            "kind_code" => Some(Field::Kind),
            "name" => Some(Field::Name),
            "starts_on" => Some(Field::Starts),
            "ends_on" => Some(Field::Ends),
            "file" => Some(Field::File),
            _ => None,
        },
        _ => None,
    }
}

/// What is wrong with the filled field under the cursor, or to be looked at in it.
fn said_here(paper: &Paper) -> Option<Message> {
    let here = paper.form.focus();
    let is_wrong = paper.judge(here) == StopState::Wrong;
    let fault = paper.fault(here).filter(|_| is_wrong);
    fault
        .map(Message::error)
        .or_else(|| paper.doubt().map(Message::warning))
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let roles = cx.actor().roles;
    let may = roles.has(Role::Reception) || roles.has(Role::Clerk);
    let why_not = (!may).then(|| sentence(&Refusal::NeedsRole(Role::Reception)));
    let mut offers = vec![Offer::new(Command::Commit).named(text::ADD).unless(why_not)];
    if state.paper.form.focus() == Field::Kind {
        offers.push(Offer::new(Command::Choose).named(text::KIND_LIST));
    }
    offers.push(Offer::new(Command::Files).named(text::FILE_WORD));
    let mark = state.paper.file.as_ref().map(|file| file.signature);
    if mark.is_some_and(|mark| mark != SignatureMark::None) {
        offers.push(Offer::new(Command::Sign).named(text::SIGNATURES));
    }
    ScreenChrome {
        context: Line2::left(text::ABOUT),
        rule_note: Some(text::RULE.to_owned()),
        message: state.message.clone().or_else(|| said_here(&state.paper)),
        offers,
        ..ScreenChrome::new([text::PATH, text::TITLE])
    }
}
