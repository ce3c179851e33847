//! KB04: every side of every sheet exactly once, a side with a note twice, in one PDF of exactly these pages.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use motcua::app::job::{Job, JobDone};
use motcua::domain::act::StoredFile;
use motcua::domain::component::{Digitise, FileSource, PageAccount, SignatureMark};
use motcua::domain::ids::DossierId;
use motcua::domain::pages::Page;
use motcua::domain::pages::text::mark;
use motcua::domain::query::{Answer, Query};
use motcua::store::blobs::Blobs;

use crate::common::child::{child, told};
use crate::hand::{Visitor, component_of};
use crate::office::{HANH, Office, SCANS};
use crate::papers::{pdf, photo, signature_removed_pdf, signed_pdf, written_at, written_page};

/// What lies in the tray, in its order.
fn tray(office: &Office) -> Vec<Page> {
    match office.ask(Query::Tray) {
        Answer::Tray(rows) => rows.pages.into_iter().map(|row| row.page).collect(),
        other => panic!("no tray: {other:?}"),
    }
}

/// The scanner wrote these long ago; the desk looks into the folder.
fn look_for_scans(office: &Office) {
    for entry in std::fs::read_dir(office.beside(SCANS)).unwrap() {
        written_at(&entry.unwrap().path(), "2023-02-14T09:15:02+07:00");
    }
    let taken = office.job(Job::LookForScans);
    assert!(matches!(taken, Ok(JobDone::TakenIn(_))), "{taken:?}");
}

fn assembled(office: &Office, pages: Vec<Page>) -> StoredFile {
    let title = "Tờ khai".to_owned();
    match office.job(Job::AssemblePages { title, pages }) {
        Ok(JobDone::Stored(file)) => file,
        other => panic!("no PDF: {other:?}"),
    }
}

#[test]
fn a_pdf_is_made_of_exactly_the_pages_that_were_placed() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    let folder = office.beside(SCANS);
    photo(&folder, "a.jpg", 10);
    pdf(&folder, "b.pdf", 3);
    signed_pdf(&folder, "c.pdf");
    look_for_scans(&office);
    let pages = tray(&office);
    let names: Vec<_> = pages
        .iter()
        .map(|page| (page.file_name.as_str(), page.leaf))
        .collect();
    assert_eq!(
        names,
        [
            ("a.jpg", 1),
            ("b.pdf", 1),
            ("b.pdf", 2),
            ("b.pdf", 3),
            ("c.pdf", 1)
        ]
    );

    let some = assembled(&office, vec![pages[2].clone(), pages[0].clone()]);
    assert_eq!((some.pages, some.name.as_str()), (Some(2), "Tờ khai.pdf"));
    let whole = assembled(&office, pages[1..4].to_vec());
    assert_eq!((whole.pages, whole.sha256), (Some(3), pages[1].sha256));
    let signed = assembled(&office, vec![pages[4].clone()]);
    assert_eq!(signed.sha256, pages[4].sha256, "a signed file keeps its bytes");
    assert_eq!(signed.signature, SignatureMark::Valid);
    office.ends_sound();
}

/// The way through the tray is no way around the check.
#[test]
fn a_pdf_whose_signature_was_taken_away_does_not_come_in_as_unsigned() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    signature_removed_pdf(&office.beside(SCANS), "a.pdf");
    look_for_scans(&office);
    let whole = assembled(&office, tray(&office));
    assert_eq!(whole.sha256, tray(&office)[0].sha256);
    assert_eq!(whole.signature, SignatureMark::Invalid);
    office.ends_sound();
}

/// Ông Quân's dossier is accepted; its list of components is open at the form.
fn at_the_form(office: &mut Office) -> DossierId {
    office.clock_shows("2023-02-14T09:15:00+07:00").log_in(HANH);
    let visitor = Visitor::person("052085007788", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&visitor).row.id;
    office
        .keys("0001<enter>")
        .sees("Trần Minh Quân")
        .keys("<f8><home>");
    dossier
}

fn scanned(office: &Office, names: &[&str]) {
    let folder = office.beside(SCANS);
    for name in names {
        let shade = name.bytes().fold(0, u8::wrapping_add);
        photo(&folder, name, shade);
    }
    look_for_scans(office);
}

/// The bytes of the one picture that a page is.
fn picture(document: &lopdf::Document, page: lopdf::ObjectId) -> &[u8] {
    let page = document.get_dictionary(page).unwrap();
    let resources = page.get(b"Resources").unwrap().as_dict().unwrap();
    let objects = resources.get(b"XObject").unwrap().as_dict().unwrap();
    let picture = objects.get(b"Im0").unwrap().as_reference().unwrap();
    &document.get_object(picture).unwrap().as_stream().unwrap().content
}

