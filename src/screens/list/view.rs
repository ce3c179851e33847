//! Draws the list: search and filters, the table, the pointed row in full; from 120 columns in two panes.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use super::columns::Column;
use super::nothing::can_widen;
use super::text;
use crate::app::input::Line;
use crate::domain::query::Filter;
use crate::domain::rows::DossierRow;
use crate::screens::text as shared;
use crate::ui::measure::cut;
use crate::ui::widgets::field_row::draw_line;
use crate::ui::widgets::table::{self, Cell, Column as TableColumn, Focus, Row, TableView, count_line};
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Mark, Pen, Role, layout};

const COLUMNS: [TableColumn; 5] = [
    TableColumn::text(text::CODE, 11),
    TableColumn::text(text::HOLDER, 16),
    TableColumn::rest(text::ABOUT),
    TableColumn::text(text::PACE, 12),
    TableColumn::text(text::STATUS, 12),
];

/// Where each shown filter stands: label, value, width of the value; the first one in row 0, the others in row 1.
const FILTERS: [(u16, u16, u16, u16); Column::SHOWN] = [
    (44, 56, 20, 0),
    (7, 17, 10, 1),
    (30, 34, 10, 1),
    (47, 52, 10, 1),
    (65, 73, 7, 1),
];

/// Where the right pane begins.
const DIVIDER: u16 = 80;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let (left, right) = layout::panes(&mut pen, DIVIDER);
    let mut pen = pen.within(left);
    filters(state, &mut pen);
    if super::is_empty(state) {
        nothing(state, &mut pen);
        return;
    }
    let height = pen.height();
    let detail = if right.is_some() { 0 } else { 5 };
    let rows = pen.rows(2, height.saturating_sub(4 + detail));
    rows_of(state, &mut pen.within(rows));
    if right.is_none() {
        let block = pen.rows(height.saturating_sub(6), 4);
        short_detail(state, &mut pen.within(block));
    }
    let list = &state.list;
    let counted = text::counted(list.matching, list.total);
    count_line(&mut pen, height.saturating_sub(1), &counted, list.more_after);
    if let Some(right) = right {
        full_detail(state, &mut Pen::new(frame, look, right));
    }
}

fn filters(state: &State, pen: &mut Pen<'_, '_>) {
    pen.text((2, 0), Role::Label, text::SEARCH);
    pen.text((2, 1), Role::Label, text::FILTER);
    draw_line(pen, (7, 0), 34, (&state.search, state.typing));
    for (column, (label, value, width, row)) in Column::ALL.into_iter().zip(FILTERS) {
        let focused = state.column == Some(column);
        let role = if focused { Role::Focus } else { Role::Label };
        pen.text((label, row), role, text::COLUMNS[column.place()]);
        let shown = state.values.shown(&state.filter, column);
        let shown = Line::plain(40).with(&cut(&shown, width));
        let end = draw_line(pen, (value, row), width, (&shown, false));
        debug_assert!(end <= 80);
        if focused {
            pen.text((label.saturating_sub(1), row), Role::Key, "▸");
            pen.cursor((value, row));
        }
    }
}

fn rows_of(state: &State, pen: &mut Pen<'_, '_>) {
    let focus = match (state.typing, state.column) {
        (_, Some(_)) => Focus::Away,
        (true, None) => Focus::Search,
        (false, None) => Focus::Here,
    };
    let view = TableView {
        columns: &COLUMNS,
        table: &state.list.table,
        focus,
    };
    table::draw(pen, &view, |at| match state.list.rows.get(at) {
        Some(row) => cells(state, row),
        None => Row::default(),
    });
}

fn cells<'a>(state: &State, row: &'a DossierRow) -> Row<'a> {
    let late = if shared::is_late(row) {
        Role::Bad
    } else {
        Role::Text
    };
    Row {
        mark: Mark::None,
        cells: vec![
            shared::short_code(row.code.as_deref(), &state.unit).into(),
            row.holder_name.as_str().into(),
            row.procedure_name.as_str().into(),
            Cell::of(late, shared::deadline(row)),
            text::status(row).into(),
        ],
    }
}

fn short_detail(state: &State, pen: &mut Pen<'_, '_>) {
    let Some(row) = state.list.pointed() else {
        return;
    };
    let code = shared::short_code(row.code.as_deref(), &state.unit);
    let end = pen.text((2, 0), Role::Text, &code);
    let end = pen.text((end + 3, 0), Role::Text, row.code.as_deref().unwrap_or_default());
    pen.text((2, 1), Role::Text, &text::general(row));
    pen.text(
        (2, 2),
        Role::Text,
        &format!("{}  {}", text::TIMES, text::times(row)),
    );
    if let Some(said) = text::digitised(row) {
        // What lacks is what the queue is about, and may take two lines: who sent it stands beside the code.
        let sent = format!("{}  {}", text::CAME_FROM, text::came_from(row));
        let room = pen.width().saturating_sub(end + 4);
        pen.text((end + 3, 0), Role::Text, &cut(&sent, room));
        pen.lines((2, 3), Role::Warn, &said);
        return;
    }
    pen.text(
        (2, 3),
        Role::Text,
        &format!(
            "{}  {}{}",
            text::CAME_FROM,
            text::came_from(row),
            text::step_due(row)
        ),
    );
}

fn full_detail(state: &State, pen: &mut Pen<'_, '_>) {
    let Some(row) = state.list.pointed() else {
        return;
    };
    let code = row.code.clone();
    let code = code.unwrap_or_else(|| shared::short_code(None, &state.unit));
    let facts = [
        (text::CODE, code),
        (text::GENERAL, text::general(row)),
        (
            text::STATUS,
            format!("{} · {}", text::status(row), shared::deadline(row)),
        ),
        (text::TIMES, text::times(row)),
        (text::CAME_FROM, text::came_from(row)),
        (text::NOW_AT, text::now_at(row)),
        (text::DIGITISED, text::extent(row)),
    ];
    let mut place = 2;
    for (label, value) in facts {
        pen.text((2, place), Role::Dim, label);
        place = pen.lines((2, place + 1), Role::Text, &value) + 1;
    }
}

fn nothing(state: &State, pen: &mut Pen<'_, '_>) {
    let what = text::looked_for(&state.filter, &state.values.named(&state.filter));
    let what = if what.is_empty() {
        text::ALL_DOSSIERS
    } else {
        &what
    };
    pen.text((2, 4), Role::Text, &text::nothing(&state.filter, what));
    let only_dates = can_widen(&Filter {
        from: None,
        to: None,
        ..state.filter.clone()
    });
    let first = if only_dates {
        text::WAY_FEWER
    } else {
        text::WAY_DATES
    };
    let first = Way::new("1", first);
    let first = if can_widen(&state.filter) {
        first.note(text::in_all(state.list.total))
    } else {
        first.barred(text::NOT_FILTERED)
    };
    let new = if state.filter.text.trim().is_empty() {
        text::WAY_NEW
    } else {
        text::WAY_NEW_FOR
    };
    let all = [first, Way::new("2", text::WAY_KHO), Way::new("3", new)];
    let pointed = state
        .way
        .map(|at| (at, if state.typing { Focus::Search } else { Focus::Here }));
    ways::draw(pen, 6, &all, (pointed, 19));
}
