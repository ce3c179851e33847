//! Draws a stretch of the book: the columns a screen has room for; the whole row of the pointed one below.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, pointed, text};
use crate::domain::register::{Entry, RegisterRow};
use crate::domain::say;
use crate::screens::text::short_code;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView};
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels.
const LABELS: u16 = 30;
/// What is không số hóa, and the pointed row.
const FOOT: u16 = 8;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const COLUMNS: [Column; 6] = [
    Column::number(text::words::HEADS[0], 5),
    Column::text(text::words::HEADS[1], 15),
    Column::rest(text::words::HEADS[4]),
    Column::text(text::words::HEADS[7], 10),
    Column::text(text::words::HEADS[11], 11),
    Column::text(text::words::HEADS[13], 12),
];

/// Lines in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + 1 + FOOT))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let Some(book) = &state.book else { return };
    if book.entries.is_empty() {
        pen.text((2, 1), Role::Text, text::words::EMPTY);
        return;
    }
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    let beyond = book.entries.last().is_some_and(|it| it.number() < book.last);
    let below = table::above(&mut pen, (FOOT, beyond), &view, |at| {
        book.entries
            .get(at)
            .map_or_else(Row::default, |entry| row(entry, &state.unit))
    });
    pen.text((2, below - 1), Role::Text, &text::words::exempted(book));
    if let Some(entry) = pointed(state) {
        facts::draw(&mut pen, below, LABELS, &about(entry));
    }
}

fn row(entry: &Entry, unit: &str) -> Row<'static> {
    match entry {
        Entry::Row(row) => of_row(row, unit),
        Entry::Gap(gap) => Row {
            mark: Mark::Check,
            cells: vec![
                Cell::of(Role::Warn, gap.from.to_string()),
                Cell::of(Role::Warn, ""),
                Cell::of(Role::Warn, text::words::gap(gap)),
            ],
        },
    }
}

fn of_row(row: &RegisterRow, unit: &str) -> Row<'static> {
    let role = if row.void_reason.is_some() {
        Role::Dim
    } else {
        Role::Text
    };
    let cells = [
        row.number.to_string(),
        short_code(Some(&row.code), unit),
        row.holder.clone(),
        say::date(row.received_on),
        row.returned_on.map(say::date).unwrap_or_default(),
        text::words::note(row),
    ];
    Row {
        mark: Mark::None,
        cells: cells.map(|it| Cell::of(role, it)).to_vec(),
    }
}

/// What the table has no room for.
fn about(entry: &Entry) -> Vec<Fact<'static>> {
    let row = match entry {
        Entry::Gap(gap) => return vec![Fact::new("", text::words::gap(gap))],
        Entry::Row(row) => row,
    };
    let cells = text::words::cells(row);
    [2, 5, 6, 8, 9, 12, 13]
        .into_iter()
        .filter_map(|at| Some(Fact::new(text::words::HEADS.get(at)?, cells.get(at)?.clone())))
        .collect()
}
