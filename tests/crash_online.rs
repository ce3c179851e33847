//! Killed while a package comes in, a desk has each of its dossiers whole or not at all, and taking the package again
//! brings exactly the rest: none twice, none lost, every file of a dossier on the disk.
//!
//! The test starts itself again as a child that works until it dies at a marked point.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::ops::ControlFlow;
use std::path::Path;

use motcua::app::effect::Effect;
use motcua::app::job::{Arrival, Arrived, Job, JobDone, JobEvent};
use motcua::app::msg::{Msg, Ticket};
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::desk::random::SystemIds;
use motcua::domain::ids::FileHash;
use motcua::domain::time::Moment;
use motcua::store::blobs::Blobs;
use motcua::store::oplog;

use common::child::{child, dies, told};
use common::fixture::{at, founded};
use common::folder::{count, tables, writer};
use common::package::package;

const POINTS: [&str; 7] = [
    "file-written",
    "file-named",
    "held",
    "appended",
    "applied",
    "before-commit",
    "after-commit",
];
const ROUNDS: u32 = 42;
const NAME: &str = "a_package_that_is_killed_is_taken_again_and_each_dossier_is_there_once";

fn now(round: u32) -> Moment {
    Moment(at("2023-02-14T08:00:00+07:00").0 + i64::from(round) * 60_000)
}

fn take(home: &Path, path: &Path, round: u32) -> Vec<Arrival> {
    let store = writer(home, now(round), SystemIds);
    let hands = Hands::new(home.to_owned(), Some(store), Clock::starting_at(now(round)));
    let path = path.to_owned();
    let wish = Effect::Start(Ticket::default(), Job::TakePackage { path });
    match hands.perform(wish, &mut |_| ControlFlow::Continue(())) {
        Some(Msg::Job(_, JobEvent::Ended(Ok(JobDone::PackageTaken(arrivals))))) => arrivals,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_package_that_is_killed_is_taken_again_and_each_dossier_is_there_once() {
    if let Some((home, round)) = told() {
        let path = home.with_file_name("goi").join(format!("r{round}.json"));
        take(&home, &path, round.parse().unwrap());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    drop(founded(&home, now(0)));
    for round in 1..=ROUNDS {
        let path = package(&home, round);
        let point = POINTS[(round as usize) % POINTS.len()];
        // Five files, two acts, one held dossier: die at each of them in turn.
        let most = match point {
            "file-written" | "file-named" => 5,
            "held" => 1,
            _ => 2,
        };
        let passes = round / 7 % most;
        let mut child = child(NAME, &home, &round.to_string());
        assert!(
            dies(&mut child, (point, passes)),
            "round {round} was not killed at {point}"
        );
        whole_or_not_at_all(&home, (round, point));
        let went: Vec<Arrived> = take(&home, &path, round).into_iter().map(|it| it.went).collect();
        assert!(matches!(went[1], Arrived::Held(_)), "{round}: {went:?}");
        for at in [0, 2] {
            assert!(
                matches!(went[at], Arrived::New | Arrived::Known),
                "{round}: {went:?}"
            );
        }
        whole_or_not_at_all(&home, (round, "again"));
        let count = |sql: &str| count(&tables(&home), sql);
        assert_eq!(count("SELECT count(*) FROM dossier"), 2 * round);
        assert_eq!(count("SELECT count(DISTINCT portal_code) FROM online"), 2 * round);
        assert_eq!(count("SELECT count(*) FROM quarantine"), round);
    }
}

/// Whatever stands in the tables has its bytes on the disk, and the log holds.
fn whole_or_not_at_all(home: &Path, round: (u32, &str)) {
    let conn = tables(home);
    let mut statement = conn.prepare("SELECT sha256 FROM blob").unwrap();
    let named = statement.query_map([], |row| row.get(0).map(FileHash)).unwrap();
    for hash in named {
        Blobs::of(home)
            .verified(hash.unwrap())
            .unwrap_or_else(|error| panic!("{round:?}: {error}"));
    }
    let lacking = "SELECT count(*) FROM online o LEFT JOIN component_file f ON f.dossier_id = o.dossier_id
                   WHERE f.id IS NULL";
    assert_eq!(count(&conn, lacking), 0, "{round:?}: a dossier without its files");
    oplog::verify_chain(&conn).unwrap();
}
