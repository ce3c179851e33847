//! Decoded pixels, flattened on white, and how they are packed again: without loss where that is small enough,
//! else as JPEG.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::scan::fault::Fault;

use super::picture::Coding;

/// One decoded page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    pub width: u32,
    pub height: u32,
    pub form: Form,
    /// Rows from the top, without padding between them except to whole bytes.
    pub bytes: Vec<u8>,
}

/// How one pixel is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One bit, 1 is white.
    Bilevel,
    Grey,
    Rgb,
    /// 0 is no ink.
    Cmyk,
}

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

impl Form {
    fn samples(self) -> u8 {
        match self {
            Self::Bilevel | Self::Grey => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }

    fn bits(self) -> u8 {
        match self {
            Self::Bilevel => 1,
            Self::Grey | Self::Rgb | Self::Cmyk => 8,
        }
    }
}

impl Pixels {
    fn row(&self) -> usize {
        let bits = u64::from(self.width) * u64::from(self.form.samples()) * u64::from(self.form.bits());
        usize::try_from(bits.div_ceil(8)).unwrap_or(usize::MAX)
    }

    /// Packs the pixels for the PDF. The decoded ones are dropped.
    pub(super) fn pack(self) -> Result<Packed, Fault> {
        let row = self.row();
        if row == 0 || self.bytes.len() != row.saturating_mul(self.height as usize) {
            return Err(Fault::Corrupt);
        }
        let deflated = self.deflate(row).map_err(|_| Fault::Corrupt)?;
        let samples = self.bytes.len() as u64;
        let is_photo =
            deflated.len() > WORTH_PACKING && deflated.len() as u64 * 8 > samples * MOST_BITS_WITHOUT_LOSS;
        if is_photo && let Some(packed) = self.as_jpeg() {
            return Ok(packed);
        }
        let (samples, bits) = (self.form.samples(), self.form.bits());
        let coding = Coding::Rows {
            samples,
            bits,
            palette: None,
            filtered: self.form != Form::Bilevel,
        };
        Ok(Packed {
            coding,
            bytes: deflated,
            lossy: false,
        })
    }

    /// Each row as its difference from the one above (PNG filter 2), which halves a scan; bits are left alone.
    fn deflate(&self, row: usize) -> std::io::Result<Vec<u8>> {
        let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
        if self.form == Form::Bilevel {
            out.write_all(&self.bytes)?;
            return out.finish();
        }
        let mut above = vec![0; row];
        let mut line = vec![2; row + 1];
        for pixels in self.bytes.chunks_exact(row) {
            for ((byte, pixel), up) in line[1..].iter_mut().zip(pixels).zip(&above) {
                *byte = pixel.wrapping_sub(*up);
            }
            out.write_all(&line)?;
            above.copy_from_slice(pixels);
        }
        out.finish()
    }

    fn as_jpeg(&self) -> Option<Packed> {
        let (width, height) = (u16::try_from(self.width).ok()?, u16::try_from(self.height).ok()?);
        let colour = match self.form {
            Form::Grey => ColorType::Luma,
            Form::Rgb => ColorType::Rgb,
            Form::Bilevel | Form::Cmyk => return None,
        };
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, QUALITY);
        // Stamps and signatures are thin and red: their colour is not halved.
        encoder.set_sampling_factor(SamplingFactor::F_1_1);
        encoder.encode(&self.bytes, width, height, colour).ok()?;
        let coding = Coding::Jpeg {
            components: self.form.samples(),
            inverted: false,
            plain_rgb: false,
        };
        Some(Packed {
            coding,
            bytes,
            lossy: true,
        })
    }
}

/// Lays a sample on white: `alpha` 0 is all paper, 255 all ink.
pub(super) fn on_white(sample: u8, alpha: u8) -> u8 {
    let (sample, alpha) = (u32::from(sample), u32::from(alpha));
    u8::try_from((sample * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255)
}

/// Sixteen bits to eight, rounded.
pub(super) fn to_eight(sample: u16) -> u8 {
    u8::try_from((u32::from(sample) + 128) / 257).unwrap_or(255)
}
