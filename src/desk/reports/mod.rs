//! The office's lists as files, the same for a key at the counter and for `motcua report`.

pub mod csv;
pub mod numbers;
pub mod register;
pub mod signatures;
pub mod takings;
pub mod tally;
pub mod why_due;

use crate::desk::receipts;
use crate::domain::query::{Answer, Query};
use crate::domain::receipt::place_and_date;
use crate::domain::report::{Format, Report};
use crate::domain::time::Moment;
use crate::forms::FormError;
use crate::forms::ruled::{Facts, named, render};

/// Whoever answers questions about the desk.
pub type Ask<'a> = &'a dyn Fn(&Query) -> Answer;

/// Why a list was not made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// The store did not answer.
    #[error("the store did not answer")]
    Unanswered,
    /// No such unit is known.
    #[error("no such unit")]
    NoUnit,
    /// It could not be drawn.
    #[error(transparent)]
    Form(#[from] FormError),
}

/// The bytes of a list as of `now`.
pub fn made(ask: Ask<'_>, now: Moment, (report, format): (Report, Format)) -> Result<Vec<u8>, NotMade> {
    match report {
        Report::Register { year } => register::made(ask, now, (year, format)),
        Report::Takings { on } => takings::made(ask, now, (on, format)),
        Report::Numbers(part) => numbers::made(ask, now, (part, format)),
        Report::Tally { month, unit } => {
            tally::made(ask, now, (&tally::form(ask, month, unit.as_deref())?, format))
        }
        Report::TallyCell { month, unit, column } => {
            let cell = tally::cell(ask, month, (unit, column))?;
            tally::list(ask, now, (&cell, format))
        }
    }
}

/// The table of this layout with the office's head, `facts` being what stands between.
fn on_paper(ask: Ask<'_>, now: Moment, (template, facts): (&str, Facts)) -> Result<Vec<u8>, NotMade> {
    let Answer::Settings(settings) = ask(&Query::Settings) else {
        return Err(NotMade::Unanswered);
    };
    let office = receipts::of_office(&settings, now);
    let facts = Facts {
        agency: &office.agency,
        place_and_date: &place_and_date(&office),
        practice: settings.practice,
        made_at: now.local(),
        ..facts
    };
    Ok(render(named(template)?, &facts)?.0)
}
