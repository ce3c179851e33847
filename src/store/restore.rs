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
    /// The folder to restore into.
    #[error(transparent)]
    Home(#[from] OpenError),
}

impl From<io::Error> for RestoreError {
    fn from(error: io::Error) -> Self {
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
            BackupError::NoRoom { free_mb, .. } => Self::Home(OpenError::NoRoom { free_mb }),
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
    disk::private_folder(home)?;
    let _lock = DeskLock::take(home)?.ok_or(OpenError::InUse)?;
    let damaged = home.join(DATABASE).exists();
    if damaged && !open::is_damaged(home)? {
        return Err(OpenError::DeskExists.into());
    }
    let making = home.join(MAKING);
    remove_leftover(&making)?;
    let size = fs::metadata(&from)?.len();
    backup::room(home, size)?;
    copy::database((&source, &making), Pins::Along, &mut |done| {
        tell(done, size.max(done))
    })?;
    marked::point("brought");
    let last_act = begin_new_life(&making, now, ids)?;
    marked::point("reborn");
    let (files, missing) = bring_files(&source, &from, home, tell)?;
    marked::point("complete");
    if damaged {
        damage::move_aside(home, now)?;
        damage::cleared(home);
    }
    fs::rename(&making, home.join(DATABASE))?;
    disk::sync_folder(home)?;
    marked::point("restored");
    Ok(Restored {
        from,
        last_act,
        files,
        missing,
        miscounted: Vec::new(),
    })
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

/// Copies the files the database names and this folder lacks; each is compared with its name on both sides.
fn bring_files(
    source: &Connection,
    from: &Path,
    home: &Path,
    tell: Tell<'_>,
) -> Result<(Vec<FileHash>, Vec<FileHash>), RestoreError> {
    let wanted = backup::elsewhere::wanted(source)?;
    let total: u64 = wanted.iter().map(|(_, size)| size).sum();
    let there = Blobs::of(&files_of(from));
    let here = Blobs::of(home);
    let (mut files, mut missing, mut done) = (Vec::new(), Vec::new(), 0);
    for (hash, size) in wanted {
        if here.verified(hash).is_ok() || fetch((&there, &here), hash, &mut || tell(done, total))? {
            files.push(hash);
        } else {
            missing.push(hash);
        }
        done += size;
        if tell(done, total) == ControlFlow::Break(()) {
            return Err(RestoreError::Cancelled);
        }
    }
    Ok((files, missing))
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
