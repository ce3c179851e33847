//! Killed at any marked point, a desk holds the state before or after the act, never between.
//!
//! The test starts itself again as a child that works at a desk until it dies at a named point.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod common;

use std::path::Path;

use motcua::domain::act::{Act, DossierAct, FeesWanted, StoredFile};
use motcua::domain::component::{PaperForm, SignatureMark};
use motcua::domain::draft::{Draft, DraftComponent, DraftFile};
use motcua::domain::fee::{FeeLine, FeeState, Method};
use motcua::domain::ids::{ComponentId, DossierId, FeeId, FileHash, FileId, IdSource};
use motcua::domain::signature::trust::{NewTrust, TrustChange};
use motcua::domain::signature::{Finding, Signature, SignatureReport, TimeSource, Verdict};
use motcua::domain::signing::act::{NewSignature, Signable};
use motcua::domain::signing::{Certificate, ProfileName};
use motcua::domain::tally::given::{Given, GivenRow};
use motcua::domain::tally::{Counts, Month};
use motcua::domain::time::Moment;
use motcua::store::blobs::Blobs;
use motcua::store::{oplog, rebuild};
use rusqlite::Connection;

use common::child::{child, dies, told};
use common::fixture::{self, Counting, at, component, founded};
use common::folder::{self, asked, first_officer, first_procedure, on, tables, writer};

const POINTS: [&str; 7] = [
    "file-written",
    "file-named",
    "drafted",
    "appended",
    "applied",
    "before-commit",
    "after-commit",
];
const ROUNDS: u32 = 210;
/// Acts of one child; it dies at one of them.
const ACTS: u32 = 4;

fn now(round: u32) -> Moment {
    Moment(at("2023-02-14T08:00:00+07:00").0 + i64::from(round) * 60_000)
}

fn draft(conn: &Connection, ids: &mut Counting, file: DraftFile) -> Draft {
    let mut draft = fixture::draft(DossierId(ids.next(0)));
    draft.procedure = Some(first_procedure(conn));
    draft.fees = Some(vec![FeeLine::due(FeeId(ids.next(0)), "Lệ phí", 8_000)]);
    draft.components = vec![DraftComponent {
        files: vec![file],
        keep: true,
        ..component(ComponentId(ids.next(0)), "Tờ khai")
    }];
    draft
}

/// The money of a dossier comes in.
fn paid(due: &[FeeLine]) -> FeesWanted {
    let paid = |line: &FeeLine| FeeLine {
        state: FeeState::Paid,
        method: Some(Method::Cash),
        ..line.clone()
    };
    FeesWanted {
        was: due.to_vec(),
        now: due.iter().map(paid).collect(),
        reason: None,
    }
}

/// What the child does: a file, a draft, an acceptance, its fee, a correction; over and over.
fn work(home: &Path, round: u32) {
    // Blocks that no other round uses.
    let mut store = writer(home, now(round), Counting::block(2 * round));
    let mut own = Counting::block(2 * round + 1);
    let reader = tables(home);
    let officer = first_officer(&reader);
    for n in 0..ACTS {
        let bytes = format!("{round} {n}");
        let stored = Blobs::of(home).put(bytes.as_bytes()).unwrap();
        let file = fixture::file(FileId(own.next(0)), (stored.sha256, stored.size), "to_khai");
        let draft = draft(&reader, &mut own, file);
        store.save_draft(&draft, officer, now(round)).unwrap();
        let dossier = draft.id;
        let due = draft.fees.clone().unwrap();
        let acts = [
            DossierAct::Accept(Box::new(draft)),
            DossierAct::EditFees(Box::new(paid(&due))),
            DossierAct::SetCabinet {
                cabinet: format!("Tủ {round}"),
            },
        ];
        for act in acts {
            store.transact(&on(officer, dossier, act), now(round)).unwrap();
        }
    }
}

