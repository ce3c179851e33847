//! Identity numbers as people type them: which kind, what is wrong, where, and how grave it is (domain.md §6).
//!
//! Never asks a database and never blocks what the rules only warn of. Any text is taken without a panic.

mod born;
mod card;
mod personal;
mod tax;
#[cfg(test)]
mod tests;
pub mod text;
mod typed;

use chrono::NaiveDate;

pub use born::{Born, parse_day};
pub use card::{Card, CardFault, CardWarning, looks_like_card, read_card};
pub use personal::{Mismatch, Personal, compare, province};
pub use tax::check_digit;

use super::words::worded;
use typed::Typed;

worded! {
    /// What kind of number it is, or most likely wants to be.
    NumberKind {
        /// Số định danh cá nhân, CCCD, thẻ căn cước: 12 digits.
        Personal = "personal",
        /// The former CMND: 9 digits.
        OldCard = "old_card",
        /// MST of an independent unit: 10 digits.
        Tax = "tax",
        /// MST of a dependent unit: 10 digits, `-`, 3 digits.
        TaxBranch = "tax_branch",
        /// Passport.
        Passport = "passport",
    }
}

worded! {
    /// What a field asks for.
    Asked {
        /// Anything a holder may be known by.
        Any = "any",
        /// A person's number.
        Personal = "personal",
        /// A tax code; for persons and household businesses it is the 12-digit number.
        Tax = "tax",
        /// A passport, also of a form that begins with a digit.
        Passport = "passport",
    }
}

worded! {
    /// What to do with a number, from good to bad.
    Verdict {
        /// Take it.
        Ok = "ok",
        /// Take it, with a look at the paper or a reason.
        Warning = "warning",
        /// Do not take it.
        Refused = "refused",
    }
}

/// What is wrong with a number. Holds no digits of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing typed.
    Empty,
    /// A character that cannot stand in a number, at this place counted from 1.
    Character {
        /// The character.
        letter: char,
        /// Its place, from 1.
        place: usize,
    },
    /// Too few or too many characters.
    Length {
        /// Of this kind of number.
        kind: NumberKind,
        /// How many there are.
        have: usize,
        /// How many there should be.
        want: usize,
    },
    /// The tenth digit of a tax code is not this one. May be insisted on with a reason.
    TaxCheckDigit(u8),
    /// A tax code whose check digit would be 10: should not exist.
    TaxWithoutCheckDigit,
    /// The dependent unit must be 001 to 999.
    TaxBranch,
    /// The first three digits are in no table of provinces (may be a country).
    Province(String),
    /// The number says a birth year that has not come.
    BirthYear(i32),
    /// CMND from 01/01/2025: asks for the 12-digit number; as an owner's number only with a reason.
    OldCardExpired,
    /// Not the form of a Vietnamese passport.
    PassportForm,
}

/// One finding and the place the cursor goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub fault: Fault,
    /// Characters before the cursor, in the text as typed.
    pub at: usize,
}

/// What is known of a typed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Without blanks and dots, capitals for passports, `-` only before a dependent unit.
    pub value: String,
    /// The kind; `None` for nothing typed.
    pub kind: Option<NumberKind>,
    /// The gravest finding first.
    pub findings: Vec<Finding>,
    /// What a 12-digit number says of its owner.
    pub personal: Option<Personal>,
}

impl Fault {
    /// How grave it is.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Empty
            | Self::Character { .. }
            | Self::Length { .. }
            | Self::TaxCheckDigit(_)
            | Self::TaxBranch => Verdict::Refused,
            Self::TaxWithoutCheckDigit
            | Self::Province(_)
            | Self::BirthYear(_)
            | Self::OldCardExpired
            | Self::PassportForm => Verdict::Warning,
        }
    }

    /// May an officer take the number all the same, writing a reason?
    pub fn wants_reason(&self) -> bool {
        matches!(self, Self::TaxCheckDigit(_) | Self::OldCardExpired)
    }

    /// Stable word for JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Character { .. } => "character",
            Self::Length { .. } => "length",
            Self::TaxCheckDigit(_) => "tax_check_digit",
            Self::TaxWithoutCheckDigit => "tax_without_check_digit",
            Self::TaxBranch => "tax_branch",
            Self::Province(_) => "province",
            Self::BirthYear(_) => "birth_year",
            Self::OldCardExpired => "old_card_expired",
            Self::PassportForm => "passport_form",
        }
    }
}

