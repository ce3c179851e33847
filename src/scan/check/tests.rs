//! Pages of text drawn in code, at 100 dots an inch: for every check one page that has the fault and one that has not.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "places on a page of 827 x 1169"
)]

use std::io::Cursor;

use super::*;
use crate::domain::ids::FileHash;
use crate::scan::pixels::{Form, Pixels};

const WIDTH: i64 = 827;
const HEIGHT: i64 = 1169;

/// A sheet of text and how it went through the scanner.
#[derive(Clone, Copy)]
struct Sheet {
    /// Which text: other seeds are other words in lines of other lengths.
    seed: u64,
    lines: i64,
    /// Degrees clockwise.
    turned: f64,
    /// Pixels by which the sheet lies to the right and down.
    moved: (i64, i64),
    paper: u8,
    ink: u8,
    grain: u64,
}

const PLAIN: Sheet = Sheet {
    seed: 1,
    lines: 50,
    turned: 0.0,
    moved: (0, 0),
    paper: 235,
    ink: 40,
    grain: 1,
};

fn mix(numbers: [u64; 3]) -> u64 {
    numbers
        .into_iter()
        .fold(0x9e37_79b9_7f4a_7c15_u64, |hash, number| {
            let mixed = (hash ^ number).wrapping_mul(0xff51_afd7_ed55_8ccd);
            mixed ^ mixed >> 31
        })
}

impl Sheet {
    /// Whether there is ink at this place of the sheet itself.
    fn is_ink(self, x: i64, y: i64) -> bool {
        let (x, y) = (x - 80, y - 80);
        let (line, in_line) = (y.div_euclid(20), y.rem_euclid(20));
        let (letter, in_letter) = (x.div_euclid(7), x.rem_euclid(7));
        if in_line >= 12 || in_letter >= 6 || !(0..self.lines).contains(&line) {
            return false;
        }
        let length = 40 + (self.seed * 131 + line as u64 * 37) * (line as u64 + 11) % 55;
        if !(0..length as i64).contains(&letter) {
            return false;
        }
        let glyph = mix([self.seed, line as u64, letter as u64]);
        !glyph.is_multiple_of(6) && glyph >> (8 + in_line / 3 * 3 + in_letter / 2) & 1 == 1
    }

    fn draw(self) -> Pixels {
        let (sin, cos) = self.turned.to_radians().sin_cos();
        let (middle_x, middle_y) = (WIDTH as f64 / 2.0, HEIGHT as f64 / 2.0);
        let mut bytes = Vec::with_capacity((WIDTH * HEIGHT) as usize);
        for y in 0..HEIGHT {
            for x in 0..WIDTH {
                let (right, down) = (x as f64 - middle_x, y as f64 - middle_y);
                let from_x = (right * cos + down * sin + middle_x).round() as i64 - self.moved.0;
                let from_y = (down * cos - right * sin + middle_y).round() as i64 - self.moved.1;
                let tone = if self.is_ink(from_x, from_y) {
                    self.ink
                } else {
                    self.paper
                };
                let grain = (x as u64 * 1_297 + y as u64 * 7_919) * (self.grain + 5) % 101 % 17;
                bytes.push(tone.saturating_add(grain as u8).saturating_sub(8));
            }
        }
        Pixels {
            width: WIDTH as u32,
            height: HEIGHT as u32,
            form: Form::Grey,
            bytes,
        }
    }

    fn check(self) -> PageCheck {
        judge(&Small::of(&self.draw()).unwrap())
    }
}

fn draw_over(mut pixels: Pixels, tone: u8, covers: impl Fn(i64, i64) -> bool) -> PageCheck {
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            if covers(x, y) {
                pixels.bytes[(y * WIDTH + x) as usize] = tone;
            }
        }
    }
    judge(&Small::of(&pixels).unwrap())
}

const EMPTY: Sheet = Sheet { lines: 0, ..PLAIN };

#[test]
fn a_good_page_has_no_flag_white_or_on_coloured_paper() {
    assert_eq!(PLAIN.check().flags, []);
    let coloured = Sheet {
        paper: 165,
        ink: 30,
        ..PLAIN
    };
    assert_eq!(coloured.check().flags, []);
}

