//! Draws the file, the ways with their sizes, and what is to be known of the pointed one.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Measured, State, WAYS, text};
use crate::ui::measure::wrap;
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, Role, dialog};

const TEXT_WIDTH: u16 = 70;
/// Rows for what is to be known of a way; they do not grow and shrink under the pointer.
const DETAIL: u16 = 6;
const LABELS: u16 = 26;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let about = wrap(&text::about(state), TEXT_WIDTH);
    let above = u16::try_from(about.len()).unwrap_or(1);
    let ways = u16::try_from(WAYS.len()).unwrap_or(3);
    let inside = dialog::open(&mut pen, text::TITLE, above + 1 + ways + 1 + DETAIL);
    let mut pen = pen.within(inside);
    for (row, line) in (0..).zip(&about) {
        pen.text((0, row), Role::Text, line);
    }
    let end = ways::draw(
        &mut pen,
        above + 1,
        &listed(state),
        (Some((state.at, Focus::Here)), LABELS),
    );
    let details = text::details(state, WAYS[state.at], usize::from(DETAIL));
    let lines = details.iter().flat_map(|line| wrap(line, TEXT_WIDTH));
    for (row, line) in (end + 1..pen.height()).zip(lines) {
        pen.text((0, row), Role::Text, &line);
    }
}

fn listed(state: &State) -> Vec<Way<'static>> {
    let way = |(number, way): (usize, &super::Way)| {
        let (label, note) = (text::label(state, *way), text::note(state, *way));
        match state.measured(*way) {
            Some(Measured::Barred(_)) => Way::new("-", label).barred(note),
            _ => Way::new(number.to_string(), label).note(note),
        }
    };
    (1..).zip(&WAYS).map(way).collect()
}
