use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::domain::dossier::Sex;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at_the_counter(value: &str) -> Checked {
    check(value, Asked::Any, Some(day("2023-02-14")))
}

fn said(value: &str) -> (String, usize) {
    let checked = at_the_counter(value);
    let finding = &checked.findings[0];
    (text::sentence(&finding.fault, &checked.value), finding.at)
}

#[test]
fn the_people_of_the_scenarios_are_read_from_their_numbers() {
    for (number, place, sex, year) in [
        ("052090001234", "Bình Định", Sex::Male, 1990),
        ("052192004567", "Bình Định", Sex::Female, 1992),
        ("052158000321", "Bình Định", Sex::Female, 1958),
        ("052301000777", "Bình Định", Sex::Female, 2001),
        ("064285007788", "Gia Lai", Sex::Male, 2085),
    ] {
        let checked = check(number, Asked::Any, None);
        let expected = Personal {
            province: Some(place),
            sex,
            year,
        };
        assert_eq!(
            (checked.verdict(), checked.personal),
            (Verdict::Ok, Some(expected)),
            "{number}"
        );
    }
    assert_eq!(
        text::facts(&at_the_counter("052192004567")),
        "CCCD Bình Định, nữ, 1992"
    );
}

#[test]
fn wrong_numbers_say_what_is_wrong_and_put_the_cursor_there() {
    for (value, sentence, at) in [
        (
            "05215800032",
            "Số CCCD phải có 12 số, mới có 11. Nhập thêm 1 số ở vị trí con trỏ.",
            11,
        ),
        (
            "99915800032x",
            "Chỉ nhập chữ số. Ký tự «x» ở vị trí 12 không dùng được.",
            11,
        ),
        (
            "052 158 00032",
            "Số CCCD phải có 12 số, mới có 11. Nhập thêm 1 số ở vị trí con trỏ.",
            13,
        ),
        (
            "05215800032111",
            "Số CCCD phải có 12 số, đang có 14. Bỏ bớt 2 số.",
            12,
        ),
        (
            "21541221",
            "Số CMND phải có 9 số, đang có 8. Xem lại chỗ con trỏ.",
            8,
        ),
        (
            "4101234563",
            "MST 4101234563 sai số kiểm tra: số cuối phải là 2. Đối chiếu với giấy đăng ký.",
            9,
        ),
        (
            "4101234562-000",
            "Ba số sau dấu gạch của MST phải từ 001 đến 999. Nhập lại ba số đó.",
            11,
        ),
        (
            "4101234562-1",
            "MST đơn vị phụ thuộc phải có 10 số, dấu gạch, 3 số; đang có 11 số.",
            12,
        ),
        (
            "999090001234",
            "Ba số đầu 999 không có trong bảng mã tỉnh. Đối chiếu với thẻ.",
            0,
        ),
        (
            "052290001234",
            "Số này ghi năm sinh 2090, chưa tới. Đối chiếu với thẻ.",
            3,
        ),
        ("", "Chưa nhập số CMND/CCCD/MST. Mục này bắt buộc.", 0),
        (
            "Đinh Thị Hà",
            "Chỉ nhập chữ số. Ký tự «Đ» ở vị trí 1 không dùng được.",
            0,
        ),
        (
            "Dinh Thi Ha",
            "Chỉ nhập chữ số. Ký tự «D» ở vị trí 1 không dùng được.",
            0,
        ),
    ] {
        assert_eq!(said(value), (sentence.to_owned(), at), "{value}");
    }
}

#[test]
fn what_the_law_lets_pass_is_warned_of_and_the_rest_is_refused() {
    for (value, asked, verdict, may_insist) in [
        ("052192004567", Asked::Any, Verdict::Ok, false),
        ("052.192.004567", Asked::Personal, Verdict::Ok, false),
        ("999090001234", Asked::Any, Verdict::Warning, false),
        ("215404812", Asked::Any, Verdict::Ok, false),
        ("4101234562", Asked::Any, Verdict::Ok, false),
        ("4101234562-001", Asked::Tax, Verdict::Ok, false),
        ("4101234562001", Asked::Tax, Verdict::Ok, false),
        ("4101234563", Asked::Any, Verdict::Refused, true),
        ("4101234563-000", Asked::Any, Verdict::Refused, false),
        ("052192004567", Asked::Tax, Verdict::Ok, false),
        ("05219200456", Asked::Personal, Verdict::Refused, false),
        ("B1234567", Asked::Any, Verdict::Ok, false),
        ("c12345678", Asked::Any, Verdict::Ok, false),
        ("AB12345", Asked::Any, Verdict::Warning, false),
        ("12AB34567", Asked::Passport, Verdict::Warning, false),
        ("A1", Asked::Passport, Verdict::Refused, false),
    ] {
        let checked = check(value, asked, Some(day("2023-02-14")));
        assert_eq!(
            (checked.verdict(), checked.may_insist()),
            (verdict, may_insist),
            "{value} {asked:?}"
        );
    }
    assert_eq!(at_the_counter("4101234562001").value, "4101234562-001");
    assert_eq!(at_the_counter("c12345678").value, "C12345678");
}

