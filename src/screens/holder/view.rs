//! Draws the work area: one row for each field, scrolled to the focus when they do not fit.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::fields::{Control, Field};
use super::{State, Subject, check, text};
use crate::ui::layout::form_area;
use crate::ui::widgets::field_row::{FieldRow, Value};
use crate::ui::widgets::pick_list;
use crate::ui::{Look, Mark, Pen, Role};

const LABELS: u16 = 30;
/// Where the sex stands in the row of the birth.
const SEX: u16 = 44;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, form_area(area));
    if !state.ready {
        return;
    }
    let rows = rows(state);
    let focus = rows
        .iter()
        .position(|row| row.contains(&state.form.focus()))
        .unwrap_or(0);
    let height = usize::from(pen.height());
    let last = rows.len().saturating_sub(height);
    let from = (focus + 2).saturating_sub(height).min(last);
    for (place, row) in (0..pen.height()).zip(&rows[from..]) {
        for field in row {
            draw(state, &mut pen, (place, *field));
        }
    }
    let place = u16::try_from(focus - from).unwrap_or(0);
    if let Some(Control::Pick(pick)) = state.control(state.form.focus()) {
        pick_list::draw(&mut pen, place + 1, (pick, 9), LABELS);
    }
}

/// The fields by rows; an empty row stands between groups.
fn rows(state: &State) -> Vec<Vec<Field>> {
    let mut rows: Vec<Vec<Field>> = Vec::new();
    for field in Field::ALL
        .into_iter()
        .filter(|field| check::is_visible(state, *field))
    {
        match field {
            Field::Sex => {
                if let Some(row) = rows.last_mut() {
                    row.push(field);
                }
            }
            Field::Province | Field::Bearer => rows.extend([vec![], vec![field]]),
            _ => rows.push(vec![field]),
        }
    }
    rows
}

fn draw(state: &State, pen: &mut Pen<'_, '_>, (row, field): (u16, Field)) {
    let focused = state.form.focus() == field;
    match field {
        Field::More | Field::Go => draw_words(state, pen, (row, field)),
        Field::Sex => draw_sex(state, pen, row),
        _ => draw_field(state, pen, (row, field), focused),
    }
}

fn draw_words(state: &State, pen: &mut Pen<'_, '_>, (row, field): (u16, Field)) {
    let focused = state.form.focus() == field;
    let words = match (field, state.unfolded, state.subject) {
        (Field::More, false, _) => text::MORE,
        (Field::More, true, _) => text::MORE_OPEN,
        (_, _, Subject::Draft) => text::GO,
        (_, _, Subject::Dossier(_)) => text::GO_EDIT,
    };
    pen.text((2, row), if focused { Role::Focus } else { Role::Text }, words);
    pen.gutter(row, focused, Mark::None);
    if focused {
        pen.cursor((2, row));
    }
}

/// In the row of the birth: read together, but typed apart.
fn draw_sex(state: &State, pen: &mut Pen<'_, '_>, row: u16) {
    let focused = state.form.focus() == Field::Sex;
    let Some(Control::Choice(choice)) = state.control(Field::Sex) else {
        return;
    };
    let mark = mark(state, Field::Sex);
    // What is said of the birth stands behind the sex.
    let own = note(state, Field::Sex);
    let note = if own.is_empty() {
        note(state, Field::Born)
    } else {
        own
    };
    let shown = choice.shown();
    let filler = if pen.look().underscores() { "_" } else { " " };
    let extent = filler.repeat(5_usize.saturating_sub(shown.chars().count()));
    let end = pen.text((SEX, row), Role::Field, &format!("{shown}{extent}"));
    pen.text((end + 2, row), mark.role(), &note);
    if focused || mark != Mark::None {
        pen.gutter(row, focused, mark);
    }
    if focused {
        pen.cursor((SEX, row));
    }
}

fn draw_field(state: &State, pen: &mut Pen<'_, '_>, (row, field): (u16, Field), focused: bool) {
    let Some(control) = state.control(field) else {
        return;
    };
    let fixed = field == Field::Number && state.subject == Subject::Draft;
    let words = control.text();
    let value = match control {
        _ if fixed => Value::Fixed(&words),
        Control::Line(line) => Value::Line(line),
        Control::Pick(pick) => Value::Line(pick.line()),
        Control::Date(date) => Value::Date(date),
        Control::Choice(choice) => Value::Choice(choice),
        Control::Plain => Value::Fixed(""),
    };
    let note = if field == Field::Born {
        String::new()
    } else {
        note(state, field)
    };
    let mut line = FieldRow::new(text::label(field, state.is_person()), value)
        .focused(focused)
        .listed(matches!(control, Control::Pick(pick) if pick.is_open()))
        .mark(mark(state, field))
        .note(&note);
    if !fixed {
        line = line.extent(extent(field));
    }
    if check::is_required(state, field) {
        line = line.required();
    }
    line.draw(pen, row, LABELS);
}

fn extent(field: Field) -> u16 {
    match field {
        Field::Kind => 20,
        Field::Number | Field::BearerNo => 14,
        Field::Born | Field::IssuedOn => 10,
        Field::Phone | Field::BearerPhone | Field::Fax => 11,
        Field::Sets => 3,
        Field::Bearer | Field::ReturnWay => 24,
        _ => 30,
    }
}

fn mark(state: &State, field: Field) -> Mark {
    match state.fault(field) {
        Some(fault) if fault.wrong => Mark::Wrong,
        Some(_) => Mark::Check,
        None => Mark::None,
    }
}

/// What is wrong, or where the value comes from.
fn note(state: &State, field: Field) -> String {
    if let Some(fault) = state.fault(field).filter(|it| !it.beside.is_empty()) {
        return fault.beside.clone();
    }
    let words = state.words(field);
    let earlier = state
        .earlier_words(field)
        .filter(|it| !it.is_empty() && *it == words);
    let from = state.earlier.as_ref().and_then(|card| card.holder_from);
    match (field, earlier, from) {
        (_, Some(_), Some(at)) => text::earlier(at),
        (Field::Phone, ..) => state.phone_note.clone().unwrap_or_else(|| {
            let empty = words.is_empty();
            if empty { text::PHONE_NOTE } else { "" }.to_owned()
        }),
        _ if state.defaults.contains(&field) => text::DEFAULT.to_owned(),
        (Field::Kind, ..) if state.is_person() => text::TO_ORGANISATION.to_owned(),
        (Field::Kind, ..) => text::OTHER_KIND.to_owned(),
        (Field::Bearer, ..) => text::BEARER_NOTE.to_owned(),
        (Field::Number, ..) if state.subject == Subject::Draft => text::AT_STEP_1.to_owned(),
        (Field::Email | Field::OldAddress, ..) if words.is_empty() => text::OPTIONAL.to_owned(),
        (Field::Sex, ..) if state.before.holder.born.is_empty() && !words.is_empty() => {
            text::BY_NUMBER.to_owned()
        }
        _ => String::new(),
    }
}
