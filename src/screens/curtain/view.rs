//! Draws the work area of the curtain: whose office, a polite line, the PIN field.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::text::field;
use crate::ui::widgets::field_row::draw_line;
use crate::ui::{Look, Pen, Role};

const LEFT: u16 = 24;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    pen.text((LEFT, 6), Role::Text, &text::office(&state.unit));
    pen.text((LEFT, 8), Role::Text, text::WAIT);
    let end = pen.text((LEFT, 10), Role::Label, field("pin"));
    draw_line(&mut pen, (end + 3, 10), 8, (&state.pin, true));
}
