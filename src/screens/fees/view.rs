//! Draws the lines with their sums, or the form for one.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::form::{Edit, Field};
use super::{State, text};
use crate::domain::fee::{FeeLine, FeeState, sums};
use crate::ui::layout::form_area;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView};
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels.
const LABELS: u16 = 16;
/// Count line, the sum, and what the catalogue says.
const FOOT: u16 = 5;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const COLUMNS: [Column; 5] = [
    Column::rest(text::COLUMNS[0]),
    Column::text(text::COLUMNS[1], 6),
    Column::number(text::COLUMNS[2], 13),
    Column::text(text::COLUMNS[3], 11),
    Column::text(text::COLUMNS[4], 20),
];

/// Lines in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + 1 + FOOT))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    match &state.edit {
        Some(edit) => draw_form(&mut Pen::new(frame, look, form_area(area)), edit),
        None => draw_list(&mut Pen::new(frame, look, area), state),
    }
}

fn draw_list(pen: &mut Pen<'_, '_>, state: &State) {
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    let below = table::above(pen, (FOOT, false), &view, |at| {
        state.lines.get(at).map_or_else(Row::default, row)
    });
    if state.lines.is_empty() {
        pen.text((2, 1), Role::Text, text::NONE);
    }
    let mut list = vec![Fact::new(text::SUM, text::words::sums(sums(&state.lines)))];
    let said = state.stated.iter().take(2).map(text::stated);
    list.extend(said.map(|words| Fact::new(text::CATALOGUE, words).role(Role::Dim)));
    facts::draw(pen, below, LABELS, &list);
}

fn row(line: &FeeLine) -> Row<'_> {
    let (role, mark) = match line.state {
        FeeState::Due => (Role::Warn, Mark::Check),
        FeeState::Paid | FeeState::Exempt => (Role::Text, Mark::None),
    };
    let cells = vec![
        Cell::of(role, line.name.as_str()),
        Cell::of(role, text::words::kind(line.kind)),
        Cell::of(role, text::words::dong(line.dong)),
        Cell::of(role, text::when(line.timing)),
        Cell::of(role, text::standing(line)),
    ];
    Row { mark, cells }
}

fn draw_form(pen: &mut Pen<'_, '_>, edit: &Edit) {
    for (row, field) in (0..).zip(edit.fields()) {
        let focused = edit.form.focus() == field;
        field_row(edit, field).focused(focused).draw(pen, row, LABELS);
    }
}

fn field_row(edit: &Edit, field: Field) -> FieldRow<'_> {
    let choice = |label, it| {
        FieldRow::new(label, Value::Choice(it))
            .extent(20)
            .note(text::SPACE)
    };
    match field {
        Field::Name => FieldRow::new(text::NAME, Value::Line(&edit.name))
            .required()
            .extent(44),
        Field::Kind => choice(text::KIND, &edit.kind),
        Field::Dong => FieldRow::new(text::DONG, Value::Line(&edit.dong))
            .required()
            .extent(14)
            .note(text::IN_DONG),
        Field::Timing => choice(text::TIMING, &edit.timing),
        Field::State => choice(text::STATE, &edit.state),
        Field::Method => choice(text::METHOD, &edit.method),
        Field::Receipt => FieldRow::new(text::RECEIPT, Value::Line(&edit.receipt)).extent(20),
        Field::Reason => FieldRow::new(text::REASON, Value::Line(&edit.reason))
            .required()
            .extent(50),
    }
}
