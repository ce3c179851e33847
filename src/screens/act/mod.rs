//! W40 and its kin: one move that wants a reason and a firm yes. Esc is the default; only F2 does it.

use crate::app::approving::Approving;
use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, SlipWanted};
use crate::app::effect::Effect;
use crate::app::input::date::DateKind;
use crate::app::input::form::{Form, Step, Stop, StopState};
use crate::app::input::{Choice, DateField, Line, Reaction};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::act::{Act, Approval, Done, Outcome, Request};
use crate::domain::held;
use crate::domain::ids::DossierId;
use crate::domain::moves::{self, Move};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, NextStep, situation};
use crate::domain::text as words;
use crate::screens::text as shared;

mod brought;
mod fields;
mod kept;
mod request;
mod slip;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use brought::Brought;
use fields::{Field, fields_of, lacking, most};
use request::{act, settle};
use slip::{preview, slip_of};

/// The dialog.
#[derive(Debug)]
pub struct State {
    /// `None` = the draft in hand.
    dossier: Option<DossierId>,
    /// The id of the draft in hand, which becomes a dossier's.
    drafted: Option<DossierId>,
    /// Its stops, and whether each must be filled in.
    fields: Vec<(Field, bool)>,
    which: Move,
    /// What is refused stands in no catalogue: the procedure of the draft is not what was asked for.
    unlisted: bool,
    view: Option<Box<DossierView>>,
    asked: (Ticket, Ticket),
    /// Text fields of this move.
    lines: Vec<(Field, Line)>,
    /// What was asked for, and which of it came.
    brought: Brought,
    date: DateField,
    /// Steps it may go back to.
    back: Vec<NextStep>,
    step: Choice,
    form: Form<Field>,
    busy: Option<Ticket>,
    approving: Approving,
    message: Option<Message>,
    unit: String,
    /// Code and holder of a draft.
    draft_holder: String,
}

/// Opens it.
pub fn open(dossier: Option<DossierId>, which: Move, cx: &mut Context) -> (State, Vec<Effect>) {
    opened(dossier, (which, false), cx)
}

/// Opens the refusal of what the catalogue does not have.
pub fn open_unlisted(cx: &mut Context) -> (State, Vec<Effect>) {
    opened(None, (Move::Refuse, true), cx)
}

fn opened(
    dossier: Option<DossierId>,
    (which, unlisted): (Move, bool),
    cx: &mut Context,
) -> (State, Vec<Effect>) {
    let is_text = |field: &Field| !matches!(field, Field::Date | Field::Step | Field::Brought | Field::Go);
    let unknown = cx
        .draft
        .as_ref()
        .filter(|_| dossier.is_none() && which == Move::Refuse);
    let mut fields = unknown.map(|draft| lacking(draft, unlisted)).unwrap_or_default();
    fields.extend(fields_of(which));
    let texts = fields.iter().map(|(field, _)| *field).filter(is_text);
    let holder = cx
        .draft
        .as_ref()
        .map(|draft| draft.holder.display_name().to_owned());
    let mut state = State {
        dossier,
        drafted: cx.draft.as_ref().map(|draft| draft.id),
        fields: fields.clone(),
        which,
        unlisted,
        view: None,
        asked: (cx.ticket(), cx.ticket()),
        lines: texts.map(|field| (field, Line::plain(most(field)))).collect(),
        brought: Brought::default(),
        date: DateField::new(DateKind::Day),
        back: Vec::new(),
        step: Choice::default(),
        form: Form::at(Field::Go),
        busy: None,
        approving: Approving::default(),
        message: None,
        unit: cx.settings.text("unit_code").to_owned(),
        draft_holder: holder.unwrap_or_default(),
    };
    defaults(&mut state);
    let effects = ask(&state);
    (state, effects)
}

