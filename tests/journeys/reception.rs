//! The key budgets of a reception (screens.md §5 A, B typed, C), from Home to the printed receipt and the first files.

use motcua::app::effect::Effect;
use motcua::app::msg::Ticket;
use motcua::domain::act::{Act, NewPaper};
use motcua::domain::component::FileSource;
use motcua::domain::dossier::Status;
use motcua::domain::ids::PaperId;
use motcua::domain::query::{Answer, Filter, Page, PageAt, Query};
use motcua::domain::rows::DossierView;

use crate::hand::{Visitor, id};
use crate::office::{HANH, Office};
use crate::papers::{photo, signed_pdf};

/// A and B: to the printed receipt.
const UNKNOWN: u32 = 12;
/// C: to the printed receipt, F2 and Enter in place of one scanned card.
const REPEAT: u32 = 11;

fn newest(office: &Office) -> DossierView {
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

/// From Home to the line that F2 accepts.
pub(crate) fn unknown_citizen(office: &mut Office) {
    citizen(office, "052158000321", "nguyễn thị yến");
}

/// The same of somebody who was never here.
pub(crate) fn citizen(office: &mut Office, number: &str, name: &str) {
    office.keys("<f2>").types(number).keys("<enter>");
    office.sees("Không có mạng").keys("1");
    office.types("khai sinh").keys("<enter>");
    office.types(name).keys("<enter>");
    office.types("0905123456").keys("<enter>");
    office.types("Thôn 2").keys("<enter>").keys("<enter>");
    office.sees("Thành phần hồ sơ nộp").keys("<ctrl-a><f2>");
    office.sees("Đủ thành phần");
}

#[test]
fn an_unknown_citizen_has_his_receipt_after_twelve_keys_and_his_files_after_four_more() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:05:00+07:00").log_in(HANH);
    let scans = office.beside("quet");
    let value = scans.display().to_string();
    let key = "scan_folder".to_owned();
    office.perform(Effect::KeepLocal {
        ticket: Ticket(u64::MAX),
        key,
        value,
    });
    let before = office.pressed();
    unknown_citizen(&mut office);
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN");
    let scan = photo(&scans, "tk_1.jpg", 40);
    let earlier = std::time::SystemTime::now() - std::time::Duration::from_mins(1);
    std::fs::File::options()
        .write(true)
        .open(scan)
        .unwrap()
        .set_modified(earlier)
        .unwrap();
    office.keys("<enter>");
    assert_eq!(office.pressed() - before, UNKNOWN, "{}", office.screen());
    let view = newest(&office);
    assert_eq!(view.row.status, Status::Accepted);
    assert_eq!(view.holder.holder_name, "Nguyễn Thị Yến");
    assert_eq!(view.forms[0].prints, 1);
    office.sees("Chọn tập tin cho: Tờ khai đăng ký khai sinh");
    office
        .keys("<space><enter>")
        .sees("đếm giấy trên tay")
        .keys("1<enter>1");
    office.sees("Chọn tập tin cho: Giấy chứng sinh");
    assert_eq!(newest(&office).row.digitised.have, 1);
    office.keys("<esc><f2>").sees("Số CMND/CCCD/MST của chủ hồ sơ");
    office.ends_sound();
}

#[test]
fn a_repeat_citizen_reuses_his_card_from_the_kho_within_the_budget() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:50:00+07:00").log_in(HANH);
    office.received(&Visitor::person("052090001234", "Đinh Văn Đạt", "1.004873"));
    let folder = office.beside("cu");
    let file = office.stored(signed_pdf(&folder, "cccd.pdf")).unwrap();
    let sha256 = file.sha256;
    let paper = NewPaper {
        paper: PaperId(id()),
        owner_no: "052090001234".into(),
        kind_code: "KQ.G01.000005".into(),
        name: "CCCD".into(),
        starts_on: None,
        ends_on: None,
        file,
        unsigned_reason: None,
    };
    office.act(Act::AddPaper(Box::new(paper))).unwrap();
    let before = office.pressed();
    office.keys("<f2>").types("052090001234").keys("<enter>1");
    office.sees("xác nhận tình trạng hôn nhân").keys("1<enter>");
    office.sees("hồ sơ 14/02").keys("<enter>");
    office.sees("trong kho").keys("<space><enter>");
    office.sees("từ kho ✓").keys("<f2>");
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN").keys("<enter>");
    assert_eq!(office.pressed() - before, REPEAT, "{}", office.screen());
    let view = newest(&office);
    let reused = &view.components[1].files[0];
    assert_eq!((reused.source, reused.sha256), (FileSource::Kho, sha256));
    assert!(view.reused);
    office.ends_sound();
}
