//! Draws the work area of the first start: three ways, and a line that shows whether all signs are in the font.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text, why_not};
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
        let mut way = Way::new((at + 1).to_string(), *label).note(notes.first().copied().unwrap_or_default());
        if why_not(state, at).is_some() {
            way = way.barred(text::NOT_HERE);
        }
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
    if let Some(folder) = &state.folder {
        let room = text::room(folder.free_mb);
        let columns = usize::from(pen.width()).saturating_sub(4);
        for (row, line) in (row + 4..).zip(text::folder(&folder.path, &room, columns)) {
            pen.text((2, row), Role::Text, &line);
        }
    }
}
