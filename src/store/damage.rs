//! A database that cannot be read: recognised, copied aside once, never deleted and never repaired silently.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::domain::time::Moment;
use crate::store::DATABASE;
use crate::store::blobs::{entries, pour};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Something could not be read while the desk worked: the next start reads everything.
const SUSPECT: &str = "desk.suspect";
const ASIDE: &str = "motcua.db.damaged-";
/// After a crash a file up to this size is checked whole at once; a larger one by the daily copy.
const CHECKED_AT_ONCE: u64 = 32 * 1024 * 1024;

/// Does the file begin as a database does? An empty one does not: it lost its content.
pub(crate) fn has_header(path: &Path) -> io::Result<bool> {
    let mut magic = [0; 16];
    match File::open(path)?.read_exact(&mut magic) {
        Ok(()) => Ok(&magic == MAGIC),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// Marks the database for a whole reading at the next start.
pub fn suspect(home: &Path) {
    // Without the mark the next daily copy finds it again.
    let _ = File::create(home.join(SUSPECT));
}

/// How much of a database is read before it is worked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// What every start needs.
    Head,
    /// All of it where that is quick: the last end was not a clean one.
    AfterCrash,
    /// All of it, however long it takes.
    Whole,
}

impl Reading {
    /// What a start does.
    pub(crate) fn at_start(home: &Path, after_crash: bool) -> Self {
        match (home.join(SUSPECT).exists(), after_crash) {
            (true, _) => Self::Whole,
            (false, true) => Self::AfterCrash,
            (false, false) => Self::Head,
        }
    }
}

/// It was read whole and is sound, or was replaced.
pub(crate) fn cleared(home: &Path) {
    // A mark that stays only makes the next start slower.
    let _ = fs::remove_file(home.join(SUSPECT));
}

/// Is every page of it as SQLite wrote it?
pub(crate) fn is_sound(conn: &Connection) -> rusqlite::Result<bool> {
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok(verdict == "ok")
}

/// Reads so much of it.
pub(crate) fn look(conn: &Connection, path: &Path, reading: Reading) -> rusqlite::Result<bool> {
    let known = "SELECT count(*) FROM sqlite_schema WHERE name IN ('device_self', 'oplog')";
    if conn.query_row(known, [], |row| row.get::<_, i64>(0))? < 2 {
        // What SQLite makes of an emptied file.
        return Ok(false);
    }
    conn.query_row("SELECT count(*) FROM device_self", [], |_| Ok(()))?;
    conn.query_row("SELECT max(rowid) FROM oplog", [], |_| Ok(()))?;
    let is_quick = || fs::metadata(path).is_ok_and(|it| it.len() <= CHECKED_AT_ONCE);
    match reading {
        Reading::Head => Ok(true),
        Reading::AfterCrash if !is_quick() => Ok(true),
        Reading::AfterCrash | Reading::Whole => is_sound(conn),
    }
}

/// Copies the damaged database (and what was not folded into it yet) to `motcua.db.damaged-<time>` and answers where.
/// The same damage is copied once, however often it is met.
pub(crate) fn copy_aside(home: &Path, now: Moment) -> io::Result<PathBuf> {
    let path = home.join(DATABASE);
    if let Some(known) = copied_already(home, &path)? {
        return Ok(known);
    }
    let target = aside(home, now);
    fs::copy(&path, &target)?;
    for ending in ["-wal", "-shm"] {
        let from = with_ending(&path, ending);
        if from.exists() {
            fs::copy(from, with_ending(&target, ending))?;
        }
    }
    File::open(&target)?.sync_all()?;
    Ok(target)
}

/// Moves a damaged database out of the way of a restore.
pub(crate) fn move_aside(home: &Path, now: Moment) -> io::Result<()> {
    let path = home.join(DATABASE);
    let target = with_ending(&aside(home, now), "-moved");
    for ending in ["", "-wal", "-shm"] {
        let from = with_ending(&path, ending);
        if from.exists() {
            fs::rename(from, with_ending(&target, ending))?;
        }
    }
    Ok(())
}

fn aside(home: &Path, now: Moment) -> PathBuf {
    home.join(format!("{ASIDE}{}", now.local().format("%Y%m%d-%H%M%S")))
}

fn copied_already(home: &Path, path: &Path) -> io::Result<Option<PathBuf>> {
    let hash = |path: &Path| -> io::Result<_> { pour(&mut File::open(path)?, &mut io::sink()) };
    let here = hash(path)?;
    for copy in entries(home)? {
        let name = copy.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with(ASIDE) && hash(&copy)? == here {
            return Ok(Some(copy));
        }
    }
    Ok(None)
}

pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