fn ask(state: &State) -> Vec<Effect> {
    let Some(id) = state.dossier else {
        return vec![];
    };
    let mut effects = vec![Effect::Ask(state.asked.0, Query::Dossier(id))];
    if state.which == Move::ForwardBack {
        effects.push(Effect::Ask(state.asked.1, Query::NextSteps(id)));
    }
    effects
}

/// What the officer need not type: only where it is no invention.
fn defaults(state: &mut State) {
    if state.which == Move::Withdraw {
        set(state, Field::Reason, text::words(Move::Withdraw).samples[0]);
    }
    if state.which == Move::Apologise {
        set(state, Field::Time, text::CLOSING_TIME);
    }
    state.form = Form::start(&stops(state), Field::Go);
    state.message = standing(state);
}

fn standing(state: &State) -> Option<Message> {
    if needs_leader(state) {
        return Some(Message::advice(text::LEADER));
    }
    let is_final = text::words(state.which).is_final;
    is_final.then(|| Message::advice(text::FINAL))
}

fn needs_leader(state: &State) -> bool {
    let seen = state.view.as_deref().map(|view| situation(view, 1));
    state.which == Move::Stop || seen.is_some_and(|seen| moves::needs_leader(state.which, &seen))
}

fn set(state: &mut State, field: Field, value: &str) {
    if let Some(line) = line_mut(state, field) {
        line.set(value);
    }
}

fn line_mut(state: &mut State, field: Field) -> Option<&mut Line> {
    let found = state.lines.iter_mut().find(|(other, _)| *other == field);
    found.map(|(_, line)| line)
}

fn typed(state: &State, field: Field) -> String {
    let found = state.lines.iter().find(|(other, _)| *other == field);
    found
        .map(|(_, line)| line.text().trim().to_owned())
        .unwrap_or_default()
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => {
            let focus = state.form.focus();
            if let Some(line) = line_mut(state, focus) {
                line.paste(&pasted);
            }
            vec![]
        }
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked.0 => {
            came(state, view, cx);
            vec![]
        }
        Msg::Answered(ticket, Answer::NextSteps(flow)) if ticket == state.asked.1 => {
            state.back = flow.next.into_iter().filter(|step| !step.finishes).collect();
            let names: Vec<String> = state.back.iter().map(|step| step.name.clone()).collect();
            let left_at = names
                .iter()
                .position(|name| Some(name.as_str()) == state.step.label());
            state.step = Choice::new(names, left_at.or(Some(0)));
            vec![]
        }
        Msg::Replied(Reply::Picked(at)) => {
            if let Some(sample) = text::words(state.which).samples.get(at) {
                set(state, Field::Reason, sample);
            }
            vec![]
        }
        Msg::Replied(Reply::Approved(approval)) => {
            state.approving.given(&approval);
            send(state, Some(approval), cx)
        }
        Msg::Reopened => kept::reopened(state, cx),
        Msg::Changed(ticket, result) if state.busy == Some(ticket) => {
            state.busy = None;
            match result {
                Ok(done) => finished(state, &done),
                Err(refusal) => refused(state, &refusal, cx),
            }
        }
        Msg::Answered(_, Answer::Failed { code }) => {
            let sentence = words::refusal(&Refusal::Fault { code });
            vec![Effect::Say(Message::error(sentence))]
        }
        _ => vec![],
    }
}

fn has(state: &State, field: Field) -> bool {
    state.lines.iter().any(|(other, _)| *other == field)
}

fn has_stop(state: &State, field: Field) -> bool {
    state.fields.iter().any(|(other, _)| *other == field)
}

fn came(state: &mut State, view: Option<Box<DossierView>>, cx: &Context) {
    state.view = view;
    let Some(view) = state.view.as_deref() else {
        state.message = Some(Message::error(words::refusal(&Refusal::NotFound)));
        return;
    };
    let papers = match state.which {
        Move::Withdraw => Some((Field::Papers, held::listed(view))),
        Move::ReceiveSupplement => {
            state.brought.read_again(view);
            None
        }
        Move::SetCabinet => view.cabinet.clone().map(|cabinet| (Field::Cabinet, cabinet)),
        _ => None,
    };
    if let Some((field, value)) = papers.filter(|(field, _)| typed(state, *field).is_empty()) {
        set(state, field, &value);
    }
    state.message = match barred(state, cx) {
        Some(refusal) => Some(Message::error(words::refusal(&refusal))),
        None => standing(state),
    };
}

