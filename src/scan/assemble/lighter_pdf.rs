//! A copy of somebody else's PDF with its scans packed tighter: the same pages, letters and pictures of the same pixels.
//! Only whole JPEG pictures in a plain colour space are touched; what would not become smaller stays as it is.

use std::collections::HashSet;
use std::path::Path;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::weight::encoded;
use super::{AssembleError, Planned, Progress};
use crate::scan::inspect::check_size;
use crate::scan::pdf;
use crate::scan::pictures::drawing;
use crate::scan::pixels::convert;

/// Writes the lighter copy to `out`. Answers which pages, from 1, became lighter; none = nothing was written.
pub(super) fn write(
    planned: &Planned,
    (out, quality): (&Path, u8),
    progress: Progress,
) -> Result<Vec<u32>, AssembleError> {
    let mut document = pdf::load(&mut planned.open()?, None).map_err(|fault| planned.refused(fault))?;
    let scans: Vec<ObjectId> = document
        .objects
        .iter()
        .filter_map(|(id, object)| is_plain_scan(&document, object).then_some(*id))
        .collect();
    let mut packed = HashSet::new();
    for (done, id) in scans.iter().enumerate() {
        if progress(done as u64, scans.len() as u64).is_break() {
            return Err(AssembleError::Cancelled);
        }
        if let Some(Object::Stream(stream)) = document.objects.get_mut(id)
            && repacked(stream, quality)
        {
            packed.insert(*id);
        }
    }
    if packed.is_empty() {
        return Ok(Vec::new());
    }
    let pages = (1..).zip(document.page_iter());
    let lighter = pages.filter(|(_, page)| {
        let drawn = drawing(&document, *page).unwrap_or_default();
        drawn.pictures.iter().any(|picture| packed.contains(&picture.id))
    });
    let lighter = lighter.map(|(number, _)| number).collect();
    document.save(out)?;
    Ok(lighter)
}

/// Colour spaces whose numbers are those of the JPEG.
const PLAIN: [&[u8]; 5] = [b"DeviceRGB", b"DeviceGray", b"CalRGB", b"CalGray", b"ICCBased"];

/// A picture that is one JPEG, shown as its pixels are.
fn is_plain_scan(document: &Document, object: &Object) -> bool {
    let Object::Stream(stream) = object else {
        return false;
    };
    let name = |key: &[u8]| stream.dict.get(key).and_then(Object::as_name);
    let is_jpeg = match stream.dict.get(b"Filter") {
        Ok(Object::Name(filter)) => filter == b"DCTDecode",
        Ok(Object::Array(filters)) => {
            matches!(&filters[..], [Object::Name(filter)] if filter == b"DCTDecode")
        }
        _ => false,
    };
    let turned_about = [b"Decode".as_slice(), b"DecodeParms", b"ImageMask"];
    name(b"Subtype").is_ok_and(|name| name == b"Image")
        && is_jpeg
        && !turned_about.iter().any(|key| stream.dict.has(key))
        && is_plain_colour(document, &stream.dict)
}

/// Grey or red, green and blue, as the coder packs them again; a spot colour or Lab is something else.
fn is_plain_colour(document: &Document, picture: &Dictionary) -> bool {
    let space = picture.get_deref(b"ColorSpace", document);
    let name = match space {
        Ok(Object::Array(parts)) => parts.first().and_then(|first| first.as_name().ok()),
        Ok(space) => space.as_name().ok(),
        Err(_) => None,
    };
    name.is_some_and(|name| PLAIN.contains(&name))
}

