//! W36, the third way: the database cannot be written, what was typed goes to a stick and goes on where it can.

use std::path::{Path, PathBuf};

use motcua::store::DATABASE;
use rusqlite::Connection;

use crate::office::{AN_TOAN, Founding, HANH, Office};
use crate::reception::unknown_citizen;

/// Writes what was typed into this folder while something else holds the database; answers the file.
fn carried(office: &mut Office, usb: &Path) -> PathBuf {
    unknown_citizen(office);
    let holder = Connection::open(office.home().join(DATABASE)).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    office.keys("<f2>").sees("Số hồ sơ CHƯA cấp");
    office.keys("3").sees("Thư mục, ổ USB").types("/nowhere/usb");
    office
        .keys("<enter>")
        .sees("Không thấy nơi đó")
        .sees("Số hồ sơ CHƯA cấp");
    office.keys("3").types(&usb.display().to_string()).keys("<enter>");
    office.sees("Đã ghi bản nháp ra tệp, đọc lại đúng.");
    drop(holder);
    let mut files = std::fs::read_dir(usb).unwrap().map(|it| it.unwrap().path());
    let file = files.next().unwrap();
    assert_eq!(files.next(), None, "nothing half written beside it");
    let name = file.file_name().unwrap().to_string_lossy();
    assert!(name.starts_with("motcua-ban-nhap-20230214-08"), "{name}");
    file
}

/// From Home: takes in what lies there.
fn bring(office: &mut Office, path: &Path) {
    office
        .sees("Trang chính")
        .keys("<f10>")
        .types("nhan ban nhap")
        .keys("<enter>");
    office.sees("Tệp hoặc thư mục").types(&path.display().to_string());
    office.keys("<enter>");
}

#[test]
fn what_was_typed_goes_to_a_stick_and_becomes_a_dossier_at_another_desk() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00").log_in(HANH);
    let usb = office.beside("usb");
    carried(&mut office, &usb);
    assert_eq!(office.value::<u32>("SELECT count(*) FROM dossier"), 0);
    office.keys("<esc>").sees("Xem lại");

    let mut second = Office::found(&Founding {
        at: "2023-02-14T08:10:00+07:00",
        ..AN_TOAN
    });
    second.log_in(HANH);
    bring(&mut second, &usb);
    second.sees("Đã nhận bản nháp, nằm ở Đang dở.");
    second
        .keys("<right><enter>")
        .sees("Xem lại")
        .sees("Nguyễn Thị Yến");
    second.keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    let name = second.value::<String>("SELECT holder_name FROM dossier");
    assert_eq!(name, "Nguyễn Thị Yến");
    second.leave_and_reopen().log_in(HANH);
    bring(&mut second, &usb);
    second.sees("Bản nháp này đã thành hồ sơ 000.99.15.H08-230214-0001.");
    second.ends_sound();
    office.ends_sound();
}

#[test]
fn a_draft_comes_back_to_its_own_desk_once_and_a_torn_file_changes_nothing() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00").log_in(HANH);
    let usb = office.beside("usb");
    let file = carried(&mut office, &usb);
    office.leave_and_reopen().log_in(HANH);
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let drafts = "SELECT group_concat(form || updated_at) FROM draft";
    let before = office.value::<String>(drafts);
    bring(&mut office, &file);
    office.sees("Tệp bản nháp bị hỏng hoặc chép dở");
    assert_eq!(office.value::<String>(drafts), before);

    std::fs::write(&file, whole).unwrap();
    bring(&mut office, &file);
    office.sees("Đã nhận bản nháp");
    bring(&mut office, &file);
    office.sees("Máy này có bản nháp đó, lưu sau tệp");
    assert_eq!(office.value::<u32>("SELECT count(*) FROM draft"), 1);
    office.keys("<right><enter>").sees("Nguyễn Thị Yến").keys("<f2>");
    office.sees("ĐÃ TIẾP NHẬN");
    office.ends_sound();
}
