//! Draws the work area.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Phase, State, text};
use crate::domain::identity::{self, Verdict};
use crate::domain::rows::HolderRow;
use crate::ui::layout::form_area;
use crate::ui::measure::pad;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::qr;
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Mark, Pen, Role};

const LABELS: u16 = 34;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, form_area(area));
    pen.text((2, 1), Role::Text, text::HEADING);
    if state.phase == Phase::Address {
        return draw_address(state, &mut pen);
    }
    draw_number(state, &mut pen);
    match state.phase {
        Phase::Number => draw_lists(state, &mut pen),
        Phase::Question => draw_question(state, &mut pen),
        Phase::Missing | Phase::Address => draw_missing(state, &mut pen),
        Phase::Reasons => draw_reasons(state, &mut pen),
    }
}

fn draw_number(state: &State, pen: &mut Pen<'_, '_>) {
    let note = note(state);
    let mark = match state.checked.as_ref().map(identity::Checked::verdict) {
        Some(Verdict::Refused) => Mark::Wrong,
        Some(Verdict::Warning) => Mark::Check,
        Some(Verdict::Ok) | None => Mark::None,
    };
    let value = if state.phase == Phase::Number {
        Value::Line(&state.number)
    } else {
        Value::Fixed(state.number.text())
    };
    FieldRow::new(text::NUMBER, value)
        .required()
        .extent(14)
        .focused(state.phase == Phase::Number)
        .listed(state.pointer.is_some())
        .mark(mark)
        .note(&note)
        .draw(pen, 3, LABELS);
}

/// Beside the number: what is wrong with it in a few columns, or what it says of its owner.
fn note(state: &State) -> String {
    let Some(checked) = &state.checked else {
        return String::new();
    };
    let wrong = checked.findings.first();
    let beside = wrong.and_then(|finding| identity::text::beside(&finding.fault));
    beside.unwrap_or_else(|| identity::text::facts(checked))
}

fn draw_lists(state: &State, pen: &mut Pen<'_, '_>) {
    let refused = state
        .checked
        .as_ref()
        .is_some_and(|it| it.verdict() == Verdict::Refused);
    let mut row = 5;
    if refused {
        for kind in text::KINDS {
            pen.text((4, row), Role::Text, kind);
            row += 1;
        }
    } else {
        pen.text((2, row), Role::Text, text::HINT);
        row += 1;
    }
    let list = state.list();
    if list.is_empty() {
        return;
    }
    let is_near = std::ptr::eq(list, state.near());
    let heading = if is_near { text::NEAR } else { text::RECENT };
    pen.text((2, row + 1), Role::Text, heading);
    draw_holders(pen, row + 2, list, state.pointer);
}

fn draw_holders(pen: &mut Pen<'_, '_>, row: u16, list: &[HolderRow], pointer: Option<usize>) {
    let ways: Vec<Way<'_>> = list
        .iter()
        .enumerate()
        .map(|(at, holder)| holder_way(at, holder))
        .collect();
    let block = pen.block((2, row), (pen.width() - 2, pen.height().saturating_sub(row)));
    let mut inner = pen.within(block);
    ways::draw(&mut inner, 0, &ways, (pointer.map(|at| (at, Focus::Search)), 44));
}

fn holder_way(at: usize, holder: &HolderRow) -> Way<'_> {
    let label = format!("{}{}", pad(&holder.number, 16), pad(&holder.name, 28));
    Way::new((at + 1).to_string(), label).note(text::last_at(holder.last_at))
}

fn draw_question(state: &State, pen: &mut Pen<'_, '_>) {
    pen.text((2, 5), Role::Text, text::OFFLINE);
    let ways: Vec<Way<'_>> = (1..)
        .zip(text::ANSWERS)
        .map(|(number, (label, note))| Way::new(number.to_string(), label).note(note))
        .collect();
    let mut row = ways::draw(pen, 7, &ways, (None, 29)) + 1;
    if let Some(finding) = &state.answered {
        let words = text::answered(finding.account, finding.account_reason.as_deref());
        pen.text((2, row), Role::Text, &words);
        row += 1;
    }
    if let Some(card) = &state.person {
        for line in text::known(card) {
            pen.text((2, row), Role::Text, &line);
            row += 1;
        }
    }
    if !state.near().is_empty() {
        pen.text((2, row + 1), Role::Warn, text::NEAR);
        draw_holders(pen, row + 2, state.near(), None);
    }
}

fn draw_missing(state: &State, pen: &mut Pen<'_, '_>) {
    pen.text((2, 5), Role::Bad, text::NONE);
    let row = pen.lines((4, 5), Role::Bad, text::NOTICE);
    for (row, line) in (row + 1..).zip(text::SUPPORT) {
        pen.text((4, row), Role::Text, line);
    }
    let mut notes = text::WAYS.map(|(_, note)| note);
    notes[0] = text::host(&state.portal);
    let ways: Vec<Way<'_>> = (1..)
        .zip(text::WAYS.into_iter().zip(notes))
        .map(|(number, ((label, _), note))| Way::new(number.to_string(), label).note(note))
        .collect();
    draw_ways(pen, (14, 29), &ways, state.way);
}

/// The address with its code at the right; the ways on stay at the left.
fn draw_address(state: &State, pen: &mut Pen<'_, '_>) {
    pen.text((2, 3), Role::Text, state.number.text());
    let taken = qr::draw(pen, &state.portal);
    let left = pen.block((2, 5), (pen.width() - taken - 4, pen.height().saturating_sub(5)));
    let mut pen = pen.within(left);
    pen.lines((0, 0), Role::Bad, text::MISSING);
    let words = if taken > 0 {
        &text::BY_PHONE[..]
    } else {
        &[text::BY_ADDRESS][..]
    };
    for (row, line) in (3..).zip(words) {
        pen.text((0, row), Role::Text, line);
    }
    pen.lines((0, 5), Role::Key, &state.portal);
    let ways: Vec<Way<'_>> = (1..)
        .zip(text::WAYS)
        .map(|(number, (label, _))| Way::new(number.to_string(), label))
        .collect();
    draw_ways(&mut pen, (8, 29), &ways, state.way);
}

fn draw_reasons(state: &State, pen: &mut Pen<'_, '_>) {
    pen.text((2, 5), Role::Text, text::WHY);
    let ways: Vec<Way<'_>> = (1..)
        .zip(text::REASONS)
        .map(|(number, label)| Way::new(number.to_string(), label))
        .collect();
    draw_ways(pen, (7, 29), &ways, state.way);
}

fn draw_ways(pen: &mut Pen<'_, '_>, (row, labels): (u16, u16), ways: &[Way<'_>], pointed: usize) {
    let block = pen.block((2, row), (pen.width() - 2, pen.height().saturating_sub(row)));
    let mut inner = pen.within(block);
    ways::draw(&mut inner, 0, ways, (Some((pointed, Focus::Here)), labels));
}
