//! Words of the day's closing list on the screen.

pub(super) use crate::domain::takings::text as words;

use chrono::NaiveDate;

use crate::domain::say;
use crate::domain::takings::Takings;

pub(super) const TITLE: &str = "Thu phí trong ngày";
pub(super) const DAY: &str = "Ngày";
pub(super) const BY: &str = "Theo người thu";
pub(super) const ADVICE: &str = "Sửa khoản đã thu ở trang hồ sơ.";

/// Sums the screen has no room for.
pub(super) fn more_sums(count: usize) -> String {
    format!("… và {count} dòng nữa; bản in (F7) có đủ.")
}

/// The day in words.
pub(super) fn day(on: NaiveDate) -> String {
    say::today(on)
}

/// Its sum.
pub(super) fn total(takings: &Takings) -> String {
    format!("{} {}", words::TOTAL, say::money(takings.total()))
}
