//! Draws the kho: number, search, the list, and the pointed paper in full.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::text;
use super::{State, Stop};
use crate::domain::rows::PaperRow;
use crate::ui::layout::{WIDE, panes};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView, Tick};
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels.
const LABELS: u16 = 16;
/// Rows before the table's header.
const HEAD: u16 = 3;
/// Rows of the detail block and the line of what is chosen.
const FOOT: u16 = 6;
/// Where `│` stands on wide screens.
const DIVIDER: u16 = 78;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const TICKS: [Column; 6] = [
    Column::text("", 3),
    Column::number(text::COLUMNS[0], 2),
    Column::text(text::COLUMNS[1], 26),
    Column::rest(text::COLUMNS[2]),
    Column::text(text::COLUMNS[3], 10),
    Column::text(text::COLUMNS[4], 11),
];

/// Rows of papers in view in a window of this size.
pub(super) fn page((columns, rows): (u16, u16)) -> usize {
    let foot = if columns >= WIDE { 1 } else { FOOT };
    usize::from(rows.saturating_sub(CHROME + HEAD + 1 + foot))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let (left, right) = panes(&mut pen, DIVIDER);
    let mut list = pen.within(left);
    draw_fields(&mut list, state);
    let foot = if right.is_some() { 1 } else { FOOT };
    draw_list(&mut list, state, foot);
    match right {
        Some(right) => draw_pane(&mut pen.within(right), state),
        None => draw_detail(&mut list, state),
    }
}

fn draw_fields(pen: &mut Pen<'_, '_>, state: &State) {
    FieldRow::new(text::NUMBER, Value::Line(&state.number))
        .required()
        .extent(16)
        .focused(state.focus == Stop::Number)
        .note(&text::owner(&state.kho.owner_name, &state.kho.other_numbers))
        .draw(pen, 0, LABELS);
    FieldRow::new(text::FIND, Value::Line(&state.search))
        .extent(22)
        .focused(state.focus == Stop::Search)
        .draw(pen, 1, LABELS);
}

fn draw_list(pen: &mut Pen<'_, '_>, state: &State, foot: u16) {
    if state.shows_ways() {
        return draw_ways(pen, state);
    }
    if !state.read {
        return;
    }
    if state.table.rows().is_empty() {
        pen.text((2, HEAD), Role::Text, &text::no_match(state.search.text()));
        return;
    }
    let height = pen.height().saturating_sub(HEAD + foot);
    let block = pen.rows(HEAD, height);
    let from = usize::from(!state.links());
    let view = TableView {
        columns: &TICKS[from..],
        table: &state.table,
        focus: if state.focus == Stop::Papers {
            Focus::Here
        } else {
            Focus::Away
        },
    };
    table::draw(&mut pen.within(block), &view, |at| row(state, at, from));
    if foot == 1 {
        let shown = state.table.rows().len();
        let more = state.table.window(usize::from(height.saturating_sub(1))).end < shown;
        let count = text::count(shown, state.kho.papers.len());
        table::count_line(pen, HEAD + height, &count, more);
    }
}

fn draw_ways(pen: &mut Pen<'_, '_>, state: &State) {
    pen.text((2, HEAD), Role::Text, &text::empty(&state.kho.owner));
    let list = [Way::new("1", text::WAYS[0]), Way::new("2", text::WAYS[1])];
    let pointed = (state.focus == Stop::Papers).then_some((0, Focus::Here));
    ways::draw(pen, HEAD + 2, &list, (pointed, 40));
}

fn row(state: &State, at: usize, from: usize) -> Row<'static> {
    let id = state.table.rows().get(at);
    let Some(paper) = id.and_then(|id| state.paper(id)) else {
        return Row::default();
    };
    let barred = state.barred(paper).is_some();
    let role = if barred { Role::Dim } else { Role::Text };
    let tick = match (barred, state.is_chosen(paper.id)) {
        (true, _) => Tick::Barred,
        (false, true) => Tick::On,
        (false, false) => Tick::Off,
    };
    let ends = if paper.usable { role } else { Role::Bad };
    let cells = vec![
        Cell::of(role, tick.sign()),
        Cell::of(role, line_number(state, paper).to_string()),
        Cell::of(role, text::code(paper, &state.kho.owner)),
        Cell::of(role, paper.name.clone()),
        Cell::of(role, text::class(paper.class)),
        Cell::of(ends, text::validity(paper, state.today)),
    ];
    Row {
        mark: Mark::None,
        cells: cells.into_iter().skip(from).collect(),
    }
}

fn line_number(state: &State, paper: &PaperRow) -> usize {
    let at = state.kho.papers.iter().position(|it| it.id == paper.id);
    at.map_or(0, |at| at + 1)
}

/// The pointed paper in three rows, and what is chosen in two.
fn draw_detail(pen: &mut Pen<'_, '_>, state: &State) {
    let top = pen.height().saturating_sub(FOOT);
    if let Some(paper) = state.pointed() {
        pen.text((2, top), Role::Key, &line_number(state, paper).to_string());
        let [what, validity, used] = text::facts(paper, &state.kho.owner);
        let what = format!("{} · {what}", paper.name);
        for (row, line) in (top..).zip([what, validity, used]) {
            pen.text((5, row), Role::Text, &line);
        }
    }
    draw_chosen(pen, state, top + 4);
}

fn draw_pane(pen: &mut Pen<'_, '_>, state: &State) {
    let mut row = 0;
    if let Some(paper) = state.pointed() {
        row = pen.lines((2, 0), Role::Focus, &paper.name) + 1;
        if let Some(code) = &paper.code {
            row = pen.lines((2, row), Role::Text, code);
        }
        for line in text::facts(paper, &state.kho.owner) {
            row = pen.lines((2, row), Role::Text, &line);
        }
    }
    draw_chosen(pen, state, row + 1);
}

fn draw_chosen(pen: &mut Pen<'_, '_>, state: &State, row: u16) {
    let names: Vec<&str> = state
        .chosen
        .iter()
        .map(|it| state.component_name(it.component))
        .collect();
    if !names.is_empty() {
        pen.lines((2, row), Role::Offer, &text::chosen(&names));
    }
}
