//! Draws what was not written, in its frame.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::text::refusal;
use crate::ui::measure::wrap;
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, Role, dialog};

const VALUES: u16 = 12;
/// Columns inside the frame.
const WIDTH: u16 = 72;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let why = wrap(&refusal(&state.refusal), 60);
    // What is told stands in the place of the reason: the officer has read that.
    let wide = |line: &String| line.chars().count() > usize::from(WIDTH);
    let told: Vec<String> = match state.told.as_slice() {
        [] => why,
        told => told
            .iter()
            .flat_map(|line| {
                if wide(line) {
                    wrap(line, WIDTH)
                } else {
                    vec![line.clone()]
                }
            })
            .collect(),
    };
    let rows = u16::try_from(told.len() + 9).unwrap_or(u16::MAX);
    let inside = dialog::open(&mut pen, text::TITLE, rows);
    let mut pen = pen.within(inside);
    pen.text((0, 0), Role::Bad, text::WHAT);
    let (label, column) = if state.told.is_empty() {
        (text::WHY, VALUES)
    } else {
        ("", 0)
    };
    pen.text((0, 2), Role::Label, label);
    let mut row = 2;
    for line in &told {
        pen.text((column, row), Role::Text, line);
        row += 1;
    }
    pen.text((0, row), Role::Label, text::KEPT);
    pen.text((VALUES, row), Role::Text, &text::kept(state.saved));
    let list = [
        Way::new("1", text::AGAIN).note(text::AGAIN_NOTE),
        Way::new("2", text::ROOM).note(text::ROOM_NOTE),
        Way::new("3", text::CARRY).note(text::CARRY_NOTE),
    ];
    let end = ways::draw(&mut pen, row + 2, &list, (Some((state.at, Focus::Here)), 23));
    pen.text((0, end + 1), Role::Dim, &text::code(state.code()));
}
