//! Copies that can be trusted: made beside and elsewhere, restored on another machine, never over a desk that works.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test prepares must work, or the test fails loudly"
)]

#[path = "backup/brought_back.rs"]
mod brought_back;
mod common;
#[path = "backup/refused.rs"]
mod refused;

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use motcua::domain::act::{DossierAct, Outcome};
use motcua::domain::desk::NewDesk;
use motcua::domain::draft::DraftComponent;
use motcua::domain::ids::{ComponentId, DossierId, FileHash, FileId, IdSource};
use motcua::domain::refusal::Refusal;
use motcua::domain::time::Moment;
use motcua::store::backup::{BackupError, Made, beside, elsewhere, last, note};
use motcua::store::blobs::Blobs;
use motcua::store::doctor::{Depth, examine};
use motcua::store::local::after_crash;
use motcua::store::restore::{RestoreError, Restored, restore};
use motcua::store::{OpenError, Opened, Reader, Store};
use rusqlite::Connection;

use common::child::{child, told};
use common::fixture::{self, Counting, an_toan, component, draft};
use common::folder::{self, first_procedure, noon, on, tables};

fn go(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A folder with a desk that names three files.
struct Office {
    dir: tempfile::TempDir,
    files: Vec<FileHash>,
}

impl Office {
    fn new() -> Self {
        Self::of_desk(1)
    }

    fn of_desk(desk_no: u32) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let desk = NewDesk { desk_no, ..an_toan() };
        let home = dir.path().join("desk");
        drop(Store::create(&home, &desk, noon(), Box::new(Counting::block(0))).unwrap());
        let mut office = Self {
            dir,
            files: Vec::new(),
        };
        for bytes in [&b"to khai"[..], b"can cuoc", b"trich luc"] {
            office.take(bytes);
        }
        office
    }

    fn home(&self) -> PathBuf {
        self.dir.path().join("desk")
    }

    fn stick(&self) -> PathBuf {
        self.dir.path().join("usb")
    }

    fn sql(&self) -> Connection {
        tables(&self.home())
    }

    fn take(&mut self, bytes: &[u8]) {
        let stored = Blobs::of(&self.home()).put(bytes).unwrap();
        let row = (stored.sha256.0, i64::try_from(stored.size).unwrap());
        self.sql()
            .execute("INSERT INTO blob VALUES (?1, ?2, 'application/pdf', 1)", row)
            .unwrap();
        self.files.push(stored.sha256);
    }

    /// A page that is in the tray and named by nothing else.
    fn to_tray(&self, bytes: &[u8], trashed_at: Option<Moment>) -> FileHash {
        let stored = Blobs::of(&self.home()).put(bytes).unwrap();
        let (hash, size) = (stored.sha256.0, i64::try_from(stored.size).unwrap());
        self.sql()
            .execute(
                "INSERT INTO tray_page SELECT ?1, 1, ?1, ?2, 'image/jpeg', 'S0001.jpg', 'scanner', 'test', 0, ?1,
                 1654, 2339, 200, 'recorded', '', 0, NULL, NULL, ?3, 1",
                (hash, size, trashed_at.map(|at| at.0)),
            )
            .unwrap();
        stored.sha256
    }

    fn to_stick(&self) -> Result<Made, BackupError> {
        self.copied_at(noon())
    }

    fn copied_at(&self, now: Moment) -> Result<Made, BackupError> {
        elsewhere(&Reader::open(&self.home()).unwrap(), &self.stick(), now, &mut go)
    }
}

fn bring_back(from: &Path, home: &Path) -> Result<Restored, RestoreError> {
    restore((from, home), noon(), &mut Counting::block(1), &mut go)
}

fn writer(home: &Path) -> Store {
    folder::writer(home, noon(), Counting::block(2))
}

#[test]
fn the_second_copy_writes_only_what_is_new() {
    let mut office = Office::new();
    let first = office.to_stick().unwrap();
    assert_eq!((first.files.len(), first.missing.len()), (3, 0));
    office.take(b"phieu hen");
    let second = office.to_stick().unwrap();
    assert_eq!(second.files.len(), 1);
    for hash in &office.files {
        Blobs::of(&office.stick()).verified(*hash).unwrap();
    }
    let manifest = fs::read_to_string(office.stick().join("manifest.json")).unwrap();
    assert!(
        !manifest.contains("Hạnh") && !manifest.contains("can cuoc"),
        "{manifest}"
    );
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["files"]["count"], 4);
    assert_eq!(manifest["desk"]["desk_no"], 1);
}

