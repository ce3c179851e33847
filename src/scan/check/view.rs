//! A page decoded as far as the checks need it.

use std::io::SeekFrom;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::scan::codes::{self, Codes};
use crate::scan::input::Input;
use crate::scan::jpeg;
use crate::scan::pixels::{Form, Pixels, convert};
use crate::scan::quarter::{has_scans_apart, quarter};

use super::small::{LONG_SIDE, factor};

/// Pixels to look at, and the way to more of them.
pub(super) struct View {
    pixels: Pixels,
    /// The file, where `pixels` are a quarter as large as what is in it.
    file: Option<Vec<u8>>,
}

impl View {
    /// All pixels of a page.
    pub(super) fn whole(pixels: Pixels) -> Self {
        Self { pixels, file: None }
    }

    /// A JPEG: a quarter of it, where squares of that make the same small page as squares of the whole.
    pub(super) fn of_jpeg(head: &jpeg::Head, reader: &mut dyn Input) -> Option<Self> {
        let mut bytes = Vec::new();
        reader.seek(SeekFrom::Start(0)).ok()?;
        reader.read_to_end(&mut bytes).ok()?;
        if head.components == 4 || head.plain_rgb {
            return convert::jpeg(&bytes).ok().map(Self::whole);
        }
        let fits = factor((head.page.width, head.page.height), LONG_SIDE).is_multiple_of(4);
        let size = (head.page.width / 4, head.page.height / 4);
        let small = quarter(&bytes).filter(|pixels| fits && (pixels.width, pixels.height) == size);
        match small {
            Some(pixels) => Some(Self {
                pixels,
                file: Some(bytes),
            }),
            None => brightness(bytes).map(Self::whole),
        }
    }

    pub(super) fn pixels(&self) -> &Pixels {
        &self.pixels
    }

    /// The QR codes on it; all pixels are made only where there seem to be some.
    pub(super) fn codes(self) -> Codes {
        let Self { pixels, file } = self;
        codes::read(&pixels, || file.and_then(brightness))
    }
}

/// The brightness of a JPEG. Colours are not even computed where the library can do without.
fn brightness(bytes: Vec<u8>) -> Option<Pixels> {
    if has_scans_apart(&bytes) {
        return convert::jpeg(&bytes).ok();
    }
    let longest = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        .set_max_width(longest)
        .set_max_height(longest);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let bytes = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    Some(Pixels {
        width: u32::try_from(width).ok()?,
        height: u32::try_from(height).ok()?,
        form: Form::Grey,
        bytes,
    })
}
