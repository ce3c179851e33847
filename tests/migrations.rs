//! Old files and new files end in the same schema; the file is copied before it is changed. Never touches a desk.

#![expect(
    clippy::unwrap_used,
    reason = "what a test prepares must work, or the test fails loudly"
)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobEvent, JobFault};
use motcua::app::msg::{Msg, Ticket};
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::domain::refusal::Refusal;
use motcua::domain::time::Moment;
use motcua::store::backup::{BackupError, note};
use motcua::store::migrations::{STEPS, Step, apply_steps, version};
use motcua::store::open::VERSION;
use motcua::store::{OpenError, Opened, Store};
use rusqlite::Connection;

use common::fixture::{Counting, founded};
use common::folder::{noon, tables};

const NEWEST: &str = include_str!("../schema.sql");
/// The schema as first released; frozen then, and never changed after. Until it is, schema.sql is that schema.
const FIRST: &str = "tests/fixtures/schema-v1.sql";

fn database(schema: &str) -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(schema).unwrap();
    conn
}

/// Everything SQLite knows of a schema, without the layout of its text: tables with their columns, indexes, triggers.
fn shape(conn: &Connection) -> BTreeSet<String> {
    let all = |sql: &str| -> Vec<String> {
        let mut statement = conn.prepare(sql).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap()));
            Ok(cells.collect::<Vec<_>>().join(" "))
        });
        rows.unwrap().map(Result::unwrap).collect()
    };
    let mut shape = BTreeSet::new();
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    shape.extend(all(
        "SELECT name, type, wr, strict FROM pragma_table_list WHERE schema = 'main'",
    ));
    for table in tables {
        let of = |pragma: &str| all(&format!("SELECT * FROM {pragma}('{table}')"));
        let facts = [
            of("pragma_table_xinfo"),
            of("pragma_foreign_key_list"),
            of("pragma_index_list"),
        ]
        .concat();
        shape.extend(facts.into_iter().map(|fact| format!("{table}: {fact}")));
    }
    let texts = all(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL",
    );
    shape.extend(texts.iter().map(|text| {
        text.replace("\\n", " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }));
    shape
}

#[test]
fn an_old_file_and_its_migrations_end_in_the_newest_schema() {
    let first = Path::new(env!("CARGO_MANIFEST_DIR")).join(FIRST);
    let mut old = database(&std::fs::read_to_string(first).unwrap_or_else(|_| NEWEST.to_owned()));
    apply_steps(&mut old, STEPS).unwrap();
    let newest = database(NEWEST);
    assert_eq!(
        shape(&old),
        shape(&newest),
        "schema.sql changed after its release: add a migration"
    );
    assert_eq!(version(&old).unwrap(), version(&newest).unwrap());
}

#[test]
fn the_steps_lead_from_1_to_the_version_this_program_writes() {
    let numbers: Vec<i64> = STEPS.iter().map(|step| step.to).collect();
    let newest = VERSION;
    let expected: Vec<i64> = (2..=newest).collect();
    assert_eq!(numbers, expected);
    assert_eq!(version(&database(NEWEST)).unwrap(), VERSION);
}

#[test]
fn steps_run_in_order_each_whole_and_none_twice() {
    const OLD: &str =
        "CREATE TABLE paper (id INTEGER PRIMARY KEY, name TEXT) STRICT; PRAGMA user_version = 1;";
    const BOTH: [Step; 2] = [
        Step {
            to: 2,
            sql: "ALTER TABLE paper ADD COLUMN code TEXT NOT NULL DEFAULT '';",
        },
        Step {
            to: 3,
            sql: "CREATE INDEX paper_by_code ON paper (code);",
        },
    ];
    let mut old = database(OLD);
    old.execute("INSERT INTO paper VALUES (1, 'Trích lục')", [])
        .unwrap();
    apply_steps(&mut old, &BOTH).unwrap();
    apply_steps(&mut old, &BOTH).unwrap();
    let newest = database(
        "CREATE TABLE paper (id INTEGER PRIMARY KEY, name TEXT, code TEXT NOT NULL DEFAULT '') STRICT;
         CREATE INDEX paper_by_code ON paper (code); PRAGMA user_version = 3;",
    );
    assert_eq!(shape(&old), shape(&newest));
    let name: String = old
        .query_row("SELECT name || code FROM paper", [], |row| row.get(0))
        .unwrap();
    assert_eq!((name.as_str(), version(&old).unwrap()), ("Trích lục", 3));
}

#[test]
fn a_step_that_fails_leaves_the_version_before_it() {
    const TORN: [Step; 2] = [
        Step {
            to: 2,
            sql: "CREATE TABLE more (x INTEGER) STRICT;",
        },
        Step {
            to: 3,
            sql: "CREATE TABLE half (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);",
        },
    ];
    let mut old = database("PRAGMA user_version = 1;");
    assert!(apply_steps(&mut old, &TORN).is_err());
    assert_eq!(version(&old).unwrap(), 2);
    let half = old.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE name = 'half'",
        [],
        |row| row.get::<_, i64>(0),
    );
    assert_eq!(half.unwrap(), 0);
}

fn found(home: &Path) -> Moment {
    drop(founded(home, noon()));
    noon()
}

fn set_version(home: &Path, version: i64) {
    let conn = tables(home);
    conn.pragma_update(None, "user_version", version).unwrap();
}

#[test]
fn a_file_of_a_newer_program_is_only_looked_at() {
    let home = tempfile::tempdir().unwrap();
    let now = found(home.path());
    set_version(home.path(), VERSION + 1);
    let opened = Store::open(home.path(), now, Box::new(Counting::block(1))).unwrap();
    assert!(matches!(
        opened,
        Opened::ReadOnly {
            why: Refusal::TooNew,
            ..
        }
    ));
    drop(opened);
    let conn = tables(home.path());
    assert_eq!(version(&conn).unwrap(), VERSION + 1);
}

/// Every file of a folder that holds something, with its bytes; but for the shared memory of a database that is open.
fn bytes_of(home: &Path) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut folders = vec![home.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.to_string_lossy().ends_with("-shm") {
                let bytes = std::fs::read(&path).unwrap();
                found.extend(Some((path, bytes)).filter(|(_, bytes)| !bytes.is_empty()));
            }
        }
    }
    found
}

