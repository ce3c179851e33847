//! Money and the register by keys: from the reception to the day's list, and the book closed at the year's end.

use motcua::domain::act::{Act, DossierAct};
use motcua::domain::dossier::Status;
use motcua::domain::fee::{FeeState, Method};
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;
use motcua::domain::register::{Book, Entry, text};
use motcua::domain::takings::Takings;

use crate::hand::{To, Visitor};
use crate::office::{HANH, Office, RO, SON};
use crate::papers::signed_pdf;

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

/// One line of the form of a fee: its name, then its sum, and from there with keys to how it stands.
fn line(office: &mut Office, (name, dong): (&str, &str), keys: &str) {
    office.keys("+").types(name).keys("<tab><tab>").types(dong);
    office.keys(keys);
}

/// From the counter to the return: one fee is paid at once with its receipt, one nobody pays, one is paid at the end.
#[test]
fn fees_go_from_the_reception_through_the_receipt_to_the_return_and_the_days_list() {
    let mut office = Office::open();
    office.clock_shows("2023-02-14T08:10:00+07:00").log_in(HANH);
    let (key, value) = ("receipt_template".to_owned(), "receipt-fees".to_owned());
    office.act(Act::SetSetting { key, value }).unwrap();
    office.keys("<f2>").types("052192004567").keys("<enter>1");
    office.types("khai sinh").keys("<enter>");
    office.types("Đinh Thị Hà").keys("<enter>");
    office.types("0905123456").keys("<enter>");
    office.types("Thôn 2").keys("<enter><enter>");
    office.sees("Tờ khai đăng ký khai sinh").keys("<ctrl-a><f2>");
    office.keys("<f10>").types("phi, le phi").keys("<enter>");
    line(&mut office, ("Lệ phí hộ tịch", "15.000"), "<f2>");
    office
        .sees("15.000 đồng")
        .keys("<space>")
        .sees("đã thu, tiền mặt");
    office
        .keys("<enter><tab><tab><tab><tab>")
        .types("BL-0042")
        .keys("<f2>");
    line(&mut office, ("Lệ phí bản chính", "5.000"), "<tab><tab>3<tab>");
    office.types("hộ nghèo").keys("<f2>").sees("miễn: hộ nghèo");
    line(&mut office, ("Phí bản sao", "8.000"), "<tab>2<f2>");
    office
        .sees("đã thu 15.000 đồng")
        .sees("chưa thu 8.000 đồng")
        .keys("<f2>");
    office.keys("<f2>").sees("ĐÃ TIẾP NHẬN");

    let view = office.dossier("230214-0001");
    let dossier = view.row.id;
    let receipt = office.receipt_text(&view, 0);
    for said in [
        "Lệ phí hộ tịch 15.000 đồng (đã thu tiền mặt)",
        "Lệ phí bản chính 5.000 đồng (miễn)",
        "Phí bản sao 8.000 đồng (chưa thu)",
        "cộng 23.000 đồng",
    ] {
        assert!(receipt.contains(said), "«{said}»: {receipt}");
    }
    assert_eq!(view.fees[0].receipt_no.as_deref(), Some("BL-0042"));
    assert_eq!(takings(&office, "2023-02-14").total(), 15_000);

    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.at("2023-02-14T10:00:00+07:00", SON);
    let folder = office.beside("ket_qua");
    let file = office.stored(signed_pdf(&folder, "khai_sinh.pdf")).unwrap();
    let outcome = office.outcome(dossier, file);
    let filed = DossierAct::FileOutcome(Box::new(outcome));
    office.on(dossier, filed).unwrap();
    office.forwarded(dossier, (3, To::Officer(HANH))).unwrap();

    // At the return the second fee is still open: it is said before anything goes out, and paid on the spot.
    office.at("2023-02-15T08:00:00+07:00", HANH);
    office.types("Đinh Thị Hà").keys("<enter>").sees("230214-0001");
    office
        .keys("<f2>")
        .sees("Trả kết quả")
        .sees("chưa thu 8.000 đồng");
    office.keys("<f2>").sees("8.000 đồng").keys("<esc>");
    office.keys("<f10>").types("phi, le phi").keys("<enter>");
    office
        .keys("<down><down><space>")
        .sees("đã thu, tiền mặt")
        .keys("<f2>");
    office.sees("đã thu 23.000 đồng").keys("<f2>");
    assert_eq!(office.view(dossier).row.status, Status::Returned);
    assert_eq!(takings(&office, "2023-02-15").total(), 8_000);
    office.keys("<f10>").types("thu phi trong ngay").keys("<enter>");
    office.sees("Cộng 8.000 đồng");
    office.ends_sound();
}
