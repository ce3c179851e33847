//! The drawing kit of every screen: look, frame, dialogs, widgets. Draws states and never changes them.
//!
//! A screen's view is `pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect)` and draws only the work
//! area, through a [`pen::Pen`]; rows 1–3 and 22–24 are drawn once, by [`layout::frame`].
//!
//! ```
//! use motcua::app::input::{Line, LineKind};
//! use motcua::ui::pen::{Mark, Pen};
//! use motcua::ui::theme::{Look, Role};
//! use motcua::ui::widgets::field_row::{FieldRow, Value};
//! use motcua::ui::picture::draw;
//!
//! let phone = Line::new(LineKind::Digits, 10).with("090512345");
//! let picture = draw(80, 18, &Look::SKETCH, |frame, area| {
//!     let mut pen = Pen::new(frame, &Look::SKETCH, area);
//!     pen.text((2, 0), Role::Text, "Chủ hồ sơ");
//!     FieldRow::new("Di động", Value::Line(&phone))
//!         .required()
//!         .extent(11)
//!         .focused(true)
//!         .mark(Mark::Wrong)
//!         .note("thiếu 1 số")
//!         .draw(&mut pen, 1, 30);
//! });
//! assert_eq!(picture.row(1).trim_end(), "▸!Di động *                     090512345__  thiếu 1 số");
//! assert_eq!(picture.cursor, Some((41, 1)));
//! ```

pub mod dialog;
pub mod glyphs;
pub mod layout;
pub mod measure;
pub mod pen;
pub mod picture;
pub mod preview;
mod svg;
#[cfg(test)]
mod tests;
mod text;
pub mod theme;
pub mod widgets;

pub use pen::{Mark, Pen};
pub use text::MORE;
pub use theme::{Look, Role};
