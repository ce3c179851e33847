//! Packages of dossiers filed online: each dossier's files are stored byte for byte, then the dossier goes in. What
//! cannot go in is held back with its reason and never keeps the others waiting.
//!
//! Killed at any moment, the same package is simply taken again: what is in stays in once, under the portal's code.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use super::{Progress, files, reader, said};
use crate::app::job::{Arrival, Arrived, JobDone, JobFault, PackageEntry};
use crate::desk::hands::Hands;
use crate::desk::random::SystemIds;
use crate::desk::{signatures, text};
use crate::domain::act::{Act, DossierAct, FiledOnline, Request, StoredFile};
use crate::domain::component::SignatureMark;
use crate::domain::ids::{DossierId, FileHash, HeldId, IdSource, OfficerId};
use crate::domain::package::{self, Fault, Filing, Item, MOST_BYTES, Paper, Place, Unreadable};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::text as words;
use crate::scan;
use crate::store::blobs::Blobs;
use crate::store::quarantine;

/// More packages than these in one folder are not today's; the newest are shown.
const MOST: usize = 100;

/// The packages of a folder, newest first. JSON files of other kinds are left out.
pub(super) fn list(hands: &Hands, folder: Option<PathBuf>) -> Result<JobDone, JobFault> {
    let folder = match folder {
        Some(folder) => folder,
        None => package_folder(hands)?,
    };
    let entries = fs::read_dir(&folder).map_err(|_| said(text::no_folder(&folder.to_string_lossy())))?;
    let mut found: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| is_json(path) || path.is_dir() && inner(path).is_ok())
        .map(|path| (files::changed_at(&path), path))
        .collect();
    found.sort_by(|one, other| other.cmp(one));
    found.truncate(MOST);
    let entries = found.into_iter().filter_map(|(modified, path)| {
        let dossiers = match read(&path) {
            Ok((_, items)) => Ok(u32::try_from(items.len()).unwrap_or(u32::MAX)),
            Err(Problem::Unreadable(Unreadable::NotAPackage)) => return None,
            Err(problem) => Err(problem.sentence()),
        };
        Some(PackageEntry {
            name: files::name_of(&path),
            path,
            modified,
            dossiers,
        })
    });
    let entries = entries.collect();
    Ok(JobDone::Packages { folder, entries })
}

fn package_folder(hands: &Hands) -> Result<PathBuf, JobFault> {
    match hands.answer(&Query::Settings) {
        Answer::Settings(rows) if !rows.settings.text("package_folder").is_empty() => {
            Ok(PathBuf::from(rows.settings.text("package_folder")))
        }
        _ => Err(said(text::NO_PACKAGE_FOLDER)),
    }
}

/// Takes in a package: a JSON file with its files beside it, or the folder that holds both.
pub(crate) fn take(hands: &Hands, path: &Path, progress: Progress<'_>) -> Result<Vec<Arrival>, JobFault> {
    // Who began it: a long package may outlast his turn at the desk.
    let by = *hands.whose();
    let (file, items) = read(path).map_err(|problem| said(problem.sentence()))?;
    let mut arrivals = Vec::with_capacity(items.len());
    for (done, item) in items.iter().enumerate() {
        if progress(done as u64, items.len() as u64).is_break() {
            return Err(JobFault::Cancelled);
        }
        arrivals.push(one((hands, by), item, &file)?);
    }
    Ok(arrivals)
}

/// A dossier that was held back: its files may be there now, or the catalogue knows more.
pub(super) fn try_again(hands: &Hands, held: HeldId) -> Result<JobDone, JobFault> {
    let found = reader(hands)?.held(held)?;
    let (said, position, file) = found.ok_or(JobFault::Refused(Refusal::NotFound))?;
    let item = package::read_again(&said, position);
    let by = *hands.whose();
    let arrival = one((hands, by), &item, Path::new(&file))?;
    Ok(JobDone::PackageTaken(vec![arrival]))
}

