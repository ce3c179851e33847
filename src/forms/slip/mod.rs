//! The slips of a dossier beside its receipt: facts and a layout to a [`Content`], and this to PDF or to lines of text.

mod content;
mod draw;
mod lines;
pub mod set;

pub use content::{Cell, Content, Part, Run, content};
pub(super) use draw::spans;
pub use draw::{place, render};
pub use lines::render_text;
