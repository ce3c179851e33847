//! The machine died: the desk comes back from a stick, and what was given out after the copy is read off the papers.

use motcua::app::job::{Job, JobDone};
use motcua::domain::query::{Answer, Query};

use crate::hand::Visitor;
use crate::office::{HANH, Office, SON, pin_of};
use crate::papers::photo;
use crate::reception::citizen;

fn dat() -> Visitor {
    Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873")
}

/// A stick with one dossier and its page, and two more receipts with citizens that the copy does not know.
fn lost_two() -> Office {
    let mut office = Office::open();
    let dossier = office.log_in(HANH).received(&dat()).row.id;
    let scans = office.beside("quet");
    office.attach(dossier, "Tờ khai", vec![photo(&scans, "tk.jpg", 80)]);
    let target = Some(office.beside("usb"));
    let copied = office.job(Job::Backup { target });
    assert!(matches!(copied, Ok(JobDone::BackedUp(_))), "{copied:?}");
    for (number, name) in [
        ("052085007788", "Trần Minh Quân"),
        ("052085007799", "Trần Thị Mai"),
    ] {
        office.received(&Visitor::person(number, name, "1.004873"));
    }
    office
}

fn codes(office: &Office) -> String {
    office.value(
        "SELECT group_concat(substr(code, -11) || ' ' || register_no, ', ')
         FROM (SELECT code, register_no FROM dossier ORDER BY n)",
    )
}

#[test]
fn on_the_same_day_its_pages_are_there_and_the_next_receipt_repeats_no_number() {
    let mut office = lost_two();
    let stick = office.beside("usb");
    office.restored_from(&stick);
    first_pin(&mut office);
    office.log_in(HANH);
    let page = office.dossier("230214-0001").components[0].files[0].sha256;
    assert!(matches!(office.ask(Query::File(page)), Answer::Path(Some(_))));
    office.sees("Cần số trên phiếu hẹn cấp sau cùng");
    office.keys("<f2>").sees("Mã hồ sơ, phiếu ngày 14/02/2023");
    office.sees("máy có đến 000.99.15.H08-230214-0001");
    office.sees("máy có đến 0001/TNHS");
    office.types("000.99.15.H08-230214-0003").keys("<enter>");
    office
        .types("0003/TNHS")
        .keys("<f2>")
        .sees("Đã ghi số trên phiếu");
    citizen(&mut office, "052158000321", "nguyễn thị yến");
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    assert_eq!(codes(&office), "230214-0001 1, 230214-0004 4");
    office.keys("<esc>").ends_sound();
}

#[test]
fn a_day_later_the_book_goes_on_and_a_late_entry_asks_for_the_code_of_its_own_day_once() {
    let mut office = lost_two();
    let stick = office.beside("usb");
    office.clock_shows("2023-02-15T07:30:00+07:00");
    office.restored_from(&stick);
    first_pin(&mut office);
    office.log_in(HANH);
    office.keys("<f2>").sees("Mã hồ sơ, phiếu ngày 15/02/2023");
    // The citizen's paper is of yesterday: its code says nothing of today.
    office.types("000.99.15.H08-230214-0003").keys("<f2>");
    office.sees("Mã này của ngày 14/02/2023, ô này cần ngày 15/02/2023");
    office.keys(&"<backspace>".repeat(25)).types("0");
    office.keys("<tab>").types("0003/TNHS").keys("<f2>");
    citizen(&mut office, "052158000321", "nguyễn thị yến");
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN").keys("<esc>");
    assert_eq!(codes(&office), "230214-0001 1, 230215-0001 4");

    // Received on paper while the machine was away.
    citizen(&mut office, "052158000333", "lê văn bảy");
    late(&mut office);
    office.keys("<f2>").sees("Mã hồ sơ, phiếu ngày 14/02/2023");
    office.sees_no("Dòng «Số»").types("0003").keys("<f2>");
    office
        .sees("Đã ghi số trên phiếu")
        .keys("<f2>")
        .sees("ĐÃ TIẾP NHẬN");
    office.keys("<esc>");
    assert_eq!(codes(&office), "230214-0001 1, 230215-0001 4, 230214-0004 5");
    citizen(&mut office, "052158000344", "lê văn tám");
    late(&mut office);
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN").keys("<esc>");
    office.ends_sound();
}

