//! Due times: previews, explanations, and how a row stands against its promise.

use rusqlite::{OptionalExtension, params};

use crate::domain::deadline::{
    Amount, DAY, Limit, OfficeTime, Policy, Step, StepKind, SupplementClock, Unit, counted_from,
    text as words,
};
use crate::domain::dossier::{Channel, Status};
use crate::domain::ids::DossierId;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DuePreview, DueSince, DueStep};
use crate::domain::time::Moment;
use crate::store::facts::waits;
use crate::store::read::{Asking, catalogue, text};
use crate::store::{days, local};

/// Counts the working days to a promise, and the time of a step.
pub(super) struct Pace {
    office: OfficeTime,
    now: Moment,
}

impl Pace {
    /// Reads the calendar once for many rows.
    pub(super) fn read(asking: &Asking<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            office: office_time(asking)?,
            now: asking.now,
        })
    }

    /// Working days until `promised`: 0 = today, negative = late. `None` while nothing counts.
    pub(super) fn days_left(&self, status: Status, promised: Option<Moment>) -> Option<i32> {
        let promised = promised.filter(|_| matches!(status, Status::Accepted | Status::Processing))?;
        let (today, due) = (self.now.date(), promised.date());
        let between =
            |from, to| i32::try_from(self.office.calendar.working_days_between(from, to)).unwrap_or(i32::MAX);
        if self.now > promised {
            return Some(-between(due, today).max(1));
        }
        Some(if due == today {
            0
        } else {
            between(today, due).max(1)
        })
    }

    /// When a step entered then must be done.
    pub(super) fn step_due(&self, entered: Moment, limit: Limit) -> Option<Moment> {
        self.office
            .step_due(entered.local(), limit)
            .map(Moment::from_local)
    }
}

/// The office's time as set.
pub(super) fn office_time(asking: &Asking<'_>) -> Result<OfficeTime, Refusal> {
    days::office_time(asking.conn)
}

/// Promises before this instant are "sắp đến hạn": the end of the day `soon_days` working days from now.
pub(super) fn soon_until(asking: &Asking<'_>) -> Result<Moment, Refusal> {
    let soon = local::settings(asking.conn)?.number("soon_days");
    let calendar = days::calendar(asking.conn)?;
    let today = asking.now.date();
    let last = if soon == 0 {
        Some(today)
    } else {
        calendar.add_working_days(today, soon)
    };
    let end = last.and_then(|day| day.succ_opt()).unwrap_or(today);
    Ok(Moment::from_local(end.into()))
}

/// When a dossier of this procedure would be due if it were received at `at`.
pub(super) fn preview(
    asking: &Asking<'_>,
    (code, version, channel): (&str, Option<&str>, Channel),
    at: Moment,
) -> Result<Option<DuePreview>, Refusal> {
    let Some(version) = catalogue::version(asking, code, version)? else {
        return Ok(None);
    };
    let limit = catalogue::limit(asking, version, channel)?;
    explain(asking, at, limit).map(Some)
}

