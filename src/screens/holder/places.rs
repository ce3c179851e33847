//! The place fields: what they offer, and the desk's own province, district and commune as defaults.

use super::fields::{Control, Field};
use super::{State, Subject, text};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::Reaction;
use crate::app::input::early::{Early, Pressed};
use crate::app::input::pick::Candidate;
use crate::app::key::{Key, KeyCode};
use crate::app::msg::Ticket;
use crate::domain::dossier::PlaceSet;
use crate::domain::query::Query;
use crate::domain::rows::PlaceRow;

/// Rows of an open list; more are found by typing.
const OFFERED: u32 = 9;
/// All units below one: no province of 2025 has more communes.
const ALL: u32 = 500;

/// A question about places that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Rows for the open list of this field.
    Options(Field, Ticket),
    /// The unit of the desk's own code, for this field.
    Default(Field, Ticket),
}

/// The field above: what its unit contains.
fn above(set: PlaceSet, field: Field) -> Option<Field> {
    match field {
        Field::Commune if set == PlaceSet::Legacy => Some(Field::District),
        Field::Commune | Field::District => Some(Field::Province),
        _ => None,
    }
}

/// The field below.
fn below(set: PlaceSet, field: Field) -> Option<Field> {
    match field {
        Field::Province if set == PlaceSet::Legacy => Some(Field::District),
        Field::Province | Field::District => Some(Field::Commune),
        _ => None,
    }
}

/// Asks for the rows that fit what is typed; nothing can be offered below an unknown unit.
pub(super) fn ask_options(state: &mut State, field: Field, cx: &mut Context) -> Vec<Effect> {
    let Some(Control::Pick(pick)) = state.control(field) else {
        return vec![];
    };
    let text = pick.query().to_owned();
    if !has_parent(state, field) {
        offer(state, field, vec![]);
        return vec![];
    }
    let parent = parent(state, field);
    let ticket = cx.ticket();
    state.wanted = Some(Wanted::Options(field, ticket));
    let query = Query::Places {
        set: state.set,
        parent,
        text,
        limit: OFFERED,
    };
    vec![Effect::Ask(ticket, query)]
}

/// What the open list offers now, and what an early Enter comes to.
fn offer(state: &mut State, field: Field, rows: Vec<PlaceRow>) -> Reaction {
    match state.control_mut(field) {
        Some(Control::Pick(pick)) => pick.set_options(rows.into_iter().map(candidate).collect()),
        _ => Reaction::Handled,
    }
}

/// Is the unit known that this field's units lie in?
fn has_parent(state: &State, field: Field) -> bool {
    above(state.set, field).is_none() || parent(state, field).is_some()
}

/// Its code; `None` = the country.
fn parent(state: &State, field: Field) -> Option<String> {
    match state.control(above(state.set, field)?) {
        Some(Control::Pick(pick)) => pick.chosen().cloned(),
        _ => None,
    }
}

/// The desk's own units stand in empty fields, from the province down.
pub(super) fn ask_default(state: &mut State, field: Field, cx: &mut Context) -> Vec<Effect> {
    let code = default_code(field, cx);
    if state.subject != Subject::Draft || code.is_empty() || !state.words(field).is_empty() {
        return vec![];
    }
    if !has_parent(state, field) {
        return vec![];
    }
    let parent = parent(state, field);
    let ticket = cx.ticket();
    state.wanted = Some(Wanted::Default(field, ticket));
    let query = Query::Places {
        set: state.set,
        parent,
        text: String::new(),
        limit: ALL,
    };
    vec![Effect::Ask(ticket, query)]
}

/// Is the desk's own unit still on its way to this empty field? Enter passes over it until then.
pub(super) fn is_awaited(state: &State, field: Field) -> bool {
    let Some(Wanted::Default(from, _)) = state.wanted else {
        return false;
    };
    let mut coming = Some(from);
    while let Some(at) = coming {
        if at == field {
            return state.words(field).is_empty();
        }
        coming = below(state.set, at);
    }
    false
}

/// The store could not say: what was on its way does not come.
pub(super) fn failed(state: &mut State, ticket: Ticket, cx: &mut Context) -> Vec<Effect> {
    match state.wanted {
        Some(Wanted::Default(_, asked)) if asked == ticket => {
            state.wanted = None;
            vec![]
        }
        Some(Wanted::Options(..)) => answered(state, ticket, vec![], cx),
        Some(Wanted::Default(..)) | None => vec![],
    }
}

/// The list came after an Enter that was meant for it: what that Enter does, and then the keys behind it. Where it took
/// nothing the officer sees a list he has not seen before, and what he typed for the fields behind it goes nowhere else.
fn entered(state: &mut State, reaction: Reaction, cx: &mut Context) -> Vec<Effect> {
    let early = state.typed_ahead.take();
    if reaction == Reaction::Handled {
        return vec![];
    }
    let enter = Key::plain(KeyCode::Enter);
    let mut effects = if reaction == Reaction::Chosen {
        super::chosen_or_edited(state, (enter, reaction), cx)
    } else {
        super::moved(state, enter, cx)
    };
    effects.extend(early.make_up((state, cx), super::pressed));
    effects
}

fn default_code(field: Field, cx: &Context) -> String {
    let key = match field {
        Field::Province => "default_province",
        Field::District => "default_district",
        _ => "default_commune",
    };
    cx.settings.text(key).to_owned()
}

/// The answer to either question.
pub(super) fn answered(
    state: &mut State,
    ticket: Ticket,
    rows: Vec<PlaceRow>,
    cx: &mut Context,
) -> Vec<Effect> {
    match state.wanted {
        Some(Wanted::Options(field, asked)) if asked == ticket => {
            let was_entered = awaits(state);
            let reaction = offer(state, field, rows);
            if was_entered && state.form.focus() == field {
                return entered(state, reaction, cx);
            }
            vec![]
        }
        Some(Wanted::Default(field, asked)) if asked == ticket => {
            state.wanted = None;
            let code = default_code(field, cx);
            let found = rows.into_iter().find(|row| row.code == code);
            let (Some(row), Some(Control::Pick(pick))) = (found, state.control_mut(field)) else {
                return vec![];
            };
            if pick.line().is_empty() {
                pick.choose(row.code, &row.name);
                state.defaults.push(field);
            }
            below(state.set, field).map_or_else(Vec::new, |next| ask_default(state, next, cx))
        }
        _ => vec![],
    }
}

/// Was Enter pressed on the list of the focus before it came?
fn awaits(state: &State) -> bool {
    matches!(state.control(state.form.focus()), Some(Control::Pick(pick)) if pick.is_entered())
}

/// A key behind an Enter that waits for its list is kept for later; Esc calls that Enter off.
pub(super) fn keeps(state: &mut State, (key, command): Pressed) -> bool {
    let waits = awaits(state) && command != Some(Command::Back);
    if waits {
        state.typed_ahead.keep((key, command));
    } else {
        state.typed_ahead = Early::default();
    }
    waits
}

fn candidate(row: PlaceRow) -> Candidate<String> {
    Candidate {
        note: text::merged(&row.former),
        ..Candidate::new(row.code, row.name)
    }
}

/// Another unit was taken: what lay in the old one is empty again.
pub(super) fn chosen(state: &mut State, field: Field) {
    state.defaults.retain(|it| *it != field);
    let mut next = below(state.set, field);
    while let Some(field) = next {
        if let Some(Control::Pick(pick)) = state.control_mut(field) {
            pick.clear();
        }
        state.defaults.retain(|it| *it != field);
        next = below(state.set, field);
    }
}
