//! A pen for one area of the frame: text by role, cut at the edge, the gutter, the hardware cursor. Keeps no state.

use crate::ui::measure::{cut, width, wrap};
use crate::ui::theme::{Look, Role};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Column 2 of the gutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mark {
    /// Nothing.
    #[default]
    None,
    /// `!`: wrong or missing.
    Wrong,
    /// `?`: to be looked at.
    Check,
}

impl Mark {
    /// `!` if wrong, `?` if to be looked at.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::None => " ",
            Self::Wrong => "!",
            Self::Check => "?",
        }
    }

    /// The role of the sign and of the note beside the value.
    pub const fn role(self) -> Role {
        match self {
            Self::None => Role::Dim,
            Self::Wrong => Role::Bad,
            Self::Check => Role::Warn,
        }
    }
}

/// Draws into one area. Places are `(column, row)` from its top left; what falls outside is left out.
///
/// Columns 0 and 1 are the gutter (`▸`, then `!` or `?`), text starts in column 2.
pub struct Pen<'f, 'b> {
    frame: &'f mut Frame<'b>,
    look: Look,
    area: Rect,
}

impl<'f, 'b> Pen<'f, 'b> {
    /// A pen for `area` of the frame.
    pub fn new(frame: &'f mut Frame<'b>, look: &Look, area: Rect) -> Self {
        let area = area.intersection(frame.area());
        let look = *look;
        Self { frame, look, area }
    }

    /// A pen for a part of the frame, given in the frame's own coordinates ([`Pen::rows`], `layout::panes`).
    pub fn within(&mut self, area: Rect) -> Pen<'_, 'b> {
        Pen::new(self.frame, &self.look, area)
    }

    /// The look in force.
    pub fn look(&self) -> Look {
        self.look
    }

    /// The pen's area in the frame's coordinates.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Columns.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// Rows.
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// `count` rows from row `from` on, over the whole width, in the frame's coordinates.
    pub fn rows(&self, from: u16, count: u16) -> Rect {
        self.block((0, from), (self.area.width, count))
    }

    /// A part of the area from `at`, at most `size`, in the frame's coordinates.
    pub fn block(&self, at: (u16, u16), size: (u16, u16)) -> Rect {
        let x = self.area.x.saturating_add(at.0);
        let y = self.area.y.saturating_add(at.1);
        let wanted = Rect::new(x, y, size.0, size.1);
        if x >= self.area.right() || y >= self.area.bottom() {
            return Rect::new(self.area.x, self.area.bottom(), 0, 0);
        }
        wanted.intersection(self.area)
    }

    /// Writes in a role and gives the column after the text. Too long: cut with `…` at the edge of the area.
    pub fn text(&mut self, at: (u16, u16), role: Role, text: &str) -> u16 {
        self.styled(at, self.look.style(role), text)
    }

    /// [`Pen::text`] in a style of its own; rarely needed.
    pub fn styled(&mut self, at: (u16, u16), style: Style, text: &str) -> u16 {
        let (column, row) = at;
        if row >= self.area.height || column >= self.area.width {
            return column;
        }
        let shown = cut(text, self.area.width - column);
        let place = Position::new(self.area.x + column, self.area.y + row);
        self.frame
            .buffer_mut()
            .set_string(place.x, place.y, &shown, style);
        column + width(&shown)
    }

    /// Pieces in their roles, one behind the other.
    pub fn pieces(&mut self, at: (u16, u16), pieces: &[(Role, &str)]) -> u16 {
        let write = |column, (role, text): &(Role, &str)| self.text((column, at.1), *role, text);
        pieces.iter().fold(at.0, write)
    }

    /// Writes in as many rows as it takes, broken at blanks, and gives the row after the last. Where the rows end before
    /// the text, the last of them says so with its `…`.
    pub fn lines(&mut self, at: (u16, u16), role: Role, text: &str) -> u16 {
        let mut row = at.1;
        let lines = wrap(text, self.area.width.saturating_sub(at.0));
        for (number, line) in lines.iter().enumerate() {
            if row + 1 == self.area.height {
                self.text((at.0, row), role, &lines[number..].join(" "));
            } else {
                self.text((at.0, row), role, line);
            }
            row += 1;
        }
        row
    }

    /// Writes so that the text ends at column `end` (exclusive).
    pub fn text_before(&mut self, end: (u16, u16), role: Role, text: &str) {
        let column = end.0.min(self.area.width).saturating_sub(width(text));
        self.text((column, end.1), role, text);
    }

    /// Columns `from`–`to` of a row get the style of a role, over what is written there.
    pub fn shade(&mut self, row: u16, columns: std::ops::Range<u16>, role: Role) {
        let size = (columns.end.saturating_sub(columns.start), 1);
        let place = self.block((columns.start, row), size);
        self.frame.buffer_mut().set_style(place, self.look.style(role));
    }

    /// Fills a row with one sign.
    pub fn rule(&mut self, row: u16, role: Role, sign: &str) {
        self.text((0, row), role, &sign.repeat(self.area.width.into()));
    }

    /// Blanks rows over the whole width.
    pub fn blank(&mut self, from: u16, count: u16) {
        let blank = " ".repeat(self.area.width.into());
        let style = self.look.style(Role::Text);
        for row in from..from.saturating_add(count).min(self.area.height) {
            let (x, y) = (self.area.x, self.area.y + row);
            self.frame.buffer_mut().set_string(x, y, &blank, Style::reset());
            self.frame.buffer_mut().set_string(x, y, &blank, style);
        }
    }

    /// The gutter of a row: `▸` if it has the focus, and its mark.
    pub fn gutter(&mut self, row: u16, focused: bool, mark: Mark) {
        if focused {
            self.text((0, row), Role::Key, "▸");
        }
        if mark != Mark::None {
            self.text((1, row), mark.role(), mark.sign());
        }
    }

    /// Puts the hardware cursor there; it must be at the focus (input methods and screen readers follow it).
    pub fn cursor(&mut self, at: (u16, u16)) {
        if at.1 < self.area.height && self.area.width > 0 {
            let x = self.area.x + at.0.min(self.area.width - 1);
            self.frame.set_cursor_position((x, self.area.y + at.1));
        }
    }
}
