//! Writes a PDF 1.7 from front to back, objects as they come, the cross-reference table last. Of what it wrote it
//! keeps only where it is: a few dozen bytes for each page. It claims no conformance to PDF/A.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::domain::ids::FileHash;
use crate::domain::time::Moment;
use crate::scan::fault::Fault;

use super::picture::Picture;

/// The object numbers that are known before anything is written.
const CATALOG: u32 = 1;
pub(super) const PAGES: u32 = 2;
const INFO: u32 = 3;

/// The size of a piece that is copied. The system takes it into its memory at four fifths of the price of two halves,
/// and at less than when it copies from file to file by itself, page by page; still larger pieces save no more.
const PIECE: usize = 128 * 1024;

/// Where the bytes of one stream lie, and what they must be equal to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    pub start: u64,
    pub length: u64,
    pub origin: Origin,
}

/// What the bytes of a stream are a copy of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A page of a source, byte for byte.
    Source { source: usize, page: usize },
    /// Bytes that were made on the way; their hash when they were written.
    Made(FileHash),
}

/// What an appended PDF became.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Appended {
    /// Which source it was.
    pub source: usize,
    /// The numbers of its objects, written one after the other with nothing between them.
    pub objects: Range<u32>,
    /// Which of the pages are its own.
    pub pages: Range<usize>,
}

/// What has to be found when the file is read again.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Layout {
    pub segments: Vec<Segment>,
    pub appended: Vec<Appended>,
    pub pages: Vec<u32>,
    pub objects: u32,
}

/// Why a stream was not copied: the source's fault or the output's.
#[derive(Debug)]
pub(super) enum CopyError {
    Source(Fault),
    Output(io::Error),
}

impl From<io::Error> for CopyError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// A PDF in the making.
pub(super) struct Writer<W: Write> {
    out: W,
    written: u64,
    /// Offset of object n at n − 1; 0 while it is only promised.
    offsets: Vec<u64>,
    pages: Vec<u32>,
    segments: Vec<Segment>,
    appended: Vec<Appended>,
    catalog: Vec<u8>,
    info: Vec<u8>,
    /// Room for one piece; all pages pass through it.
    piece: Vec<u8>,
}

impl<W: Write> Writer<W> {
    pub(super) fn begin(out: W) -> io::Result<Self> {
        let offsets = vec![0; INFO as usize];
        let mut writer = Self {
            out,
            written: 0,
            offsets,
            pages: Vec::new(),
            segments: Vec::new(),
            appended: Vec::new(),
            catalog: Vec::new(),
            info: Vec::new(),
            piece: Vec::new(),
        };
        writer.put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
        Ok(writer)
    }

    /// Promises an object and gives its number.
    pub(super) fn reserve(&mut self) -> u32 {
        self.offsets.push(0);
        u32::try_from(self.offsets.len()).unwrap_or(u32::MAX)
    }

    /// Writes a promised object that is not a stream.
    pub(super) fn object(&mut self, id: u32, body: &[u8]) -> io::Result<()> {
        self.open_object(id)?;
        self.put(body)?;
        self.put(b"\nendobj\n")
    }

    /// Writes a promised stream whose bytes are at hand.
    pub(super) fn stream(&mut self, id: u32, entries: &[u8], bytes: &[u8]) -> io::Result<()> {
        self.open_stream(id, entries, bytes.len() as u64)?;
        let origin = Origin::Made(FileHash(Sha256::digest(bytes).into()));
        self.segments.push(Segment {
            start: self.written,
            length: bytes.len() as u64,
            origin,
        });
        self.put(bytes)?;
        self.put(b"\nendstream\nendobj\n")
    }

    /// How many objects and pages there are by now.
    pub(super) fn standing(&self) -> (u32, usize) {
        (
            u32::try_from(self.offsets.len()).unwrap_or(u32::MAX),
            self.pages.len(),
        )
    }

    /// All that came since then is what a source was appended as.
    pub(super) fn appended(&mut self, source: usize, (objects, pages): (u32, usize)) {
        let (last, until) = self.standing();
        self.appended.push(Appended {
            source,
            objects: objects + 1..last + 1,
            pages: pages..until,
        });
    }

    /// Adds a page object to the end of the document.
    pub(super) fn add_page(&mut self, id: u32) {
        self.pages.push(id);
    }

    /// Adds entries to the document's catalog.
    pub(super) fn add_to_catalog(&mut self, entries: &[u8]) {
        self.catalog.extend_from_slice(entries);
    }

    /// Adds entries to the document's information.
    pub(super) fn add_to_info(&mut self, entries: &[u8]) {
        self.info.extend_from_slice(entries);
    }

    /// A page that is one picture, its bytes at hand.
    pub(super) fn made_page(&mut self, picture: &Picture, bytes: &[u8]) -> io::Result<()> {
        let image = self.made_image(picture, bytes)?;
        self.picture_page(picture, image)
    }

    /// A picture for a page that comes later, its bytes at hand; gives its number.
    pub(super) fn made_image(&mut self, picture: &Picture, bytes: &[u8]) -> io::Result<u32> {
        let image = self.reserve();
        self.stream(image, picture.image_entries().as_bytes(), bytes)?;
        Ok(image)
    }

