//! Cover sheets: printed for a dossier, laid between the papers, and read when the stack comes in. Regression T17
//! (paperless-ngx#5763): what a cover says ends with its stack.

use std::path::{Path, PathBuf};
use std::process::Command;

use motcua::domain::act::DossierAct;
use motcua::domain::cover::Cover;
use motcua::domain::ids::{ComponentId, DossierId};
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::{ComponentView, TrayRows};

use crate::hand::Visitor;
use crate::office::{HANH, LAN, Office, SCANS};
use crate::papers::{cover_page, pdf, written_at, written_page};
use crate::scanner::scans_from;

fn tray(office: &Office) -> TrayRows {
    match office.ask(Query::Tray) {
        Answer::Tray(rows) => rows,
        other => panic!("no tray: {other:?}"),
    }
}

/// Every page that waits, and the component it is meant for.
fn aims(office: &Office) -> Vec<(String, Option<ComponentId>)> {
    let pages = tray(office).pages.into_iter();
    pages
        .map(|row| (row.page.file_name, row.aim.and_then(|(_, component)| component)))
        .collect()
}

fn takers(office: &Office, dossier: DossierId) -> Vec<ComponentView> {
    let components = office.view(dossier).components.into_iter();
    components.filter(ComponentView::takes_pages).collect()
}

fn content(office: &Office, dossier: DossierId, at: usize) -> String {
    let component = &takers(office, dossier)[at];
    let code = office.view(dossier).row.code.unwrap();
    Cover::of(&code, Some((component.position, component.id))).content()
}

fn desk() -> (Office, DossierId, PathBuf) {
    let mut office = Office::open();
    office.log_in(HANH);
    let quan = Visitor::person("052085003333", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&quan).row.id;
    let folder = office.beside(SCANS);
    (office, dossier, folder)
}

/// A file the scanner wrote so many seconds after seven.
fn at(path: &Path, second: u32) {
    written_at(
        path,
        &format!("2023-02-14T07:{:02}:{:02}+07:00", second / 60, second % 60),
    );
}

fn cover(folder: &Path, number: u32, content: &str) {
    let path = folder.join(format!("S{number:04}.jpg"));
    cover_page(&path, (content, false));
    at(&path, number * 5);
}

fn page(folder: &Path, number: u32) {
    let path = folder.join(format!("S{number:04}.jpg"));
    written_page(&path, Some(u8::try_from(number).unwrap()));
    at(&path, number * 5);
}

#[test]
fn a_mixed_stack_goes_where_its_covers_say_and_each_group_is_confirmed() {
    let (mut office, dossier, folder) = desk();
    let parts = takers(&office, dossier);
    let [first, second] = [0, 1].map(|part: usize| content(&office, dossier, part));
    cover(&folder, 1, &first);
    page(&folder, 2);
    page(&folder, 3);
    cover(&folder, 4, &second);
    page(&folder, 5);
    office.keys("<f10>khay quet<enter><f5>");
    office.sees("Vừa nhận 3 trang từ thư mục quét; 2 tờ bìa QR để riêng.");
    office
        .sees("3 trang chưa gán · 2 tờ bìa để riêng")
        .sees("Đã chọn 2 trang")
        .sees("Trần Minh Quân");
    let [a, b] = [0, 1].map(|part: usize| Some(parts[part].id));
    let wanted = [("S0002.jpg", a), ("S0003.jpg", a), ("S0005.jpg", b)];
    assert_eq!(aims(&office), wanted.map(|(name, aim)| (name.to_owned(), aim)));
    // Nothing is placed before it is confirmed.
    assert!(takers(&office, dossier).iter().all(|it| it.pages.is_empty()));
    office.keys("<f2>").sees("Đã gán 2 trang").sees("Đã chọn 1 trang");
    office.keys("<f2>").sees("Đã gán 1 trang");
    let placed: Vec<Vec<String>> = takers(&office, dossier)
        .iter()
        .map(|it| it.pages.iter().map(|page| page.file_name.clone()).collect())
        .collect();
    assert_eq!(
        placed[..2],
        [
            vec!["S0002.jpg".to_owned(), "S0003.jpg".to_owned()],
            vec!["S0005.jpg".to_owned()]
        ]
    );
    // The covers are no pages of the dossier; they lie aside, and can be taken out like any page.
    office
        .keys("<f10>trang da bo<enter>")
        .sees("bìa QR: 230214-0001, ")
        .keys("<f2>")
        .sees("Đã lấy lại 1 trang");
    assert_eq!(aims(&office).len(), 1);
    office.ends_sound();
}

/// What comes between a cover and the page behind it.
type Between = fn(&mut Office, DossierId, &Path);

