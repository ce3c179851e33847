//! W19: which step next, who has it, with what opinion. Two keys (F9, F2) on the usual way.

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, SlipWanted};
use crate::app::effect::Effect;
use crate::app::input::form::{Form, Step};
use crate::app::input::{Line, Reaction};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::app::verifying::Verifying;
use crate::domain::act::{Act, DossierAct, Forward, Request};
use crate::domain::dossier::OfficerName;
use crate::domain::ids::DossierId;
use crate::domain::manifest::text as manifest;
use crate::domain::moves::{self, Move};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, WorkflowView, situation};
use crate::domain::slip::SlipKind;
use crate::domain::text as words;
use crate::screens::text as shared;

mod kept;
mod stops;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use stops::{
    Field, has_outcome, is_outside, lacking, missing, step, steps, stops, usual, usual_receiver,
    wants_no_product, wants_undigitised,
};

/// The dialog.
#[derive(Debug)]
pub struct State {
    id: DossierId,
    dossier: Option<Box<DossierView>>,
    flow: Option<WorkflowView>,
    asked: (Ticket, Ticket),
    form: Form<Field>,
    /// The step chosen, by its place.
    at: usize,
    officer: Option<OfficerName>,
    unit: Line,
    opinion: Line,
    undigitised: Line,
    no_product: Line,
    /// The store asked for these although the screen did not see why.
    demanded: (bool, bool),
    busy: Option<Ticket>,
    /// F2 came before the steps were there, or before the files were read.
    early: bool,
    /// Opened to end the processing without a product.
    without_product: bool,
    /// Number of the step that stood chosen when the dialog was left.
    left_at: Option<u32>,
    message: Option<Message>,
    /// The files that leave the desk are read again.
    verifying: Verifying,
    cutoff: String,
}

/// Opens it.
pub fn open(dossier: DossierId, cx: &mut Context) -> (State, Vec<Effect>) {
    let (verifying, verify) = Verifying::start(dossier, cx);
    let state = State {
        id: dossier,
        dossier: None,
        flow: None,
        asked: (cx.ticket(), cx.ticket()),
        form: Form::at(Field::Steps),
        at: 0,
        officer: None,
        unit: Line::plain(120),
        opinion: Line::plain(300),
        undigitised: Line::plain(200),
        no_product: Line::plain(200),
        demanded: (false, false),
        busy: None,
        early: false,
        without_product: false,
        left_at: None,
        message: None,
        verifying,
        cutoff: cx.settings.text("cutoff_same_day").to_owned(),
    };
    let effects = vec![
        Effect::Ask(state.asked.0, Query::Dossier(dossier)),
        Effect::Ask(state.asked.1, Query::NextSteps(dossier)),
        verify,
    ];
    (state, effects)
}

/// Opens it to end the processing without a product: at the step that ends it, the cursor where the reason goes.
pub fn open_without_product(dossier: DossierId, cx: &mut Context) -> (State, Vec<Effect>) {
    let (mut state, effects) = open(dossier, cx);
    state.without_product = true;
    (state, effects)
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
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked.0 => {
            state.dossier = view;
            ready(state, cx)
        }
        Msg::Answered(ticket, Answer::NextSteps(flow)) if ticket == state.asked.1 => {
            state.flow = Some(flow);
            only_ends(state);
            ready(state, cx)
        }
        Msg::Job(ticket, event) if state.verifying.hears(ticket, &event) => files_read(state, cx),
        Msg::Replied(reply) => replied(state, &reply),
        Msg::Reopened => kept::reopened(state, cx),
        Msg::Changed(ticket, result) if state.busy == Some(ticket) => {
            state.busy = None;
            match result {
                Ok(_) => done(state),
                Err(refusal) => refused(state, &refusal),
            }
        }
        Msg::Answered(_, Answer::Failed { code }) => {
            let sentence = words::refusal(&Refusal::Fault { code });
            vec![Effect::Say(Message::error(sentence))]
        }
        _ => vec![],
    }
}

/// Under the name of Không có sản phẩm nothing else is done: only the step that ends the processing is offered.
fn only_ends(state: &mut State) {
    if let Some(flow) = state.flow.as_mut().filter(|_| state.without_product) {
        flow.next.retain(|step| step.finishes);
    }
}

