//! Draws the form of a new desk.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::fields::{FIELDS, Field, face};
use super::{State, text};
use crate::domain::unit_place::Located;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::{Look, Mark, Pen, Role, layout};

const LABELS: u16 = 23;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, layout::form_area(area));
    let mut row = 0;
    for field in FIELDS {
        // Desk, first officer, folders: one empty row between the groups.
        if matches!(field, Field::Officer | Field::Scans | Field::Go) {
            row += 1;
        }
        if field == Field::Go {
            draw_go(state, &mut pen, row);
        } else {
            draw_field(state, &mut pen, (row, field));
        }
        row += 1;
        if field == Field::Places {
            draw_place(state, &mut pen, row);
            row += 1;
        }
    }
}

fn draw_go(state: &State, pen: &mut Pen<'_, '_>, row: u16) {
    let focused = state.form.focus() == Field::Go;
    pen.gutter(row, focused, Mark::None);
    let role = if focused { Role::Focus } else { Role::Text };
    pen.text((2, row), role, text::GO);
    if focused {
        pen.cursor((2, row));
    }
}

/// Not a stop: the unit's name says it.
fn draw_place(state: &State, pen: &mut Pen<'_, '_>, row: u16) {
    let (words, role, mark) = match &state.located {
        None => (text::BY_NAME.to_owned(), Role::Dim, Mark::None),
        Some(Located::Found(place)) => (place.name.clone(), Role::Good, Mark::None),
        Some(other) => (text::not_located(other), Role::Warn, Mark::Check),
    };
    FieldRow::new(text::PLACE, Value::Fixed(""))
        .mark(mark)
        .draw(pen, row, LABELS);
    pen.text((2 + LABELS, row), role, &words);
}

fn draw_field(state: &State, pen: &mut Pen<'_, '_>, (row, field): (u16, Field)) {
    let (label, extent, required) = face(field);
    let line = state.values.line(field);
    let value = match field {
        Field::Places => Value::Choice(&state.values.places),
        _ => Value::Line(line),
    };
    let wrong = !line.is_empty() && state.values.fault(field).is_some() && state.form.focus() != field;
    let (note, role) = note(state, field);
    let mut drawn = FieldRow::new(label, value)
        .extent(extent)
        .focused(state.form.focus() == field)
        .mark(if wrong { Mark::Wrong } else { Mark::None })
        .note(&note);
    if required {
        drawn = drawn.required();
    }
    if let Some(role) = role {
        drawn = drawn.note_role(role);
    }
    drawn.draw(pen, row, LABELS);
}

fn note(state: &State, field: Field) -> (String, Option<Role>) {
    let values = &state.values;
    let plain = |text: &str| (text.to_owned(), None);
    match field {
        Field::Code => plain(text::CODE_NOTE),
        Field::Places => plain(text::SPACE),
        Field::Desk => plain(text::UNIT_NOTE_DESK),
        Field::Range if values.line(field).is_empty() => {
            let range = values.default_range().map(text::range);
            (range.unwrap_or_default(), Some(Role::Offer))
        }
        Field::Range => plain(text::RANGE_NOTE),
        Field::Hours => plain(text::DEFAULT),
        Field::Officer => plain(text::OFFICER_NOTE),
        Field::Pin => plain(text::PIN_NOTE),
        Field::Again if !values.line(field).is_empty() && values.fault(field).is_none() => {
            (text::MATCHES.to_owned(), Some(Role::Good))
        }
        Field::Scans => plain(text::SCANS_NOTE),
        Field::Copies => plain(text::COPIES_NOTE),
        Field::Unit | Field::Again | Field::Go => plain(""),
    }
}
