//! Draws the return: the result, who takes it, and what F2 will do.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Field, State, is_owner, is_returned, outcomes, receiver, text};
use crate::domain::fee::{sums, text as words};
use crate::domain::rows::DossierView;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::{Look, Mark, Pen, Role, layout};

/// Width of the labels.
const LABELS: u16 = 19;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, layout::form_area(area));
    let Some(view) = state.view.as_deref() else {
        return;
    };
    let row = facts::draw(&mut pen, 0, LABELS, &about(view)) + 1;
    if is_returned(state) {
        facts::draw(&mut pen, row, LABELS, &taken(view));
        return;
    }
    let row = form(state, &mut pen, row) + 1;
    let papers = outcomes(view).count();
    let go = state.form.focus() == Field::Go;
    pen.gutter(row, go, Mark::None);
    if go {
        pen.cursor((2, row));
    }
    pen.text((2, row), if go { Role::Focus } else { Role::Text }, text::WHEN_F2);
    let who = receiver(state, view).receiver_name;
    for (place, line) in (row + 1..).zip(text::will(view, &who, papers)) {
        pen.text((4, place), Role::Text, &line);
    }
}

fn about(view: &DossierView) -> Vec<Fact<'static>> {
    let mut facts = Vec::new();
    for outcome in outcomes(view).take(3) {
        facts.push(Fact::new(text::OUTCOME, outcome.name.clone()));
        facts.push(Fact::new("", text::outcome(outcome)));
    }
    facts.extend(
        view.no_product_reason
            .clone()
            .map(|reason| Fact::new(text::NO_PRODUCT, reason)),
    );
    if !view.fees.is_empty() {
        let sums = sums(&view.fees);
        let role = if sums.due > 0 { Role::Warn } else { Role::Text };
        facts.push(Fact::new(text::FEES, words::sums(sums)).role(role));
    }
    facts.extend(
        view.cabinet
            .clone()
            .map(|cabinet| Fact::new(text::PAPER, cabinet)),
    );
    facts
}

fn taken(view: &DossierView) -> Vec<Fact<'static>> {
    let Some(receiver) = &view.receiver else {
        return Vec::new();
    };
    let mut facts = vec![
        Fact::new(text::NAME, receiver.receiver_name.clone()),
        Fact::new(text::NUMBER, receiver.receiver_no.clone()),
    ];
    facts.extend(
        receiver
            .receiver_basis
            .clone()
            .map(|basis| Fact::new(text::BASIS, basis)),
    );
    facts.push(Fact::new(text::WAY, text::way(view.return_way)));
    facts
}

fn form(state: &State, pen: &mut Pen<'_, '_>, from: u16) -> u16 {
    let at = |field| state.form.focus() == field;
    let who = FieldRow::new(text::WHO, Value::Choice(&state.who));
    let mut rows = vec![
        who.required()
            .extent(24)
            .note(text::SPACE)
            .focused(at(Field::Who)),
    ];
    if let (true, Some(view)) = (is_owner(state), state.view.as_deref()) {
        rows.push(FieldRow::new(
            text::NAME,
            Value::Fixed(view.holder.display_name()),
        ));
        rows.push(FieldRow::new(text::NUMBER, Value::Fixed(&view.holder.holder_no)));
    } else {
        let name = FieldRow::new(text::NAME, Value::Line(&state.name));
        rows.push(name.required().extent(30).focused(at(Field::Name)));
        let number = FieldRow::new(text::NUMBER, Value::Line(&state.number));
        rows.push(number.required().extent(14).focused(at(Field::Number)));
        let basis = FieldRow::new(text::BASIS, Value::Line(&state.basis));
        rows.push(basis.required().extent(42).focused(at(Field::Basis)));
    }
    let way = FieldRow::new(text::WAY, Value::Choice(&state.way));
    rows.push(
        way.required()
            .extent(24)
            .note(text::SPACE)
            .focused(at(Field::Way)),
    );
    let mut place = from;
    for row in rows {
        row.draw(pen, place, LABELS);
        place += 1;
    }
    place
}