pub(super) fn put_aside(hands: &Hands, held: HeldId, why: &str) -> Result<JobDone, JobFault> {
    let now = hands.clock.now();
    let by = *hands.whose();
    hands.write(|store| store.put_aside(held, (by, why), now))?;
    Ok(JobDone::Plain)
}

/// One dossier goes in or is held back. Only what stops the machine itself (a full disk, no writer) ends the job.
fn one((hands, by): (&Hands, OfficerId), item: &Item, file: &Path) -> Result<Arrival, JobFault> {
    let arrived = |went| Arrival {
        code: item.code.clone(),
        went,
    };
    let known = reader(hands)?.filed_online(&item.code)?;
    let fault = match (&item.filing, known) {
        (Ok(_), Some(said)) if said == quarantine::hash(&item.said) => return Ok(arrived(Arrived::Known)),
        (Ok(_), Some(_)) => Fault::Changed,
        (Ok(filing), None) => match bring((hands, by), (item, filing), file.parent())? {
            None => return Ok(arrived(Arrived::New)),
            Some(fault) => fault,
        },
        (Err(fault), _) => fault.clone(),
    };
    let now = hands.clock.now();
    let place = file.to_string_lossy();
    hands.write(|store| store.hold((item, &fault), &place, now))?;
    Ok(arrived(Arrived::Held(fault)))
}

/// Files first, then what the package said, then the dossier. Answers why it cannot go in.
fn bring(
    (hands, by): (&Hands, OfficerId),
    (item, filing): (&Item, &Filing),
    folder: Option<&Path>,
) -> Result<Option<Fault>, JobFault> {
    let blobs = Blobs::of(&hands.home());
    let mut stored = Vec::with_capacity(filing.papers.len());
    let mut first = None;
    // The good files are kept even when another one is missing: what arrives later is that one alone.
    for paper in &filing.papers {
        match keep((hands, &blobs), paper, folder)? {
            Ok(file) => stored.push(file),
            Err(fault) => first = first.or(Some(fault)),
        }
    }
    if first.is_some() {
        return Ok(first);
    }
    let kept = blobs.put(&item.said).map_err(Refusal::from)?;
    let filed = FiledOnline {
        filing: filing.clone(),
        files: stored,
        said: StoredFile {
            sha256: kept.sha256,
            size: kept.size,
            mime: "application/json".to_owned(),
            name: "package.json".to_owned(),
            pages: None,
            signature: SignatureMark::None,
        },
    };
    register((hands, by), filed)
}

