//! Lines of text that scroll: as many as the area holds, and a word where more follow.

use crate::app::input::Lines;
use crate::ui::{Pen, Role, text};

/// Lines shown at once at 80×24.
pub const LINES: usize = 17;

/// Draws them from the pen's top.
pub fn draw(pen: &mut Pen<'_, '_>, lines: &Lines) {
    let last = pen.height().saturating_sub(1);
    let room = usize::from(last);
    for (row, line) in (0..).zip(lines.shown(room)) {
        pen.text((0, row), Role::Text, line);
    }
    if lines.goes_on(room) {
        pen.text_before((pen.width(), last), Role::Dim, text::MORE);
    }
}
