//! Draws the palette: field, list, what is not possible and why.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Row, State, WINDOW, text};
use crate::domain::text::field;
use crate::ui::measure::{cut, width};
use crate::ui::widgets::field_row::draw_line;
use crate::ui::widgets::table::count_line;
use crate::ui::{Look, Pen, Role, dialog};

const GROUPS: u16 = 40;
const KEYS: u16 = 61;
const HEIGHT: u16 = 13;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let inside = dialog::open(&mut pen, text::TITLE, HEIGHT);
    let mut pen = pen.within(inside);
    let (label, line) = match &state.kho {
        Some(line) => (field("holder_no"), line),
        None => (text::FIELD, &state.search),
    };
    let end = pen.text((0, 0), Role::Focus, label);
    draw_line(
        &mut pen,
        (end + 2, 0),
        45_u16.saturating_sub(width(label)),
        (line, true),
    );
    if state.kho.is_some() {
        return;
    }
    let window = state.rows.window(WINDOW);
    let more = window.end < state.rows.rows().len();
    for (row, at) in (2..).zip(window) {
        if let Some(content) = state.rows.rows().get(at) {
            draw_row(state, &mut pen, (row, at, *content));
        }
    }
    count_line(&mut pen, HEIGHT - 1, &text::rows(state.items.len()), more);
}

fn draw_row(state: &State, pen: &mut Pen<'_, '_>, (row, at, content): (u16, usize, Row)) {
    match content {
        Row::Reason(item) => {
            let why = state.items.get(item).and_then(|it| it.why_not.as_deref());
            pen.text((5, row), Role::Dim, why.unwrap_or_default());
        }
        Row::Item(item) => {
            let Some(item) = state.items.get(item) else { return };
            let barred = item.why_not.is_some();
            let number = match at {
                _ if barred => "-".to_owned(),
                0..9 => (at + 1).to_string(),
                _ => String::new(),
            };
            let role = if barred { Role::Dim } else { Role::Text };
            let group = if barred { text::NOT_POSSIBLE } else { item.group };
            pen.text((2, row), Role::Key, &number);
            pen.text((5, row), role, &cut(&item.label, GROUPS - 6));
            pen.text((GROUPS, row), Role::Dim, group);
            pen.text((KEYS, row), Role::Key, &item.key);
            if at == state.rows.at() {
                pen.text((0, row), Role::Key, "▸");
                let whole = 0..pen.width();
                pen.shade(row, whole, Role::Select);
            }
        }
    }
}
