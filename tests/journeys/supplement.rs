//! Papers asked for before reception (`KB05a` without its printed form): what is brought is added, and accepting answers it.

use motcua::domain::act::DossierAct;
use motcua::domain::dossier::Status;
use motcua::domain::held::held;
use motcua::domain::query::{Answer, Filter, Page, PageAt, Query};
use motcua::domain::rows::DossierView;

use crate::hand::Visitor;
use crate::office::{HANH, Office, SON, moment};
use crate::papers::{photo, written_at};

/// The newest dossier of the desk.
pub(crate) fn newest(office: &Office) -> DossierView {
    let page = Page {
        size: 9,
        at: PageAt::Start,
    };
    let filter = Filter::default();
    let Answer::Dossiers(found) = office.ask(Query::Dossiers { filter, page }) else {
        panic!("no list")
    };
    office.view(found.rows[0].id)
}

/// Bà Lan brings one paper of three; the review says that two lack.
fn lacking(office: &mut Office) {
    office.keys("<f2>").types("052175002468").keys("<enter>1");
    office.types("1.001776").keys("<enter>");
    office.types("Hồ Thị Lan").keys("<enter>");
    office.types("0905333221").keys("<enter>");
    office.types("Thôn 1").keys("<enter><enter>");
    office.sees("Thành phần hồ sơ nộp").keys("<space><f2>");
    office.sees("CÒN THIẾU 2 MỤC");
}

/// The two that lack are asked for.
pub(crate) fn asked(office: &mut Office) {
    lacking(office);
    office.keys("1");
    office.sees("Phiếu yêu cầu bổ sung").keys("<f2>");
    office.sees("Còn nội dung nào nữa không?").keys("1");
    office.sees("Đã lập phiếu yêu cầu bổ sung").keys("<esc>");
    office.sees("Chưa cấp số").sees("Chờ bổ sung");
}

#[test]
fn a_dossier_asked_for_papers_before_reception_is_accepted_from_its_page_with_code_and_receipt() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:40:00+07:00").log_in(HANH);
    asked(&mut office);
    let waiting = newest(&office);
    assert_eq!((waiting.row.status, waiting.row.code), (Status::Supplement, None));
    assert_eq!(office.value::<i64>("SELECT count(*) FROM draft"), 0);

    // Two days later: from the queue "chờ bổ sung" to its page, and F2 takes it up where it was.
    office.at("2023-02-16T08:10:00+07:00", HANH);
    let before = office.pressed();
    office.keys("3<enter>").sees("Hồ Thị Lan").keys("<enter>");
    office.sees("F2 Tiếp nhận").keys("<f2>");
    office.sees("Thành phần hồ sơ nộp").sees("nhận 1/3");
    office
        .keys("<space><space><f2>")
        .sees("Đủ thành phần. Không trùng");
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    assert_eq!(office.pressed() - before, 8);
    office
        .sees("000.99.15.H08-230216-0001")
        .sees("17:00 Thứ Năm 02/03/2023");
    office.keys("<enter>").sees("Chọn tập tin cho: Tờ khai");

    let view = office.dossier("230216-0001");
    assert_eq!(view.row.id, waiting.row.id, "the same dossier");
    assert_eq!(view.row.status, Status::Accepted);
    assert_eq!(view.row.due_at, Some(moment("2023-03-02T17:00:00+07:00")));
    let made: Vec<&str> = view.forms.iter().map(|form| form.template.as_str()).collect();
    assert_eq!(made, ["supplement", "receipt"]);
    assert!(view.components.iter().all(|it| it.received));
    assert!(view.waits[0].answered_at.is_some());
    assert_eq!(office.value::<i64>("SELECT count(*) FROM dossier"), 1);
    assert_eq!(office.value::<i64>("SELECT count(*) FROM draft"), 0);
    office.ends_sound();
}

#[test]
fn what_was_asked_for_beside_the_list_is_still_lacking_when_the_citizen_comes_back() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:40:00+07:00").log_in(HANH);
    lacking(&mut office);
    office
        .keys("1")
        .sees("Phiếu yêu cầu bổ sung")
        .keys("<end><enter>");
    office
        .sees("Nội dung khác cần bổ sung")
        .types("Ảnh 4 x 6")
        .keys("<f2>");
    office.sees("Ảnh 4 x 6").keys("<f2>1<esc>").sees("Chờ bổ sung");

    office.at("2023-02-16T08:10:00+07:00", HANH);
    office
        .keys("3<enter><enter><f2>")
        .sees("(2) Thành phần hồ sơ khác");
    office.sees("Ảnh 4 x 6 *").sees("nhận 1/4");
    // The two of the list came, the photo did not: the review says so, and F2 gives no code.
    office
        .keys("<space><space><f2>")
        .sees("CÒN THIẾU 1 MỤC")
        .sees("Ảnh 4 x 6");
    office.keys("<f2>").sees("CÒN THIẾU 1 MỤC");
    assert_eq!(newest(&office).row.code, None);
    office.keys("<esc>").sees("Ảnh 4 x 6 *").keys("<space><f2>");
    office.sees("Đủ thành phần").keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    let view = office.dossier("230216-0001");
    let photo = view.components.iter().find(|it| it.name == "Ảnh 4 x 6").unwrap();
    assert_eq!((photo.received, photo.kind_ref), (true, None));
    office.ends_sound();
}

