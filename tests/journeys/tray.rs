//! KB04, how pages come in: a scan folder fills, the pages lie in the tray until they are placed, nothing comes in half
//! or twice unsaid, and nothing is lost when the machine stops.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Barrier;

use motcua::app::effect::Effect;
use motcua::app::job::Job;
use motcua::app::msg::Ticket;
use motcua::domain::ids::DossierId;
use motcua::domain::query::{Answer, Query};
use motcua::domain::rows::TrayRows;
use tiff::encoder::colortype::Gray8;
use tiff::encoder::{Rational, TiffEncoder};
use tiff::tags::ResolutionUnit;

use crate::hand::{Visitor, component_of};
use crate::office::{HANH, Office, SCANS};
use crate::papers::{photo, written_at};

/// Long before the machine's own clock, so that nobody waits for the file to settle.
const BEFORE: &str = "2023-02-14T07:00:00+07:00";

fn scan(folder: &Path, name: &str, shade: u8) -> PathBuf {
    let path = photo(folder, name, shade);
    written_at(&path, BEFORE);
    path
}

fn tray(office: &Office) -> TrayRows {
    match office.ask(Query::Tray) {
        Answer::Tray(rows) => rows,
        other => panic!("no tray: {other:?}"),
    }
}

/// A desk with one accepted dossier and this many pages in its scan folder.
fn desk(scans: u8) -> (Office, DossierId, PathBuf) {
    let mut office = Office::open();
    office.log_in(HANH);
    let quan = Visitor::person("052085003333", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&quan).row.id;
    let folder = office.beside(SCANS);
    for number in 1..=scans {
        scan(&folder, &format!("S{number:04}.jpg"), number * 20);
    }
    (office, dossier, folder)
}

/// One file of two pages that are not alike: width, height and dots an inch of each.
fn unlike_pages(path: &Path, pages: [(u32, u32, u32); 2]) {
    let mut file = TiffEncoder::new(std::fs::File::create(path).unwrap()).unwrap();
    for (width, height, dpi) in pages {
        let mut page = file.new_image::<Gray8>(width, height).unwrap();
        page.resolution(ResolutionUnit::Inch, Rational { n: dpi, d: 1 });
        let dots: Vec<u8> = (0..width * height)
            .map(|at| (at % 251).to_le_bytes()[0])
            .collect();
        page.write_data(&dots).unwrap();
    }
    written_at(path, BEFORE);
}

#[test]
fn each_page_of_one_file_has_its_own_size_and_resolution() {
    let (mut office, _, folder) = desk(0);
    unlike_pages(&folder.join("hai_trang.tif"), [(300, 420, 300), (160, 110, 100)]);
    office.job(Job::LookForScans).unwrap();
    let sql = "SELECT group_concat(width || '×' || height || ' ' || dpi, ', ')
        FROM (SELECT * FROM tray_page ORDER BY leaf)";
    assert_eq!(office.value::<String>(sql), "300×420 300, 160×110 100");
    office.ends_sound();
}

#[test]
fn scans_come_into_the_tray_and_are_placed_in_the_order_they_were_ticked() {
    let (mut office, dossier, folder) = desk(3);
    office
        .keys("<f10>khay quet<enter>")
        .sees("Khay trống")
        .keys("<f5>");
    office
        .sees("Vừa nhận 3 trang từ thư mục quét.")
        .sees("3 trang chưa gán · đã nằm trong máy, tắt máy không mất");
    office.keys("<space><space><space>").sees("Đã chọn 3 trang");
    office.keys("<f4>").sees("Gán vào hồ sơ nào").keys("<enter>");
    office
        .sees("Trần Minh Quân")
        .keys("<f4>")
        .sees("Gán vào thành phần nào");
    office.keys("<enter><f2>").sees("Đã gán 3 trang vào «");

    let view = office.view(dossier);
    let placed = &component_of(&view, "Tờ khai").pages;
    let pages: Vec<(&str, u32)> = placed
        .iter()
        .map(|page| (page.file_name.as_str(), page.side))
        .collect();
    assert_eq!(pages, [("S0001.jpg", 1), ("S0002.jpg", 2), ("S0003.jpg", 3)]);
    assert!(tray(&office).pages.is_empty());
    assert!(folder.join("S0001.jpg").exists(), "the folder is never touched");

    office.keys("<ctrl-u>").sees("Đã hoàn tác.");
    assert_eq!(tray(&office).pages.len(), 3, "an undo brings them back");
    office.keys("<esc>").sees("Khay quét: 3 trang chưa gán");
    office.ends_sound();
}

