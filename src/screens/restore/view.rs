//! Draws what a restore does, and the path field.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::{Look, Pen, Role, layout};

const LABELS: u16 = 15;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, layout::form_area(area));
    for (row, line) in (1..).zip(text::LINES) {
        pen.text((2, row), Role::Text, line);
    }
    FieldRow::new(text::LABEL, Value::Line(&state.path))
        .required()
        .extent(60)
        .focused(true)
        .draw(&mut pen, 6, LABELS);
    pen.text((2 + LABELS, 7), Role::Dim, text::EXAMPLE);
}
