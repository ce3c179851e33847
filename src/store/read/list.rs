//! Pages of the dossier list, by key and never by offset: 100,000 dossiers feel like 100.

use rusqlite::types::Value;

use crate::domain::query::{Filter, Page, PageAt, PageKey, Queue};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierPage, DossierRow};
use crate::domain::time::Moment;
use crate::store::local::office_setting;
use crate::store::read::row::{DOSSIER_COLUMNS, dossier_rows};
use crate::store::read::search::{Sought, Window};
use crate::store::read::{Asking, columns, due};

/// The conditions of a filter, joined, with their values in order; its text stands beside them, since there are two
/// ways to look for one.
#[derive(Default, Clone)]
pub(super) struct Where {
    parts: Vec<String>,
    values: Vec<Value>,
    text: Option<Sought>,
}

impl Where {
    pub(super) fn and(&mut self, part: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.parts.push(part.into());
        self.values.extend(values);
    }

    /// And this FTS5 question; together with other words as one, so that stretches of dossiers can be asked about.
    pub(super) fn and_words(&mut self, question: &str) {
        let both = match self.text.take() {
            None => Ok(Sought::by_words(question.to_owned())),
            Some(text) => text.and_words(question),
        };
        match both {
            Ok(text) => self.text = Some(text),
            Err(text) => {
                self.text = Some(text);
                let sql = "d.n IN (SELECT rowid FROM dossier_search WHERE dossier_search MATCH ?)";
                self.and(sql, [Value::Text(question.to_owned())]);
            }
        }
    }

    /// The same with one more.
    fn with(&self, (part, values): (String, Vec<Value>)) -> Self {
        let mut more = Self {
            text: None,
            ..self.clone()
        };
        more.and(part, values);
        more
    }

