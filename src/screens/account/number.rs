//! The number: typed or taken from a list, checked on Enter, known or not. Never asks the portal.

use super::{Asked, Phase, State, refused_character, text};
use crate::app::chrome::Message;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::Reaction;
use crate::app::key::{Key, KeyCode};
use crate::app::reception;
use crate::domain::dossier::{Holder, HolderKind, NumberKind};
use crate::domain::identity::{self, Asked as Wanted, Checked, Verdict};
use crate::domain::query::Query;
use crate::domain::rows::PersonCard;

pub(super) fn pressed(
    state: &mut State,
    (key, command): (Key, Option<Command>),
    cx: &mut Context,
) -> Vec<Effect> {
    let last = state.list().len().checked_sub(1);
    match (command, last) {
        (Some(Command::Accept), _) => accept_typed(state, cx),
        (Some(Command::Choose), Some(_)) => point(state, Some(0)),
        (Some(Command::Down), Some(last)) => {
            let next = state.pointer.map_or(0, |at| (at + 1).min(last));
            point(state, Some(next))
        }
        (Some(Command::Up), Some(_)) => point(state, state.pointer.and_then(|at| at.checked_sub(1))),
        _ => {
            let reaction = state.number.key(key);
            edited(state, reaction);
            vec![]
        }
    }
}

fn point(state: &mut State, at: Option<usize>) -> Vec<Effect> {
    state.pointer = at;
    vec![]
}

/// Typing drops what was found out about the number before; a lone digit points at its row.
pub(super) fn edited(state: &mut State, reaction: Reaction) {
    state.message = refused_character(reaction);
    if reaction != Reaction::Changed {
        return;
    }
    state.checked = None;
    state.insisted = None;
    state.person = None;
    state.answered = None;
    let row = state
        .number
        .lone_digit()
        .and_then(|digit| usize::from(digit).checked_sub(1));
    state.pointer = row.filter(|at| *at < state.recent.len());
}

fn accept_typed(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let pointed = state.pointer.and_then(|at| state.list().get(at));
    if let Some(row) = pointed {
        let number = row.number.clone();
        state.number.set(&number);
        edited(state, Reaction::Changed);
    }
    check(state, cx)
}

/// Checks the number, asks who he is, and goes on to the question if it may be taken.
pub(super) fn check(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.pointer = None;
    let checked = identity::check(state.number.text(), Wanted::Any, Some(day(cx)));
    if checked.value.is_empty() {
        state.message = Some(Message::error(text::NUMBER_NEEDED));
        return vec![];
    }
    let refused = checked.verdict() == Verdict::Refused && !checked.may_insist();
    let reason = cx
        .draft
        .as_ref()
        .is_some_and(|draft| draft.number_reason.is_some() && draft.holder.holder_no == checked.value);
    let wants_reason = checked.wants_reason() && !reason;
    let insisted = state.insisted.as_deref() == Some(&checked.value);
    let ask = Query::Person {
        number: checked.value.clone(),
    };
    state.message = sentence(&checked, wants_reason);
    state.person = None;
    state.person_ticket = cx.ticket();
    let mut effects = vec![Effect::Ask(state.person_ticket, ask)];
    let value = checked.value.clone();
    if let Some(finding) = checked.findings.first() {
        put_cursor(state, finding.at);
    }
    state.checked = Some(checked);
    if refused {
        return effects;
    }
    if wants_reason && insisted {
        effects.push(ask_reason(state));
    } else if wants_reason {
        state.insisted = Some(value);
    } else {
        effects.extend(accept(state, cx));
    }
    effects
}

/// The cursor goes to the place of the fault.
fn put_cursor(state: &mut State, at: usize) {
    state.number.key(Key::plain(KeyCode::Home));
    for _ in 0..at {
        state.number.key(Key::plain(KeyCode::Right));
    }
}

fn ask_reason(state: &mut State) -> Effect {
    state.asked = Asked::NumberReason;
    Effect::Open(Box::new(Destination::AskText {
        title: text::KEEP_NUMBER.to_owned(),
        label: text::REASON.to_owned(),
        value: String::new(),
    }))
}

/// The day that decides about the former CMND: of the true reception, where it is entered later.
fn day(cx: &Context) -> chrono::NaiveDate {
    let back = cx.draft.as_ref().and_then(|draft| draft.backfill.as_ref());
    back.map_or(cx.now, |back| back.received_at).date()
}

fn sentence(checked: &Checked, wants_reason: bool) -> Option<Message> {
    let finding = checked.findings.first()?;
    let words = identity::text::sentence(&finding.fault, &checked.value);
    let words = if wants_reason { text::insist(&words) } else { words };
    Some(match finding.fault.verdict() {
        Verdict::Refused => Message::error(words),
        Verdict::Ok | Verdict::Warning => Message::warning(words),
    })
}

/// The number is taken: another one than before begins another holder.
pub(super) fn accept(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(checked) = &state.checked else {
        return vec![];
    };
    let draft = cx.draft_mut();
    if draft.holder.holder_no != checked.value {
        draft.holder = Holder {
            holder_no: checked.value.clone(),
            ..Holder::default()
        };
        draft.account = None;
        if state.insisted.is_none() {
            draft.number_reason = None;
        }
    }
    draft.holder.holder_no_kind = checked.kind.map(NumberKind::from);
    if matches!(draft.holder.holder_no_kind, Some(NumberKind::Tax)) && draft.holder.organisation.is_empty() {
        draft.holder.holder_kind = HolderKind::Business;
    }
    state.answered.clone_from(&draft.account);
    if let Some(card) = &state.person {
        reception::fill(draft, card);
    }
    state.phase = Phase::Question;
    if !checked.wants_reason() && checked.verdict() == Verdict::Ok {
        state.message = None;
    }
    reception::save(cx)
}

/// What earlier dossiers know of the number. Nothing moves the focus.
pub(super) fn known(state: &mut State, card: PersonCard, cx: &mut Context) -> Vec<Effect> {
    let filled = cx
        .draft
        .as_mut()
        .is_some_and(|draft| reception::fill(draft, &card));
    if !card.near.is_empty() && state.message.is_none() && state.phase == Phase::Question {
        state.message = Some(Message::warning(text::NEAR_WARNING));
    }
    state.person = Some(card);
    if filled { reception::save(cx) } else { vec![] }
}
