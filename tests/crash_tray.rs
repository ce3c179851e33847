//! Killed while pages come in, are placed, or become the one PDF of their component, a desk has each page once: in the tray
//! or in its component, never in neither, never in both, and its bytes lie on the disk. No file of it is empty, and what
//! was half made is gone at the next start.
//!
//! The tests start themselves again as a child that does an officer's work with the desk's own hands until it dies: at
//! a marked point, or by SIGKILL at no point in particular.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

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
use common::desk::{act, finished, found, job, open, paper, placed, scan_page};
use common::folder::{self, tables};

/// Each point, and how often one round passes it: three pages come in, the PDF is one file more, two acts follow.
const POINTS: [(&str, u32); 8] = [
    ("file-written", 4),
    ("assembling", 6),
    ("file-named", 4),
    ("tray", 3),
    ("appended", 2),
    ("applied", 2),
    ("before-commit", 2),
    ("after-commit", 2),
];
/// Pages that come in before what came in is placed.
const PAGES: u32 = 3;
/// Rounds of one desk: beyond these its one paper grows thick and a round slow.
const ROUNDS_OF_A_DESK: u32 = 20;

/// What the child does: pages come in, all that came in is placed, and the component is finished.
#[expect(clippy::print_stdout, reason = "the parent waits for this word")]
fn work(home: &Path, round: u32) {
    let hands = open(home, round);
    println!("\nat work");
    job(&hands, Job::LookForScans).unwrap();
    let (whose, component) = paper(home);
    let (new, count) = placed(home, (whose.1, component, round));
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
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("desk");
        found(&home);
        for round in of_one_desk {
            for n in 0..PAGES {
                scan_page(&home, (*round, n));
            }
            one(&home, *round);
            check(&home, *round);
        }
        let last = of_one_desk.last().unwrap() + 1;
        let ended = child(test, &home, &last.to_string()).output().unwrap();
        assert!(ended.status.success(), "{}", said(&ended));
        check(&home, last);
        all_is_done(&home, u32::try_from(of_one_desk.len()).unwrap() * PAGES);
    }
}

#[test]
fn a_page_is_in_the_tray_or_in_its_component_wherever_the_desk_dies() {
    let test = "a_page_is_in_the_tray_or_in_its_component_wherever_the_desk_dies";
    kill(test, 1..=200, |home, round| {
        let (point, often) = POINTS[(round as usize) % POINTS.len()];
        let passes = round / 8 % often;
        let died = dies(&mut child(test, home, &round.to_string()), (point, passes));
        assert!(died, "round {round} was not killed at {point}#{passes}");
    });
}

#[test]
fn a_page_is_in_the_tray_or_in_its_component_whenever_the_desk_is_killed() {
    let test = "a_page_is_in_the_tray_or_in_its_component_whenever_the_desk_is_killed";
    let mut killed = 0;
    kill(test, 1001..=1080, |home, round| {
        let mut child = child(test, home, &round.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(said.any(|line| line.unwrap() == "at work"), "round {round}");
        // No moment is better than another; a round takes about so long.
        std::thread::park_timeout(Duration::from_millis(u64::from(round * 37 % 160)));
        child.kill().unwrap();
        let ended = child.wait().unwrap();
        killed += u32::from(ended.code().is_none());
        assert!(
            ended.code().is_none_or(|code| code == 0),
            "round {round}: {ended}"
        );
    });
    let is_child = told().is_some();
    assert!(is_child || killed > 20, "only {killed} were killed at work");
}

/// What was seen in the folder is one page, in one of both places, with its bytes; every PDF has the pages it says.
fn check(home: &Path, round: u32) {
    let conn = tables(home);
    let of = |sql: &str| -> Vec<[u8; 32]> {
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    let mut pages = of("SELECT sha256 FROM tray_page UNION ALL SELECT sha256 FROM page");
    pages.sort_unstable();
    let mut seen = of("SELECT sha256 FROM incoming");
    seen.sort_unstable();
    assert_eq!(pages, seen, "{round}: each page once");
    let blobs = Blobs::of(home);
    for sha256 in pages {
        assert!(blobs.verified(FileHash(sha256)).is_ok(), "{round}");
    }
    for sha256 in blobs.all().unwrap() {
        assert!(
            blobs.place(sha256).metadata().unwrap().len() > 0,
            "{round}: an empty file"
        );
    }
    if let Some(last) = of("SELECT sha256 FROM component_file ORDER BY attached_at, position").last() {
        let made = scan::inspect(&blobs.verified(FileHash(*last)).unwrap());
        assert!(made.is_taken() && made.pages >= PAGES, "{round}: {made:?}");
    }
    oplog::verify_chain(&conn).unwrap();
}

/// Nothing is homeless, the PDF has every page, nothing half made lies about.
fn all_is_done(home: &Path, came: u32) {
    let conn = tables(home);
    let count = |sql: &str| folder::count(&conn, sql);
    assert_eq!(count("SELECT count(*) FROM page"), came);
    assert_eq!(count("SELECT count(*) FROM tray_page"), 0);
    let sql =
        "SELECT sha256 FROM component_file WHERE voided_at IS NULL ORDER BY attached_at DESC, position DESC";
    let last: [u8; 32] = conn.query_row(sql, [], |row| row.get(0)).unwrap();
    let made = scan::inspect(&Blobs::of(home).place(FileHash(last)));
    assert_eq!(made.pages, came);
    let half: Vec<PathBuf> = [home.to_owned(), home.join("files")]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(".tmp"))
        .collect();
    assert_eq!(half, Vec::<PathBuf>::new());
}
