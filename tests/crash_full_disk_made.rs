//! A disk that fills up under a package that comes in, under the record of papers that are not digitised, and under a
//! manifest. Each says so in plain words, leaves nothing half, and goes on once there is room again.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use motcua::app::job::{Arrived, Job, JobDone};
use motcua::store::blobs::Blobs;

use common::child;
use common::desk::{self, job, open};
use common::fixture::founded;
use common::folder::{count, noon, tables};
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
        println!("skipped: this system lends no small disk to a test");
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