#[test]
fn an_empty_side_is_blank_and_one_line_of_text_is_not() {
    assert_eq!(EMPTY.check().flags, [PageFlag::Blank]);
    let shines_through = Sheet { ink: 214, ..PLAIN };
    assert_eq!(shines_through.check().flags, [PageFlag::Blank]);
    let one_line = Sheet { lines: 1, ..PLAIN };
    assert_eq!(one_line.check().flags, []);
    let shadows = draw_over(EMPTY.draw(), 60, |x, _| x < 25);
    assert_eq!(
        shadows.flags,
        [PageFlag::Blank],
        "the shadow of a binding is no ink"
    );
}

#[test]
fn lines_that_are_not_level_are_flagged_from_one_and_a_half_degrees_on() {
    for turned in [-4.0, -2.5, 2.5, 4.0] {
        let found = Sheet { turned, ..PLAIN }.check();
        assert!(found.flags.contains(&PageFlag::Skewed), "{turned}: {found:?}");
        assert!((found.skew.unwrap() - turned).abs() < 0.5, "{turned}: {found:?}");
    }
    for turned in [-0.7, 0.0, 0.7] {
        let found = Sheet { turned, ..PLAIN }.check();
        assert_eq!(found.flags, [], "{turned}: {found:?}");
    }
    let stamp = draw_over(EMPTY.draw(), 90, |x, y| {
        let away = (x - 500).pow(2) + (y - 700).pow(2);
        (10_000..14_400).contains(&away)
    });
    assert_eq!((stamp.flags.as_slice(), stamp.skew), (&[][..], None));
}

#[test]
fn a_page_that_came_out_dark_or_faint_is_flagged() {
    let dark = Sheet {
        paper: 95,
        ink: 20,
        ..PLAIN
    };
    assert_eq!(dark.check().flags, [PageFlag::TooDark]);
    let faint = Sheet { ink: 182, ..PLAIN };
    assert_eq!(faint.check().flags, [PageFlag::TooLight]);
    let grey_ink = Sheet { ink: 85, ..PLAIN };
    assert_eq!(grey_ink.check().flags, []);
}

#[test]
fn text_that_runs_off_an_edge_is_flagged_and_a_shadow_along_it_is_not() {
    for moved in [(-110, 0), (0, -108), (160, 0)] {
        let found = Sheet { moved, ..PLAIN }.check();
        assert_eq!(found.flags, [PageFlag::CutEdge], "{moved:?}");
    }
    let shadow = draw_over(PLAIN.draw(), 60, |x, y| x < 12 || y > HEIGHT - 9);
    assert_eq!(shadow.flags, []);
    let holes = draw_over(PLAIN.draw(), 30, |x, y| x < 10 && (y % 500 < 20));
    assert_eq!(holes.flags, []);
}

#[test]
fn a_page_scanned_twice_is_like_itself_and_unlike_the_others() {
    let again = Sheet {
        turned: 0.4,
        moved: (7, -9),
        paper: 225,
        grain: 2,
        ..PLAIN
    };
    let other = |seed| Sheet { seed, ..PLAIN }.check();
    let pages = [
        PLAIN.check(),
        other(2),
        again.check(),
        other(3),
        other(2),
        EMPTY.check(),
        EMPTY.check(),
    ];
    let candidates: Vec<Candidate> = pages
        .iter()
        .enumerate()
        .map(|(at, check)| Candidate {
            // The fifth is the second once more, byte for byte.
            sha256: FileHash([if at == 4 { 1 } else { at as u8 }; 32]),
            page: 0,
            check,
        })
        .collect();
    assert_eq!(
        twins(&candidates),
        [(2, 0, PageFlag::ProbableDuplicate), (4, 1, PageFlag::Duplicate)]
    );
}

#[test]
fn a_page_is_judged_as_it_is_shown_and_not_as_it_is_stored() {
    let upright = Small::of(&Sheet { turned: 2.5, ..PLAIN }.draw()).unwrap();
    let sideways = upright.clone().turned(270);
    assert_eq!((sideways.width, sideways.height), (upright.height, upright.width));
    assert_eq!(sideways.clone().turned(90), upright);
    assert_eq!(sideways.turned(180).turned(270), upright);
}

