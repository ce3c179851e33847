//! The kho at the counter: what is offered, what is refused and why, and what is chosen, all by keys.

use motcua::domain::act::{Act, DossierAct, FieldChange, NewPaper};
use motcua::domain::component::FileSource;
use motcua::domain::dossier::NumberKind;
use motcua::domain::ids::PaperId;

use crate::hand::{Visitor, component_of, id};
use crate::office::{HANH, Office, RO};
use crate::papers::pdf;

const DAT: &str = "052090001234";
const QUAN: &str = "052085007788";
const OLD_CARD: &str = "215404812";

fn day(text: &str) -> Option<chrono::NaiveDate> {
    text.parse().ok()
}

/// A paper kept in the kho from before there were dossiers; `until` empty = vô thời hạn.
fn keep(office: &mut Office, owner: &str, (name, file): (&str, &str), until: &str) {
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
    };
    office.act(Act::AddPaper(Box::new(paper))).unwrap();
}

const CARD: &str = "Thẻ căn cước công dân";

/// From Home to the components of the certificate for Đạt, whose form is known.
fn to_components(office: &mut Office) {
    office.keys("<f2>").types(DAT).keys("<enter>1");
    office.types("1.004873").keys("<enter>").sees("Họ và tên");
    office.keys("<f2>").sees("Thành phần hồ sơ nộp");
}

/// KB03 whole, its negatives included.
#[test]
fn the_card_in_force_is_offered_and_the_expired_and_the_foreign_one_are_refused_with_the_reason() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:50:00+07:00").log_in(HANH);
    office.received(&Visitor::person(DAT, "Đinh Văn Đạt", "2.000815"));
    office.received(&Visitor::person(QUAN, "Trần Minh Quân", "2.000815"));
    keep(&mut office, DAT, (CARD, "moi.pdf"), "2030-03-12");
    keep(&mut office, DAT, (CARD, "cu.pdf"), "2022-01-01");
    keep(&mut office, QUAN, (CARD, "quan.pdf"), "2031-01-01");
    let files = office.value::<i64>("SELECT count(*) FROM blob WHERE mime = 'application/pdf'");

    to_components(&mut office);
    office
        .keys("<down>")
        .sees("▸ [ ] CCCD")
        .sees("trong kho, đến 12/03/2030");
    office.sees("còn hạn đến 12/03/2030").sees("Enter dùng giấy này");
    office.sees("Một bản cũ hết hạn 01/01/2022 không dùng được.");

    // The kho itself: the old card is there to be seen, not to be chosen.
    office.keys("<f4>").sees("Chọn cho hồ sơ của Đinh Văn Đạt");
    office.sees(" -   2").sees("HẾT HẠN").keys("<down>");
    office.sees("Dòng 2 hết hạn 01/01/2022: chỉ xem");
    office
        .keys("<space>")
        .sees("! Không dùng được: giấy tờ đã hết hạn 01/01/2022.");
    // Another man's number leads to his papers, and to a no.
    office.keys("<up><up><up><up>").sees("▸ Số định danh");
    office.keys("<home><ctrl-k>");
    for _ in 0..12 {
        office.keys("<delete>");
    }
    office
        .types(QUAN)
        .keys("<enter>")
        .sees("052085007788.KQ.G01.000001");
    office.keys("<space>");
    office.sees("! Không dùng được: giấy tờ này của TRẦN MINH QUÂN");
    office.keys("<f2>").sees("Chưa chọn giấy tờ nào").keys("<esc>");

    // Enter takes the offered one; twice pressed it is there once.
    office.keys("<enter>").sees("từ kho ✓").sees("không tạo tệp mới");
    office
        .keys("<home><space><f2>")
        .sees("Đủ thành phần")
        .keys("<f2>");
    office.sees("ĐÃ TIẾP NHẬN");
    let view = office.dossier("230214-0003");
    let card = component_of(&view, "CCCD");
    assert_eq!(card.files.len(), 1);
    assert_eq!(card.files[0].source, FileSource::Kho);
    assert!(view.reused);
    assert_eq!(
        office.value::<i64>("SELECT count(*) FROM blob WHERE mime = 'application/pdf'"),
        files + 1,
        "the receipt, and no copy of the card"
    );

    // Nobody takes the card out of the kho while the dossier is open.
    office.at("2023-02-14T09:00:00+07:00", RO);
    office
        .types("0003")
        .keys("<enter><f10>")
        .types("kho")
        .keys("<enter>");
    office
        .sees("Giấy tờ của Đinh Văn Đạt")
        .keys("<delete>")
        .types("cấp lại thẻ")
        .keys("<enter>");
    office.sees("Chưa gỡ được: 1 hồ sơ đang dùng giấy tờ này.");
    office.ends_sound();
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
