//! Draws the work area.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::known::is_elsewhere;
use super::{ROWS, Row, State, text};
use crate::domain::say;
use crate::ui::layout::form_area;
use crate::ui::widgets::field_row::draw_line;
use crate::ui::widgets::table::{self, Cell, Column, Focus, TableView, Tick};
use crate::ui::{Look, Mark, Pen, Role, dialog};

const COLUMNS: [Column; 6] = [
    Column::text(text::COLUMNS[0], 3),
    Column::rest(text::COLUMNS[1]),
    Column::text(text::COLUMNS[2], 5),
    Column::number(text::COLUMNS[3], 5),
    Column::number(text::COLUMNS[4], 10),
    Column::text(text::COLUMNS[5], 11),
];
/// Rows inside the dialog.
const INSIDE: u16 = 13;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, form_area(area));
    let inside = dialog::open(&mut pen, &text::title(&state.title), INSIDE);
    let mut pen = pen.within(inside);
    let rows = u16::try_from(ROWS + 1).unwrap_or(8);
    let list = pen.rows(0, rows);
    draw_list(state, &mut pen.within(list));
    let row = rows + 1;
    pen.text((2, row), Role::Label, text::FIND);
    draw_line(&mut pen, (7, row), 16, (&state.search, false));
    let folder = state
        .folder
        .as_ref()
        .map(|it| it.display().to_string())
        .unwrap_or_default();
    let end = pen.text((26, row), Role::Label, text::FOLDER);
    pen.text((end + 2, row), Role::Text, &folder);
    let chosen = state.chosen();
    // Sound and film have none, and stay what they are.
    let paged: Vec<u32> = chosen.iter().filter_map(|entry| entry.pages).collect();
    let bytes = chosen.iter().map(|entry| entry.size).sum();
    if !chosen.is_empty() {
        let becomes = if state.is_apart(&chosen) {
            text::APART.to_owned()
        } else if state.has_signed(&chosen) {
            text::SIGNED_APART.to_owned()
        } else {
            (state.words().becomes)((paged.len(), chosen.len() - paged.len()), &state.title)
        };
        let words = text::chosen(chosen.len(), (paged.iter().sum(), bytes), &becomes);
        pen.text((2, row + 2), Role::Text, &words);
    }
    if let Some((entry, known)) = state.pointed().and_then(|it| Some((it, state.known(it)?))) {
        pen.text((2, row + 3), Role::Warn, &text::same_bytes(&entry.name, &known));
    }
}

fn draw_list(state: &State, pen: &mut Pen<'_, '_>) {
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    table::draw(pen, &view, |at| {
        let rows = state.table.rows().get(at);
        rows.map_or_else(table::Row::default, |row| draw_row(state, row))
    });
}

fn draw_row<'a>(state: &'a State, row: &'a Row) -> table::Row<'a> {
    let Some(entry) = state.entry(row) else {
        return table::Row::default();
    };
    if let Row::Why(_) = row {
        let why = entry.fault.clone().unwrap_or_default();
        return table::Row {
            mark: Mark::None,
            cells: vec![Cell::of(Role::Bad, format!("    {why}"))],
        };
    }
    let tick = match (state.table.tick_number(row), &entry.fault, entry.growing) {
        (Some(number), ..) => Tick::Number(number).sign(),
        (None, Some(_), _) => " ! ".into(),
        (None, None, true) => " … ".into(),
        (None, None, false) => Tick::Off.sign(),
    };
    let when = if entry.growing {
        text::WRITING.to_owned()
    } else if state.is_used(entry) {
        text::USED.to_owned()
    } else if is_elsewhere(entry) {
        text::KNOWN.to_owned()
    } else {
        text::modified(entry.modified, state.now)
    };
    let pages = entry
        .pages
        .map_or_else(|| say::NOTHING.to_owned(), |pages| pages.to_string());
    table::Row {
        mark: Mark::None,
        cells: vec![
            Cell::of(Role::Text, tick),
            entry.name.as_str().into(),
            entry.kind.as_str().into(),
            pages.into(),
            say::size(entry.size).into(),
            when.into(),
        ],
    }
}
