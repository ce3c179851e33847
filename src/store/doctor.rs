//! Looks over a desk's folder and says what is sound and what is not. Changes nothing, names no person.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::SystemTime;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::ids::FileHash;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::belongings::belongings;
use crate::store::blobs::Blobs;
use crate::store::lock::DeskLock;
use crate::store::mounts::{Medium, medium_of};
use crate::store::oplog::{self, LogError};
use crate::store::{Reader, backup, days, disk, migrations, open, quarantine, text};

const DAY_MS: i64 = 24 * 3600 * 1000;
/// A file nobody names may still be meant by a draft or the tray for so long.
const ORPHAN_DAYS: i64 = 30;
/// Older copies are reported.
const COPY_DAYS: i64 = 2;
const ELSEWHERE_DAYS: i64 = 8;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Stable name.
    pub name: &'static str,
    /// Is it well?
    pub ok: bool,
    /// One sentence.
    pub detail: String,
}

/// How much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Files are only counted.
    Quick,
    /// Each file is read and compared with its name.
    Whole,
}

/// The name of the check that reads every page of the database.
pub const INTEGRITY: &str = "integrity";

/// Every check, in order. `is_writer` = the caller holds the folder's lock.
pub fn examine(reader: &Reader, now: Moment, depth: Depth, is_writer: bool) -> Vec<Check> {
    let conn = &reader.conn;
    let home = reader.home();
    let mut checks = vec![
        told("schema", schema(conn)),
        told(INTEGRITY, integrity(conn)),
        told("foreign_keys", foreign_keys(conn)),
        told("log", log(conn)),
    ];
    checks.extend(files((conn, home), now, depth));
    checks.push(told("backup", copies((conn, home), now)));
    checks.push(told("backup_elsewhere", copies_elsewhere(conn, now)));
    checks.push(space(home));
    checks.push(place(home));
    checks.push(lock(home, is_writer));
    checks.push(told("calendar", calendar(conn, now)));
    checks.push(told("quarantine", held(conn)));
    checks
}

type Told = Result<(bool, String), Refusal>;

/// A check that could not be made is not well.
fn told(name: &'static str, told: Told) -> Check {
    let (ok, detail) = told.unwrap_or_else(|why| (false, crate::domain::text::refusal(&why)));
    Check { name, ok, detail }
}

fn schema(conn: &Connection) -> Told {
    let version = migrations::version(conn)?;
    Ok((version == open::VERSION, text::schema_version(version)))
}

fn integrity(conn: &Connection) -> Told {
    let faults: Vec<String> = conn
        .prepare("PRAGMA integrity_check(20)")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let ok = faults == ["ok"];
    Ok((ok, text::integrity(if ok { 0 } else { faults.len() })))
}

fn foreign_keys(conn: &Connection) -> Told {
    let torn = conn
        .prepare("PRAGMA foreign_key_check")?
        .query_map([], |_| Ok(()))?
        .count();
    Ok((torn == 0, text::foreign_keys(torn)))
}

fn files((conn, home): (&Connection, &Path), now: Moment, depth: Depth) -> [Check; 2] {
    let named = match backup::elsewhere::wanted(conn) {
        Ok(named) => named,
        Err(error) => {
            let why = Refusal::from(error);
            return [told("files", Err(why.clone())), told("orphans", Err(why))];
        }
    };
    let blobs = Blobs::of(home);
    let bad: Vec<FileHash> = named
        .iter()
        .filter(|(hash, size)| !is_whole(&blobs, *hash, *size, depth))
        .map(|(hash, _)| *hash)
        .collect();
    // The list stands without it, too.
    let of = belongings(conn, &bad).unwrap_or_default();
    let bad: Vec<_> = bad
        .into_iter()
        .map(|hash| (hash, of.get(&hash).cloned()))
        .collect();
    let files = Check {
        name: "files",
        ok: bad.is_empty(),
        detail: text::files(named.len(), &bad),
    };
    let known: BTreeSet<FileHash> = named.into_iter().map(|(hash, _)| hash).collect();
    [files, orphans(&blobs, &known, now)]
}

