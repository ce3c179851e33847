//! A screen as text, without a terminal: for tests and for `motcua demo`. Never writes anywhere.

use crate::ui::layout::{self, Chrome};
use crate::ui::theme::Look;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::{Frame, Terminal};

/// A drawn screen.
#[derive(Debug, Clone)]
pub struct Picture {
    /// Cells with their styles.
    pub buffer: Buffer,
    /// Column and row of the hardware cursor, if it is shown.
    pub cursor: Option<(u16, u16)>,
}

/// Draws on a screen of `width` × `height` and replaces the signs as the look wants.
///
/// ```
/// use motcua::ui::{Look, Pen, Role, picture::draw};
/// let picture = draw(20, 3, &Look::SKETCH, |frame, area| {
///     Pen::new(frame, &Look::SKETCH, area).text((2, 1), Role::Text, "Đã ghi");
/// });
/// assert_eq!(picture.row(1), "  Đã ghi            ");
/// ```
pub fn draw(width: u16, height: u16, look: &Look, view: impl FnOnce(&mut Frame<'_>, Rect)) -> Picture {
    let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
    let mut cursor = None;
    let Ok(_) = terminal.draw(|frame| {
        let area = frame.area();
        view(frame, area);
        look.glyphs.apply(frame.buffer_mut());
    });
    let backend = terminal.backend();
    if backend.cursor_visible() {
        let place = backend.cursor_position();
        cursor = Some((place.x, place.y));
    }
    Picture {
        buffer: backend.buffer().clone(),
        cursor,
    }
}

/// A whole screen: the chrome, and the work area by `view`. Too small a size is drawn as [`layout::too_small`].
pub fn page(
    size: (u16, u16),
    look: &Look,
    chrome: &Chrome<'_>,
    view: impl FnOnce(&mut Frame<'_>, Rect),
) -> Picture {
    draw(size.0, size.1, look, |frame, area| {
        if layout::is_too_small(area) {
            layout::too_small(frame, look, area, "");
            return;
        }
        let work = layout::frame(frame, look, area, chrome);
        view(frame, work);
    })
}

/// [`draw`] as text only, trailing blanks kept; what snapshots record.
pub fn screen(view: impl FnOnce(&mut Frame<'_>, Rect), width: u16, height: u16) -> String {
    draw(width, height, &Look::SKETCH, view).text()
}

impl Picture {
    /// All rows, trailing blanks kept, joined by line ends.
    pub fn text(&self) -> String {
        let rows: Vec<String> = (0..self.buffer.area.height).map(|row| self.row(row)).collect();
        rows.join("\n")
    }

    /// One row; empty beyond the last.
    pub fn row(&self, row: u16) -> String {
        let mut text = String::new();
        let mut hidden = 0;
        for column in 0..self.buffer.area.width {
            let symbol = self.buffer.cell((column, row)).map_or("", |cell| cell.symbol());
            if hidden == 0 {
                text.push_str(symbol);
            }
            hidden = hidden.max(crate::ui::measure::width(symbol)).saturating_sub(1);
        }
        text
    }

    /// The style under the first letter of `text`, wherever it stands; `None` if it stands nowhere.
    pub fn style_of(&self, text: &str) -> Option<Style> {
        let (column, row) = self.find(text)?;
        self.buffer.cell((column, row)).map(ratatui::buffer::Cell::style)
    }

    /// Column and row of `text`, read row by row.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        (0..self.buffer.area.height).find_map(|row| {
            let line = self.row(row);
            let at = line.find(text)?;
            Some((crate::ui::measure::width(&line[..at]), row))
        })
    }
}
