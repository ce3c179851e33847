//! A result comes signed: a tampered one is refused with its reason, an undecided one is taken only after its report was
//! read, and a CA that the administrator adds decides it.

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobDone};
use motcua::app::msg::Ticket;
use motcua::domain::act::{Act, DossierAct};
use motcua::domain::component::SignatureMark;
use motcua::domain::dossier::Receiver;
use motcua::domain::ids::{DossierId, FileHash};
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;
use motcua::domain::signature::trust::TrustChange;
use motcua::domain::signature::{Finding, SignatureRefusal};

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, SCANS, SON};
use crate::papers::{no_ca, other_ca, signed_pdf, tampered_pdf, traces_pdf, unknown_pdf, written_at};

/// A dossier at the processing officer's step, and he is at the desk.
fn at_processing() -> (Office, DossierId) {
    let mut office = Office::open();
    let visitor = Visitor::person("052090001234", "Đinh Văn Đạt", "1.000047.000.00.00.H08");
    let dossier = office.log_in(HANH).received(&visitor).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:52:00+07:00", SON);
    (office, dossier)
}

#[test]
fn a_tampered_result_is_refused_with_its_reason() {
    let (mut office, dossier) = at_processing();
    let path = tampered_pdf(&office.beside(SCANS), "phe_duyet.pdf");
    written_at(&path, "2023-02-14T10:40:00+07:00");
    office.keys("2<enter><enter><f2><f8>").sees("phe_duyet.pdf");
    office
        .keys("<enter>")
        .sees("KHÔNG HỢP LỆ")
        .sees("nội dung đã bị thay đổi");
    office.keys("<f2>").sees("Không nhận tệp này");
    office.keys("<f6>").sees("! KHÔNG HỢP LỆ").sees("UBND TỈNH MẪU");
    office.sees_no("Dùng, ghi lý do").keys("<f7>").sees("Đã");
    assert_eq!(office.view(dossier).outcomes.len(), 0);
    // Nor by any other way into the store, whatever it says of itself.
    let mut file = office.stored(path).unwrap();
    file.signature = SignatureMark::Valid;
    let mut outcome = office.outcome(dossier, file);
    outcome.unsigned_reason = Some("vẫn dùng".to_owned());
    let refused = office.on(dossier, DossierAct::FileOutcome(Box::new(outcome)));
    assert!(
        matches!(
            refused,
            Err(Refusal::Signature(SignatureRefusal::Invalid(Some(_))))
        ),
        "{refused:?}"
    );
    office.ends_sound();
}

#[test]
fn an_undecided_result_is_read_about_and_a_ca_that_is_added_decides_it() {
    let (mut office, dossier) = at_processing();
    let folder = office.beside(SCANS);
    let path = unknown_pdf(&folder, "phe_duyet.pdf");
    written_at(&path, "2023-02-14T10:40:00+07:00");
    office.keys("2<enter><enter><f2><f8>").sees("phe_duyet.pdf");
    // The report comes up by itself; only its second way opens the reason.
    office.keys("<enter>").sees("? KHÔNG XÁC ĐỊNH").sees("SỞ MẪU");
    office.sees("nơi cấp chứng thư không có trong kho tin cậy");
    office.keys("3").sees("vai trò Quản trị");
    office.keys("<esc><f2>").sees("F6 đọc");
    office.keys("<f6>2").sees("Ghi lý do vẫn dùng tệp này");
    office.keys("<f2>").sees("Ghi lý do");
    office.types("da goi so mau xac nhan").keys("<f2>");
    office.sees("Cập nhật giấy tờ kết quả thành công!");
    let outcome = office.view(dossier).outcomes[0].clone();
    assert_eq!(outcome.signature, SignatureMark::Unknown);
    assert_eq!(outcome.unsigned_reason.as_deref(), Some("da goi so mau xac nhan"));

    // The administrator: what is no CA is refused by name, the CA is added after its fingerprint was read.
    office.at("2023-02-14T11:10:00+07:00", HANH);
    office
        .keys("<f10>")
        .types("quan tri")
        .keys("<enter>6")
        .sees("CA mẫu của các cơ quan");
    let aside = office.beside("ca");
    office
        .keys("<f2>")
        .types(no_ca(&aside).to_str().unwrap())
        .keys("<enter>");
    office.sees("không phải chứng thư của nơi cấp");
    office
        .keys("<f2>")
        .types(other_ca(&aside).to_str().unwrap())
        .keys("<enter>");
    office
        .sees("SHA-256")
        .sees("CA lạ mẫu")
        .keys("2")
        .sees("Đã thêm 1 chứng thư");

    // The file is checked again and the dossier says so.
    let file = outcome.sha256;
    office.job(motcua::app::job::Job::CheckSignatures(file)).unwrap();
    office.on(dossier, DossierAct::VerifyFile { file }).unwrap();
    assert_eq!(office.view(dossier).outcomes[0].signature, SignatureMark::Valid);
    office.ends_sound();
}

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/signed");

