//! Money and the register by keys: from the reception to the day's list, and the book closed at the year's end.

use motcua::domain::act::DossierAct;
use motcua::domain::fee::{FeeState, Method};
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;
use motcua::domain::register::{Book, Entry, text};
use motcua::domain::takings::Takings;

use crate::hand::Visitor;
use crate::office::{HANH, Office, RO, SON};

fn takings(office: &Office, on: &str) -> Takings {
    match office.ask(Query::Takings(on.parse().unwrap())) {
        Answer::Takings(takings) => takings,
        other => panic!("{other:?}"),
    }
}

fn book(office: &Office, year: i32) -> Book {
    match office.ask(Query::Register { year, span: None }) {
        Answer::Register(book) => *book,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_fee_is_added_paid_and_put_right_by_keys_and_each_day_keeps_its_list() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T09:00:00+07:00").log_in(HANH);
    let quan = Visitor::person("052085007788", "Trần Minh Quân", "1.004873");
    let dossier = office.received(&quan).row.id;

    office.types("Trần Minh Quân").keys("<enter>").sees("230214-0001");
    office.keys("<f10>").types("phi, le phi").keys("<enter>");
    office.sees("Không có khoản thu nào").keys("+");
    office.types("Lệ phí hộ tịch").keys("<tab><tab>").types("15.000");
    office.keys("<f2>").sees("15.000 đồng").keys("<space>");
    office.sees("đã thu, tiền mặt").keys("<f2>");
    office.sees("Đã ghi phí, lệ phí").sees("đã thu 15.000 đồng");
    let line = office.view(dossier).fees.remove(0);
    assert_eq!((line.state, line.method), (FeeState::Paid, Some(Method::Cash)));
    assert_eq!(line.paid_by, Some(office.officer(HANH)));

    // The next day it turns out to be too much: a reason, and the day before keeps its sum.
    office.at("2023-02-15T09:00:00+07:00", HANH);
    office.types("Trần Minh Quân").keys("<enter>").sees("230214-0001");
    office.keys("<f10>").types("phi, le phi").keys("<enter>");
    office.sees("15.000 đồng").keys("<enter>");
    office
        .keys("<backspace><backspace><backspace><backspace><backspace>")
        .types("8000");
    office.keys("<f2><f2>").sees("Sửa khoản đã thu");
    office.types("thu nhầm mức").keys("<enter>");
    office.sees("Đã ghi phí, lệ phí").sees("đã thu 8.000 đồng");
    assert_eq!(takings(&office, "2023-02-14").total(), 15_000);
    assert_eq!(takings(&office, "2023-02-15").total(), -7_000);
    office.keys("<f10>").types("thu phi trong ngay").keys("<enter>");
    office
        .sees("Cộng -7.000 đồng")
        .keys("<left>")
        .sees("Cộng 15.000 đồng");
    office.keys("<f7>").sees("In, lưu bảng").keys("<down><enter>");
    office.sees("Đã lưu thu-trong-ngay-2023-02-14.pdf");
    let paper = std::fs::read(office.home().join("export/thu-trong-ngay-2023-02-14.pdf")).unwrap();
    assert!(paper.starts_with(b"%PDF-1.7"));
    office.ends_sound();
}

#[test]
fn the_register_keeps_void_dossiers_and_a_leader_closes_it() {
    let mut office = Office::open();
    office.clock_shows("2023-12-29T09:00:00+07:00").log_in(HANH);
    let quan = Visitor::person("052085007788", "Trần Minh Quân", "1.004873");
    let first = office.received(&quan).row.id;
    let ha = Visitor::person("052192004567", "Đinh Thị Hà", "1.001193");
    office.received(&ha);
    office.at("2023-12-29T15:30:00+07:00", RO);
    let reason = "nhập nhầm".to_owned();
    office.on(first, DossierAct::Void { reason }).unwrap();

    office.keys("<f10>").types("so theo doi").keys("<enter>");
    office
        .sees("Quyển số 1 năm 2023")
        .sees("hủy: nhập")
        .sees("Đinh Thị Hà");
    office
        .keys("<f2>")
        .sees("không hoàn tác được")
        .keys("<down><enter>");
    office.sees("đã khóa");
    let book = book(&office, 2023);
    let rows: Vec<String> = book
        .entries
        .iter()
        .map(|entry| match entry {
            Entry::Row(row) => text::note(row),
            Entry::Gap(gap) => text::gap(gap),
        })
        .collect();
    assert_eq!(rows, ["hủy: nhập nhầm", ""]);
    assert_eq!(book.closed.map(|it| (it.last, it.by)), Some((2, RO.to_owned())));

    // Nobody gets a number of that year any more.
    office.at("2023-12-29T16:00:00+07:00", HANH);
    let draft = office.draft_of(&Visitor::person("052085001111", SON, "1.004873"));
    let id = draft.id;
    let late = office.on(id, DossierAct::Accept(Box::new(draft)));
    assert_eq!(late, Err(Refusal::RegisterClosed { year: 2023 }));
    office.ends_sound();
}
