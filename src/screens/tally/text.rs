//! Words of the monthly form on the screen.

pub(super) use crate::domain::tally::text as words;

use super::columns::Place;
use crate::domain::say;
use crate::domain::tally::{Column, Counts, Month, Tally};

pub(super) const TITLE: &str = "Thống kê số hóa";
pub(super) const CLOSE: &str = "Chốt tháng";
pub(super) const NEVER_MIND: &str = "Để nguyên";
pub(super) const MONTH: &str = "Tháng";
pub(super) const MONTH_HOW: &str = "Tháng, năm";
pub(super) const NO_MONTH: &str = "Không có tháng đó. F4 rồi nhập như 02/2023.";
pub(super) const CHANGED_AT: &str = "(đổi ở Thiết lập)";
pub(super) const CELL: &str = "Ô";
pub(super) const POINTED: &str = "Ô đang trỏ";
pub(super) const UNIT_HEAD: &str = "TT Tên cơ quan, đơn vị";
pub(super) const UNIT_NUMBER: &str = "(2)";
pub(super) const GIVEN: &str = "Số liệu nhận từ tệp của quầy khác: hồ sơ xem ở quầy đó.";

/// The two lines above each number.
pub(super) mod heads {
    pub(crate) const RECEIVED: [&str; 2] = ["Tiếp", "nhận"];
    pub(crate) const ACCOUNT: [&str; 2] = ["TK", "DVCQG"];
    pub(crate) const DIRECT: [&str; 2] = ["Trực", "tiếp"];
    pub(crate) const ONLINE: [&str; 2] = ["Trực", "tuyến"];
    pub(crate) const FULL: [&str; 2] = ["Số hóa", "đủ"];
    pub(crate) const PART: [&str; 2] = ["Số hóa", "ch.đủ"];
    pub(crate) const DIGITISED: [&str; 2] = ["Tỷ lệ %", "số hóa"];
    pub(crate) const DIGITISED_WIDE: [&str; 2] = ["Tỷ lệ", "số hóa"];
    pub(crate) const RESOLVED: [&str; 2] = ["Đã giải", "quyết"];
    pub(crate) const RESULT: [&str; 2] = ["Có số", "hóa KQ"];
    pub(crate) const RESULT_WIDE: [&str; 2] = ["Có KQ", "số hóa"];
    pub(crate) const RESULT_RATIO: [&str; 2] = ["Tỷ lệ %", "KQ số hóa"];
    pub(crate) const RESULT_RATIO_WIDE: [&str; 2] = ["Tỷ lệ", "KQ số"];
    pub(crate) const REUSED: [&str; 2] = ["Tái sử", "dụng"];
    pub(crate) const REUSED_WIDE: [&str; 2] = ["Tái", "dùng"];
    pub(crate) const REUSE_RATIO: [&str; 2] = ["Tỷ lệ %", "tái dùng"];
    pub(crate) const REUSE_RATIO_WIDE: [&str; 2] = ["Tỷ lệ", "tái dùng"];
}

/// The word of F7.
pub(super) fn print(wide: bool) -> &'static str {
    if wide { "In, xuất" } else { "In" }
}

/// The word of Enter.
pub(super) fn look(wide: bool) -> &'static str {
    if wide { "Xem hồ sơ của ô" } else { "Xem" }
}

/// `Tháng 02/2023 · chưa chốt · tính lúc 16:40 28/02/2023`.
pub(super) fn about(tally: &Tally) -> String {
    let standing = words::standing(tally.closed.as_ref());
    let month = words::month(tally.month);
    match &tally.closed {
        Some(_) => format!("{month} · {standing}"),
        None => format!("{month} · {standing} · {}", words::counted(tally)),
    }
}

/// `‹ (3)–(9) ›`.
pub(super) fn part(places: &[Place]) -> String {
    let number = |place: Option<&Place>| place.map_or(0, |it| it.column.number());
    format!("‹ ({})–({}) ›", number(places.first()), number(places.last()))
}

/// Which page of the form this is.
pub(super) fn page(places: &[Place]) -> &'static str {
    if places.iter().any(|it| it.column == Column::Received) {
        "Cột 1–9 trong 14. → xem cột 10–14. Cột (1), (2) luôn đứng yên."
    } else {
        "Cột 10–14 trong 14. ← xem cột 3–9."
    }
}

/// What the pointed number is made of.
pub(super) fn made_of(counts: &Counts, column: Column) -> String {
    words::formula(counts, column).unwrap_or_else(|| {
        let count = counts.count(column).unwrap_or(0);
        format!("= {} hồ sơ", say::count(count.into()))
    })
}

/// What Enter shows.
pub(super) fn behind(counts: &Counts, column: Column) -> String {
    let Some(ratio) = counts.ratio(column) else {
        let count = counts.count(column).unwrap_or(0);
        return format!("Enter xem {} hồ sơ", say::count(count.into()));
    };
    let missing = ratio.whole - ratio.upper;
    if missing == 0 {
        return format!("Enter xem {} hồ sơ", say::count(ratio.whole.into()));
    }
    let what = match column {
        Column::ResultRatio => "thiếu kết quả số",
        Column::ReuseRatio => "không dùng lại từ kho",
        _ => "chưa số hóa",
    };
    format!("Enter xem {} hồ sơ {what}", say::count(missing.into()))
}

/// The ratio whose months are shown beside a column.
pub(super) fn trend_of(column: Column) -> (Column, &'static str) {
    match column {
        Column::Resolved | Column::ResultFile | Column::ResultRatio => {
            (Column::ResultRatio, "(12) Số hóa kết quả, %")
        }
        Column::Reused | Column::ReuseRatio => (Column::ReuseRatio, "(14) Tái sử dụng, %"),
        Column::No
        | Column::Unit
        | Column::Received
        | Column::Account
        | Column::Direct
        | Column::Online
        | Column::Full
        | Column::Part
        | Column::DigitisedRatio => (Column::DigitisedRatio, "(9) Số hóa thành phần, %"),
    }
}

/// Above the months.
pub(super) fn trend(unit: &str) -> String {
    format!("MƯỜI HAI THÁNG CỦA {}", unit.to_uppercase())
}

/// The choice that closes it.
pub(super) fn close(month: Month) -> String {
    format!("Chốt tháng {}", month.shown())
}

/// It is closed now.
pub(super) fn closed(month: Month) -> String {
    format!(
        "Đã chốt tháng {}. Sửa hồ sơ sau này hiện thành chênh lệch, số đã chốt giữ nguyên.",
        month.shown()
    )
}

/// What closing means.
pub(super) fn about_closing(month: Month) -> Vec<String> {
    vec![
        format!(
            "Số liệu tháng {} được lưu như đang thấy, kèm mã băm.",
            month.shown()
        ),
        "Hồ sơ sửa sau khi chốt được ghi là chênh lệch so với bản chốt;".to_owned(),
        "số đã chốt không đổi. Việc này không hoàn tác được.".to_owned(),
    ]
}
