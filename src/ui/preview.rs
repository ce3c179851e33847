//! A page as a picture of half blocks: `ratatui-image` lays two pixels into each cell, and the theme says in which
//! colours: all greys where the terminal has millions of colours, four where it has sixteen, else ink and paper. Enough to
//! see a blank, turned or wrong page; a font without half blocks gets none.

use image::{DynamicImage, GrayImage, imageops};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Widget;
use ratatui_image::Image;
use ratatui_image::protocol::Protocol;
use ratatui_image::protocol::halfblocks::Halfblocks;

use crate::app::preview::{Beside, PageLook};
use crate::ui::glyphs::Glyphs;
use crate::ui::pen::Pen;
use crate::ui::text;
use crate::ui::theme::{Depth, Look, Role, Theme};

/// The greys of 16 colours, dark first.
const GREYS: [Color; 4] = [Color::Black, Color::DarkGray, Color::Gray, Color::White];
/// What is brighter than this is paper where there are only two.
const PAPER: u8 = 150;
/// A page with less between its ink and its paper is shown as it is: there is nothing to bring out.
const LEAST_CONTRAST: u8 = 24;

/// Has this terminal the signs for it?
pub fn can_show(look: Look) -> bool {
    look.glyphs == Glyphs::Full
}

/// How a page is laid into its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Placing {
    /// Clockwise quarter turns the officer gave it.
    pub turns: u8,
    /// As wide as the place, cut below; else whole.
    pub wide: bool,
    /// Rows that are scrolled away.
    pub from: u16,
}

/// Rows and columns a page takes in a place of this size.
pub fn extent(page: &PageLook, placing: Placing, place: (u16, u16)) -> (u16, u16) {
    let turned = placing.turns % 2 == 1;
    let (width, height) = if turned {
        (page.height, page.width)
    } else {
        (page.width, page.height)
    };
    let (width, height) = (u32::from(width).max(1), u32::from(height).max(1));
    // A cell is one pixel wide and two high.
    let (most_wide, most_high) = (u32::from(place.0), u32::from(place.1) * 2);
    let fits = |columns: u32| (columns, (columns * height).div_ceil(width));
    let (columns, pixels) = match fits(most_wide.min(width)) {
        (columns, pixels) if placing.wide || pixels <= most_high => (columns, pixels),
        _ => ((most_high * width / height).max(1), most_high),
    };
    let cell = |count: u32| u16::try_from(count).unwrap_or(u16::MAX);
    (cell(columns), cell(pixels.div_ceil(2)))
}

/// Draws the page from the top left of `area` (in the frame's coordinates) and gives the rows it took.
pub fn draw(pen: &mut Pen<'_, '_>, area: Rect, (page, placing): (&PageLook, Placing)) -> u16 {
    let look = pen.look();
    if !can_show(look) || area.is_empty() {
        return 0;
    }
    let (columns, rows) = extent(page, placing, (area.width, area.height));
    let Some(halves) = halves(page, placing.turns, Size::new(columns, rows)) else {
        return 0;
    };
    let shown = rows.saturating_sub(placing.from).min(area.height);
    let mut inside = pen.within(area);
    for row in 0..shown {
        for column in 0..columns {
            if let Some(cell) = halves.cell((column, row + placing.from)) {
                let (sign, style) = tinted(look, greys(cell));
                inside.styled((column, row), style, sign);
            }
        }
    }
    shown
}

/// Draws the pane into the pen's area.
pub fn pane(pen: &mut Pen<'_, '_>, pane: &Beside<'_>) {
    pen.text((2, 0), Role::Dim, text::PREVIEW);
    let mut row = 1;
    for fact in &pane.facts {
        pen.text((2, row), Role::Text, fact);
        row += 1;
    }
    row += 1;
    if let Some((page, turns)) = pane.page {
        let said = u16::try_from(pane.words.len() * 2 + 1).unwrap_or(u16::MAX);
        let room = pen.height().saturating_sub(row + said);
        let place = pen.block((2, row), (pen.width().saturating_sub(4), room));
        let placing = Placing {
            turns,
            ..Placing::default()
        };
        let drawn = draw(pen, place, (page, placing));
        row += drawn + u16::from(drawn > 0);
    }
    for words in &pane.words {
        row = pen.lines((2, row), Role::Text, words);
    }
}