/// What is stored of the form: slot and file of each page.
fn placed(office: &Office, dossier: DossierId) -> Vec<(String, String)> {
    let view = office.view(dossier);
    let pages = component_of(&view, "Tờ khai").pages.iter();
    pages
        .map(|page| (mark(page.slot()), page.file_name.clone()))
        .collect()
}

/// What the child of the next test does: three of four images are placed, and it waits there to be killed.
#[expect(clippy::print_stdout, reason = "the parent waits for this word")]
fn places_three_and_waits(home: &Path) -> ! {
    let mut office = Office::at_home(home.to_owned(), "2023-02-14T09:20:00+07:00");
    office.log_in(HANH).keys("0001<enter><f8><home><f8>");
    // Four images are two sheets of two sides; side 3 carries a note.
    office.sees("2 tờ × 2 mặt = 4 → cần 4 · có 0");
    office.keys("<home><down><down>g").sees("ghi chú +1 → cần 5");
    office.keys("<home><enter><enter><enter>").sees("có 3");
    println!("\nplaced");
    loop {
        std::thread::park();
    }
}

/// The desk's process dies by SIGKILL with three images placed and one in the tray.
fn killed_with_three_placed(office: &mut Office, test: &str) {
    office.machine.hands.leave();
    let mut child = child(test, office.home(), "place")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(
        said.any(|line| line.unwrap() == "placed"),
        "it did not come so far"
    );
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().code(), None, "it was killed");
    office.others_worked_here().leave_and_reopen().log_in(HANH);
}

#[test]
fn a_side_with_a_note_needs_two_images_before_the_form_is_finished() {
    if let Some((home, _)) = told() {
        places_three_and_waits(&home);
    }
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    let folder = office.beside(SCANS);
    for (number, name) in [(1, "S0001.jpg"), (2, "S0002.jpg"), (3, "S0003.jpg")] {
        written_page(&folder.join(name), Some(number));
    }
    // The back of the last sheet is white.
    written_page(&folder.join("S0005.jpg"), None);
    look_for_scans(&office);
    let blank: Vec<bool> = tray(&office).iter().map(|page| page.blank).collect();
    assert_eq!(blank, [false, false, false, true], "the machine saw it itself");

    let test = "kb04::a_side_with_a_note_needs_two_images_before_the_form_is_finished";
    killed_with_three_placed(&mut office, test);
    let there = tray(&office);
    assert_eq!(
        there.len(),
        1,
        "three are in the paper, one in the tray, none in both"
    );
    office
        .keys("0001<enter><f8><home><f8>")
        .sees("ghi chú +1 → cần 5 · có 3");
    office.keys("<end><enter>").sees("trắng? (vẫn giữ)");
    let line = "2 tờ × 2 mặt = 4 · ghi chú +1 → cần 5 · có 4 ✗ thiếu: mặt 3 (đã bỏ ghi chú)";
    office
        .sees(line)
        .keys("<f2>")
        .sees(line)
        .sees("Hoàn tất, ghi lý do");
    office.keys("<esc>").sees("Trang của thành phần");
    assert_eq!(office.view(dossier).row.digitised.have, 0);

    written_page(&office.beside(SCANS).join("S0004.jpg"), Some(4));
    written_at(
        &office.beside(SCANS).join("S0004.jpg"),
        "2023-02-14T09:15:12+07:00",
    );
    office.keys("<f8>").sees("Enter gán S0004.jpg vào mặt 3b");
    office
        .keys("<enter>")
        .sees("cần 5 · có 5 ✓")
        .keys("<f2>")
        .sees("PDF 5 trang");

    let slots = ["1", "2", "3a", "3b", "4"].map(str::to_owned);
    let files = [1, 2, 3, 4, 5].map(|number| format!("S{number:04}.jpg"));
    assert_eq!(
        placed(&office, dossier),
        slots.into_iter().zip(files).collect::<Vec<_>>()
    );
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    assert_eq!(
        (form.account, form.digitise),
        (PageAccount::Balanced, Digitise::Done)
    );
    assert_eq!(
        (form.claim.sheets, form.claim.sides, form.claim.noted.len()),
        (2, 2, 1)
    );
    assert!(form.pages[4].blank, "a blank page is said, and stays");
    assert_eq!(view.row.digitised.have, 1);
    let made = form.files.last().unwrap();
    assert_eq!((made.pages, made.source), (Some(5), FileSource::Assembled));
    let document = Blobs::of(office.home()).read(made.sha256).unwrap();
    let document = lopdf::Document::load_mem(&document).unwrap();
    // Page for page the very bytes the scanner wrote, and its folder is as it was: nothing there is ever cleared away.
    let folder = office.beside(SCANS);
    let scans =
        [1, 2, 3, 4, 5].map(|number| std::fs::read(folder.join(format!("S{number:04}.jpg"))).unwrap());
    let shown: Vec<&[u8]> = document
        .page_iter()
        .map(|page| picture(&document, page))
        .collect();
    assert!(shown == scans, "five pages in their order");
    office.ends_sound();
}

