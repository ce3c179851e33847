//! One state of a file: its objects by number, its trailer, its earlier states.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::decode;
use super::lex::{Cursor, Token};
use super::object::{Dict, Kind, ObjectId, Span, Value};
use super::parse::{self, After, Raw};
use super::source::Source;
use super::xref::{self, Place, Section, Table};
use super::{Budget, OBJECTS, PdfError, Result, SECTIONS, UNPACKED, index, number};

/// How many references may lead on to the next.
const HOPS: usize = 32;
/// The most bytes of unpacked object streams kept for the next question.
const KEPT: u64 = 4 << 20;
/// Where the mark of the format must stand.
const HEAD: &[u8] = b"%PDF-";

/// One state of a file.
pub struct Document {
    source: Source,
    budget: Arc<Budget>,
    table: Table,
    kept: RefCell<Kept>,
}

/// Unpacked object streams.
#[derive(Default)]
struct Kept {
    streams: BTreeMap<u32, Arc<ObjectStream>>,
    bytes: u64,
}

struct ObjectStream {
    source: Source,
    /// Number and offset of each object.
    objects: Vec<(u32, u64)>,
}

/// An indirect object.
#[derive(Debug, Clone)]
pub struct Object {
    /// Its number and generation.
    pub id: ObjectId,
    /// What it holds; for a stream its dictionary.
    pub value: Value,
    /// The packed bytes of its stream, in the file.
    pub stream: Option<Span>,
    /// All its bytes: from the number to `endobj` in the file, or the value alone in an object stream.
    pub span: Span,
    /// Where it lies.
    pub place: Place,
    /// What its spans count in: the file, or the unpacked object stream.
    pub source: Source,
}

impl Object {
    /// Its dictionary; of a stream too.
    pub fn dict(&self) -> Option<&Dict> {
        self.value.dict()
    }

    /// Both hold the same bytes.
    pub fn same_bytes(&self, other: &Self) -> Result<bool> {
        self.source.same(self.span, &other.source, other.span)
    }
}

impl Document {
    /// Opens the newest state of what the source holds.
    pub fn open(source: Source) -> Result<Self> {
        let budget = Arc::new(Budget::for_length(source.end()));
        Self::with_budget(source, budget)
    }

    /// The state in which the file ended at `end`. What it costs counts together with everything else about the file.
    pub fn earlier(&self, end: u64) -> Result<Self> {
        Self::with_budget(self.source.prefix(end), Arc::clone(&self.budget))
    }

