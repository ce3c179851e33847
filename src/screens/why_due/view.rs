//! Draws the days one by one between reception and promise.

use chrono::Datelike;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::rows::{DuePreview, DueStep};
use crate::domain::say;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::{Look, Pen, Role};

/// Lines for the days and for what changed the promise since.
const ROOM: usize = 9;
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
    let received = say::promise(due.received_at.local());
    let head = [
        Fact::new(text::RECEIVED, received),
        Fact::new(text::LIMIT, due.limit.clone()),
    ];
    let row = facts::draw(&mut pen, 0, LABELS, &head) + 1;
    let shown = due.steps.iter().skip(state.top).take(days(due));
    for (place, step) in (row..).zip(shown) {
        draw_day(&mut pen, place, step);
    }
    let foot = row + u16::try_from(due.steps.len().min(days(due))).unwrap_or(0) + 1;
    let mut list = since(due);
    list.extend(foot_facts(due));
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
    let since = &due.since;
    let mut list: Vec<Fact<'static>> = Vec::new();
    let label = |at: usize| if at == 0 { text::PAUSES } else { "" };
    let pauses = since.pauses.iter().enumerate();
    list.extend(pauses.map(|(at, pause)| Fact::new(label(at), pause.clone())));
    let promised = since.promised_at.map(|at| say::promise(at.local()));
    list.extend(promised.map(|at| Fact::new(text::PROMISED, at)));
    let other = since.other.as_ref();
    list.extend(other.map(|(how, at)| {
        let words = format!("{} ({how})", say::promise(at.local()));
        Fact::new(text::OTHER, words).role(Role::Dim)
    }));
    list
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
