//! The office's lists as files: which there are, and in which forms.

use chrono::NaiveDate;

use super::punctual::By;
use super::tally::{Column, Month};

/// A list of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// Sổ theo dõi hồ sơ of a year.
    Register { year: i32 },
    /// Danh sách thu of a day.
    Takings { on: NaiveDate },
    /// The monthly form; of one unit, or of all that are known.
    Tally { month: Month, unit: Option<String> },
    /// The dossiers behind one of its numbers; `unit` `None` = of the total.
    TallyCell {
        month: Month,
        unit: Option<String>,
        column: Column,
    },
    /// A part of Số liệu.
    Numbers(Numbers),
}

/// A part of Số liệu as a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// On time and late in a month.
    Punctual(Month, By),
    /// The estimate of QĐ 766.
    Index766(Month),
    /// What the month's form lacks.
    Rehearsal(Month),
    /// Twelve months up to this one.
    Trend(Month),
    /// Papers that expire soon.
    Expiring,
    /// Dossiers that nobody touched for long.
    Idle,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For the printer.
    Pdf,
    /// A workbook with real numbers and days.
    Xlsx,
    /// Text for other programs.
    Csv,
}

impl Report {
    /// A file's name without its ending: no person in it.
    pub fn stem(&self) -> String {
        match self {
            Self::Register { year } => format!("so-theo-doi-{year}"),
            Self::Takings { on } => format!("thu-trong-ngay-{on}"),
            Self::Numbers(part) => part.stem(),
            Self::Tally { month, .. } => format!("thong-ke-so-hoa-{month}"),
            Self::TallyCell { month, column, .. } => format!("thong-ke-{month}-cot-{}", column.number()),
        }
    }
}

impl Numbers {
    fn stem(self) -> String {
        match self {
            Self::Punctual(month, by) => format!("dung-han-{month}-{}", by.word()),
            Self::Index766(month) => format!("qd-766-{month}"),
            Self::Rehearsal(month) => format!("tap-duot-{month}"),
            Self::Trend(month) => format!("muoi-hai-thang-{month}"),
            Self::Expiring => "giay-to-sap-het-han".to_owned(),
            Self::Idle => "ho-so-nam-yen".to_owned(),
        }
    }
}

impl Format {
    /// The ending of its file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}
