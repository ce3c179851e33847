//! A disk that fills up under a package that comes in, under the record of papers that are not digitised, under a
//! signature, and under a manifest. Each says so in plain words, leaves nothing half, and goes on once there is room again.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use motcua::app::job::{Arrived, Job, JobDone, JobFault, SignOf, SignWanted, ToSign};
use motcua::domain::act::Pin;
use motcua::domain::ids::FormId;
use motcua::domain::signing::KeyPlace;
use motcua::domain::signing::act::Signable;
use motcua::store::blobs::Blobs;

use common::child;
use common::desk::{self, job, open};
use common::fixture::founded;
use common::folder::{count, first_officer, noon, tables};
use common::leader::{decided, furnished};
use common::package::package;
use common::small_disk::{Filler, copy_of, lent, told};

/// Runs `work` as a child on a small disk with a copy of the desk that `made` makes.
fn starving(test: &str, made: impl FnOnce(&Path), work: impl FnOnce(&Path)) {
    if let Some((disk, _)) = child::told() {
        copy_of(&disk.with_file_name("desk"), &disk);
        return work(&disk);
    }
    let dir = tempfile::tempdir().unwrap();
    made(&dir.path().join("desk"));
    let disk = dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    if !lent(test, &disk) {
        common::skipped::skipped("this system lends no small disk to a test");
    }
}

fn all(home: &Path, table: &str) -> u32 {
    count(&tables(home), &format!("SELECT count(*) FROM {table}"))
}

#[test]
fn a_package_waits_for_room_and_each_dossier_is_whole_or_not_there() {
    starving(
        "a_package_waits_for_room_and_each_dossier_is_whole_or_not_there",
        |home| drop(founded(home, noon())),
        |disk| {
            let home = disk.join("desk");
            let path = package(&home, 1);
            let hands = open(&home, 1);
            let filler = Filler::leaving(disk, 0);
            let take = || job(&hands, Job::TakePackage { path: path.clone() });
            let starved = take();
            let whole = all(&home, "online");
            match starved {
                Err(fault) => drop(told(fault)),
                // It may be told dossier by dossier; none that failed is there.
                Ok(JobDone::PackageTaken(arrivals)) => {
                    let came = arrivals.iter().filter(|it| matches!(it.went, Arrived::New));
                    assert_eq!(came.count(), whole as usize);
                    assert!(whole < 2);
                }
                Ok(other) => panic!("{other:?}"),
            }
            drop(filler);
            assert!(matches!(take(), Ok(JobDone::PackageTaken(_))));
            assert_eq!(all(&home, "online"), 2, "the third has no file and is held");
            assert_eq!(all(&home, "quarantine"), 1);
            let blobs = Blobs::of(&home);
            let files = blobs.all().unwrap();
            assert!(files.into_iter().all(|file| blobs.verified(file).is_ok()));
        },
    );
}

#[test]
fn a_record_waits_for_room() {
    starving(
        "a_record_waits_for_room",
        |home| {
            furnished(home);
            decided(home, 1);
        },
        |disk| {
            let home = disk.join("desk");
            let hands = open(&home, 2);
            let ((_, dossier), _) = desk::paper(&home);
            desk::log_in(&hands, &home);
            let filler = Filler::leaving(disk, 0);
            told(job(&hands, Job::MakeRecord { dossier }).unwrap_err());
            assert_eq!(all(&home, "form"), 0);
            drop(filler);
            let made = job(&hands, Job::MakeRecord { dossier }).unwrap();
            assert!(matches!(made, JobDone::Receipt { .. }), "{made:?}");
            assert_eq!(all(&home, "form"), 1);
        },
    );
}

/// The receipt of the desk's only dossier, to be signed with a key file; rounds are minutes, and the certificates of the
/// tests begin in November 2026.
const SIGNED_AT: u32 = 2_100_000;

fn signing(home: &Path) -> Job {
    let conn = tables(home);
    let form = conn.query_row("SELECT id FROM form WHERE template = 'receipt'", [], |row| {
        row.get(0)
    });
    let ((_, dossier), _) = desk::paper(home);
    let receipt = Signable::Form(FormId::from_bytes(form.unwrap()));
    Job::Sign(Box::new(SignWanted {
        actor: first_officer(&conn),
        place: KeyPlace::Pem("tests/fixtures/office/p256.pem".into()),
        serial: None,
        pin: Pin(String::new()),
        look: None,
        items: vec![ToSign {
            of: SignOf::Dossier(dossier, receipt),
            title: "Phiếu".into(),
        }],
    }))
}

#[test]
fn a_signature_waits_for_room() {
    starving(
        "a_signature_waits_for_room",
        |home| {
            desk::found(home);
            let hands = open(home, SIGNED_AT);
            let ((_, dossier), _) = desk::paper(home);
            desk::log_in(&hands, home);
            job(&hands, Job::MakeReceipt { dossier }).unwrap();
        },
        |disk| {
            let home = disk.join("desk");
            let hands = open(&home, SIGNED_AT + 1);
            desk::log_in(&hands, &home);
            let signed = || {
                let Ok(JobDone::Signed(so_far)) = job(&hands, signing(&home)) else {
                    panic!("the job itself failed");
                };
                so_far
            };
            let ops = || {
                count(
                    &tables(&home),
                    "SELECT count(*) FROM oplog WHERE kind = 'sign_file'",
                )
            };
            let files = Blobs::of(&home).all().unwrap().len();
            let filler = Filler::leaving(disk, 0);
            let so_far = signed();
            let why = so_far.why.or(so_far.ends.into_iter().next().flatten()).unwrap();
            told(JobFault::Said(why));
            assert_eq!((ops(), Blobs::of(&home).all().unwrap().len()), (0, files));
            drop(filler);
            assert_eq!(signed().ends, [None]);
            assert_eq!(ops(), 1);
        },
    );
}

fn manifest(home: &Path, code: &str, out: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_motcua"))
        .args(["--home".as_ref(), home.as_os_str()])
        .args(["dossier", "manifest", code, "-o"])
        .arg(out)
        .output()
        .unwrap()
}

#[test]
fn a_manifest_that_finds_no_room_is_not_there_at_all() {
    starving(
        "a_manifest_that_finds_no_room_is_not_there_at_all",
        desk::found,
        |disk| {
            let home = disk.with_file_name("desk");
            let sql = "SELECT code FROM dossier LIMIT 1";
            let code: String = tables(&home).query_row(sql, [], |row| row.get(0)).unwrap();
            let out = disk.join("ban-ke.json");
            let filler = Filler::leaving(disk, 0);
            let refused = manifest(&home, &code, &out);
            assert_eq!(refused.status.code(), Some(1));
            let words = String::from_utf8(refused.stderr).unwrap();
            assert!(words.contains("đầy") || words.contains("hết chỗ"), "{words}");
            let names: Vec<String> = fs::read_dir(disk)
                .unwrap()
                .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
                .filter(|name| name.contains("ban-ke"))
                .collect();
            assert_eq!(names, Vec::<String>::new());
            drop(filler);
            assert!(manifest(&home, &code, &out).status.success());
            let text = fs::read_to_string(&out).unwrap();
            assert!(text.contains(&code), "{text}");
        },
    );
}
