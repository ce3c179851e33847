//! A dossier as one JSON object: the keys are the contract of the command line, additions are free.

use serde_json::{Map, Value, json};

use crate::domain::component::Digitise;
use crate::domain::deadline::Limit;
use crate::domain::digitise::text as digitise;
use crate::domain::dossier::{AccountFinding, Bearer, Holder};
use crate::domain::rows::{
    ComponentView, DossierRow, DossierView, FileView, FormView, HistoryRow, InterimView, OutcomeView,
};
use crate::domain::special::{Exemption, text as special};
use crate::domain::text as words;
use crate::domain::time::Moment;

/// A row of the list.
pub(super) fn row(row: &DossierRow) -> Value {
    Value::Object(row_keys(row))
}

fn row_keys(row: &DossierRow) -> Map<String, Value> {
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| {
        keys.insert(key.to_owned(), value);
    };
    put("id", json!(row.id));
    put("code", json!(row.code));
    put("status", json!(row.status.code()));
    put("status_text", json!(words::status(row.status)));
    put("voided", json!(row.voided));
    put("procedure_code", json!(row.procedure_code));
    put("procedure_name", json!(row.procedure_name));
    put("holder_name", json!(row.holder_name));
    put("holder_no", json!(row.holder_no));
    put("received_at", time(row.received_at));
    put("due_at", time(row.due_at));
    put("promised_at", time(row.promised_at));
    put("finished_at", time(row.finished_at));
    put("returned_at", time(row.returned_at));
    put("step", json!(row.step.1));
    put("step_no", json!(row.step.0));
    put("officer", json!(row.officer.as_ref().map(|it| &it.name)));
    put("at_unit", json!(row.at_unit));
    put("channel", json!(row.channel.code()));
    put("portal_code", json!(row.portal_code));
    put("digitised", json!(row.extent.word()));
    let said = [digitise::lacks, digitise::exempted, digitise::reasoned].map(|said| said(&row.remarks));
    put(
        "digitised_text",
        json!(said.into_iter().flatten().collect::<Vec<_>>()),
    );
    keys
}

/// Everything of one dossier.
pub(super) fn dossier(view: &DossierView) -> Value {
    let mut keys = row_keys(&view.row);
    let mut put = |key: &str, value: Value| {
        keys.insert(key.to_owned(), value);
    };
    put("sector", json!(view.sector_name));
    put("case", json!(view.case_name));
    put("procedure_version", json!(view.procedure_version));
    put("subject", json!(view.subject));
    put("submitted_at", time(view.submitted_at));
    put("channel_text", json!(words::channel(view.channel)));
    put("lookup", json!(view.lookup));
    put("sets", json!(view.sets));
    put("limit", view.limit.map_or(Value::Null, limit));
    put("register", register(view.register));
    put("return_way", json!(view.return_way.code()));
    put("return_way_text", json!(words::return_way(view.return_way)));
    put("holder", holder(&view.holder));
    put("bearer", view.bearer.as_ref().map_or(Value::Null, bearer));
    put("account", account(&view.account));
    put("components", each(&view.components, component));
    put("outcome_scans", each(&view.outcome_scans, scan));
    put("interims", each(&view.interims, interim));
    let made_of = |outcome: &OutcomeView| outcome.scan.and_then(|id| view.paged(id));
    put("outcomes", each(&view.outcomes, |it| outcome(it, made_of(it))));
    put("forms", each(&view.forms, form));
    put("history", each(&view.history, line));
    put("product", json!(view.product.word()));
    put("receiver", json!(view.receiver));
    put("cabinet", json!(view.cabinet));
    put("note", json!(view.note));
    put("backfilled_reason", json!(view.backfilled_reason));
    put("rounds", json!(view.rounds));
    put("apologies", json!(view.apologies));
    put("void_reason", json!(view.void_reason));
    Value::Object(keys)
}

fn each<T>(items: &[T], value: impl Fn(&T) -> Value) -> Value {
    items.iter().map(value).collect()
}

fn time(at: Option<Moment>) -> Value {
    json!(at.map(Moment::rfc3339))
}

fn limit(limit: Limit) -> Value {
    json!({ "amount": limit.amount.to_string(), "unit": limit.unit.word(), "policy": limit.policy.word() })
}

fn register(entry: Option<(u32, u32)>) -> Value {
    entry.map_or(
        Value::Null,
        |(book, number)| json!({ "book": book, "number": number }),
    )
}

