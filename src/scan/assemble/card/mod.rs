//! The two sides of a card on one A4 sheet, as large as the card is. The bytes of the pictures go in untouched; where a
//! scan shows more than the card, the rest is hidden, not cut away. The sheet names the files it was made of.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::ops::ControlFlow;
use std::path::Path;

use lopdf::Object;

use crate::domain::ids::FileHash;
use crate::domain::time::Moment;
use crate::scan::input::{self, CHUNK};
use crate::scan::inspect::Head;
use crate::scan::{Fault, check, pdf};

use super::body::{self, Body};
use super::picture::Picture;
use super::step::Steps;
use super::verify::verify;
use super::writer::{CopyError, Origin, Writer};
use super::{AssembleError, Assembled, Planned, Source, plan, save};

mod area;

use area::Shown;

/// A4 in points.
const SHEET: (f64, f64) = (595.2756, 841.8898);
/// The entry of the document's information that names the sources: hash and leaf of each.
const SOURCES: &[u8] = b"MotcuaSources";

/// The sheet that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub made: Assembled,
    /// Dots per inch of the coarser side, whole.
    pub dpi: u32,
    /// A side whose file does not say its resolution was taken to be as large as a card.
    pub assumed: bool,
}

/// Why there is no sheet. The sources are as they were.
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// A page of a PDF may be anything; only pictures are laid on the sheet.
    #[error("a page of a PDF is not one picture")]
    OfPdf { name: String },
    /// Larger than half a sheet at its resolution, or of no card's shape, and no card lies on it.
    #[error("no card is seen on the picture")]
    NoCard { name: String },
    #[error(transparent)]
    NotMade(#[from] AssembleError),
}

/// One side, ready to be drawn.
struct Side<'a> {
    planned: &'a Planned<'a>,
    body: Body,
    shown: Shown,
    hash: FileHash,
}

/// Lays both sides on one A4 page at `out`: the first in the upper half, the second below.
pub fn card(sources: &[Source; 2], out: &Path, made_at: Moment) -> Result<Card, CardError> {
    let plan = [plan(&sources[0])?, plan(&sources[1])?];
    let sides = [side(&plan[0])?, side(&plan[1])?];
    let made = write((&sides, &plan), out, made_at)?;
    let dpi = sides.iter().map(|side| side.shown.whole_dpi()).min().unwrap_or(0);
    let assumed = sides.iter().any(|side| side.shown.assumed);
    Ok(Card { made, dpi, assumed })
}

/// The files and leaves a sheet was made of, first the upper one; `None` where the file is no such sheet.
pub fn card_sources(path: &Path) -> Option<Vec<(FileHash, u32)>> {
    let file = File::open(path).ok()?;
    let document = pdf::load(&mut BufReader::with_capacity(CHUNK, file), None).ok()?;
    let info = document
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .ok()?;
    let named = document
        .get_dictionary(info)
        .ok()?
        .get(SOURCES)
        .ok()?
        .as_array()
        .ok()?;
    let source = |pair: &[Object]| {
        let hash = <[u8; 32]>::try_from(pair.first()?.as_str().ok()?).ok()?;
        let leaf = u32::try_from(pair.get(1)?.as_i64().ok()?).ok()?;
        Some((FileHash(hash), leaf))
    };
    named.chunks(2).map(source).collect()
}

fn side<'a>(planned: &'a Planned<'a>) -> Result<Side<'a>, CardError> {
    let name = || planned.source.name.clone();
    if matches!(planned.head, Head::Pdf(_) | Head::Media(_)) {
        return Err(CardError::OfPdf { name: name() });
    }
    let page = planned.leaves().start as usize;
    let mut reader = planned.open()?;
    let refused = |fault: Fault| CardError::NotMade(planned.refused(fault));
    let (_, hash) = input::hash(&mut reader).map_err(|error| refused(error.into()))?;
    let mut body = body::prepare(&planned.head, page, planned.bytes, &mut reader).map_err(refused)?;
    let (Body::Through { picture, .. } | Body::Made { picture, .. }) = &mut body;
    picture.turn(planned.source.turns);
    let turn = picture.orientation.turn;
    let small = || check::small_page(&planned.head, page, &mut reader).map(|small| small.turned(turn));
    let shown = area::shown(picture, small).ok_or_else(|| CardError::NoCard { name: name() })?;
    Ok(Side {
        planned,
        body,
        shown,
        hash,
    })
}

