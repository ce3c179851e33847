//! Draws the work area: one list of packages and held dossiers, and the pointed one in full below it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{ROWS, Row, State, text};
use crate::domain::time::Moment;
use crate::ui::layout::form_area;
use crate::ui::measure::wrap;
use crate::ui::widgets::table::{self, Cell, Column, Focus, TableView};
use crate::ui::{Look, Mark, Pen, Role};

const COLUMNS: [Column; 3] = [
    Column::text(text::COLUMNS[0], 30),
    Column::rest(text::COLUMNS[1]),
    Column::number(text::COLUMNS[2], 6),
];
/// Where values of the detail block begin, and how wide they are.
const VALUES: u16 = 12;
const VALUE_WIDTH: u16 = 66;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, form_area(area));
    let rows = u16::try_from(ROWS + 1).unwrap_or(13);
    let list = pen.rows(0, rows);
    let now = newest(state);
    table::draw(
        &mut pen.within(list),
        &TableView {
            columns: &COLUMNS,
            table: &state.table,
            focus: Focus::Here,
        },
        |at| {
            let row = state.table.rows().get(at);
            row.map_or_else(table::Row::default, |row| draw_row(state, row, now))
        },
    );
    detail(state, &mut pen, rows);
}

/// Times are said as seen from the newest thing in the list: a view has no clock.
fn newest(state: &State) -> Moment {
    let packages = state.entries.iter().map(|entry| entry.modified);
    let held = state.held.iter().map(|held| held.tried_at);
    packages.chain(held).max().unwrap_or_default()
}

fn draw_row<'a>(state: &'a State, row: &'a Row, now: Moment) -> table::Row<'a> {
    match row {
        Row::Packages => table::Row::heading(text::PACKAGES),
        Row::Held => table::Row::heading(text::HELD),
        Row::Package(path) => state.package(path).map_or_else(table::Row::default, |entry| {
            let (mark, what) = match &entry.dossiers {
                Ok(count) => (Mark::None, Cell::from(text::dossiers(*count))),
                Err(why) => (Mark::Wrong, Cell::of(Role::Bad, why.as_str())),
            };
            table::Row {
                mark,
                cells: vec![
                    entry.name.as_str().into(),
                    what,
                    text::when(entry.modified, now).into(),
                ],
            }
        }),
        Row::Dossier(id) => state
            .dossier(*id)
            .map_or_else(table::Row::default, |held| table::Row {
                mark: Mark::Check,
                cells: vec![
                    text::code(held).into(),
                    held.sentence.as_str().into(),
                    text::when(held.found_at, now).into(),
                ],
            }),
    }
}

fn detail(state: &State, pen: &mut Pen<'_, '_>, from: u16) {
    let facts: Vec<(&str, String)> = match state.table.pointed() {
        Some(Row::Dossier(id)) => match state.dossier(*id) {
            Some(held) => vec![
                (text::REASON, held.sentence.clone()),
                (text::PACKAGE, text::place(held)),
                (text::TRIED, text::tried(held)),
            ],
            None => return,
        },
        Some(Row::Package(path)) => match state.package(path) {
            Some(entry) => {
                let what = entry.dossiers.as_ref().map(|count| text::dossiers(*count));
                let what = what.unwrap_or_else(Clone::clone);
                vec![(text::PACKAGE, entry.name.clone()), (text::COLUMNS[1], what)]
            }
            None => return,
        },
        Some(Row::Packages | Row::Held) | None => return,
    };
    let mut row = from;
    for (label, value) in facts {
        pen.text((2, row), Role::Label, label);
        for line in wrap(&value, VALUE_WIDTH) {
            pen.text((VALUES, row), Role::Text, &line);
            row += 1;
        }
    }
}
