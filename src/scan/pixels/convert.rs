//! Decodes what a PDF reader does not understand as it stands: PNG with alpha, interlace or 16 bits, and every TIFF
//! page that is not one Group 4 strip. Nothing visible changes.

use std::io::{BufRead, BufReader, Cursor, Seek, SeekFrom};

use image::{DynamicImage, ImageError, ImageFormat, ImageReader, Limits};
use tiff::decoder::{Decoder, DecodingResult};

use crate::scan::fault::{Fault, MOST_PIXELS_CONVERTED};
use crate::scan::input::Input;
use crate::scan::inspect::Colour;
use crate::scan::quarter::has_scans_apart;
use crate::scan::tiff::{Alpha, Page, Samples, limits};

use super::overlay::Overlay;
use super::{Form, Pixels, on_white, to_eight};

/// Decodes a PNG.
pub(crate) fn png(reader: &mut dyn Input) -> Result<Pixels, Fault> {
    reader.seek(SeekFrom::Start(0)).map_err(Fault::from)?;
    whole(ImageReader::with_format(BufReader::new(reader), ImageFormat::Png))
}

/// Decodes a JPEG to grey or RGB.
pub(crate) fn jpeg(bytes: &[u8]) -> Result<Pixels, Fault> {
    if has_scans_apart(bytes) {
        return apart(bytes);
    }
    whole(ImageReader::with_format(Cursor::new(bytes), ImageFormat::Jpeg))
}

/// A baseline JPEG with a scan for each component. The library behind `image` (zune-jpeg 0.5.15) leaves rows of such a
/// page black where its colours are kept at half the size, and says nothing.
fn apart(bytes: &[u8]) -> Result<Pixels, Fault> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    let most = usize::try_from(MOST_PIXELS_CONVERTED * 3).unwrap_or(usize::MAX);
    decoder.set_max_decoding_buffer_size(most);
    let bytes = decoder.decode().map_err(|_| Fault::Corrupt)?;
    let info = decoder.info().ok_or(Fault::Corrupt)?;
    let form = match info.pixel_format {
        jpeg_decoder::PixelFormat::L8 => Form::Grey,
        jpeg_decoder::PixelFormat::RGB24 => Form::Rgb,
        jpeg_decoder::PixelFormat::L16 | jpeg_decoder::PixelFormat::CMYK32 => {
            return Err(Fault::Unsupported);
        }
    };
    Ok(Pixels {
        width: u32::from(info.width),
        height: u32::from(info.height),
        form,
        bytes,
    })
}

fn whole(mut images: ImageReader<impl BufRead + Seek>) -> Result<Pixels, Fault> {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_PIXELS_CONVERTED * 8 + (64 << 20));
    images.limits(limits);
    let image = images.decode().map_err(|error| fault_of(&error))?;
    Ok(flatten(image))
}

fn fault_of(error: &ImageError) -> Fault {
    match error {
        ImageError::Unsupported(_) => Fault::Unsupported,
        ImageError::Decoding(_)
        | ImageError::Encoding(_)
        | ImageError::Parameter(_)
        | ImageError::Limits(_)
        | ImageError::IoError(_) => Fault::Corrupt,
    }
}

fn flatten(image: DynamicImage) -> Pixels {
    let (width, height) = (image.width(), image.height());
    let (form, bytes) = match image {
        DynamicImage::ImageLuma8(image) => (Form::Grey, image.into_raw()),
        DynamicImage::ImageRgb8(image) => (Form::Rgb, image.into_raw()),
        DynamicImage::ImageLumaA8(image) => (Form::Grey, drop_alpha(image.into_raw(), 1, on_white)),
        DynamicImage::ImageRgba8(image) => (Form::Rgb, drop_alpha(image.into_raw(), 3, on_white)),
        DynamicImage::ImageLuma16(image) => (Form::Grey, eight(image.into_raw())),
        DynamicImage::ImageRgb16(image) => (Form::Rgb, eight(image.into_raw())),
        DynamicImage::ImageLumaA16(image) => (Form::Grey, drop_alpha(eight(image.into_raw()), 1, on_white)),
        other => (Form::Rgb, drop_alpha(other.into_rgba8().into_raw(), 3, on_white)),
    };
    Pixels {
        width,
        height,
        form,
        bytes,
    }
}

