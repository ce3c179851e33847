//! Draws why the number is needed, and its field.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::{Look, Pen, Role, dialog};

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let inside = dialog::open(&mut pen, text::TITLE, 6);
    let mut pen = pen.within(inside);
    for (row, line) in (0..).zip(text::LINES) {
        pen.text((2, row), Role::Text, line);
    }
    FieldRow::new(text::LABEL, Value::Line(&state.line))
        .extent(26)
        .note(text::NOTE)
        .focused(true)
        .draw(&mut pen, 4, 15);
}
