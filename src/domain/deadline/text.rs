//! The words about time limits.

use super::{AmountError, Limit, Policy, StepKind, Unit};
use crate::domain::rows::DuePreview;
use crate::domain::say;

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

/// Why a due time: the page's title.
pub const WHY: &str = "Vì sao hẹn ngày này";
/// What it lists.
pub const WHY_DAYS: &str = "Từng ngày từ lúc nhận đến lúc hẹn trả";
/// A day that is only foreseen as a day off was counted.
pub const UNCERTAIN: &str = "Có ngày nghỉ dự kiến, chưa chốt: vẫn tính. Xem Quản trị, Lịch nghỉ.";
/// The same, to a citizen.
pub const UNCERTAIN_DAYS: &str = "Có ngày nghỉ dự kiến, chưa chốt: vẫn tính.";
/// A procedure without a limit has no days to count.
pub const NO_DAYS: &str = "Thủ tục không quy định thời hạn nên không có ngày nào để tính.";
/// Received after the desk's cut-off.
pub const LATE_RECEPTION: &str = "Nhận sau giờ chốt: hạn tính từ ngày làm việc tiếp theo.";
/// The days listed are counted with a calendar or hours that were set after the promise was given.
pub const RECOUNTED: &str = "Lịch, giờ làm đã đổi sau khi hẹn: ngày đếm theo lịch nay, hẹn giữ nguyên.";
/// Not received.
pub const NOT_RECEIVED: &str = "Hồ sơ này chưa được tiếp nhận nên chưa có hẹn trả.";

/// Which dossier an explanation is of.
pub fn why_code(code: &str) -> String {
    format!("Mã hồ sơ: {code}")
}

/// What stands above the days of an explanation, labelled.
pub fn why_head(due: &DuePreview) -> Vec<(&'static str, String)> {
    vec![
        ("Nhận hồ sơ", say::promise(due.received_at.local())),
        ("Thời hạn", due.limit.clone()),
    ]
}

/// Pauses and the promise in force; nothing where nothing changed.
pub fn why_since(due: &DuePreview) -> Vec<(&'static str, String)> {
    let since = &due.since;
    let label = |at: usize| if at == 0 { "Thời gian chờ" } else { "" };
    let pauses = since.pauses.iter().enumerate();
    let mut said: Vec<_> = pauses.map(|(at, pause)| (label(at), pause.clone())).collect();
    let promised = since.promised_at.map(|at| say::promise(at.local()));
    said.extend(promised.map(|at| ("Hẹn hiện nay", at)));
    let recounted = since.recounted.map(|at| say::promise(at.local()));
    said.extend(recounted.map(|at| ("Nếu đếm hôm nay", at)));
    said
}

/// What the other reading of the law would give, with its name.
pub fn why_other(due: &DuePreview) -> Option<(&'static str, String)> {
    let (how, at) = due.since.other.as_ref()?;
    Some(("Cách tính khác", format!("{} ({how})", say::promise(at.local()))))
}

/// What stands below the days.
pub fn why_foot(due: &DuePreview) -> Vec<(&'static str, String)> {
    let promise = due.due_at.map_or_else(
        || "không hẹn: thủ tục không quy định thời hạn".to_owned(),
        |at| say::promise(at.local()),
    );
    // The first promise stays on record, and is not the one that holds.
    let label = match due.since.promised_at {
        Some(_) => "Hẹn ban đầu",
        None => "Hẹn trả",
    };
    vec![
        (label, promise),
        ("Giờ làm việc", due.hours.clone()),
        (
            "Căn cứ",
            "Thời hạn của thủ tục; lịch nghỉ và giờ làm việc của đơn vị".to_owned(),
        ),
    ]
}
