//! Read-only facts: a label column and a value column, as in review and detail blocks.

use crate::ui::pen::Pen;
use crate::ui::theme::Role;

/// One fact; an empty label continues the one above.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<'a> {
    /// In the letter's words, no colon.
    pub label: &'a str,
    /// Cut at the edge.
    pub value: String,
    /// How the value looks.
    pub role: Role,
}

impl<'a> Fact<'a> {
    /// A fact in normal text.
    pub fn new(label: &'a str, value: impl Into<String>) -> Self {
        Self {
            label,
            value: value.into(),
            role: Role::Text,
        }
    }

    /// In another role; the words must say it too.
    #[must_use]
    pub fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }
}

/// Draws one fact per row from `row` on; values start `labels` columns after the labels. Gives the row after the last.
///
/// ```
/// use motcua::ui::{Look, Pen, picture::draw};
/// use motcua::ui::widgets::facts::{self, Fact};
/// let picture = draw(80, 2, &Look::SKETCH, |frame, area| {
///     let mut pen = Pen::new(frame, &Look::SKETCH, area);
///     let list = [Fact::new("Chủ hồ sơ", "Đinh Thị Hà"), Fact::new("", "Thôn 2, xã An Toàn")];
///     facts::draw(&mut pen, 0, 13, &list);
/// });
/// assert_eq!(picture.row(1).trim_end(), "               Thôn 2, xã An Toàn");
/// ```
pub fn draw(pen: &mut Pen<'_, '_>, row: u16, labels: u16, facts: &[Fact<'_>]) -> u16 {
    let mut place = row;
    for fact in facts {
        pen.text((2, place), Role::Label, fact.label);
        pen.text((2 + labels, place), fact.role, &fact.value);
        place += 1;
    }
    place
}
