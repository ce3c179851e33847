//! The only place that reads the clock.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::domain::time::Moment;

/// The machine's clock, or the running clock of a practice desk.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// What the machine says.
    Machine,
    /// Started at `start` when the program was at `since`; it runs on from there.
    Practice { start: Moment, since: Instant },
    /// What somebody sets it to, in milliseconds: plays that must give the same screens each time.
    Told(&'static AtomicI64),
}

impl Clock {
    /// A clock that shows `start` now and runs.
    pub fn starting_at(start: Moment) -> Self {
        Self::Practice {
            start,
            since: Instant::now(),
        }
    }

    /// The present instant.
    pub fn now(&self) -> Moment {
        match self {
            Self::Machine => machine(),
            Self::Practice { start, since } => {
                let passed = i64::try_from(since.elapsed().as_millis()).unwrap_or(i64::MAX);
                Moment(start.0.saturating_add(passed))
            }
            Self::Told(at) => Moment(at.load(Ordering::Relaxed)),
        }
    }
}

fn machine() -> Moment {
    let ms = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(passed) => i64::try_from(passed.as_millis()).unwrap_or(i64::MAX),
        // A dead battery: before 1970. The store notices that the clock stands before the last op.
        Err(_) => 0,
    };
    Moment(ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_practice_clock_starts_where_told_and_never_goes_back() {
        let start = Moment::from_rfc3339("2022-10-06T08:34:17+07:00").unwrap();
        let clock = Clock::starting_at(start);
        let first = clock.now();
        assert!(first >= start && first.0 < start.0 + 60_000);
        assert!(clock.now() >= first);
        assert!(Clock::Machine.now().year() >= 2024);
    }

    #[test]
    fn a_told_clock_stands_until_it_is_told() {
        static AT: AtomicI64 = AtomicI64::new(5);
        let clock = Clock::Told(&AT);
        assert_eq!((clock.now(), clock.now()), (Moment(5), Moment(5)));
        AT.store(9, Ordering::Relaxed);
        assert_eq!(clock.now(), Moment(9));
    }
}
