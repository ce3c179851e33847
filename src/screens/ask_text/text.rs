//! Words of this dialog.

pub(super) const DONE: &str = "Xong";
pub(super) const CANCEL: &str = "Thôi";
pub(super) const ADVICE: &str = "Gõ xong thì bấm Enter. Esc để thôi.";
