//! Reads the QR codes on a page. A scan is tried at several sizes, as it is and softened: a reader that fails on one
//! often succeeds on the next (scanning.md §9). A page without anything like a code is given up after the two cheapest.

use rqrr::PreparedImage;

use super::check::Small;
use super::pixels::Pixels;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes {
    /// Texts that were read, each once.
    pub texts: Vec<String>,
    /// There is a code as large as a cover's on a sheet, and it was not read at any size.
    pub large_unread: bool,
}

/// Pixels of the long side of an A4 page at 200 dpi.
const LONG_SIDE: u32 = 2_339;
/// Sizes as percent of that. The first two show whether there is a code at all.
const SIZES: [usize; 5] = [50, 33, 100, 66, 150];
const FIRST_LOOK: usize = 2;
/// A code whose side is at least so many thousandths of the page's long side may be a cover's; those on papers and
/// receipts are smaller.
const LARGE: usize = 140;
/// Sides of a sheet of paper differ by this factor, in percent; a card is longer.
const SHEET: std::ops::RangeInclusive<usize> = 130..=150;

/// Reads the codes of a decoded page.
pub(super) fn read(pixels: &Pixels) -> Codes {
    let Some(whole) = Small::sized(pixels, LONG_SIDE) else {
        return Codes::default();
    };
    let mut seen = Codes::default();
    let mut is_any = false;
    for (at, percent) in SIZES.into_iter().enumerate() {
        if at == FIRST_LOOK && !is_any {
            break;
        }
        let picture = resized(&whole, percent);
        for softened in [false, true] {
            let found = if softened {
                look(&blurred(&picture))
            } else {
                look(&picture)
            };
            is_any |= found.any;
            seen.large_unread |= found.large_unread && is_sheet(&whole);
            if !found.texts.is_empty() {
                return Codes {
                    texts: found.texts,
                    large_unread: false,
                };
            }
        }
    }
    seen
}

struct Found {
    texts: Vec<String>,
    any: bool,
    large_unread: bool,
}

fn look(picture: &Small) -> Found {
    let grey = |x: usize, y: usize| picture.bytes.get(y * picture.width + x).copied().unwrap_or(255);
    let mut prepared = PreparedImage::prepare_from_greyscale(picture.width, picture.height, grey);
    let mut found = Found {
        texts: Vec::new(),
        any: false,
        large_unread: false,
    };
    for grid in prepared.detect_grids() {
        found.any = true;
        match grid.decode() {
            Ok((_, text)) if !found.texts.contains(&text) => found.texts.push(text),
            Ok(_) => {}
            Err(_) => found.large_unread |= is_large(&grid.bounds, picture),
        }
    }
    found
}

fn is_large(bounds: &[rqrr::Point; 4], picture: &Small) -> bool {
    let long = i64::try_from(picture.width.max(picture.height)).unwrap_or(i64::MAX);
    let (across, down) = (
        i64::from(bounds[1].x) - i64::from(bounds[0].x),
        i64::from(bounds[1].y) - i64::from(bounds[0].y),
    );
    let side = across
        .saturating_mul(across)
        .saturating_add(down.saturating_mul(down));
    let least = long.saturating_mul(i64::try_from(LARGE).unwrap_or(0)) / 1_000;
    side >= least.saturating_mul(least)
}

fn is_sheet(page: &Small) -> bool {
    let (long, short) = (page.width.max(page.height), page.width.min(page.height));
    SHEET.contains(&(long * 100 / short.max(1)))
}

fn resized(whole: &Small, percent: usize) -> Small {
    if percent == 100 {
        return whole.clone();
    }
    let of = |side: usize| (side * percent / 100).max(1);
    let (width, height) = (of(whole.width), of(whole.height));
    Small {
        width,
        height,
        bytes: whole.shrunk_to(width, height),
    }
}

/// A normal curve of deviation 0.8 in 256ths.
const CURVE: [u32; 5] = [6, 58, 128, 58, 6];

fn blurred(picture: &Small) -> Small {
    let (width, height) = (picture.width, picture.height);
    let across = along(&picture.bytes, (width, height), 1);
    let bytes = along(&across, (width, height), width);
    Small { width, height, bytes }
}

/// Softens in one direction: neighbours are `step` bytes apart. At an edge the edge is its own neighbour.
fn along(bytes: &[u8], (width, height): (usize, usize), step: usize) -> Vec<u8> {
    let last = if step == 1 { width } else { height } - 1;
    let mut soft = Vec::with_capacity(bytes.len());
    for at in 0..bytes.len() {
        let place = if step == 1 { at % width } else { at / width };
        let base = at - place * step;
        let sum: u32 = CURVE
            .iter()
            .enumerate()
            .map(|(offset, weight)| {
                let near = (place + offset).saturating_sub(2).min(last);
                weight * u32::from(bytes[base + near * step])
            })
            .sum();
        soft.push(u8::try_from(sum / 256).unwrap_or(255));
    }
    soft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::pixels::Form;
    use qrcode::{Color, EcLevel, QrCode};

    const TEXT: &str = "MOTCUA1 000.99.15.H08-230214-0003 2 1A2B3C4D";

    /// A4 at this resolution with a code of so many millimetres; `spoilt` = a streak runs over it.
    fn page(dpi: u32, mm: u32, spoilt: bool) -> Pixels {
        let (width, height, side) = (dpi * 827 / 100, dpi * 1169 / 100, dpi * mm * 100 / 2_540);
        let code = QrCode::with_error_correction_level(TEXT, EcLevel::M).unwrap();
        let (modules, cells) = (code.width(), code.to_colors());
        let all = u32::try_from(modules).unwrap() + 8;
        let (left, top) = ((width - side) / 2, dpi * 4 / 5);
        let dark = |x: u32, y: u32| {
            if side == 0 || !(left..left + side).contains(&x) || !(top..top + side).contains(&y) {
                return false;
            }
            let place = |at: u32| (at * all / side).checked_sub(4).map(|at| at as usize);
            let (Some(column), Some(row)) = (place(x - left), place(y - top)) else {
                return false;
            };
            let inside = column < modules && row < modules;
            let streak = spoilt && (9..modules - 9).contains(&row);
            inside && (streak || cells[row * modules + column] == Color::Dark)
        };
        let grain = |x: u32, y: u32| u8::try_from((x * 7 + y * 13) % 11).unwrap();
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let bytes = pixels
            .map(|(x, y)| if dark(x, y) { 20 } else { 240 } + grain(x, y))
            .collect();
        Pixels {
            width,
            height,
            form: Form::Grey,
            bytes,
        }
    }

    #[test]
    fn a_cover_is_read_at_every_resolution_offices_scan_at() {
        for dpi in [75, 100, 150, 200, 300] {
            let codes = read(&page(dpi, 72, false));
            assert_eq!(
                (codes.texts, codes.large_unread),
                (vec![TEXT.to_owned()], false),
                "{dpi} dpi"
            );
        }
    }

    #[test]
    fn a_page_without_a_code_has_none_and_a_spoilt_one_is_said_only_where_it_is_large() {
        assert_eq!(read(&page(100, 0, false)), Codes::default());
        let spoilt = read(&page(100, 72, true));
        assert_eq!((spoilt.texts.len(), spoilt.large_unread), (0, true));
        assert!(!read(&page(150, 28, true)).large_unread, "as on a receipt");
    }
}
