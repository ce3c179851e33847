//! The monthly form, the dossiers behind its numbers, and twelve months of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row};

use crate::domain::digitise::Counting;
use crate::domain::digitise::exempted::Exempted;
use crate::domain::ids::FileHash;
use crate::domain::query::{Answer, TallyQuery};
use crate::domain::refusal::Refusal;
use crate::domain::tally::cell::{Cell, CellRow};
use crate::domain::tally::closed::{Closed, Figures};
use crate::domain::tally::{Column, Counts, Month, Origin, Tally, UnitRow, Why};
use crate::domain::time::Moment;
use crate::domain::viet::collation_key;
use crate::store::local::office_setting;
use crate::store::read::Asking;
use crate::store::read::row::hash;
use crate::store::tally::{self, Counted, Seen};

/// Answers one question.
pub(super) fn answer(asking: &Asking<'_>, query: &TallyQuery) -> Result<Answer, Refusal> {
    Ok(match query {
        TallyQuery::Form(month) => Answer::Tally(Box::new(form(asking, *month)?)),
        TallyQuery::Cell { month, unit, column } => {
            Answer::TallyCell(Box::new(cell(asking, (*month, *column), unit.as_deref())?))
        }
        TallyQuery::Months { last, months } => {
            let months = i32::try_from(*months).unwrap_or(i32::MAX);
            Answer::TallyMonths(trend(asking, *last, months)?)
        }
    })
}

/// The form of a month.
pub(in crate::store) fn form(asking: &Asking<'_>, month: Month) -> Result<Tally, Refusal> {
    let own = own_unit(asking)?;
    let counting = tally::counting(asking.conn)?;
    let kept = kept(asking, (&own.0, month))?;
    let asked = kept.as_ref().map(|_| own.0.as_str());
    let counted = tally::month(asking.conn, month, (asked, counting))?;
    let exempted = counted.exempted;
    let closed = kept.map(|kept| closed(kept, (month, &own.0), &counted, counting));
    Ok(Tally {
        month,
        rows: rows(asking, (month, own), counted)?,
        counted_at: asking.now,
        counting,
        exempted,
        closed,
    })
}

/// Code and name of the unit whose desk this is.
fn own_unit(asking: &Asking<'_>) -> Result<(String, String), Refusal> {
    let setting = |key| office_setting(asking.conn, key);
    Ok((setting("unit_code")?, setting("unit_name")?))
}

/// The own unit, whether or not anything happened; then the others by name, counted here or given.
fn rows(
    asking: &Asking<'_>,
    (month, own): (Month, (String, String)),
    mut counted: Counted,
) -> Result<Vec<UnitRow>, Refusal> {
    let of_own = counted.units.remove(&own.0).unwrap_or_default();
    let desk_no: u32 = asking
        .conn
        .query_row("SELECT desk_no FROM device_self", [], |row| row.get(0))?;
    let mut others = given(asking, month)?;
    // What is counted here is never replaced by what a file says of it.
    others.retain(|row| {
        let is_counted = row.unit_code == own.0 || counted.units.contains_key(&row.unit_code);
        !is_counted || ![0, desk_no].contains(&row.desk_no)
    });
    for (code, counts) in counted.units {
        others.push(row((code.clone(), desk_no), name_of(asking, &code)?, counts));
    }
    others.sort_by_cached_key(|row| {
        let is_other = row.unit_code != own.0;
        (
            is_other,
            collation_key(&row.unit_name),
            row.unit_code.clone(),
            row.desk_no,
        )
    });
    others.insert(0, row((own.0, desk_no), own.1, of_own));
    let mut rows_of: BTreeMap<String, usize> = BTreeMap::new();
    for row in &others {
        *rows_of.entry(row.unit_code.clone()).or_default() += 1;
    }
    for row in &mut others {
        row.shared = rows_of.get(&row.unit_code).is_some_and(|rows| *rows > 1);
    }
    Ok(others)
}

fn row((unit_code, desk_no): (String, u32), unit_name: String, counts: Counts) -> UnitRow {
    UnitRow {
        unit_code,
        unit_name,
        desk_no,
        shared: false,
        counts,
        origin: Origin::Here,
    }
}

fn name_of(asking: &Asking<'_>, code: &str) -> Result<String, Refusal> {
    let mut statement = asking
        .conn
        .prepare_cached("SELECT name FROM unit WHERE code = ?1")?;
    let name: Option<String> = statement.query_row([code], |row| row.get(0)).optional()?;
    Ok(name.unwrap_or_else(|| code.to_owned()))
}

