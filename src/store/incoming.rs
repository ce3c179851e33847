//! What was found in the scan folder. Of this machine alone; never in the log.
//!
//! A file is known by its path, size and time of change: the same state is never taken in twice, and a refusal is said
//! once. Nothing here touches the folder itself.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::ids::FileHash;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::{Reader, Store};

/// One state of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Where it lies, as text.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// Last change.
    pub modified: Moment,
    /// Its bytes; `None` = refused.
    pub sha256: Option<FileHash>,
    /// Why it was refused, in one sentence; empty = taken in.
    pub fault: String,
    /// When.
    pub found_at: Moment,
}

impl Store {
    /// Notes a file that is refused.
    pub fn refuse_incoming(&mut self, seen: &Incoming) -> Result<(), Refusal> {
        Ok(note(&self.conn, seen)?)
    }
}

impl Reader {
    /// Was this state of this file looked at already?
    pub fn knows_incoming(&self, path: &str, (size, modified): (u64, Moment)) -> Result<bool, Refusal> {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        Ok(self
            .conn
            .prepare_cached("SELECT 1 FROM incoming WHERE path = ?1 AND size = ?2 AND modified = ?3")?
            .exists((path, size, modified.0))?)
    }

    /// Was this state of this file taken in?
    pub fn took_incoming(&self, path: &str, (size, modified): (u64, Moment)) -> Result<bool, Refusal> {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        Ok(self
            .conn
            .prepare_cached(
                "SELECT 1 FROM incoming WHERE path = ?1 AND size = ?2 AND modified = ?3 AND sha256 IS NOT NULL",
            )?
            .exists((path, size, modified.0))?)
    }

    /// Did these bytes come before: into the tray, a component, or out of the scan folder?
    pub fn had_bytes(&self, sha256: FileHash) -> Result<bool, Refusal> {
        let found: Option<i64> = self
            .conn
            .prepare_cached(
                "SELECT 1 FROM tray_page WHERE sha256 = ?1
                 UNION ALL SELECT 1 FROM page WHERE sha256 = ?1
                 UNION ALL SELECT 1 FROM component_file WHERE sha256 = ?1
                 UNION ALL SELECT 1 FROM incoming WHERE sha256 = ?1 LIMIT 1",
            )?
            .query_row([sha256.0], |row| row.get(0))
            .optional()?;
        Ok(found.is_some())
    }
}

/// Why files of the scan folder were refused that lie there still unchanged, newest first.
pub(super) fn refused(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = conn.prepare_cached(
        "SELECT path, size, fault FROM incoming WHERE sha256 IS NULL ORDER BY found_at DESC, path LIMIT 50",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?, row.get(2)?))
    })?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let lies_there = |path: &str, size: i64| {
        std::fs::metadata(path).is_ok_and(|meta| i64::try_from(meta.len()).is_ok_and(|now| now == size))
    };
    Ok(rows
        .into_iter()
        .filter(|(path, size, _)| lies_there(path, *size))
        .map(|(.., fault)| fault)
        .collect())
}

pub(super) fn note(conn: &Connection, seen: &Incoming) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO incoming (path, size, modified, sha256, fault, found_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified,
             sha256 = excluded.sha256, fault = excluded.fault, found_at = excluded.found_at",
    )?
    .execute((
        &seen.path,
        i64::try_from(seen.size).unwrap_or(i64::MAX),
        seen.modified.0,
        seen.sha256.map(|hash| hash.0),
        &seen.fault,
        seen.found_at.0,
    ))?;
    Ok(())
}
