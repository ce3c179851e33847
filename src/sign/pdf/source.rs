//! The bytes of a file, read where they are asked for, through a small cache; or bytes in memory. Never more of a file
//! in memory than the cache.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use memchr::memmem::Finder;

use super::object::Span;
use super::{PdfError, Result, index, number};

const BLOCK: u64 = 16 << 10;
const SLOTS: u64 = 64;
/// How much is handed over at once by [`Source::each`].
const PIECE: usize = 256 << 10;

/// Bytes up to an end: a whole file, an earlier state of it, or an unpacked stream. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Source {
    bytes: Arc<Bytes>,
    end: u64,
}

#[derive(Debug)]
enum Bytes {
    Memory(Arc<Vec<u8>>),
    File(Mutex<Blocks>),
}

#[derive(Debug)]
struct Blocks {
    file: File,
    /// Block `n` lies in slot `n % SLOTS` or nowhere.
    slots: Vec<Option<(u64, Arc<Vec<u8>>)>>,
}

/// Says where in the bytes the word stands.
fn search(bytes: &[u8], word: &Finder, found: &mut dyn FnMut(u64) -> ControlFlow<()>) -> ControlFlow<()> {
    word.find_iter(bytes).try_for_each(|at| found(number(at)))
}

impl Source {
    /// Bytes that are in memory already.
    pub fn of_bytes(bytes: Vec<u8>) -> Self {
        let end = number(bytes.len());
        Self {
            bytes: Arc::new(Bytes::Memory(Arc::new(bytes))),
            end,
        }
    }

    /// A file as long as it is now.
    pub fn open(path: &Path) -> Result<Self> {
        Self::of_file(File::open(path).map_err(io_error)?)
    }

    /// An open file as long as it is now.
    pub fn of_file(file: File) -> Result<Self> {
        let end = file.metadata().map_err(io_error)?.len();
        let slots = vec![None; index(SLOTS)];
        Ok(Self {
            bytes: Arc::new(Bytes::File(Mutex::new(Blocks { file, slots }))),
            end,
        })
    }

    /// One past the last byte.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// The same bytes, but nothing from `end` on.
    #[must_use]
    pub fn prefix(&self, end: u64) -> Self {
        Self {
            bytes: Arc::clone(&self.bytes),
            end: end.min(self.end),
        }
    }

