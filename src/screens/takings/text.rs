//! Words of the day's closing list on the screen.

pub(super) use crate::domain::takings::text as words;

use chrono::NaiveDate;

use crate::domain::say;
use crate::domain::takings::Takings;

pub(super) const TITLE: &str = "Thu phí trong ngày";
pub(super) const DAY: &str = "Ngày";
pub(super) const BY: &str = "Theo người thu";
pub(super) const ADVICE: &str = "Tệp để in, lưu: motcua report fees --date. Sửa khoản đã thu ở trang hồ sơ.";

/// Sums the screen has no room for.
pub(super) fn more_sums(count: usize) -> String {
    format!("… và {count} dòng nữa; xem bằng motcua report fees --date.")
}

/// The day in words.
pub(super) fn day(on: NaiveDate) -> String {
    say::today(on)
}

/// Its sum.
pub(super) fn total(takings: &Takings) -> String {
    format!("{} {}", words::TOTAL, say::money(takings.total()))
}