    /// A page that is one picture, its `length` bytes copied from a source.
    pub(super) fn copied_page(
        &mut self,
        picture: &Picture,
        (bytes, length): (&mut dyn Read, u64),
        origin: Origin,
    ) -> Result<(), CopyError> {
        let image = self.copied_image(picture, (bytes, length), origin)?;
        Ok(self.picture_page(picture, image)?)
    }

    /// A picture for a page that comes later, its `length` bytes copied from a source; gives its number.
    pub(super) fn copied_image(
        &mut self,
        picture: &Picture,
        (bytes, length): (&mut dyn Read, u64),
        origin: Origin,
    ) -> Result<u32, CopyError> {
        let image = self.reserve();
        self.open_stream(image, picture.image_entries().as_bytes(), length)?;
        self.segments.push(Segment {
            start: self.written,
            length,
            origin,
        });
        self.copy(bytes, length)?;
        self.put(b"\nendstream\nendobj\n")?;
        Ok(image)
    }

    /// A page of this size in points that draws several pictures; `content` calls them `/Im0`, `/Im1` …
    pub(super) fn sheet(
        &mut self,
        (width, height): (f64, f64),
        content: &str,
        images: &[u32],
    ) -> io::Result<()> {
        let (stream, page) = (self.reserve(), self.reserve());
        self.stream(stream, b"", content.as_bytes())?;
        let mut pictures = String::new();
        for (at, image) in images.iter().enumerate() {
            let _ = write!(pictures, "/Im{at} {image} 0 R ");
        }
        let body = format!(
            "<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 {width:.4} {height:.4}] /Contents {stream} 0 R \
             /Resources << /XObject << {pictures}>> >> >>"
        );
        self.object(page, body.as_bytes())?;
        self.add_page(page);
        Ok(())
    }

    fn picture_page(&mut self, picture: &Picture, image: u32) -> io::Result<()> {
        let (content, page) = (self.reserve(), self.reserve());
        self.stream(content, b"", picture.content().as_bytes())?;
        let entries = picture.page_entries();
        let body = format!(
            "<< /Type /Page /Parent {PAGES} 0 R {entries} /Contents {content} 0 R \
             /Resources << /XObject << /Im0 {image} 0 R >> >> >>"
        );
        self.object(page, body.as_bytes())?;
        self.add_page(page);
        Ok(())
    }

    /// Writes the page tree, the document's date and maker, and the cross-reference table.
    pub(super) fn finish(mut self, made_at: Moment) -> io::Result<(W, Layout)> {
        let mut kids = String::new();
        for page in &self.pages {
            let _ = write!(kids, "{page} 0 R ");
        }
        let pages = format!("<< /Type /Pages /Count {} /Kids [ {kids}] >>", self.pages.len());
        self.object(PAGES, pages.as_bytes())?;
        let mut catalog = format!("<< /Type /Catalog /Pages {PAGES} 0 R ").into_bytes();
        catalog.extend_from_slice(&self.catalog);
        catalog.extend_from_slice(b">>");
        self.object(CATALOG, &catalog)?;
        let date = made_at.local().format("D:%Y%m%d%H%M%S+07'00'");
        let mut info = format!("<< /Producer (motcua) /CreationDate ({date})").into_bytes();
        info.extend_from_slice(&self.info);
        info.extend_from_slice(b" >>");
        self.object(INFO, &info)?;
        self.cross_references()?;
        self.out.flush()?;
        let objects = u32::try_from(self.offsets.len()).unwrap_or(u32::MAX);
        Ok((
            self.out,
            Layout {
                segments: self.segments,
                appended: self.appended,
                pages: self.pages,
                objects,
            },
        ))
    }

    fn cross_references(&mut self) -> io::Result<()> {
        let start = self.written;
        let size = self.offsets.len() + 1;
        self.put(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes())?;
        for index in 0..self.offsets.len() {
            let offset = self.offsets[index];
            self.put(format!("{offset:010} 00000 n \n").as_bytes())?;
        }
        let trailer = format!(
            "trailer\n<< /Size {size} /Root {CATALOG} 0 R /Info {INFO} 0 R >>\nstartxref\n{start}\n%%EOF\n"
        );
        self.put(trailer.as_bytes())
    }

    fn open_object(&mut self, id: u32) -> io::Result<()> {
        let slot = self.offsets.get_mut((id as usize).wrapping_sub(1));
        *slot.ok_or(io::ErrorKind::InvalidInput)? = self.written;
        self.put(format!("{id} 0 obj\n").as_bytes())
    }

    fn open_stream(&mut self, id: u32, entries: &[u8], length: u64) -> io::Result<()> {
        self.open_object(id)?;
        self.put(b"<< ")?;
        self.put(entries)?;
        self.put(format!(" /Length {length} >>\nstream\n").as_bytes())
    }

    fn copy(&mut self, bytes: &mut dyn Read, length: u64) -> Result<(), CopyError> {
        self.piece.resize(PIECE, 0);
        let mut left = length;
        while left > 0 {
            let want = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
            let count = bytes
                .read(&mut self.piece[..want])
                .map_err(|error| CopyError::Source(error.into()))?;
            if count == 0 {
                return Err(CopyError::Source(Fault::Truncated));
            }
            self.out.write_all(&self.piece[..count])?;
            self.written += count as u64;
            left -= count as u64;
        }
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.written += bytes.len() as u64;
        Ok(())
    }
}
