//! Draws the request: items with ticks, the reason, and the words as the form will have them.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{ADD, Field, State, text, ticked};
use crate::ui::measure::cut;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::Tick;
use crate::ui::{Look, MORE, Pen, Role, layout};

/// Lines of the list, the one that adds included.
pub(super) const ITEMS_SHOWN: u16 = 6;
/// Width of the labels.
const LABELS: u16 = 13;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, layout::form_area(area));
    let round = state.view.as_ref().map_or(1, |view| view.rounds + 1);
    pen.text((2, 0), Role::Text, text::FORM);
    pen.text_before((79, 0), Role::Text, &text::round(round));
    pen.text((2, 2), Role::Text, text::ITEMS);
    let row = items(state, &mut pen, 3) + 1;
    FieldRow::new(text::REASON, Value::Line(&state.reason))
        .required()
        .extent(62)
        .focused(state.form.focus() == Field::Reason)
        .draw(&mut pen, row, LABELS);
    pen.text((2, row + 1), Role::Label, text::CONTACT);
    pen.text((2 + LABELS, row + 1), Role::Text, &state.contact);
    pen.text((2, row + 3), Role::Text, text::WORDING);
    wording(state, &mut pen, row + 4);
}

fn items(state: &State, pen: &mut Pen<'_, '_>, from: u16) -> u16 {
    let here = state.form.focus() == Field::Items;
    let window = state.table.window(ITEMS_SHOWN.into());
    let mut row = from;
    for (at, id) in state.table.rows().iter().enumerate() {
        if !window.contains(&at) {
            continue;
        }
        if let Some(item) = state.items.get(*id) {
            let is_on = state.table.tick_number(id).is_some();
            let tick = if is_on { Tick::On } else { Tick::Off };
            let number = if at < 9 {
                (at + 1).to_string()
            } else {
                String::new()
            };
            pen.text((2, row), Role::Key, &tick.sign());
            pen.text((6, row), Role::Key, &number);
            pen.text((9, row), Role::Text, &cut(&item.name, 44));
            pen.text((54, row), Role::Dim, &item.fault);
        } else {
            debug_assert_eq!(*id, ADD);
            pen.text((2, row), Role::Text, text::ADD);
        }
        if here && at == state.table.at() {
            pen.text((0, row), Role::Key, "▸");
            pen.shade(row, 0..pen.width(), Role::Select);
            pen.cursor((2, row));
        }
        row += 1;
    }
    if window.end < state.table.rows().len() {
        pen.text_before((pen.width(), row - 1), Role::Dim, MORE);
    }
    row
}

/// As much of the form's text as fits, and the warning on the last line but one.
fn wording(state: &State, pen: &mut Pen<'_, '_>, from: u16) {
    let last = pen.height().saturating_sub(1);
    let holder = state.view.as_ref().map(|view| &view.holder);
    let holder = holder.or(state.draft.as_ref().map(|(holder, _)| holder));
    let Some(holder) = holder else {
        return;
    };
    pen.text((4, from), Role::Text, &text::request(holder));
    let asked = ticked(state);
    let room = usize::from(last.saturating_sub(from + 1));
    for (row, (number, line)) in (from + 1..last).zip((1..).zip(&asked)) {
        pen.text((4, row), Role::Text, &format!("{number}. {line}."));
    }
    if asked.len() > room {
        pen.text_before(
            (pen.width(), last - 1),
            Role::Dim,
            &text::further(asked.len() - room),
        );
    }
    pen.pieces((2, last), &[(Role::Warn, "? "), (Role::Warn, text::ONCE)]);
}
