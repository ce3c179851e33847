//! Draws twelve months as bars: a row each, every value written beside its bar, so that nothing rests on colour or on
//! the eye's measure.

use super::{State, text};
use crate::domain::digitise::exempted::Exempted;
use crate::domain::say;
use crate::domain::tally::{Column as Form, Counts, Month, Ratio};
use crate::ui::widgets::table::{self, Column, Focus, Row, TableView};
use crate::ui::{Mark, Pen, Role};

/// The pointed month's ratios in full: twelve months and these are a whole screen of 24 rows.
pub(super) const FOOT: u16 = 3;
/// Columns from which bars are longer.
const WIDE: u16 = 120;
/// The ratios of the form, in its order.
const RATIOS: [Form; 3] = [Form::DigitisedRatio, Form::ResultRatio, Form::ReuseRatio];

/// A value as the form writes it, at most `100,00`.
const VALUE: u16 = 6;
/// Received and finished: a number and its bar.
const COUNT: u16 = 6;

fn columns(wide: bool) -> [Column; 6] {
    let bar = bar_width(wide);
    let heads = text::TREND_HEADS;
    let count = if wide { COUNT + 1 + bar } else { COUNT };
    [
        Column::text(heads[0], 7),
        Column::text(heads[1], bar + 1 + VALUE),
        Column::text(heads[2], bar + 1 + VALUE),
        Column::text(heads[3], bar + 1 + VALUE),
        Column::text(heads[4], count),
        Column::text(heads[5], count),
    ]
}

fn bar_width(wide: bool) -> u16 {
    if wide { 12 } else { 10 }
}

/// Draws the months, the newest last.
pub(super) fn draw(state: &State, months: &[(Month, Counts, Exempted)], pen: &mut Pen<'_, '_>) {
    let wide = pen.width() >= WIDE;
    let columns = columns(wide);
    let view = TableView {
        columns: &columns,
        table: &state.table,
        focus: Focus::Here,
    };
    let most = months
        .iter()
        .map(|(_, counts, _)| counts.received.max(counts.resolved))
        .max();
    let scale = (most.unwrap_or_default(), wide);
    let below = pen.height().saturating_sub(FOOT);
    let rows = pen.rows(0, below);
    table::draw(&mut pen.within(rows), &view, |at| {
        months.get(at).map_or_else(Row::default, |it| row(it, scale))
    });
    if let Some((_, counts, _)) = months.get(state.table.at()) {
        for (place, column) in (below..).zip(RATIOS) {
            pen.text((2, place), Role::Text, &text::lift::ratio(counts, column));
        }
    }
}

fn row((month, counts, _): &(Month, Counts, Exempted), (most, wide): (u32, bool)) -> Row<'static> {
    let ratio = |column: Form| {
        let ratio = counts.ratio(column).unwrap_or(Ratio::new(0, 0));
        format!("{} {:>6}", bar(ratio, bar_width(wide)), ratio.shown())
    };
    let count = |count: u32| {
        let number = format!("{:>6}", say::count(count.into()));
        if wide {
            format!("{number} {}", bar(Ratio::new(count, most), bar_width(wide)))
        } else {
            number
        }
    };
    let cells = [
        month.shown(),
        ratio(RATIOS[0]),
        ratio(RATIOS[1]),
        ratio(RATIOS[2]),
        count(counts.received),
        count(counts.resolved),
    ];
    Row {
        mark: Mark::None,
        cells: cells.map(Into::into).to_vec(),
    }
}

/// `███████───`: full only where nothing lacks, and never empty where there is something; blanks where nothing is divided.
fn bar(ratio: Ratio, width: u16) -> String {
    let Some(filled) = (u64::from(ratio.upper) * u64::from(width)).checked_div(u64::from(ratio.whole)) else {
        return " ".repeat(width.into());
    };
    let filled = filled.max(u64::from(ratio.upper > 0)).min(width.into());
    let filled = usize::try_from(filled).unwrap_or(0);
    format!(
        "{}{}",
        "█".repeat(filled),
        "─".repeat(usize::from(width) - filled)
    )
}
