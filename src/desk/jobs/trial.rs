//! A heavy file cut into parts, or with its scans packed tighter, to see what that gives before anything is decided. What
//! was made lies on the bench until it is kept or thrown away; the heavy file and its sources are never touched.

use std::collections::VecDeque;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::pages::{Leaf, joined, known_leaves};
use super::{Progress, files, said};
use crate::app::job::{HeavyFile, JobDone, JobFault, MadeOf, Trial, Tried};
use crate::desk::hands::Hands;
use crate::desk::text;
use crate::domain::act::StoredFile;
use crate::domain::component::SignatureMark;
use crate::domain::draft::DraftFile;
use crate::domain::refusal::Refusal;
use crate::scan::{self, AssembleError, Assembled, Kind, Source};
use crate::store::blobs::Blobs;
use crate::store::marked;

const MB: u64 = 1024 * 1024;

/// Cuts it into as few parts below the limit as its pages allow; a part above it has one page.
pub(super) fn split(hands: &Hands, heavy: &HeavyFile, progress: Progress<'_>) -> Result<JobDone, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let leaves = leaves(&blobs, heavy)?;
    let folder = blobs.workshop().map_err(Refusal::from)?;
    let limit = u64::from(heavy.limit_mb) * MB;
    let sizes: Vec<u64> = leaves.iter().map(|leaf| leaf.bytes).collect();
    let parts = scan::split(&sizes, limit).into_iter();
    let mut waiting: VecDeque<Range<usize>> = parts.map(|part| part.sources).collect();
    let mut made = Vec::new();
    while let Some(range) = waiting.pop_front() {
        let out = folder.path().join(format!("{}-{}.pdf", range.start, range.end));
        let part = part(hands, (&joined(&leaves[range.clone()]), &out), progress)?;
        // The share of a page in a PDF was only guessed.
        if part.bytes > limit && range.len() > 1 {
            let middle = range.start + range.len() / 2;
            waiting.push_front(middle..range.end);
            waiting.push_front(range.start..middle);
            continue;
        }
        made.push((range, out, part));
    }
    let of = made.len();
    let made = made.into_iter().enumerate().map(|(at, (range, path, part))| {
        let name = text::part_name(&heavy.name, at + 1, of);
        tried((path, name), &part, range)
    });
    let made = made.collect();
    hands.bench().push(folder);
    Ok(JobDone::Tried(Trial { made, packed: None }))
}

/// Packs its scans at the best quality that comes below the limit, else at the lowest.
pub(super) fn lighter(hands: &Hands, heavy: &HeavyFile, progress: Progress<'_>) -> Result<JobDone, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let leaves = leaves(&blobs, heavy)?;
    let folder = blobs.workshop().map_err(Refusal::from)?;
    let out = folder.path().join("lighter.pdf");
    let limit = u64::from(heavy.limit_mb) * MB;
    let lighter = scan::lighten(
        &joined(&leaves),
        (&out, limit),
        hands.clock.now(),
        &mut |done, all| {
            marked::point("assembling");
            progress(done, all)
        },
    );
    let lighter = lighter.map_err(fault)?;
    let name = text::lighter_name(&heavy.name, lighter.quality);
    let made = vec![tried((out, name), &lighter.made, 0..leaves.len())];
    hands.bench().push(folder);
    Ok(JobDone::Tried(Trial {
        made,
        packed: Some((lighter.quality, lighter.repacked)),
    }))
}

/// Keeps these under their hash and clears the bench.
pub(super) fn keep(hands: &Hands, tried: &[Tried]) -> Result<JobDone, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let kept = |tried: &Tried| {
        let stored = blobs.put_file(&tried.path).map_err(Refusal::from)?;
        if stored.sha256 == tried.file.sha256 {
            Ok(tried.file.clone())
        } else {
            Err(said(text::wrong_count(&tried.file.name)))
        }
    };
    let kept = tried.iter().map(kept).collect::<Result<Vec<_>, JobFault>>()?;
    hands.bench().clear();
    Ok(JobDone::KeptTried(kept))
}

/// Nothing of it is wanted.
pub(super) fn drop_all(hands: &Hands) -> JobDone {
    hands.bench().clear();
    JobDone::Plain
}

fn leaves(blobs: &Blobs, heavy: &HeavyFile) -> Result<Vec<Leaf>, JobFault> {
    match &heavy.made_of {
        MadeOf::Pages(pages) => known_leaves(blobs, pages),
        MadeOf::Files(files) => Ok(files.iter().flat_map(|file| of_file(blobs, file)).collect()),
    }
}

fn of_file(blobs: &Blobs, file: &DraftFile) -> Vec<Leaf> {
    let of = file.pages.unwrap_or(0);
    let leaf = |at| Leaf {
        source: Source {
            path: blobs.place(file.sha256),
            name: file.name.clone(),
            leaves: Some((at, at)),
            turns: 0,
        },
        of,
        bytes: file.size / u64::from(of.max(1)),
    };
    (1..=of).map(leaf).collect()
}

fn part(
    hands: &Hands,
    (sources, out): (&[Source], &Path),
    progress: Progress<'_>,
) -> Result<Assembled, JobFault> {
    scan::assemble(sources, out, hands.clock.now(), progress).map_err(fault)
}

/// Why there is no PDF, in words.
pub(super) fn fault(error: AssembleError) -> JobFault {
    match error {
        AssembleError::Cancelled => JobFault::Cancelled,
        error => said(scan::text::refusal(&error)),
    }
}

fn tried((path, name): (PathBuf, String), made: &Assembled, range: Range<usize>) -> Tried {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Tried {
        path,
        file: StoredFile {
            sha256: made.sha256,
            size: made.bytes,
            mime: files::mime(Kind::Pdf).to_owned(),
            name,
            pages: Some(made.pages),
            signature: SignatureMark::None,
        },
        pages: (number(range.start + 1), number(range.end)),
    }
}
