//! Words of this dialog.

pub(super) const TAKE: &str = "Chọn";
pub(super) const CANCEL: &str = "Thôi";
pub(super) const ADVICE: &str = "Đọc kỹ rồi bấm số của câu trả lời. Esc để thôi.";
