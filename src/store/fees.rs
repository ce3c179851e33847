//! Fees as they stand: the lines of a dossier, and what the catalogue proposes. Reads only.

use rusqlite::{Connection, Row};

use crate::domain::dossier::Channel;
use crate::domain::fee::{FeeKind, FeeLine, FeeState, Method, Proposed, Stated, Timing, proposed};
use crate::domain::ids::{DossierId, FeeId, OfficerId};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;

/// The lines of a dossier that were not taken away, in order, each with its place.
pub(crate) fn lines(conn: &Connection, dossier: DossierId) -> Result<Vec<(u32, FeeLine)>, Refusal> {
    let mut statement = conn.prepare_cached(
        "SELECT position, id, name, kind, amount, timing, state, reason, method, receipt_no, paid_at, paid_by
         FROM fee_line WHERE dossier_id = ?1 AND voided_at IS NULL ORDER BY position",
    )?;
    let rows = statement.query_map([dossier.bytes()], line)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The highest place ever given on a dossier; 0 = none.
pub(crate) fn last_position(conn: &Connection, dossier: DossierId) -> Result<u32, Refusal> {
    Ok(conn
        .prepare_cached("SELECT ifnull(max(position), 0) FROM fee_line WHERE dossier_id = ?1")?
        .query_row([dossier.bytes()], |row| row.get(0))?)
}

/// What a version of a procedure states to be paid, whatever the channel.
pub(crate) fn stated(conn: &Connection, version: [u8; 16]) -> Result<Vec<Stated>, Refusal> {
    let mut statement = conn.prepare_cached(
        "SELECT channel, amount, currency, note FROM fee_kind WHERE version = ?1 ORDER BY position",
    )?;
    let rows = statement.query_map([version], |row| {
        let channel: Option<String> = row.get(0)?;
        Ok(Stated {
            channel: channel.as_deref().and_then(channel_of),
            amount: row.get(1)?,
            currency: row.get(2)?,
            note: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What the catalogue proposes for a channel.
pub(crate) fn of_channel(
    conn: &Connection,
    version: [u8; 16],
    channel: Channel,
) -> Result<Vec<Proposed>, Refusal> {
    Ok(proposed(&stated(conn, version)?, channel))
}

fn channel_of(word: &str) -> Option<Channel> {
    match word {
        "counter" => Some(Channel::Counter),
        "online" => Some(Channel::Online),
        "post" => Some(Channel::Post),
        _ => None,
    }
}

fn line(row: &Row<'_>) -> rusqlite::Result<(u32, FeeLine)> {
    let word = |at: usize| row.get::<_, String>(at);
    let method: Option<String> = row.get(8)?;
    let paid_by: Option<[u8; 16]> = row.get(11)?;
    let line = FeeLine {
        id: FeeId::from_bytes(row.get(1)?),
        name: row.get(2)?,
        kind: FeeKind::from_word(&word(3)?).unwrap_or(FeeKind::Charge),
        dong: row.get::<_, i64>(4)?.unsigned_abs(),
        timing: Timing::from_word(&word(5)?).unwrap_or(Timing::Reception),
        state: FeeState::from_word(&word(6)?).unwrap_or(FeeState::Due),
        reason: row.get(7)?,
        method: method.as_deref().and_then(Method::from_word),
        receipt_no: row.get(9)?,
        paid_at: row.get::<_, Option<i64>>(10)?.map(Moment),
        paid_by: paid_by.map(OfficerId::from_bytes),
    };
    Ok((row.get(0)?, line))
}
