//! A page as scanners make it.

use jpeg_encoder::{ColorType, Encoder, PixelDensity, SamplingFactor};

/// An A4 page at 200 dots an inch.
pub(crate) const SIZE: (u16, u16) = (1654, 2339);

/// A page of text on grainy paper with a red stamp, about 740 kB.
pub(crate) fn scan(page: u32) -> Vec<u8> {
    let (width, height) = SIZE;
    let mut grain = page.wrapping_mul(2_654_435_761) | 1;
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..u32::from(height) {
        for x in 0..u32::from(width) {
            grain ^= grain << 13;
            grain ^= grain >> 17;
            grain ^= grain << 5;
            let letter = (x / 14 * 7 + y / 40 * 13 + page * 3) % 5;
            let is_ink = y % 40 < 22
                && (150..1500).contains(&x)
                && (150..2200).contains(&y)
                && letter < 2
                && x % 14 < 9;
            let away = (i64::from(x) - 1100).pow(2) + (i64::from(y) - 1900).pow(2);
            let tone = if is_ink { 50 } else { 225 };
            let tone = u8::try_from(tone + grain % 28).unwrap_or(255);
            let is_stamp = (30_000..40_000).contains(&away);
            pixels.extend(if is_stamp {
                [210, tone / 3, tone / 3]
            } else {
                [tone; 3]
            });
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 75);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_density(PixelDensity::dpi(200));
    encoder.encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}
