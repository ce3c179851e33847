//! A PDF heavier than is recommended for one upload: cut into parts, or its scans packed tighter. Both tell the
//! resulting size before anything is decided; the sources are never changed, and nothing happens unasked.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use jpeg_encoder::{ColorType, Encoder, PixelDensity, PixelDensityUnit, SamplingFactor};

use crate::domain::time::Moment;
use crate::scan::exif::Orientation;
use crate::scan::inspect::{DpiSource, Head, PageHead, check_size};
use crate::scan::pixels::{Form, Pixels, convert};

use super::lighter_pdf;
use super::save::output_error;
use super::{AssembleError, Assembled, Planned, Progress, Source, assemble, plan};

/// What công văn 223 recommends as the most for one file.
pub const RECOMMENDED_BYTES: u64 = 30 * 1024 * 1024;

/// Qualities tried, best first. Below 40 thin red stamps and pencil fade (scanning.md §7).
const QUALITIES: [u8; 3] = [60, 50, 40];
/// What a part needs besides its sources; about 440 bytes for each page were measured.
const BESIDES: u64 = 4 * 1024;

/// Neighbouring sources that become one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub sources: Range<usize>,
    /// At most; the file itself may be a little smaller.
    pub bytes: u64,
}

/// Cuts sources of these sizes into as few parts as fit `limit`, in their order. A source that is too heavy alone is a
/// part of its own, so a part above the limit has exactly one source.
pub fn split(sizes: &[u64], limit: u64) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (index, size) in sizes.iter().enumerate() {
        let size = size.saturating_add(BESIDES);
        match parts.last_mut() {
            Some(part) if part.bytes.saturating_add(size) <= limit => {
                part.sources.end = index + 1;
                part.bytes += size;
            }
            _ => parts.push(Part {
                sources: index..index + 1,
                bytes: size,
            }),
        }
    }
    parts
}

/// A lighter PDF that was made for looking at; it is nobody's file until somebody takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lighter {
    pub made: Assembled,
    /// Quality the scans were packed with.
    pub quality: u8,
    /// Pages that became smaller; the others went in as they are.
    pub repacked: u32,
}

/// Joins `sources` as [`assemble`] does, with JPEG and PNG scans packed again at the best quality that comes under
/// `limit`, else at the lowest; so are the scans inside of a PDF. Every pixel stays, and so does the resolution. What would
/// not become smaller, black and white pages and TIFF go in as they are.
pub fn lighten(
    sources: &[Source],
    (out, limit): (&Path, u64),
    made_at: Moment,
    progress: Progress,
) -> Result<Lighter, AssembleError> {
    let folder = out.parent().filter(|folder| *folder != Path::new(""));
    let folder = tempfile::tempdir_in(folder.unwrap_or(Path::new(".")))?;
    let mut quality = QUALITIES.into_iter().peekable();
    while let Some(tried) = quality.next() {
        let (light, repacked) = repack(sources, folder.path(), tried, progress)?;
        if weight(&light)? > limit && quality.peek().is_some() {
            continue;
        }
        let made = assemble(&light, out, made_at, progress)?;
        if made.bytes <= limit || quality.peek().is_none() {
            return Ok(Lighter {
                made,
                quality: tried,
                repacked,
            });
        }
    }
    Err(AssembleError::NothingToDo)
}

/// At most; a file several pages of which are wanted counts once.
fn weight(sources: &[Source]) -> Result<u64, AssembleError> {
    let files: BTreeSet<&Path> = sources.iter().map(|source| source.path.as_path()).collect();
    files.into_iter().map(|file| Ok(fs::metadata(file)?.len())).sum()
}

