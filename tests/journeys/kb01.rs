//! KB01: a birth is registered; the holder comes for the first time and has no card with him.

use lopdf::Document;
use motcua::app::job::{Job, JobDone};
use motcua::domain::component::{Digitise, PageAccount, Submission};
use motcua::domain::dossier::{Account, AccountSource, Status};
use motcua::domain::rows::DossierView;
use motcua::store::blobs::Blobs;

use crate::hand::component_of;
use crate::office::{HANH, Office, SCANS, moment};
use crate::papers::{photo, written_at};

/// screens.md §5 A: keys from Home to the printed receipt, content not counted.
const BUDGET: u32 = 12;
/// The same to the next citizen, without the keys of page accounts.
const BUDGET_WITH_FILES: u32 = 17;
/// The scenario's: everything from the PIN to the last page account, content not counted.
const BUDGET_WITH_ACCOUNTS: u32 = 45;

/// From Home to the accepted dossier.
fn received_by_keys(office: &mut Office) {
    office
        .keys("<f2>")
        .sees("Kiểm tra tài khoản công dân trên cổng DVCQG");
    office.types("052192004567").keys("<enter>").sees("Có tài khoản");
    office.keys("1").sees("Kiểm tra tài khoản thành công");
    office.types("khai sinh").keys("<enter>").sees("Họ và tên");
    office.types("Đinh Thị Hà").keys("<enter>").sees("▸ Di động");
    office.types("0905123456").keys("<enter>").sees("Đã lưu nháp");
    office.types("Thôn 2").keys("<enter>").keys("<enter>");
    office.sees("Tờ khai đăng ký khai sinh").keys("<ctrl-a><f2>");
    office.sees("Đủ thành phần").keys("<f2>").sees("ĐÃ TIẾP NHẬN");
}

/// The three images of the scenario, as the scanner leaves them one after the other.
fn scanned(office: &Office, seen: fn(&Office)) -> Vec<(&'static str, Vec<u8>)> {
    let scans = office.beside(SCANS);
    let images = [
        ("tk_1.jpg", 40, "10:02"),
        ("tk_2.jpg", 90, "10:09"),
        ("cs_1.jpg", 140, "10:31"),
    ];
    let write = |(name, shade, at)| {
        let path = photo(&scans, name, shade);
        written_at(&path, &format!("2023-02-14T08:{at}+07:00"));
        seen(office);
        (name, std::fs::read(path).unwrap())
    };
    images.map(write).into()
}

#[test]
fn a_birth_is_received_printed_and_digitised_by_keyboard_alone() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00").log_in(HANH);
    let before = office.pressed();

    received_by_keys(&mut office);
    office
        .sees("000.99.15.H08-230214-0001")
        .sees("17:00 Thứ Ba 14/02/2023");
    let originals = scanned(&office, |_| ());
    office.keys("<enter>");
    let keys = office.pressed() - before;
    assert!(
        keys <= BUDGET,
        "{keys} keys to the printed receipt\n{}",
        office.screen()
    );
    office.sees("tk_1.jpg").keys("<space><space><enter>");
    // Chosen files are copies: the officer says of how many sheets, and the pages go into their sides.
    let asked = office.pressed();
    office.sees("đếm giấy trên tay").sees("có 2 ✗").keys("1<enter>");
    let mut of_accounts = office.pressed() - asked;
    office.sees("Giấy chứng sinh").keys("<enter>");
    let asked = office.pressed();
    office
        .sees("đếm giấy trên tay")
        .keys("1<enter>")
        .sees("Mọi mặt sau đều trắng, tôi đã xem")
        .keys("1");
    of_accounts += office.pressed() - asked;
    office
        .keys("<f2>")
        .sees("Kiểm tra tài khoản công dân trên cổng DVCQG");
    let keys = office.pressed() - before;
    assert!(
        keys - of_accounts <= BUDGET_WITH_FILES,
        "{keys} keys to the next citizen, {of_accounts} of them for the accounts"
    );
    assert!(keys <= BUDGET_WITH_ACCOUNTS, "{keys} keys with the page accounts");

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
    assert_eq!(names, [(whole, Some(2))], "the images are its pages");
    let claims = ["Tờ khai", "Giấy chứng sinh"].map(|name| {
        let it = component_of(&view, name);
        (it.claim.sheets, it.claim.sides, it.account)
    });
    assert_eq!(
        claims,
        [(1, 2, PageAccount::Balanced), (1, 1, PageAccount::Balanced)]
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
        (
            "2023-02-14T15:30:00+07:00",
            "2023-02-15T17:00:00+07:00",
            "17:00 Thứ Tư 15/02/2023",
        ),
        (
            "2023-02-17T15:30:00+07:00",
            "2023-02-20T17:00:00+07:00",
            "17:00 Thứ Hai 20/02/2023",
        ),
        (
            "2023-02-14T14:58:00+07:00",
            "2023-02-14T17:00:00+07:00",
            "17:00 Thứ Ba 14/02/2023",
        ),
    ];
    for (at, due, shown) in cases {
        let mut office = Office::open();
        office.clock_shows(at).log_in(HANH);
        received_by_keys(&mut office);
        office.sees(shown);
        let view = office.dossier(&format!("{}-0001", office.now().local().format("%y%m%d")));
        assert_eq!(view.row.due_at, Some(moment(due)), "{at}");
        office.ends_sound();
    }
}