#[test]
fn every_form_of_pixels_gives_the_same_small_page() {
    let grey = PLAIN.draw();
    let of = |form, each: fn(u8) -> Vec<u8>| Pixels {
        form,
        bytes: grey.bytes.iter().flat_map(|tone| each(*tone)).collect(),
        ..grey
    };
    let small = Small::of(&grey).unwrap();
    for other in [
        of(Form::Rgb, |tone| vec![tone; 3]),
        of(Form::Cmyk, |tone| vec![0, 0, 0, 255 - tone]),
    ] {
        let other = Small::of(&other).unwrap();
        let far = small
            .bytes
            .iter()
            .zip(&other.bytes)
            .map(|(a, b)| a.abs_diff(*b))
            .max();
        assert!(far <= Some(1), "{far:?}");
    }
}

#[test]
fn files_are_checked_page_by_page_and_what_is_too_large_says_so() {
    let sheet = Sheet { turned: 3.0, ..PLAIN }.draw();
    let image = image::GrayImage::from_raw(sheet.width, sheet.height, sheet.bytes.clone()).unwrap();
    let mut png = Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png).unwrap();
    let mut jpeg = Vec::new();
    jpeg_encoder::Encoder::new(&mut jpeg, 75)
        .encode(
            &sheet.bytes,
            WIDTH as u16,
            HEIGHT as u16,
            jpeg_encoder::ColorType::Luma,
        )
        .unwrap();
    let mut drawing = jpeg.clone();
    let frame = drawing.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    drawing[frame + 5..frame + 9].copy_from_slice(&[0x6d, 0xb7, 0x4d, 0x9a]);
    let flags = |name, bytes| {
        check_reader(name, &mut Cursor::new(bytes)).unwrap()[0]
            .flags
            .clone()
    };
    assert_eq!(flags("a.png", png.into_inner()), [PageFlag::Skewed]);
    assert_eq!(flags("a.jpg", jpeg), [PageFlag::Skewed]);
    assert_eq!(flags("a0.jpg", drawing), [PageFlag::TooLargeToCheck]);
    assert_eq!(check_reader("a.jpg", &mut Cursor::new(b"")), Err(Fault::Empty));
}

/// The library gives nothing but the first rows of such a file's brightness: it would be said to be too dark.
#[test]
fn a_page_whose_colours_stand_in_scans_of_their_own_is_seen_whole() {
    let sheet = Sheet { turned: 3.0, ..PLAIN }.draw();
    for (width, height) in [(WIDTH, HEIGHT), (WIDTH, 900)] {
        let pixels = &sheet.bytes[..(width * height) as usize];
        let colours: Vec<u8> = pixels.iter().flat_map(|tone| [*tone; 3]).collect();
        let flags = |apart: bool| {
            let mut bytes = Vec::new();
            let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 75);
            encoder.set_optimized_huffman_tables(apart);
            let size = (width as u16, height as u16);
            encoder
                .encode(&colours, size.0, size.1, jpeg_encoder::ColorType::Rgb)
                .unwrap();
            let checks = checked("a.jpg", &mut Cursor::new(bytes), (Wish::ReadCodes, Share::ALL)).unwrap();
            checks[0].flags.clone()
        };
        assert!(flags(true).contains(&PageFlag::Skewed), "{width} x {height}");
        assert_eq!(flags(true), flags(false));
    }
}

/// A forged picture of one row may be 200 million pixels long: what a check keeps of each would fill the memory.
#[test]
fn a_strip_that_stays_long_when_it_is_small_is_not_looked_at() {
    for (width, height) in [(1, 3_000_000), (3_000_000, 1)] {
        let mut png = Cursor::new(Vec::new());
        let strip = image::GrayImage::new(width, height);
        strip.write_to(&mut png, image::ImageFormat::Png).unwrap();
        let checks = checked("a.png", &mut png, (Wish::ReadCodes, Share::ALL)).unwrap();
        assert_eq!(checks[0].flags, [PageFlag::NotChecked], "{width} x {height}");
    }
    let receipt = Pixels {
        width: 60,
        height: 3_000,
        form: Form::Grey,
        bytes: vec![0; 180_000],
    };
    assert!(Small::of(&receipt).is_some(), "a till's strip is a page");
}
