//! Draws why a leader is needed, who could be it, and the PIN field.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::text::field;
use crate::ui::measure::{width, wrap};
use crate::ui::widgets::field_row::draw_line;
use crate::ui::{Look, Pen, Role, dialog};

const TEXT_WIDTH: u16 = 70;
const MOST_LEADERS: usize = 6;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let why = wrap(&state.why, TEXT_WIDTH);
    let shown = state.leaders.len().min(MOST_LEADERS);
    let rows = u16::try_from(why.len() + shown + 3).unwrap_or(u16::MAX);
    let inside = dialog::open(&mut pen, text::TITLE, rows);
    let mut pen = pen.within(inside);
    let mut row = 0;
    for line in &why {
        pen.text((0, row), Role::Text, line);
        row += 1;
    }
    row += 1;
    for at in state.pointer.window(shown) {
        let Some(leader) = state.leaders.get(at) else {
            continue;
        };
        let pointed = at == state.pointer.at();
        if pointed {
            pen.text((0, row), Role::Key, "▸");
        }
        let role = if pointed { Role::Focus } else { Role::Text };
        pen.text((2, row), role, &leader.name);
        row += 1;
    }
    let label = field("pin");
    pen.text((2, row + 1), Role::Label, label);
    draw_line(&mut pen, (5 + width(label), row + 1), 8, (&state.pin, true));
}
