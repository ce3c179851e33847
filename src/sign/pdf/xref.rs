//! Where the objects lie: cross-reference tables, streams and both together, back through all earlier states of the
//! file.

use std::collections::{BTreeMap, BTreeSet};

use super::decode;
use super::lex::{Cursor, Token};
use super::object::{Dict, Kind, Span, Value};
use super::parse::{self, After};
use super::source::Source;
use super::{Budget, OBJECTS, PdfError, Result, SECTIONS};

/// How far from the end `startxref` is looked for.
const TAIL: u64 = 64 << 10;
/// The highest object number; the format's own limit for old readers.
const NUMBER: u32 = 8_388_607;

/// Where an object lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Nowhere: it was taken away.
    Free,
    /// In the file.
    At {
        /// Of its first byte.
        offset: u64,
        /// Its generation.
        generation: u16,
    },
    /// In an object stream.
    In {
        /// Number of the stream.
        stream: u32,
        /// Which of its objects, from 0.
        index: u32,
    },
}

/// How a section is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SectionKind {
    /// `xref`, perhaps with a stream beside it (`XRefStm`).
    Table,
    /// A cross-reference stream.
    Stream,
}

/// One section: what one writing of the file added.
#[derive(Debug, Clone)]
pub struct Section {
    /// Of its first byte.
    pub offset: u64,
    /// How it is written.
    pub kind: SectionKind,
    /// Its trailer, or the dictionary of its stream.
    pub trailer: Dict,
    /// Its own bytes: from `xref` to the end of the trailer, or the object of its stream.
    pub span: Span,
    /// The stream beside a table (`XRefStm`).
    pub beside: Option<Span>,
    /// Where the file ended when this was its last section: one past the line of `%%EOF`. `None` when it never was
    /// (first page of a linearized file, two sections written at once).
    pub ended: Option<u64>,
}

/// All sections of a state of the file, and what they come to.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) places: BTreeMap<u32, Place>,
    /// The newest first.
    pub(super) sections: Vec<Section>,
    /// One past the line of the last `%%EOF`.
    pub(super) ended: u64,
}

/// Reads the whole chain, from the last `startxref` on.
pub(super) fn read(source: &Source, budget: &Budget) -> Result<Table> {
    let (start, ended) = last_start(source, budget)?;
    let mut table = Table {
        places: BTreeMap::new(),
        sections: Vec::new(),
        ended,
    };
    let mut seen = BTreeSet::new();
    let mut next = Some(start);
    while let Some(offset) = next {
        if !seen.insert(offset) {
            return Err(PdfError::damaged("sections in a ring", offset));
        }
        if table.sections.len() == SECTIONS {
            return Err(PdfError::TooMuch("sections"));
        }
        let section = table.section(source, budget, offset)?;
        // Some writers say 0 for "none".
        next = place(&section.trailer, b"Prev")?.filter(|&at| at > 0);
        table.sections.push(section);
    }
    Ok(table)
}

/// A number that is an offset; absent is no fault.
fn place(dict: &Dict, key: &[u8]) -> Result<Option<u64>> {
    let Some(value) = dict.get(key) else {
        return Ok(None);
    };
    let offset = value.int().and_then(|it| u64::try_from(it).ok());
    offset
        .map(Some)
        .ok_or(PdfError::damaged("not an offset", value.span.start))
}

/// What the last `startxref` says, and where its `%%EOF` ends.
fn last_start(source: &Source, budget: &Budget) -> Result<(u64, u64)> {
    const WORD: &[u8] = b"startxref";
    let from = source.end().saturating_sub(TAIL);
    let tail = source.read(Span {
        start: from,
        end: source.end(),
    })?;
    let at = tail
        .windows(WORD.len())
        .rposition(|window| window == WORD)
        .ok_or(PdfError::damaged("no startxref", source.end()))?;
    let at = from + super::number(at);
    let ending = ending(source, budget, at)?;
    ending.ok_or(PdfError::damaged("no offset after startxref", at))
}

