//! Counting working time through intervals, lunches and days of rest. Rounds nothing on the way: a reception stands at a
//! millisecond, and what is lost of it before noon would make the promise a second, and so a minute, later.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::OfficeTime;

impl OfficeTime {
    /// The first working instant at or after `at`. The end of an interval is no start: a count that begins there
    /// begins at the next interval.
    pub fn normalise(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        if self.is_open(at) {
            return Some(at);
        }
        self.start_at(at)
    }

    /// `at` plus working time. An end that falls on the end of an interval stays there.
    pub fn add_working_time(&self, at: NaiveDateTime, time: TimeDelta) -> Option<NaiveDateTime> {
        if time <= TimeDelta::zero() {
            return self.normalise(at);
        }
        let mut left = time;
        let mut day = self.start_at(at)?.date();
        let mut from = at;
        loop {
            for (start, end) in self.intervals_from(day, from) {
                let length = end - start;
                if left <= length {
                    return start.checked_add_signed(left);
                }
                left -= length;
            }
            day = self.calendar.worked_after(day)?;
            from = day.and_time(NaiveTime::MIN);
        }
    }

    /// Working time between two instants; none when `to` is not after `from`.
    pub fn working_time_between(&self, from: NaiveDateTime, to: NaiveDateTime) -> TimeDelta {
        let days = from.date().iter_days().take_while(|day| *day <= to.date());
        days.map(|day| self.worked(day, from, to)).sum()
    }

    /// Working seconds of one day, as far as it lies between two instants. Days of rest have none.
    pub(super) fn seconds_of(&self, day: NaiveDate, from: NaiveDateTime, to: NaiveDateTime) -> u64 {
        self.worked(day, from, to).num_seconds().unsigned_abs()
    }

    fn worked(&self, day: NaiveDate, from: NaiveDateTime, to: NaiveDateTime) -> TimeDelta {
        let intervals = self.intervals_from(day, from);
        let lengths = intervals.map(|(start, end)| (end.min(to) - start).max(TimeDelta::zero()));
        if self.calendar.is_worked(day) {
            lengths.sum()
        } else {
            TimeDelta::zero()
        }
    }

    /// The first instant from which working time passes.
    fn start_at(&self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let today = Some(at.date()).filter(|day| self.calendar.is_worked(*day));
        let mut intervals = today.into_iter().flat_map(|day| self.intervals_from(day, at));
        if let Some((start, _)) = intervals.find(|(start, end)| start < end) {
            return Some(start);
        }
        Some(self.calendar.worked_after(at.date())?.and_time(self.hours.open()))
    }

    /// The intervals of a day, cut off before `from`.
    fn intervals_from(
        &self,
        day: NaiveDate,
        from: NaiveDateTime,
    ) -> impl Iterator<Item = (NaiveDateTime, NaiveDateTime)> {
        self.hours.intervals().iter().map(move |(start, end)| {
            let (start, end) = (day.and_time(*start), day.and_time(*end));
            (start.max(from).min(end), end)
        })
    }
}
