//! Files from a folder: looked into, stored byte for byte under their hash, joined into one PDF where that is wanted.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::{Progress, reader, said, trial};
use crate::app::job::{FileEntry, JobDone, JobFault};
use crate::desk::clock::Clock;
use crate::desk::hands::Hands;
use crate::desk::{signatures, text};
use crate::domain::act::StoredFile;
use crate::domain::component::{FileSource, SignatureMark};
use crate::domain::draft::DraftFile;
use crate::domain::ids::{FileHash, FileId, IdSource};
use crate::domain::query::{Answer, Query};
use crate::domain::time::Moment;
use crate::scan::assemble::{MOST_JOINED_PDF_BYTES, Warning};
use crate::scan::{self, Inspected, Kind, Source};
use crate::store::blobs::Blobs;
use crate::store::marked;

/// More files than these in one folder are not scans of today; the newest are shown.
const MOST: usize = 200;

/// A file younger than this may still be written by the scanner.
const SETTLED_MS: i64 = 1_000;

/// Waits as long as a file must be left alone to count as whole.
pub(super) fn settle() {
    std::thread::park_timeout(Duration::from_millis(SETTLED_MS.unsigned_abs()));
}

/// Lists a folder; `settled` = first waits until a file that is being written now may be whole.
pub(super) fn list_now(hands: &Hands, folder: Option<PathBuf>, settled: bool) -> Result<JobDone, JobFault> {
    if settled {
        settle();
    }
    list(hands, folder)
}

/// The files of a folder, newest first.
pub(super) fn list(hands: &Hands, folder: Option<PathBuf>) -> Result<JobDone, JobFault> {
    let folder = match folder {
        Some(folder) => folder,
        None => scan_folder(hands)?,
    };
    let entries = fs::read_dir(&folder).map_err(|_| said(text::no_folder(&folder.to_string_lossy())))?;
    let mut found: Vec<(Moment, PathBuf)> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| (changed_at(&entry.path()), entry.path()))
        .collect();
    found.sort_by(|a, b| b.cmp(a));
    found.truncate(MOST);
    let now = Clock::Machine.now();
    let mut entries: Vec<FileEntry> = found
        .into_iter()
        .map(|(modified, path)| entry(path, modified, now))
        .collect();
    say_known(hands, &mut entries)?;
    Ok(JobDone::Files { folder, entries })
}

/// Says of each file where its bytes lie already.
fn say_known(hands: &Hands, entries: &mut [FileEntry]) -> Result<(), JobFault> {
    let usable = entries.iter().filter(|entry| entry.fault.is_none());
    let files: Vec<FileHash> = usable.map(|entry| entry.sha256).collect();
    let places = reader(hands)?.known(&files)?;
    for entry in entries {
        let known = places.get(&entry.sha256).into_iter().flatten();
        entry.known = known.cloned().collect();
    }
    Ok(())
}

pub(super) fn scan_folder(hands: &Hands) -> Result<PathBuf, JobFault> {
    match hands.answer(&Query::Settings) {
        Answer::Settings(rows) if !rows.settings.text("scan_folder").is_empty() => {
            Ok(PathBuf::from(rows.settings.text("scan_folder")))
        }
        _ => Err(said(text::NO_SCAN_FOLDER)),
    }
}

pub(super) fn changed_at(path: &Path) -> Moment {
    let changed = fs::metadata(path).and_then(|meta| meta.modified()).ok();
    let since = changed.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    Moment(
        since
            .and_then(|since| i64::try_from(since.as_millis()).ok())
            .unwrap_or(0),
    )
}

fn entry(path: PathBuf, modified: Moment, now: Moment) -> FileEntry {
    let inspected = scan::inspect(&path);
    let name = name_of(&path);
    let growing = (0..SETTLED_MS).contains(&(now.0 - modified.0));
    FileEntry {
        kind: kind_word(&inspected, &name),
        pages: Some(inspected.pages).filter(|pages| *pages > 0),
        size: inspected.bytes,
        modified,
        signed: inspected.signed,
        fault: inspected
            .faults
            .first()
            .map(|fault| scan::text::sentence(&name, fault)),
        growing,
        sha256: inspected.sha256,
        known: Vec::new(),
        name,
        path,
    }
}