#[test]
fn papers_brought_in_part_are_kept_as_a_draft_and_the_dossier_goes_on_waiting() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:40:00+07:00").log_in(HANH);
    asked(&mut office);
    let scans = office.beside(crate::office::SCANS);
    written_at(&photo(&scans, "cccd.jpg", 60), "2023-02-14T09:41:00+07:00");

    // F8 leads into the same reception: a file, one paper of the two, then way 1 keeps it.
    office.keys("<f8>").sees("Thành phần hồ sơ nộp");
    office
        .sees("CCCD *")
        .keys("<f8>")
        .sees("cccd.jpg")
        .keys("<space><enter>");
    office.sees("nhận 2/3").keys("<f2>").sees("CÒN THIẾU 1 MỤC");
    office.sees("Chờ nộp nốt").keys("<enter>");
    office.sees("hồ sơ vẫn chờ bổ sung").sees("Hồ Thị Lan");

    // Killed or left, it goes on where it was; the rest is explained, and the file is there.
    office.at("2023-02-15T08:10:00+07:00", HANH);
    office.keys("3<enter><enter><f2>").sees("CÒN THIẾU 1 MỤC");
    office.keys("<esc>").sees("Thành phần hồ sơ nộp"); // not shut in at the last step
    office.keys("<f2>").sees("CÒN THIẾU 1 MỤC");
    office.keys("3").types("bổ sung sau").keys("<f2><f2>");
    office.sees("ĐÃ TIẾP NHẬN");
    let view = office.dossier("230215-0001");
    assert_eq!(view.note.as_deref(), Some("bổ sung sau"));
    assert_eq!(view.components[1].files[0].name, "cccd.jpg");
    assert_eq!(office.value::<i64>("SELECT count(*) FROM draft"), 0);
    office.ends_sound();
}

#[test]
fn a_holder_is_corrected_in_the_reception_and_only_its_officer_may_take_it_up() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:40:00+07:00").log_in(HANH);
    asked(&mut office);
    office.keys("<f10>").types("cap nhat").keys("<enter>");
    office.sees("3 Chủ hồ sơ").sees("Hồ Thị Lan");
    office.keys("<esc>").sees("Chưa cấp số");

    office.leave_and_reopen().log_in(SON);
    office.types("Hồ Thị Lan").keys("<enter>").sees("Chưa cấp số");
    office
        .sees_no("F2 Tiếp nhận")
        .keys("<f2>")
        .sees("vai trò Tiếp nhận");
    assert_eq!(newest(&office).row.status, Status::Supplement);

    // Refused after all: what was begun goes with it.
    office.leave_and_reopen().log_in(HANH);
    office.types("Hồ Thị Lan").keys("<enter><f2><space><esc><f10>");
    office
        .types("tu choi")
        .keys("<enter>")
        .types("không đủ điều kiện")
        .keys("<enter>")
        .types("NĐ 61/2018");
    office.keys("<f2>");
    assert_eq!(newest(&office).row.status, Status::Refused, "{}", office.screen());
    assert_eq!(office.value::<i64>("SELECT count(*) FROM draft"), 0);
    office.ends_sound();
}

#[test]
fn what_comes_for_an_accepted_dossier_is_in_its_list_its_history_and_what_it_gives_back() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:40:00+07:00").log_in(HANH);
    let dossier = office
        .received(&Visitor::person("052175002468", "Hồ Thị Lan", "1.001776"))
        .row
        .id;
    let ask = DossierAct::AskSupplement {
        draft: None,
        items: vec!["Nộp Ảnh 4 x 6".to_owned(), "Nộp Giấy ủy quyền".to_owned()],
        reason: "thiếu".to_owned(),
    };
    office.on(dossier, ask).unwrap();
    office.at("2023-02-16T08:10:00+07:00", HANH);
    office.keys("3<enter><enter><f2>").sees("Đã nộp 2/2");
    // The second did not come.
    office.keys("<down><space>").sees("Đã nộp 1/2").keys("<f2>");
    office
        .sees("Đã nhận bổ sung")
        .sees("Ảnh 4 x 6")
        .sees_no("Giấy ủy quyền");
    office.sees("Nhận bổ sung: Ảnh 4 x 6");
    let view = office.view(dossier);
    let photo = view.components.iter().find(|it| it.name == "Ảnh 4 x 6").unwrap();
    assert_eq!((photo.received, photo.kind_ref), (true, None));
    assert!(held(&view).any(|it| it.id == photo.id));
    office.keys("<f8>").sees("Ảnh 4 x 6");
    office.ends_sound();
}
