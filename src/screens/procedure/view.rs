//! Draws the work area.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Focus, State, text};
use crate::domain::dossier::Account;
use crate::ui::measure::{pad, pad_left, width as width_of};
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::field_row::{FieldRow, Value, draw_line};
use crate::ui::{Look, Mark, Pen, Role};

const LABEL: u16 = 17;
/// Columns of the table: number, code, name (the rest), limit, used.
const CODE: u16 = 8;
const LIMIT: u16 = 17;
const USED: u16 = 7;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    if state.is_short() {
        let row = head(state, &mut pen).max(11);
        search(state, &mut pen, row);
        list(state, &mut pen, row + 1);
        return;
    }
    search(state, &mut pen, 1);
    header(&mut pen, 3);
    let row = list(state, &mut pen, 4) + 1;
    let count = text::count(state.page.matching, state.page.total);
    pen.text((2, row), Role::Dim, &count);
    details(state, &mut pen, row + 2);
}

/// W06: what the account check found.
fn head(state: &State, pen: &mut Pen<'_, '_>) -> u16 {
    pen.text((2, 1), Role::Text, text::HEADING);
    pen.text((2, 3), Role::Label, text::NUMBER);
    let end = pen.text((36, 3), Role::Text, &state.holder.holder_no);
    pen.text((end + 2, 3), Role::Dim, &text::number_note(&state.holder));
    let Some(found) = &state.finding else { return 5 };
    let role = match found.account {
        Account::Exists => Role::Good,
        Account::Missing => Role::Bad,
        Account::Unknown => Role::Warn,
    };
    pen.text((2, 5), role, &text::finding(found));
    let list = text::facts(&state.holder, Some(found), state.person.as_ref());
    let list: Vec<Fact<'_>> = list
        .into_iter()
        .map(|(label, value)| Fact::new(label, value))
        .collect();
    let block = pen.block((2, 7), (pen.width().saturating_sub(2), 4));
    7 + facts::draw(&mut pen.within(block), 0, 17, &list)
}

fn search(state: &State, pen: &mut Pen<'_, '_>, row: u16) {
    pen.text((2, row), Role::Focus, text::PROCEDURE);
    let extent = pen.width().saturating_sub(LABEL + 4);
    draw_line(
        pen,
        (LABEL, row),
        extent,
        (&state.search, state.focus == Focus::Search),
    );
}

fn header(pen: &mut Pen<'_, '_>, row: u16) {
    let [code, name, limit, used] = text::COLUMNS;
    let line = columns(pen.width(), (code, name), (limit, used));
    pen.text((5, row), Role::Dim, &line);
}

/// A code is never cut: one longer than its column takes the room from the name of its own row.
fn columns(width: u16, (code, name): (&str, &str), (limit, used): (&str, &str)) -> String {
    let wide = CODE.max(width_of(code));
    let rest = width.saturating_sub(5 + wide + 1 + 1 + LIMIT + 1 + USED + 1);
    let (code, name, limit) = (pad(code, wide), pad(name, rest), pad(limit, LIMIT));
    format!("{code} {name} {limit} {}", pad_left(used, USED))
}

/// Numbered rows, then row 0. Gives the row after the last.
fn list(state: &State, pen: &mut Pen<'_, '_>, row: u16) -> u16 {
    let mut place = row;
    for (at, procedure) in state.visible().iter().enumerate() {
        let used = procedure.used.to_string();
        let facts = (procedure.limit.as_str(), used.as_str());
        let line = columns(pen.width(), (&procedure.code, &procedure.name), facts);
        draw_row(pen, (place, state), at, (&(at + 1).to_string(), &line));
        place += 1;
    }
    if place < pen.height() {
        let last = state.visible().len();
        draw_row(pen, (place, state), last, ("0", text::NOT_LISTED));
    }
    place + 1
}

fn draw_row(pen: &mut Pen<'_, '_>, (row, state): (u16, &State), at: usize, (number, line): (&str, &str)) {
    pen.text((2, row), Role::Key, number);
    pen.text((5, row), Role::Text, line);
    if at == state.pointer {
        let here = state.focus == Focus::Search;
        pen.gutter(row, here, Mark::None);
        let role = if here { Role::Select } else { Role::Focus };
        pen.shade(row, 0..pen.width(), role);
    }
}

fn details(state: &State, pen: &mut Pen<'_, '_>, row: u16) {
    let Some(choice) = &state.choice else { return };
    pen.text((2, row), Role::Label, text::SECTOR);
    pen.text((15, row), Role::Text, &choice.sector);
    FieldRow::new(text::WORKFLOW, Value::Choice(&state.workflow))
        .extent(40)
        .focused(state.focus == Focus::Workflow)
        .note(text::DEFAULT)
        .draw(pen, row + 1, 13);
    let mut row = row + 2;
    if !choice.cases.is_empty() {
        FieldRow::new(text::CASE, Value::Choice(&state.case))
            .extent(40)
            .focused(state.focus == Focus::Case)
            .note(text::DEFAULT)
            .draw(pen, row, 13);
        row += 1;
    }
    pen.text((2, row), Role::Label, text::FEES);
    let fees = choice.fees.join("   ");
    let fees = if fees.is_empty() { text::NO_FEE } else { &fees };
    pen.text((15, row), Role::Text, fees);
}
