//! Draws the work area of Home: the search field, and below it either what was found or what waits.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Focus, Half, State, hits_view, month, pane_view, text};
use crate::domain::query::Queue;
use crate::domain::rows::DossierRow;
use crate::domain::say;
use crate::screens::text::{deadline, is_late, short_code};
use crate::ui::measure::{pad, width};
use crate::ui::widgets::field_row::draw_line;
use crate::ui::widgets::table::Focus as Pointer;
use crate::ui::{Look, Mark, Pen, Role, layout};

/// Where the left column ends, and where its counts end.
const LEFT: u16 = 38;
const COUNTS: u16 = 34;
/// Where Đang dở begins beside the queues.
const RIGHT: u16 = 40;
/// A copy older than this is said louder.
const OLD_COPY_DAYS: i64 = 7;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let (left, right) = layout::panes(&mut pen, RIGHT);
    match right {
        Some(right) => wide(state, &mut pen, (left, right)),
        None => narrow(state, &mut pen),
    }
}

fn narrow(state: &State, pen: &mut Pen<'_, '_>) {
    let extent = pen.width().saturating_sub(11);
    search(state, pen, (extent, text::FIND_WHAT));
    if state.is_searching() {
        let rows = pen.rows(3, pen.height().saturating_sub(3));
        hits_view::draw(state, &mut pen.within(rows));
        return;
    }
    let block = pen.block((0, 3), (LEFT, 11));
    queues(state, &mut pen.within(block));
    let block = pen.block((RIGHT, 3), (39, 11));
    let mut beside = pen.within(block);
    half_done(state, &mut beside, (0, 0, 3));
    month_now(state, &mut beside, (0, 5));
    copies(state, &mut beside, 9);
    let rows = pen.rows(15, pen.height().saturating_sub(15));
    nearest(state, &mut pen.within(rows));
}

fn wide(state: &State, pen: &mut Pen<'_, '_>, (left, right): (Rect, Rect)) {
    let mut beside = pen.within(left);
    search(state, &mut beside, (29, text::FIND_SHORT));
    let block = beside.block((0, 3), (LEFT, 11));
    queues(state, &mut beside.within(block));
    let block = beside.block((0, 14), (LEFT, 14));
    let mut lower = beside.within(block);
    half_done(state, &mut lower, (2, 0, 6));
    month_now(state, &mut lower, (2, 8));
    copies(state, &mut lower, 12);
    let mut pen = pen.within(right);
    if state.is_searching() {
        hits_view::draw(state, &mut pen);
        return;
    }
    let end = pane_view::draw(state, &mut pen);
    let rows = pen.rows(end + 1, pen.height().saturating_sub(end + 1));
    nearest(state, &mut pen.within(rows));
}

fn search(state: &State, pen: &mut Pen<'_, '_>, (extent, what): (u16, &str)) {
    let focused = state.focus == Focus::Search;
    pen.text(
        (2, 0),
        if focused { Role::Focus } else { Role::Label },
        text::FIND,
    );
    draw_line(pen, (7, 0), extent, (&state.search, focused));
    pen.text((7, 1), Role::Dim, what);
}

fn queues(state: &State, pen: &mut Pen<'_, '_>) {
    let heading = if state.whole_unit {
        text::WORK_OF_UNIT
    } else {
        text::WORK
    };
    pen.text((2, 0), Role::Label, heading);
    let searching = state.is_searching();
    let pointer = match state.focus {
        Focus::Search if searching => Pointer::Nowhere,
        Focus::Search => Pointer::Search,
        Focus::Half | Focus::Month | Focus::Pane => Pointer::Away,
    };
    for (row, (at, queue)) in (1..).zip(Queue::ALL.into_iter().enumerate()) {
        queue_row(state, pen, (row, queue));
        if at == state.queues.at() {
            mark_pointed(pen, row, pointer);
        }
    }
}

fn queue_row(state: &State, pen: &mut Pen<'_, '_>, (row, queue): (u16, Queue)) {
    let count = state.count(queue);
    let late = queue == Queue::Overdue && count > 0;
    let role = if late { Role::Bad } else { Role::Text };
    if late {
        pen.gutter(row, false, Mark::Wrong);
    }
    let digit = queue.digit().map(|digit| digit.to_string());
    pen.text((2, row), Role::Key, &digit.unwrap_or_default());
    pen.text((5, row), role, crate::domain::text::queue(queue));
    if state.loaded {
        let role = if count == 0 { Role::Dim } else { role };
        pen.text_before((COUNTS, row), role, &say::count(count.into()));
    }
}

/// As tables mark their pointed row; the hardware cursor stays where the keys go.
fn mark_pointed(pen: &mut Pen<'_, '_>, row: u16, focus: Pointer) {
    let whole = 0..pen.width();
    match focus {
        Pointer::Here | Pointer::Search => {
            pen.text((0, row), Role::Key, "▸");
            pen.shade(row, whole, Role::Select);
        }
        Pointer::Away => {
            pen.text((0, row), Role::Key, "›");
            pen.shade(row, whole, Role::Focus);
        }
        Pointer::Nowhere => {}
    }
    if focus == Pointer::Here {
        pen.cursor((2, row));
    }
}