#[test]
fn a_copy_comes_back_on_another_machine_as_a_new_life_of_the_log() {
    let office = Office::new();
    office.to_stick().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let home = elsewhere.path().join("motcua");
    let restored = bring_back(&office.stick(), &home).unwrap();
    assert_eq!((restored.files.len(), restored.missing), (3, Vec::new()));
    for hash in &office.files {
        Blobs::of(&home).verified(*hash).unwrap();
    }
    drop(writer(&home));
    let life = |home: &Path| {
        let conn = tables(home);
        let sql = "SELECT incarnation, parent_incarnation, parent_seq, head_seq, last_receipt_asked FROM device_self";
        conn.query_row(sql, [], |row| {
            Ok((
                row.get::<_, Vec<u8>>(0)?,
                row.get::<_, Option<Vec<u8>>>(1)?,
                row.get::<_, Option<i64>>(2)?,
                row.get::<_, i64>(3)?,
                row.get::<_, Option<String>>(4)?,
            ))
        })
        .unwrap()
    };
    let (before, after) = (life(&office.home()), life(&home));
    assert_ne!(before.0, after.0);
    assert_eq!(after.1.unwrap(), before.0);
    assert_eq!((after.2, after.3), (Some(before.3), 0));
    assert_eq!(after.4.as_deref(), Some("2023-02-14"));
}

#[test]
fn a_desk_that_works_is_never_overwritten() {
    let office = Office::new();
    office.to_stick().unwrap();
    let before = fs::read(office.home().join("motcua.db")).unwrap();
    let refused = bring_back(&office.stick(), &office.home());
    assert!(
        matches!(refused, Err(RestoreError::Home(OpenError::DeskExists))),
        "{refused:?}"
    );
    assert_eq!(fs::read(office.home().join("motcua.db")).unwrap(), before);
    let open = writer(&office.home());
    let refused = bring_back(&office.stick(), &office.home());
    assert!(
        matches!(refused, Err(RestoreError::Home(OpenError::InUse))),
        "{refused:?}"
    );
    drop(open);
}

#[test]
fn a_damaged_desk_is_moved_aside_and_comes_back_from_the_copy_beside_it() {
    let office = Office::new();
    let made = beside(&Reader::open(&office.home()).unwrap(), noon(), &mut go).unwrap();
    let path = office.home().join("motcua.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes.truncate(5000);
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(
        Store::open(&office.home(), noon(), Box::new(Counting::block(9))),
        Err(OpenError::Damaged { .. })
    ));
    let restored = bring_back(&made.database, &office.home()).unwrap();
    assert!(restored.missing.is_empty());
    drop(writer(&office.home()));
    let kept: Vec<Vec<u8>> = fs::read_dir(office.home())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().contains("damaged"))
        .map(|path| fs::read(path).unwrap())
        .collect();
    assert_eq!(kept, [bytes.clone(), bytes], "the copy and the original");
}

#[test]
fn missing_files_are_named_and_damaged_ones_are_not_copied() {
    let office = Office::new();
    let blobs = Blobs::of(&office.home());
    fs::write(blobs.place(office.files[0]), b"to KHAI").unwrap();
    fs::remove_file(blobs.place(office.files[1])).unwrap();
    let mut expected = vec![office.files[0], office.files[1]];
    expected.sort();
    let mut made = office.to_stick().unwrap();
    made.missing.sort();
    assert_eq!((made.files.len(), &made.missing), (1, &expected));
    let home = office.dir.path().join("new");
    let mut restored = bring_back(&office.stick(), &home).unwrap();
    restored.missing.sort();
    assert_eq!((restored.files.len(), restored.missing), (1, expected));
}

#[test]
fn pages_that_only_lie_in_the_tray_go_with_the_copy_and_are_missed_where_they_are_gone() {
    let office = Office::new();
    let waiting = office.to_tray(b"scanned, not yet placed", None);
    let thrown = office.to_tray(b"thrown away, can be taken back", Some(noon()));
    assert_eq!(office.to_stick().unwrap().files.len(), 5);
    let home = office.dir.path().join("new");
    bring_back(&office.stick(), &home).unwrap();
    for hash in [waiting, thrown] {
        Blobs::of(&home).verified(hash).unwrap();
    }
    fs::remove_file(Blobs::of(&home).place(waiting)).unwrap();
    let checks = examine(&Reader::open(&home).unwrap(), noon(), Depth::Quick, false);
    let files = checks.iter().find(|check| check.name == "files").unwrap();
    assert!(!files.ok, "{files:?}");
}

