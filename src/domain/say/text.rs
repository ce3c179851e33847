//! The words beside dates and numbers.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

use crate::domain::deadline::Pace;

/// `Thứ Ba`, `Chủ nhật`.
pub fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        Weekday::Mon => "Thứ Hai",
        Weekday::Tue => "Thứ Ba",
        Weekday::Wed => "Thứ Tư",
        Weekday::Thu => "Thứ Năm",
        Weekday::Fri => "Thứ Sáu",
        Weekday::Sat => "Thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

/// `17:00 Thứ Ba 14/02/2023`: time before date, weekday in full.
pub fn promise(at: NaiveDateTime) -> String {
    format!("{} {}", super::time(at.time()), today(at.date()))
}

/// `Thứ Ba 14/02/2023`.
pub fn today(day: NaiveDate) -> String {
    format!("{} {}", weekday(day), super::date(day))
}

/// `15.000 đồng`.
pub fn money(dong: i64) -> String {
    let sign = if dong < 0 { "-" } else { "" };
    format!("{sign}{} đồng", super::count(dong.unsigned_abs()))
}

/// A time limit in lists, words first: `QUÁ 1 NGÀY`, `hôm nay`, `còn 2 ngày`.
pub fn pace(pace: Pace) -> String {
    match pace {
        Pace::Unlimited => "không hẹn".into(),
        Pace::Paused => "tạm dừng".into(),
        Pace::Overdue(days) => format!("QUÁ {days} NGÀY"),
        Pace::Today => "hôm nay".into(),
        Pace::Left(days) => format!("còn {days} ngày"),
        Pace::Early => "trước hạn".into(),
        Pace::OnTime => "đúng hạn".into(),
        Pace::Late(days) => format!("quá hạn {days} ngày"),
    }
}
