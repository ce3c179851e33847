//! Signing by keys: the receipt at the counter and those of the day with one press, files before and after reception, a
//! result before it counts.

use std::process::Command;

use motcua::app::effect::Effect;
use motcua::app::job::Job;
use motcua::app::msg::Ticket;
use motcua::domain::act::Act;
use motcua::domain::component::{FileSource, SignatureMark};
use motcua::domain::ids::DossierId;
use motcua::store::blobs::Blobs;

use crate::hand::{To, Visitor, component_of};
use crate::office::{HANH, Office, SCANS, SON};
use crate::papers::{pdf, photo, written_at};

/// A key file without a password, as `tests/fixtures/office` holds them.
fn with_a_key(office: &mut Office) {
    let key = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/office/p256.pem");
    office.perform(Effect::KeepLocal {
        ticket: Ticket::default(),
        key: "key_file".to_owned(),
        value: key.to_owned(),
    });
    let (key, value) = ("sign_receipts".to_owned(), "yes".to_owned());
    office.act(Act::SetSetting { key, value }).unwrap();
}

#[test]
fn the_receipts_of_the_day_are_signed_from_home_and_attach_themselves() {
    let mut office = Office::open();
    office.clock_shows("2026-11-30T08:05:00+07:00").log_in(HANH);
    with_a_key(&mut office);
    let one = office.received(&Visitor::person("052192004567", "Đinh Thị Hà", "1.004873"));
    let two = office.received(&Visitor::person("052085007788", "Trần Minh Quân", "1.004873"));
    for dossier in [one.row.id, two.row.id] {
        office.job(Job::MakeReceipt { dossier }).unwrap();
    }
    office.keys("<f5>").sees("2 phiếu tiếp nhận chưa ký");
    office.keys("<f6>").sees("2 giấy tờ").sees("chưa ký").keys("<f2>");
    office
        .sees("Đã ký xong 2 giấy tờ")
        .sees("đã ký, đã kiểm tra, đã đính kèm");
    office.keys("<esc>").sees_no("chưa ký");
    for dossier in [one.row.id, two.row.id] {
        let view = office.view(dossier);
        let receipt = view.forms.iter().find(|form| form.template == "receipt").unwrap();
        assert!(receipt.signed.is_some_and(|signed| signed != receipt.sha256));
        // Nobody has put its CA into the trust store, so it is whole but not decided.
        assert_eq!(receipt.signature, SignatureMark::Unknown);
    }
    // What was found, on paper: read with another program, whatever the printer says.
    let file = office.view(one.row.id).forms[0].signed.unwrap();
    let name = "phieu.pdf".to_owned();
    let _ = office.job(Job::PrintSignatures { file, name });
    let report = office.home().join("export/bao-cao-chu-ky-so.pdf");
    assert!(report.exists(), "the report was made");
    if let Ok(read) = Command::new("pdftotext")
        .arg("-layout")
        .arg(&report)
        .arg("-")
        .output()
    {
        let page = String::from_utf8(read.stdout).unwrap();
        for said in [
            "BÁO CÁO KIỂM TRA CHỮ KÝ SỐ",
            "KHÔNG XÁC ĐỊNH",
            "Lê Thị Ểnh",
            "phieu.pdf",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
    }
    office.keys("<f6>").sees("Không có giấy tờ nào chờ ký");
    office.keys("<esc>").ends_sound();
}

/// At work in the days of the certificates, with a key.
fn signing_office() -> Office {
    let mut office = Office::open();
    office.clock_shows("2026-11-30T08:05:00+07:00").log_in(HANH);
    with_a_key(&mut office);
    office
}

/// From Home to the checklist of a birth.
fn at_the_checklist(office: &mut Office) {
    office.keys("<f2>").types("052192004567").keys("<enter>1");
    office.types("khai sinh").keys("<enter>").sees("Họ và tên");
    office.types("Đinh Thị Hà").keys("<enter>");
    office.types("0905123456").keys("<enter>");
    office.types("Thôn 2").keys("<enter>").keys("<enter>");
    office.sees("Tờ khai đăng ký khai sinh");
}

#[test]
fn a_file_of_a_draft_is_signed_before_reception_and_goes_into_the_dossier_signed() {
    let mut office = signing_office();
    let path = pdf(&office.beside(SCANS), "to_khai_dien_tu.pdf", 2);
    written_at(&path, "2026-11-30T08:00:00+07:00");
    at_the_checklist(&mut office);
    office
        .keys("<home><f8>")
        .sees("to_khai_dien_tu.pdf")
        .keys("<enter>");
    // Of paper its sheets are counted first; this one was never paper.
    office.keys("<f6>").sees("Chưa đếm tờ");
    office.keys("<tab><tab><space><space><space>").sees("Điện tử");
    office.keys("<f6>").sees("to_khai_dien_tu.pdf");
    office
        .sees("Quét hồ sơ, kết quả")
        .keys("<f2>")
        .sees("Đã ký xong 1 giấy tờ");
    // Killed before the officer goes on, the draft has the signed file.
    office.leave_and_reopen().log_in(HANH);
    office.keys("<right><enter>").sees("Tờ khai đăng ký khai sinh");
    office
        .keys("<home><f6>")
        .sees("? KHÔNG XÁC ĐỊNH")
        .sees("Lê Thị Ểnh");
    office
        .keys("<esc><ctrl-a><f2>")
        .sees("Đủ thành phần")
        .keys("<f2>");
    office.sees("ĐÃ TIẾP NHẬN");
    let view = office.dossier("261130-0001");
    let form = component_of(&view, "Tờ khai");
    let signed = form
        .files
        .iter()
        .find(|it| it.source == FileSource::Picked)
        .unwrap();
    assert_eq!(
        signed.signature,
        SignatureMark::Unknown,
        "nobody has put its CA into the trust store"
    );
    let said: i64 = office.value("SELECT count(*) FROM verification WHERE verdict = 'unknown'");
    assert_eq!(said, 1, "what the check found came along");

    // The receipt beside it: signed where it was made, its report from then on.
    office
        .keys("<f6>")
        .sees("Ký số")
        .keys("<f2>")
        .sees("Đã ký xong 1")
        .keys("<esc>");
    office.keys("<f6>").sees("? KHÔNG XÁC ĐỊNH").keys("<esc>");
    let receipt = &office.dossier("261130-0001").forms[0];
    assert_eq!(receipt.signature, SignatureMark::Unknown);
    let ops: i64 = office.value("SELECT count(*) FROM oplog WHERE kind = 'sign_file'");
    assert_eq!(ops, 1, "the second press signed nothing more");
    office.keys("<esc>").ends_sound();
}

/// A dossier whose result is filed by Sơn, who is at work; his list is open at it.
fn at_processing(office: &mut Office) -> DossierId {
    let visitor = Visitor::person("052090001234", "Đinh Văn Đạt", "1.000047.000.00.00.H08");
    let dossier = office.received(&visitor).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2026-11-30T08:30:00+07:00", SON);
    office.keys("2<enter><enter>").sees("Đinh Văn Đạt");
    dossier
}

#[test]
fn a_chosen_result_is_signed_before_it_counts_and_where_the_seal_belongs() {
    let mut office = signing_office();
    let dossier = at_processing(&mut office);
    let seal = seal_picture(&mut office);
    assert!(seal.exists());
    let path = pdf(&office.beside(SCANS), "quyet_dinh.pdf", 2);
    written_at(&path, "2026-11-30T08:20:00+07:00");
    office.keys("<f2><f8>").sees("quyet_dinh.pdf").keys("<enter>");
    office.sees("chưa ký").keys("<f6>").sees("quyet_dinh.pdf");
    // Ban hành, con dấu cơ quan: on the last page, bottom right, as it is proposed.
    office
        .keys("<tab><space>")
        .sees("Sao y sang điện tử")
        .keys("<space><space>");
    office.sees("Ban hành, con dấu cơ quan").sees("9 dưới, bên phải");
    office.keys("<f2>").sees("Đã ký xong 1 giấy tờ").keys("<esc>");
    office
        .sees("Cập nhật kết quả xử lý hồ sơ")
        .keys("<f2>")
        .sees("F6 đọc");
    // The leader's own hand is one thing, the seal another: one more signature from the report.
    office.keys("<f6>").sees("1 chữ ký").sees("Ký thêm").keys("<f6>");
    office
        .sees("Ban hành, con dấu cơ quan")
        .keys("<f2>")
        .sees("Đã ký xong 1")
        .keys("<esc>");
    office
        .keys("<f6>")
        .sees("2 chữ ký")
        .keys("2")
        .types("da xem")
        .keys("<f2>")
        .sees("thành công!");
    let outcome = office.view(dossier).outcomes[0].clone();
    assert_eq!(outcome.signature, SignatureMark::Unknown);
    let signed = Blobs::of(office.home()).verified(outcome.sha256).unwrap();
    let read = lopdf::Document::load(&signed).unwrap();
    let [_, last] = read.page_iter().collect::<Vec<_>>()[..] else {
        panic!("two pages");
    };
    assert_eq!(read.get_page_annotations(last).unwrap().len(), 2);
    office.ends_sound();
}

/// A red seal as the settings of this machine name it.
fn seal_picture(office: &mut Office) -> std::path::PathBuf {
    let path = office.beside("seal").join("dau.png");
    image::RgbaImage::from_pixel(60, 60, image::Rgba([200, 0, 0, 120]))
        .save(&path)
        .unwrap();
    office.perform(Effect::KeepLocal {
        ticket: Ticket::default(),
        key: "seal_picture".to_owned(),
        value: path.to_str().unwrap().to_owned(),
    });
    path
}

#[test]
fn a_scanned_result_is_signed_as_a_copy_before_it_is_offered() {
    let mut office = signing_office();
    let dossier = at_processing(&mut office);
    let folder = office.beside(SCANS);
    for side in [1, 2] {
        let path = photo(&folder, &format!("KQ{side}.jpg"), side * 20);
        written_at(&path, "2026-11-29T08:20:00+07:00");
    }
    office.job(Job::LookForScans).unwrap();
    office
        .keys("<f10>quet ket qua<enter>")
        .sees("Trang của kết quả giấy");
    office.keys("<enter><enter><f2>").sees("PDF 2 trang");
    office.keys("<f6>").sees("Quét hồ sơ, kết quả").keys("<f2>");
    office.sees("Đã ký xong 1 giấy tờ").keys("<esc>").sees("Chữ ký");
    let scan = office.view(dossier).outcome_scans[0].clone();
    let made = scan
        .files
        .iter()
        .rfind(|it| it.source == FileSource::Assembled)
        .unwrap();
    assert_eq!(made.signature, SignatureMark::Unknown);
    assert!(
        made.original.is_some(),
        "the bytes before it was signed are named"
    );
    office
        .keys("<f6>2")
        .types("CA cua tinh, chua them")
        .keys("<f2>")
        .sees("thành công!");
    let outcome = office.view(dossier).outcomes[0].clone();
    assert_eq!((outcome.sha256, outcome.scan), (made.sha256, Some(scan.id)));
    office.ends_sound();
}

#[test]
fn one_receipt_whose_bytes_are_gone_holds_up_no_other() {
    let mut office = signing_office();
    let visitors = [
        ("052192004567", "Đinh Thị Hà"),
        ("052085007788", "Trần Minh Quân"),
    ];
    let dossiers = visitors.map(|(number, name)| {
        let dossier = office.received(&Visitor::person(number, name, "1.004873")).row.id;
        office.job(Job::MakeReceipt { dossier }).unwrap();
        dossier
    });
    let lost = office.view(dossiers[0]).forms[0].sha256;
    std::fs::remove_file(Blobs::of(office.home()).place(lost)).unwrap();
    office
        .keys("<f5>")
        .sees("2 phiếu tiếp nhận chưa ký")
        .keys("<f6><f2>");
    office.sees("✗").sees("không ký được").sees("Đã ký 1/2");
    assert_eq!(
        office.view(dossiers[1]).forms[0].signature,
        SignatureMark::Unknown
    );
    office.keys("<esc>").sees("1 phiếu tiếp nhận chưa ký");
}
