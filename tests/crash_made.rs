//! Killed while the record of papers that are not digitised or a slip is made, while two pages become one sheet, or while
//! cover sheets and lists are printed, a desk has each of them whole or not at all: a form that is issued has its bytes, a sheet has
//! put aside exactly the pages it was made of, and no half a file stands where printers look.
//!
//! The tests start themselves again as a child that works until it dies: at a marked point, or by SIGKILL at no point
//! in particular.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, UNIX_EPOCH};

use motcua::app::destination::SlipWanted;
use motcua::app::job::{Job, JobDone};
use motcua::domain::act::{DossierAct, Forward};
use motcua::domain::ids::{FileHash, TrayId};
use motcua::domain::query::{Answer, Query};
use motcua::domain::report::Report;
use motcua::domain::slip::SlipKind;
use motcua::scan::{self, card_sources};
use motcua::store::blobs::Blobs;
use motcua::store::{Reader, oplog};

use common::child::{child, dies, said, told};
use common::desk::{SCANS, job, log_in, now, open, paper};
use common::fixture::Counting;
use common::folder::{count, on, tables, writer};
use common::leader::{decided, furnished};

/// Each point, and how often one round passes it: a record, a slip, two pages that come in, one sheet.
const POINTS: [(&str, u32); 7] = [
    ("file-written", 5),
    ("file-named", 5),
    ("tray", 3),
    ("appended", 2),
    ("applied", 2),
    ("before-commit", 2),
    ("after-commit", 2),
];
const ROUNDS: u32 = 56;
/// One side of a card at 200 dpi that no other is like, in the scan folder since long ago.
fn card_side(home: &Path, (round, n): (u32, u32)) {
    let path = home.with_file_name(SCANS).join(format!("T{round}_{n}.jpg"));
    let (width, height) = (674_u16, 425_u16);
    let grey = |at: u32| {
        let (x, y) = (at % u32::from(width) / 40, at / u32::from(width) / 40);
        if (x + y).is_multiple_of(2) { 60 } else { 200 }
    };
    let pixels: Vec<u8> = (0..u32::from(width) * u32::from(height)).map(grey).collect();
    let mut encoder = jpeg_encoder::Encoder::new_file(&path, 85).unwrap();
    encoder.set_density(jpeg_encoder::PixelDensity::dpi(200));
    encoder
        .add_app_segment(15, format!("{round} {n}").into_bytes())
        .unwrap();
    encoder
        .encode(&pixels, width, height, jpeg_encoder::ColorType::Luma)
        .unwrap();
    let long_ago = UNIX_EPOCH + Duration::from_millis(u64::try_from(now(round).0).unwrap());
    let file = std::fs::File::options().write(true).open(path).unwrap();
    file.set_modified(long_ago).unwrap();
}

/// What the child does: the record, two pages that become a sheet, and cover sheets over and over.
#[expect(clippy::print_stdout, reason = "the parent waits for this word")]
fn work(home: &Path, round: u32) {
    let hands = open(home, round);
    let ((_, dossier), component) = paper(home);
    log_in(&hands, home);
    println!("\nat work");
    let made = job(&hands, Job::MakeRecord { dossier });
    assert!(matches!(made, Ok(JobDone::Receipt { .. })), "{made:?}");
    let kind = SlipKind::Control;
    let slip = job(&hands, Job::Slip(SlipWanted::Newest { dossier, kind }));
    assert!(matches!(slip, Ok(JobDone::Slip { .. })), "{slip:?}");
    job(&hands, Job::LookForScans).unwrap();
    let Answer::Tray(rows) = Reader::open(home).unwrap().answer(&Query::Tray, now(round)) else {
        panic!("no tray");
    };
    let pages = rows.pages.iter().filter(|row| row.page.mime == "image/jpeg");
    let sides: Vec<TrayId> = pages.map(|row| row.id).take(2).collect();
    let sides: [TrayId; 2] = sides.try_into().unwrap();
    let joined = job(&hands, Job::JoinCard { sides });
    assert!(matches!(joined, Ok(JobDone::Joined { .. })), "{joined:?}");
    for _ in 0..5 {
        let component = Some(component);
        job(&hands, Job::PrintCovers { dossier, component }).unwrap();
    }
    let year = now(round).year();
    job(&hands, Job::PrintReport(Report::Register { year })).unwrap();
}