fn kind_word(inspected: &Inspected, name: &str) -> String {
    match inspected.kind {
        Kind::Jpeg | Kind::Png | Kind::Tiff | Kind::Pdf | Kind::Media(_) => {
            inspected.kind.word().to_uppercase()
        }
        Kind::Empty | Kind::Unknown => Path::new(name)
            .extension()
            .map(|ending| ending.to_string_lossy().to_uppercase())
            .unwrap_or_default(),
    }
}

/// Stores the files as originals; where they are to be joined, several or images also become one PDF in this order. Sound
/// and film have no pages and stay what they are.
pub(super) fn take(
    hands: &Hands,
    (paths, title, joined): (&[PathBuf], &str, bool),
    progress: Progress<'_>,
) -> Result<JobDone, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let mut taken = Vec::new();
    for (done, path) in paths.iter().enumerate() {
        if progress(done as u64, paths.len() as u64).is_break() {
            return Err(JobFault::Cancelled);
        }
        taken.push(store_original(hands, &blobs, path)?);
    }
    let said = |file: &DraftFile| signatures::warning(hands, &file.name, file.sha256);
    let mut warnings: Vec<String> = taken.iter().filter_map(said).collect();
    let with_pages: Vec<&DraftFile> = taken.iter().filter(|file| file.pages.is_some()).collect();
    let pages: u32 = with_pages.iter().filter_map(|file| file.pages).sum();
    let apart = too_much(&with_pages).filter(|_| joined && with_pages.len() > 1);
    warnings.extend(apart.map(scan::text::kept_apart));
    let runs = if joined { runs(&with_pages) } else { Vec::new() };
    let mut all = Vec::new();
    for (number, run) in (1..).zip(&runs) {
        let title = text::part_of((title, number), runs.len());
        let sources = sources(&blobs, run);
        let (made, said_warnings) = assemble(hands, (&blobs, &sources), &title, progress)?;
        warnings.extend(said_warnings.iter().map(scan::text::warning));
        all.push(made);
    }
    taken.extend(all);
    Ok(JobDone::Taken {
        files: taken,
        pages,
        warnings,
    })
}

/// The files that become one PDF each time: all of them, cut around those that stay what they are. A PDF by itself is one.
fn runs<'a>(files: &[&'a DraftFile]) -> Vec<Vec<&'a DraftFile>> {
    let too_much = too_much(files).is_some();
    let alone = |file: &&DraftFile| is_pdf(file) && (too_much || file.signature != SignatureMark::None);
    let runs = files.split(alone);
    runs.filter(|run| !matches!(run, [] | [_]) || run.first().is_some_and(|file| !is_pdf(file)))
        .map(<[_]>::to_vec)
        .collect()
}

/// Bytes of the PDFs among them, where that is too much to be joined.
fn too_much(files: &[&DraftFile]) -> Option<u64> {
    let of_pdfs = files.iter().filter(|file| is_pdf(file)).map(|file| file.size);
    Some(of_pdfs.sum()).filter(|bytes| *bytes > MOST_JOINED_PDF_BYTES)
}

fn is_pdf(file: &DraftFile) -> bool {
    file.mime == mime(Kind::Pdf)
}

