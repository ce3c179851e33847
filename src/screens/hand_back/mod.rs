//! W23: who takes what, and what F2 will do, said before. Already handed back it is only to be read.

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, SignedFile, SignedOf};
use crate::app::effect::Effect;
use crate::app::input::form::{Form, Step, Stop, StopState};
use crate::app::input::{Choice, Line, Reaction};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::printing::Printing;
use crate::app::reply::Reply;
use crate::app::verifying::Verifying;
use crate::domain::act::{Act, Done, DossierAct, Outcome, Request};
use crate::domain::component::{OutcomeState, SignatureMark};
use crate::domain::dossier::Receiver;
use crate::domain::fee::{FeeRefusal, sums};
use crate::domain::ids::DossierId;
use crate::domain::limits;
use crate::domain::manifest::text as manifest;
use crate::domain::moves::{self, Move};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, OutcomeView, situation};
use crate::domain::text as words;
use crate::screens::text as shared;

mod kept;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// The stops of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    /// Owner or authorised person.
    Who,
    /// His name.
    Name,
    /// Number of his identity paper.
    Number,
    /// The authorising paper.
    Basis,
    /// How the result goes back.
    Way,
    /// The line about F2: nothing left to fill in.
    Go,
}

/// The form.
#[derive(Debug)]
pub struct State {
    id: DossierId,
    view: Option<Box<DossierView>>,
    asked: Ticket,
    form: Form<Field>,
    who: Choice,
    name: Line,
    number: Line,
    basis: Line,
    way: Choice,
    busy: Option<Ticket>,
    printing: Printing,
    unit: String,
    early: bool,
    message: Option<Message>,
    /// Why it goes out although something is still to be paid.
    unpaid: Option<String>,
    /// The files that are handed over are read again.
    verifying: Verifying,
}

/// Opens it.
pub fn open(dossier: DossierId, cx: &mut Context) -> (State, Vec<Effect>) {
    let asked = cx.ticket();
    let (verifying, verify) = Verifying::start(dossier, cx);
    let state = State {
        id: dossier,
        view: None,
        asked,
        form: Form::at(Field::Go),
        who: Choice::new(text::WHO_CHOICES, Some(0)),
        name: Line::plain(limits::NAME),
        number: Line::plain(limits::NUMBER),
        basis: Line::plain(limits::ADDRESS),
        way: Choice::new(text::WAYS.map(text::way), Some(0)),
        busy: None,
        printing: Printing::default(),
        unit: cx.settings.text("unit_code").to_owned(),
        early: false,
        message: Some(Message::advice(text::ADVICE)),
        unpaid: None,
        verifying,
    };
    (state, vec![Effect::Ask(asked, Query::Dossier(dossier)), verify])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(text) => {
            if let Some(line) = line_mut(state) {
                line.paste(&text);
            }
            vec![]
        }
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked => came(state, view, cx),
        Msg::Changed(ticket, result) if state.busy == Some(ticket) => {
            state.busy = None;
            match result {
                Ok(done) => handed(state, &done),
                Err(refusal) => refused(state, &refusal, cx),
            }
        }
        Msg::Replied(Reply::Picked(at)) => {
            if let Some(sample) = text::BASES.get(at) {
                state.basis.set(sample);
            }
            vec![]
        }
        Msg::Replied(Reply::Text(reason)) if !reason.trim().is_empty() => {
            state.unpaid = Some(reason.trim().to_owned());
            state.message = Some(Message::advice(text::REASON_KEPT));
            vec![]
        }
        Msg::Resumed => ask(state, cx),
        Msg::Reopened => kept::reopened(state, cx),
        Msg::Job(ticket, event) if state.verifying.hears(ticket, &event) => files_read(state, cx),
        Msg::Job(ticket, event) => state.printing.news(ticket, &event, cx).unwrap_or_default(),
        Msg::Answered(_, Answer::Failed { code }) => {
            let sentence = words::refusal(&Refusal::Fault { code });
            vec![Effect::Say(Message::error(sentence))]
        }
        _ => vec![],
    }
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.asked = cx.ticket();
    vec![Effect::Ask(state.asked, Query::Dossier(state.id))]
}

