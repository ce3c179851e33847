//! A disk that fills up: under an act, under a file, under a copy to a stick, under pages that come in and become a PDF, under scans that are chosen as files. Each says so in plain words, leaves nothing
//! half done, and goes on once there is room again.
//!
//! The disk is a small file system in memory, made for a child of this test alone.

#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests fail as tests do"
)]

mod common;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;

use motcua::app::job::{Job, JobDone, JobFault};
use motcua::desk::hands::Hands;
use motcua::domain::act::{Act, DossierAct, StoredFile};
use motcua::domain::ids::{DossierId, OfficerId};
use motcua::domain::officer::{Role, Roles};
use motcua::domain::refusal::Refusal;
use motcua::domain::text::refusal;
use motcua::store::backup::{BackupError, elsewhere};
use motcua::store::blobs::Blobs;
use motcua::store::carried::{self, CarryError};
use motcua::store::text::{backup_error, carry_error};
use motcua::store::{Reader, Store};

use common::child::{self, said};
use common::chosen::{attached, choosing, counted, taken_over};
use common::desk;
use common::fixture::{self, Counting, an_toan, founded};
use common::folder::{self, asked, noon, tables, writer};
use common::small_disk::{Filler, copy_of, lent, told};

fn open(home: &Path) -> Store {
    writer(home, noon(), Counting::block(4))
}

fn add(store: &mut Store, n: u128) -> Result<(), Refusal> {
    let act = Act::AddOfficer {
        officer: OfficerId::from_bytes(n.to_be_bytes()),
        name: format!("Cán bộ {n}"),
        title: "x".repeat(2000),
        roles: Roles::default().with(Role::Processing),
    };
    let first = store.officers()?;
    let first = first.iter().find(|it| it.name == an_toan().officer_name).unwrap();
    store.transact(&asked(first.id, act), noon()).map(|_| ())
}

fn an_act(disk: &Path) {
    let home = disk.join("desk");
    let mut store = open(&home);
    add(&mut store, 1).unwrap();
    let filler = Filler::leaving(disk, 0);
    let (done, refused) = (2..2000)
        .find_map(|n| add(&mut store, n).err().map(|refused| (n - 1, refused)))
        .unwrap();
    assert!(matches!(refused, Refusal::DiskFull { .. }), "{refused:?}");
    assert!(
        refusal(&refused).contains("đầy") || refusal(&refused).contains("MB"),
        "{}",
        refusal(&refused)
    );
    let officers = |store: &Store| store.officers().unwrap().len() as u128;
    assert_eq!(
        officers(&store),
        done + 1,
        "what was confirmed is there, the rest is not"
    );
    drop(filler);
    add(&mut store, 5000).unwrap();
    assert_eq!(officers(&store), done + 2);
    store.verify_log().unwrap();
    drop(store);
    drop(open(&home));
}

fn a_file(disk: &Path) {
    let blobs = Blobs::of(&disk.join("desk"));
    let filler = Filler::leaving(disk, 10 << 20);
    let refused = Refusal::from(blobs.put(&vec![5; 1 << 20]).unwrap_err());
    assert!(
        matches!(refused, Refusal::DiskFull { free_mb: 1..=20 }),
        "{refused:?}"
    );
    assert!(blobs.all().unwrap().is_empty());
    drop(filler);
    let stored = blobs.put(&vec![5; 1 << 20]).unwrap();
    blobs.verified(stored.sha256).unwrap();
}

fn a_copy(disk: &Path, home: &Path) {
    let stick = disk.join("usb");
    let mut filler = Some(Filler::leaving(disk, 100 << 10));
    let to_stick = |tell: &mut dyn FnMut()| {
        let reader = Reader::open(home).unwrap();
        elsewhere(&reader, &stick, noon(), &mut |_, _| {
            tell();
            ControlFlow::Continue(())
        })
    };
    let at_once = to_stick(&mut || ()).unwrap_err();
    assert!(matches!(at_once, BackupError::NoRoom { .. }), "{at_once:?}");
    filler.take();
    let midway = to_stick(&mut || {
        filler.get_or_insert_with(|| Filler::leaving(disk, 0));
    })
    .unwrap_err();
    assert!(matches!(midway, BackupError::NoRoom { .. }), "{midway:?}");
    assert!(
        backup_error(&midway).contains("thiếu chỗ"),
        "{}",
        backup_error(&midway)
    );
    let left: Vec<PathBuf> = fs::read_dir(&stick)
        .unwrap()
        .map(|it| it.unwrap().path())
        .collect();
    assert!(left.iter().all(|path| path.is_dir()), "{left:?}");
    drop(filler);
    to_stick(&mut || ()).unwrap();
    open(home).verify_log().unwrap();
}

