//! An exact decimal amount: half days and quarter days without floating point.

use std::fmt;
use std::str::FromStr;

/// Thousandths of a unit; never negative. `0.5` working days is `500`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

/// The text is not a decimal number from 0 with at most three decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a plain decimal amount")]
pub struct NotAnAmount;

const SCALE: u64 = 1000;

impl Amount {
    /// A whole number of units.
    pub fn whole(units: u32) -> Self {
        Self(u64::from(units) * SCALE)
    }

    /// Thousandths of the unit.
    pub fn thousandths(self) -> u64 {
        self.0
    }

    /// Reads [`Amount::thousandths`].
    pub fn from_thousandths(thousandths: u64) -> Self {
        Self(thousandths)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / SCALE, self.0 % SCALE);
        if rest == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{rest:03}").trim_end_matches('0'))
    }
}

impl FromStr for Amount {
    type Err = NotAnAmount;

    fn from_str(text: &str) -> Result<Self, NotAnAmount> {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let rest = rest.trim_end_matches('0');
        if whole.is_empty() || whole.len() > 9 || rest.len() > 3 || !all_digits(whole) || !all_digits(rest) {
            return Err(NotAnAmount);
        }
        let number = |digits: &str| digits.parse::<u64>().map_err(|_| NotAnAmount);
        Ok(Self(number(whole)? * SCALE + number(&format!("{rest:0<3}"))?))
    }
}
