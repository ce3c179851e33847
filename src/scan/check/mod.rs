//! Looks at the pixels of every page of a file and flags what an officer should look at again. One page is decoded at
//! a time; nothing is changed, dropped or refused here. An A4 page at 200 dpi takes some ten milliseconds.

use std::fs::File;
use std::io::{BufReader, SeekFrom};
use std::path::Path;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::domain::quality::PageFlag;

use super::codes::{self, Codes};
use super::fault::{Fault, MOST_PIXELS_CONVERTED};
use super::input::{CHUNK, Input};
use super::inspect::{Head, PageHead, probe};
use super::pixels::{Form, Pixels, convert};
use super::{jpeg, tiff};

mod look;
mod marks;
mod of_pdf;
mod skew;
mod small;
#[cfg(test)]
mod tests;
mod twins;

pub use look::look;
use marks::Light;
use of_pdf::of_pdf;
pub(crate) use small::Small;
pub use twins::{Candidate, Fingerprint, twin, twins};

/// What was found on one page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageCheck {
    pub flags: Vec<PageFlag>,
    /// Degrees clockwise by which the lines of text are turned, where there are enough lines to tell.
    pub skew: Option<f64>,
    /// The QR codes on it; only where they were asked for.
    pub codes: Codes,
    /// For finding a page that was scanned twice; none for blank pages and for what was not looked at.
    pub print: Option<Fingerprint>,
}

impl PageCheck {
    fn not_done(flag: PageFlag) -> Self {
        Self {
            flags: vec![flag],
            ..Self::default()
        }
    }
}

/// Checks every page of the file at `path`; fails only where the file would be refused.
pub fn check(path: &Path) -> Result<Vec<PageCheck>, Fault> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = File::open(path).map_err(|_| Fault::Unreadable)?;
    check_reader(&name, &mut BufReader::with_capacity(CHUNK, file))
}

/// The same, and reads the QR codes of cover sheets: some milliseconds more for a page without one.
pub fn check_and_read(path: &Path) -> Result<Vec<PageCheck>, Fault> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = File::open(path).map_err(|_| Fault::Unreadable)?;
    checked(&name, &mut BufReader::with_capacity(CHUNK, file), Wish::ReadCodes)
}

/// Checks every page of bytes that are known by `name`.
pub fn check_reader(name: &str, reader: &mut dyn Input) -> Result<Vec<PageCheck>, Fault> {
    checked(name, reader, Wish::OnlyLook)
}

/// What is wanted of a page beside the flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    OnlyLook,
    ReadCodes,
}

fn checked(name: &str, reader: &mut dyn Input, wish: Wish) -> Result<Vec<PageCheck>, Fault> {
    let (_, head) = probe(name, reader).map_err(|(_, fault)| fault)?;
    Ok(match &head {
        Head::Jpeg(head) => {
            let turn = head.orientation.turn;
            vec![page((&head.page, turn), wish, || of_jpeg(head, reader))]
        }
        Head::Png(head) => vec![page((&head.page, 0), wish, || convert::png(reader).ok())],
        Head::Tiff(pages) => pages.iter().map(|head| of_tiff(head, wish, reader)).collect(),
        Head::Pdf(head) => of_pdf(head, wish, reader),
        Head::Media(_) => Vec::new(),
    })
}

/// One page of a picture file, made small and as it lies in the file; `None` where it is not decoded.
pub(crate) fn small_page(head: &Head, page: usize, reader: &mut dyn Input) -> Option<Small> {
    let fits = |head: &PageHead| u64::from(head.width) * u64::from(head.height) <= MOST_PIXELS_CONVERTED;
    let pixels = match head {
        Head::Jpeg(head) if fits(&head.page) => of_jpeg(head, reader),
        Head::Png(head) if fits(&head.page) => convert::png(reader).ok(),
        Head::Tiff(pages) => {
            let page = pages.get(page).filter(|page| fits(&page.head))?;
            convert::tiff(page, reader).ok()
        }
        Head::Jpeg(_) | Head::Png(_) | Head::Pdf(_) | Head::Media(_) => None,
    };
    Small::of(&pixels?)
}

fn of_tiff(head: &tiff::Page, wish: Wish, reader: &mut dyn Input) -> PageCheck {
    page((&head.head, head.orientation.turn), wish, || {
        convert::tiff(head, reader).ok()
    })
}

/// Decodes a page, unless it is too large, and looks at it.
fn page((head, turn): (&PageHead, u16), wish: Wish, pixels: impl FnOnce() -> Option<Pixels>) -> PageCheck {
    let mut found = Codes::default();
    let decoded = || {
        let pixels = pixels();
        if let (Some(pixels), Wish::ReadCodes) = (&pixels, wish) {
            found = codes::read(pixels);
        }
        pixels
    };
    match small(head, decoded) {
        Ok(small) => PageCheck {
            codes: found,
            ..judge(&small.turned(turn))
        },
        Err(flag) => PageCheck::not_done(flag),
    }
}

/// Decodes a page and makes it small; says why not where it is too large or cannot be decoded.
fn small(head: &PageHead, pixels: impl FnOnce() -> Option<Pixels>) -> Result<Small, PageFlag> {
    if u64::from(head.width) * u64::from(head.height) > MOST_PIXELS_CONVERTED {
        return Err(PageFlag::TooLargeToCheck);
    }
    pixels().as_ref().and_then(Small::of).ok_or(PageFlag::NotChecked)
}

fn judge(small: &Small) -> PageCheck {
    let light = Light::of(small);
    let skew = skew::skew(small, light);
    let mut flags: Vec<PageFlag> = light.flag().into_iter().collect();
    flags.extend(
        skew.is_some_and(|degrees| degrees.abs() >= skew::SKEWED)
            .then_some(PageFlag::Skewed),
    );
    flags.extend(marks::is_cut(small, light).then_some(PageFlag::CutEdge));
    let print = (!flags.contains(&PageFlag::Blank)).then(|| Fingerprint::of(small));
    PageCheck {
        flags,
        skew,
        print,
        codes: Codes::default(),
    }
}

/// The brightness of a JPEG. Colours are not even computed where the file keeps the brightness apart.
fn of_jpeg(head: &jpeg::Head, reader: &mut dyn Input) -> Option<Pixels> {
    let mut bytes = Vec::new();
    reader.seek(SeekFrom::Start(0)).ok()?;
    reader.read_to_end(&mut bytes).ok()?;
    if head.components == 4 || head.plain_rgb {
        return convert::jpeg(&bytes).ok();
    }
    let longest = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::Luma)
        .set_max_width(longest)
        .set_max_height(longest);
    let bytes = JpegDecoder::new_with_options(ZCursor::new(bytes), options)
        .decode()
        .ok()?;
    Some(Pixels {
        width: head.page.width,
        height: head.page.height,
        form: Form::Grey,
        bytes,
    })
}
