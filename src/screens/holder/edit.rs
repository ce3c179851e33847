//! Cập nhật: which columns of an accepted dossier changed, old and new.

use super::fields::{self, Control, Field, Record};
use super::read::{self, load};
use super::{State, Subject, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::domain::act::{Act, Done, DossierAct, FieldChange, Request};
use crate::domain::dossier::Bearer;
use crate::domain::ids::DossierId;
use crate::domain::query::Query;
use crate::domain::refusal::Refusal;
use crate::domain::rows::DossierView;
use crate::domain::text as words;

/// The record of an accepted dossier.
pub(super) fn record(view: &DossierView) -> Record {
    Record {
        holder: view.holder.clone(),
        bearer: view.bearer.clone(),
        return_way: view.return_way,
        sets: view.sets,
        subject: view.subject.clone(),
    }
}

impl State {
    /// What stands in a correction. The form of a draft is the draft itself.
    pub(crate) fn written(&self) -> Vec<String> {
        if self.subject == Subject::Draft {
            return vec![];
        }
        let controls = self.controls.iter().map(|(_, control)| control.text());
        controls.chain(self.phone_note.clone()).collect()
    }
}

/// It comes back as it was left; the dossier may have been corrected meanwhile.
pub(super) fn reopened(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Subject::Dossier(dossier) = state.subject else {
        return vec![];
    };
    if state.busy {
        return vec![];
    }
    state.ticket = cx.ticket();
    vec![Effect::Ask(state.ticket, Query::Dossier(dossier))]
}

/// Puts the dossier's record into the form. What the officer typed before stays: only that shall be corrected.
pub(super) fn read_record(state: &mut State, view: &DossierView) {
    let note = state.phone_note.clone();
    let is_own_note = state.ready && note != state.before.holder.phone_note;
    let typed = typed(state);
    load(state, record(view));
    for (field, control) in typed {
        if let Some(read) = state.control_mut(field) {
            *read = control;
        }
    }
    if is_own_note {
        state.phone_note = note;
    }
}

/// The controls in which something else stands than was read; they are taken out.
fn typed(state: &mut State) -> Vec<(Field, Control)> {
    if !state.ready {
        return vec![];
    }
    let is_typed = |field: &Field| !read::is_as_read(state, *field);
    let typed: Vec<Field> = Field::ALL.into_iter().filter(is_typed).collect();
    let now = std::mem::replace(&mut state.controls, fields::controls());
    now.into_iter()
        .filter(|(field, _)| typed.contains(field))
        .collect()
}

/// Changed columns by their stable names; values as the database has them (days as `2023-02-14`, codes as numbers).
pub(super) fn changes(old: &Record, new: &Record) -> Vec<FieldChange> {
    let pairs = columns(old).into_iter().zip(columns(new));
    pairs
        .filter(|((_, old), (_, new))| old.clone().unwrap_or_default() != new.clone().unwrap_or_default())
        .map(|((field, old), (_, new))| FieldChange {
            field: field.to_owned(),
            old,
            new,
        })
        .collect()
}

fn columns(record: &Record) -> Vec<(&'static str, Option<String>)> {
    let holder = &record.holder;
    let address = &holder.address;
    let text = |words: &String| Some(words.clone());
    let mut all = vec![
        ("holder_kind", Some(holder.holder_kind.code().to_string())),
        ("holder_no", text(&holder.holder_no)),
        (
            "holder_no_kind",
            holder.holder_no_kind.map(|kind| kind.word().to_owned()),
        ),
        ("holder_name", text(&holder.holder_name)),
        ("organisation", text(&holder.organisation)),
        ("no_issued_on", holder.no_issued_on.map(|day| day.to_string())),
        ("no_issued_by", text(&holder.no_issued_by)),
        ("born", text(&holder.born)),
        ("sex", holder.sex.map(|sex| sex.word().to_owned())),
        ("phone", text(&holder.phone)),
        ("phone_note", holder.phone_note.clone()),
        ("fax", text(&holder.fax)),
        ("email", text(&holder.email)),
        ("website", text(&holder.website)),
        ("licence_no", text(&holder.licence_no)),
        ("place_set", address.place_set.map(|set| set.word().to_owned())),
        ("province_code", address.province_code.clone()),
        ("district_code", address.district_code.clone()),
        ("commune_code", address.commune_code.clone()),
        ("address_text", text(&address.address_text)),
        ("address_detail", text(&address.address_detail)),
        ("address_old", text(&address.address_old)),
        ("subject", text(&record.subject)),
        ("sets", Some(record.sets.to_string())),
        ("return_way", Some(record.return_way.code().to_string())),
    ];
    all.extend(bearer(record.bearer.as_ref()));
    all
}

fn bearer(bearer: Option<&Bearer>) -> [(&'static str, Option<String>); 4] {
    let value = |field: fn(&Bearer) -> &String| bearer.map(field).cloned();
    [
        ("bearer_name", value(|it| &it.bearer_name)),
        ("bearer_no", value(|it| &it.bearer_no)),
        ("bearer_phone", value(|it| &it.bearer_phone)),
        ("bearer_basis", value(|it| &it.bearer_basis)),
    ]
}

/// As many as the officer sees: what another column says too is no second change.
fn told(changes: &[FieldChange]) -> usize {
    let is_told = |change: &&FieldChange| {
        let by = words::told_by(&change.field);
        by.is_none_or(|by| changes.iter().all(|other| other.field != by))
    };
    changes.iter().filter(is_told).count()
}

/// Asks the writer for the changes, if there are any.
pub(super) fn send(state: &mut State, dossier: DossierId, cx: &mut Context) -> Vec<Effect> {
    let changes = changes(&state.before, &state.collect());
    if changes.is_empty() {
        state.message = Some(Message::advice(text::NOTHING_CHANGED));
        return vec![];
    }
    state.busy = true;
    state.ticket = cx.ticket();
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier {
            dossier,
            act: DossierAct::Edit { changes },
        },
    };
    vec![Effect::Change(state.ticket, Box::new(request))]
}

/// Written: back to the dossier with how many fields were changed; refused: the cursor stands at the field.
pub(super) fn changed(state: &mut State, result: Result<Done, Refusal>) -> Vec<Effect> {
    state.busy = false;
    match result {
        Ok(_) => {
            let count = told(&changes(&state.before, &state.collect()));
            vec![Effect::Back, Effect::Say(Message::done(text::updated(count)))]
        }
        Err(refusal) => {
            if let Refusal::Missing(name) | Refusal::Invalid(name) = refusal {
                let found = Field::ALL.into_iter().find(|field| field.column() == Some(name));
                found.inspect(|field| state.form.go(*field));
            }
            state.message = Some(Message::error(words::refusal(&refusal)));
            vec![]
        }
    }
}