/// Removes the last of `colours` + 1 samples of each pixel, in place.
fn drop_alpha(mut bytes: Vec<u8>, colours: usize, lay: impl Fn(u8, u8) -> u8) -> Vec<u8> {
    let pixels = bytes.len() / (colours + 1);
    for pixel in 0..pixels {
        let from = pixel * (colours + 1);
        let alpha = bytes[from + colours];
        for sample in 0..colours {
            bytes[pixel * colours + sample] = lay(bytes[from + sample], alpha);
        }
    }
    bytes.truncate(pixels * colours);
    bytes
}

fn eight(samples: Vec<u16>) -> Vec<u8> {
    samples.into_iter().map(to_eight).collect()
}

/// Decodes one page of a TIFF.
pub(crate) fn tiff(page: &Page, reader: &mut dyn Input) -> Result<Pixels, Fault> {
    let mut overlay = Overlay::on(reader)?;
    overlay.begin_at_directory(page.directory)?;
    if page.samples == Samples::Palette {
        // The decoder refuses palettes; told that the indices are greys it gives them as they are.
        overlay.call_it_grey(page.directory)?;
    }
    if page.reversed {
        overlay.reverse_bits(page.chunks.clone());
    }
    let mut decoder = Decoder::new(&mut overlay)?.with_limits(limits());
    let mut pixels = DecodingResult::U8(Vec::new());
    let layout = decoder.read_image_to_buffer(&mut pixels)?;
    let mut samples = match pixels {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => eight(samples),
        _ => return Err(Fault::Unsupported),
    };
    if layout.planes > 1 {
        samples = interleave(&samples, layout.planes);
    }
    let (width, height) = (page.head.width, page.head.height);
    let (form, bytes) = meaning(page, samples);
    Ok(Pixels {
        width,
        height,
        form,
        bytes,
    })
}

fn interleave(planes: &[u8], count: usize) -> Vec<u8> {
    let each = planes.len() / count;
    (0..each)
        .flat_map(|pixel| (0..count).map(move |plane| planes[plane * each + pixel]))
        .collect()
}

fn meaning(page: &Page, samples: Vec<u8>) -> (Form, Vec<u8>) {
    match page.samples {
        Samples::Grey if page.head.colour == Colour::Bilevel => (Form::Bilevel, samples),
        Samples::Grey => (
            Form::Grey,
            spread(&samples, page, |value, most| value * (255 / most)),
        ),
        Samples::Rgb(alpha) => (
            Form::Rgb,
            match alpha {
                Alpha::None => samples,
                Alpha::Straight => drop_alpha(samples, 3, on_white),
                Alpha::Premultiplied => {
                    drop_alpha(samples, 3, |sample, alpha| sample.saturating_add(255 - alpha))
                }
                Alpha::Meaningless => drop_alpha(samples, 3, |sample, _| sample),
            },
        ),
        Samples::Palette => {
            let indices = spread(&samples, page, |value, _| value);
            (
                Form::Rgb,
                indices.iter().flat_map(|index| page.colour_of(*index)).collect(),
            )
        }
        Samples::Cmyk => (Form::Cmyk, samples),
        Samples::YCbCr => (Form::Rgb, samples.chunks_exact(3).flat_map(to_rgb).collect()),
    }
}

/// Unpacks rows of 1, 2 or 4 bits a pixel into bytes; `scale` gets each value and the largest possible one.
fn spread(samples: &[u8], page: &Page, scale: impl Fn(u8, u8) -> u8) -> Vec<u8> {
    let bits = usize::from(page.bits);
    if bits >= 8 {
        return samples.to_vec();
    }
    let most = (1_u8 << bits) - 1;
    let width = page.head.width as usize;
    let row = (width * bits).div_ceil(8).max(1);
    let value = |row: &[u8], x: usize| {
        let shift = 8 - bits - (x * bits) % 8;
        scale((row[x * bits / 8] >> shift) & most, most)
    };
    samples
        .chunks_exact(row)
        .flat_map(|row| (0..width).map(move |x| value(row, x)).collect::<Vec<_>>())
        .collect()
}

/// Full-range YCbCr (ITU-T T.871) to RGB.
fn to_rgb(pixel: &[u8]) -> [u8; 3] {
    let [y, cb, cr] = [pixel[0], pixel[1], pixel[2]].map(f32::from);
    let (cb, cr) = (cb - 128.0, cr - 128.0);
    [
        y + 1.402 * cr,
        y - 0.344_136 * cb - 0.714_136 * cr,
        y + 1.772 * cb,
    ]
    .map(clamp)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0..=255 just before"
)]
fn clamp(value: f32) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}
