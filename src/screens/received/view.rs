//! Draws the work area.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Receipt, State, text};
use crate::domain::ids::FormId;
use crate::domain::rows::DossierView;
use crate::domain::say;
use crate::ui::layout::form_area;
use crate::ui::measure::pad;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, Role};

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, form_area(area));
    pen.text((2, 1), Role::Good, text::ACCEPTED);
    let Some(view) = &state.view else { return };
    draw_facts(view, &mut pen);
    draw_work(state, view, &mut pen);
    pen.text((2, 12), Role::Text, text::NEXT);
    let labels = text::ways(&view.row.holder_name);
    let ways: Vec<Way<'_>> = (1..)
        .zip(&labels)
        .map(|(number, label)| Way::new(number.to_string(), label.as_str()))
        .collect();
    ways::draw(&mut pen, 13, &ways, (Some((state.way, Focus::Here)), 29));
}

fn draw_facts(view: &DossierView, pen: &mut Pen<'_, '_>) {
    let due = view.row.promised_at.or(view.row.due_at);
    let due = due.map_or_else(|| text::NO_PROMISE.to_owned(), |at| say::promise(at.local()));
    let list = [
        Fact::new(text::CODE, view.row.code.clone().unwrap_or_default()).role(Role::Focus),
        Fact::new(text::PROMISE, due).role(Role::Focus),
        Fact::new("", ""),
        Fact::new(text::HOLDER, view.row.holder_name.clone()),
        Fact::new(text::PROCEDURE, view.row.procedure_name.clone()),
    ];
    let block = pen.block((4, 3), (pen.width() - 4, 5));
    facts::draw(&mut pen.within(block), 0, 13, &list);
}

/// Receipt, digitising, next step: what is done and which key does the rest.
fn is_signed(view: &DossierView, form: FormId) -> bool {
    let mut forms = view.forms.iter();
    forms.any(|it| it.id == form && it.signed.is_some())
}

fn draw_work(state: &State, view: &DossierView, pen: &mut Pen<'_, '_>) {
    let (role, sign, words, key) = match state.receipt {
        Receipt::Making => (Role::Text, "·", text::MAKING, ""),
        Receipt::Made(form) if is_signed(view, form) => (Role::Good, "✓", text::SIGNED, text::SIGNED_KEY),
        Receipt::Made(_) => (Role::Good, "✓", text::MADE, text::MADE_KEYS),
        Receipt::Failed => (Role::Bad, "!", text::NOT_MADE, text::AGAIN_KEY),
    };
    draw_line(pen, 9, (role, sign), [text::RECEIPT, words, key]);
    let counts = view.row.digitised;
    let (role, sign) = if counts.have < counts.need {
        (Role::Bad, "!")
    } else {
        (Role::Good, "✓")
    };
    let digitised = text::digitised(view);
    draw_line(
        pen,
        10,
        (role, sign),
        [text::DIGITISED, &digitised, text::FILES_KEY],
    );
    let (mark, next, key) = match state.moved_to() {
        Some(step) => ((Role::Good, "✓"), text::moved_to(step), ""),
        None => (
            (Role::Text, "·"),
            text::next_step(state.flow.as_ref()),
            text::FORWARD_KEY,
        ),
    };
    draw_line(pen, 11, mark, [text::FORWARD, &next, key]);
}

fn draw_line(pen: &mut Pen<'_, '_>, row: u16, (role, sign): (Role, &str), [label, words, key]: [&str; 3]) {
    pen.text((2, row), role, sign);
    pen.text((4, row), Role::Text, &pad(label, 29));
    pen.text((34, row), Role::Text, &pad(words, 30));
    pen.text((66, row), Role::Key, key);
}
