//! The words about time limits.

use super::{AmountError, Limit, Policy, StepKind, Unit};

/// `5 ngày làm việc`, `0,5 ngày làm việc`, `trong ngày`.
pub fn limit(limit: Limit) -> String {
    let amount = limit.amount.to_string().replace('.', ",");
    match (limit.policy, limit.unit) {
        (Policy::SameDay, _) => "trong ngày".to_owned(),
        (Policy::Hours | Policy::Days, Unit::Day) => format!("{amount} ngày làm việc"),
        (Policy::Hours | Policy::Days, Unit::Hour) => format!("{amount} giờ làm việc"),
        (Policy::Hours | Policy::Days, Unit::CalendarDay) => format!("{amount} ngày"),
    }
}

/// How the limit is counted, for the page that explains a due time.
pub fn policy(policy: Policy) -> &'static str {
    match policy {
        Policy::Hours => "tính theo giờ làm việc, 1 ngày là 8 giờ",
        Policy::Days => "không tính ngày nhận, hết ngày làm việc cuối cùng",
        Policy::SameDay => "trong ngày, nhận sau giờ chốt thì ngày làm việc kế",
    }
}

/// What one day does to the count.
pub fn step(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Received => "ngày nhận, không tính",
        StepKind::Working => "tính",
        StepKind::Swapped => "làm bù, tính",
        StepKind::Projected => "dự kiến nghỉ, chưa chốt, vẫn tính",
        StepKind::Weekend => "cuối tuần, không tính",
        StepKind::Off => "ngày nghỉ, không tính",
        StepKind::Calendar => "tính theo ngày lịch",
    }
}

/// What is wrong with a typed limit, and what to type.
pub fn sentence(error: AmountError) -> &'static str {
    match error {
        AmountError::Number => "Thời hạn phải là số, nhiều nhất 2 số lẻ. Nhập như 0.5d, 4h hoặc 10d.",
        AmountError::Range => "Thời hạn phải lớn hơn 0, không quá 9999. Nhập như 0.5d, 4h, 10d.",
        AmountError::Unit => "Thời hạn phải có đơn vị d (ngày) hoặc h (giờ). Nhập như 0.5d, 4h.",
    }
}

/// W24: no calendar for a year.
pub fn missing_year(year: i32) -> String {
    format!("Chưa có lịch nghỉ năm {year}. Hẹn trả có thể sai từ 01/01; cập nhật lịch.")
}

/// The count meets a day that is not confirmed yet.
pub fn projected(date: &str) -> String {
    format!("Ngày {date} dự kiến nghỉ, chưa chốt. Vẫn tính là ngày làm việc.")
}

/// W16.
pub const AFTER_CUTOFF: &str = "Nhận sau 15 giờ: hạn tính từ ngày làm việc tiếp theo.";

/// The calendar ends before the due time.
pub const BEYOND_CALENDAR: &str = "Thời hạn vượt quá lịch của máy. Nhập thời hạn ngắn hơn.";
