//! The PDF of a component's scanned pages: exactly these pages, in this order, each from its untouched original. One PDF,
//! unless some must stay what they are: a signed PDF, and PDFs that are too much to be joined.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::files::assemble;
use super::{Progress, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::{signatures, text};
use crate::domain::act::StoredFile;
use crate::domain::component::SignatureMark;
use crate::domain::ids::FileHash;
use crate::domain::pages::Page;
use crate::scan::assemble::{MOST_JOINED_PDF_BYTES, Warning};
use crate::scan::{self, Fault, Kind, Note, Source};
use crate::store::blobs::Blobs;

/// What the store holds of an original.
struct Original {
    pages: u32,
    signed: bool,
    /// Its own file among the others.
    alone: bool,
    /// Bytes of a PDF; 0 for an image.
    of_pdf: u64,
}

/// Makes the PDF and keeps it. Nothing is dropped and nothing is added: a count that differs is refused.
pub(super) fn make(
    hands: &Hands,
    (title, pages): (&str, &[Page]),
    progress: Progress<'_>,
) -> Result<JobDone, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let originals = originals(&blobs, pages)?;
    let alone = |page: &Page| originals.get(&page.sha256).is_some_and(|it| it.alone);
    let runs = runs(
        leaves(&blobs, pages, &originals),
        &pages.iter().map(alone).collect::<Vec<_>>(),
    );
    let (mut files, mut warnings) = (Vec::new(), Vec::new());
    for (number, run) in (1..).zip(&runs) {
        let title = text::part_of((title, number), runs.len());
        let (file, said) = one(hands, (&blobs, &title, run), &originals, progress)?;
        files.push(file);
        warnings.extend(said);
    }
    let of_a_page = |it: &Warning| matches!(it, Warning::AssumedResolution { .. });
    if warnings.iter().all(of_a_page) {
        warnings.clear();
    }
    Ok(match files.as_slice() {
        [only] if warnings.is_empty() => JobDone::Stored(only.clone()),
        _ => JobDone::PagesMade {
            files,
            warnings: warnings.iter().map(scan::text::warning).collect(),
        },
    })
}

/// One PDF of leaves that may stand in one file.
fn one(
    hands: &Hands,
    (blobs, title, run): (&Blobs, &str, &[Leaf]),
    originals: &BTreeMap<FileHash, Original>,
    progress: Progress<'_>,
) -> Result<(StoredFile, Vec<Warning>), JobFault> {
    let (made, warnings) = assemble(hands, (blobs, &joined(run)), title, progress)?;
    if made.pages.map(|count| count as usize) != Some(run.len()) {
        return Err(said(text::wrong_count(title)));
    }
    // A file that was copied whole, byte for byte, still has its signatures, and whatever became of them. What a look at
    // its newest state does not see may stand in an earlier one.
    let signature = match originals.get(&made.sha256) {
        Some(whole) => signatures::mark(hands, made.sha256, (&made.mime, whole.signed))?,
        None => SignatureMark::None,
    };
    let file = StoredFile {
        sha256: made.sha256,
        size: made.size,
        mime: made.mime,
        name: made.name,
        pages: made.pages,
        signature,
    };
    Ok((file, warnings))
}

/// The leaves cut where one must not stand in one file with the next: around every file that stays alone.
pub(super) fn runs(leaves: Vec<Leaf>, alone: &[bool]) -> Vec<Vec<Leaf>> {
    let mut runs: Vec<Vec<Leaf>> = Vec::new();
    let mut before: Option<(PathBuf, bool)> = None;
    for (leaf, alone) in leaves.into_iter().zip(alone) {
        let here = (leaf.source.path.clone(), *alone);
        let together = before.is_some_and(|(path, was)| !was && !alone || was && *alone && path == here.0);
        match runs.last_mut() {
            Some(run) if together => run.push(leaf),
            _ => runs.push(vec![leaf]),
        }
        before = Some(here);
    }
    runs
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
            alone: found.notes.contains(&Note::StaysAlone),
            of_pdf: if found.kind == Kind::Pdf { found.bytes } else { 0 },
        };
        known.insert(page.sha256, original);
    }
    if known.values().map(|it| it.of_pdf).sum::<u64>() > MOST_JOINED_PDF_BYTES {
        for it in known.values_mut() {
            it.alone |= it.of_pdf > 0;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(file: &str, at: u32) -> Leaf {
        Leaf {
            source: Source {
                path: file.into(),
                name: file.into(),
                leaves: Some((at, at)),
                turns: 0,
            },
            of: 2,
            bytes: 1,
        }
    }

    #[test]
    fn pages_are_cut_around_every_file_that_stays_alone() {
        let leaves = vec![
            leaf("a.jpg", 1),
            leaf("b.jpg", 1),
            leaf("ky.pdf", 1),
            leaf("ky.pdf", 2),
            leaf("ky2.pdf", 1),
            leaf("c.jpg", 1),
        ];
        let cut = runs(leaves.clone(), &[false, false, true, true, true, false]);
        let names: Vec<Vec<&str>> = cut
            .iter()
            .map(|run| run.iter().map(|leaf| leaf.source.name.as_str()).collect())
            .collect();
        let wanted = [
            vec!["a.jpg", "b.jpg"],
            vec!["ky.pdf", "ky.pdf"],
            vec!["ky2.pdf"],
            vec!["c.jpg"],
        ];
        assert_eq!(names, wanted);
        assert_eq!(runs(leaves, &[false; 6]).len(), 1);
    }
}
