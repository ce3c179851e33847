//! The pages of files that were chosen and lie in the store: what each is and what the machine sees on it, before an
//! officer says of which sheets they are.

use std::path::PathBuf;

use super::tray::{AT_A_TIME, Origin, examine, page};
use super::{Progress, said};
use crate::app::job::{JobDone, JobFault, Seen};
use crate::desk::hands::Hands;
use crate::domain::draft::DraftFile;
use crate::domain::quality::PageFlag;
use crate::domain::tray::TraySource;
use crate::scan::{self, Fault};
use crate::store::blobs::Blobs;

/// Looks into the files, two at a time; one whose bytes are not what they were is refused by name.
pub(super) fn look(hands: &Hands, files: &[DraftFile], progress: Progress<'_>) -> Result<JobDone, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let origin = Origin::of(hands, TraySource::Picked);
    let now = hands.clock.now();
    let mut pages = Vec::new();
    for (at, pair) in files.chunks(AT_A_TIME).enumerate() {
        if progress((at * AT_A_TIME) as u64, files.len() as u64).is_break() {
            return Err(JobFault::Cancelled);
        }
        let paths: Vec<PathBuf> = pair.iter().map(|file| blobs.place(file.sha256)).collect();
        for (file, seen) in pair.iter().zip(examine(&paths)) {
            let inspected = &seen.inspected;
            if inspected.sha256 != file.sha256 || inspected.pages == 0 {
                return Err(said(scan::text::sentence(&file.name, &Fault::Corrupt)));
            }
            pages.extend((1..=inspected.pages).map(|leaf| {
                let mut page = page((&file.name, inspected), (leaf, now), &origin);
                let check = seen.checks.get(leaf as usize - 1);
                let flags = check.map_or(&[][..], |check| &check.flags);
                page.blank = flags.contains(&PageFlag::Blank);
                let flags = flags.iter().map(|flag| flag.word().to_owned()).collect();
                Seen { page, flags }
            }));
        }
    }
    for (side, seen) in (1..).zip(&mut pages) {
        seen.page.side = side;
    }
    Ok(JobDone::Seen(pages))
}
