//! Words of this screen.

pub(super) const TITLE: &str = "not_written";
