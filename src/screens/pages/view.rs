//! Draws the work area: what was said of the sheets, the sum, every side, and the next image of the tray.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Field, Row, State, text};
use crate::domain::pages::{Page, Slot, text as words};
use crate::ui::layout::panes;
use crate::ui::preview::{can_show, pane};
use crate::ui::widgets::field_row::draw_line;
use crate::ui::widgets::table::{self, Cell, Column, Focus, TableView};
use crate::ui::{Look, Mark, Pen, Role};

const COLUMNS: [Column; 6] = [
    Column::text(text::COLUMNS[0], 3),
    Column::text(text::COLUMNS[1], 12),
    Column::rest(text::COLUMNS[2]),
    Column::number(text::COLUMNS[3], 9),
    Column::text(text::COLUMNS[4], 11),
    Column::text(text::COLUMNS[5], 25),
];
/// Column of the divider on wide screens.
const DIVIDER: u16 = 81;
/// Rows above the list: component, fields, sum, and blanks.
const ABOVE: u16 = 6;
/// Rows below it: the tray, and what is never done.
const BELOW: u16 = 5;
/// Rows of the window that are not the work area.
const CHROME: u16 = 6;

/// Rows of the list in a window of this size, without its header.
pub(super) fn page((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(CHROME + ABOVE + BELOW + 1)).max(1)
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let Some(component) = state.component() else {
        pen.text((2, 0), Role::Dim, text::LOADING);
        return;
    };
    let (left, right) = panes(&mut pen, DIVIDER);
    if let Some(right) = right {
        let beside = state.preview.beside(state.leaf().as_ref(), can_show(*look));
        pane(&mut pen.within(right), &beside);
    }
    let mut pen = pen.within(left);
    pen.text((2, 0), Role::Title, &text::whole(component));
    draw_fields(state, &mut pen);
    let (claim, tally) = state.said();
    let role = if tally.is_right() { Role::Good } else { Role::Bad };
    pen.text((2, 4), role, &words::line(&claim, &tally));
    let height = pen.height().saturating_sub(ABOVE + BELOW);
    let rows = pen.rows(ABOVE, height);
    draw_list(state, &mut pen.within(rows));
    draw_tray(state, &mut pen, ABOVE + height);
}

fn draw_fields(state: &State, pen: &mut Pen<'_, '_>) {
    let here = |field| state.focus == field;
    let label = |field| if here(field) { Role::Focus } else { Role::Label };
    pen.gutter(2, !here(Field::List), Mark::None);
    let at = pen.text((2, 2), label(Field::Sheets), text::SHEETS_LABEL) + 2;
    let at = draw_line(pen, (at, 2), 5, (&state.sheets, here(Field::Sheets))) + 4;
    let at = pen.text((at, 2), label(Field::Sides), text::SIDES_LABEL) + 2;
    if here(Field::Sides) {
        pen.cursor((at, 2));
    }
    let at = pen.text((at, 2), Role::Field, &format!("{:<6}", state.sides.shown())) + 4;
    if state.is_unsaid() {
        pen.text((at, 2), Role::Offer, text::COUNT_IN_HAND);
    } else if state.guessed && state.claim.sheets > 0 {
        pen.text((at, 2), Role::Dim, text::GUESSED);
    } else if !state.claim.noted.is_empty() {
        pen.pieces(
            (at, 2),
            &[
                (Role::Label, text::NOTES_LABEL),
                (Role::Text, &text::notes(state.claim.noted.len())),
            ],
        );
    }
}

fn draw_list(state: &State, pen: &mut Pen<'_, '_>) {
    let view = TableView {
        columns: &COLUMNS,
        table: &state.table,
        focus: if state.focus == Field::List {
            Focus::Here
        } else {
            Focus::Away
        },
    };
    table::draw(pen, &view, |at| {
        let Some(row) = state.table.rows().get(at) else {
            return table::Row::default();
        };
        let page = state.place(*row).and_then(|place| state.pages.get(place));
        match (row, page) {
            (Row::Slot(slot), None) => absent(state, *slot),
            (Row::Slot(slot), Some(page)) => present(state, (*slot, page), false),
            (Row::Extra(_), Some(page)) => present(state, (page.slot(), page), !state.is_unsaid()),
            (Row::Extra(_), None) => table::Row::default(),
        }
    });
}

fn absent(state: &State, slot: Slot) -> table::Row<'static> {
    table::Row {
        mark: Mark::Wrong,
        cells: vec![
            words::mark(slot).into(),
            words::sheet(&state.claim, slot).into(),
            "—".into(),
            "".into(),
            "".into(),
            Cell::of(Role::Bad, text::missing(slot)),
        ],
    }
}

fn present<'a>(state: &State, (slot, page): (Slot, &'a Page), extra: bool) -> table::Row<'a> {
    table::Row {
        mark: if extra { Mark::Wrong } else { Mark::None },
        cells: vec![
            words::mark(slot).into(),
            words::sheet(&state.claim, slot).into(),
            text::image(page).into(),
            text::dpi(page).into(),
            text::pixels(page).into(),
            Cell::of(
                if extra { Role::Bad } else { Role::Text },
                text::remark(page, (extra, state.flags(page))),
            ),
        ],
    }
}

fn draw_tray(state: &State, pen: &mut Pen<'_, '_>, from: u16) {
    let waiting = state.waiting();
    let candidates = state.candidates().len();
    let others = (candidates - waiting.len(), state.of_others());
    pen.text((2, from + 1), Role::Text, &text::waiting(&waiting, others));
    let pointed = state.table.pointed().filter(|_| state.focus == Field::List);
    let there = pointed.and_then(|row| state.pages.get(state.place(*row)?));
    let hint = match (pointed, there, waiting.first()) {
        (_, Some(page), _) => Some(text::on_page(page)),
        (Some(Row::Slot(slot)), None, Some(next)) => Some(text::place(&next.page, *slot, candidates)),
        _ => None,
    };
    if let Some(hint) = hint {
        pen.text((4, from + 2), Role::Offer, &hint);
    }
    pen.text((2, from + 4), Role::Dim, text::KEPT);
}
