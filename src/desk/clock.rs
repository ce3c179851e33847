//! The only place that reads the clock.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use crate::domain::time::Moment;

/// The machine's clock, or the running clock of a practice desk.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// What the machine says.
    Machine,
    /// Started at `start` when the program was at `since`; it runs on from there.
    Practice { start: Moment, since: Instant },
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
}