/// The whole page as half blocks; `None` = damaged numbers, which draw nothing.
fn halves(page: &PageLook, turns: u8, size: Size) -> Option<Buffer> {
    let (width, height) = (u32::from(page.width), u32::from(page.height));
    if width == 0 || height == 0 || page.grey.len() != usize::from(page.width) * usize::from(page.height) {
        return None;
    }
    let upright = GrayImage::from_raw(width, height, page.grey.clone())?;
    let turned = match turns % 4 {
        1 => imageops::rotate90(&upright),
        2 => imageops::rotate180(&upright),
        3 => imageops::rotate270(&upright),
        _ => upright,
    };
    // Small first: the contrast is that of the pixels that are shown.
    let (columns, pixels) = (u32::from(size.width), u32::from(size.height) * 2);
    let mut shown = imageops::thumbnail(&turned, columns, pixels);
    stretch(&mut shown);
    let picture = Protocol::Halfblocks(Halfblocks::new(DynamicImage::ImageLuma8(shown), size).ok()?);
    let area = Rect::from(size);
    let mut buffer = Buffer::empty(area);
    Image::new(&picture).render(area, &mut buffer);
    Some(buffer)
}

/// The upper and the lower pixel of a cell.
fn greys(cell: &Cell) -> (u8, u8) {
    let grey = |colour| match colour {
        Color::Rgb(red, ..) => red,
        _ => u8::MAX,
    };
    // The brighter half is drawn, the other one is the ground behind it.
    match cell.symbol() {
        "▄" => (grey(cell.bg), grey(cell.fg)),
        _ => (grey(cell.fg), grey(cell.bg)),
    }
}

/// Two pixels in the colours of this look.
fn tinted(look: Look, (above, below): (u8, u8)) -> (&'static str, Style) {
    let two = |above: Color, below: Color| {
        let sign = if above == below { " " } else { "▀" };
        (sign, Style::new().fg(above).bg(below))
    };
    match (look.theme, look.depth) {
        (Theme::Colour | Theme::Contrast, Depth::Millions) => {
            two(Color::Rgb(above, above, above), Color::Rgb(below, below, below))
        }
        (Theme::Colour | Theme::Contrast, Depth::Sixteen) => two(GREYS[level(above)], GREYS[level(below)]),
        (Theme::Mono | Theme::Vt, _) => {
            let sign = match (above > PAPER, below > PAPER) {
                (true, true) => "█",
                (true, false) => "▀",
                (false, true) => "▄",
                (false, false) => " ",
            };
            (sign, look.style(Role::Text).remove_modifier(Modifier::all()))
        }
    }
}

/// Which of the four greys; text is thin, so what is not quite paper already counts as ink.
fn level(grey: u8) -> usize {
    match grey {
        0..=79 => 0,
        80..=149 => 1,
        150..=214 => 2,
        _ => 3,
    }
}

