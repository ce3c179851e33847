//! Days of the calendar by an administrator's word, each as an import of one line.

use chrono::NaiveDate;

use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::text;
use crate::domain::calendar::{AS_SHIPPED, DayKind, DayStatus};
use crate::domain::refusal::Refusal;
use crate::store::reference::{ImportError, ImportFile};

/// The day is off, or worked.
pub(super) fn set_day(hands: &Hands, (on, off): (NaiveDate, bool), name: &str) -> Result<JobDone, JobFault> {
    let kind = if off { DayKind::Off } else { DayKind::Work }.word();
    let status = DayStatus::Official.word();
    let name = name.replace(['"', ',', '\n'], " ");
    import(
        hands,
        &format!("{on},{kind},{status},{name},{}", text::BY_ADMINISTRATOR),
    )
}

/// What the office entered for the day is taken away.
pub(super) fn remove_day(hands: &Hands, on: NaiveDate) -> Result<JobDone, JobFault> {
    import(hands, &format!("{on},{AS_SHIPPED},,,"))
}

fn import(hands: &Hands, line: &str) -> Result<JobDone, JobFault> {
    let csv = format!("date,kind,status,name,source\n{line}\n");
    let actor = *hands.whose();
    let file = ImportFile {
        bytes: csv.as_bytes(),
        source: text::BY_ADMINISTRATOR,
        actor,
    };
    let now = hands.clock.now();
    hands.write(|store| {
        store.import_calendar(file, now).map_err(|error| match error {
            ImportError::Refused(refusal) => refusal,
            _ => Refusal::Invalid("value"),
        })
    })?;
    Ok(JobDone::Plain)
}
