//! The receipt: facts from the store, drawn, kept under its hash, and only then issued as an op.

use super::said;
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{random, receipts, text};
use crate::domain::act::{Act, DossierAct, IssuedForm, Outcome, Request};
use crate::domain::ids::{DossierId, FormId, IdSource};
use crate::domain::query::{Answer, Query};
use crate::domain::rows::{DossierView, SettingRows};
use crate::forms::preview::render_text;
use crate::forms::set::RECEIPT;
use crate::store::blobs::Blobs;

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
    let drawn = receipts::draw(view, settings, hands.clock.now()).map_err(|_| said(text::NO_RECEIPT))?;
    let stored = Blobs::of(&hands.home())
        .put(&drawn.bytes)
        .map_err(|error| JobFault::Refused(error.into()))?;
    let form = FormId(random::SystemIds.next(hands.clock.now().0));
    let issued = IssuedForm {
        form,
        template: RECEIPT.to_owned(),
        form_set: drawn.form_set,
        sha256: stored.sha256,
        size: stored.size,
        pages: drawn.pages,
    };
    let act = Act::Dossier {
        dossier: view.row.id,
        act: DossierAct::IssueForm(issued),
    };
    let done = hands.change(Request {
        actor: *hands.whose(),
        approval: None,
        act,
    })?;
    let number = match done.outcome {
        Outcome::Numbered { number } => number,
        _ => drawn.number,
    };
    Ok(JobDone::Receipt { form, number })
}

/// The receipt as lines, before anything is printed.
pub(super) fn preview(hands: &Hands, dossier: DossierId) -> Result<JobDone, JobFault> {
    let (view, settings) = facts(hands, dossier)?;
    let template = receipts::template(&view, &settings).map_err(|_| said(text::NO_RECEIPT))?;
    let receipt = receipts::facts(&view, &settings, hands.clock.now());
    Ok(JobDone::Lines(render_text(&receipt, template)))
}

fn facts(hands: &Hands, dossier: DossierId) -> Result<(DossierView, SettingRows), JobFault> {
    let Answer::Dossier(Some(view)) = hands.answer(&Query::Dossier(dossier)) else {
        return Err(said(text::NO_RECEIPT));
    };
    let Answer::Settings(settings) = hands.answer(&Query::Settings) else {
        return Err(said(text::NO_RECEIPT));
    };
    Ok((*view, settings))
}
