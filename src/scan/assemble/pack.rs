//! How decoded pixels are packed for the PDF: without loss where that is small enough, else as JPEG; black and white
//! as one Group 4 strip, however many strips they came in.

use std::io::Write;

use fax::{Color, VecWriter};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::scan::fault::Fault;
use crate::scan::pixels::{Form, Pixels};

use super::picture::Coding;

/// Bytes for the PDF and how they are to be read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Packed {
    pub coding: Coding,
    pub bytes: Vec<u8>,
    /// Packed with loss.
    pub lossy: bool,
}

/// Quality of a page that is packed with loss.
const QUALITY: u8 = 85;
/// Photographs and noisy scans need more than this many bits for each sample when packed without loss.
const MOST_BITS_WITHOUT_LOSS: u64 = 4;
/// Below this size loss gains nothing.
const WORTH_PACKING: usize = 64 * 1024;

/// The widest row the Group 4 coder counts in.
const WIDEST_STRIP: u32 = 32_767;

/// Packs the pixels for the PDF.
pub(super) fn pack(pixels: &Pixels) -> Result<Packed, Fault> {
    let row = pixels.row();
    if row == 0 || pixels.bytes.len() != row.saturating_mul(pixels.height as usize) {
        return Err(Fault::Corrupt);
    }
    if pixels.form == Form::Bilevel
        && let Some(strip) = one_strip(pixels, row)
    {
        return Ok(strip);
    }
    let deflated = deflate(pixels, row).map_err(|_| Fault::Corrupt)?;
    let samples = pixels.bytes.len() as u64;
    let is_photo =
        deflated.len() > WORTH_PACKING && deflated.len() as u64 * 8 > samples * MOST_BITS_WITHOUT_LOSS;
    if is_photo && let Some(packed) = as_jpeg(pixels) {
        return Ok(packed);
    }
    let coding = Coding::Rows {
        samples: pixels.form.samples(),
        bits: pixels.form.bits(),
        palette: None,
        filtered: pixels.form != Form::Bilevel,
    };
    Ok(Packed {
        coding,
        bytes: deflated,
        lossy: false,
    })
}

/// The page as one Group 4 strip. Strips of a TIFF cannot be joined as they stand: each begins with a line of its
/// own. `None` where the codes would be longer than the bits, as they are for a dithered picture.
fn one_strip(pixels: &Pixels, row: usize) -> Option<Packed> {
    let width = u16::try_from(pixels.width.min(WIDEST_STRIP + 1)).ok()?;
    if u32::from(width) > WIDEST_STRIP {
        return None;
    }
    let mut coder = fax::encoder::Encoder::new(VecWriter::new());
    for line in pixels.bytes.chunks_exact(row) {
        let colours = (0..usize::from(width)).map(|x| {
            if line[x / 8] & (0x80 >> (x % 8)) == 0 {
                Color::Black
            } else {
                Color::White
            }
        });
        coder.encode_line(colours, width).ok()?;
    }
    let bytes = coder.finish().ok()?.finish();
    let coding = Coding::Group4 { black_is_one: false };
    (bytes.len() < pixels.bytes.len().max(64)).then_some(Packed {
        coding,
        bytes,
        lossy: false,
    })
}

/// Each row as its difference from the one above (PNG filter 2), which halves a scan; bits are left alone.
fn deflate(pixels: &Pixels, row: usize) -> std::io::Result<Vec<u8>> {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    if pixels.form == Form::Bilevel {
        out.write_all(&pixels.bytes)?;
        return out.finish();
    }
    let mut above = vec![0; row];
    let mut line = vec![2; row + 1];
    for pixels in pixels.bytes.chunks_exact(row) {
        for ((byte, pixel), up) in line[1..].iter_mut().zip(pixels).zip(&above) {
            *byte = pixel.wrapping_sub(*up);
        }
        out.write_all(&line)?;
        above.copy_from_slice(pixels);
    }
    out.finish()
}

fn as_jpeg(pixels: &Pixels) -> Option<Packed> {
    let (width, height) = (
        u16::try_from(pixels.width).ok()?,
        u16::try_from(pixels.height).ok()?,
    );
    let colour = match pixels.form {
        Form::Grey => ColorType::Luma,
        Form::Rgb => ColorType::Rgb,
        Form::Bilevel | Form::Cmyk => return None,
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    // Stamps and signatures are thin and red: their colour is not halved.
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    encoder.encode(&pixels.bytes, width, height, colour).ok()?;
    let coding = Coding::Jpeg {
        components: pixels.form.samples(),
        inverted: false,
        plain_rgb: false,
    };
    Some(Packed {
        coding,
        bytes,
        lossy: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_strip_gives_back_the_very_bits(width in 1_u32..200, runs in proptest::collection::vec((0_u8..2, 1_usize..90), 1..80)) {
            let bits: Vec<u8> = runs.iter().flat_map(|(colour, length)| std::iter::repeat_n(*colour, *length)).collect();
            let rows: Vec<Vec<u8>> = bits.chunks(width as usize).filter(|row| row.len() == width as usize).map(<[u8]>::to_vec).collect();
            prop_assume!(!rows.is_empty());
            let packed_rows = rows.iter().flat_map(|row| row.chunks(8).map(|eight| {
                eight.iter().enumerate().fold(0, |byte, (at, bit)| byte | (bit << (7 - at)))
            })).collect();
            let pixels = Pixels { width, height: u32::try_from(rows.len()).unwrap(), form: Form::Bilevel, bytes: packed_rows };
            let Some(packed) = one_strip(&pixels, pixels.row()) else { return Ok(()) };
            let mut back = Vec::new();
            fax::decoder::decode_g4(packed.bytes.iter().copied(), u16::try_from(width).unwrap(), None, |line| {
                back.push(fax::decoder::pels(line, u16::try_from(width).unwrap()).map(|colour| u8::from(colour == Color::White)).collect::<Vec<_>>());
            });
            prop_assert_eq!(back, rows);
        }
    }
}
