//! KB04 with a scanner: twelve sides by F8 from SANE's simulated device into a finished component, by keyboard alone.

use motcua::domain::component::{Digitise, PageAccount};
use motcua::domain::query::{Answer, Query};
use motcua::domain::tray::TraySource;
use motcua::store::blobs::Blobs;

use crate::hand::{Visitor, component_of};
use crate::office::{HANH, Office};

/// Is SANE's program here?
fn can_scan() -> bool {
    std::process::Command::new("scanimage")
        .arg("--version")
        .output()
        .is_ok()
}

/// Quản trị › Thiết lập, at the row of this name, and what is pressed there.
pub(crate) fn set(office: &mut Office, row: &str, keys: &str) {
    office.keys("<f10>quan tri<enter>2<end>");
    let here = format!("▸ {row}");
    for _ in 0..60 {
        if office.screen().contains(&here) {
            break;
        }
        office.keys("<up>");
    }
    office.sees(&here).keys(keys);
}

/// From Home to the pages of the dossier's first paper.
fn to_pages(office: &mut Office) {
    office.sees("Trang chính").keys("0001<enter>");
    office.sees("Trần Minh Quân").keys("<f8><home><f8>");
    office.sees("Trang của thành phần");
}

#[test]
fn twelve_sides_come_by_f8_and_make_a_finished_component() {
    if !can_scan() {
        crate::common::skipped::skipped("no scanimage (sane-utils) on this machine");
        return;
    }
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    let dossier = office
        .received(&Visitor::person("052085007788", "Trần Minh Quân", "1.001776"))
        .row
        .id;
    // The simulated device is only there for one who names it.
    set(&mut office, "Máy quét", "<enter>test<f2>");
    office.sees("Đã ghi: Máy quét.").keys("<esc><esc>");
    to_pages(&mut office);
    office.keys("<f8>");
    office
        .sees("Máy quét hết giấy. Đã nhận 10 trang.")
        .sees("Quét 10");

    // The last sheet does not go through the feeder.
    set(&mut office, "Nguồn giấy", "<enter><space><f2>");
    // Home still holds what was looked for: the third Esc clears it.
    office.sees("mặt kính").keys("<esc><esc><esc>");
    to_pages(&mut office);
    office.keys("<f8>").sees("Đã quét 1 trang vào khay.");
    office.keys("<f8>").sees("Quét 12").sees("Còn 12 ảnh");
    let Answer::Tray(tray) = office.ask(Query::Tray) else {
        panic!("no tray")
    };
    let component = component_of(&office.view(dossier), "Tờ khai").id;
    for row in &tray.pages {
        assert_eq!(
            (row.source, row.page.device.as_str()),
            (TraySource::Scanner, "test · nd30")
        );
        assert_eq!(row.aim, Some((dossier, Some(component))));
    }

    office
        .keys("6<tab><tab>")
        .sees("6 tờ × 2 mặt = 12 → cần 12 · có 0");
    office.keys(&"<enter>".repeat(13)); // the first leaves the field
    office.sees("cần 12 · có 12 ✓");
    // The simulated sheets all look the same, and yet one taken out is one in the tray.
    office
        .keys("<delete>")
        .sees("có 11")
        .sees("Còn 1 ảnh")
        .keys("<enter>");
    office.sees("có 12 ✓").keys("<f2>").sees("PDF 12 trang");
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    assert_eq!(
        (form.account, form.digitise),
        (PageAccount::Balanced, Digitise::Done)
    );
    let made = form.files.last().unwrap();
    let document = Blobs::of(office.home()).read(made.sha256).unwrap();
    let document = lopdf::Document::load_mem(&document).unwrap();
    assert_eq!(document.page_iter().count(), 12);
    office.ends_sound();
}

/// The scanner of this machine is a command that puts the files of this folder into the scan's own.
pub(crate) fn scans_from(office: &mut Office, folder: &std::path::Path) {
    set(office, "Lệnh quét", "<enter>");
    office
        .types(&format!("cp -r {}/. {{folder}}", folder.display()))
        .keys("<f2>");
    office.sees("Đã ghi: Lệnh quét").keys("<esc><esc>");
}

/// W13, F8: the officer meant to choose files, and scans instead.
#[test]
fn f8_in_the_dialog_of_files_scans_for_the_component_and_its_pages_are_placed() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&visitor).row.id;
    let feeder = office.beside("feeder");
    std::fs::create_dir_all(&feeder).unwrap();
    office
        .keys("0001<enter>")
        .sees("Trần Minh Quân")
        .keys("<f8><home><enter>");
    office
        .sees("Chọn tập tin cho: Tờ khai")
        .keys("<f8>")
        .sees("máy quét");
    office.keys("<esc><esc><esc><esc>");
    scans_from(&mut office, &feeder);
    office
        .keys("0001<enter>")
        .sees("Trần Minh Quân")
        .keys("<f8><home><f8>");
    // Nothing is placed and nothing waits: there is nothing to look at.
    office.sees("Trang của thành phần").keys("<tab><tab><tab>v");
    office.sees("Chưa có ảnh để xem").keys("<esc>");
    for (name, shade) in [("S0001.jpg", 30), ("S0002.jpg", 90)] {
        crate::papers::photo(&feeder, name, shade);
    }
    office
        .keys("<enter>")
        .sees("Chọn tập tin cho: Tờ khai")
        .sees("F8 Quét thêm");
    office.keys("<f8>").sees("Enter gán trang.").sees("Enter Gán  ");
    office
        .keys("<enter>")
        .sees("Trang của thành phần")
        .sees("Còn 2 ảnh");
    office.keys("<enter><enter>").sees("cần 2 · có 2 ✓").keys("<f2>");
    office.sees("PDF 2 trang").sees("Tệp tin");
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    assert_eq!((form.account, form.pages.len()), (PageAccount::Balanced, 2));
    office.ends_sound();
}

#[test]
fn without_a_scanner_f8_opens_the_files_and_a_wrong_command_is_said() {
    let mut office = Office::open();
    office.log_in(HANH);
    office.keys("<f10>khay quet<enter>").sees("Khay trống. F8");
    office
        .keys("<f8>")
        .sees("Chọn tập tin cho: Khay quét")
        .keys("<esc><esc>");
    set(&mut office, "Lệnh quét", "<enter>quet<f2>");
    office.sees("Giá trị chưa dùng được");
    office
        .keys(" -o {folder}<f2>")
        .sees("Đã ghi")
        .keys("<esc><esc><f10>khay quet<enter><f8>");
    office.sees("Không chạy được lệnh quét");
    office.ends_sound();
}
