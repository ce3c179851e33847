//! W38: one PIN, several papers, honest progress. The PIN is kept only until the job has it; device and certificate are
//! shown before it is asked, and a wrong one is never tried again by itself.

use chrono::NaiveDate;

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::{Context, SignedWith};
use crate::app::effect::Effect;
use crate::app::input::{Line, LineKind, Reaction};
use crate::app::job::{Job, JobDone, JobEvent, JobFault, Keys, SignOf, SignWanted, SignedSoFar, ToSign};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reception;
use crate::app::reply::Reply;
use crate::domain::act::Pin;
use crate::domain::query::{Answer, Query};
use crate::domain::signing::act::{Signable, SignedCopy, Unsigned};
use crate::domain::signing::{FoundKey, KeyPlace, PinEntry, TriesLeft};
use crate::screens::text::short_code;

mod look;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use look::{LookForm, Stop};

/// Passwords of key files are longer than the PIN of a token.
const LONGEST_PIN: usize = 64;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    /// What is to be signed, or which keys there are, is being found out.
    Looking,
    Ready,
    Signing(Ticket),
    /// Every paper is signed.
    Done,
}

/// One paper, and what became of it.
#[derive(Debug)]
struct Item {
    paper: ToSign,
    standing: Standing,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Standing {
    Waiting,
    /// Its turn is over; how it ended is told with the batch.
    Passed,
    /// Signed, checked and attached.
    Signed,
    /// It cannot be signed, and why.
    Failed(String),
}

/// What is signed, the keys there are, and the PIN being typed.
#[derive(Debug)]
pub struct State {
    items: Vec<Item>,
    /// Signed copies for who opened it with loose files.
    copies: Vec<SignedCopy>,
    keys: Vec<FoundKey>,
    at: usize,
    pin: Line,
    look: LookForm,
    work: Work,
    keys_ticket: Ticket,
    items_ticket: Ticket,
    today: NaiveDate,
    message: Option<Message>,
}

/// Opens it for these papers; none given = the receipts of today that are not signed yet.
pub fn open(items: Vec<ToSign>, cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        items: items.into_iter().map(Item::new).collect(),
        copies: Vec::new(),
        keys: Vec::new(),
        at: 0,
        pin: Line::new(LineKind::Secret, LONGEST_PIN),
        look: LookForm::new(),
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

impl Item {
    fn new(paper: ToSign) -> Self {
        Self {
            paper,
            standing: Standing::Waiting,
        }
    }
}

/// A receipt of the day's batch.
fn receipt(unsigned: Unsigned, cx: &Context) -> ToSign {
    let code = short_code(Some(&unsigned.code), cx.settings.text("unit_code"));
    ToSign {
        of: SignOf::Dossier(unsigned.dossier, Signable::Form(unsigned.form)),
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
            state.line().paste(&text);
        }
        Msg::Answered(ticket, Answer::UnsignedReceipts(items)) if ticket == state.items_ticket => {
            let items = items.into_iter().map(|it| Item::new(receipt(it, cx)));
            state.items = items.collect();
            if state.items.is_empty() {
                state.message = Some(Message::advice(text::NOTHING));
            }
        }
        Msg::Job(ticket, JobEvent::Ended(ended)) if ticket == state.keys_ticket => found(state, ended, cx),
        Msg::Job(ticket, event) => return heard(state, ticket, event, cx),
        _ => {}
    }
    vec![]
}

fn found(state: &mut State, ended: Result<JobDone, JobFault>, cx: &Context) {
    state.work = Work::Ready;
    let keys = match ended {
        Ok(JobDone::Keys(keys)) => keys,
        Ok(_) => Keys::default(),
        Err(fault) => {
            state.message = Some(Message::error(fault.sentence()));
            return;
        }
    };
    let last = cx.seen.signing.as_ref();
    let is_last =
        |key: &FoundKey| last.is_some_and(|last| last.place == key.place && last.serial == serial(key));
    state.at = keys.found.iter().position(is_last).unwrap_or(0);
    state.keys = keys.found;
    if !state.items.iter().all(|item| item.paper.is_form()) {
        state
            .look
            .offer(keys.looks, last.and_then(|last| last.look.as_ref()));
    }
    if state.keys.is_empty() {
        let why = keys.trouble.into_iter().next();
        state.message = Some(Message::error(why.unwrap_or_else(|| text::NO_KEY.to_owned())));
    }
}

fn serial(key: &FoundKey) -> Option<String> {
    key.certificate
        .as_ref()
        .map(|certificate| certificate.serial.clone())
}

fn heard(state: &mut State, ticket: Ticket, event: JobEvent, cx: &mut Context) -> Vec<Effect> {
    if state.work != Work::Signing(ticket) {
        return vec![];
    }
    match event {
        JobEvent::Progress { done, .. } => {
            let done = usize::try_from(done).unwrap_or(usize::MAX);
            for item in open_items(state).take(done) {
                item.standing = Standing::Passed;
            }
            vec![]
        }
        JobEvent::Ended(Ok(JobDone::Signed(so_far))) => ended(state, so_far, cx),
        JobEvent::Ended(Ok(_)) => stopped(state, None),
        JobEvent::Ended(Err(fault)) => stopped(state, Some(fault.sentence())),
    }
}

/// The papers of the batch under way, in its order.
fn open_items(state: &mut State) -> impl Iterator<Item = &mut Item> {
    let items = state.items.iter_mut();
    items.filter(|item| item.standing != Standing::Signed)
}

fn ended(state: &mut State, so_far: SignedSoFar, cx: &mut Context) -> Vec<Effect> {
    for (item, end) in open_items(state).zip(so_far.ends) {
        item.standing = end.map_or(Standing::Signed, Standing::Failed);
    }
    let kept = keep(&so_far.copies, cx);
    state.copies.extend(so_far.copies);
    stopped(state, so_far.why);
    kept
}

/// The draft in hand takes the signed copies of its files.
fn keep(copies: &[SignedCopy], cx: &mut Context) -> Vec<Effect> {
    match &mut cx.draft {
        Some(draft) if !copies.is_empty() => draft.signed(copies),
        _ => return vec![],
    }
    reception::save(cx)
}

/// The batch is over: what is signed stays signed, the others may be tried again.
fn stopped(state: &mut State, why: Option<String>) -> Vec<Effect> {
    for item in &mut state.items {
        if item.standing == Standing::Passed {
            item.standing = Standing::Waiting;
        }
    }
    let (signed, of) = (state.signed(), state.items.len());
    let failed = state.items.iter().find_map(|item| match &item.standing {
        Standing::Failed(why) => Some(why.clone()),
        _ => None,
    });
    (state.work, state.message) = match why.or(failed) {
        None => (Work::Done, Some(Message::done(text::all(of)))),
        Some(why) => (Work::Ready, Some(Message::error(text::stopped(&why, signed, of)))),
    };
    vec![]
}

/// Esc: who opened it with loose files hears of their signed copies.
fn leave(state: &mut State) -> Vec<Effect> {
    let copies = std::mem::take(&mut state.copies);
    if copies.is_empty() {
        return vec![Effect::Back];
    }
    vec![Effect::Answer(Reply::Signed(copies))]
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match (state.work, command) {
        (Work::Signing(ticket), Some(Command::Back)) => {
            state.message = Some(Message::advice(text::STOPPING));
            vec![Effect::Cancel(ticket)]
        }
        (Work::Signing(_), _) => vec![],
        (_, Some(Command::Back)) | (Work::Done, Some(Command::Commit | Command::Accept)) => leave(state),
        (Work::Ready, Some(Command::Refresh)) => look_for_keys(state, cx),
        (Work::Ready, Some(Command::Next | Command::Previous)) => {
            state.look.go(command == Some(Command::Next));
            vec![]
        }
        (Work::Ready, Some(Command::Choose)) => {
            state.at = (state.at + 1) % state.keys.len().max(1);
            state.pin.clear();
            vec![]
        }
        (Work::Ready, Some(Command::Commit)) => sign(state, cx),
        (Work::Ready, Some(Command::Accept)) if state.look.stop != Stop::Pin => {
            state.look.go(true);
            vec![]
        }
        (Work::Ready, Some(Command::Accept)) => {
            state.message = Some(Message::advice(text::TYPE_PIN));
            vec![]
        }
        (Work::Ready, _) => {
            let reaction = match state.look.stop {
                Stop::Pin => state.pin.key(key),
                Stop::Profile | Stop::Page | Stop::Place | Stop::Number => state.look.key(key, command),
            };
            if reaction == Reaction::Changed {
                state.message = None;
            }
            vec![]
        }
        _ => vec![],
    }
}

fn sign(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let refused = match state.key() {
        _ if cx.read_only => Some(text::READ_ONLY),
        _ if state.items.len() == state.signed() => Some(text::NOTHING),
        None => Some(text::NO_KEY),
        Some(key) if key.tries == TriesLeft::Locked => Some(text::LOCKED),
        Some(_) if state.look.lacks_number() => {
            state.look.stop = Stop::Number;
            Some(text::NO_NUMBER)
        }
        Some(key) if key.pin == PinEntry::Typed && state.pin.is_empty() => {
            state.look.stop = Stop::Pin;
            Some(text::NO_PIN)
        }
        Some(_) => None,
    };
    let key = state.key().cloned();
    let (None, Some(key)) = (refused, key) else {
        state.message = refused.map(Message::error);
        return vec![];
    };
    let (look, serial) = (state.look.wanted(), serial(&key));
    cx.seen.signing = Some(SignedWith {
        place: key.place.clone(),
        serial: serial.clone(),
        look: look.clone(),
    });
    let wanted = SignWanted {
        actor: cx.actor().id,
        place: key.place,
        serial,
        look,
        pin: Pin(state.pin.take()),
        // What is signed already is not signed again.
        items: open_items(state).map(|item| item.paper.clone()).collect(),
    };
    let ticket = cx.ticket();
    state.message = None;
    state.work = Work::Signing(ticket);
    vec![Effect::Start(ticket, Job::Sign(Box::new(wanted)))]
}

impl State {
    /// The batch under way.
    pub fn running(&self) -> Option<Ticket> {
        match self.work {
            Work::Signing(ticket) => Some(ticket),
            Work::Looking | Work::Ready | Work::Done => None,
        }
    }

