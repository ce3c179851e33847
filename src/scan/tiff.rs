//! The pages of a TIFF, classic or big: what each directory says, and whether all its strips lie inside the file.
//! A page that is one Group 4 strip is marked, because a PDF reader understands that strip as it stands.

use std::io::SeekFrom;

use tiff::TiffError;
use tiff::decoder::ifd::Value;
use tiff::decoder::{Decoder, Limits};
use tiff::tags::Tag;

use super::exif::Orientation;
use super::fault::{Fault, MOST_PAGES, MOST_PIXELS_CONVERTED};
use super::input::Input;
use super::inspect::{Colour, DpiSource, PageHead, Resolution, check_size};

/// One page of a TIFF.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    pub head: PageHead,
    pub orientation: Orientation,
    /// Where the strip lies that can stand in a PDF; `None` when the page has to be decoded.
    pub through: Option<Strip>,
    pub samples: Samples,
    /// Bits of one sample.
    pub bits: u16,
    /// Where the directory lies that describes this page.
    pub directory: u64,
    /// Offset and length of each strip or tile, where the bits have to be turned; else empty.
    pub chunks: Vec<(u64, u64)>,
    /// The bits of each byte are stored the other way round (`FillOrder` 2).
    pub reversed: bool,
    /// Reds, then greens, then blues of a palette, 16 bits each.
    palette: Vec<u16>,
}

impl Page {
    /// The colour a palette gives an index; black when the palette is too short.
    pub(crate) fn colour_of(&self, index: u8) -> [u8; 3] {
        let each = self.palette.len() / 3;
        [0, 1, 2].map(|channel| {
            let value = self
                .palette
                .get(channel * each + usize::from(index))
                .filter(|_| usize::from(index) < each);
            value.copied().unwrap_or(0).to_be_bytes()[0]
        })
    }
}

/// A page that is one Group 4 strip.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Strip {
    pub offset: u64,
    pub length: u64,
    pub black_is_one: bool,
}

/// What the decoded numbers mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Samples {
    Grey,
    Rgb(Alpha),
    Palette,
    Cmyk,
    YCbCr,
}

/// What the fourth sample of a colour pixel means (`ExtraSamples`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alpha {
    None,
    Straight,
    Premultiplied,
    Meaningless,
}

/// TIFF's own numbers for what this module asks about.
mod number {
    pub(super) const GROUP_4: u16 = 4;
    pub(super) const JPEG: u16 = 7;
    /// None, Group 4, LZW, JPEG, Deflate in its two numbers, `PackBits`.
    pub(super) const READABLE: [u16; 7] = [1, GROUP_4, 5, JPEG, 8, 32_946, 32_773];
    pub(super) const WHITE_IS_ZERO: u16 = 0;
    pub(super) const BLACK_IS_ZERO: u16 = 1;
    pub(super) const RGB: u16 = 2;
    pub(super) const PALETTE: u16 = 3;
    pub(super) const CMYK: u16 = 5;
    pub(super) const YCBCR: u16 = 6;
    pub(super) const FILL_ORDER: u16 = 266;
    pub(super) const GROUP_4_OPTIONS: u16 = 293;
}

/// No more than this is ever decoded at once: the largest conversion, four samples of two bytes a pixel.
pub(crate) fn limits() -> Limits {
    let most = usize::try_from(MOST_PIXELS_CONVERTED * 8).unwrap_or(usize::MAX);
    let mut limits = Limits::default();
    limits.decoding_buffer_size = most;
    limits.intermediate_buffer_size = most;
    limits
}

impl From<TiffError> for Fault {
    fn from(error: TiffError) -> Self {
        match error {
            TiffError::UnsupportedError(_) => Self::Unsupported,
            TiffError::IoError(error) => error.into(),
            TiffError::FormatError(_)
            | TiffError::LimitsExceeded
            | TiffError::IntSizeError
            | TiffError::UsageError(_) => Self::Corrupt,
        }
    }
}

