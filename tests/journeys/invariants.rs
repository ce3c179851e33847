//! What must hold after every journey (scenarios, BB1–BB5 and BB9; BB7 is asserted by the journeys themselves).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use motcua::desk::random::SystemIds;
use motcua::domain::ids::{FileHash, OfficerId, OpId};
use motcua::domain::time::Moment;
use motcua::store::blobs::Blobs;
use motcua::store::doctor::{Depth, examine};
use motcua::store::{DATABASE, Opened, Store, oplog, rebuild};
use rusqlite::Connection;

use crate::before_after;

/// Examines a folder nobody has open.
pub(crate) fn hold(home: &Path, now: Moment) {
    let conn = Connection::open(home.join(DATABASE)).unwrap();
    the_database_is_whole(&conn);
    every_file_is_there(&conn, home);
    the_chain_is_unbroken(&conn);
    before_after::tell_the_truth(&before_after::ops(&conn)).unwrap();
    nothing_is_there_twice(&conn);
    logs_name_nobody(home);
    codes_are_unique_and_gaps_explained(&conn);
    let before = rebuild::dump(&conn).unwrap();
    drop(conn);
    rebuilt_content_is_the_same(home, now, &before);
}

/// BB1.
fn the_database_is_whole(conn: &Connection) {
    let integrity: String = conn
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(integrity, "ok");
    let torn = conn
        .prepare("PRAGMA foreign_key_check")
        .unwrap()
        .query_map([], |_| Ok(()))
        .unwrap()
        .count();
    assert_eq!(torn, 0, "foreign keys");
}

/// BB2: every file a row names lies there, and every file that lies there has the bytes of its name; nothing is empty.
fn every_file_is_there(conn: &Connection, home: &Path) {
    let blobs = Blobs::of(home);
    let named: Vec<[u8; 32]> = conn
        .prepare("SELECT sha256 FROM blob")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let named: BTreeSet<FileHash> = named.into_iter().map(FileHash).collect();
    let lying: BTreeSet<FileHash> = blobs.all().unwrap().into_iter().collect();
    for &hash in named.union(&lying) {
        let path = blobs
            .verified(hash)
            .unwrap_or_else(|error| panic!("{hash}: {error}"));
        assert_ne!(std::fs::metadata(path).unwrap().len(), 0, "{hash} is empty");
    }
}

/// BB3: the chain holds and every op has an officer who exists, or is the program's own.
fn the_chain_is_unbroken(conn: &Connection) {
    assert!(oplog::verify_chain(conn).unwrap() > 0);
    let nobody =
        "SELECT count(*) FROM oplog WHERE actor NOT IN (SELECT id FROM officer) AND actor <> zeroblob(16)";
    let nobody: i64 = conn.query_row(nobody, [], |row| row.get(0)).unwrap();
    assert_eq!(nobody, 0, "ops without an officer");
    let timeless = "SELECT count(*) FROM oplog WHERE at <= 0 OR hlc <= 0 OR kind = ''";
    let timeless: i64 = conn.query_row(timeless, [], |row| row.get(0)).unwrap();
    assert_eq!(timeless, 0, "ops without a time or a name");
    let twice = "SELECT count(*) FROM (SELECT row_id FROM oplog WHERE kind = 'accept' GROUP BY row_id HAVING count(*) > 1)";
    let twice: i64 = conn.query_row(twice, [], |row| row.get(0)).unwrap();
    assert_eq!(twice, 0, "a reception written twice");
}

/// An act the store confirmed: its op, who was logged in, and what the clock said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Confirmed {
    pub op: OpId,
    pub officer: Option<OfficerId>,
    pub at: Moment,
}

/// Kinds the program writes by itself in the officer's name: printed forms, signatures of a batch, and reference tables that are read in.
const OF_JOBS: [&str; 5] = [
    "issue_form",
    "reprint_form",
    "sign_file",
    "import_reference",
    "register_online",
];

/// BB3: each confirmed act is one op with its officer and its time, and there is no op that no act asked for. The first
/// `founded` ops are those with which the desk was made. A paper of several dossiers taken out of the kho states one
/// fact for each of them.
pub(crate) fn one_op_for_each_act(conn: &Connection, founded: usize, acts: &[Confirmed]) {
    let ops = before_after::ops(conn);
    let mut asked: BTreeMap<OpId, &Confirmed> = BTreeMap::new();
    for act in acts {
        assert_eq!(asked.insert(act.op, act), None, "two acts are one op");
    }
    // A desk that was made by keys was made before the first act.
    let first = ops.iter().position(|op| asked.contains_key(&op.id));
    let begun = if founded > 0 {
        founded
    } else {
        first.unwrap_or(ops.len())
    };
    let mut last_asked = None;
    for op in ops.iter().skip(begun) {
        let kind = op.body.kind();
        if let Some(act) = asked.remove(&op.id) {
            assert_eq!((Some(op.actor), op.at), (act.officer, act.at), "{kind}");
            last_asked = Some((kind, op.at));
            continue;
        }
        let same_act = kind == "revoke_paper" && last_asked == Some((kind, op.at));
        assert!(
            same_act || OF_JOBS.contains(&kind),
            "nobody asked for this {kind}"
        );
    }
    assert!(asked.is_empty(), "confirmed, but not in the log: {asked:?}");
}

