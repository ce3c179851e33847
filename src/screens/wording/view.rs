//! Draws the lines of the text.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use crate::ui::measure::wrap;
use crate::ui::widgets::lines;
pub(super) use crate::ui::widgets::lines::LINES;
use crate::ui::{Look, Pen};

/// Columns of a line: what the narrowest window shows, whatever the width, so that lines are read easily.
const COLUMNS: u16 = 78;

/// The paragraphs as lines, a blank one between them.
pub(super) fn wrapped(paragraphs: &[String]) -> Vec<String> {
    let wrapped: Vec<Vec<String>> = paragraphs.iter().map(|said| wrap(said, COLUMNS)).collect();
    wrapped.join(&String::new())
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    lines::draw(&mut Pen::new(frame, look, area), &state.lines);
}
