//! A dossier's files compared with its manifest, before it is handed over.

use super::{Progress, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{text, verify};
use crate::domain::ids::{DossierId, FileHash};
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
    let verified = verify::verify(
        (&blobs, verify::profile(&hands.answer(&Query::Settings))),
        &held(&view),
        progress,
    );
    verified.map(JobDone::Verified).ok_or(JobFault::Cancelled)
}

/// Where each of these files falls short; those that cannot be read are left out.
pub(super) fn measure(
    hands: &Hands,
    files: &[FileHash],
    progress: Progress<'_>,
) -> Result<JobDone, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let profile = verify::profile(&hands.answer(&Query::Settings));
    let mut measured = Vec::with_capacity(files.len());
    for (done, file) in files.iter().enumerate() {
        if progress(done as u64, files.len() as u64).is_break() {
            return Err(JobFault::Cancelled);
        }
        measured.extend(verify::measure(&blobs, *file, profile).map(|short| (*file, short)));
    }
    Ok(JobDone::Measured(measured))
}
