//! W38: one PIN, several papers, honest progress. The PIN is kept only until the job has it; device and certificate are
//! shown before it is asked, and a wrong one is never tried again by itself.

use chrono::NaiveDate;

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::{Line, LineKind, Reaction};
use crate::app::job::{Job, JobDone, JobEvent, JobFault, Keys, SignWanted, ToSign};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::domain::act::Pin;
use crate::domain::query::{Answer, Query};
use crate::domain::signing::act::{Signable, Unsigned};
use crate::domain::signing::{FoundKey, PinEntry, TriesLeft};
use crate::screens::text::short_code;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Passwords of key files are longer than the PIN of a token.
const LONGEST_PIN: usize = 64;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// What is to be signed, or which keys there are, is being found out.
    Looking,
    Ready,
    /// From this paper on.
    Signing {
        ticket: Ticket,
        from: usize,
    },
    /// Every paper is signed.
    Done,
}

/// What is signed, the keys there are, and the PIN being typed.
#[derive(Debug)]
pub struct State {
    items: Vec<ToSign>,
    /// The first so many of them are signed, checked and attached.
    signed: usize,
    keys: Vec<FoundKey>,
    at: usize,
    pin: Line,
    work: Work,
    keys_ticket: Ticket,
    items_ticket: Ticket,
    today: NaiveDate,
    message: Option<Message>,
}

/// Opens it for these papers; none given = the receipts of today that are not signed yet.
pub fn open(items: Vec<ToSign>, cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        items,
        signed: 0,
        keys: Vec::new(),
        at: 0,
        pin: Line::new(LineKind::Secret, LONGEST_PIN),
        work: Work::Looking,
        keys_ticket: Ticket::default(),
        items_ticket: Ticket::default(),
        today: cx.now.date(),
        message: None,
    };
    let mut effects = look_for_keys(&mut state, cx);
    if state.items.is_empty() {
        state.items_ticket = cx.ticket();
        effects.push(Effect::Ask(state.items_ticket, Query::UnsignedReceipts));
    }
    (state, effects)
}

/// A receipt of the day's batch.
fn receipt(unsigned: Unsigned, cx: &Context) -> ToSign {
    let code = short_code(Some(&unsigned.code), cx.settings.text("unit_code"));
    ToSign {
        dossier: unsigned.dossier,
        of: Signable::Form(unsigned.form),
        title: format!("{code} {}", unsigned.holder),
    }
}

fn look_for_keys(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.work = Work::Looking;
    state.message = None;
    state.keys_ticket = cx.ticket();
    vec![Effect::Start(state.keys_ticket, Job::FindKeys)]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => return pressed(state, (key, command), cx),
        Msg::Paste(text) if state.work == Work::Ready => {
            state.pin.paste(&text);
        }
        Msg::Answered(ticket, Answer::UnsignedReceipts(items)) if ticket == state.items_ticket => {
            state.items = items.into_iter().map(|it| receipt(it, cx)).collect();
            if state.items.is_empty() {
                state.message = Some(Message::advice(text::NOTHING));
            }
        }
        Msg::Job(ticket, JobEvent::Ended(ended)) if ticket == state.keys_ticket => found(state, ended),
        Msg::Job(ticket, event) => heard(state, ticket, event),
        _ => {}
    }
    vec![]
}

fn found(state: &mut State, ended: Result<JobDone, JobFault>) {
    state.work = Work::Ready;
    let keys = match ended {
        Ok(JobDone::Keys(keys)) => keys,
        Ok(_) => Keys::default(),
        Err(fault) => {
            state.message = Some(Message::error(fault.sentence()));
            return;
        }
    };
    state.at = 0;
    state.keys = keys.found;
    if state.keys.is_empty() {
        let why = keys.trouble.into_iter().next();
        state.message = Some(Message::error(why.unwrap_or_else(|| text::NO_KEY.to_owned())));
    }
}

