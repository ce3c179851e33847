//! Empties the state tables and derives them again from the log, with the same `apply` as live work.
//!
//! Reference, local tables, files and the log itself are not touched. All or nothing: one transaction.

use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior};

use crate::store::apply::{STATE, apply};
use crate::store::marked;
use crate::store::open::{ROOM, page_cache};
use crate::store::oplog::{self, LogError};

/// Ops between two calls of `progress`.
const STRIDE: u32 = 500;

const SEARCH: &str = "dossier_search";

/// Derives every state table again. `progress` hears how many of how many ops are done. Answers how many there are.
pub fn rebuild(conn: &mut Connection, progress: &mut dyn FnMut(u32, u32)) -> Result<u32, LogError> {
    // Outside the transaction, where alone SQLite takes it: references are checked once, at the end.
    conn.pragma_update(None, "foreign_keys", false)?;
    let usual = page_cache(conn, ROOM)?;
    let done = derive(conn, progress);
    page_cache(conn, usual)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    done
}

fn derive(conn: &mut Connection, progress: &mut dyn FnMut(u32, u32)) -> Result<u32, LogError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let total = oplog::count(&tx)?;
    empty(&tx)?;
    let indexes = drop_indexes(&tx)?;
    marked::point("emptied");
    let mut done = 0;
    // Each entry is proved before it is applied; one that is broken undoes all.
    let mut chains = oplog::Chains::default();
    oplog::in_order(&tx, |entry| {
        chains.follow(&tx, &entry)?;
        apply(&tx, &entry.into_op()?)?;
        done += 1;
        if done % STRIDE == 0 {
            progress(done, total);
        }
        Ok(())
    })?;
    chains.end(&tx)?;
    tx.execute_batch(&indexes)?;
    if tx.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return Err(LogError::Torn);
    }
    marked::point("derived");
    tx.commit()?;
    progress(total, total);
    Ok(total)
}

fn empty(tx: &Connection) -> rusqlite::Result<()> {
    for table in STATE.iter().filter(|table| **table != SEARCH) {
        tx.execute(&format!("DELETE FROM {table}"), [])?;
    }
    // Deleting rows of a full-text table takes each word out again; making it anew takes no time.
    let sql: String = tx.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [SEARCH], |row| {
        row.get(0)
    })?;
    tx.execute_batch(&format!("DROP TABLE {SEARCH}; {sql};"))
}

/// Drops the indexes by which only questions find dossiers and papers, and answers what makes them again: sorted at
/// once they cost a fraction of what they cost row by row.
fn drop_indexes(tx: &Connection) -> rusqlite::Result<String> {
    let mut statement = tx.prepare(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN ('dossier', 'paper') AND sql <> ''
         ORDER BY name",
    )?;
    let found = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(String, String)>>>()?;
    let mut made_by = String::new();
    for (name, sql) in found {
        tx.execute_batch(&format!("DROP INDEX {name}"))?;
        made_by.push_str(&sql);
        made_by.push_str(";\n");
    }
    Ok(made_by)
}

/// One row of a table, by column.
pub type DumpedRow = Vec<(String, Value)>;

/// Every row of every state table in one order, without the local `dossier.n`: equal dumps mean equal state.
pub fn dump(conn: &Connection) -> rusqlite::Result<Vec<(String, Vec<DumpedRow>)>> {
    STATE
        .iter()
        .map(|table| Ok(((*table).to_owned(), rows(conn, table)?)))
        .collect()
}

fn rows(conn: &Connection, table: &str) -> rusqlite::Result<Vec<DumpedRow>> {
    let columns = columns(conn, table)?;
    let named: Vec<_> = columns
        .iter()
        .map(|(name, sql)| format!("{sql} AS {name}"))
        .collect();
    let order: Vec<_> = (1..=columns.len()).map(|at| at.to_string()).collect();
    let sql = format!(
        "SELECT {} FROM {table} ORDER BY {}",
        named.join(", "),
        order.join(", ")
    );
    let mut statement = conn.prepare(&sql)?;
    let found = statement.query_map([], |row| {
        let cells = columns.iter().enumerate();
        cells
            .map(|(at, (name, _))| Ok((name.clone(), row.get(at)?)))
            .collect()
    })?;
    found.collect()
}

/// Columns with the expression to read them; a local `n` reads as the dossier's id.
fn columns(conn: &Connection, table: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = conn.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = statement.query_map([table], |row| row.get::<_, String>(0))?;
    let id_of = |n: &str| format!("(SELECT id FROM dossier WHERE dossier.n = {n})");
    let mut columns = Vec::new();
    for name in names {
        let name = name?;
        match (table, name.as_str()) {
            ("dossier", "n") => {}
            ("dossier_tail", "n") => columns.push((name, id_of("dossier_tail.n"))),
            _ => columns.push((name.clone(), name)),
        }
    }
    if table == SEARCH {
        columns.push(("of".to_owned(), id_of("dossier_search.rowid")));
    }
    Ok(columns)
}
