//! Draws the days one by one between reception and promise.

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::rows::{DuePreview, DueStep};
use crate::domain::say;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::{Look, MORE, Pen, Role};

/// Lines for the days and for what changed the promise since.
const ROOM: usize = 11;
/// Days are never fewer than this.
const FEWEST: usize = 3;

/// Days shown at once: what changed the promise takes its lines from them.
pub(super) fn days(due: &DuePreview) -> usize {
    ROOM.saturating_sub(since(due).len()).max(FEWEST)
}

const LABELS: u16 = 16;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    let Some(due) = &state.due else { return };
    let head: Vec<Fact<'_>> = text::words::why_head(due).into_iter().map(said).collect();
    let row = facts::draw(&mut pen, 0, LABELS, &head) + 1;
    let shown = due.steps.iter().skip(state.top).take(days(due));
    for (place, step) in (row..).zip(shown) {
        draw_day(&mut pen, place, step);
    }
    if state.top + days(due) < due.steps.len() {
        pen.text((26, row + u16::try_from(days(due)).unwrap_or(0)), Role::Dim, MORE);
    }
    let foot = row + u16::try_from(due.steps.len().min(days(due))).unwrap_or(0) + 1;
    let mut list = since(due);
    list.extend(text::words::why_foot(due).into_iter().map(said));
    facts::draw(&mut pen, foot, LABELS, &list);
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

/// Pauses, the promise in force and the other reading; nothing where nothing changed.
fn since(due: &DuePreview) -> Vec<Fact<'static>> {
    let mut list: Vec<Fact<'static>> = text::words::why_since(due).into_iter().map(said).collect();
    list.extend(text::words::why_other(due).map(|other| said(other).role(Role::Dim)));
    list
}

fn said((label, value): (&'static str, String)) -> Fact<'static> {
    Fact::new(label, value)
}
