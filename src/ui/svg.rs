//! A drawn screen as a picture (SVG) for the README and the guide: one row of text per run of one style.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::ui::picture::Picture;

const CELL_WIDTH: f32 = 9.6;
const CELL_HEIGHT: f32 = 22.0;
const BASELINE: f32 = 16.0;
const FONT: &str = "DejaVu Sans Mono, Liberation Mono, monospace";

/// Colours of a dark terminal, for the names of [`Color`].
const BACKGROUND: &str = "#1d2021";
const TEXT: &str = "#ebdbb2";

impl Picture {
    /// The screen as an SVG document.
    pub fn svg(&self) -> String {
        let area = self.buffer.area;
        let (width, height) = (
            f32::from(area.width) * CELL_WIDTH,
            f32::from(area.height) * CELL_HEIGHT,
        );
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"{FONT}\" font-size=\"16\" xml:space=\"preserve\">\n\
             <rect width=\"100%\" height=\"100%\" fill=\"{BACKGROUND}\"/>\n"
        );
        for row in 0..area.height {
            draw_row(&mut out, &self.buffer, row);
        }
        out.push_str("</svg>\n");
        out
    }
}

/// Paper first, then ink: a letter may be a hair wider than its cells.
fn draw_row(out: &mut String, buffer: &Buffer, row: u16) {
    let mut texts = String::new();
    let mut column = 0;
    while column < buffer.area.width {
        let start = &buffer[(column, row)];
        let style = (start.fg, start.bg, start.modifier);
        let end = (column..buffer.area.width)
            .find(|at| {
                let cell = &buffer[(*at, row)];
                (cell.fg, cell.bg, cell.modifier) != style
            })
            .unwrap_or(buffer.area.width);
        let text: String = (column..end).map(|at| buffer[(at, row)].symbol()).collect();
        draw_run((out, &mut texts), (column, row), (&text, start));
        column = end;
    }
    out.push_str(&texts);
}

fn draw_run(
    (papers, texts): (&mut String, &mut String),
    (column, row): (u16, u16),
    (text, cell): (&str, &Cell),
) {
    let (mut ink, mut paper) = (hex(cell.fg, TEXT), hex(cell.bg, BACKGROUND));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut paper);
    }
    let (x, y) = (f32::from(column) * CELL_WIDTH, f32::from(row) * CELL_HEIGHT);
    let columns = u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    let width = f32::from(columns) * CELL_WIDTH;
    if paper != BACKGROUND {
        // Writing to a String cannot fail.
        let _ = writeln!(
            papers,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{CELL_HEIGHT}\" fill=\"{paper}\"/>"
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let bold = if cell.modifier.contains(Modifier::BOLD) {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let baseline = y + BASELINE;
    let _ = writeln!(
        texts,
        "<text x=\"{x:.1}\" y=\"{baseline:.1}\" textLength=\"{width:.1}\" fill=\"{ink}\"{bold}>{}</text>",
        escaped(text)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn hex(color: Color, otherwise: &'static str) -> &'static str {
    match color {
        Color::Black => BACKGROUND,
        Color::Red | Color::LightRed => "#fb4934",
        Color::Green | Color::LightGreen => "#b8bb26",
        Color::Yellow | Color::LightYellow => "#fabd2f",
        Color::Blue | Color::LightBlue => "#458588",
        Color::Magenta | Color::LightMagenta => "#d3869b",
        Color::Cyan | Color::LightCyan => "#8ec07c",
        Color::DarkGray => "#928374",
        Color::Gray | Color::White => TEXT,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => otherwise,
    }
}

#[cfg(test)]
mod tests {
    use crate::ui::picture::draw;
    use crate::ui::{Look, Pen, Role};

    #[test]
    fn a_picture_keeps_marks_and_escapes_signs() {
        let picture = draw(20, 2, &Look::default(), |frame, area| {
            Pen::new(frame, &Look::default(), area).text((0, 0), Role::Text, "Đã ghi <&> ễ");
        });
        let svg = picture.svg();
        assert!(svg.contains("Đã ghi &lt;&amp;&gt; ễ"), "{svg}");
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>\n"));
    }
}
