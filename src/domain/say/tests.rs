use proptest::prelude::*;

use super::*;
use crate::domain::deadline::Pace;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn dates_and_times_have_the_desks_form() {
    let at: NaiveDateTime = "2023-02-14T17:00:09".parse().unwrap();
    assert_eq!(date(at.date()), "14/02/2023");
    assert_eq!(list_date(at.date(), day("2023-12-31")), "14/02");
    assert_eq!(list_date(at.date(), day("2024-01-01")), "14/02/2023");
    assert_eq!(
        (time(at.time()), exact_time(at.time())),
        ("17:00".into(), "17:00:09".into())
    );
    assert_eq!(moment(at), "14/02/2023 17:00");
    assert_eq!(promise(at), "17:00 Thứ Ba 14/02/2023");
    assert_eq!(weekday(day("2023-02-19")), "Chủ nhật");
}

#[test]
fn numbers_are_grouped_by_points() {
    for (number, text) in [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (12_480, "12.480"),
        (100_000, "100.000"),
        (u64::MAX, "18.446.744.073.709.551.615"),
    ] {
        assert_eq!(count(number), text);
    }
    assert_eq!(money(15_000), "15.000 đồng");
    assert_eq!(money(i64::MIN), "-9.223.372.036.854.775.808 đồng");
}

#[test]
fn percentages_of_the_monthly_form_come_out_exact() {
    for (part, whole, text) in [
        (40, 44, "90,91 %"),
        (36, 40, "90,00 %"),
        (9, 44, "20,45 %"),
        (1, 3, "33,33 %"),
        (2, 3, "66,67 %"),
        (1, 20_000, "0,01 %"),
        (3, 2, "150,00 %"),
        (0, 5, "0,00 %"),
        (0, 0, "–"),
        (u64::MAX, u64::MAX, "100,00 %"),
    ] {
        assert_eq!(percent(part, whole), text);
    }
    assert_eq!(percent_point(40, 44).as_deref(), Some("90.91"));
    assert_eq!(percent_point(1, 0), None);
}

#[test]
fn sizes_have_one_decimal_from_a_megabyte_up() {
    for (bytes, text) in [
        (0, "0 KB"),
        (1, "1 KB"),
        (1024, "1 KB"),
        (831_000, "812 KB"),
        (1_048_576, "1,0 MB"),
        (1_300_000, "1,2 MB"),
        (35_900_000, "34,2 MB"),
        (3_700_000_000, "3,4 GB"),
    ] {
        assert_eq!(size(bytes), text);
    }
    assert!(size(u64::MAX).ends_with(" GB"));
}

#[test]
fn identity_numbers_are_masked_in_the_middle() {
    for (number, text) in [
        ("052192004567", "052*****4567"),
        ("215404812", "215**4812"),
        ("4101234562-001", "410*******-001"),
        ("12345", "***45"),
        ("12", "**"),
        ("", ""),
    ] {
        assert_eq!(masked(number), text);
    }
}

#[test]
fn a_time_limit_is_said_in_words() {
    for (state, text) in [
        (Pace::Overdue(1), "QUÁ 1 NGÀY"),
        (Pace::Today, "hôm nay"),
        (Pace::Left(2), "còn 2 ngày"),
        (Pace::Paused, "tạm dừng"),
        (Pace::OnTime, "đúng hạn"),
        (Pace::Early, "trước hạn"),
        (Pace::Late(3), "quá hạn 3 ngày"),
        (Pace::Unlimited, "không hẹn"),
    ] {
        assert_eq!(pace(state), text);
    }
}

proptest! {
    #[test]
    fn grouping_keeps_every_digit(number in any::<u64>(), bytes in any::<u64>()) {
        prop_assert_eq!(count(number).replace('.', ""), number.to_string());
        let _ = (size(bytes), percent(number, bytes));
    }

    #[test]
    fn a_mask_keeps_the_length_and_hides_something(number in "[0-9]{1,20}", any in any::<String>()) {
        prop_assert_eq!(masked(&number).len(), number.len());
        prop_assert!(masked(&number).contains('*'));
        prop_assert_eq!(masked(&any).chars().count(), any.chars().count());
    }
}

#[test]
fn a_long_name_is_cut_and_says_so() {
    assert_eq!(shortened("S0001.jpg", 9), "S0001.jpg");
    assert_eq!(shortened("Giấy chứng sinh.pdf", 10), "Giấy chứn…");
    assert_eq!(shortened("Giấy chứng sinh.pdf", 6), "Giấy…");
}
