//! Draws the lines of the text.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use crate::ui::widgets::lines;
pub(super) use crate::ui::widgets::lines::LINES;
use crate::ui::{Look, Pen};

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    lines::draw(&mut Pen::new(frame, look, area), &state.lines);
}
