use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use proptest::prelude::*;

use super::*;

/// Tones that a JPEG keeps away from its ends, so that the pixels the library clamps are few.
fn tone(x: u32, y: u32, seed: u32) -> u8 {
    let ink = (x / 5 * 7 + y / 9 * 13 + seed).is_multiple_of(4);
    let grain = (x * 31 + y * 17 + x * y % 7 + seed) % 23;
    u8::try_from(if ink { 60 + grain } else { 190 + grain }).unwrap()
}

fn colour((width, height): (u16, u16), seed: u32, write: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let places = (0..u32::from(height)).flat_map(|y| (0..u32::from(width)).map(move |x| (x, y)));
    let pixels: Vec<u8> = places
        .flat_map(|(x, y)| [tone(x, y, seed), tone(x, y, seed) / 2 + 60, tone(y, x, seed)])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 80);
    write(&mut encoder);
    encoder.encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}

fn grey((width, height): (u16, u16), seed: u32) -> Vec<u8> {
    let places = (0..u32::from(height)).flat_map(|y| (0..u32::from(width)).map(move |x| (x, y)));
    let pixels: Vec<u8> = places.map(|(x, y)| tone(x, y, seed)).collect();
    let mut bytes = Vec::new();
    let encoder = Encoder::new(&mut bytes, 80);
    encoder.encode(&pixels, width, height, ColorType::Luma).unwrap();
    bytes
}

/// What another decoder's pixels come to, averaged over squares of four.
fn averaged(bytes: &[u8]) -> Vec<u8> {
    let pixels = crate::scan::pixels::convert::jpeg(bytes).unwrap();
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let one = |at: usize| match pixels.form {
        Form::Rgb => {
            let of = |sample: usize| u32::from(pixels.bytes[at * 3 + sample]);
            (of(0) * 299 + of(1) * 587 + of(2) * 114 + 500) / 1_000
        }
        Form::Grey | Form::Bilevel | Form::Cmyk => u32::from(pixels.bytes[at]),
    };
    let square = |column: usize, row: usize| {
        let places = (0..4).flat_map(|y| (0..4).map(move |x| (row * 4 + y) * width + column * 4 + x));
        (places.map(one).sum::<u32>() + 8) / 16
    };
    (0..height / 4)
        .flat_map(|row| (0..width / 4).map(move |column| (column, row)))
        .map(|(column, row)| u8::try_from(square(column, row)).unwrap())
        .collect()
}

fn agrees(bytes: &[u8], (width, height): (u16, u16)) {
    let ours = quarter(bytes).unwrap();
    assert_eq!(
        (ours.width, ours.height),
        (u32::from(width / 4), u32::from(height / 4))
    );
    let theirs = averaged(bytes);
    assert_eq!(ours.bytes.len(), theirs.len());
    let worst = ours.bytes.iter().zip(&theirs).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(worst.unwrap() <= 3, "off by {worst:?} of {width} × {height}");
}

#[test]
fn every_kind_a_scanner_writes_agrees_with_the_librarys_pixels() {
    let samplings = [
        SamplingFactor::F_1_1,
        SamplingFactor::F_2_1,
        SamplingFactor::F_1_2,
        SamplingFactor::F_2_2,
        SamplingFactor::F_4_1,
    ];
    for size in [(64, 64), (163, 241), (9, 70)] {
        agrees(&grey(size, 3), size);
        for sampling in samplings {
            let bytes = colour(size, 5, |encoder| encoder.set_sampling_factor(sampling));
            agrees(&bytes, size);
        }
        let bytes = colour(size, 7, |encoder| encoder.set_restart_interval(3));
        agrees(&bytes, size);
        let bytes = colour(size, 9, |encoder| encoder.set_optimized_huffman_tables(true));
        agrees(&bytes, size);
    }
}

#[test]
fn what_is_not_read_here_is_left_to_the_library() {
    let progressive = colour((80, 80), 1, |encoder| encoder.set_progressive(true));
    assert_eq!(quarter(&progressive), None);
    let whole = colour((160, 160), 1, |_| ());
    assert_eq!(quarter(&whole[..whole.len() / 2]), None, "cut off");
    assert!(!has_scans_apart(&whole) && !has_scans_apart(&progressive) && !has_scans_apart(&[]));
    let apart = colour((160, 160), 1, |encoder| {
        encoder.set_optimized_huffman_tables(true);
    });
    assert!(has_scans_apart(&apart));
    assert_eq!(quarter(&[]), None);
    assert_eq!(quarter(&[0xff, 0xd8, 0xff]), None);
}

#[test]
fn the_order_of_coefficients_is_that_of_the_standard() {
    let order: Vec<usize> = zigzag().map(|(across, down)| across + down * BLOCK).collect();
    assert_eq!(order[..10], [0, 1, 8, 16, 9, 2, 3, 10, 17, 24]);
    assert_eq!((order.len(), order[63], order[62]), (64, 63, 62));
}

proptest! {
    #[test]
    fn no_bytes_break_it(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), seed in 0_u32..9) {
        let mut bytes = colour((70, 50), seed, |encoder| encoder.set_restart_interval(2));
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = quarter(&bytes);
    }

    #[test]
    fn pages_of_any_size_agree(width in 4_u16..120, height in 4_u16..120, seed in 0_u32..9) {
        agrees(&colour((width, height), seed, |encoder| encoder.set_sampling_factor(SamplingFactor::F_2_2)), (width, height));
    }
}
