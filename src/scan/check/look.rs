//! One page of a file made small for the eye, with what the checks say of it. Decodes that page only.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use crate::domain::ids::FileHash;
use crate::domain::look::{NoLook, PageLook};
use crate::domain::quality::PageFlag;
use crate::scan::exif::Orientation;
use crate::scan::fault::Fault;
use crate::scan::input::{self, CHUNK, Input};
use crate::scan::inspect::{Head, PageHead, probe};
use crate::scan::pixels::convert;

use super::of_pdf::small_of_pdf;
use super::small::Small;
use super::view::View;
use super::{judge, skew, small};

/// Makes page `leaf` (from 1) of the file at `path` small. Its bytes must be those of `sha256`: a picture of other
/// bytes would vouch for a file that is not the one that was taken in.
pub fn look(path: &Path, (sha256, leaf): (FileHash, u32)) -> Result<PageLook, NoLook> {
    let file = File::open(path).map_err(|_| NoLook::Missing)?;
    let mut reader = BufReader::with_capacity(CHUNK, file);
    let (_, found) = input::hash(&mut reader).map_err(|_| NoLook::Damaged)?;
    if found != sha256 {
        return Err(NoLook::Changed);
    }
    // Kept under its hash, it claims no kind by its name.
    let (_, head) = probe("", &mut reader).map_err(|(_, fault)| reason_of(&fault))?;
    let is_pdf = matches!(head, Head::Pdf(_));
    let made = page(&head, &mut reader, leaf.saturating_sub(1));
    made.map(shown).map_err(|flag| match flag {
        PageFlag::TooLargeToCheck => NoLook::TooLarge,
        _ if is_pdf => NoLook::NotAPicture,
        _ => NoLook::Damaged,
    })
}

fn reason_of(fault: &Fault) -> NoLook {
    match fault {
        Fault::TooLarge { .. } => NoLook::TooLarge,
        Fault::Unsupported => NoLook::NotAPicture,
        _ => NoLook::Damaged,
    }
}

fn page(head: &Head, reader: &mut dyn Input, at: u32) -> Result<Small, PageFlag> {
    match head {
        Head::Jpeg(head) if at == 0 => upright(&head.page, head.orientation, || View::of_jpeg(head, reader)),
        Head::Png(head) if at == 0 => upright(&head.page, Orientation::default(), || {
            convert::png(reader).ok().map(View::whole)
        }),
        Head::Tiff(pages) => match pages.get(at as usize) {
            Some(head) => upright(&head.head, head.orientation, || {
                convert::tiff(head, reader).ok().map(View::whole)
            }),
            None => Err(PageFlag::NotChecked),
        },
        Head::Pdf(head) => small_of_pdf(head, reader, at as usize),
        Head::Jpeg(_) | Head::Png(_) | Head::Media(_) => Err(PageFlag::NotChecked),
    }
}

fn upright(
    head: &PageHead,
    orientation: Orientation,
    view: impl FnOnce() -> Option<View>,
) -> Result<Small, PageFlag> {
    let (made, _) = small(head, view)?;
    let made = if orientation.mirrored {
        made.mirrored()
    } else {
        made
    };
    Ok(made.turned(orientation.turn))
}

fn shown(small: Small) -> PageLook {
    let check = judge(&small);
    let side = |pixels: usize| u16::try_from(pixels).unwrap_or(u16::MAX);
    PageLook {
        width: side(small.width),
        height: side(small.height),
        grey: small.bytes,
        level: check.skew.is_some_and(|degrees| degrees.abs() < skew::SKEWED),
        flags: check.flags,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use image::{ImageFormat, Luma};

    use super::*;

    /// A page of 40 × 60 with ink in its upper left quarter.
    fn page() -> image::GrayImage {
        image::GrayImage::from_fn(40, 60, |x, y| Luma([if x < 20 && y < 30 { 20 } else { 240 }]))
    }

    fn saved(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf, FileHash) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("0a");
        fs::write(&path, bytes).unwrap();
        let (_, sha256) = input::hash(&mut std::io::Cursor::new(bytes)).unwrap();
        (folder, path, sha256)
    }

    fn seen(bytes: &[u8], leaf: u32) -> Result<PageLook, NoLook> {
        let (_folder, path, sha256) = saved(bytes);
        look(&path, (sha256, leaf))
    }

    fn png() -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        page().write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    /// As a scanner writes it that was fed the sheet in another way.
    fn jpeg(tag: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
        let block = Orientation::from_tag(tag).block();
        encoder.add_exif_metadata(&block).unwrap();
        encoder
            .encode(&page().into_raw(), 40, 60, jpeg_encoder::ColorType::Luma)
            .unwrap();
        bytes
    }

    /// In which quarter the ink is: right, below.
    fn inked(look: &PageLook) -> (bool, bool) {
        let (width, height) = (usize::from(look.width), usize::from(look.height));
        let at = |x: usize, y: usize| look.grey[y * width + x] < 128;
        let quarters = [(false, false), (true, false), (false, true), (true, true)];
        let dark = quarters.into_iter().filter(|(right, below)| {
            let x = if *right { width * 3 / 4 } else { width / 4 };
            let y = if *below { height * 3 / 4 } else { height / 4 };
            at(x, y)
        });
        let dark: Vec<_> = dark.collect();
        assert_eq!(dark.len(), 1, "{dark:?}");
        dark[0]
    }

    #[test]
    fn a_page_is_upright_in_every_orientation_a_camera_writes() {
        for (tag, size, ink) in [
            (1, (40, 60), (false, false)),
            (2, (40, 60), (true, false)),
            (3, (40, 60), (true, true)),
            (4, (40, 60), (false, true)),
            (5, (60, 40), (false, false)),
            (6, (60, 40), (true, false)),
            (7, (60, 40), (true, true)),
            (8, (60, 40), (false, true)),
        ] {
            let look = seen(&jpeg(tag), 1).unwrap();
            assert_eq!((look.width, look.height), size, "{tag}");
            assert_eq!(inked(&look), ink, "orientation {tag}");
        }
    }

    #[test]
    fn bytes_that_are_not_those_taken_in_are_not_shown() {
        let (_folder, path, sha256) = saved(&png());
        assert!(look(&path, (sha256, 1)).is_ok());
        assert_eq!(look(&path, (sha256, 2)), Err(NoLook::Damaged), "it has one page");
        let mut bytes = png();
        let last = bytes.len() - 20;
        bytes[last] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(look(&path, (sha256, 1)), Err(NoLook::Changed));
        fs::remove_file(&path).unwrap();
        assert_eq!(look(&path, (sha256, 1)), Err(NoLook::Missing));
    }

    #[test]
    fn a_forged_header_is_not_decoded_and_no_cut_or_flipped_bytes_break_it() {
        let mut huge = png();
        huge[16..24].copy_from_slice(&[0, 0, 0x60, 0, 0, 0, 0x60, 0]);
        assert!(matches!(seen(&huge, 1), Err(NoLook::TooLarge | NoLook::Damaged)));
        for whole in [png(), jpeg(6)] {
            for cut in (0..whole.len()).step_by(7) {
                let _ = seen(&whole[..cut], 1);
                let mut flipped = whole.clone();
                flipped[cut] ^= 0x55;
                let _ = seen(&flipped, 1);
            }
        }
    }
}
