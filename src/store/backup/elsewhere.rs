//! A copy of everything on another medium: the database anew, of the files those that are not there yet, each read
//! back, and those that have rotten there. The folder can be restored on another machine ([`crate::store::restore`]).

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::Datelike;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{DossierId, FileHash, OpId};
use crate::domain::time::Moment;
use crate::store::backup::copy::Pins;
use crate::store::backup::{
    BackupError, Made, Tell, copy, database_size, remove_abandoned, remove_surplus, room, schedule,
};
use crate::store::blobs::{Blobs, pour};
use crate::store::open::VERSION;
use crate::store::{Reader, disk, marked};

/// One of so many parts of the files is read again on each day.
const SHARES: i32 = 16;

/// What lies in a folder of copies. Names no person.
const MANIFEST: &str = "manifest.json";

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    app: String,
    version: String,
    schema: i64,
    made_at: String,
    desk: Whose,
    database: NamedFile,
    files: Files,
}

/// Whose copies these are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Whose {
    unit_code: String,
    desk_no: u32,
    mode: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct NamedFile {
    name: String,
    size: u64,
    sha256: FileHash,
}

#[derive(Debug, Serialize, Deserialize)]
struct Files {
    count: u64,
    bytes: u64,
    missing: Vec<FileHash>,
    all: Vec<(FileHash, u64)>,
}

/// Copies the desk to `target`, a folder that is made if need be (its parent must be there: a stick that is not in
/// must not turn into a folder of this disk).
pub fn elsewhere(reader: &Reader, target: &Path, now: Moment, tell: Tell<'_>) -> Result<Made, BackupError> {
    let desk = desk(&reader.conn)?;
    let target = prepare(&reader.home, target, &desk)?;
    remove_abandoned(&target, now)?;
    let wanted = wanted(&reader.conn)?;
    let new = to_copy((&target, now), &wanted, tell)?;
    let database_bytes = database_size(&reader.home);
    let total = database_bytes + new.iter().map(|(_, size)| size).sum::<u64>();
    room(&target, total)?;

    let mut done = 0;
    let mut made = Made {
        at: now,
        database: target.join(schedule::name_at(now)),
        elsewhere: !same_disk(&reader.home, &target),
        bytes: 0,
        files: Vec::new(),
        missing: Vec::new(),
        miscounted: Vec::new(),
    };
    let here = Blobs::of(&reader.home);
    for (hash, size) in new {
        match copy_file((&here, &target), hash, &mut || tell(done, total)) {
            Ok(bytes) => {
                made.files.push(hash);
                made.bytes += bytes;
            }
            Err(copy::CopyFault::Source) => made.missing.push(hash),
            Err(copy::CopyFault::Target(error)) => return Err(error),
        }
        done += size;
        if tell(done, total).is_break() {
            return Err(BackupError::Cancelled);
        }
    }
    // The database last: what it names lies there already.
    let pins = pins(&desk);
    made.bytes += copy::database((&reader.conn, &made.database), pins, &mut |bytes| {
        tell((done + bytes).min(total), total)
    })?;
    marked::point("copy-unlisted");
    write_manifest(&target, desk, &wanted, &made)?;
    marked::point("copy-surplus");
    remove_surplus(&target, now)?;
    Ok(made)
}

/// The PIN of a practice desk stands on its login screen, and is the same after a restore.
fn pins(desk: &Whose) -> Pins {
    if desk.mode == "practice" {
        Pins::Along
    } else {
        Pins::LeftHere
    }
}

/// The folder, made if need be, when it may take this desk's copies.
fn prepare(home: &Path, target: &Path, desk: &Whose) -> Result<PathBuf, BackupError> {
    let target = std::path::absolute(target)?;
    if !target.parent().unwrap_or(&target).is_dir() {
        return Err(BackupError::NoTarget);
    }
    disk::private_folder(&target)?;
    let target = target.canonicalize()?;
    if target.starts_with(home.canonicalize()?) {
        return Err(BackupError::Inside);
    }
    let known = fs::read(target.join(MANIFEST)).ok();
    let known = known.and_then(|text| serde_json::from_slice::<Manifest>(&text).ok());
    if known.is_some_and(|manifest| manifest.desk != *desk) || target.join(crate::store::DATABASE).exists() {
        return Err(BackupError::OtherDesk);
    }
    Ok(target)
}

fn desk(conn: &Connection) -> rusqlite::Result<Whose> {
    let unit_code = crate::store::local::settings(conn)?.text("unit_code").to_owned();
    conn.query_row("SELECT desk_no, mode FROM device_self", [], |row| {
        Ok(Whose {
            unit_code,
            desk_no: row.get(0)?,
            mode: row.get(1)?,
        })
    })
}

