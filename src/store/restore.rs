//! Brings a desk back from a copy, on this machine or another, into a folder that holds none. Begins a new life of
//! the log: the copy may be older than the last receipt handed out, so the number on it is asked for.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::domain::ids::{FileHash, IdSource};
use crate::domain::refusal::DAMAGED;
use crate::domain::time::Moment;
use crate::store::backup::copy::Pins;
use crate::store::backup::{BackupError, Tell, copies, copy};
use crate::store::blobs::{Blobs, entries};
use crate::store::create::{MAKING, remove_leftover};
use crate::store::last_numbers::{self, UNTIL_THE_CLOCK_IS_RIGHT};
use crate::store::lock::DeskLock;
use crate::store::open::{self, OpenError, VERSION, on_this_machine};
use crate::store::{DATABASE, backup, damage, disk, marked, migrations};

/// A desk that was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The copy it came from.
    pub from: PathBuf,
    /// When its last act was done.
    pub last_act: Option<Moment>,
    /// Files that lie in the folder now.
    pub files: Vec<FileHash>,
    /// Files the database names that the copy does not have.
    pub missing: Vec<FileHash>,
    /// Files that have another number of pages than was written down; who restores counts them.
    pub miscounted: Vec<FileHash>,
}

/// Why nothing was restored; the folder is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is no copy at that path.
    #[error("no copy there")]
    NoCopy,
    /// The copy (each of them, in a folder) cannot be read.
    #[error("the copy is damaged")]
    BadCopy,
    /// Stopped by the officer.
    #[error("stopped")]
    Cancelled,
    /// Too little room for the desk and its files, in MB.
    #[error("need {need_mb} MB, {free_mb} MB free")]
    NoRoom { need_mb: u64, free_mb: u64 },
    /// The folder to restore into.
    #[error(transparent)]
    Home(#[from] OpenError),
}

impl From<io::Error> for RestoreError {
    fn from(error: io::Error) -> Self {
        if disk::is_full(&error) {
            return Self::NoRoom {
                need_mb: 1,
                free_mb: 0,
            };
        }
        Self::Home(error.into())
    }
}

impl From<rusqlite::Error> for RestoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Home(error.into())
    }
}

impl From<BackupError> for RestoreError {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Cancelled => Self::Cancelled,
            BackupError::BadCopy | BackupError::Database { code: DAMAGED } => Self::BadCopy,
            BackupError::NoRoom { need_mb, free_mb } => Self::NoRoom { need_mb, free_mb },
            BackupError::NotAFolder => Self::Home(OpenError::NotAFolder),
            BackupError::ReadOnlyTarget => Self::Home(OpenError::NoPermission),
            BackupError::Database { code } => Self::Home(OpenError::Database { code }),
            BackupError::Disk(error) => error.into(),
            BackupError::NoTarget | BackupError::Inside | BackupError::OtherDesk => Self::NoCopy,
        }
    }
}

/// Restores the copy `from` (a database file, or a folder of copies: its newest good one) into `home`. A damaged
/// database there is moved aside; a desk that works is never overwritten.
pub fn restore(
    (from, home): (&Path, &Path),
    now: Moment,
    ids: &mut dyn IdSource,
    tell: Tell<'_>,
) -> Result<Restored, RestoreError> {
    let (source, from) = newest_good(from)?;
    on_this_machine(home)?;
    let need = need((&source, &from), home)?;
    if !home.join(DATABASE).exists() {
        // Before anything is made there.
        backup::room(home, need)?;
    }
    disk::private_folder(home)?;
    let _lock = DeskLock::take(home)?.ok_or(OpenError::InUse)?;
    let damaged = home.join(DATABASE).exists();
    if damaged && !open::is_damaged(home)? {
        return Err(OpenError::DeskExists.into());
    }
    backup::room(home, need)?;
    let mut brought = Vec::new();
    let done = bring((&source, &from), (home, &mut brought), now, (ids, tell));
    let (last_act, missing) = done.inspect_err(|_| take_back(home, &brought))?;
    if damaged {
        damage::move_aside(home, now)?;
        damage::cleared(home);
    }
    fs::rename(home.join(MAKING), home.join(DATABASE))?;
    disk::sync_folder(home)?;
    marked::point("restored");
    Ok(Restored {
        from,
        last_act,
        files: brought.into_iter().map(|(hash, _)| hash).collect(),
        missing,
        miscounted: Vec::new(),
    })
}

