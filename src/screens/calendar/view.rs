//! Draws a year's days, or the form for one.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use super::form::{Edit, Field};
use super::text;
use crate::domain::rows::CalendarRow;
use crate::domain::say;
use crate::ui::layout::form_area;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView};
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels.
const LABELS: u16 = 12;
/// Count line, blank, and the detail block.
const FOOT: u16 = 4;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const COLUMNS: [Column; 5] = [
    Column::text(text::COLUMNS[0], 10),
    Column::text(text::COLUMNS[1], 8),
    Column::text(text::COLUMNS[2], 8),
    Column::rest(text::COLUMNS[3]),
    Column::text(text::COLUMNS[4], 10),
];

/// Days in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + 1 + FOOT))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    match &state.edit {
        Some(edit) => draw_form(&mut Pen::new(frame, look, form_area(area)), edit),
        None if state.read && state.rows.is_empty() => {
            pen.text((2, 1), Role::Text, &text::empty(state.year));
        }
        None => draw_list(&mut pen, state),
    }
}

fn draw_list(pen: &mut Pen<'_, '_>, state: &State) {
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    let below = table::above(pen, (FOOT, false), &view, |at| {
        state.rows.get(at).map_or_else(Row::default, row)
    });
    if let Some(row) = state.pointed() {
        let list = [
            Fact::new(text::NAME, row.name.clone()),
            Fact::new(text::SOURCE, text::source(row)),
        ];
        facts::draw(pen, below, LABELS, &list);
    }
}

fn row(day: &CalendarRow) -> Row<'_> {
    let role = if day.projected { Role::Warn } else { Role::Text };
    let cells = vec![
        Cell::of(role, say::date(day.on)),
        Cell::of(role, weekday(day)),
        Cell::of(role, text::kind(day.off)),
        Cell::of(role, day.name.as_str()),
        Cell::of(role, text::status(day)),
    ];
    Row {
        mark: if day.projected { Mark::Check } else { Mark::None },
        cells,
    }
}

fn weekday(day: &CalendarRow) -> &'static str {
    say::weekday(day.on)
}

fn draw_form(pen: &mut Pen<'_, '_>, edit: &Edit) {
    let focused = |field| edit.form.focus() == field;
    let weekday = edit.day.map_or("", say::weekday);
    FieldRow::new(text::DATE, Value::Date(&edit.date))
        .required()
        .focused(focused(Field::Date))
        .note(weekday)
        .draw(pen, 0, LABELS);
    FieldRow::new(text::KIND, Value::Choice(&edit.kind))
        .extent(16)
        .focused(focused(Field::Kind))
        .note(text::SPACE)
        .draw(pen, 1, LABELS);
    FieldRow::new(text::NAME, Value::Line(&edit.name))
        .required()
        .extent(40)
        .focused(focused(Field::Name))
        .draw(pen, 2, LABELS);
    pen.text((2 + LABELS, 3), Role::Dim, text::NAME_NOTE);
}
