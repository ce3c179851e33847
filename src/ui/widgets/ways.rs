//! Numbered ways on: `▸ 1  Yêu cầu bổ sung     lập phiếu…`. In screens, dialogs and the lists of pick fields.

use crate::ui::measure::width;
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use crate::ui::widgets::table::{Focus, point};
use std::borrow::Cow;

/// One way on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way<'a> {
    /// `1`–`9`, `0`, `-` (not possible), `Esc`, `F2`, or empty.
    pub key: Cow<'a, str>,
    /// What it does.
    pub label: Cow<'a, str>,
    /// What that means, or why it is not possible.
    pub note: Cow<'a, str>,
    /// Can it be taken?
    pub possible: bool,
}

impl<'a> Way<'a> {
    /// A possible way without a note.
    pub fn new(key: impl Into<Cow<'a, str>>, label: impl Into<Cow<'a, str>>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            note: Cow::Borrowed(""),
            possible: true,
        }
    }

    /// With a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<Cow<'a, str>>) -> Self {
        self.note = note.into();
        self
    }

    /// Shown, but not to be taken; the note says why.
    #[must_use]
    pub fn barred(mut self, why: impl Into<Cow<'a, str>>) -> Self {
        self.possible = false;
        self.note(why)
    }
}

/// Draws one way per row from `row` on; notes start `labels` columns after the labels. Gives the row after the last.
///
/// ```
/// use motcua::ui::{Look, Pen, picture::draw};
/// use motcua::ui::widgets::{table::Focus, ways::{self, Way}};
/// let picture = draw(80, 2, &Look::SKETCH, |frame, area| {
///     let mut pen = Pen::new(frame, &Look::SKETCH, area);
///     let list = [Way::new("1", "Yêu cầu bổ sung").note("lập phiếu"), Way::new("2", "Từ chối tiếp nhận")];
///     ways::draw(&mut pen, 0, &list, (Some((0, Focus::Here)), 29));
/// });
/// assert_eq!(picture.row(0).trim_end(), "▸ 1  Yêu cầu bổ sung              lập phiếu");
/// ```
pub fn draw(
    pen: &mut Pen<'_, '_>,
    row: u16,
    ways: &[Way<'_>],
    (pointed, labels): (Option<(usize, Focus)>, u16),
) -> u16 {
    let mut place = row;
    for (at, way) in ways.iter().enumerate() {
        if place >= pen.height() {
            break;
        }
        draw_one(pen, place, way, labels);
        if let Some((_, focus)) = pointed.filter(|(index, _)| *index == at) {
            point(pen, place, focus);
        }
        place += 1;
    }
    place
}

fn draw_one(pen: &mut Pen<'_, '_>, row: u16, way: &Way<'_>, labels: u16) {
    let label = 2 + width(&way.key).max(1) + 2;
    let role = if way.possible { Role::Text } else { Role::Dim };
    pen.text((2, row), Role::Key, &way.key);
    let end = pen.text((label, row), role, &way.label);
    if !way.note.is_empty() {
        let note = (end + 1).max(5 + labels);
        pen.text(
            (note, row),
            if way.possible { Role::Text } else { Role::Dim },
            &way.note,
        );
    }
}
