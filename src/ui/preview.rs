//! A page as a picture of half blocks: two pixels in each cell, in four greys where the theme has colours, else in ink
//! and paper. Enough to see a blank, turned or wrong page; a font without half blocks gets none.

use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::app::preview::{Beside, PageLook};
use crate::ui::glyphs::Glyphs;
use crate::ui::pen::Pen;
use crate::ui::text;
use crate::ui::theme::{Look, Role, Theme};

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

/// Pixels as they are shown.
struct Grid {
    width: u16,
    height: u16,
    grey: Vec<u8>,
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
    if !can_show(pen.look()) || area.is_empty() || !is_whole(page) {
        return 0;
    }
    let (columns, rows) = extent(page, placing, (area.width, area.height));
    let grid = shrink(page, placing.turns, (columns, rows.saturating_mul(2)));
    let grid = stretched(grid);
    let theme = pen.look().theme;
    let plain = pen.look().style(Role::Text);
    let shown = rows.saturating_sub(placing.from).min(area.height);
    let mut inside = pen.within(area);
    for row in 0..shown {
        for column in 0..columns {
            let above = grid.at(column, (row + placing.from).saturating_mul(2));
            let below = grid.at(column, (row + placing.from).saturating_mul(2).saturating_add(1));
            let (sign, style) = cell(theme, plain, (above, below));
            inside.styled((column, row), style, sign);
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

/// Damaged numbers draw nothing.
fn is_whole(page: &PageLook) -> bool {
    page.width > 0 && page.height > 0 && page.grey.len() == usize::from(page.width) * usize::from(page.height)
}

fn cell(theme: Theme, plain: Style, (above, below): (u8, u8)) -> (&'static str, Style) {
    match theme {
        Theme::Colour | Theme::Contrast => {
            let (above, below) = (GREYS[level(above)], GREYS[level(below)]);
            let style = Style::new().fg(above).bg(below);
            (if above == below { " " } else { "▀" }, style)
        }
        Theme::Mono | Theme::Vt => {
            let sign = match (above > PAPER, below > PAPER) {
                (true, true) => "█",
                (true, false) => "▀",
                (false, true) => "▄",
                (false, false) => " ",
            };
            (sign, plain.remove_modifier(Modifier::all()))
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

impl Grid {
    fn at(&self, x: u16, y: u16) -> u8 {
        let at = usize::from(y) * usize::from(self.width) + usize::from(x);
        if y < self.height {
            self.grey.get(at).copied().unwrap_or(255)
        } else {
            255
        }
    }
}

/// Turned and averaged down to this many pixels.
fn shrink(page: &PageLook, turns: u8, (width, height): (u16, u16)) -> Grid {
    let (across, down) = (usize::from(page.width), usize::from(page.height));
    let turned = turns % 2 == 1;
    let (wide, high) = if turned { (down, across) } else { (across, down) };
    let source = |x: usize, y: usize| match turns % 4 {
        1 => page.grey[(down - 1 - x) * across + y],
        2 => page.grey[(down - 1 - y) * across + (across - 1 - x)],
        3 => page.grey[x * across + (across - 1 - y)],
        _ => page.grey[y * across + x],
    };
    let span = |at: u16, of: u16, all: usize| {
        let from = usize::from(at) * all / usize::from(of.max(1));
        let to = (usize::from(at) + 1) * all / usize::from(of.max(1));
        from.min(all.saturating_sub(1))..to.max(from + 1).min(all)
    };
    let mut grey = Vec::with_capacity(usize::from(width) * usize::from(height));
    for y in 0..height {
        for x in 0..width {
            let (mut sum, mut count) = (0_usize, 0);
            for line in span(y, height, high) {
                for column in span(x, width, wide) {
                    sum += usize::from(source(column, line));
                    count += 1;
                }
            }
            grey.push(u8::try_from(sum / count.max(1)).unwrap_or(255));
        }
    }
    Grid { width, height, grey }
}

/// The paper becomes white and the darkest ink black: at this size lines of text are a pale grey.
fn stretched(mut grid: Grid) -> Grid {
    let mut sorted = grid.grey.clone();
    sorted.sort_unstable();
    let at = |share: usize| sorted.get(sorted.len() * share / 100).copied().unwrap_or(255);
    let (ink, paper) = (at(1), at(80));
    if paper.saturating_sub(ink) < LEAST_CONTRAST {
        return grid;
    }
    let range = u32::from(paper - ink);
    for grey in &mut grid.grey {
        let above = u32::from(grey.saturating_sub(ink));
        *grey = u8::try_from((above * 255 / range).min(255)).unwrap_or(255);
    }
    grid
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