/// Step 9: one sheet of two sides and one of one side, three images, each in its place.
#[test]
fn the_sheets_of_a_birth_are_counted_and_every_image_has_its_side() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00");
    let before = office.pressed();
    office.log_in(HANH);
    received_by_keys(&mut office);
    let originals = scanned(&office, |office| {
        let taken = office.job(Job::LookForScans);
        assert!(matches!(taken, Ok(JobDone::TakenIn(_))), "{taken:?}");
    });

    // F7 prints, 4 opens the dossier, F8 its papers and F8 the pages of the first of them.
    office
        .keys("<f7>4<f8><home><f8>")
        .sees("Tờ khai đăng ký khai sinh");
    office.sees("Còn 3 ảnh chưa gán trong khay");
    office
        .keys("<tab><backspace>1<enter>")
        .sees("1 tờ × 2 mặt = 2 → cần 2 · có 0 ✗");
    office.keys("<enter>").sees("có 1 ✗").keys("<enter>");
    office.sees("1 tờ × 2 mặt = 2 → cần 2 · có 2 ✓");
    office.keys("<enter>").sees("PDF 2 trang");
    office
        .keys("<home><down><f8>")
        .sees("Trang của thành phần")
        .sees("Giấy chứng sinh");
    office
        .sees("1 tờ × 1 mặt = 1 → cần 1 · có 0 ✗")
        .keys("<enter>")
        .sees("1 tờ × 1 mặt = 1 → cần 1 · có 1 ✓");
    office
        .keys("<enter>")
        .sees("Mọi mặt sau đều trắng, tôi đã xem")
        .keys("1")
        .sees("PDF 1 trang");
    let keys = office.pressed() - before;
    assert!(keys <= BUDGET_WITH_ACCOUNTS, "{keys} keys with the page accounts");

    let view = office.dossier("230214-0001");
    assert_eq!(view.components.len(), 3);
    let sides: i64 = office.value("SELECT count(*) FROM page");
    assert_eq!(sides, 3);
    for (name, sheets, sides, wanted) in [
        ("Tờ khai", 1, 2, &["tk_1.jpg", "tk_2.jpg"][..]),
        ("Giấy chứng sinh", 1, 1, &["cs_1.jpg"][..]),
    ] {
        let component = component_of(&view, name);
        let placed: Vec<_> = component
            .pages
            .iter()
            .map(|it| (it.file_name.as_str(), it.side))
            .collect();
        let wanted: Vec<_> = wanted.iter().copied().zip(1..).collect();
        assert_eq!(placed, wanted, "{name}");
        assert_eq!((component.claim.sheets, component.claim.sides), (sheets, sides));
        assert_eq!(
            (component.account, component.digitise),
            (PageAccount::Balanced, Digitise::Done)
        );
    }
    let shown = component_of(&view, "CCCD");
    assert_eq!((shown.submission, shown.files.len()), (Submission::Present, 0));
    assert_eq!((view.row.digitised.need, view.row.digitised.have), (2, 2));
    assert!(view.history.len() >= 5, "{:?}", view.history);
    let blobs = Blobs::of(office.home());
    for (name, bytes) in &originals {
        let mut pages = view.components.iter().flat_map(|it| &it.pages);
        let page = pages.find(|page| page.file_name == *name).unwrap();
        assert_eq!(&blobs.read(page.sha256).unwrap(), bytes, "{name}");
    }
    assert_eq!(pages_of_documents(&blobs, &view), [2, 1]);
    office.ends_sound();
}

/// How many pages each component's document opens with.
fn pages_of_documents(blobs: &Blobs, view: &DossierView) -> Vec<usize> {
    let files = view.components.iter().flat_map(|component| &component.files);
    files
        .filter(|file| file.mime == "application/pdf")
        .map(|file| Document::load_mem(&blobs.read(file.sha256).unwrap()).unwrap())
        .map(|document| document.get_pages().len())
        .collect()
}

/// Mẫu 01 on one sheet of A5, in points.
fn is_a5(document: &Document) {
    let (_, page) = document.get_pages().into_iter().next().unwrap();
    let size = document.get_dictionary(page).unwrap().get(b"MediaBox").unwrap();
    let size: Vec<f32> = size
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_float().unwrap())
        .collect();
    let (width, height) = (size[2] - size[0], size[3] - size[1]);
    let near = |a: f32, b: f32| (a - b).abs() < 2.0;
    assert!(
        near(width.min(height), 419.5) && near(width.max(height), 595.3),
        "{size:?}"
    );
}

/// TP: the scans lie in the desk's folder byte for byte; each component's document opens again with its pages.
fn files_stand_as_scanned(office: &Office, view: &DossierView, originals: &[(&str, Vec<u8>)]) {
    let blobs = Blobs::of(office.home());
    for (name, bytes) in originals {
        let mut pages = view.components.iter().flat_map(|component| &component.pages);
        let page = pages.find(|page| page.file_name == *name).unwrap();
        assert_eq!(&blobs.read(page.sha256).unwrap(), bytes, "{name}");
        assert!((page.width, page.height) > (0, 0), "{name}");
    }
    assert_eq!(pages_of_documents(&blobs, view), [2, 1]);
    let receipt = blobs.read(view.forms[0].sha256).unwrap();
    is_a5(&Document::load_mem(&receipt).unwrap());
}
