//! The desk that comes back: who opens it where the copy carried no PIN, and what a wrong clock asks.

use std::fs;
use std::path::Path;

use motcua::domain::act::{Act, Pin, Request};
use motcua::domain::desk::NewDesk;
use motcua::domain::ids::OfficerId;
use motcua::domain::officer::{Role, Roles};
use motcua::domain::refusal::Refusal;
use motcua::domain::time::Moment;
use motcua::store::backup::{beside, elsewhere};
use motcua::store::restore::{RestoreError, restore};
use motcua::store::{Reader, Store};

use crate::common::fixture::{Counting, an_toan};
use crate::common::folder::noon;
use crate::{Office, bring_back, go, receive, writer};

#[test]
fn pins_stay_on_their_machine_and_an_administrator_sets_the_first_where_the_desk_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let (home, stick, new) = (
        dir.path().join("desk"),
        dir.path().join("usb"),
        dir.path().join("new"),
    );
    let real = NewDesk {
        practice: false,
        ..an_toan()
    };
    let mut store = Store::create(&home, &real, noon(), Box::new(Counting::block(0))).unwrap();
    let hanh = store.first_administrator().unwrap().unwrap();
    let pin = |digits: &str| Pin(digits.into());
    // Each new hash is written where the old one was, or beside it.
    store
        .set_pin(hanh, hanh, (Some(&real.pin), &pin("86421357")), noon())
        .unwrap();
    let reader = Reader::open(&home).unwrap();
    let beside = beside(&reader, noon(), &mut go).unwrap().database;
    let away = elsewhere(&reader, &stick, noon(), &mut go).unwrap().database;
    let holds_a_hash = |path: &Path| fs::read(path).unwrap().windows(9).any(|it| it == b"$argon2id");
    assert!(holds_a_hash(&beside) && !holds_a_hash(&away));
    assert_eq!(fs::read_dir(&stick).unwrap().count(), 2, "the copy, its manifest");

    bring_back(&stick, &new).unwrap();
    let mut restored = writer(&new);
    let refused = Err(Refusal::NoPinHere);
    assert_eq!(restored.login(hanh, &pin("86421357"), noon()).map(drop), refused);
    let clerk = OfficerId(uuid::Uuid::from_u128(77));
    let act = Act::AddOfficer {
        officer: clerk,
        name: "Võ Thị Lan".into(),
        title: String::new(),
        roles: Roles::default().with(Role::Clerk),
    };
    let request = Request {
        actor: hanh,
        approval: None,
        act,
    };
    restored.transact(&request, noon()).unwrap();
    let first = |store: &mut Store, officer| store.set_pin(officer, officer, (None, &pin("2468")), noon());
    assert_eq!(first(&mut restored, clerk), refused);
    assert_eq!(first(&mut restored, hanh), Ok(()));
    assert!(
        restored
            .login(hanh, &pin("2468"), noon())
            .is_ok_and(|(_, must_change)| !must_change)
    );
    // Once there is one, the old way is the only one.
    assert_eq!(first(&mut restored, hanh), Err(Refusal::Missing("pin")));
    assert_eq!(first(&mut restored, clerk), Err(Refusal::Missing("pin")));
    assert_eq!(
        restored.set_pin(hanh, clerk, (None, &pin("1357")), noon()),
        Ok(())
    );
    restored.rebuild(&mut |_, _| {}).unwrap();
    assert!(restored.login(hanh, &pin("2468"), noon()).is_ok());
}

#[test]
fn a_desk_brought_back_from_an_old_copy_pushes_no_newer_one_out_of_its_day() {
    let office = Office::new();
    let hour = |n: i64| Moment(noon().0 + n * 3_600_000);
    let old = office.copied_at(hour(0)).unwrap().database;
    let mut store = writer(&office.home());
    receive(&mut store, hour(1), office.files[0]).unwrap();
    drop(store);
    let newer = office.copied_at(hour(2)).unwrap().database;
    assert!(!old.exists(), "one a day of each life");
    let beside = beside(&Reader::open(&office.home()).unwrap(), hour(2), &mut go).unwrap();

    // The wrong copy is brought back first: one from before the reception.
    let wrong = office.dir.path().join("wrong");
    fs::copy(&beside.database, &old).unwrap();
    let conn = rusqlite::Connection::open(&old).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM dossier_search; DELETE FROM dossier")
        .unwrap();
    drop(conn);
    bring_back(&old, &wrong).unwrap();
    drop(writer(&wrong));
    let reader = Reader::open(&wrong).unwrap();
    let pushed = elsewhere(&reader, &office.stick(), hour(3), &mut go)
        .unwrap()
        .database;
    assert!(newer.exists() && pushed.exists());
    // Within its own life the day's newest takes the place of the others as before.
    let again = elsewhere(&reader, &office.stick(), hour(4), &mut go)
        .unwrap()
        .database;
    assert!(newer.exists() && !pushed.exists() && again.exists());
}

#[test]
fn the_top_of_a_stick_is_enough_where_one_folder_of_it_has_copies() {
    let office = Office::new();
    let made = office.to_stick().unwrap();
    let top = office.dir.path().join("top");
    fs::create_dir_all(top.join("anh")).unwrap();
    fs::rename(office.stick(), top.join("motcua")).unwrap();
    let restored = bring_back(&top, &office.dir.path().join("new")).unwrap();
    assert_eq!(restored.from.file_name(), made.database.file_name());
    let conn = crate::common::folder::tables(&office.dir.path().join("new"));
    let noted = crate::common::folder::count(&conn, "SELECT count(*) FROM backup_log");
    assert_eq!(noted, 0, "this folder has no copy of its own yet");
    // Of two nobody knows which is meant.
    let other = top.join("quay 2");
    fs::create_dir(&other).unwrap();
    fs::copy(restored.from, other.join(made.database.file_name().unwrap())).unwrap();
    let unsure = bring_back(&top, &office.dir.path().join("newer"));
    assert!(matches!(unsure, Err(RestoreError::NoCopy)), "{unsure:?}");
}

#[test]
fn a_restore_with_a_wrong_clock_asks_on_the_first_right_day() {
    let office = Office::new();
    let file = office.files[0];
    let mut store = writer(&office.home());
    receive(&mut store, Moment(noon().0 + 60_000), file).unwrap();
    office.to_stick().unwrap();
    drop(store);
    let home = office.dir.path().join("new");
    let dead = Moment::from_rfc3339("2009-01-01T00:00:00+07:00").unwrap();
    restore((&office.stick(), &home), dead, &mut Counting::block(1), &mut go).unwrap();
    let mut store = writer(&home);
    let next_day = |n: i64| Moment(noon().0 + 86_400_000 + n * 60_000);
    let Err(Refusal::NeedsLastNumbers(doubts)) = receive(&mut store, next_day(0), file) else {
        panic!("the last receipt was not asked for");
    };
    let answers: Vec<_> = doubts.into_iter().map(|doubt| (doubt.series, 5)).collect();
    store.set_last_numbers(&answers, next_day(1)).unwrap();
    assert_eq!(
        receive(&mut store, next_day(2), file).unwrap(),
        "000.99.15.H08-230215-0006"
    );
    let later = Moment(next_day(0).0 + 86_400_000);
    assert_eq!(
        receive(&mut store, later, file).unwrap(),
        "000.99.15.H08-230216-0001"
    );
}
