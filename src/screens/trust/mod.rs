//! Kho tin cậy: the CA certificates the office trusts. Lists them; an administrator adds from a file after reading the
//! whole fingerprint, or takes one out with a reason. Reading certificates is a job's work.

use std::path::PathBuf;

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Reaction, Table};
use crate::app::job::{Job, JobDone, JobEvent, JobFault};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::act::{Act, Done, Request};
use crate::domain::ids::FileHash;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::signature::trust::{NewTrust, TrustChange, TrustInUse, TrustedCert};
use crate::domain::text::refusal as sentence;
use crate::domain::time::Moment;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// What the dialog above asks.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asking {
    /// Which file the certificates lie in.
    File,
    /// Whether these are trusted.
    Add(Vec<NewTrust>),
    /// Why this one is taken out.
    Remove(FileHash),
}

/// The certificates, and what is being done.
#[derive(Debug)]
pub struct State {
    certs: Vec<TrustedCert>,
    read: bool,
    table: Table<FileHash>,
    /// What of it this machine can use; `None` = it is being looked at.
    in_use: Option<TrustInUse>,
    looking: Ticket,
    now: Moment,
    asking: Option<Asking>,
    asked: Ticket,
    reading: Option<Ticket>,
    /// The act on its way, and what is said once it is there.
    writing: Option<(Ticket, String)>,
    message: Option<Message>,
}

/// Asks what is trusted.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        certs: Vec::new(),
        read: false,
        table: Table::new(),
        in_use: None,
        looking: Ticket::default(),
        now: cx.now,
        asking: None,
        asked: Ticket::default(),
        reading: None,
        writing: None,
        message: None,
    };
    state.table.set_page(view::page(cx.size));
    let effects = ask(&mut state, cx);
    (state, effects)
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    state.looking = cx.ticket();
    vec![
        Effect::Ask(state.asked, Query::Trust),
        Effect::Start(state.looking, Job::LookAtTrust),
    ]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Answered(ticket, answer) if ticket == state.asked => {
            answered(state, answer);
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(Ok(JobDone::TrustInUse(in_use)))) if ticket == state.looking => {
            state.in_use = Some(in_use);
            vec![]
        }
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Job(ticket, JobEvent::Ended(result)) if state.reading == Some(ticket) => {
            state.reading = None;
            read(state, result)
        }
        Msg::Changed(ticket, result) => changed(state, (ticket, result), cx),
        _ => vec![],
    }
}

fn answered(state: &mut State, answer: Answer) {
    let Answer::Trust(certs) = answer else {
        state.message = Some(Message::error(text::NOT_READ));
        return;
    };
    state
        .table
        .set_rows(certs.iter().map(|cert| cert.sha256).collect());
    state.certs = certs;
    state.read = true;
}

fn pointed(state: &State) -> Option<&TrustedCert> {
    let at = state.table.pointed()?;
    state.certs.iter().find(|cert| cert.sha256 == *at)
}

/// Its file is gone or damaged, so nobody is trusted for it.
fn is_missing(state: &State, cert: &TrustedCert) -> bool {
    let in_use = state.in_use.as_ref();
    in_use.is_some_and(|in_use| in_use.missing.contains(&cert.sha256))
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if state.table.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match command {
        Some(Command::Back) => vec![Effect::Back],
        Some(Command::Refresh) => ask(state, cx),
        Some(Command::Commit) if is_free(state) => {
            state.message = None;
            state.asking = Some(Asking::File);
            ask_text((text::ADD, text::PATH_OF_FILE))
        }
        Some(Command::Remove) if is_free(state) => {
            let Some(cert) = pointed(state) else {
                return vec![];
            };
            let asking = Asking::Remove(cert.sha256);
            let title = text::removing(&cert.certificate.owner);
            state.message = None;
            state.asking = Some(asking);
            ask_text((&title, text::REASON))
        }
        _ => vec![],
    }
}