impl Checked {
    /// The gravest of the findings.
    pub fn verdict(&self) -> Verdict {
        self.findings
            .iter()
            .map(|finding| finding.fault.verdict())
            .max()
            .unwrap_or(Verdict::Ok)
    }

    /// Refused, but every refusal may be overcome with a written reason.
    pub fn may_insist(&self) -> bool {
        let mut refusals = self
            .findings
            .iter()
            .filter(|it| it.fault.verdict() == Verdict::Refused)
            .peekable();
        refusals.peek().is_some() && refusals.all(|finding| finding.fault.wants_reason())
    }

    /// Must a reason be written before this number is taken as an owner's?
    pub fn wants_reason(&self) -> bool {
        self.findings.iter().any(|finding| finding.fault.wants_reason())
    }
}

/// Checks a typed number. `on` is the day of reception, which decides about the former CMND; without it the law
/// now in force.
pub fn check(value: &str, asked: Asked, on: Option<NaiveDate>) -> Checked {
    let typed = Typed::new(value);
    if typed.marks.is_empty() {
        let findings = vec![Finding {
            fault: Fault::Empty,
            at: 0,
        }];
        return Checked {
            value: String::new(),
            kind: None,
            findings,
            personal: None,
        };
    }
    if asked == Asked::Passport || (asked == Asked::Any && typed.looks_like_passport()) {
        return passport(&typed);
    }
    let kind = typed.kind(asked);
    let checked = |findings| Checked {
        value: typed.value(kind),
        kind: Some(kind),
        findings,
        personal: None,
    };
    if let Some(finding) = typed.stray(kind).or_else(|| typed.wrong_length(kind)) {
        return checked(vec![finding]);
    }
    match kind {
        NumberKind::Personal => {
            let (personal, findings) = personal::read(&typed, on);
            Checked {
                personal,
                ..checked(findings)
            }
        }
        NumberKind::OldCard => checked(expired(on)),
        NumberKind::Tax | NumberKind::TaxBranch => checked(tax::findings(&typed)),
        NumberKind::Passport => passport(&typed),
    }
}

/// CMND ceased on 01/01/2025 (Điều 46, Luật Căn cước 2023).
fn expired(on: Option<NaiveDate>) -> Vec<Finding> {
    let ends = NaiveDate::from_ymd_opt(2025, 1, 1);
    if on.is_some() && on < ends {
        return Vec::new();
    }
    vec![Finding {
        fault: Fault::OldCardExpired,
        at: 0,
    }]
}

/// A letter and 7 or 8 digits; other forms are foreign and only looked at twice.
fn passport(typed: &Typed) -> Checked {
    let value = typed.value(NumberKind::Passport);
    let mut findings = Vec::new();
    if let Some(finding) = typed.stray(NumberKind::Passport) {
        findings.push(finding);
    } else if !is_vietnamese_passport(&value) {
        let fault = match value.len() {
            6..=12 => Fault::PassportForm,
            have => Fault::Length {
                kind: NumberKind::Passport,
                have,
                want: 8,
            },
        };
        findings.push(Finding {
            fault,
            at: typed.end(),
        });
    }
    Checked {
        value,
        kind: Some(NumberKind::Passport),
        findings,
        personal: None,
    }
}

fn is_vietnamese_passport(value: &str) -> bool {
    let digits = value.strip_prefix(|c: char| c.is_ascii_uppercase());
    digits.is_some_and(|digits| {
        matches!(digits.len(), 7 | 8) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}
