//! Draws why the numbers are needed, and a field for each with what the file knows of it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::{Look, Pen, Role, dialog};

const LABELS: u16 = 38;
const FIELD: u16 = 28;
/// The reasons and a blank row above the first field; a field, its note and a blank row.
const REASONS: u16 = 4;
const EACH: u16 = 3;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let fields = u16::try_from(state.fields.len()).unwrap_or(0);
    let inside = dialog::open(&mut pen, text::TITLE, REASONS + EACH * fields);
    let mut pen = pen.within(inside);
    for (row, line) in (0..).zip(text::LINES) {
        pen.text((2, row), Role::Text, line);
    }
    let rows = (REASONS..).step_by(EACH.into());
    for ((row, at), field) in rows.zip(0..).zip(&state.fields) {
        FieldRow::new(&field.label, Value::Line(&field.line))
            .extent(FIELD)
            .focused(state.form.focus() == at)
            .draw(&mut pen, row, LABELS);
        pen.text((4, row + 1), Role::Dim, &field.note);
    }
}
