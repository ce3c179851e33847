//! The month's form as it would stand now, and the dossiers that lack least.

use rusqlite::OptionalExtension;

use crate::domain::digitise::exempted::Exempted;
use crate::domain::ids::DossierId;
use crate::domain::lift::{Lack, Lacking, Rehearsal, order};
use crate::domain::refusal::Refusal;
use crate::domain::tally::{Counts, Month};
use crate::store::local::office_setting;
use crate::store::read::Asking;
use crate::store::tally;

/// Of the own unit, with at most so many dossiers.
pub(super) fn of(asking: &Asking<'_>, month: Month, most: u32) -> Result<Rehearsal, Refusal> {
    let unit = office_setting(asking.conn, "unit_code")?;
    let counting = tally::counting(asking.conn)?;
    let (mut counts, mut lacking) = (Counts::default(), Vec::new());
    let mut exempted = Exempted::default();
    tally::each(asking.conn, (month, month), |of, seen| {
        if of != unit {
            return;
        }
        let facts = seen.in_month(month);
        counts.add(facts.marks(counting));
        exempted.add(facts.exempted());
        if let Some(lack) = Lack::of(&facts, counting) {
            lacking.push((order(lack, seen.received_at), seen.id, lack));
        }
    })?;
    lacking.sort_unstable_by_key(|(order, id, _)| (*order, *id));
    let total = u32::try_from(lacking.len()).unwrap_or(u32::MAX);
    let first = lacking
        .into_iter()
        .take(usize::try_from(most).unwrap_or(usize::MAX));
    let named = first.map(|(_, dossier, lack)| named(asking, dossier, lack));
    let named = named.collect::<Result<Vec<_>, _>>()?;
    Ok(Rehearsal {
        month,
        counts,
        lacking: named.into_iter().flatten().collect(),
        total,
        exempted,
    })
}

fn named(asking: &Asking<'_>, dossier: DossierId, lack: Lack) -> Result<Option<Lacking>, Refusal> {
    let mut statement = asking.conn.prepare_cached(
        "SELECT code, iif(holder_kind = 1 OR organisation = '', holder_name, organisation), procedure_name, exempt_n FROM dossier WHERE id = ?1",
    )?;
    let found = statement.query_row([dossier.bytes()], |row| {
        Ok(Lacking {
            dossier,
            code: row.get(0)?,
            holder: row.get(1)?,
            procedure: row.get(2)?,
            lack,
            exempted: row.get(3)?,
        })
    });
    Ok(found.optional()?)
}
