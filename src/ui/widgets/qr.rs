//! A QR code made of blocks, for a phone held before the screen.
//!
//! Light modules are the ink, white on black: so the code has the right polarity on a black screen even without colour.
//! A console without half blocks shows none: of whole ones it would need more rows than a window has.

use qrcode::{EcLevel, QrCode};
use ratatui::style::{Color, Style};

use crate::ui::glyphs::Glyphs;
use crate::ui::measure::width;
use crate::ui::theme::Theme;
use crate::ui::{Pen, Role};

/// Light modules around the code. The standard asks for four; phones are content with two.
const QUIET: usize = 2;
/// The row it begins in, where that leaves it room.
const TOP: u16 = 4;

/// Draws the code of `text` at the right edge. Answers the columns it took; 0 = it cannot be shown here.
pub fn draw(pen: &mut Pen<'_, '_>, text: &str) -> u16 {
    if pen.look().glyphs != Glyphs::Full {
        return 0;
    }
    let lines = half_blocks(text);
    let columns = lines.first().map_or(0, |line| width(line));
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    if rows > pen.height() || columns > pen.width() / 2 {
        return 0;
    }
    let style = if pen.look().theme == Theme::Mono {
        Theme::Mono.style(Role::Text)
    } else {
        Style::new().fg(Color::White).bg(Color::Black)
    };
    let top = TOP.min(pen.height() - rows);
    for (row, line) in (top..).zip(&lines) {
        pen.styled((pen.width() - columns, row), style, line);
    }
    columns
}

/// Two modules in one place, one above the other.
fn half_blocks(text: &str) -> Vec<String> {
    let grid = grid(text);
    let pairs = grid.chunks(2).map(|pair| {
        let below = |at: usize| pair.get(1).is_some_and(|row| row[at]);
        let signs = pair[0]
            .iter()
            .enumerate()
            .map(|(at, above)| match (*above, below(at)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        signs.collect()
    });
    pairs.collect()
}

/// Rows of modules with their quiet zone, `true` = light; none where the text is too long for a code.
fn grid(text: &str) -> Vec<Vec<bool>> {
    let Ok(code) = QrCode::with_error_correction_level(shortest(text), EcLevel::L) else {
        return Vec::new();
    };
    let side = code.width();
    let colours = code.to_colors();
    let mut grid = vec![vec![true; side + 2 * QUIET]; side + 2 * QUIET];
    for (row, modules) in grid.iter_mut().skip(QUIET).zip(colours.chunks(side)) {
        for (light, colour) in row.iter_mut().skip(QUIET).zip(modules) {
            *light = *colour == qrcode::Color::Light;
        }
    }
    grid
}

/// Scheme and host know no case, and a code of capitals is smaller. An address with a path stays as it is.
fn shortest(address: &str) -> String {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    if host.trim_end_matches('/').contains('/') {
        return address.to_owned();
    }
    address.trim_end_matches('/').to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Look;
    use crate::ui::picture::draw as picture;

    const PORTAL: &str = "https://dichvucong.gov.vn";

    fn shown(size: (u16, u16), glyphs: Glyphs) -> (u16, String) {
        let look = Look {
            glyphs,
            ..Look::SKETCH
        };
        let mut columns = 0;
        let drawn = picture(size.0, size.1, &look, |frame, area| {
            columns = draw(&mut Pen::new(frame, &look, area), PORTAL);
        });
        (columns, drawn.text())
    }

    #[test]
    fn the_portals_code_is_small_enough_for_the_smallest_window() {
        let (columns, text) = shown((80, 18), Glyphs::Full);
        assert_eq!(columns, 25, "21 modules and the quiet zone\n{text}");
        insta::assert_snapshot!("portal", text);
    }

    #[test]
    fn what_is_drawn_is_the_code_module_by_module() {
        let code = QrCode::with_error_correction_level("HTTPS://DICHVUCONG.GOV.VN", EcLevel::L).unwrap();
        let lines = half_blocks(PORTAL);
        for (n, colour) in code.to_colors().iter().enumerate() {
            let (x, y) = (n % code.width() + QUIET, n / code.width() + QUIET);
            let sign = lines[y / 2].chars().nth(x).unwrap();
            let light = matches!((sign, y % 2), ('█', _) | ('▀', 0) | ('▄', 1));
            assert_eq!(light, *colour == qrcode::Color::Light, "{x} {y}");
        }
    }

    #[test]
    fn a_terminal_without_half_blocks_or_room_gets_none() {
        assert_eq!(shown((80, 18), Glyphs::Vt).0, 0);
        assert_eq!(shown((80, 18), Glyphs::Ascii).0, 0);
        assert_eq!(shown((80, 12), Glyphs::Full).0, 0);
        assert_eq!(shortest("https://a.vn/dang-ky"), "https://a.vn/dang-ky");
    }
}
