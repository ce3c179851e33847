//! Draws the days one by one between reception and promise.

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::rows::{DuePreview, DueStep};
use crate::domain::say;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::{Look, Pen, Role};

/// Days shown at once.
pub(super) const DAYS: usize = 9;

const LABELS: u16 = 16;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let Some(due) = &state.due else { return };
    let received = say::promise(due.received_at.local());
    let head = [
        Fact::new(text::RECEIVED, received),
        Fact::new(text::LIMIT, due.limit.clone()),
    ];
    let row = facts::draw(&mut pen, 0, LABELS, &head) + 1;
    let shown = due.steps.iter().skip(state.top).take(DAYS);
    for (place, step) in (row..).zip(shown) {
        draw_day(&mut pen, place, step);
    }
    let foot = row + u16::try_from(due.steps.len().min(DAYS)).unwrap_or(0) + 1;
    facts::draw(&mut pen, foot, LABELS, &foot_facts(due));
}

fn draw_day(pen: &mut Pen<'_, '_>, row: u16, step: &DueStep) {
    let counts = step.counts;
    pen.text((2, row), Role::Text, say::weekday(step.date));
    pen.text(
        (12, row),
        Role::Text,
        &format!(
            "{:02}/{:02}/{}",
            step.date.day(),
            step.date.month(),
            step.date.year()
        ),
    );
    pen.text((26, row), if counts { Role::Text } else { Role::Dim }, &step.text);
}

fn foot_facts(due: &DuePreview) -> [Fact<'static>; 3] {
    let promise = due
        .due_at
        .map_or_else(|| text::NO_DUE.to_owned(), |at| say::promise(at.local()));
    [
        Fact::new(text::DUE, promise),
        Fact::new(text::HOURS, due.hours.clone()),
        Fact::new(text::BASIS, text::BASIS_VALUE),
    ]
}