    /// How many are signed.
    fn signed(&self) -> usize {
        let is_signed = |item: &&Item| item.standing == Standing::Signed;
        self.items.iter().filter(is_signed).count()
    }

    fn key(&self) -> Option<&FoundKey> {
        self.keys.get(self.at)
    }

    /// The line that is typed into.
    fn line(&mut self) -> &mut Line {
        match self.look.stop {
            Stop::Number => &mut self.look.number,
            Stop::Page => &mut self.look.page,
            Stop::Pin | Stop::Profile | Stop::Place => &mut self.pin,
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, _cx: &Context) -> ScreenChrome {
    let advice = match (state.work, state.key()) {
        (Work::Looking, _) => text::SEARCHING,
        (Work::Signing(_), _) => text::DO_NOT_PULL,
        (Work::Ready, _) if state.look.stop != Stop::Pin => text::choosing(state.look.stop),
        (Work::Ready, Some(key)) if key.pin == PinEntry::OnDevice => text::ON_DEVICE,
        (Work::Ready, Some(key)) if key.pin == PinEntry::No => text::OPEN_KEY,
        (Work::Ready, Some(key)) if matches!(key.place, KeyPlace::Pem(_)) => text::LOCKED_PEM,
        (Work::Ready, Some(key)) if matches!(key.place, KeyPlace::P12(_)) => text::TYPE_PASSWORD,
        (Work::Ready | Work::Done, _) => text::TYPE_PIN,
    };
    let mut offers = Vec::new();
    if state.work == Work::Ready {
        offers.push(Offer::new(Command::Commit).named(text::SIGN));
        if state.keys.len() > 1 {
            offers.push(Offer::new(Command::Choose).named(text::OTHER));
        }
        if state.look.stops().len() > 1 {
            offers.push(Offer::new(Command::Next).named(text::LOOKS));
        }
        offers.push(Offer::new(Command::Refresh).named(text::AGAIN));
    }
    let back = match state.work {
        Work::Signing(_) => text::STOP,
        Work::Looking | Work::Ready | Work::Done => text::CLOSE,
    };
    ScreenChrome {
        message: Some(state.message.clone().unwrap_or_else(|| Message::advice(advice))),
        offers,
        ends: vec![Offer::new(Command::Help), Offer::new(Command::Back).named(back)],
        ..ScreenChrome::new([text::TITLE])
    }
}
