//! A result comes signed: a tampered one is refused with its reason, an undecided one is taken only after its report was
//! read, and a CA that the administrator adds decides it.

use motcua::domain::act::DossierAct;
use motcua::domain::component::SignatureMark;
use motcua::domain::ids::DossierId;
use motcua::domain::refusal::Refusal;
use motcua::domain::signature::SignatureRefusal;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, SCANS, SON};
use crate::papers::{no_ca, other_ca, tampered_pdf, unknown_pdf, written_at};

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
