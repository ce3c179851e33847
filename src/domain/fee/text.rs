//! The words of fees.

use super::{FeeKind, FeeLine, FeeRefusal, FeeState, Method, Sums, Timing};
use crate::domain::refusal::Refusal;
use crate::domain::say;

/// How a line is named that the catalogue only gives an amount for.
pub(super) const PROPOSED: &str = "Phí, lệ phí";

/// Where there is nothing to pay.
pub const NOTHING: &str = "không thu";

/// `Phí`, `Lệ phí`.
pub fn kind(kind: FeeKind) -> &'static str {
    match kind {
        FeeKind::Fee => "Phí",
        FeeKind::Charge => "Lệ phí",
    }
}

/// When it is collected.
pub fn timing(timing: Timing) -> &'static str {
    match timing {
        Timing::Reception => "khi tiếp nhận",
        Timing::Supplement => "khi bổ sung",
        Timing::Return => "khi trả kết quả",
    }
}

/// How it stands.
pub fn state(state: FeeState) -> &'static str {
    match state {
        FeeState::Due => "chưa thu",
        FeeState::Paid => "đã thu",
        FeeState::Exempt => "miễn",
    }
}

/// Which way the money came.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Cash => "tiền mặt",
        Method::Transfer => "chuyển khoản",
        Method::Online => "trực tuyến",
    }
}

/// `50.000 đồng`.
pub fn dong(dong: u64) -> String {
    format!("{} đồng", say::count(dong))
}

/// `chưa thu 8.000 đồng, đã thu 2.000 đồng`; [`NOTHING`] without a line.
pub fn sums(sums: Sums) -> String {
    let parts = [
        (FeeState::Due, sums.due),
        (FeeState::Paid, sums.paid),
        (FeeState::Exempt, sums.exempt),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(_, sum)| *sum > 0)
        .map(|(of, sum)| format!("{} {}", state(of), dong(sum)))
        .collect();
    if said.is_empty() {
        NOTHING.to_owned()
    } else {
        said.join(", ")
    }
}

/// `Lệ phí 8.000 đồng, đã thu tiền mặt, biên lai 0012`.
pub fn line(line: &FeeLine) -> String {
    let mut said = format!("{} {}, {}", line.name, dong(line.dong), state(line.state));
    if let Some(way) = line.method {
        said.extend([" ", method(way)]);
    }
    if let Some(number) = &line.receipt_no {
        said.extend([", biên lai ", number]);
    }
    if let Some(reason) = &line.reason {
        said.extend([": ", reason]);
    }
    said
}

/// What a note of the catalogue speaks of. Lệ phí where it says neither: an assumption the officer sees and may change.
pub(super) fn kind_in(note: &str) -> FeeKind {
    let note = note.to_lowercase();
    let fee = note.replace("lệ phí", "").contains("phí");
    if fee && !note.contains("lệ phí") {
        FeeKind::Fee
    } else {
        FeeKind::Charge
    }
}

/// Why money or the register says no; `None` = it is not about them.
pub(in crate::domain) fn refused(refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::Fees(FeeRefusal::Due { dong: sum }) => {
            format!(
                "Còn {} chưa thu. Ghi đã thu hoặc miễn, hoặc ghi lý do.",
                dong(*sum)
            )
        }
        Refusal::Fees(FeeRefusal::NothingDue) => {
            "Không có khoản nào phải thu lúc này nên không chờ nộp phí.".into()
        }
        Refusal::Fees(FeeRefusal::Unchanged) => "Các khoản thu không thay đổi. Không ghi thêm gì.".into(),
        Refusal::RegisterClosed { year } => {
            format!("Sổ theo dõi năm {year} đã khóa, không cấp số nữa. Xem lại ngày nhận.")
        }
        Refusal::RegisterOpen { from } => {
            format!("Chưa đến cuối năm: khóa sổ được từ ngày {}.", say::date(*from))
        }
        _ => return None,
    })
}
