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

#[test]
fn twelve_sides_come_by_f8_and_make_a_finished_component() {
    if !can_scan() {
        println!("skipped: no scanimage (sane-utils) on this machine");
        return;
    }
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    let dossier = office
        .received(&Visitor::person("052085007788", "Trần Minh Quân", "1.001776"))
        .row
        .id;
    // The simulated device is only there for one who names it.
    office
        .keys("<f10>thiet lap<enter><end><up><up><up><up><up><up>")
        .sees("Máy quét");
    office
        .keys("<enter>test<f2>")
        .sees("Đã ghi: Máy quét.")
        .keys("<esc>");
    office
        .keys("0001<enter>")
        .sees("Trần Minh Quân")
        .keys("<f8><home><f8>");
    office.sees("Trang của thành phần").keys("<f8>");
    office
        .sees("Máy quét hết giấy. Đã nhận 10 trang.")
        .sees("Quét 10");

    // The last sheet does not go through the feeder.
    office.keys("<f10>thiet lap<enter><end><up><up><up><up><up><enter><space><f2>");
    office
        .sees("mặt kính")
        .keys("<esc><f8>")
        .sees("Đã quét 1 trang vào khay.");
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
    office.keys("<enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter>");
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

#[test]
fn without_a_scanner_f8_says_what_to_do() {
    let mut office = Office::open();
    office.log_in(HANH);
    office
        .keys("<f10>khay quet<enter>")
        .sees("Khay trống. F8 để quét");
    office.keys("<f8>").sees("Chưa khai máy quét").keys("<esc>");
    office
        .keys("<f10>thiet lap<enter><end><up><up><up><up>")
        .sees("Lệnh quét");
    office.keys("<enter>quet<f2>").sees("Giá trị chưa dùng được");
    office
        .keys(" -o {folder}<f2>")
        .sees("Đã ghi")
        .keys("<esc><f10>khay quet<enter><f8>");
    office.sees("Không chạy được lệnh quét");
    office.ends_sound();
}