fn write(
    (sides, plan): (&[Side<'_>; 2], &[Planned<'_>; 2]),
    out: &Path,
    made_at: Moment,
) -> Result<Assembled, AssembleError> {
    let need = plan.iter().map(|planned| planned.bytes).sum();
    let full = |error| save::output_error(error, need);
    let mut temp = save::beside(out).map_err(full)?;
    let mut writer = Writer::begin(BufWriter::with_capacity(CHUNK, temp.as_file_mut())).map_err(full)?;
    let mut images = Vec::new();
    let mut content = String::new();
    for (at, side) in sides.iter().enumerate() {
        images.push(image(side, at, &mut writer).map_err(|error| match error {
            CopyError::Source(fault) => side.planned.refused(fault),
            CopyError::Output(error) => full(error),
        })?);
        content += &drawn(side, at);
    }
    writer.sheet(SHEET, &content, &images).map_err(full)?;
    writer.add_to_info(&named(sides));
    let (_, layout) = writer.finish(made_at).map_err(full)?;
    temp.as_file().sync_all().map_err(full)?;
    let mut again = BufReader::with_capacity(CHUNK, temp.reopen()?);
    let mut go_on = |_, _| ControlFlow::Continue(());
    let checked = verify(&mut again, plan, &layout, &mut Steps::new(2, &mut go_on))?;
    save::keep(temp, out)?;
    Ok(Assembled {
        pages: 1,
        bytes: checked.bytes,
        sha256: checked.sha256,
        warnings: Vec::new(),
    })
}

/// Puts one picture into the file; answers its object.
fn image<W: std::io::Write>(side: &Side<'_>, at: usize, writer: &mut Writer<W>) -> Result<u32, CopyError> {
    match &side.body {
        Body::Made { picture, packed } => Ok(writer.made_image(picture, &packed.bytes)?),
        Body::Through { picture, length } => {
            let page = side.planned.leaves().start as usize;
            let source = |error: std::io::Error| CopyError::Source(error.into());
            let unreadable = |_| CopyError::Source(Fault::Unreadable);
            let mut reader = side.planned.open().map_err(unreadable)?;
            let mut bytes = body::open(&side.planned.head, page, &mut reader).map_err(source)?;
            let origin = Origin::Source { source: at, page };
            writer.copied_image(picture, (&mut *bytes, *length), origin)
        }
    }
}

/// The operators that show one side in the middle of its half of the sheet.
fn drawn(side: &Side<'_>, at: usize) -> String {
    let (Body::Through { picture, .. } | Body::Made { picture, .. }) = &side.body;
    let (width, height) = side.shown.size();
    let middle = SHEET.1 * if at == 0 { 0.75 } else { 0.25 };
    let (left, bottom) = ((SHEET.0 - width) / 2.0, middle - height / 2.0);
    let numbers = matrix(picture, side.shown.whole_at((left, bottom)));
    let numbers = numbers.map(|number| format!("{number:.4}")).join(" ");
    format!("q {left:.4} {bottom:.4} {width:.4} {height:.4} re W n {numbers} cm /Im{at} Do Q\n")
}

/// Lays a picture, turned and mirrored as it is to be seen, into the box (left, bottom, width, height).
fn matrix(picture: &Picture, (left, bottom, width, height): (f64, f64, f64, f64)) -> [f64; 6] {
    let upright = match picture.orientation.turn {
        90 => [0.0, -height, width, 0.0, left, bottom + height],
        180 => [-width, 0.0, 0.0, -height, left + width, bottom + height],
        270 => [0.0, height, -width, 0.0, left + width, bottom],
        _ => [width, 0.0, 0.0, height, left, bottom],
    };
    if !picture.orientation.mirrored {
        return upright;
    }
    let [right, rise, lean, up, across, down] = upright;
    [-right, -rise, lean, up, across + right, down + rise]
}

/// The sources, for the document's information.
fn named(sides: &[Side<'_>; 2]) -> Vec<u8> {
    let mut entry = format!(" /{} [", String::from_utf8_lossy(SOURCES));
    for side in sides {
        let _ = write!(entry, " <{}> {}", side.hash, side.planned.leaves().end);
    }
    entry += " ]";
    entry.into_bytes()
}

#[cfg(test)]
mod tests;
