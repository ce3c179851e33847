//! A number as typed: its significant characters and where each stood. Decides only which kind it wants to be.

use super::{Asked, Fault, Finding, NumberKind};
use crate::domain::viet;

/// Letters, digits and other marks with their places in the typed text; blanks, dots and dashes are left out.
pub(super) struct Typed {
    /// Character and place from 0.
    pub marks: Vec<(char, usize)>,
    /// A dash stood behind the tenth mark, as in `4101234562-001`.
    has_branch_dash: bool,
}

impl Typed {
    pub(super) fn new(value: &str) -> Self {
        let mut typed = Self {
            marks: Vec::new(),
            has_branch_dash: false,
        };
        for (place, letter) in viet::clean(value).chars().enumerate() {
            match letter {
                ' ' | '.' => {}
                '-' | '\u{2010}'..='\u{2015}' => typed.has_branch_dash |= typed.marks.len() == 10,
                _ => typed.marks.push((letter, place)),
            }
        }
        typed
    }

    /// A letter in front and some digits: no name, and no number with a slip in it.
    pub(super) fn looks_like_passport(&self) -> bool {
        let digits = self
            .marks
            .iter()
            .filter(|(letter, _)| letter.is_ascii_digit())
            .count();
        digits >= 5
            && self
                .marks
                .first()
                .is_some_and(|(letter, _)| letter.is_ascii_alphabetic())
    }

    /// Behind the last mark.
    pub(super) fn end(&self) -> usize {
        self.marks.last().map_or(0, |(_, place)| place + 1)
    }

    /// Where the mark of this index stands, or the end.
    pub(super) fn place(&self, index: usize) -> usize {
        self.marks.get(index).map_or(self.end(), |(_, place)| *place)
    }

    /// The digit of this index; 0 where there is none.
    pub(super) fn digit(&self, index: usize) -> u32 {
        self.marks
            .get(index)
            .and_then(|(letter, _)| letter.to_digit(10))
            .unwrap_or(0)
    }

    pub(super) fn text(&self) -> String {
        self.marks
            .iter()
            .map(|(letter, _)| letter.to_ascii_uppercase())
            .collect()
    }

    /// The number as it is kept.
    pub(super) fn value(&self, kind: NumberKind) -> String {
        let mut value = self.text();
        if kind == NumberKind::TaxBranch && self.marks.len() > 10 {
            let at = value.char_indices().nth(10).map_or(value.len(), |(at, _)| at);
            value.insert(at, '-');
        }
        value
    }

    /// The kind these marks are, or come nearest to.
    pub(super) fn kind(&self, asked: Asked) -> NumberKind {
        let have = self.marks.len();
        if self.has_branch_dash && asked != Asked::Personal && have != 12 {
            return NumberKind::TaxBranch;
        }
        match (asked, have) {
            (Asked::Passport, _) => NumberKind::Passport,
            (Asked::Any | Asked::Personal, 9) | (Asked::Any, 8) => NumberKind::OldCard,
            (Asked::Any, 10) | (Asked::Tax, ..=11) => NumberKind::Tax,
            (Asked::Any | Asked::Tax, 13) | (Asked::Tax, 14..) => NumberKind::TaxBranch,
            (Asked::Any | Asked::Personal | Asked::Tax, _) => NumberKind::Personal,
        }
    }

    /// The first mark that cannot stand in such a number.
    pub(super) fn stray(&self, kind: NumberKind) -> Option<Finding> {
        let fits = |letter: char| match kind {
            NumberKind::Passport => letter.is_ascii_alphanumeric(),
            NumberKind::Personal | NumberKind::OldCard | NumberKind::Tax | NumberKind::TaxBranch => {
                letter.is_ascii_digit()
            }
        };
        let (letter, at) = *self.marks.iter().find(|(letter, _)| !fits(*letter))?;
        Some(Finding {
            fault: Fault::Character {
                letter,
                place: at + 1,
            },
            at,
        })
    }

    /// Too short: the cursor behind the last mark. Too long: before the first mark too many.
    pub(super) fn wrong_length(&self, kind: NumberKind) -> Option<Finding> {
        let want = match kind {
            NumberKind::Personal => 12,
            NumberKind::OldCard => 9,
            NumberKind::Tax => 10,
            NumberKind::TaxBranch => 13,
            NumberKind::Passport => return None,
        };
        let have = self.marks.len();
        let fault = Fault::Length { kind, have, want };
        (have != want).then(|| Finding {
            fault,
            at: self.place(want),
        })
    }
}
