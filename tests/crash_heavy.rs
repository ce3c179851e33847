//! Killed while a heavy PDF is cut, its parts are kept, or the choice is written, a desk has the heavy PDF with all its
//! parts or with none of them, every byte that is named lies on the disk, and what was only tried is gone at the next
//! start.
//!
//! The test starts itself again as a child that does an officer's work with the desk's own hands until it dies.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::path::Path;

use motcua::app::job::{HeavyFile, Job, JobDone, MadeOf};
use motcua::desk::random::SystemIds;
use motcua::domain::act::{DossierAct, StoredFile};
use motcua::domain::ids::{FileHash, FileId, IdSource};
use motcua::domain::pages::Page;
use motcua::scan;
use motcua::store::blobs::Blobs;
use motcua::store::oplog;

use common::child::{child, dies, said, told};
use common::desk::{act, finished, found, job, open, paper, placed, scan_page};
use common::folder::tables;

const TEST: &str = "a_heavy_pdf_has_all_its_parts_or_none_wherever_the_desk_dies";
/// Pages that come in each round; the PDF and its parts are files after them, the choice is the second act.
const PAGES: u32 = 2;
/// Where it dies: the point, and how often it is passed before.
const DEATHS: [(&str, u32); 10] = [
    ("file-written", PAGES),
    ("assembling", 1),
    ("file-written", PAGES + 1),
    ("file-named", PAGES + 1),
    ("file-written", PAGES + 2),
    ("file-named", PAGES + 2),
    ("appended", 1),
    ("applied", 1),
    ("before-commit", 1),
    ("after-commit", 1),
];

/// Every page is a part of its own: none stays below nothing.
fn heavy(file: &StoredFile, pages: Vec<Page>) -> HeavyFile {
    HeavyFile {
        name: file.name.clone(),
        size: file.size,
        pages: file.pages,
        signed: false,
        one_only: false,
        as_it_is: false,
        limit_mb: 0,
        made_of: MadeOf::Pages(pages),
    }
}

/// What the child does: pages come in and are placed, their PDF is made, cut, and finished in parts.
fn work(home: &Path, round: u32) {
    let hands = open(home, round);
    job(&hands, Job::LookForScans).unwrap();
    let (whose, component) = paper(home);
    let (new, count) = placed(home, (whose.1, component, round));
    let (pages, claim) = (new.pages.clone(), new.claim.clone());
    act(&hands, whose, DossierAct::SetPages(Box::new(new))).unwrap();
    let title = "Tờ khai".to_owned();
    let made = job(
        &hands,
        Job::AssemblePages {
            title,
            pages: pages.clone(),
        },
    );
    let Ok(JobDone::Stored(file)) = made else {
        panic!("{made:?}")
    };
    let tried = job(&hands, Job::TrySplit(Box::new(heavy(&file, pages))));
    let Ok(JobDone::Tried(trial)) = tried else {
        panic!("{tried:?}")
    };
    assert_eq!(trial.made.len(), count as usize);
    let kept = job(&hands, Job::KeepTried(trial.made));
    let Ok(JobDone::KeptTried(parts)) = kept else {
        panic!("{kept:?}")
    };
    let DossierAct::AccountPages(mut counted) = finished((component, claim), file, round) else {
        unreachable!()
    };
    counted.instead = parts
        .into_iter()
        .map(|part| (FileId(SystemIds.next(0)), part))
        .collect();
    act(&hands, whose, DossierAct::AccountPages(counted)).unwrap();
}

#[test]
fn a_heavy_pdf_has_all_its_parts_or_none_wherever_the_desk_dies() {
    if let Some((home, round)) = told() {
        return work(&home, round.parse().unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    found(&home);
    for (round, (point, passes)) in (1..).zip(DEATHS) {
        for n in 0..PAGES {
            scan_page(&home, (round, n));
        }
        let mut child = child(TEST, &home, &round.to_string());
        assert!(
            dies(&mut child, (point, passes)),
            "not killed at {point}#{passes}"
        );
        check(&home, &format!("{point}#{passes}"));
    }
    let last = u32::try_from(DEATHS.len()).unwrap() + 1;
    let ended = child(TEST, &home, &last.to_string()).output().unwrap();
    assert!(ended.status.success(), "{}", said(&ended));
    let pages = check(&home, "the end");
    assert_eq!(
        pages,
        PAGES * (last - 1),
        "the last choice stands, with every page"
    );
    let half = std::fs::read_dir(home.join("files")).unwrap();
    let half = half.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(half.filter(|name| name.starts_with(".tmp")).count(), 0);
}

/// Pages of the parts that stand: as many as the heavy PDF has in whose place they stand.
fn check(home: &Path, at: &str) -> u32 {
    let conn = tables(home);
    let blobs = Blobs::of(home);
    let of = |sql: &str| -> Vec<[u8; 32]> {
        let mut statement = conn.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    };
    for sha256 in of("SELECT sha256 FROM blob") {
        assert!(
            blobs.verified(FileHash(sha256)).is_ok(),
            "{at}: a named file lies here"
        );
    }
    let pages = |sql: &str| -> u32 {
        let files = of(sql).into_iter();
        files
            .map(|hash| scan::inspect(&blobs.place(FileHash(hash))).pages)
            .sum()
    };
    let standing = "SELECT sha256 FROM component_file WHERE voided_at IS NULL AND replaces IS";
    let (heavy, parts) = (
        pages(&format!("{standing} NULL")),
        pages(&format!("{standing} NOT NULL")),
    );
    assert_eq!(heavy, parts, "{at}: all parts or none");
    oplog::verify_chain(&conn).unwrap();
    parts
}
