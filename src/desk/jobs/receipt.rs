//! The receipt: facts from the store, drawn, kept under its hash, and only then issued as an op.

use super::issue::{Made, issue as issue_form};
use super::said;
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::receipts::{self, Drawn};
use crate::desk::text;
use crate::domain::draft::Draft;
use crate::domain::fee;
use crate::domain::ids::DossierId;
use crate::domain::query::{Answer, Query};
use crate::domain::receipt::{Receipt, ReceiptFee};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, SettingRows};
use crate::forms::preview::render_text;
use crate::forms::set::RECEIPT;

/// Makes and issues the receipt; answers the one there is when it was made already.
pub(super) fn make(hands: &Hands, dossier: DossierId) -> Result<JobDone, JobFault> {
    let (view, settings) = facts(hands, dossier)?;
    if let Some(made) = view.forms.iter().rev().find(|form| form.template == RECEIPT) {
        return Ok(JobDone::Receipt {
            form: made.id,
            number: made.number.clone(),
        });
    }
    issue(hands, (&view, &settings))
}

/// Makes the receipt anew, after a correction, as the n-th print.
pub(super) fn make_again(hands: &Hands, dossier: DossierId) -> Result<JobDone, JobFault> {
    let (view, settings) = facts(hands, dossier)?;
    issue(hands, (&view, &settings))
}

fn issue(hands: &Hands, (view, settings): (&DossierView, &SettingRows)) -> Result<JobDone, JobFault> {
    let drawn = receipts::draw(view, settings, hands.clock.now());
    let drawn = drawn.map_err(|error| said(text::receipt_not_made(&error)))?;
    issued(hands, view.row.id, drawn)
}

/// Keeps and issues a receipt that was drawn.
pub(super) fn issued(hands: &Hands, dossier: DossierId, drawn: Drawn) -> Result<JobDone, JobFault> {
    let made = Made {
        template: RECEIPT,
        form_set: &drawn.form_set,
        number: Some(drawn.number),
        bytes: &drawn.bytes,
        pages: drawn.pages,
    };
    let (form, number) = issue_form(hands, dossier, made)?;
    Ok(JobDone::Receipt { form, number })
}

/// The receipt of a draft as lines: the same words and order as on paper, what is not given yet said to come.
pub(super) fn preview(hands: &Hands, draft: &Draft) -> Result<JobDone, JobFault> {
    let settings = settings(hands)?;
    let picked = draft.procedure.as_ref();
    let picked = picked.ok_or(JobFault::Refused(Refusal::Missing("procedure")))?;
    let received_at = draft.backfill.as_ref().map(|back| back.received_at);
    let due = Query::Due {
        code: picked.code.clone(),
        version: Some(picked.version.clone()),
        channel: draft.channel,
        received_at,
    };
    let Answer::Due(due) = hands.answer(&due) else {
        return Err(said(text::NO_PREVIEW));
    };
    let now = hands.clock.now();
    let received_at = received_at.unwrap_or(now);
    let receipt = Receipt {
        officer: officer(hands),
        fees: fees(hands, draft),
        ..receipts::of_draft(draft, due.as_ref(), (&settings, now))
    };
    let template = receipts::template(received_at, &settings).map_err(|_| said(text::NO_PREVIEW))?;
    Ok(JobDone::Lines(render_text(&receipt, template)))
}

/// What the receipt will say is to be paid: as the officer left it, else what the catalogue proposes.
fn fees(hands: &Hands, draft: &Draft) -> Vec<ReceiptFee> {
    if let (None, Some(picked)) = (&draft.fees, &draft.procedure) {
        let query = Query::Fees {
            code: picked.code.clone(),
            version: Some(picked.version.clone()),
        };
        let Answer::Fees(stated) = hands.answer(&query) else {
            return Vec::new();
        };
        let proposed = fee::proposed(&stated, draft.channel);
        return proposed.iter().map(ReceiptFee::proposed).collect();
    }
    draft.fees.iter().flatten().map(ReceiptFee::of).collect()
}

/// The name of who is logged in.
pub(super) fn officer(hands: &Hands) -> String {
    let whose = *hands.whose();
    let Answer::Officers(rows) = hands.answer(&Query::Officers) else {
        return String::new();
    };
    let found = rows.officers.into_iter().find(|officer| officer.id == whose);
    found.map(|officer| officer.name).unwrap_or_default()
}

pub(super) fn facts(hands: &Hands, dossier: DossierId) -> Result<(DossierView, SettingRows), JobFault> {
    let Answer::Dossier(Some(view)) = hands.answer(&Query::Dossier(dossier)) else {
        return Err(said(text::NO_RECEIPT));
    };
    Ok((*view, settings(hands)?))
}

pub(super) fn settings(hands: &Hands) -> Result<SettingRows, JobFault> {
    match hands.answer(&Query::Settings) {
        Answer::Settings(settings) => Ok(settings),
        _ => Err(said(text::NO_RECEIPT)),
    }
}
