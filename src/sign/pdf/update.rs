//! A further state of a file: new and changed objects after its last byte, with a section of the same kind as its last
//! one. What stands before stays as it is, byte for byte.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

use super::document::Document;
use super::object::{Dict, ObjectId, Span, Value};
use super::source::Source;
use super::xref::SectionKind;
use super::{PdfError, Result, index, number};

/// The longest file whose offsets fit the sections written here.
const LONGEST: u64 = 0xFFFF_FFFF;

/// Objects to be written after a file.
pub struct Update<'a> {
    document: &'a Document,
    objects: BTreeMap<u32, (ObjectId, Vec<u8>)>,
    next: u32,
}

/// The bytes to append, and where in them each object's own text begins.
pub struct Appendix {
    /// To be written right after the last byte of the file.
    pub bytes: Vec<u8>,
    /// By number: where what was put begins, within `bytes`.
    pub starts: BTreeMap<u32, usize>,
}

impl<'a> Update<'a> {
    /// Nothing yet.
    pub fn new(document: &'a Document) -> Result<Self> {
        Ok(Self {
            document,
            objects: BTreeMap::new(),
            next: document.next_number()?,
        })
    }

    /// A number nobody has.
    pub fn fresh(&mut self) -> ObjectId {
        let number = self.next;
        self.next += 1;
        ObjectId {
            number,
            generation: 0,
        }
    }

    /// What an object holds from now on.
    pub fn put(&mut self, id: ObjectId, text: Vec<u8>) {
        self.objects.insert(id.number, (id, text));
    }

    /// A new stream, packed. `dict` is what its dictionary says beside filter and length.
    pub fn put_stream(&mut self, dict: &str, bytes: &[u8]) -> Result<ObjectId> {
        let mut deflater = ZlibEncoder::new(Vec::new(), Compression::default());
        deflater.write_all(bytes).map_err(super::source::io_error)?;
        let packed = deflater.finish().map_err(super::source::io_error)?;
        let mut text = format!(
            "<< {dict} /Filter /FlateDecode /Length {} >>\nstream\n",
            packed.len()
        )
        .into_bytes();
        text.extend_from_slice(&packed);
        text.extend_from_slice(b"\nendstream");
        let id = self.fresh();
        self.put(id, text);
        Ok(id)
    }

