//! Killed while scans are chosen as files, attached, looked into and counted, a desk has each of them once: as a file whose
//! sheets nobody counted, or as a page of the account, never in neither and never in both (decision 0015). A paper is
//! never full while a copy of it is uncounted.
//!
//! The test starts itself again as a child that does an officer's work with the desk's own hands until it dies: at a
//! marked point, or by SIGKILL at no point in particular.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use motcua::app::job::{Job, JobDone};
use motcua::domain::act::DossierAct;
use motcua::domain::ids::FileHash;
use motcua::scan;
use motcua::store::blobs::Blobs;
use motcua::store::oplog;

use common::child::{child, dies, said, told};
use common::chosen::{attached, counted, taken_over};
use common::desk::{SCANS, act, finished, found, job, log_in, open, paper, scan_page};
use common::folder::{self, tables};

/// Each point, and how often one round passes it: three files and their PDF are stored, three acts follow.
const POINTS: [(&str, u32); 7] = [
    ("file-written", 4),
    ("file-named", 4),
    ("appended", 3),
    ("applied", 3),
    ("before-commit", 3),
    ("after-commit", 3),
    ("assembling", 6),
];
/// Files that are chosen in each round.
const FILES: u32 = 3;
/// Rounds of one desk: beyond these its one paper grows thick and a round slow.
const ROUNDS_OF_A_DESK: u32 = 20;

/// What lies in the scan folder, with its bytes' hash.
fn folder(home: &Path) -> Vec<(PathBuf, FileHash)> {
    let entries = std::fs::read_dir(home.with_file_name(SCANS)).unwrap();
    let mut all: Vec<(PathBuf, FileHash)> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), scan::inspect(&path).sha256))
        .collect();
    all.sort();
    all
}

fn hashes(home: &Path, sql: &str) -> Vec<FileHash> {
    let conn = tables(home);
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0).map(FileHash)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

const UNCOUNTED: &str = "SELECT sha256 FROM component_file WHERE voided_at IS NULL AND source = 'picked'";
const PAGES: &str = "SELECT sha256 FROM page";

/// What the child does: chooses whatever the paper does not have yet, has it looked into, and counts it.
#[expect(clippy::print_stdout, reason = "the parent waits for this word")]
fn work(home: &Path, round: u32) {
    let hands = open(home, round);
    log_in(&hands, home);
    println!("\nat work");
    let has: BTreeSet<FileHash> = [UNCOUNTED, PAGES]
        .iter()
        .flat_map(|sql| hashes(home, sql))
        .collect();
    let new = folder(home).into_iter().filter(|(_, hash)| !has.contains(hash));
    let paths: Vec<PathBuf> = new.map(|(path, _)| path).collect();
    let (whose, component) = paper(home);
    if !paths.is_empty() {
        let files = attached(&hands, paths);
        act(&hands, whose, DossierAct::AttachFiles { component, files }).unwrap();
    }
    let (new, count) = taken_over(&hands, (home, whose.1, component), round);
    let (pages, claim) = (new.pages.clone(), new.claim.clone());
    act(&hands, whose, DossierAct::SetPages(Box::new(new))).unwrap();
    let title = "Tờ khai".to_owned();
    let made = job(&hands, Job::AssemblePages { title, pages });
    let Ok(JobDone::Stored(file)) = made else {
        panic!("{made:?}")
    };
    assert_eq!(file.pages, Some(count));
    act(&hands, whose, finished((component, claim), file, round)).unwrap();
}

/// Lets desks be killed round after round, looks at each after each, and at last lets the work be done.
fn kill(test: &str, rounds: std::ops::RangeInclusive<u32>, mut one: impl FnMut(&Path, u32)) {
    if let Some((home, round)) = told() {
        return work(&home, round.parse().unwrap());
    }
    let rounds: Vec<u32> = rounds.collect();
    for of_one_desk in rounds.chunks(ROUNDS_OF_A_DESK as usize) {
        let dir = tempfile::tempdir().unwrap();
        let home = dir.path().join("desk");
        found(&home);
        for round in of_one_desk {
            for n in 0..FILES {
                scan_page(&home, (*round, n));
            }
            one(&home, *round);
            check(&home, *round);
        }
        let last = of_one_desk.last().unwrap() + 1;
        let ended = child(test, &home, &last.to_string()).output().unwrap();
        assert!(ended.status.success(), "{}", said(&ended));
        check(&home, last);
        all_is_done(&home, u32::try_from(of_one_desk.len()).unwrap() * FILES);
    }
}

