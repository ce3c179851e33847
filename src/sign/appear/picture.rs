//! A picture of a signature or a seal: a PNG with transparency, as two image objects.

use std::io::Cursor;

use image::imageops::FilterType;
use image::{ImageFormat, ImageReader, Limits, RgbaImage};

use crate::domain::signing::SignFault;
use crate::sign::pdf::ObjectId;
use crate::sign::pdf::update::Update;

/// The largest side taken in.
const READ: u32 = 6000;
/// The largest side that goes into the file: 36 mm at 600 dpi.
const KEPT: u32 = 850;
/// What unpacking may take.
const MEMORY: u64 = 160 << 20;

/// A picture in the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub(super) image: ObjectId,
    /// Width divided by height.
    pub(super) ratio: f64,
}

/// Puts a PNG into the file.
pub(super) fn embed(update: &mut Update, png: &[u8]) -> Result<Placed, SignFault> {
    let picture = read(png).ok_or(SignFault::NoPicture)?;
    let (width, height) = picture.dimensions();
    let mut colours = Vec::new();
    let mut opacity = Vec::new();
    for pixel in picture.pixels() {
        let [red, green, blue, alpha] = pixel.0;
        colours.extend([red, green, blue]);
        opacity.push(alpha);
    }
    let size = format!("/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8");
    let mask = if opacity.iter().all(|&alpha| alpha == 255) {
        String::new()
    } else {
        let id = update.put_stream(&format!("{size} /ColorSpace /DeviceGray"), &opacity)?;
        format!(" /SMask {id} R")
    };
    let image = update.put_stream(&format!("{size} /ColorSpace /DeviceRGB{mask}"), &colours)?;
    Ok(Placed {
        image,
        ratio: f64::from(width) / f64::from(height),
    })
}

fn read(png: &[u8]) -> Option<RgbaImage> {
    let mut reader = ImageReader::with_format(Cursor::new(png), ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_image_width = Some(READ);
    limits.max_image_height = Some(READ);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    if picture.width() == 0 || picture.height() == 0 {
        return None;
    }
    if picture.width().max(picture.height()) > KEPT {
        return Some(picture.resize(KEPT, KEPT, FilterType::Triangle).into_rgba8());
    }
    Some(picture.into_rgba8())
}