/// KB04 4c: a scanner of one side, the fronts first and then the turned pile: 1, 3, 5 and 6, 4, 2.
#[test]
fn two_passes_of_a_one_sided_scanner_become_six_sides_in_their_order() {
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    let sides = [1_u8, 3, 5, 6, 4, 2];
    let folder = office.beside(SCANS);
    for (number, side) in (1..).zip(sides) {
        let path = folder.join(format!("S{number:04}.jpg"));
        written_page(&path, Some(side));
        written_at(&path, "2023-02-14T09:15:02+07:00");
    }
    office
        .keys("<esc><esc><f10>khay quet<enter><f5>")
        .sees("Vừa nhận 6 trang");
    // One sheet stuck to another in the second pass: the count says so before anything is mixed up.
    office.keys("<space><space><space><space><space><f10>xen ke<enter>");
    office.sees("Hai lượt lệch nhau: 3 mặt trước, 2 mặt sau.");
    office.keys("<space><f10>xen ke<enter>").sees("Đã xen kẽ 6 trang");
    office
        .keys("<f4><enter><f4><home><enter><f2>")
        .sees("Đã gán 6 trang");
    office.keys("<esc><esc>0001<enter><f8><home><f8>");
    office
        .sees("3 tờ × 2 mặt = 6 → cần 6 · có 6 ✓")
        .keys("<f2>")
        .sees("PDF 6 trang");
    let files = ["1", "6", "2", "5", "3", "4"].map(|number| format!("S000{number}.jpg"));
    let slots = [1, 2, 3, 4, 5, 6].map(|side: u8| side.to_string());
    assert_eq!(
        placed(&office, dossier),
        slots.into_iter().zip(files.clone()).collect::<Vec<_>>()
    );
    let view = office.view(dossier);
    let made = component_of(&view, "Tờ khai").files.last().unwrap();
    let document = Blobs::of(office.home()).read(made.sha256).unwrap();
    let document = lopdf::Document::load_mem(&document).unwrap();
    let scans = files.map(|name| std::fs::read(folder.join(name)).unwrap());
    let shown: Vec<&[u8]> = document
        .page_iter()
        .map(|page| picture(&document, page))
        .collect();
    assert!(shown == scans, "sides 1 to 6, byte for byte");
    office.ends_sound();
}

#[test]
fn one_sided_sheets_are_taken_when_the_officer_has_seen_their_backs() {
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    scanned(&office, &["S0001.jpg", "S0002.jpg", "S0003.jpg"]);
    // Three images look like two sheets with a side missing; the officer says three sheets of one side.
    office.keys("<f8>").sees("2 tờ × 2 mặt = 4");
    office
        .keys("<tab><backspace>3<tab>1<tab>")
        .sees("3 tờ × 1 mặt = 3 → cần 3 · có 0");
    office.keys("<enter><enter><enter>").sees("cần 3 · có 3 ✓");
    office.keys("<f2>").sees("Mọi mặt sau đều trắng, tôi đã xem");
    office
        .keys("2")
        .sees("cần 3 · có 3 ✓")
        .keys("<enter>1")
        .sees("PDF 3 trang");
    let view = office.view(dossier);
    let form = component_of(&view, "Tờ khai");
    assert_eq!((form.account, form.claim.sides), (PageAccount::Balanced, 1));
    assert_eq!(office.value::<i64>("SELECT max(backs_seen) FROM component"), 1);
    office.ends_sound();
}

/// «Tệp trùng sha256 → hỏi»: the sheet's image comes a second time under another name.
#[test]
fn a_file_that_came_before_is_asked_about_when_it_is_placed() {
    let mut office = Office::open();
    let dossier = at_the_form(&mut office);
    scanned(&office, &["S0001.jpg"]);
    let folder = office.beside(SCANS);
    std::fs::copy(folder.join("S0001.jpg"), folder.join("S0002.jpg")).unwrap();
    look_for_scans(&office);
    office.keys("<f8>").sees("Trang của thành phần");
    office.sees("cần 2 · có 0");
    office.keys("<home><enter>").sees("có 1");
    office
        .keys("<enter>")
        .sees("Ảnh này đã dùng hoặc đã nhận")
        .sees("S0002.jpg");
    office.keys("<enter>").sees("Chưa gán.").sees("có 1");
    assert_eq!(placed(&office, dossier).len(), 1);
    office.keys("<enter>3").sees("thùng rác");
    let Answer::Tray(rows) = office.ask(Query::Tray) else {
        panic!("no tray")
    };
    let thrown: Vec<&str> = rows
        .trashed
        .iter()
        .map(|row| row.page.file_name.as_str())
        .collect();
    assert_eq!((rows.pages.len(), thrown), (0, vec!["S0002.jpg"]));
    office.ends_sound();
}
