//! On time and late: the dossiers that ended in a month, and the open ones that were due by its end.

use rusqlite::Row;

use crate::domain::digitise::exempted::Exempted;
use crate::domain::dossier::Channel;
use crate::domain::ids::DossierId;
use crate::domain::numbers::Cell;
use crate::domain::punctual::{By, Case, Facts, Key, Standing, Table, due_before};
use crate::domain::refusal::Refusal;
use crate::domain::tally::Month;
use crate::domain::text as words;
use crate::domain::time::Moment;
use crate::store::read::Asking;
use crate::store::read::row::{id, moment};

/// Where the key begins: behind the times of a case and its papers that are không số hóa.
const KEY: usize = 4;
/// Papers that are không số hóa.
const EXEMPTED: usize = 3;

/// What a row is by: its key and its name.
fn key_of(by: By) -> &'static str {
    match by {
        // Who forwarded it to its end; nobody forwards after that. Of an open one, who has it.
        By::Officer => "ifnull(hex(o.id), ''), ifnull(o.name, '')",
        By::Procedure => {
            "d.procedure_code, ifnull((SELECT p.name FROM procedure p WHERE p.code = d.procedure_code), d.procedure_name)"
        }
        By::Channel => "d.channel, ''",
    }
}

/// Due, promised, finished; papers that are không số hóa; key and name; then what a list shows.
pub(super) fn sql(by: By, shown: &str) -> String {
    let key = key_of(by);
    format!(
        "SELECT d.due_at, d.promised_at, d.finished_at, d.exempt_n, {key}{shown} FROM dossier d
            LEFT JOIN officer o ON o.id = d.from_officer_id
         WHERE d.finished_at >= ?1 AND d.finished_at < ?2 AND d.status IN (9, 10) AND d.voided_at IS NULL
         UNION ALL
         SELECT d.due_at, d.promised_at, NULL, d.exempt_n, {key}{shown} FROM dossier d
            LEFT JOIN officer o ON o.id = d.officer_id
         WHERE d.status IN (2, 4) AND d.voided_at IS NULL AND d.due_at < ?3"
    )
}

/// Calls `each` with every dossier that counts somewhere.
fn read(
    asking: &Asking<'_>,
    (month, by, shown): (Month, By, &str),
    mut each: impl FnMut(&Row<'_>, Key, (Facts, Standing)) -> rusqlite::Result<()>,
) -> Result<(), Refusal> {
    let (from, end) = month.range();
    let before = due_before(month, asking.now);
    let mut statement = asking.conn.prepare_cached(&sql(by, shown))?;
    let mut rows = statement.query((from.0, end.0, before.0))?;
    while let Some(row) = rows.next()? {
        let facts = Facts {
            due: moment(row, 0)?,
            promised: moment(row, 1)?,
            finished: moment(row, 2)?,
        };
        if let Some(standing) = facts.standing(before) {
            each(row, key(row, by)?, (facts, standing))?;
        }
    }
    Ok(())
}

fn key(row: &Row<'_>, by: By) -> rusqlite::Result<Key> {
    if by == By::Channel {
        let code: i64 = row.get(KEY)?;
        let name = Channel::from_code(code).map_or("", words::channel);
        return Ok(Key {
            key: code.to_string(),
            name: name.to_owned(),
        });
    }
    Ok(Key {
        key: row.get(KEY)?,
        name: row.get(KEY + 1)?,
    })
}

/// The table of a month.
pub(super) fn table(asking: &Asking<'_>, month: Month, by: By) -> Result<Table, Refusal> {
    let (mut cases, mut exempted) = (Vec::new(), Exempted::default());
    read(asking, (month, by, ""), |row, key, (_, standing)| {
        exempted.add(row.get(EXEMPTED)?);
        cases.push((key, standing));
        Ok(())
    })?;
    Ok(Table {
        exempted,
        ..Table::of((month, by), cases)
    })
}

/// The dossiers behind one of its numbers, the earliest due first.
pub(super) fn cases(asking: &Asking<'_>, cell: &Cell) -> Result<Vec<Case>, Refusal> {
    const SHOWN: &str =
        ", d.id, d.code, iif(d.holder_kind = 1 OR d.organisation = '', d.holder_name, d.organisation), d.procedure_name,
        d.apologies";
    let mut cases = Vec::new();
    read(
        asking,
        (cell.month, cell.by, SHOWN),
        |row, key, (facts, standing)| {
            let is_of_row = cell.of.as_ref().is_none_or(|of| *of == key.key);
            if is_of_row && standing.counts_in(cell.column) {
                cases.push(case(row, facts, standing)?);
            }
            Ok(())
        },
    )?;
    let never = Moment(i64::MAX);
    cases.sort_by_cached_key(|case: &Case| (case.facts.due.unwrap_or(never), case.code.clone()));
    Ok(cases)
}

fn case(row: &Row<'_>, facts: Facts, standing: Standing) -> rusqlite::Result<Case> {
    Ok(Case {
        dossier: DossierId::from_bytes(id(row, KEY + 2)?),
        code: row.get(KEY + 3)?,
        holder: row.get(KEY + 4)?,
        procedure: row.get(KEY + 5)?,
        apologies: row.get(KEY + 6)?,
        exempted: row.get(EXEMPTED)?,
        facts,
        standing,
    })
}