fn store_original(hands: &Hands, blobs: &Blobs, path: &Path) -> Result<DraftFile, JobFault> {
    let name = name_of(path);
    let inspected = scan::inspect(path);
    if let Some(fault) = inspected.faults.first() {
        return Err(said(scan::text::sentence(&name, fault)));
    }
    let stored = blobs
        .put_file(path)
        .map_err(|error| JobFault::Refused(error.into()))?;
    // Between the look and the copy the scanner may have written on: what was looked at must be what is kept.
    if stored.sha256 != inspected.sha256 {
        return Err(said(text::still_growing(&name)));
    }
    let mime = mime(inspected.kind);
    let signature = signatures::mark(hands, stored.sha256, (mime, inspected.signed))?;
    Ok(DraftFile {
        id: new_file_id(hands),
        sha256: stored.sha256,
        size: stored.size,
        mime: mime.to_owned(),
        name,
        pages: Some(inspected.pages).filter(|pages| *pages > 0),
        source: FileSource::Picked,
        paper_id: None,
        signature,
        weighed: None,
    })
}

fn sources(blobs: &Blobs, originals: &[&DraftFile]) -> Vec<Source> {
    let source = |file: &&DraftFile| Source {
        path: blobs.place(file.sha256),
        name: file.name.clone(),
        leaves: None,
        turns: 0,
    };
    originals.iter().map(source).collect()
}

/// Joins the sources, stores the PDF, and says what an officer should know about it.
pub(super) fn assemble(
    hands: &Hands,
    (blobs, sources): (&Blobs, &[Source]),
    title: &str,
    progress: Progress<'_>,
) -> Result<(DraftFile, Vec<Warning>), JobFault> {
    let folder = blobs
        .workshop()
        .map_err(|error| JobFault::Refused(error.into()))?;
    let out = folder.path().join("assembled.pdf");
    let made = scan::assemble(sources, &out, hands.clock.now(), &mut |done, total| {
        marked::point("assembling");
        progress(done, total)
    });
    let made = made.map_err(trial::fault)?;
    let stored = blobs
        .put_file(&out)
        .map_err(|error| JobFault::Refused(error.into()))?;
    let file = DraftFile {
        id: new_file_id(hands),
        sha256: stored.sha256,
        size: stored.size,
        mime: mime(Kind::Pdf).to_owned(),
        name: format!("{title}.pdf"),
        pages: Some(made.pages),
        source: FileSource::Assembled,
        paper_id: None,
        signature: SignatureMark::None,
        weighed: None,
    };
    Ok((file, made.warnings))
}

/// Stores one file exactly as it is: a result must keep its bytes, or its signature breaks.
pub(super) fn take_result(hands: &Hands, path: &Path) -> Result<JobDone, JobFault> {
    store_original(hands, &Blobs::of(&hands.home()), path).map(as_it_is)
}

/// The same for a result. An image shows a sheet of paper, and so does an unsigned PDF of which every page is one picture:
/// such a result has sheets to be counted.
pub(super) fn take_outcome(hands: &Hands, path: &Path) -> Result<JobDone, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let file = store_original(hands, &blobs, path)?;
    let seen = scan::inspect(&blobs.place(file.sha256));
    let is_scanned = !seen.pictures.is_empty() && seen.pictures.iter().all(Option::is_some);
    let shows_paper = file.mime.starts_with("image/") || is_scanned && file.signature == SignatureMark::None;
    Ok(if shows_paper {
        JobDone::StoredScan(Box::new(file))
    } else {
        as_it_is(file)
    })
}

fn as_it_is(file: DraftFile) -> JobDone {
    JobDone::Stored(StoredFile {
        sha256: file.sha256,
        size: file.size,
        mime: file.mime,
        name: file.name,
        pages: file.pages,
        signature: file.signature,
    })
}

fn new_file_id(hands: &Hands) -> FileId {
    FileId(crate::desk::random::SystemIds.next(hands.clock.now().0))
}

pub(super) fn name_of(path: &Path) -> String {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    crate::domain::viet::clean(&name)
}

pub(super) fn mime(kind: Kind) -> &'static str {
    match kind {
        Kind::Jpeg => "image/jpeg",
        Kind::Png => "image/png",
        Kind::Tiff => "image/tiff",
        Kind::Pdf => "application/pdf",
        Kind::Media(media) => media.mime(),
        Kind::Empty | Kind::Unknown => "application/octet-stream",
    }
}
