//! A dossier's files compared with its manifest, before it is handed over.

use super::{Progress, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{text, verify};
use crate::domain::ids::DossierId;
use crate::domain::manifest::held;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::store::blobs::Blobs;

/// Reads every file the dossier names.
pub(super) fn dossier(
    hands: &Hands,
    dossier: DossierId,
    progress: Progress<'_>,
) -> Result<JobDone, JobFault> {
    let view = match hands.answer(&Query::Dossier(dossier)) {
        Answer::Dossier(Some(view)) => view,
        Answer::Dossier(None) => return Err(JobFault::Refused(Refusal::NotFound)),
        _ => return Err(said(text::CANNOT_READ_STORE)),
    };
    let blobs = Blobs::of(&hands.home());
    let verified = verify::verify(&blobs, &held(&view), progress);
    verified.map(JobDone::Verified).ok_or(JobFault::Cancelled)
}
