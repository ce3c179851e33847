//! The record of the papers that are not digitised: one page, made of what was decided, kept under its hash and issued.

use super::issue::{Made, issue};
use super::{receipt, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{receipts, text};
use crate::domain::component::Digitise;
use crate::domain::ids::DossierId;
use crate::domain::rows::ComponentView;
use crate::domain::special::text as words;
use crate::domain::time::Moment;
use crate::forms::record::{Item, RECORD, SET, render};
use crate::store::blobs::Blobs;

/// Makes and issues it; the same decisions give the same bytes, and then the one there is.
pub(super) fn make(hands: &Hands, dossier: DossierId) -> Result<JobDone, JobFault> {
    let (view, settings) = receipt::facts(hands, dossier)?;
    let decided = view.components.iter().filter_map(item);
    let (times, items): (Vec<Moment>, Vec<Item>) = decided.unzip();
    let Some(last) = times.into_iter().max() else {
        return Err(said(text::NO_RECORD));
    };
    let facts = receipts::facts(&view, &settings, last);
    let (bytes, pages) = render(&facts, &items).map_err(|_| said(text::RECORD_NOT_MADE))?;
    let stored = Blobs::of(&hands.home())
        .put(&bytes)
        .map_err(|error| JobFault::Refused(error.into()))?;
    let newest = view.forms.iter().rev().find(|form| form.template == RECORD);
    if let Some(made) = newest.filter(|form| form.sha256 == stored.sha256) {
        return Ok(JobDone::Receipt {
            form: made.id,
            number: made.number.clone(),
        });
    }
    let made = Made {
        template: RECORD,
        form_set: SET,
        number: None,
        bytes: &bytes,
        pages,
    };
    let (form, number) = issue(hands, dossier, made)?;
    Ok(JobDone::Receipt { form, number })
}

/// A paper a leader decided about, and when.
fn item(component: &ComponentView) -> Option<(Moment, Item)> {
    let decided = component.digitise == Digitise::Exempt && component.void_reason.is_none();
    let exempt = component.exempt.as_ref().filter(|_| decided)?;
    let (approver, at) = component.exempted.clone()?;
    let item = Item {
        name: component.name.clone(),
        why: words::exempt(exempt.why).to_owned(),
        reason: exempt.reason.clone(),
        approver,
        at: at.local(),
        custody: component
            .custody
            .map(words::custody)
            .unwrap_or_default()
            .to_owned(),
    };
    Some((at, item))
}
