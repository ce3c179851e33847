//! Founds a desk: schema, this machine's row, the first officer with every role. Whole or not at all.

use std::io;
use std::path::Path;

use rusqlite::Connection;

use crate::domain::desk::NewDesk;
use crate::domain::ids::{IdSource, OfficerId};
use crate::domain::refusal::Refusal;
use crate::domain::settings::{self, Scope};
use crate::domain::time::Moment;
use crate::store::damage::with_ending;
use crate::store::lock::DeskLock;
use crate::store::open::{OpenError, SCHEMA, on_this_machine, writer_connection};
use crate::store::{DATABASE, Store, catalog, credentials, days, disk, local, marked, places, transact};

/// The database on its way; a leftover of a killed try is never a desk.
pub(crate) const MAKING: &str = "motcua.db.making";

impl Store {
    /// Founds a desk in `home`. Built beside its name and renamed when whole, so a kill leaves no half desk.
    pub fn create(
        home: &Path,
        desk: &NewDesk,
        now: Moment,
        mut ids: Box<dyn IdSource + Send>,
    ) -> Result<Self, OpenError> {
        desk.check()?;
        credentials::check_format(&desk.pin, credentials::LEAST_PIN)?;
        Self::may_be_founded(home)?;
        disk::private_folder(home)?;
        if home.join(DATABASE).exists() {
            return Err(OpenError::DeskExists);
        }
        let lock = DeskLock::take(home)?.ok_or(OpenError::InUse)?;
        let making = home.join(MAKING);
        remove_leftover(&making)?;
        drop(disk::private_file(&making)?);
        let mut conn = writer_connection(&making)?;
        found(&mut conn, desk, now, ids.as_mut())?;
        conn.close().map_err(|(_, error)| error)?;
        marked::point("founded");
        std::fs::rename(&making, home.join(DATABASE))?;
        disk::sync_folder(home)?;
        Self::start(home, lock, now, ids)
    }
}

impl Store {
    /// A desk may stand in `home`: on a disk of this machine, with room.
    pub fn may_be_founded(home: &Path) -> Result<(), OpenError> {
        on_this_machine(home)?;
        match disk::free_mb(home).filter(|free_mb| *free_mb < disk::NEW_DESK_MB) {
            Some(free_mb) => Err(OpenError::NoRoom { free_mb }),
            None => Ok(()),
        }
    }
}

/// Fills a database that nobody knows yet.
fn found(
    conn: &mut Connection,
    desk: &NewDesk,
    now: Moment,
    ids: &mut dyn IdSource,
) -> Result<(), OpenError> {
    let tx = conn.transaction()?;
    tx.execute_batch(SCHEMA)?;
    let (first, last) = desk.range();
    tx.execute(
        "INSERT INTO device_self (one, incarnation, desk_no, range_first, range_last, mode, head_seq, head_hash, hlc_last)
         VALUES (1, ?1, ?2, ?3, ?4, ?5, 0, zeroblob(32), 0)",
        (
            ids.next(now.0).as_bytes(),
            desk.desk_no,
            first,
            last,
            if desk.practice { "practice" } else { "desk" },
        ),
    )?;
    catalog::seed(&tx)?;
    places::seed(&tx)?;
    days::seed(&tx)?;
    let officer = OfficerId(ids.next(now.0));
    transact::open_desk(&tx, ids, desk, (officer, now)).map_err(Refusal::from)?;
    credentials::set(&tx, (officer, &desk.pin), false, ids)?;
    let of_machine = |key: &str| settings::find(key).is_some_and(|setting| setting.scope == Scope::Local);
    for (key, value) in desk.settings.iter().filter(|(key, _)| of_machine(key)) {
        local::note(&tx, key, Some(value))?;
    }
    tx.commit()?;
    Ok(())
}

/// Removes a half-made database of an earlier, killed try.
pub(crate) fn remove_leftover(path: &Path) -> io::Result<()> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        match std::fs::remove_file(with_ending(path, ending)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}
