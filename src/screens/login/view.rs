//! Draws the work area of the login: desk, officers, PIN.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::text::field;
use crate::ui::measure::pad;
use crate::ui::widgets::field_row::draw_line;
use crate::ui::{Look, Pen, Role};

const LEFT: u16 = 24;
const NAMES: u16 = 21;
const MOST_OFFICERS: usize = 7;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let rows = &state.rows;
    if rows.desk_no > 0 {
        pen.text((LEFT, 3), Role::Text, &text::desk(&rows.unit_name, rows.desk_no));
    }
    let mut row = 5;
    for at in state.pointer.window(MOST_OFFICERS) {
        let Some(officer) = state.pointer.rows().get(at).and_then(|id| state.officer(*id)) else {
            continue;
        };
        let pointed = at == state.pointer.at();
        let role = if pointed { Role::Focus } else { Role::Text };
        if pointed {
            pen.text((LEFT - 2, row), Role::Key, "▸");
        }
        let end = pen.text((LEFT, row), role, &pad(&officer.name, NAMES));
        pen.text((end + 1, row), Role::Text, &text::roles(officer.roles));
        row += 1;
    }
    let label = pen.text((LEFT, row + 1), Role::Label, field("pin"));
    draw_line(&mut pen, (label + 3, row + 1), 8, (&state.pin, true));
    if let Some(at) = rows.last_used {
        let last = (row + 3).max(15);
        pen.text((LEFT, last), Role::Dim, &text::last_used(at));
    }
}
