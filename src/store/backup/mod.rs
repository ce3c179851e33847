//! Copies of the desk: verified ones of the database beside it, and of everything on another medium. Only ever reads
//! the live folder; old copies go by [`schedule::surplus`], what a killed copy left by [`schedule::is_abandoned`], nothing else
//! is removed.

pub mod copy;
pub mod elsewhere;
pub mod schedule;

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use rusqlite::{Connection, OptionalExtension};

use crate::domain::ids::FileHash;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::blobs::entries;
use crate::store::{DATABASE, Reader, disk, migrations, open};

pub use elsewhere::elsewhere;
pub use schedule::{Occasion, due};

/// Folder of the copies beside the database.
pub const FOLDER: &str = "backup";

/// Hears of progress in bytes, done of total, and may stop the work.
pub type Tell<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// A copy that was made, opened again and found right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// When.
    pub at: Moment,
    /// The copied database.
    pub database: PathBuf,
    /// On another disk than the live folder.
    pub elsewhere: bool,
    /// Bytes written.
    pub bytes: u64,
    /// Files written now; those that lay there already are not among them.
    pub files: Vec<FileHash>,
    /// Files the database names that the live folder no longer has whole.
    pub missing: Vec<FileHash>,
    /// Files written now that have another number of pages than was written down; who copies counts them.
    pub miscounted: Vec<FileHash>,
}

/// Why no copy was made. What was there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// Stopped by the officer.
    #[error("stopped")]
    Cancelled,
    /// The folder to copy to is not there; the stick is not in.
    #[error("the target is not there")]
    NoTarget,
    /// It cannot be written.
    #[error("the target is read-only")]
    ReadOnlyTarget,
    /// Too little room there, in MB.
    #[error("need {need_mb} MB, {free_mb} MB free")]
    NoRoom { need_mb: u64, free_mb: u64 },
    /// A file lies where the folder should.
    #[error("the target is not a folder")]
    NotAFolder,
    /// It lies inside the live folder.
    #[error("the target lies inside the desk's own folder")]
    Inside,
    /// It holds the copies of another desk.
    #[error("the target holds another desk's copies")]
    OtherDesk,
    /// What was written does not read back as it should.
    #[error("the copy is not the original")]
    BadCopy,
    /// The live database cannot be read.
    #[error("database: {code}")]
    Database { code: &'static str },
    /// The disk failed.
    #[error("disk: {}", .0.kind())]
    Disk(io::Error),
}

impl From<io::Error> for BackupError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyTarget,
            io::ErrorKind::NotADirectory => Self::NotAFolder,
            _ if disk::is_full(&error) => Self::NoRoom {
                need_mb: 1,
                free_mb: 0,
            },
            _ => Self::Disk(error),
        }
    }
}

impl From<rusqlite::Error> for BackupError {
    fn from(error: rusqlite::Error) -> Self {
        match Refusal::from(error) {
            Refusal::DiskFull { free_mb } => Self::NoRoom { need_mb: 1, free_mb },
            Refusal::Fault { code } => Self::Database { code },
            _ => Self::Database { code: "db" },
        }
    }
}

/// Copies the database into `backup/` beside it, then removes the copies no longer kept.
pub fn beside(reader: &Reader, now: Moment, tell: Tell<'_>) -> Result<Made, BackupError> {
    let folder = reader.home.join(FOLDER);
    disk::private_folder(&folder)?;
    remove_abandoned(&folder, now)?;
    let database = folder.join(schedule::name_at(now));
    let size = database_size(&reader.home);
    room(&folder, size)?;
    let bytes = copy::database((&reader.conn, &database), copy::Pins::Along, &mut |done| {
        tell(done, size.max(done))
    })?;
    remove_surplus(&folder, now)?;
    Ok(Made {
        at: now,
        database,
        elsewhere: false,
        bytes,
        files: Vec::new(),
        missing: Vec::new(),
        miscounted: Vec::new(),
    })
}

/// Each life of the log keeps copies of its own: a desk that was restored from an old copy knows less than what lies
/// there, and must not push it out.
fn remove_surplus(folder: &Path, now: Moment) -> io::Result<()> {
    let mut lives: BTreeMap<Option<Vec<u8>>, Vec<NaiveDateTime>> = BTreeMap::new();
    for (at, path) in copies(folder)? {
        lives.entry(life(&path)).or_default().push(at);
    }
    for copies in lives.into_values() {
        for at in schedule::surplus(&copies, schedule::stamp(now)) {
            std::fs::remove_file(folder.join(schedule::name(at)))?;
        }
    }
    Ok(())
}

