//! `report tally` and `report import`: the monthly form as text, the list behind a number, another desk's tally.

use std::io::Write;
use std::path::Path;
use std::str::FromStr;

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{Form, exempted_json, table, text};
use crate::cli::catalog::{Stop, read_file, with_writer};
use crate::cli::outcome::Outcome;
use crate::desk::reports::tally::{list_rows, rows};
use crate::domain::act::Act;
use crate::domain::ids::FileHash;
use crate::domain::report::Report;
use crate::domain::say;
use crate::domain::tally::cell::{Cell, CellRow};
use crate::domain::tally::text as words;
use crate::domain::tally::{Column, Counts, Month, Origin, Ratio, Tally, given};
use crate::domain::time::Moment;

/// `ROW,COL`: the row by its STT (0 = the sums), the column by the number the form prints under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    row: usize,
    column: Column,
}

impl FromStr for At {
    type Err = &'static str;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (row, column) = typed.split_once(',')?;
            let column = Column::from_number(column.trim().parse().ok()?)?;
            let is_number = Column::numbers().contains(&column);
            let row = row.trim().parse().ok()?;
            is_number.then_some(Self { row, column })
        };
        read().ok_or(text::NO_CELL)
    }
}

/// What is behind a cell of this form.
pub(super) fn behind(tally: &Tally, at: At) -> Result<Report, Stop> {
    let (month, column) = (tally.month, at.column);
    let unit = match at.row.checked_sub(1) {
        None => None,
        Some(row) => {
            let row = tally.rows.get(row);
            let row = row.ok_or_else(|| Stop::Refused(text::NO_ROW.to_owned()))?;
            if let Origin::Given(_) = row.origin {
                return Err(Stop::Refused(text::given_has_no_list(&row.shown())));
            }
            Some(row.unit_code.clone())
        }
    };
    Ok(Report::TallyCell { month, unit, column })
}

pub(super) fn said(tally: &Tally, form: Form) -> String {
    match form {
        Form::Plain => plain(tally),
        Form::Json => format!("{}\n", json_of(tally)),
    }
}

fn plain(tally: &Tally) -> String {
    let heads = Column::ALL.iter().map(|it| words::number(*it).to_owned());
    let heads: Vec<String> = heads.collect();
    let standing = words::standing(tally.closed.as_ref());
    let mut made = format!(
        "{}, {standing}\n{}\n",
        words::month(tally.month),
        heads.join("\t")
    );
    made.push_str(&table(rows(tally, say::NOTHING)));
    made.push_str(&words::exempted(tally.exempted));
    made.push('\n');
    for line in words::counting(tally.counting) {
        made.push_str(line);
        made.push('\n');
    }
    if let Some(closed) = &tally.closed {
        made.push_str(&words::closed_numbers(closed));
        made.push('\n');
    }
    made
}

/// Keys `c3` to `c14`; ratios as text with a point, or null.
fn numbers(counts: &Counts) -> Map<String, Value> {
    let value = |column: &Column| match counts.ratio(*column) {
        Some(ratio) => Ratio::plain(ratio).map_or(Value::Null, Value::from),
        None => counts.count(*column).map_or(Value::Null, Value::from),
    };
    let numbers = Column::numbers().iter();
    numbers.map(|it| (it.word().to_owned(), value(it))).collect()
}

fn json_of(tally: &Tally) -> Value {
    let row = |row: &crate::domain::tally::UnitRow| {
        let mut all = Map::new();
        all.insert("unit_code".into(), json!(row.unit_code));
        all.insert("unit_name".into(), json!(row.unit_name));
        all.insert("desk_no".into(), json!(row.desk_no));
        all.extend(numbers(&row.counts));
        if let Origin::Given(at) = row.origin {
            all.insert("given_at".into(), json!(at.rfc3339()));
        }
        Value::Object(all)
    };
    let closed = tally.closed.as_ref().map(|closed| {
        json!({
            "at": closed.at.rfc3339(),
            "by": closed.by,
            "hash": closed.hash,
            "numbers": numbers(&closed.counts),
            "differing": closed.differing,
        })
    });
    json!({
        "month": tally.month.to_string(),
        "counted_at": tally.counted_at.rfc3339(),
        "count_exempt": tally.counting.exempt_is_done,
        "count_online_as_full": tally.counting.online_is_full,
        "exempted": exempted_json(tally.exempted),
        "rows": tally.rows.iter().map(row).collect::<Vec<_>>(),
        "total": numbers(&tally.total()),
        "closed": closed,
    })
}

pub(super) fn list(cell: &Cell, form: Form) -> String {
    match form {
        Form::Plain => format!("{}\n{}", words::about_cell(cell), table(list_rows(cell))),
        Form::Json => {
            let item = |row: &CellRow| {
                json!({
                    "code": row.code,
                    "holder_name": row.holder,
                    "procedure_name": row.procedure,
                    "received_at": row.received_at.map(Moment::rfc3339),
                    "finished_at": row.finished_at.map(Moment::rfc3339),
                    "counted": row.why.is_none(),
                    "why_not": row.why.map(words::why),
                    "exempted_papers": row.facts.digitised.exempt,
                })
            };
            let items: Vec<_> = cell.rows.iter().map(item).collect();
            let (month, column) = (cell.month.to_string(), cell.column.number());
            format!(
                "{}\n",
                json!({ "month": month, "unit_code": cell.unit, "column": column, "items": items })
            )
        }
    }
}

/// `report import`: the tally of another desk, whole or not at all.
pub(super) fn import(
    file: &Path,
    (home, now): (&Path, Moment),
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let bytes = read_file(file)?;
    let given = given::read(&bytes).map_err(|fault| Stop::Refused(words::fault(&fault)))?;
    let lines: Vec<String> = given
        .rows
        .iter()
        .map(|row| text::taken(given.month, &row.unit_name))
        .collect();
    let act = Act::TakeTally {
        given: Box::new(given),
        file: FileHash(Sha256::digest(&bytes).into()),
    };
    with_writer(home, now, |store| {
        store.transact_from_outside(&act, now)?;
        for line in &lines {
            writeln!(out, "{line}")?;
        }
        Ok(Outcome::Done)
    })
}

/// For clap.
pub(super) fn month(typed: &str) -> Result<Month, &'static str> {
    Month::typed(typed).ok_or(text::NO_MONTH)
}
