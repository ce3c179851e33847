//! Draws the table about due times: one row each, the sums last, the pointed number in brackets.

use super::{State, text};
use crate::domain::punctual::{Column as Of, Counts, Table};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView};
use crate::ui::{Mark, Pen, Role};

/// Count line, a blank one, and what the pointed number is.
pub(super) const FOOT: u16 = 6;

const COLUMNS: [Column; 8] = [
    Column::rest(""),
    Column::number(text::DUE_HEADS[0], 7),
    Column::number(text::DUE_HEADS[1], 8),
    Column::number(text::DUE_HEADS[2], 7),
    Column::number(text::DUE_HEADS[3], 7),
    Column::number(text::DUE_HEADS[4], 9),
    Column::number(text::DUE_HEADS[5], 7),
    Column::number(text::DUE_HEADS[6], 8),
];

/// Draws it with what the pointed number means.
pub(super) fn draw(state: &State, table: &Table, pen: &mut Pen<'_, '_>) {
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    let below = table::above(pen, (FOOT, false), &view, |at| match table.rows.get(at) {
        Some(row) => cells(state, (at, &text::row(state.by, Some(row))), &row.counts),
        None => cells(state, (at, text::punctual::TOTAL), &table.total()),
    });
    pen.text((2, 0), Role::Dim, text::punctual::by(table.by));
    pen.text((2, below - 1), Role::Text, &text::punctual::exempted(table));
    about(state, table, pen, below);
}

fn cells(state: &State, (at, name): (usize, &str), counts: &Counts) -> Row<'static> {
    let pointed = at == state.table.at();
    let acts = counts.late + counts.open > 0;
    let number = |(place, column): (usize, &Of)| {
        let number = text::punctual::cell(counts, *column);
        let role = match column {
            Of::Late if counts.late > 0 => Role::Bad,
            Of::Open if counts.open > 0 => Role::Bad,
            Of::Done | Of::OnTime | Of::Late | Of::Kept | Of::NoDue | Of::Open | Of::Ratio => Role::Text,
        };
        if pointed && place == state.column {
            Cell::of(role, format!("[{number}]"))
        } else {
            Cell::of(role, number)
        }
    };
    let numbers = Of::ALL.iter().enumerate().map(number);
    Row {
        mark: if acts { Mark::Wrong } else { Mark::None },
        cells: std::iter::once(Cell::of(Role::Text, name.to_owned()))
            .chain(numbers)
            .collect(),
    }
}

fn about(state: &State, table: &Table, pen: &mut Pen<'_, '_>, row: u16) {
    let pointed = state.pointed_row();
    let counts = pointed.map_or_else(|| table.total(), |it| it.counts);
    let column = state.pointed_column();
    let name = text::row(state.by, pointed);
    pen.text((2, row), Role::Focus, &text::named(&name, table.month));
    let number = text::punctual::cell(&counts, column);
    let line = format!("{} = {number}", text::punctual::whole(column));
    pen.text((2, row + 1), Role::Text, &line);
    pen.text((2, row + 2), Role::Text, &text::punctual::beside(&counts));
    pen.lines((2, row + 3), Role::Dim, text::note(state.by, column));
}