#[test]
fn a_number_read_too_low_is_put_right_and_nothing_is_taken_below_what_the_machine_gave() {
    let mut office = lost_two();
    let stick = office.beside("usb");
    office.restored_from(&stick);
    first_pin(&mut office);
    office.log_in(HANH).keys("<f2>");
    // The paper before the last one.
    office
        .types("0002")
        .keys("<tab>")
        .types("Số: 0002/TNHS")
        .keys("<f2>");
    citizen(&mut office, "052158000321", "nguyễn thị yến");
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN").keys("<esc>");
    assert_eq!(codes(&office), "230214-0001 1, 230214-0003 3");
    // A second paper with 0003 turns up.
    office.keys("<f10>").types("sua so phieu").keys("<enter>");
    office.sees("máy có đến 000.99.15.H08-230214-0003");
    office.types("0002").keys("<tab>").types("0009/TNHS").keys("<f2>");
    office.sees("Nhỏ hơn số máy đã có (000.99.15.H08-230214-0003)");
    office
        .keys("<backspace><backspace><backspace><backspace>")
        .types("0009");
    office.keys("<f2>").sees("Đã ghi số trên phiếu");
    citizen(&mut office, "052158000333", "lê văn bảy");
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN").keys("<esc>");
    assert_eq!(codes(&office), "230214-0001 1, 230214-0003 3, 230214-0010 10");
    office.ends_sound();
}

/// A stick carries no PIN: an administrator, nobody else, sets his own without an old one.
pub(crate) fn first_pin(office: &mut Office) {
    office
        .keys("<up>")
        .sees("Máy này chưa có mã PIN nào. Quản trị chọn tên mình");
    office.point_at(SON).keys("1234<enter>");
    office.sees("Chưa có mã PIN. Quản trị đặt mã của mình trước. Chọn tên quản trị.");
    office.point_at(HANH).keys("<enter>").sees("Đặt mã PIN");
    office.sees_no("Mã PIN hiện tại");
    let pin = pin_of(HANH);
    office.keys(&format!("{pin}<enter>{pin}<f2>"));
    office.sees("Đã đặt. Đăng nhập rồi đặt mã cho người khác ở Quản trị → Cán bộ.");
}

#[test]
fn the_others_get_their_pins_from_the_administrator() {
    let mut office = lost_two();
    let stick = office.beside("usb");
    office.restored_from(&stick);
    first_pin(&mut office);
    // The leader has none yet, and is told who gives him one.
    office.point_at(SON).keys("1234<enter>");
    office.sees("Cán bộ này chưa có mã PIN trên máy này. Nhờ quản trị đặt ở Quản trị → Cán bộ.");
    office.log_in(HANH);
    office.keys("<f10>").types("can bo").keys("<enter>1");
    office.sees("chưa có PIN").sees(SON);
    office.ends_sound();
}

/// Nhập bù by its keys: when, and why.
fn late(office: &mut Office) {
    office.keys("<f10>").types("nhap bu").keys("<enter>");
    office.sees("Nhận lúc").types("15:30 15/02/2023").keys("<enter>");
    office.sees("Chưa đúng giờ nhận. Ghi như 08:30 13/02/2023, không sau lúc này.");
    // What was typed stands there still.
    office.sees("15:30 15/02/2023").keys(&"<backspace>".repeat(16));
    office.types("15:30 14/02/2023").keys("<enter>");
    office.sees("Vì sao nhập sau").types("mất điện").keys("<enter>");
    office.sees("nhận lúc 14/02/2023 15:30: mất điện");
}
