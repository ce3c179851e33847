//! What a PDF is: its pages, whether it opens without a password, and whether it is signed. It is read whole
//! into memory, so its size is limited; the bytes of its pictures are dropped while reading.

use std::io::SeekFrom;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::fault::{Fault, MOST_PAGES, MOST_PDF_BYTES};
use super::input::{self, Input};
use super::inspect::PageHead;
use super::pictures::{MOST_PAGES_READ, drawing};

/// What a PDF says of itself.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Head {
    pub pages: u32,
    pub bytes: u64,
    /// There is a signature with a byte range.
    pub signed: bool,
    /// Rewriting it would break it: signed, prepared for signing, or drawn by a form program (XFA).
    pub stays_alone: bool,
    pub owner_password: bool,
    /// Major and minor; `None` where the file says something else.
    pub version: Option<(u8, u8)>,
    /// The picture that each page is; `None` for a page that is not one picture, and for all beyond those that are read.
    pub pictures: Vec<Option<PageHead>>,
}

/// An object stream that unpacks to more than this is a trap.
const MOST_UNPACKED: usize = 64 * 1024 * 1024;

/// Opens a PDF just far enough to describe it.
pub(crate) fn scan(reader: &mut dyn Input) -> Result<Head, Fault> {
    let bytes = reader.seek(SeekFrom::End(0))?;
    let document = load(reader, Some(without_pictures))?;
    let pages = document.page_iter().take(MOST_PAGES + 1).count();
    if pages == 0 {
        return Err(Fault::Corrupt);
    }
    if pages > MOST_PAGES {
        return Err(Fault::TooHeavy { bytes });
    }
    let signed = document
        .objects
        .values()
        .any(|object| dictionary(object).is_some_and(is_signature));
    Ok(Head {
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        bytes,
        signed,
        stays_alone: signed || form_forbids_rewriting(&document),
        owner_password: document.was_encrypted(),
        version: version(&document),
        pictures: pictures(&document),
    })
}

/// The catalog may raise what the first line says (ISO 32000-1, table 28).
fn version(document: &Document) -> Option<(u8, u8)> {
    let parse = |text: &str| {
        let (major, minor) = text.trim().split_once('.')?;
        Some((major.parse().ok()?, minor.parse().ok()?))
    };
    let raised = document.catalog().and_then(|catalog| catalog.get(b"Version"));
    let raised = raised.and_then(Object::as_name).ok();
    let raised = raised.and_then(|name| parse(&String::from_utf8_lossy(name)));
    parse(&document.version).max(raised)
}

fn pictures(document: &Document) -> Vec<Option<PageHead>> {
    let pages = document.page_iter().take(MOST_PAGES_READ);
    let picture = |page| {
        let drawing = drawing(document, page)?;
        let scan = drawing.scan()?;
        Some(PageHead {
            width: scan.width,
            height: scan.height,
            dpi: scan.dpi?,
            colour: scan.colour,
        })
    };
    pages.map(picture).collect()
}

/// Loads a document that opens without a password; `filter` may drop what is not needed.
pub(crate) fn load(reader: &mut dyn Input, filter: Option<lopdf::FilterFunc>) -> Result<Document, Fault> {
    let bytes = reader.seek(SeekFrom::End(0))?;
    if bytes > MOST_PDF_BYTES {
        return Err(Fault::TooHeavy { bytes });
    }
    reader.seek(SeekFrom::Start(0))?;
    let mut buffer = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0));
    reader.read_to_end(&mut buffer)?;
    let options = LoadOptions {
        filter,
        max_decompressed_size: Some(MOST_UNPACKED),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(&buffer, options).map_err(|error| fault_of(&error, &buffer))?;
    if document.is_encrypted() {
        return Err(Fault::Encrypted);
    }
    Ok(document)
}

/// Whether bytes that could not be opened as a document speak of a signature.
pub(crate) fn mentions_signature(reader: &mut dyn Input) -> bool {
    let start = input::start_of(reader, MOST_PDF_BYTES).unwrap_or_default();
    start.windows(10).any(|ten| ten == b"/ByteRange")
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of a lopdf filter")]
fn without_pictures(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object {
        let is_picture = stream
            .dict
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Image");
        if is_picture {
            stream.content = Vec::new();
        }
    }
    Some((id, object.clone()))
}

/// A file without its end marker was cut; one with it is damaged.
fn fault_of(error: &lopdf::Error, buffer: &[u8]) -> Fault {
    if matches!(
        error,
        lopdf::Error::InvalidPassword
            | lopdf::Error::UnsupportedSecurityHandler(_)
            | lopdf::Error::Decryption(_)
            | lopdf::Error::AlreadyEncrypted
    ) {
        return Fault::Encrypted;
    }
    let tail = &buffer[buffer.len().saturating_sub(2048)..];
    if tail.windows(5).any(|five| five == b"%%EOF") {
        Fault::Corrupt
    } else {
        Fault::Truncated
    }
}

fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dictionary) => Some(dictionary),
        _ => None,
    }
}

fn is_signature(dictionary: &Dictionary) -> bool {
    dictionary.has(b"ByteRange") && dictionary.has(b"Contents")
}

fn form_forbids_rewriting(document: &Document) -> bool {
    let needs = document
        .catalog()
        .and_then(|catalog| catalog.get(b"NeedsRendering"));
    if needs.and_then(Object::as_bool).unwrap_or(false) {
        return true;
    }
    let form = document
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"AcroForm", document));
    let Ok(form) = form.and_then(Object::as_dict) else {
        return false;
    };
    let flags = form.get(b"SigFlags").and_then(Object::as_i64).unwrap_or(0);
    flags & 1 == 1 || form.has(b"XFA")
}
