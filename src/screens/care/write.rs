//! F2: checks the form, writes what changed, and has a leader decide where that is wished.

use chrono::NaiveDate;

use super::{
    Care, Context, Custody, ExemptReason, Exemption, Field, Message, Plan, State, Ticket, text, words,
};
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::date::{Today, Written};
use crate::app::reception;
use crate::app::reply::Reply;
use crate::domain::act::{Act, Approval, ComponentChange, Done, DossierAct, Request};
use crate::domain::calendar::Calendar;
use crate::domain::component::Digitise;
use crate::domain::refusal::Refusal;

/// What is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    Nothing,
    /// The list of reasons is open.
    Choosing,
    /// What changed is on its way to the log.
    Writing(Ticket),
    /// A leader is asked for his PIN.
    Asking,
    /// The decision is on its way.
    Deciding(Ticket),
}

/// F4 on the reason.
pub(super) fn choose(state: &mut State) -> Vec<Effect> {
    if state.form.focus() != Field::Why || state.is_decided() {
        return vec![];
    }
    state.work = Work::Choosing;
    vec![Effect::Open(Box::new(Destination::PickRow {
        title: text::WHY_TITLE.to_owned(),
        rows: state.why.options().to_vec(),
    }))]
}

/// Writes the date in full; a date that is none, or is over, is said.
pub(super) fn settle(state: &mut State, cx: &Context) -> Option<NaiveDate> {
    let calendar = Calendar::shipped();
    let today = Today {
        date: cx.now.date(),
        working_day: &|from, days| calendar.add_working_days(from, days),
    };
    let day = match state.remind.settle(today) {
        Ok(Some(Written::Day(day))) => Some(day),
        Ok(_) => None,
        Err(_) => {
            let typed = state.remind.line().text().to_owned();
            state.message = Some(Message::error(text::no_such_day(&typed)));
            return None;
        }
    };
    let known = state.known.care.remind_on;
    if day.is_some_and(|day| day < cx.now.date() && Some(day) != known) {
        state.message = Some(Message::error(text::DAY_OVER));
        return None;
    }
    day
}

/// The form as values, or the stop that is wrong.
fn care(state: &mut State, cx: &Context) -> Result<Care, Field> {
    let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let remind_on = match state.plan() {
        Plan::Wait => Some(settle(state, cx).ok_or(Field::Remind)?),
        Plan::Digitise | Plan::Exempt => None,
    };
    let why = state.why.chosen().and_then(|at| ExemptReason::ALL.get(at));
    let wished = state.plan() == Plan::Exempt && state.known.decided.is_none();
    let proposal = match (wished, why, filled(state.words.text())) {
        (false, ..) => None,
        (true, None, _) => return Err(Field::Why),
        (true, Some(_), None) => return Err(Field::Words),
        (true, Some(why), Some(reason)) => Some(Exemption { why: *why, reason }),
    };
    Ok(Care {
        traits: state.traits.clone(),
        of_other_body: state.of_other_body,
        waits: state.plan() == Plan::Wait,
        remind_on,
        custody: state
            .custody
            .chosen()
            .and_then(|at| Custody::ALL.get(at))
            .copied(),
        proposal,
        basis: filled(state.basis.text()).filter(|_| state.ban().is_some()),
    })
}

/// F2.
pub(super) fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let idle = matches!(state.work, Work::Nothing | Work::Choosing | Work::Asking);
    if !idle || !state.known.is_read || super::barred(state, cx).is_some() {
        return vec![];
    }
    state.message = None;
    let care = match care(state, cx) {
        Ok(care) => care,
        Err(field) => {
            state.form.go(field);
            let said = state.message.take();
            state.message = said.or_else(|| Some(Message::error(text::missing(field == Field::Remind))));
            return vec![];
        }
    };
    let pages = state.known.pages;
    if pages > 0 && state.plan() == Plan::Exempt && state.known.decided.is_none() {
        // The log would refuse it, but only once a leader has given his PIN for it.
        state.message = Some(Message::error(words::refusal(&Refusal::HasPages { pages })));
        return vec![];
    }
    match state.dossier {
        None => keep(state, care, cx),
        Some(_) => write(state, &care, cx),
    }
}

/// Into the draft; what a leader must decide is asked when the dossier is received.
fn keep(state: &State, care: Care, cx: &mut Context) -> Vec<Effect> {
    let said = match care.proposal {
        Some(_) => text::WISHED_IN_DRAFT,
        None => text::WRITTEN,
    };
    if let Some(draft) = &mut cx.draft {
        let item = draft.components.iter_mut().find(|it| it.id == state.component);
        if let Some(item) = item {
            item.care = care;
        }
    }
    let mut effects = reception::save(cx);
    effects.extend([Effect::Back, Effect::Say(Message::done(said))]);
    effects
}

