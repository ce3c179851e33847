//! Draws the form in the letter's order.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::act::replaced;
use super::stops::{Field, can_replace, fault, is_computed, wants_unsigned};
use super::{State, is_interim, result, scan, signed, text};
use crate::domain::rows::ComponentView;
use crate::domain::term;
use crate::ui::measure::cut;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::pick_list;
use crate::ui::{Look, Mark, Pen, Role, layout};

/// Width of the labels.
const LABELS: u16 = 37;
/// Width of a text field.
const FIELD: u16 = 39;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, layout::form_area(area));
    let Some(view) = state.view.as_deref() else {
        return;
    };
    let kind = row(state, Field::Kind, (text::KIND, Value::Line(state.kind.line())));
    kind.required()
        .extent(FIELD)
        .listed(state.kind.is_open())
        .draw(&mut pen, 0, LABELS);
    pen.text((2 + LABELS, 1), Role::Dim, &cut(text::KIND_NOTE, FIELD));
    let next = if is_interim(state) {
        interim(state, &mut pen)
    } else {
        outcome(state, &mut pen)
    };
    let next = attached(state, &mut pen, next);
    if let Some(result) = result(state) {
        let code = format!("{}.{}", state.holder_no.text().trim(), result.code);
        pen.text((2, next), Role::Label, text::CODE);
        pen.text((2 + LABELS, next), Role::Text, &code);
        pen.text((2, next + 1), Role::Dim, &text::into_kho(&view.row.holder_name));
    }
    pick_list::draw(&mut pen, 1, (&state.kind, 9), LABELS);
}

fn row<'a>(state: &State, field: Field, (label, value): (&'a str, Value<'a>)) -> FieldRow<'a> {
    let mark = if fault(state, field).is_some() {
        Mark::Wrong
    } else {
        Mark::None
    };
    let note = if is_computed(state, field) {
        text::BY_MACHINE
    } else {
        ""
    };
    FieldRow::new(label, value)
        .focused(state.form.focus() == field)
        .mark(mark)
        .note(note)
}

fn outcome(state: &State, pen: &mut Pen<'_, '_>) -> u16 {
    let lines = [
        (Field::HolderNo, text::HOLDER_NO, &state.holder_no, 20),
        (Field::Name, text::NAME, &state.name, FIELD),
        (Field::Summary, text::SUMMARY, &state.summary, FIELD),
    ];
    for (place, (field, label, line, extent)) in (2..).zip(lines) {
        let drawn = row(state, field, (label, Value::Line(line)))
            .required()
            .extent(extent);
        let drawn = if field == Field::HolderNo {
            drawn.note(text::OF_HOLDER)
        } else {
            drawn
        };
        drawn.draw(pen, place, LABELS);
    }
    let validity = &state.validity;
    row(
        state,
        Field::Starts,
        (text::STARTS_ON, Value::Date(&validity.starts)),
    )
    .draw(pen, 6, LABELS);
    let said = validity
        .term()
        .ok()
        .flatten()
        .map(term::text::words)
        .unwrap_or_default();
    let term = row(state, Field::Term, (text::TERM, Value::Line(&validity.term))).extent(10);
    term.note(&said).draw(pen, 7, LABELS);
    row(state, Field::Ends, (text::ENDS_ON, Value::Date(&validity.ends))).draw(pen, 8, LABELS);
    pen.text((2 + LABELS, 9), Role::Dim, text::TERM_NOTE);
    pen.text((2 + LABELS, 10), Role::Dim, text::NO_TERM_NOTE);
    11
}

fn interim(state: &State, pen: &mut Pen<'_, '_>) -> u16 {
    pen.text((2, 2), Role::Text, text::INTERIM_NOTE);
    let summary = row(
        state,
        Field::Summary,
        (text::SUMMARY, Value::Line(&state.summary)),
    );
    summary.required().extent(FIELD).draw(pen, 4, LABELS);
    5
}

/// The file, the reason for an unsigned one, and what it replaces.
fn attached(state: &State, pen: &mut Pen<'_, '_>, from: u16) -> u16 {
    let focused = state.form.focus() == Field::File;
    let empty = if is_interim(state) {
        text::NO_INTERIM_FILE
    } else {
        text::NO_FILE
    };
    let name = state.file.as_ref().map_or(empty, |file| file.name.as_str());
    let shown = cut(name, 26);
    let note = state.file.as_ref().map(text::file_note).unwrap_or_default();
    row(state, Field::File, (text::FILE, Value::Fixed(&shown)))
        .required()
        .note(&note)
        .draw(pen, from, LABELS);
    if focused {
        pen.cursor((2 + LABELS, from));
    }
    let mut place = from + 1;
    if let Some(file) = &state.file {
        pen.text(
            (2 + LABELS, place),
            Role::Dim,
            &cut(&text::signature(file.signature, state.signed.by()), FIELD),
        );
        place += 1;
    }
    let shown = |it: &&ComponentView| state.file.is_none() || state.scan == Some(it.id);
    if let Some(scan) = scan::waiting(state).filter(shown) {
        let role = if scan.is_counted() { Role::Dim } else { Role::Warn };
        pen.text((2, place), role, &cut(&text::scan_account(scan), pen.width() - 2));
        place += 1;
    }
    if wants_unsigned(state) {
        let reason = if signed::is_read(state) {
            text::UNKNOWN
        } else {
            text::UNSIGNED
        };
        let reason = row(state, Field::Unsigned, (reason, Value::Line(&state.unsigned)));
        reason.required().extent(FIELD).draw(pen, place, LABELS);
        place += 1;
    }
    if can_replace(state) {
        row(
            state,
            Field::Replaces,
            (text::REPLACES, Value::Choice(&state.replaces)),
        )
        .extent(FIELD)
        .draw(pen, place, LABELS);
        place += 1;
    }
    if replaced(state).is_some() {
        let reason = row(state, Field::Reason, (text::REASON, Value::Line(&state.reason)));
        reason.required().extent(FIELD).draw(pen, place, LABELS);
        place += 1;
    }
    place
}