/// `startxref`, a number, `%%EOF`: the number, and one past the line of the mark (or of the number without a mark).
pub(super) fn ending(source: &Source, budget: &Budget, at: u64) -> Result<Option<(u64, u64)>> {
    let cursor = &mut Cursor::new(source, budget, at);
    if cursor.token()?.1 != Token::Keyword(b"startxref".to_vec()) {
        return Ok(None);
    }
    let Token::Int(start) = cursor.token()?.1 else {
        return Ok(None);
    };
    let Ok(start) = u64::try_from(start) else {
        return Ok(None);
    };
    let mut end = cursor.at();
    while cursor.peek()?.is_some_and(super::lex::is_blank) {
        cursor.next()?;
    }
    let mark = cursor.at();
    let wanted = Span {
        start: mark,
        end: (mark + 5).min(source.end()),
    };
    if source.read(wanted)? == b"%%EOF" {
        end = wanted.end;
    }
    cursor.back_to(end);
    if cursor.peek()? == Some(b'\r') {
        cursor.next()?;
    }
    if cursor.peek()? == Some(b'\n') {
        cursor.next()?;
    }
    Ok(Some((start, cursor.at())))
}

impl Table {
    fn section(&mut self, source: &Source, budget: &Budget, offset: u64) -> Result<Section> {
        let cursor = &mut Cursor::new(source, budget, offset);
        let mut stream_beside = None;
        let (kind, trailer, end) = match cursor.token()?.1 {
            Token::Keyword(word) if word == b"xref" => {
                let (used, free) = entries(cursor)?;
                let trailer = dictionary(parse::value(cursor)?)?;
                let end = cursor.at();
                // Objects hidden from old readers are free in the table and named by the stream beside it.
                self.add(used)?;
                if let Some(beside) = place(&trailer, b"XRefStm")? {
                    let (_, entries, end) = stream_section(source, budget, beside)?;
                    self.add(entries)?;
                    stream_beside = Some(Span { start: beside, end });
                }
                self.add(free)?;
                (SectionKind::Table, trailer, end)
            }
            Token::Int(_) => {
                let (dict, entries, end) = stream_section(source, budget, offset)?;
                self.add(entries)?;
                (SectionKind::Stream, dict, end)
            }
            _ => return Err(PdfError::damaged("no cross-reference section here", offset)),
        };
        let ended = ending(source, budget, end).ok().flatten();
        Ok(Section {
            offset,
            kind,
            trailer,
            span: Span { start: offset, end },
            beside: stream_beside,
            ended: ended.filter(|&(start, _)| start == offset).map(|(_, end)| end),
        })
    }

    /// What newer sections said stays.
    fn add(&mut self, entries: Vec<(u32, Place)>) -> Result<()> {
        for (number, place) in entries {
            self.places.entry(number).or_insert(place);
        }
        if self.places.len() > OBJECTS {
            return Err(PdfError::TooMuch("objects"));
        }
        Ok(())
    }
}

fn dictionary(value: Value) -> Result<Dict> {
    match value.kind {
        Kind::Dict(dict) => Ok(dict),
        _ => Err(PdfError::damaged("no trailer", value.span.start)),
    }
}

type Entries = Vec<(u32, Place)>;

/// The entries of a table up to its `trailer`: those in use and those that are free.
fn entries(cursor: &mut Cursor) -> Result<(Entries, Entries)> {
    let (mut used, mut free) = (Vec::new(), Vec::new());
    loop {
        let (at, token) = cursor.token()?;
        let first = match token {
            Token::Keyword(word) if word == b"trailer" => return Ok((used, free)),
            Token::Int(first) => first,
            _ => return Err(PdfError::damaged("no subsection here", at)),
        };
        let Token::Int(count) = cursor.token()?.1 else {
            return Err(PdfError::damaged("a subsection without a count", at));
        };
        for step in 0..count {
            let number = numbered(first, step, at)?;
            match entry(cursor)? {
                Place::Free => free.push((number, Place::Free)),
                place => used.push((number, place)),
            }
            if used.len() + free.len() > OBJECTS {
                return Err(PdfError::TooMuch("objects"));
            }
        }
    }
}

fn numbered(first: i64, step: i64, at: u64) -> Result<u32> {
    first
        .checked_add(step)
        .and_then(|number| u32::try_from(number).ok())
        .filter(|&number| number <= NUMBER)
        .ok_or(PdfError::damaged("an impossible object number", at))
}

fn entry(cursor: &mut Cursor) -> Result<Place> {
    let (at, first) = cursor.token()?;
    let rest = [cursor.token()?.1, cursor.token()?.1];
    let broken = PdfError::damaged("a broken entry", at);
    let (Token::Int(offset), [Token::Int(generation), Token::Keyword(word)]) = (first, rest) else {
        return Err(broken);
    };
    match word.as_slice() {
        b"f" => Ok(Place::Free),
        // Some writers leave objects they never wrote at 0.
        b"n" if offset == 0 => Ok(Place::Free),
        b"n" => {
            let offset = u64::try_from(offset).map_err(|_| broken.clone())?;
            let generation = u16::try_from(generation).map_err(|_| broken)?;
            Ok(Place::At { offset, generation })
        }
        _ => Err(broken),
    }
}

