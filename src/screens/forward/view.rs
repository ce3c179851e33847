//! Draws the dialog: steps, receiver, opinion, and the reasons that are asked for.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::stops::{Field, is_outside, step, steps, usual, wants_no_product, wants_undigitised};
use super::{State, text};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, Role, dialog};

/// Width of the labels.
const LABELS: u16 = 20;
/// Width of a text field.
const FIELD: u16 = 48;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let ways = ways_of(state);
    let reasons = u16::from(wants_undigitised(state)) + u16::from(wants_no_product(state));
    let steps = u16::try_from(ways.len()).unwrap_or(9);
    let due = u16::from(step(state).is_some_and(|step| step.due.is_some()));
    let inside = dialog::open(&mut pen, text::TITLE, 2 + steps + 1 + 2 + reasons + due + 2);
    let mut pen = pen.within(inside);
    if let Some(flow) = &state.flow {
        let total = state.dossier.as_ref().map_or(0, |view| view.steps.len());
        let here = format!("{}/{total} {}", flow.current, flow.current_name);
        pen.text((2, 0), Role::Text, &format!("{}   {here}", text::NOW_AT));
    }
    let focus = if state.form.focus() == Field::Steps {
        Focus::Here
    } else {
        Focus::Away
    };
    let row = ways::draw(&mut pen, 2, &ways, (Some((state.at, focus)), 27));
    let row = fields(state, &mut pen, row + 1);
    pen.pieces(
        (2, row + 1),
        &[
            (Role::Key, "F2"),
            (Role::Text, "  "),
            (Role::Text, text::FORWARD),
            (Role::Text, "            "),
            (Role::Key, "Esc"),
            (Role::Text, "  "),
            (Role::Text, text::LEAVE),
        ],
    );
}

fn ways_of(state: &State) -> Vec<Way<'_>> {
    let way = |(number, next): (usize, &crate::domain::rows::NextStep)| {
        let who = next.officers.first().map(|it| it.name.clone());
        let who = who.or_else(|| next.units.first().cloned());
        let note = who.unwrap_or_else(|| text::step_note(next.role, next.finishes));
        let note = if number == usual(state) + 1 {
            format!("{note:<22} {}", text::USUAL)
        } else {
            note
        };
        Way::new(number.to_string(), next.name.clone()).note(note)
    };
    (1..).zip(steps(state).iter().take(9)).map(way).collect()
}

fn fields(state: &State, pen: &mut Pen<'_, '_>, from: u16) -> u16 {
    let at = |field| state.form.focus() == field;
    let officer = state
        .officer
        .as_ref()
        .map(|it| it.name.as_str())
        .unwrap_or_default();
    let mut rows = vec![if is_outside(state) {
        FieldRow::new(text::UNIT, Value::Line(&state.unit))
            .required()
            .extent(FIELD)
            .focused(at(Field::Receiver))
    } else {
        FieldRow::new(text::RECEIVER, Value::Fixed(officer))
            .required()
            .note(text::OTHERS)
            .focused(at(Field::Receiver))
    }];
    rows.push(
        FieldRow::new(text::OPINION, Value::Line(&state.opinion))
            .extent(FIELD)
            .focused(at(Field::Opinion)),
    );
    if wants_undigitised(state) {
        let row = FieldRow::new(text::UNDIGITISED, Value::Line(&state.undigitised));
        rows.push(row.required().extent(FIELD).focused(at(Field::Undigitised)));
    }
    if wants_no_product(state) {
        let row = FieldRow::new(text::NO_PRODUCT, Value::Line(&state.no_product));
        rows.push(row.required().extent(FIELD).focused(at(Field::NoProduct)));
    }
    let mut place = from;
    for row in rows {
        row.draw(pen, place, LABELS);
        if at(Field::Receiver) && place == from && !is_outside(state) {
            pen.cursor((2 + LABELS, place));
        }
        place += 1;
    }
    if let Some(due) = step(state).and_then(|step| step.due) {
        pen.text((2, place), Role::Label, text::DUE);
        pen.text((2 + LABELS, place), Role::Text, &text::due(due));
        place += 1;
    }
    place
}
