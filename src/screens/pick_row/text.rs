//! Words of this dialog.

pub(super) const TAKE: &str = "Chọn";
pub(super) const POINT: &str = "Trỏ";
pub(super) const CANCEL: &str = "Thôi";
pub(super) const ADVICE: &str = "Trỏ bằng ↑↓ rồi bấm Enter, hoặc bấm số của dòng.";
pub(super) const ADVICE_SEARCH: &str = "Gõ vài chữ để tìm, hoặc bấm số của dòng; ↑↓ trỏ rồi Enter.";
pub(super) const FIND: &str = "Tìm";
pub(super) const NO_MATCH: &str = "Không dòng nào khớp. Esc xóa chữ đã gõ, hoặc gõ chữ khác.";
pub(super) const EMPTY: &str = "Không có dòng nào để chọn. Bấm Esc để thôi.";

/// How many rows there are.
pub(super) fn rows(count: usize) -> String {
    format!("{count} dòng")
}