    /// Where this file ended at any time, as far as its bytes say: one past the line of each `%%EOF` behind a `startxref`,
    /// whether or not the newest state follows back to it.
    pub fn endings(&self) -> Result<Vec<u64>> {
        let whole = Span {
            start: 0,
            end: self.source.end(),
        };
        let mut marks = Vec::new();
        let _ = self.source.find(whole, b"startxref", &mut |at| {
            marks.push(at);
            if marks.len() < SECTIONS {
                std::ops::ControlFlow::Continue(())
            } else {
                std::ops::ControlFlow::Break(())
            }
        })?;
        let mut ends = Vec::new();
        for at in marks {
            match xref::ending(&self.source, &self.budget, at) {
                Ok(end) => ends.extend(end.map(|(_, end)| end)),
                Err(PdfError::Damaged { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(ends)
    }

    pub(super) fn with_budget(source: Source, budget: Arc<Budget>) -> Result<Self> {
        let head = Span {
            start: 0,
            end: number(HEAD.len()).min(source.end()),
        };
        if source.read(head)? != HEAD {
            return Err(PdfError::damaged("does not begin as a PDF", 0));
        }
        let table = xref::read(&source, &budget)?;
        Ok(Self {
            source,
            budget,
            table,
            kept: RefCell::default(),
        })
    }

    /// The bytes of this state.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The sections, the newest first; never empty.
    pub fn sections(&self) -> &[Section] {
        &self.table.sections
    }

    /// One past the line of the last `%%EOF`. What comes after belongs to nothing.
    pub fn ended(&self) -> u64 {
        self.table.ended
    }

    /// The newest trailer.
    pub fn trailer(&self) -> &Dict {
        static NONE: Dict = Dict { entries: Vec::new() };
        self.table.sections.first().map_or(&NONE, |it| &it.trailer)
    }

    /// Numbers and places of all objects that are not free, in the order of their numbers.
    pub fn objects(&self) -> impl Iterator<Item = (u32, Place)> {
        let live = self
            .table
            .places
            .iter()
            .filter(|(_, place)| **place != Place::Free);
        live.map(|(&number, &place)| (number, place))
    }

    /// Where an object lies; a number never heard of is free.
    pub fn place(&self, number: u32) -> Place {
        self.table.places.get(&number).copied().unwrap_or(Place::Free)
    }

    /// The number a new object may have: higher than all that any section names or promises.
    pub fn next_number(&self) -> Result<u32> {
        let promised = self.sections().iter().filter_map(|section| {
            let size = section.trailer.get(b"Size")?.int()?;
            u32::try_from(size).ok()
        });
        let named = self.table.places.keys().next_back().map_or(1, |&it| it + 1);
        let next = promised.max().unwrap_or(1).max(named).max(1);
        if index(u64::from(next)) > 8 * OBJECTS {
            return Err(PdfError::TooMuch("object numbers"));
        }
        Ok(next)
    }

    /// The object of this number; `None` = free.
    pub fn object(&self, number: u32) -> Result<Option<Object>> {
        self.object_within(number, 0)
    }

    /// Whatever a lenient reader makes of an object that cannot be read here, it makes of bytes of this state alone: it is a
    /// stream whose length is wrong, stands in its dictionary, and is followed by an `endstream`.
    pub fn is_contained(&self, number: u32) -> Result<bool> {
        let Place::At { offset, .. } = self.place(number) else {
            return Ok(false);
        };
        let raw = match parse::indirect(&self.source, &self.budget, offset) {
            Err(PdfError::Damaged { .. }) => return Ok(false),
            other => other?,
        };
        let After::Stream(start) = raw.after else {
            return Ok(false);
        };
        let length = raw.value.dict().and_then(|dict| dict.get(b"Length")?.int());
        let behind = length
            .and_then(|it| start.checked_add(u64::try_from(it).ok()?))
            .filter(|&behind| raw.id.number == number && behind <= self.source.end());
        let Some(behind) = behind else {
            return Ok(false);
        };
        let rest = Span {
            start: behind,
            end: self.source.end(),
        };
        let mut ends = None;
        let _ = self.source.find(rest, b"endstream", &mut |at| {
            ends = Some(at);
            std::ops::ControlFlow::Break(())
        })?;
        self.budget.spend(ends.unwrap_or(rest.end) - behind)?;
        Ok(ends.is_some())
    }

    fn object_within(&self, number: u32, hops: usize) -> Result<Option<Object>> {
        let place = self.place(number);
        match place {
            Place::Free => Ok(None),
            Place::At { offset, generation } => {
                let object = self.in_file(offset, hops)?;
                if object.id != (ObjectId { number, generation }) {
                    return Err(PdfError::damaged("another object than named", offset));
                }
                Ok(Some(object))
            }
            Place::In { stream, index: which } => {
                let stream = self.object_stream(stream, hops)?;
                stream.object(&self.budget, (number, which), place).map(Some)
            }
        }
    }

    fn in_file(&self, offset: u64, hops: usize) -> Result<Object> {
        let Raw { id, value, after } = parse::indirect(&self.source, &self.budget, offset)?;
        let (stream, end) = match after {
            After::End(end) => (None, end),
            After::Stream(start) => {
                let length = self.length(&value, start, hops)?;
                let cursor = &mut Cursor::new(&self.source, &self.budget, start);
                let (span, end) = parse::stream(cursor, start, length, self.source.end())?;
                (Some(span), end)
            }
        };
        Ok(Object {
            id,
            value,
            stream,
            span: Span { start: offset, end },
            place: Place::At {
                offset,
                generation: id.generation,
            },
            source: self.source.clone(),
        })
    }

    /// `/Length` of a stream, which may be an object of its own.
    fn length(&self, dict: &Value, at: u64, hops: usize) -> Result<i64> {
        let missing = PdfError::damaged("a stream without a length", at);
        let length = dict
            .dict()
            .and_then(|dict| dict.get(b"Length"))
            .ok_or_else(|| missing.clone())?;
        match length.kind {
            Kind::Reference(id) if hops < HOPS => {
                let object = self.object_within(id.number, hops + 1)?;
                object.and_then(|it| it.value.int()).ok_or(missing)
            }
            _ => length.int().ok_or(missing),
        }
    }

    fn object_stream(&self, number: u32, hops: usize) -> Result<Arc<ObjectStream>> {
        if let Some(kept) = self.kept.borrow().streams.get(&number) {
            return Ok(Arc::clone(kept));
        }
        let Place::At { offset, .. } = self.place(number) else {
            return Err(PdfError::damaged("an object stream that is not in the file", 0));
        };
        if hops >= HOPS {
            return Err(PdfError::damaged("object streams in a ring", offset));
        }
        let object = self.in_file(offset, hops + 1)?;
        let (Some(span), Some(dict)) = (object.stream, object.dict()) else {
            return Err(PdfError::damaged("no object stream here", offset));
        };
        if object.id.number != number || !dict.is_type(b"ObjStm") {
            return Err(PdfError::damaged("no object stream here", offset));
        }
        let bytes = decode::unpacked(&self.source, &self.budget, span, dict)?;
        let length = number_of(bytes.len());
        let stream = Arc::new(ObjectStream::read(bytes, &self.budget, dict)?);
        let mut kept = self.kept.borrow_mut();
        if kept.bytes + length > KEPT {
            *kept = Kept::default();
        }
        kept.bytes += length;
        kept.streams.insert(number, Arc::clone(&stream));
        Ok(stream)
    }

    /// The value itself, or what its reference leads to; what is not there is `null`.
    pub fn resolved(&self, value: &Value) -> Result<Value> {
        let mut value = value.clone();
        for _ in 0..HOPS {
            let Some(id) = value.reference() else {
                return Ok(value);
            };
            value = match self.object(id.number)? {
                Some(object) if object.id == id => object.value,
                // A reference to what is not there is null by the rules of the format.
                _ => Value {
                    kind: Kind::Null,
                    span: value.span,
                },
            };
        }
        Err(PdfError::damaged("references in a ring", value.span.start))
    }

    /// The resolved value of a key; `None` = not there or `null`.
    pub fn value(&self, dict: &Dict, key: &[u8]) -> Result<Option<Value>> {
        let Some(value) = dict.get(key) else {
            return Ok(None);
        };
        self.resolved(value).map(|it| Some(it).filter(|it| !it.is_null()))
    }

    /// The resolved dictionary of a key; something else there is a fault.
    pub fn dict(&self, dict: &Dict, key: &[u8]) -> Result<Option<Dict>> {
        match self.value(dict, key)?.map(|it| (it.span.start, it.kind)) {
            None => Ok(None),
            Some((_, Kind::Dict(dict))) => Ok(Some(dict)),
            Some((at, _)) => Err(PdfError::damaged("no dictionary here", at)),
        }
    }

    /// The resolved array of a key; something else there is a fault.
    pub fn array(&self, dict: &Dict, key: &[u8]) -> Result<Option<Vec<Value>>> {
        match self.value(dict, key)?.map(|it| (it.span.start, it.kind)) {
            None => Ok(None),
            Some((_, Kind::Array(items))) => Ok(Some(items)),
            Some((at, _)) => Err(PdfError::damaged("no array here", at)),
        }
    }

    /// The object of the catalog.
    pub fn catalog(&self) -> Result<Object> {
        let missing = PdfError::damaged("no catalog", 0);
        let id = self.trailer().get(b"Root").and_then(Value::reference);
        let object = self.object(id.ok_or_else(|| missing.clone())?.number)?;
        object.filter(|it| it.dict().is_some()).ok_or(missing)
    }

    /// What a stream unpacks to, as far as its filter is one of structure.
    pub fn unpacked(&self, object: &Object) -> Result<Vec<u8>> {
        match (object.stream, object.dict()) {
            (Some(span), Some(dict)) => decode::unpacked(&object.source, &self.budget, span, dict),
            _ => Err(PdfError::damaged("no stream here", object.span.start)),
        }
    }

    /// The file is encrypted: strings and streams are not what they say.
    pub fn is_encrypted(&self) -> bool {
        let said = |section: &Section| section.trailer.get(b"Encrypt").is_some_and(|it| !it.is_null());
        self.sections().iter().any(said)
    }
}

fn number_of(length: usize) -> u64 {
    number(length).min(UNPACKED)
}

impl ObjectStream {
    fn read(bytes: Vec<u8>, budget: &Budget, dict: &Dict) -> Result<Self> {
        let broken = PdfError::damaged("a broken object stream", 0);
        let whole = |key: &[u8]| {
            let value = dict.get(key).and_then(Value::int);
            value
                .and_then(|it| u64::try_from(it).ok())
                .ok_or_else(|| broken.clone())
        };
        let (count, first) = (whole(b"N")?, whole(b"First")?);
        if index(count) > OBJECTS {
            return Err(PdfError::TooMuch("objects in one stream"));
        }
        let source = Source::of_bytes(bytes);
        let head = source.prefix(first);
        let mut cursor = Cursor::new(&head, budget, 0);
        let mut objects = Vec::new();
        for _ in 0..count {
            let (Token::Int(number), Token::Int(offset)) = (cursor.token()?.1, cursor.token()?.1) else {
                return Err(broken);
            };
            let offset = u64::try_from(offset)
                .ok()
                .and_then(|offset| offset.checked_add(first));
            match (u32::try_from(number), offset) {
                (Ok(number), Some(offset)) => objects.push((number, offset)),
                _ => return Err(broken),
            }
        }
        Ok(Self { source, objects })
    }

    fn object(&self, budget: &Budget, (number, which): (u32, u32), place: Place) -> Result<Object> {
        let found = self.objects.get(index(u64::from(which)));
        let Some(&(_, offset)) = found.filter(|(found, _)| *found == number) else {
            return Err(PdfError::damaged("another object than named", 0));
        };
        let value = parse::value(&mut Cursor::new(&self.source, budget, offset))?;
        Ok(Object {
            id: ObjectId {
                number,
                generation: 0,
            },
            stream: None,
            span: value.span,
            place,
            source: self.source.clone(),
            value,
        })
    }
}
