//! Compares a dossier's stored files with its manifest: each is read whole, its hash and its pages are counted again.
//! Runs on a worker or at the command line, never where somebody types.

use std::ops::ControlFlow;

use crate::domain::ids::FileHash;
use crate::domain::manifest::{Below, FileFault, FileWhy, Held, Verified};
use crate::domain::quality::{self, ScanProfile, Shortfall};
use crate::domain::query::Answer;
use crate::scan::profile::shortfalls;
use crate::scan::{self, Inspected};
use crate::store::blobs::Blobs;

/// Looks at each file; `progress` hears of it and answers whether to go on. `None` = stopped.
pub fn verify(
    (blobs, profile): (&Blobs, &ScanProfile),
    held: &[Held],
    progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
) -> Option<Verified> {
    let mut verified = Verified::default();
    for (done, file) in held.iter().enumerate() {
        if progress(done as u64, held.len() as u64).is_break() {
            return None;
        }
        verified.files = verified.files.saturating_add(1);
        match look(blobs, file) {
            Ok(found) => {
                verified.pages = verified.pages.saturating_add(found.pages);
                verified.below.extend(below(file, &found, profile));
            }
            Err(why) => verified.faults.push(FileFault {
                name: file.name.clone(),
                sha256: file.sha256,
                why,
            }),
        }
    }
    Some(verified)
}

/// What this office's scans have to reach; the law's parameters where its settings cannot be read.
pub fn profile(settings: &Answer) -> &'static ScanProfile {
    match settings {
        Answer::Settings(rows) => quality::asked(rows.settings.text("scan_profile")),
        _ => &quality::ND30,
    }
}

/// Where a stored file falls short of the parameters of a scan; `None` = it cannot be read.
pub fn measure(blobs: &Blobs, file: FileHash, profile: &ScanProfile) -> Option<Vec<Shortfall>> {
    let path = blobs.place(file);
    path.is_file().then(|| shortfalls(&scan::inspect(&path), profile))
}

/// A scan that should be better; what came electronically was never scanned and is judged all the same: its paper copy
/// would have to reach the same.
fn below(file: &Held, found: &Inspected, profile: &ScanProfile) -> Option<Below> {
    let short_of = shortfalls(found, profile);
    (!short_of.is_empty()).then(|| Below {
        name: file.name.clone(),
        sha256: file.sha256,
        short_of,
    })
}

fn look(blobs: &Blobs, file: &Held) -> Result<Inspected, FileWhy> {
    let path = blobs.place(file.sha256);
    if !path.is_file() {
        return Err(FileWhy::Missing);
    }
    let found = scan::inspect(&path);
    if found.sha256 != file.sha256 {
        return Err(FileWhy::Changed);
    }
    let wrong = match file.pages {
        Some(had) => (found.pages != had).then_some(had),
        None => (found.pages < file.least).then_some(file.least),
    };
    match wrong {
        Some(had) => Err(FileWhy::Pages {
            had,
            has: found.pages,
        }),
        None => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::FileHash;
    use crate::domain::quality::ND30;

    fn jpeg() -> Vec<u8> {
        let mut bytes = Vec::new();
        let encoder = jpeg_encoder::Encoder::new(&mut bytes, 80);
        encoder
            .encode(&[200; 16 * 16], 16, 16, jpeg_encoder::ColorType::Luma)
            .unwrap();
        bytes
    }

    fn held(sha256: FileHash, pages: Option<u32>, least: u32) -> Held {
        Held {
            sha256,
            name: "S0001.jpg".to_owned(),
            pages,
            least,
        }
    }

    fn whys(blobs: &Blobs, file: Held) -> Vec<FileWhy> {
        let verified = verify((blobs, &ND30), &[file], &mut |_, _| ControlFlow::Continue(())).unwrap();
        assert_eq!(verified.files, 1);
        verified.faults.iter().map(|fault| fault.why).collect()
    }

    #[test]
    fn a_file_is_what_it_was_or_it_is_said_how_it_differs() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::of(folder.path());
        let hash = blobs.put(&jpeg()).unwrap().sha256;
        assert_eq!(whys(&blobs, held(hash, Some(1), 1)), []);
        assert_eq!(whys(&blobs, held(hash, None, 1)), []);
        let counted = FileWhy::Pages { had: 2, has: 1 };
        assert_eq!(whys(&blobs, held(hash, Some(2), 0)), [counted]);
        assert_eq!(whys(&blobs, held(hash, None, 2)), [counted]);
        let mut bytes = jpeg();
        let last = bytes.len() - 3;
        bytes[last] ^= 1;
        std::fs::write(blobs.place(hash), bytes).unwrap();
        assert_eq!(whys(&blobs, held(hash, Some(1), 1)), [FileWhy::Changed]);
        std::fs::remove_file(blobs.place(hash)).unwrap();
        assert_eq!(whys(&blobs, held(hash, Some(1), 1)), [FileWhy::Missing]);
    }

    #[test]
    fn it_stops_when_it_is_told_to() {
        let folder = tempfile::tempdir().unwrap();
        let blobs = Blobs::of(folder.path());
        let file = held(FileHash([1; 32]), None, 1);
        assert_eq!(
            verify((&blobs, &ND30), &[file], &mut |_, _| ControlFlow::Break(())),
            None
        );
    }
}
