//! Opening a folder as its writer or as a reader: pragmas, version, damage. Never deletes a database.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::domain::desk::NewDesk;
use crate::domain::ids::IdSource;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::{catalog, days, disk, places};
use crate::store::lock::{DeskLock, Running};
use crate::store::{DATABASE, Reader, Store};

/// `user_version` this program writes.
pub const VERSION: i64 = 1;

/// The newest schema, whole.
pub(crate) const SCHEMA: &str = include_str!("../../schema.sql");

/// An opened folder.
pub enum Opened {
    /// This process is its writer.
    Writer(Store),
    /// Somebody else is, or a newer program wrote it: look only.
    ReadOnly {
        /// To look with.
        reader: Reader,
        /// Why not more.
        why: Refusal,
    },
}

/// Why a folder cannot be opened, made or restored. The words are in [`crate::store::text`].
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder holds no desk.
    #[error("no desk in this folder")]
    NoDesk,
    /// The folder holds a desk already; it is never overwritten.
    #[error("the folder holds a desk")]
    DeskExists,
    /// Somebody else has the folder open and this needs it alone.
    #[error("the folder is open elsewhere")]
    InUse,
    /// A network or removable disk.
    #[error("the folder lies on a network or removable disk")]
    NotHere,
    /// Too little room to found a desk.
    #[error("{free_mb} MB free")]
    NoRoom { free_mb: u64 },
    /// This user may not write or read there.
    #[error("no permission")]
    NoPermission,
    /// The database is damaged. A copy lies at `copy`; nothing was deleted.
    #[error("the database is damaged")]
    Damaged { copy: PathBuf },
    /// A newer program wrote it.
    #[error("a newer program wrote the database")]
    TooNew,
    /// What was asked for is not allowed.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The disk failed.
    #[error("disk: {}", .0.kind())]
    Disk(io::Error),
    /// SQLite failed; the code is for support.
    #[error("database: {code}")]
    Database { code: &'static str },
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NoPermission,
            _ => Self::Disk(error),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Refusal::from(error).into()
    }
}

impl From<Refusal> for OpenError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TooNew => Self::TooNew,
            Refusal::Fault { code: "db-readonly" } => Self::NoPermission,
            Refusal::Fault { code } => Self::Database { code },
            other => Self::Refused(other),
        }
    }
}

impl Store {
    /// Founds a desk in `home`: schema, this machine's row, the first officer with every role, the shipped catalogue.
    /// Built beside its name and renamed when whole, so a kill leaves no half desk.
    pub fn create(
        home: &Path,
        desk: &NewDesk,
        now: Moment,
        mut ids: Box<dyn IdSource + Send>,
    ) -> Result<Self, OpenError> {
        desk.check()?;
        disk::private_folder(home)?;
        if home.join(DATABASE).exists() {
            return Err(OpenError::DeskExists);
        }
        let lock = DeskLock::take(home)?.ok_or(OpenError::InUse)?;
        let making = home.join("motcua.db.making");
        remove_leftover(&making)?;
        found(&making, desk, now, ids.as_mut())?;
        std::fs::rename(&making, home.join(DATABASE))?;
        disk::sync_folder(home)?;
        Self::start(home, lock, ids)
    }

    fn start(home: &Path, lock: DeskLock, ids: Box<dyn IdSource + Send>) -> Result<Self, OpenError> {
        let conn = writer_connection(&home.join(DATABASE))?;
        let (running, _crashed) = Running::mark(home)?;
        Ok(Self {
            conn,
            home: home.to_owned(),
            ids,
            _running: running,
            _lock: lock,
        })
    }

    /// Opens the folder of a desk; as a reader when somebody else has it.
    pub fn open(home: &Path, now: Moment, ids: Box<dyn IdSource + Send>) -> Result<Opened, OpenError> {
        let _ = now;
        if !home.join(DATABASE).is_file() {
            return Err(OpenError::NoDesk);
        }
        let Some(lock) = DeskLock::take(home)? else {
            let reader = Reader::open(home)?;
            let why = Refusal::ReadOnly;
            return Ok(Opened::ReadOnly { reader, why });
        };
        Self::start(home, lock, ids).map(Opened::Writer)
    }
}

/// Fills a database that nobody knows yet.
fn found(path: &Path, desk: &NewDesk, now: Moment, ids: &mut dyn IdSource) -> Result<(), OpenError> {
    drop(disk::private_file(path)?);
    let mut conn = writer_connection(path)?;
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
    tx.commit()?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// A half-made database of an earlier, killed try: never a desk, so it may go.
fn remove_leftover(path: &Path) -> io::Result<()> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(PathBuf::from(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// See [`Reader::open`].
pub(crate) fn reader(home: &Path) -> Result<Reader, OpenError> {
    let path = home.join(DATABASE);
    if !path.is_file() {
        return Err(OpenError::NoDesk);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    both(&conn)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(Reader {
        conn,
        home: home.to_owned(),
    })
}

/// A connection with the writer's promises: WAL, and a commit is on the disk when it returns.
pub(crate) fn writer_connection(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    both(&conn)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    Ok(conn)
}

fn both(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    // KiB. Memory is a promise (25 MB with everything); the system caches the file anyway.
    conn.pragma_update(None, "cache_size", -4096)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Is this error SQLite's word for a broken file?
pub(crate) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::act::Pin;

    struct Counted(u8);

    impl IdSource for Counted {
        fn entropy(&mut self) -> [u8; 10] {
            self.0 += 1;
            [self.0; 10]
        }
    }

    #[test]
    fn a_new_desk_opens_for_one_writer_and_any_reader() {
        let home = tempfile::tempdir().unwrap();
        let now = Moment::from_rfc3339("2026-11-02T08:00:00+07:00").unwrap();
        let desk = NewDesk {
            unit_code: "000.99.15.H08".into(),
            unit_name: "Xã An Toàn".into(),
            desk_no: 1,
            range: None,
            officer_name: "Đinh Thị Hạnh".into(),
            pin: Pin("1234".into()),
            practice: false,
        };
        let store = Store::create(home.path(), &desk, now, Box::new(Counted(0))).unwrap();
        let again = Store::create(home.path(), &desk, now, Box::new(Counted(0)));
        assert!(matches!(again, Err(OpenError::DeskExists)));
        let second = Store::open(home.path(), now, Box::new(Counted(0))).unwrap();
        assert!(matches!(
            second,
            Opened::ReadOnly {
                why: Refusal::ReadOnly,
                ..
            }
        ));
        drop(store);
        let third = Store::open(home.path(), now, Box::new(Counted(0))).unwrap();
        assert!(matches!(third, Opened::Writer(_)));
    }
}
