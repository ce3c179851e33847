//! The kho at the counter: what is offered, what is refused and why, and what is chosen, all by keys.

use motcua::domain::act::{Act, DossierAct, FieldChange, NewPaper};
use motcua::domain::component::FileSource;
use motcua::domain::dossier::NumberKind;
use motcua::domain::ids::PaperId;

use crate::hand::{Visitor, component_of, id};
use crate::office::{HANH, Office};
use crate::papers::pdf;

pub(crate) const DAT: &str = "052090001234";
const OLD_CARD: &str = "215404812";

fn day(text: &str) -> Option<chrono::NaiveDate> {
    text.parse().ok()
}

/// A paper kept in the kho from before there were dossiers; `until` empty = vô thời hạn.
pub(crate) fn keep(office: &mut Office, owner: &str, (name, file): (&str, &str), until: &str) {
    let folder = office.beside("the");
    let file = office.stored(pdf(&folder, file, 1)).unwrap();
    let paper = NewPaper {
        paper: PaperId(id()),
        owner_no: owner.to_owned(),
        kind_code: "KQ.G01.000001".to_owned(),
        name: name.to_owned(),
        starts_on: day("2021-04-10"),
        ends_on: day(until),
        file,
        unsigned_reason: Some("bản giấy đã có".to_owned()),
    };
    office.act(Act::AddPaper(Box::new(paper))).unwrap();
}

pub(crate) const CARD: &str = "Thẻ căn cước công dân";

/// From Home to the components of the certificate for Đạt, whose form is known.
pub(crate) fn to_components(office: &mut Office) {
    office.keys("<f2>").types(DAT).keys("<enter>1");
    office.types("1.004873").keys("<enter>").sees("Họ và tên");
    office.keys("<f2>").sees("Thành phần hồ sơ nộp");
}

#[test]
fn a_paper_that_fits_no_component_is_added_as_another_one() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:50:00+07:00").log_in(HANH);
    office.received(&Visitor::person(DAT, "Đinh Văn Đạt", "2.000815"));
    keep(&mut office, DAT, ("Quyết định ly hôn", "ly_hon.pdf"), "");
    to_components(&mut office);
    office.keys("<f4><space>").sees("Đã chọn 1 giấy tờ → gắn vào:");
    office
        .keys("<up><f4>")
        .sees("vào thành phần nào?")
        .keys("<end><enter>");
    office.sees("gắn vào: Thành phần hồ sơ khác").keys("<f2>");
    office.sees("▸ [x] Quyết định ly hôn").sees("từ kho ✓");
    office.keys("<ctrl-u>").sees_no("Quyết định ly hôn");
    // From "+ thêm giấy tờ khác" nothing need be said.
    office
        .keys("<end><f4><space>")
        .sees("gắn vào: Thành phần hồ sơ khác")
        .keys("<f2>")
        .sees("[x] Quyết định ly hôn");
    office
        .keys("<ctrl-a><f2>")
        .sees("Đủ thành phần")
        .keys("<f2>")
        .sees("ĐÃ TIẾP NHẬN");
    let view = office.dossier("230214-0002");
    let other = component_of(&view, "Quyết định ly hôn");
    assert_eq!((other.kind_ref, other.files[0].source), (None, FileSource::Kho));

    // The same on a dossier that is received already.
    keep(&mut office, DAT, ("Giấy phép lái xe", "lai_xe.pdf"), "");
    office
        .keys("4")
        .sees("THÀNH PHẦN")
        .keys("<f8><f4>")
        .types("lai xe")
        .keys("<enter><enter>");
    office.keys("<esc>").sees("Giấy phép lái xe");
    office.ends_sound();
}

#[test]
fn every_procedure_is_offered_for_an_older_paper_and_found_by_typing() {
    let mut office = Office::open();
    office.log_in(HANH).keys("<f10>kho giay to<enter>");
    office.types(DAT).keys("<enter>").sees("Kho chưa có giấy tờ nào");
    office.sees("F8 Thêm giấy tờ  1–2 Chọn");
    office.keys("<f8>").sees("Thêm giấy tờ cũ").keys("<f4>");
    office.sees("là kết quả của thủ tục nào?").sees("còn nữa ↓");
    office.types("xac nhan hon nhan").sees_no("còn nữa");
    office.sees("▸ 1  1.004873").keys("<enter>");
    office.sees("Giấy xác nhận tình trạng hôn nhân");
    office.ends_sound();
}

#[test]
fn papers_under_the_old_card_are_found_under_the_new_number_and_say_so() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:50:00+07:00").log_in(HANH);
    let old = Visitor {
        kind: NumberKind::OldCard,
        ..Visitor::person(OLD_CARD, "Đinh Văn Đạt", "2.000815")
    };
    let dossier = office.received(&old).row.id;
    keep(&mut office, OLD_CARD, ("Quyết định ly hôn", "ly_hon.pdf"), "");
    keep(&mut office, DAT, (CARD, "moi.pdf"), "2030-03-12");
    let changes = vec![FieldChange {
        field: "holder_no".to_owned(),
        old: Some(OLD_CARD.to_owned()),
        new: Some(DAT.to_owned()),
    }];
    office.on(dossier, DossierAct::Edit { changes }).unwrap();

    to_components(&mut office);
    office.keys("<f4>").sees("cả số 215404812");
    office
        .sees("052090001234.KQ.G01.000001")
        .sees("215404812.KQ.G01.000001");
    office.keys("<end>").sees("Quyết định ly hôn");
    office.keys("<home>");
    if !office.row_of("▸").contains(OLD_CARD) {
        office.keys("<down>");
    }
    office
        .sees("đứng tên số 215404812")
        .keys("<space><f2>")
        .sees("từ kho ✓");
    office.keys("<ctrl-a><f2><f2>").sees("ĐÃ TIẾP NHẬN");
    assert!(office.dossier("230214-0002").reused);
    office.ends_sound();
}
