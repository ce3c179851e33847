//! Draws what is signed, with which key, how it looks, the PIN field, and how each paper stands.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::look::Stop;
use super::{Item, Standing, State, Work, text};
use crate::domain::signing::PinEntry;
use crate::ui::measure::cut;
use crate::ui::widgets::field_row::draw_line;
use crate::ui::{Look, Pen, Role, dialog};

/// Where values begin.
const VALUES: u16 = 15;
const PIN_WIDTH: u16 = 20;
const NUMBER_WIDTH: u16 = 30;
const PAGE_WIDTH: u16 = 4;
/// Rows inside the dialog.
const MOST_ROWS: u16 = 14;
const MOST_PAPERS: u16 = 6;
const NAMES: u16 = 34;
const BAR: usize = 30;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let stops = state.look.stops();
    // What, device, certificate, a blank row, the stops, progress, a blank row.
    let above = 6 + u16::try_from(stops.len()).unwrap_or(1);
    let papers = window(state, MOST_PAPERS.min(MOST_ROWS - above));
    let rows = above + u16::try_from(papers.len()).unwrap_or(u16::MAX);
    let inside = dialog::open(&mut pen, text::TITLE, rows);
    let mut pen = pen.within(inside);
    key(state, &mut pen);
    for (row, stop) in (4..).zip(&stops) {
        draw_stop(state, &mut pen, (row, *stop), stops.len() > 1);
    }
    if let Work::Signing(_) = state.work {
        let (done, of) = (passed(state), state.items.len());
        let bar = text::bar(done, of, BAR);
        let said = format!("{}  {bar} {}", text::progress(done, of), text::percent(done, of));
        pen.text((2, above - 2), Role::Text, &said);
    }
    for (row, at) in (above..).zip(papers) {
        paper(state, &mut pen, (row, at));
    }
}

/// What is signed and with which key.
fn key(state: &State, pen: &mut Pen<'_, '_>) {
    let titles: Vec<&str> = state.items.iter().map(|item| item.paper.title.as_str()).collect();
    field(pen, 0, (text::WHAT, &text::what(&titles)));
    let Some(key) = state.key() else { return };
    let device = format!("{}{}", key.device, text::place(state.at, state.keys.len()));
    field(pen, 1, (text::DEVICE, &device));
    field(pen, 2, (text::CERTIFICATE, &text::certificate(key, state.today)));
}

fn draw_stop(state: &State, pen: &mut Pen<'_, '_>, (row, stop): (u16, Stop), are_several: bool) {
    let here = state.work == Work::Ready && state.look.stop == stop;
    if here && are_several {
        pen.text((0, row), Role::Key, "▸");
    }
    match stop {
        Stop::Pin => pin(state, pen, (row, here)),
        Stop::Profile => {
            let title = state.look.choice().map_or("", |choice| choice.title.as_str());
            field(pen, row, (text::LOOK, title));
        }
        Stop::Place => field(pen, row, (text::PLACE, text::ninth(state.look.place()))),
        Stop::Page => {
            pen.text((2, row), Role::Label, text::PAGE);
            let after = draw_line(pen, (VALUES, row), PAGE_WIDTH, (&state.look.page, here));
            pen.text((after + 2, row), Role::Dim, text::LAST_PAGE);
        }
        Stop::Number => {
            pen.text((2, row), Role::Label, text::NUMBER);
            draw_line(pen, (VALUES, row), NUMBER_WIDTH, (&state.look.number, here));
        }
    }
}

fn pin(state: &State, pen: &mut Pen<'_, '_>, (row, here): (u16, bool)) {
    let Some(key) = state.key().filter(|key| key.pin == PinEntry::Typed) else {
        return;
    };
    pen.text((2, row), Role::Label, text::PIN);
    let after = draw_line(pen, (VALUES, row), PIN_WIDTH, (&state.pin, here));
    pen.text((after + 2, row), Role::Bad, text::tries(key.tries));
}

fn paper(state: &State, pen: &mut Pen<'_, '_>, (row, at): (u16, usize)) {
    let Some(item) = state.items.get(at) else { return };
    let now = matches!(state.work, Work::Signing(_)) && at == passed(state);
    let (sign, role, standing) = match &item.standing {
        Standing::Signed => ("✓", Role::Good, text::DONE),
        Standing::Failed(_) => ("✗", Role::Bad, text::FAILED),
        Standing::Passed => ("·", Role::Text, text::PASSED),
        Standing::Waiting if now => ("·", Role::Text, text::NOW),
        Standing::Waiting => ("·", Role::Dim, text::NOT_SIGNED),
    };
    pen.text((2, row), role, sign);
    pen.text((4, row), Role::Text, &cut(&item.paper.title, NAMES));
    pen.text((4 + NAMES + 1, row), role, standing);
}

/// How many papers had their turn.
fn passed(state: &State) -> usize {
    let waits = |item: &Item| matches!(item.standing, Standing::Waiting | Standing::Failed(_));
    let first = state.items.iter().position(waits);
    first.unwrap_or(state.items.len())
}

/// The papers that have room, with the one in hand among them.
fn window(state: &State, most: u16) -> std::ops::Range<usize> {
    let (of, most) = (state.items.len(), usize::from(most));
    let first = passed(state)
        .saturating_sub(most.saturating_sub(1))
        .min(of.saturating_sub(most));
    first..of.min(first + most)
}

fn field(pen: &mut Pen<'_, '_>, row: u16, (label, value): (&str, &str)) {
    pen.text((2, row), Role::Label, label);
    let room = pen.width().saturating_sub(VALUES);
    pen.text((VALUES, row), Role::Text, &cut(value, room));
}
