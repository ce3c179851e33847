//! One row of a form: gutter, label, input, and where the value comes from or what is wrong with it.

use crate::app::input::{Choice, DateField, Line};
use crate::ui::measure::{cut, width};
use crate::ui::pen::{Mark, Pen};
use crate::ui::text::left_out;
use crate::ui::theme::Role;

/// What stands in the value column.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A text field; also of a `Pick` (`pick.line()`).
    Line(&'a Line),
    /// A date.
    Date(&'a DateField),
    /// One of few.
    Choice(&'a Choice),
    /// Not to be typed in: no field is drawn.
    Fixed(&'a str),
}

/// A row of a form.
///
/// ```
/// use motcua::app::input::Choice;
/// use motcua::ui::{Look, Pen, picture::draw};
/// use motcua::ui::widgets::field_row::{FieldRow, Value};
/// let who = Choice::new(["Cá nhân", "Tổ chức"], Some(0));
/// let picture = draw(80, 1, &Look::SKETCH, |frame, area| {
///     let mut pen = Pen::new(frame, &Look::SKETCH, area);
///     let row = FieldRow::new("Chủ hồ sơ", Value::Choice(&who)).extent(12).note("Space đổi");
///     row.draw(&mut pen, 0, 30); // labels are 30 columns wide in this form
/// });
/// assert_eq!(picture.row(0).trim_end(), "  Chủ hồ sơ                     1 Cá nhân___  Space đổi");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct FieldRow<'a> {
    label: &'a str,
    value: Value<'a>,
    required: bool,
    extent: u16,
    focused: bool,
    mark: Mark,
    note: &'a str,
    note_role: Option<Role>,
    listed: bool,
}

impl<'a> FieldRow<'a> {
    /// A row with a label and a value.
    pub fn new(label: &'a str, value: Value<'a>) -> Self {
        let extent = match value {
            Value::Date(_) => DateField::WIDTH,
            Value::Fixed(text) => width(text),
            Value::Line(_) | Value::Choice(_) => 30,
        };
        Self {
            label,
            value,
            required: false,
            extent,
            focused: false,
            mark: Mark::None,
            note: "",
            note_role: None,
            listed: false,
        }
    }

    /// ` *` behind the label.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Columns of the input; 30, or 10 for a date, unless said.
    #[must_use]
    pub fn extent(mut self, columns: u16) -> Self {
        self.extent = columns;
        self
    }

    /// `▸`, bold label, and the hardware cursor in the field.
    #[must_use]
    pub fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// `!` or `?` in the gutter; the note takes its role.
    #[must_use]
    pub fn mark(mut self, mark: Mark) -> Self {
        self.mark = mark;
        self
    }

    /// Two blanks right of the value: its source, or in at most 18 columns what is wrong.
    #[must_use]
    pub fn note(mut self, note: &'a str) -> Self {
        self.note = note;
        self
    }

    /// A note in another role: `Good` for `khớp ✓`, `Offer` for a default not yet accepted.
    #[must_use]
    pub fn note_role(mut self, role: Role) -> Self {
        self.note_role = Some(role);
        self
    }

    /// A list belonging to the field is open and has the `▸`; the cursor stays in the field.
    #[must_use]
    pub fn listed(mut self, open: bool) -> Self {
        self.listed = open;
        self
    }

    /// Draws into row `row`; the value starts `labels` columns after the label's start.
    pub fn draw(&self, pen: &mut Pen<'_, '_>, row: u16, labels: u16) {
        pen.gutter(row, self.focused && !self.listed, self.mark);
        self.draw_label(pen, row, labels);
        let at = (2 + labels, row);
        let missed = self.missed();
        // What was left out is said whatever room it takes from the field.
        let kept = missed.as_ref().map_or(0, |note| 2 + width(note));
        let extent = self.extent.min(pen.width().saturating_sub(at.0 + kept));
        let end = match self.value {
            Value::Fixed(text) => pen.text(at, Role::Text, text),
            Value::Line(line) => draw_line(pen, at, extent, (line, self.focused)),
            Value::Date(date) => draw_line(pen, at, extent, (date.line(), self.focused)),
            Value::Choice(choice) => {
                self.place_cursor(pen, at);
                draw_field(pen, at, extent, &cut(&choice.shown(), extent))
            }
        };
        match missed {
            Some(note) => pen.text((end + 2, row), Role::Warn, &note),
            None => pen.text(
                (end + 2, row),
                self.note_role.unwrap_or(self.mark.role()),
                self.note,
            ),
        };
    }

    /// The field under the cursor did not take all that was typed.
    fn missed(&self) -> Option<String> {
        match self.value {
            Value::Line(line) if self.focused && line.has_missed() => Some(left_out(line)),
            Value::Line(_) | Value::Date(_) | Value::Choice(_) | Value::Fixed(_) => None,
        }
    }

    fn draw_label(&self, pen: &mut Pen<'_, '_>, row: u16, labels: u16) {
        let role = if self.focused { Role::Focus } else { Role::Label };
        let star = if self.required { " *" } else { "" };
        let room = labels.saturating_sub(1 + width(star));
        pen.text((2, row), role, &format!("{}{star}", cut(self.label, room)));
    }

    fn place_cursor(&self, pen: &mut Pen<'_, '_>, at: (u16, u16)) {
        if self.focused {
            pen.cursor(at);
        }
    }
}

/// An input alone, without label and gutter: search fields, cells. Gives the column after it.
pub fn draw_line(pen: &mut Pen<'_, '_>, at: (u16, u16), extent: u16, line: (&Line, bool)) -> u16 {
    let (line, focused) = line;
    let view = line.view(extent, focused);
    if focused {
        pen.cursor((at.0 + view.cursor, at.1));
    }
    let after = draw_field(pen, at, extent, &view.text);
    if focused && line.is_selected() {
        pen.text(at, Role::Select, &view.text);
    }
    after
}

fn draw_field(pen: &mut Pen<'_, '_>, at: (u16, u16), extent: u16, text: &str) -> u16 {
    let rest = extent.saturating_sub(width(text));
    let filler = if pen.look().underscores() { "_" } else { " " };
    pen.text(at, Role::Field, &format!("{text}{}", filler.repeat(rest.into())))
}
