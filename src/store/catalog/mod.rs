//! Reference tables of procedures. A version is named by its content and never changed; imports add versions.
//!
//! Never touches state tables: a dossier pins the version it was received under.

mod choose;
#[cfg(test)]
mod tests;
mod write;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::procedure::{Loss, Procedure, Record, VersionId, losses, shipped};
use crate::domain::refusal::Refusal;

pub use choose::{Listed, choice, listed, page};

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportReport {
    /// Records in the file.
    pub procedures: usize,
    /// Their components.
    pub components: usize,
    /// Codes nobody knew.
    pub added: usize,
    /// Codes that got another version.
    pub updated: usize,
    /// Codes whose record is what it was.
    pub unchanged: usize,
    /// What the new versions no longer state.
    pub losses: Vec<Loss>,
}

/// Writes the starter catalogue.
pub(crate) fn seed(conn: &Connection) -> Result<ImportReport, Refusal> {
    import(conn, &shipped())
}

/// Makes each record the current version of its code. Codes the records do not name keep what they have.
/// The caller asks about the losses first, with [`preview`], and holds the transaction.
pub fn import(conn: &Connection, records: &[Record]) -> Result<ImportReport, Refusal> {
    let report = preview(conn, records)?;
    for record in records {
        if current(conn, &record.procedure().code)? != Some(record.version_id()) {
            write::version(conn, record)?;
        }
    }
    Ok(report)
}

/// What [`import`] would do.
pub fn preview(conn: &Connection, records: &[Record]) -> Result<ImportReport, Refusal> {
    let mut report = ImportReport {
        procedures: records.len(),
        ..ImportReport::default()
    };
    for record in records {
        let procedure = record.procedure();
        report.components += procedure.components.len();
        match current(conn, &procedure.code)? {
            None => report.added += 1,
            Some(version) if version == record.version_id() => report.unchanged += 1,
            Some(version) => {
                report.updated += 1;
                let old = by_version(conn, version)?.ok_or(BROKEN)?;
                report.losses.extend(losses(old.procedure(), procedure));
            }
        }
    }
    Ok(report)
}

/// The current record of a code, whole.
pub fn record(conn: &Connection, code: &str) -> Result<Option<Record>, Refusal> {
    let version = current(conn, code)?;
    version.map_or(Ok(None), |version| by_version(conn, version))
}

/// The typed view of a code's current version, with its version.
pub fn procedure(conn: &Connection, code: &str) -> Result<Option<(VersionId, Procedure)>, Refusal> {
    let record = record(conn, code)?;
    Ok(record.map(|record| (record.version_id(), record.into_procedure())))
}

/// The record of a version, also of one that is not current any more.
pub fn by_version(conn: &Connection, version: VersionId) -> Result<Option<Record>, Refusal> {
    let mut statement = conn.prepare_cached("SELECT record FROM procedure_version WHERE id = ?1")?;
    let json: Option<String> = statement.query_row([version.0], |row| row.get(0)).optional()?;
    json.map(|json| Record::from_canonical(&json).map_err(|_| BROKEN))
        .transpose()
}

/// The current version of a code.
pub fn current(conn: &Connection, code: &str) -> Result<Option<VersionId>, Refusal> {
    let mut statement = conn.prepare_cached("SELECT current_version FROM procedure WHERE code = ?1")?;
    let found = statement.query_row([code], |row| row.get(0).map(VersionId));
    Ok(found.optional()?)
}

/// A stored record that cannot be read: the file was changed by another hand.
const BROKEN: Refusal = Refusal::Fault {
    code: "catalog-record",
};