/// What other desks' tallies say of the month.
fn given(asking: &Asking<'_>, month: Month) -> Result<Vec<UnitRow>, Refusal> {
    let mut statement = asking.conn.prepare_cached(
        "SELECT unit_code, unit_name, figures, given_at, desk_no FROM month_given WHERE month = ?1
         ORDER BY unit_code, desk_no",
    )?;
    let rows = statement.query_map([month.to_string()], |row| {
        let figures: String = row.get(2)?;
        Ok(UnitRow {
            unit_code: row.get(0)?,
            unit_name: row.get(1)?,
            desk_no: row.get(4)?,
            shared: false,
            counts: serde_json::from_str(&figures).map_err(|_| odd())?,
            origin: Origin::Given(Moment(row.get(3)?)),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn odd() -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(2, "figures".into(), rusqlite::types::Type::Text)
}

/// A month as it was closed.
struct Kept {
    figures: Figures,
    hash: FileHash,
    at: Moment,
    by: String,
}

fn kept(asking: &Asking<'_>, (unit, month): (&str, Month)) -> Result<Option<Kept>, Refusal> {
    let mut statement = asking.conn.prepare_cached(
        "SELECT c.figures, c.hash, c.closed_at, ifnull(o.name, '') FROM month_close c
         LEFT JOIN officer o ON o.id = c.closed_by WHERE c.unit_code = ?1 AND c.month = ?2",
    )?;
    let found = statement.query_row((unit, month.to_string()), |row| {
        let figures: String = row.get(0)?;
        Ok(Kept {
            figures: serde_json::from_str(&figures).map_err(|_| odd())?,
            hash: hash(row, 1)?,
            at: Moment(row.get(2)?),
            by: row.get(3)?,
        })
    });
    Ok(found.optional()?)
}

fn closed(kept: Kept, (month, unit): (Month, &str), counted: &Counted, counting: Counting) -> Closed {
    let now = tally::figures((month, unit), counting, &counted.own);
    let differing = kept.figures.differing(&now).len();
    Closed {
        at: kept.at,
        by: kept.by,
        counts: kept.figures.counts,
        counting: Counting {
            exempt_is_done: kept.figures.count_exempt,
            online_is_full: kept.figures.count_online_as_full,
        },
        hash: kept.hash.to_string(),
        differing: u32::try_from(differing).unwrap_or(u32::MAX),
    }
}

/// The dossiers behind a number of a unit, or (`None`) of all units that are counted here.
pub(in crate::store) fn cell(
    asking: &Asking<'_>,
    (month, column): (Month, Column),
    unit: Option<&str>,
) -> Result<Cell, Refusal> {
    let counting = tally::counting(asking.conn)?;
    let mut statement = asking
        .conn
        .prepare_cached(include_str!("../sql/tally_cell.sql"))?;
    let mut found = statement.query((month.range().0.0, month.range().1.0))?;
    let (mut counts, mut rows) = (Counts::default(), Vec::new());
    while let Some(row) = found.next()? {
        let of = row.get_ref(1)?.as_str().unwrap_or_default();
        if unit.is_some_and(|unit| unit != of) {
            continue;
        }
        let seen = Seen::of(row)?;
        let facts = seen.in_month(month);
        let (marks, why) = (facts.marks(counting), facts.why_not(column, counting));
        counts.add(marks);
        if marks.has(column) || why.is_some() {
            rows.push(cell_row(row, &seen, month, why)?);
        }
    }
    if matches!(
        column,
        Column::Resolved | Column::ResultFile | Column::ResultRatio
    ) {
        rows.sort_by_key(|row| Reverse(row.finished_at));
    }
    Ok(Cell {
        month,
        unit: unit.map(str::to_owned),
        column,
        counting,
        counts,
        rows,
    })
}

fn cell_row(row: &Row<'_>, seen: &Seen, month: Month, why: Option<Why>) -> rusqlite::Result<CellRow> {
    Ok(CellRow {
        id: seen.id,
        code: row.get(16)?,
        holder: row.get(17)?,
        procedure: row.get(18)?,
        received_at: seen.received_at,
        finished_at: seen.finished_at,
        in_tray: row.get(19)?,
        facts: seen.in_month(month),
        why,
    })
}

/// The own unit's numbers of so many months that end with this one, oldest first.
pub(in crate::store) fn trend(
    asking: &Asking<'_>,
    last: Month,
    months: i32,
) -> Result<Vec<(Month, Counts, Exempted)>, Refusal> {
    let (unit, _) = own_unit(asking)?;
    let counting = tally::counting(asking.conn)?;
    let all = (1 - months..=0).map(|back| (last.plus(back), Counts::default(), Exempted::default()));
    let mut all: Vec<_> = all.collect();
    let Some((first, ..)) = all.first().copied() else {
        return Ok(all);
    };
    tally::each(asking.conn, (first, last), |of, seen| {
        if of != unit {
            return;
        }
        // At most two months ask about a dossier: that of its reception and that of its end.
        let of_it = [seen.received_at, seen.finished_at].map(|at| at.map(Month::at));
        for (month, counts, exempted) in all.iter_mut().filter(|(month, ..)| of_it.contains(&Some(*month))) {
            let facts = seen.in_month(*month);
            counts.add(facts.marks(counting));
            exempted.add(facts.exempted());
        }
    })?;
    Ok(all)
}