/// Why an accepted dossier is due when it is: the days from its reception, or from where a wait let the count begin
/// again; and what changed the promise since.
pub(super) fn why(asking: &Asking<'_>, dossier: DossierId) -> Result<Option<DuePreview>, Refusal> {
    let mut found = asking.conn.prepare_cached(
        "SELECT limit_amount, limit_unit, limit_policy, received_at, due_at, promised_at,
             apologies > 0 OR EXISTS (SELECT 1 FROM wait WHERE dossier_id = ?1 AND answered_at IS NULL)
         FROM dossier WHERE id = ?1",
    )?;
    let row = found
        .query_row(params![dossier.bytes()], |row| {
            let limit = limit_of([row.get(0)?, row.get(1)?, row.get(2)?]);
            let moment = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.map(Moment));
            Ok((limit, moment(3)?, (moment(4)?, moment(5)?), row.get(6)?))
        })
        .optional()?;
    let Some((limit, Some(received), (due, promised), is_unsettled)) = row else {
        return Ok(None);
    };
    let waits = waits::of(asking.conn, dossier, (waits::clock(asking.conn)?, asking.now))?;
    let begun = limit.map(|limit| Moment::from_local(counted_from(received.local(), limit, &waits).0));
    let mut preview = explain(asking, begun.unwrap_or(received), limit)?;
    preview.received_at = received;
    // What an apology or a running wait makes of the promise is no count.
    let (counted, then) = if is_unsettled {
        (&[][..], due)
    } else {
        (&waits[..], promised.or(due))
    };
    let office = office_time(asking)?;
    let now = limit.and_then(|limit| office.due_after_mixed(received.local(), limit, counted));
    let recounted = preview
        .due_at
        .filter(|_| differ(now.map(Moment::from_local), then));
    // The fact that was promised wins over what today's calendar would say.
    preview.due_at = due;
    preview.since = Box::new(DueSince {
        pauses: pauses(asking, dossier)?,
        promised_at: promised.filter(|promised| Some(*promised) != due),
        recounted,
        other: other_reading(asking, dossier, (received, limit))?,
    });
    Ok(Some(preview))
}

/// Whether two counts are of different calendars, hours or ways, and not of a different rounding.
fn differ(one: Option<Moment>, other: Option<Moment>) -> bool {
    one.zip(other)
        .is_some_and(|(one, other)| (one.0 - other.0).abs() >= 60_000)
}

