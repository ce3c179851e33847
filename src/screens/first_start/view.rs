//! Draws the work area of the first start: three ways, and a line that shows whether all signs are in the font.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, Role, layout};

const LABELS: u16 = 16;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, layout::form_area(area));
    pen.text((2, 1), Role::Text, text::QUESTION);
    let mut row = 3;
    for (at, (label, notes)) in text::WAYS.iter().enumerate() {
        let way = Way::new((at + 1).to_string(), *label).note(notes.first().copied().unwrap_or_default());
        let pointed = (at == state.at).then_some((0, Focus::Here));
        row = ways::draw(&mut pen, row, &[way], (pointed, LABELS));
        for note in notes.iter().skip(1) {
            pen.text((5 + LABELS, row), Role::Text, note);
            row += 1;
        }
        row += 1;
    }
    pen.text((2, row), Role::Rule, &"─".repeat(75));
    pen.text((2, row + 1), Role::Text, text::GLYPHS);
    pen.text((2, row + 2), Role::Dim, text::GLYPHS_HINT);
}
