//! Killed while a paper is signed, a desk has it signed, checked and named, or as it was: a copy nobody named is never
//! taken for the paper.
//!
//! The test starts itself again as a child that signs until it dies at a marked point.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use std::path::Path;

use motcua::app::job::{Job, JobDone, SignOf, SignWanted, SignedSoFar, ToSign};
use motcua::domain::act::Pin;
use motcua::domain::ids::{DossierId, FileHash, FormId};
use motcua::domain::signing::KeyPlace;
use motcua::domain::signing::act::Signable;
use motcua::sign::Trust;
use motcua::sign::verify::verify;
use motcua::store::blobs::Blobs;
use motcua::store::oplog;

use common::child::{child, dies, told};
use common::desk::{found, job, log_in, now, open, paper};
use common::folder::{count, tables};

const POINTS: [&str; 8] = [
    "signed",
    "file-written",
    "file-named",
    "checked",
    "appended",
    "applied",
    "before-commit",
    "after-commit",
];
/// Rounds are minutes since February 2023, and the certificates of the tests begin in November 2026.
const FIRST: u32 = 2_100_000;

/// The receipt and its newest bytes.
fn receipt(home: &Path) -> Option<(FormId, FileHash)> {
    let conn = tables(home);
    let found = conn.query_row(
        "SELECT id, coalesce(signed_sha256, sha256) FROM form WHERE template = 'receipt'",
        [],
        |row| Ok((FormId::from_bytes(row.get(0)?), FileHash(row.get(1)?))),
    );
    found.ok()
}

/// What the child does: makes the receipt if need be, then signs it once more.
fn work(home: &Path, round: u32) {
    let hands = open(home, round);
    let ((_, dossier), _): ((_, DossierId), _) = paper(home);
    log_in(&hands, home);
    let actor = common::folder::first_officer(&tables(home));
    job(&hands, Job::MakeReceipt { dossier }).unwrap();
    let (form, _) = receipt(home).unwrap();
    let wanted = SignWanted {
        actor,
        look: None,
        place: KeyPlace::Pem("tests/fixtures/office/p256.pem".into()),
        serial: None,
        pin: Pin(String::new()),
        items: vec![ToSign {
            of: SignOf::Dossier(dossier, Signable::Form(form)),
            title: "Phiếu".into(),
        }],
    };
    let done = job(&hands, Job::Sign(Box::new(wanted)));
    let all = SignedSoFar {
        ends: vec![None],
        ..SignedSoFar::default()
    };
    assert_eq!(done, Ok(JobDone::Signed(all)));
}

#[test]
fn a_paper_is_signed_whole_or_as_it_was_wherever_the_desk_dies() {
    let test = "a_paper_is_signed_whole_or_as_it_was_wherever_the_desk_dies";
    if let Some((home, round)) = told() {
        return work(&home, round.parse().unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    found(&home);
    work(&home, FIRST);
    check(&home);
    for (round, point) in (FIRST + 1..).zip(POINTS) {
        let died = dies(&mut child(test, &home, &round.to_string()), (point, 0));
        assert!(died, "not killed at {point}");
        check(&home);
    }
    work(&home, FIRST + 100);
    check(&home);
    assert!(
        count(
            &tables(&home),
            "SELECT count(*) FROM oplog WHERE kind = 'sign_file'"
        ) >= 3
    );
}

/// As many signatures as ops, each whole, and the bytes are there.
fn check(home: &Path) {
    let conn = tables(home);
    oplog::verify_chain(&conn).unwrap();
    let ops = count(&conn, "SELECT count(*) FROM oplog WHERE kind = 'sign_file'");
    let (_, bytes) = receipt(home).unwrap();
    let path = Blobs::of(home).verified(bytes).unwrap();
    let report = verify(&path, &Trust::nobody(), now(FIRST + 1_000)).unwrap();
    assert_eq!(report.signatures.len(), ops as usize);
    let broken = motcua::domain::signature::Verdict::Invalid;
    assert!(
        report.signatures.iter().all(|it| it.verdict != broken),
        "{report:?}"
    );
}
