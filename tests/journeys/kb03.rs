//! KB03: a paper the office has already is used again; an expired one and one of somebody else are not.

use motcua::domain::component::FileSource;

use crate::hand::{Visitor, component_of};
use crate::kho::{CARD, DAT, keep, to_components};
use crate::office::{HANH, Office, RO};

const QUAN: &str = "052085007788";

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
        .keys("<f2>");
    office.sees("Chưa gỡ được: 1 hồ sơ đang dùng giấy tờ này.");
    office.ends_sound();
}