/// Dictionary, entries and end of a cross-reference stream.
fn stream_section(source: &Source, budget: &Budget, offset: u64) -> Result<(Dict, Entries, u64)> {
    let raw = parse::indirect(source, budget, offset)?;
    let After::Stream(start) = raw.after else {
        return Err(PdfError::damaged("no cross-reference stream here", offset));
    };
    let dict = dictionary(raw.value)?;
    if !dict.is_type(b"XRef") {
        return Err(PdfError::damaged("no cross-reference stream here", offset));
    }
    let length = dict
        .get(b"Length")
        .and_then(Value::int)
        .ok_or(PdfError::damaged("no direct length", offset))?;
    let cursor = &mut Cursor::new(source, budget, start);
    let (span, end) = parse::stream(cursor, start, length, source.end())?;
    let bytes = decode::unpacked(source, budget, span, &dict)?;
    let entries = packed_entries(&bytes, &dict, offset)?;
    Ok((dict, entries, end))
}

fn packed_entries(bytes: &[u8], dict: &Dict, at: u64) -> Result<Entries> {
    let widths = widths(dict).ok_or(PdfError::damaged("impossible widths", at))?;
    let row: usize = widths.iter().sum();
    let mut rows = bytes.chunks_exact(row);
    let mut entries = Vec::new();
    for (first, count) in subsections(dict, at)? {
        for step in 0..count {
            let Some(row) = rows.next() else {
                return Err(PdfError::damaged("too few entries", at));
            };
            entries.push((numbered(first, step, at)?, unpacked_entry(row, widths, at)?));
            if entries.len() > OBJECTS {
                return Err(PdfError::TooMuch("objects"));
            }
        }
    }
    Ok(entries)
}

fn widths(dict: &Dict) -> Option<[usize; 3]> {
    let widths = dict.get(b"W")?.array()?;
    let width = |at: usize| {
        let width = widths.get(at)?.int().and_then(|it| usize::try_from(it).ok())?;
        (width <= 8).then_some(width)
    };
    let widths = [width(0)?, width(1)?, width(2)?];
    (widths.iter().sum::<usize>() > 0).then_some(widths)
}

/// First number and count of each run of numbers.
fn subsections(dict: &Dict, at: u64) -> Result<Vec<(i64, i64)>> {
    let broken = PdfError::damaged("a broken index", at);
    let Some(runs) = dict.get(b"Index") else {
        let size = dict.get(b"Size").and_then(Value::int).ok_or(broken)?;
        return Ok(vec![(0, size)]);
    };
    let numbers: Option<Vec<i64>> = runs
        .array()
        .and_then(|items| items.iter().map(Value::int).collect());
    let numbers = numbers.filter(|it| it.len().is_multiple_of(2)).ok_or(broken)?;
    let pair = |pair: &[i64]| Some((*pair.first()?, *pair.last()?));
    Ok(numbers.chunks(2).filter_map(pair).collect())
}

fn unpacked_entry(row: &[u8], widths: [usize; 3], at: u64) -> Result<Place> {
    let [kind, second, third] = widths;
    let field = |from: usize, width: usize| {
        let bytes = row.get(from..from + width).unwrap_or_default();
        bytes
            .iter()
            .fold(0_u64, |sum, &byte| (sum << 8) | u64::from(byte))
    };
    let values = [
        if kind == 0 { 1 } else { field(0, kind) },
        field(kind, second),
        field(kind + second, third),
    ];
    let broken = PdfError::damaged("a broken entry", at);
    match values {
        [1, 0, _] => Ok(Place::Free),
        [1, offset, generation] => Ok(Place::At {
            offset,
            generation: u16::try_from(generation).map_err(|_| broken)?,
        }),
        [2, stream, which] => Ok(Place::In {
            stream: u32::try_from(stream).map_err(|_| broken.clone())?,
            index: u32::try_from(which).map_err(|_| broken)?,
        }),
        // 0, and what later versions may bring: as if it were not there.
        _ => Ok(Place::Free),
    }
}
