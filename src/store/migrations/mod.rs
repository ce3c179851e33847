//! From an older file to the newest schema, step by step, after a copy of the file. Steps are append-only: a shipped
//! file `NNNN_name.sql` never changes. A fresh file is made from `schema.sql`; a test proves both ways end alike.

use std::path::Path;

use rusqlite::Connection;

use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::backup::{self, BackupError, copy, schedule};
use crate::store::open::OpenError;
use crate::store::{disk, marked};

/// One step: what brings a file to `to`. The number is written by [`apply_steps`], not by the text.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    /// `user_version` after it.
    pub to: i64,
    /// `include_str!("NNNN_name.sql")`.
    pub sql: &'static str,
}

/// What a file has at least that is ours.
const FIRST: i64 = 1;

/// Every step that was ever shipped, in order. Version 1 is the first and has none.
pub const STEPS: &[Step] = &[
    Step {
        to: 2,
        sql: include_str!("0002_outcome_scans.sql"),
    },
    Step {
        to: 3,
        sql: include_str!("0003_online.sql"),
    },
    Step {
        to: 4,
        sql: include_str!("0004_care_of_papers.sql"),
    },
    Step {
        to: 5,
        sql: include_str!("0005_who_put_aside.sql"),
    },
    Step {
        to: 6,
        sql: include_str!("0006_fees_and_months.sql"),
    },
    Step {
        to: 7,
        sql: include_str!("0007_signatures.sql"),
    },
    Step {
        to: 8,
        sql: include_str!("0008_desks_of_a_month.sql"),
    },
    Step {
        to: 9,
        sql: include_str!("0009_codes_of_papers.sql"),
    },
];

/// The version of a file.
pub fn version(conn: &Connection) -> rusqlite::Result<i64> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings an older file up to the last of these steps; copies it to `backup/before-v<N>-….db` first. Answers whether it
/// had to.
pub fn bring_up(conn: &mut Connection, home: &Path, now: Moment, steps: &[Step]) -> Result<bool, OpenError> {
    let from = version(conn)?;
    let newest = steps.last().map_or(FIRST, |step| step.to);
    if from >= newest {
        return Ok(false);
    }
    if from < FIRST {
        return Err(OpenError::Database { code: "db-unknown" });
    }
    let folder = home.join(backup::FOLDER);
    disk::private_folder(&folder)?;
    let name = format!("before-v{newest}-{}", schedule::name_at(now));
    copy::database((conn, &folder.join(name)), copy::Pins::Along, &mut |_| {
        std::ops::ControlFlow::Continue(())
    })
    .map_err(not_copied)?;
    marked::point("step-copied");
    apply_steps(conn, steps)?;
    Ok(true)
}

/// Without a copy nothing is changed.
fn not_copied(error: BackupError) -> OpenError {
    match error {
        BackupError::NoRoom { free_mb, .. } => Refusal::DiskFull { free_mb }.into(),
        BackupError::ReadOnlyTarget => OpenError::NoPermission,
        BackupError::Database { code } => OpenError::Database { code },
        BackupError::Disk(error) => OpenError::Disk(error),
        _ => OpenError::Database { code: "db-copy" },
    }
}

/// Applies the steps after the file's version, each in a transaction of its own: killed between two, the file is of
/// the version it says.
pub fn apply_steps(conn: &mut Connection, steps: &[Step]) -> rusqlite::Result<()> {
    let from = version(conn)?;
    for step in steps.iter().filter(|step| step.to > from) {
        // A step may rebuild tables that others refer to; SQLite wants that said outside the transaction.
        conn.pragma_update(None, "foreign_keys", false)?;
        let tx = conn.transaction()?;
        tx.execute_batch(step.sql)?;
        tx.pragma_update(None, "user_version", step.to)?;
        let torn = tx.prepare("PRAGMA foreign_key_check")?.exists([])?;
        if torn {
            return Err(rusqlite::Error::StatementChangedRows(0));
        }
        marked::point("step-applied");
        tx.commit()?;
        conn.pragma_update(None, "foreign_keys", true)?;
    }
    Ok(())
}