/// Every wait since the reception, one line each; one that still runs has no end.
fn pauses(asking: &Asking<'_>, dossier: DossierId) -> Result<Vec<String>, Refusal> {
    let mut statement = asking.conn.prepare_cached(
        "SELECT w.asked_at, w.answered_at FROM wait w JOIN dossier d ON d.id = w.dossier_id
         WHERE w.dossier_id = ?1 AND w.asked_at >= d.received_at ORDER BY w.asked_at",
    )?;
    let rows = statement.query_map([dossier.bytes()], |row| {
        let answered: Option<i64> = row.get(1)?;
        Ok(text::pause(Moment(row.get(0)?), answered.map(Moment)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What the reading the office has not chosen would give for the supplements there were (domain.md §5.2).
fn other_reading(
    asking: &Asking<'_>,
    dossier: DossierId,
    (received, limit): (Moment, Option<Limit>),
) -> Result<Option<(String, Moment)>, Refusal> {
    let own = waits::clock(asking.conn)?;
    let other = match own {
        SupplementClock::Restart => SupplementClock::Pause,
        SupplementClock::Pause => SupplementClock::Restart,
    };
    let waits = waits::of(asking.conn, dossier, (other, asking.now))?;
    let differs = waits != waits::of(asking.conn, dossier, (own, asking.now))?;
    let Some(limit) = limit.filter(|_| differs) else {
        return Ok(None);
    };
    let due = office_time(asking)?.due_after_mixed(received.local(), limit, &waits);
    Ok(due.map(|due| (text::reading(other).to_owned(), Moment::from_local(due))))
}

/// A limit from its three columns.
pub(super) fn limit_of([amount, unit, policy]: [Option<String>; 3]) -> Option<Limit> {
    Some(Limit {
        amount: amount?.parse::<Amount>().ok()?,
        unit: Unit::from_word(&unit?)?,
        policy: Policy::from_word(&policy?)?,
    })
}

fn explain(asking: &Asking<'_>, at: Moment, limit: Option<Limit>) -> Result<DuePreview, Refusal> {
    let office = office_time(asking)?;
    let hours = local::settings(asking.conn)?.text("hours").to_owned();
    let mut preview = DuePreview {
        received_at: at,
        limit: limit.map_or_else(|| text::NO_LIMIT.to_owned(), words::limit),
        stated: limit,
        due_at: None,
        steps: Vec::new(),
        uncertain: false,
        after_cutoff: limit.is_some_and(|limit| limit.policy == Policy::SameDay)
            && !office.counts_today(at.local()),
        hours,
        since: Box::default(),
    };
    let explained = limit.and_then(|limit| Some((limit, office.explain(at.local(), limit)?)));
    if let Some((limit, explained)) = explained {
        preview.due_at = Some(Moment::from_local(explained.due));
        preview.uncertain = !explained.projected.is_empty() || !explained.missing_years.is_empty();
        preview.steps = number_days(&explained.steps, limit);
    }
    Ok(preview)
}

/// The days as W39 shows them: counted ones numbered, the others with their reason. Where a limit of days runs by the
/// hour, a day bears the number of the whole days that are full when it ends; one that fills none says its hours.
fn number_days(steps: &[Step], limit: Limit) -> Vec<DueStep> {
    let by_hour = limit.policy == Policy::Hours;
    let (mut counted, mut seconds) = (0, 0);
    let mut number = |step: &Step| {
        seconds += step.counted_seconds;
        let full = match (by_hour, limit.unit) {
            (false, _) => counted + 1,
            (true, Unit::Hour) => 0,
            (true, Unit::Day | Unit::CalendarDay) => seconds / DAY,
        };
        (full > counted).then(|| {
            counted = full;
            full
        })
    };
    let mut line = |step: &Step| {
        let runs = matches!(
            step.kind,
            StepKind::Working | StepKind::Swapped | StepKind::Projected
        );
        let counts = runs && (!by_hour || step.counted_seconds > 0);
        let text = if counts {
            text::counted_day(number(step), step.counted_seconds, (step.kind, &step.name))
        } else if runs {
            text::AFTER_HOURS.to_owned()
        } else {
            text::other_day(step.kind, &step.name)
        };
        DueStep {
            date: step.date,
            text,
            counts,
        }
    };
    steps.iter().map(&mut line).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::{Calendar, Hours};

    fn days(received: &str, (amount, unit): (&str, Unit)) -> Vec<String> {
        let office = OfficeTime::new(Calendar::shipped().clone(), Hours::default());
        let limit = Limit {
            amount: amount.parse().unwrap(),
            unit,
            policy: Policy::Hours,
        };
        let received = Moment::from_rfc3339(received).unwrap().local();
        let steps = number_days(&office.explain(received, limit).unwrap().steps, limit);
        steps.into_iter().map(|step| step.text).collect()
    }

    #[test]
    fn a_day_bears_the_number_of_the_whole_days_that_are_full_when_it_ends() {
        let three = ("3", Unit::Day);
        let after_hours = [text::AFTER_HOURS, "ngày 1", "ngày 2", "ngày 3"];
        assert_eq!(days("2023-02-13T18:38:00+07:00", three), after_hours);
        assert_eq!(
            days("2023-02-13T08:40:00+07:00", three),
            ["6 giờ 20 phút", "ngày 1", "ngày 2", "ngày 3"]
        );
        assert_eq!(
            days("2023-02-13T06:00:00+07:00", three),
            ["ngày 1", "ngày 2", "ngày 3"]
        );
        assert_eq!(
            days("2023-02-13T16:00:00+07:00", ("1.5", Unit::Day)),
            ["1 giờ", "ngày 1", "3 giờ"]
        );
        assert_eq!(
            days("2023-02-13T16:00:00+07:00", ("4", Unit::Hour)),
            ["1 giờ", "3 giờ"]
        );
    }

    proptest! {
        #[test]
        fn as_many_days_are_numbered_as_the_limit_has(amount in 1_u64..40, minute in 0_i64..500_000) {
            let received = Moment::from_rfc3339("2023-01-02T00:00:00+07:00").unwrap();
            let received = Moment(received.0 + minute * 60_000).0;
            let at = Moment(received).local().format("%Y-%m-%dT%H:%M:%S+07:00").to_string();
            let days = days(&at, (&amount.to_string(), Unit::Day));
            let numbered: Vec<u64> = days
                .iter()
                .filter_map(|day| day.strip_prefix("ngày ")?.split(',').next()?.parse().ok())
                .collect();
            prop_assert_eq!(numbered, (1..=amount).collect::<Vec<_>>());
        }
    }
}
