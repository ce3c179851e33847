//! The one PDF of a component's scanned pages: exactly these pages, in this order, each from its untouched original.

use std::collections::BTreeMap;

use super::files::assemble;
use super::{Progress, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::text;
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
    let sources = sources(&blobs, pages, &originals);
    let (made, _) = assemble(hands, (&blobs, &sources), title, progress)?;
    if made.pages.map(|count| count as usize) != Some(pages.len()) {
        return Err(said(text::wrong_count(title)));
    }
    let signed = pages.iter().any(|page| {
        // Only a file that was copied whole, byte for byte, still has its signature.
        page.sha256 == made.sha256 && originals.get(&page.sha256).is_some_and(|it| it.signed)
    });
    Ok(JobDone::Stored(StoredFile {
        sha256: made.sha256,
        size: made.size,
        mime: made.mime,
        name: made.name,
        pages: made.pages,
        signature: if signed {
            SignatureMark::Present
        } else {
            SignatureMark::None
        },
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

/// Leaves that are together the whole of their file, in its order and upright, are that file; the rest goes leaf by leaf.
fn sources(blobs: &Blobs, pages: &[Page], originals: &BTreeMap<FileHash, Original>) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut rest = pages;
    while let Some(first) = rest.first() {
        let leaves = originals.get(&first.sha256).map_or(1, |it| it.pages);
        let run = (1..=leaves).zip(rest);
        let whole = run
            .filter(|(leaf, page)| page.sha256 == first.sha256 && page.leaf == *leaf && page.turns == 0)
            .count()
            == leaves as usize;
        let taken = if whole { leaves as usize } else { 1 };
        sources.push(Source {
            path: blobs.place(first.sha256),
            name: first.file_name.clone(),
            leaf: (!whole).then_some(first.leaf),
            turns: first.turns,
        });
        rest = rest.get(taken..).unwrap_or_default();
    }
    sources
}
