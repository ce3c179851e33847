//! A closed month: the figures as they were, and what differs today. Later changes never change them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Counts, Marks, Month};
use crate::domain::digitise::Counting;
use crate::domain::time::Moment;

/// What is written down when a month is closed: canonical JSON, keys in this order. Names nobody: dossiers stand by
/// their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The month.
    pub month: Month,
    /// Whose.
    pub unit_code: String,
    /// Its numbers.
    pub counts: Counts,
    /// `count_exempt` on that day.
    pub count_exempt: bool,
    /// `count_online_as_full` on that day.
    pub count_online_as_full: bool,
    /// Which dossier counted where: id in hexadecimal, marks.
    pub dossiers: BTreeMap<String, Marks>,
}

impl Figures {
    /// Of the dossiers that count today.
    pub fn of(
        (month, unit_code): (Month, &str),
        counting: Counting,
        marks: impl IntoIterator<Item = (String, Marks)>,
    ) -> Self {
        let mut counts = Counts::default();
        let counted = marks.into_iter().filter(|(_, marks)| *marks != Marks::default());
        let dossiers: BTreeMap<_, _> = counted.collect();
        for marks in dossiers.values() {
            counts.add(*marks);
        }
        Self {
            month,
            unit_code: unit_code.to_owned(),
            counts,
            count_exempt: counting.exempt_is_done,
            count_online_as_full: counting.online_is_full,
            dossiers,
        }
    }

    /// Dossiers that count otherwise in the other figures, or in only one of them; by id, in hexadecimal.
    pub fn differing<'a>(&'a self, now: &'a Self) -> Vec<&'a str> {
        let gone = self
            .dossiers
            .iter()
            .filter(|(id, marks)| now.dossiers.get(*id) != Some(marks));
        let new = now.dossiers.keys().filter(|id| !self.dossiers.contains_key(*id));
        gone.map(|(id, _)| id).chain(new).map(String::as_str).collect()
    }
}

/// A closed month as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// The closed numbers.
    pub counts: Counts,
    /// How the office counted then.
    pub counting: Counting,
    /// SHA-256 of the figures, in hexadecimal.
    pub hash: String,
    /// How many dossiers count otherwise today.
    pub differing: u32,
}