/// A draft that shall go out as a file: refused in plain words, nothing half there, and with room it can be read again.
fn a_draft(disk: &Path) {
    let there = disk.join("ra");
    fs::create_dir(&there).unwrap();
    let draft = fixture::draft(DossierId::from_bytes([5; 16]));
    let filler = Filler::leaving(disk, 0);
    let refused = carried::write(&there, &draft, noon()).unwrap_err();
    assert!(matches!(refused, CarryError::NoRoom), "{refused:?}");
    assert!(carry_error(&refused).contains("hết chỗ"));
    assert_eq!(fs::read_dir(&there).unwrap().count(), 0);
    drop(filler);
    let path = carried::write(&there, &draft, noon()).unwrap();
    assert_eq!(carried::read(&path).unwrap().draft, draft);
}

#[test]
fn a_full_disk_is_said_so_leaves_nothing_half_and_work_goes_on_after_it() {
    if let Some((disk, _)) = child::told() {
        let home = disk.with_file_name("desk");
        copy_of(&home, &disk);
        an_act(&disk);
        a_file(&disk);
        a_draft(&disk);
        fs::remove_dir_all(disk.join("desk")).unwrap();
        a_copy(&disk, &home);
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    drop(founded(&dir.path().join("desk"), noon()));
    let disk = dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let test = "a_full_disk_is_said_so_leaves_nothing_half_and_work_goes_on_after_it";
    if !lent(test, &disk) {
        common::skipped::skipped("this system lends no small disk to a test");
    }
}

fn count(home: &Path, table: &str) -> u32 {
    folder::count(&tables(home), &format!("SELECT count(*) FROM {table}"))
}

/// Nothing half made lies among the files.
fn leftovers(home: &Path) -> Vec<PathBuf> {
    // Where no file was ever kept there is no folder for them.
    let files = fs::read_dir(home.join("files")).into_iter().flatten();
    let paths = files.map(|it| it.unwrap().path());
    paths
        .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with('.'))
        .collect()
}

/// Pages that come in, are placed, become one PDF and are counted, the disk full at each step first.
fn pages(disk: &Path) {
    let home = disk.join("desk");
    let hands = desk::open(&home, 1);
    let (whose, component) = desk::paper(&home);
    come_in(&hands, (disk, &home));
    let (new, _) = desk::placed(&home, (whose.1, component, 1));
    let (pages, claim) = (new.pages.clone(), new.claim.clone());
    let set = DossierAct::SetPages(Box::new(new));
    starved_act(&hands, (disk, &home), (whose, set, "page", 3));
    assert_eq!(count(&home, "tray_page"), 0);
    let title = "Tờ khai".to_owned();
    let file = become_one(&hands, (disk, &home), Job::AssemblePages { title, pages });
    let counted = desk::finished((component, claim), file, 1);
    starved_act(&hands, (disk, &home), (whose, counted, "component_file", 1));
}

fn come_in(hands: &Hands, (disk, home): (&Path, &Path)) {
    for n in 0..3 {
        desk::scan_page(&disk.with_file_name("desk"), (1, n));
    }
    let filler = Filler::leaving(disk, 0);
    told(desk::job(hands, Job::LookForScans).unwrap_err());
    assert_eq!((count(home, "tray_page"), count(home, "incoming")), (0, 0));
    drop(filler);
    let taken = desk::job(hands, Job::LookForScans).unwrap();
    assert!(matches!(taken, JobDone::TakenIn(taken) if taken.pages == 3));
    assert_eq!(count(home, "tray_page"), 3);
}

/// The act is refused in plain words or done whole; with room it is done.
fn starved_act(
    hands: &Hands,
    (disk, home): (&Path, &Path),
    (whose, act, table, rows): ((OfficerId, DossierId), DossierAct, &str, u32),
) {
    let filler = Filler::leaving(disk, 0);
    match desk::act(hands, whose, act.clone()) {
        Err(refused) => {
            told(JobFault::Refused(refused));
            assert_eq!(count(home, table), 0, "nothing of it is there");
            drop(filler);
            desk::act(hands, whose, act).unwrap();
        }
        // What SQLite had set aside before was enough.
        Ok(()) => drop(filler),
    }
    assert_eq!(count(home, table), rows);
}

fn become_one(hands: &Hands, (disk, home): (&Path, &Path), job: Job) -> StoredFile {
    let filler = Filler::leaving(disk, 0);
    told(desk::job(hands, job.clone()).unwrap_err());
    drop(filler);
    let mut filler = None;
    let midway = desk::job_telling(hands, job.clone(), &mut || {
        filler.get_or_insert_with(|| Filler::leaving(disk, 0));
    });
    told(midway.unwrap_err());
    assert_eq!(leftovers(home), Vec::<PathBuf>::new());
    drop(filler);
    match desk::job(hands, job).unwrap() {
        JobDone::Stored(file) => file,
        other => panic!("{other:?}"),
    }
}

