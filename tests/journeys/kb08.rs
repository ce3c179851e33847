//! KB08: a result valid for ten years, filed, forwarded and handed back to an authorised person; once, however often.

use motcua::domain::act::DossierAct;
use motcua::domain::component::SignatureMark;
use motcua::domain::dossier::{NumberKind, Receiver, Status};
use motcua::domain::query::{Answer, Query};
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
    assert_eq!(office.view(dossier).outcomes[0].signature, SignatureMark::Valid);
    office
        .keys("1")
        .sees("Chọn bước để chuyển")
        .keys("<f2>")
        .sees("Đã chuyển bước");

    office.at("2023-02-14T10:55:00+07:00", HANH);
    office
        .keys("4<enter><enter><f2>")
        .sees("máy sẽ:")
        .sees("đúng một lần");
    let before = office.pressed();
    office.keys("<space>").types("Phan Văn Tín").keys("<f2>");
    office.sees("Chưa nhập").types("05207500331").keys("<f2>");
    office.sees("!").types("1").keys("<enter>");
    office.types("giấy giới thiệu số 03").keys("<f2>");
    assert_eq!(office.pressed() - before, 5, "Space, F2 refused twice, Enter, F2");
    office.sees("Đã trả kết quả cho Phan Văn Tín lúc 10:55. Bản điện tử đã vào kho.");
    let ops = office.value::<i64>("SELECT count(*) FROM oplog");
    office
        .keys("<f2>")
        .sees("Đã trả lúc 10:55 14/02/2023, Đinh Thị Hạnh trả cho Phan Văn Tín.");
    office
        .keys("<esc><esc>5<enter><enter><f2><f2>")
        .sees("Đã trả lúc 10:55");
    assert!(office.handed_back(dossier, tin()).is_err(), "nor from elsewhere");
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM oplog"),
        ops,
        "however often it is pressed, nothing more is written"
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

#[test]
fn without_a_result_the_return_is_refused_in_words_and_an_unsigned_one_wants_its_reason_by_keys() {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&cooperative()).row.id;
    office.keys("1<enter><enter><f10>").types("tra ket qua");
    office.sees("không được").keys("<esc>");
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:52:00+07:00", SON);
    let folder = office.beside(SCANS);
    written_at(&disguised(&folder, "giai_nen.pdf"), "2023-02-14T10:40:00+07:00");
    written_at(&pdf(&folder, "quyet_dinh.pdf", 2), "2023-02-14T10:30:00+07:00");
    office.keys("2<enter><enter><f2><f8>").sees("giai_nen.pdf");
    office.sees("nội dung không phải PDF như tên tệp. Không nhận.");
    office.keys("<enter>");
    office.sees("Tệp kết quả chưa ký số. Muốn dùng thì ghi lý do.");
    office.keys("<f2>").sees("! Tệp kết quả chưa ký số.");
    assert!(office.view(dossier).outcomes.is_empty());
    office.types("thiet bi ky hong").keys("<f2>");
    office.sees("Cập nhật giấy tờ kết quả thành công!");
    let outcome = office.view(dossier).outcomes.remove(0);
    assert_eq!(outcome.unsigned_reason.as_deref(), Some("thiet bi ky hong"));
    office.ends_sound();
}
