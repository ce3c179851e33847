//! Instants and the one time zone of the office: +07:00, never the machine's.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

const OFFSET_MS: i64 = 7 * 3600 * 1000;

/// An instant in milliseconds since 1970-01-01 UTC. Days, months and codes are cut from it at +07:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// The instant at which the office's clock shows `local`.
    pub fn from_local(local: NaiveDateTime) -> Self {
        Self(local.and_utc().timestamp_millis() - OFFSET_MS)
    }

    /// What the office's clock shows. Instants beyond chrono's range come out as 1970.
    pub fn local(self) -> NaiveDateTime {
        DateTime::from_timestamp_millis(self.0.saturating_add(OFFSET_MS))
            .unwrap_or_default()
            .naive_utc()
    }

    /// The office's calendar day.
    pub fn date(self) -> NaiveDate {
        self.local().date()
    }

    /// The office's calendar year.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// RFC 3339 with +07:00 and whole seconds, as every JSON answer gives it.
    pub fn rfc3339(self) -> String {
        format!("{}+07:00", self.local().format("%Y-%m-%dT%H:%M:%S"))
    }

    /// Reads RFC 3339 with any offset.
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text)
            .ok()
            .map(|at| Self(at.timestamp_millis()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_of_the_office_not_of_greenwich() {
        let at = Moment::from_rfc3339("2023-02-28T23:59:00+07:00").unwrap();
        assert_eq!(at.date().to_string(), "2023-02-28");
        assert_eq!(
            Moment::from_rfc3339("2023-02-28T17:00:00Z")
                .unwrap()
                .date()
                .to_string(),
            "2023-03-01"
        );
    }

    #[test]
    fn local_time_and_text_come_back() {
        let at = Moment::from_rfc3339("2022-10-06T08:34:17+07:00").unwrap();
        assert_eq!(Moment::from_local(at.local()), at);
        assert_eq!(at.rfc3339(), "2022-10-06T08:34:17+07:00");
    }
}