fn barred(state: &State, cx: &Context) -> Option<Refusal> {
    if cx.read_only {
        return Some(Refusal::ReadOnly);
    }
    let view = state.view.as_deref()?;
    let seen = situation(view, cx.settings.number("apology_max"));
    moves::why_not(state.which, &seen, cx.actor())
}

fn stops(state: &State) -> Vec<Stop<Field>> {
    let stop = |(field, required): &(Field, bool)| {
        let is_empty = match field {
            Field::Date => state.date.is_empty(),
            Field::Brought => state.brought.is_nothing() && typed(state, Field::Others).is_empty(),
            Field::Step => state.dossier.is_some() && state.step.chosen().is_none() && !state.back.is_empty(),
            other => typed(state, *other).is_empty(),
        };
        let state = if is_empty && *required {
            StopState::EmptyRequired
        } else {
            StopState::Ok
        };
        Stop { field: *field, state }
    };
    let mut stops: Vec<_> = state.fields.iter().map(stop).collect();
    stops.push(Stop {
        field: Field::Go,
        state: StopState::Onward,
    });
    stops
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) => return vec![Effect::Answer(Reply::Nothing)],
        Some(Command::Commit) => return commit(state, cx),
        Some(Command::Choose) => return choose(state),
        Some(Command::Print) => return preview(state, cx),
        _ => {}
    }
    let focus = state.form.focus();
    let reaction = match focus {
        Field::Date => state.date.key(key),
        Field::Step => state.step.key(key),
        Field::Brought => state.brought.key(key),
        Field::Go => Reaction::Pass,
        field => line_mut(state, field).map_or(Reaction::Pass, |line| line.key(key)),
    };
    if reaction != Reaction::Pass {
        return vec![];
    }
    if focus == Field::Date {
        settle(state, cx);
    }
    match state.form.key(key, &stops(state)) {
        // The ways on: Enter takes the pointed one, and that is Esc.
        Step::Onward => vec![Effect::Answer(Reply::Nothing)],
        Step::Left(_) | Step::Pass => vec![],
    }
}

fn choose(state: &State) -> Vec<Effect> {
    let rows: Vec<String> = text::words(state.which)
        .samples
        .iter()
        .map(|it| (*it).to_owned())
        .collect();
    if rows.is_empty() {
        return vec![];
    }
    let title = text::PICK.to_owned();
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

/// F2: checks, then the leader's PIN where one is needed, then the act.
fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let loaded = state.dossier.is_none() || state.view.is_some();
    if state.busy.is_some() || !loaded {
        return vec![];
    }
    if let Some(refusal) = barred(state, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
        return vec![];
    }
    if state.form.refuse(&stops(state)).is_some() {
        state.message = Some(Message::error(missing(state.form.focus())));
        return vec![];
    }
    if let Err((field, sentence)) = act(state, cx) {
        state.form.go(field);
        state.message = Some(Message::error(sentence));
        return vec![];
    }
    let seen = state
        .view
        .as_deref()
        .map(|view| situation(view, cx.settings.number("apology_max")));
    if seen.is_some_and(|seen| moves::needs_leader(state.which, &seen)) {
        let code = shared::short_code(
            state.view.as_deref().and_then(|view| view.row.code.as_deref()),
            &state.unit,
        );
        let holder = state
            .view
            .as_ref()
            .map(|view| view.row.holder_name.clone())
            .unwrap_or_default();
        let why = text::question(state.which, &code, &holder);
        return state.approving.ask(why, cx);
    }
    send(state, None, cx)
}

