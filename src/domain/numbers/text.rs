//! Words of the lists of Số liệu.

use super::{ExpiringRow, IdleRow, Listed};
use crate::domain::digitise::text as digitise;
use crate::domain::say;
use crate::domain::text as words;

/// Title of the list of papers.
pub const EXPIRING: &str = "Giấy tờ trong kho sắp hết hạn";
/// Title of the list of dossiers.
pub const IDLE: &str = "Hồ sơ nằm yên";
/// Headings of the list of papers.
pub const EXPIRING_HEADS: [&str; 6] = [
    "Hết hạn",
    "Còn",
    "Chủ giấy tờ",
    "Số định danh",
    "Tên giấy tờ",
    "Mã giấy tờ",
];
/// Headings of the list of dossiers.
pub const IDLE_HEADS: [&str; 7] = [
    "Số hồ sơ",
    "Chủ hồ sơ",
    "Thủ tục",
    "Trạng thái",
    "Đang giữ",
    "Việc cuối",
    "Số ngày",
];

/// `Trong 60 ngày tới (thiết lập «Báo giấy tờ sắp hết hạn»): 4`.
pub fn expiring(days: u32, total: u32) -> String {
    format!(
        "Hết hạn trong {days} ngày tới: {} giấy tờ",
        say::count(total.into())
    )
}

/// `Từ 5 ngày làm việc trở lên không có việc nào được ghi: 3 hồ sơ`.
pub fn idle(days: u32, total: u32) -> String {
    format!(
        "Không ai ghi việc gì từ {days} ngày làm việc trở lên: {} hồ sơ",
        say::count(total.into())
    )
}

/// How many papers of the dossiers that are listed are không số hóa.
pub fn exempted(list: &Listed<IdleRow>) -> String {
    let of = list.rows.iter().map(|row| row.exempted);
    digitise::not_digitised(of.collect(), "nêu ở đây")
}

/// `hôm nay`, `còn 12 ngày`.
pub fn left(days: u32) -> String {
    match days {
        0 => "hôm nay".to_owned(),
        days => format!("còn {days} ngày"),
    }
}

/// A paper, column by column.
pub fn paper(row: &ExpiringRow) -> [String; 6] {
    [
        say::date(row.ends_on),
        left(row.days_left),
        row.owner.clone(),
        row.owner_no.clone(),
        row.name.clone(),
        row.code.clone(),
    ]
}

/// A dossier, column by column.
pub fn dossier(row: &IdleRow) -> [String; 7] {
    [
        row.code.clone().unwrap_or_default(),
        row.holder.clone(),
        row.procedure.clone(),
        words::status(row.status).to_owned(),
        row.with.clone(),
        say::moment(row.touched_at.local()),
        row.days.to_string(),
    ]
}
