//! The two sides of a card on one A4 sheet: made, taken apart, made again and placed.

use motcua::desk::manifest::{Names, Sources, json};
use motcua::domain::pages::DpiKnown;
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::{DossierView, TrayRows};
use motcua::scan::card_sources;
use motcua::store::blobs::Blobs;

use crate::hand::{Visitor, component_of};
use crate::office::{HANH, Office, SCANS};
use crate::papers::{card_side, written_at};

fn tray(office: &Office) -> TrayRows {
    match office.ask(Query::Tray) {
        Answer::Tray(rows) => rows,
        other => panic!("no tray: {other:?}"),
    }
}

fn names(office: &Office) -> Vec<String> {
    tray(office)
        .pages
        .into_iter()
        .map(|row| row.page.file_name)
        .collect()
}

#[test]
fn two_sides_of_a_card_become_one_page_the_scans_stay_and_all_can_be_taken_apart() {
    let mut office = Office::open();
    office.log_in(HANH);
    let quan = Visitor::person("052085003333", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&quan).row.id;
    let folder = office.beside(SCANS);
    for (name, shade, dpi) in [
        ("S0001.jpg", 60, Some(200)),
        ("S0002.jpg", 90, Some(200)),
        ("S0003.jpg", 120, None),
    ] {
        written_at(
            &card_side(&folder, name, (shade, dpi)),
            "2023-02-14T07:00:00+07:00",
        );
    }
    office.keys("<f10>khay quet<enter><f5>").sees("Vừa nhận 3 trang");
    office.keys("<f10>ghep hai mat<enter>").sees("đúng hai trang");
    office
        .keys("<space><space><f10>ghep hai mat<enter>")
        .sees("đúng cỡ")
        .sees("S0001+S0002.pdf");
    office.sees("Đã chọn 1 trang");
    assert_eq!(names(&office), ["S0001+S0002.pdf", "S0003.jpg"]);
    let rows = tray(&office);
    let sheet = &rows.pages[0].page;
    assert_eq!(
        (sheet.dpi, sheet.dpi_known, sheet.leaf),
        (200, DpiKnown::Measured, 1)
    );
    // The scans are untouched, aside, and named in the sheet.
    let blobs = Blobs::of(office.home());
    let sides: Vec<_> = rows
        .trashed
        .iter()
        .map(|row| (row.page.sha256, row.page.leaf))
        .collect();
    assert_eq!(card_sources(&blobs.place(sheet.sha256)), Some(sides.clone()));
    for ((hash, _), name) in sides.iter().zip(["S0001.jpg", "S0002.jpg"]) {
        assert_eq!(
            blobs.read(*hash).unwrap(),
            std::fs::read(folder.join(name)).unwrap()
        );
    }
    office.keys("<ctrl-u>").sees("Đã hoàn tác.");
    assert_eq!(names(&office), ["S0001.jpg", "S0002.jpg", "S0003.jpg"]);

    // A side whose file states no resolution is taken as a card, and that is said.
    office
        .keys("<home><space><end><space><f10>ghep hai mat<enter>")
        .sees("phỏng đoán");
    assert_eq!(names(&office), ["S0001+S0003.pdf", "S0002.jpg"]);
    assert_eq!(tray(&office).pages[0].page.dpi_known, DpiKnown::Assumed);
    office.keys("<f4><enter><f4><enter><f2>").sees("Đã gán 1 trang");
    let view = office.view(dossier);
    let placed = &component_of(&view, "Tờ khai").pages;
    assert_eq!(placed.len(), 1);
    assert_eq!(placed[0].dpi_known, DpiKnown::Assumed);
    the_manifest_names_both_images(&office, &view);
    // One PDF is made of it, one page.
    office
        .keys("<esc><esc>0001<enter><f8><home><f8>")
        .sees("cần 1 · có 1 ✓");
    office.keys("<enter>1").sees("PDF 1 trang");
    office.ends_sound();
}

/// What is handed over with the page leads to the two scans it was composed of.
fn the_manifest_names_both_images(office: &Office, view: &DossierView) {
    let placed = component_of(view, "Tờ khai").pages[0].sha256;
    let sides = card_sources(&Blobs::of(office.home()).place(placed)).unwrap();
    let sides: Vec<String> = sides.iter().map(|it| it.0.to_string()).collect();
    let mut sources = Sources::new(Blobs::of(office.home()));
    let written = json(view, (&Names::new(), None), &mut sources);
    let components = written["components"].as_array().unwrap();
    let page = components.iter().find_map(|it| it["pages"].get(0)).unwrap();
    let named = page["made_of"].as_array().unwrap().iter();
    let named: Vec<String> = named
        .map(|it| it["sha256"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!((named.len(), &named), (2, &sides));
}
