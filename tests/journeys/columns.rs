//! The list of dossiers narrowed column by column, by keys.

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, SON};

/// Home, then the list of all dossiers.
fn all_dossiers(office: &mut Office) {
    office.keys("<f10>").types("tat ca ho so").keys("<enter>");
    office.sees("4 hồ sơ khớp trong 4");
}

/// F4, the row of a column, and what is typed for it.
fn narrow(office: &mut Office, (downs, column): (usize, &str), typed: &str) {
    office.keys("<f4>").keys(&"<down>".repeat(downs));
    assert!(office.row_of("▸").contains(column), "{}", office.screen());
    office.keys("<enter>").types(typed).keys("<enter>");
}

#[test]
fn each_column_of_the_letter_narrows_the_list_and_its_count() {
    let mut office = Office::open();
    office.log_in(HANH);
    let visitors = [
        ("052090001234", "Đinh Văn Đạt", "1.004873"),
        ("052192004567", "Đinh Thị Hà", "1.004873"),
        ("052158000321", "Nguyễn Thị Yến", "1.001193"),
        ("052085001234", "Hồ Văn Bảy", "1.001193"),
    ];
    for (number, name, procedure) in visitors {
        office.received(&Visitor::person(number, name, procedure));
    }
    let second = office.dossier("230214-0002").row.id;
    office.forwarded(second, (2, To::Officer(SON))).unwrap();
    all_dossiers(&mut office);

    narrow(&mut office, (8, "Số hồ sơ"), "0003");
    office
        .sees("1 hồ sơ khớp trong 4")
        .sees("số «0003»")
        .keys("<esc>");
    narrow(&mut office, (9, "Về việc"), "khai sinh");
    office
        .sees("2 hồ sơ khớp trong 4")
        .sees("Nguyễn Thị Yến")
        .sees_no("Đinh Thị Hà")
        .keys("<esc>");
    narrow(&mut office, (10, "Người đăng ký"), "dinh");
    office
        .sees("2 hồ sơ khớp trong 4")
        .sees("Đinh Văn Đạt")
        .sees_no("Nguyễn Thị Yến");
    // Two columns at once.
    narrow(&mut office, (8, "Số hồ sơ"), "0002");
    office
        .sees("1 hồ sơ khớp trong 4")
        .sees("Đinh Thị Hà")
        .keys("<esc>");
    narrow(&mut office, (11, "Thông tin chung"), "bay khai sinh");
    office
        .sees("1 hồ sơ khớp trong 4")
        .sees("Hồ Văn Bảy")
        .keys("<esc>");

    // Who sent it on, and how it stands.
    office.keys("<f4>8").sees("Cán bộ chuyển đến");
    let points_at = |screen: &str| screen.lines().any(|row| row.contains('▸') && row.contains(HANH));
    for _ in 0..4 {
        if !points_at(&office.screen()) {
            office.keys("<down>");
        }
    }
    office.keys("<enter>").sees("1 hồ sơ khớp trong 4");
    office.sees("Đinh Thị Hạnh chuyển đến").keys("<esc>");
    office.keys("<f4>7").sees("Quá hạn").keys("2");
    office.sees("Không có hồ sơ nào: Quá hạn.").keys("<esc>");
    office.sees("4 hồ sơ khớp trong 4");
    office.ends_sound();
}