#[test]
fn a_chosen_scan_is_a_file_or_a_page_wherever_the_desk_dies() {
    let test = "a_chosen_scan_is_a_file_or_a_page_wherever_the_desk_dies";
    kill(test, 1..=140, |home, round| {
        let (point, often) = POINTS[(round as usize) % POINTS.len()];
        let passes = round / 7 % often;
        let died = dies(&mut child(test, home, &round.to_string()), (point, passes));
        assert!(died, "round {round} was not killed at {point}#{passes}");
    });
}

#[test]
fn a_chosen_scan_is_a_file_or_a_page_whenever_the_desk_is_killed() {
    let test = "a_chosen_scan_is_a_file_or_a_page_whenever_the_desk_is_killed";
    let mut killed = 0;
    kill(test, 1001..=1060, |home, round| {
        let mut child = child(test, home, &round.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(said.any(|line| line.unwrap() == "at work"), "round {round}");
        // No moment is better than another; a round takes about so long.
        std::thread::park_timeout(Duration::from_millis(u64::from(round * 37 % 200)));
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        killed += u32::from(ended.code().is_none());
        assert!(
            ended.code().is_none_or(|code| code == 0),
            "round {round}: {ended}"
        );
    });
    let is_child = told().is_some();
    assert!(is_child || killed > 15, "only {killed} were killed at work");
}

/// Whatever an op ever named of the chosen files is one of both, once, with its bytes; and what is uncounted is not full.
fn check(home: &Path, round: u32) {
    let (files, pages) = (hashes(home, UNCOUNTED), hashes(home, PAGES));
    let both: BTreeSet<FileHash> = files.iter().chain(&pages).copied().collect();
    assert_eq!(both.len(), files.len() + pages.len(), "{round}: each once");
    let scans: BTreeSet<FileHash> = folder(home).into_iter().map(|(_, hash)| hash).collect();
    let named = hashes(home, "SELECT sha256 FROM blob");
    let named: BTreeSet<FileHash> = named.into_iter().filter(|hash| scans.contains(hash)).collect();
    assert_eq!(
        both, named,
        "{round}: what was attached is there, and nothing else"
    );
    let blobs = Blobs::of(home);
    for sha256 in &both {
        assert!(blobs.verified(*sha256).is_ok(), "{round}");
    }
    for sha256 in blobs.all().unwrap() {
        let size = blobs.place(sha256).metadata().unwrap().len();
        assert!(size > 0, "{round}: an empty file");
    }
    let conn = tables(home);
    let (account, have): (String, u32) = conn
        .query_row(
            "SELECT c.account, d.have_n FROM component c JOIN dossier d ON d.id = c.dossier_id",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    if !files.is_empty() {
        assert_eq!(
            (account.as_str(), have),
            ("short", 0),
            "{round}: an uncounted copy"
        );
    }
    oplog::verify_chain(&conn).unwrap();
}

/// Every file of the folder is a page, the PDF has all of them, nothing half made lies about.
fn all_is_done(home: &Path, came: u32) {
    let conn = tables(home);
    assert_eq!(folder::count(&conn, "SELECT count(*) FROM page"), came);
    assert_eq!(hashes(home, UNCOUNTED), []);
    assert_eq!(came % 2, 0, "two sides of each sheet");
    assert_eq!(counted(&conn), "balanced");
    let sql =
        "SELECT sha256 FROM component_file WHERE voided_at IS NULL ORDER BY attached_at DESC, position DESC";
    let last: [u8; 32] = conn.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(scan::inspect(&Blobs::of(home).place(FileHash(last))).pages, came);
    let half = std::fs::read_dir(home.join("files")).unwrap();
    let half = half.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(half.filter(|name| name.starts_with(".tmp")).count(), 0);
}
