//! Dates as PDF writes them (ISO 32000-2 §7.9.4): `D:20261127080500+07'00'`.

use chrono::{NaiveDate, TimeDelta};

use crate::domain::time::Moment;

/// Reads a date. What is left out is the least it can be; without a zone it is taken as the office's own.
pub(super) fn read(text: &[u8]) -> Option<Moment> {
    let text = std::str::from_utf8(text).ok()?;
    let text = text.trim();
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, zone) = text.split_at(digits);
    let part = |from: usize, least: u32| match digits.get(from..from + 2) {
        Some(part) => part.parse().ok(),
        None if digits.len() <= from => Some(least),
        None => None,
    };
    let year = digits.get(..4)?.parse().ok()?;
    let day = NaiveDate::from_ymd_opt(year, part(4, 1)?, part(6, 1)?)?;
    let local = day.and_hms_opt(part(8, 0)?, part(10, 0)?, part(12, 0)?.min(59))?;
    if zone.is_empty() {
        return Some(Moment::from_local(local));
    }
    let utc = local.checked_sub_signed(TimeDelta::minutes(offset(zone)?))?;
    Some(Moment(utc.and_utc().timestamp_millis()))
}

/// Minutes east of Greenwich.
fn offset(zone: &str) -> Option<i64> {
    let sign = zone.chars().next()?;
    let mut parts = zone[sign.len_utf8()..]
        .split('\'')
        .filter(|part| !part.is_empty());
    let mut number = || parts.next().map_or(Some(0), |part| part.parse::<i64>().ok());
    let (hours, minutes) = (number()?, number()?);
    if !(0..24).contains(&hours) || !(0..60).contains(&minutes) {
        return None;
    }
    match sign {
        '+' => Some(hours * 60 + minutes),
        '-' => Some(-(hours * 60 + minutes)),
        'Z' => Some(0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_programs_write_them() {
        for (text, expected) in [
            ("D:20261127080500+07'00'", "2026-11-27T08:05:00+07:00"),
            ("D:20261127080500+07'00", "2026-11-27T08:05:00+07:00"),
            ("D:20261127010500Z", "2026-11-27T08:05:00+07:00"),
            ("D:20261127010500Z00'00'", "2026-11-27T08:05:00+07:00"),
            ("20261126193500-05'30'", "2026-11-27T08:05:00+07:00"),
            ("D:20261127080500", "2026-11-27T08:05:00+07:00"),
            ("D:2026", "2026-01-01T00:00:00+07:00"),
        ] {
            assert_eq!(
                read(text.as_bytes()).map(Moment::rfc3339).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in [
            "",
            "D:",
            "D:20261",
            "D:20261327",
            "D:20261127080500+99'00'",
            "D:20261127080500é",
            "D:é",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }
}
