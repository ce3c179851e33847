//! The tax code and its check digit (Điều 5, TT 105/2020/TT-BTC).

use super::typed::Typed;
use super::{Fault, Finding};

const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];

/// The tenth digit that belongs to the first nine, or `None` where it would be 10: no such code should exist.
pub fn check_digit(nine: [u32; 9]) -> Option<u8> {
    let sum: u32 = WEIGHTS
        .iter()
        .zip(nine)
        .map(|(weight, digit)| weight * (digit % 10))
        .sum();
    u8::try_from(10 - sum % 11).ok().filter(|digit| *digit < 10)
}

/// Findings of 10 or 13 digits.
pub(super) fn findings(typed: &Typed) -> Vec<Finding> {
    let mut findings = Vec::new();
    match check_digit(std::array::from_fn(|index| typed.digit(index))) {
        None => findings.push(Finding {
            fault: Fault::TaxWithoutCheckDigit,
            at: typed.place(9),
        }),
        Some(digit) if u32::from(digit) != typed.digit(9) => {
            findings.push(Finding {
                fault: Fault::TaxCheckDigit(digit),
                at: typed.place(9),
            });
        }
        Some(_) => {}
    }
    let is_branch = typed.marks.len() == 13;
    if is_branch && (10..13).all(|index| typed.digit(index) == 0) {
        findings.insert(
            0,
            Finding {
                fault: Fault::TaxBranch,
                at: typed.place(10),
            },
        );
    }
    findings
}
