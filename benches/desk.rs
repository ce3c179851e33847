//! The hot operations of the desk on a folder of real acts, each beside a named peer in the same run.
//!
//! `./dev bench` runs it. `MOTCUA_BENCH_DOSSIERS` sets how many dossiers (default 10,000). Figures are medians; compare
//! the ratios of one run, never absolute times across runs.

#![expect(clippy::print_stdout, reason = "a bench prints")]
#![expect(clippy::unwrap_used, reason = "a bench that fails may stop")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use motcua::app::key::parse_keys;
use motcua::app::keymap::Keymap;
use motcua::app::model::Model;
use motcua::app::msg::Msg;
use motcua::app::update::{Start, update};
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::desk::load::{self, Load};
use motcua::desk::machine::Machine;
use motcua::desk::random::SystemIds;
use motcua::desk::{context, draw, practice};
use motcua::domain::officer::Officer;
use motcua::domain::query::{Answer, Filter, Page, PageAt, PageKey, Query, Queue};
use motcua::domain::time::Moment;
use motcua::store::{Opened, Reader, Store};
use motcua::ui::{Look, picture};

fn main() {
    let dossiers = std::env::var("MOTCUA_BENCH_DOSSIERS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(10_000);
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("practice");
    let now = Clock::Machine.now();
    println!("{dossiers} dossiers of real acts in {}", home.display());

    let mut store = practice::create(&home, now, Box::new(SystemIds)).unwrap();
    let load = Load {
        dossiers,
        seed: 1,
        receipts: 0,
    };
    let made = once(|| load::fill(&mut store, load, now, &mut |_| ()).unwrap());
    println!(
        "practice-data                {:>10.1?}   {} acts",
        made.0, made.1.acts
    );
    let rebuilt = once(|| store.rebuild(&mut |_, _| ()).unwrap());
    println!("rebuild                      {:>10.1?}", rebuilt.0);
    drop(store);

    questions(&home, now);
    saving(&home, folder.path(), now);
    frames(&home);
    starting(&home);
}

/// Home's counts, search and a list page, beside the bare SQL.
fn questions(home: &Path, now: Moment) {
    let reader = Reader::open(home).unwrap();
    let bare = rusqlite::Connection::open(home.join("motcua.db")).unwrap();
    let officer = officer(&reader, now).id;
    let ask = |query: &Query| reader.answer(query, now);
    let sql = |sql: &str| {
        bare.prepare_cached(sql)
            .unwrap()
            .query_row([], |row| row.get::<_, i64>(0))
            .unwrap_or(0)
    };

    let home_counts = median(|| {
        ask(&Query::Home {
            officer,
            whole_unit: true,
        })
    });
    let peer = median(|| sql("SELECT count(*) FROM dossier WHERE status = 4 AND voided_at IS NULL"));
    beside("Home, all counts", home_counts, "one count in SQL", peer);

    let search = Query::Search {
        text: "dinh thi".into(),
        limit: 20,
    };
    let peer = median(|| {
        sql(
            "SELECT count(*) FROM (SELECT rowid FROM dossier_search WHERE dossier_search MATCH '\"dinh\"* \"thi\"*' LIMIT 20)",
        )
    });
    beside(
        "search by name, no marks",
        median(|| ask(&search)),
        "bare FTS question",
        peer,
    );

    let Answer::Dossiers(first) = ask(&page(PageAt::Start)) else {
        return;
    };
    let deep = first.rows.last().map_or(PageKey { at: now, n: 0 }, |row| row.key);
    let peer = median(|| {
        sql(
            "SELECT sum(length(holder_name)) FROM (SELECT * FROM dossier ORDER BY listed_at DESC, n DESC LIMIT 50)",
        )
    });
    beside(
        "list page, next 50",
        median(|| ask(&page(PageAt::After(deep)))),
        "bare page in SQL",
        peer,
    );
    let queue = Query::Dossiers {
        filter: Filter {
            queue: Some(Queue::Undigitised),
            ..Filter::default()
        },
        page: Page {
            size: 50,
            at: PageAt::Start,
        },
    };
    println!("queue page                   {:>10.2?}", median(|| ask(&queue)));
}

fn page(at: PageAt) -> Query {
    Query::Dossiers {
        filter: Filter::default(),
        page: Page { size: 50, at },
    }
}

/// One durable act beside a bare one-row FULL commit on the same disk.
fn saving(home: &Path, beside_it: &Path, now: Moment) {
    let Ok(Opened::Writer(mut store)) = Store::open(home, now, Box::new(SystemIds)) else {
        return;
    };
    let one = Load {
        dossiers: 1,
        seed: 2,
        receipts: 0,
    };
    let act = median_of(9, || load::fill(&mut store, one, now, &mut |_| ()).unwrap());
    let bare = rusqlite::Connection::open(beside_it.join("peer.db")).unwrap();
    bare.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE row (n INTEGER)")
        .unwrap();
    let peer = median(|| bare.execute("INSERT INTO row VALUES (1)", []).unwrap());
    beside(
        "one dossier, saved durably",
        act,
        "bare one-row FULL commit",
        peer,
    );
}

/// Update and view of Home at 120×40.
fn frames(home: &Path) {
    let mut machine = machine(home);
    for key in parse_keys("1234<enter>").unwrap() {
        machine.press(key);
    }
    let key = parse_keys("<down>").unwrap()[0];
    let look = Look::default();
    let frame = median(|| {
        let _ = update(&mut machine.model, Msg::Key(key, None));
        picture::draw(120, 40, &look, |frame, _| draw(&machine.model, &look, frame))
    });
    println!("update + view, 120×40        {frame:>10.2?}");
}

/// From opening the folder to the first frame, beside `sqlite3 db 'select 1'`.
fn starting(home: &Path) {
    let first = median_of(15, || {
        let machine = machine(home);
        picture::draw(80, 24, &Look::default(), |frame, _| {
            draw(&machine.model, &Look::default(), frame);
        })
    });
    let database = home.join("motcua.db");
    let peer = median_of(15, || {
        let mut sqlite = Command::new("sqlite3");
        sqlite
            .arg(&database)
            .arg("select 1")
            .stdout(Stdio::null())
            .status()
            .is_ok()
    });
    beside("open, boot, first frame", first, "sqlite3 db 'select 1'", peer);
}

fn machine(home: &Path) -> Machine {
    let clock = Clock::Machine;
    let store = match Store::open(home, clock.now(), Box::new(SystemIds)) {
        Ok(Opened::Writer(store)) => Some(store),
        Ok(Opened::ReadOnly { .. }) | Err(_) => None,
    };
    let hands = Arc::new(Hands::new(home.to_path_buf(), store, clock));
    Machine::boot(
        Model::new(context(clock, true), Keymap::default()),
        hands,
        Start::Desk,
    )
}

fn officer(reader: &Reader, now: Moment) -> Officer {
    match reader.answer(&Query::Officers, now) {
        Answer::Officers(rows) => rows.officers.into_iter().next().unwrap(),
        other => unreachable!("{other:?}"),
    }
}

fn once<T>(act: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let answer = act();
    (start.elapsed(), answer)
}

fn median<T>(act: impl FnMut() -> T) -> Duration {
    median_of(31, act)
}

fn median_of<T>(runs: usize, mut act: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs).map(|_| once(&mut act).0).collect();
    times.sort_unstable();
    times[runs / 2]
}

fn beside(what: &str, ours: Duration, peer: &str, theirs: Duration) {
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64().max(1e-9);
    println!("{what:<28} {ours:>10.2?}   {peer:<26} {theirs:>10.2?}   ×{ratio:.1}");
}
