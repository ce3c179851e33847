//! From a dossier as the store reads it to the facts of one of its slips and to its PDF.

use crate::desk::receipts;
use crate::domain::draft::Draft;
use crate::domain::receipt::Given;
use crate::domain::rows::{DossierView, FormView, SettingRows};
use crate::domain::slip::{Event, Slip, SlipKind, legs, newest};
use crate::domain::time::Moment;
use crate::forms::FormError;
use crate::forms::qr::QrProfile;
use crate::forms::slip::set::{Template, find};

/// The facts; `form` = as that print of it had them, else as of the newest act.
pub fn facts(
    view: &DossierView,
    (kind, form): (SlipKind, Option<&FormView>),
    settings: &SettingRows,
) -> Option<Slip> {
    let event = newest(&view.events, kind, form.map(|form| form.made_at))?;
    let mut slip = about(view, kind, (settings, event.at));
    let until = view
        .events
        .iter()
        .position(|it| it == event)
        .map_or(0, |at| at + 1);
    slip.legs = legs(&view.events[..until], &slip.dossier.desk, view.row.due_at);
    slip.tell(event);
    if let Some(form) = form {
        slip.dossier.number.clone_from(&form.number);
    }
    Some(slip)
}

/// A slip of an act that is not done yet.
pub fn of_dossier(view: &DossierView, (kind, event): (SlipKind, &Event), settings: &SettingRows) -> Slip {
    let mut slip = about(view, kind, (settings, event.at));
    slip.tell(event);
    slip
}

/// The same from a draft.
pub fn of_draft(draft: &Draft, (kind, event): (SlipKind, &Event), settings: &SettingRows) -> Slip {
    let dossier = receipts::of_draft(draft, None, (settings, event.at));
    let mut slip = Slip::blank(kind, dossier);
    slip.contact_phone = settings.settings.text("contact_phone").to_owned();
    slip.tell(event);
    slip
}

fn about(view: &DossierView, kind: SlipKind, (settings, at): (&SettingRows, Moment)) -> Slip {
    let mut dossier = receipts::facts(view, settings, at);
    dossier.number.clear();
    dossier.reprint = 0;
    // What was only shown at the desk went back with its owner.
    dossier.components.retain(|paper| paper.given != Given::Shown);
    let mut slip = Slip::blank(kind, dossier);
    slip.sector.clone_from(&view.sector_name);
    settings
        .settings
        .text("contact_phone")
        .clone_into(&mut slip.contact_phone);
    slip
}

/// The edition for a dossier received then; for one that never was, of today.
pub fn template(
    kind: SlipKind,
    received_at: Option<Moment>,
    (settings, now): (&SettingRows, Moment),
) -> Result<Template, FormError> {
    let on = received_at.unwrap_or(now).date();
    let template = find(kind, settings.settings.text("form_set"), on)?;
    Ok(Template {
        qr: QrProfile::of_setting(settings.settings.text("qr_profile")),
        ..template
    })
}
