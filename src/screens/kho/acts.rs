//! What is done with the papers: chosen, given to a component, taken out. Moves no focus but to what is refused.

use super::text::{self, Barred};
use super::{Chosen, State, Stop, Waiting, ask, assign};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::{Destination, KhoPurpose};
use crate::app::effect::Effect;
use crate::app::msg::Ticket;
use crate::app::reply::Reply;
use crate::domain::act::{Act, Done, Request};
use crate::domain::refusal::Refusal;
use crate::domain::say;
use crate::domain::signature::SignatureRefusal;

/// Space: the pointed paper is chosen, or no longer.
pub(super) fn tick(state: &mut State) -> Vec<Effect> {
    let Some(paper) = state.pointed().cloned().filter(|_| state.links()) else {
        return vec![];
    };
    if let Some(why) = state.barred(&paper) {
        state.message = Some(Message::error(refusal(&why)));
        return vec![];
    }
    state.message = None;
    if state.is_chosen(paper.id) {
        state.chosen.retain(|it| it.paper.id != paper.id);
    } else {
        let component = match &state.purpose {
            KhoPurpose::Link { components, at } => assign(&paper.name, (components, *at), &state.chosen),
            KhoPurpose::Look => None,
        };
        state.chosen.push(Chosen { paper, component });
    }
    state.table.point(state.table.at() + 1);
    vec![]
}

/// E30, E31, E32.
fn refusal(why: &Barred) -> String {
    let refusal = match why {
        Barred::OtherOwner(name) => Refusal::OtherOwner {
            owner_name: name.clone(),
        },
        Barred::Expired(on) => Refusal::PaperExpired { on: *on },
        Barred::NotYet(from) => Refusal::PaperNotYet { from: *from },
        Barred::Revoked(on) => Refusal::PaperRevoked { on: *on },
        Barred::BadSignature => SignatureRefusal::OfPaper.into(),
    };
    crate::domain::text::refusal(&refusal)
}

pub(super) fn commit(state: &mut State) -> Vec<Effect> {
    if !state.links() {
        return vec![];
    }
    if state.chosen.is_empty() {
        state.message = Some(Message::error(text::NONE_CHOSEN));
        state.focus = Stop::Papers;
        return vec![];
    }
    let chosen = std::mem::take(&mut state.chosen);
    let papers = chosen.into_iter().map(|it| (it.paper, it.component));
    vec![Effect::Answer(Reply::Papers(papers.collect()))]
}

/// F4: another component for the pointed paper.
pub(super) fn choose_component(state: &mut State) -> Vec<Effect> {
    if !state.links() {
        return vec![];
    }
    let Some(paper) = state.pointed().filter(|paper| state.is_chosen(paper.id)) else {
        state.message = Some(Message::error(text::NOT_TICKED));
        return vec![];
    };
    let title = text::title_of_choice(&paper.name);
    let mut rows = state.components().to_vec();
    rows.push(text::OTHER_COMPONENT.to_owned());
    state.waiting = Waiting::Component(paper.id);
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

pub(super) fn ask_reason(state: &mut State) -> Vec<Effect> {
    let Some(paper) = state.pointed() else {
        state.message = Some(Message::error(text::NO_PAPER));
        return vec![];
    };
    if state.links() || state.changing.is_some() {
        return vec![];
    }
    if let Some(on) = paper.revoked_on {
        state.message = Some(Message::error(refusal(&Barred::Revoked(on))));
        return vec![];
    }
    let label = text::REASON.to_owned();
    state.waiting = Waiting::Reason(paper.id);
    vec![Effect::Open(Box::new(Destination::AskReason {
        title: text::WHY_OUT.to_owned(),
        label,
        verb: text::TAKE_OUT,
    }))]
}

pub(super) fn add_paper(state: &mut State) -> Vec<Effect> {
    let owner = if state.kho.owner.is_empty() {
        state.number.text().to_owned()
    } else {
        state.kho.owner.clone()
    };
    vec![Effect::Open(Box::new(Destination::AddPaper { owner }))]
}

pub(super) fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    match (std::mem::replace(&mut state.waiting, Waiting::Nothing), reply) {
        (Waiting::Component(id), Reply::Picked(at)) => {
            let component = (at < state.components().len()).then_some(at);
            let chosen = state.chosen.iter_mut().find(|it| it.paper.id == id);
            if let Some(chosen) = chosen {
                chosen.component = component;
            }
            vec![]
        }
        (Waiting::Reason(paper), Reply::Text(reason)) => {
            let ticket = cx.ticket();
            let name = state.paper(&paper).map(|paper| paper.name.clone());
            state.changing = Some((ticket, name.unwrap_or_default()));
            let request = Request {
                actor: cx.actor().id,
                approval: None,
                act: Act::RevokePaper { paper, reason },
            };
            vec![Effect::Change(ticket, Box::new(request))]
        }
        _ => vec![],
    }
}

pub(super) fn taken_out(
    state: &mut State,
    (ticket, result): (Ticket, Result<Done, Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some((_, name)) = state.changing.take_if(|it| it.0 == ticket) else {
        return vec![];
    };
    match result {
        Ok(done) => {
            let time = say::exact_time(done.at.local().time());
            state.message = Some(Message::done(text::taken_out(&name, &time)));
            let owner = state.kho.owner.clone();
            ask(state, owner, cx)
        }
        Err(refusal) => {
            state.message = Some(Message::error(crate::domain::text::refusal(&refusal)));
            vec![]
        }
    }
}
