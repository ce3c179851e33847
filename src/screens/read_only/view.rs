//! Draws why the desk may only be looked at, and the ways on.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::text::refusal;
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, Role, layout};

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, layout::form_area(area));
    pen.text((2, 4), Role::Focus, text::TITLE);
    let row = pen.lines((2, 6), Role::Text, &refusal(&state.refusal));
    pen.text((2, row), Role::Text, text::LIMITS);
    let list: Vec<Way<'_>> = (1..)
        .zip(text::WAYS)
        .map(|(number, (label, note))| Way::new(number.to_string(), label).note(note))
        .collect();
    ways::draw(&mut pen, row + 2, &list, (Some((state.at, Focus::Here)), 20));
}
