//! Draws what was found, in its frame.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::ui::measure::wrap;
use crate::ui::{Look, Mark, Pen, Role, dialog};

const TEXT_WIDTH: u16 = 68;
/// Rows of the frame that findings may take.
const MOST_ROWS: usize = 11;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let lines = lines(state);
    let rows = u16::try_from(lines.len() + 3).unwrap_or(u16::MAX);
    let inside = dialog::open(&mut pen, text::TITLE, rows);
    let mut pen = pen.within(inside);
    for (row, (mark, line)) in (0..).zip(&lines) {
        pen.text((0, row), mark.role(), mark.sign());
        pen.text((2, row), Role::Text, line);
    }
    let end = rows.saturating_sub(2);
    pen.text((2, end), Role::Dim, text::SCOPE);
    pen.text((2, end + 1), Role::Dim, text::WHOLE);
}

/// One mark a finding, on its first line.
fn lines(state: &State) -> Vec<(Mark, String)> {
    let one = |mark, line: &str| vec![(mark, line.to_owned())];
    let found = match &state.found {
        None => return one(Mark::None, text::LOOKING),
        Some(Err(sentence)) => return one(Mark::Wrong, sentence),
        Some(Ok(found)) if found.is_empty() => return one(Mark::None, text::SOUND),
        Some(Ok(found)) => found,
    };
    let all = found.iter().flat_map(|sentence| {
        let marks = std::iter::once(Mark::Wrong).chain(std::iter::repeat(Mark::None));
        marks.zip(wrap(sentence, TEXT_WIDTH))
    });
    all.take(MOST_ROWS).collect()
}
