//! A form that was drawn: kept under its hash, and only then issued as an op.

use crate::app::job::JobFault;
use crate::desk::hands::Hands;
use crate::desk::random;
use crate::domain::act::{Act, DossierAct, IssuedForm, Outcome, Request};
use crate::domain::ids::{DossierId, FormId, IdSource};
use crate::store::blobs::Blobs;

/// What was drawn.
pub(super) struct Made<'a> {
    pub template: &'a str,
    pub form_set: &'a str,
    /// The number drawn on it; `None` = none stands there.
    pub number: Option<String>,
    pub bytes: &'a [u8],
    pub pages: u32,
}

/// Keeps and issues it; answers the form and its number.
pub(super) fn issue(hands: &Hands, dossier: DossierId, made: Made<'_>) -> Result<(FormId, String), JobFault> {
    let stored = Blobs::of(&hands.home())
        .put(made.bytes)
        .map_err(|error| JobFault::Refused(error.into()))?;
    let form = FormId(random::SystemIds.next(hands.clock.now().0));
    let drawn = made.number.clone().unwrap_or_default();
    let issued = IssuedForm {
        form,
        template: made.template.to_owned(),
        form_set: made.form_set.to_owned(),
        number: made.number,
        sha256: stored.sha256,
        size: stored.size,
        pages: made.pages,
    };
    let done = hands.change(Request {
        actor: *hands.whose(),
        approval: None,
        act: Act::Dossier {
            dossier,
            act: DossierAct::IssueForm(issued),
        },
    })?;
    let number = match done.outcome {
        Outcome::Numbered { number } => number,
        _ => drawn,
    };
    Ok((form, number))
}
