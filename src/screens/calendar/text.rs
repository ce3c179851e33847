//! Words of the calendar.

use chrono::NaiveDate;

use crate::domain::rows::CalendarRow;
use crate::domain::say;

pub(super) const PATH: &str = "Quản trị";
pub(super) const CALENDAR: &str = "Lịch nghỉ";
pub(super) const ADD: &str = "Thêm ngày";
pub(super) const WRITE: &str = "Ghi";
pub(super) const CHANGE: &str = "Xác nhận, bỏ";
pub(super) const YEAR: &str = "Năm";
/// Headers of the table.
pub(super) const COLUMNS: [&str; 5] = ["Ngày", "Thứ", "Loại", "Tên", "Tình trạng"];

pub(super) const DATE: &str = "Ngày";
pub(super) const KIND: &str = "Loại ngày";
pub(super) const NAME: &str = "Tên";
pub(super) const SOURCE: &str = "Nguồn";
pub(super) const KINDS: [&str; 2] = ["Ngày nghỉ", "Ngày làm bù"];
pub(super) const SPACE: &str = "Space đổi";
pub(super) const NAME_NOTE: &str = "như Quốc khánh, hoán đổi ngày nghỉ Tết";

pub(super) const NOT_READ: &str = "Chưa đọc được lịch. F5 đọc lại.";
pub(super) const WRITING: &str = "Đang ghi…";
pub(super) const PROJECTED_COUNTS: &str = "Ngày dự kiến vẫn tính là ngày làm việc cho đến khi xác nhận.";
pub(super) const NEVER_MIND: &str = "Thôi, không đổi gì";
const NOT_OFF: &str = "Không nghỉ: ";
const NOT_WORKED: &str = "Không làm bù: ";

pub(super) fn kind(off: bool) -> &'static str {
    if off { "nghỉ" } else { "làm việc" }
}

pub(super) fn status(projected: bool) -> &'static str {
    if projected { "DỰ KIẾN" } else { "chính thức" }
}

/// W24.
pub(super) fn no_calendar(year: i32) -> String {
    format!("Chưa có lịch nghỉ năm {year}. Hẹn trả có thể sai từ 01/01; cập nhật lịch.")
}

pub(super) fn empty(year: i32) -> String {
    format!("Năm {year} chưa có ngày nào trong lịch. F2 thêm ngày, ← → xem năm khác.")
}

pub(super) fn year(year: i32) -> String {
    format!("Năm {year}")
}

pub(super) fn count(rows: &[CalendarRow]) -> String {
    let off = rows.iter().filter(|row| row.off && !row.projected).count();
    let worked = rows.iter().filter(|row| !row.off).count();
    let projected = rows.iter().filter(|row| row.projected).count();
    format!("{off} ngày nghỉ, {worked} ngày làm việc riêng, {projected} ngày dự kiến")
}

pub(super) fn title(on: NaiveDate) -> String {
    format!("Ngày {}", say::today(on))
}

/// What can be done with a day, each with whether it is off afterwards.
pub(super) fn ways(row: &CalendarRow) -> Vec<(String, bool)> {
    let mut ways = Vec::new();
    if row.projected {
        let word = format!("Xác nhận chính thức: {}", kind(row.off));
        ways.push((word, row.off));
    }
    let other = if row.off {
        "Bỏ khỏi lịch: làm việc bình thường"
    } else {
        "Bỏ khỏi lịch: nghỉ bình thường"
    };
    ways.push((other.to_owned(), !row.off));
    ways
}

/// The name of a day after it was turned round; turned twice it has its own again.
pub(super) fn name_after(row: &CalendarRow, off: bool) -> String {
    if off == row.off {
        return row.name.clone();
    }
    let bare = row
        .name
        .strip_prefix(NOT_OFF)
        .or_else(|| row.name.strip_prefix(NOT_WORKED));
    match bare {
        Some(bare) => bare.to_owned(),
        None if off => format!("{NOT_WORKED}{}", row.name),
        None => format!("{NOT_OFF}{}", row.name),
    }
}

pub(super) fn written(on: NaiveDate, off: bool) -> String {
    format!("Đã ghi {}: {}.", say::today(on), kind(off))
}

pub(super) fn missing(label: &str) -> String {
    format!("Chưa nhập {label}. Mục này bắt buộc.")
}

/// A working day that is one already.
pub(super) fn worked_already(on: NaiveDate) -> String {
    format!("{} vốn là ngày làm việc. Chọn ngày khác.", say::today(on))
}