fn repack(
    sources: &[Source],
    folder: &Path,
    quality: u8,
    progress: Progress,
) -> Result<(Vec<Source>, u32), AssembleError> {
    let mut light = Vec::with_capacity(sources.len());
    let mut repacked = 0;
    let mut pdfs = Lightened::default();
    for (index, source) in sources.iter().enumerate() {
        if progress(index as u64, sources.len() as u64).is_break() {
            return Err(AssembleError::Cancelled);
        }
        let planned = plan(source)?;
        if matches!(planned.head, Head::Pdf(_)) {
            let (path, lighter) = pdfs.of(&planned, (folder, quality), progress)?;
            let (first, last) = source.leaves.unwrap_or((1, u32::MAX));
            let pages = lighter
                .iter()
                .filter(|page| (first..=last).contains(page))
                .count();
            repacked += u32::try_from(pages).unwrap_or(u32::MAX);
            light.push(Source {
                path,
                ..source.clone()
            });
            continue;
        }
        let Some(bytes) = smaller(&planned, quality)? else {
            light.push(source.clone());
            continue;
        };
        let path = folder.join(format!("{index}.jpg"));
        fs::write(&path, &bytes).map_err(|error| output_error(error, bytes.len() as u64))?;
        // The name goes on for messages; what it claims must be what is in it.
        light.push(Source {
            path,
            name: format!("{}.jpg", source.name),
            ..*source
        });
        repacked += 1;
    }
    Ok((light, repacked))
}

/// PDFs whose scans were packed again: each once, however many of its pages are wanted.
#[derive(Default)]
struct Lightened(HashMap<PathBuf, (PathBuf, Vec<u32>)>);

impl Lightened {
    /// Where its pages are now, and which of them became lighter.
    fn of(
        &mut self,
        planned: &Planned,
        (folder, quality): (&Path, u8),
        progress: Progress,
    ) -> Result<(PathBuf, Vec<u32>), AssembleError> {
        let path = &planned.source.path;
        if let Some(known) = self.0.get(path) {
            return Ok(known.clone());
        }
        let out = folder.join(format!("pdf-{}.pdf", self.0.len()));
        let lighter = lighter_pdf::write(planned, (&out, quality), progress)?;
        let made = if lighter.is_empty() { path.clone() } else { out };
        self.0.insert(path.clone(), (made.clone(), lighter.clone()));
        Ok((made, lighter))
    }
}

/// The page packed again, if that is smaller; one page is decoded at a time.
fn smaller(planned: &Planned, quality: u8) -> Result<Option<Vec<u8>>, AssembleError> {
    let (page, orientation) = match &planned.head {
        Head::Jpeg(head) if matches!(head.components, 1 | 3) => (head.page, head.orientation),
        Head::Png(head) if head.bits >= 8 => (head.page, Orientation::default()),
        Head::Jpeg(_) | Head::Png(_) | Head::Tiff(_) | Head::Pdf(_) | Head::Media(_) => return Ok(None),
    };
    if check_size(page.width, page.height, false).is_err() {
        return Ok(None);
    }
    let pixels = match &planned.head {
        Head::Png(_) => convert::png(&mut planned.open()?),
        Head::Jpeg(_) | Head::Tiff(_) | Head::Pdf(_) | Head::Media(_) => {
            convert::jpeg(&fs::read(&planned.source.path)?)
        }
    };
    let pixels = pixels.map_err(|fault| planned.refused(fault))?;
    let packed = pack(&pixels, &page, orientation, quality);
    Ok(packed.filter(|packed| (packed.len() as u64) < planned.bytes))
}

fn pack(pixels: &Pixels, page: &PageHead, orientation: Orientation, quality: u8) -> Option<Vec<u8>> {
    encoded(pixels, quality, |encoder| {
        // An assumed resolution is not written down: it would look like a known one.
        if page.dpi.source != DpiSource::Assumed {
            encoder.set_density(PixelDensity {
                density: (whole(page.dpi.x), whole(page.dpi.y)),
                unit: PixelDensityUnit::Inches,
            });
        }
        encoder.add_exif_metadata(&orientation.block()).ok()
    })
}

