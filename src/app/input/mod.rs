//! Input controls as pure state and key handling: they hold what is typed and pointed at, and never draw.
//!
//! A screen gives each key first to the control under the focus; what comes back as [`Reaction::Pass`] goes to the
//! [`form`] (Enter, Tab, ↑ ↓) and then to its command. `ui::widgets` draws these states.
//!
//! ```
//! use motcua::app::command::Command;
//! use motcua::app::input::form::{Form, Step, Stop, StopState};
//! use motcua::app::input::{Line, LineKind, Reaction};
//! use motcua::app::key::{Key, parse_keys};
//! use motcua::app::keymap::Keymap;
//!
//! #[derive(Debug, Clone, Copy, PartialEq, Eq)]
//! enum Field { Name, Phone, Go }
//! struct State { form: Form<Field>, name: Line, phone: Line }
//!
//! fn stops(state: &State) -> Vec<Stop<Field>> {
//!     let required = |line: &Line| if line.is_empty() { StopState::EmptyRequired } else { StopState::Ok };
//!     vec![
//!         Stop { field: Field::Name, state: required(&state.name) },
//!         Stop { field: Field::Phone, state: required(&state.phone) },
//!         Stop { field: Field::Go, state: StopState::Onward },
//!     ]
//! }
//!
//! fn key(state: &mut State, key: Key, command: Option<Command>) -> &'static str {
//!     let reaction = match state.form.focus() {
//!         Field::Name => state.name.key(key),
//!         Field::Phone => state.phone.key(key),
//!         Field::Go => Reaction::Pass,
//!     };
//!     if reaction != Reaction::Pass {
//!         return "edited"; // Refused: say why (E12); Changed: clear what row 23 said
//!     }
//!     let stops = stops(state); // here the field about to be left is checked first
//!     match (state.form.key(key, &stops), command) {
//!         (Step::Left(_), _) => "save the draft",
//!         (Step::Onward, _) | (_, Some(Command::Commit)) => match state.form.refuse(&stops) {
//!             Some(_further) => "say what is missing",
//!             None => "go on",
//!         },
//!         _ => "another command",
//!     }
//! }
//!
//! let mut state = State {
//!     form: Form::at(Field::Name),
//!     name: Line::plain(80),
//!     phone: Line::new(LineKind::Digits, 10),
//! };
//! let keymap = Keymap::default();
//! let mut play = |keys: &str| {
//!     let keys = parse_keys(keys).unwrap();
//!     keys.into_iter().map(|it| key(&mut state, it, keymap.command(it))).last().unwrap()
//! };
//! assert_eq!(play("Ha<f2>"), "say what is missing");
//! assert_eq!(play("0905123456<enter>"), "save the draft");
//! assert_eq!(play("<f2>"), "go on");
//! ```

pub mod choice;
pub mod date;
pub mod early;
pub mod form;
pub mod line;
pub mod lines;
pub mod pick;
pub mod table;

pub use choice::Choice;
pub use date::DateField;
pub use form::{Form, Stop, StopState};
pub use line::{Line, LineKind};
pub use lines::Lines;
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
