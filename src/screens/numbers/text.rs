//! Words of this screen.

pub(super) use crate::domain::index766::text as index;
pub(super) use crate::domain::lift::text as lift;
pub(super) use crate::domain::numbers::text as lists;
pub(super) use crate::domain::punctual::text as punctual;
pub(super) use crate::domain::tally::text as form;

use super::{Shown, State};
use crate::domain::digitise::text as digitise;
use crate::domain::numbers::{Cell, IdleRow, Section, Told};
use crate::domain::punctual::{By, Case, Column, Row};
use crate::domain::say;
use crate::domain::tally::{Counts, Month};
use crate::domain::text as words;

pub(super) const TITLE: &str = "Số liệu";
pub(super) const BEHIND: &str = "Hồ sơ trong ô";
pub(super) const SEE: &str = "Xem";
pub(super) const MONTH: &str = "Tháng";
pub(super) const MONTH_LABEL: &str = "Tháng, như 02/2023";
pub(super) const SECTION: &str = "Phần";
pub(super) const GROUP: &str = "Nhóm";
pub(super) const CELL: &str = "Ô";
pub(super) const LOOK: &str = "Xem hồ sơ";
pub(super) const OPEN_DOSSIER: &str = "Mở hồ sơ";
pub(super) const OPEN_KHO: &str = "Mở kho";
pub(super) const THAT_MONTH: &str = "Xem tháng";
pub(super) const NO_MONTH: &str = "Không có tháng này. Nhập như 02/2023, không sau tháng này.";
pub(super) const LIFTS: &str = "Nâng tỷ lệ";
pub(super) const LACKS: &str = "Còn thiếu";
pub(super) const NO_CASES: &str = "Trong ô này không có hồ sơ nào. Esc lùi.";
pub(super) const NO_PAPERS: &str = "Không giấy tờ nào sắp hết hạn.";
pub(super) const NO_IDLE: &str = "Không hồ sơ nào nằm yên.";

/// Headings of the months.
pub(super) const TREND_HEADS: [&str; 6] = [
    "Tháng",
    "(9) Thành phần",
    "(12) Kết quả",
    "(14) Dùng lại",
    "Nhận",
    "Xong",
];
/// Headings of the dossiers behind a number.
pub(super) const CASE_HEADS: [&str; 4] = ["Số hồ sơ", "Chủ hồ sơ", "Thủ tục", "Tính là"];

/// Headings of the table about due times, in the order of its columns.
pub(super) const DUE_HEADS: [&str; 7] = punctual::HEADS;

/// The sections beside their digits.
pub(super) fn section(section: Section) -> &'static str {
    match section {
        Section::Punctual => "Đúng hạn",
        Section::Index766 => "QĐ 766",
        Section::Trend => "12 tháng",
        Section::Expiring => "Sắp hết hạn",
        Section::Idle => "Nằm yên",
        Section::Rehearsal => "Tập dượt",
    }
}

/// Row 2: what the section shows.
pub(super) fn about(state: &State) -> String {
    match &state.shown {
        Shown::Told(Told::Expiring(list)) => return lists::expiring(list.days, list.total),
        Shown::Told(Told::Idle(list)) => return lists::idle(list.days, list.total),
        Shown::Nothing | Shown::Trend(_) | Shown::Told(_) => {}
    }
    match state.section {
        Section::Punctual => format!(
            "{} theo {}",
            punctual::TITLE,
            punctual::by(state.by).to_lowercase()
        ),
        Section::Index766 => index::TITLE.to_owned(),
        Section::Trend => "12 tháng gần nhất".to_owned(),
        Section::Expiring => lists::EXPIRING.to_owned(),
        Section::Idle => lists::IDLE.to_owned(),
        Section::Rehearsal => lift::TITLE.to_owned(),
    }
}

/// The month at the right edge of row 2; of twelve, what is không số hóa of the pointed one.
pub(super) fn month(state: &State) -> String {
    match &state.shown {
        Shown::Trend(months) => {
            let pointed = months.get(state.table.at());
            pointed.map_or_else(String::new, |(.., exempted)| form::exempted(*exempted))
        }
        Shown::Nothing | Shown::Told(_) if state.is_monthly() => format!("Tháng {}", state.month.shown()),
        Shown::Nothing | Shown::Told(_) => String::new(),
    }
}

/// Row 23 when there is nothing to say.
pub(super) fn advice(state: &State) -> &'static str {
    if state.behind.is_some() {
        return "Hẹn gốc quyết định đúng hay quá hạn; hẹn lại ghi bên cạnh.";
    }
    match state.section {
        Section::Punctual => "Space đổi cán bộ, thủ tục, kênh nộp. Enter mở các hồ sơ của ô.",
        Section::Index766 => "Chỉ là ước tính; điểm chính thức ở Cổng DVCQG.",
        Section::Trend => "Số của tháng đã qua là số tính hôm nay, không phải số đã chốt.",
        Section::Expiring | Section::Idle => "Số ngày đổi ở Thiết lập.",
        Section::Rehearsal => "Làm đủ tệp cho hồ sơ rồi Esc về đây, số được tính lại.",
    }
}

/// Whose row; the total has none.
pub(super) fn row(by: By, row: Option<&Row>) -> String {
    row.map_or_else(|| punctual::TOTAL.to_owned(), |row| punctual::name(by, &row.of))
}

/// Row 2 over the dossiers behind a number.
pub(super) fn cell(cell: &Cell, name: &str) -> String {
    format!(
        "{name} · {} · tháng {}",
        punctual::head(cell.column),
        cell.month.shown()
    )
}

/// How many there are.
pub(super) fn cases(cases: Option<&[Case]>) -> String {
    cases.map_or_else(String::new, |cases| dossiers(cases.len()))
}

/// `4 hồ sơ`.
pub(super) fn dossiers(count: usize) -> String {
    format!("{} hồ sơ", say::count(u64::try_from(count).unwrap_or(u64::MAX)))
}

/// The notes that matter for a column of due times.
pub(super) fn note(by: By, column: Column) -> &'static str {
    match column {
        Column::OnTime | Column::Late | Column::Kept => punctual::NOTES[0],
        Column::Open => punctual::NOTES[2],
        Column::Done if by == By::Officer => punctual::NOTES[3],
        Column::NoDue | Column::Ratio | Column::Done => punctual::NOTES[1],
    }
}

/// `Đinh Thị Hạnh · tháng 02/2023`.
pub(super) fn named(name: &str, month: Month) -> String {
    format!("{name} · tháng {}", month.shown())
}

/// The whole numbers of the form that matter here.
pub(super) fn counts(counts: &Counts) -> String {
    format!(
        "Tiếp nhận (3) {} · giải quyết xong có sản phẩm (10) {} · dùng lại (13) {}",
        say::count(counts.received.into()),
        say::count(counts.resolved.into()),
        say::count(counts.reused.into())
    )
}

/// `01/02/2023 08:00 · Đang xử lý · không số hóa 2 giấy tờ`.
pub(super) fn last_act(row: &IdleRow, touched: &str) -> String {
    let status = words::status(row.status).to_owned();
    let said = [touched.to_owned(), status].into_iter();
    let said: Vec<String> = said.chain(digitise::papers_not_digitised(row.exempted)).collect();
    said.join(" · ")
}

/// Only the first rows of a long list are there.
pub(super) fn first(shown: usize, total: u32) -> String {
    if usize::try_from(total).is_ok_and(|total| total <= shown) {
        return String::new();
    }
    format!("{shown} dòng đầu trong {}", say::count(total.into()))
}
