//! Draws a dossier's lines as one scrolling page; from 120 columns steps and history stand at the right.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::sections::{self, Kind, Line};
use super::{State, text};
use crate::ui::measure::{cut, width};
use crate::ui::{Look, MORE, Pen, Role, layout};

/// Where the right pane begins.
const DIVIDER: u16 = 80;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let (left, right) = layout::panes(&mut pen, DIVIDER);
    page(state, &mut pen.within(left));
    if let (Some(right), Some(view)) = (right, state.view.as_deref()) {
        let lines = sections::side(view);
        let mut pen = pen.within(right);
        let hidden = lines.len().saturating_sub(usize::from(pen.height()) / 2);
        let first_event = lines
            .iter()
            .position(|line| line.kind == Kind::Event)
            .unwrap_or(0);
        let shown = lines[..first_event]
            .iter()
            .chain(lines[first_event..].iter().skip(hidden));
        side(&mut pen, shown);
    }
}

fn page(state: &State, pen: &mut Pen<'_, '_>) {
    if state.lines.is_empty() {
        let words = if state.missing { "" } else { text::NOT_LOADED };
        pen.text((2, 0), Role::Dim, words);
        return;
    }
    let window = state.table.window(pen.height().into());
    let ends = window.end == state.lines.len();
    for (row, at) in (0..).zip(window) {
        let Some(line) = state.lines.get(at) else {
            continue;
        };
        let is_last = row + 1 == pen.height();
        let right = pen.width() - if is_last && !ends { width(MORE) + 2 } else { 0 };
        draw(pen, row, (line, right));
        if at == state.table.at() && line.target.is_some() {
            pen.text((0, row), Role::Key, "▸");
            pen.shade(row, 0..pen.width(), Role::Select);
            pen.cursor((2, row));
        }
    }
    if !ends {
        let column = pen.width().saturating_sub(width(MORE) + 1);
        let row = pen.height().saturating_sub(1);
        pen.text((column - 1, row), Role::Dim, &format!(" {MORE}"));
    }
}

/// Columns of the cells of a line, and their roles.
fn columns(kind: Kind) -> &'static [(u16, Role)] {
    match kind {
        Kind::Fact => &[(2, Role::Label), (15, Role::Text)],
        Kind::Heading => &[(2, Role::Focus), (45, Role::Focus)],
        Kind::Paper => &[
            (4, Role::Text),
            (45, Role::Text),
            (55, Role::Dim),
            (68, Role::Text),
        ],
        Kind::Item => &[(4, Role::Text)],
        Kind::Detail => &[(4, Role::Label), (18, Role::Text)],
        Kind::Event => &[(4, Role::Dim), (20, Role::Text), (36, Role::Text)],
        Kind::Step => &[(2, Role::Key), (4, Role::Text)],
        Kind::Success => &[(4, Role::Good)],
        Kind::Way => &[(2, Role::Key), (5, Role::Text)],
        Kind::Blank => &[],
    }
}

/// A line up to this column.
fn draw(pen: &mut Pen<'_, '_>, row: u16, (line, right): (&Line, u16)) {
    let columns = columns(line.kind);
    if line.kind == Kind::Success {
        pen.text((2, row), Role::Good, "✓");
    }
    for (at, (cell, (column, role))) in line.cells.iter().zip(columns).enumerate() {
        let next = columns
            .iter()
            .zip(&line.cells)
            .skip(at + 1)
            .find(|(_, next)| !next.is_empty());
        let end = next.map_or(right, |((column, _), _)| column - 1);
        pen.text((*column, row), *role, &cut(cell, end.saturating_sub(*column)));
    }
}

/// The right pane: an event takes two rows, who and when above what.
fn side<'a>(pen: &mut Pen<'_, '_>, lines: impl Iterator<Item = &'a Line>) {
    let mut row = 0;
    for line in lines {
        if let (Kind::Event, [when, who, what]) = (line.kind, line.cells.as_slice()) {
            pen.text((2, row), Role::Dim, &format!("{when}  {who}"));
            row = pen.lines((4, row + 1), Role::Text, what);
        } else {
            let right = pen.width();
            draw(pen, row, (line, right));
            row += 1;
        }
    }
}
