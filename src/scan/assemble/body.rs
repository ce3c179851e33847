//! Where the bytes of one page come from: a stretch of the source as it stands, or pixels that had to be decoded.

use std::io::{self, Read, SeekFrom};

use crate::scan::exif::Orientation;
use crate::scan::fault::Fault;
use crate::scan::input::Input;
use crate::scan::inspect::Head;
use crate::scan::pixels::convert;
use crate::scan::png::Rows;
use crate::scan::tiff::Page;
use crate::scan::{jpeg, png};

use super::pack::{Packed, pack};
use super::picture::{Coding, Picture};

/// One page of a source, ready to be written.
pub(super) enum Body {
    /// `length` bytes that [`open`] gives, twice the same.
    Through { picture: Picture, length: u64 },
    /// Bytes that were made.
    Made { picture: Picture, packed: Packed },
}

/// Prepares page `page` of a source that is not a PDF.
pub(super) fn prepare(head: &Head, page: usize, bytes: u64, reader: &mut dyn Input) -> Result<Body, Fault> {
    match head {
        Head::Jpeg(head) => Ok(Body::Through {
            picture: of_jpeg(head),
            length: bytes,
        }),
        Head::Png(head) => of_png(head, reader),
        Head::Tiff(pages) => of_tiff(pages.get(page).ok_or(Fault::Corrupt)?, reader),
        Head::Pdf(_) | Head::Media(_) => Err(Fault::Unsupported),
    }
}

/// The bytes of a page that passes through.
pub(super) fn open<'a>(
    head: &Head,
    page: usize,
    reader: &'a mut dyn Input,
) -> io::Result<Box<dyn Read + 'a>> {
    match head {
        Head::Jpeg(_) | Head::Pdf(_) | Head::Media(_) => {
            reader.seek(SeekFrom::Start(0))?;
            Ok(Box::new(reader))
        }
        Head::Png(_) => Ok(Box::new(Rows::new(reader)?)),
        Head::Tiff(pages) => {
            let page = pages.get(page).ok_or(io::ErrorKind::InvalidData)?;
            let strip = page.through.ok_or(io::ErrorKind::InvalidData)?;
            reader.seek(SeekFrom::Start(strip.offset))?;
            let bytes = reader.take(strip.length);
            Ok(if page.reversed {
                Box::new(Mirrored(bytes))
            } else {
                Box::new(bytes)
            })
        }
    }
}

fn of_jpeg(head: &jpeg::Head) -> Picture {
    let jpeg::Head {
        components,
        inverted,
        plain_rgb,
        ..
    } = *head;
    Picture::new(
        &head.page,
        head.orientation,
        Coding::Jpeg {
            components,
            inverted,
            plain_rgb,
        },
    )
}

fn of_png(head: &png::Head, reader: &mut dyn Input) -> Result<Body, Fault> {
    let upright = Orientation::default();
    let Some(through) = &head.through else {
        let packed = pack(&convert::png(reader)?)?;
        return Ok(Body::Made {
            picture: Picture::new(&head.page, upright, packed.coding.clone()),
            packed,
        });
    };
    let coding = Coding::Rows {
        samples: through.samples,
        bits: head.bits,
        palette: through.palette.clone(),
        filtered: true,
    };
    Ok(Body::Through {
        picture: Picture::new(&head.page, upright, coding),
        length: through.length,
    })
}

fn of_tiff(page: &Page, reader: &mut dyn Input) -> Result<Body, Fault> {
    let Some(strip) = page.through else {
        let packed = pack(&convert::tiff(page, reader)?)?;
        let picture = Picture::new(&page.head, page.orientation, packed.coding.clone());
        return Ok(Body::Made { picture, packed });
    };
    let coding = Coding::Group4 {
        black_is_one: strip.black_is_one,
    };
    Ok(Body::Through {
        picture: Picture::new(&page.head, page.orientation, coding),
        length: strip.length,
    })
}

/// Bytes whose bits come in the other order (`FillOrder` 2); a PDF knows only the usual one.
struct Mirrored<R>(R);

impl<R: Read> Read for Mirrored<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.0.read(buffer)?;
        for byte in &mut buffer[..count] {
            *byte = byte.reverse_bits();
        }
        Ok(count)
    }
}
