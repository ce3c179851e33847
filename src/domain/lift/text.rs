//! Words of what the month's form lacks.

use super::{Lack, Lacking, Rehearsal};
use crate::domain::digitise::text as digitise;
use crate::domain::tally::{Column, Counts, text as form};

/// Title of the rehearsal.
pub const TITLE: &str = "Tập dượt biểu tháng";
/// Nothing lacks.
pub const NOTHING: &str = "Không hồ sơ nào kéo tỷ lệ xuống.";
/// Headings of the list.
pub const HEADS: [&str; 4] = ["Số hồ sơ", "Chủ hồ sơ", "Thủ tục", "Còn thiếu"];

/// `2 tệp giấy tờ + tệp kết quả`.
pub fn lack(lack: Lack) -> String {
    let papers = (lack.papers > 0).then(|| format!("{} tệp giấy tờ", lack.papers));
    let result = lack.result.then(|| "tệp kết quả".to_owned());
    let parts: Vec<String> = papers.into_iter().chain(result).collect();
    parts.join(" + ")
}

/// The same of a dossier in a list, with what is không số hóa of it: that lacks nothing.
pub fn lacking(of: &Lacking) -> String {
    let remark = digitise::papers_not_digitised(of.exempted);
    let parts: Vec<String> = std::iter::once(lack(of.lack)).chain(remark).collect();
    parts.join(" · ")
}

/// Which ratio it lifts, and to what: `(9) thành 93,18 %`.
pub fn lifts(counts: &Counts, lack: Lack) -> String {
    let of = |column: Column, holds: bool| {
        let ratio = counts.ratio(column).filter(|_| holds)?.with_one_more();
        Some(format!("({}) thành {} %", column.number(), ratio.shown()))
    };
    let parts = [
        of(Column::DigitisedRatio, lack.papers > 0),
        of(Column::ResultRatio, lack.result),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// How a ratio of the form stands: `Số hóa thành phần (9) = ((7) + (8)) / (3) = (36 + 4) / 44 = 90,91 %`.
pub fn ratio(counts: &Counts, column: Column) -> String {
    let name = match column {
        Column::DigitisedRatio => "Số hóa thành phần",
        Column::ResultRatio => "Số hóa kết quả",
        Column::ReuseRatio => "Tái sử dụng",
        Column::No
        | Column::Unit
        | Column::Received
        | Column::Account
        | Column::Direct
        | Column::Online
        | Column::Full
        | Column::Part
        | Column::Resolved
        | Column::ResultFile
        | Column::Reused => form::heading(column),
    };
    let formula = form::formula(counts, column).unwrap_or_default();
    format!("{name} ({}) {formula}", column.number())
}

/// `8 hồ sơ kéo tỷ lệ xuống, xếp theo số tệp còn thiếu`.
pub fn count(rehearsal: &Rehearsal) -> String {
    match rehearsal.total {
        0 => NOTHING.to_owned(),
        total => format!("{total} hồ sơ nên làm trước, thiếu ít nhất đứng đầu"),
    }
}
