//! The promise after a wait: which pauses a dossier had, and how the office counts each.

use rusqlite::Connection;

use super::desk::Desk;
use super::situation::Loaded;
use super::workflow;
use crate::domain::component::WaitKind;
use crate::domain::deadline::{SupplementClock, Wait};
use crate::domain::ids::DossierId;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::local;

/// A wait with the reading of the law it is counted by.
pub(crate) type Clocked = (Wait, SupplementClock);

/// The promise once the open wait ends now. `None` = the procedure states no limit.
pub(super) fn promise(desk: &mut Desk<'_>, loaded: &Loaded) -> Result<Option<Moment>, Refusal> {
    let limit = workflow::limit_of(loaded.limit.clone());
    let (Some(limit), Some(received)) = (limit, loaded.received_at) else {
        return Ok(None);
    };
    let waits = of(desk.conn, loaded.id, (clock(desk.conn)?, desk.now))?;
    let time = desk.office_time()?;
    let due = time.due_after_mixed(received.local(), limit, &waits);
    Ok(due.map(Moment::from_local))
}

/// How the office counts waits for papers.
pub(crate) fn clock(conn: &Connection) -> Result<SupplementClock, Refusal> {
    Ok(if local::office_setting(conn, "supplement_clock")? == "pause" {
        SupplementClock::Pause
    } else {
        SupplementClock::Restart
    })
}

/// The waits of a dossier after its reception, those for papers by `clock`; an open one ends at `now`. Waits for money
/// are left out where the office lets the time run on.
pub(crate) fn of(
    conn: &Connection,
    dossier: DossierId,
    (clock, now): (SupplementClock, Moment),
) -> Result<Vec<Clocked>, Refusal> {
    let fees_run = local::office_setting(conn, "fee_clock")? == "run";
    // What was asked for before the reception ended with it, and no time ran yet.
    let mut statement = conn.prepare_cached(
        "SELECT w.asked_at, w.answered_at, w.kind FROM wait w JOIN dossier d ON d.id = w.dossier_id
         WHERE w.dossier_id = ?1 AND w.asked_at >= d.received_at ORDER BY w.asked_at, w.round",
    )?;
    let rows = statement.query_map([dossier.bytes()], |row| {
        let answered: Option<i64> = row.get(1)?;
        let kind: String = row.get(2)?;
        let wait = Wait {
            asked: Moment(row.get(0)?).local(),
            answered: answered.map_or(now, Moment).local(),
        };
        Ok((wait, WaitKind::from_word(&kind)))
    })?;
    let mut found = Vec::new();
    for row in rows {
        match row? {
            (_, Some(WaitKind::Fee)) if fees_run => {}
            (wait, Some(WaitKind::Fee)) => found.push((wait, SupplementClock::Pause)),
            (wait, Some(WaitKind::Supplement) | None) => found.push((wait, clock)),
        }
    }
    Ok(found)
}
