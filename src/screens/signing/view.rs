//! Draws what is signed, with which key, the PIN field, and how each paper stands.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, Work, text};
use crate::domain::signing::PinEntry;
use crate::ui::measure::cut;
use crate::ui::widgets::field_row::draw_line;
use crate::ui::{Look, Pen, Role, dialog};

/// Where values begin.
const VALUES: u16 = 15;
const PIN_WIDTH: u16 = 20;
const MOST_PAPERS: usize = 6;
const NAMES: u16 = 34;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let papers = window(state);
    let rows = 7 + u16::try_from(papers.len()).unwrap_or(u16::MAX);
    let inside = dialog::open(&mut pen, text::TITLE, rows);
    let mut pen = pen.within(inside);
    let titles: Vec<&str> = state.items.iter().map(|item| item.title.as_str()).collect();
    field(&mut pen, 0, (text::WHAT, &text::what(&titles)));
    if let Some(key) = state.key() {
        let device = format!("{}{}", key.device, text::place(state.at, state.keys.len()));
        field(&mut pen, 1, (text::DEVICE, &device));
        field(
            &mut pen,
            2,
            (text::CERTIFICATE, &text::certificate(key, state.today)),
        );
        if key.pin == PinEntry::Typed {
            pen.text((2, 4), Role::Label, text::PIN);
            let typing = state.work == Work::Ready;
            draw_line(&mut pen, (VALUES, 4), PIN_WIDTH, (&state.pin, typing));
            pen.text((VALUES + PIN_WIDTH + 2, 4), Role::Bad, text::tries(key.tries));
        }
    }
    let signing = matches!(state.work, Work::Signing { .. });
    if signing {
        let said = text::progress(state.signed, state.items.len());
        pen.text((2, 5), Role::Text, &said);
    }
    for (row, at) in (7..).zip(papers) {
        let Some(item) = state.items.get(at) else { continue };
        let (sign, role, standing) = if at < state.signed {
            ("✓", Role::Good, text::DONE)
        } else if at == state.signed && signing {
            ("·", Role::Text, text::NOW)
        } else {
            ("·", Role::Dim, text::NOT_SIGNED)
        };
        pen.text((2, row), role, sign);
        pen.text((4, row), Role::Text, &cut(&item.title, NAMES));
        pen.text((4 + NAMES + 1, row), role, standing);
    }
}

/// The papers that have room, with the one in hand among them.
fn window(state: &State) -> std::ops::Range<usize> {
    let of = state.items.len();
    let first = state
        .signed
        .saturating_sub(MOST_PAPERS - 1)
        .min(of.saturating_sub(MOST_PAPERS));
    first..of.min(first + MOST_PAPERS)
}

fn field(pen: &mut Pen<'_, '_>, row: u16, (label, value): (&str, &str)) {
    pen.text((2, row), Role::Label, label);
    let room = pen.width().saturating_sub(VALUES);
    pen.text((VALUES, row), Role::Text, &cut(value, room));
}
