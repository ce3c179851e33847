//! The open list of a pick field, under it: numbered options, the pointed one reversed. The cursor stays in the field.

use crate::app::input::Pick;
use crate::ui::measure::width;
use crate::ui::pen::Pen;
use crate::ui::widgets::table::Focus;
use crate::ui::widgets::ways::{self, Way};

/// Draws the options over what stands in the `most` rows from `row` on, right of the label column (`labels` as for the
/// field's own row). Nothing while the list is closed. Gives the row after the last one drawn.
///
/// ```
/// use motcua::app::input::{Pick, pick::Candidate};
/// use motcua::ui::{Look, Pen, picture::draw};
/// use motcua::ui::widgets::{field_row::{FieldRow, Value}, pick_list};
/// let mut commune = Pick::new(60);
/// commune.open();
/// commune.set_options(vec![Candidate::new(1, "Xã An Toàn"), Candidate::new(2, "Xã An Vinh")]);
/// let picture = draw(80, 3, &Look::SKETCH, |frame, area| {
///     let mut pen = Pen::new(frame, &Look::SKETCH, area);
///     let row = FieldRow::new("Phường/Xã", Value::Line(commune.line())).focused(true).listed(commune.is_open());
///     row.draw(&mut pen, 0, 12);
///     pick_list::draw(&mut pen, 1, (&commune, 9), 12);
/// });
/// assert_eq!(picture.row(1).trim_end(), "            ▸ 1  Xã An Toàn");
/// assert_eq!(picture.cursor, Some((14, 0)));
/// ```
pub fn draw<K: Clone + PartialEq>(
    pen: &mut Pen<'_, '_>,
    row: u16,
    (pick, most): (&Pick<K>, u16),
    labels: u16,
) -> u16 {
    if !pick.is_open() || row >= pen.height() {
        return row;
    }
    let room = most.min(pen.height() - row);
    let window = pick.table().window(room.into());
    let ways: Vec<Way<'_>> = window.clone().filter_map(|at| way(pick, at)).collect();
    let pointed = pick.table().at().checked_sub(window.start);
    let rows = u16::try_from(ways.len()).unwrap_or(room);
    let columns = pen.width().saturating_sub(labels);
    let block = pen.block((labels, row), (columns, rows));
    let mut list = pen.within(block);
    list.blank(0, rows);
    ways::draw(
        &mut list,
        0,
        &ways,
        (pointed.map(|at| (at, Focus::Search)), notes(&ways, columns)),
    );
    row + rows
}

/// Where the words beside the labels begin: behind the longest of those labels; where there are none, nowhere.
fn notes(ways: &[Way<'_>], columns: u16) -> u16 {
    let noted = ways.iter().filter(|way| !way.note.is_empty());
    noted.map(|way| width(&way.label) + 2).max().unwrap_or(columns)
}

fn way<K: Clone + PartialEq>(pick: &Pick<K>, at: usize) -> Option<Way<'_>> {
    let option = pick.options().get(at)?;
    let number = pick.number(at).map(|number| number.to_string());
    let way = Way::new(number.unwrap_or_default(), option.label.as_str());
    Some(way.note(option.note.as_str()))
}
