//! What a page of a PDF draws: pictures, how large and how fine they stand on the paper, and whether there is anything
//! else. Reads the page's operators only; nothing is rendered and no picture is decoded.

use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::inspect::{Colour, DpiSource, Resolution};

/// The operators of one page take no more than this; a page that unpacks to more is not looked into.
const MOST_CONTENT: u64 = 8 * 1024 * 1024;
/// Pages whose operators are read; beyond them a document is too long to be looked into while somebody waits.
pub(super) const MOST_PAGES_READ: usize = 1_000;
/// A picture that covers this much of its page is a scan of it; a smaller one is an illustration.
const COVERS: f64 = 0.8;
/// A page tree or a stack of graphics states deeper than this is a trap.
const DEEPEST: usize = 64;

/// A picture as it stands on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Drawn {
    pub id: ObjectId,
    pub width: u32,
    pub height: u32,
    /// `None` for a picture without extent.
    pub dpi: Option<Resolution>,
    pub colour: Colour,
    /// Share of the page it covers.
    share: f64,
}

/// What one page draws.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Drawing {
    pub pictures: Vec<Drawn>,
    /// Letters, lines, shades, nested drawings, notes: anything that is not a picture.
    pub has_other: bool,
    /// Degrees clockwise.
    pub turn: u16,
}

impl Drawing {
    /// The picture that is this page, where the page is a scan.
    pub(super) fn scan(&self) -> Option<&Drawn> {
        self.pictures.iter().find(|picture| picture.share >= COVERS)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pictures.is_empty() && !self.has_other
    }
}

/// Reads a page's operators; `None` where they are in a coding that is not read, damaged, or too many.
pub(super) fn drawing(document: &Document, page: ObjectId) -> Option<Drawing> {
    let dictionary = document.get_dictionary(page).ok()?;
    let operations = match dictionary.get(b"Contents") {
        Ok(contents) => Content::decode(&content(document, contents)?).ok()?.operations,
        Err(_) => Vec::new(),
    };
    let mut reading = Reading {
        document,
        resources: inherited(document, dictionary, b"Resources").and_then(|it| it.as_dict().ok()),
        area: area(document, dictionary)?,
        unit: dictionary
            .get(b"UserUnit")
            .and_then(Object::as_float)
            .map_or(1.0, f64::from),
        matrix: [1.0, 0.0, 0.0, 1.0],
        stack: Vec::new(),
        drawing: Drawing {
            has_other: dictionary.has(b"Annots"),
            ..Drawing::default()
        },
    };
    for operation in &operations {
        reading.operation(operation)?;
    }
    let turn = inherited(document, dictionary, b"Rotate").and_then(|turn| turn.as_i64().ok());
    reading.drawing.turn = u16::try_from(turn.unwrap_or(0).rem_euclid(360)).unwrap_or(0);
    Some(reading.drawing)
}

/// A page's own entry or the one it inherits.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..DEEPEST {
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value);
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

fn area(document: &Document, page: &Dictionary) -> Option<f64> {
    let media = inherited(document, page, b"MediaBox")?.as_array().ok()?;
    let side = |at: usize| {
        document
            .dereference(media.get(at)?)
            .ok()?
            .1
            .as_float()
            .ok()
            .map(f64::from)
    };
    let area = ((side(2)? - side(0)?) * (side(3)? - side(1)?)).abs();
    (area > 0.0).then_some(area)
}

fn content(document: &Document, contents: &Object) -> Option<Vec<u8>> {
    let (_, contents) = document.dereference(contents).ok()?;
    let mut bytes = Vec::new();
    match contents {
        Object::Stream(stream) => unpack(stream, &mut bytes)?,
        Object::Array(parts) => {
            for part in parts.iter().take(1_000) {
                let (_, part) = document.dereference(part).ok()?;
                unpack(part.as_stream().ok()?, &mut bytes)?;
                bytes.push(b'\n');
            }
        }
        _ => return None,
    }
    Some(bytes)
}

fn unpack(stream: &Stream, bytes: &mut Vec<u8>) -> Option<()> {
    let left = MOST_CONTENT.saturating_sub(bytes.len() as u64);
    let is_deflated = match stream.filters() {
        Ok(filters) => match filters.as_slice() {
            [] => false,
            [b"FlateDecode"] => true,
            _ => return None,
        },
        Err(_) => false,
    };
    let read = if is_deflated {
        ZlibDecoder::new(&stream.content[..])
            .take(left + 1)
            .read_to_end(bytes)
    } else {
        stream.content.as_slice().take(left + 1).read_to_end(bytes)
    };
    (read.ok()? as u64 <= left).then_some(())
}

