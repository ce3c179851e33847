//! A slip of a dossier: its facts from the log, drawn, kept, issued; or only shown as lines before its act is done.

use super::issue::{Made, issue};
use super::{receipt, said};
use crate::app::destination::SlipWanted;
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{slips, text};
use crate::domain::ids::{DossierId, FormId};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, FormView, SettingRows};
use crate::domain::slip::{Event, Slip, SlipKind, Unmade, newest, text as words};
use crate::forms::slip::{render, render_text};

/// The slip as lines: made where it is of an act that is done and has none yet.
pub(super) fn show(hands: &Hands, wanted: SlipWanted) -> Result<JobDone, JobFault> {
    match wanted {
        SlipWanted::Newest { dossier, kind } => make(hands, dossier, kind),
        SlipWanted::Printed { dossier, form, .. } => look(hands, dossier, form),
        SlipWanted::Unmade(unmade) => preview(hands, &unmade),
    }
}

/// Makes and issues the slip of the newest act; answers the one there is when it was made already.
fn make(hands: &Hands, dossier: DossierId, kind: SlipKind) -> Result<JobDone, JobFault> {
    let (view, settings) = receipt::facts(hands, dossier)?;
    let event = newest(&view.events, kind, None).ok_or_else(|| said(words::no_slip(kind)))?;
    let is_made = |form: &&FormView| form.template == kind.name() && form.made_at >= event.at;
    if let Some(made) = view.forms.iter().rev().find(is_made) {
        return read(hands, (&view, &settings), made.id);
    }
    let mut slip = facts(&view, (kind, None), &settings)?;
    if slip.dossier.number.is_empty() {
        slip.dossier.number = next_number(hands, kind)?;
    }
    let (form, number) = drawn(hands, (&view, &settings), &slip)?;
    slip.dossier.number.clone_from(&number);
    let lines = lines(hands, (&view, &settings), &slip)?;
    Ok(JobDone::Slip { form, number, lines })
}

/// A printed slip as lines, with the mark its next print will carry.
fn look(hands: &Hands, dossier: DossierId, form: FormId) -> Result<JobDone, JobFault> {
    let (view, settings) = receipt::facts(hands, dossier)?;
    read(hands, (&view, &settings), form)
}

/// Draws a slip anew as its n-th print: the same number, marked "in lại".
pub(super) fn make_again(hands: &Hands, dossier: DossierId, form: FormId) -> Result<FormId, JobFault> {
    let (view, settings) = receipt::facts(hands, dossier)?;
    let (_, slip) = printed(&view, form, &settings)?;
    Ok(drawn(hands, (&view, &settings), &slip)?.0)
}

/// The slip an act would make, as lines.
fn preview(hands: &Hands, unmade: &Unmade) -> Result<JobDone, JobFault> {
    let settings = receipt::settings(hands)?;
    let event = Event {
        at: hands.clock.now(),
        officer: receipt::officer(hands),
        what: unmade.what.clone(),
    };
    let of = (unmade.kind, &event);
    let (slip, received_at) = match (&unmade.draft, unmade.dossier) {
        (Some(draft), _) => (slips::of_draft(draft, of, &settings), None),
        (None, Some(dossier)) => {
            let (view, settings) = receipt::facts(hands, dossier)?;
            (slips::of_dossier(&view, of, &settings), view.row.received_at)
        }
        (None, None) => return Err(JobFault::Refused(Refusal::NotFound)),
    };
    let template = slips::template(unmade.kind, received_at, (&settings, event.at));
    let lines = template.and_then(|template| render_text(&slip, template));
    lines
        .map(JobDone::Lines)
        .map_err(|error| said(text::slip_not_made(unmade.kind, &error)))
}

fn facts(
    view: &DossierView,
    (kind, form): (SlipKind, Option<&FormView>),
    settings: &SettingRows,
) -> Result<Slip, JobFault> {
    slips::facts(view, (kind, form), settings).ok_or_else(|| said(words::no_slip(kind)))
}

fn read(
    hands: &Hands,
    (view, settings): (&DossierView, &SettingRows),
    form: FormId,
) -> Result<JobDone, JobFault> {
    let (made, slip) = printed(view, form, settings)?;
    let lines = lines(hands, (view, settings), &slip)?;
    Ok(JobDone::Slip {
        form,
        number: made.number.clone(),
        lines,
    })
}

/// The form, and its facts as the next print of it has them.
fn printed<'a>(
    view: &'a DossierView,
    form: FormId,
    settings: &SettingRows,
) -> Result<(&'a FormView, Slip), JobFault> {
    let made = view.forms.iter().find(|it| it.id == form);
    let made = made.ok_or(JobFault::Refused(Refusal::NotFound))?;
    let kind = SlipKind::named(&made.template).ok_or(JobFault::Refused(Refusal::NotFound))?;
    let mut slip = facts(view, (kind, Some(made)), settings)?;
    let same = |it: &&FormView| it.template == made.template && it.number == made.number;
    slip.dossier.reprint = view.forms.iter().filter(same).map(|it| it.prints).sum();
    Ok((made, slip))
}

fn drawn(
    hands: &Hands,
    (view, settings): (&DossierView, &SettingRows),
    slip: &Slip,
) -> Result<(FormId, String), JobFault> {
    let template = slips::template(slip.kind, view.row.received_at, (settings, hands.clock.now()));
    let failed = |error| said(text::slip_not_made(slip.kind, &error));
    let template = template.map_err(failed)?;
    let (bytes, pages) = render(slip, template).map_err(failed)?;
    let made = Made {
        template: slip.kind.name(),
        form_set: &template.edition.form_set,
        number: Some(slip.dossier.number.clone()),
        bytes: &bytes,
        pages,
    };
    issue(hands, view.row.id, made)
}

fn lines(
    hands: &Hands,
    (view, settings): (&DossierView, &SettingRows),
    slip: &Slip,
) -> Result<Vec<String>, JobFault> {
    let template = slips::template(slip.kind, view.row.received_at, (settings, hands.clock.now()));
    let lines = template.and_then(|template| render_text(slip, template));
    lines.map_err(|error| said(text::slip_not_made(slip.kind, &error)))
}

fn next_number(hands: &Hands, kind: SlipKind) -> Result<String, JobFault> {
    let template = kind.name();
    match hands.answer(&Query::FormNumber { template }) {
        Answer::FormNumber(number) => Ok(number?),
        _ => Err(said(text::CANNOT_READ_STORE)),
    }
}
