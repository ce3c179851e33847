//! Home: counts, what was left half done, the nearest promises, and what the machine must say.

use rusqlite::types::Value;

use crate::domain::ids::{DossierId, OfficerId};
use crate::domain::query::{Filter, Page, PageAt, Queue};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DeviceDue, DossierRow, HomeRows};
use crate::domain::series::Doubt;
use crate::domain::time::Moment;
use crate::store::last_numbers;
use crate::store::read::row::{DOSSIER_COLUMNS, date, dossier_rows, id};
use crate::store::read::{Asking, list, unsigned};
use crate::store::stamp::Device;
use crate::store::{days, drafts, local, quarantine, tray};

/// Home for this officer; `whole_unit` = the office's counts, else only what lies with him.
pub(super) fn rows(asking: &Asking<'_>, officer: OfficerId, whole_unit: bool) -> Result<HomeRows, Refusal> {
    let his = if whole_unit { None } else { Some(officer.bytes()) };
    let mut counts = Vec::with_capacity(Queue::ALL.len());
    for queue in Queue::ALL {
        // What was filed online and a receipt that was not printed concern the desk, whoever has the dossier.
        let of_desk = matches!(queue, Queue::Online | Queue::Unprinted);
        let whose = if of_desk { None } else { his };
        counts.push((queue, list::queue_count(asking, queue, whose)?));
    }
    let (backup_here, backup_elsewhere) = last_backups(asking)?;
    let (last_numbers, numbers_read) = last_numbers(asking)?;
    Ok(HomeRows {
        counts,
        drafts: drafts::list(asking.conn)?,
        unprinted: unprinted(asking)?,
        unsigned: unsigned::waiting(asking)?,
        nearest: nearest(asking, his)?,
        tray: tray::waiting(asking.conn)?,
        held: quarantine::waiting(asking.conn)?,
        devices: devices(asking)?,
        backup_elsewhere,
        backup_here,
        after_crash: local::after_crash(asking.conn)?,
        missing_calendar: days::calendar(asking.conn)?.missing_year(asking.now.date()),
        clock_behind_minutes: clock_behind(asking)?,
        last_numbers,
        numbers_read,
    })
}

fn unprinted(asking: &Asking<'_>) -> Result<Vec<DossierRow>, Refusal> {
    let filter = Filter {
        queue: Some(Queue::Unprinted),
        ..Filter::default()
    };
    list::rows_only(
        asking,
        &filter,
        Page {
            size: 9,
            at: PageAt::Start,
        },
    )
}

/// Papers whose device was expected by today.
fn devices(asking: &Asking<'_>) -> Result<Vec<DeviceDue>, Refusal> {
    let sql =
        "SELECT d.id, d.code, c.name, c.remind_on FROM component c JOIN dossier d ON d.id = c.dossier_id
        WHERE c.digitise = 'waiting' AND c.remind_on <= ?1 AND c.voided_at IS NULL AND d.voided_at IS NULL
            AND d.code IS NOT NULL AND d.waiting_n > 0 AND d.status IN (2, 4, 5, 6, 9)
        ORDER BY c.remind_on, d.n LIMIT 9";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let rows = statement.query_map([asking.now.date().to_string()], |row| {
        Ok(DeviceDue {
            dossier: DossierId::from_bytes(id(row, 0)?),
            code: row.get(1)?,
            name: row.get(2)?,
            remind_on: date(row, 3)?.unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn nearest(asking: &Asking<'_>, officer: Option<&[u8; 16]>) -> Result<Vec<DossierRow>, Refusal> {
    let whose = if officer.is_some() {
        "AND d.officer_id = ?"
    } else {
        ""
    };
    let sql = format!(
        "SELECT {DOSSIER_COLUMNS} FROM dossier d WHERE d.status IN (2, 4) AND d.voided_at IS NULL
         AND d.promised_at IS NOT NULL {whose} ORDER BY d.promised_at LIMIT 9"
    );
    let values: Vec<Value> = officer.map(|id| Value::Blob(id.to_vec())).into_iter().collect();
    dossier_rows(asking, (&sql, &values))
}

fn last_backups(asking: &Asking<'_>) -> Result<(Option<Moment>, Option<Moment>), Refusal> {
    let sql = "SELECT max(iif(elsewhere = 0, at, NULL)), max(iif(elsewhere = 1, at, NULL)) FROM backup_log WHERE ok = 1";
    let row = asking.conn.prepare_cached(sql)?.query_row([], |row| {
        Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?))
    })?;
    Ok((row.0.map(Moment), row.1.map(Moment)))
}

/// W25: the clock stands before the last act.
fn clock_behind(asking: &Asking<'_>) -> Result<Option<i64>, Refusal> {
    let last: Option<i64> = asking
        .conn
        .query_row("SELECT max(hlc) FROM oplog", [], |row| row.get(0))?;
    let behind = last.map_or(0, |hlc| (hlc >> 16) - asking.now.0);
    Ok(Some(behind / 60_000).filter(|minutes| *minutes > 0))
}

/// Those of today's receptions that must be read off a paper, and those that were.
fn last_numbers(asking: &Asking<'_>) -> Result<(Vec<Doubt>, Vec<Doubt>), Refusal> {
    let device = Device::read(asking.conn)?;
    let today = last_numbers::of_reception(asking.now.date());
    Ok((
        last_numbers::in_doubt(asking.conn, &device, &today)?,
        last_numbers::answered(asking.conn, &device, &today)?,
    ))
}
