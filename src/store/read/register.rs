//! A stretch of the register of this desk: rows by number, and the numbers nobody is found for.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use crate::domain::dossier::{ReturnWay, Status};
use crate::domain::ids::DossierId;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Book, Closed, RegisterRow, entries};
use crate::domain::series::Series;
use crate::domain::text as words;
use crate::domain::time::Moment;
use crate::store::counters;
use crate::store::local;
use crate::store::read::Asking;
use crate::store::read::row::{code, id};
use crate::store::stamp::Device;

/// The numbers from `from` on, at most so many; `None` = the whole book.
pub(super) fn book(asking: &Asking<'_>, year: i32, span: Option<(u32, u32)>) -> Result<Book, Refusal> {
    let desk_no = Device::read(asking.conn)
        .map_err(|_| Refusal::Fault { code: "device" })?
        .desk_no;
    let last = counters::last(asking.conn, desk_no, &Series::Register(year))?;
    let (from, size) = span.unwrap_or((1, u32::MAX));
    let to = last.min(from.saturating_add(size.saturating_sub(1)));
    let rows = rows(asking, (desk_no, year), (from, to))?;
    let restored = local::noted(asking.conn, &format!("_last_register:{year}"))?.is_some();
    Ok(Book {
        unit: local::office_setting(asking.conn, "unit_name")?,
        book: desk_no,
        year,
        last,
        entries: entries(rows, (from, to), restored),
        closed: closed(asking, (desk_no, year))?,
    })
}

/// The day of an instant at +07:00.
fn date_of(at: i64) -> NaiveDate {
    Moment(at).date()
}

/// A year of the register, as half-open bounds of the reception.
fn bounds(year: i32) -> Option<(i64, i64)> {
    let begin = |year| Some(Moment::from_local(NaiveDate::from_ymd_opt(year, 1, 1)?.into()).0);
    Some((begin(year)?, begin(year.checked_add(1)?)?))
}

fn rows(
    asking: &Asking<'_>,
    (desk_no, year): (u32, i32),
    (from, to): (u32, u32),
) -> Result<Vec<RegisterRow>, Refusal> {
    let Some((begin, end)) = bounds(year) else {
        return Ok(Vec::new());
    };
    let unit = local::office_setting(asking.conn, "unit_name")?;
    let mut statement = asking.conn.prepare_cached(include_str!("../sql/register.sql"))?;
    let found = statement.query_map(params![desk_no, begin, end, from, to], |row| entry(row, &unit))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn entry(row: &Row<'_>, unit: &str) -> rusqlite::Result<RegisterRow> {
    let day = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(at)?.map(date_of));
    let returned_on = day(12)?;
    let way = code(row, 13, ReturnWay::from_code)?;
    let agency: Option<String> = row.get(8)?;
    Ok(RegisterRow {
        number: row.get(0)?,
        dossier: DossierId::from_bytes(id(row, 1)?),
        code: row.get(2)?,
        procedure: row.get(3)?,
        sets: row.get(4)?,
        holder: row.get(5)?,
        address: row.get(6)?,
        phone: row.get(7)?,
        agency: agency.unwrap_or_else(|| unit.to_owned()),
        received_on: date_of(row.get(9)?),
        due_on: day(10)?,
        forwarded_on: day(17)?,
        finished_on: day(11)?,
        returned_on,
        way: returned_on.map(|_| words::return_way(way).to_owned()),
        receiver: row.get(14)?,
        status: code(row, 15, Status::from_code)?,
        void_reason: row.get(16)?,
        apologies: row.get(18)?,
        exempted: row.get(19)?,
    })
}

fn closed(asking: &Asking<'_>, (desk_no, year): (u32, i32)) -> Result<Option<Closed>, Refusal> {
    let found = asking
        .conn
        .prepare_cached(
            "SELECT c.closed_at, ifnull(o.name, ''), c.last_no FROM register_close c
             LEFT JOIN officer o ON o.id = c.closed_by WHERE c.desk_no = ?1 AND c.year = ?2",
        )?
        .query_row((desk_no, year), |row| {
            Ok(Closed {
                at: Moment(row.get(0)?),
                by: row.get(1)?,
                last: row.get(2)?,
            })
        })
        .optional()?;
    Ok(found)
}