#[test]
fn a_torn_file_is_refused_by_name_and_the_same_file_again_is_marked() {
    let (mut office, _, folder) = desk(1);
    office.keys("<f10>khay quet<enter><f5>").sees("Vừa nhận 1 trang");
    let whole = std::fs::read(folder.join("S0001.jpg")).unwrap();
    let torn = folder.join("S0002.jpg");
    std::fs::write(&torn, &whole[..whole.len() / 2]).unwrap();
    written_at(&torn, BEFORE);
    office
        .keys("<f5>")
        .sees("Tệp của thư mục quét không nhận được")
        .sees("S0002.jpg: tệp bị cụt");
    office.keys("<esc>").sees("1 trang chưa gán");
    assert!(tray(&office).refused[0].contains("S0002.jpg"));

    let copy = folder.join("S0003.jpg");
    std::fs::write(&copy, &whole).unwrap();
    written_at(&copy, BEFORE);
    office.keys("<f5><esc>").sees("«S0003.jpg» trùng tệp đã nhận");
    office
        .sees("2 trang chưa gán")
        .keys("<f5><esc>")
        .sees("S0002.jpg");
    assert_eq!(tray(&office).pages.len(), 2, "taken once, and said");

    // The refusal stays in sight until the file is scanned anew.
    office.keys("<esc><f10>khay quet<enter>").sees("S0002.jpg");
    std::fs::remove_file(&torn).unwrap();
    office.keys("<esc><f10>khay quet<enter>").sees_no("S0002.jpg");
    office
        .keys("<end><delete>")
        .sees("Đã bỏ «S0003.jpg»")
        .keys("<ctrl-u>");
    assert_eq!(tray(&office).pages.len(), 2);
    office.ends_sound();
}

#[test]
fn files_of_another_folder_are_chosen_into_the_tray_newest_first() {
    let (mut office, dossier, folder) = desk(0);
    let stick = office.beside("usb");
    for (number, minute) in [(1_u8, "07:00"), (2, "07:30"), (3, "07:31")] {
        let name = format!("anh{number}.jpg");
        written_at(
            &photo(&stick, &name, number * 30),
            &format!("2023-02-14T{minute}:00+07:00"),
        );
    }
    crate::papers::pdf(&stick, "ban-do.pdf", 2);
    written_at(&stick.join("ban-do.pdf"), "2023-02-13T16:00:00+07:00");
    office
        .keys("<f10>khay quet<enter><f8>")
        .sees("Chọn tập tin cho: Khay quét")
        .keys("<f4>");
    let old = folder.to_string_lossy().chars().count();
    office
        .keys(&"<backspace>".repeat(old))
        .types(&stick.to_string_lossy());
    office.keys("<enter>").sees("anh3.jpg").sees("ban-do.pdf");
    // The newest batch in its own order; the older ones after it.
    office
        .keys("<space><space>")
        .sees("Đã chọn 2 tệp · 2 trang")
        .sees("→ vào khay, chưa gán");
    office
        .keys("<end><space><enter>")
        .sees("Vừa nhận 4 trang vào khay.");
    let names: Vec<(String, u32)> = tray(&office)
        .pages
        .iter()
        .map(|row| (row.page.file_name.clone(), row.page.leaf))
        .collect();
    let wanted = [
        ("anh2.jpg", 1),
        ("anh3.jpg", 1),
        ("ban-do.pdf", 1),
        ("ban-do.pdf", 2),
    ];
    assert_eq!(names, wanted.map(|(name, leaf)| (name.to_owned(), leaf)));
    assert!(
        stick.join("anh2.jpg").exists(),
        "a chosen file stays where it was"
    );
    office
        .keys("<space><space><space><space><f4><enter><f4><enter><f2>")
        .sees("Đã gán 4 trang vào «");
    assert_eq!(component_of(&office.view(dossier), "Tờ khai").pages.len(), 4);
    office.ends_sound();
}

#[test]
fn after_the_machine_stopped_the_pages_wait_on_home_for_the_same_dossier() {
    let (mut office, dossier, _) = desk(3);
    office.keys("<f10>khay quet<enter><f5><space><space><space>");
    office.keys("<f4><enter><f4><enter>").sees("Trần Minh Quân");
    office.leave_and_reopen().log_in(HANH);
    office.sees("Khay quét: 3 trang chưa gán").keys("<right><enter>");
    office.sees("Đã chọn 3 trang").sees("Trần Minh Quân").sees("[3]");
    office.keys("<f2>").sees("Đã gán 3 trang");
    assert_eq!(component_of(&office.view(dossier), "Tờ khai").pages.len(), 3);
    office.ends_sound();
}

