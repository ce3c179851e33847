use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;

#[test]
fn numbers_are_stored_in_one_form_and_shown_in_groups() {
    for (typed, stored, shown) in [
        ("0905123456", "0905123456", "0905 123 456"),
        ("0905 123.456", "0905123456", "0905 123 456"),
        ("+84 905-123-456", "0905123456", "0905 123 456"),
        ("84905123456", "0905123456", "0905 123 456"),
        ("+84 0905 123 456", "0905123456", "0905 123 456"),
        ("(0256) 3874001", "02563874001", "0256 3 874 001"),
        ("024 3826 1234", "02438261234", "024 3826 1234"),
    ] {
        let phone = Phone::parse(typed).unwrap();
        assert_eq!(
            (phone.digits(), phone.shown().as_str()),
            (stored, shown),
            "{typed}"
        );
    }
}

#[test]
fn wrong_numbers_say_what_is_wrong_and_where() {
    for (typed, fault, at) in [
        ("", PhoneFault::Empty, 0),
        ("090512345", PhoneFault::Mobile(9), 9),
        ("09051234567", PhoneFault::Mobile(11), 10),
        ("0405123456", PhoneFault::Prefix, 0),
        ("115", PhoneFault::Prefix, 0),
        ("0", PhoneFault::Mobile(1), 1),
        ("0256387400", PhoneFault::Landline(10), 10),
        ("0905a23456", PhoneFault::Character('a', 5), 4),
    ] {
        assert_eq!(Phone::parse(typed), Err(PhoneFinding { fault, at }), "{typed}");
        assert!(text::sentence(fault).width() <= 78);
        assert!(text::beside(fault).is_none_or(|note| note.width() <= 18));
    }
    assert_eq!(
        text::sentence(PhoneFault::Mobile(9)),
        "Số di động phải có 10 số, bắt đầu bằng 03, 05, 07, 08, 09. Mới có 9 số."
    );
    assert_eq!(text::beside(PhoneFault::Mobile(9)).unwrap(), "thiếu 1 số");
}

#[test]
fn what_is_no_number_is_shown_as_it_stands() {
    for stored in ["", "không có", "0905", "09051ăâđ"] {
        assert_eq!(grouped(stored), stored);
    }
}

proptest! {
    #[test]
    fn what_is_shown_is_read_back(number in "0[35789][0-9]{8}|02[0-9]{9}") {
        let phone = Phone::parse(&number).unwrap();
        prop_assert_eq!(Phone::parse(&phone.shown()), Ok(phone));
    }

    #[test]
    fn no_text_makes_it_panic(typed in any::<String>()) {
        if let Err(finding) = Phone::parse(&typed) {
            prop_assert!(finding.at <= typed.chars().count());
        }
        let _ = grouped(&typed);
    }
}