/// Both answers are there: what stands in the way is said before anything is typed.
fn ready(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.dossier.is_none() || state.flow.is_none() {
        return vec![];
    }
    if kept::stands_again(state) {
        state.message = standing(state, cx);
        return vec![];
    }
    choose_step(state, usual(state));
    state.message = standing(state, cx);
    if state.without_product && no_end(state).is_none() && barred(state, cx).is_none() {
        state.form.go(Field::NoProduct);
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
    let there = state.dossier.is_some() && state.flow.is_some();
    if there && !state.verifying.is_running() && std::mem::take(&mut state.early) {
        return commit(state, cx);
    }
    vec![]
}

/// Không có sản phẩm: what keeps it from being that, where the dossier has gone on since its page was read.
fn no_end(state: &State) -> Option<&'static str> {
    let has_outcome = || state.dossier.as_ref().is_some_and(|view| has_outcome(view));
    if !state.without_product {
        return None;
    }
    let no_end = step(state).is_none().then_some(text::NO_END);
    has_outcome().then_some(text::HAS_OUTCOME).or(no_end)
}

fn standing(state: &State, cx: &Context) -> Option<Message> {
    if let Some(refusal) = barred(state, cx) {
        return Some(Message::error(words::refusal(&refusal)));
    }
    if let Some(no) = no_end(state) {
        return Some(Message::error(no));
    }
    if step(state).is_none() {
        return Some(Message::error(text::NO_STEP));
    }
    if wants_undigitised(state) {
        return Some(Message::warning(text::undigitised(lacking(state))));
    }
    if wants_no_product(state) {
        let interims = state.dossier.as_ref().map_or(0, |view| view.interims.len());
        return Some(Message::warning(text::no_outcome(interims)));
    }
    let now = cx.now.local().format("%H:%M").to_string();
    (now > state.cutoff).then(|| Message::warning(text::after_cutoff(&state.cutoff)))
}

fn barred(state: &State, cx: &Context) -> Option<Refusal> {
    let view = state.dossier.as_deref()?;
    if cx.read_only {
        return Some(Refusal::ReadOnly);
    }
    let seen = situation(view, cx.settings.number("apology_max"));
    moves::why_not(Move::Forward, &seen, cx.actor())
}

/// Takes a step: its usual receiver (within the same step somebody else), or the agency last used.
fn choose_step(state: &mut State, at: usize) {
    let Some(step) = steps(state).get(at) else {
        return;
    };
    let (officer, unit) = usual_receiver(state, step);
    state.at = at;
    state.officer = officer;
    state.unit.set(&unit);
    state.demanded = (state.demanded.0, false);
}

