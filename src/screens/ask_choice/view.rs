//! Draws the question and its answers in their frame.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use crate::ui::measure::wrap;
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, Role, dialog};

const TEXT_WIDTH: u16 = 70;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let lines: Vec<String> = state
        .lines
        .iter()
        .flat_map(|line| wrap(line, TEXT_WIDTH))
        .collect();
    let rows = u16::try_from(lines.len() + 1 + state.choices.len()).unwrap_or(u16::MAX);
    let inside = dialog::open(&mut pen, &state.title, rows);
    let mut pen = pen.within(inside);
    let mut row = 0;
    for line in &lines {
        pen.text((0, row), Role::Text, line);
        row += 1;
    }
    let ways: Vec<Way<'_>> = state
        .choices
        .iter()
        .enumerate()
        .map(|(at, choice)| Way::new((at + 1).to_string(), choice.as_str()))
        .collect();
    ways::draw(&mut pen, row + 1, &ways, (Some((state.at, Focus::Here)), 0));
}
