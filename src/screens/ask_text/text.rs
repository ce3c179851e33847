//! Words of this dialog.

pub(super) const DONE: &str = "Xong";
pub(super) const CANCEL: &str = "Thôi";
pub(super) const ADVICE_F2: &str = "Việc này không hoàn tác được. Ghi lý do rồi F2; Esc để thôi.";
pub(super) const ADVICE: &str = "Gõ xong thì bấm Enter. Esc để thôi.";
