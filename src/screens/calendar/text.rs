//! Words of the calendar.

use chrono::NaiveDate;

use super::Way;
use super::form::is_weekday;
use crate::domain::rows::{CalendarRow, DayOrigin};
use crate::domain::say;

pub(super) const PATH: &str = "Quản trị";
pub(super) const CALENDAR: &str = "Lịch nghỉ";
pub(super) const ADD: &str = "Thêm ngày";
pub(super) const WRITE: &str = "Ghi";
pub(super) const CHANGE: &str = "Xác nhận, đổi, bỏ";
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
/// While the days of the year are asked for.
pub(super) const READING: &str = "Đang đọc…";
pub(super) const WRITING: &str = "Đang ghi…";
pub(super) const PROJECTED_COUNTS: &str = "Ngày dự kiến vẫn tính là ngày làm việc cho đến khi xác nhận.";
pub(super) const NEVER_MIND: &str = "Thôi, không đổi gì";

pub(super) fn kind(off: bool) -> &'static str {
    if off { "nghỉ" } else { "làm việc" }
}

/// Projected before all else: it still counts as a working day.
pub(super) fn status(row: &CalendarRow) -> &'static str {
    if row.projected {
        return "DỰ KIẾN";
    }
    match row.origin {
        DayOrigin::Shipped => "chính thức",
        DayOrigin::Office(_) => "đơn vị",
    }
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

/// The words of what can be done with a day, in the order of [`super::ways`].
pub(super) fn way(row: &CalendarRow, way: Way) -> String {
    match way {
        Way::Confirm => format!("Xác nhận chính thức: {}", kind(row.off)),
        Way::Remove => format!("Bỏ ngày đơn vị khai: {}", after(row)),
        Way::Turn if row.off => "Đơn vị vẫn làm việc ngày này, không nghỉ".to_owned(),
        Way::Turn => "Đơn vị nghỉ ngày này, không làm bù".to_owned(),
    }
}

/// What the day is once the office's word is taken away.
fn after(row: &CalendarRow) -> String {
    match &row.origin {
        DayOrigin::Office(Some(shipped)) => {
            let projected = if shipped.projected { ", dự kiến" } else { "" };
            format!("lại {} như lịch kèm máy{projected}", kind(shipped.off))
        }
        DayOrigin::Office(None) | DayOrigin::Shipped if is_weekday(row.on) => {
            "lại là ngày làm việc".to_owned()
        }
        DayOrigin::Office(None) | DayOrigin::Shipped => "lại nghỉ cuối tuần".to_owned(),
    }
}

/// Name, source and what a change would do, above the ways.
pub(super) fn about(row: &CalendarRow, today: NaiveDate) -> Vec<String> {
    let effect = if row.on < today {
        "Ngày đã qua: đổi ở đây không đổi hẹn trả nào."
    } else {
        "Hẹn trả cấp từ nay sẽ đổi theo; hẹn đã cấp vẫn giữ nguyên."
    };
    vec![row.name.clone(), source(row), effect.to_owned()]
}

/// Who put the day there, and by what paper.
pub(super) fn source(row: &CalendarRow) -> String {
    let origin = match row.origin {
        DayOrigin::Shipped => "lịch kèm máy",
        DayOrigin::Office(_) => "đơn vị đưa vào",
    };
    format!("{origin} · {}", row.source)
}

/// The name of a shipped day after the office turned it round.
pub(super) fn turned(row: &CalendarRow) -> String {
    let not = if row.off {
        "Không nghỉ"
    } else {
        "Không làm bù"
    };
    format!("{not}: {}", row.name)
}

pub(super) fn written(on: NaiveDate, off: bool) -> String {
    format!("Đã ghi {}: {}.", say::today(on), kind(off))
}

pub(super) fn removed(row: &CalendarRow) -> String {
    format!("Đã bỏ {}: {}.", say::today(row.on), after(row))
}

pub(super) fn missing(label: &str) -> String {
    format!("Chưa nhập {label}. Mục này bắt buộc.")
}

/// A working day that is one already.
pub(super) fn worked_already(on: NaiveDate) -> String {
    format!("{} vốn là ngày làm việc. Chọn ngày khác.", say::today(on))
}
