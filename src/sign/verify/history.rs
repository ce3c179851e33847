//! What the file holds beside its newest state: earlier states whose signatures did not stay, and bytes behind the signed
//! end that belong to nothing.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::SIGNED;
use super::states::{Signed, State};
use crate::sign::chain::name::presentable;
use crate::sign::pdf::{Document, PdfError, Place, Source, Span};

/// The most bytes between a section and its end mark: a line some writers leave their name in.
const NAME: u64 = 512;

/// What was found in all states of the file.
#[derive(Default)]
pub(super) struct History {
    /// Fields whose signatures are gone, the oldest first.
    pub(super) removed: Vec<String>,
    /// Something like a signature stands in the file and in no state of it.
    pub(super) has_stray: bool,
    /// The bytes of every signature's dictionary.
    known: Vec<Span>,
    /// Bytes that belong to an object or a section, as far as they lie behind the signed end.
    written: Vec<Span>,
    /// Where the objects among them begin.
    met: BTreeSet<u64>,
}

impl History {
    /// Follows the states back from the newest; `covered` = the end of what an intact signature covers.
    pub(super) fn read(newest: &Document, state: &State, covered: Option<u64>) -> Result<Self, PdfError> {
        let mut history = Self::default();
        let from = covered.unwrap_or(u64::MAX);
        history.knows(&state.fields);
        history.write(newest, from)?;
        let mut ends = BTreeSet::from([newest.ended()]);
        for section in newest.sections() {
            history.section(section, from);
            let Some(end) = section
                .ended
                .filter(|end| *end < newest.ended() && ends.insert(*end))
            else {
                continue;
            };
            let earlier = newest.earlier(end)?;
            history.compare(State::read(&earlier)?, state);
            if end > from {
                history.write(&earlier, from)?;
            }
        }
        history.removed.reverse();
        if !history.strays(newest.source())?.is_empty() {
            history.hidden(newest, state, &ends)?;
            let strays = history.strays(newest.source())?;
            history.has_stray = !within_streams(newest, strays)?;
        }
        Ok(history)
    }

    /// How many bytes behind the signed end belong to nothing. Blanks between objects do not count.
    pub(super) fn loose(&mut self, newest: &Document, covered: u64) -> Result<u64, PdfError> {
        let end = newest.source().end();
        self.written.push(Span { start: end, end });
        self.written.sort_unstable();
        let (mut at, mut loose) = (covered, 0);
        for tile in &self.written {
            let gap = Span {
                start: at,
                end: tile.start.max(at),
            };
            if at >= newest.ended() || !is_blank(newest.source(), gap)? {
                loose += gap.length();
            }
            at = at.max(tile.end);
        }
        Ok(loose)
    }

    fn knows(&mut self, fields: &[Signed]) {
        let in_file = fields.iter().filter(|signed| signed.object.is_in_file());
        self.known.extend(in_file.map(|signed| signed.object.span));
    }

    /// Signatures of an earlier state that the newest no longer has.
    fn compare(&mut self, earlier: State, newest: &State) {
        self.knows(&earlier.fields);
        for signed in earlier.fields {
            let stayed = newest.fields.iter().any(|now| now.is(&signed));
            let name = presentable(&signed.field.name);
            if !stayed && !self.removed.contains(&name) {
                self.removed.push(name);
            }
        }
    }

    /// Objects of a state that lie from `from` on.
    fn write(&mut self, document: &Document, from: u64) -> Result<(), PdfError> {
        for (number, place) in document.objects() {
            let Place::At { offset, .. } = place else {
                continue;
            };
            if offset < from || !self.met.insert(offset) {
                continue;
            }
            match document.object(number) {
                Ok(object) => self.written.extend(object.map(|it| it.span)),
                Err(PdfError::Damaged { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn section(&mut self, section: &crate::sign::pdf::Section, from: u64) {
        let marked = section
            .ended
            .filter(|end| end.saturating_sub(section.span.end) <= NAME);
        let whole = Span {
            start: section.span.start,
            end: marked.unwrap_or(section.span.end),
        };
        let spans = [Some(whole), section.beside].into_iter().flatten();
        self.written.extend(spans.filter(|span| span.start >= from));
    }

    /// Where something like a signature stands that is none of those that are known.
    fn strays(&self, source: &Source) -> Result<BTreeSet<u64>, PdfError> {
        let mut strays = BTreeSet::new();
        let whole = Span {
            start: 0,
            end: source.end(),
        };
        let _ = source.find(whole, SIGNED, &mut |at| {
            let is_known = self.known.iter().any(|span| span.start <= at && at < span.end);
            if !is_known {
                strays.insert(at);
            }
            // More are no better known than these.
            if strays.len() > super::MOST {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        Ok(strays)
    }

    /// Looks into states that the newest does not follow back to: whoever takes a signature off may leave them out.
    fn hidden(&mut self, newest: &Document, state: &State, known: &BTreeSet<u64>) -> Result<(), PdfError> {
        for end in newest.endings()?.into_iter().filter(|end| !known.contains(end)) {
            let read = newest.earlier(end).and_then(|earlier| State::read(&earlier));
            match read {
                Ok(earlier) => self.compare(earlier, state),
                Err(PdfError::Damaged { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}

/// All of these places lie in streams of the newest state: a signed file attached to this one.
fn within_streams(newest: &Document, mut places: BTreeSet<u64>) -> Result<bool, PdfError> {
    if places.is_empty() {
        return Ok(true);
    }
    for (number, place) in newest.objects() {
        if !matches!(place, Place::At { .. }) {
            continue;
        }
        let object = match newest.object(number) {
            Err(PdfError::Damaged { .. }) => continue,
            other => other?,
        };
        if let Some(span) = object.and_then(|object| object.stream) {
            places.retain(|at| !(span.start..span.end).contains(at));
        }
    }
    Ok(places.is_empty())
}

fn is_blank(source: &Source, span: Span) -> Result<bool, PdfError> {
    let flow = source.each(span, &mut |piece| {
        if piece.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    Ok(flow.is_continue())
}
