//! The words of the command line's answers. What the rules themselves say stands with the rules.

use chrono::NaiveDateTime;

use crate::domain::calendar::Hours;
use crate::domain::deadline::{Limit, Policy, Step, StepKind, text as words};
use crate::domain::say;

/// What a card's QR holds, in its order.
pub(super) const CARD_LABELS: [&str; 7] = [
    "Số định danh",
    "Số CMND cũ",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Nơi cư trú",
    "Ngày cấp",
];

/// The answer could not be written to its end.
pub(super) const NOT_PRINTED: &str = "Chưa in được câu trả lời. Kiểm tra đầu ra rồi chạy lại.";

/// Behind what is wrong with a command line.
pub(super) const SEE_HELP: &str = "Thêm --help để xem cách ghi.";

/// The command line is wrong in a way that has no words of its own.
pub(super) const UNREADABLE: &str = "Dòng lệnh chưa đúng.";

pub(super) fn no_command(typed: &str) -> String {
    format!("Không có lệnh «{typed}».")
}

pub(super) fn no_argument(typed: &str) -> String {
    format!("Không có mục «{typed}» ở lệnh này.")
}

pub(super) fn argument_missing(names: &str) -> String {
    format!("Lệnh còn thiếu {names}.")
}

pub(super) fn arguments_conflict(one: &str, other: &str) -> String {
    match other {
        "" => format!("{one} không ghi được ở đây."),
        other if other == one => format!("{one} chỉ ghi một lần."),
        other => format!("{one} không đi cùng {other}."),
    }
}

pub(super) fn value_missing(name: &str) -> String {
    format!("{name} còn thiếu giá trị.")
}

pub(super) fn bad_value(name: &str, typed: &str, allowed: &str) -> String {
    match allowed {
        "" => format!("Giá trị «{typed}» của {name} không dùng được."),
        allowed => format!("Giá trị «{typed}» của {name} không dùng được. Ghi một trong: {allowed}."),
    }
}

/// Not a local time.
pub(super) fn no_such_time(typed: &str) -> String {
    format!("Không có thời điểm «{typed}». Nhập như 2022-10-06T08:34:17.")
}

/// When the dossier came.
pub(super) fn received(at: NaiveDateTime) -> String {
    labelled_short("Nhận hồ sơ", &exact(at))
}

/// Its limit and how that is counted.
pub(super) fn limit(limit: Limit) -> String {
    let policy = words::policy(limit.policy);
    let said = match limit.policy {
        // Its policy says the limit, too.
        Policy::SameDay => policy.to_owned(),
        Policy::Hours | Policy::Days => format!("{}, {policy}", words::limit(limit)),
    };
    labelled_short("Thời hạn", &said)
}

/// When it is due.
pub(super) fn due(at: NaiveDateTime) -> String {
    labelled_short("Hẹn trả", &exact(at))
}

/// The hours it is counted with.
pub(super) fn hours(hours: &Hours) -> String {
    labelled_short("Giờ làm", &hours.to_string())
}

/// One day of the count.
pub(super) fn step(step: &Step) -> String {
    let counted = match step.kind {
        StepKind::Working | StepKind::Swapped | StepKind::Projected => {
            format!("{} {}", words::step(step.kind), duration(step.counted_seconds))
        }
        StepKind::Received | StepKind::Weekend | StepKind::Off | StepKind::Calendar => {
            words::step(step.kind).to_owned()
        }
    };
    let name = if step.name.is_empty() {
        String::new()
    } else {
        format!(" ({})", step.name)
    };
    format!(
        "  {:<8} {}  {counted}{name}",
        say::weekday(step.date),
        say::date(step.date)
    )
}

/// No last day.
pub(super) fn valid_for_ever(start: &str) -> String {
    format!("Từ {start}, {}", crate::domain::term::text::UNLIMITED)
}

/// First and last day, and the term where it can be said.
pub(super) fn valid_until(start: &str, end: &str, term: &str) -> String {
    let term = if term.is_empty() {
        String::new()
    } else {
        format!(" ({term})")
    };
    format!("Từ {start} đến hết {end}{term}")
}

/// A line of a card.
pub(super) fn labelled(label: &str, value: &str) -> String {
    format!("{label:<13} {value}").trim_end().to_owned()
}

fn labelled_short(label: &str, value: &str) -> String {
    format!("{label:<10} {value}")
}

/// With seconds, since limits are counted to the second.
fn exact(at: NaiveDateTime) -> String {
    format!("{} {}", say::exact_time(at.time()), say::today(at.date()))
}

/// `8 giờ`, `6 giờ 20 phút`, `5 phút 17 giây`; an empty day is `0 giờ`.
fn duration(seconds: u64) -> String {
    let parts = [
        (seconds / 3600, "giờ"),
        (seconds / 60 % 60, "phút"),
        (seconds % 60, "giây"),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(amount, _)| *amount > 0)
        .map(|(amount, unit)| format!("{amount} {unit}"))
        .collect();
    if said.is_empty() {
        "0 giờ".to_owned()
    } else {
        said.join(" ")
    }
}
