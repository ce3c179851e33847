//! A table: header, the rows in view, the pointed one reversed. Asks for a row's cells only if the row is in view.

use crate::app::input::Table;
use crate::ui::measure::{pad, pad_left};
use crate::ui::pen::{Mark, Pen};
use crate::ui::text;
use crate::ui::theme::Role;
use std::borrow::Cow;

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Always so many columns.
    Fixed(u16),
    /// What the others leave: the widest text column. Once in a table.
    Rest,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Header; may be empty.
    pub title: &'static str,
    /// How wide.
    pub width: Width,
    /// Numbers and dates stand right.
    pub right: bool,
}

impl Column {
    /// A text column of fixed width.
    pub const fn text(title: &'static str, columns: u16) -> Self {
        Self {
            title,
            width: Width::Fixed(columns),
            right: false,
        }
    }

    /// A number column of fixed width.
    pub const fn number(title: &'static str, columns: u16) -> Self {
        Self {
            title,
            width: Width::Fixed(columns),
            right: true,
        }
    }

    /// The text column that takes what is left.
    pub const fn rest(title: &'static str) -> Self {
        Self {
            title,
            width: Width::Rest,
            right: false,
        }
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Cut to its column.
    pub text: Cow<'a, str>,
    /// How it looks.
    pub role: Role,
}

impl<'a> Cell<'a> {
    /// A cell in a role: `Cell::of(Role::Bad, "QUÁ 1 NGÀY")`.
    pub fn of(role: Role, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            role,
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::of(Role::Text, text)
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::of(Role::Text, text)
    }
}

/// One row: its mark and one cell for each column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row<'a> {
    /// `!` or `?`.
    pub mark: Mark,
    /// In the order of the columns; a single one is a heading.
    pub cells: Vec<Cell<'a>>,
}

impl Row<'_> {
    /// A heading between rows: written over the whole width. Its id is among `Table::set_headings`.
    pub fn heading(text: &'static str) -> Self {
        Self {
            mark: Mark::None,
            cells: vec![text.into()],
        }
    }
}

/// Where the focus is, seen from this table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Focus {
    /// Here: `▸`, reversed, and the hardware cursor at the pointed row.
    Here,
    /// In a search field that belongs to the table: `▸` and reversed (Enter takes the row), the cursor elsewhere.
    Search,
    /// In another pane: the pointed row has `›` and is bold.
    Away,
    /// Nothing is pointed at.
    Nowhere,
}

/// A table to draw.
#[derive(Debug, Clone, Copy)]
pub struct TableView<'a, K> {
    /// Columns from the left.
    pub columns: &'a [Column],
    /// Pointer and window.
    pub table: &'a Table<K>,
    /// Where the focus is.
    pub focus: Focus,
}

/// Draws header and rows into the whole pen; `row` gives the cells of the row at an index.
///
/// ```
/// use motcua::app::input::Table;
/// use motcua::ui::{Look, Mark, Pen, picture::draw};
/// use motcua::ui::widgets::table::{self, Column, Focus, Row, TableView};
/// const COLUMNS: [Column; 2] = [Column::text("Số hồ sơ", 11), Column::rest("Người đăng ký")];
/// let dossiers = [("230214-0001", "Đinh Thị Hà"), ("230213-0004", "Đinh Văn Đạt")];
/// let mut pointer = Table::new();
/// pointer.set_rows(vec![1, 4]);
/// let picture = draw(80, 3, &Look::SKETCH, |frame, area| {
///     let mut pen = Pen::new(frame, &Look::SKETCH, area);
///     let view = TableView { columns: &COLUMNS, table: &pointer, focus: Focus::Here };
///     table::draw(&mut pen, &view, |at| {
///         let (code, name) = dossiers[at];
///         Row { mark: Mark::None, cells: vec![code.into(), name.into()] }
///     });
/// });
/// assert_eq!(picture.row(1).trim_end(), "▸ 230214-0001 Đinh Thị Hà");
/// assert_eq!(picture.cursor, Some((2, 1)));
/// ```
pub fn draw<'r, K: Clone + PartialEq>(
    pen: &mut Pen<'_, '_>,
    view: &TableView<'_, K>,
    row: impl Fn(usize) -> Row<'r>,
) {
    let widths = widths(view.columns, pen.width());
    let header = view
        .columns
        .iter()
        .map(|column| Cell::of(Role::Dim, column.title));
    draw_cells(pen, 0, (view.columns, &widths), &header.collect::<Vec<_>>());
    let window = view.table.window(pen.height().saturating_sub(1).into());
    for (place, at) in (1..pen.height()).zip(window) {
        let content = row(at);
        let pointed = at == view.table.at();
        pen.gutter(place, false, content.mark);
        match content.cells.as_slice() {
            [heading] if view.columns.len() > 1 => {
                pen.text((2, place), heading.role, &heading.text);
            }
            cells => draw_cells(pen, place, (view.columns, &widths), cells),
        }
        if pointed {
            point(pen, place, view.focus);
        }
    }
}