/// Packs it again where that is smaller; one picture is decoded at a time.
fn repacked(stream: &mut Stream, quality: u8) -> bool {
    let side = |key: &[u8]| {
        let side = stream.dict.get(key).and_then(Object::as_i64).unwrap_or(0);
        u32::try_from(side).unwrap_or(u32::MAX)
    };
    let (width, height) = (side(b"Width"), side(b"Height"));
    if check_size(width, height, false).is_err() {
        return false;
    }
    let Ok(pixels) = convert::jpeg(&stream.content) else {
        return false;
    };
    if (pixels.width, pixels.height) != (width, height) {
        return false;
    }
    let Some(bytes) = encoded(&pixels, quality, |_| Some(())) else {
        return false;
    };
    let is_smaller = bytes.len() < stream.content.len();
    if is_smaller {
        stream.set_content(bytes);
    }
    is_smaller
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::ops::ControlFlow;

    use super::super::{Source, assemble, lighten};
    use super::*;
    use crate::domain::time::Moment;
    use crate::scan::inspect;

    fn page(seed: u32, folder: &Path) -> Source {
        let pixels: Vec<u8> = (0..600 * 400 * 3_u32)
            .map(|at| u8::try_from(at.wrapping_add(seed).wrapping_mul(2_654_435_761) >> 25).unwrap() + 100)
            .collect();
        let path = folder.join(format!("{seed}.jpg"));
        let mut encoder = jpeg_encoder::Encoder::new_file(&path, 95).unwrap();
        encoder.set_density(jpeg_encoder::PixelDensity::dpi(200));
        encoder
            .encode(&pixels, 600, 400, jpeg_encoder::ColorType::Rgb)
            .unwrap();
        Source::file(&path)
    }

    /// A PDF of another program, so far as we are concerned.
    fn foreign(folder: &Path) -> Source {
        let path = folder.join("may_quet.pdf");
        let pages = [page(1, folder), page(2, folder), page(3, folder)];
        assemble(&pages, &path, Moment(0), &mut |_, _| ControlFlow::Continue(())).unwrap();
        Source::file(&path)
    }

    #[test]
    fn the_scans_of_a_pdf_are_packed_tighter_and_its_pages_stay_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let source = foreign(folder.path());
        let before = fs::read(&source.path).unwrap();
        let leaves = [1, 3].map(|at| Source {
            leaves: Some((at, at)),
            ..source.clone()
        });
        let out = folder.path().join("o.pdf");
        let go_on = &mut |_, _| ControlFlow::Continue(());
        let lighter = lighten(&leaves, (&out, before.len() as u64 / 2), Moment(0), go_on).unwrap();
        assert_eq!((lighter.repacked, lighter.made.pages), (2, 2));
        assert!(
            lighter.made.bytes * 2 < before.len() as u64,
            "{}",
            lighter.made.bytes
        );
        let seen = inspect(&out);
        assert!(seen.is_taken(), "{seen:?}");
        let (was, is) = (inspect(&source.path).dpi.unwrap(), seen.dpi.unwrap());
        assert_eq!((was.x.round(), was.y.round()), (is.x.round(), is.y.round()));
        assert_eq!(
            fs::read(&source.path).unwrap(),
            before,
            "the file itself is as it was"
        );
        let document = Document::load(&out).unwrap();
        let pictures = document
            .objects
            .values()
            .filter_map(|object| object.as_stream().ok());
        let pictures = pictures.filter(|stream| stream.dict.has(b"Width"));
        for picture in pictures {
            let side = |key: &[u8]| picture.dict.get(key).unwrap().as_i64().unwrap();
            assert_eq!((side(b"Width"), side(b"Height")), (600, 400));
            assert!(convert::jpeg(&picture.content).is_ok());
        }
    }

    #[test]
    fn stopping_stops_and_other_colours_and_decodings_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let source = foreign(folder.path());
        let out = folder.path().join("o.pdf");
        let stopped = lighten(
            std::slice::from_ref(&source),
            (&out, 1),
            Moment(0),
            &mut |_, _| ControlFlow::Break(()),
        );
        assert!(matches!(stopped, Err(AssembleError::Cancelled)));
        let mut document = Document::load(&source.path).unwrap();
        let scans = document
            .objects
            .values()
            .filter(|object| is_plain_scan(&document, object));
        assert_eq!(scans.count(), 3);
        let inverted = Object::Array(vec![1.into(), 0.into(), 1.into(), 0.into(), 1.into(), 0.into()]);
        let mut changes: Vec<(&str, Object)> = vec![
            ("Decode", inverted),
            ("ColorSpace", Object::Name(b"DeviceCMYK".to_vec())),
            ("Filter", Object::Name(b"JPXDecode".to_vec())),
        ];
        for object in document.objects.values_mut() {
            if let Object::Stream(stream) = object
                && stream.dict.has(b"Width")
                && let Some((key, value)) = changes.pop()
            {
                stream.dict.set(key, value);
            }
        }
        let scans = document
            .objects
            .values()
            .filter(|object| is_plain_scan(&document, object));
        assert_eq!(scans.count(), 0);
    }
}
