//! When copies are made, what they are called, which are kept. Pure.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike};

use crate::domain::time::Moment;

/// Days and weeks of which the newest copy is kept.
const DAYS: usize = 7;
const WEEKS: usize = 4;
/// Leaving makes a copy when the last one is older.
const LEAVING_MS: i64 = 4 * 3600 * 1000;
/// No copy takes so long.
const ABANDONED_HOURS: i64 = 12;
const FORM: &str = "motcua-%Y%m%d-%H%M%S.db";

/// When a copy might be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Once a day, in the background.
    Daily,
    /// When the officer leaves.
    Leaving,
}

/// Is a copy due? `last` = the last good one. A last copy in the future (the clock was wrong) does not count.
pub fn due(last: Option<Moment>, now: Moment, occasion: Occasion) -> bool {
    match last.filter(|last| *last <= now) {
        None => true,
        Some(last) => match occasion {
            Occasion::Daily => last.date() < now.date(),
            Occasion::Leaving => now.0 - last.0 > LEAVING_MS,
        },
    }
}

/// The instant as a copy's name has it: the office's clock, whole seconds.
pub fn stamp(now: Moment) -> NaiveDateTime {
    let local = now.local();
    local.with_nanosecond(0).unwrap_or(local)
}

/// `motcua-20230214-170432.db`.
pub fn name(at: NaiveDateTime) -> String {
    at.format(FORM).to_string()
}

/// The name of a copy made now.
pub fn name_at(now: Moment) -> String {
    name(stamp(now))
}

/// Reads [`name`]; anything else in the folder is none of ours.
pub fn read_name(text: &str) -> Option<NaiveDateTime> {
    NaiveDateTime::parse_from_str(text, FORM)
        .ok()
        .filter(|at| name(*at) == text)
}

/// Reads the name of a copy on its way, or of the journal beside it: `motcua-20230214-170432.db.part`.
pub fn read_part(text: &str) -> Option<NaiveDateTime> {
    let ending = [".part", ".part-journal", ".part-wal", ".part-shm"];
    ending
        .iter()
        .find_map(|ending| read_name(text.strip_suffix(ending)?))
}

/// Was a copy begun so long before `now` that whoever made it must have been killed? Another window may be at work on
/// a younger one.
pub fn is_abandoned(begun: NaiveDateTime, now: NaiveDateTime) -> bool {
    now - begun > TimeDelta::hours(ABANDONED_HOURS)
}

/// The copies no longer kept: all but the newest of each of the last 7 days and 4 weeks that have one, and `made`.
pub fn surplus(copies: &[NaiveDateTime], made: NaiveDateTime) -> Vec<NaiveDateTime> {
    let newest_first: BTreeSet<_> = copies.iter().copied().collect();
    let (mut days, mut weeks) = (BTreeSet::new(), BTreeSet::new());
    let mut surplus = Vec::new();
    for at in newest_first.into_iter().rev() {
        let day = days.len() < DAYS && days.insert(at.date());
        let week = weeks.len() < WEEKS && weeks.insert((at.iso_week().year(), at.iso_week().week()));
        if !day && !week && at != made {
            surplus.push(at);
        }
    }
    surplus
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn a_year_of_three_copies_a_day_leaves_seven_days_and_four_weeks() {
        let first = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap();
        let mut kept: Vec<NaiveDateTime> = Vec::new();
        for day in 0..365 {
            for hour in [8, 12, 17] {
                let made = (first + TimeDelta::days(day)).and_hms_opt(hour, 0, 0).unwrap();
                kept.push(made);
                let gone = surplus(&kept, made);
                kept.retain(|it| !gone.contains(it));
            }
        }
        let days: Vec<_> = kept.iter().map(|it| it.format("%m-%d %H").to_string()).collect();
        // The last day is a Sunday: the last week's newest is also the last day's.
        let expected = [
            "12-10 17", "12-17 17", "12-24 17", "12-25 17", "12-26 17", "12-27 17", "12-28 17", "12-29 17",
            "12-30 17", "12-31 17",
        ];
        assert_eq!(days, expected);
    }

    #[test]
    fn the_copy_just_made_stays_even_where_the_clock_was_wrong() {
        let future: Vec<_> = (1..=9)
            .map(|month| at(&format!("2031-0{month}-01 08:00")))
            .collect();
        let made = at("2023-02-14 17:00");
        let all = [future.as_slice(), &[made]].concat();
        let gone = surplus(&all, made);
        assert!(!gone.contains(&made));
        assert_eq!(gone.len(), 2);
        assert!(surplus(&[], made).is_empty());
    }

    #[test]
    fn a_copy_is_due_once_a_day_and_when_leaving_after_four_hours() {
        let now = Moment::from_local(at("2023-02-14 17:00"));
        let ago = |hours: i64| Some(Moment(now.0 - hours * 3_600_000));
        let cases = [
            (None, true, true),
            (ago(1), false, false),
            (ago(5), false, true),
            (ago(16), false, true),
            (ago(18), true, true),
            (ago(-48), true, true),
        ];
        for (last, daily, leaving) in cases {
            assert_eq!(due(last, now, Occasion::Daily), daily, "{last:?}");
            assert_eq!(due(last, now, Occasion::Leaving), leaving, "{last:?}");
        }
    }

    #[test]
    fn names_are_read_back_and_strangers_are_left_alone() {
        let made = at("2023-02-14 17:04");
        assert_eq!(name(made), "motcua-20230214-170400.db");
        assert_eq!(read_name("motcua-20230214-170400.db"), Some(made));
        for stranger in [
            "motcua.db",
            "motcua-20230214-170400.db.part",
            "motcua-20231414-170400.db",
            "before-v2.db",
        ] {
            assert_eq!(read_name(stranger), None);
        }
    }

    #[test]
    fn only_parts_of_our_own_name_from_yesterday_are_abandoned() {
        let begun = at("2023-02-14 17:04");
        for ours in [
            "motcua-20230214-170400.db.part",
            "motcua-20230214-170400.db.part-journal",
        ] {
            assert_eq!(read_part(ours), Some(begun), "{ours}");
        }
        for stranger in [
            "motcua-20230214-170400.db",
            "anh.part",
            "motcua.db.part",
            "motcua-20230214-170400.db.part.part",
            "motcua-20231414-170400.db.part",
        ] {
            assert_eq!(read_part(stranger), None, "{stranger}");
        }
        assert!(!is_abandoned(begun, at("2023-02-14 17:04")));
        assert!(!is_abandoned(begun, at("2023-02-15 05:04")));
        assert!(is_abandoned(begun, at("2023-02-15 08:00")));
        assert!(
            !is_abandoned(begun, at("2022-02-15 08:00")),
            "the clock was wrong"
        );
    }
}