/// A desk of the days when the files of `tests/fixtures/signed` were made, which trusts their root; a dossier at the
/// processing officer's step.
fn in_the_days_of_the_fixtures() -> (Office, DossierId) {
    let mut office = Office::open();
    office.clock_shows("2026-12-02T08:30:00+07:00").log_in(HANH);
    let path = format!("{FIXTURES}/trust/root.pem").into();
    let Ok(JobDone::Certificates { found, .. }) = office.job(Job::ReadCertificates { path }) else {
        panic!("no certificate");
    };
    let change = TrustChange::Add(found);
    office.act(Act::SetTrust(Box::new(change))).unwrap();
    let visitor = Visitor::person("052090001234", "Đinh Văn Đạt", "1.000047.000.00.00.H08");
    let dossier = office.received(&visitor).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2026-12-02T09:00:00+07:00", SON);
    (office, dossier)
}

/// The folder of lists of revoked certificates on this machine.
fn lists_lie_in(office: &mut Office, folder: &str) {
    office.perform(Effect::KeepLocal {
        ticket: Ticket::default(),
        key: "crl_folder".to_owned(),
        value: folder.to_owned(),
    });
}

fn found(office: &Office, file: FileHash) -> Vec<Finding> {
    match office.ask(Query::Signatures(file)) {
        Answer::Signatures(Some(checked)) => checked.report.signatures[0].findings.clone(),
        other => panic!("no report: {other:?}"),
    }
}

/// Its signer's certificate was revoked before he signed; whether that is known depends on the lists of this machine.
#[test]
fn a_result_of_a_revoked_signer_is_refused_and_without_a_list_it_is_said_that_nobody_asked() {
    let (mut office, dossier) = in_the_days_of_the_fixtures();
    let empty = office.beside("khong_co").to_str().unwrap().to_owned();
    for nothing in [empty, "/khong/co/thu/muc".to_owned()] {
        lists_lie_in(&mut office, &nothing);
        let file = office.stored(format!("{FIXTURES}/revoked.pdf").into()).unwrap();
        assert_eq!(file.signature, SignatureMark::Valid);
        assert_eq!(found(&office, file.sha256), [Finding::RevocationUnchecked]);
    }
    lists_lie_in(&mut office, &format!("{FIXTURES}/crl"));
    let file = office.stored(format!("{FIXTURES}/revoked.pdf").into()).unwrap();
    assert_eq!(file.signature, SignatureMark::Invalid);
    let outcome = office.outcome(dossier, file);
    let refused = office.on(dossier, DossierAct::FileOutcome(Box::new(outcome)));
    assert!(
        matches!(
            refused,
            Err(Refusal::Signature(SignatureRefusal::Invalid(Some(
                Finding::Revoked { .. }
            ))))
        ),
        "{refused:?}"
    );
    office.ends_sound();
}

