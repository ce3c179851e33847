//! Draws the page at the left, what is known of it at the right; enlarged, the page alone.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use crate::ui::preview::{Placing, can_show, draw, extent, pane};
use crate::ui::{Look, Pen};

/// Rows of the window that are not the work area.
const CHROME: u16 = 6;
/// Rows one arrow scrolls.
pub(super) const STEP: i16 = 3;
/// Columns left for the words.
const WORDS: u16 = 38;
/// Columns beside the page: the gutter, and as much at the other side.
const EDGES: u16 = 4;

/// Rows a page key scrolls in a window of this size.
pub(super) fn window((_, rows): (u16, u16)) -> i16 {
    i16::try_from(rows.saturating_sub(CHROME + 1)).unwrap_or(1).max(1)
}

/// The last row the enlarged page can begin with.
pub(super) fn furthest(state: &State) -> u16 {
    let (columns, rows) = state.size;
    let place = (columns.saturating_sub(EDGES), rows.saturating_sub(CHROME));
    match state.preview.beside(state.leaf(), true).page {
        Some((page, turns)) => extent(page, placing(state, turns), place)
            .1
            .saturating_sub(place.1),
        None => 0,
    }
}

fn placing(state: &State, turns: u8) -> Placing {
    Placing {
        turns,
        wide: state.wide.is_some(),
        from: state.wide.unwrap_or(0),
    }
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let mut beside = state.preview.beside(state.leaf(), can_show(*look));
    let mut left = 0;
    if let Some((page, turns)) = beside.page.take() {
        let words = if state.wide.is_some() { 0 } else { WORDS };
        let size = (pen.width().saturating_sub(words + EDGES), pen.height());
        let place = pen.block((2, 0), size);
        draw(&mut pen, place, (page, placing(state, turns)));
        if state.wide.is_some() {
            return;
        }
        left = extent(page, placing(state, turns), size).0 + EDGES;
    }
    let right = pen.block((left, 0), (pen.width().saturating_sub(left), pen.height()));
    pane(&mut pen.within(right), &beside);
}