#[test]
fn the_former_card_is_judged_by_the_day_of_reception() {
    for (on, verdict) in [
        (Some("2024-12-31"), Verdict::Ok),
        (Some("2025-01-01"), Verdict::Warning),
        (None, Verdict::Warning),
    ] {
        let checked = check("215404812", Asked::Any, on.map(day));
        assert_eq!(checked.verdict(), verdict, "{on:?}");
        assert_eq!(checked.wants_reason(), verdict == Verdict::Warning);
    }
}

#[test]
fn real_companies_have_the_check_digit_of_the_circular() {
    for number in [
        "0100109106",
        "0101248141",
        "0100684378",
        "0100112437",
        "0100107518",
        "0300588569",
        "0100686209",
        "0301442379",
        "0102182292",
        "4101234562",
    ] {
        assert_eq!(check(number, Asked::Tax, None).verdict(), Verdict::Ok, "{number}");
    }
    // 3·1 + 5·0 … = 11: the check digit would be 10, so no tenth digit is right.
    assert_eq!(check_digit([0, 0, 0, 0, 0, 0, 0, 1, 2]), None);
    let checked = check("0000000120", Asked::Tax, None);
    assert_eq!((checked.verdict(), checked.findings.len()), (Verdict::Warning, 1));
}

#[test]
fn a_sex_or_year_that_differs_is_warned_of_in_capitals() {
    let number = at_the_counter("052158000321").personal.unwrap();
    let w10 = |sex, born: Option<&str>| {
        compare(number, sex, born.and_then(Born::parse)).map(|differs| text::mismatch(&differs))
    };
    assert_eq!(
        w10(Some(Sex::Male), None).unwrap(),
        "KHÔNG KHỚP: số định danh là nữ, sinh 1958; đang nhập nam. Đối chiếu thẻ."
    );
    assert_eq!(
        w10(Some(Sex::Male), Some("05/09/1960")).unwrap(),
        "KHÔNG KHỚP: số định danh là nữ, sinh 1958; đang nhập nam, 1960. Đối chiếu thẻ."
    );
    assert_eq!(w10(Some(Sex::Female), Some("1958")), None);
    assert_eq!(w10(None, None), None);
}

#[test]
fn births_are_read_as_cards_and_people_write_them() {
    for (text, born) in [
        ("05091992", "05/09/1992"),
        ("05/09/1992", "05/09/1992"),
        ("5-9-1992", "05/09/1992"),
        ("1992-09-05", "05/09/1992"),
        ("1958", "1958"),
        ("00001958", "1958"),
        ("00/09/1958", "1958"),
    ] {
        assert_eq!(Born::parse(text).unwrap().to_string(), born, "{text}");
    }
    for text in [
        "",
        "31/02/1990",
        "05/13/1990",
        "90",
        "0190",
        "05/09/92",
        "x",
        "05091992 1",
        "/",
    ] {
        assert_eq!(Born::parse(text), None, "{text}");
    }
    assert_eq!(parse_day("1958"), None);
}

const CARD: &str =
    "052192004567|215411222|Đinh Thị Hà|05091992|Nữ|Thôn 2, An Toàn, An Lão, Bình Định|10042021";

#[test]
fn a_card_fills_the_form() {
    let card = read_card(CARD).unwrap();
    assert_eq!(card.number, "052192004567");
    assert_eq!(card.old_number.as_deref(), Some("215411222"));
    assert_eq!(card.name, "Đinh Thị Hà");
    assert_eq!(card.born, Born::parse("05/09/1992"));
    assert_eq!(card.sex, Some(Sex::Female));
    assert_eq!(card.issued_on, Some(day("2021-04-10")));
    assert_eq!(card.address_parts(), ["Thôn 2", "An Toàn", "An Lão", "Bình Định"]);
    assert_eq!(card.warnings, []);
    assert!(looks_like_card(CARD));
}