fn widths(columns: &[Column], all: u16) -> Vec<u16> {
    let gaps = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    let fixed = columns.iter().map(|column| match column.width {
        Width::Fixed(columns) => columns,
        Width::Rest => 0,
    });
    let rest = all.saturating_sub(2 + gaps + fixed.clone().sum::<u16>());
    let both = columns.iter().zip(fixed);
    both.map(|(column, fixed)| if column.width == Width::Rest { rest } else { fixed })
        .collect()
}

fn draw_cells(pen: &mut Pen<'_, '_>, row: u16, (columns, widths): (&[Column], &[u16]), cells: &[Cell<'_>]) {
    let mut at = 2;
    for ((column, width), cell) in columns.iter().zip(widths).zip(cells) {
        let text = if column.right {
            pad_left(&cell.text, *width)
        } else {
            pad(&cell.text, *width)
        };
        pen.text((at, row), cell.role, &text);
        at += width + 1;
    }
}

/// Marks a drawn row as the pointed one.
pub(super) fn point(pen: &mut Pen<'_, '_>, row: u16, focus: Focus) {
    let whole = 0..pen.width();
    match focus {
        Focus::Here | Focus::Search => {
            pen.text((0, row), Role::Key, "▸");
            pen.shade(row, whole, Role::Select);
        }
        Focus::Away => {
            pen.text((0, row), Role::Key, "›");
            pen.shade(row, whole, Role::Focus);
        }
        Focus::Nowhere => {}
    }
    if focus == Focus::Here {
        pen.cursor((2, row));
    }
}

/// Draws a list above the last `foot` rows of the pen, and in the first of these whether rows follow; `beyond` = there
/// are more than the table holds. Answers the row where the rest begins.
pub fn above<'r, K: Clone + PartialEq>(
    pen: &mut Pen<'_, '_>,
    (foot, beyond): (u16, bool),
    view: &TableView<'_, K>,
    row: impl Fn(usize) -> Row<'r>,
) -> u16 {
    let height = pen.height().saturating_sub(foot);
    let block = pen.rows(0, height);
    draw(&mut pen.within(block), view, row);
    let end = view.table.window(height.saturating_sub(1).into()).end;
    count_line(pen, height, "", beyond || end < view.table.rows().len());
    height + 1
}

/// The last line of a list: how many rows there are, and at the right that more follow.
pub fn count_line(pen: &mut Pen<'_, '_>, row: u16, text: &str, more: bool) {
    pen.text((2, row), Role::Dim, text);
    if more {
        pen.text_before((pen.width().saturating_sub(1), row), Role::Dim, text::MORE);
    }
}

/// What stands before a row that can be ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tick {
    /// `[x]`.
    On,
    /// `[ ]`.
    Off,
    /// `[-]`: not applicable.
    Absent,
    /// ` - `: may not be chosen.
    Barred,
    /// `[2]`: chosen as the second, where the order matters.
    Number(usize),
}

impl Tick {
    /// Three columns.
    pub fn sign(self) -> Cow<'static, str> {
        match self {
            Self::On => "[x]".into(),
            Self::Off => "[ ]".into(),
            Self::Absent => "[-]".into(),
            Self::Barred => " - ".into(),
            Self::Number(number @ 1..=9) => format!("[{number}]").into(),
            Self::Number(_) => "[+]".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::picture::draw as picture;
    use crate::ui::theme::Look;

    #[test]
    fn ticks_are_three_columns() {
        let all = [
            Tick::On,
            Tick::Off,
            Tick::Absent,
            Tick::Barred,
            Tick::Number(2),
            Tick::Number(12),
        ];
        assert!(all.iter().all(|tick| tick.sign().len() == 3));
    }

    #[test]
    fn a_checklist_has_headings_ticks_and_one_pointer() {
        const PAPERS: [Column; 3] = [
            Column::text("", 3),
            Column::rest("(1) Thành phần"),
            Column::number("Bản", 3),
        ];
        let mut pointer = Table::new();
        pointer.set_headings(vec![2]);
        pointer.set_rows(vec![0, 1, 2, 3]);
        pointer.point(2);
        let drawn = picture(50, 5, &Look::SKETCH, |frame, area| {
            let mut pen = Pen::new(frame, &Look::SKETCH, area);
            let view = TableView {
                columns: &PAPERS,
                table: &pointer,
                focus: Focus::Here,
            };
            draw(&mut pen, &view, |at| match at {
                2 => Row::heading("(2) Thành phần hồ sơ khác"),
                _ => Row {
                    mark: if at == 1 { Mark::Wrong } else { Mark::None },
                    cells: vec![
                        Cell::of(Role::Text, Tick::Off.sign()),
                        "Tờ khai".into(),
                        "1".into(),
                    ],
                },
            });
        });
        let wanted = [
            "      (1) Thành phần                           Bản",
            "  [ ] Tờ khai                                    1",
            " ![ ] Tờ khai                                    1",
            "  (2) Thành phần hồ sơ khác                       ",
            "▸ [ ] Tờ khai                                    1",
        ];
        assert_eq!(drawn.text(), wanted.join("\n"));
    }
}