/// The pixels as a JPEG; `about` adds what stands before them. `None` where there is none of this size or kind.
pub(super) fn encoded(
    pixels: &Pixels,
    quality: u8,
    about: impl FnOnce(&mut Encoder<&mut Vec<u8>>) -> Option<()>,
) -> Option<Vec<u8>> {
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
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_optimized_huffman_tables(true);
    about(&mut encoder)?;
    encoder.encode(&pixels.bytes, width, height, colour).ok()?;
    Some(bytes)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "10 to 30,000 dots an inch"
)]
fn whole(dpi: f64) -> u16 {
    dpi.round().clamp(1.0, 65_535.0) as u16
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::scan::inspect;

    const MB: u64 = 1024 * 1024;

    #[test]
    fn parts_keep_the_order_and_only_a_single_source_may_be_too_heavy() {
        let ranges = |sizes: &[u64]| {
            let parts = split(
                &sizes.iter().map(|size| size * MB).collect::<Vec<_>>(),
                RECOMMENDED_BYTES,
            );
            assert!(
                parts
                    .iter()
                    .all(|part| part.bytes <= RECOMMENDED_BYTES || part.sources.len() == 1)
            );
            parts.into_iter().map(|part| part.sources).collect::<Vec<_>>()
        };
        assert!(ranges(&[]).is_empty());
        assert_eq!(ranges(&[10, 10, 9]), vec![0..3]);
        assert_eq!(ranges(&[10, 10, 10, 10]), [0..2, 2..4]);
        assert_eq!(ranges(&[1, 40, 1]), [0..1, 1..2, 2..3]);
    }

    #[test]
    fn scans_packed_again_are_lighter_and_keep_pixels_resolution_and_turn() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jpg");
        let pixels: Vec<u8> = (0..300 * 200 * 3_u32)
            .map(|at| (at.wrapping_mul(2_654_435_761) >> 25) as u8 + 120)
            .collect();
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, 95);
        encoder.set_density(PixelDensity::dpi(200));
        encoder
            .add_exif_metadata(&Orientation::from_tag(6).block())
            .unwrap();
        encoder.encode(&pixels, 300, 200, ColorType::Rgb).unwrap();
        fs::write(&path, &bytes).unwrap();
        let sources = [Source::file(&path), Source::file(&path)];
        let out = folder.path().join("o.pdf");
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let full = assemble(&sources, &out, Moment(0), go_on).unwrap();
        let easy = lighten(&sources, (&out, full.bytes), Moment(0), go_on).unwrap();
        assert_eq!((easy.quality, easy.repacked, easy.made.pages), (60, 2, 2));
        assert!(easy.made.bytes < full.bytes);
        let hard = lighten(&sources, (&out, 100), Moment(0), go_on).unwrap();
        assert_eq!(hard.quality, 40);
        assert!(hard.made.bytes < easy.made.bytes);
        let seen = inspect(&out);
        assert_eq!(seen.dpi.map(|dpi| (dpi.x, dpi.y)), Some((200.0, 200.0)));
        let document = lopdf::Document::load(&out).unwrap();
        let page = document.page_iter().next().unwrap();
        let turn = document.get_dictionary(page).unwrap().get(b"Rotate").unwrap();
        assert_eq!(turn.as_i64().unwrap(), 90);
        assert_eq!(fs::read(&path).unwrap(), bytes, "the source is as it was");
    }

    /// What comes out here has a scan for each colour: the usual decoder gives black rows for that and no error.
    #[test]
    fn a_page_that_was_packed_can_be_decoded_and_packed_again() {
        let tone = |at: u32| u8::try_from(80 + at).unwrap();
        let pixels = Pixels {
            width: 64,
            height: 96,
            form: Form::Rgb,
            bytes: (0..64 * 96)
                .flat_map(|at| [tone(at % 64), tone(at / 64), 90])
                .collect(),
        };
        let page = PageHead {
            width: 64,
            height: 96,
            dpi: crate::scan::Resolution::assumed(64, 96),
            colour: crate::scan::Colour::Colour,
        };
        let mut before = pixels.clone();
        for _ in 0..2 {
            let packed = pack(&before, &page, Orientation::default(), 60).unwrap();
            before = convert::jpeg(&packed).unwrap();
            let pairs = before.bytes.iter().zip(&pixels.bytes);
            let far: u32 = pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
            assert!(far / 18_432 < 5, "{}", far / 18_432);
        }
    }
}