fn holder(holder: &Holder) -> Value {
    let address = &holder.address;
    json!({
        "kind": holder.holder_kind.code(),
        "number": holder.holder_no,
        "number_kind": holder.holder_no_kind,
        "name": holder.holder_name,
        "organisation": holder.organisation,
        "issued_on": holder.no_issued_on,
        "issued_by": holder.no_issued_by,
        "born": holder.born,
        "sex": holder.sex,
        "phone": holder.phone,
        "phone_note": holder.phone_note,
        "fax": holder.fax,
        "email": holder.email,
        "website": holder.website,
        "licence_no": holder.licence_no,
        "place_set": address.place_set,
        "province_code": address.province_code,
        "district_code": address.district_code,
        "commune_code": address.commune_code,
        "address": address.address_text,
        "address_detail": address.address_detail,
        "address_old": address.address_old,
    })
}

fn bearer(bearer: &Bearer) -> Value {
    json!({
        "name": bearer.bearer_name,
        "number": bearer.bearer_no,
        "phone": bearer.bearer_phone,
        "basis": bearer.bearer_basis,
    })
}

fn account(found: &AccountFinding) -> Value {
    json!({
        "state": found.account.word(),
        "at": time(found.account_at),
        "source": found.account_source.word(),
        "reason": found.account_reason,
    })
}

fn component(view: &ComponentView) -> Value {
    json!({
        "name": view.name,
        "copies": view.copies,
        "form": view.form.word(),
        "required": view.required.word(),
        "submission": view.submission.word(),
        "received": view.received,
        "reject_reason": view.reject_reason,
        "void_reason": view.void_reason,
        "digitise": view.digitise.word(),
        "page_account": view.account.word(),
        "traits": view.traits,
        "of_other_body": view.of_other_body,
        "copy_basis": view.basis,
        "remind_on": view.remind_on,
        "custody": view.custody,
        "exempt": view.exempt.as_ref().map(|it| exemption(view, it)),
        "files": each(&view.files, file),
    })
}

/// `decided` = a leader approved it; else it is only wished.
fn exemption(view: &ComponentView, exempt: &Exemption) -> Value {
    let decided = view.digitise == Digitise::Exempt;
    let text = if decided {
        special::exempted(exempt.why)
    } else {
        special::proposed(exempt.why)
    };
    let approved = view.exempted.as_ref().filter(|_| decided);
    json!({
        "decided": decided,
        "why": exempt.why,
        "text": text,
        "reason": exempt.reason,
        "approved_by": approved.map(|(name, _)| name),
        "approved_at": approved.map(|(_, at)| at.rfc3339()),
    })
}

fn file(view: &FileView) -> Value {
    json!({
        "name": view.name,
        "sha256": view.sha256,
        "bytes": view.size,
        "mime": view.mime,
        "pages": view.pages,
        "source": view.source.word(),
        "signature": view.signature.word(),
    })
}

fn interim(view: &InterimView) -> Value {
    json!({
        "name": view.name,
        "sha256": view.sha256,
        "pages": view.pages,
        "note": view.note,
        "filed_at": view.filed_at.rfc3339(),
        "filed_by": view.filed_by,
    })
}

/// A result on paper with its page account.
fn scan(view: &ComponentView) -> Value {
    json!({
        "name": view.name,
        "sheets": view.claim.sheets,
        "sides": view.claim.sides,
        "notes": view.claim.noted.len(),
        "pages": view.pages.len(),
        "page_account": view.account.word(),
        "page_reason": view.page_reason,
        "files": each(&view.files, file),
    })
}

fn outcome(view: &OutcomeView, made_of: Option<&ComponentView>) -> Value {
    json!({
        "source": if made_of.is_some() { "scan" } else { "picked" },
        "scan": made_of.map(scan),
        "kind_code": view.kind_code,
        "paper_code": view.paper_code,
        "name": view.name,
        "summary": view.summary,
        "starts_on": view.starts_on,
        "term": view.term,
        "ends_on": view.ends_on,
        "sha256": view.sha256,
        "file_name": view.file_name,
        "pages": view.pages,
        "signature": view.signature.word(),
        "unsigned_reason": view.unsigned_reason,
        "state": view.state.word(),
        "filed_at": view.filed_at.rfc3339(),
        "filed_by": view.filed_by,
    })
}

fn form(view: &FormView) -> Value {
    json!({
        "template": view.template,
        "form_set": view.form_set,
        "number": view.number,
        "sha256": view.sha256,
        "made_at": view.made_at.rfc3339(),
        "prints": view.prints,
    })
}

fn line(row: &HistoryRow) -> Value {
    json!({ "at": row.at.rfc3339(), "officer": row.officer, "kind": row.kind, "text": row.text })
}
