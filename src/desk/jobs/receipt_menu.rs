//! The letter's menu of receipts: which layouts are for a dossier, and one of them made, kept and printed, or written for
//! Word.

use super::{print, receipt, said};
use crate::app::job::{JobDone, JobFault, ReceiptLayout, ReceiptWanted};
use crate::desk::hands::Hands;
use crate::desk::{receipts, text};
use crate::domain::code::short_code;
use crate::domain::ids::DossierId;
use crate::domain::rows::{DossierView, SettingRows};
use crate::domain::settings::RECEIPTS;
use crate::forms::set::Template;

/// The layouts for receptions of this dossier's day, in the order of the letter's menu.
pub(super) fn list(hands: &Hands, dossier: DossierId) -> Result<JobDone, JobFault> {
    let (view, settings) = receipt::facts(hands, dossier)?;
    let received = view.row.received_at.unwrap_or_default();
    let signer = receipts::facts(&view, &settings, hands.clock.now())
        .signer()
        .to_owned();
    let in_force = RECEIPTS
        .iter()
        .filter_map(|name| receipts::named(name, received, &settings).ok())
        .map(|layout| ReceiptLayout {
            name: layout.template.clone(),
            title: layout.title.clone(),
            compared: layout.compared,
            submitter: layout.switches.editable_submitter.then(|| signer.clone()),
        });
    Ok(JobDone::Receipts(in_force.collect()))
}

/// Paper is a form like any other: drawn, kept, issued, printed and counted. A Word document is a draft to be written
/// into, so it goes into the folder `export` and is no form yet.
pub(super) fn make(hands: &Hands, wanted: &ReceiptWanted) -> Result<JobDone, JobFault> {
    let (mut view, settings) = receipt::facts(hands, wanted.dossier)?;
    let received = view.row.received_at.unwrap_or_default();
    let layout = receipts::named(&wanted.layout, received, &settings).map_err(|_| said(text::NO_RECEIPT))?;
    if let Some(name) = wanted
        .submitter
        .as_ref()
        .filter(|_| layout.switches.editable_submitter)
    {
        view.bearer.get_or_insert_default().bearer_name.clone_from(name);
    }
    if wanted.word {
        return word(hands, layout, (&view, &settings));
    }
    let drawn = receipts::draw_as(layout, &view, (&settings, hands.clock.now()));
    let drawn = drawn.map_err(|error| said(text::receipt_not_made(&error)))?;
    match receipt::issued(hands, wanted.dossier, drawn)? {
        JobDone::Receipt { form, .. } => print::form(hands, wanted.dossier, form),
        _ => Err(said(text::NO_RECEIPT)),
    }
}

fn word(
    hands: &Hands,
    layout: &Template,
    (view, settings): (&DossierView, &SettingRows),
) -> Result<JobDone, JobFault> {
    let bytes = receipts::draw_word(layout, view, (settings, hands.clock.now()));
    let bytes = bytes.map_err(|_| said(text::NO_RECEIPT))?;
    let code = view.row.code.as_deref().unwrap_or_default();
    let code = short_code(code, settings.settings.text("unit_code"));
    let name = format!("phieu-{code}.docx");
    let path = print::written(hands, &name, &bytes).map_err(|_| said(text::NO_RECEIPT))?;
    Ok(JobDone::Saved(path))
}
