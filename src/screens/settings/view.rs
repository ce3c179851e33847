//! Draws the settings: the list, and the pointed one with its value and what it may be.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::text;
use super::{Editor, State};
use crate::domain::settings::{SETTINGS, Setting};
use crate::ui::layout::form_area;
use crate::ui::measure::wrap;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView, count_line};
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels of the detail block.
const LABELS: u16 = 13;
/// Count line, blank, and the detail block.
const FOOT: u16 = 8;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const COLUMNS: [Column; 3] = [
    Column::text(text::COLUMNS[0], 33),
    Column::rest(text::COLUMNS[1]),
    Column::text(text::COLUMNS[2], 8),
];

/// Settings in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + 1 + FOOT))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let height = pen.height().saturating_sub(FOOT);
    let block = pen.rows(0, height);
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: match state.editor {
            Some(_) => Focus::Away,
            None => Focus::Here,
        },
    };
    table::draw(&mut pen.within(block), &view, |at| row(state, at));
    let end = state.table.window(usize::from(height.saturating_sub(1))).end;
    let count = format!("{}/{}", state.table.at() + 1, SETTINGS.len());
    count_line(&mut pen, height, &count, end < SETTINGS.len());
    let block = form_area(pen.rows(height + 2, FOOT - 2));
    draw_detail(&mut pen.within(block), state);
}

fn row(state: &State, at: usize) -> Row<'_> {
    let Some(setting) = SETTINGS.get(at) else {
        return Row::default();
    };
    let cells = vec![
        text::label(setting).into(),
        shown(setting, state.rows.settings.text(setting.key)),
        text::scope(setting.scope).into(),
    ];
    Row {
        mark: Mark::None,
        cells,
    }
}

fn shown<'a>(setting: &Setting, value: &'a str) -> Cell<'a> {
    match text::word(setting, value) {
        "" => Cell::of(Role::Dim, text::EMPTY),
        word => word.into(),
    }
}

fn draw_detail(pen: &mut Pen<'_, '_>, state: &State) {
    let setting = state.pointed();
    let field = match &state.editor {
        Some(Editor::Line(line)) => FieldRow::new(text::VALUE, Value::Line(line))
            .extent(60)
            .focused(true),
        Some(Editor::Choice(choice, _)) => FieldRow::new(text::VALUE, Value::Choice(choice))
            .extent(34)
            .focused(true)
            .note(text::SPACE),
        None => {
            let value = shown(setting, state.rows.settings.text(setting.key));
            FieldRow::new(text::VALUE, Value::Fixed(&value.text)).draw(pen, 0, LABELS);
            return draw_facts(pen, setting);
        }
    };
    field.draw(pen, 0, LABELS);
    draw_facts(pen, setting);
}

fn draw_facts(pen: &mut Pen<'_, '_>, setting: &Setting) {
    let default = shown(setting, setting.default).text.into_owned();
    let list = [
        Fact::new(text::ALLOWED, text::allowed(setting.kind)),
        Fact::new(text::DEFAULT, default),
    ];
    let row = facts::draw(pen, 1, LABELS, &list);
    let room = pen.width().saturating_sub(2);
    for (place, line) in (row..).zip(wrap(&text::about(setting), room)) {
        pen.text((2, place), Role::Dim, &line);
    }
}
