//! A desk to be founded: what first start and `motcua init` ask.

use crate::domain::act::Pin;
use crate::domain::code::SeqRange;
use crate::domain::refusal::Refusal;
use crate::domain::settings::{self, LAST_DESK};
use crate::domain::settings_check::{LAST_NUMBER, check_value, is_unit_code};

/// Everybody's PIN at a practice desk the program made; the login screen says it.
pub const PRACTICE_PIN: &str = "1234";

/// Answers of first start. The first officer holds every role until others exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDesk {
    /// Dotted unit code, e.g. `000.99.15.H08`.
    pub unit_code: String,
    /// `Xã An Toàn`.
    pub unit_name: String,
    /// Number of this desk, from 1.
    pub desk_no: u32,
    /// Ordinals of dossier codes a day; `None` = [`SeqRange::of_desk`].
    pub range: Option<(u32, u32)>,
    /// Name of the first officer.
    pub officer_name: String,
    /// His PIN, 4 to 8 digits.
    pub pin: Pin,
    /// A practice desk: every print says so.
    pub practice: bool,
    /// More settings to begin with, of the office or of this machine, by key.
    pub settings: Vec<(String, String)>,
}

/// The number a machine's desk has until told otherwise.
pub const FIRST_DESK: u32 = 1;

/// The typed number, where it is another desk's than `usual`: such a desk writes its own register book, counted from
/// the beginning, which is said before the number is taken.
pub fn opens_another_book(typed: &str, usual: u32) -> Option<u32> {
    typed.parse().ok().filter(|number| *number != usual)
}

impl NewDesk {
    /// The range in force.
    pub fn range(&self) -> (u32, u32) {
        self.range.unwrap_or_else(|| {
            let range = SeqRange::of_desk(u16::try_from(self.desk_no).unwrap_or(u16::MAX));
            (range.first(), range.last())
        })
    }

    /// What is wrong with it, if anything. The PIN is judged where PINs are set.
    pub fn check(&self) -> Result<(), Refusal> {
        let empty = |text: &str| text.trim().is_empty();
        let missing = [
            ("unit_code", empty(&self.unit_code)),
            ("unit_name", empty(&self.unit_name)),
            ("officer_name", empty(&self.officer_name)),
        ];
        if let Some((field, _)) = missing.into_iter().find(|(_, is_empty)| *is_empty) {
            return Err(Refusal::Missing(field));
        }
        let (first, last) = self.range();
        let wrong = [
            ("unit_code", !is_unit_code(&self.unit_code)),
            ("unit_name", self.unit_name.chars().any(char::is_control)),
            ("officer_name", self.officer_name.chars().any(char::is_control)),
            ("desk_no", !(1..=LAST_DESK).contains(&self.desk_no)),
            ("range", first < 1 || last < first || last > LAST_NUMBER),
        ];
        if let Some((field, _)) = wrong.into_iter().find(|(_, is_wrong)| *is_wrong) {
            return Err(Refusal::Invalid(field));
        }
        self.settings.iter().try_for_each(|(key, value)| {
            let setting = settings::find(key).ok_or(Refusal::UnknownSetting)?;
            check_value(setting, value)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::an_toan;

    #[test]
    fn only_another_number_opens_another_book() {
        let cases = [
            ("1", 1, None),
            ("2", 1, Some(2)),
            ("1", 3, Some(1)),
            ("", 1, None),
            ("x", 1, None),
        ];
        for (typed, usual, book) in cases {
            assert_eq!(opens_another_book(typed, usual), book, "{typed} beside {usual}");
        }
    }

    #[test]
    fn a_desk_has_the_range_of_its_number_until_told_otherwise() {
        assert_eq!(an_toan().check(), Ok(()));
        let mut second = an_toan();
        second.desk_no = 2;
        assert_eq!(second.range(), (1001, 1999));
        second.range = Some((500, 999));
        assert_eq!(second.range(), (500, 999));
    }

    #[test]
    fn what_is_wrong_is_named() {
        type Spoil = fn(&mut NewDesk);
        let cases: [(Spoil, Refusal); 5] = [
            (|it| it.unit_name.clear(), Refusal::Missing("unit_name")),
            (|it| it.unit_code = "H 08".into(), Refusal::Invalid("unit_code")),
            (|it| it.desk_no = 0, Refusal::Invalid("desk_no")),
            (|it| it.range = Some((9, 1)), Refusal::Invalid("range")),
            (
                |it| it.officer_name = "A\u{1b}[2J".into(),
                Refusal::Invalid("officer_name"),
            ),
        ];
        for (spoil, refusal) in cases {
            let mut it = an_toan();
            spoil(&mut it);
            assert_eq!(it.check(), Err(refusal.clone()));
            let said = crate::domain::text::refusal(&refusal);
            assert!(!said.contains('_'), "{said}");
        }
    }
}
