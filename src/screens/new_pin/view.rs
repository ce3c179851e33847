//! Draws the three PIN fields.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Field, State, text};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::{Look, Pen, Role, layout};

const LABELS: u16 = 24;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, layout::form_area(area));
    let why = if state.first { text::FIRST_WHY } else { text::WHY };
    pen.text((2, 1), Role::Text, why);
    let length = text::length(state.least);
    for (row, &field) in (3..).zip(state.fields()) {
        let (label, note) = match field {
            Field::Old => (text::OLD, ""),
            Field::New => (text::NEW, length.as_str()),
            Field::Again => (text::AGAIN, ""),
        };
        FieldRow::new(label, Value::Line(state.pin(field)))
            .required()
            .extent(8)
            .note(note)
            .focused(state.form.focus() == field)
            .draw(&mut pen, row, LABELS);
    }
}
