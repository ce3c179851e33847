//! KB08: a result valid for ten years, filed, forwarded and handed back to an authorised person; once, however often.

use motcua::domain::act::DossierAct;
use motcua::domain::component::SignatureMark;
use motcua::domain::dossier::{NumberKind, Receiver, Status};
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;
use motcua::store::blobs::Blobs;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, SCANS, SON, moment};
use crate::papers::{disguised, pdf, signed_pdf, written_at};

fn cooperative() -> Visitor {
    Visitor {
        organisation: "HTX Nông nghiệp An Toàn",
        kind: NumberKind::Tax,
        ..Visitor::person("4101234562", "Lê Văn Tám", "1.000047.000.00.00.H08")
    }
}

fn tin() -> Receiver {
    Receiver {
        receiver_name: "Phan Văn Tín".to_owned(),
        receiver_no: "052075003311".to_owned(),
        receiver_basis: Some("giấy giới thiệu số 03".to_owned()),
    }
}

#[test]
fn a_result_of_ten_years_goes_into_the_kho_once_however_often_it_is_handed_back() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T10:49:59.850+07:00");
    office
        .leave_and_reopen()
        .log_in(HANH)
        .clock_shows("2023-02-14T10:49:59.850+07:00");
    let view = office.received(&cooperative());
    let dossier = view.row.id;
    assert_eq!(view.row.due_at, Some(moment("2023-02-14T16:50:00+07:00")));
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();

    office.at("2023-02-14T10:52:00+07:00", SON);
    let folder = office.beside(SCANS);
    let path = signed_pdf(&folder, "phe_duyet_signed.pdf");
    written_at(&path, "2023-02-14T10:40:00+07:00");
    let bytes = std::fs::read(&path).unwrap();
    office
        .keys("2<enter><enter><f2>")
        .sees("Cập nhật kết quả xử lý hồ sơ");
    office
        .sees("10 năm")
        .sees("14/02/2033")
        .sees("4101234562.KQ.G01.000001");
    let before = office.pressed();
    office
        .keys("<f8>")
        .sees("phe_duyet_signed.pdf")
        .keys("<enter><f2>");
    assert_eq!(office.pressed() - before, 3, "F8, Enter, F2");
    office.sees("Cập nhật giấy tờ kết quả thành công!");
    assert_eq!(office.view(dossier).outcomes[0].signature, SignatureMark::Present);
    office
        .keys("1")
        .sees("Chọn bước để chuyển")
        .keys("<f2>")
        .sees("Đã chuyển bước");

    // by hand until the play is written: the authorised receiver's three fields.
    office.at("2023-02-14T10:55:00+07:00", HANH);
    let done = office.handed_back(dossier, tin()).unwrap();
    let ops = office.value::<i64>("SELECT count(*) FROM oplog");
    let refusal = Refusal::AlreadyReturned {
        at: done.at,
        officer: HANH.to_owned(),
        receiver: "Phan Văn Tín".to_owned(),
    };
    assert_eq!(office.handed_back(dossier, tin()), Err(refusal));
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM oplog"),
        ops,
        "the second press wrote nothing"
    );

    let view = office.view(dossier);
    assert_eq!(view.row.status, Status::Returned);
    assert_eq!(view.outcomes[0].paper_code, "4101234562.KQ.G01.000001");
    assert_eq!(view.outcomes[0].ends_on.unwrap().to_string(), "2033-02-14");
    assert_eq!(view.receiver, Some(tin()));
    let Answer::Kho(kho) = office.ask(Query::Kho {
        owner: "4101234562".to_owned(),
        text: String::new(),
    }) else {
        panic!("no kho");
    };
    assert_eq!(kho.papers.len(), 1);
    let kept = Blobs::of(office.home()).read(view.outcomes[0].sha256).unwrap();
    assert_eq!(kept, bytes, "the signed file keeps every byte");
    office.ends_sound();
}

#[test]
fn an_unsigned_result_needs_a_reason_and_a_program_named_pdf_is_no_result() {
    let mut office = Office::open();
    office.log_in(HANH);
    let dossier = office.received(&cooperative()).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:52:00+07:00", SON);
    let folder = office.beside("ket_qua");
    assert!(office.stored(disguised(&folder, "phe_duyet.pdf")).is_err());
    let file = office.stored(pdf(&folder, "chua_ky.pdf", 1)).unwrap();
    let mut outcome = office.outcome(dossier, file);
    outcome.unsigned_reason = None;
    assert!(
        office
            .on(dossier, DossierAct::FileOutcome(Box::new(outcome.clone())))
            .is_err()
    );
    outcome.unsigned_reason = Some("ký sau".to_owned());
    office
        .on(dossier, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.ends_sound();
}
