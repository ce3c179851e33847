//! Keeps the counts of digitising of a dossier: need, have, waiting, exempt, outcome, reused (data-model.md §3.3).

use rusqlite::{Connection, Row};

use super::{any, one};
use crate::domain::component::{Digitise, PageAccount, PaperForm, Submission};
use crate::domain::digitise::{Facts, ScanPolicy, count};
use crate::store::oplog::{LogError, Op};

/// Counts again after an act on components or files. A paper that loses its file is what it was before: with a day it is
/// to be looked at again, it waits for its device as it did.
pub(super) fn recount(conn: &Connection, op: &Op) -> Result<(), LogError> {
    let id = op.row.as_bytes();
    any(
        conn,
        "UPDATE component SET digitise = CASE
             WHEN EXISTS (SELECT 1 FROM component_file f WHERE f.component_id = component.id AND f.voided_at IS NULL)
             THEN 'done' WHEN digitise = 'done' AND remind_on IS NOT NULL THEN 'waiting'
             WHEN digitise = 'done' THEN 'todo' ELSE digitise END
         WHERE dossier_id = ?1 AND digitise <> 'exempt'",
        [id],
    )?;
    let mut statement = conn.prepare_cached(
        "SELECT received, submission, form, digitise, account, voided_at IS NOT NULL,
                (SELECT count(*) FROM component_file f WHERE f.component_id = component.id AND f.voided_at IS NULL)
         FROM component WHERE dossier_id = ?1 AND class = 'component'",
    )?;
    let facts = statement
        .query_map([id], facts)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let policy: String = conn
        .prepare_cached("SELECT scan_policy FROM dossier WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let counts = count(&facts, ScanPolicy::from_word(&policy).unwrap_or(ScanPolicy::All));
    one(
        conn,
        op,
        "UPDATE dossier SET touched_at = ?2, need_n = ?3, have_n = ?4, waiting_n = ?5, exempt_n = ?6, reused =
             EXISTS (SELECT 1 FROM component_file WHERE dossier_id = ?1 AND source = 'kho' AND voided_at IS NULL)
         WHERE id = ?1",
        (
            id,
            op.at.0,
            counts.need,
            counts.have,
            counts.waiting,
            counts.exempt,
        ),
    )
}

fn facts(row: &Row<'_>) -> rusqlite::Result<Facts> {
    let word = |at| row.get::<_, String>(at);
    Ok(Facts {
        received: row.get(0)?,
        submission: Submission::from_word(&word(1)?).unwrap_or(Submission::Submit),
        form: PaperForm::from_word(&word(2)?).unwrap_or(PaperForm::Original),
        digitise: Digitise::from_word(&word(3)?).unwrap_or(Digitise::Todo),
        account: PageAccount::from_word(&word(4)?).unwrap_or(PageAccount::None),
        files: row.get(6)?,
        void: row.get(5)?,
    })
}

/// Counts again after an act on outcomes.
pub(super) fn recount_outcomes(conn: &Connection, op: &Op) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE dossier SET touched_at = ?2, outcome_file = active,
             product = CASE WHEN active THEN 'yes' WHEN product = 'yes' THEN 'open' ELSE product END
         FROM (SELECT EXISTS (SELECT 1 FROM outcome WHERE dossier_id = ?1 AND state = 'active') AS active)
         WHERE id = ?1",
        (op.row.as_bytes(), op.at.0),
    )
}
