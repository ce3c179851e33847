//! What the desk promises of speed and size, on a folder of real acts, each figure beside its budget and its peer.
//!
//! `./dev bench` runs it. `MOTCUA_BENCH_DOSSIERS` sets how many dossiers (default 10,000; the budgets are for 100,000),
//! `MOTCUA_BENCH_HOME` keeps the folder for the next run. Compare the ratios of one run, never absolute times across
//! runs: on a machine that does other work the processor's time says more than the wall clock's.

#![expect(clippy::print_stdout, reason = "a bench prints")]
#![expect(clippy::unwrap_used, reason = "a bench that fails may stop")]

mod figures;
mod papers;
mod played;
mod questions;
mod saving;
mod screens;
mod tally;
mod terminal;
mod ways;

use std::path::{Path, PathBuf};
use std::time::Duration;

use motcua::desk::clock::Clock;
use motcua::desk::load::{self, Load};
use motcua::desk::practice;
use motcua::desk::random::SystemIds;
use motcua::domain::time::Moment;
use motcua::store::{DATABASE, Opened, Store};

use figures::{Budget, Figure, line, once};

/// As many dossiers as the budgets speak of.
const MEANT_FOR: u32 = 100_000;

fn main() {
    let dossiers: u32 = asked("MOTCUA_BENCH_DOSSIERS")
        .and_then(|n| n.parse().ok())
        .unwrap_or(10_000);
    let aside = tempfile::tempdir().unwrap();
    let folder = asked("MOTCUA_BENCH_HOME").map_or_else(|| aside.path().to_path_buf(), PathBuf::from);
    let home = practice::folder(&folder);
    let now = Clock::Machine.now();
    println!(
        "{dossiers} dossiers of real acts; the machine's load: {}",
        load_average()
    );
    if dossiers < MEANT_FOR {
        println!(
            "the budgets are meant for {MEANT_FOR} dossiers: \"kept\" says no more than that {dossiers} keep them"
        );
    }
    figures::head();
    let store = desk(&home, dossiers, now);
    let officer = store.officers().unwrap().into_iter().next().unwrap();
    drop(store);

    // The day's copy is made once, or each start would begin with it.
    let (figure, ()) = once(|| terminal::copies(&home));
    line("a copy beside the database", figure, Budget::Free, None);
    terminal::measure(&folder, &home, &officer.name);
    questions::measure(&home, officer.id, now);
    tally::measure(&home, now);
    papers::measure(now);
    saving::measure(&home, officer.id);
    // Last, for its clock runs ahead of the true one, and no act may stand before the last.
    screens::measure(&home);
    rebuild(&home, dossiers, now);
    println!("the machine's load at the end: {}", load_average());
}

/// The desk of an earlier run, or a new one.
fn desk(home: &Path, dossiers: u32, now: Moment) -> Store {
    if home.join(DATABASE).exists() {
        return opened(home, now);
    }
    let (figure, store) = once(|| {
        let mut store = practice::create(home, load::start(now), Box::new(SystemIds)).unwrap();
        let load = Load {
            dossiers,
            seed: 1,
            receipts: 0,
        };
        load::fill(&mut store, load, now, &mut |_| ()).unwrap();
        store
    });
    let peer = Some(("its tables by VACUUM INTO", written_again(home)));
    line("practice-data", figure, share(180, dossiers), peer);
    store
}

fn rebuild(home: &Path, dossiers: u32, now: Moment) {
    let mut store = opened(home, now);
    let (figure, ops) = once(|| store.rebuild(&mut |_, _| ()).unwrap());
    line(
        &format!("rebuild of {ops} acts"),
        figure,
        share(60, dossiers),
        Some(("its tables by VACUUM INTO", written_again(home))),
    );
    let (figure, _) = once(|| store.verify_log().unwrap());
    line("the log's chain checked", figure, Budget::Free, None);
}

/// The same rows written once more by SQLite alone, with nothing checked and nothing reckoned.
fn written_again(home: &Path) -> Figure {
    let aside = tempfile::tempdir_in(home).unwrap();
    let copy = aside.path().join("again.db");
    let conn = rusqlite::Connection::open(home.join(DATABASE)).unwrap();
    let (figure, ()) = once(|| {
        conn.execute("VACUUM INTO ?1", [copy.to_string_lossy()]).unwrap();
        std::fs::File::open(&copy).unwrap().sync_all().unwrap();
    });
    figure
}

fn opened(home: &Path, now: Moment) -> Store {
    match Store::open(home, now, Box::new(SystemIds)) {
        Ok(Opened::Writer(store)) => store,
        Ok(Opened::ReadOnly { .. }) | Err(_) => unreachable!("the bench's folder cannot be opened"),
    }
}

/// What so many dossiers may take, where 100,000 may take `seconds`.
fn share(seconds: u64, dossiers: u32) -> Budget {
    Budget::Time(Duration::from_millis(seconds * u64::from(dossiers) / 100))
}

fn asked(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn load_average() -> String {
    std::fs::read_to_string("/proc/loadavg").map_or_else(
        |_| "unknown".to_owned(),
        |said| said.split(' ').take(3).collect::<Vec<_>>().join(" "),
    )
}
