//! Cập nhật: which columns of an accepted dossier changed, old and new.

use super::fields::Record;
use crate::domain::act::FieldChange;
use crate::domain::dossier::Bearer;
use crate::domain::rows::DossierView;

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
