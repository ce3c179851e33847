//! Signed copies, what checks found, and what the office trusts.

use super::*;
use crate::domain::act::ComponentChange;
use crate::domain::signature::trust::{NewTrust, TrustChange};
use crate::domain::signature::{
    Change, Finding, Signature, SignatureRefusal, SignatureReport, TimeSource, Verdict, verdict_of,
};
use crate::domain::signing::act::{NewSignature, Signable};
use crate::domain::signing::{Certificate, ProfileName};
use crate::store::body::Body;
use crate::store::checks;

/// The serial number of the signer of every report here.
const SERIAL: &str = "5A01";

pub(super) fn report(findings: &[Finding]) -> SignatureReport {
    SignatureReport {
        signatures: vec![Signature {
            field: "Signature1".into(),
            signer: "NGUYỄN VĂN MẪU".into(),
            issuer: "CA thử".into(),
            serial: SERIAL.into(),
            algorithm: "RSA-2048 PKCS#1 SHA-256".into(),
            claimed_at: None,
            time_source: TimeSource::None,
            covers_whole_file: true,
            intact: Some(true),
            verdict: verdict_of(findings),
            findings: findings.to_vec(),
        }],
        findings: Vec::new(),
    }
}

/// The machine checked this file and found so.
pub(super) fn checked(office: &mut Office, n: u8, findings: &[Finding]) {
    checks::note(&office.conn, FileHash([n; 32]), &report(findings), office.now).unwrap();
}

fn stored(n: u8) -> StoredFile {
    StoredFile {
        sha256: FileHash([n; 32]),
        size: 30,
        mime: "application/pdf".into(),
        name: "da_ky.pdf".into(),
        pages: Some(1),
        signature: SignatureMark::Present,
    }
}

pub(super) fn signs(of: Signable, was: u8, copy: u8) -> DossierAct {
    DossierAct::SignFile(Box::new(NewSignature {
        of,
        was: FileHash([was; 32]),
        file: stored(copy),
        profile: ProfileName("quet_tthc".into()),
        signer: "NGUYỄN VĂN MẪU".into(),
        serial: SERIAL.into(),
    }))
}

fn changed() -> Finding {
    Finding::Changed {
        change: Change::Page,
        page: Some(1),
        count: 1,
    }
}

fn files_outcome(office: &mut Office, dossier: DossierId, outcome: NewOutcome) -> Result<Done, Refusal> {
    office.on(HANH, dossier, DossierAct::FileOutcome(Box::new(outcome)))
}

/// What the table says of the only row with this file.
fn mark(office: &Office, table: &str, n: u8) -> String {
    let sql = format!("SELECT signature FROM {table} WHERE sha256 = ?1");
    office.conn.query_row(&sql, [[n; 32]], |row| row.get(0)).unwrap()
}

#[test]
fn a_result_is_taken_as_good_as_its_signature_was_found() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    let outcome = |office: &mut Office, n: u8, reason: Option<&str>| NewOutcome {
        unsigned_reason: reason.map(str::to_owned),
        ..office.outcome(n)
    };
    // Whatever the act says of itself, a signature nobody checked is not good.
    let unchecked = outcome(&mut office, 50, None);
    office.conn.execute("DELETE FROM signature_check", []).unwrap();
    assert_eq!(
        files_outcome(&mut office, id, unchecked),
        Err(Refusal::NeedsReason)
    );

    let tampered = outcome(&mut office, 51, Some("vì"));
    checked(&mut office, 51, &[Finding::NotTrusted, changed()]);
    let why = SignatureRefusal::Invalid(Some(changed())).into();
    assert_eq!(files_outcome(&mut office, id, tampered), Err(why));

    let unknown = outcome(&mut office, 52, None);
    checked(&mut office, 52, &[Finding::NotTrusted]);
    assert_eq!(files_outcome(&mut office, id, unknown), Err(Refusal::NeedsReason));
    let unknown = outcome(&mut office, 52, Some("CA của tỉnh, chờ quản trị thêm"));
    checked(&mut office, 52, &[Finding::NotTrusted]);
    files_outcome(&mut office, id, unknown).unwrap();
    assert_eq!(mark(&office, "outcome", 52), "unknown");

    let mut unsigned = outcome(&mut office, 53, None);
    office.conn.execute("DELETE FROM signature_check", []).unwrap();
    unsigned.file.signature = SignatureMark::None;
    unsigned.kind_code = "KQ.G01.000002".into();
    assert_eq!(
        files_outcome(&mut office, id, unsigned.clone()),
        Err(Refusal::NeedsReason)
    );
    unsigned.unsigned_reason = Some("bản giấy".into());
    files_outcome(&mut office, id, unsigned).unwrap();

    // The findings stand in the log with the file, and what names a person only salted.
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM verification"), 1);
    let log: Vec<u8> = office.ask("SELECT body FROM oplog WHERE kind = 'file_outcome' ORDER BY seq LIMIT 1");
    let stored = crate::store::cbor::Value::decode(&log).unwrap();
    let hidden = format!("{:?}", crate::store::body::hidden(stored.clone()));
    assert!(format!("{stored:?}").contains("NGUYỄN VĂN MẪU"));
    assert!(!hidden.contains("NGUYỄN VĂN MẪU") && !hidden.contains("not_trusted"));
    office.is_sound();
}