/// Which life of the log a copy holds; `None` = it cannot be read.
fn life(copy: &Path) -> Option<Vec<u8>> {
    let conn = copy::open_copy(copy).ok()?;
    conn.query_row("SELECT incarnation FROM device_self", [], |row| row.get(0))
        .ok()
}

/// What copies left that were killed on their way: they hold personal data, and room the new one may need.
fn remove_abandoned(folder: &Path, now: Moment) -> io::Result<()> {
    for path in entries(folder)? {
        let name = path.file_name().and_then(|name| name.to_str());
        let begun = name.and_then(schedule::read_part);
        if begun.is_some_and(|begun| schedule::is_abandoned(begun, schedule::stamp(now))) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// The copies in a folder, newest first.
pub fn copies(folder: &Path) -> io::Result<Vec<(NaiveDateTime, PathBuf)>> {
    let paths = entries(folder)?.into_iter();
    let mut copies: Vec<_> = paths
        .filter_map(|path| Some((schedule::read_name(path.file_name()?.to_str()?)?, path)))
        .collect();
    copies.sort_unstable_by(|a, b| b.cmp(a));
    Ok(copies)
}

/// Writes the outcome into the live folder's `backup_log`, on a connection of its own: the desk may be open.
pub fn note(home: &Path, at: Moment, made: &Result<Made, BackupError>, target: &Path) -> Result<(), Refusal> {
    // A file of a newer program is only looked at.
    if migrations::version(&open::reader(home).map_err(|_| Refusal::ReadOnly)?.conn)? > open::VERSION {
        return Err(Refusal::TooNew);
    }
    let conn = open::writer_connection(&home.join(DATABASE))?;
    let ok = made.as_ref().ok();
    let number = |count: Option<u64>| i64::try_from(count.unwrap_or(0)).unwrap_or(i64::MAX);
    conn.execute(
        "INSERT INTO backup_log (at, target, elsewhere, bytes, files, ok) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET bytes = excluded.bytes, files = excluded.files, ok = excluded.ok,
            elsewhere = excluded.elsewhere",
        (
            at.0,
            target.to_string_lossy(),
            ok.is_some_and(|made| made.elsewhere),
            number(ok.map(|made| made.bytes)),
            number(ok.map(|made| made.files.len() as u64)),
            ok.is_some(),
        ),
    )?;
    Ok(())
}

/// When the last good copy was made, on another medium or beside the database.
pub fn last(conn: &Connection, elsewhere: bool) -> rusqlite::Result<Option<Moment>> {
    let sql = "SELECT max(at) FROM backup_log WHERE ok AND elsewhere = ?1";
    let found: Option<Option<i64>> = conn
        .prepare_cached(sql)?
        .query_row([elsewhere], |row| row.get(0))
        .optional()?;
    Ok(found.flatten().map(Moment))
}

/// When the last good copy was made into this folder, on whichever disk it lies.
pub fn last_in(conn: &Connection, folder: &Path) -> rusqlite::Result<Option<Moment>> {
    conn.prepare_cached("SELECT max(at) FROM backup_log WHERE ok AND target = ?1")?
        .query_row([folder.to_string_lossy()], |row| row.get::<_, Option<i64>>(0))
        .map(|at| at.map(Moment))
}

/// Bytes of the database with what has not been folded into it yet.
pub(crate) fn database_size(home: &Path) -> u64 {
    let sizes =
        [DATABASE, "motcua.db-wal"].map(|name| std::fs::metadata(home.join(name)).map_or(0, |it| it.len()));
    sizes.iter().sum()
}

/// Is there room for so many bytes (and one megabyte to breathe)?
pub(crate) fn room(folder: &Path, bytes: u64) -> Result<(), BackupError> {
    let need_mb = bytes / (1024 * 1024) + 1;
    match disk::free_mb(folder) {
        Some(free_mb) if free_mb < need_mb => Err(BackupError::NoRoom { need_mb, free_mb }),
        _ => Ok(()),
    }
}
