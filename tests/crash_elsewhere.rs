//! Killed in the middle of a copy, a restore, a rebuild, a founding or a migration: what was there is unharmed, and what
//! was being made is whole or no desk at all. Also: a disk that fills up.
//!
//! The test starts itself again as a child that works until it dies at a marked point.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use motcua::domain::ids::FileHash;
use motcua::domain::time::Moment;
use motcua::store::backup::{beside, elsewhere};
use motcua::store::blobs::Blobs;
use motcua::store::marked::POINTS;
use motcua::store::migrations::{Step, bring_up, version};
use motcua::store::open::VERSION;
use motcua::store::restore::{RestoreError, Restored, restore};
use motcua::store::{OpenError, Reader, Store, oplog, rebuild};
use rusqlite::Connection;

use common::child::{self, child, told};
use common::fixture::{Counting, an_toan};
use common::folder::{noon, tables, writer};

const STEPS: [Step; 2] = [
    Step {
        to: VERSION + 1,
        sql: "CREATE TABLE more (x INTEGER) STRICT;",
    },
    Step {
        to: VERSION + 2,
        sql: "CREATE INDEX more_by_x ON more (x);",
    },
];

fn go(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn found(home: &Path) -> Result<Store, OpenError> {
    Store::create(home, &an_toan(), noon(), Box::new(Counting::block(0)))
}

fn open(home: &Path) -> Store {
    writer(home, noon(), Counting::block(2))
}

/// A desk that names three files, in `desk`.
fn desk(folder: &Path) -> Vec<FileHash> {
    let home = folder.join("desk");
    drop(found(&home).unwrap());
    let conn = tables(&home);
    let names = [&b"to khai"[..], b"can cuoc", b"trich luc"];
    names.map(|bytes| take(&home, &conn, bytes)).into()
}

fn take(home: &Path, conn: &Connection, bytes: &[u8]) -> FileHash {
    let stored = Blobs::of(home).put(bytes).unwrap();
    let row = (stored.sha256.0, i64::try_from(stored.size).unwrap());
    conn.execute("INSERT INTO blob VALUES (?1, ?2, 'application/pdf', 1)", row)
        .unwrap();
    stored.sha256
}

fn copy(folder: &Path, now: Moment) -> Result<(), motcua::store::backup::BackupError> {
    let reader = Reader::open(&folder.join("desk")).unwrap();
    elsewhere(&reader, &folder.join("usb"), now, &mut go).map(|_| ())
}

fn bring_back(folder: &Path) -> Result<Restored, RestoreError> {
    let (from, home) = (folder.join("usb"), folder.join("new"));
    restore((&from, &home), noon(), &mut Counting::block(1), &mut go)
}

fn migrate(folder: &Path) {
    let home = folder.join("desk");
    let mut conn = tables(&home);
    bring_up(&mut conn, &home, noon(), &STEPS).unwrap();
}

fn later() -> Moment {
    Moment(noon().0 + 24 * 3_600_000)
}

/// What the child does.
fn work(what: &str, folder: &Path) {
    match what {
        "copy" => copy(folder, later()).unwrap(),
        "restore" => drop(bring_back(folder).unwrap()),
        "rebuild" => {
            open(&folder.join("desk")).rebuild(&mut |_, _| {}).unwrap();
        }
        "found" => drop(found(&folder.join("new")).unwrap()),
        "migrate" => migrate(folder),
        other => panic!("{other}"),
    }
}

/// Does this piece of work in a child that dies at this point after so many passes; true = it died.
fn dies(what: &str, folder: &Path, point: &str, passes: u32) -> bool {
    assert!(POINTS.contains(&point), "{point}");
    child::dies(&mut child("works_until_it_dies", folder, what), (point, passes))
}

/// A point where nothing ever dies proves nothing.
#[test]
fn every_marked_point_is_one_where_a_test_dies() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut text = String::new();
    for entry in fs::read_dir(tests).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("crash") || name == "terminal.rs" {
            text.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let dies =
        |point: &&&str| text.contains(&format!("\"{point}\"")) || text.contains(&format!("\"{point}#"));
    let alive: Vec<_> = POINTS.iter().filter(|point| !dies(point)).collect();
    assert!(alive.is_empty(), "{alive:?}");
}

/// Not a test by itself: the child of the tests below.
#[test]
fn works_until_it_dies() {
    if let Some((folder, what)) = told() {
        work(&what, &folder);
    }
}

/// The desk opens, its log holds, its tables say what the log says, its files are those of their names.
fn is_whole(home: &Path, files: &[FileHash]) {
    let store = open(home);
    store.verify_log().unwrap();
    drop(store);
    let conn = tables(home);
    let whole: String = conn
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(whole, "ok");
    oplog::verify_chain(&conn).unwrap();
    for hash in files {
        Blobs::of(home).verified(*hash).unwrap();
    }
}

fn bytes(home: &Path) -> Vec<u8> {
    fs::read(home.join("motcua.db")).unwrap()
}

#[test]
fn a_copy_that_is_killed_leaves_the_desk_untouched_and_the_copy_before_it_good() {
    let dir = tempfile::tempdir().unwrap();
    let files = desk(dir.path());
    let home = dir.path().join("desk");
    copy(dir.path(), noon()).unwrap();
    let conn = tables(&home);
    let new = take(&home, &conn, b"phieu hen");
    drop(conn);
    let before = bytes(&home);
    for (point, passes) in [
        ("copy-written", 0),
        ("copy-named", 0),
        ("copy-written", 1),
        ("copy-named", 1),
        ("copy-unlisted", 0),
        ("copy-surplus", 0),
    ] {
        // From the state after the first copy, each time.
        let usb = dir.path().join("usb");
        fs::remove_dir_all(&usb).unwrap();
        fs::remove_file(Blobs::of(&home).place(new)).unwrap();
        copy(dir.path(), noon()).unwrap();
        Blobs::of(&home).put(b"phieu hen").unwrap();
        let died = dies("copy", dir.path(), point, passes);
        assert!(died || passes == 1, "{point}#{passes} was not met");
        assert_eq!(bytes(&home), before, "{point}");
        let new_home = dir.path().join("new");
        let restored = bring_back(dir.path()).unwrap();
        assert!(restored.missing.iter().all(|hash| *hash == new), "{point}");
        is_whole(&new_home, &files);
        fs::remove_dir_all(&new_home).unwrap();
        copy(dir.path(), later()).unwrap();
        Blobs::of(&usb).verified(new).unwrap();
    }
    is_whole(&home, &files);
}

/// Files in the folder of copies, by the end of their names.
fn ending(folder: &Path, end: &str) -> usize {
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().ends_with(end)).count()
}