#[test]
fn what_a_cover_says_ends_with_its_stack_and_is_said_where_it_cannot_be_followed() {
    let cases: [(&str, Between, &str); 7] = [
        (
            "another batch",
            |_, _, folder| at(&folder.join("S0009.jpg"), 300),
            "Vừa nhận",
        ),
        (
            "a file with pages of its own",
            |_, _, folder| at(&pdf(folder, "S0005.pdf", 2), 25),
            "Vừa nhận",
        ),
        (
            "an unknown dossier",
            |_, _, folder| cover(folder, 5, &Cover::of("000.99.15.H08-230214-0444", None).content()),
            "hồ sơ không có ở quầy",
        ),
        (
            "a torn code",
            |_, _, folder| cover(folder, 5, "MOTCUA1 000.99.15.H08"),
            "bìa QR hỏng",
        ),
        (
            "a cover of another list",
            |office, dossier, folder| {
                let code = office.view(dossier).row.code.unwrap();
                cover(
                    folder,
                    5,
                    &Cover::of(&code, Some((1, ComponentId(crate::hand::id())))).content(),
                );
            },
            "bìa QR cũ",
        ),
        (
            "a code that is not read",
            |office, dossier, folder| {
                let path = folder.join("S0005.jpg");
                cover_page(&path, (&content(office, dossier, 1), true));
                at(&path, 25);
            },
            "chưa đọc được",
        ),
        (
            "a file that is refused",
            |_, _, folder| {
                let path = folder.join("S0005.jpg");
                std::fs::write(&path, b"\xff\xd8\xff\xe0 torn").unwrap();
                at(&path, 25);
            },
            "S0005.jpg",
        ),
    ];
    for (case, between, said) in cases {
        let (mut office, dossier, folder) = desk();
        cover(&folder, 1, &content(&office, dossier, 0));
        page(&folder, 4);
        page(&folder, 9);
        // The page behind follows soon enough to be of the same stack.
        at(&folder.join("S0009.jpg"), 35);
        between(&mut office, dossier, &folder);
        office.keys("<f10>khay quet<enter><f5>").sees(said);
        let aims = aims(&office);
        let of = |name: &str| {
            aims.iter()
                .find(|(known, _)| known == name)
                .unwrap_or_else(|| panic!("{case}: {name} is lost"))
                .1
        };
        assert!(of("S0004.jpg").is_some(), "{case}");
        assert_eq!(of("S0009.jpg"), None, "{case}");
        office.ends_sound();
    }
}

#[test]
fn a_stack_ends_when_the_program_does_and_when_another_officer_comes() {
    for other in [HANH, LAN] {
        let (mut office, dossier, folder) = desk();
        cover(&folder, 1, &content(&office, dossier, 0));
        office
            .keys("<f10>khay quet<enter><f5>")
            .sees("1 tờ bìa QR để riêng");
        office.leave_and_reopen().log_in(other);
        page(&folder, 2);
        office.keys("<f10>khay quet<enter><f5>");
        assert_eq!(aims(&office), [("S0002.jpg".to_owned(), None)], "{other}");
        office.ends_sound();
    }
}

/// T17 through the scanner: its batch is the stack, and what its cover says ends with it.
#[test]
fn what_a_cover_says_ends_with_the_scan_it_came_in() {
    let (mut office, dossier, _) = desk();
    let feeder = office.beside("feeder");
    std::fs::create_dir_all(&feeder).unwrap();
    scans_from(&mut office, &feeder);
    cover(&feeder, 1, &content(&office, dossier, 0));
    page(&feeder, 2);
    // An hour between two pages of one batch is nothing: a feeder says by itself when it is through.
    at(&feeder.join("S0002.jpg"), 3_000);
    office.keys("<f10>khay quet<enter><f8>").sees("Đã chọn 1 trang");
    let first = takers(&office, dossier)[0].id;
    assert_eq!(aims(&office), [("S0002.jpg".to_owned(), Some(first))]);
    office.keys("<f2>").sees("Đã gán 1 trang").keys("<esc>");
    std::fs::remove_file(feeder.join("S0001.jpg")).unwrap();
    std::fs::remove_file(feeder.join("S0002.jpg")).unwrap();
    page(&feeder, 3);
    office.keys("<f10>khay quet<enter><f8>").sees("S0003.jpg");
    assert_eq!(aims(&office), [("S0003.jpg".to_owned(), None)]);
    office.ends_sound();
}

/// Nobody tells of a folder whether both sides were scanned: an empty page behind a cover stays, and is said.
#[test]
fn an_empty_page_right_behind_a_cover_stays_and_is_said_to_be_its_back_perhaps() {
    let (mut office, dossier, folder) = desk();
    cover(&folder, 1, &content(&office, dossier, 0));
    written_page(&folder.join("S0002.jpg"), None);
    at(&folder.join("S0002.jpg"), 10);
    page(&folder, 3);
    office.keys("<f10>khay quet<enter><f5>").sees("Vừa nhận 2 trang");
    office.sees("mặt sau tờ bìa?").keys("<home>");
    office.sees("Trang trắng ngay sau tờ bìa: v xem");
    let first = Some(takers(&office, dossier)[0].id);
    let wanted = [("S0002.jpg", first), ("S0003.jpg", first)];
    assert_eq!(aims(&office), wanted.map(|(name, aim)| (name.to_owned(), aim)));
    office
        .keys("<delete>")
        .sees("Đã bỏ «S0002.jpg»")
        .keys("<ctrl-u>")
        .sees("mặt sau tờ bìa?");
    office.ends_sound();
}