#[test]
fn a_damaged_copy_gives_way_to_the_one_before_it() {
    let office = Office::new();
    let reader = Reader::open(&office.home()).unwrap();
    let older = elsewhere(&reader, &office.stick(), noon(), &mut go).unwrap();
    let later = Moment(noon().0 + 24 * 3_600_000);
    let newer = elsewhere(&reader, &office.stick(), later, &mut go).unwrap();
    fs::write(&newer.database, b"not a database").unwrap();
    let restored = bring_back(&office.stick(), &office.dir.path().join("new")).unwrap();
    assert_eq!(restored.from.file_name(), older.database.file_name());
    let alone = bring_back(&newer.database, &office.dir.path().join("other"));
    assert!(matches!(alone, Err(RestoreError::BadCopy)), "{alone:?}");
    let nothing = bring_back(
        &office.dir.path().join("nowhere"),
        &office.dir.path().join("other"),
    );
    assert!(matches!(nothing, Err(RestoreError::NoCopy)), "{nothing:?}");
}

#[test]
fn where_a_copy_must_not_go_is_refused() {
    let office = Office::new();
    let reader = Reader::open(&office.home()).unwrap();
    let to = |target: &Path| elsewhere(&reader, target, noon(), &mut go);
    let inside = to(&office.home().join("copies"));
    assert!(matches!(inside, Err(BackupError::Inside)), "{inside:?}");
    let no_stick = to(&office.dir.path().join("no/stick"));
    assert!(matches!(no_stick, Err(BackupError::NoTarget)), "{no_stick:?}");
    let second = Office::of_desk(2);
    let second = elsewhere(
        &Reader::open(&second.home()).unwrap(),
        &second.stick(),
        noon(),
        &mut go,
    )
    .map(|_| second);
    let other = to(&second.unwrap().stick());
    assert!(matches!(other, Err(BackupError::OtherDesk)), "{other:?}");
}

#[test]
fn a_stopped_copy_leaves_nothing_half_made() {
    let office = Office::new();
    let reader = Reader::open(&office.home()).unwrap();
    let stopped = elsewhere(&reader, &office.stick(), noon(), &mut |_, _| {
        ControlFlow::Break(())
    });
    assert!(matches!(stopped, Err(BackupError::Cancelled)));
    let left: Vec<PathBuf> = fs::read_dir(office.stick())
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    assert!(left.iter().all(|path| path.is_dir()), "{left:?}");
    let nothing = bring_back(&office.stick(), &office.dir.path().join("new"));
    assert!(matches!(nothing, Err(RestoreError::NoCopy)));
}

#[test]
fn copies_are_noted_by_where_they_went() {
    let office = Office::new();
    let made = beside(&Reader::open(&office.home()).unwrap(), noon(), &mut go);
    note(&office.home(), noon(), &made, &office.home()).unwrap();
    let failed = Err(BackupError::NoTarget);
    note(&office.home(), Moment(noon().0 + 1), &failed, &office.stick()).unwrap();
    let conn = office.sql();
    assert_eq!(last(&conn, false).unwrap(), Some(noon()));
    assert_eq!(last(&conn, true).unwrap(), None);
}

#[test]
fn the_doctor_finds_what_was_done_to_a_folder() {
    let office = Office::new();
    let failing = |depth| -> Vec<&'static str> {
        let reader = Reader::open(&office.home()).unwrap();
        let checks = examine(&reader, noon(), depth, false);
        checks
            .into_iter()
            .filter(|check| !check.ok)
            .map(|check| check.name)
            .collect()
    };
    let before = failing(Depth::Whole);
    assert!(!before.contains(&"files"), "{before:?}");
    fs::write(Blobs::of(&office.home()).place(office.files[2]), b"trich LUC").unwrap();
    assert_eq!(failing(Depth::Quick), before);
    assert!(failing(Depth::Whole).contains(&"files"));
}

/// A reception with one file, as the first officer of the desk does it.
fn receive(store: &mut Store, now: Moment, file: FileHash) -> Result<String, Refusal> {
    // No two receptions of one test fall on one minute.
    let mut ids = Counting::block(u32::try_from(now.0 / 60_000 % 1000).unwrap() + 10);
    let mut draft = draft(DossierId(ids.next(now.0)));
    draft.procedure = Some(first_procedure(&tables(store.home())));
    draft.components = vec![DraftComponent {
        files: vec![fixture::file(FileId(ids.next(now.0)), (file, 7), "to khai.pdf")],
        ..component(ComponentId(ids.next(now.0)), "Tờ khai")
    }];
    let accept = |draft| DossierAct::Accept(Box::new(draft));
    let request = on(store.officers()?[0].id, draft.id, accept(draft));
    match store.transact(&request, now)?.outcome {
        Outcome::Accepted { code, .. } => Ok(code),
        other => panic!("{other:?}"),
    }
}

