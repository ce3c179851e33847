//! Words of this screen.

pub(super) const TITLE: &str = "pick_row";