#[test]
fn a_page_is_turned_and_two_passes_of_a_one_sided_scanner_become_one_pile() {
    let (mut office, _, _) = desk(6);
    office.keys("<f10>khay quet<enter><f5>r").sees("xoay 90°");
    office.keys("<space><space><space><space><space><space><f10>xen ke<enter>");
    office.sees("Đã xen kẽ 6 trang");
    let names = |office: &Office| -> Vec<String> {
        let rows = tray(office).pages.into_iter();
        rows.map(|row| row.page.file_name[4..5].to_owned()).collect()
    };
    assert_eq!(names(&office).concat(), "162534");
    office.keys("<ctrl-u>");
    assert_eq!(names(&office).concat(), "123456");
    assert_eq!(tray(&office).pages[0].page.turns, 1);
    office.ends_sound();
}

/// The watching thread and F5 may look at the same moment, and a page of many can take a while.
#[test]
fn four_who_look_into_the_scan_folder_at_once_take_each_page_in_once() {
    let (office, _, folder) = desk(9);
    let many = crate::papers::pdf(&folder, "nhieu_trang.pdf", 12);
    written_at(&many, BEFORE);
    let hands = office.hands();
    let at_once = Barrier::new(4);
    std::thread::scope(|threads| {
        for ticket in 0..4 {
            let (hands, at_once) = (&hands, &at_once);
            threads.spawn(move || {
                at_once.wait();
                let look = Effect::Start(Ticket(9_000 + ticket), Job::LookForScans);
                hands.perform(look, &mut |_| ControlFlow::Continue(()));
            });
        }
    });
    let pages = tray(&office).pages;
    let mut names: Vec<(String, u32)> = pages
        .into_iter()
        .map(|page| (page.page.file_name, page.page.leaf))
        .collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!((all, names.len()), (21, 21), "{names:?}");
}

/// T18 (naps2#313): two passes are laid into one another, and one of the backs is blank. It is said of the right page,
/// dropped nowhere, and the pages after it keep their sides.
#[test]
fn a_blank_back_keeps_its_place_when_two_passes_are_interleaved_and_placed() {
    let (mut office, dossier, folder) = desk(0);
    for (number, white) in [
        (1_u8, false),
        (2, false),
        (3, false),
        (4, false),
        (5, true),
        (6, false),
    ] {
        // Backs come from the turned pile: 4, 5, 6 are the backs of 3, 2, 1.
        let path = folder.join(format!("S{number:04}.jpg"));
        crate::papers::written_page(&path, if white { None } else { Some(number) });
        written_at(&path, BEFORE);
    }
    office
        .keys("<f10>khay quet<enter><f5>")
        .sees("Vừa nhận 6 trang")
        .sees("trắng?");
    office
        .keys("<space><space><space><space><space><space><f10>xen ke<enter>")
        .sees("Đã xen kẽ 6 trang");
    let seen: Vec<(String, bool)> = tray(&office)
        .pages
        .iter()
        .map(|row| {
            (
                row.page.file_name[4..5].to_owned(),
                row.flags.iter().any(|flag| flag == "blank"),
            )
        })
        .collect();
    let wanted = [
        ("1", false),
        ("6", false),
        ("2", false),
        ("5", true),
        ("3", false),
        ("4", false),
    ];
    assert_eq!(seen, wanted.map(|(name, blank)| (name.to_owned(), blank)));
    office.keys("<f4><enter><f4><enter><f2>").sees("Đã gán 6 trang");
    let view = office.view(dossier);
    let placed: Vec<(u32, String, bool)> = component_of(&view, "Tờ khai")
        .pages
        .iter()
        .map(|page| (page.side, page.file_name[4..5].to_owned(), page.blank))
        .collect();
    let sides = (1..)
        .zip(wanted)
        .map(|(side, (name, blank))| (side, name.to_owned(), blank));
    assert_eq!(
        placed,
        sides.collect::<Vec<_>>(),
        "six sides, the blank one said and kept"
    );
    // Taken out again, it is still said of the same page.
    office.keys("<ctrl-u>").sees("Đã hoàn tác.");
    let back = tray(&office).pages;
    let blank: Vec<&str> = back
        .iter()
        .filter(|row| row.page.blank)
        .map(|row| row.page.file_name.as_str())
        .collect();
    assert_eq!((back.len(), blank), (6, vec!["S0005.jpg"]));
    office.ends_sound();
}
