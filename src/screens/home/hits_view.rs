//! Draws what the search found: dossiers, holders, papers in one table, and the pointed one in full below.

use super::hits::Hit;
use super::{State, hits, text};
use crate::domain::rows::DossierRow;
use crate::screens::text::{deadline, is_late, short_code};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView, count_line};
use crate::ui::{Mark, Pen, Role};

const COLUMNS: [Column; 4] = [
    Column::text(text::HITS_CODE, 11),
    Column::text(text::HITS_NAME, 20),
    Column::rest(text::HITS_ABOUT),
    Column::text(text::HITS_PACE, 12),
];

/// Draws into the whole pen.
pub(super) fn draw(state: &State, pen: &mut Pen<'_, '_>) {
    let count = state.hits.table.rows().len();
    if hits::found_nothing(state) {
        pen.text((2, 0), Role::Dim, text::NO_HITS);
    }
    if count == 0 {
        return;
    }
    let last = pen.height().saturating_sub(1);
    let rows = pen.rows(0, last.saturating_sub(2));
    let view = TableView {
        columns: &COLUMNS,
        table: &state.hits.table,
        focus: Focus::Search,
    };
    table::draw(&mut pen.within(rows), &view, |at| row(state, at));
    if let Some(Hit::Dossier(at)) = state.hits.table.pointed()
        && let Some(dossier) = state.hits.rows.dossiers.get(*at)
    {
        pen.text((2, last.saturating_sub(1)), Role::Text, &whole(dossier));
    }
    let more = state.hits.table.window(last.saturating_sub(3).into()).end < count;
    count_line(pen, last, &text::found(count), more);
}

fn whole(row: &DossierRow) -> String {
    let code = row.code.as_deref().unwrap_or_default();
    format!("{code} · {} · {}", row.procedure_name, text::times(row))
}

fn row(state: &State, at: usize) -> Row<'_> {
    let rows = &state.hits.rows;
    let found = match state.hits.table.rows().get(at) {
        Some(Hit::Dossier(at)) => rows.dossiers.get(*at).map(|row| dossier(state, row)),
        Some(Hit::Holder(at)) => rows.holders.get(*at).map(|row| {
            let about = text::holder(row, state.now);
            vec![
                text::HIT_HOLDER.into(),
                row.name.as_str().into(),
                about.into(),
                "".into(),
            ]
        }),
        Some(Hit::Paper(at)) => rows.papers.get(*at).map(|row| {
            let usable = if row.usable {
                text::USABLE
            } else {
                text::NOT_USABLE
            };
            let name = row.name.as_str();
            vec![
                text::HIT_PAPER.into(),
                name.into(),
                text::paper(row).into(),
                usable.into(),
            ]
        }),
        None => None,
    };
    let late = matches!(state.hits.table.rows().get(at), Some(Hit::Dossier(at)) if rows.dossiers.get(*at).is_some_and(is_late));
    Row {
        mark: if late { Mark::Wrong } else { Mark::None },
        cells: found.unwrap_or_default(),
    }
}

fn dossier<'a>(state: &State, row: &'a DossierRow) -> Vec<Cell<'a>> {
    let role = if is_late(row) { Role::Bad } else { Role::Text };
    vec![
        short_code(row.code.as_deref(), &state.unit_code).into(),
        row.holder_name.as_str().into(),
        row.procedure_name.as_str().into(),
        Cell::of(role, deadline(row)),
    ]
}
