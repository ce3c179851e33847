//! Which check speaks for a file, where it is written down, and what a signature found bad later still keeps from going out.

use super::signatures::{checked, report};
use super::*;
use crate::domain::signature::{Finding, SignatureRefusal, Verdict};
use crate::store::checks;

const FILE: FileHash = FileHash([60; 32]);
const AS_BEFORE: Refusal = Refusal::Signature(SignatureRefusal::AsBefore);
const VERIFY: DossierAct = DossierAct::VerifyFile { file: FILE };

/// An accepted dossier with [`FILE`] in its first component.
fn with_file(office: &mut Office) -> (DossierId, FileId) {
    let (id, component) = office.accepted();
    let file = office.file(60);
    let files = vec![file.clone()];
    office
        .on(HANH, id, DossierAct::AttachFiles { component, files })
        .unwrap();
    (id, file.id)
}

/// What the dossier says of [`FILE`].
fn mark(office: &Office, dossier: DossierId) -> String {
    let sql = "SELECT signature FROM component_file WHERE dossier_id = ?1 AND sha256 = ?2";
    let mut found = office.conn.prepare(sql).unwrap();
    found
        .query_row((dossier.bytes(), FILE.0), |row| row.get(0))
        .unwrap()
}

fn newest(office: &Office) -> Verdict {
    checks::newest(&office.conn, FILE).unwrap().unwrap().verdict
}

/// A clock that stood a day ahead once does not make its check the last for good.
#[test]
fn what_was_found_last_is_told_by_the_log_and_never_by_a_clock() {
    let mut office = Office::new();
    let tomorrow = Moment(office.now.0 + 86_400_000);
    checks::note(&office.conn, FILE, &report(&[]), tomorrow).unwrap();
    let (id, _) = with_file(&mut office);
    assert_eq!(mark(&office, id), "valid");
    let today = office.now;
    checks::note(&office.conn, FILE, &report(&[Finding::NotTrusted]), today).unwrap();
    assert_eq!(newest(&office), Verdict::Unknown, "this machine's own");
    office.on(HANH, id, VERIFY).unwrap();
    assert_eq!(mark(&office, id), "unknown");
    office.conn.execute("DELETE FROM signature_check", []).unwrap();
    assert_eq!(newest(&office), Verdict::Unknown, "the last of the log");
    office.is_sound();
}

/// The same file in two dossiers, and what trust changed in between: each dossier is put right when it is looked at.
#[test]
fn a_dossier_is_put_right_although_another_one_knows_it_already() {
    let mut office = Office::new();
    checked(&mut office, 60, &[]);
    let (first, _) = with_file(&mut office);
    checked(&mut office, 60, &[Finding::NotTrusted]);
    let (second, _) = with_file(&mut office);
    assert_eq!(
        (mark(&office, first).as_str(), mark(&office, second).as_str()),
        ("valid", "unknown")
    );
    assert_eq!(office.on(HANH, second, VERIFY), Err(AS_BEFORE));
    office.on(HANH, first, VERIFY).unwrap();
    assert_eq!(mark(&office, first), "unknown");
    assert_eq!(office.on(HANH, first, VERIFY), Err(AS_BEFORE));
    office.is_sound();
}

/// Somebody who may not write looked first, or the machine stopped between the check and its op.
#[test]
fn a_check_that_was_not_written_down_is_written_by_the_next_who_may() {
    let mut office = Office::new();
    checked(&mut office, 60, &[]);
    let (id, _) = with_file(&mut office);
    checked(&mut office, 60, &[Finding::NotTrusted]);
    assert_eq!(office.on(SON, id, VERIFY), Err(Refusal::NotYourStep));
    checked(&mut office, 60, &[Finding::NotTrusted]);
    office.on(HANH, id, VERIFY).unwrap();
    assert_eq!(mark(&office, id), "unknown");
    // The same verdict for another reason is news too.
    checked(&mut office, 60, &[Finding::NotTrusted, Finding::NoTime]);
    office.on(HANH, id, VERIFY).unwrap();
    assert_eq!(office.on(SON, id, VERIFY), Err(AS_BEFORE), "whoever asks");
    office.is_sound();
}

#[test]
fn every_row_behind_a_line_of_the_kho_is_told() {
    let mut office = Office::new();
    checked(&mut office, 60, &[]);
    let (id, file) = with_file(&mut office);
    let kind = "KQ.G01.000001".to_owned();
    let keep = DossierAct::KeepPaper {
        paper: PaperId(office.ids.next(0)),
        file,
        kind_code: Some(kind.clone()),
        name: "Giấy khai sinh".into(),
        starts_on: None,
        ends_on: None,
    };
    office.on(HANH, id, keep).unwrap();
    let paper = PaperId(office.ids.next(0));
    let alone = crate::domain::act::NewPaper {
        paper,
        owner_no: PERSON.into(),
        kind_code: kind,
        name: "Giấy khai sinh".into(),
        starts_on: None,
        ends_on: None,
        file: StoredFile {
            sha256: FILE,
            ..office.outcome(30).file
        },
        unsigned_reason: None,
    };
    office.by(HANH, Act::AddPaper(Box::new(alone))).unwrap();
    checked(&mut office, 60, &[Finding::DigestMismatch]);
    office.by(HANH, Act::VerifyPaper { paper }).unwrap();
    let marks = "SELECT group_concat(signature) FROM paper";
    assert_eq!(office.ask::<String>(marks), "invalid,invalid");
    assert_eq!(mark(&office, id), "invalid");
    assert_eq!(office.by(HANH, Act::VerifyPaper { paper }), Err(AS_BEFORE));
    office.is_sound();
}

/// Its CA was taken out, or the signer's certificate was revoked, after the result had been filed.
#[test]
fn a_result_that_was_found_bad_after_it_was_filed_is_not_handed_over() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    let outcome = office.outcome(60);
    let first = outcome.outcome;
    office
        .on(HANH, id, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forward(HANH, id, (3, HANH)).unwrap();
    checked(&mut office, 60, &[Finding::DigestMismatch]);
    office.on(HANH, id, VERIFY).unwrap();
    let name = "Giấy xác nhận".to_owned();
    let bad = Refusal::Signature(SignatureRefusal::OfResult { name });
    assert_eq!(office.on(HANH, id, hand_back()), Err(bad));
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM paper"), 0);

    let mut better = office.outcome(61);
    better.replaces = Some(first);
    better.reason = Some("ký lại".into());
    office
        .on(HANH, id, DossierAct::FileOutcome(Box::new(better)))
        .unwrap();
    office.on(HANH, id, hand_back()).unwrap();
    office.is_sound();
}

#[test]
fn a_paper_with_a_bad_signature_is_not_used_again() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    let outcome = office.outcome(60);
    office
        .on(HANH, id, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forward(HANH, id, (3, HANH)).unwrap();
    office.on(HANH, id, hand_back()).unwrap();
    let paper = PaperId::from_bytes(office.ask("SELECT id FROM paper"));
    let (next, component) = office.accepted();
    let link = |office: &mut Office| {
        let mut file = office.file(60);
        (file.source, file.paper_id) = (FileSource::Kho, Some(paper));
        let files = vec![file];
        office.on(HANH, next, DossierAct::AttachFiles { component, files })
    };
    let done = link(&mut office).unwrap();
    office.on(HANH, next, DossierAct::Undo { op: done.op }).unwrap();
    checked(&mut office, 60, &[Finding::DigestMismatch]);
    office.by(HANH, Act::VerifyPaper { paper }).unwrap();
    assert_eq!(link(&mut office), Err(SignatureRefusal::OfPaper.into()));
    office.is_sound();
}
