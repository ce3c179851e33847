//! The 12-digit number: place of birth registration, century and sex, year. It has no check digit.

use chrono::{Datelike, NaiveDate};

use super::typed::Typed;
use super::{Born, Fault, Finding};
use crate::domain::dossier::Sex;

/// Code and name, as numbers were given out before the mergers of 2025; they keep the old codes.
const PROVINCES: &str = include_str!("../../../assets/places/id_provinces.csv");

/// What a 12-digit number says of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Personal {
    /// Province of birth registration; `None` for other codes, as a rule countries.
    pub province: Option<&'static str>,
    /// Sex.
    pub sex: Sex,
    /// Year of birth.
    pub year: i32,
}

/// What differs between a number and what is typed or read beside it. Warned of, never a block: there are
/// legacy errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mismatch {
    /// By the number.
    pub number: Personal,
    /// The sex typed, where it differs.
    pub sex: Option<Sex>,
    /// The year typed, where it differs.
    pub year: Option<i32>,
}

/// The province of an identity number's first three digits.
pub fn province(code: &str) -> Option<&'static str> {
    let rows = PROVINCES.lines().skip(1).filter_map(|line| line.split_once(','));
    rows.into_iter()
        .find(|(known, _)| *known == code)
        .map(|(_, name)| name)
}

/// Compares what a number says with the sex and birth typed beside it; what is not typed cannot differ.
pub fn compare(number: Personal, sex: Option<Sex>, born: Option<Born>) -> Option<Mismatch> {
    let sex = sex.filter(|sex| *sex != number.sex);
    let year = born.map(Born::year).filter(|year| *year != number.year);
    (sex.is_some() || year.is_some()).then_some(Mismatch { number, sex, year })
}

/// Facts and findings of twelve digits.
pub(super) fn read(typed: &Typed, on: Option<NaiveDate>) -> (Option<Personal>, Vec<Finding>) {
    let text = typed.text();
    let code: String = text.chars().take(3).collect();
    let mark = typed.digit(3);
    let year = 1900 + 100 * (mark / 2) + 10 * typed.digit(4) + typed.digit(5);
    let personal = Personal {
        province: province(&code),
        sex: if mark.is_multiple_of(2) {
            Sex::Male
        } else {
            Sex::Female
        },
        year: year.cast_signed(),
    };
    let mut findings = Vec::new();
    if personal.province.is_none() {
        findings.push(Finding {
            fault: Fault::Province(code),
            at: typed.place(0),
        });
    }
    // Without a day at hand only the centuries to come can be told.
    if personal.year > on.map_or(2099, |day| day.year()) {
        findings.push(Finding {
            fault: Fault::BirthYear(personal.year),
            at: typed.place(3),
        });
    }
    (Some(personal), findings)
}
