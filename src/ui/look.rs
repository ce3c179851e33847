//! How things look: theme and glyphs, chosen once, passed to every view.

/// Theme and glyphs.
#[derive(Debug, Clone, Default)]
pub struct Look {}