fn line_mut(state: &mut State) -> Option<&mut Line> {
    match state.form.focus() {
        Field::Receiver if is_outside(state) => Some(&mut state.unit),
        Field::Opinion => Some(&mut state.opinion),
        Field::Undigitised => Some(&mut state.undigitised),
        Field::NoProduct => Some(&mut state.no_product),
        Field::Steps | Field::Receiver => None,
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    let waited = std::mem::take(&mut state.early);
    if waited && command != Some(Command::Commit) {
        state.message = standing(state, cx);
    }
    match command {
        Some(Command::Back) => return vec![Effect::Answer(Reply::Nothing)],
        Some(Command::Commit) if state.dossier.is_none() || state.flow.is_none() => {
            state.early = true;
            return vec![];
        }
        Some(Command::Commit) => return commit(state, cx),
        Some(Command::Copying) => return vec![Effect::Open(Box::new(Destination::Copying(state.id)))],
        Some(Command::Choose) => return choose(state),
        Some(Command::Help | Command::Palette) => return vec![],
        _ => {}
    }
    if let Some(line) = line_mut(state) {
        if line.key(key) != Reaction::Pass {
            return vec![];
        }
    } else if state.form.focus() == Field::Steps && on_steps(state, command, cx) {
        return vec![];
    }
    let stops = stops(state);
    if state.form.key(key, &stops) != Step::Pass {
        state.message = standing(state, cx);
    }
    vec![]
}

/// Digits and arrows on the numbered steps. False = the form's key.
fn on_steps(state: &mut State, command: Option<Command>, cx: &Context) -> bool {
    let to = match command {
        Some(Command::Digit(digit @ 1..=9)) => usize::from(digit) - 1,
        Some(Command::Up) if state.at > 0 => state.at - 1,
        Some(Command::Down) if state.at + 1 < steps(state).len() => state.at + 1,
        _ => return false,
    };
    choose_step(state, to);
    state.message = standing(state, cx);
    true
}

/// F4: other receivers, opinions of late, sample reasons.
fn choose(state: &mut State) -> Vec<Effect> {
    let (title, rows) = list(state);
    if rows.is_empty() {
        return vec![];
    }
    if state.form.focus() == Field::Steps {
        state.form.go(Field::Receiver);
    }
    let title = title.to_owned();
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

fn list(state: &State) -> (&'static str, Vec<String>) {
    let samples = |rows: &[&str]| rows.iter().map(|row| (*row).to_owned()).collect();
    match state.form.focus() {
        Field::Steps | Field::Receiver => {
            let Some(step) = step(state) else {
                return ("", vec![]);
            };
            if is_outside(state) {
                return (text::PICK_UNIT, step.units.clone());
            }
            let names = step.officers.iter().map(|it| it.name.clone()).collect();
            (text::PICK_RECEIVER, names)
        }
        Field::Opinion => {
            let opinions = state.flow.as_ref().map(|flow| flow.opinions.clone());
            (text::PICK_OPINION, opinions.unwrap_or_default())
        }
        Field::Undigitised => (text::PICK_REASON, samples(&text::UNDIGITISED_REASONS)),
        Field::NoProduct => (text::PICK_REASON, samples(&text::NO_PRODUCT_REASONS)),
    }
}

fn replied(state: &mut State, reply: &Reply) -> Vec<Effect> {
    let Reply::Picked(at) = reply else {
        return vec![];
    };
    let (_, rows) = list(state);
    let officer = step(state).and_then(|step| step.officers.get(*at)).cloned();
    if let (Some(line), Some(row)) = (line_mut(state), rows.get(*at)) {
        line.set(row);
    } else if officer.is_some() {
        state.officer = officer;
    }
    vec![]
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.busy.is_some() {
        return vec![];
    }
    if let Some(refusal) = barred(state, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
        return vec![];
    }
    if let Some(no) = no_end(state) {
        state.message = Some(Message::error(no));
        return vec![];
    }
    let Some(step) = step(state) else {
        state.message = Some(Message::error(text::NO_STEP));
        return vec![];
    };
    let (to_step, outside) = (step.no, is_outside(state));
    if state.form.refuse(&stops(state)).is_some() {
        state.message = Some(Message::error(missing(state)));
        return vec![];
    }
    if state.verifying.is_running() {
        state.early = true;
        state.message = Some(Message::advice(manifest::WAIT));
        return vec![];
    }
    let filled = |line: &Line| (!line.is_empty()).then(|| line.text().trim().to_owned());
    let officer = state.officer.as_ref().map(|it| it.id);
    let forward = Forward {
        to_step,
        to_officer: officer.filter(|_| !outside),
        to_unit: filled(&state.unit).filter(|_| outside),
        opinion: state.opinion.text().trim().to_owned(),
        undigitised_reason: filled(&state.undigitised).filter(|_| wants_undigitised(state)),
        no_product_reason: filled(&state.no_product).filter(|_| wants_no_product(state)),
        verified: state.verifying.verified().cloned(),
    };
    let ticket = cx.ticket();
    state.busy = Some(ticket);
    let act = DossierAct::Forward(forward);
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

fn refused(state: &mut State, refusal: &Refusal) -> Vec<Effect> {
    match refusal {
        Refusal::NotDigitised { .. } => {
            state.demanded.0 = true;
            state.form.go(Field::Undigitised);
        }
        Refusal::NoOutcome { .. } => {
            state.demanded.1 = true;
            state.form.go(Field::NoProduct);
        }
        Refusal::NoReceiver | Refusal::NoSuchOfficer => state.form.go(Field::Receiver),
        _ => state.form.go(Field::Steps),
    }
    state.message = Some(Message::error(match refusal {
        Refusal::NoReceiver => missing(state),
        other => words::refusal(other),
    }));
    vec![]
}

fn done(state: &State) -> Vec<Effect> {
    let name = step(state).map(|step| step.name.clone()).unwrap_or_default();
    let officer = state.officer.as_ref().map(|it| it.name.as_str());
    let to = if is_outside(state) {
        state.unit.text()
    } else {
        officer.unwrap_or_default()
    };
    let said = Effect::Say(Message::done(text::done(&name, to)));
    if !is_outside(state) {
        return vec![Effect::Back, said];
    }
    // The papers leave the office: both hands sign.
    let wanted = SlipWanted::Newest {
        dossier: state.id,
        kind: SlipKind::HandOver,
    };
    vec![Effect::Replace(Box::new(Destination::Slip(wanted))), said]
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let _ = cx;
    let context = match &state.dossier {
        Some(view) => shared::about(&view.row),
        None => About::left(text::LOADING),
    };
    let most = u8::try_from(steps(state).len().clamp(1, 9)).unwrap_or(9);
    let mut offers = vec![
        Offer::new(Command::Commit).named(text::FORWARD),
        Offer::new(Command::Choose).named(list(state).0),
    ];
    offers.retain(|offer| !offer.word().is_empty());
    if state.form.focus() == Field::Steps {
        offers.push(Offer::digits(1, most).named(text::STEPS));
    }
    offers.push(Offer::new(Command::Copying));
    ScreenChrome {
        context,
        message: state.message.clone(),
        rule_note: Some(state.verifying.note()),
        offers,
        ..ScreenChrome::new(if state.without_product {
            text::WITHOUT_PRODUCT_PATH
        } else {
            text::PATH
        })
    }
}
