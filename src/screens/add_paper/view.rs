//! Draws the form for an older paper.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use super::form::{Computed, Field, Paper, label};
use super::text;
use crate::app::input::StopState;
use crate::domain::code::paper_code;
use crate::domain::{identity, term};
use crate::ui::layout::form_area;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels.
const LABELS: u16 = 36;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, form_area(area));
    let paper = &state.paper;
    draw_identity(&mut pen, state);
    draw_validity(&mut pen, paper);
    draw_file(&mut pen, paper);
    if !paper.kind.is_empty() && paper.judge(Field::Number) != StopState::EmptyRequired {
        let code = paper_code(&paper.checked().value, &paper.kind_code());
        FieldRow::new(text::CODE, Value::Fixed(&code)).draw(&mut pen, 13, LABELS);
    }
}

fn field<'a>(paper: &Paper, field: Field, value: Value<'a>) -> FieldRow<'a> {
    let mark = match paper.judge(field) {
        StopState::Wrong => Mark::Wrong,
        StopState::Check => Mark::Check,
        StopState::EmptyRequired | StopState::Ok | StopState::Onward => Mark::None,
    };
    let row = FieldRow::new(label(field), value)
        .focused(paper.form.focus() == field)
        .mark(mark);
    match field {
        Field::Number | Field::Kind | Field::Name | Field::File | Field::Reason => row.required(),
        Field::Starts | Field::Term | Field::Ends => row,
    }
}

fn draw_identity(pen: &mut Pen<'_, '_>, state: &State) {
    let paper = &state.paper;
    let checked = paper.checked();
    let beside = match checked.findings.first() {
        Some(finding) => identity::text::beside(&finding.fault).unwrap_or_default(),
        None if state.owner.1.is_empty() => identity::text::facts(&checked),
        None => state.owner.1.clone(),
    };
    let note = if paper.number.is_empty() { "" } else { &beside };
    field(paper, Field::Number, Value::Line(&paper.number))
        .extent(16)
        .note(note)
        .draw(pen, 0, LABELS);
    field(paper, Field::Kind, Value::Line(&paper.kind))
        .extent(20)
        .note(text::KIND_NOTE)
        .draw(pen, 1, LABELS);
    field(paper, Field::Name, Value::Line(&paper.name))
        .extent(40)
        .draw(pen, 2, LABELS);
}

fn draw_validity(pen: &mut Pen<'_, '_>, paper: &Paper) {
    let words = match (paper.computed, paper.term()) {
        (Computed::Term, _) => text::FROM_ENDS.to_owned(),
        (_, Ok(Some(term))) => term::text::words(term),
        (_, Ok(None) | Err(_)) => String::new(),
    };
    let from = if paper.computed == Computed::Ends {
        text::FROM_TERM
    } else {
        ""
    };
    field(paper, Field::Starts, Value::Date(&paper.starts.field)).draw(pen, 4, LABELS);
    field(paper, Field::Term, Value::Line(&paper.term))
        .extent(10)
        .note(&words)
        .draw(pen, 5, LABELS);
    field(paper, Field::Ends, Value::Date(&paper.ends.field))
        .note(from)
        .draw(pen, 6, LABELS);
    pen.text((2 + LABELS, 7), Role::Dim, text::TERM_NOTE);
    pen.text((2 + LABELS, 8), Role::Dim, text::UNLIMITED_NOTE);
}

fn draw_file(pen: &mut Pen<'_, '_>, paper: &Paper) {
    let name = paper
        .file
        .as_ref()
        .map_or(text::NO_FILE, |file| file.name.as_str());
    field(paper, Field::File, Value::Fixed(name)).draw(pen, 10, LABELS);
    if let Some(file) = &paper.file {
        let note = text::file_note(file.pages, file.size, file.signature);
        pen.text((2 + LABELS, 11), Role::Dim, &note);
    }
    if paper.wants_reason() {
        field(paper, Field::Reason, Value::Line(&paper.reason))
            .extent(40)
            .draw(pen, 12, LABELS);
    }
    if paper.form.focus() == Field::File {
        pen.cursor((2 + LABELS, 10));
    }
}