/// The paper becomes white and the darkest ink black: at this size lines of text are a pale grey.
fn stretch(shown: &mut GrayImage) {
    let mut sorted = shown.as_raw().clone();
    sorted.sort_unstable();
    let at = |share: usize| sorted.get(sorted.len() * share / 100).copied().unwrap_or(u8::MAX);
    let (ink, paper) = (at(1), at(80));
    if paper.saturating_sub(ink) < LEAST_CONTRAST {
        return;
    }
    let range = u32::from(paper - ink);
    for pixel in shown.pixels_mut() {
        let above = u32::from(pixel.0[0].saturating_sub(ink));
        pixel.0[0] = u8::try_from((above * 255 / range).min(255)).unwrap_or(u8::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::picture::draw as picture;
    use proptest::prelude::*;

    /// White, with a heading at the top left and three lines of text.
    fn letter() -> PageLook {
        let (width, height) = (40_u16, 56_u16);
        let ink = |x: u16, y: u16| {
            matches!(y, 4..=7) && matches!(x, 4..=19) || y > 16 && y % 8 < 3 && y < 42 && matches!(x, 4..=35)
        };
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| if ink(x, y) { 40 } else { 240 }));
        PageLook {
            width,
            height,
            grey: pixels.collect(),
            flags: Vec::new(),
            level: true,
        }
    }

    fn shown(look: Look, size: (u16, u16), placing: Placing) -> (u16, String) {
        let mut rows = 0;
        let drawn = picture(size.0, size.1, &look, |frame, area| {
            rows = draw(&mut Pen::new(frame, &look, area), area, (&letter(), placing));
        });
        (rows, drawn.text())
    }

    #[test]
    fn a_page_is_shown_whole_and_turned_as_the_officer_turned_it() {
        let (rows, upright) = shown(Look::SKETCH, (30, 14), Placing::default());
        assert_eq!(rows, 14);
        insta::assert_snapshot!("upright", upright);
        for (turns, name) in [(1, "turned_right"), (2, "upside_down")] {
            let placing = Placing {
                turns,
                ..Placing::default()
            };
            insta::assert_snapshot!(name, shown(Look::SKETCH, (30, 14), placing).1);
        }
    }

    #[test]
    fn four_quarters_are_none_and_a_wide_page_is_scrolled() {
        let at = |placing| shown(Look::SKETCH, (40, 8), placing).1;
        let turned = |turns| {
            at(Placing {
                turns,
                ..Placing::default()
            })
        };
        assert_eq!(turned(4), turned(0));
        let wide = |from| Placing {
            wide: true,
            from,
            turns: 0,
        };
        assert_eq!(extent(&letter(), wide(0), (40, 8)), (40, 28));
        assert_ne!(at(wide(0)), at(wide(4)));
        assert_eq!(shown(Look::SKETCH, (40, 8), wide(24)).0, 4);
        assert_eq!(shown(Look::SKETCH, (40, 8), wide(900)).0, 0);
    }

    #[test]
    fn a_font_without_half_blocks_gets_nothing_and_no_theme_needs_more_than_sixteen_colours() {
        for glyphs in [Glyphs::Vt, Glyphs::Ascii] {
            assert_eq!(
                shown(Look::new(Theme::Vt, glyphs), (30, 14), Placing::default()).0,
                0
            );
        }
        for theme in [Theme::Colour, Theme::Contrast, Theme::Mono, Theme::Vt] {
            let look = Look::new(theme, Glyphs::Full);
            let drawn = picture(30, 14, &look, |frame, area| {
                draw(
                    &mut Pen::new(frame, &look, area),
                    area,
                    (&letter(), Placing::default()),
                );
            });
            for cell in &drawn.buffer.content {
                assert!(!matches!(cell.fg, Color::Rgb(..) | Color::Indexed(_)));
                assert!(theme != Theme::Mono || (cell.fg, cell.bg) == (Color::Reset, Color::Reset));
            }
        }
    }

    /// Where there are millions of colours the pale print that four greys lose is there.
    #[test]
    fn a_terminal_of_millions_of_colours_shows_all_greys_and_no_other_theme_takes_them() {
        let shades = |look: Look| {
            let drawn = picture(30, 14, &look, |frame, area| {
                let slope = PageLook {
                    grey: (0..40_u16 * 56).map(|at| (at / 40 * 4).min(255) as u8).collect(),
                    ..letter()
                };
                draw(
                    &mut Pen::new(frame, &look, area),
                    area,
                    (&slope, Placing::default()),
                );
            });
            let colours: std::collections::HashSet<Color> =
                drawn.buffer.content.iter().map(|it| it.fg).collect();
            colours.len()
        };
        let millions = |theme| Look::new(theme, Glyphs::Full).with_depth(Depth::Millions);
        assert!(shades(millions(Theme::Colour)) >= 12);
        assert!(shades(Look::new(Theme::Colour, Glyphs::Full)) <= 5);
        assert_eq!(shades(millions(Theme::Mono)), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn no_numbers_break_it(
            page in (0_u16..40, 0_u16..40), bytes in 0_usize..2_000, turns: u8, from: u16, wide: bool, size in (1_u16..50, 1_u16..30)
        ) {
            let page = PageLook { width: page.0, height: page.1, grey: vec![7; bytes], flags: Vec::new(), level: false };
            let full = PageLook { grey: vec![9; usize::from(page.width) * usize::from(page.height)], ..page.clone() };
            for page in [page, full] {
                picture(size.0, size.1, &Look::SKETCH, |frame, area| {
                    let placing = Placing { turns, wide, from };
                    draw(&mut Pen::new(frame, &Look::SKETCH, area), area, (&page, placing));
                });
            }
        }
    }
}
