//! Codes that a desk gives out or reads: dossier codes, number ranges, lookup codes, paper codes, form numbers.
//!
//! Never keeps a counter and never draws a random number: both come in.

mod pattern;
mod range;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

pub use pattern::{Filling, Pattern, PatternError};
pub use range::{RangeError, SeqRange};

/// The pattern of TT 01/2018/TT-VPCP, art. 19: `000.00.10.H08-221006-0006`.
pub const LEGACY_PATTERN: &str = "{unit}-{yyMMdd}-{seq:04}";
/// The longer one seen on central systems of 2026: `G09.20-20260609-0092637`.
pub const LONG_PATTERN: &str = "{unit}-{yyyyMMdd}-{seq:07}";
/// Number of a printed form: `0001/TNHS`.
pub const FORM_PATTERN: &str = "{seq:04}/{suffix}";

/// Letters and digits that cannot be taken for each other by eye or ear: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
const LOOKUP_ALPHABET: &[u8; 24] = b"34679ACDEFGHJKMNPQRTVWXY";

/// The parts of a dossier code, from whatever pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeParts {
    /// Unit code, as written.
    pub unit: String,
    /// Day of reception.
    pub on: NaiveDate,
    /// Number of the day.
    pub seq: u32,
}

/// Reads a dossier code of any known pattern (law.md §4): unit, 6- or 8-digit date, 4 to 7 digits. `None` where
/// the date does not exist or the unit is none of the known forms.
pub fn read_code(text: &str) -> Option<CodeParts> {
    let text = text.trim().to_ascii_uppercase();
    let (rest, seq) = text.rsplit_once('-')?;
    let (unit, date) = rest.rsplit_once('-')?;
    if !(4..=7).contains(&seq.len()) || !is_digits(seq) || !is_unit(unit) {
        return None;
    }
    Some(CodeParts {
        unit: unit.to_owned(),
        on: read_date(date)?,
        seq: seq.parse().ok()?,
    })
}

/// Is it a unit code? `000.00.10.H08` (QCVN 102:2016) or `H08.10` (QĐ 20/2020/QĐ-TTg).
pub fn is_unit(unit: &str) -> bool {
    let groups: Vec<&str> = unit.split('.').collect();
    let (first, rest) = (groups[0], &groups[1..]);
    if is_root(first) {
        return rest
            .iter()
            .all(|group| (1..=3).contains(&group.len()) && group.bytes().all(is_code_byte));
    }
    let lengths = groups.iter().map(|group| group.len());
    let numbers = groups.iter().take(3).all(|group| is_digits(group));
    lengths.eq([3, 2, 2, 3]) && numbers && groups.last().is_some_and(|last| is_root(last))
}

/// `000.00.10.H08` as `H08.10`: without the empty groups, the root first. Other codes as they are.
pub fn short_unit(unit: &str) -> String {
    if !is_unit(unit) || unit.split('.').next().is_some_and(is_root) {
        return unit.to_owned();
    }
    let groups = unit
        .rsplit('.')
        .filter(|group| group.bytes().any(|byte| byte != b'0'));
    groups.collect::<Vec<_>>().join(".")
}

/// A code without the own unit's part, as tables show it: `230214-0001`. A foreign unit's code stays whole.
pub fn short_code<'a>(code: &'a str, own_unit: &str) -> &'a str {
    match code
        .strip_prefix(own_unit)
        .and_then(|rest| rest.strip_prefix('-'))
    {
        Some(short) if !own_unit.is_empty() && !short.is_empty() => short,
        Some(_) | None => code,
    }
}

/// Four characters a citizen can read out, drawn evenly from four random bytes.
pub fn lookup_code(random: [u8; 4]) -> String {
    let mut left = u32::from_be_bytes(random);
    let mut code = String::with_capacity(4);
    for _ in 0..4 {
        let letter = LOOKUP_ALPHABET[usize::try_from(left % 24).unwrap_or(0)];
        code.push(char::from(letter));
        left /= 24;
    }
    code
}

/// Mã giấy tờ: the owner's number, a dot, the kind (`215404812.KQ.G01.000005`). Not unique by itself.
pub fn paper_code(owner: &str, kind: &str) -> String {
    format!("{owner}.{kind}")
}

/// Owner and kind of a paper code; `None` where either is missing.
pub fn split_paper_code(code: &str) -> Option<(&str, &str)> {
    code.split_once('.')
        .filter(|(owner, kind)| !owner.is_empty() && !kind.is_empty())
}

fn read_date(digits: &str) -> Option<NaiveDate> {
    if !is_digits(digits) {
        return None;
    }
    let full = if digits.len() == 6 {
        format!("20{digits}")
    } else {
        digits.to_owned()
    };
    if full.len() != 8 {
        return None;
    }
    NaiveDate::from_ymd_opt(
        full[..4].parse().ok()?,
        full[4..6].parse().ok()?,
        full[6..].parse().ok()?,
    )
}

fn is_root(group: &str) -> bool {
    let bytes = group.as_bytes();
    bytes.len() == 3 && (b'A'..=b'Y').contains(&bytes[0]) && bytes[1..].iter().all(u8::is_ascii_digit)
}

fn is_code_byte(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
