//! What a stream unpacks to: Flate with PNG predictors, nothing else.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::object::{Dict, Kind, Span, Value};
use super::source::Source;
use super::{Budget, PdfError, Result, UNPACKED, index, number};

/// The longest row a predictor may have.
const ROW: u64 = 1 << 20;

/// The bytes of a stream, unpacked. Filters and their parameters must be direct values, as writers write them for
/// the streams of the file's structure.
pub(super) fn unpacked(source: &Source, budget: &Budget, span: Span, dict: &Dict) -> Result<Vec<u8>> {
    if span.length() > UNPACKED {
        return Err(PdfError::TooMuch("stream"));
    }
    budget.spend(span.length())?;
    let Some(filter) = only(dict.get(b"Filter"), span)? else {
        return source.read(span);
    };
    if filter.name() != Some(b"FlateDecode") {
        return Err(PdfError::damaged(
            "a filter that is not for structure",
            span.start,
        ));
    }
    let bytes = inflated(source, budget, span)?;
    let parameters = only(dict.get(b"DecodeParms"), span)?.and_then(Value::dict);
    match parameters.map_or(Ok(1), |it| whole(it, b"Predictor", 1))? {
        1 => Ok(bytes),
        10..=15 => unpredicted(bytes, row_length(parameters, span)?, span.start),
        _ => Err(PdfError::damaged(
            "a predictor that is not for structure",
            span.start,
        )),
    }
}

/// The only element of an array of at most one, or the value itself.
fn only(value: Option<&Value>, span: Span) -> Result<Option<&Value>> {
    let one = match value.map(|it| &it.kind) {
        Some(Kind::Array(items)) if items.len() > 1 => {
            return Err(PdfError::damaged("several filters", span.start));
        }
        Some(Kind::Array(items)) => items.first(),
        _ => value,
    };
    Ok(one.filter(|it| !it.is_null()))
}

fn whole(dict: &Dict, key: &[u8], without: i64) -> Result<i64> {
    match dict.get(key) {
        None => Ok(without),
        Some(value) => value
            .int()
            .ok_or(PdfError::damaged("not a whole number", value.span.start)),
    }
}

fn inflated(source: &Source, budget: &Budget, span: Span) -> Result<Vec<u8>> {
    let mut decoder = ZlibDecoder::new(source.reader(span));
    let mut out = Vec::new();
    let mut piece = [0; 8192];
    loop {
        let count = decoder
            .read(&mut piece)
            .map_err(|_| PdfError::damaged("a stream that cannot be unpacked", span.start))?;
        if count == 0 {
            return Ok(out);
        }
        budget.spend(number(count))?;
        out.extend_from_slice(piece.get(..count).unwrap_or_default());
        if number(out.len()) > UNPACKED {
            return Err(PdfError::TooMuch("unpacked stream"));
        }
    }
}

/// Bytes of one row and of one pixel.
fn row_length(parameters: Option<&Dict>, span: Span) -> Result<(usize, usize)> {
    let empty = Dict::default();
    let parameters = parameters.unwrap_or(&empty);
    let colors = whole(parameters, b"Colors", 1)?;
    let bits = whole(parameters, b"BitsPerComponent", 8)?;
    let columns = whole(parameters, b"Columns", 1)?;
    let per_pixel = (1..=32).contains(&colors) && (1..=16).contains(&bits);
    let row = u64::try_from(columns)
        .ok()
        .filter(|&columns| per_pixel && (1..=ROW).contains(&columns))
        .and_then(|columns| u64::try_from(colors * bits).ok()?.checked_mul(columns))
        .map(|bits| bits.div_ceil(8))
        .filter(|&row| row <= ROW)
        .ok_or(PdfError::damaged("impossible rows", span.start))?;
    let pixel = u64::try_from(colors * bits).unwrap_or(8).div_ceil(8);
    Ok((index(row), index(pixel)))
}

/// Undoes the PNG predictors: each row begins with the kind of its prediction.
fn unpredicted(bytes: Vec<u8>, (row, pixel): (usize, usize), at: u64) -> Result<Vec<u8>> {
    let mut above = vec![0; row];
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.chunks(row + 1) {
        let Some((&kind, packed)) = line.split_first().filter(|(_, rest)| rest.len() == row) else {
            return Err(PdfError::damaged("a cut row", at));
        };
        let mut here: Vec<u8> = Vec::with_capacity(row);
        for (x, &byte) in packed.iter().enumerate() {
            let behind = x.checked_sub(pixel);
            let left = behind.and_then(|x| here.get(x)).copied().unwrap_or(0);
            let up = above.get(x).copied().unwrap_or(0);
            let corner = behind.and_then(|x| above.get(x)).copied().unwrap_or(0);
            let guess = match kind {
                0 => 0,
                1 => left,
                2 => up,
                3 => mean(left, up),
                4 => nearest(left, up, corner),
                _ => return Err(PdfError::damaged("an unknown prediction", at)),
            };
            here.push(byte.wrapping_add(guess));
        }
        out.extend_from_slice(&here);
        above = here;
    }
    Ok(out)
}

fn mean(left: u8, up: u8) -> u8 {
    left.midpoint(up)
}

/// The Paeth predictor of PNG.
fn nearest(left: u8, up: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, up, corner].map(i16::from);
    let guess = a + b - c;
    let [to_left, to_up, to_corner] = [a, b, c].map(|it| (guess - it).abs());
    if to_left <= to_up && to_left <= to_corner {
        left
    } else if to_up <= to_corner {
        up
    } else {
        corner
    }
}
