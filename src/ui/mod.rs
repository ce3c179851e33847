//! Drawing: theme, layout and widgets. Draws what `app::input` holds; keeps no state.

mod look;

pub use look::Look;
