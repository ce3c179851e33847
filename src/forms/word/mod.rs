//! Forms as Word documents, for offices that write into them before printing, as the menu of công văn 223 offers.
//!
//! The parts of the file are templates in `assets/forms/word`; paragraphs and tables are put into them and the whole is
//! packed by `zip`. Deterministic: the same facts give the same bytes. Fonts are the reader's own Times New Roman.

mod body;
mod parts;
mod receipt;
mod slip;

use std::io::{Cursor, Write};

use chrono::{Datelike, NaiveDateTime, Timelike};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

pub use body::{Block, Cells, Text};
pub use receipt::render as receipt;
pub use slip::render as slip;

use super::FormError;

/// What a document is made of. Lengths are millimetres.
#[derive(Debug, Clone, PartialEq)]
pub struct Document<'a> {
    /// The title in the file's properties; never a person's name.
    pub title: &'a str,
    /// Width and height of the sheet.
    pub sheet: (f32, f32),
    /// Margins: top, right, bottom, left.
    pub margins: [f32; 4],
    /// In pale letters at the head of every page; empty = nothing.
    pub across: &'a str,
    /// Local time (+07:00), written as creation date.
    pub made_at: NaiveDateTime,
    pub blocks: &'a [Block],
    /// A picture the blocks may show, as PNG.
    pub picture: Option<&'a [u8]>,
}

/// The parts that never change.
const FIXED: [(&str, &str); 3] = [
    (
        "[Content_Types].xml",
        include_str!("../../../assets/forms/word/content-types.xml"),
    ),
    ("_rels/.rels", include_str!("../../../assets/forms/word/rels.xml")),
    (
        "word/styles.xml",
        include_str!("../../../assets/forms/word/styles.xml"),
    ),
];
const RELATIONS: &str = include_str!("../../../assets/forms/word/document-rels.xml");
const DOCUMENT: &str = include_str!("../../../assets/forms/word/document.xml");
const HEADER: &str = include_str!("../../../assets/forms/word/header.xml");
const PROPERTIES: &str = include_str!("../../../assets/forms/word/core.xml");

/// Named only where there is one: a relation that leads nowhere is a broken file.
const PICTURE: &str = "<Relationship Id=\"rId3\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/qr.png\"/>";

/// The bytes of the DOCX file.
pub fn write(document: &Document) -> Result<Vec<u8>, FormError> {
    let packed = |reason: zip::result::ZipError| FormError::Word(reason.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = options(document.made_at);
    let made = made_parts(document);
    let fixed = FIXED.iter().map(|&(name, text)| (name, text.as_bytes()));
    let made = made.iter().map(|(name, text)| (*name, text.as_bytes()));
    let picture = document.picture.map(|png| ("word/media/qr.png", png));
    for (name, bytes) in fixed.chain(made).chain(picture) {
        zip.start_file(name, options).map_err(packed)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish().map_err(packed)?.into_inner())
}

/// No clock of this machine in the archive: its entries bear the form's own time.
fn options(at: NaiveDateTime) -> SimpleFileOptions {
    let byte = |number: u32| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(at.year()).unwrap_or(1980);
    let time = (byte(at.hour()), byte(at.minute()), byte(at.second()));
    let stamp = DateTime::from_date_and_time(year, byte(at.month()), byte(at.day()), time.0, time.1, time.2);
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(stamp.unwrap_or_default())
}

fn made_parts(document: &Document) -> [(&'static str, String); 4] {
    let [top, right, bottom, left] = document.margins.map(body::twips);
    let (width, height) = (body::twips(document.sheet.0), body::twips(document.sheet.1));
    let turned = if width > height {
        " w:orient=\"landscape\""
    } else {
        ""
    };
    let page = format!(
        "<w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/><w:pgMar w:top=\"{top}\" w:right=\"{right}\" \
         w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>",
        top / 3,
        bottom / 3
    );
    let room = width.saturating_sub(left).saturating_sub(right);
    let blocks = body::xml(document.blocks, room);
    let at = format!("{}+07:00", document.made_at.format("%Y-%m-%dT%H:%M:%S"));
    let picture = document.picture.map_or("", |_| PICTURE);
    [
        (
            "word/_rels/document.xml.rels",
            RELATIONS.replace("{picture}", picture),
        ),
        (
            "word/document.xml",
            DOCUMENT.replace("{page}", &page).replace("{body}", &blocks),
        ),
        (
            "word/header1.xml",
            HEADER.replace("{across}", &body::escaped(document.across)),
        ),
        (
            "docProps/core.xml",
            PROPERTIES
                .replace("{at}", &at)
                .replace("{title}", &body::escaped(document.title)),
        ),
    ]
}
