use super::*;
use crate::scan::pixels::Form;
use qrcode::{Color, EcLevel, QrCode};

fn codes_of(pixels: &Pixels) -> Codes {
    read(pixels, || None)
}

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
        let codes = codes_of(&page(dpi, 72, false));
        assert_eq!(
            (codes.texts, codes.large_unread),
            (vec![TEXT.to_owned()], false),
            "{dpi} dpi"
        );
    }
}

#[test]
fn a_page_without_a_code_has_none_and_a_spoilt_one_is_said_only_where_it_is_large() {
    assert_eq!(codes_of(&page(100, 0, false)), Codes::default());
    let spoilt = codes_of(&page(100, 72, true));
    assert_eq!((spoilt.texts.len(), spoilt.large_unread), (0, true));
    assert!(!codes_of(&page(150, 28, true)).large_unread, "as on a receipt");
}

/// A page on which this is the brightness of each place.
fn drawn((width, height): (u32, u32), tone: impl Fn(u32, u32) -> u8) -> Pixels {
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    Pixels {
        width,
        height,
        form: Form::Grey,
        bytes: places.map(|(x, y)| tone(x, y)).collect(),
    }
}

#[test]
fn a_cover_whose_corner_marks_are_gone_is_known_for_what_it_is() {
    let whole = page(100, 72, false);
    let (side, left, top) = (283, (827 - 283) / 2, 80);
    let hidden = |x: u32, y: u32| {
        let ends = |at: u32, from: u32| {
            let at = at.saturating_sub(from);
            (
                usize::from(at > side / 2),
                at < side * 13 / 37 || at > side * 24 / 37,
            )
        };
        let ((right, is_end), (low, is_top)) = (ends(x, left), ends(y, top));
        is_end && is_top && (right, low) != (1, 1)
    };
    let pixel = |x: u32, y: u32| whole.bytes[(y * whole.width + x) as usize];
    let marks_gone = drawn((827, 1169), |x, y| if hidden(x, y) { 240 } else { pixel(x, y) });
    // Too much of it is gone: only what can be known is known.
    assert!(codes_of(&marks_gone).texts.is_empty());
    let one_stained = drawn((827, 1169), |x, y| {
        let is_stain = (left + 25..left + 80).contains(&x) && (top + 25..top + 80).contains(&y);
        if is_stain { 30 } else { pixel(x, y) }
    });
    let codes = codes_of(&one_stained);
    assert_eq!(
        (codes.texts.len(), codes.large_unread),
        (0, true),
        "one mark is a stain"
    );
}

#[test]
fn text_stripes_and_shades_are_no_codes() {
    let text = |x: u32, y: u32| {
        if y % 20 < 10 && (x / 4 * 7 + y / 20 * 13) % 5 < 2 {
            40
        } else {
            240
        }
    };
    let stripes = |x: u32, _: u32| if x % 12 < 6 { 20 } else { 240 };
    let shade = |x: u32, y: u32| u8::try_from((x + y) / 9).unwrap_or(255);
    assert_eq!(codes_of(&drawn((827, 1169), text)), Codes::default());
    assert_eq!(codes_of(&drawn((827, 1169), stripes)), Codes::default());
    assert_eq!(codes_of(&drawn((827, 1169), shade)), Codes::default());
}

/// What keeps a reader that compares every two marks busy: marks all over, and noise of every grain.
#[test]
fn hostile_pictures_are_given_up_and_said_where_a_cover_may_be_among_them() {
    let mark = |x: u32, y: u32, module: u32| {
        let place = |at: u32| i64::from(at / module % 9) - 3;
        let far = place(x).abs().max(place(y).abs());
        if far == 3 || far <= 1 { 10 } else { 240 }
    };
    for module in [3, 5, 9] {
        let codes = codes_of(&drawn((827, 1169), |x, y| mark(x, y, module)));
        assert!(codes.texts.is_empty(), "module {module}");
    }
    for grain in [1, 3, 8] {
        let noise = |x: u32, y: u32| {
            let mut seed = (x / grain).wrapping_mul(2_654_435_761) ^ (y / grain).wrapping_mul(40_503) | 1;
            seed ^= seed << 13;
            seed ^= seed >> 17;
            if seed.wrapping_mul(2_654_435_761) >> 31 == 1 {
                0
            } else {
                255
            }
        };
        assert!(
            codes_of(&drawn((827, 1169), noise)).texts.is_empty(),
            "grain {grain}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn no_picture_breaks_the_reading(width in 1_u32..90, height in 1_u32..90, seed in 0_u32.., grain in 1_u32..12) {
        let tone = |x: u32, y: u32| {
            let mixed = (x / grain).wrapping_mul(seed | 1) ^ (y / grain).wrapping_mul(2_654_435_761);
            if mixed.wrapping_mul(40_503) >> 31 == 1 { 0 } else { 255 }
        };
        proptest::prop_assert!(codes_of(&drawn((width, height), tone)).texts.is_empty());
    }
}
