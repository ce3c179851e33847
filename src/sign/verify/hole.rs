//! Which bytes a signature covers: all up to an end, but for a hole that holds nothing else than the signature itself.

use std::ops::ControlFlow;

use super::{Measure, VerifyFault, disk};
use crate::sign::cms::algorithm::Hash;
use crate::sign::pdf::{Dict, Document, Object, PdfError, Source, Span, Value};

/// `/ByteRange` as it must be: from the first byte to the hole, and from the hole to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ByteRange {
    before: Span,
    after: Span,
}

impl ByteRange {
    /// `None` = it is not of this form.
    pub(super) fn read(document: &Document, signature: &Dict) -> Result<Option<Self>, PdfError> {
        let numbers = document.value(signature, b"ByteRange")?;
        let numbers: Option<Vec<u64>> = numbers.as_ref().and_then(Value::array).and_then(|items| {
            items
                .iter()
                .map(|item| item.int().and_then(|number| u64::try_from(number).ok()))
                .collect()
        });
        let Some([0, hole, start, length]) = numbers.as_deref() else {
            return Ok(None);
        };
        Ok(start
            .checked_add(*length)
            .filter(|end| hole < start && start < end)
            .map(|end| Self {
                before: Span { start: 0, end: *hole },
                after: Span { start: *start, end },
            }))
    }

    /// One past the last signed byte.
    pub(super) fn end(&self) -> u64 {
        self.after.end
    }

    /// The hole is exactly the string of this dictionary's `/Contents`, written in hexadecimal from bracket to bracket.
    pub(super) fn is_exact(&self, signature: &Object, source: &Source) -> Result<bool, PdfError> {
        let hole = Span {
            start: self.before.end,
            end: self.after.start,
        };
        let contents = signature.dict().and_then(|dict| dict.get(b"Contents"));
        if !signature.is_in_file() || contents.is_none_or(|contents| contents.span != hole) {
            return Ok(false);
        }
        let mut bytes = 0_u64;
        let length = hole.length();
        let flow = source.each(hole, &mut |piece| {
            for byte in piece {
                let fits = match bytes {
                    0 => *byte == b'<',
                    at if at + 1 == length => *byte == b'>',
                    _ => byte.is_ascii_hexdigit(),
                };
                if !fits {
                    return ControlFlow::Break(());
                }
                bytes += 1;
            }
            ControlFlow::Continue(())
        })?;
        Ok(flow.is_continue())
    }
}

impl Measure<'_> {
    /// The hash of the signed bytes; `None` = they reach beyond the end of the file.
    pub(super) fn digest(
        &self,
        range: &ByteRange,
        source: &Source,
        hash: Hash,
    ) -> Result<Option<Vec<u8>>, VerifyFault> {
        if range.end() > source.end() {
            return Ok(None);
        }
        let mut hasher = hash.hasher();
        for span in [range.before, range.after] {
            let flow = source
                .each(span, &mut |piece| {
                    hasher.update(piece);
                    self.hashed(piece.len())
                })
                .map_err(disk)?;
            if flow.is_break() {
                return Err(VerifyFault::Stopped);
            }
        }
        Ok(Some(hasher.finish()))
    }
}
