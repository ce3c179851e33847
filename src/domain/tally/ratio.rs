//! A ratio of two counts as a per cent with two decimals; nothing where there is nothing to divide by.

use crate::domain::say;

/// Two counts, one above the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// Above the line.
    pub upper: u32,
    /// Below it.
    pub whole: u32,
}

impl Ratio {
    /// Of these two.
    pub fn new(upper: u32, whole: u32) -> Self {
        Self { upper, whole }
    }

    /// `90,91`, or `–`: the screen and the PDF. CSV has the same number, and nothing for the dash.
    pub fn shown(self) -> String {
        match self.plain() {
            Some(percent) => percent.replace('.', ","),
            None => say::NOTHING.to_owned(),
        }
    }

    /// `90.91`, or nothing: JSON. Rounded to the nearest, a half upwards.
    pub fn plain(self) -> Option<String> {
        say::percent_point(u64::from(self.upper), u64::from(self.whole))
    }

    /// What it becomes when one more dossier counts above the line.
    #[must_use]
    pub fn with_one_more(self) -> Self {
        Self::new(self.upper.saturating_add(1).min(self.whole), self.whole)
    }
}
