//! The words and number ends by which Home's one field finds a dossier. Derived like any state; never asked for rules.

use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use crate::domain::viet;

/// Takes the number ends of a dossier out, before they change. Its words are overwritten by [`fn@write`].
pub fn forget(conn: &Connection, dossier: Uuid) -> rusqlite::Result<()> {
    let found = conn
        .prepare_cached("SELECT n, code, phone FROM dossier WHERE id = ?1")?
        .query_row([dossier.as_bytes()], |row| {
            let code: Option<String> = row.get(1)?;
            Ok((row.get::<_, i64>(0)?, [code.unwrap_or_default(), row.get(2)?]))
        })
        .optional()?;
    let Some((n, numbers)) = found else {
        return Ok(());
    };
    for number in &numbers {
        conn.prepare_cached("DELETE FROM dossier_tail WHERE tail = ?1 AND n = ?2")?
            .execute((tail(number), n))?;
    }
    Ok(())
}

/// Writes the index rows of one dossier. Where numbers change, [`forget`] goes before the change.
pub fn write(conn: &Connection, dossier: Uuid) -> rusqlite::Result<()> {
    let found = conn
        .prepare_cached(
            "SELECT n, holder_name, organisation, bearer_name, procedure_name, address_text, subject, code, phone
             FROM dossier WHERE id = ?1",
        )?
        .query_row([dossier.as_bytes()], |row| {
            let text = |at| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.unwrap_or_default());
            let words = [
                format!("{} {}", text(1)?, text(2)?),
                text(3)?,
                text(4)?,
                text(5)?,
                text(6)?,
            ];
            Ok((row.get::<_, i64>(0)?, words, [text(7)?, text(8)?]))
        })
        .optional()?;
    let Some((n, words, numbers)) = found else {
        return Ok(());
    };
    write_words(conn, n, &words)?;
    write_tails(conn, n, &numbers)
}

fn write_words(conn: &Connection, n: i64, words: &[String; 5]) -> rusqlite::Result<()> {
    let [holder, bearer, procedure, address, subject] = words;
    conn.prepare_cached(
        "INSERT OR REPLACE INTO dossier_search (rowid, holder, bearer, procedure, address, subject)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((
        n,
        viet::fold(holder),
        viet::fold(bearer),
        viet::fold(procedure),
        viet::fold(address),
        viet::fold(subject),
    ))?;
    Ok(())
}

fn write_tails(conn: &Connection, n: i64, numbers: &[String; 2]) -> rusqlite::Result<()> {
    for number in numbers.iter().filter(|number| !number.is_empty()) {
        conn.prepare_cached("INSERT INTO dossier_tail (tail, n) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute((tail(number), n))?;
    }
    Ok(())
}

/// A number from its end, so that its last digits are a prefix.
pub fn tail(number: &str) -> String {
    number.chars().rev().collect()
}
