//! Draws a day's movements, and below them the sums by officer and way.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::takings::Taking;
use crate::screens::text::short_code;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::table::{self, Cell, Column, Focus, Row, TableView};
use crate::ui::{Look, Mark, Pen, Role};

/// Columns of the labels.
const LABELS: u16 = 18;
/// What is không số hóa, and the sums.
const FOOT: u16 = 6;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

const COLUMNS: [Column; 5] = [
    Column::text(text::words::HEADS[0], 5),
    Column::text(text::words::HEADS[1], 15),
    Column::rest(text::words::HEADS[2]),
    Column::number(text::words::HEADS[3], 14),
    Column::text(text::words::HEADS[4], 12),
];

/// Movements in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + 1 + FOOT))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let Some(takings) = &state.takings else { return };
    if takings.rows.is_empty() {
        pen.text((2, 1), Role::Text, text::words::NOTHING);
        return;
    }
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: Focus::Here,
    };
    let below = table::above(&mut pen, (FOOT, false), &view, |at| {
        takings
            .rows
            .get(at)
            .map_or_else(Row::default, |taking| row(taking, &state.unit))
    });
    pen.text((2, below - 1), Role::Text, &text::words::exempted(takings));
    let label = |at: usize| if at == 0 { text::BY } else { "" };
    let mut sums: Vec<String> = takings.sums().iter().map(text::words::sum).collect();
    let room = usize::from(FOOT - 1);
    if sums.len() > room {
        let rest = sums.len() - (room - 1);
        sums.truncate(room - 1);
        sums.push(text::more_sums(rest));
    }
    let sums = sums.into_iter().enumerate();
    let list: Vec<Fact<'_>> = sums.map(|(at, sum)| Fact::new(label(at), sum)).collect();
    facts::draw(&mut pen, below, LABELS, &list);
}

fn row(taking: &Taking, unit: &str) -> Row<'static> {
    let [time, _, name, dong, method, ..] = text::words::cells(taking);
    let code = short_code(Some(&taking.code), unit);
    let back = taking.dong < 0;
    let role = if back { Role::Warn } else { Role::Text };
    Row {
        mark: if back { Mark::Check } else { Mark::None },
        cells: [time, code, name, dong, method]
            .map(|it| Cell::of(role, it))
            .to_vec(),
    }
}
