//! Words of the numbers about due times.

use super::{By, Case, Column, Counts, Key, Standing, Table};
use crate::domain::digitise::text as digitise;
use crate::domain::say;
use crate::domain::time::Moment;

/// Its title.
pub const TITLE: &str = "Đúng hạn, quá hạn";
/// The last row.
pub const TOTAL: &str = "Cộng";
/// An open dossier that lies with another agency.
pub const ELSEWHERE: &str = "(cơ quan khác)";
/// What the numbers mean.
pub const NOTES: [&str; 4] = [
    "Theo hẹn trả gốc: xin lỗi, bổ sung không xóa quá hạn. Hẹn lại: quá hẹn gốc, kịp hẹn lại.",
    "Không hạn: thủ tục không có thời hạn, nêu riêng, không tính vào tỷ lệ.",
    "Còn mở: hẹn gốc đến hết tháng đã qua, hôm nay chưa xong. Chờ bổ sung, chờ phí không kể.",
    "Theo cán bộ: người kết thúc xử lý; hồ sơ chưa xong: người đang giữ.",
];

/// What rows stand for.
pub fn by(by: By) -> &'static str {
    match by {
        By::Officer => "Cán bộ",
        By::Procedure => "Thủ tục",
        By::Channel => "Kênh nộp",
    }
}

/// Headings, as narrow as the screen needs them, in the order of [`Column::ALL`].
pub const HEADS: [&str; 7] = [
    "Xong",
    "Đúng hạn",
    "Quá hạn",
    "Hẹn lại",
    "Không hạn",
    "Còn mở",
    "Tỷ lệ %",
];

/// Heading of a column.
pub fn head(column: Column) -> &'static str {
    let at = Column::ALL.iter().position(|it| *it == column);
    at.and_then(|at| HEADS.get(at)).copied().unwrap_or_default()
}

/// The column in full.
pub fn whole(column: Column) -> &'static str {
    match column {
        Column::Done => "Hồ sơ giải quyết xong trong tháng",
        Column::OnTime => "Xong không muộn hơn hẹn trả gốc",
        Column::Late => "Xong sau hẹn trả gốc",
        Column::Kept => "Xong sau hẹn trả gốc, kịp hẹn lại",
        Column::NoDue => "Xong, không có thời hạn quy định",
        Column::Open => "Chưa xong, đã qua hẹn trả gốc",
        Column::Ratio => "Tỷ lệ đúng hạn = đúng hạn / (đúng hạn + quá hạn)",
    }
}

/// A cell: `40`, `90,91`, `–`.
pub fn cell(counts: &Counts, column: Column) -> String {
    match counts.count(column) {
        Some(count) => say::count(count.into()),
        None => counts.ratio().shown(),
    }
}

/// Name of a row, where there is none in the database.
pub fn name(by: By, key: &Key) -> String {
    match by {
        By::Officer if key.key.is_empty() => ELSEWHERE.to_owned(),
        By::Officer | By::Procedure | By::Channel => key.name.clone(),
    }
}

/// What a dossier counts as.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::OnTime => "đúng hạn",
        Standing::Late { kept: false } => "QUÁ HẠN",
        Standing::Late { kept: true } => "QUÁ HẠN, kịp hẹn lại",
        Standing::NoDue => "không có hạn",
        Standing::Open { kept: false } => "CHƯA XONG, QUÁ HẠN",
        Standing::Open { kept: true } => "CHƯA XONG, còn hẹn lại",
    }
}

/// `hẹn 17:00 21/02/2023 · hẹn lại 17:00 23/02/2023 (xin lỗi 1 lần) · xong 15:00 23/02/2023`; what is không số hóa last.
pub fn times(case: &Case) -> String {
    let at = |at: Moment| format!("{} {}", say::time(at.local().time()), say::date(at.date()));
    let facts = &case.facts;
    let due = facts
        .due
        .map_or_else(|| "không hẹn".to_owned(), |due| format!("hẹn {}", at(due)));
    let anew = facts.promised.filter(|promised| Some(*promised) != facts.due);
    let sorry = match case.apologies {
        0 => String::new(),
        times => format!(" (xin lỗi {times} lần)"),
    };
    let anew = anew.map(|promised| format!("hẹn lại {}{sorry}", at(promised)));
    let end = facts
        .finished
        .map_or_else(|| "chưa xong".to_owned(), |end| format!("xong {}", at(end)));
    let remark = digitise::papers_not_digitised(case.exempted);
    let parts: Vec<String> = [Some(due), anew, Some(end), remark]
        .into_iter()
        .flatten()
        .collect();
    parts.join(" · ")
}

/// How many papers of the dossiers in the table are không số hóa.
pub fn exempted(table: &Table) -> String {
    digitise::not_digitised(table.exempted, "trong bảng này")
}

/// The same of the dossiers behind one of its numbers.
pub fn exempted_of(cases: &[Case]) -> String {
    digitise::not_digitised(cases.iter().map(|case| case.exempted).collect(), "trong ô này")
}

/// What there is to say of a row beside its cells.
pub fn beside(counts: &Counts) -> String {
    match (counts.open, counts.open_kept) {
        (0, _) | (_, 0) => String::new(),
        (open, kept) => format!("{kept} trong {open} hồ sơ còn mở vẫn trong hẹn lại"),
    }
}
