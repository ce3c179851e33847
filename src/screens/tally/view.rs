//! Draws the form: headings, units and sums, what the pointed number is made of, and from 120 columns the months.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::columns::{Place, is_wide, of};
use super::{State, counts, is_given, text, unit};
use crate::domain::tally::{Column, Counts, Tally, UnitRow, text as words};
use crate::ui::{Look, Pen, Role};

/// Headings of the columns.
const HEADS: u16 = 3;
/// What stands below the rows: two blank lines, the cell, the page, the settings.
const FOOT: u16 = 10;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;
/// Signs of a whole bar.
const BAR: u32 = 40;
/// Where the unit's name ends before the first number.
const NAME_END: u16 = 27;

/// Rows in view in a window of this size.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + HEADS + FOOT).max(1))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let Some(tally) = &state.tally else { return };
    let places = of(pen.width(), state.column);
    heads(&mut pen, places);
    let room = usize::from(pen.height().saturating_sub(HEADS + FOOT).max(1));
    let mut row = HEADS;
    for at in state.table.window(room) {
        line(&mut pen, row, (tally, at), (places, state));
        row += 1;
    }
    let end = pointed(&mut pen, row + 2, state);
    if is_wide(pen.width()) {
        months(&mut pen, end + 1, (state, tally));
    } else {
        pen.text((2, end + 1), Role::Dim, text::page(places));
    }
    settings(&mut pen, tally);
}

fn heads(pen: &mut Pen<'_, '_>, places: &[Place]) {
    pen.text((2, 1), Role::Dim, text::UNIT_HEAD);
    pen.text((5, 2), Role::Dim, text::UNIT_NUMBER);
    for place in places {
        let number = format!("({})", place.column.number());
        for (row, head) in (0..).zip([place.heads[0], place.heads[1], &number]) {
            pen.text_before((place.head_end, row), Role::Dim, head);
        }
    }
}

fn line(pen: &mut Pen<'_, '_>, row: u16, (tally, at): (&Tally, usize), (places, state): (&[Place], &State)) {
    let unit = tally.rows.get(at);
    let counts = unit.map_or_else(|| tally.total(), |unit| unit.counts);
    let pointed = state.table.at() == at;
    pen.gutter(row, pointed, crate::ui::Mark::None);
    match unit {
        Some(unit) => {
            pen.text_before((4, row), Role::Text, &(at + 1).to_string());
            let name = unit.shown();
            let name = crate::ui::measure::cut(&name, NAME_END - 5);
            pen.text((5, row), Role::Text, &name);
        }
        None => {
            pen.text((5, row), Role::Label, words::TOTAL);
        }
    }
    for place in places {
        number(
            pen,
            row,
            (place, &counts),
            pointed && place.column == state.column,
        );
    }
}

/// The pointed one stands in brackets: the pointer is seen without colour.
fn number(pen: &mut Pen<'_, '_>, row: u16, (place, counts): (&Place, &Counts), pointed: bool) {
    let shown = words::cell(counts, place.column);
    if !pointed {
        pen.text_before((place.end, row), Role::Text, &shown);
        return;
    }
    pen.text_before((place.end + 1, row), Role::Focus, &format!("[{shown}]"));
    pen.cursor((place.end.saturating_sub(1), row));
}

/// What the pointed number says; the row after it.
fn pointed(pen: &mut Pen<'_, '_>, row: u16, state: &State) -> u16 {
    const INDENT: u16 = 15;
    let Some(counts) = counts(state) else { return row };
    let name = unit(state).map_or_else(|| words::TOTAL.to_owned(), UnitRow::shown);
    let cell = format!("{name} · {}", words::named(state.column));
    let made_of = text::made_of(&counts, state.column);
    pen.text((2, row), Role::Label, text::POINTED);
    let mut next = row + 1;
    let after = pen.text((INDENT, row), Role::Text, &cell);
    if is_wide(pen.width()) {
        pen.text((after + 1, row), Role::Text, &made_of);
    } else {
        pen.text((INDENT, next), Role::Text, &made_of);
        next += 1;
    }
    let behind = if is_given(state) {
        text::GIVEN.to_owned()
    } else {
        text::behind(&counts, state.column)
    };
    pen.text((INDENT, next), Role::Dim, &behind);
    next + 1
}

/// How the office counts, at the foot; above it what a closed month said.
fn settings(pen: &mut Pen<'_, '_>, tally: &Tally) {
    let foot = pen.height();
    let [exempt, online] = words::counting(tally.counting);
    let exempt = format!("{exempt} · {}", words::exempted_here(tally.exempted));
    pen.text((2, foot.saturating_sub(2)), Role::Dim, &exempt);
    let online = format!("{online} {}", text::CHANGED_AT);
    pen.text((2, foot.saturating_sub(1)), Role::Dim, &online);
    if let Some(closed) = &tally.closed {
        let row = foot.saturating_sub(3);
        pen.text((2, row), Role::Text, &words::closed_ratios(closed));
    }
}

/// The ratio of twelve months as bars, the newest last.
fn months(pen: &mut Pen<'_, '_>, row: u16, (state, tally): (&State, &Tally)) {
    let (column, what) = text::trend_of(state.column);
    let own = tally.rows.first().map_or("", |row| &row.unit_name);
    if state.trend.is_empty() {
        return;
    }
    let after = pen.text((2, row), Role::Label, &text::trend(own));
    pen.text((after.max(31) + 10, row), Role::Text, what);
    for (place, (month, counts, _)) in (row + 1..pen.height().saturating_sub(3)).zip(&state.trend) {
        pen.text((2, place), Role::Text, &month.shown());
        bar(pen, place, (column, counts));
    }
}

fn bar(pen: &mut Pen<'_, '_>, row: u16, (column, counts): (Column, &Counts)) {
    let Some(ratio) = counts.ratio(column) else {
        return;
    };
    let full = u64::from(ratio.upper) * u64::from(BAR) / u64::from(ratio.whole.max(1));
    let full = usize::try_from(full).unwrap_or(0);
    let rest = usize::try_from(BAR).unwrap_or(0).saturating_sub(full);
    let after = pen.text((11, row), Role::Text, &"█".repeat(full));
    let after = pen.text((after, row), Role::Dim, &"─".repeat(rest));
    pen.text_before((after + 8, row), Role::Text, &ratio.shown());
}
