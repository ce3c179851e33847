//! Draws the lines of the list.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::ui::{Look, Pen, Role};

/// Lines shown at once at 80×24.
pub(super) const LINES: usize = 17;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let room = usize::from(pen.height().saturating_sub(1));
    for (row, line) in (0..).zip(state.lines.shown(room)) {
        pen.text((0, row), Role::Text, line);
    }
    if state.lines.goes_on(room) {
        let end = (pen.width(), pen.height().saturating_sub(1));
        pen.text_before(end, Role::Dim, text::MORE);
    }
}
