//! The QR of the identity card (domain.md §6.6, law.md §7): seven fields, later cards with more behind them.
//!
//! Keeps no raw text. What cannot be read becomes a warning, as long as the number itself is there.

use chrono::NaiveDate;

use super::{Asked, Born, Fault, Mismatch, Personal, Verdict, check, compare, parse_day};
use crate::domain::dossier::Sex;
use crate::domain::viet;

/// What a card says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// 12 digits.
    pub number: String,
    /// The former CMND, where there was one.
    pub old_number: Option<String>,
    /// As on the card.
    pub name: String,
    /// `None` where it could not be read.
    pub born: Option<Born>,
    /// `None` where it could not be read.
    pub sex: Option<Sex>,
    /// Nơi cư trú or nơi thường trú: detail, commune, perhaps district, province.
    pub address: String,
    /// `None` where it could not be read.
    pub issued_on: Option<NaiveDate>,
    /// A cancelled personal number (cards from 01/7/2024).
    pub cancelled_number: Option<String>,
    /// Father's name (some cards from 01/7/2024).
    pub father: Option<String>,
    /// Mother's name (some cards from 01/7/2024).
    pub mother: Option<String>,
    /// What the number itself says.
    pub personal: Option<Personal>,
    /// What should be looked at on the card.
    pub warnings: Vec<CardWarning>,
}

/// Why a text is no card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardFault {
    /// Fewer than seven fields: the reader was cut off.
    Fields(usize),
    /// The first field is no 12-digit number.
    Number,
}

/// What was read, but doubtfully.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardWarning {
    /// The number is unusual.
    Number(Fault),
    /// The former number has not 9 digits; it is left out.
    OldNumber,
    /// The name is empty or has signs no name has: a keyboard reader under a wrong input method.
    Name,
    /// The birth could not be read.
    Born,
    /// Neither Nam nor Nữ.
    Sex,
    /// The day of issue could not be read.
    IssuedOn,
    /// The number and the card's own sex or year differ.
    Mismatch(Mismatch),
}

/// Does a burst of keys look like the beginning of a card?
pub fn looks_like_card(text: &str) -> bool {
    text.trim_start()
        .split_once('|')
        .is_some_and(|(number, _)| is_digits(number.trim(), 12))
}

/// Reads the text of a card's QR.
pub fn read_card(text: &str) -> Result<Card, CardFault> {
    let fields: Vec<String> = viet::clean(text).split('|').map(viet::tidy).collect();
    let [number, old_number, name, born, sex, address, issued_on, rest @ ..] = fields.as_slice() else {
        return Err(CardFault::Fields(fields.len()));
    };
    let checked = check(number, Asked::Personal, None);
    if !is_digits(&checked.value, 12) || checked.verdict() == Verdict::Refused {
        return Err(CardFault::Number);
    }
    let extra = |at: usize| rest.get(at).filter(|field| !field.is_empty()).cloned();
    let mut card = Card {
        number: checked.value,
        old_number: Some(old_number.clone()).filter(|old| is_digits(old, 9)),
        name: name.clone(),
        born: Born::parse(born),
        sex: read_sex(sex),
        address: address.clone(),
        issued_on: parse_day(issued_on),
        cancelled_number: extra(0).filter(|field| is_digits(field, 12)),
        father: extra(1),
        mother: extra(2),
        personal: checked.personal,
        warnings: checked
            .findings
            .into_iter()
            .map(|finding| CardWarning::Number(finding.fault))
            .collect(),
    };
    card.warn(
        !old_number.is_empty() && card.old_number.is_none(),
        CardWarning::OldNumber,
    );
    card.warn(!is_name(name), CardWarning::Name);
    card.warn(card.born.is_none(), CardWarning::Born);
    card.warn(card.sex.is_none(), CardWarning::Sex);
    card.warn(card.issued_on.is_none(), CardWarning::IssuedOn);
    let mismatch = card
        .personal
        .and_then(|personal| compare(personal, card.sex, card.born));
    card.warnings.extend(mismatch.map(CardWarning::Mismatch));
    Ok(card)
}

impl Card {
    /// The address from detail to province, as far as its commas tell: detail, the units between, province.
    pub fn address_parts(&self) -> Vec<&str> {
        self.address
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect()
    }

    fn warn(&mut self, is_so: bool, warning: CardWarning) {
        if is_so {
            self.warnings.push(warning);
        }
    }
}

fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The folded form, since a reader may lose the mark of "Nữ".
fn read_sex(text: &str) -> Option<Sex> {
    match viet::fold(text).as_str() {
        "nam" => Some(Sex::Male),
        "nu" => Some(Sex::Female),
        _ => None,
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '\u{2019}' | '-' | '.'))
}
