//! Draws the list in its frame.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, WINDOW, text};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::{Focus, count_line};
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, dialog};

/// Columns of the label of the search.
const LABELS: u16 = 6;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let room = state.rows.len().min(WINDOW);
    let height = u16::try_from(room + 2).unwrap_or(u16::MAX);
    let inside = dialog::open(&mut pen, &state.title, height);
    let mut pen = pen.within(inside);
    let window = state.pointer.window(room);
    let shown = state.pointer.rows().get(window.clone()).unwrap_or_default();
    let ways: Vec<Way<'_>> = window
        .clone()
        .zip(shown)
        .filter_map(|(at, row)| Some(way(at, state.rows.get(*row)?)))
        .collect();
    let pointed = state.pointer.at().checked_sub(window.start);
    let focus = if state.search.is_empty() {
        Focus::Here
    } else {
        Focus::Search
    };
    ways::draw(&mut pen, 0, &ways, (pointed.map(|at| (at, focus)), 0));
    let foot = u16::try_from(room).unwrap_or(u16::MAX);
    if state.is_long() {
        FieldRow::new(text::FIND, Value::Line(&state.search))
            .extent(30)
            .listed(!state.search.is_empty())
            .focused(!state.search.is_empty())
            .draw(&mut pen, foot, LABELS);
    }
    let found = state.pointer.rows().len();
    let more = window.end < found;
    count_line(&mut pen, foot + 1, &text::rows(found), more);
}

fn way(at: usize, row: &str) -> Way<'_> {
    let number = if at < 9 {
        (at + 1).to_string()
    } else {
        String::new()
    };
    Way::new(number, row)
}
