//! Papers of the kho that are in force and end within so many days.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use crate::domain::numbers::{ExpiringRow, Listed};
use crate::domain::refusal::Refusal;
use crate::store::local;
use crate::store::read::Asking;
use crate::store::read::row::date;

/// One line for each (owner, code, file). A paper whose owner has another one of the kind that lasts longer than the
/// days asked about is no worry.
const FOUND: &str = "SELECT p.owner_no, p.code, p.name, p.ends_on FROM paper p
     WHERE p.state = 'active' AND p.ends_on >= ?1 AND p.ends_on <= ?2 AND NOT EXISTS
        (SELECT 1 FROM paper n WHERE n.owner_no = p.owner_no AND n.code = p.code AND n.code <> ''
            AND n.state = 'active' AND (n.ends_on IS NULL OR n.ends_on > ?2))
     GROUP BY p.owner_no, p.code, p.sha256";

/// The first of them.
pub(super) fn list(asking: &Asking<'_>, most: u32) -> Result<Listed<ExpiringRow>, Refusal> {
    let days = local::settings(asking.conn)?.number("expiring_days");
    let today = asking.now.date();
    let until = today
        .checked_add_days(chrono::Days::new(days.into()))
        .unwrap_or(today);
    let bounds = params![today.to_string(), until.to_string()];
    let count = format!("SELECT count(*) FROM ({FOUND})");
    let total = asking
        .conn
        .prepare_cached(&count)?
        .query_row(bounds, |row| row.get(0))?;
    let rows = format!(
        "SELECT f.owner_no, f.code, f.name, f.ends_on, ifnull((SELECT iif(d.organisation <> '', d.organisation, d.holder_name)
            FROM dossier d WHERE d.holder_no = f.owner_no ORDER BY d.received_at DESC LIMIT 1), '')
         FROM ({FOUND} ORDER BY p.ends_on, p.owner_no, p.code LIMIT {most}) f"
    );
    let mut statement = asking.conn.prepare_cached(&rows)?;
    let rows = statement.query_map(bounds, |row| paper(row, today))?;
    Ok(Listed {
        days,
        rows: rows.collect::<rusqlite::Result<_>>()?,
        total,
    })
}

fn paper(row: &Row<'_>, today: NaiveDate) -> rusqlite::Result<ExpiringRow> {
    let ends_on = date(row, 3)?.unwrap_or(today);
    Ok(ExpiringRow {
        owner_no: row.get(0)?,
        code: row.get(1)?,
        name: row.get(2)?,
        ends_on,
        owner: row.get(4)?,
        days_left: u32::try_from((ends_on - today).num_days()).unwrap_or(0),
    })
}
