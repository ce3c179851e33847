//! Bytes to tokens. Knows nothing of objects; forgives what every reader forgives (comments, odd blanks) and no more.

use std::sync::Arc;

use super::source::Source;
use super::{Budget, PdfError, Result, STRING, index};

/// The longest number or keyword that means anything.
const WORD: usize = 64;
/// The longest name; the format allows 127.
const NAME: usize = 1024;

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Int(i64),
    Real(f64),
    String(Vec<u8>),
    Name(Vec<u8>),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
    Keyword(Vec<u8>),
    End,
}

/// A place in a source from which tokens are read.
pub(super) struct Cursor<'a> {
    source: &'a Source,
    budget: &'a Budget,
    at: u64,
    base: u64,
    block: Arc<Vec<u8>>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(source: &'a Source, budget: &'a Budget, at: u64) -> Self {
        Self {
            source,
            budget,
            at,
            base: 0,
            block: Arc::new(Vec::new()),
        }
    }

    pub(super) fn at(&self) -> u64 {
        self.at
    }

    pub(super) fn back_to(&mut self, at: u64) {
        self.at = at;
    }

    pub(super) fn peek(&mut self) -> Result<Option<u8>> {
        if self.at >= self.source.end() {
            return Ok(None);
        }
        if let Some(byte) = self.held() {
            return Ok(Some(byte));
        }
        (self.base, self.block) = self.source.block(self.at)?;
        match self.held() {
            Some(byte) => Ok(Some(byte)),
            None => Err(PdfError::Io("the file became shorter".to_owned())),
        }
    }

    fn held(&self) -> Option<u8> {
        let inside = self.at.checked_sub(self.base)?;
        self.block.get(index(inside)).copied()
    }

    pub(super) fn next(&mut self) -> Result<Option<u8>> {
        let byte = self.peek()?;
        if byte.is_some() {
            self.at += 1;
        }
        Ok(byte)
    }

    /// Over blanks and comments.
    pub(super) fn skip_blanks(&mut self) -> Result<()> {
        let from = self.at;
        while let Some(byte) = self.peek()? {
            if byte == b'%' {
                while !matches!(self.peek()?, None | Some(b'\r' | b'\n')) {
                    self.at += 1;
                }
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
        self.budget.spend(self.at - from)
    }

    /// The next token and where it begins.
    pub(super) fn token(&mut self) -> Result<(u64, Token)> {
        self.skip_blanks()?;
        let start = self.at;
        let token = match self.next()? {
            None => Token::End,
            Some(b'[') => Token::ArrayOpen,
            Some(b']') => Token::ArrayClose,
            Some(b'(') => self.literal(start)?,
            Some(b'/') => self.name(start)?,
            Some(b'<') if self.peek()? == Some(b'<') => {
                self.at += 1;
                Token::DictOpen
            }
            Some(b'<') => self.hexadecimal(start)?,
            Some(b'>') if self.peek()? == Some(b'>') => {
                self.at += 1;
                Token::DictClose
            }
            Some(b'>' | b')' | b'{' | b'}') => {
                return Err(PdfError::damaged("stray bracket", start));
            }
            Some(first) => self.word(first, start)?,
        };
        self.budget.spend(self.at - start + 1)?;
        Ok((start, token))
    }

    /// A number or a keyword.
    fn word(&mut self, first: u8, start: u64) -> Result<Token> {
        let mut word = vec![first];
        while let Some(byte) = self.peek()? {
            if is_blank(byte) || is_delimiter(byte) {
                break;
            }
            if word.len() == WORD {
                return Err(PdfError::damaged("a word without end", start));
            }
            word.push(byte);
            self.at += 1;
        }
        Ok(number(&word).unwrap_or(Token::Keyword(word)))
    }

    fn name(&mut self, start: u64) -> Result<Token> {
        let mut name = Vec::new();
        while let Some(byte) = self.peek()? {
            if is_blank(byte) || is_delimiter(byte) {
                break;
            }
            self.at += 1;
            let escaped = if byte == b'#' { self.escaped_byte()? } else { None };
            name.push(escaped.unwrap_or(byte));
            if name.len() > NAME {
                return Err(PdfError::damaged("a name without end", start));
            }
        }
        Ok(Token::Name(name))
    }

    /// The byte of `#XX`, after the `#`; `None` = two other letters, and the `#` stands for itself.
    fn escaped_byte(&mut self) -> Result<Option<u8>> {
        let mark = self.at;
        let digits = [self.next()?, self.next()?].map(|byte| byte.and_then(hex));
        if let [Some(high), Some(low)] = digits {
            return Ok(Some(high * 16 + low));
        }
        self.at = mark;
        Ok(None)
    }

    fn hexadecimal(&mut self, start: u64) -> Result<Token> {
        let mut bytes = Vec::new();
        let mut half = None;
        loop {
            let byte = self
                .next()?
                .ok_or(PdfError::damaged("a string without end", start))?;
            match (hex(byte), half) {
                (Some(high), None) => half = Some(high),
                (Some(low), Some(high)) => {
                    bytes.push(high * 16 + low);
                    half = None;
                }
                (None, _) if byte == b'>' => break,
                (None, _) if is_blank(byte) => {}
                (None, _) => return Err(PdfError::damaged("not a hexadecimal digit", self.at - 1)),
            }
            long_enough(bytes.len())?;
        }
        bytes.extend(half.map(|high| high * 16));
        Ok(Token::String(bytes))
    }

    fn literal(&mut self, start: u64) -> Result<Token> {
        let mut bytes = Vec::new();
        let mut open = 1_u64;
        let unended = PdfError::damaged("a string without end", start);
        loop {
            let byte = self.next()?.ok_or_else(|| unended.clone())?;
            match byte {
                b'(' => open += 1,
                b')' if open == 1 => break,
                b')' => open -= 1,
                b'\\' => {
                    let escaped = self.next()?.ok_or_else(|| unended.clone())?;
                    bytes.extend(self.escaped(escaped)?);
                    continue;
                }
                b'\r' => {
                    self.skip_one(b'\n')?;
                    bytes.push(b'\n');
                    continue;
                }
                _ => {}
            }
            bytes.push(byte);
            long_enough(bytes.len())?;
        }
        Ok(Token::String(bytes))
    }

    /// What a backslash and this byte stand for; `None` = an end of line that does not count.
    fn escaped(&mut self, byte: u8) -> Result<Option<u8>> {
        Ok(Some(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            b'\n' => return Ok(None),
            b'\r' => {
                self.skip_one(b'\n')?;
                return Ok(None);
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek()? {
                        Some(digit @ b'0'..=b'7') => {
                            code = code * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                // Above 377 the high bit is dropped, as the format says.
                u8::try_from(code & 0xFF).unwrap_or(0)
            }
            other => other,
        }))
    }

    fn skip_one(&mut self, wanted: u8) -> Result<()> {
        if self.peek()? == Some(wanted) {
            self.at += 1;
        }
        Ok(())
    }
}

fn long_enough(length: usize) -> Result<()> {
    if length > STRING {
        return Err(PdfError::TooMuch("string"));
    }
    Ok(())
}

/// A blank of the format, the zero byte too.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_delimiter(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

fn number(word: &[u8]) -> Option<Token> {
    let first = *word.first()?;
    if !(first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.')) {
        return None;
    }
    let text = std::str::from_utf8(word).ok()?;
    if let Ok(whole) = text.parse() {
        return Some(Token::Int(whole));
    }
    let digits = text.trim_start_matches(['+', '-']);
    let is_real = text.len() - digits.len() <= 1
        && digits.contains(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_real.then(|| text.parse().ok()).flatten().map(Token::Real)
}