    /// All bytes of a span. The caller knows that it is not too long to hold.
    pub fn read(&self, span: Span) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let flow = self.each(span, &mut |piece| {
            out.extend_from_slice(piece);
            ControlFlow::Continue(())
        });
        flow.map(|_| out)
    }

    /// Hands the bytes of a span over in pieces of at most 256 KiB, until the taker breaks.
    pub fn each(
        &self,
        span: Span,
        take: &mut dyn FnMut(&[u8]) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        if span.start > span.end || span.end > self.end {
            return Err(PdfError::damaged("span beyond the end", span.start));
        }
        let blocks = match &*self.bytes {
            Bytes::Memory(bytes) => {
                let piece = bytes.get(index(span.start)..index(span.end)).unwrap_or_default();
                return Ok(piece.chunks(PIECE).try_for_each(take));
            }
            Bytes::File(blocks) => blocks,
        };
        let mut buffer = vec![0; PIECE.min(index(span.end - span.start))];
        let mut at = span.start;
        while at < span.end {
            let wanted = buffer.len().min(index(span.end - at));
            let piece = buffer.get_mut(..wanted).unwrap_or_default();
            locked(blocks).read_at(at, piece)?;
            if take(piece).is_break() {
                return Ok(ControlFlow::Break(()));
            }
            at += number(wanted);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Says where in a span `word` stands, until the taker breaks. Of places that overlap in one piece the first counts;
    /// no word that is asked for overlaps itself.
    pub fn find(
        &self,
        span: Span,
        word: &[u8],
        found: &mut dyn FnMut(u64) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let Some(seam) = word.len().checked_sub(1) else {
            return Ok(ControlFlow::Continue(()));
        };
        let word = Finder::new(word);
        // The bytes before the piece in which a word may begin that ends in it.
        let mut tail: Vec<u8> = Vec::new();
        let mut base = span.start;
        self.each(span, &mut |piece| {
            let before = number(tail.len());
            tail.extend(piece.iter().take(seam));
            search(&tail, &word, &mut |at| found(base - before + at))?;
            search(piece, &word, &mut |at| found(base + at))?;
            match piece.len().checked_sub(seam) {
                Some(from) => {
                    tail.clear();
                    tail.extend_from_slice(piece.get(from..).unwrap_or_default());
                }
                None => drop(tail.drain(..tail.len().saturating_sub(seam))),
            }
            base += number(piece.len());
            ControlFlow::Continue(())
        })
    }

    /// Whether two spans of two sources hold the same bytes.
    pub fn same(&self, span: Span, other: &Self, other_span: Span) -> Result<bool> {
        if span.length() != other_span.length() {
            return Ok(false);
        }
        let mut there = other.reader(other_span);
        let mut buffer = vec![0; PIECE.min(index(span.length()))];
        let mut failed = None;
        let flow = self.each(span, &mut |piece| {
            let beside = buffer.get_mut(..piece.len()).unwrap_or_default();
            match there.read_exact(beside) {
                Ok(()) if beside == piece => ControlFlow::Continue(()),
                Ok(()) => ControlFlow::Break(()),
                Err(error) => {
                    failed = Some(io_error(error));
                    ControlFlow::Break(())
                }
            }
        })?;
        failed.map_or(Ok(flow.is_continue()), Err)
    }

    /// The bytes of a span as a stream.
    pub(super) fn reader(&self, span: Span) -> SpanReader<'_> {
        SpanReader {
            source: self,
            at: span.start,
            end: span.end.min(self.end),
        }
    }

    /// The cached piece that holds byte `at`, and where it begins.
    pub(super) fn block(&self, at: u64) -> Result<(u64, Arc<Vec<u8>>)> {
        match &*self.bytes {
            Bytes::Memory(bytes) => Ok((0, Arc::clone(bytes))),
            Bytes::File(blocks) => locked(blocks).block(at / BLOCK),
        }
    }
}

fn locked(blocks: &Mutex<Blocks>) -> MutexGuard<'_, Blocks> {
    blocks.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Blocks {
    fn block(&mut self, which: u64) -> Result<(u64, Arc<Vec<u8>>)> {
        let base = which * BLOCK;
        let slot = index(which % SLOTS);
        if let Some(Some((kept, bytes))) = self.slots.get(slot)
            && *kept == which
        {
            return Ok((base, Arc::clone(bytes)));
        }
        self.file.seek(SeekFrom::Start(base)).map_err(io_error)?;
        let mut bytes = Vec::new();
        (&self.file)
            .take(BLOCK)
            .read_to_end(&mut bytes)
            .map_err(io_error)?;
        let bytes = Arc::new(bytes);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = Some((which, Arc::clone(&bytes)));
        }
        Ok((base, bytes))
    }

    fn read_at(&mut self, at: u64, buffer: &mut [u8]) -> Result<()> {
        self.file.seek(SeekFrom::Start(at)).map_err(io_error)?;
        self.file.read_exact(buffer).map_err(io_error)
    }
}

/// Reads a span through the cache.
pub(super) struct SpanReader<'a> {
    source: &'a Source,
    at: u64,
    end: u64,
}

impl Read for SpanReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.end {
            return Ok(0);
        }
        let (base, block) = self.source.block(self.at).map_err(io::Error::other)?;
        let from = index(self.at - base);
        let to = block.len().min(index(self.end - base));
        let here = block.get(from..to).unwrap_or_default();
        let count = here.len().min(buffer.len());
        if let (Some(target), Some(bytes)) = (buffer.get_mut(..count), here.get(..count)) {
            target.copy_from_slice(bytes);
        }
        self.at += number(count);
        Ok(count)
    }
}

pub(super) fn io_error(error: io::Error) -> PdfError {
    PdfError::Io(error.to_string())
}
