//! Pages of the dossier list, by key and never by offset: 100,000 dossiers feel like 100.

use rusqlite::types::Value;

use crate::domain::query::{Filter, Page, PageAt, PageKey, Queue};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierPage, DossierRow};
use crate::domain::time::Moment;
use crate::store::read::row::{DOSSIER_COLUMNS, dossier_rows};
use crate::store::read::{Asking, due, search};

/// The conditions of a filter, joined, with their values in order.
#[derive(Default)]
pub(super) struct Where {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Where {
    fn and(&mut self, part: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.parts.push(part.into());
        self.values.extend(values);
    }

    fn sql(&self) -> String {
        if self.parts.is_empty() {
            "1".to_owned()
        } else {
            self.parts.join(" AND ")
        }
    }
}

/// One page with its totals.
pub(super) fn page(asking: &Asking<'_>, filter: &Filter, page: Page) -> Result<DossierPage, Refusal> {
    let conditions = conditions(asking, filter)?;
    let rows = fetch(asking, &conditions, page)?;
    let total = asking
        .conn
        .query_row("SELECT count(*) FROM dossier", [], |row| row.get(0))?;
    let matching = if conditions.parts.is_empty() {
        total
    } else {
        count(asking, &conditions)?
    };
    let more_after = match rows.last() {
        Some(last) => exists(asking, &conditions, ("(d.listed_at, d.n) < (?, ?)", last.key))?,
        None => false,
    };
    let more_before = match rows.first() {
        Some(first) => exists(asking, &conditions, ("(d.listed_at, d.n) > (?, ?)", first.key))?,
        None => false,
    };
    Ok(DossierPage {
        rows,
        matching,
        total,
        more_after,
        more_before,
    })
}

/// One page without totals.
pub(super) fn rows_only(
    asking: &Asking<'_>,
    filter: &Filter,
    page: Page,
) -> Result<Vec<DossierRow>, Refusal> {
    fetch(asking, &conditions(asking, filter)?, page)
}

/// Open dossiers of this holder for this procedure, newest first.
pub(super) fn open_same(
    asking: &Asking<'_>,
    holder_no: &str,
    procedure: &str,
) -> Result<Vec<DossierRow>, Refusal> {
    let sql = format!(
        "SELECT {DOSSIER_COLUMNS} FROM dossier d WHERE d.holder_no = ? AND d.procedure_code = ?
         AND d.status IN (1, 2, 4, 5, 6, 9) AND d.voided_at IS NULL ORDER BY d.listed_at DESC, d.n DESC LIMIT 9"
    );
    let values = [
        Value::Text(holder_no.to_owned()),
        Value::Text(procedure.to_owned()),
    ];
    dossier_rows(asking, (&sql, &values))
}

/// How many dossiers a queue holds.
pub(super) fn queue_count(
    asking: &Asking<'_>,
    queue: Queue,
    officer: Option<&[u8; 16]>,
) -> Result<u32, Refusal> {
    let mut conditions = Where::default();
    of_queue(asking, queue, &mut conditions)?;
    if let Some(officer) = officer {
        conditions.and("d.officer_id = ?", [Value::Blob(officer.to_vec())]);
    }
    count(asking, &conditions)
}

fn conditions(asking: &Asking<'_>, filter: &Filter) -> Result<Where, Refusal> {
    let mut all = Where::default();
    if let Some(queue) = filter.queue {
        of_queue(asking, queue, &mut all)?;
    }
    if let Some((sql, values)) = search::condition(&filter.text) {
        all.and(sql, values);
    }
    if let Some(status) = filter.status {
        all.and("d.status = ?", [Value::Integer(status.code())]);
    }
    if let Some(sector) = &filter.sector {
        all.and("d.sector_name = ?", [Value::Text(sector.clone())]);
    }
    if let Some(procedure) = &filter.procedure {
        all.and("d.procedure_code = ?", [Value::Text(procedure.clone())]);
    }
    if let Some(from) = filter.from {
        let start = Moment::from_local(from.into());
        all.and("d.listed_at >= ?", [Value::Integer(start.0)]);
    }
    if let Some(end) = filter.to.and_then(|to| to.succ_opt()) {
        all.and(
            "d.listed_at < ?",
            [Value::Integer(Moment::from_local(end.into()).0)],
        );
    }
    if let Some(officer) = filter.officer {
        all.and("d.officer_id = ?", [Value::Blob(officer.bytes().to_vec())]);
    }
    if let Some(account) = filter.account {
        all.and("d.account = ?", [Value::Text(account.word().to_owned())]);
    }
    Ok(all)
}

/// Queues of Home, data-model.md §5.
fn of_queue(asking: &Asking<'_>, queue: Queue, all: &mut Where) -> Result<(), Refusal> {
    all.and("d.voided_at IS NULL", []);
    match queue {
        Queue::Accepted => all.and("d.status = 2", []),
        Queue::Processing => all.and("d.status = 4", []),
        Queue::Waiting => all.and("d.status IN (5, 6)", []),
        Queue::Finished => all.and("d.status = 9", []),
        Queue::ReturnedToday => {
            let today = Moment::from_local(asking.now.date().into());
            all.and("d.status = 10 AND d.returned_at >= ?", [Value::Integer(today.0)]);
        }
        Queue::Soon => {
            let values = [asking.now.0, due::soon_until(asking)?.0].map(Value::Integer);
            all.and(
                "d.status IN (2, 4) AND d.promised_at >= ? AND d.promised_at < ?",
                values,
            );
        }
        Queue::Overdue => {
            all.and(
                "d.status IN (2, 4) AND d.promised_at < ?",
                [Value::Integer(asking.now.0)],
            );
        }
        Queue::Undigitised => {
            all.and(
                "d.have_n < d.need_n AND d.listed_at > 0 AND d.status NOT IN (7, 8)",
                [],
            );
        }
        Queue::Unprinted => all.and(
            "d.status IN (2, 4) AND d.code IS NOT NULL AND NOT EXISTS
             (SELECT 1 FROM form f WHERE f.dossier_id = d.id AND f.template = 'receipt' AND f.prints > 0)",
            [],
        ),
    }
    Ok(())
}

fn count(asking: &Asking<'_>, conditions: &Where) -> Result<u32, Refusal> {
    let sql = format!("SELECT count(*) FROM dossier d WHERE {}", conditions.sql());
    let values = rusqlite::params_from_iter(&conditions.values);
    Ok(asking
        .conn
        .prepare_cached(&sql)?
        .query_row(values, |row| row.get(0))?)
}

fn exists(asking: &Asking<'_>, conditions: &Where, (side, key): (&str, PageKey)) -> Result<bool, Refusal> {
    let sql = format!(
        "SELECT EXISTS (SELECT 1 FROM dossier d WHERE {} AND {side})",
        conditions.sql()
    );
    let mut values = conditions.values.clone();
    values.extend([Value::Integer(key.at.0), Value::Integer(key.n)]);
    Ok(asking
        .conn
        .prepare_cached(&sql)?
        .query_row(rusqlite::params_from_iter(&values), |row| row.get(0))?)
}

fn fetch(asking: &Asking<'_>, conditions: &Where, page: Page) -> Result<Vec<DossierRow>, Refusal> {
    let (side, key, backwards) = match page.at {
        PageAt::Start => ("1", None, false),
        PageAt::End => ("1", None, true),
        PageAt::After(key) => ("(d.listed_at, d.n) < (?, ?)", Some(key), false),
        PageAt::Before(key) => ("(d.listed_at, d.n) > (?, ?)", Some(key), true),
    };
    let direction = if backwards { "ASC" } else { "DESC" };
    let sql = format!(
        "SELECT {DOSSIER_COLUMNS} FROM dossier d WHERE {} AND {side}
         ORDER BY d.listed_at {direction}, d.n {direction} LIMIT {}",
        conditions.sql(),
        page.size
    );
    let mut values = conditions.values.clone();
    values.extend(
        key.into_iter()
            .flat_map(|key| [Value::Integer(key.at.0), Value::Integer(key.n)]),
    );
    let mut rows = dossier_rows(asking, (&sql, &values))?;
    if backwards {
        rows.reverse();
    }
    Ok(rows)
}
