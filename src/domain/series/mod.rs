//! The series of numbers a desk gives out, and the last number of one as somebody reads it off a paper.
//!
//! A paper carries several numbers: the code's last digits count the day, the number under the agency counts the book of
//! the year. What is typed says by its shape which of them it is, so that none is taken for the other.

use chrono::NaiveDate;

use crate::domain::code::{FORM_PATTERN, Filling, Pattern, PatternError, SeqRange, read_code, short_code};
use crate::domain::settings::Settings;
use crate::domain::slip::SlipKind;

#[cfg(test)]
mod tests;

/// What is numbered, and in which period.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Series {
    /// Dossier codes of a day.
    Code(NaiveDate),
    /// The register of a year; a receipt carries its number.
    Register(i32),
    /// Forms of one kind, by the name of the template, in a year.
    Form(String, i32),
}

/// A series of which only the papers at the desk tell the last number: after a restore, or with the clock behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Which.
    pub series: Series,
    /// The last number this file knows of; 0 = none.
    pub known: u32,
}

/// Why what was typed is not the last number of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    /// Nothing, or no number.
    Unreadable,
    /// A code of another day.
    OtherDay(NaiveDate),
    /// A code of another unit.
    OtherUnit(String),
    /// Outside this desk's numbers.
    OtherDesk { first: u32, last: u32 },
    /// Smaller than a number this file gave out itself, so it is not the last.
    Passed,
    /// The number of another series: a book's number where a code is asked for, or the other way round.
    OtherNumber,
}

impl Doubt {
    /// Reads the number typed: its digits, or all that stands on the paper. 0 = no paper was given out since.
    pub fn read(&self, typed: &str, office: &Settings) -> Result<u32, Misread> {
        let typed = typed.trim().to_uppercase();
        // What stands before the colon on the paper names the number.
        let typed = typed.rsplit(':').next().unwrap_or_default().trim();
        let read = match &self.series {
            Series::Code(day) => read_code_of((typed, *day), office),
            Series::Register(year) => read_number_of((typed, "receipt", *year), office),
            Series::Form(kind, year) => read_number_of((typed, kind, *year), office),
        }?;
        if (1..self.known).contains(&read) {
            return Err(Misread::Passed);
        }
        Ok(read)
    }

    /// The last number this file knows of as it stands on the paper, or the first one where it knows of none.
    pub fn on_paper(&self, office: &Settings) -> String {
        let seq = self.known.max(1);
        match &self.series {
            Series::Code(day) => code(office, *day, seq),
            Series::Register(year) => form_of_year(office, ("receipt", *year), seq),
            Series::Form(kind, year) => form_of_year(office, (kind, *year), seq),
        }
    }
}

/// Do two answers contradict each other? Each code lost took a number of the book too, so the book cannot have lost fewer.
pub fn contradict(answers: &[(Doubt, u32)], office: &Settings) -> bool {
    let first = office.text("code_range").parse().map_or(1, SeqRange::first);
    let lost = |(doubt, last): &(Doubt, u32)| match doubt.series {
        Series::Code(_) => last.saturating_sub(doubt.known.max(first - 1)),
        Series::Register(_) | Series::Form(..) => last.saturating_sub(doubt.known),
    };
    let of = |wanted: fn(&Series) -> bool| answers.iter().find(|(doubt, _)| wanted(&doubt.series));
    let code = of(|it| matches!(it, Series::Code(_)));
    let register = of(|it| matches!(it, Series::Register(_)));
    code.zip(register)
        .is_some_and(|(code, register)| lost(code) > lost(register))
}

/// The printed form of this template carries a number of its own series. A receipt carries the register's; the control
/// sheet and the record of what is not digitised carry none.
pub fn is_numbered(template: &str) -> bool {
    SlipKind::named(template).is_some_and(|kind| kind != SlipKind::Control)
}

