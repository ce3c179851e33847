//! A database that cannot be read: recognised, copied aside once, never deleted and never repaired silently.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::domain::time::Moment;
use crate::store::DATABASE;
use crate::store::blobs::{entries, pour};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
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

/// Reads what every start needs, and after a crash the whole file where that is quick.
pub(crate) fn look(conn: &Connection, path: &Path, after_crash: bool) -> rusqlite::Result<bool> {
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    conn.query_row("SELECT count(*) FROM device_self", [], |_| Ok(()))?;
    conn.query_row("SELECT max(rowid) FROM oplog", [], |_| Ok(()))?;
    let size = fs::metadata(path).map_or(u64::MAX, |it| it.len());
    if !after_crash || size > CHECKED_AT_ONCE {
        return Ok(true);
    }
    let verdict: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok(verdict == "ok")
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
