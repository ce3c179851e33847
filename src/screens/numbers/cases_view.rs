//! Draws the dossiers behind one number about due times, and the times of the pointed one in full.

use super::{Behind, text};
use crate::domain::punctual::{Case, Standing};
use crate::screens::text::short_code;
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView};
use crate::ui::{Mark, Pen, Role};

/// Count line and the pointed dossier.
const FOOT: u16 = 5;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const COLUMNS: [Column; 4] = [
    Column::text(text::CASE_HEADS[0], 11),
    Column::text(text::CASE_HEADS[1], 18),
    Column::rest(text::CASE_HEADS[2]),
    Column::text(text::CASE_HEADS[3], 23),
];

/// Dossiers in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + 1 + FOOT))
}

/// Draws the list.
pub(super) fn draw(behind: &Behind, unit: &str, pen: &mut Pen<'_, '_>) {
    let Some(cases) = &behind.cases else { return };
    if cases.is_empty() {
        pen.text((2, 1), Role::Text, text::NO_CASES);
        return;
    }
    let view = TableView {
        columns: &COLUMNS,
        table: &behind.table,
        focus: Focus::Here,
    };
    let below = table::above(pen, (FOOT, false), &view, |at| {
        cases.get(at).map_or_else(Row::default, |case| row(case, unit))
    });
    pen.text((2, below - 1), Role::Text, &text::punctual::exempted_of(cases));
    if let Some(case) = cases.get(behind.table.at()) {
        let code = case.code.as_deref().unwrap_or_default();
        pen.text((2, below), Role::Focus, &format!("{code} · {}", case.holder));
        pen.text((2, below + 1), Role::Text, &case.procedure);
        pen.lines((2, below + 2), Role::Text, &text::punctual::times(case));
    }
}

fn row(case: &Case, unit: &str) -> Row<'static> {
    let late = match case.standing {
        Standing::Late { .. } | Standing::Open { .. } => true,
        Standing::OnTime | Standing::NoDue => false,
    };
    let role = if late { Role::Bad } else { Role::Text };
    Row {
        mark: if late { Mark::Wrong } else { Mark::None },
        cells: vec![
            short_code(case.code.as_deref(), unit).into(),
            case.holder.clone().into(),
            case.procedure.clone().into(),
            Cell::of(role, text::punctual::standing(case.standing)),
        ],
    }
}