/// BB9: whatever was pressed or run twice, no number, file or paper stands there twice.
fn nothing_is_there_twice(conn: &Connection) {
    let doubles = [
        (
            "the same file twice on a component",
            "SELECT count(*) FROM component_file WHERE voided_at IS NULL GROUP BY component_id, sha256",
        ),
        (
            "a paper twice in the kho",
            "SELECT count(*) FROM paper WHERE state = 'active' GROUP BY dossier_id, owner_no, code, sha256",
        ),
        (
            "one receipt number of two dossiers",
            "SELECT count(DISTINCT dossier_id) FROM form WHERE template = 'receipt' GROUP BY number",
        ),
    ];
    for (what, counts) in doubles {
        let most = format!("SELECT coalesce(max(n), 0) FROM (SELECT 0 AS n UNION ALL {counts})");
        let most: i64 = conn.query_row(&most, [], |row| row.get(0)).unwrap();
        assert!(most <= 1, "{what}: {most}");
    }
}

/// BB4: no identity number in the technical log.
fn logs_name_nobody(home: &Path) {
    let Ok(entries) = std::fs::read_dir(home.join("log")) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        let text = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let longest = text.split(|c: char| !c.is_ascii_digit()).map(str::len).max();
        assert!(longest.unwrap_or(0) < 12, "{}", path.display());
    }
}

/// BB5: within a day the last four digits count on without a hole, but for numbers an officer declared lost with
/// another machine; a cancelled dossier keeps its own.
fn codes_are_unique_and_gaps_explained(conn: &Connection) {
    let codes: Vec<String> = conn
        .prepare("SELECT code FROM dossier WHERE code IS NOT NULL ORDER BY n")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let unique: BTreeSet<&String> = codes.iter().collect();
    assert_eq!(unique.len(), codes.len(), "{codes:?}");
    let mut last: Option<(&str, u32)> = None;
    for code in &unique {
        let (day, number) = code.rsplit_once('-').unwrap();
        let number: u32 = number.parse().unwrap();
        if let Some((same, before)) = last
            && same == day
        {
            // An answer that was too low is put right: a number was given before it as well as behind.
            let told = declared_lost(conn, same);
            assert!(number == before + 1 || number <= told + 1, "a hole before {code}");
        }
        last = Some((day, number));
    }
}

/// The number on the last receipt issued, as it was answered on this day after a restore; 0 = nobody was asked.
fn declared_lost(conn: &Connection, day: &str) -> u32 {
    let digits = &day[day.len() - 6..];
    let key = format!(
        "_last_receipt:20{}-{}-{}",
        &digits[..2],
        &digits[2..4],
        &digits[4..]
    );
    let sql = "SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM local_setting WHERE key = ?1";
    conn.query_row(sql, [key], |row| row.get(0)).unwrap()
}

/// Replaying the log gives what the tables hold.
fn rebuilt_content_is_the_same(home: &Path, now: Moment, before: &[(String, Vec<rebuild::DumpedRow>)]) {
    let Ok(Opened::Writer(mut store)) = Store::open(home, now, Box::new(SystemIds)) else {
        panic!("the desk does not open again");
    };
    store.rebuild(&mut |_, _| {}).unwrap();
    the_doctor_agrees(&store, (home, now));
    drop(store);
    let conn = Connection::open(home.join(DATABASE)).unwrap();
    let after = rebuild::dump(&conn).unwrap();
    for ((table, before), (_, after)) in before.iter().zip(&after) {
        assert_eq!(before, after, "{table} differs after a rebuild");
    }
}

/// What `motcua doctor` says of the same folder: all is well, and a file no row names is counted (BB2).
fn the_doctor_agrees(store: &Store, (home, now): (&Path, Moment)) {
    let reader = store.reader().unwrap();
    let checks = examine(&reader, now, Depth::Whole, true);
    for name in ["schema", "integrity", "foreign_keys", "log", "files", "orphans"] {
        let check = checks.iter().find(|check| check.name == name).unwrap();
        assert!(check.ok, "{name}: {}", check.detail);
    }
    let conn = Connection::open(home.join(DATABASE)).unwrap();
    let sql = "SELECT count(*) FROM (SELECT sha256 FROM blob UNION SELECT sha256 FROM tray_page)";
    let named: u32 = conn.query_row(sql, [], |row| row.get(0)).unwrap();
    let lying = u32::try_from(Blobs::of(home).all().unwrap().len()).unwrap();
    let unnamed = lying - named;
    let orphans = checks.iter().find(|check| check.name == "orphans").unwrap();
    assert!(
        orphans.detail.starts_with(&format!("{unnamed} ")),
        "{}",
        orphans.detail
    );
}
