//! Draws the label and the line in their frame.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use crate::ui::measure::width;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::{Look, Pen, dialog};

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let inside = dialog::open(&mut pen, &state.title, 3);
    let mut pen = pen.within(inside);
    let labels = (width(&state.label) + 2).min(38);
    let extent = pen.width().saturating_sub(labels + 4);
    FieldRow::new(&state.label, Value::Line(&state.line))
        .extent(extent)
        .focused(true)
        .draw(&mut pen, 1, labels);
}