/// Every file an op, a draft or the tray names, with its size. A page of the tray, thrown away or not, lies nowhere else.
pub(crate) fn wanted(conn: &Connection) -> rusqlite::Result<Vec<(FileHash, u64)>> {
    conn.prepare(
        "SELECT sha256, size FROM blob UNION
         SELECT sha256, size FROM tray_page UNION
         SELECT unhex(json_extract(file.value, '$.sha256')), json_extract(file.value, '$.size')
         FROM draft, json_each(draft.form, '$.components') component, json_each(component.value, '$.files') file
         WHERE json_valid(draft.form) AND draft.trashed_at IS NULL",
    )?
    .query_map([], |row| {
        let (hash, size): (Vec<u8>, i64) = (row.get(0)?, row.get(1)?);
        Ok(FileHash::from_slice(&hash).zip(u64::try_from(size).ok()))
    })?
    .filter_map(Result::transpose)
    .collect()
}

/// The number of pages that was written down of each of these files that has pages.
pub fn counted(conn: &Connection, files: &[FileHash]) -> rusqlite::Result<Vec<(FileHash, u32)>> {
    let mut statement = conn.prepare_cached(
        "SELECT pages FROM blob WHERE sha256 = ?1 AND pages IS NOT NULL
            AND (mime = 'application/pdf' OR mime LIKE 'image/%')",
    )?;
    let mut pages = |hash: &FileHash| statement.query_row([hash.0], |row| row.get(0)).optional();
    let counted = files
        .iter()
        .map(|hash| Ok(pages(hash)?.map(|pages| (*hash, pages))));
    counted.filter_map(Result::transpose).collect()
}

/// Every dossier that was received: id, code and its newest op.
pub fn dossiers(conn: &Connection) -> rusqlite::Result<Vec<(DossierId, String, OpId)>> {
    conn.prepare(
        "SELECT d.id, d.code, (SELECT o.op_id FROM oplog o WHERE o.row_id = d.id
            ORDER BY o.hlc DESC, o.incarnation DESC, o.op_id DESC LIMIT 1)
         FROM dossier d WHERE d.code IS NOT NULL ORDER BY d.n",
    )?
    .query_map([], |row| {
        Ok((
            DossierId::from_bytes(row.get(0)?),
            row.get(1)?,
            OpId::from_bytes(row.get(2)?),
        ))
    })?
    .collect()
}

/// What is not there yet, and what has rotten there. Sticks forget bits without a word: each day another sixteenth of
/// the files is read again, so that each is looked at once in sixteen days of copies.
fn to_copy(
    (target, now): (&Path, Moment),
    wanted: &[(FileHash, u64)],
    tell: Tell<'_>,
) -> Result<Vec<(FileHash, u64)>, BackupError> {
    let mut new = Vec::new();
    for it in wanted {
        let (hash, _) = it;
        let is_there = lies_there(target, it);
        let place = Blobs::of(target).place(*hash);
        if !is_there || is_read_on(*hash, now) && !copy::is_whole(&place, *hash, &mut || tell(0, 1))? {
            new.push(*it);
        }
    }
    Ok(new)
}

/// Is it this file's day to be read again?
fn is_read_on(hash: FileHash, now: Moment) -> bool {
    let day = now.date().num_days_from_ce().rem_euclid(SHARES);
    i32::from(hash.0[0]).rem_euclid(SHARES) == day
}

fn lies_there(target: &Path, (hash, size): &(FileHash, u64)) -> bool {
    fs::metadata(Blobs::of(target).place(*hash)).is_ok_and(|it| it.len() == *size)
}

fn copy_file(
    (here, target): (&Blobs, &Path),
    hash: FileHash,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<u64, copy::CopyFault> {
    let place = Blobs::of(target).place(hash);
    disk::private_folder(place.parent().unwrap_or(target))?;
    copy::file((&here.place(hash), &place), hash, go_on)
}

fn write_manifest(
    target: &Path,
    desk: Whose,
    wanted: &[(FileHash, u64)],
    made: &Made,
) -> Result<(), BackupError> {
    let name = made.database.file_name().unwrap_or_default().to_string_lossy();
    let database = pour(&mut fs::File::open(&made.database)?, &mut std::io::sink())?;
    let manifest = Manifest {
        app: "motcua".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        schema: VERSION,
        made_at: made.at.rfc3339(),
        desk,
        database: NamedFile {
            name: name.into_owned(),
            size: database.size,
            sha256: database.sha256,
        },
        files: Files {
            count: wanted.len() as u64,
            bytes: wanted.iter().map(|(_, size)| size).sum(),
            missing: made.missing.clone(),
            all: wanted.to_vec(),
        },
    };
    let text = serde_json::to_vec(&manifest).map_err(std::io::Error::other)?;
    disk::replace(&target.join(MANIFEST), &text)?;
    Ok(())
}

#[cfg(unix)]
fn same_disk(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).map(|it| it.dev()).ok();
    device(a).is_some() && device(a) == device(b)
}

/// Windows: by drive letter or share.
#[cfg(not(unix))]
fn same_disk(a: &Path, b: &Path) -> bool {
    let drive = |path: &Path| {
        path.canonicalize()
            .ok()
            .and_then(|it| it.components().next().map(|it| it.as_os_str().to_owned()))
    };
    drive(a).is_some() && drive(a) == drive(b)
}
