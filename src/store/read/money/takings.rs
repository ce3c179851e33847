//! The money that moved on one day.

use chrono::NaiveDate;

use crate::domain::fee::Method;
use crate::domain::refusal::Refusal;
use crate::domain::takings::{Taking, Takings};
use crate::domain::time::Moment;
use crate::store::read::Asking;
use crate::store::read::row::word;

/// Every movement of a day at +07:00, in its order.
pub(in crate::store::read) fn of_day(asking: &Asking<'_>, on: NaiveDate) -> Result<Takings, Refusal> {
    let begin = Moment::from_local(on.into()).0;
    let end = on
        .succ_opt()
        .map_or(i64::MAX, |next| Moment::from_local(next.into()).0);
    let mut statement = asking.conn.prepare_cached(
        "SELECT t.at, ifnull(d.code, ''), t.name, t.amount, t.method, t.receipt_no, ifnull(o.name, ''), t.reason, d.exempt_n
         FROM fee_taking t JOIN dossier d ON d.id = t.dossier_id LEFT JOIN officer o ON o.id = t.officer_id
         WHERE t.at >= ?1 AND t.at < ?2 ORDER BY t.at, t.op_id, t.place",
    )?;
    let rows = statement.query_map((begin, end), |row| {
        Ok(Taking {
            at: Moment(row.get(0)?),
            code: row.get(1)?,
            name: row.get(2)?,
            dong: row.get(3)?,
            method: word(row, 4, Method::from_word)?,
            receipt_no: row.get(5)?,
            officer: row.get(6)?,
            reason: row.get(7)?,
            exempted: row.get(8)?,
        })
    })?;
    Ok(Takings {
        on,
        rows: rows.collect::<rusqlite::Result<_>>()?,
    })
}