fn register((hands, actor): (&Hands, OfficerId), filed: FiledOnline) -> Result<Option<Fault>, JobFault> {
    let now = hands.clock.now();
    let procedure = filed.filing.procedure.clone();
    let act = Act::Dossier {
        dossier: DossierId(SystemIds.next(now.0)),
        act: DossierAct::RegisterOnline(Box::new(filed)),
    };
    // Nobody logged in at the command line: there it is the program that takes in.
    let done = if actor == OfficerId::PROGRAM {
        hands.write(|store| store.transact_from_outside(&act, now))
    } else {
        let approval = None;
        hands.change(Request { actor, approval, act })
    };
    match done {
        Ok(_) => Ok(None),
        Err(Refusal::NoProcedure) => Ok(Some(Fault::NoProcedure(procedure))),
        Err(refusal @ (Refusal::Missing(_) | Refusal::Invalid(_) | Refusal::FileMissing)) => {
            Ok(Some(Fault::Refused(words::refusal(&refusal))))
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Stores one file as it is: from the package, or from what was kept of it before.
fn keep(
    (hands, blobs): (&Hands, &Blobs),
    paper: &Paper,
    folder: Option<&Path>,
) -> Result<Result<StoredFile, Fault>, JobFault> {
    let name = paper.place.file_name();
    let lying = folder
        .and_then(|folder| in_package(folder, &paper.place))
        .map(|path| (inspect(&path, &name), path));
    let kept = blobs.verified(paper.sha256).is_ok();
    let (inspected, path) = match lying {
        Some((seen, path)) if seen.sha256 == paper.sha256 => (seen, path),
        _ if kept => {
            let path = blobs.place(paper.sha256);
            (inspect(&path, &name), path)
        }
        Some(_) => return Ok(Err(Fault::FileDiffers(name))),
        None => return Ok(Err(Fault::FileMissing(name))),
    };
    // The bytes are those meant, wherever they were found; what is said of them is wrong.
    if inspected.bytes != paper.size {
        return Ok(Err(Fault::FileSize(name)));
    }
    // The sender gives two names: that of the place in the package, and the one the officer will see.
    let disguised = inspected.kind.disguised_as(&paper.name);
    let disguised = disguised.map(|claimed| scan::Fault::Disguised { claimed });
    if let Some(fault) = inspected.faults.first().or(disguised.as_ref()) {
        return Ok(Err(Fault::FileRefused(scan::text::sentence(&name, fault))));
    }
    if !kept && put(blobs, &path)? != paper.sha256 {
        return Ok(Err(Fault::FileDiffers(name)));
    }
    let mime = files::mime(inspected.kind);
    let signature = signatures::mark(hands, paper.sha256, (mime, inspected.signed))?;
    Ok(Ok(StoredFile {
        sha256: paper.sha256,
        size: inspected.bytes,
        mime: mime.to_owned(),
        name: paper.name.clone(),
        pages: Some(inspected.pages).filter(|pages| *pages > 0),
        signature,
    }))
}

fn put(blobs: &Blobs, path: &Path) -> Result<FileHash, JobFault> {
    let stored = blobs
        .put_file(path)
        .map_err(|error| JobFault::Refused(error.into()))?;
    Ok(stored.sha256)
}

/// The name the package gives says what a file claims to be, wherever its bytes lie.
fn inspect(path: &Path, name: &str) -> scan::Inspected {
    match File::open(path) {
        Ok(file) => scan::inspect_reader(name, &mut BufReader::new(file)),
        Err(_) => scan::inspect(path),
    }
}

/// Where a file of the package lies, if it does and is a file: links are not followed, so nothing outside is read.
fn in_package(folder: &Path, place: &Place) -> Option<PathBuf> {
    let mut path = folder.to_owned();
    for (at, name) in place.names().iter().enumerate() {
        path.push(name);
        let kind = fs::symlink_metadata(&path).ok()?.file_type();
        let is_last = at + 1 == place.names().len();
        if kind.is_symlink() || is_last != kind.is_file() {
            return None;
        }
    }
    Some(path)
}

/// Why a package cannot be read.
enum Problem {
    NotThere,
    Unreadable(Unreadable),
}

impl Problem {
    fn sentence(&self) -> String {
        match self {
            Self::NotThere => text::NO_PACKAGE.to_owned(),
            Self::Unreadable(why) => package::text::unreadable(why),
        }
    }
}

/// The JSON file and what it says.
fn read(path: &Path) -> Result<(PathBuf, Vec<Item>), Problem> {
    let path = if path.is_dir() {
        inner(path)?
    } else {
        path.to_owned()
    };
    let file = File::open(&path).map_err(|_| Problem::NotThere)?;
    let mut bytes = Vec::new();
    let read = file.take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|_| Problem::NotThere)?;
    let items = package::read(&bytes).map_err(Problem::Unreadable)?;
    let path = std::path::absolute(&path).unwrap_or(path);
    Ok((path, items))
}

/// The one JSON file of a folder.
fn inner(folder: &Path) -> Result<PathBuf, Problem> {
    let entries = fs::read_dir(folder).map_err(|_| Problem::NotThere)?;
    let mut found = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| is_json(path));
    match (found.next(), found.next()) {
        (Some(path), None) => Ok(path),
        (None | Some(_), _) => Err(Problem::NotThere),
    }
}

fn is_json(path: &Path) -> bool {
    path.is_file()
        && path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}
