//! Chốt tháng, and the tally of another desk taken in (domain.md §7.1).

use sha2::{Digest, Sha256};

use super::desk::Desk;
use super::{Fact, Facts, register, row_of};
use crate::domain::act::Outcome;
use crate::domain::ids::FileHash;
use crate::domain::officer::Role;
use crate::domain::refusal::Refusal;
use crate::domain::tally::Month;
use crate::domain::tally::given::{Given, GivenRow};
use crate::store::body::{Body, CloseMonth, TakeTally};
use crate::store::tally;
use crate::store::tray::TrayChange;

/// By a leader, once, from the month's last working day on: the figures of the own unit as they stand.
pub(super) fn close(desk: &mut Desk<'_>, month: Month) -> Result<Facts, Refusal> {
    desk.require(Role::Leader)?;
    let unit = desk.setting("unit_code")?;
    let closed = desk
        .conn
        .prepare_cached("SELECT 1 FROM month_close WHERE unit_code = ?1 AND month = ?2")?
        .exists((&unit, month.to_string()))?;
    if closed {
        return Err(Refusal::MonthClosed(month));
    }
    let from = register::last_worked_day(desk, (month.first_day(), month.last_day()))?;
    if desk.now.date() < from {
        return Err(Refusal::MonthOpen { from });
    }
    let counting = tally::counting(desk.conn)?;
    let counted = tally::month(desk.conn, month, (Some(&unit), counting))?;
    let figures = tally::figures((month, &unit), counting, &counted.own);
    let figures = serde_json::to_string(&figures).map_err(|_| Refusal::Fault { code: "figures" })?;
    let body = CloseMonth {
        hash: FileHash(Sha256::digest(figures.as_bytes()).into()),
        unit_code: unit.clone(),
        month,
        figures,
    };
    let row = row_of("month", &format!("{unit}:{month}"));
    Ok(Facts::of(row, Body::CloseMonth(Box::new(body))))
}

/// One fact for each unit of the file; what this desk counts itself is never replaced by what a file says of it.
pub(super) fn take(desk: &Desk<'_>, (given, file): (&Given, FileHash)) -> Result<Facts, Refusal> {
    desk.require(Role::Administrator)
        .or_else(|_| desk.require(Role::Leader))?;
    let own = desk.setting("unit_code")?;
    let is_here = |row: &&GivenRow| row.unit_code == own && [0, desk.device.desk_no].contains(&row.desk_no);
    let others = given.rows.iter().filter(|row| !is_here(row));
    let stated: Vec<Fact> = others
        .map(|row| fact((given.month, file), row))
        .collect::<Result<_, _>>()?;
    if stated.is_empty() {
        return Err(Refusal::OwnTally);
    }
    Ok(Facts {
        stated,
        outcome: Outcome::Plain,
        draft: None,
        tray: TrayChange::default(),
        settles: None,
    })
}

fn fact((month, file): (Month, FileHash), given: &GivenRow) -> Result<Fact, Refusal> {
    if !given.counts.is_consistent() {
        return Err(Refusal::Invalid("value"));
    }
    let body = TakeTally {
        unit_code: given.unit_code.clone(),
        unit_name: given.unit_name.clone(),
        desk_no: given.desk_no,
        month,
        counts: given.counts,
        sha256: file,
    };
    Ok(Fact {
        row: row_of("month", &of(given, month)),
        body: Body::TakeTally(Box::new(body)),
    })
}

/// One aggregate for each desk of a unit and month.
fn of(given: &GivenRow, month: Month) -> String {
    match given.desk_no {
        0 => format!("{}:{month}", given.unit_code),
        desk => format!("{}:{desk}:{month}", given.unit_code),
    }
}
