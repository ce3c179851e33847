//! The words of the day's closing list.

use super::{Sum, Taking, Takings};
use crate::domain::digitise::text as digitise;
use crate::domain::fee::text as fee;
use crate::domain::say;

/// Its title.
pub const TITLE: &str = "DANH SÁCH THU PHÍ, LỆ PHÍ TRONG NGÀY";
/// The last line.
pub const TOTAL: &str = "Cộng";
/// A day without a movement.
pub const NOTHING: &str = "Không thu khoản nào trong ngày.";

/// The headings, in the order of [`cells`].
pub const HEADS: [&str; 8] = [
    "Giờ",
    "Mã hồ sơ",
    "Khoản thu",
    "Số tiền",
    "Hình thức",
    "Biên lai",
    "Người thu",
    "Ghi chú",
];

/// `Ngày 14/02/2023`.
pub fn day(takings: &Takings) -> String {
    format!("Ngày {}", say::date(takings.on))
}

/// One movement, column by column.
pub fn cells(row: &Taking) -> [String; 8] {
    [
        say::time(row.at.local().time()),
        row.code.clone(),
        row.name.clone(),
        say::money(row.dong),
        fee::method(row.method).to_owned(),
        row.receipt_no.clone().unwrap_or_default(),
        row.officer.clone(),
        note(row),
    ]
}

/// Ghi chú: why money was given back, and what is không số hóa of the dossier.
fn note(row: &Taking) -> String {
    let corrected = row.reason.as_ref().map(|reason| format!("sửa: {reason}"));
    let said: Vec<String> = corrected
        .into_iter()
        .chain(digitise::papers_not_digitised(row.exempted))
        .collect();
    said.join("; ")
}

/// How many papers of the day's dossiers are không số hóa.
pub fn exempted(takings: &Takings) -> String {
    digitise::not_digitised(takings.exempted(), "có khoản thu trong ngày")
}

/// `Đinh Thị Hạnh, tiền mặt: 3 lần, 24.000 đồng`.
pub fn sum(sum: &Sum) -> String {
    let way = fee::method(sum.method);
    format!(
        "{}, {way}: {} lần, {}",
        sum.officer,
        sum.count,
        say::money(sum.dong)
    )
}