    /// The same with the text looked for among all dossiers.
    fn anywhere(&self) -> Self {
        match &self.text {
            Some(text) => self.with(text.anywhere()),
            None => self.clone(),
        }
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
    let matching = match (&conditions.text, conditions.parts.is_empty()) {
        (None, true) => total,
        (Some(text), true) => text.count(asking)?,
        (_, false) => count(asking, &conditions.anywhere())?,
    };
    let any = |at| Ok::<_, Refusal>(!fetch(asking, &conditions, Page { size: 1, at })?.is_empty());
    let (first, last) = (rows.first().map(|row| row.key), rows.last().map(|row| row.key));
    Ok(DossierPage {
        more_after: last.map_or(Ok(false), |key| any(PageAt::After(key)))?,
        more_before: first.map_or(Ok(false), |key| any(PageAt::Before(key)))?,
        rows,
        matching,
        total,
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
        of_officer(Some(queue), officer, &mut conditions);
    }
    count(asking, &conditions)
}

fn conditions(asking: &Asking<'_>, filter: &Filter) -> Result<Where, Refusal> {
    let mut all = Where::default();
    if let Some(queue) = filter.queue {
        of_queue(asking, queue, &mut all)?;
    }
    all.text = Sought::of(&filter.text);
    if all.text.as_ref().is_some_and(Sought::begins_short_code) {
        let unit = office_setting(asking.conn, "unit_code")?;
        all.text = all.text.map(|text| text.behind(&unit));
    }
    if filter.in_names {
        all.text = all.text.map(Sought::in_names);
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
        of_officer(filter.queue, officer.bytes(), &mut all);
    }
    if let Some(account) = filter.account {
        all.and("d.account = ?", [Value::Text(account.word().to_owned())]);
    }
    columns::narrow(asking, &filter.columns, &mut all)?;
    Ok(all)
}

/// Those of one officer. Who hands back has nearly every dossier: a queue with an index of its own is read by that, and
/// the plus keeps SQLite from his.
fn of_officer(queue: Option<Queue>, officer: &[u8; 16], all: &mut Where) {
    let sql = match queue {
        Some(Queue::ReturnedToday | Queue::Undigitised) => "+d.officer_id = ?",
        _ => "d.officer_id = ?",
    };
    all.and(sql, [Value::Blob(officer.to_vec())]);
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
            // The plus keeps SQLite from the index of status: nearly every dossier was returned some day.
            all.and("+d.status = 10 AND d.returned_at >= ?", [Value::Integer(today.0)]);
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
            // The first is the condition of an index; an office that counts exempt papers as lacking reads more.
            let lacks = match office_setting(asking.conn, "count_exempt")?.as_str() {
                "yes" => "d.have_n < d.need_n AND d.listed_at > 0 AND d.status NOT IN (7, 8)",
                _ => "d.have_n < d.need_n + d.exempt_n AND d.listed_at > 0 AND d.status NOT IN (7, 8)",
            };
            all.and(lacks, []);
        }
        Queue::Online => all.and("d.status = 1", []),
        // Whatever the desk does with it next. Not once the matter is over: who was handed his result, took his papers
        // back, was stopped (each with a slip of its own) or refused has nothing left to come back for with a receipt.
        Queue::Unprinted => all.and(
            "d.status IN (2, 4, 5, 6, 9) AND d.code IS NOT NULL AND NOT EXISTS
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

/// One page. A text is looked for among the next dossiers first: a word that many have is found there at once, and
/// one that few have leaves few to be put in order. Either way the rows are the same.
fn fetch(asking: &Asking<'_>, conditions: &Where, page: Page) -> Result<Vec<DossierRow>, Refusal> {
    let Some(text) = &conditions.text else {
        return select(asking, conditions, page);
    };
    for width in text.windows() {
        let Some(window) = window(asking, page.at, *width)? else {
            return Ok(Vec::new());
        };
        let rows = select(asking, &conditions.with(text.within(&window)), page)?;
        if rows.len() == page.size as usize || window.is_all {
            return Ok(rows);
        }
    }
    select(asking, &conditions.anywhere(), page)
}

/// The next `width` dossiers from there on, whatever they are; `None` where there are none.
fn window(asking: &Asking<'_>, at: PageAt, width: u32) -> Result<Option<Window>, Refusal> {
    let Start { side, key, direction } = Start::of(at);
    let sql = format!(
        "SELECT count(*), min(listed_at), max(listed_at), min(n), max(n) FROM
            (SELECT d.listed_at, d.n FROM dossier d WHERE {side}
             ORDER BY d.listed_at {direction}, d.n {direction} LIMIT {width})"
    );
    let mut statement = asking.conn.prepare_cached(&sql)?;
    let values = rusqlite::params_from_iter(&key);
    Ok(statement.query_row(values, |row| {
        let count: u32 = row.get(0)?;
        if count == 0 {
            return Ok(None);
        }
        Ok(Some(Window {
            is_all: count < width,
            listed: (row.get(1)?, row.get(2)?),
            n: (row.get(3)?, row.get(4)?),
        }))
    })?)
}

/// Where a page begins, as SQL says it.
struct Start {
    side: &'static str,
    key: Vec<Value>,
    direction: &'static str,
}

impl Start {
    fn of(at: PageAt) -> Self {
        let (side, key, direction) = match at {
            PageAt::Start => ("1", None, "DESC"),
            PageAt::End => ("1", None, "ASC"),
            PageAt::After(key) => ("(d.listed_at, d.n) < (?, ?)", Some(key), "DESC"),
            PageAt::Before(key) => ("(d.listed_at, d.n) > (?, ?)", Some(key), "ASC"),
        };
        let key = key.map_or_else(Vec::new, |key: PageKey| {
            vec![Value::Integer(key.at.0), Value::Integer(key.n)]
        });
        Self { side, key, direction }
    }
}

fn select(asking: &Asking<'_>, conditions: &Where, page: Page) -> Result<Vec<DossierRow>, Refusal> {
    let Start { side, key, direction } = Start::of(page.at);
    let sql = format!(
        "SELECT {DOSSIER_COLUMNS} FROM dossier d WHERE {} AND {side}
         ORDER BY d.listed_at {direction}, d.n {direction} LIMIT {}",
        conditions.sql(),
        page.size
    );
    let values = [conditions.values.clone(), key].concat();
    let mut rows = dossier_rows(asking, (&sql, &values))?;
    if direction == "ASC" {
        rows.reverse();
    }
    Ok(rows)
}
