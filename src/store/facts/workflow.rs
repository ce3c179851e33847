//! The steps of the pinned procedure version, and its limit, read from the catalogue for facts.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::deadline::{Amount, Limit, Policy, Unit};
use crate::domain::dossier::{Channel, Status};
use crate::domain::moves::StepRole;
use crate::domain::procedure::Workflow;
use crate::domain::refusal::Refusal;
use crate::store::body::StepFacts;

/// A step as facts need it.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub facts: StepFacts,
    pub enters: Status,
    pub next: Vec<u32>,
    pub time: Option<(Amount, Unit)>,
}

/// The steps of a workflow; the default three where the version has none of that number.
pub(crate) fn steps(conn: &Connection, (version, no): (Option<[u8; 16]>, u32)) -> Result<Vec<Step>, Refusal> {
    let mut statement = conn.prepare_cached(
        "SELECT no, name, role, enters, next, files_outcome, amount, unit FROM workflow_step
         WHERE version = ?1 AND workflow_no = ?2 ORDER BY no",
    )?;
    let found = statement.query_map((version, no), from_row)?;
    let steps = found.collect::<Result<Vec<_>, _>>()?;
    Ok(if steps.is_empty() { default_steps() } else { steps })
}

/// The step of this number.
pub(super) fn step(steps: &[Step], no: u32) -> Option<&Step> {
    steps.iter().find(|step| step.facts.no == no)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Step> {
    let (role, next): (String, String) = (row.get(2)?, row.get(4)?);
    Ok(Step {
        facts: StepFacts {
            no: row.get(0)?,
            name: row.get(1)?,
            role: StepRole::from_word(&role).unwrap_or(StepRole::Processing),
            files_outcome: row.get(5)?,
        },
        enters: Status::from_code(row.get(3)?).unwrap_or(Status::Processing),
        next: next.split(',').filter_map(|no| no.trim().parse().ok()).collect(),
        time: time_of(row.get(6)?, row.get(7)?),
    })
}

/// The time of a step from its two columns; `None` = it has none of its own.
pub(crate) fn time_of(amount: Option<String>, unit: Option<String>) -> Option<(Amount, Unit)> {
    let unit = unit.and_then(|unit| Unit::from_word(&unit)).unwrap_or(Unit::Day);
    Some((amount?.parse().ok()?, unit))
}

fn default_steps() -> Vec<Step> {
    let steps = Workflow::default_three().steps.into_iter();
    steps
        .map(|step| Step {
            facts: StepFacts {
                no: step.no,
                name: step.name,
                role: StepRole::from_word(step.role.word()).unwrap_or(StepRole::Processing),
                files_outcome: step.files_outcome,
            },
            enters: step.enters,
            next: step.next,
            time: step.time,
        })
        .collect()
}

/// The limit the version states for this channel; the counter's where the channel has none of its own.
pub(crate) fn limit(
    conn: &Connection,
    version: [u8; 16],
    channel: Channel,
) -> Result<Option<Limit>, Refusal> {
    let word = match channel {
        Channel::Counter => "counter",
        Channel::Online => "online",
        Channel::Post => "post",
    };
    let words = conn
        .prepare_cached(
            "SELECT amount, unit, policy FROM time_limit WHERE version = ?1 AND channel IN (?2, 'counter')
             ORDER BY channel = ?2 DESC LIMIT 1",
        )?
        .query_row((version, word), |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
        .optional()?;
    Ok(words.and_then(limit_of))
}

/// A limit of its three words; `None` = none is stated.
pub(super) fn limit_of([amount, unit, policy]: [Option<String>; 3]) -> Option<Limit> {
    let policy = Policy::from_word(policy?.as_str())?;
    let amount = amount.and_then(|amount| amount.parse().ok());
    let amount = match (policy, amount) {
        (_, Some(amount)) => amount,
        (Policy::SameDay, None) => Amount::whole(1),
        (Policy::Hours | Policy::Days, None) => return None,
    };
    let unit = unit.and_then(|unit| Unit::from_word(&unit)).unwrap_or(Unit::Day);
    Some(Limit { amount, unit, policy })
}
