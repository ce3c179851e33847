//! Draws the dialog: the question, what will happen, what cannot be taken back, the fields, and No as the default.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Field, State, text, typed};
use crate::screens::text as shared;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, Role, dialog};

/// Width of the labels.
const LABELS: u16 = 18;
/// Width of a text field.
const FIELD: u16 = 40;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let said = text::words(state.which);
    let papers = typed(state, Field::Papers);
    let (will, cannot) = text::outcome(state.which, state.view.as_deref(), &papers);
    let facts: Vec<(&str, &str)> = [(text::WILL, will.as_str()), (text::CANNOT, cannot)]
        .into_iter()
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let count = |many: usize| u16::try_from(many).unwrap_or(0);
    let gap = u16::from(!facts.is_empty());
    let rows = 2 + count(facts.len()) + gap + count(state.fields.len()) + 3;
    let inside = dialog::open(&mut pen, said.title, rows);
    let mut pen = pen.within(inside);
    pen.text((2, 0), Role::Text, &question(state));
    let mut row = 2;
    for (label, words) in facts {
        pen.text((2, row), Role::Label, label);
        pen.text((2 + LABELS, row), Role::Text, words);
        row += 1;
    }
    row += gap;
    for (field, required) in &state.fields {
        draw_field(state, &mut pen, (row, *field, *required));
        row += 1;
    }
    let go = state.form.focus() == Field::Go;
    let list = [Way::new("Esc", said.leave), Way::new("F2 ", said.verb)];
    ways::draw(&mut pen, row + 1, &list, (go.then_some((0, Focus::Here)), 20));
}

fn question(state: &State) -> String {
    match state.view.as_deref() {
        Some(view) => {
            let code = shared::short_code(view.row.code.as_deref(), &state.unit);
            text::question(state.which, &code, &view.row.holder_name)
        }
        None => text::question(state.which, "", &state.draft_holder),
    }
}

fn draw_field(state: &State, pen: &mut Pen<'_, '_>, (row, field, required): (u16, Field, bool)) {
    let line = state
        .lines
        .iter()
        .find(|(other, _)| *other == field)
        .map(|(_, line)| line);
    let value = match (field, line) {
        (Field::Date, _) => Value::Date(&state.date),
        (Field::Step, _) => Value::Choice(&state.step),
        (_, Some(line)) => Value::Line(line),
        (_, None) => return,
    };
    let has_samples = !text::words(state.which).samples.is_empty();
    let note = match field {
        Field::Date => text::DATE_NOTE,
        Field::Reason if has_samples => text::SAMPLES,
        _ => "",
    };
    let extent = match field {
        Field::Date => 10,
        Field::Time => 6,
        _ => FIELD,
    };
    let drawn = FieldRow::new(text::label(field), value)
        .extent(extent)
        .note(note)
        .focused(state.form.focus() == field);
    let drawn = if required { drawn.required() } else { drawn };
    drawn.draw(pen, row, LABELS);
}
