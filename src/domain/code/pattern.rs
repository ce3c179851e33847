//! The pattern language of codes and numbers: `{unit}-{yyMMdd}-{seq:04}`. Data of an office, so it may be wrong.

use std::fmt::Write;
use std::str::FromStr;

use chrono::NaiveDate;
use thiserror::Error;

use super::{CodeParts, is_digits, read_date};

/// A pattern that has been read and can be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Plain(String),
    Unit,
    Suffix,
    /// Two-digit year, month, day.
    ShortDate,
    /// Four-digit year, month, day.
    LongDate,
    Year,
    /// At least so many digits.
    Seq(usize),
}

/// Why a pattern cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PatternError {
    /// A brace without its partner.
    #[error("unbalanced brace in a pattern")]
    Brace,
    /// A name nobody knows.
    #[error("unknown part {{{0}}} of a pattern")]
    Unknown(String),
    /// No `{seq}`: two dossiers would get one code.
    #[error("pattern without {{seq}}")]
    NoSeq,
}

/// What a pattern is filled with. What it does not name is not looked at.
#[derive(Debug, Clone, Copy)]
pub struct Filling<'a> {
    /// Unit code.
    pub unit: &'a str,
    /// Day.
    pub on: NaiveDate,
    /// Running number.
    pub seq: u32,
    /// Suffix of the form.
    pub suffix: &'a str,
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((plain, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').ok_or(PatternError::Brace)?;
            push_plain(&mut pieces, plain)?;
            pieces.push(piece(name)?);
            rest = after;
        }
        push_plain(&mut pieces, rest)?;
        if !pieces.iter().any(|piece| matches!(piece, Piece::Seq(_))) {
            return Err(PatternError::NoSeq);
        }
        Ok(Self(pieces))
    }
}

impl Pattern {
    /// The code. A number that needs more digits than the pattern gives takes them.
    pub fn fill(&self, with: &Filling<'_>) -> String {
        let mut code = String::new();
        for piece in &self.0 {
            // Writing to a String cannot fail.
            let _ = match piece {
                Piece::Plain(text) => write!(code, "{text}"),
                Piece::Unit => write!(code, "{}", with.unit),
                Piece::Suffix => write!(code, "{}", with.suffix),
                Piece::ShortDate => write!(code, "{}", with.on.format("%y%m%d")),
                Piece::LongDate => write!(code, "{}", with.on.format("%Y%m%d")),
                Piece::Year => write!(code, "{}", with.on.format("%Y")),
                Piece::Seq(digits) => write!(code, "{:0digits$}", with.seq, digits = *digits),
            };
        }
        code
    }

    /// Names the unit, the day and exactly one number: fit for dossier codes.
    pub fn tells_dossiers_apart(&self) -> bool {
        let dated = |piece: &Piece| matches!(piece, Piece::ShortDate | Piece::LongDate);
        let numbers = self
            .0
            .iter()
            .filter(|piece| matches!(piece, Piece::Seq(_)))
            .count();
        self.0.contains(&Piece::Unit) && self.0.iter().any(dated) && numbers == 1
    }

    /// Reads a code of this pattern back; `None` for any other text. Only patterns with unit, date and number
    /// in this order, parted by one plain character each, can be read; for others see [`super::read_code`].
    pub fn read(&self, code: &str) -> Option<CodeParts> {
        let [
            Piece::Unit,
            Piece::Plain(first),
            date,
            Piece::Plain(second),
            Piece::Seq(width),
        ] = self.0.as_slice()
        else {
            return None;
        };
        let (rest, seq) = code.rsplit_once(second.as_str())?;
        let (unit, digits) = rest.rsplit_once(first.as_str())?;
        let date_length = match date {
            Piece::ShortDate => 6,
            Piece::LongDate => 8,
            Piece::Plain(_) | Piece::Unit | Piece::Suffix | Piece::Year | Piece::Seq(_) => return None,
        };
        if unit.is_empty() || digits.len() != date_length || seq.len() < *width || !is_digits(seq) {
            return None;
        }
        Some(CodeParts {
            unit: unit.to_owned(),
            on: read_date(digits)?,
            seq: seq.parse().ok()?,
        })
    }
}

fn push_plain(pieces: &mut Vec<Piece>, plain: &str) -> Result<(), PatternError> {
    if plain.contains('}') {
        return Err(PatternError::Brace);
    }
    if !plain.is_empty() {
        pieces.push(Piece::Plain(plain.to_owned()));
    }
    Ok(())
}

fn piece(name: &str) -> Result<Piece, PatternError> {
    match name {
        "unit" => Ok(Piece::Unit),
        "suffix" => Ok(Piece::Suffix),
        "yyMMdd" => Ok(Piece::ShortDate),
        "yyyyMMdd" => Ok(Piece::LongDate),
        "yyyy" => Ok(Piece::Year),
        "seq" => Ok(Piece::Seq(1)),
        _ => seq_width(name)
            .map(Piece::Seq)
            .ok_or_else(|| PatternError::Unknown(name.to_owned())),
    }
}

/// `seq:04`: 1 to 9 digits.
fn seq_width(name: &str) -> Option<usize> {
    name.strip_prefix("seq:0")?
        .parse()
        .ok()
        .filter(|width| (1..=9).contains(width))
}
