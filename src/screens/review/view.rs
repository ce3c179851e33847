//! Draws the work area.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, text};
use crate::domain::draft::{Draft, DraftComponent};
use crate::ui::layout::form_area;
use crate::ui::measure::{pad, with_numbers};
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::table::{Focus, Tick};
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Mark, Pen, Role};

const LABELS: u16 = 13;
/// Where the second fact of a row begins.
const SECOND: u16 = 41;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, form_area(area));
    let Some(draft) = &state.draft else { return };
    let row = draw_facts(state, draft, &mut pen) + 1;
    if state.lacking().is_empty() {
        draw_complete(state, draft, &mut pen, row);
    } else {
        draw_lacking(state, &mut pen, row);
    }
}

fn draw_facts(state: &State, draft: &Draft, pen: &mut Pen<'_, '_>) -> u16 {
    let picked = draft.procedure.as_ref();
    let procedure = picked
        .map(|it| format!("{}  {}", it.code, it.name))
        .unwrap_or_default();
    let [name, numbers] = text::holder(draft);
    let holder = with_numbers(&name, &numbers, pen.width().saturating_sub(LABELS + 3));
    let labels = std::iter::once(text::HOLDER).chain(std::iter::repeat(""));
    let mut list: Vec<Fact<'_>> = labels
        .zip(holder)
        .map(|(label, value)| Fact::new(label, value))
        .collect();
    let below = u16::try_from(list.len()).unwrap_or(1);
    list.extend([
        Fact::new("", draft.holder.address.address_text.clone()),
        Fact::new(text::PROCEDURE, procedure),
        Fact::new(text::ACCOUNT, text::account(draft)),
        Fact::new(text::PAPERS, text::papers(draft)),
        Fact::new(text::PROMISE, text::promise(state.due.as_ref())),
    ]);
    if let Some(back) = &draft.backfill {
        let words = text::backfill(back.received_at.local(), &back.reason);
        list.push(Fact::new(text::BACKFILL, words).role(Role::Warn));
    }
    let end = facts::draw(pen, 0, LABELS, &list);
    let second = [
        (below + 2, text::BEARER, text::bearer(draft)),
        (below + 3, text::FEES, text::fees(draft, state.stated.as_deref())),
    ];
    for (row, label, value) in second {
        pen.text((SECOND, row), Role::Label, label);
        pen.text((SECOND + LABELS, row), Role::Text, &value);
    }
    end
}

fn draw_complete(state: &State, draft: &Draft, pen: &mut Pen<'_, '_>, row: u16) {
    let row = draw_verdict(state, draft, pen, row);
    pen.text((2, row + 2), Role::Text, text::COMPONENTS);
    let room = pen.height().saturating_sub(row + 6);
    let count = u16::try_from(draft.components.len()).unwrap_or(u16::MAX);
    let fitting = if count > room {
        room.saturating_sub(1)
    } else {
        room
    };
    for (place, item) in (row + 3..row + 3 + fitting).zip(&draft.components) {
        draw_component(pen, place, item);
    }
    if count > fitting {
        pen.text((4, row + 3 + fitting), Role::Dim, &text::further(count - fitting));
    }
    let shown = room.min(count);
    draw_commit(pen, row + 4 + shown, text::F2_LINE);
}

/// Whether the papers are complete, and whether a like dossier is open; answers the last row of it.
fn draw_verdict(state: &State, draft: &Draft, pen: &mut Pen<'_, '_>, row: u16) -> u16 {
    let open = draft.components.iter().filter(|item| item.is_undecided()).count();
    let mut lines = match open {
        0 => vec![(Role::Good, text::COMPLETE.to_owned())],
        _ => vec![(Role::Warn, text::undecided(open))],
    };
    match state.duplicates.as_deref().map(text::duplicate) {
        Some(Some(twin)) => lines.push((Role::Warn, twin)),
        Some(None) if open == 0 => lines[0].1 = format!("{} {}", text::COMPLETE, text::NO_TWIN),
        Some(None) => lines.push((Role::Good, text::NO_TWIN.to_owned())),
        None => {}
    }
    for (place, (role, words)) in (row..).zip(&lines) {
        pen.text((2, place), *role, words);
    }
    row + u16::try_from(lines.len()).unwrap_or(1) - 1
}

fn draw_component(pen: &mut Pen<'_, '_>, row: u16, item: &DraftComponent) {
    let tick = match (item.not_applicable, item.received) {
        (true, _) => Tick::Absent,
        (false, true) => Tick::On,
        (false, false) => Tick::Off,
    };
    let copies = if item.not_applicable { 0 } else { item.copies };
    let (name, form) = (pad(&item.name, 33), pad(text::form(item), 11));
    let line = format!("{} {name} {copies:>2} {form} {}", tick.sign(), text::files(item));
    pen.text((4, row), Role::Text, &line);
}

fn draw_commit(pen: &mut Pen<'_, '_>, row: u16, words: &str) {
    pen.text((2, row), Role::Key, words);
    pen.gutter(row, true, Mark::None);
    pen.cursor((2, row));
}

/// What lacks, and the three ways on; the focus is on the one that loses nothing.
fn draw_lacking(state: &State, pen: &mut Pen<'_, '_>, row: u16) {
    let lacking = state.lacking();
    let mut row = row;
    pen.text((2, row), Role::Bad, &text::lacking(lacking.len()));
    row += 1;
    let room = usize::from(pen.height().saturating_sub(row + 7));
    let fitting = if lacking.len() > room {
        room.saturating_sub(1)
    } else {
        room
    };
    for item in lacking.iter().take(fitting) {
        pen.text((2, row), Role::Bad, "!");
        pen.text((4, row), Role::Text, &pad(&item.name, 30));
        pen.text((35, row), Role::Bad, &text::why_lacking(item));
        row += 1;
    }
    if let Some(further) = u16::try_from(lacking.len() - lacking.len().min(fitting))
        .ok()
        .filter(|it| *it > 0)
    {
        pen.text((4, row), Role::Bad, &text::further(further));
        row += 1;
    }
    row += 1;
    pen.text((2, row), Role::Text, text::THREE_WAYS);
    let list = text::ways(lacking.len(), state.asked_before());
    let ways: Vec<Way<'_>> = (1..)
        .zip(&list)
        .map(|(number, (label, note))| Way::new(number.to_string(), *label).note(note.as_str()))
        .collect();
    let noted = state.is_noted();
    let pointed = (!noted).then_some((state.way, Focus::Here));
    let mut row = ways::draw(pen, row + 1, &ways, (pointed, 29));
    if noted {
        row += 1;
        draw_commit(pen, row, text::F2_NOTED);
    }
    let twin = state.duplicates.as_deref().and_then(text::duplicate);
    if let Some(words) = twin {
        pen.text((2, row + 1), Role::Warn, &words);
    }
}
