//! Draws the line of sections and, below it, the one that is shown.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Shown, State, cases_view, lists_view, punctual_view, text, trend_view};
use crate::domain::numbers::{Section, Told};
use crate::ui::{Look, Pen, Role};

/// Rows of the window that are not the work area.
const CHROME: u16 = 6;
/// Rows that the line of sections takes, with the blank one below it.
const TOP: u16 = 2;

/// Rows of the section's list in a window of this size.
pub(super) fn page((_, rows): (u16, u16), section: Section) -> usize {
    let foot = match section {
        Section::Punctual => punctual_view::FOOT,
        Section::Index766 => lists_view::INDEX_FOOT,
        Section::Trend => trend_view::FOOT,
        Section::Expiring | Section::Idle => lists_view::FOOT,
        Section::Rehearsal => lists_view::REHEARSAL_TOP + lists_view::FOOT,
    };
    usize::from(rows.saturating_sub(CHROME + TOP + 1 + foot))
}

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, area);
    if let Some(behind) = &state.behind {
        cases_view::draw(behind, &state.unit, &mut pen);
        return;
    }
    sections(state, &mut pen);
    let rows = pen.rows(TOP, pen.height().saturating_sub(TOP));
    let mut pen = pen.within(rows);
    match &state.shown {
        Shown::Nothing | Shown::Told(Told::Cases(_)) => {}
        Shown::Trend(months) => trend_view::draw(state, months, &mut pen),
        Shown::Told(Told::Punctual(table)) => punctual_view::draw(state, table, &mut pen),
        Shown::Told(Told::Index766(estimate)) => lists_view::index(state, estimate, &mut pen),
        Shown::Told(Told::Rehearsal(rehearsal)) => lists_view::rehearsal(state, rehearsal, &mut pen),
        Shown::Told(Told::Expiring(list)) => lists_view::expiring(state, list, &mut pen),
        Shown::Told(Told::Idle(list)) => lists_view::idle(state, list, &mut pen),
    }
}

/// `Xem  [1 Đúng hạn]  2 QĐ 766  …`: the section that is shown stands in brackets.
fn sections(state: &State, pen: &mut Pen<'_, '_>) {
    let mut column = pen.text((2, 0), Role::Label, text::SEE) + 2;
    for (number, section) in (1..).zip(Section::ALL) {
        let number: u8 = number;
        let (digit, word) = (number.to_string(), text::section(*section));
        column = if *section == state.section {
            pen.text((column, 0), Role::Focus, &format!("[{digit} {word}]")) + 1
        } else {
            pen.pieces(
                (column + 1, 0),
                &[(Role::Key, &digit), (Role::Text, " "), (Role::Text, word)],
            ) + 1
        };
    }
}
