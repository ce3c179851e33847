//! Tokens to values and indirect objects.

use super::lex::{Cursor, Token};
use super::object::{Dict, Entry, Kind, ObjectId, Span, Value};
use super::source::Source;
use super::{Budget, DEEPEST, PdfError, Result, VALUES};

/// An indirect object up to its end or to the first byte of its stream.
pub(super) struct Raw {
    pub(super) id: ObjectId,
    pub(super) value: Value,
    pub(super) after: After,
}

/// What follows the value of an indirect object.
pub(super) enum After {
    /// `endobj`; one past it.
    End(u64),
    /// A stream whose bytes begin here.
    Stream(u64),
}

struct Parser<'a, 'b> {
    cursor: &'b mut Cursor<'a>,
    values: usize,
}

/// The value at the cursor.
pub(super) fn value(cursor: &mut Cursor) -> Result<Value> {
    let mut parser = Parser { cursor, values: 0 };
    let (start, token) = parser.cursor.token()?;
    parser.value(start, token, 0)
}

/// The indirect object at an offset, as far as it can be read without knowing the length of its stream.
pub(super) fn indirect(source: &Source, budget: &Budget, offset: u64) -> Result<Raw> {
    let cursor = &mut Cursor::new(source, budget, offset);
    let id = header(cursor)?.ok_or(PdfError::damaged("no object here", offset))?;
    let value = value(cursor)?;
    let (at, token) = cursor.token()?;
    let after = match token {
        Token::Keyword(word) if word == b"endobj" => After::End(cursor.at()),
        Token::Keyword(word) if word == b"stream" && value.dict().is_some() => {
            After::Stream(after_line_end(cursor)?)
        }
        _ => return Err(PdfError::damaged("no endobj", at)),
    };
    Ok(Raw { id, value, after })
}

/// `N G obj`.
fn header(cursor: &mut Cursor) -> Result<Option<ObjectId>> {
    let tokens = [cursor.token()?.1, cursor.token()?.1, cursor.token()?.1];
    Ok(match tokens {
        [Token::Int(number), Token::Int(generation), Token::Keyword(word)] if word == b"obj" => {
            id(number, generation)
        }
        _ => None,
    })
}

fn id(number: i64, generation: i64) -> Option<ObjectId> {
    Some(ObjectId {
        number: u32::try_from(number).ok().filter(|&number| number > 0)?,
        generation: u16::try_from(generation).ok()?,
    })
}

fn after_line_end(cursor: &mut Cursor) -> Result<u64> {
    let mut at = cursor.at();
    match cursor.next()? {
        Some(b'\r') => {
            at += 1;
            if cursor.next()? == Some(b'\n') {
                at += 1;
            }
        }
        Some(b'\n') => at += 1,
        _ => return Err(PdfError::damaged("no line end after stream", at)),
    }
    Ok(at)
}

/// The bytes of a stream that claims a length, and one past its `endobj`. A length that lies is refused.
pub(super) fn stream(cursor: &mut Cursor, start: u64, length: i64, limit: u64) -> Result<(Span, u64)> {
    let lies = PdfError::damaged("the length of a stream is wrong", start);
    let end = u64::try_from(length)
        .ok()
        .and_then(|length| start.checked_add(length))
        .filter(|&end| end <= limit)
        .ok_or_else(|| lies.clone())?;
    cursor.back_to(end);
    for word in [b"endstream".as_slice(), b"endobj"] {
        match cursor.token() {
            Ok((_, Token::Keyword(found))) if found == word => {}
            Err(error @ (PdfError::Io(_) | PdfError::TooMuch(_))) => return Err(error),
            _ => return Err(lies),
        }
    }
    Ok((Span { start, end }, cursor.at()))
}

impl Parser<'_, '_> {
    fn value(&mut self, start: u64, token: Token, depth: usize) -> Result<Value> {
        self.values += 1;
        if self.values > VALUES {
            return Err(PdfError::TooMuch("values in one object"));
        }
        let kind = match token {
            Token::Int(number) => self.reference(number)?.map_or(Kind::Int(number), Kind::Reference),
            Token::Real(number) => Kind::Real(number),
            Token::String(bytes) => Kind::String(bytes),
            Token::Name(name) => Kind::Name(name),
            Token::ArrayOpen => self.array(deeper(depth)?)?,
            Token::DictOpen => self.dict(deeper(depth)?)?,
            Token::Keyword(word) => match word.as_slice() {
                b"null" => Kind::Null,
                b"true" => Kind::Bool(true),
                b"false" => Kind::Bool(false),
                _ => return Err(PdfError::damaged("an unknown word", start)),
            },
            Token::ArrayClose | Token::DictClose => {
                return Err(PdfError::damaged("stray bracket", start));
            }
            Token::End => return Err(PdfError::damaged("the end within an object", start)),
        };
        let end = self.cursor.at();
        Ok(Value {
            kind,
            span: Span { start, end },
        })
    }

    fn array(&mut self, depth: usize) -> Result<Kind> {
        let mut items = Vec::new();
        loop {
            match self.cursor.token()? {
                (_, Token::ArrayClose) => return Ok(Kind::Array(items)),
                (start, token) => items.push(self.value(start, token, depth)?),
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Result<Kind> {
        let mut entries = Vec::new();
        loop {
            let (start, token) = self.cursor.token()?;
            let key = match token {
                Token::DictClose => return Ok(Kind::Dict(Dict { entries })),
                Token::Name(key) => key,
                _ => return Err(PdfError::damaged("a key that is no name", start)),
            };
            let end = self.cursor.at();
            let (at, token) = self.cursor.token()?;
            let value = self.value(at, token, depth)?;
            let key_span = Span { start, end };
            entries.push(Entry { key, key_span, value });
        }
    }

    /// `G R` after a whole number. Otherwise nothing is taken.
    fn reference(&mut self, number: i64) -> Result<Option<ObjectId>> {
        let mark = self.cursor.at();
        self.cursor.skip_blanks()?;
        if self.cursor.peek()?.is_some_and(|byte| byte.is_ascii_digit())
            && let (_, Token::Int(generation)) = self.cursor.token()?
        {
            self.cursor.skip_blanks()?;
            if self.cursor.peek()? == Some(b'R')
                && self.cursor.token()?.1 == Token::Keyword(b"R".to_vec())
                && let Some(id) = id(number, generation)
            {
                return Ok(Some(id));
            }
        }
        self.cursor.back_to(mark);
        Ok(None)
    }
}

fn deeper(depth: usize) -> Result<usize> {
    if depth >= DEEPEST {
        return Err(PdfError::TooMuch("nesting"));
    }
    Ok(depth + 1)
}
