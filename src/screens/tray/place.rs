//! F2: the ticked pages become pages of the component, in the order of their ticks; and back.

use super::{Changing, State, Stop, Undo, Waiting, ask, target, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::msg::Ticket;
use crate::domain::act::{Act, Done, DossierAct, NewPages, Request};
use crate::domain::component::PageAccount;
use crate::domain::ids::{ComponentId, DossierId, OpId, TrayId};
use crate::domain::pages::{Claim, Page, place_beside};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{ComponentView, TrayPage};
use crate::domain::say;

/// F2; `basis` = the law that allows a copy the letter forbids.
pub(super) fn commit(state: &mut State, basis: Option<String>, cx: &mut Context) -> Vec<Effect> {
    if state.changing.is_some() {
        return vec![];
    }
    // What is known of the component was read before the last placing: what is placed by it would push that out again.
    if state.next || state.asked_target.is_some() {
        state.say(Message::advice(text::READING));
        return vec![];
    }
    let taken = state.pages.ticked().to_vec();
    if taken.is_empty() {
        return state.refuse(Stop::Pages, text::NONE_TICKED);
    }
    let Some(dossier) = state.target.as_ref().map(|view| view.row.id) else {
        return state.refuse(Stop::Dossier, text::NO_DOSSIER);
    };
    let Some(component) = state.component() else {
        return state.refuse(Stop::Component, text::NO_COMPONENT);
    };
    let images = taken.iter().filter_map(|id| state.page(*id));
    let images: Vec<Page> = images.map(|row| row.page.clone()).collect();
    let to = (dossier, component.id);
    if let Some(why) = twice(state, &taken) {
        state.doubted = why.0;
        state.say(Message::warning(why.1));
        return vec![];
    }
    if let Some(why) = elsewhere(state, &taken, to) {
        state.contrary = (why.0, Some(to));
        state.say(Message::warning(why.1));
        return vec![];
    }
    let claim = claim(component, images.len());
    let changing = Changing::Placing {
        pages: images.len(),
        component: component.name.clone(),
    };
    let new = NewPages {
        component: component.id,
        pages: placed(&claim, (&component.pages, images)),
        claim,
        taken,
        basis,
    };
    change(
        state,
        (dossier, DossierAct::SetPages(Box::new(new))),
        changing,
        cx,
    )
}

/// The ticked pages whose bytes came before, and the question about them; `None` = there are none, or it was asked.
fn twice(state: &State, taken: &[TrayId]) -> Option<(Vec<TrayId>, String)> {
    let rows = taken.iter().filter_map(|id| state.page(*id));
    let twice: Vec<&TrayPage> = rows.filter(|row| row.came_before()).collect();
    let ids: Vec<TrayId> = twice.iter().map(|row| row.id).collect();
    let first = twice.first().filter(|_| ids != state.doubted)?;
    let said = text::came_before(first, twice.len());
    Some((ids, said))
}

/// The ticked pages that a cover sheet, or whoever scanned them, meant for somebody else, and the question about them;
/// `None` = there are none, or it was asked of these pages and this target.
fn elsewhere(state: &State, taken: &[TrayId], to: (DossierId, ComponentId)) -> Option<(Vec<TrayId>, String)> {
    let is_other = |row: &&TrayPage| {
        let other = |(dossier, component): (DossierId, Option<ComponentId>)| {
            dossier != to.0 || component.is_some_and(|it| it != to.1)
        };
        row.aim.is_some_and(other) && !state.own.contains(&row.id)
    };
    let rows = taken.iter().filter_map(|id| state.page(*id));
    let others: Vec<&TrayPage> = rows.filter(is_other).collect();
    let ids: Vec<TrayId> = others.iter().map(|row| row.id).collect();
    let asked = (&ids, Some(to)) == (&state.contrary.0, state.contrary.1);
    let first = others.first().filter(|_| !asked)?;
    let known = state.rows.aims.iter().find(|known| Some(known.aim) == first.aim);
    let whom = text::whom(known, &state.unit);
    let said = text::meant_for_another(&first.page.file_name, others.len(), &whom);
    Some((ids, said))
}

/// What is known of the sheets: the officer's word where he gave one, else what so many images probably are.
pub(super) fn claim(component: &ComponentView, images: usize) -> Claim {
    let there = u32::try_from(component.pages.len()).unwrap_or(u32::MAX);
    let images = u32::try_from(images).unwrap_or(u32::MAX);
    let counted = matches!(component.account, PageAccount::Balanced | PageAccount::Reasoned);
    let said = component.claim.is_sound() && (counted || component.claim != Claim::guess(there));
    if said {
        component.claim.clone()
    } else {
        Claim::guess(there.saturating_add(images))
    }
}

/// The pages that are there and the new ones in the first places that are free, in the order of the paper.
fn placed(claim: &Claim, (there, images): (&[Page], Vec<Page>)) -> Vec<Page> {
    let taken: Vec<_> = there.iter().map(Page::slot).collect();
    let slots = place_beside(claim, &taken, images.len());
    let images = images.into_iter().zip(slots).map(|(page, slot)| Page {
        side: slot.side,
        part: slot.part,
        ..page
    });
    let mut pages: Vec<Page> = there.iter().cloned().chain(images).collect();
    pages.sort_by_key(Page::slot);
    pages
}

/// Takes the last placing back: its pages come into the tray again.
pub(super) fn undo(state: &mut State, (dossier, op): (DossierId, OpId), cx: &mut Context) -> Vec<Effect> {
    change(state, (dossier, DossierAct::Undo { op }), Changing::Undoing, cx)
}

fn change(
    state: &mut State,
    (dossier, act): (DossierId, DossierAct),
    changing: Changing,
    cx: &mut Context,
) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.changing = Some((ticket, changing));
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier { dossier, act },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

/// It is durable, or was refused.
pub(super) fn changed(
    state: &mut State,
    (ticket, result): (Ticket, Result<Done, Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some((_, changing)) = state.changing.take_if(|it| it.0 == ticket) else {
        return vec![];
    };
    let done = match result {
        Ok(done) => done,
        Err(Refusal::CopyForbidden(ban)) => return ask_basis(state, &Refusal::CopyForbidden(ban)),
        Err(refusal) => {
            state.say(Message::error(crate::domain::text::refusal(&refusal)));
            return vec![];
        }
    };
    let said = match changing {
        Changing::Placing { pages, component } => {
            let dossier = state.target.as_ref().map(|view| view.row.id);
            state.undo = dossier.map(|dossier| Undo::Placed(dossier, done.op));
            state.next = true;
            text::placed(pages, &component, &say::exact_time(done.at.local().time()))
        }
        Changing::Undoing => text::UNDONE.to_owned(),
    };
    state.say(Message::done(said));
    state.focus = Stop::Pages;
    let mut effects = ask(state, cx);
    if !state.next {
        effects.extend(target::again(state, cx));
    }
    effects
}

/// The letter forbids this copy: only the law of its sector can allow it.
fn ask_basis(state: &mut State, why: &Refusal) -> Vec<Effect> {
    state.waiting = Waiting::Basis;
    let why = Message::error(crate::domain::text::refusal(why));
    state.say(why.clone());
    let question = Effect::Open(Box::new(Destination::AskText {
        title: text::FORBIDDEN.to_owned(),
        label: text::BASIS.to_owned(),
        value: String::new(),
    }));
    // The letter's words stand over the question, not behind it.
    vec![question, Effect::Say(why)]
}