/// A file of the desk, and whether it was brought now: it may have lain there.
type Brought = (FileHash, bool);

/// The database under its making name, and the files: all of a desk but its name.
fn bring(
    (source, from): (&Connection, &Path),
    (home, brought): (&Path, &mut Vec<Brought>),
    now: Moment,
    (ids, tell): (&mut dyn IdSource, Tell<'_>),
) -> Result<(Option<Moment>, Vec<FileHash>), RestoreError> {
    let making = home.join(MAKING);
    remove_leftover(&making)?;
    let size = fs::metadata(from)?.len();
    copy::database((source, &making), Pins::Along, &mut |done| {
        tell(done, size.max(done))
    })?;
    marked::point("brought");
    let last_act = begin_new_life(&making, now, ids)?;
    marked::point("reborn");
    let missing = bring_files((source, from), (home, brought), tell)?;
    marked::point("complete");
    Ok((last_act, missing))
}

/// The folder as it was: half a desk only takes the room a second try needs. What cannot be removed harms nobody.
fn take_back(home: &Path, brought: &[Brought]) {
    let _ = remove_leftover(&home.join(MAKING));
    let blobs = Blobs::of(home);
    for (hash, _) in brought.iter().filter(|(_, is_new)| *is_new) {
        let _ = fs::remove_file(blobs.place(*hash));
    }
}

/// Bytes that have to be written: the database, and the files of the copy that do not lie there already.
fn need((source, from): (&Connection, &Path), home: &Path) -> Result<u64, RestoreError> {
    let (there, here) = (Blobs::of(&files_of(from)), Blobs::of(home));
    let lacks = |hash: &FileHash| !here.place(*hash).exists();
    let wanted = backup::elsewhere::wanted(source)?;
    let files = wanted.iter().map(|(hash, _)| hash).filter(|hash| lacks(hash));
    let sizes = files.map(|hash| fs::metadata(there.place(*hash)).map_or(0, |it| it.len()));
    Ok(fs::metadata(from)?.len() + sizes.sum::<u64>())
}

/// The copy meant: a file, or in a folder the newest that can be read, or the database of a whole desk's folder. Of a
/// stick's top folder that holds none itself the one folder is meant that does.
fn newest_good(from: &Path) -> Result<(Connection, PathBuf), RestoreError> {
    if from.is_file() {
        return good(from).map(|conn| (conn, from.to_owned()));
    }
    match newest_in(from) {
        Err(RestoreError::NoCopy) => match &folders_with_copies(from)?[..] {
            [only] => newest_in(only),
            _ => Err(RestoreError::NoCopy),
        },
        found => found,
    }
}

fn folders_with_copies(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut holding = Vec::new();
    for path in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
        // A folder that may not be looked into is none of ours.
        if copies(&path).is_ok_and(|copies| !copies.is_empty()) {
            holding.push(path);
        }
    }
    Ok(holding)
}

fn newest_in(from: &Path) -> Result<(Connection, PathBuf), RestoreError> {
    let mut paths: Vec<PathBuf> = copies(from)?.into_iter().map(|(_, path)| path).collect();
    paths.extend([from.join(DATABASE)].into_iter().filter(|path| path.is_file()));
    paths.extend(
        copies(&from.join(backup::FOLDER))?
            .into_iter()
            .map(|(_, path)| path),
    );
    let mut worst = RestoreError::NoCopy;
    for path in paths {
        match good(&path) {
            Ok(conn) => return Ok((conn, path)),
            Err(error) => worst = error,
        }
    }
    Err(worst)
}