    /// All objects and the section that names them.
    pub fn finish(mut self) -> Result<Appendix> {
        let base = self.document.source().end();
        let mut bytes = Vec::new();
        let last = Span {
            start: base.saturating_sub(1),
            end: base,
        };
        if self.document.source().read(last)? != b"\n" {
            bytes.push(b'\n');
        }
        let mut starts = BTreeMap::new();
        let mut offsets = Vec::new();
        for (id, text) in self.objects.values() {
            offsets.push((*id, base + number(bytes.len())));
            bytes.extend_from_slice(format!("{id} obj\n").as_bytes());
            starts.insert(id.number, bytes.len());
            bytes.extend_from_slice(text);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let start = base + number(bytes.len());
        if start > LONGEST {
            return Err(PdfError::TooMuch("length of the file"));
        }
        let newest = self.document.sections().first();
        let kind = newest.map_or(SectionKind::Table, |it| it.kind);
        let identity = self.identity(&bytes)?;
        match kind {
            SectionKind::Table => {
                let trailer = self.trailer(&identity);
                bytes.extend_from_slice(table(&offsets).as_bytes());
                bytes.extend_from_slice(format!("trailer\n<< {trailer} >>\n").as_bytes());
            }
            SectionKind::Stream => {
                let own = self.fresh();
                offsets.push((own, start));
                let trailer = self.trailer(&identity);
                bytes.extend_from_slice(&stream(own, &offsets, &trailer));
            }
        }
        bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(Appendix { bytes, starts })
    }

    /// What every trailer says.
    fn trailer(&self, identity: &str) -> String {
        let old = self.document.trailer();
        let mut said = format!("/Size {}", self.next);
        for key in ["Root", "Info"] {
            if let Some(value) = old.get(key.as_bytes()).and_then(Value::reference) {
                write!(said, " /{key} {value} R").ok();
            }
        }
        let prev = self.document.sections().first().map_or(0, |it| it.offset);
        write!(said, " /ID [{identity}] /Prev {prev}").ok();
        said
    }

    /// Both halves of the file's identity: the first as it was, the second new.
    fn identity(&self, bytes: &[u8]) -> Result<String> {
        let mut hash = Sha256::new();
        hash.update(self.document.source().end().to_be_bytes());
        hash.update(bytes);
        let new = hexadecimal(hash.finalize().get(..16).unwrap_or_default());
        let old = self.document.array(self.document.trailer(), b"ID")?;
        let first = old.as_deref().and_then(<[Value]>::first).and_then(Value::string);
        Ok(match first {
            Some(first) => format!("<{}> <{new}>", hexadecimal(first)),
            None => format!("<{new}> <{new}>"),
        })
    }
}

/// `xref` with one subsection for each run of numbers.
fn table(offsets: &[(ObjectId, u64)]) -> String {
    let mut out = "xref\n".to_owned();
    for run in runs(offsets) {
        let first = run.first().map_or(0, |(id, _)| id.number);
        writeln!(out, "{first} {}", run.len()).ok();
        for (id, offset) in run {
            writeln!(out, "{offset:010} {:05} n ", id.generation).ok();
        }
    }
    out
}

/// A cross-reference stream that names itself too.
fn stream(own: ObjectId, offsets: &[(ObjectId, u64)], trailer: &str) -> Vec<u8> {
    let mut rows = Vec::new();
    let mut index = String::new();
    for run in runs(offsets) {
        let first = run.first().map_or(0, |(id, _)| id.number);
        write!(index, "{first} {} ", run.len()).ok();
        for (id, offset) in run {
            rows.push(1);
            rows.extend_from_slice(&u32::try_from(*offset).unwrap_or(u32::MAX).to_be_bytes());
            rows.extend_from_slice(&id.generation.to_be_bytes());
        }
    }
    let mut out = format!(
        "{own} obj\n<< /Type /XRef /W [1 4 2] /Index [{}] {trailer} /Length {} >>\nstream\n",
        index.trim_end(),
        rows.len()
    )
    .into_bytes();
    out.extend_from_slice(&rows);
    out.extend_from_slice(b"\nendstream\nendobj\n");
    out
}

fn runs(offsets: &[(ObjectId, u64)]) -> impl Iterator<Item = &[(ObjectId, u64)]> {
    offsets.chunk_by(|(one, _), (next, _)| one.number + 1 == next.number)
}

/// Bytes as pairs of hexadecimal digits.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        write!(out, "{byte:02X}").ok();
    }
    out
}

/// The text of a dictionary with some keys set, everything else as it stands.
pub fn with_keys(source: &Source, value: &Value, changes: &[(&str, Vec<u8>)]) -> Result<Vec<u8>> {
    let none = Dict::default();
    let dict = value.dict().unwrap_or(&none);
    let mut text = source.read(value.span)?;
    let at = value.span.start;
    let mut splices: Vec<(usize, usize, Vec<u8>)> = Vec::new();
    let closing = text
        .len()
        .checked_sub(2)
        .ok_or(PdfError::damaged("no dictionary here", at))?;
    for (key, new) in changes {
        let mut standing = dict.entries.iter().filter(|it| it.key == key.as_bytes());
        match (standing.next(), standing.next()) {
            (_, Some(_)) => return Err(PdfError::damaged("a key twice", at)),
            (Some(entry), None) => {
                let span = entry.value.span;
                let padded = [b" ", new.as_slice(), b" "].concat();
                splices.push((index(span.start - at), index(span.end - at), padded));
            }
            (None, None) => {
                let added = [format!(" /{key} ").as_bytes(), new.as_slice(), b" "].concat();
                splices.push((closing, closing, added));
            }
        }
    }
    // From the back, so that what lies before stays where it is; equal places in the order they were asked for.
    splices.reverse();
    splices.sort_by_key(|splice| std::cmp::Reverse(splice.0));
    for (from, to, new) in splices {
        text.splice(from..to, new);
    }
    Ok(text)
}

/// The text of an array with one more item at its end.
pub fn with_item(source: &Source, value: &Value, item: &str) -> Result<Vec<u8>> {
    let mut text = source.read(value.span)?;
    if value.array().is_none() || text.pop() != Some(b']') {
        return Err(PdfError::damaged("no array here", value.span.start));
    }
    text.extend_from_slice(format!(" {item}]").as_bytes());
    Ok(text)
}