fn write(state: &mut State, care: &Care, cx: &mut Context) -> Vec<Effect> {
    let change = changes(state, care);
    if change == ComponentChange::default() {
        return decide(state, cx);
    }
    let ticket = cx.ticket();
    state.work = Work::Writing(ticket);
    let act = DossierAct::EditComponent {
        component: state.component,
        change,
        reason: None,
    };
    send(state, (ticket, act), None, cx)
}

fn changes(state: &State, care: &Care) -> ComponentChange {
    fn new<T: PartialEq + Clone>(was: &T, is: &T) -> Option<T> {
        (was != is).then(|| is.clone())
    }
    let was = &state.known.care;
    let given_up = state.known.decided.is_some() && state.plan() != Plan::Exempt;
    let digitise = match (care.waits, was.waits, given_up) {
        (true, false, _) => Some(Digitise::Waiting),
        (false, true, _) | (false, false, true) => Some(Digitise::Todo),
        (true, true, _) | (false, false, false) => None,
    };
    ComponentChange {
        traits: new(&was.traits, &care.traits),
        of_other_body: new(&was.of_other_body, &care.of_other_body),
        remind_on: new(&was.remind_on, &care.remind_on),
        custody: new(&was.custody, &care.custody),
        basis: new(&was.basis, &care.basis),
        proposal: new(&was.proposal, &care.proposal),
        digitise,
        ..ComponentChange::default()
    }
}

fn send(
    state: &State,
    (ticket, act): (Ticket, DossierAct),
    approval: Option<Approval>,
    cx: &Context,
) -> Vec<Effect> {
    let Some(dossier) = state.dossier else {
        return vec![];
    };
    let request = Request {
        actor: cx.actor().id,
        approval,
        act: Act::Dossier { dossier, act },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

/// Everything is written; a wish not to digitise goes on to a leader.
fn decide(state: &mut State, cx: &Context) -> Vec<Effect> {
    let wished = state.plan() == Plan::Exempt && state.known.decided.is_none();
    if !wished {
        return done(text::WRITTEN.to_owned());
    }
    state.work = Work::Asking;
    let why = state.why.chosen().and_then(|at| ExemptReason::ALL.get(at));
    let why = text::question(why.copied().unwrap_or(ExemptReason::Other), &state.known.name);
    state.approving.ask(why, cx)
}

fn done(said: String) -> Vec<Effect> {
    vec![Effect::Back, Effect::Say(Message::done(said))]
}

/// The log answered.
pub(super) fn changed(
    state: &mut State,
    (ticket, result): (Ticket, Result<Done, Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let work = state.work;
    match (work, result) {
        (Work::Writing(waited), Ok(_)) if waited == ticket => {
            // Written once: a second F2 writes only what changed since.
            if let Ok(care) = care(state, cx) {
                state.known.care = care;
            }
            decide(state, cx)
        }
        (Work::Deciding(waited), Ok(_)) if waited == ticket => done(text::DECIDED.to_owned()),
        (Work::Writing(waited) | Work::Deciding(waited), Err(refusal)) if waited == ticket => {
            if let Some(again) = state.approving.again(&refusal, cx) {
                state.work = Work::Asking;
                return again;
            }
            state.work = Work::Nothing;
            state.message = Some(Message::error(words::refusal(&refusal)));
            vec![]
        }
        _ => vec![],
    }
}

/// A dialog above was closed.
pub(super) fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    match (std::mem::replace(&mut state.work, Work::Nothing), reply) {
        (Work::Choosing, Reply::Picked(at)) => {
            state.why.choose(at);
            vec![]
        }
        (Work::Asking, Reply::Approved(approval)) => approved(state, approval, cx),
        (Work::Asking, _) => vec![Effect::Back, Effect::Say(Message::warning(text::WISHED))],
        _ => vec![],
    }
}

fn approved(state: &mut State, approval: Approval, cx: &mut Context) -> Vec<Effect> {
    let Some(wish) = state.known.care.proposal.clone() else {
        return vec![];
    };
    let ticket = cx.ticket();
    state.approving.given(&approval);
    state.work = Work::Deciding(ticket);
    let act = DossierAct::ExemptComponent {
        component: state.component,
        why: wish.why,
        reason: wish.reason,
    };
    send(state, (ticket, act), Some(approval), cx)
}
