//! What was read into the form, and what of it nobody has touched since: that goes back as it was stored.

use super::fields::{self, Field, Record};
use super::{State, Subject, address, check, edit, places};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::form::Form;
use crate::app::reception;
use crate::domain::dossier::PlaceSet;
use crate::domain::identity::{self, Asked};
use crate::domain::rows::{DossierView, PersonCard};
use crate::domain::text as words;

/// Does the control hold what it held when the record was read?
pub(super) fn is_as_read(state: &State, field: Field) -> bool {
    let at = state.controls.iter().position(|(it, _)| *it == field);
    let both = at.and_then(|at| state.controls.get(at).zip(state.as_read.get(at)));
    both.is_some_and(|((_, control), read)| control.held() == *read)
}

/// Does a received dossier keep this field as it is? Neither it nor what it goes with was touched.
pub(super) fn stands(state: &State, field: Field) -> bool {
    let with: &[Field] = match field {
        Field::Province | Field::District | Field::Commune | Field::Detail => {
            &[Field::Province, Field::District, Field::Commune, Field::Detail]
        }
        Field::Organisation => &[Field::Kind, Field::Organisation],
        Field::BearerName => &[Field::Bearer, Field::BearerName],
        Field::BearerNo => &[Field::Bearer, Field::BearerNo],
        Field::Phone if state.phone_note != state.before.holder.phone_note => return false,
        _ => &[field],
    };
    state.subject != Subject::Draft && with.iter().all(|it| is_as_read(state, *it))
}

pub(super) fn load(state: &mut State, record: Record) {
    fields::load(&mut state.controls, &record);
    state.as_read = state.controls.iter().map(|(_, control)| control.held()).collect();
    state.phone_note.clone_from(&record.holder.phone_note);
    state.shown = address::of(&state.controls, state.set);
    state.before = record;
}

pub(super) fn load_draft(state: &mut State, cx: &Context) {
    let Some(draft) = &cx.draft else { return };
    let mut record = Record {
        holder: draft.holder.clone(),
        bearer: draft.bearer.clone(),
        return_way: draft.return_way,
        sets: draft.sets,
        subject: draft.subject.clone(),
    };
    let address = &mut record.holder.address;
    if address.place_set.is_some_and(|set| set != state.set) {
        // An address of the other unit set: only its first part still says something; the whole is the old one.
        let before = std::mem::take(address);
        address.address_detail = before.address_detail;
        if state.set == PlaceSet::Y2025 {
            address.address_old = before.address_text;
        }
    }
    if record.holder.sex.is_none() {
        let number = identity::check(&record.holder.holder_no, Asked::Any, None);
        record.holder.sex = number.personal.map(|personal| personal.sex);
    }
    load(state, record);
}

/// What earlier dossiers know of him; a form nobody has typed in yet is filled.
pub(super) fn known(state: &mut State, card: Box<PersonCard>, cx: &mut Context) -> Vec<Effect> {
    let filled = cx
        .draft
        .as_mut()
        .is_some_and(|draft| reception::fill(draft, &card));
    state.earlier = Some(card);
    if !filled || !state.words(Field::Name).is_empty() {
        return vec![];
    }
    state.defaults.clear();
    load_draft(state, cx);
    state.form = Form::start(&check::stops(state), Field::Name);
    let mut effects = reception::save(cx);
    effects.extend(places::ask_default(state, Field::Province, cx));
    effects
}

/// A received dossier came, for the first time or again.
pub(super) fn read(state: &mut State, view: &DossierView) {
    if let Some(set) = address::set_of(&view.holder.address) {
        state.set = set;
    }
    edit::read_record(state, view);
    let code = view.row.code.clone().unwrap_or_default();
    state.title = format!(
        "{code} · {} · {}",
        view.row.holder_name,
        words::status(view.row.status)
    );
    if !std::mem::replace(&mut state.ready, true) {
        let first = if state.is_person() {
            Field::Name
        } else {
            Field::Organisation
        };
        state.form = Form::at(first);
    }
}