/// The window that only looks at it makes no copies, notes none, and leaves nothing behind when it is left.
#[test]
fn a_file_of_a_newer_program_is_left_as_it_was_byte_for_byte() {
    let home = tempfile::tempdir().unwrap();
    let now = found(home.path());
    set_version(home.path(), VERSION + 1);
    let before = bytes_of(home.path());
    let hands = Hands::new(home.path().to_owned(), None, Clock::Machine);
    let job = Effect::Start(Ticket(1), Job::Backup { target: None });
    let copied = hands.perform(job, &mut |_| std::ops::ControlFlow::Continue(()));
    let refused = JobEvent::Ended(Err(JobFault::Refused(Refusal::ReadOnly)));
    assert_eq!(copied, Some(Msg::Job(Ticket(1), refused)));
    hands.leave();
    let noted = note(home.path(), now, &Err(BackupError::Cancelled), home.path());
    assert_eq!(noted, Err(Refusal::TooNew));
    let after = bytes_of(home.path());
    let names = [&before, &after].map(|it| it.keys().cloned().collect::<Vec<_>>());
    assert_eq!(names[0], names[1]);
    assert!(before == after, "its bytes have changed");
}

#[test]
fn a_database_of_something_else_is_refused_and_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let now = found(home.path());
    set_version(home.path(), 0);
    let opened = Store::open(home.path(), now, Box::new(Counting::block(1)));
    assert!(matches!(opened, Err(OpenError::Database { code: "db-unknown" })));
}

#[test]
fn a_damaged_file_is_copied_aside_once_and_never_deleted() {
    let home = tempfile::tempdir().unwrap();
    let now = found(home.path());
    let path = home.path().join("motcua.db");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..16].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    for _ in 0..2 {
        let Err(OpenError::Damaged { copy }) = Store::open(home.path(), now, Box::new(Counting::block(1)))
        else {
            panic!("opened a damaged file");
        };
        assert_eq!(copy.file_name().unwrap(), "motcua.db.damaged-20230214-120000");
        assert_eq!(std::fs::read(copy).unwrap(), bytes);
    }
    assert_eq!(std::fs::read(&path).unwrap(), bytes);
    let copies = std::fs::read_dir(home.path()).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().contains("damaged")
    });
    assert_eq!(copies.count(), 1);
}
