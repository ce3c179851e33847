//! Words of this screen.

pub(super) const TITLE: &str = "home";
