//! Draws the help page from where it is scrolled to.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use super::page::{HelpLine, KeyWord};
use crate::ui::measure::pad;
use crate::ui::widgets::table::count_line;
use crate::ui::{Look, Pen, Role, layout};

const VALUES: u16 = 15;
const KEYS: u16 = 10;
const HALF: u16 = 38;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, layout::form_area(area));
    let height = pen.height();
    let shown = state.lines.iter().skip(state.offset);
    for (row, line) in (0..height).zip(shown) {
        draw_line(&mut pen, row, line);
    }
    let end = state.offset + usize::from(height);
    if end < state.lines.len() {
        pen.blank(height.saturating_sub(1), 1);
        count_line(&mut pen, height.saturating_sub(1), "", true);
    }
}

fn draw_line(pen: &mut Pen<'_, '_>, row: u16, line: &HelpLine) {
    match line {
        HelpLine::Blank => {}
        HelpLine::Heading(text) => {
            pen.text((2, row), Role::Focus, text);
        }
        HelpLine::Text(text) => {
            pen.text((2, row), Role::Text, text);
        }
        HelpLine::Fact(label, text) => {
            pen.text((2, row), Role::Dim, label);
            pen.text((VALUES, row), Role::Text, text);
        }
        HelpLine::Keys(left, right) => {
            draw_key(pen, (4, row), left);
            if let Some(right) = right {
                draw_key(pen, (4 + HALF, row), right);
            }
        }
    }
}

fn draw_key(pen: &mut Pen<'_, '_>, at: (u16, u16), (key, word): &KeyWord) {
    let end = pen.text(at, Role::Key, &pad(key, KEYS));
    pen.text((end + 1, at.1), Role::Text, word);
}
