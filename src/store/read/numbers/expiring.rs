//! Papers of the kho that are in force and end within so many days.

use chrono::NaiveDate;
use rusqlite::{Row, params};

use crate::domain::numbers::{ExpiringRow, Listed};
use crate::domain::refusal::Refusal;
use crate::store::local;
use crate::store::read::row::date;
use crate::store::read::{Asking, kho};

/// One line for each (owner, code, file). A paper whose owner has another one of the kind that lasts longer than the
/// days asked about is no worry. No index has the days: the table is read once, in its own order.
const FOUND: &str = "SELECT p.owner_no, p.code, p.name, p.ends_on FROM paper p NOT INDEXED
     WHERE p.ends_on >= ?1 AND p.ends_on <= ?2 AND p.state = 'active' AND NOT EXISTS
        (SELECT 1 FROM paper n WHERE n.owner_no = p.owner_no AND n.code = p.code AND n.code <> ''
            AND n.state = 'active' AND (n.ends_on IS NULL OR n.ends_on > ?2))
     GROUP BY p.owner_no, p.code, p.sha256 ORDER BY p.ends_on, p.owner_no, p.code";

/// The first of them, and how many they are.
pub(super) fn list(asking: &Asking<'_>, most: u32) -> Result<Listed<ExpiringRow>, Refusal> {
    let days = local::settings(asking.conn)?.number("expiring_days");
    let today = asking.now.date();
    let until = today
        .checked_add_days(chrono::Days::new(days.into()))
        .unwrap_or(today);
    let mut statement = asking.conn.prepare_cached(FOUND)?;
    let mut found = statement.query(params![today.to_string(), until.to_string()])?;
    let (mut rows, mut total) = (Vec::new(), 0);
    while let Some(row) = found.next()? {
        if total < most {
            rows.push(paper(asking, row, today)?);
        }
        total += 1;
    }
    Ok(Listed { days, rows, total })
}

fn paper(asking: &Asking<'_>, row: &Row<'_>, today: NaiveDate) -> Result<ExpiringRow, Refusal> {
    let ends_on = date(row, 3)?.unwrap_or(today);
    let owner_no: String = row.get(0)?;
    Ok(ExpiringRow {
        owner: kho::owner_name(asking, &owner_no)?,
        owner_no,
        code: row.get(1)?,
        name: row.get(2)?,
        ends_on,
        days_left: u32::try_from((ends_on - today).num_days()).unwrap_or(0),
    })
}
