use chrono::{NaiveDate, NaiveDateTime};

use super::*;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap()
}

fn birth() -> Receipt {
    Receipt {
        agency: vec!["UBND HUYỆN AN LÃO".into(), "UBND XÃ AN TOÀN".into()],
        desk: "Bộ phận Một cửa xã An Toàn".into(),
        number: "0001/TNHS".into(),
        code: "000.99.15.H08-230214-0001".into(),
        lookup: "K7QX".into(),
        lookup_url: String::new(),
        holder: "Đinh Thị Hà".into(),
        organisation: None,
        holder_no: "052192004567".into(),
        bearer: None,
        address: "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".into(),
        phone: "0905123456".into(),
        email: String::new(),
        subject: "Đăng ký khai sinh".into(),
        procedure_code: "1.001193".into(),
        components: vec![
            ReceiptComponent {
                name: "Tờ khai đăng ký khai sinh".into(),
                copies: 1,
                given: Given::Original,
            },
            ReceiptComponent {
                name: "Giấy chứng sinh".into(),
                copies: 1,
                given: Given::Original,
            },
            ReceiptComponent {
                name: "Thẻ căn cước của cha, mẹ".into(),
                copies: 1,
                given: Given::Shown,
            },
        ],
        sets: 1,
        limit: Some(Limit::SameDay),
        received_at: at("2023-02-14 08:07:12"),
        due_at: Some(at("2023-02-14 17:00:00")),
        promised_at: Some(at("2023-02-14 17:00:00")),
        collect_at: "Bộ phận Một cửa".into(),
        book: 1,
        register_no: 7,
        fees: Vec::new(),
        missing: Vec::new(),
        note: String::new(),
        officer: "Hạnh".into(),
        place_of_issue: "An Toàn".into(),
        issued_at: at("2023-02-14 08:07:12"),
        practice: false,
        reprint: 0,
    }
}

fn written(receipt: &Receipt) -> String {
    lines(receipt)
        .into_iter()
        .flat_map(|line| {
            let head = format!("{}: {}", line.label, line.value);
            std::iter::once(head).chain(line.items.into_iter().map(|item| format!("  - {item}")))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_lines_stand_in_the_order_and_words_of_the_circular() {
    insta::assert_snapshot!(written(&birth()));
}

#[test]
fn an_organisation_its_bearer_the_fees_and_what_is_missing_are_all_said() {
    let mut receipt = birth();
    receipt.organisation = Some("Hợp tác xã nông nghiệp An Toàn".into());
    receipt.bearer = Some(Bearer {
        name: "Hồ Văn Nam".into(),
        basis: "giấy ủy quyền ngày 10/02/2023".into(),
    });
    receipt.email = "htx@example.vn".into();
    receipt.fees = vec![
        ReceiptFee {
            name: "Lệ phí".into(),
            dong: 15_000,
            state: FeeState::Paid,
            method: Some(Method::Cash),
        },
        ReceiptFee {
            name: "Phí thẩm định".into(),
            dong: 1_200_000,
            state: FeeState::Due,
            method: None,
        },
    ];
    receipt.missing = vec!["Giấy xác nhận khuyết tật".into()];
    receipt.note = "Bổ sung trước ngày 20/02/2023".into();
    receipt.promised_at = Some(at("2023-02-21 11:30:00"));
    insta::assert_snapshot!(written(&receipt));
    assert_eq!(receipt.signer(), "Hồ Văn Nam");
    assert_eq!(receipt.holder_title(), "Hợp tác xã nông nghiệp An Toàn");
}

#[test]
fn limits_are_written_as_a_citizen_reads_them() {
    let cases = [
        (None, "không quy định"),
        (Some(Limit::SameDay), "trong ngày"),
        (Some(Limit::HalfDays(1)), "0,5 ngày làm việc"),
        (Some(Limit::HalfDays(2)), "01 ngày làm việc"),
        (Some(Limit::HalfDays(3)), "1,5 ngày làm việc"),
        (Some(Limit::WorkingHours(6)), "06 giờ làm việc"),
        (Some(Limit::WorkingDays(10)), "10 ngày làm việc"),
        (Some(Limit::CalendarDays(30)), "30 ngày"),
    ];
    for (limit, words) in cases {
        assert_eq!(limit_words(limit), words);
    }
}

#[test]
fn days_below_ten_and_the_first_two_months_take_a_leading_zero() {
    let on = |y, m, d| date_words(NaiveDate::from_ymd_opt(y, m, d).unwrap());
    assert_eq!(on(2023, 2, 4), "ngày 04 tháng 02 năm 2023");
    assert_eq!(on(2023, 3, 14), "ngày 14 tháng 3 năm 2023");
    assert_eq!(on(2023, 11, 1), "ngày 01 tháng 11 năm 2023");
}

#[test]
fn a_phone_that_is_not_ten_digits_is_left_as_written() {
    for (stored, words) in [
        ("0905123456", "0905 123 456"),
        ("02563 888", "02563 888"),
        ("ộộộộ", "ộộộộ"),
        ("", ""),
    ] {
        let mut receipt = birth();
        receipt.phone = stored.into();
        assert_eq!(line(&receipt, Fact::Phone).value, words);
    }
}
