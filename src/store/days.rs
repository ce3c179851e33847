//! Reference table of days off and working Saturdays. Written by imports and an administrator's word alone.

use rusqlite::{Connection, Row, params};

use crate::domain::calendar::{Calendar, DayKind, DayRow, DayStatus, Hours, parse_time};
use crate::domain::deadline::OfficeTime;
use crate::domain::refusal::Refusal;
use crate::domain::rows::CalendarRow;
use crate::store::local;

/// Writes the shipped calendar.
pub(crate) fn seed(conn: &Connection) -> Result<(), Refusal> {
    import(conn, &Calendar::shipped()).map(|_| ())
}

/// Writes every row over the one of the same day; days the rows do not name keep what they have.
/// A projected row never takes the place of an official one. Answers how many days changed.
pub fn import(conn: &Connection, calendar: &Calendar) -> Result<usize, Refusal> {
    let sql = "INSERT INTO calendar_day (on_day, kind, status, name, source) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (on_day) DO UPDATE SET kind = ?2, status = ?3, name = ?4, source = ?5
        WHERE (status = 'projected' OR ?3 = 'official') AND (kind, status, name, source) IS NOT (?2, ?3, ?4, ?5)";
    let mut statement = conn.prepare_cached(sql)?;
    let mut changed = 0;
    for row in calendar.rows() {
        let DayRow {
            on,
            kind,
            status,
            name,
            source,
        } = row;
        changed += statement.execute(params![on.to_string(), kind.word(), status.word(), name, source])?;
    }
    Ok(changed)
}

/// The calendar deadlines are counted with.
pub fn calendar(conn: &Connection) -> Result<Calendar, Refusal> {
    let mut statement = conn.prepare_cached("SELECT on_day, kind, status, name, source FROM calendar_day")?;
    let rows = statement
        .query_map([], from_row)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(Calendar::new(rows))
}

/// The office's time as set: what due times are counted with.
pub fn office_time(conn: &Connection) -> Result<OfficeTime, Refusal> {
    let settings = local::settings(conn)?;
    let hours = settings.text("hours").parse::<Hours>().unwrap_or_default();
    let mut office = OfficeTime::new(calendar(conn)?, hours);
    office.cutoff = parse_time(settings.text("cutoff_same_day")).unwrap_or(office.cutoff);
    office.half_day_split = parse_time(settings.text("half_day_split")).unwrap_or(office.half_day_split);
    Ok(office)
}

/// One year of it, as lists show it.
pub fn year(conn: &Connection, year: i32) -> Result<Vec<CalendarRow>, Refusal> {
    let calendar = calendar(conn)?;
    let row = |row: &DayRow| CalendarRow {
        on: row.on,
        off: row.kind == DayKind::Off,
        projected: row.status == DayStatus::Projected,
        name: row.name.clone(),
        source: row.source.clone(),
    };
    Ok(calendar.year(year).map(row).collect())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<DayRow> {
    let word = |at: usize| row.get::<_, String>(at);
    let wrong =
        |at: usize| rusqlite::Error::InvalidColumnType(at, String::new(), rusqlite::types::Type::Text);
    Ok(DayRow {
        on: word(0)?.parse().map_err(|_| wrong(0))?,
        kind: DayKind::from_word(&word(1)?).ok_or_else(|| wrong(1))?,
        status: DayStatus::from_word(&word(2)?).ok_or_else(|| wrong(2))?,
        name: word(3)?,
        source: word(4)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk() -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(crate::store::open::SCHEMA).unwrap();
        conn
    }

    fn csv(line: &str) -> Calendar {
        Calendar::from_csv(&format!("date,kind,status,name,source\n{line}\n")).unwrap()
    }

    #[test]
    fn what_was_shipped_is_what_is_read() {
        let conn = desk();
        seed(&conn).unwrap();
        assert_eq!(calendar(&conn).unwrap(), Calendar::shipped());
        assert_eq!(
            import(&conn, &Calendar::shipped()).unwrap(),
            0,
            "a second time changes nothing"
        );
        assert!(year(&conn, 2026).unwrap().iter().any(|row| !row.off));
    }

    #[test]
    fn a_confirmed_day_counts_and_no_projection_takes_it_back() {
        let conn = desk();
        seed(&conn).unwrap();
        let new_year = "2027-01-01".parse().unwrap();
        assert!(
            calendar(&conn).unwrap().is_worked(new_year),
            "projected: counts as worked"
        );
        assert_eq!(
            import(&conn, &csv("2027-01-01,off,official,new year,PM")).unwrap(),
            1
        );
        assert!(!calendar(&conn).unwrap().is_worked(new_year));
        assert_eq!(import(&conn, &Calendar::shipped()).unwrap(), 0);
        assert!(!calendar(&conn).unwrap().is_worked(new_year));
    }
}
