//! Draws the form: kinds and what becomes of the paper at the left, what to do with it at the right.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Field, State, Trait, text};
use crate::domain::special::text as special;
use crate::ui::layout::form_area;
use crate::ui::measure::cut;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::Tick;
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels, and of a field.
const LABELS: u16 = 12;
const EXTENT: u16 = 25;
/// Where the right half begins.
const RIGHT: u16 = 42;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, form_area(area));
    let (width, height) = (pen.width(), pen.height());
    let right = pen.block((RIGHT, 0), (width.saturating_sub(RIGHT), height));
    draw_right(state, &mut pen.within(right));
    pen.text((2, 0), Role::Dim, text::TRAITS);
    let mut row = 1;
    for field in state.fields() {
        if field == Field::Plan {
            row += 1;
        }
        draw(state, &mut pen, (field, row));
        row += 1;
    }
    if let Some((name, at)) = state.known.by.as_ref().filter(|_| state.is_decided()) {
        pen.text((2, row), Role::Dim, &cut(&text::decided(name, *at), RIGHT - 3));
    }
}

fn draw(state: &State, pen: &mut Pen<'_, '_>, (field, row): (Field, u16)) {
    let chosen = |choice: &crate::app::input::Choice| {
        let at = choice.chosen();
        at.and_then(|at| choice.options().get(at))
            .cloned()
            .unwrap_or_default()
    };
    let (label, value) = match field {
        Field::Trait(kind) => {
            return tick(
                state,
                pen,
                (row, state.traits.contains(&kind), special::name(kind), field),
            );
        }
        Field::OtherBody => {
            return tick(state, pen, (row, state.of_other_body, text::OTHER_BODY, field));
        }
        Field::Why if state.is_decided() => {
            let why = chosen(&state.why);
            let fixed = cut(&why, EXTENT);
            return fixed_row(state, pen, (row, text::WHY, &fixed, field));
        }
        Field::Words if state.is_decided() => {
            let fixed = cut(state.words.text(), EXTENT);
            return fixed_row(state, pen, (row, text::WORDS, &fixed, field));
        }
        Field::Basis => (text::BASIS, Value::Line(&state.basis)),
        Field::Plan => (text::PLAN, Value::Choice(&state.plan)),
        Field::Remind => (text::REMIND, Value::Date(&state.remind)),
        Field::Why => (text::WHY, Value::Choice(&state.why)),
        Field::Words => (text::WORDS, Value::Line(&state.words)),
        Field::Custody => (text::CUSTODY, Value::Choice(&state.custody)),
    };
    let focused = state.form.focus() == field;
    let line = FieldRow::new(label, value).focused(focused);
    let line = match field {
        Field::Remind => line,
        _ => line.extent(EXTENT),
    };
    match field {
        Field::Remind | Field::Why | Field::Words => line.required().draw(pen, row, LABELS),
        _ => line.draw(pen, row, LABELS),
    }
}

fn tick(state: &State, pen: &mut Pen<'_, '_>, (row, on, name, field): (u16, bool, &str, Field)) {
    let focused = state.form.focus() == field;
    pen.gutter(row, focused, Mark::None);
    let sign = if on { Tick::On } else { Tick::Off };
    let role = if focused { Role::Focus } else { Role::Text };
    pen.text((2, row), role, &format!("{} {name}", sign.sign()));
    if focused {
        pen.cursor((3, row));
    }
}

fn fixed_row(state: &State, pen: &mut Pen<'_, '_>, (row, label, value, field): (u16, &str, &str, Field)) {
    let focused = state.form.focus() == field;
    FieldRow::new(label, Value::Fixed(value))
        .focused(focused)
        .draw(pen, row, LABELS);
    if focused {
        pen.cursor((2 + LABELS, row));
    }
}

/// The letter's words, the device and the steps of the kind under the pointer; elsewhere the devices of all that are
/// ticked.
fn draw_right(state: &State, pen: &mut Pen<'_, '_>) {
    pen.text((0, 0), Role::Dim, text::TODO);
    match state.form.focus() {
        Field::Trait(kind) => steps(pen, kind),
        Field::OtherBody | Field::Basis => {
            pen.lines((0, 1), Role::Text, text::OTHER_BODY_MORE);
        }
        Field::Plan | Field::Remind | Field::Why | Field::Words | Field::Custody => devices(state, pen),
    }
}

fn steps(pen: &mut Pen<'_, '_>, kind: Trait) {
    let mut row = pen.lines((0, 1), Role::Dim, special::letter(kind));
    row = pen.lines(
        (0, row),
        Role::Text,
        &format!("{}{}", text::DEVICE, special::device(kind)),
    );
    for step in special::preparation(kind) {
        row = pen.lines((0, row), Role::Text, &format!("- {step}"));
    }
}

fn devices(state: &State, pen: &mut Pen<'_, '_>) {
    if state.traits.is_empty() {
        pen.lines((0, 1), Role::Text, text::ORDINARY);
        return;
    }
    let mut row = 1;
    for kind in &state.traits {
        row = pen.lines((0, row), Role::Text, &text::device(*kind));
    }
}
