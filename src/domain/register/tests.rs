use proptest::prelude::*;

use super::*;

/// A reception of the day, with this number.
pub(crate) fn row(number: u32) -> RegisterRow {
    RegisterRow {
        number,
        dossier: DossierId(uuid::Uuid::from_u128(u128::from(number))),
        code: format!("000.99.15.H08-230214-{number:04}"),
        procedure: "Đăng ký khai sinh".into(),
        sets: 1,
        holder: "Đinh Thị Hà".into(),
        address: "Thôn 2, xã An Toàn".into(),
        phone: "0905123456".into(),
        agency: "Xã An Toàn".into(),
        received_on: NaiveDate::from_ymd_opt(2023, 2, 14).unwrap(),
        due_on: NaiveDate::from_ymd_opt(2023, 2, 14),
        forwarded_on: None,
        finished_on: None,
        returned_on: None,
        way: None,
        receiver: None,
        status: Status::Accepted,
        void_reason: None,
        apologies: 0,
        exempted: 0,
    }
}

/// The numbers an entry stands for.
fn numbers(entry: &Entry) -> std::ops::RangeInclusive<u32> {
    match entry {
        Entry::Row(row) => row.number..=row.number,
        Entry::Gap(gap) => gap.from..=gap.to,
    }
}

#[test]
fn a_number_without_a_dossier_stands_there_as_a_gap() {
    let entries = entries(vec![row(2), row(5)], (1, 7), false);
    let spans: Vec<_> = entries.iter().map(numbers).collect();
    assert_eq!(spans, [1..=1, 2..=2, 3..=4, 5..=5, 6..=7]);
    let Entry::Gap(gap) = &entries[2] else { panic!() };
    assert!(text::gap(gap).starts_with("Số 3 đến 4: KHÔNG CÓ HỒ SƠ"));
    let known = Gap {
        explained: true,
        ..*gap
    };
    assert!(text::gap(&known).contains("trước lần phục hồi"));
}

#[test]
fn a_void_dossier_stays_as_huy_and_one_twice_stays_twice() {
    let void = RegisterRow {
        void_reason: Some("nhập nhầm".into()),
        ..row(1)
    };
    assert_eq!(text::cells(&void)[13], "hủy: nhập nhầm");
    let late = RegisterRow {
        apologies: 1,
        status: Status::Withdrawn,
        ..row(1)
    };
    assert_eq!(text::note(&late), "đã rút; xin lỗi 1 lần");
    let twice = entries(vec![row(1), row(1), row(2)], (1, 2), false);
    assert_eq!(twice.len(), 3, "a clone's number is shown, not hidden");
}

#[test]
fn what_is_not_digitised_stands_in_the_notes_and_is_counted_without_void_dossiers() {
    let of = |number, exempted| RegisterRow {
        exempted,
        ..row(number)
    };
    let void = RegisterRow {
        void_reason: Some("nhập nhầm".into()),
        ..of(2, 7)
    };
    assert_eq!(text::note(&of(1, 2)), "không số hóa 2 giấy tờ");
    assert_eq!(text::note(&void), "hủy: nhập nhầm");
    let mut book = Book {
        unit: "Xã An Toàn".into(),
        book: 1,
        year: 2023,
        last: 4,
        entries: entries(vec![of(1, 2), void, of(3, 1)], (1, 4), false),
        closed: None,
    };
    assert_eq!(
        text::exempted(&book),
        "Không số hóa: 3 giấy tờ của 2 hồ sơ trong sổ"
    );
    book.entries.remove(0);
    assert_eq!(
        text::exempted(&book),
        "Không số hóa: 1 giấy tờ của 1 hồ sơ số 2 đến 4"
    );
    book.entries.clear();
    assert_eq!(
        text::exempted(&book),
        "Không số hóa: không có giấy tờ nào của hồ sơ trong sổ"
    );
}

#[test]
fn every_column_has_a_heading() {
    let cells = text::cells(&row(7));
    assert_eq!(cells.len(), text::HEADS.len());
    assert_eq!(cells[5], "Thôn 2, xã An Toàn, 0905 123 456");
    assert_eq!(cells[8], "14/02/2023");
}

proptest! {
    #[test]
    fn every_number_stands_in_the_book_exactly_once(
        there in prop::collection::btree_set(1_u32..200, 0..60), last in 200_u32..220
    ) {
        let rows: Vec<RegisterRow> = there.iter().map(|number| row(*number)).collect();
        let entries = entries(rows, (1, last), false);
        let told: Vec<u32> = entries.iter().flat_map(numbers).collect();
        prop_assert_eq!(told, (1..=last).collect::<Vec<_>>());
    }
}
