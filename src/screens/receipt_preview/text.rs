//! Words of this screen.

pub(super) const TITLE: &str = "receipt_preview";
