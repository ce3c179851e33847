//! Words of this screen.

pub(super) const TITLE: &str = "new_pin";
