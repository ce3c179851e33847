//! Pixels out of files: PNG and TIFF decoded to one simple form, flattened on white. Knows nothing of PDFs and never
//! judges a page.

pub(crate) mod convert;
mod overlay;

/// One decoded page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pixels {
    pub width: u32,
    pub height: u32,
    pub form: Form,
    /// Rows from the top, without padding between them except to whole bytes.
    pub bytes: Vec<u8>,
}

/// How one pixel is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One bit, 1 is white.
    Bilevel,
    Grey,
    Rgb,
    /// 0 is no ink.
    Cmyk,
}

impl Form {
    pub(crate) fn samples(self) -> u8 {
        match self {
            Self::Bilevel | Self::Grey => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }

    pub(crate) fn bits(self) -> u8 {
        match self {
            Self::Bilevel => 1,
            Self::Grey | Self::Rgb | Self::Cmyk => 8,
        }
    }
}

impl Pixels {
    /// Bytes of one row.
    pub(crate) fn row(&self) -> usize {
        let bits = u64::from(self.width) * u64::from(self.form.samples()) * u64::from(self.form.bits());
        usize::try_from(bits.div_ceil(8)).unwrap_or(usize::MAX)
    }
}

/// Lays a sample on white: `alpha` 0 is all paper, 255 all ink.
pub(crate) fn on_white(sample: u8, alpha: u8) -> u8 {
    let (sample, alpha) = (u32::from(sample), u32::from(alpha));
    u8::try_from((sample * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255)
}

/// Sixteen bits to eight, rounded.
pub(crate) fn to_eight(sample: u16) -> u8 {
    u8::try_from((u32::from(sample) + 128) / 257).unwrap_or(255)
}