fn came(state: &mut State, view: Option<Box<DossierView>>, cx: &mut Context) -> Vec<Effect> {
    let is_first = state.view.is_none();
    state.view = view;
    if is_first && let Some(view) = &state.view {
        let place = text::WAYS.iter().position(|way| *way == view.return_way);
        state.way.choose(place.unwrap_or(0));
    }
    if let Some(refusal) = barred(state, cx) {
        state.message = Some(said(&refusal));
        state.early = false;
    }
    if std::mem::take(&mut state.early) {
        return commit(state, cx);
    }
    vec![]
}

/// The files were read: an F2 that waited goes on, but never over a fault the officer has not seen.
fn files_read(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if let Some(warning) = state.verifying.warning() {
        state.message = Some(warning);
        state.early = false;
    }
    if state.view.is_some() && !state.verifying.is_running() && std::mem::take(&mut state.early) {
        return commit(state, cx);
    }
    vec![]
}

/// Already handed back is not a fault: it is read.
fn said(refusal: &Refusal) -> Message {
    match refusal {
        Refusal::AlreadyReturned {
            at,
            officer,
            receiver,
        } => Message::done(text::returned(*at, officer, receiver)),
        _ => Message::error(words::refusal(refusal)),
    }
}

fn barred(state: &State, cx: &Context) -> Option<Refusal> {
    let Some(view) = state.view.as_deref() else {
        return Some(Refusal::NotFound);
    };
    if cx.read_only {
        return Some(Refusal::ReadOnly);
    }
    let seen = situation(view, cx.settings.number("apology_max"));
    moves::why_not(Move::HandBack, &seen, cx.actor())
}

fn is_returned(state: &State) -> bool {
    state
        .view
        .as_ref()
        .is_some_and(|view| view.row.returned_at.is_some())
}

/// The outcomes in force: what goes over the counter and into the kho.
fn outcomes(view: &DossierView) -> impl Iterator<Item = &OutcomeView> + Clone {
    view.outcomes.iter().filter(|it| it.state == OutcomeState::Active)
}

fn is_owner(state: &State) -> bool {
    state.who.chosen() == Some(0)
}

fn stops(state: &State) -> Vec<Stop<Field>> {
    let filled = |line: &Line| {
        if line.is_empty() {
            StopState::EmptyRequired
        } else {
            StopState::Ok
        }
    };
    let mut stops = vec![Stop {
        field: Field::Who,
        state: StopState::Ok,
    }];
    if !is_owner(state) {
        let number = if state.number.is_empty() || is_number(state.number.text()) {
            filled(&state.number)
        } else {
            StopState::Wrong
        };
        stops.push(Stop {
            field: Field::Name,
            state: filled(&state.name),
        });
        stops.push(Stop {
            field: Field::Number,
            state: number,
        });
        stops.push(Stop {
            field: Field::Basis,
            state: filled(&state.basis),
        });
    }
    stops.push(Stop {
        field: Field::Way,
        state: StopState::Ok,
    });
    stops.push(Stop {
        field: Field::Go,
        state: StopState::Onward,
    });
    stops
}

/// 9 digits (CMND), 12 (CCCD), or a passport: a letter first.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    let is_passport = text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.len() >= 6
        && text.chars().all(|it| it.is_ascii_alphanumeric());
    is_passport || (matches!(text.len(), 9 | 12) && text.chars().all(|it| it.is_ascii_digit()))
}