/// The list came after the result had been filed: what is known now counts, whatever was written then.
#[test]
fn a_result_found_bad_after_it_was_filed_stays_here_until_it_is_replaced() {
    let (mut office, dossier) = in_the_days_of_the_fixtures();
    let file = office.stored(format!("{FIXTURES}/revoked.pdf").into()).unwrap();
    let sha256 = file.sha256;
    let mut outcome = office.outcome(dossier, file);
    outcome.unsigned_reason = None;
    let name = outcome.name.clone();
    office
        .on(dossier, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forwarded(dossier, (3, To::Officer(HANH))).unwrap();
    office.at("2026-12-02T10:00:00+07:00", HANH);
    lists_lie_in(&mut office, &format!("{FIXTURES}/crl"));
    // The report is opened from the hand-over, checked again and written down; then F2 says why not.
    office
        .keys("4<enter><enter><f2>")
        .sees("Trả kết quả")
        .keys("<f6><f5>");
    office.sees("đã bị thu hồi").sees("ghi kết quả vào hồ sơ");
    assert_eq!(office.view(dossier).outcomes[0].signature, SignatureMark::Invalid);
    office.keys("<f5>").sees("kết quả như cũ");
    office
        .keys("<esc><f2>")
        .sees("KHÔNG HỢP LỆ (F6 đọc lý do): thay kết quả");
    let receiver = Receiver {
        receiver_name: "Đinh Văn Đạt".to_owned(),
        receiver_no: "052090001234".to_owned(),
        receiver_basis: None,
    };
    let bad = Err(SignatureRefusal::OfResult { name }.into());
    assert_eq!(office.handed_back(dossier, receiver.clone()), bad);
    assert_eq!(office.value::<i64>("SELECT count(*) FROM paper"), 0);

    // It lies at the counter: who processed it has it again only once it was sent back.
    let back = DossierAct::ForwardBack {
        to_step: 2,
        to_officer: Some(office.officer(SON)),
        reason: "chứng thư người ký đã bị thu hồi".to_owned(),
    };
    office.on(dossier, back).unwrap();
    office.at("2026-12-02T11:00:00+07:00", SON);
    let folder = office.beside("moi");
    let file = office.stored(signed_pdf(&folder, "ky_lai.pdf")).unwrap();
    let mut better = office.outcome(dossier, file);
    better.replaces = Some(office.view(dossier).outcomes[0].id);
    better.reason = Some("ký lại bằng chứng thư mới".to_owned());
    office
        .on(dossier, DossierAct::FileOutcome(Box::new(better)))
        .unwrap();
    office.forwarded(dossier, (3, To::Officer(HANH))).unwrap();
    office.at("2026-12-02T13:30:00+07:00", HANH);
    office.handed_back(dossier, receiver).unwrap();
    assert_ne!(office.value::<Vec<u8>>("SELECT sha256 FROM paper"), sha256.0);
    office.ends_sound();
}

/// Something in the file looks like a signature and no field leads to it: it is neither called unsigned nor a dead end.
#[test]
fn traces_of_a_signature_are_read_about_and_taken_with_a_reason() {
    let (mut office, dossier) = at_processing();
    let path = traces_pdf(&office.beside(SCANS), "vet.pdf");
    written_at(&path, "2023-02-14T10:40:00+07:00");
    office.keys("2<enter><enter><f2><f8>").sees("vet.pdf");
    office
        .keys("<enter>")
        .sees("? KHÔNG XÁC ĐỊNH")
        .sees("không còn chữ ký nào đọc được");
    office.keys("<f5>").sees("kết quả như cũ");
    office.keys("2").sees("Ghi lý do vẫn dùng tệp này");
    office.types("ban in da doi chieu").keys("<f2>");
    office.sees("Cập nhật giấy tờ kết quả thành công!");
    assert_eq!(office.view(dossier).outcomes[0].signature, SignatureMark::Unknown);
    office.ends_sound();
}
