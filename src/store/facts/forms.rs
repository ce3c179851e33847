//! Phiếu: a form that was made, and each copy that went out.

use super::desk::Desk;
use super::situation::{self, Loaded};
use super::{Facts, needed, numbers};
use crate::domain::act::{IssuedForm, Outcome};
use crate::domain::ids::{DossierId, FormId};
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::store::body::{Body, FormNumber, IssueForm, ReprintForm};
use crate::store::{form_no, oplog};

use super::kho;

pub(super) fn issue(desk: &mut Desk<'_>, dossier: DossierId, form: &IssuedForm) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::IssueForm, &loaded.situation)?;
    kho::must_lie_here(desk, form.sha256)?;
    let template = needed(&form.template, Refusal::Missing("template"))?;
    let (number, counted) = match kept(desk, &loaded, form)? {
        Some(number) => (number, None),
        None => number(desk, &loaded, &template)?,
    };
    if form.number.as_ref().is_some_and(|drawn| *drawn != number) {
        return Err(Refusal::Conflict("form_no_pattern".to_owned()));
    }
    let body = IssueForm {
        form: form.form,
        template,
        form_set: form.form_set.clone(),
        book: loaded.book,
        number: number.clone(),
        counted,
        sha256: form.sha256,
        size: form.size,
        pages: form.pages,
    };
    let facts = Facts::dossier(dossier, Body::IssueForm(Box::new(body)));
    Ok(facts.with(Outcome::Numbered { number }))
}

/// The number drawn on it, where another print of this form has it already: a reprint is no new form.
fn kept(desk: &Desk<'_>, loaded: &Loaded, form: &IssuedForm) -> Result<Option<String>, Refusal> {
    let Some(drawn) = &form.number else {
        return Ok(None);
    };
    let printed = desk
        .conn
        .prepare_cached("SELECT 1 FROM form WHERE dossier_id = ?1 AND template = ?2 AND number = ?3")?
        .exists((loaded.id.bytes(), form.template.trim(), drawn))?;
    Ok(printed.then(|| drawn.clone()))
}

/// A receipt carries the register's number, a refusal and a supplement the number their act got; others count.
fn number(desk: &Desk<'_>, loaded: &Loaded, template: &str) -> Result<(String, Option<FormNumber>), Refusal> {
    if template == "receipt"
        && let Some(number) = form_no::of_receipt(desk.conn, loaded.id)?
    {
        return Ok((number, None));
    }
    let given = match template {
        "refusal" => given(desk, loaded.id, "refuse")?,
        "supplement" => given(desk, loaded.id, "ask_supplement")?,
        _ => None,
    };
    if let Some(number) = given {
        return Ok((number, None));
    }
    let counted = numbers::form_number(desk, template)?;
    Ok((counted.number.clone(), Some(counted)))
}

/// The form number in the newest op of this kind.
fn given(desk: &Desk<'_>, dossier: DossierId, kind: &str) -> Result<Option<String>, Refusal> {
    let Some(entry) = oplog::last_of_kind(desk.conn, dossier.0, kind)? else {
        return Ok(None);
    };
    let op = entry.into_op().map_err(oplog::LogError::from)?;
    Ok(match op.body {
        Body::Refuse(body) => Some(body.form.number),
        Body::AskSupplement(body) => Some(body.form.number),
        _ => None,
    })
}

pub(super) fn reprint(desk: &mut Desk<'_>, dossier: DossierId, form: FormId) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::ReprintForm, &loaded.situation)?;
    let there = desk
        .conn
        .prepare_cached("SELECT 1 FROM form WHERE id = ?1 AND dossier_id = ?2")?
        .exists((form.bytes(), dossier.bytes()))?;
    if !there {
        return Err(Refusal::NotFound);
    }
    Ok(Facts::dossier(
        dossier,
        Body::ReprintForm(Box::new(ReprintForm { form })),
    ))
}