#[test]
fn a_card_of_2024_brings_the_cancelled_number_and_the_parents() {
    let card = read_card(&format!("{CARD}||Đinh Văn Rỡ|Hồ Thị Lan\r\n")).unwrap();
    assert_eq!(card.cancelled_number, None);
    assert_eq!(
        (card.father.as_deref(), card.mother.as_deref()),
        (Some("Đinh Văn Rỡ"), Some("Hồ Thị Lan"))
    );
    let card = read_card(&format!("{CARD}|052192009999||")).unwrap();
    assert_eq!(card.cancelled_number.as_deref(), Some("052192009999"));
    assert_eq!(card.father, None);
}

#[test]
fn a_garbled_card_still_gives_its_number() {
    let card = read_card("052192004567|21541122|\u{fffd}inh Th? H|00001992|N?|Thôn 2|99999999").unwrap();
    let doubts = [
        CardWarning::OldNumber,
        CardWarning::Name,
        CardWarning::Sex,
        CardWarning::IssuedOn,
    ];
    assert_eq!(card.warnings, doubts);
    assert_eq!(card.born, Some(Born::Year(1992)));
    let other = read_card(&CARD.replace("Nữ", "Nam").replace("1992", "1993")).unwrap();
    assert!(matches!(other.warnings.as_slice(), [CardWarning::Mismatch(_)]));
}

#[test]
fn what_is_no_card_says_why() {
    assert_eq!(read_card("052192004567|215411222"), Err(CardFault::Fields(2)));
    assert_eq!(
        read_card(&CARD.replace("052192004567", "05219200456")),
        Err(CardFault::Number)
    );
    assert_eq!(read_card("").unwrap_err(), CardFault::Fields(1));
    assert!(!looks_like_card("05219200456|"));
    assert!(!looks_like_card("000.99.15.H08-230214-0001"));
}

#[test]
fn the_table_of_provinces_has_every_code_once() {
    assert_eq!(province("052"), Some("Bình Định"));
    assert_eq!(province("064"), Some("Gia Lai"));
    assert_eq!(province("003"), None);
    assert_eq!(
        (0..1000)
            .filter(|code| province(&format!("{code:03}")).is_some())
            .count(),
        63
    );
}

fn every_fault() -> Vec<Fault> {
    let kinds = NumberKind::ALL.iter();
    let lengths = kinds.flat_map(|kind| {
        [1, 99].map(|have| Fault::Length {
            kind: *kind,
            have,
            want: 12,
        })
    });
    let rest = [
        Fault::Empty,
        Fault::Character {
            letter: 'x',
            place: 12,
        },
        Fault::TaxCheckDigit(2),
        Fault::TaxWithoutCheckDigit,
        Fault::TaxBranch,
        Fault::Province("999".into()),
        Fault::BirthYear(2090),
        Fault::OldCardExpired,
        Fault::PassportForm,
    ];
    lengths.chain(rest).collect()
}

#[test]
fn every_sentence_fits_the_message_line_and_every_note_its_column() {
    for fault in every_fault() {
        let sentence = text::sentence(&fault, "4101234562-001");
        assert!(sentence.width() <= 78, "{} {sentence}", sentence.width());
        assert!(
            text::beside(&fault).is_none_or(|note| note.width() <= 18),
            "{fault:?}"
        );
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic_and_the_cursor_stays_inside(value in any::<String>()) {
        for asked in Asked::ALL {
            let checked = check(&value, *asked, None);
            for finding in &checked.findings {
                prop_assert!(finding.at <= value.chars().count());
            }
            prop_assert!(checked.verdict() != Verdict::Ok || checked.kind.is_some());
        }
        let _ = (read_card(&value), Born::parse(&value));
    }

    #[test]
    fn almost_numbers_never_panic(value in "[0-9A-Za-z .|/\u{2013}-]{0,20}") {
        for asked in Asked::ALL {
            let checked = check(&value, *asked, None);
            prop_assert_eq!(&check(&checked.value, *asked, None).value, &checked.value);
        }
        let _ = (Born::parse(&value), read_card(&format!("052192004567|{value}|{value}|{value}|{value}|x|{value}")));
    }

    #[test]
    fn of_ten_last_digits_at_most_one_is_right(nine in proptest::array::uniform9(0u32..10)) {
        let text: String = nine.iter().map(u32::to_string).collect();
        let good = (0..10).filter(|last| check(&format!("{text}{last}"), Asked::Tax, None).verdict() == Verdict::Ok);
        prop_assert_eq!(good.count(), usize::from(check_digit(nine).is_some()));
    }
}
