//! Draws the dialog: the question, what will happen, what cannot be taken back, the fields, and No as the default.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::brought::SHOWN;
use super::{Field, State, text, typed};
use crate::screens::text as shared;
use crate::ui::measure::cut;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::{Focus, Tick};
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Mark, Pen, Role, dialog};

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
    let fields: u16 = state.fields.iter().map(|(field, _)| height(state, *field)).sum();
    let rows = 2 + count(facts.len()) + gap + fields + 3;
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
        row += height(state, *field);
    }
    let go = state.form.focus() == Field::Go;
    let list = [Way::new("Esc", said.leave), Way::new("F2 ", said.verb)];
    ways::draw(&mut pen, row + 1, &list, (go.then_some((0, Focus::Here)), 20));
}

/// Rows of a field.
fn height(state: &State, field: Field) -> u16 {
    let of = state.brought.counts().1.clamp(1, SHOWN);
    if field == Field::Brought {
        u16::try_from(of).unwrap_or(1)
    } else {
        1
    }
}

/// The items with their ticks; the label counts them, also those that are scrolled away.
fn draw_brought(state: &State, pen: &mut Pen<'_, '_>, row: u16) {
    let here = state.form.focus() == Field::Brought;
    let role = if here { Role::Focus } else { Role::Label };
    pen.text((2, row), role, &text::brought(state.brought.counts()));
    let left = 2 + LABELS;
    let room = pen.width().saturating_sub(left + 4);
    for (row, at) in (row..).zip(state.brought.table.window(SHOWN)) {
        let Some((words, came)) = state.brought.line(at) else {
            continue;
        };
        let tick = if came { Tick::On } else { Tick::Off };
        pen.text((left, row), Role::Key, &tick.sign());
        pen.text((left + 4, row), Role::Text, &cut(words, room));
        if here && at == state.brought.table.at() {
            pen.gutter(row, true, Mark::None);
            pen.cursor((left, row));
        }
    }
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
    if field == Field::Brought {
        return draw_brought(state, pen, row);
    }
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
        Field::Others => text::SEVERAL,
        Field::Reason if has_samples => text::SAMPLES,
        _ => "",
    };
    let extent = match field {
        Field::Date => 10,
        Field::Time => 6,
        Field::Others => 32,
        _ => FIELD,
    };
    let drawn = FieldRow::new(text::label(field), value)
        .extent(extent)
        .note(note)
        .focused(state.form.focus() == field);
    let drawn = if required { drawn.required() } else { drawn };
    drawn.draw(pen, row, LABELS);
}