#[test]
fn a_new_check_changes_the_mark_wherever_the_dossier_names_the_file() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    checked(&mut office, 60, &[Finding::NotTrusted]);
    let mut file = office.file(60);
    file.signature = SignatureMark::Valid;
    let attach = DossierAct::AttachFiles {
        component,
        files: vec![file.clone()],
    };
    office.on(HANH, id, attach).unwrap();
    let keep = DossierAct::KeepPaper {
        paper: PaperId(office.ids.next(0)),
        file: file.id,
        kind_code: None,
        name: "Giấy".into(),
        starts_on: None,
        ends_on: None,
    };
    office.on(HANH, id, keep).unwrap();
    assert_eq!(mark(&office, "component_file", 60), "unknown");
    let verify = DossierAct::VerifyFile {
        file: FileHash([60; 32]),
    };
    checked(&mut office, 60, &[]);
    assert_eq!(
        office.on(SON, id, verify.clone()),
        Err(Refusal::NotYourStep),
        "not at his step yet"
    );
    office.on(HANH, id, verify).unwrap();
    assert_eq!(mark(&office, "component_file", 60), "valid");
    assert_eq!(mark(&office, "paper", 60), "valid");
    assert_eq!(office.ask::<i64>("SELECT count(*) FROM verification"), 2);
    let other = DossierAct::VerifyFile {
        file: FileHash([61; 32]),
    };
    assert_eq!(office.on(HANH, id, other), Err(Refusal::NotFound));
    office.is_sound();
}

#[test]
fn a_paper_that_came_from_no_dossier_is_checked_again_by_itself() {
    let mut office = Office::new();
    let add = |office: &mut Office, n: u8, reason: Option<&str>| {
        let paper = PaperId(office.ids.next(0));
        let new = crate::domain::act::NewPaper {
            paper,
            owner_no: PERSON.into(),
            kind_code: "KQ.G01.000001".into(),
            name: "Giấy khai sinh".into(),
            starts_on: None,
            ends_on: None,
            file: stored(n),
            unsigned_reason: reason.map(str::to_owned),
        };
        office.by(HANH, Act::AddPaper(Box::new(new))).map(|_| paper)
    };
    checked(&mut office, 70, &[Finding::DigestMismatch]);
    let why = SignatureRefusal::Invalid(Some(Finding::DigestMismatch)).into();
    assert_eq!(add(&mut office, 70, Some("vì")), Err(why));
    checked(&mut office, 71, &[Finding::NotTrusted]);
    assert_eq!(add(&mut office, 71, Some(" ")), Err(Refusal::NeedsReason));
    let paper = add(&mut office, 71, Some("đã gọi nơi ký")).unwrap();
    // Said in the log, with what was found; a file without a signature wants its reason too.
    let entry = oplog::last_of_row(&office.conn, paper.0).unwrap().unwrap();
    let Body::AddPaper(body) = entry.into_op().unwrap().body else {
        panic!("the last op puts it in");
    };
    assert_eq!(body.unsigned_reason.as_deref(), Some("đã gọi nơi ký"));
    assert_eq!(add(&mut office, 72, None), Err(Refusal::NeedsReason));
    assert_eq!(mark(&office, "paper", 71), "unknown");
    office.now.0 += 1;
    checked(&mut office, 71, &[]);
    office.by(HANH, Act::VerifyPaper { paper }).unwrap();
    assert_eq!(mark(&office, "paper", 71), "valid");
    assert_eq!(
        office.ask::<String>("SELECT entity FROM oplog WHERE kind = 'verify_file'"),
        "paper"
    );
    assert_eq!(
        office.by(SON, Act::VerifyPaper { paper }),
        Err(Refusal::NeedsRole(Role::Clerk))
    );
    office.is_sound();
}

