//! Draws the work area.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use crate::ui::Look;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let _ = (state, look, frame, area);
}