#[test]
fn what_a_killed_copy_leaves_goes_with_the_next_days_copy_and_nothing_else_does() {
    let dir = tempfile::tempdir().unwrap();
    desk(dir.path());
    let usb = dir.path().join("usb");
    copy(dir.path(), noon()).unwrap();
    // The files are there already: the one thing written is the database.
    assert!(dies("copy", dir.path(), "copy-written", 0));
    assert_eq!(ending(&usb, ".db.part"), 1);
    fs::write(usb.join("anh.part"), b"not ours").unwrap();

    // An hour later somebody may still be at work on it; a day later nobody is.
    copy(dir.path(), Moment(later().0 + 3_600_000)).unwrap();
    assert_eq!(ending(&usb, ".db.part"), 1);
    copy(dir.path(), Moment(later().0 + 24 * 3_600_000)).unwrap();
    assert_eq!(ending(&usb, ".db.part"), 0);
    assert_eq!(ending(&usb, ".part"), 1, "a stranger stays");
    assert_eq!(ending(&usb, ".db"), 3);

    // The same beside the database.
    let beside_it = dir.path().join("desk").join("backup");
    fs::create_dir_all(&beside_it).unwrap();
    fs::write(beside_it.join("motcua-20230213-170400.db.part"), b"half").unwrap();
    fs::write(beside_it.join("motcua-20230213-170400.db.part-journal"), b"half").unwrap();
    let reader = Reader::open(&dir.path().join("desk")).unwrap();
    beside(&reader, noon(), &mut go).unwrap();
    assert_eq!(
        (ending(&beside_it, ".part"), ending(&beside_it, "-journal")),
        (0, 0)
    );
}