#[test]
fn a_signed_copy_goes_out_and_what_was_signed_stays_beside_it() {
    let mut office = Office::new();
    let (id, component) = office.accepted();
    let file = office.file(20);
    let attach = DossierAct::AttachFiles {
        component,
        files: vec![file.clone()],
    };
    office.on(HANH, id, attach).unwrap();
    let of = Signable::File(file.id);
    let uncounted = office.on(HANH, id, signs(of, 20, 21));
    assert!(
        matches!(uncounted, Err(Refusal::PagesShort { .. })),
        "{uncounted:?}"
    );
    let never_paper = DossierAct::EditComponent {
        component,
        change: ComponentChange {
            form: Some(PaperForm::Electronic),
            ..ComponentChange::default()
        },
        reason: None,
    };
    office.on(HANH, id, never_paper).unwrap();
    assert_eq!(
        office.on(HANH, id, signs(of, 20, 21)),
        Err(SignatureRefusal::Unchecked.into()),
        "the own check comes first"
    );
    checked(&mut office, 21, &[changed()]);
    let why = SignatureRefusal::Invalid(Some(changed())).into();
    assert_eq!(office.on(HANH, id, signs(of, 20, 21)), Err(why));
    checked(&mut office, 21, &[Finding::NotTrusted]);
    assert_eq!(
        office.on(HANH, id, signs(of, 19, 21)),
        Err(Refusal::Conflict("file".into())),
        "what was signed is no longer what is there"
    );
    let done = office.on(HANH, id, signs(of, 20, 21)).unwrap();
    assert_eq!(
        office.on(HANH, id, DossierAct::Undo { op: done.op }),
        Err(Refusal::CannotUndo),
        "a signature is not taken back"
    );
    // A second signature: the first bytes of all stay the original.
    checked(&mut office, 22, &[]);
    office.on(HANH, id, signs(of, 21, 22)).unwrap();
    assert_eq!(mark(&office, "component_file", 22), "valid");
    let original: [u8; 32] = office.ask("SELECT original_sha256 FROM component_file");
    assert_eq!(original, [20; 32]);
    for kept in [20_u8, 21, 22] {
        let sql = format!(
            "SELECT count(*) FROM blob WHERE sha256 = x'{}'",
            format!("{kept:02x}").repeat(32)
        );
        assert_eq!(office.ask::<i64>(&sql), 1, "no bytes are forgotten");
    }
    let entry = oplog::last_of_row(&office.conn, id.0).unwrap().unwrap();
    let Body::SignFile(body) = entry.into_op().unwrap().body else {
        panic!("the last op is the signature");
    };
    assert_eq!(
        (body.signer.as_str(), body.file.checked.map(|it| it.verdict)),
        ("NGUYỄN VĂN MẪU", Some(Verdict::Valid))
    );
    office.is_sound();
}