/// The pattern of the numbers on forms of this kind. One from before patterns were checked must not keep a citizen from
/// his receipt: then the usual one.
pub fn form_pattern(pattern: &str, kind: &str) -> Result<Pattern, PatternError> {
    let suffix = suffix(kind);
    read_pattern(pattern, suffix).or_else(|_| read_pattern(FORM_PATTERN, suffix))
}

/// Mẫu 01, 02 and 04 of TT 01/2018/TT-VPCP have a suffix, the others none. An office that writes another one puts it
/// into the pattern in place of `{suffix}`.
pub fn suffix(kind: &str) -> &'static str {
    match kind {
        "receipt" => "TNHS",
        "supplement" => "HDHS",
        "apology" => "PXL",
        _ => "",
    }
}

fn read_pattern(pattern: &str, suffix: &str) -> Result<Pattern, PatternError> {
    if suffix.is_empty() {
        return pattern.replace("/{suffix}", "").parse();
    }
    pattern.parse()
}

fn code(office: &Settings, on: NaiveDate, seq: u32) -> String {
    let pattern = office.text("code_pattern").parse::<Pattern>();
    let filling = Filling {
        unit: office.text("unit_code"),
        on,
        seq,
        suffix: "",
    };
    pattern.map(|it| it.fill(&filling)).unwrap_or_default()
}

/// As on the first day of the year: a pattern may name the year, seldom the day.
fn form_of_year(office: &Settings, (kind, year): (&str, i32), seq: u32) -> String {
    let pattern = form_pattern(office.text("form_no_pattern"), kind);
    let filling = Filling {
        unit: office.text("unit_code"),
        on: NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default(),
        seq,
        suffix: suffix(kind),
    };
    pattern.map(|it| it.fill(&filling)).unwrap_or_default()
}

/// A number typed by itself.
fn plain(typed: &str) -> Option<u32> {
    let digits = (1..=9).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| typed.parse().ok())?
}

fn read_code_of((typed, day): (&str, NaiveDate), office: &Settings) -> Result<u32, Misread> {
    let seq = match plain(typed) {
        Some(seq) => seq,
        None => seq_of_code((typed, day), office)?,
    };
    let own = office.text("code_range").parse::<SeqRange>();
    match own {
        Ok(own) if seq > 0 && !own.contains(seq) => Err(Misread::OtherDesk {
            first: own.first(),
            last: own.last(),
        }),
        _ => Ok(seq),
    }
}

fn seq_of_code((typed, day): (&str, NaiveDate), office: &Settings) -> Result<u32, Misread> {
    let unit = office.text("unit_code").to_uppercase();
    let own = |seq| code(office, day, seq).to_uppercase();
    let is_own = |seq: &u32| typed == own(*seq) || typed == short_code(&own(*seq), &unit);
    if let Some(seq) = numbers_in(typed).find(is_own) {
        return Ok(seq);
    }
    // As tables show it, or of a pattern the office had before.
    let parts = read_code(typed).or_else(|| read_code(&format!("{unit}-{typed}")));
    match parts {
        Some(parts) if parts.unit != unit => Err(Misread::OtherUnit(parts.unit)),
        Some(parts) if parts.on != day => Err(Misread::OtherDay(parts.on)),
        Some(parts) => Ok(parts.seq),
        None if typed.contains('/') => Err(Misread::OtherNumber),
        None => Err(Misread::Unreadable),
    }
}

fn read_number_of((typed, kind, year): (&str, &str, i32), office: &Settings) -> Result<u32, Misread> {
    if let Some(seq) = plain(typed) {
        return Ok(seq);
    }
    let is_own = |seq: &u32| typed == form_of_year(office, (kind, year), *seq).to_uppercase();
    if let Some(seq) = numbers_in(typed).find(is_own) {
        return Ok(seq);
    }
    if read_code(typed).is_some() || typed.contains(['/', '-']) {
        return Err(Misread::OtherNumber);
    }
    Err(Misread::Unreadable)
}

/// Every run of digits in a text.
fn numbers_in(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(plain)
}