#[test]
fn pages_wait_for_room_and_none_is_lost_or_half() {
    let test = "pages_wait_for_room_and_none_is_lost_or_half";
    if let Some((disk, _)) = child::told() {
        copy_of(&disk.with_file_name("desk"), &disk);
        pages(&disk);
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    desk::found(&dir.path().join("desk"));
    let disk = dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    if !lent(test, &disk) {
        common::skipped::skipped("this system lends no small disk to a test");
    }
}

/// Scans that are chosen as files, attached, taken over as pages and counted, the disk full at each step first: a scan is a
/// file or a page, and never full before it was counted.
fn chosen(disk: &Path) {
    let home = disk.join("desk");
    let hands = desk::open(&home, 1);
    desk::log_in(&hands, &home);
    let (whose, component) = desk::paper(&home);
    let outside = disk.with_file_name("desk");
    for n in 0..3 {
        desk::scan_page(&outside, (1, n));
    }
    let paths = (0..3).map(|n| outside.with_file_name(desk::SCANS).join(format!("S1_{n}.jpg")));
    let paths: Vec<PathBuf> = paths.collect();
    let filler = Filler::leaving(disk, 0);
    told(desk::job(&hands, choosing(paths.clone(), String::new())).unwrap_err());
    assert_eq!(leftovers(&home), Vec::<PathBuf>::new());
    drop(filler);
    let files = attached(&hands, paths);
    let attach = DossierAct::AttachFiles { component, files };
    let picked = "component_file WHERE source = 'picked' AND voided_at IS NULL";
    starved_act(&hands, (disk, &home), (whose, attach, picked, 3));
    let short = || counted(&folder::tables(&home)) == "short";
    assert!(short(), "nobody counted them");

    let (new, _) = taken_over(&hands, (&home, whose.1, component), 1);
    let (pages, claim) = (new.pages.clone(), new.claim.clone());
    starved_act(
        &hands,
        (disk, &home),
        (whose, DossierAct::SetPages(Box::new(new)), "page", 3),
    );
    assert_eq!(count(&home, picked), 0, "what is a page is no file any more");
    assert!(short());
    let title = "Tờ khai".to_owned();
    let file = become_one(&hands, (disk, &home), Job::AssemblePages { title, pages });
    let done = desk::finished((component, claim), file, 1);
    let made = "component_file WHERE source = 'assembled'";
    starved_act(&hands, (disk, &home), (whose, done, made, 1));
    assert!(!short());
}

#[test]
fn chosen_scans_wait_for_room_and_none_is_lost_or_counted_unseen() {
    let test = "chosen_scans_wait_for_room_and_none_is_lost_or_counted_unseen";
    if let Some((disk, _)) = child::told() {
        copy_of(&disk.with_file_name("desk"), &disk);
        chosen(&disk);
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    desk::found(&dir.path().join("desk"));
    let disk = dir.path().join("disk");
    fs::create_dir(&disk).unwrap();
    if !lent(test, &disk) {
        common::skipped::skipped("this system lends no small disk to a test");
    }
}

/// A limit on the size of files is met like a full disk: by the copy of a heavy page, and by the PDF of light ones.
#[test]
fn a_file_that_may_not_grow_is_told_like_a_full_disk() {
    let test = "a_file_that_may_not_grow_is_told_like_a_full_disk";
    if let Some((home, _)) = child::told() {
        return beyond_the_limit(&home);
    }
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path().join("desk");
    desk::found(&home);
    let heavy = heavy_page(&home);
    let line = "trap '' XFSZ; ulimit -f \"$0\"; exec \"$1\" --exact \"$2\" --nocapture";
    let mut limited = Command::new("sh");
    limited
        .args(["-c", line, &(heavy / 512 - 100).to_string()])
        .arg(std::env::current_exe().unwrap())
        .arg(test);
    let output = child::tell(&mut limited, &home, test).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    let hands = desk::open(&home, 2);
    let taken = desk::job(&hands, Job::LookForScans).unwrap();
    assert!(
        matches!(&taken, JobDone::TakenIn(taken) if taken.pages == 1),
        "without the limit it comes in: {taken:?}"
    );
}

/// A page of some megabytes, mostly comments; its size.
fn heavy_page(home: &Path) -> u64 {
    desk::scan_page(home, (1, 0));
    let path = home.with_file_name(desk::SCANS).join("S1_0.jpg");
    let about = fs::metadata(&path).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let comment = [&[0xff, 0xfe, 0xff, 0xff][..], &b" ".repeat(65_533)].concat();
    bytes.splice(2..2, comment.repeat(320));
    fs::write(&path, &bytes).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(about.modified().unwrap()).unwrap();
    bytes.len() as u64
}

fn beyond_the_limit(home: &Path) {
    let hands = desk::open(home, 1);
    told(desk::job(&hands, Job::LookForScans).unwrap_err());
    assert_eq!((count(home, "tray_page"), count(home, "incoming")), (0, 0));
    assert_eq!(leftovers(home), Vec::<PathBuf>::new());
}