/// The dossier goes to its next step, or once more to the same: the next control sheet is another one.
fn passed_on(home: &Path, round: u32) {
    let mut store = writer(home, now(round), Counting::block(2000 + round));
    let ((officer, dossier), _) = paper(home);
    let forward = DossierAct::Forward(Forward {
        to_step: 2,
        to_officer: Some(officer),
        to_unit: None,
        opinion: String::new(),
        undigitised_reason: Some("quét sau".into()),
        no_product_reason: None,
        verified: None,
    });
    store
        .transact(&on(officer, dossier, forward), now(round))
        .unwrap();
}

/// Lets one desk be killed round after round, looks at it after each, and at last lets the work be done.
fn kill(test: &str, mut one: impl FnMut(&Path, u32)) {
    if let Some((home, round)) = told() {
        return work(&home, round.parse().unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    furnished(&home);
    for round in 1..=ROUNDS {
        decided(&home, round);
        passed_on(&home, round);
        for n in 0..2 {
            card_side(&home, (round, n));
        }
        one(&home, round);
        check(&home, round);
    }
    decided(&home, ROUNDS + 1);
    passed_on(&home, ROUNDS + 1);
    let last = (ROUNDS + 1).to_string();
    let ended = child(test, &home, &last).output().unwrap();
    assert!(ended.status.success(), "{}", said(&ended));
    check(&home, ROUNDS + 1);
    assert_eq!(half_made(&home), Vec::<PathBuf>::new());
}

#[test]
fn a_record_and_a_sheet_are_whole_or_not_there_wherever_the_desk_dies() {
    let test = "a_record_and_a_sheet_are_whole_or_not_there_wherever_the_desk_dies";
    kill(test, |home, round| {
        let (point, often) = POINTS[(round as usize) % POINTS.len()];
        let passes = round / 7 % often;
        let died = dies(&mut child(test, home, &round.to_string()), (point, passes));
        assert!(died, "round {round} was not killed at {point}#{passes}");
    });
}

#[test]
fn records_sheets_and_covers_are_whole_or_not_there_whenever_the_desk_is_killed() {
    let test = "records_sheets_and_covers_are_whole_or_not_there_whenever_the_desk_is_killed";
    let mut killed = 0;
    kill(test, |home, round| {
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
    assert!(is_child || killed > 10, "only {killed} were killed at work");
}

fn hashes(home: &Path, sql: &str) -> Vec<FileHash> {
    let conn = tables(home);
    let mut statement = conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0).map(FileHash)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn check(home: &Path, round: u32) {
    let conn = tables(home);
    oplog::verify_chain(&conn).unwrap();
    let issued = count(&conn, "SELECT count(*) FROM oplog WHERE kind = 'issue_form'");
    let forms = hashes(
        home,
        "SELECT sha256 FROM form WHERE template IN ('exempt', 'control')",
    );
    assert_eq!(forms.len(), issued as usize, "{round}: each record and slip once");
    let blobs = Blobs::of(home);
    for form in forms {
        let made = scan::inspect(&blobs.verified(form).unwrap());
        assert!(made.is_taken() && made.pages >= 1, "{round}: {made:?}");
    }
    // Every page that came in lies in the tray once; what a sheet was made of lies aside, all else does not.
    let mut pages = hashes(home, "SELECT sha256 FROM tray_page WHERE mime = 'image/jpeg'");
    pages.sort_unstable();
    let mut seen = hashes(home, "SELECT sha256 FROM incoming");
    seen.sort_unstable();
    assert_eq!(pages, seen, "{round}: each page once");
    let sheets = hashes(
        home,
        "SELECT sha256 FROM tray_page WHERE mime = 'application/pdf'",
    );
    let named = sheets.iter().flat_map(|sheet| {
        let sheet = blobs.verified(*sheet).unwrap();
        card_sources(&sheet).unwrap().into_iter().map(|(hash, _)| hash)
    });
    let mut named: Vec<FileHash> = named.collect();
    named.sort_unstable();
    let mut aside = hashes(home, "SELECT sha256 FROM tray_page WHERE trashed_at IS NOT NULL");
    aside.sort_unstable();
    assert_eq!(named, aside, "{round}: a sheet and its two pages");
    for printed in std::fs::read_dir(home.join("export")).into_iter().flatten() {
        let path = printed.unwrap().path();
        let is_named = path.extension().is_some_and(|ending| ending == "pdf");
        let found = scan::inspect(&path);
        assert!(
            !is_named || found.is_taken(),
            "{round}: {} is half",
            path.display()
        );
    }
}

/// Temporary files of a work that was not done.
fn half_made(home: &Path) -> Vec<PathBuf> {
    let folders = [home.to_owned(), home.join("files")];
    let entries = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let paths = entries.map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(".tmp"))
        .collect()
}
