//! Draws the verdict, the lines of every signature, and the ways.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{LastCheck, State, is_open, mark, text, ways_there};
use crate::domain::component::SignatureMark;
use crate::domain::signature::{Checked, text as words};
use crate::ui::measure::wrap;
use crate::ui::widgets::lines;
use crate::ui::{Look, Pen, Role};

/// Columns of the labels.
const LABELS: usize = 22;
/// Columns before the lines of a signature.
const INDENT: usize = 5;
/// Rows above and below the lines.
const AROUND: u16 = 6;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

/// Lines shown at once in a window of this size.
pub(super) fn room((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + AROUND)).max(1)
}

/// The report in a window so many columns wide.
pub(super) fn lines(checked: &Checked, columns: u16) -> Vec<String> {
    let indent = u16::try_from(LABELS + 4).unwrap_or(u16::MAX);
    let width = columns.saturating_sub(indent).max(20);
    let told = words::told(&checked.report).into_iter();
    told.flat_map(|line| {
        let label = if line.is_head {
            format!("  {:1$}", line.label, LABELS)
        } else {
            let indented = format!("{:INDENT$}  {}", "", line.label);
            format!("{indented:0$}", LABELS + 2)
        };
        let value = wrap(&line.value, width);
        let first = value.first().cloned().unwrap_or_default();
        let rest = value.into_iter().skip(1);
        let rest = rest.map(|more| format!("{:1$}{more}", "", LABELS + 2));
        std::iter::once(format!("{label}{first}"))
            .chain(rest)
            .collect::<Vec<_>>()
    })
    .collect()
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let Some(checked) = state.checked.as_deref() else {
        if state.is_known && state.checking.is_none() && state.last != LastCheck::Failed {
            pen.text((2, 1), Role::Text, words::NOT_SIGNED);
        }
        if state.checking.is_none() {
            draw_ways(state, &mut pen, mark(state));
        }
        return;
    };
    let mark = mark(state);
    let role = match mark {
        SignatureMark::Invalid => Role::Bad,
        SignatureMark::Unknown => Role::Warn,
        SignatureMark::None | SignatureMark::Present | SignatureMark::Valid => Role::Text,
    };
    pen.text((2, 0), role, &words::summary(&checked.report));
    pen.text((2, 1), Role::Dim, &text::checked_at(checked));
    let height = pen.height().saturating_sub(AROUND - 1);
    let block = pen.rows(3, height);
    lines::draw(&mut pen.within(block), &state.lines);
    draw_ways(state, &mut pen, mark);
}

/// In the last rows: what an undecided signature means, and what can be done.
fn draw_ways(state: &State, pen: &mut Pen<'_, '_>, mark: SignatureMark) {
    let last = pen.height().saturating_sub(1);
    if is_open(state) && mark == SignatureMark::Unknown {
        pen.text((2, last.saturating_sub(1)), Role::Dim, text::UNKNOWN_IS_NOT_WRONG);
    }
    let mut column = 2;
    for way in ways_there(state) {
        let words = text::way(way);
        let pointed = is_open(state) && way == state.way;
        if pointed {
            pen.text((column - 2, last), Role::Key, "▸");
        }
        pen.text(
            (column, last),
            if pointed { Role::Focus } else { Role::Text },
            words,
        );
        column += 5 + u16::try_from(words.chars().count()).unwrap_or(0);
    }
}