fn is_whole(blobs: &Blobs, hash: FileHash, size: u64, depth: Depth) -> bool {
    match depth {
        Depth::Quick => std::fs::metadata(blobs.place(hash)).is_ok_and(|it| it.len() == size),
        Depth::Whole => blobs.verified(hash).is_ok(),
    }
}

fn orphans(blobs: &Blobs, known: &BTreeSet<FileHash>, now: Moment) -> Check {
    let all = blobs.all().unwrap_or_default();
    let old = |hash: &FileHash| {
        let changed = std::fs::metadata(blobs.place(*hash)).and_then(|it| it.modified());
        let since = changed
            .ok()
            .and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        let at = since.and_then(|since| i64::try_from(since.as_millis()).ok());
        at.is_some_and(|at| now.0 - at > ORPHAN_DAYS * DAY_MS)
    };
    let unnamed: Vec<FileHash> = all.into_iter().filter(|hash| !known.contains(hash)).collect();
    let forgotten = unnamed.iter().filter(|hash| old(hash)).count();
    Check {
        name: "orphans",
        ok: forgotten == 0,
        detail: text::orphans(unnamed.len(), forgotten),
    }
}

fn copies((conn, home): (&Connection, &Path), now: Moment) -> Told {
    // What was noted counts only while it lies there.
    let lies_there = backup::copies(&home.join(backup::FOLDER)).is_ok_and(|copies| !copies.is_empty());
    let last = backup::last(conn, false)?.filter(|_| lies_there);
    let ok = is_fresh(last.or(first_act(conn)?), now, COPY_DAYS);
    Ok((ok, text::copy_age(last)))
}

fn copies_elsewhere(conn: &Connection, now: Moment) -> Told {
    let last = backup::last(conn, true)?;
    let ok = is_fresh(last.or(first_act(conn)?), now, ELSEWHERE_DAYS);
    Ok((ok, text::copy_age_elsewhere(last)))
}

/// A desk that is younger than its copies need be lacks none.
fn first_act(conn: &Connection) -> rusqlite::Result<Option<Moment>> {
    // By the log's own order, which has an index.
    let sql = "SELECT at FROM oplog ORDER BY hlc, incarnation, op_id LIMIT 1";
    let at: Option<i64> = conn.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(at.map(Moment))
}

fn is_fresh(last: Option<Moment>, now: Moment, days: i64) -> bool {
    last.is_some_and(|last| now.0 - last.0 < days * DAY_MS)
}

fn space(home: &Path) -> Check {
    let free = disk::free_mb(home);
    Check {
        name: "free_space",
        ok: free.is_none_or(|free| free >= disk::NEW_DESK_MB),
        detail: text::free_space(free),
    }
}

fn place(home: &Path) -> Check {
    let medium = medium_of(home).unwrap_or(Medium::Local);
    Check {
        name: "place",
        ok: medium == Medium::Local,
        detail: text::place(medium),
    }
}

fn lock(home: &Path, is_writer: bool) -> Check {
    let free = is_writer || matches!(DeskLock::take(home), Ok(Some(_)));
    Check {
        name: "lock",
        ok: true,
        detail: text::lock(free),
    }
}

/// Dossiers filed online that could not go in wait for somebody.
fn held(conn: &Connection) -> Told {
    let held = quarantine::waiting(conn)?;
    Ok((held == 0, text::held(held)))
}

fn calendar(conn: &Connection, now: Moment) -> Told {
    let missing = days::calendar(conn)?.missing_year(now.date());
    Ok((missing.is_none(), text::calendar(missing)))
}

/// Every act stands in the log as it was written, without a gap and without a change.
fn log(conn: &Connection) -> Told {
    match oplog::verify_chain(conn) {
        Ok(ops) => Ok((true, text::log(ops))),
        Err(LogError::Broken { seq }) => Ok((false, text::broken_log(seq))),
        Err(other) => Err(other.into()),
    }
}
