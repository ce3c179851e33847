//! What cannot be copied, restored or opened is said as it is, and leaves nothing behind.

use std::fs;
use std::ops::ControlFlow;

use motcua::store::backup::{BackupError, elsewhere};
use motcua::store::blobs::Blobs;
use motcua::store::restore::{RestoreError, restore};
use motcua::store::text::{open_error, restore_error};
use motcua::store::{OpenError, Reader, Store};

use super::common::fixture::Counting;
use super::common::folder::noon;
use super::common::skipped::skipped;
use super::{Office, bring_back, go};

#[test]
fn a_disk_too_small_for_a_desk_is_said_before_anything_is_made() {
    let office = Office::new();
    office.to_stick().unwrap();
    // More than any disk has, and no byte of it written.
    let there = Blobs::of(&office.stick()).place(office.files[0]);
    let held = fs::OpenOptions::new().write(true).open(there).unwrap();
    if held.set_len(1 << 43).is_err() {
        skipped("a file system that holds a file of 8 TB");
        return;
    }
    let home = office.dir.path().join("small");
    let refused = bring_back(&office.stick(), &home).unwrap_err();
    assert!(
        matches!(refused, RestoreError::NoRoom { need_mb, .. } if need_mb >= 8 * 1024 * 1024),
        "{refused:?}"
    );
    assert!(restore_error(&refused).contains("để khôi phục: cần 83"));
    assert!(!home.exists());
}

#[test]
fn a_stopped_restore_leaves_the_folder_as_it_was() {
    let office = Office::new();
    office.to_stick().unwrap();
    let home = office.dir.path().join("new");
    let mut told = 0;
    let mut stop = |done: u64, total: u64| {
        told += 1;
        if done == total && told > 2 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    let stopped = restore(
        (&office.stick(), &home),
        noon(),
        &mut Counting::block(77),
        &mut stop,
    );
    assert!(matches!(stopped, Err(RestoreError::Cancelled)), "{stopped:?}");
    assert!(!home.join("motcua.db.making").exists());
    assert_eq!(Blobs::of(&home).all().unwrap(), []);
}

#[test]
fn where_a_desk_or_its_copies_cannot_lie_is_said_as_it_is() {
    let office = Office::new();
    let file = office.dir.path().join("a-file");
    fs::write(&file, b"x").unwrap();
    assert!(matches!(Reader::open(&file), Err(OpenError::NotAFolder)));
    let opened = Store::open(&file, noon(), Box::new(Counting::block(9))).err();
    assert!(matches!(opened, Some(OpenError::NotAFolder)), "{opened:?}");
    let reader = Reader::open(&office.home()).unwrap();
    let copied = elsewhere(&reader, &file, noon(), &mut go);
    assert!(matches!(copied, Err(BackupError::NotAFolder)), "{copied:?}");
    office.to_stick().unwrap();
    let brought = bring_back(&office.stick(), &file);
    assert!(
        matches!(brought, Err(RestoreError::Home(OpenError::NotAFolder))),
        "{brought:?}"
    );
}

#[test]
fn a_reader_says_of_a_damaged_database_what_a_writer_says() {
    let office = Office::new();
    let path = office.home().join("motcua.db");
    let whole = fs::read(&path).unwrap();
    let mut zeroed = whole.clone();
    zeroed[..100].fill(0);
    let mut flipped = whole.clone();
    flipped[40..4096].fill(0xA5);
    for (how, bytes) in [
        ("zeroed", zeroed),
        ("flipped", flipped),
        ("cut", whole[..50].to_vec()),
        ("empty", vec![]),
    ] {
        fs::write(&path, bytes).unwrap();
        let said = open_error(&Reader::open(&office.home()).err().unwrap());
        assert!(
            said.contains("bị hỏng") && said.contains("khôi phục"),
            "{how}: {said}"
        );
        let opened = Store::open(&office.home(), noon(), Box::new(Counting::block(9))).err();
        assert!(
            matches!(opened, Some(OpenError::Damaged { .. })),
            "{how}: {opened:?}"
        );
    }
}