/// Đang dở from `row` on, with its heading in column `heading`, in at most `most` rows.
fn half_done(state: &State, pen: &mut Pen<'_, '_>, (heading, row, most): (u16, u16, u16)) {
    let count = state.half.rows().len();
    pen.text((heading, row), Role::Label, &text::half_done(count, most.into()));
    if state.half.rows().is_empty() {
        pen.text((2, row + 1), Role::Dim, text::NOTHING_HALF);
        return;
    }
    let window = state.half.window(most.into());
    for (place, at) in (row + 1..).zip(window) {
        let Some(half) = state.half.rows().get(at) else {
            continue;
        };
        half_row(state, pen, (place, *half));
        if at == state.half.at() && state.focus == Focus::Half {
            mark_pointed(pen, place, Pointer::Here);
        }
    }
}

fn half_row(state: &State, pen: &mut Pen<'_, '_>, (row, half): (u16, Half)) {
    let line = match half {
        Half::Tray => Some((text::tray(state.rows.tray), None)),
        Half::Held => Some((text::held(state.rows.held), None)),
        Half::Unsigned => Some((text::unsigned(state.rows.unsigned), None)),
        Half::Device(at) => state.rows.devices.get(at).map(|due| {
            let code = short_code(due.code.as_deref(), &state.unit_code);
            (text::device(&code, due), None)
        }),
        Half::Draft(id) => state
            .draft(id)
            .map(|row| (text::draft(row), Some(row.updated_at))),
        Half::Unprinted(id) => state.unprinted(id).map(|row| {
            let code = short_code(row.code.as_deref(), &state.unit_code);
            (text::unprinted(&code, row), row.received_at)
        }),
    };
    let Some((line, at)) = line else { return };
    let when = at.map(|at| text::when(at, state.now)).unwrap_or_default();
    let edge = pen.width();
    let room = edge.saturating_sub(3 + width(&when));
    pen.text((2, row), Role::Text, &pad(&line, room.saturating_sub(1)));
    pen.text_before((edge, row), Role::Dim, &when);
}

/// This month's ratios, and who would lift them.
fn month_now(state: &State, pen: &mut Pen<'_, '_>, (heading, row): (u16, u16)) {
    let Some(read) = &state.month.read else { return };
    let title = text::month(read, month::is_rehearsed(state));
    pen.text((heading, row), Role::Label, &title);
    pen.text((2, row + 1), Role::Text, &text::ratios(read));
    pen.text((2, row + 2), Role::Text, &text::lift(read));
    if state.focus == Focus::Month {
        let pointed = row + 1 + u16::from(state.month.on_dossiers);
        mark_pointed(pen, pointed, Pointer::Here);
    }
}

/// When copies of the data were made, from `row` on.
fn copies(state: &State, pen: &mut Pen<'_, '_>, row: u16) {
    if !state.loaded {
        return;
    }
    let lines = [
        (text::COPY_ELSEWHERE, state.rows.backup_elsewhere),
        (text::COPY_HERE, state.rows.backup_here),
    ];
    for (place, (label, at)) in (row..).zip(lines) {
        let old = at.is_none_or(|at| (state.now.date() - at.date()).num_days() >= OLD_COPY_DAYS);
        let words = at.map_or_else(|| text::NEVER.to_owned(), |at| text::age(at, state.now));
        pen.text((2, place), Role::Text, label);
        pen.text((18, place), if old { Role::Warn } else { Role::Text }, &words);
        if old {
            pen.gutter(place, false, Mark::Check);
        }
    }
}

fn nearest(state: &State, pen: &mut Pen<'_, '_>) {
    if !state.loaded || pen.height() < 2 {
        return;
    }
    pen.text((2, 0), Role::Label, text::NEAREST);
    if state.rows.nearest.is_empty() {
        pen.text((2, 1), Role::Dim, text::NO_PROMISES);
    }
    for (row, dossier) in (1..pen.height()).zip(&state.rows.nearest) {
        nearest_row(state, pen, (row, dossier));
    }
}

fn nearest_row(state: &State, pen: &mut Pen<'_, '_>, (row, dossier): (u16, &DossierRow)) {
    const PACE: u16 = 12;
    let code = short_code(dossier.code.as_deref(), &state.unit_code);
    let about = pen.width().saturating_sub(32 + PACE + 1);
    let late = is_late(dossier);
    if late {
        pen.gutter(row, false, Mark::Wrong);
    }
    pen.text((2, row), Role::Text, &pad(&code, 11));
    pen.text((14, row), Role::Text, &pad(&dossier.holder_name, 16));
    pen.text((31, row), Role::Text, &pad(&dossier.procedure_name, about));
    let role = if late { Role::Bad } else { Role::Text };
    pen.text((32 + about, row), role, &deadline(dossier));
}
