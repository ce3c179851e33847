//! The one PDF of a component's scanned pages: exactly these pages, in this order, each from its untouched original.

use std::collections::BTreeMap;

use super::files::assemble;
use super::{Progress, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{signatures, text};
use crate::domain::act::StoredFile;
use crate::domain::component::SignatureMark;
use crate::domain::ids::FileHash;
use crate::domain::pages::Page;
use crate::scan::{self, Fault, Source};
use crate::store::blobs::Blobs;

/// What the store holds of an original.
struct Original {
    pages: u32,
    signed: bool,
}

/// Makes the PDF and keeps it. Nothing is dropped and nothing is added: a count that differs is refused.
pub(super) fn make(
    hands: &Hands,
    (title, pages): (&str, &[Page]),
    progress: Progress<'_>,
) -> Result<JobDone, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let originals = originals(&blobs, pages)?;
    let sources = joined(&leaves(&blobs, pages, &originals));
    let (made, _) = assemble(hands, (&blobs, &sources), title, progress)?;
    if made.pages.map(|count| count as usize) != Some(pages.len()) {
        return Err(said(text::wrong_count(title)));
    }
    // A file that was copied whole, byte for byte, still has its signatures, and whatever became of them. What a look at
    // its newest state does not see may stand in an earlier one.
    let signature = match originals.get(&made.sha256) {
        Some(whole) => signatures::mark(hands, made.sha256, (&made.mime, whole.signed))?,
        None => SignatureMark::None,
    };
    Ok(JobDone::Stored(StoredFile {
        sha256: made.sha256,
        size: made.size,
        mime: made.mime,
        name: made.name,
        pages: made.pages,
        signature,
    }))
}

/// Every original once, its bytes compared with its name.
fn originals(blobs: &Blobs, pages: &[Page]) -> Result<BTreeMap<FileHash, Original>, JobFault> {
    let mut known = BTreeMap::new();
    for page in pages {
        if known.contains_key(&page.sha256) {
            continue;
        }
        let found = scan::inspect(&blobs.place(page.sha256));
        if found.sha256 != page.sha256 || found.pages == 0 {
            return Err(said(scan::text::sentence(&page.file_name, &Fault::Corrupt)));
        }
        let original = Original {
            pages: found.pages,
            signed: found.signed,
        };
        known.insert(page.sha256, original);
    }
    Ok(known)
}

/// Each page as a source of its own.
fn leaves(blobs: &Blobs, pages: &[Page], originals: &BTreeMap<FileHash, Original>) -> Vec<Leaf> {
    let leaf = |page: &Page| {
        let of = originals.get(&page.sha256).map_or(1, |it| it.pages);
        Leaf {
            source: Source {
                path: blobs.place(page.sha256),
                name: page.file_name.clone(),
                leaves: Some((page.leaf, page.leaf)),
                turns: page.turns,
            },
            of,
            bytes: page.size / u64::from(of.max(1)),
        }
    };
    pages.iter().map(leaf).collect()
}

/// The pages of an account as sources, once their originals are found to be what they were.
pub(super) fn known_leaves(blobs: &Blobs, pages: &[Page]) -> Result<Vec<Leaf>, JobFault> {
    let originals = originals(blobs, pages)?;
    Ok(leaves(blobs, pages, &originals))
}

/// One page that is to be joined with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leaf {
    /// Of one leaf.
    pub source: Source,
    /// Pages that its file has.
    pub of: u32,
    /// Its share of the file; of a file with several pages nobody has measured it.
    pub bytes: u64,
}

/// Leaves of one file that follow each other are one source; where they are the whole of it, the file as it stands.
pub(super) fn joined(leaves: &[Leaf]) -> Vec<Source> {
    let mut sources: Vec<(Source, u32)> = Vec::new();
    for leaf in leaves {
        match sources.last_mut() {
            Some((last, _)) if follows(last, &leaf.source) => {
                let first = last.leaves.map_or(1, |(first, _)| first);
                last.leaves = leaf.source.leaves.map(|(_, at)| (first, at));
            }
            _ => sources.push((leaf.source.clone(), leaf.of)),
        }
    }
    let whole = |(source, of): (Source, u32)| Source {
        leaves: source.leaves.filter(|range| *range != (1, of)),
        ..source
    };
    sources.into_iter().map(whole).collect()
}

fn follows(last: &Source, next: &Source) -> bool {
    let ends = last.leaves.map(|(_, last)| last.saturating_add(1));
    let begins = next.leaves.map(|(first, _)| first);
    last.path == next.path && last.turns == next.turns && ends == begins
}