#[test]
fn after_a_restore_the_next_code_repeats_none_that_was_handed_out() {
    let office = Office::new();
    let file = office.files[0];
    let minute = |n: i64| Moment(noon().0 + n * 60_000);
    let mut store = writer(&office.home());
    assert_eq!(
        receive(&mut store, minute(1), file).unwrap(),
        "000.99.15.H08-230214-0001"
    );
    office.to_stick().unwrap();
    // Handed out after the copy was made, and lost with the machine.
    assert_eq!(
        receive(&mut store, minute(2), file).unwrap(),
        "000.99.15.H08-230214-0002"
    );
    drop(store);
    let home = office.dir.path().join("new");
    bring_back(&office.stick(), &home).unwrap();
    let mut store = writer(&home);
    let Err(Refusal::NeedsLastNumbers(doubts)) = receive(&mut store, minute(5), file) else {
        panic!("the last receipt was not asked for");
    };
    let answers: Vec<_> = doubts.into_iter().map(|doubt| (doubt.series, 2)).collect();
    store.set_last_numbers(&answers, minute(5)).unwrap();
    assert_eq!(
        receive(&mut store, minute(6), file).unwrap(),
        "000.99.15.H08-230214-0003"
    );
    store.verify_log().unwrap();
    store.rebuild(&mut |_, _| {}).unwrap();
    assert_eq!(
        receive(&mut store, minute(7), file).unwrap(),
        "000.99.15.H08-230214-0004"
    );
    Blobs::of(&home).verified(file).unwrap();
}

#[test]
fn a_file_that_rots_on_the_stick_is_found_within_sixteen_days_and_copied_anew() {
    let office = Office::new();
    office.to_stick().unwrap();
    let place = Blobs::of(&office.stick()).place(office.files[1]);
    let whole = fs::read(&place).unwrap();
    fs::write(&place, vec![7; whole.len()]).unwrap();
    let mut copied = Vec::new();
    for day in 1..=16 {
        let now = Moment(noon().0 + day * 86_400_000);
        copied.extend(office.copied_at(now).unwrap().files);
    }
    assert_eq!(copied, [office.files[1]]);
    assert_eq!(fs::read(&place).unwrap(), whole);
}

/// Not a test by itself: the second process of the test below.
#[test]
fn holds_a_folder_when_told_to() {
    let Some((home, _)) = told() else {
        return;
    };
    let _store = writer(&home);
    println!("has it");
    let _ = std::io::stdin().read_line(&mut String::new());
}

#[test]
fn two_processes_on_one_folder_and_a_kill() {
    let office = Office::new();
    let mut other = child("holds_a_folder_when_told_to", &office.home(), "hold")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(other.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("has it")));
    let Opened::ReadOnly { reader, why } =
        Store::open(&office.home(), noon(), Box::new(Counting::block(9))).unwrap()
    else {
        panic!("two writers");
    };
    assert_eq!(why, Refusal::ReadOnly);
    drop(reader);
    // A copy may be made while the other process writes.
    office.to_stick().unwrap();
    other.kill().unwrap();
    other.wait().unwrap();
    let store = writer(&office.home());
    assert!(after_crash(&office.sql()).unwrap(), "a killed process is told of");
    drop(store);
    drop(writer(&office.home()));
    assert!(after_crash(&office.sql()).unwrap(), "until somebody was told");
    let mut store = writer(&office.home());
    let hanh = store.officers().unwrap()[0].id;
    let mut log_in = || store.login(hanh, &an_toan().pin, noon()).map(drop).unwrap();
    log_in();
    assert!(after_crash(&office.sql()).unwrap(), "Home tells the first");
    log_in();
    assert!(!after_crash(&office.sql()).unwrap());
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_said_so() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::new();
    let locked = office.dir.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(locked.join("x"), b"").is_ok() {
        writeln!(std::io::stdout(), "skipped: this user may write everywhere").unwrap();
        return;
    }
    let refused = bring_back(&office.stick(), &locked.join("desk"));
    assert!(matches!(refused, Err(RestoreError::NoCopy)));
    office.to_stick().unwrap();
    let refused = bring_back(&office.stick(), &locked.join("desk"));
    assert!(
        matches!(refused, Err(RestoreError::Home(OpenError::NoPermission))),
        "{refused:?}"
    );
}
