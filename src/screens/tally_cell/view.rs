//! Draws the list behind a number, and what is to be said of the pointed dossier.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, pointed, text};
use crate::domain::digitise::text as digitise;
use crate::domain::tally::Column as Number;
use crate::domain::tally::cell::{Cell, CellRow, Side};
use crate::screens::text::short_code;
use crate::ui::widgets::table::{self, Column, Focus, Row, TableView};
use crate::ui::{Look, Mark, Pen, Role};

/// The number, the three ways to look, a blank line.
const HEAD: u16 = 3;
/// How many rows there are, and the pointed dossier.
const FOOT: u16 = 7;
/// Lines about the pointed dossier's papers.
const PAPERS: usize = 3;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const COLUMNS: [Column; 4] = [
    Column::text(text::CODE, 11),
    Column::text(text::HOLDER, 17),
    Column::text(text::PROCEDURE, 21),
    Column::rest(text::WHY),
];

/// Lines in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + HEAD + 1 + FOOT))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let Some(cell) = &state.cell else { return };
    pen.text((2, 0), Role::Text, &text::cell(&state.at, cell));
    sides(&mut pen, state.side, cell);
    let rows = pen.rows(HEAD, pen.height().saturating_sub(HEAD));
    let mut list = pen.within(rows);
    if state.table.rows().is_empty() {
        list.text((2, 0), Role::Dim, text::nothing(state.side));
        return;
    }
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    let row = |at: usize| {
        let id = state.table.rows().get(at);
        let found = cell.rows.iter().find(|row| Some(&row.id) == id);
        found.map_or_else(Row::default, |it| self::row(it, &state.unit))
    };
    let below = table::above(&mut list, (FOOT, false), &view, row);
    about(&mut list, below, (state, cell));
}

fn sides(pen: &mut Pen<'_, '_>, chosen: Side, cell: &Cell) {
    let mut column = pen.text((2, 1), Role::Label, text::SEE) + 2;
    for side in Side::ALL {
        let words = text::side(*side, cell);
        column = if *side == chosen {
            pen.text((column, 1), Role::Focus, &format!("[{words}]")) + 1
        } else {
            pen.text((column, 1), Role::Text, &format!(" {words} "))
        };
        column += 3;
    }
}

fn row(row: &CellRow, unit: &str) -> Row<'static> {
    let cells = [
        short_code(row.code.as_deref(), unit),
        row.holder.clone(),
        row.procedure.clone(),
        text::why(row),
    ];
    Row {
        mark: Mark::None,
        cells: cells.map(Into::into).to_vec(),
    }
}

/// Who has it, what lacks, and what the number becomes when it is put right.
fn about(pen: &mut Pen<'_, '_>, below: u16, (state, cell): (&State, &Cell)) {
    let Some(row) = pointed(state) else { return };
    let code = short_code(row.code.as_deref(), &state.unit);
    let about = state.about.as_ref().filter(|about| about.id == row.id);
    pen.text((2, below), Role::Text, &text::dossier(&code, row, about));
    let mut next = below + 1;
    if matches!(cell.column, Number::Full | Number::Part | Number::DigitisedRatio) {
        let remarks = about.map_or(&[][..], |about| &about.remarks);
        for paper in remarks.iter().take(PAPERS) {
            pen.text((4, next), Role::Text, &digitise::line(paper));
            next += 1;
        }
    }
    if let Some(lifted) = text::lifted(cell, row.facts.status).filter(|_| row.why.is_some()) {
        pen.text((2, next), Role::Dim, &lifted);
    }
}
