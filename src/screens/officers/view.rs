//! Draws the list of officers, or the form for one.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use super::form::{Edit, Field};
use super::text;
use crate::domain::officer::{Officer, Role as OfficerRole};
use crate::domain::text::role as role_word;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView, Tick};
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels.
const LABELS: u16 = 22;
/// Rows of the detail block.
const FOOT: u16 = 4;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const COLUMNS: [Column; 4] = [
    Column::text(text::COLUMNS[0], 22),
    Column::text(text::COLUMNS[1], 18),
    Column::rest(text::COLUMNS[2]),
    Column::text(text::COLUMNS[3], 11),
];

/// Officers in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + 1 + FOOT))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    match &state.edit {
        Some(edit) => draw_form(&mut pen, edit),
        None => draw_list(&mut pen, state),
    }
}

fn draw_list(pen: &mut Pen<'_, '_>, state: &State) {
    let height = pen.height().saturating_sub(FOOT);
    let block = pen.rows(0, height);
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    table::draw(&mut pen.within(block), &view, |at| {
        state
            .rows
            .officers
            .get(at)
            .map_or_else(Row::default, |it| row(state, it))
    });
    if let Some(officer) = state.rows.officers.get(state.table.at()) {
        let list = [
            Fact::new(text::NAME, officer.name.clone()),
            Fact::new(text::TITLE, officer.title.clone()),
            Fact::new(text::ROLES, text::roles(officer.roles)),
        ];
        facts::draw(pen, height + 1, LABELS, &list);
    }
}

fn row(state: &State, officer: &Officer) -> Row<'static> {
    let role = if officer.active { Role::Text } else { Role::Dim };
    let (mark, word) = match (officer.active, state.rows.must_change.contains(&officer.id)) {
        (false, _) => (Mark::None, text::INACTIVE),
        (true, _) if state.rows.without_pin.contains(&officer.id) => (Mark::Wrong, text::WITHOUT_PIN),
        (true, true) => (Mark::Check, text::MUST_CHANGE),
        (true, false) => (Mark::None, text::ACTIVE),
    };
    let cells = [
        officer.name.clone(),
        officer.title.clone(),
        text::roles(officer.roles),
        word.to_owned(),
    ];
    Row {
        mark,
        cells: cells.into_iter().map(|cell| Cell::of(role, cell)).collect(),
    }
}

fn draw_form(pen: &mut Pen<'_, '_>, edit: &Edit) {
    let focused = |field| edit.form.focus() == field;
    FieldRow::new(text::NAME, Value::Line(&edit.name))
        .required()
        .extent(40)
        .focused(focused(Field::Name))
        .draw(pen, 0, LABELS);
    FieldRow::new(text::TITLE, Value::Line(&edit.title))
        .extent(40)
        .focused(focused(Field::Title))
        .draw(pen, 1, LABELS);
    for (row, role) in (3..).zip(OfficerRole::ALL) {
        draw_role(pen, row, (edit, role));
    }
    if edit.officer().is_some() {
        FieldRow::new(text::STATE, Value::Choice(&edit.state))
            .extent(20)
            .focused(focused(Field::State))
            .note(text::SPACE)
            .draw(pen, 9, LABELS);
    }
    draw_pins(pen, edit);
}

fn draw_role(pen: &mut Pen<'_, '_>, row: u16, (edit, role): (&Edit, OfficerRole)) {
    let first = role == OfficerRole::Reception;
    let focused = edit.form.focus() == Field::Role(role);
    let tick = if edit.roles.has(role) { Tick::On } else { Tick::Off };
    let value = format!("{} {}", tick.sign(), role_word(role));
    let mut field =
        FieldRow::new(if first { text::ROLES } else { "" }, Value::Fixed(&value)).focused(focused);
    if first {
        field = field.required().note(text::PICK);
    }
    field.draw(pen, row, LABELS);
    if focused {
        pen.cursor((2 + LABELS + 1, row));
    }
}

fn draw_pins(pen: &mut Pen<'_, '_>, edit: &Edit) {
    let focused = |field| edit.form.focus() == field;
    let digits = text::digits(edit.least);
    let mut row = 11;
    if edit.is_own() {
        FieldRow::new(text::OLD_PIN, Value::Line(&edit.old_pin))
            .extent(9)
            .focused(focused(Field::OldPin))
            .draw(pen, row, LABELS);
        row += 1;
    }
    let known = edit.officer().is_some();
    let label = if known { text::NEW_PIN } else { text::PIN };
    let mut pin = FieldRow::new(label, Value::Line(&edit.pin))
        .extent(9)
        .focused(focused(Field::Pin))
        .note(if known && edit.pin.is_empty() {
            text::KEEP_PIN
        } else {
            &digits
        });
    let mut again = FieldRow::new(text::AGAIN, Value::Line(&edit.again))
        .extent(9)
        .focused(focused(Field::Again));
    if !known {
        pin = pin.required();
        again = again.required();
    }
    if !edit.again.is_empty() {
        again = if edit.again.text() == edit.pin.text() {
            again.note(text::MATCH).note_role(Role::Good)
        } else {
            again.note(text::DIFFER).mark(Mark::Wrong)
        };
    }
    pin.draw(pen, row, LABELS);
    again.draw(pen, row + 1, LABELS);
}
