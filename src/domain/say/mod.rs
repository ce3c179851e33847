//! How the desk writes dates, numbers, sizes and time limits (screens.md §1.8).
//!
//! Whole numbers only: no float is ever made, so no percentage is ever rounded twice.

#[cfg(test)]
mod tests;
mod text;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

pub use text::{money, pace, promise, today, weekday};

/// What stands where there is no denominator.
pub const NOTHING: &str = "\u{2013}";

const KB: u64 = 1024;

/// `14/02/2023`.
pub fn date(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// In lists: `14/02` in the year of `today`, else the whole date.
pub fn list_date(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() {
        format!("{:02}/{:02}", day.day(), day.month())
    } else {
        date(day)
    }
}

/// `08:07`.
pub fn time(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

/// `08:07:12`, for history, receipts of acts and "đã lưu".
pub fn exact_time(at: NaiveTime) -> String {
    at.format("%H:%M:%S").to_string()
}

/// `10/02/2023 08:30`.
pub fn moment(at: NaiveDateTime) -> String {
    format!("{} {}", date(at.date()), time(at.time()))
}

/// `12.480`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let head = digits.len() % 3;
    let mut grouped = digits[..head].to_owned();
    for at in (head..digits.len()).step_by(3) {
        if at > 0 {
            grouped.push('.');
        }
        grouped.push_str(&digits[at..at + 3]);
    }
    grouped
}

/// `90,91 %`, rounded half up; [`NOTHING`] without a denominator.
pub fn percent(part: u64, whole: u64) -> String {
    match hundredths(part, whole) {
        Some(value) => format!("{},{:02} %", value / 100, value % 100),
        None => NOTHING.to_owned(),
    }
}

/// `90.91`, the form of JSON and tables for machines; `None` without a denominator.
pub fn percent_point(part: u64, whole: u64) -> Option<String> {
    hundredths(part, whole).map(|value| format!("{}.{:02}", value / 100, value % 100))
}

/// `812 KB`, `1,2 MB`, `3,4 GB`; 1 KB is 1024 bytes. Never `0 KB` for a file that has something in it.
pub fn size(bytes: u64) -> String {
    let steps = [(KB * KB * KB, "GB"), (KB * KB, "MB")];
    for (unit, name) in steps {
        let tenths = u128::from(bytes) * 10 / u128::from(unit);
        if tenths >= 10 {
            return format!("{},{} {name}", tenths / 10, tenths % 10);
        }
    }
    format!("{} KB", bytes.div_ceil(KB))
}

/// `052*****4567`: the first three and the last four stay. Shorter texts keep the last two, or nothing.
pub fn masked(number: &str) -> String {
    let letters: Vec<char> = number.chars().collect();
    let (head, tail) = match letters.len() {
        0..=2 => (0, 0),
        3..=8 => (0, 2),
        _ => (3, 4),
    };
    let hidden = head..letters.len() - tail;
    let mask = |(at, letter): (usize, &char)| if hidden.contains(&at) { '*' } else { *letter };
    letters.iter().enumerate().map(mask).collect()
}

/// A name inside a sentence: at most so many letters, by its beginning.
pub fn shortened(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    let kept: String = name.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The share in hundredths of a percent.
fn hundredths(part: u64, whole: u64) -> Option<u128> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    (whole > 0).then(|| (part * 20_000 + whole) / (whole * 2))
}