struct Reading<'a> {
    document: &'a Document,
    resources: Option<&'a Dictionary>,
    area: f64,
    unit: f64,
    /// The linear part of the transformation; where a picture stands does not matter here.
    matrix: [f64; 4],
    stack: Vec<[f64; 4]>,
    drawing: Drawing,
}

impl Reading<'_> {
    fn operation(&mut self, operation: &Operation) -> Option<()> {
        match operation.operator.as_str() {
            "q" if self.stack.len() < DEEPEST => self.stack.push(self.matrix),
            "q" => return None,
            "Q" => self.matrix = self.stack.pop().unwrap_or(self.matrix),
            "cm" => self.transform(&operation.operands)?,
            "Do" => self.paint(operation.operands.first()?.as_name().ok()?)?,
            "Tj" | "TJ" | "'" | "\"" | "sh" | "BI" | "EI" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*"
            | "S" | "s" => self.drawing.has_other = true,
            _ => {}
        }
        Some(())
    }

    fn transform(&mut self, operands: &[Object]) -> Option<()> {
        let number = |at: usize| operands.get(at)?.as_float().ok().map(f64::from);
        let new = [number(0)?, number(1)?, number(2)?, number(3)?];
        let old = self.matrix;
        let cell =
            |row: usize, column: usize| new[row * 2] * old[column] + new[row * 2 + 1] * old[column + 2];
        self.matrix = [cell(0, 0), cell(0, 1), cell(1, 0), cell(1, 1)];
        Some(())
    }

    fn paint(&mut self, name: &[u8]) -> Option<()> {
        let objects = self
            .resources?
            .get_deref(b"XObject", self.document)
            .ok()?
            .as_dict()
            .ok()?;
        let id = objects.get(name).and_then(Object::as_reference).ok()?;
        let dictionary = &self.document.get_object(id).ok()?.as_stream().ok()?.dict;
        if dictionary.get(b"Subtype").and_then(Object::as_name).ok()? != b"Image" {
            self.drawing.has_other = true;
            return Some(());
        }
        let pixels = |key: &[u8]| dictionary.get(key).and_then(Object::as_i64).ok();
        let (width, height) = (pixels(b"Width")?, pixels(b"Height")?);
        let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
        let [right, rise, lean, up] = self.matrix;
        let dpi = |pixels: u32, extent: f64| f64::from(pixels) / (extent * self.unit / 72.0);
        let (across, down) = (dpi(width, right.hypot(rise)), dpi(height, lean.hypot(up)));
        self.drawing.pictures.push(Drawn {
            id,
            width,
            height,
            dpi: Resolution::stated(across, down, DpiSource::Pdf),
            colour: colour(self.document, dictionary),
            share: (right * up - rise * lean).abs() / self.area,
        });
        Some(())
    }
}

fn colour(document: &Document, picture: &Dictionary) -> Colour {
    let is = |key: &[u8], value: &Object| picture.get(key).is_ok_and(|it| it == value);
    if is(b"ImageMask", &Object::Boolean(true)) || is(b"BitsPerComponent", &Object::Integer(1)) {
        return Colour::Bilevel;
    }
    let Ok(space) = picture.get_deref(b"ColorSpace", document) else {
        return Colour::Unknown;
    };
    match space {
        Object::Name(name) => named(name),
        Object::Array(parts) => match (parts.first().map(Object::as_name), parts.get(1)) {
            (Some(Ok(b"ICCBased")), Some(profile)) => of_profile(document, profile),
            (Some(Ok(name)), _) => named(name),
            _ => Colour::Unknown,
        },
        _ => Colour::Unknown,
    }
}

fn named(space: &[u8]) -> Colour {
    match space {
        b"DeviceGray" | b"CalGray" | b"G" => Colour::Grey,
        b"DeviceRGB" | b"CalRGB" | b"RGB" | b"Lab" | b"Indexed" | b"I" => Colour::Colour,
        b"DeviceCMYK" | b"CMYK" => Colour::Cmyk,
        _ => Colour::Unknown,
    }
}

fn of_profile(document: &Document, profile: &Object) -> Colour {
    let stream = document
        .dereference(profile)
        .ok()
        .and_then(|(_, it)| it.as_stream().ok());
    match stream.and_then(|stream| stream.dict.get(b"N").and_then(Object::as_i64).ok()) {
        Some(1) => Colour::Grey,
        Some(3) => Colour::Colour,
        Some(4) => Colour::Cmyk,
        _ => Colour::Unknown,
    }
}
