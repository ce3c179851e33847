//! Draws Quản trị: the numbered ways, and the desk as it is.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::text;
use super::{State, WAYS, why_not};
use crate::ui::layout::form_area;
use crate::ui::widgets::facts::{self, Fact};
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};
use crate::ui::{Look, Pen, Role};

/// Columns of the ways' labels.
const WAY_LABELS: u16 = 28;
/// Columns of the labels of the desk's facts.
const LABELS: u16 = 19;

/// Draws the work area.
pub fn view(state: &State, look: &Look, frame: &mut Frame, area: Rect) {
    let mut pen = Pen::new(frame, look, form_area(area));
    let list: Vec<Way<'_>> = WAYS.iter().enumerate().map(|(at, _)| way(state, at)).collect();
    let pointed = Some((state.table.at(), Focus::Here));
    let row = ways::draw(&mut pen, 1, &list, (pointed, WAY_LABELS));
    pen.text((2, row + 1), Role::Label, text::DESK);
    draw_desk(&mut pen, state, row + 2);
}

fn way(state: &State, at: usize) -> Way<'static> {
    let (label, note) = text::WAYS[at];
    let way = Way::new((at + 1).to_string(), label).note(note);
    match why_not(state, WAYS[at]) {
        Some(_) if !state.may => way.barred(text::ADMINISTRATORS),
        Some(why) => way.barred(why),
        None => way,
    }
}

fn draw_desk(pen: &mut Pen<'_, '_>, state: &State, row: u16) {
    let setting = |key| state.desk.settings.text(key).to_owned();
    let copy = |copy| {
        let fact = text::last(copy, state.now);
        if copy.is_some() {
            (fact, Role::Text)
        } else {
            (fact, Role::Warn)
        }
    };
    let (here, elsewhere) = (copy(state.copies.0), copy(state.copies.1));
    let mut list = vec![
        Fact::new(text::UNIT, setting("unit_name")),
        Fact::new(text::UNIT_CODE, setting("unit_code")),
        Fact::new(text::DESK_NO, state.desk.desk_no.to_string()),
    ];
    if state.desk.range.1 > 0 {
        list.push(Fact::new(text::RANGE, text::range(state.desk.range)));
    }
    list.push(Fact::new(text::HERE, here.0).role(here.1));
    list.push(Fact::new(text::ELSEWHERE, elsewhere.0).role(elsewhere.1));
    facts::draw(pen, row, LABELS, &list);
}