fn heard(state: &mut State, ticket: Ticket, event: JobEvent) {
    let Work::Signing { ticket: own, from } = state.work else {
        return;
    };
    if own != ticket {
        return;
    }
    match event {
        JobEvent::Progress { done, .. } => {
            let done = usize::try_from(done).unwrap_or(usize::MAX);
            state.signed = from.saturating_add(done).min(state.items.len());
        }
        JobEvent::Ended(Ok(JobDone::Signed(so_far))) => {
            state.signed = from.saturating_add(so_far.signed).min(state.items.len());
            ended(state, so_far.why);
        }
        JobEvent::Ended(Ok(_)) => state.work = Work::Ready,
        JobEvent::Ended(Err(fault)) => ended(state, Some(fault.sentence())),
    }
}

fn ended(state: &mut State, why: Option<String>) {
    let (signed, of) = (state.signed, state.items.len());
    (state.work, state.message) = match why {
        None => (Work::Done, Some(Message::done(text::all(of)))),
        Some(why) => (Work::Ready, Some(Message::error(text::stopped(&why, signed, of)))),
    };
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match (state.work, command) {
        (Work::Signing { ticket, .. }, Some(Command::Back)) => {
            state.message = Some(Message::advice(text::STOPPING));
            vec![Effect::Cancel(ticket)]
        }
        (Work::Signing { .. }, _) => vec![],
        (_, Some(Command::Back)) | (Work::Done, Some(Command::Commit | Command::Accept)) => {
            vec![Effect::Back]
        }
        (Work::Ready, Some(Command::Refresh)) => look_for_keys(state, cx),
        (Work::Ready, Some(Command::Choose)) => {
            state.at = (state.at + 1) % state.keys.len().max(1);
            state.pin.clear();
            vec![]
        }
        (Work::Ready, Some(Command::Commit)) => sign(state, cx),
        (Work::Ready, Some(Command::Accept)) => {
            state.message = Some(Message::advice(text::TYPE_PIN));
            vec![]
        }
        (Work::Ready, _) => {
            if state.pin.key(key) == Reaction::Changed {
                state.message = None;
            }
            vec![]
        }
        _ => vec![],
    }
}

fn sign(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let refused = match state.key() {
        _ if state.items.len() == state.signed => Some(text::NOTHING),
        None => Some(text::NO_KEY),
        Some(key) if key.tries == TriesLeft::Locked => Some(text::LOCKED),
        Some(key) if key.pin == PinEntry::Typed && state.pin.is_empty() => Some(text::NO_PIN),
        Some(_) => None,
    };
    let key = state.key().cloned();
    let (None, Some(key)) = (refused, key) else {
        state.message = refused.map(Message::error);
        return vec![];
    };
    let wanted = SignWanted {
        place: key.place,
        serial: key.certificate.map(|certificate| certificate.serial),
        pin: Pin(state.pin.take()),
        // What is signed already is not signed again.
        items: state.items.iter().skip(state.signed).cloned().collect(),
    };
    let ticket = cx.ticket();
    state.message = None;
    state.work = Work::Signing {
        ticket,
        from: state.signed,
    };
    vec![Effect::Start(ticket, Job::Sign(Box::new(wanted)))]
}

impl State {
    fn key(&self) -> Option<&FoundKey> {
        self.keys.get(self.at)
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let advice = match (state.work, state.key()) {
        (Work::Looking, _) => text::SEARCHING,
        (Work::Signing { .. }, _) => text::DO_NOT_PULL,
        (Work::Ready, Some(key)) if key.pin == PinEntry::OnDevice => text::ON_DEVICE,
        (Work::Ready, Some(key)) if key.pin == PinEntry::No => text::OPEN_KEY,
        (Work::Ready | Work::Done, _) => text::TYPE_PIN,
    };
    let mut offers = Vec::new();
    if state.work == Work::Ready {
        offers.push(Offer::new(Command::Commit).named(text::SIGN));
        if state.keys.len() > 1 {
            offers.push(Offer::new(Command::Choose).named(text::OTHER));
        }
        offers.push(Offer::new(Command::Refresh).named(text::AGAIN));
    }
    let back = match state.work {
        Work::Signing { .. } => text::STOP,
        Work::Looking | Work::Ready | Work::Done => text::CLOSE,
    };
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(|| Message::advice(advice))),
        offers,
        ends: vec![Offer::new(Command::Help), Offer::new(Command::Back).named(back)],
        ..ScreenChrome::new([text::TITLE])
    }
}
