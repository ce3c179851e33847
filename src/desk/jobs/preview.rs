//! A page made small for the preview. One page is decoded at a time, never one above the limit, and nothing is written.

use crate::app::job::JobDone;
use crate::desk::hands::Hands;
use crate::domain::ids::FileHash;
use crate::scan::check;
use crate::store::blobs::Blobs;

/// The picture, or why there is none: either is an answer.
pub(super) fn look(hands: &Hands, file: FileHash, leaf: u32) -> JobDone {
    let path = Blobs::of(&hands.home()).place(file);
    JobDone::Looked(check::look(&path, (file, leaf)).map(Box::new))
}
