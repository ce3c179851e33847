//! Procedures as the screens choose them: the list ordered by this desk's use, and one with all it needs.

use std::cmp::Reverse;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{by_version, current};
use crate::domain::deadline::{Limit, Policy, Unit, text as limit_text};
use crate::domain::dossier::Channel;
use crate::domain::procedure::{ComponentKind, Procedure, ResultKind, VersionId, Workflow, text};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{ComponentChoice, ProcedureChoice, ProcedurePage, ProcedureRow, ResultChoice};
use crate::domain::viet::{fold, matches_words};

/// Procedures that match a text (parts of code, name or sector, without marks) in a sector: most used first.
pub fn page(
    conn: &Connection,
    text: &str,
    sector: Option<&str>,
    limit: usize,
) -> Result<ProcedurePage, Refusal> {
    let sql = "SELECT p.code, p.name, p.sector_name, p.folded, l.amount, l.unit, l.policy,
            (SELECT count(*) FROM dossier d WHERE d.procedure_code = p.code AND d.received_at IS NOT NULL) AS used
        FROM procedure p LEFT JOIN time_limit l ON l.version = p.current_version AND l.channel = 'counter'
        ORDER BY used DESC, p.name, p.code";
    let mut statement = conn.prepare_cached(sql)?;
    let all = statement
        .query_map([], row)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let query = fold(text);
    let total = all.len();
    let fits = |(row, folded): &(ProcedureRow, String)| {
        sector.is_none_or(|sector| row.sector == sector)
            && (query.is_empty() || matches_words(folded, &query))
    };
    let mut rows: Vec<ProcedureRow> = all.into_iter().filter(fits).map(|(row, _)| row).collect();
    if !query.is_empty() {
        rows.sort_by_key(|row| closeness(row, &query));
    }
    let matching = rows.len();
    rows.truncate(limit);
    Ok(ProcedurePage {
        rows,
        matching: small(matching),
        total: small(total),
        sectors: sectors(conn)?,
    })
}

/// A procedure as the command line lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Sector.
    pub sector: String,
    /// Current version.
    pub version: VersionId,
    /// Where its record comes from.
    pub source: String,
}

/// Current procedures that match a text, by code.
pub fn listed(conn: &Connection, text: &str) -> Result<Vec<Listed>, Refusal> {
    let sql = "SELECT p.code, p.name, p.sector_name, v.id, v.source, p.folded
        FROM procedure p JOIN procedure_version v ON v.id = p.current_version ORDER BY p.code";
    let query = fold(text);
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let folded: String = row.get(5)?;
        if query.is_empty() || matches_words(&folded, &query) {
            let (code, name, sector) = (row.get(0)?, row.get(1)?, row.get(2)?);
            found.push(Listed {
                code,
                name,
                sector,
                version: VersionId(row.get(3)?),
                source: row.get(4)?,
            });
        }
    }
    Ok(found)
}

/// One procedure with everything a reception at the counter needs; `version` in hexadecimal, `None` = current.
pub fn choice(
    conn: &Connection,
    code: &str,
    version: Option<&str>,
) -> Result<Option<ProcedureChoice>, Refusal> {
    let version = match version {
        Some(hex) => VersionId::from_hex(hex),
        None => current(conn, code)?,
    };
    let Some(version) = version else { return Ok(None) };
    let record = by_version(conn, version)?.filter(|record| record.procedure().code == code);
    let Some(record) = record else { return Ok(None) };
    let mut choice = of_procedure(version, record.procedure());
    let last =
        "SELECT case_name, workflow FROM dossier WHERE procedure_code = ?1 ORDER BY received_at DESC LIMIT 1";
    let last = conn
        .prepare_cached(last)?
        .query_row([code], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (case, workflow): (Option<String>, Option<u32>) = last.unwrap_or_default();
    choice.last_case = case.filter(|case| choice.cases.contains(case));
    choice.last_workflow = workflow.filter(|no| choice.workflows.iter().any(|(known, _)| known == no));
    Ok(Some(choice))
}

/// What this desk receives most comes first; among equals a name that holds the words as typed, the shortest first:
/// "khai sinh" means Đăng ký khai sinh before anything that only mentions it.
fn closeness(row: &ProcedureRow, query: &str) -> (Reverse<u32>, bool, usize) {
    let name = fold(&row.name);
    (Reverse(row.used), !name.contains(query), name.len())
}

fn of_procedure(version: VersionId, procedure: &Procedure) -> ProcedureChoice {
    let limit = procedure
        .limit(Channel::Counter)
        .map_or_else(|| text::NO_LIMIT.to_owned(), limit_text::limit);
    let workflow = |workflow: &Workflow| (workflow.no, workflow.name.clone());
    // What only an online dossier has is no line of a checklist at the counter.
    let at_counter = |kind: &&ComponentKind| kind.channel != Some(Channel::Online);
    ProcedureChoice {
        code: procedure.code.clone(),
        name: procedure.name.clone(),
        sector: procedure.sector.name.clone(),
        version: version.hex(),
        source: procedure.source.clone(),
        limit,
        fees: procedure.fees.iter().map(text::fee).collect(),
        cases: procedure.cases.iter().map(|case| case.name.clone()).collect(),
        workflows: procedure.workflows.iter().map(workflow).collect(),
        components: procedure
            .components
            .iter()
            .filter(at_counter)
            .map(component)
            .collect(),
        results: procedure.filed_as().into_iter().map(result).collect(),
        last_case: None,
        last_workflow: None,
    }
}

fn component(kind: &ComponentKind) -> ComponentChoice {
    ComponentChoice {
        position: kind.position,
        case: kind.case_name.clone(),
        name: kind.name.clone(),
        note: kind.note.clone(),
        copies: kind.copies,
        form: kind.form,
        required: kind.required,
        submission: kind.submission,
        template: kind.template.clone(),
    }
}

fn result(kind: ResultKind) -> ResultChoice {
    ResultChoice {
        code: kind.code.unwrap_or_default(),
        name: kind.name,
        term: kind.term,
    }
}

/// A row and its folded text.
fn row(row: &Row<'_>) -> rusqlite::Result<(ProcedureRow, String)> {
    let word = |at: usize| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
    let amount = word(4)?.parse().ok();
    let parts = amount
        .zip(Unit::from_word(&word(5)?))
        .zip(Policy::from_word(&word(6)?));
    let limit = parts.map(|((amount, unit), policy)| limit_text::limit(Limit { amount, unit, policy }));
    let found = ProcedureRow {
        code: row.get(0)?,
        name: row.get(1)?,
        sector: row.get(2)?,
        limit: limit.unwrap_or_else(|| text::NO_LIMIT.to_owned()),
        used: row.get(7)?,
    };
    Ok((found, row.get(3)?))
}

fn sectors(conn: &Connection) -> Result<Vec<String>, Refusal> {
    let sql = "SELECT name FROM sector WHERE name <> '' ORDER BY folded, name";
    let mut statement = conn.prepare_cached(sql)?;
    let names = statement.query_map(params![], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
