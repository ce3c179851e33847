//! Words of the list behind a number.

pub(super) use crate::domain::tally::text as words;

use crate::app::destination::CellAt;
use crate::domain::dossier::Status;
use crate::domain::moves::{Move, may_start};
use crate::domain::rows::DossierRow;
use crate::domain::say;
use crate::domain::tally::cell::{Cell, CellRow, Side};
use crate::domain::tally::{Column, Why};
use crate::domain::text as domain;

pub(super) const TITLE: &str = "Thống kê số hóa";
pub(super) const IN_CELL: &str = "Hồ sơ trong ô";
pub(super) const PRINT_LIST: &str = "In danh sách";
pub(super) const FILES: &str = "Tệp";
pub(super) const SEE: &str = "Xem";
pub(super) const OPEN: &str = "Mở hồ sơ";
pub(super) const ADVICE: &str = "Sửa hồ sơ ở đây rồi Esc về đúng ô cũ; số được tính lại.";
pub(super) const CODE: &str = "Số hồ sơ";
pub(super) const HOLDER: &str = "Chủ hồ sơ";
pub(super) const PROCEDURE: &str = "Thủ tục";
pub(super) const WHY: &str = "Vì sao chưa tính";
pub(super) const COUNTED: &str = "đã tính";
pub(super) const NOBODY: &str = "chưa ai giữ";

/// `Tháng 02/2023 · chưa chốt`.
pub(super) fn about(at: &CellAt) -> String {
    format!("{} · {}", words::month(at.month), at.standing)
}

/// `Xã An Toàn · (9) Tỷ lệ % số hóa thành phần hồ sơ · 90,91 %`.
pub(super) fn cell(at: &CellAt, cell: &Cell) -> String {
    format!("{} · {}", at.name, words::number_of(cell.column, &cell.counts))
}

/// `1 Chưa tính 4`.
pub(super) fn side(side: Side, cell: &Cell) -> String {
    let (number, name) = match side {
        Side::Missing => (1, "Chưa tính"),
        Side::Counted => (2, "Đã tính"),
        Side::All => (3, "Tất cả"),
    };
    let count = u64::try_from(cell.count(side)).unwrap_or(u64::MAX);
    format!("{number} {name} {}", say::count(count))
}

/// No dossier on this side.
pub(super) fn nothing(side: Side) -> &'static str {
    match side {
        Side::Missing => "Không có hồ sơ nào chưa tính. 2 xem hồ sơ đã tính.",
        Side::Counted | Side::All => words::NO_DOSSIERS,
    }
}

/// Why it does not count; pages that wait in the tray are the nearest way to make it count.
pub(super) fn why(row: &CellRow) -> String {
    match (row.why, row.in_tray) {
        (None, _) if row.facts.digitised.exempt > 0 => {
            format!("{COUNTED} · không số hóa {}", row.facts.digitised.exempt)
        }
        (None, _) => COUNTED.to_owned(),
        (Some(Why::Papers { have, need, .. }), 1..) => {
            format!("{have}/{need} · {} trang trong khay", row.in_tray)
        }
        (Some(why), _) => words::why(why),
    }
}

/// `230228-0003 · nhận 28/02/2023 14:05 · Đinh Thị Hạnh giữ`.
pub(super) fn dossier(code: &str, row: &CellRow, about: Option<&DossierRow>) -> String {
    let mut said = vec![code.to_owned()];
    if let Some(at) = row.received_at {
        said.push(format!("nhận {}", say::moment(at.local())));
    }
    if let Some(at) = row.finished_at {
        said.push(format!("xong {}", say::moment(at.local())));
    }
    if let Some(about) = about {
        let holder = about.officer.as_ref().map(|officer| &officer.name);
        said.push(match holder.or(about.at_unit.as_ref()) {
            Some(name) => format!("{name} giữ"),
            None => NOBODY.to_owned(),
        });
    }
    said.retain(|part| !part.is_empty());
    said.join(" · ")
}

/// What would be, were this dossier put right; or that nothing can be put right in it.
pub(super) fn lifted(cell: &Cell, status: Status) -> Option<String> {
    let (act, mv) = match cell.column {
        Column::DigitisedRatio => ("Gắn tệp cho hồ sơ này", Move::Components),
        Column::ResultRatio => ("Cập nhật tệp kết quả của hồ sơ này", Move::CorrectOutcome),
        _ => return None,
    };
    if !may_start(mv, status) {
        return Some(format!(
            "Hồ sơ ở trạng thái «{}»: không gắn tệp được nữa.",
            domain::status(status)
        ));
    }
    let ratio = cell.lifted()?;
    Some(format!(
        "{act} thì ô ({}) thành {} %.",
        cell.column.number(),
        ratio.shown()
    ))
}
