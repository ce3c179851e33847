use super::*;
use crate::desk::practice;
use crate::store::oplog;

fn now() -> Moment {
    Moment::from_rfc3339("2026-11-18T16:00:00+07:00").unwrap()
}

fn filled(home: &std::path::Path, load: Load, founded: Moment) -> (Store, Made) {
    let mut store = practice::create(home, founded, Box::new(Seeded::new(load.seed, 0))).unwrap();
    let made = fill(&mut store, load, now(), &mut |_| {}).unwrap();
    (store, made)
}

fn count(store: &Store, what: &str) -> u32 {
    let sql = format!("SELECT count(*) FROM {what}");
    store.conn.query_row(&sql, [], |row| row.get(0)).unwrap()
}

const LOAD: Load = Load {
    dossiers: 400,
    seed: 7,
    receipts: 2,
};

#[test]
fn a_load_is_real_acts_that_leave_a_real_office() {
    let home = tempfile::tempdir().unwrap();
    let (store, made) = filled(home.path(), LOAD, start(now()));
    assert_eq!((made.dossiers, made.receipts), (400, 2));
    assert_eq!(count(&store, "dossier"), 400);
    assert!(count(&store, "dossier WHERE status = 10") > 340);
    assert!(count(&store, "dossier WHERE status IN (2, 4, 5, 9)") > 0);
    for status in [3, 7] {
        assert!(
            count(&store, &format!("dossier WHERE status = {status}")) > 0,
            "{status}"
        );
    }
    assert!(count(&store, "wait") > 0 && count(&store, "paper") > 340);
    assert_eq!(count(&store, "form WHERE prints = 1"), 2);
    assert!(count(&store, "dossier WHERE have_n < need_n") > 0);
    oplog::verify_chain(&store.conn).unwrap();
    let last: i64 = store
        .conn
        .query_row("SELECT max(at) FROM oplog", [], |row| row.get(0))
        .unwrap();
    assert!(last <= now().0);
}

#[test]
fn the_same_seed_gives_the_same_log() {
    let load = Load {
        dossiers: 20,
        receipts: 0,
        ..LOAD
    };
    let head = |home: &std::path::Path| -> Vec<u8> {
        let (store, _) = filled(home, load, start(now()));
        let sql = "SELECT head_hash FROM device_self";
        store.conn.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let homes = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    assert_eq!(head(homes[0].path()), head(homes[1].path()));
}

#[test]
fn a_folder_in_use_since_today_takes_loads_too() {
    let load = Load {
        dossiers: 20,
        receipts: 0,
        ..LOAD
    };
    let home = tempfile::tempdir().unwrap();
    let (mut store, made) = filled(home.path(), load, now());
    assert_eq!(made.dossiers, 20);
    fill(&mut store, load, now(), &mut |_| {}).unwrap();
    assert_eq!(count(&store, "dossier"), 40);
    oplog::verify_chain(&store.conn).unwrap();
}