#[test]
fn a_restore_that_is_killed_leaves_no_half_desk_and_is_simply_done_again() {
    let dir = tempfile::tempdir().unwrap();
    let files = desk(dir.path());
    copy(dir.path(), noon()).unwrap();
    let new = dir.path().join("new");
    for (point, passes) in [
        ("copy-written", 0),
        ("copy-named", 0),
        ("brought", 0),
        ("reborn", 0),
        ("copy-named", 2),
        ("complete", 0),
        ("restored", 0),
    ] {
        assert!(dies("restore", dir.path(), point, passes), "{point}");
        if point == "restored" {
            is_whole(&new, &files);
            let again = bring_back(dir.path());
            assert!(matches!(again, Err(RestoreError::Home(OpenError::DeskExists))));
            break;
        }
        let half = Store::open(&new, noon(), Box::new(Counting::block(3)));
        assert!(matches!(half, Err(OpenError::NoDesk)), "{point} left half a desk");
        assert!(bring_back(dir.path()).unwrap().missing.is_empty());
        is_whole(&new, &files);
        fs::remove_dir_all(&new).unwrap();
    }
    is_whole(&dir.path().join("desk"), &files);
}

#[test]
fn a_rebuild_that_is_killed_leaves_the_tables_as_they_were() {
    let dir = tempfile::tempdir().unwrap();
    let files = desk(dir.path());
    let home = dir.path().join("desk");
    let dump = |home: &Path| rebuild::dump(&tables(home)).unwrap();
    open(&home).rebuild(&mut |_, _| {}).unwrap();
    let before = dump(&home);
    for point in ["emptied", "derived"] {
        assert!(dies("rebuild", dir.path(), point, 0));
        assert_eq!(dump(&home), before, "{point}");
    }
    is_whole(&home, &files[..0]);
}

#[test]
fn a_founding_that_is_killed_leaves_no_desk_and_is_simply_done_again() {
    let dir = tempfile::tempdir().unwrap();
    let new = dir.path().join("new");
    for (point, passes) in [("appended", 0), ("applied", 1), ("founded", 0)] {
        assert!(dies("found", dir.path(), point, passes));
        let half = Store::open(&new, noon(), Box::new(Counting::block(3)));
        assert!(matches!(half, Err(OpenError::NoDesk)), "{point} left half a desk");
    }
    drop(found(&new).unwrap());
    is_whole(&new, &[]);
}

/// The copies made before a migration.
fn copies(home: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(home.join("backup")).into_iter().flatten();
    all.map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "db"))
        .collect()
}

#[test]
fn a_migration_copies_the_file_first_and_killed_goes_on_where_it_was() {
    for (point, passes, reached) in [
        ("copy-written", 0, VERSION),
        ("step-copied", 0, VERSION),
        ("step-applied", 0, VERSION),
        ("step-applied", 1, VERSION + 1),
    ] {
        let dir = tempfile::tempdir().unwrap();
        desk(dir.path());
        let home = dir.path().join("desk");
        assert!(dies("migrate", dir.path(), point, passes), "{point}");
        let at = |home: &Path| version(&tables(home)).unwrap();
        assert_eq!(at(&home), reached, "{point}#{passes}");
        migrate(dir.path());
        assert_eq!(at(&home), VERSION + 2);
        let copies = copies(&home);
        assert!(!copies.is_empty(), "{point}");
        let name = copies[0].file_name().unwrap().to_string_lossy();
        assert!(name.starts_with(&format!("before-v{}-", VERSION + 2)), "{name}");
        let old = Connection::open(&copies[0]).unwrap();
        assert!(
            version(&old).unwrap() <= VERSION + 1,
            "a copy of the file as it was"
        );
        migrate(dir.path());
        assert_eq!(self::copies(&home).len(), copies.len(), "done once");
    }
}

#[test]
fn without_a_copy_nothing_is_migrated() {
    let dir = tempfile::tempdir().unwrap();
    desk(dir.path());
    let home = dir.path().join("desk");
    fs::write(home.join("backup"), b"in the way").unwrap();
    let mut conn = tables(&home);
    assert!(bring_up(&mut conn, &home, noon(), &STEPS).is_err());
    assert_eq!(version(&conn).unwrap(), VERSION);
}

#[test]
fn a_copy_beside_that_was_killed_half_way_is_no_copy() {
    let dir = tempfile::tempdir().unwrap();
    desk(dir.path());
    let home = dir.path().join("desk");
    fs::create_dir(home.join("backup")).unwrap();
    fs::write(home.join("backup/motcua-20230214-120000.db.part"), b"half").unwrap();
    let made = beside(&Reader::open(&home).unwrap(), noon(), &mut go).unwrap();
    assert_eq!(copies(&home), [made.database]);
}
