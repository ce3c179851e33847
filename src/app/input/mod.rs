//! Input controls as pure state and key handling: they hold what is typed and pointed at, and never draw.
//!
//! A screen gives each key first to the control under the focus; what comes back as [`Reaction::Pass`] goes to the
//! [`form`] (Enter, Tab, ↑ ↓) and then to the key map. `ui::widgets` draws these states.

pub mod choice;
pub mod date;
pub mod form;
pub mod line;
pub mod pick;
pub mod table;

pub use choice::Choice;
pub use date::DateField;
pub use form::{Form, Stop, StopState};
pub use line::{Line, LineKind};
pub use pick::Pick;
pub use table::Table;

/// What a control did with a key or a paste.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reaction {
    /// Not for this control; nothing happened.
    Pass,
    /// Taken; the value is as before (cursor or pointer moved, a list opened or closed).
    Handled,
    /// The value, the ticks or the text to search for changed.
    Changed,
    /// A [`Pick`] took the pointed option.
    Chosen,
    /// Meant for this control but not allowed there: wrong character or full. Of a paste, what fitted was taken.
    Refused,
}
