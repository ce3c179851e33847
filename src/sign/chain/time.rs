//! The two ways ASN.1 writes an instant.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::domain::time::Moment;
use crate::sign::cms::CmsFault;
use crate::sign::cms::tlv::{Tlv, tag};

const WRONG: CmsFault = CmsFault::Unreadable("time");

/// Reads `UTCTime` or `GeneralizedTime`. Seconds may be left out and the zone may be an offset, as old programs write it.
pub fn read(value: Tlv<'_>) -> Result<Moment, CmsFault> {
    let text = std::str::from_utf8(value.value).map_err(|_| WRONG)?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, zone) = text.split_at(digits);
    // RFC 5280 §4.1.2.5.1: two digits from 50 on mean the last century.
    let full = match value.tag {
        tag::UTC_TIME if digits.as_bytes().first() >= Some(&b'5') => format!("19{digits}"),
        tag::UTC_TIME => format!("20{digits}"),
        tag::GENERALIZED_TIME => digits.to_owned(),
        _ => return Err(WRONG),
    };
    let local = clock(&full).ok_or(WRONG)?;
    // Parts of a second say nothing here.
    let zone = zone.trim_start_matches(|letter: char| letter == '.' || letter.is_ascii_digit());
    let utc = local
        .checked_sub_signed(offset(zone).ok_or(WRONG)?)
        .ok_or(WRONG)?;
    Ok(Moment(utc.and_utc().timestamp_millis()))
}

fn clock(digits: &str) -> Option<NaiveDateTime> {
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let day = NaiveDate::from_ymd_opt(digits.get(..4)?.parse().ok()?, number(4, 6)?, number(6, 8)?)?;
    let seconds = if digits.len() >= 14 { number(12, 14)? } else { 0 };
    day.and_hms_opt(number(8, 10)?, number(10, 12)?, seconds.min(59))
}

fn offset(zone: &str) -> Option<TimeDelta> {
    if zone == "Z" || zone.is_empty() {
        return Some(TimeDelta::zero());
    }
    let number = |from: usize, to: usize| zone.get(from..to)?.parse::<i64>().ok();
    let minutes = number(1, 3)? * 60 + number(3, 5)?;
    match zone.as_bytes().first()? {
        b'+' => Some(TimeDelta::minutes(minutes)),
        b'-' => Some(TimeDelta::minutes(-minutes)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(tag: u8, text: &str) -> Option<String> {
        let value = text.as_bytes();
        let read = read(Tlv {
            tag,
            value,
            whole: value,
        });
        read.ok().map(Moment::rfc3339)
    }

    #[test]
    fn both_ways_are_read_and_nonsense_is_not() {
        for (tag, text, expected) in [
            (0x17, "261127010500Z", "2026-11-27T08:05:00+07:00"),
            (0x17, "500101000000Z", "1950-01-01T07:00:00+07:00"),
            (0x17, "491231170000Z", "2050-01-01T00:00:00+07:00"),
            (0x17, "2611270105Z", "2026-11-27T08:05:00+07:00"),
            (0x17, "261127080500+0700", "2026-11-27T08:05:00+07:00"),
            (0x18, "20261127010500.25Z", "2026-11-27T08:05:00+07:00"),
            (0x18, "99991231235959Z", "+10000-01-01T06:59:59+07:00"),
        ] {
            assert_eq!(instant(tag, text).as_deref(), Some(expected), "{text}");
        }
        for (tag, text) in [
            (0x17, ""),
            (0x17, "Z"),
            (0x18, "20261327010500Z"),
            (0x18, "é"),
            (0x02, "261127010500Z"),
        ] {
            assert_eq!(instant(tag, text), None, "{text}");
        }
    }
}