fn line_mut(state: &mut State) -> Option<&mut Line> {
    match state.form.focus() {
        Field::Name => Some(&mut state.name),
        Field::Number => Some(&mut state.number),
        Field::Basis => Some(&mut state.basis),
        Field::Who | Field::Way | Field::Go => None,
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let waited = std::mem::take(&mut state.early);
    if waited && command != Some(Command::Commit) {
        state.message = Some(Message::advice(text::ADVICE));
    }
    match command {
        Some(Command::Back) => return vec![Effect::Back],
        Some(Command::Commit) if state.view.is_none() => {
            state.early = true;
            return vec![];
        }
        Some(Command::Commit) => return commit(state, cx),
        Some(Command::Fees) => return vec![Effect::Open(Box::new(Destination::Fees(state.id)))],
        Some(Command::Sign) => return signatures(state),
        Some(Command::Copying) => return vec![Effect::Open(Box::new(Destination::Copying(state.id)))],
        Some(Command::Print) => return state.printing.start(state.id, None, cx),
        Some(Command::Choose) if state.form.focus() == Field::Basis => return samples(),
        _ if is_returned(state) => return vec![],
        _ => {}
    }
    if on_control(state, key) {
        return vec![];
    }
    match state.form.key(key, &stops(state)) {
        Step::Onward => vec![Effect::Say(Message::advice(text::PRESS_F2))],
        Step::Left(_) => {
            state.message = Some(Message::advice(text::ADVICE));
            vec![]
        }
        Step::Pass => vec![],
    }
}

/// The control under the focus. Space on the line about F2 changes who collects: the one thing to change there.
fn on_control(state: &mut State, key: Key) -> bool {
    let reaction = match state.form.focus() {
        Field::Who => state.who.key(key),
        Field::Go if key.typed() == Some(' ') => state.who.key(key),
        Field::Way => state.way.key(key),
        Field::Name | Field::Number | Field::Basis => {
            line_mut(state).map_or(Reaction::Pass, |line| line.key(key))
        }
        Field::Go => Reaction::Pass,
    };
    if reaction == Reaction::Changed && matches!(state.form.focus(), Field::Who | Field::Go) {
        state
            .form
            .go(if is_owner(state) { Field::Go } else { Field::Name });
    }
    reaction != Reaction::Pass
}

fn samples() -> Vec<Effect> {
    vec![Effect::Open(Box::new(Destination::PickRow {
        title: text::PICK_BASIS.to_owned(),
        rows: text::BASES.map(str::to_owned).to_vec(),
    }))]
}

/// Who collects, as it will be written.
fn receiver(state: &State, view: &DossierView) -> Receiver {
    if is_owner(state) {
        return Receiver {
            receiver_name: view.holder.display_name().to_owned(),
            receiver_no: view.holder.holder_no.clone(),
            receiver_basis: None,
        };
    }
    Receiver {
        receiver_name: state.name.text().trim().to_owned(),
        receiver_no: state.number.text().trim().to_uppercase(),
        receiver_basis: Some(state.basis.text().trim().to_owned()),
    }
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.busy.is_some() {
        return vec![];
    }
    if let Some(refusal) = barred(state, cx) {
        state.message = Some(said(&refusal));
        return vec![];
    }
    if state.form.refuse(&stops(state)).is_some() {
        state.message = Some(Message::error(missing(state)));
        return vec![];
    }
    let Some(view) = state.view.as_deref() else {
        return vec![];
    };
    if state.verifying.is_running() {
        state.early = true;
        state.message = Some(Message::advice(manifest::WAIT));
        return vec![];
    }
    let owed = sums(&view.fees).due;
    if owed > 0 && state.unpaid.is_none() {
        return ask_why_unpaid(state, owed);
    }
    let way = state.way.chosen().and_then(|at| text::WAYS.get(at).copied());
    let act = DossierAct::HandBack {
        receiver: receiver(state, view),
        way: way.unwrap_or(view.return_way),
        verified: state.verifying.verified().cloned(),
        unpaid_reason: state.unpaid.clone(),
    };
    let ticket = cx.ticket();
    state.busy = Some(ticket);
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier {
            dossier: state.id,
            act,
        },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

/// Something is still to be paid: first why the result goes out all the same.
fn ask_why_unpaid(state: &mut State, owed: u64) -> Vec<Effect> {
    state.message = Some(Message::warning(words::refusal(&Refusal::Fees(
        FeeRefusal::Due { dong: owed },
    ))));
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::unpaid(owed),
        label: text::WHY_UNPAID.to_owned(),
        value: String::new(),
    }))]
}