#[test]
fn a_cover_of_a_dossier_that_takes_no_pages_any_more_leads_nowhere() {
    let (mut office, dossier, folder) = desk();
    let first = content(&office, dossier, 0);
    let reason = "công dân xin rút".to_owned();
    office
        .on(
            dossier,
            DossierAct::Withdraw {
                reason,
                papers_given_back: "đã trả đủ".into(),
            },
        )
        .unwrap();
    cover(&folder, 1, &first);
    page(&folder, 2);
    office
        .keys("<f10>khay quet<enter><f5>")
        .sees("không nhận thêm trang");
    let wanted = [("S0001.jpg".to_owned(), None), ("S0002.jpg".to_owned(), None)];
    assert_eq!(
        aims(&office),
        wanted,
        "the cover lies in sight, and nothing is lost"
    );
    office.ends_sound();
}

#[test]
fn what_is_printed_is_read_again_by_the_scanner_of_the_desk() {
    let (mut office, dossier, folder) = desk();
    office
        .keys("0001<enter><f8><f10>in to bia<enter>")
        .sees("tờ bìa QR");
    let sheet = office.home().join("export/to-bia-230214-0001.pdf");
    let parts = takers(&office, dossier);
    let document = lopdf::Document::load(&sheet).unwrap();
    assert_eq!(document.page_iter().count(), parts.len());
    let prefix = folder.with_file_name("bia").to_string_lossy().into_owned();
    let sheet = sheet.to_string_lossy().into_owned();
    let drawn = Command::new("pdftoppm")
        .args(["-r", "120", "-jpeg", "-gray", &sheet, &prefix])
        .status();
    if !drawn.is_ok_and(|status| status.success()) {
        crate::common::skipped::skipped("pdftoppm is not installed");
        return;
    }
    let mut drawn: Vec<PathBuf> = std::fs::read_dir(folder.parent().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jpg"))
        .collect();
    drawn.sort();
    assert_eq!(drawn.len(), parts.len());
    for (number, path) in (1..).zip(&drawn) {
        let scan = folder.join(format!("S{number:04}a.jpg"));
        std::fs::copy(path, &scan).unwrap();
        at(&scan, number * 10);
        let behind = folder.join(format!("S{number:04}b.jpg"));
        written_page(&behind, Some(u8::try_from(number).unwrap()));
        at(&behind, number * 10 + 5);
    }
    office.keys("<esc><esc><f10>khay quet<enter><f5>");
    let led: Vec<Option<ComponentId>> = aims(&office).into_iter().map(|(_, aim)| aim).collect();
    assert_eq!(led, parts.iter().map(|it| Some(it.id)).collect::<Vec<_>>());
    assert_eq!(tray(&office).trashed.len(), parts.len(), "every cover was read");
    office.ends_sound();
}

/// The second dossier's paper is on the screen when a page for the first comes: nothing of it slips over.
#[test]
fn a_page_behind_a_cover_goes_to_another_dossier_only_by_a_second_f2_and_comes_back_as_it_was() {
    let (mut office, first, folder) = desk();
    let hoa = Visitor::person("052085004444", "Lê Thị Hoa", "1.001776");
    let second = office.received(&hoa).row.id;
    let form = content(&office, first, 0);
    cover(&folder, 1, &form);
    page(&folder, 2);
    office.keys("<f10>khay quet<enter><f5>").sees("Đã chọn 1 trang");
    // Unticked; then the other dossier, and its form.
    office.keys("<home><space>").sees("Chưa chọn trang nào");
    office.keys("<tab><f4>").sees("Gán vào hồ sơ nào").keys("<enter>");
    office.sees("Lê Thị Hoa").keys("<f4><enter>");
    cover(&folder, 3, &form);
    page(&folder, 4);
    office.keys("<f5>").sees("Chưa chọn trang nào").sees("dành cho");
    // He ticks it himself: it is asked once, and goes where he wants it.
    office.keys("<backtab><backtab><end><space><f2>");
    office
        .sees("S0004.jpg dành cho 230214-0001")
        .sees("F2 lần nữa: vẫn gán");
    assert!(takers(&office, second).iter().all(|it| it.pages.is_empty()));
    office.keys("<f2>").sees("Đã gán 1 trang");
    assert_eq!(takers(&office, second)[0].pages.len(), 1);
    office.keys("<ctrl-u>").sees("Đã hoàn tác.");
    let whose = Some(takers(&office, first)[0].id);
    let all = [("S0004.jpg", whose), ("S0002.jpg", whose)];
    assert_eq!(aims(&office), all.map(|(name, aim)| (name.to_owned(), aim)));
    office.ends_sound();
}
