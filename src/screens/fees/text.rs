//! Words of the screen about fees.

pub(super) use crate::domain::fee::text as words;

use crate::domain::fee::{FeeLine, FeeState, Stated, Timing};
use crate::domain::text::channel;

pub(super) const TITLE: &str = "Phí, lệ phí";
pub(super) const LINE: &str = "Khoản thu";
pub(super) const WRITE: &str = "Ghi";
pub(super) const TAKE: &str = "Nhận khoản này";
pub(super) const ADD: &str = "Thêm khoản";
pub(super) const CHANGE: &str = "Sửa";
pub(super) const PAID: &str = "Đã thu";
pub(super) const REMOVE: &str = "Bỏ";

pub(super) const COLUMNS: [&str; 5] = ["Khoản thu", "Loại", "Số tiền", "Thu khi", "Tình trạng"];
pub(super) const NAME: &str = "Tên khoản thu";
pub(super) const KIND: &str = "Loại";
pub(super) const DONG: &str = "Số tiền";
pub(super) const IN_DONG: &str = "đồng";
pub(super) const TIMING: &str = "Thu";
pub(super) const STATE: &str = "Tình trạng";
pub(super) const METHOD: &str = "Hình thức nộp";
pub(super) const RECEIPT: &str = "Số biên lai";
pub(super) const REASON: &str = "Lý do miễn";
pub(super) const SPACE: &str = "Space đổi";
pub(super) const SUM: &str = "Cộng";
pub(super) const CATALOGUE: &str = "Danh mục ghi";
pub(super) const NONE: &str = "Không có khoản thu nào. Bấm + để thêm.";

pub(super) const TAKEN: &str = "Đã thu tiền mặt. Enter đổi hình thức, ghi biên lai; F2 để ghi.";
pub(super) const OPEN_IT: &str = "Bấm Enter để sửa khoản này.";
pub(super) const REMOVED: &str = "Đã bỏ khỏi danh sách. F2 để ghi, Esc để thôi.";
pub(super) const WRITE_NOW: &str = "Đã nhận khoản này. F2 để ghi.";
pub(super) const NOT_WRITTEN: &str = "Các khoản vừa sửa chưa ghi. F2 để ghi; Esc lần nữa để bỏ.";
pub(super) const WRITE_FIRST: &str = "Bấm F2 ghi các khoản trước, rồi mới chuyển sang chờ nộp phí.";
pub(super) const CORRECT: &str = "Sửa khoản đã thu";
pub(super) const WHY: &str = "Lý do sửa";
pub(super) const WAIT: &str = "Chờ nộp phí";
pub(super) const WAIT_NOTE: &str = "Dặn người nộp (có thể để trống)";
pub(super) const WRITTEN: &str = "Đã ghi phí, lệ phí.";
pub(super) const SETTLED: &str = "Đã nộp đủ. Hồ sơ được làm tiếp.";
pub(super) const WAITS: &str = "Hồ sơ chờ nộp phí.";

/// What is still to be paid.
pub(super) fn owed(dong: u64) -> String {
    format!("Còn {} chưa thu. Space ghi đã thu tiền mặt.", words::dong(dong))
}

/// When it is collected, under a heading that says "khi".
pub(super) fn when(timing: Timing) -> &'static str {
    let said = words::timing(timing);
    said.strip_prefix("khi ").unwrap_or(said)
}

/// How a line stands, in the last column.
pub(super) fn standing(line: &FeeLine) -> String {
    let state = words::state(line.state);
    match (line.state, line.method, &line.reason) {
        (FeeState::Paid, Some(method), _) => format!("{state}, {}", words::method(method)),
        (FeeState::Exempt, _, Some(reason)) => format!("{state}: {reason}"),
        _ => state.to_owned(),
    }
}

/// What the catalogue says of a fee.
pub(super) fn stated(fee: &Stated) -> String {
    let amount = u64::try_from(fee.amount.unwrap_or(0)).unwrap_or(0);
    let amount = if fee.currency == "VND" {
        words::dong(amount)
    } else {
        format!("{amount} {}", fee.currency)
    };
    let through = fee.channel.map(channel);
    let more: Vec<&str> = through.into_iter().chain(fee.note.as_deref()).collect();
    if more.is_empty() {
        amount
    } else {
        format!("{amount} ({})", more.join("; "))
    }
}