/// Describes every page.
pub(crate) fn scan(reader: &mut dyn Input) -> Result<Vec<Page>, Fault> {
    let length = reader.seek(SeekFrom::End(0))?;
    reader.seek(SeekFrom::Start(0))?;
    let mut decoder = Decoder::new(reader)?.with_limits(limits());
    let mut pages = Vec::new();
    loop {
        pages.push(page(&mut decoder, length)?);
        if !decoder.more_images() {
            return Ok(pages);
        }
        if pages.len() >= MOST_PAGES {
            return Err(Fault::TooHeavy { bytes: length });
        }
        decoder.next_image()?;
    }
}

type Tags<'a> = Decoder<&'a mut dyn Input>;

fn page(tags: &mut Tags, file_length: u64) -> Result<Page, Fault> {
    let (width, height) = tags.dimensions()?;
    let bits = first(tags, Tag::BitsPerSample, 1)?;
    let (samples, colour) = meaning(tags, bits)?;
    let chunks = chunks(tags)?;
    if chunks
        .iter()
        .any(|(offset, length)| offset.saturating_add(*length) > file_length)
    {
        return Err(Fault::Truncated);
    }
    let reversed = first(tags, Tag::Unknown(number::FILL_ORDER), 1)? == 2;
    let through = strip(tags, &chunks, bits)?;
    check_size(width, height, through.is_some())?;
    let orientation = Orientation::from_tag(u32::from(first(tags, Tag::Orientation, 1)?));
    let dpi = resolution(tags)?.unwrap_or_else(|| Resolution::assumed(width, height));
    let palette = match samples {
        Samples::Palette => tags
            .find_tag_unsigned_vec::<u16>(Tag::ColorMap)?
            .ok_or(Fault::Corrupt)?,
        Samples::Grey | Samples::Rgb(_) | Samples::Cmyk | Samples::YCbCr => Vec::new(),
    };
    let colour = match samples {
        Samples::Palette if !is_grey(&palette) => Colour::Colour,
        Samples::Palette if bits == 1 => Colour::Bilevel,
        Samples::Palette => Colour::Grey,
        Samples::Grey | Samples::Rgb(_) | Samples::Cmyk | Samples::YCbCr => colour,
    };
    Ok(Page {
        head: PageHead {
            width,
            height,
            dpi,
            colour,
        },
        orientation,
        through,
        samples,
        bits,
        directory: tags.ifd_pointer().map_or(0, |pointer| pointer.0),
        chunks: if reversed { chunks } else { Vec::new() },
        reversed,
        palette,
    })
}

/// Not one of the palette's colours is one.
fn is_grey(palette: &[u16]) -> bool {
    let (red, rest) = palette.split_at(palette.len() / 3);
    let (green, blue) = rest.split_at(rest.len() / 2);
    red == green && green == blue
}

/// The first number of a tag, or `otherwise` when the tag is absent.
fn first(tags: &mut Tags, tag: Tag, otherwise: u16) -> Result<u16, Fault> {
    let numbers = tags.find_tag_unsigned_vec::<u16>(tag)?;
    Ok(numbers
        .and_then(|numbers| numbers.first().copied())
        .unwrap_or(otherwise))
}

fn meaning(tags: &mut Tags, bits: u16) -> Result<(Samples, Colour), Fault> {
    let photometric = first(tags, Tag::PhotometricInterpretation, u16::MAX)?;
    let samples = first(tags, Tag::SamplesPerPixel, 1)?;
    let readable = first(tags, Tag::SampleFormat, 1)? == 1 && is_readable(tags, photometric)?;
    let meaning = match (photometric, samples, bits) {
        (number::WHITE_IS_ZERO | number::BLACK_IS_ZERO, 1, 1) => (Samples::Grey, Colour::Bilevel),
        (number::WHITE_IS_ZERO | number::BLACK_IS_ZERO, 1, 2 | 4 | 8 | 16) => (Samples::Grey, Colour::Grey),
        (number::RGB, 3, 8 | 16) => (Samples::Rgb(Alpha::None), Colour::Colour),
        (number::RGB, 4, 8 | 16) => (Samples::Rgb(alpha(tags)?), Colour::Colour),
        (number::PALETTE, 1, 1 | 2 | 4 | 8) => (Samples::Palette, Colour::Colour),
        (number::CMYK, 4, 8) => (Samples::Cmyk, Colour::Cmyk),
        (number::YCBCR, 3, 8) => (Samples::YCbCr, Colour::Colour),
        _ => return Err(Fault::Unsupported),
    };
    if readable {
        Ok(meaning)
    } else {
        Err(Fault::Unsupported)
    }
}

