//! Reference table of days off and working Saturdays. Written by imports and an administrator's word alone.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use crate::domain::calendar::{Calendar, DayKind, DayRow, DayStatus, Entry, Hours, parse_time};
use crate::domain::deadline::OfficeTime;
use crate::domain::refusal::Refusal;
use crate::domain::rows::{CalendarRow, DayOrigin, ShippedDay};
use crate::store::local;

/// Writes the shipped calendar.
pub(crate) fn seed(conn: &Connection) -> Result<(), Refusal> {
    import(conn, Calendar::shipped()).map(|_| ())
}

/// Writes every row over the one of the same day; days the rows do not name keep what they have.
/// A projected row never takes the place of an official one. Answers how many days changed.
pub fn import(conn: &Connection, calendar: &Calendar) -> Result<usize, Refusal> {
    let sql = "INSERT INTO calendar_day (on_day, kind, status, name, source) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (on_day) DO UPDATE SET kind = ?2, status = ?3, name = ?4, source = ?5
        WHERE (status IN ('projected', ?3) OR ?3 = 'official') AND (kind, status, name, source) IS NOT (?2, ?3, ?4, ?5)";
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

/// Does what the lines of a file say, in their order. Answers how many days changed.
pub fn write(conn: &Connection, entries: &[Entry]) -> Result<usize, Refusal> {
    let shipped = Calendar::shipped();
    let mut changed = 0;
    for entry in entries {
        changed += match entry {
            Entry::Day(row) => import(conn, &Calendar::new([row.clone()]))?,
            Entry::AsShipped(on) => usize::from(take_away(conn, *on, shipped)?),
        };
    }
    Ok(changed)
}

/// The day is again as shipped, or as the plain week where nothing was. Answers whether anything else stood there.
fn take_away(conn: &Connection, on: NaiveDate, shipped: &Calendar) -> Result<bool, Refusal> {
    let known = calendar(conn)?;
    if known.row(on) == shipped.row(on) {
        return Ok(false);
    }
    conn.prepare_cached("DELETE FROM calendar_day WHERE on_day = ?1")?
        .execute([on.to_string()])?;
    import(conn, &Calendar::new(shipped.row(on).cloned()))?;
    Ok(true)
}

/// The calendar deadlines are counted with. What the law fixes holds at a desk that was founded before it was shipped so.
pub fn calendar(conn: &Connection) -> Result<Calendar, Refusal> {
    let mut statement = conn.prepare_cached("SELECT on_day, kind, status, name, source FROM calendar_day")?;
    let rows = statement
        .query_map([], from_row)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let shipped = Calendar::shipped();
    let lawful = shipped.rows().filter(|row| row.status == DayStatus::Law);
    Ok(Calendar::new(lawful.cloned().chain(rows)))
}

/// The office's time as set: what due times are counted with.
pub fn office_time(conn: &Connection) -> Result<OfficeTime, Refusal> {
    let settings = local::settings(conn)?;
    let hours = settings.text("hours").parse::<Hours>().unwrap_or_default();
    let mut office = OfficeTime::new(calendar(conn)?, hours);
    office.cutoff = parse_time(settings.text("cutoff_same_day")).unwrap_or(office.cutoff);
    office.half_day_split = parse_time(settings.text("half_day_split")).unwrap_or(office.half_day_split);
    office.skip_holidays = settings.text("calendar_days") == "skip";
    Ok(office)
}

/// One year of it, as lists show it.
pub fn year(conn: &Connection, year: i32) -> Result<Vec<CalendarRow>, Refusal> {
    let (calendar, shipped) = (calendar(conn)?, Calendar::shipped());
    let row = |row: &DayRow| CalendarRow {
        on: row.on,
        off: row.kind == DayKind::Off,
        projected: row.status == DayStatus::Projected,
        name: row.name.clone(),
        source: row.source.clone(),
        origin: origin(row, shipped),
    };
    Ok(calendar.year(year).map(row).collect())
}

fn origin(row: &DayRow, shipped: &Calendar) -> DayOrigin {
    let beneath = shipped.row(row.on);
    if beneath == Some(row) {
        return DayOrigin::Shipped;
    }
    DayOrigin::Office(beneath.map(|row| ShippedDay {
        off: row.kind == DayKind::Off,
        projected: row.status == DayStatus::Projected,
        name: row.name.clone(),
    }))
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<DayRow> {
    let word = |at: usize| row.get_ref(at)?.as_str().map_err(|_| wrong(at));
    Ok(DayRow {
        on: day_of(word(0)?).ok_or_else(|| wrong(0))?,
        kind: DayKind::from_word(word(1)?).ok_or_else(|| wrong(1))?,
        status: DayStatus::from_word(word(2)?).ok_or_else(|| wrong(2))?,
        name: word(3)?.to_owned(),
        source: word(4)?.to_owned(),
    })
}

fn wrong(at: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(at, String::new(), rusqlite::types::Type::Text)
}

/// `2026-11-28`. By hand: every page of a list reads all the days, and the general reader of dates takes most of that.
fn day_of(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;
    use crate::domain::calendar::entries;

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
        assert_eq!(&calendar(&conn).unwrap(), Calendar::shipped());
        assert_eq!(
            import(&conn, Calendar::shipped()).unwrap(),
            0,
            "a second time changes nothing"
        );
        assert!(year(&conn, 2026).unwrap().iter().any(|row| !row.off));
    }

    #[test]
    fn a_confirmed_day_counts_and_no_projection_takes_it_back() {
        let conn = desk();
        seed(&conn).unwrap();
        let new_year = "2027-02-08".parse().unwrap();
        assert!(
            calendar(&conn).unwrap().is_worked(new_year),
            "projected: counts as worked"
        );
        assert_eq!(
            import(&conn, &csv("2027-02-08,off,official,new year,PM")).unwrap(),
            1
        );
        assert!(!calendar(&conn).unwrap().is_worked(new_year));
        assert_eq!(import(&conn, Calendar::shipped()).unwrap(), 0);
        assert!(!calendar(&conn).unwrap().is_worked(new_year));
    }

    #[test]
    fn at_an_older_desk_too_new_years_day_is_off_and_an_exchange_of_it_stands() {
        let conn = desk();
        seed(&conn).unwrap();
        let new_year = "2027-01-01".parse().unwrap();
        conn.execute(
            "UPDATE calendar_day SET status = 'projected' WHERE status = 'law'",
            [],
        )
        .unwrap();
        assert!(!calendar(&conn).unwrap().is_worked(new_year));
        assert_eq!(told(&conn, "2027-01-01,work,official,Làm bù,PM"), 1);
        assert!(calendar(&conn).unwrap().is_worked(new_year));
    }

    fn told(conn: &Connection, lines: &str) -> usize {
        let file = format!("date,kind,status,name,source\n{lines}\n");
        write(conn, &entries(&file).unwrap()).unwrap()
    }

    fn origin_of(conn: &Connection, on: &str) -> Option<DayOrigin> {
        let on: NaiveDate = on.parse().unwrap();
        let rows = year(conn, on.year()).unwrap();
        rows.into_iter().find(|row| row.on == on).map(|row| row.origin)
    }

    #[test]
    fn a_day_the_office_entered_is_taken_away_and_the_plain_week_is_back() {
        let conn = desk();
        seed(&conn).unwrap();
        let storm = "2023-11-24";
        assert_eq!(told(&conn, "2023-11-24,off,official,Nghỉ bão,Quản trị khai"), 1);
        assert!(!calendar(&conn).unwrap().is_worked(storm.parse().unwrap()));
        assert_eq!(origin_of(&conn, storm), Some(DayOrigin::Office(None)));
        assert_eq!(told(&conn, "2023-11-24,shipped,,,"), 1);
        assert_eq!(&calendar(&conn).unwrap(), Calendar::shipped(), "no row is left");
        assert_eq!(
            told(&conn, "2023-11-24,shipped"),
            0,
            "a second time changes nothing"
        );
    }

    #[test]
    fn taking_the_offices_word_away_from_a_shipped_day_gives_the_shipped_row_back() {
        let conn = desk();
        seed(&conn).unwrap();
        told(
            &conn,
            "2023-05-01,work,official,Không nghỉ,Quản trị khai\n2027-02-08,off,official,Tết Nguyên Đán,Quản trị khai",
        );
        assert!(matches!(
            origin_of(&conn, "2023-05-01"),
            Some(DayOrigin::Office(Some(ShippedDay {
                off: true,
                projected: false,
                ..
            })))
        ));
        assert!(matches!(
            origin_of(&conn, "2027-02-08"),
            Some(DayOrigin::Office(Some(ShippedDay { projected: true, .. })))
        ));
        assert_eq!(told(&conn, "2023-05-01,shipped\n2027-02-08,shipped"), 2);
        assert_eq!(&calendar(&conn).unwrap(), Calendar::shipped());
        assert_eq!(origin_of(&conn, "2023-05-01"), Some(DayOrigin::Shipped));
    }
}
