//! Open dossiers in which nobody wrote anything for so many working days.

use chrono::NaiveDate;
use rusqlite::Row;

use crate::domain::calendar::Calendar;
use crate::domain::dossier::Status;
use crate::domain::ids::DossierId;
use crate::domain::numbers::{IdleRow, Listed};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::read::Asking;
use crate::store::read::row::{code, id};
use crate::store::{days, local};

/// Every status in which somebody is still to act: the office, or the citizen who may have to be called.
const OPEN: &str = "d.status IN (1, 2, 4, 5, 6, 9) AND d.voided_at IS NULL AND d.touched_at < ?1";

/// The first of them, what lies longest first.
pub(super) fn list(asking: &Asking<'_>, most: u32) -> Result<Listed<IdleRow>, Refusal> {
    let days = local::settings(asking.conn)?.number("idle_days");
    let calendar = days::calendar(asking.conn)?;
    let today = asking.now.date();
    let last = calendar
        .worked_days_back(today, days)
        .and_then(|day| day.succ_opt());
    let before = Moment::from_local(last.unwrap_or(today).into()).0;
    let count = format!("SELECT count(*) FROM dossier d WHERE {OPEN}");
    let total = asking
        .conn
        .prepare_cached(&count)?
        .query_row([before], |row| row.get(0))?;
    let rows = format!(
        "SELECT d.id, d.code, iif(d.holder_kind = 1 OR d.organisation = '', d.holder_name, d.organisation), d.procedure_name, d.status,
            coalesce(d.at_unit, (SELECT name FROM officer WHERE id = d.officer_id), ''), d.touched_at, d.exempt_n
         FROM dossier d WHERE {OPEN} ORDER BY d.touched_at, d.n LIMIT {most}"
    );
    let mut statement = asking.conn.prepare_cached(&rows)?;
    let rows = statement.query_map([before], |row| dossier(row, (&calendar, today)))?;
    Ok(Listed {
        days,
        rows: rows.collect::<rusqlite::Result<_>>()?,
        total,
    })
}

fn dossier(row: &Row<'_>, (calendar, today): (&Calendar, NaiveDate)) -> rusqlite::Result<IdleRow> {
    let touched_at = Moment(row.get(6)?);
    Ok(IdleRow {
        dossier: DossierId::from_bytes(id(row, 0)?),
        code: row.get(1)?,
        holder: row.get(2)?,
        procedure: row.get(3)?,
        status: code(row, 4, Status::from_code)?,
        with: row.get(5)?,
        touched_at,
        days: calendar.working_days_between(touched_at.date(), today),
        exempted: row.get(7)?,
    })
}
