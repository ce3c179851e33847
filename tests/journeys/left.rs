//! What was typed about a dossier and not written: Esc loses nothing of it, until it is written.

use motcua::domain::act::{DossierAct, FieldChange};
use motcua::domain::dossier::Status;
use motcua::domain::ids::DossierId;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, RO, SCANS, SON};
use crate::papers::pdf;

/// What row 23 says over a form that comes back as it was left.
const STILL_THERE: &str = "Vẫn còn những gì đã nhập";

fn dat() -> Visitor {
    Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873")
}

/// A dossier before the officer of its step, one who has its first step.
fn received() -> (Office, DossierId) {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&dat()).row.id;
    office.keys("1<enter><enter>").sees("THÀNH PHẦN");
    (office, dossier)
}

/// One that is processed, before Sơn.
fn processed() -> (Office, DossierId) {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&dat()).row.id;
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:00:00+07:00", SON);
    office.keys("2<enter><enter>").sees("Đang xử lý");
    (office, dossier)
}

/// One whose result waits to be collected.
fn finished() -> (Office, DossierId) {
    let (mut office, dossier) = processed();
    let folder = office.beside(SCANS);
    let file = office.stored(pdf(&folder, "ket_qua.pdf", 1)).unwrap();
    let outcome = office.outcome(dossier, file);
    office
        .on(dossier, DossierAct::FileOutcome(Box::new(outcome)))
        .unwrap();
    office.forwarded(dossier, (3, To::Officer(HANH))).unwrap();
    office.at("2023-02-14T11:00:00+07:00", HANH);
    office.keys("4<enter><enter>").sees("F2 Trả kết quả");
    (office, dossier)
}

impl Office {
    fn palette(&mut self, words: &str) -> &mut Self {
        self.keys("<f10>").types(words).keys("<enter>")
    }
}

#[test]
fn who_collects_in_the_holders_place_is_still_there_after_esc() {
    let (mut office, dossier) = finished();
    office.keys("<f2><space>").types("Phan Văn Tín").keys("<enter>");
    office.types("052075003311").keys("<enter>");
    office.types("Giấy giới thiệu số 03").keys("<enter><esc>");
    office.sees_no(STILL_THERE).keys("<f2>").sees(STILL_THERE);
    office.sees("Phan Văn Tín").sees("052075003311");
    office.keys("<f2>").sees("Đã trả kết quả cho Phan Văn Tín");
    let view = office.view(dossier);
    assert_eq!(view.row.status, Status::Returned);
    office.ends_sound();
}

#[test]
fn what_was_written_is_not_kept_and_an_untouched_form_is_not_either() {
    let (mut office, dossier) = finished();
    office.keys("<f2><esc><f2>").sees_no(STILL_THERE).keys("<esc>");
    office
        .palette("rut ho so")
        .keys("<up><up>")
        .types(", bận")
        .keys("<esc>");
    office
        .palette("rut ho so")
        .sees(STILL_THERE)
        .sees(", bận")
        .keys("<f2>");
    assert_eq!(office.view(dossier).row.status, Status::Withdrawn);
    office
        .keys("<esc>")
        .palette("luu ho so vao tu")
        .types("tủ 2")
        .keys("<f2>");
    office.palette("luu ho so vao tu").sees_no(STILL_THERE);
    office.ends_sound();
}

#[test]
fn a_request_and_a_next_step_come_back_as_they_were_left() {
    let (mut office, dossier) = received();
    office.palette("yeu cau bo sung").sees("Phiếu yêu cầu bổ sung");
    office.keys("1<tab>").types(" lần đầu");
    let left = office.screen();
    office.keys("<esc>").palette("yeu cau bo sung").sees(STILL_THERE);
    assert_eq!(body(&office.screen()), body(&left));

    // By way of Home too, and from another page of the same dossier.
    office.palette("trang chinh").keys("1<enter><enter>");
    office.palette("yeu cau bo sung").sees("lần đầu").keys("<esc>");
    office
        .keys("<f9>")
        .sees("Chọn bước để chuyển")
        .sees_no(STILL_THERE);
    office.keys("<tab><tab>").types("xem giúp").keys("<esc>");
    office.keys("<f9>").sees(STILL_THERE).sees("xem giúp");
    assert_eq!(office.view(dossier).row.status, Status::Accepted);
    office.ends_sound();
}

#[test]
fn a_correction_that_was_left_knows_what_was_written_meanwhile() {
    let (mut office, dossier) = received();
    office
        .palette("cap nhat")
        .sees("Họ và tên")
        .types("a")
        .keys("<esc>");
    let changes = vec![FieldChange {
        field: "phone".to_owned(),
        old: Some("0905123456".to_owned()),
        new: Some("0905999888".to_owned()),
    }];
    office.on(dossier, DossierAct::Edit { changes }).unwrap();
    office.palette("cap nhat").sees(STILL_THERE).sees("Đinh Văn Đạta");
    office.sees("0905999888").keys("<f2>").sees("Đã cập nhật 1");
    let holder = office.view(dossier).holder;
    assert_eq!(
        (&*holder.holder_name, &*holder.phone),
        ("Đinh Văn Đạta", "0905999888")
    );
    office.ends_sound();
}

#[test]
fn an_officer_finds_his_own_words_and_nobody_elses() {
    let (mut office, _) = processed();
    office.palette("dung giai quyet").types("da chet").keys("<esc>");
    office.palette("doi can bo").log_in(RO);
    office.keys("2<enter><enter>").sees("Đinh Văn Đạt");
    office.palette("luu ho so vao tu").types("tủ 9").keys("<esc>");
    office.palette("doi can bo").log_in(SON);
    office.keys("2<enter><enter>");
    office.palette("luu ho so vao tu").sees_no("tủ 9").keys("<esc>");
    office.palette("dung giai quyet").sees("da chet");
    office.ends_sound();
}

/// The rows of the work area.
fn body(screen: &str) -> Vec<&str> {
    screen.lines().skip(3).take(18).collect()
}