fn good(path: &Path) -> Result<Connection, RestoreError> {
    if !damage::has_header(path)? {
        return Err(RestoreError::BadCopy);
    }
    let read = || -> rusqlite::Result<_> {
        let conn = copy::open_copy(path)?;
        let version = migrations::version(&conn)?;
        conn.query_row("SELECT count(*) FROM device_self", [], |_| Ok(()))?;
        Ok((conn, version))
    };
    match read() {
        Ok((_, version)) if version > VERSION => Err(OpenError::TooNew.into()),
        Ok((conn, _)) => Ok(conn),
        Err(_) => Err(RestoreError::BadCopy),
    }
}

/// The restored file is another machine's log from here on: its first op stands on the last one taken over.
fn begin_new_life(path: &Path, now: Moment, ids: &mut dyn IdSource) -> rusqlite::Result<Option<Moment>> {
    let conn = open::writer_connection(path)?;
    let last: Option<i64> = conn.query_row("SELECT max(at) FROM oplog", [], |row| row.get(0))?;
    let last = last.map(Moment);
    // The lost file may have gone on until today; with a wrong clock nobody knows yet which day that is.
    let until = match last.filter(|last| *last > now) {
        None => now.date(),
        Some(_) => UNTIL_THE_CLOCK_IS_RIGHT,
    };
    conn.execute(
        "UPDATE device_self SET parent_incarnation = incarnation, parent_seq = head_seq, incarnation = ?1, head_seq = 0,
            last_receipt_asked = ?2",
        (ids.next(now.0).as_bytes(), until.to_string()),
    )?;
    last_numbers::forget_answers(&conn)?;
    // What was copied before lies elsewhere, if it lies anywhere: this folder has no copy yet.
    conn.execute("DELETE FROM backup_log", [])?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(last)
}

/// Copies the files the database names and this folder lacks; each is compared with its name on both sides. Answers
/// those the copy does not have.
fn bring_files(
    (source, from): (&Connection, &Path),
    (home, brought): (&Path, &mut Vec<Brought>),
    tell: Tell<'_>,
) -> Result<Vec<FileHash>, RestoreError> {
    let wanted = backup::elsewhere::wanted(source)?;
    let total: u64 = wanted.iter().map(|(_, size)| size).sum();
    let there = Blobs::of(&files_of(from));
    let here = Blobs::of(home);
    let (mut missing, mut done) = (Vec::new(), 0);
    for (hash, size) in wanted {
        let lay_there = here.verified(hash).is_ok();
        if lay_there || fetch((&there, &here), hash, &mut || tell(done, total))? {
            brought.push((hash, !lay_there));
        } else {
            missing.push(hash);
        }
        done += size;
        if tell(done, total) == ControlFlow::Break(()) {
            return Err(RestoreError::Cancelled);
        }
    }
    Ok(missing)
}

fn fetch(
    (there, here): (&Blobs, &Blobs),
    hash: FileHash,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<bool, RestoreError> {
    let place = here.place(hash);
    disk::private_folder(place.parent().unwrap_or(&place))?;
    match copy::file((&there.place(hash), &place), hash, go_on) {
        Ok(_) => Ok(true),
        Err(copy::CopyFault::Source) => Ok(false),
        Err(copy::CopyFault::Target(error)) => Err(error.into()),
    }
}

/// The folder whose `files` belong to a copy: beside it, or for a copy in `backup/` one up.
fn files_of(copy: &Path) -> PathBuf {
    let folder = copy.parent().unwrap_or(copy);
    let up = folder
        .parent()
        .filter(|_| folder.ends_with(backup::FOLDER) && !folder.join("files").exists());
    up.unwrap_or(folder).to_owned()
}