fn missing(field: Field) -> String {
    let name = match field {
        Field::Reason | Field::Go => return words::refusal(&Refusal::NeedsReason),
        Field::Basis => "basis",
        Field::Brought => return text::NOTHING_CAME.to_owned(),
        Field::Papers => "items",
        Field::Holder
        | Field::Subject
        | Field::Others
        | Field::GoTo
        | Field::Cabinet
        | Field::Date
        | Field::Time
        | Field::Step => text::label(field),
    };
    words::refusal(&Refusal::Missing(name))
}

fn send(state: &mut State, approval: Option<Approval>, cx: &mut Context) -> Vec<Effect> {
    let Ok(act) = act(state, cx) else {
        return vec![];
    };
    let Some(dossier) = state.dossier.or(state.drafted) else {
        return vec![];
    };
    let ticket = cx.ticket();
    state.busy = Some(ticket);
    let request = Request {
        actor: cx.actor().id,
        approval,
        act: Act::Dossier { dossier, act },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

fn refused(state: &mut State, refusal: &Refusal, cx: &Context) -> Vec<Effect> {
    if let Some(again) = state.approving.again(refusal, cx) {
        return again;
    }
    let field = match refusal {
        Refusal::BadNewTime { .. } => Some(Field::Date),
        Refusal::NeedsReason | Refusal::Missing("reason") => Some(Field::Reason),
        Refusal::Missing("basis") => Some(Field::Basis),
        _ => None,
    };
    if let Some(field) = field {
        state.form.go(field);
    }
    state.message = Some(Message::error(words::refusal(refusal)));
    vec![]
}

/// Said over the slip that is made of it; where there is none, on the screen below.
fn finished(state: &State, done: &Done) -> Vec<Effect> {
    let sentence = text::words(state.which).done;
    let sentence = match &done.outcome {
        Outcome::Numbered { number } => text::numbered(sentence, number),
        _ => sentence.to_owned(),
    };
    let said = Effect::Say(Message::done(sentence));
    let slip = slip_of(state.which).zip(state.dossier.or(state.drafted));
    let slip = slip.map(|(kind, dossier)| Box::new(Destination::Slip(SlipWanted::Newest { dossier, kind })));
    match (state.dossier, slip) {
        (Some(_), Some(slip)) => vec![Effect::Replace(slip), said],
        (Some(_), None) => vec![Effect::Back, said],
        (None, slip) => {
            let mut effects = vec![Effect::Home];
            effects.extend(slip.map(Effect::Open));
            effects.push(said);
            effects
        }
    }
}

/// Part of what was asked for: the clock starts again all the same.
fn advice(state: &State) -> Option<Message> {
    let (came, of) = state.brought.counts();
    let lacks = has_stop(state, Field::Brought) && came > 0 && came < of;
    lacks.then(|| Message::warning(text::lacks(of - came)))
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let _ = cx;
    let said = text::words(state.which);
    let context = match &state.view {
        Some(view) => shared::about(&view.row),
        None if state.dossier.is_some() => About::left(text::LOADING),
        None => About::left(format!("{} · {}", text::DRAFT, state.draft_holder)),
    };
    let mut offers = vec![Offer::new(Command::Commit).named(said.verb)];
    if !said.samples.is_empty() {
        offers.push(Offer::new(Command::Choose).named(text::CHOOSE));
    }
    if has_stop(state, Field::Brought) {
        offers.push(Offer::new(Command::Tick).named(text::TICK));
    }
    if slip_of(state.which).is_some() {
        offers.push(Offer::new(Command::Print).named(shared::PREVIEW));
    }
    ScreenChrome {
        context,
        message: state.message.clone().or_else(|| advice(state)),
        offers,
        ends: vec![
            Offer::new(Command::Help),
            Offer::new(Command::Back).named(said.leave),
        ],
        ..ScreenChrome::new([text::PATH, said.title])
    }
}
