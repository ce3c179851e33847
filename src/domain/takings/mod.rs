//! Danh sách thu trong ngày: the money that moved on one day, by officer and by way, with its sum.

use chrono::NaiveDate;

use crate::domain::digitise::exempted::Exempted;
use crate::domain::fee::Method;
use crate::domain::time::Moment;

#[cfg(test)]
mod tests;
pub mod text;

/// One movement of money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taking {
    /// When.
    pub at: Moment,
    /// Dossier code.
    pub code: String,
    /// What was collected.
    pub name: String,
    /// Đồng; below 0 = given back by a correction.
    pub dong: i64,
    /// Which way it came.
    pub method: Method,
    /// Number of the collector's receipt.
    pub receipt_no: Option<String>,
    /// Who took it.
    pub officer: String,
    /// Why, of a correction.
    pub reason: Option<String>,
    /// Papers of its dossier that are không số hóa.
    pub exempted: u32,
}

/// A day's movements, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takings {
    /// The day, at +07:00.
    pub on: NaiveDate,
    /// Movements.
    pub rows: Vec<Taking>,
}

/// What one officer took one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// Who.
    pub officer: String,
    /// Which way.
    pub method: Method,
    /// Movements.
    pub count: u32,
    /// Đồng.
    pub dong: i64,
}

impl Takings {
    /// By officer in order of name, then by way.
    pub fn sums(&self) -> Vec<Sum> {
        let mut sums = std::collections::BTreeMap::<(&str, Method), (u32, i64)>::new();
        for row in &self.rows {
            let (count, dong) = sums.entry((&row.officer, row.method)).or_default();
            *count += 1;
            *dong = dong.saturating_add(row.dong);
        }
        let sum = |((officer, method), (count, dong)): ((&str, Method), (u32, i64))| Sum {
            officer: officer.to_owned(),
            method,
            count,
            dong,
        };
        sums.into_iter().map(sum).collect()
    }

    /// What is không số hóa of the dossiers in it, each counted once however often it paid.
    pub fn exempted(&self) -> Exempted {
        let of = self.rows.iter().map(|row| (row.code.as_str(), row.exempted));
        let of: std::collections::BTreeMap<&str, u32> = of.collect();
        of.into_values().collect()
    }

    /// Everything, in đồng.
    pub fn total(&self) -> i64 {
        self.rows.iter().fold(0, |sum, row| sum.saturating_add(row.dong))
    }
}
