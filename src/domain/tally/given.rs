//! The tally of another desk as it comes in a file: the JSON of `report tally`, checked before anything of it counts.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{Column, Counts, Month};
use crate::domain::viet::clean;

/// The longest code and name of a unit, in characters.
const LONGEST: usize = 200;

/// One unit's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenRow {
    /// Dotted code.
    pub unit_code: String,
    /// Its name.
    pub unit_name: String,
    /// The desk that counted; 0 = the file does not say.
    pub desk_no: u32,
    /// Its numbers; they agree with each other.
    pub counts: Counts,
}

/// A whole tally.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Of which month.
    pub month: Month,
    /// At least one.
    pub rows: Vec<GivenRow>,
}

/// Why a file is no tally. Units are named as the file names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not the JSON of a tally, or not whole.
    NotATally,
    /// It has no row.
    Empty,
    /// A row without code or name, or with one too long.
    NoUnit,
    /// Two rows of one desk of a unit.
    Twice(String),
    /// The numbers of a row contradict each other.
    Numbers(String),
    /// A ratio is not that of its numbers.
    Ratio(String),
    /// The sums are not those of the rows.
    Total,
}

#[derive(Deserialize)]
struct File {
    month: Month,
    rows: Vec<Row>,
    total: Option<Numbers>,
}

#[derive(Deserialize)]
struct Row {
    unit_code: String,
    unit_name: String,
    #[serde(default)]
    desk_no: u32,
    #[serde(flatten)]
    numbers: Numbers,
}

#[derive(Deserialize)]
struct Numbers {
    #[serde(flatten)]
    counts: Counts,
    c9: Option<String>,
    c12: Option<String>,
    c14: Option<String>,
}

impl Numbers {
    /// A ratio that is written is the one of the counts.
    fn agree(&self) -> bool {
        let written = [
            (Column::DigitisedRatio, &self.c9),
            (Column::ResultRatio, &self.c12),
            (Column::ReuseRatio, &self.c14),
        ];
        written.into_iter().all(|(column, said)| {
            let true_one = self.counts.ratio(column).and_then(super::Ratio::plain);
            said.is_none() || *said == true_one
        })
    }
}

/// Reads a file; refused whole when any of it is wrong.
pub fn read(bytes: &[u8]) -> Result<Given, Fault> {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let file: File = serde_json::from_slice(text).map_err(|_| Fault::NotATally)?;
    let mut units = BTreeSet::new();
    let mut rows = Vec::new();
    for row in file.rows {
        let row = checked(row)?;
        if !units.insert((row.unit_code.clone(), row.desk_no)) {
            return Err(Fault::Twice(row.unit_name));
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(Fault::Empty);
    }
    let sums: Counts = rows.iter().map(|row| row.counts).sum();
    if file
        .total
        .is_some_and(|total| total.counts != sums || !total.agree())
    {
        return Err(Fault::Total);
    }
    Ok(Given {
        month: file.month,
        rows,
    })
}

fn checked(row: Row) -> Result<GivenRow, Fault> {
    let named = |text: &str| {
        let text = clean(text.trim());
        let fits = !text.is_empty() && text.chars().count() <= LONGEST;
        fits.then_some(text).ok_or(Fault::NoUnit)
    };
    let (unit_code, unit_name) = (named(&row.unit_code)?, named(&row.unit_name)?);
    if !row.numbers.counts.is_consistent() {
        return Err(Fault::Numbers(unit_name));
    }
    if !row.numbers.agree() {
        return Err(Fault::Ratio(unit_name));
    }
    Ok(GivenRow {
        unit_code,
        unit_name,
        desk_no: row.desk_no,
        counts: row.numbers.counts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"month": "2023-02", "rows": [{"unit_code": "000.99.16.H08", "unit_name": "Xã An Vinh",
        "c3": 31, "c4": 22, "c5": 29, "c6": 2, "c7": 24, "c8": 5, "c9": "93.55", "c10": 28, "c11": 25, "c12": "89.29",
        "c13": 6, "c14": "19.35"}], "total": {"c3": 31, "c4": 22, "c5": 29, "c6": 2, "c7": 24, "c8": 5, "c10": 28,
        "c11": 25, "c13": 6}}"#;

    #[test]
    fn the_json_of_a_tally_is_read_and_its_numbers_are_checked() {
        let given = read(GOOD.as_bytes()).unwrap();
        assert_eq!(
            (given.month.to_string().as_str(), given.rows.len()),
            ("2023-02", 1)
        );
        assert_eq!(given.rows[0].counts.received, 31);
        let unit = || "Xã An Vinh".to_owned();
        let cases = [
            ("", "", Fault::NotATally),
            ("\"c3\": 31, \"c4\"", "\"c3\": -1, \"c4\"", Fault::NotATally),
            ("2023-02", "2023-13", Fault::NotATally),
            (
                "\"c6\": 2, \"c7\": 24, \"c8\": 5, \"c9\"",
                "\"c6\": 3, \"c7\": 24, \"c8\": 5, \"c9\"",
                Fault::Numbers(unit()),
            ),
            ("93.55", "93.56", Fault::Ratio(unit())),
            ("\"total\": {\"c3\": 31", "\"total\": {\"c3\": 32", Fault::Total),
            ("Xã An Vinh", "  ", Fault::NoUnit),
        ];
        for (from, to, fault) in cases {
            let damaged = if from.is_empty() {
                GOOD[..GOOD.len() - 9].to_owned()
            } else {
                GOOD.replacen(from, to, 1)
            };
            assert_eq!(read(damaged.as_bytes()), Err(fault), "{damaged}");
        }
        assert_eq!(read(br#"{"month": "2023-02", "rows": []}"#), Err(Fault::Empty));
        let row = GOOD.split('[').nth(1).unwrap().split(']').next().unwrap();
        let twice = format!(r#"{{"month": "2023-02", "rows": [{row}, {row}]}}"#);
        assert_eq!(read(twice.as_bytes()), Err(Fault::Twice(unit())));
    }
}