/// Nothing is being read or written.
fn is_free(state: &State) -> bool {
    state.reading.is_none() && state.writing.is_none()
}

fn ask_text((title, label): (&str, &str)) -> Vec<Effect> {
    vec![Effect::Open(Box::new(Destination::AskText {
        title: title.to_owned(),
        label: label.to_owned(),
        value: String::new(),
    }))]
}

fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    match (state.asking.take(), reply) {
        (Some(Asking::File), Reply::Text(path)) if !path.trim().is_empty() => {
            let ticket = cx.ticket();
            state.reading = Some(ticket);
            state.message = Some(Message::advice(text::READING));
            let path = PathBuf::from(path.trim());
            vec![Effect::Start(ticket, Job::ReadCertificates { path })]
        }
        (Some(Asking::Add(found)), Reply::Picked(1)) => {
            let said = text::added(found.len());
            write(state, (TrustChange::Add(found), said), cx)
        }
        (Some(Asking::Remove(cert)), Reply::Text(reason)) => {
            let change = TrustChange::Remove { cert, reason };
            write(state, (change, text::REMOVED.to_owned()), cx)
        }
        _ => vec![],
    }
}

/// The file was read: what can be trusted is asked once, with its whole fingerprint.
fn read(state: &mut State, result: Result<JobDone, JobFault>) -> Vec<Effect> {
    let (found, refused) = match result {
        Ok(JobDone::Certificates { found, refused }) => (found, refused),
        Ok(_) => return vec![],
        Err(fault) => {
            state.message = Some(Message::error(fault.sentence()));
            return vec![];
        }
    };
    state.message = refused.first().map(Message::error);
    if found.is_empty() {
        return vec![];
    }
    let ask = Destination::AskChoice {
        title: text::asks(found.len()),
        lines: found.iter().flat_map(text::fingerprint).chain(refused).collect(),
        choices: vec![text::NEVER_MIND.to_owned(), text::trusts(found.len())],
        pointed: 0,
    };
    state.asking = Some(Asking::Add(found));
    vec![Effect::Open(Box::new(ask))]
}

fn write(state: &mut State, (change, said): (TrustChange, String), cx: &mut Context) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.writing = Some((ticket, said));
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::SetTrust(Box::new(change)),
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

fn changed(
    state: &mut State,
    (ticket, result): (Ticket, Result<Done, Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some((_, said)) = state.writing.take_if(|it| it.0 == ticket) else {
        return vec![];
    };
    match result {
        Ok(_) => {
            state.message = Some(Message::done(said));
            ask(state, cx)
        }
        Err(refusal) => {
            state.message = Some(Message::error(sentence(&refusal)));
            vec![]
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let may = cx.actor().roles.has(Role::Administrator);
    let closed = if cx.read_only {
        Some(sentence(&Refusal::ReadOnly))
    } else {
        (!may).then(|| sentence(&Refusal::NeedsRole(Role::Administrator)))
    };
    let none = pointed(state).is_none().then(|| text::NONE_POINTED.to_owned());
    ScreenChrome {
        context: Line2::left(text::count(&state.certs, state.now)),
        message: state.message.clone().or_else(|| Some(advice(state))),
        offers: vec![
            Offer::new(Command::Commit)
                .named(text::ADD)
                .unless(closed.clone()),
            Offer::arrows().named(text::CERTS),
            Offer::new(Command::Remove)
                .named(text::TAKE_OUT)
                .unless(closed.or(none)),
        ],
        ..ScreenChrome::new([text::PATH, text::TITLE])
    }
}

/// What nobody may overlook, else what is to be done before adding.
fn advice(state: &State) -> Message {
    match state.in_use.as_ref().map(|in_use| in_use.missing.len()) {
        Some(missing) if missing > 0 => Message::error(text::missing(missing)),
        Some(_) | None => Message::advice(text::ADVICE),
    }
}
