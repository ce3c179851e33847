//! Draws the list in its frame.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, WINDOW, text};
use crate::ui::widgets::table::{Focus, count_line};
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, dialog};

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let shown = state.rows.len().min(WINDOW);
    let height = u16::try_from(shown + 2).unwrap_or(u16::MAX);
    let inside = dialog::open(&mut pen, &state.title, height);
    let mut pen = pen.within(inside);
    let window = state.pointer.window(shown);
    let ways: Vec<Way<'_>> = window
        .clone()
        .filter_map(|at| Some(way(at, state.rows.get(at)?)))
        .collect();
    let pointed = state.pointer.at().checked_sub(window.start);
    let end = ways::draw(&mut pen, 0, &ways, (pointed.map(|at| (at, Focus::Here)), 0));
    let more = window.end < state.rows.len();
    count_line(&mut pen, end + 1, &text::rows(state.rows.len()), more);
}

fn way(at: usize, row: &str) -> Way<'_> {
    let number = if at < 9 {
        (at + 1).to_string()
    } else {
        String::new()
    };
    Way::new(number, row)
}
