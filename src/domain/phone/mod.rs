//! Telephone numbers of Vietnam: one stored form, one shown form (domain.md §6.5).
//!
//! Never decides whether a citizen must have one.

#[cfg(test)]
mod tests;
pub mod text;

use super::viet;

/// A mobile or landline number in its stored form: digits from 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// What is wrong with a typed number, and where the cursor goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhoneFinding {
    /// What it is.
    pub fault: PhoneFault,
    /// Characters before the cursor, in the text as typed.
    pub at: usize,
}

/// What is wrong with a typed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneFault {
    /// Nothing typed.
    Empty,
    /// A character no number has, at this place from 1.
    Character(char, usize),
    /// Not 03, 05, 07, 08, 09 or 02.
    Prefix,
    /// A mobile number has 10 digits; so many are there.
    Mobile(usize),
    /// A landline number has 11 digits; so many are there.
    Landline(usize),
}

impl Phone {
    /// Reads a number as people write it: blanks, dots, dashes, brackets, `+84` or `84` in front.
    pub fn parse(typed: &str) -> Result<Self, PhoneFinding> {
        let marks = marks(typed)?;
        let end = marks.last().map_or(0, |(_, place)| place + 1);
        let digits = national(marks.iter().map(|(digit, _)| *digit).collect());
        let have = digits.len();
        let place = |index: usize| marks.get(index).map_or(end, |(_, place)| *place);
        let length = |fault, want| PhoneFinding {
            fault,
            at: if have < want { end } else { place(want) },
        };
        match (digits.get(..2), have) {
            (Some("02"), 11) | (Some("03" | "05" | "07" | "08" | "09"), 10) => Ok(Self(digits)),
            (Some("02"), _) => Err(length(PhoneFault::Landline(have), 11)),
            (Some("03" | "05" | "07" | "08" | "09") | None, _) => Err(length(PhoneFault::Mobile(have), 10)),
            (Some(_), _) => Err(PhoneFinding {
                fault: PhoneFault::Prefix,
                at: place(0),
            }),
        }
    }

    /// The stored digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// `0905 123 456`, `0256 3 874 001`.
    pub fn shown(&self) -> String {
        grouped(&self.0)
    }
}

/// The digits that are stored for a number of which only a part may be typed; `None` when no number is written so.
pub fn begun(typed: &str) -> Option<String> {
    let marks = marks(typed).ok()?;
    Some(national(marks.into_iter().map(|(digit, _)| digit).collect()))
}

/// Digits in groups, as far as they go; other text as it is.
pub fn grouped(stored: &str) -> String {
    let groups: &[usize] = match stored.len() {
        10 => &[4, 3, 3],
        11 if stored.starts_with("024") || stored.starts_with("028") => &[3, 4, 4],
        11 => &[4, 1, 3, 3],
        _ => return stored.to_owned(),
    };
    if !stored.bytes().all(|byte| byte.is_ascii_digit()) {
        return stored.to_owned();
    }
    let mut rest = stored;
    let parts = groups.iter().map(|size| {
        let (part, after) = rest.split_at(*size);
        rest = after;
        part
    });
    parts.collect::<Vec<_>>().join(" ")
}

/// The digits with their places; a `+` only in front.
fn marks(typed: &str) -> Result<Vec<(char, usize)>, PhoneFinding> {
    let mut marks = Vec::new();
    for (place, letter) in viet::clean(typed).chars().enumerate() {
        match letter {
            ' ' | '.' | '-' | '(' | ')' => {}
            '+' if marks.is_empty() => {}
            '0'..='9' => marks.push((letter, place)),
            _ => {
                return Err(PhoneFinding {
                    fault: PhoneFault::Character(letter, place + 1),
                    at: place,
                });
            }
        }
    }
    if marks.is_empty() {
        return Err(PhoneFinding {
            fault: PhoneFault::Empty,
            at: 0,
        });
    }
    Ok(marks)
}

/// `84905123456` is `0905123456`. No number of the country begins with 84 itself.
fn national(digits: String) -> String {
    match digits.strip_prefix("84") {
        Some(rest) if rest.len() >= 9 => format!("0{}", rest.trim_start_matches('0')),
        _ => digits,
    }
}
