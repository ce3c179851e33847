//! The frame of a dialog: always 76 columns from column 3, centred in height. What stands in it the screen draws.

use crate::ui::measure::{cut, width};
use crate::ui::pen::Pen;
use crate::ui::theme::Role;
use ratatui::Frame;
use ratatui::layout::Rect;

const LEFT: u16 = 2;
const WIDTH: u16 = 76;
const MOST_ROWS: u16 = 16;

/// Blanks the rows of a dialog to the edges of the work area, draws its frame with the title, and gives the inside:
/// 72 columns whose columns 0 and 1 are the dialog's own gutter (`▸`), with `rows` rows, at most 14.
///
/// ```
/// use motcua::ui::{Look, Pen, Role, dialog, picture::draw};
/// let picture = draw(80, 18, &Look::SKETCH, |frame, area| {
///     let mut pen = Pen::new(frame, &Look::SKETCH, area);
///     let inside = dialog::open(&mut pen, "Chọn bước để chuyển", 3);
///     pen.within(inside).text((0, 0), Role::Text, "Đang ở   2/4 Xử lý");
/// });
/// assert!(picture.row(6).starts_with("  ┌─ Chọn bước để chuyển ──"));
/// assert!(picture.row(7).starts_with("  │ Đang ở   2/4 Xử lý"));
/// ```
pub fn open(pen: &mut Pen<'_, '_>, title: &str, rows: u16) -> Rect {
    let height = rows.saturating_add(2).min(MOST_ROWS).min(pen.height());
    let top = (pen.height() - height) / 2;
    let columns = WIDTH.min(pen.width().saturating_sub(LEFT));
    pen.blank(top, height);
    let bottom = top + height.saturating_sub(1);
    pen.text((LEFT, top), Role::Rule, &edge("┌", "┐", columns));
    pen.text((LEFT, bottom), Role::Rule, &edge("└", "┘", columns));
    for row in top + 1..bottom {
        pen.text((LEFT, row), Role::Rule, "│");
        pen.text((LEFT + columns.saturating_sub(1), row), Role::Rule, "│");
    }
    let title = cut(title, columns.saturating_sub(6));
    pen.text((LEFT + 2, top), Role::Focus, &format!(" {title} "));
    let inside = (columns.saturating_sub(4), height.saturating_sub(2));
    pen.block((LEFT + 2, top + 1), inside)
}

/// What lies below a dialog has the focus no more: its `▸` is the `›` of a row that was chosen there.
pub fn take_focus(frame: &mut Frame<'_>, area: Rect) {
    let buffer = frame.buffer_mut();
    for place in area.positions() {
        if let Some(cell) = buffer.cell_mut(place).filter(|cell| cell.symbol() == "▸") {
            cell.set_symbol("›");
        }
    }
}

fn edge(left: &str, right: &str, columns: u16) -> String {
    let corners = width(left) + width(right);
    let line = "─".repeat(columns.saturating_sub(corners).into());
    format!("{left}{line}{right}")
}