#[test]
fn a_killed_desk_is_before_or_after_never_between() {
    let test = "a_killed_desk_is_before_or_after_never_between";
    if let Some((home, round)) = told() {
        return work(&home, round.parse().unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    drop(founded(&home, now(0)));
    let mut killed = 0;
    for round in 1..=ROUNDS {
        let point = POINTS[(round as usize) % POINTS.len()];
        // Files and drafts pass once in each round of acts, the points of a transaction once for each of its three.
        let times = if round % 7 < 3 { ACTS } else { 3 * ACTS };
        let passes = round / 7 % times;
        let mut child = child(test, &home, &round.to_string());
        assert!(
            dies(&mut child, (point, passes)),
            "round {round} was not killed at {point}"
        );
        killed += 1;
        check(&home, round % 20 == 0);
    }
    assert!(killed >= 200);
    check(&home, true);
    let accepted = folder::count(&tables(&home), "SELECT count(*) FROM dossier");
    assert!(accepted > ROUNDS, "{accepted} acts survived");
}

/// Whole file, whole chain, rows as the log says them, each file in its place.
fn check(home: &Path, thoroughly: bool) {
    let mut conn = tables(home);
    let ask = |sql: &str| folder::count(&conn, sql);
    let accepted = ask("SELECT count(*) FROM oplog WHERE kind = 'accept'");
    assert_eq!(ask("SELECT count(*) FROM dossier"), accepted);
    assert_eq!(ask("SELECT count(*) FROM component_file"), accepted);
    assert_eq!(ask("SELECT count(*) FROM paper"), accepted);
    assert_eq!(ask("SELECT count(DISTINCT code) FROM dossier"), accepted);
    assert_eq!(
        ask("SELECT ifnull(max(register_no), 0) FROM dossier"),
        accepted,
        "the register has no gap"
    );
    assert_eq!(
        ask("SELECT count(*) FROM dossier WHERE cabinet IS NOT NULL"),
        ask("SELECT count(*) FROM oplog WHERE kind = 'set_cabinet'")
    );
    // A line is there from the reception; its money moved exactly as often as an op says.
    assert_eq!(ask("SELECT count(*) FROM fee_line"), accepted);
    let collected = ask("SELECT count(*) FROM oplog WHERE kind = 'edit_fees'");
    assert_eq!(ask("SELECT count(*) FROM fee_taking"), collected);
    assert_eq!(
        ask("SELECT count(*) FROM fee_line WHERE state = 'paid'"),
        collected
    );
    let both = ask("SELECT count(*) FROM draft JOIN dossier USING (id)");
    assert_eq!(both, 0, "a draft is a draft or a dossier");
    oplog::verify_chain(&conn).unwrap();
    let blobs = Blobs::of(home);
    let named: Vec<[u8; 32]> = conn
        .prepare("SELECT sha256 FROM component_file")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for sha256 in named {
        assert!(blobs.place(FileHash(sha256)).is_file());
    }
    if thoroughly {
        let whole: String = conn
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(whole, "ok");
        let before = rebuild::dump(&conn).unwrap();
        rebuild::rebuild(&mut conn, &mut |_, _| {}).unwrap();
        assert_eq!(rebuild::dump(&conn).unwrap(), before);
    }
}

/// What the other child does: takes in a month of two desks and closes its own, month after month.
fn close_months(home: &Path, round: u32) {
    let mut store = writer(home, now(round), Counting::block(2 * round));
    let officer = first_officer(&tables(home));
    for n in 0..ACTS {
        let first: Month = "2000-01".parse().unwrap();
        let month = first.plus(i32::try_from(round * ACTS + n).unwrap());
        let rows = ["B", "C"].map(|unit| GivenRow {
            unit_code: unit.to_owned(),
            unit_name: unit.to_owned(),
            desk_no: 1,
            counts: Counts::default(),
        });
        let given = Box::new(Given {
            month,
            rows: rows.to_vec(),
        });
        let file = FileHash([7; 32]);
        for act in [Act::TakeTally { given, file }, Act::CloseMonth { month }] {
            store.transact(&asked(officer, act), now(round)).unwrap();
        }
    }
}

/// A file of two units is in with both or not at all, and a closed month has its entry in the log.
#[test]
fn a_month_is_taken_in_and_closed_whole_or_not_at_all() {
    let test = "a_month_is_taken_in_and_closed_whole_or_not_at_all";
    if let Some((home, round)) = told() {
        return close_months(&home, round.parse().unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    drop(founded(&home, now(0)));
    for round in 1..=24 {
        let point = POINTS[3 + (round as usize) % 4];
        let mut child = child(test, &home, &round.to_string());
        assert!(
            dies(&mut child, (point, round / 4 % 6)),
            "round {round} at {point}"
        );
        let mut conn = tables(&home);
        let ask = |sql: &str| folder::count(&conn, sql);
        let taken = ask("SELECT count(*) FROM month_given");
        assert_eq!(taken % 2, 0, "both units of a file, or none");
        assert_eq!(taken, ask("SELECT count(*) FROM oplog WHERE kind = 'take_tally'"));
        assert_eq!(
            ask("SELECT count(*) FROM month_close"),
            ask("SELECT count(*) FROM oplog WHERE kind = 'close_month'")
        );
        oplog::verify_chain(&conn).unwrap();
        let before = rebuild::dump(&conn).unwrap();
        rebuild::rebuild(&mut conn, &mut |_, _| {}).unwrap();
        assert_eq!(rebuild::dump(&conn).unwrap(), before);
    }
    assert!(folder::count(&tables(&home), "SELECT count(*) FROM month_close") > 12);
}

fn stored(home: &Path, bytes: &str) -> StoredFile {
    let stored = Blobs::of(home).put(bytes.as_bytes()).unwrap();
    StoredFile {
        sha256: stored.sha256,
        size: stored.size,
        mime: "application/pdf".into(),
        name: "to_khai.pdf".into(),
        pages: Some(1),
        signature: SignatureMark::Present,
    }
}

fn found(findings: Vec<Finding>) -> SignatureReport {
    SignatureReport {
        signatures: vec![Signature {
            field: "Signature1".into(),
            signer: "NGUYỄN VĂN MẪU".into(),
            issuer: "CA thử".into(),
            serial: "01".into(),
            algorithm: "RSA-2048 PKCS#1 SHA-256".into(),
            claimed_at: None,
            time_source: TimeSource::None,
            covers_whole_file: true,
            intact: Some(true),
            verdict: Verdict::Unknown,
            findings,
        }],
        findings: Vec::new(),
    }
}

/// Two CA certificates of one bundle.
fn bundle(home: &Path, round: u32, n: u32) -> Act {
    let certificate = |which: u32| NewTrust {
        file: stored(home, &format!("CA {round} {n} {which}")),
        certificate: Certificate {
            owner: format!("CA {round} {n} {which}"),
            issuer: "CA gốc".into(),
            serial: "01".into(),
            from: Moment(0),
            to: now(0),
        },
    };
    Act::SetTrust(Box::new(TrustChange::Add(vec![certificate(1), certificate(2)])))
}

/// What the child does: a dossier with a file; the file is signed, checked again, and the office trusts two more.
fn sign_files(home: &Path, round: u32) {
    let mut store = writer(home, now(round), Counting::block(2 * round));
    let mut own = Counting::block(2 * round + 1);
    let reader = tables(home);
    let officer = first_officer(&reader);
    for n in 0..ACTS {
        let bytes = stored(home, &format!("{round} {n}"));
        let id = FileId(own.next(0));
        let file = fixture::file(id, (bytes.sha256, bytes.size), "to_khai");
        let mut draft = draft(&reader, &mut own, file);
        // Of paper the sheets would have to be counted first.
        draft.components[0].form = PaperForm::Electronic;
        let dossier = draft.id;
        let accept = DossierAct::Accept(Box::new(draft));
        store.transact(&on(officer, dossier, accept), now(round)).unwrap();
        let copy = stored(home, &format!("{round} {n} signed"));
        let first = found(vec![Finding::NotTrusted]);
        store.note_check(copy.sha256, &first, now(round)).unwrap();
        let sign = DossierAct::SignFile(Box::new(NewSignature {
            of: Signable::File(id),
            was: bytes.sha256,
            file: copy.clone(),
            profile: ProfileName("quet_tthc".into()),
            signer: "NGUYỄN VĂN MẪU".into(),
            serial: "01".into(),
        }));
        let verify = DossierAct::VerifyFile { file: copy.sha256 };
        store.transact(&on(officer, dossier, sign), now(round)).unwrap();
        let again = found(vec![Finding::NotTrusted, Finding::NoTime]);
        store.note_check(copy.sha256, &again, now(round)).unwrap();
        store.transact(&on(officer, dossier, verify), now(round)).unwrap();
        let trusts = bundle(home, round, n);
        store.transact(&asked(officer, trusts), now(round)).unwrap();
    }
}

/// A file is signed with its copy, its mark and what was found, or not at all; a bundle is trusted whole or not at all.
#[test]
fn a_file_is_signed_and_a_bundle_is_trusted_whole_or_not_at_all() {
    let test = "a_file_is_signed_and_a_bundle_is_trusted_whole_or_not_at_all";
    if let Some((home, round)) = told() {
        return sign_files(&home, round.parse().unwrap());
    }
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("desk");
    drop(founded(&home, now(0)));
    for round in 1..=40 {
        let points = ["checked", "appended", "applied", "before-commit", "after-commit"];
        let point = points[(round as usize) % points.len()];
        let times = if point == "checked" { ACTS } else { 4 * ACTS };
        let mut child = child(test, &home, &round.to_string());
        let passes = round / 5 * 2 % times;
        assert!(dies(&mut child, (point, passes)), "round {round} at {point}");
        let mut conn = tables(&home);
        let ask = |sql: &str| folder::count(&conn, sql);
        let signed = ask("SELECT count(*) FROM oplog WHERE kind = 'sign_file'");
        let verified = ask("SELECT count(*) FROM oplog WHERE kind = 'verify_file'");
        let unknown = "SELECT count(*) FROM component_file WHERE original_sha256 IS NOT NULL AND signature = 'unknown'
                       AND sha256 IN (SELECT sha256 FROM blob) AND original_sha256 IN (SELECT sha256 FROM blob)";
        assert_eq!(ask(unknown), signed);
        assert_eq!(ask("SELECT count(*) FROM verification"), signed + verified);
        let trusted = ask("SELECT count(*) FROM trust_cert");
        assert_eq!(trusted % 2, 0, "both certificates of a bundle, or none");
        assert_eq!(
            trusted,
            ask("SELECT count(*) FROM oplog WHERE kind = 'set_trust'")
        );
        oplog::verify_chain(&conn).unwrap();
        let before = rebuild::dump(&conn).unwrap();
        rebuild::rebuild(&mut conn, &mut |_, _| {}).unwrap();
        assert_eq!(rebuild::dump(&conn).unwrap(), before);
    }
    let signed = "SELECT count(*) FROM oplog WHERE kind = 'sign_file'";
    assert!(folder::count(&tables(&home), signed) > 40);
}
