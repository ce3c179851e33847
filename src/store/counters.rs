//! Numbers that only go up: codes of a day, the register of a year, forms of a year. Reading for the writer's facts,
//! raising for `apply`; never lowering.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::series::Series;

/// Scope and period of a row of `counter`.
pub fn words(series: &Series) -> (String, String) {
    match series {
        Series::Code(day) => ("code".to_owned(), day.to_string()),
        Series::Register(year) => ("register".to_owned(), year.to_string()),
        Series::Form(kind, year) => (format!("form:{kind}"), year.to_string()),
    }
}

/// The last number given; 0 before the first.
pub fn last(conn: &Connection, desk_no: u32, series: &Series) -> rusqlite::Result<u32> {
    let (scope, period) = words(series);
    let last = conn
        .prepare_cached("SELECT last FROM counter WHERE desk_no = ?1 AND scope = ?2 AND period = ?3")?
        .query_row((desk_no, scope, period), |row| row.get(0))
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// Raises the counter to `number` where it stands lower.
pub fn raise(conn: &Connection, desk_no: u32, series: &Series, number: u32) -> rusqlite::Result<()> {
    let (scope, period) = words(series);
    conn.prepare_cached(
        "INSERT INTO counter (desk_no, scope, period, last) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (desk_no, scope, period) DO UPDATE SET last = max(last, excluded.last)",
    )?
    .execute((desk_no, scope, period, number))?;
    Ok(())
}
