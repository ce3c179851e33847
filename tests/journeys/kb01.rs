//! KB01: a birth is registered; the holder comes for the first time and has no card with him.

use motcua::domain::component::{Digitise, Submission};
use motcua::domain::dossier::{Account, AccountSource, Status};
use motcua::domain::rows::DossierView;
use motcua::store::blobs::Blobs;

use crate::hand::{Visitor, component_of};
use crate::office::{HANH, Office, SCANS, moment};
use crate::papers::{photo, written_at};

/// screens.md §5 A: keys from Home to the printed receipt, content not counted.
const BUDGET: u32 = 12;
/// The same to the next citizen, without the keys of page accounts.
const BUDGET_WITH_FILES: u32 = 17;

#[test]
fn a_birth_is_received_printed_and_digitised_by_keyboard_alone() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00").log_in(HANH);
    let before = office.pressed();

    office
        .keys("<f2>")
        .sees("Kiểm tra tài khoản công dân trên cổng DVCQG");
    office.types("052192004567").keys("<enter>").sees("Có tài khoản");
    office.keys("1").sees("Kiểm tra tài khoản thành công");
    office.types("khai sinh").keys("<enter>").sees("Họ và tên");
    office.types("Đinh Thị Hà").keys("<enter>");
    office.types("0905123456").keys("<enter>");
    office.types("Thôn 2").keys("<enter>").keys("<enter>");
    office.sees("Tờ khai đăng ký khai sinh").keys("<ctrl-a><f2>");
    office.sees("Đủ thành phần").keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    office
        .sees("000.99.15.H08-230214-0001")
        .sees("17:00 Thứ Ba 14/02/2023");
    let scans = office.beside(SCANS);
    let mut originals = Vec::new();
    for (name, shade, at) in [
        ("tk_1.jpg", 40, "10:02"),
        ("tk_2.jpg", 90, "10:09"),
        ("cs_1.jpg", 140, "10:31"),
    ] {
        let path = photo(&scans, name, shade);
        written_at(&path, &format!("2023-02-14T08:{at}+07:00"));
        originals.push((name, std::fs::read(path).unwrap()));
    }
    office.keys("<enter>");
    let keys = office.pressed() - before;
    assert!(
        keys <= BUDGET,
        "{keys} keys to the printed receipt\n{}",
        office.screen()
    );
    office.sees("tk_1.jpg").keys("<space><space><enter>");
    office.sees("Giấy chứng sinh").keys("<enter>");
    office
        .keys("<f2>")
        .sees("Kiểm tra tài khoản công dân trên cổng DVCQG");
    let keys = office.pressed() - before;
    assert!(keys <= BUDGET_WITH_FILES, "{keys} keys to the next citizen");

    let view = office.dossier("230214-0001");
    assert_eq!(view.row.status, Status::Accepted);
    assert_eq!(view.row.due_at, Some(moment("2023-02-14T17:00:00+07:00")));
    assert_eq!(
        (view.account.account, view.account.account_source),
        (Account::Exists, AccountSource::Officer)
    );
    assert_eq!(view.holder.holder_no, "052192004567");
    assert_eq!(
        view.holder.address.address_text,
        "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định"
    );
    assert_eq!((view.forms.len(), view.forms[0].prints), (1, 1));

    assert_eq!(
        view.account
            .account_at
            .map(|at| at.local().format("%H:%M").to_string()),
        Some("08:05".to_owned())
    );
    files_stand_as_scanned(&office, &view, &originals);

    let form = component_of(&view, "Tờ khai");
    let names: Vec<_> = form
        .files
        .iter()
        .map(|file| (file.name.as_str(), file.pages))
        .collect();
    let whole = "Tờ khai đăng ký khai sinh.pdf";
    assert_eq!(
        names,
        [("tk_1.jpg", Some(1)), ("tk_2.jpg", Some(1)), (whole, Some(2))]
    );
    assert_eq!(
        component_of(&view, "Giấy chứng sinh").files.last().unwrap().pages,
        Some(1)
    );
    let shown = component_of(&view, "CCCD");
    assert_eq!((shown.submission, shown.files.len()), (Submission::Present, 0));
    assert_eq!(form.digitise, Digitise::Done);
    assert_eq!((view.row.digitised.need, view.row.digitised.have), (2, 2));
    assert!(view.history.len() >= 5, "{:?}", view.history);
    office.leave_and_reopen().log_in(HANH).sees("Vừa tiếp nhận");

    // The same again is never a silent double: the open dossier is named before anything is received.
    office.keys("<f2>").types("052192004567").keys("<enter>1");
    office
        .types("khai sinh")
        .keys("<enter><enter>")
        .keys("<ctrl-a><f2>")
        .sees("230214-0001");
    office.ends_sound();
}

#[test]
fn after_three_in_the_afternoon_a_same_day_procedure_is_due_on_the_next_working_day() {
    let cases = [
        ("2023-02-14T15:30:00+07:00", "2023-02-15T17:00:00+07:00"),
        ("2023-02-17T15:30:00+07:00", "2023-02-20T17:00:00+07:00"),
        ("2023-02-14T14:59:00+07:00", "2023-02-14T17:00:00+07:00"),
    ];
    for (at, due) in cases {
        let mut office = Office::open();
        office.clock_shows(at).log_in(HANH);
        let visitor = Visitor::person("052192004567", "Đinh Thị Hà", "1.001193");
        let view = office.received(&visitor);
        assert_eq!(view.row.due_at, Some(moment(due)), "{at}");
        office.ends_sound();
    }
}

/// TP: the scans lie in the desk's folder byte for byte; each component's document opens again with its pages.
fn files_stand_as_scanned(office: &Office, view: &DossierView, originals: &[(&str, Vec<u8>)]) {
    let blobs = Blobs::of(office.home());
    let files = || view.components.iter().flat_map(|component| &component.files);
    for (name, bytes) in originals {
        let file = files().find(|file| file.name == *name).unwrap();
        assert_eq!(&blobs.read(file.sha256).unwrap(), bytes, "{name}");
    }
    let documents: Vec<_> = files().filter(|file| file.mime == "application/pdf").collect();
    let pages: Vec<_> = documents
        .iter()
        .map(|file| lopdf::Document::load_mem(&blobs.read(file.sha256).unwrap()).unwrap())
        .map(|document| document.get_pages().len())
        .collect();
    assert_eq!(pages, [2, 1]);
    let receipt = blobs.read(view.forms[0].sha256).unwrap();
    assert!(
        !lopdf::Document::load_mem(&receipt)
            .unwrap()
            .get_pages()
            .is_empty()
    );
}
