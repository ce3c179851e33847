//! Khóa sổ theo dõi hồ sơ: at the end of a year, by a leader (domain.md §3.1).

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension};

use super::desk::Desk;
use super::{Facts, row_of};
use crate::domain::moves::Actor;
use crate::domain::officer::Role;
use crate::domain::refusal::Refusal;
use crate::domain::series::Series;
use crate::store::body::{Body, CloseRegister};
use crate::store::counters;

/// The book of this desk: the last number given stands in the op.
pub(super) fn close(desk: &mut Desk<'_>, year: i32) -> Result<Facts, Refusal> {
    let Actor { roles, .. } = desk.actor;
    if !roles.has(Role::Leader) {
        return Err(Refusal::NeedsRole(Role::Leader));
    }
    let desk_no = desk.device.desk_no;
    if is_closed(desk.conn, (desk_no, year))? {
        return Err(Refusal::RegisterClosed { year });
    }
    let of_year = |month, day| NaiveDate::from_ymd_opt(year, month, day).ok_or(Refusal::Invalid("value"));
    let from = last_worked_day(desk, (of_year(1, 1)?, of_year(12, 31)?))?;
    if desk.now.date() < from {
        return Err(Refusal::RegisterOpen { from });
    }
    let body = CloseRegister {
        desk_no,
        year,
        last_no: counters::last(desk.conn, desk_no, &Series::Register(year))?,
    };
    let row = row_of("register", &format!("{desk_no}:{year}"));
    Ok(Facts::of(row, Body::CloseRegister(Box::new(body))))
}

/// Is this desk's book of the year closed?
pub(super) fn is_closed(conn: &Connection, book: (u32, i32)) -> Result<bool, Refusal> {
    let found: Option<i64> = conn
        .prepare_cached("SELECT 1 FROM register_close WHERE desk_no = ?1 AND year = ?2")?
        .query_row(book, |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}

/// Nothing is received after it in its year or month, unless the day is not over.
pub(super) fn last_worked_day(
    desk: &mut Desk<'_>,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<NaiveDate, Refusal> {
    let calendar = &desk.office_time()?.calendar;
    let mut days = std::iter::successors(Some(last), NaiveDate::pred_opt).take_while(|day| *day >= first);
    Ok(days.find(|day| calendar.is_worked(*day)).unwrap_or(last))
}