fn missing(state: &State) -> String {
    let field = match state.form.focus() {
        Field::Number if !state.number.is_empty() => return text::BAD_NUMBER.to_owned(),
        Field::Number => "receiver_no",
        Field::Basis => "receiver_basis",
        Field::Who | Field::Name | Field::Way | Field::Go => "receiver_name",
    };
    words::refusal(&Refusal::Missing(field))
}

fn handed(state: &State, done: &Done) -> Vec<Effect> {
    let Some(view) = state.view.as_deref() else {
        return vec![Effect::Back];
    };
    let papers = match done.outcome {
        Outcome::Returned { papers } => papers,
        _ => 0,
    };
    let sentence = text::done(&receiver(state, view).receiver_name, done.at, papers);
    vec![Effect::Back, Effect::Say(Message::done(sentence))]
}

fn refused(state: &mut State, refusal: &Refusal, cx: &mut Context) -> Vec<Effect> {
    state.message = Some(said(refusal));
    let field = match refusal {
        Refusal::Missing("receiver_name") | Refusal::Invalid("receiver_name") => Some(Field::Name),
        Refusal::Missing("receiver_no") | Refusal::Invalid("receiver_no") => Some(Field::Number),
        Refusal::Missing("receiver_basis") | Refusal::Invalid("receiver_basis") => Some(Field::Basis),
        _ => None,
    };
    if let Some(field) = field.filter(|_| !is_owner(state)) {
        state.form.go(field);
    }
    if matches!(refusal, Refusal::AlreadyReturned { .. }) {
        return ask(state, cx);
    }
    vec![]
}

/// The first result in force that is signed; one with a signature that is not valid before all.
fn signed(state: &State) -> Option<&OutcomeView> {
    let mut active = outcomes(state.view.as_ref()?);
    let bad = active.clone().find(|it| it.signature == SignatureMark::Invalid);
    bad.or_else(|| active.find(|it| it.signature != SignatureMark::None))
}

/// F6: what a check of the result's signatures found.
fn signatures(state: &State) -> Vec<Effect> {
    let Some(outcome) = signed(state) else {
        return vec![];
    };
    vec![Effect::Open(Box::new(Destination::Signatures(SignedFile {
        sha256: outcome.sha256,
        name: outcome.file_name.clone(),
        of: SignedOf::Dossier(state.id),
        sign: None,
    })))]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let Some(view) = &state.view else {
        return ScreenChrome {
            context: About::left(text::LOADING),
            ..ScreenChrome::new([text::TITLE])
        };
    };
    let why_not = barred(state, cx).map(|refusal| words::refusal(&refusal));
    let mut offers = vec![Offer::new(Command::Commit).named(text::TITLE).unless(why_not)];
    if state.form.focus() == Field::Basis {
        offers.push(Offer::new(Command::Choose));
    }
    offers.push(Offer::new(Command::Print));
    if signed(state).is_some() {
        offers.push(Offer::new(Command::Sign).named(text::SIGNATURES));
    }
    offers.push(Offer::new(Command::Copying));
    offers.push(Offer::new(Command::Fees));
    let code = shared::short_code(view.row.code.as_deref(), &state.unit);
    ScreenChrome {
        context: shared::about(&view.row),
        message: state.message.clone(),
        rule_note: Some(state.verifying.note()),
        offers,
        ..ScreenChrome::new([text::TITLE, &code])
    }
}