#[test]
fn a_result_and_a_receipt_are_signed_by_those_who_may() {
    let mut office = Office::new();
    let (id, _) = office.accepted();
    let outcome = office.outcome(30);
    let result = Signable::Outcome(outcome.outcome);
    files_outcome(&mut office, id, outcome).unwrap();
    checked(&mut office, 31, &[]);
    // A leader signs wherever the dossier is; a result that was taken back is not signed.
    office.on(RO, id, signs(result, 30, 31)).unwrap();
    let original: [u8; 32] = office.ask("SELECT original_sha256 FROM outcome");
    assert_eq!(
        (original, mark(&office, "outcome", 31).as_str()),
        ([30; 32], "valid")
    );
    let form = FormId(office.ids.next(0));
    let issue = DossierAct::IssueForm(receipt(form));
    office.on(HANH, id, issue).unwrap();
    checked(&mut office, 41, &[Finding::NotTrusted]);
    let receipt = signs(Signable::Form(form), 40, 41);
    assert_eq!(office.on(SON, id, receipt.clone()), Err(Refusal::NotYourStep));
    office.on(HANH, id, receipt.clone()).unwrap();
    assert_eq!(
        office.on(HANH, id, receipt),
        Err(Refusal::Conflict("file".into())),
        "signed once"
    );
    let forms: (Vec<u8>, Vec<u8>) = office
        .conn
        .query_row("SELECT sha256, signed_sha256 FROM form", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(forms, (vec![40; 32], vec![41; 32]));
    office.is_sound();
}

fn certificate(n: u8) -> NewTrust {
    NewTrust {
        file: StoredFile {
            mime: "application/pkix-cert".into(),
            ..stored(n)
        },
        certificate: Certificate {
            owner: format!("CA {n}"),
            issuer: "CA gốc".into(),
            serial: format!("{n:02x}"),
            from: Moment(0),
            to: Moment::from_rfc3339("2030-01-01T00:00:00+07:00").unwrap(),
        },
    }
}

pub(super) fn trusts(ns: &[u8]) -> Act {
    let new = ns.iter().map(|n| certificate(*n)).collect();
    Act::SetTrust(Box::new(TrustChange::Add(new)))
}

pub(super) fn trusts_no_more(n: u8, reason: &str) -> Act {
    Act::SetTrust(Box::new(TrustChange::Remove {
        cert: FileHash([n; 32]),
        reason: reason.into(),
    }))
}

#[test]
fn only_an_administrator_says_whom_the_office_trusts_and_each_time_it_is_logged() {
    let mut office = Office::new();
    let trusted =
        |office: &Office| office.ask::<i64>("SELECT count(*) FROM trust_cert WHERE removed_at IS NULL");
    assert_eq!(
        office.by(SON, trusts(&[90])),
        Err(Refusal::NeedsRole(Role::Administrator))
    );
    office.by(HANH, trusts(&[90, 91])).unwrap();
    // A bundle with one that is there already brings the others.
    office.by(HANH, trusts(&[91, 92])).unwrap();
    assert_eq!(
        office.by(HANH, trusts(&[90, 91])),
        Err(SignatureRefusal::TrustedAlready.into())
    );
    assert_eq!(trusted(&office), 3);
    assert_eq!(
        office.by(HANH, trusts_no_more(90, " ")),
        Err(Refusal::NeedsReason)
    );
    office.by(HANH, trusts_no_more(90, "nơi cấp ngừng")).unwrap();
    assert_eq!(office.by(HANH, trusts_no_more(90, "nữa")), Err(Refusal::NotFound));
    assert_eq!(trusted(&office), 2);
    office.by(HANH, trusts(&[90])).unwrap();
    assert_eq!(trusted(&office), 3);
    let ops: i64 = office.ask("SELECT count(*) FROM oplog WHERE kind = 'set_trust' AND entity = 'setting'");
    assert_eq!(ops, 5);
    office.is_sound();
}

/// Signs or checks what was named last, in any state of it.
pub(super) fn any_act(office: &mut Office, kind: u8) -> DossierAct {
    let copy = 100 + u8::try_from(office.now.0 / 1_000 % 100).unwrap();
    let findings = [vec![], vec![Finding::NotTrusted], vec![changed()]];
    checked(office, copy, &findings[usize::from(copy) % findings.len()]);
    let last = |sql: &str| -> ([u8; 16], [u8; 32]) {
        let found = office
            .conn
            .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
        found.unwrap_or(([0; 16], [0; 32]))
    };
    let file = last("SELECT id, sha256 FROM component_file ORDER BY id DESC LIMIT 1");
    let outcome = last("SELECT id, sha256 FROM outcome ORDER BY id DESC LIMIT 1");
    match kind {
        34 => signs(Signable::File(FileId::from_bytes(file.0)), file.1[0], copy),
        35 => signs(
            Signable::Outcome(OutcomeId::from_bytes(outcome.0)),
            outcome.1[0],
            copy,
        ),
        36 => {
            let sha256 = FileHash(file.1);
            checks::note(&office.conn, sha256, &report(&[Finding::NotTrusted]), office.now).unwrap();
            DossierAct::VerifyFile { file: sha256 }
        }
        _ => DossierAct::VerifyFile {
            file: FileHash(outcome.1),
        },
    }
}

/// The trust store changes beside it.
pub(super) fn any_trust(kind: u8) -> Option<Act> {
    match kind {
        37 => Some(trusts(&[90, 91])),
        38 => Some(trusts_no_more(90, "vì")),
        _ => None,
    }
}