/// Fax codes older than Group 4 and thinned-out colour that is not a JPEG are not decoded.
fn is_readable(tags: &mut Tags, photometric: u16) -> Result<bool, Fault> {
    let compression = first(tags, Tag::Compression, 1)?;
    let thinned = tags.find_tag_unsigned_vec::<u16>(Tag::ChromaSubsampling)? != Some(vec![1, 1]);
    let is_thinned = photometric == number::YCBCR && compression != number::JPEG && thinned;
    Ok(number::READABLE.contains(&compression) && !is_thinned)
}

fn alpha(tags: &mut Tags) -> Result<Alpha, Fault> {
    Ok(match first(tags, Tag::ExtraSamples, 0)? {
        1 => Alpha::Premultiplied,
        2 => Alpha::Straight,
        _ => Alpha::Meaningless,
    })
}

/// Offset and length of each strip or tile.
fn chunks(tags: &mut Tags) -> Result<Vec<(u64, u64)>, Fault> {
    let mut list = |strip, tile| -> Result<Vec<u64>, Fault> {
        let strips = tags.find_tag_unsigned_vec::<u64>(strip)?;
        match strips {
            Some(strips) => Ok(strips),
            None => Ok(tags.find_tag_unsigned_vec::<u64>(tile)?.unwrap_or_default()),
        }
    };
    let offsets = list(Tag::StripOffsets, Tag::TileOffsets)?;
    let lengths = list(Tag::StripByteCounts, Tag::TileByteCounts)?;
    if offsets.is_empty() || offsets.len() != lengths.len() {
        return Err(Fault::Corrupt);
    }
    Ok(offsets.into_iter().zip(lengths).collect())
}

fn strip(tags: &mut Tags, chunks: &[(u64, u64)], bits: u16) -> Result<Option<Strip>, Fault> {
    let [(offset, length)] = *chunks else {
        return Ok(None);
    };
    let photometric = first(tags, Tag::PhotometricInterpretation, u16::MAX)?;
    let plain = first(tags, Tag::Unknown(number::GROUP_4_OPTIONS), 0)? == 0
        && tags.find_tag(Tag::StripOffsets)?.is_some()
        && bits == 1
        && photometric <= number::BLACK_IS_ZERO;
    if !plain || first(tags, Tag::Compression, 1)? != number::GROUP_4 {
        return Ok(None);
    }
    Ok(Some(Strip {
        offset,
        length,
        black_is_one: photometric == number::BLACK_IS_ZERO,
    }))
}

fn resolution(tags: &mut Tags) -> Result<Option<Resolution>, Fault> {
    let to_inch = match first(tags, Tag::ResolutionUnit, 2)? {
        2 => 1.0,
        3 => 2.54,
        _ => return Ok(None),
    };
    let x = tags.find_tag(Tag::XResolution)?.and_then(rational);
    let y = tags.find_tag(Tag::YResolution)?.and_then(rational).or(x);
    let (Some(x), Some(y)) = (x, y) else {
        return Ok(None);
    };
    Ok(Resolution::stated(x * to_inch, y * to_inch, DpiSource::Tiff))
}

/// The crate's own conversion refuses rationals.
fn rational(value: Value) -> Option<f64> {
    match value {
        Value::Rational(over, under) if under != 0 => Some(f64::from(over) / f64::from(under)),
        Value::Short(whole) => Some(f64::from(whole)),
        Value::Unsigned(whole) => Some(f64::from(whole)),
        Value::Float(number) => Some(f64::from(number)),
        Value::Double(number) => Some(number),
        _ => None,
    }
}
