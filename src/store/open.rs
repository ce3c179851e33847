//! Opening a folder as its writer or as a reader: pragmas, version, damage. Never deletes a database.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::domain::ids::IdSource;
use crate::domain::refusal::{DAMAGED, Refusal};
use crate::domain::time::Moment;
use crate::store::blobs::Blobs;
use crate::store::lock::{DeskLock, Running};
use crate::store::mounts::{self, Medium};
use crate::store::{DATABASE, Reader, Store, damage, drafts, local, migrations};

/// `user_version` this program writes.
pub const VERSION: i64 = 9;

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
    /// A file lies where the folder should.
    #[error("not a folder")]
    NotAFolder,
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
            io::ErrorKind::NotADirectory => Self::NotAFolder,
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
    /// Opens the folder of a desk; as a reader when somebody else has it or a newer program wrote it.
    pub fn open(home: &Path, now: Moment, ids: Box<dyn IdSource + Send>) -> Result<Opened, OpenError> {
        if !home.join(DATABASE).try_exists()? {
            return Err(OpenError::NoDesk);
        }
        on_this_machine(home)?;
        let Some(lock) = DeskLock::take(home)? else {
            let reader = Reader::open(home)?;
            let why = Refusal::ReadOnly;
            return Ok(Opened::ReadOnly { reader, why });
        };
        match Self::start(home, lock, now, ids) {
            Ok(store) => Ok(Opened::Writer(store)),
            Err(OpenError::TooNew) => Ok(Opened::ReadOnly {
                reader: Reader::open(home)?,
                why: Refusal::TooNew,
            }),
            Err(error) => Err(error),
        }
    }

    /// Starts as the writer of a folder whose lock is held.
    pub(crate) fn start(
        home: &Path,
        lock: DeskLock,
        now: Moment,
        ids: Box<dyn IdSource + Send>,
    ) -> Result<Self, OpenError> {
        let (running, crashed) = Running::mark(home)?;
        let reading = damage::Reading::at_start(home, crashed);
        let conn = sound_connection(home, now, reading).map_err(|fault| match fault {
            Fault::Damage => match damage::copy_aside(home, now) {
                Ok(copy) => OpenError::Damaged { copy },
                Err(error) => error.into(),
            },
            Fault::Other(error) => error,
        })?;
        if crashed {
            local::keep_crash(&conn)?;
        }
        if reading == damage::Reading::Whole {
            damage::cleared(home);
        }
        drafts::purge(&conn, now)?;
        // A leftover that cannot be removed harms nobody.
        let _ = Blobs::of(home).sweep_leftovers();
        Ok(Self {
            conn,
            home: home.to_owned(),
            ids,
            office_time: None,
            _running: running,
            _lock: lock,
        })
    }
}

enum Fault {
    Damage,
    Other(OpenError),
}

impl<E: Into<OpenError>> From<E> for Fault {
    fn from(error: E) -> Self {
        match error.into() {
            OpenError::Database { code: DAMAGED } => Self::Damage,
            other => Self::Other(other),
        }
    }
}

/// A writer's connection to a database of the newest version that was looked at.
fn sound_connection(home: &Path, now: Moment, reading: damage::Reading) -> Result<Connection, Fault> {
    let path = home.join(DATABASE);
    if !damage::has_header(&path)? {
        return Err(Fault::Damage);
    }
    let mut conn = plain_connection(&path).map_err(of_header)?;
    if migrations::version(&conn).map_err(of_header)? > VERSION {
        return Err(OpenError::TooNew.into());
    }
    if !damage::look(&conn, &path, reading)? {
        return Err(Fault::Damage);
    }
    as_writer(&conn)?;
    migrations::bring_up(&mut conn, home, now, migrations::STEPS)?;
    Ok(conn)
}

/// Is the folder's database broken beyond reading? For a restore, which never overwrites a desk that works.
pub(crate) fn is_damaged(home: &Path) -> io::Result<bool> {
    let path = home.join(DATABASE);
    if !damage::has_header(&path)? {
        return Ok(true);
    }
    let looked = || -> Result<bool, OpenError> {
        let conn = plain_connection(&path).map_err(of_header)?;
        Ok(damage::look(&conn, &path, damage::Reading::Whole)?)
    };
    Ok(match looked() {
        Ok(sound) => !sound,
        Err(error) => matches!(error, OpenError::Database { code: DAMAGED }),
    })
}

/// What the first look at a file failed with. What SQLite cannot name then is a header that was overwritten.
fn of_header(error: rusqlite::Error) -> OpenError {
    match Refusal::from(error) {
        Refusal::Fault { code: "db" } => OpenError::Database { code: DAMAGED },
        other => other.into(),
    }
}

/// The live database stays off sticks and networks (screens.md E61).
pub(crate) fn on_this_machine(home: &Path) -> Result<(), OpenError> {
    match mounts::medium_of(home)? {
        Medium::Local => Ok(()),
        Medium::Removable | Medium::Network => Err(OpenError::NotHere),
    }
}

/// See [`Reader::open`].
pub(crate) fn reader(home: &Path) -> Result<Reader, OpenError> {
    let path = home.join(DATABASE);
    if home.is_file() {
        return Err(OpenError::NotAFolder);
    }
    if !path.is_file() {
        return Err(OpenError::NoDesk);
    }
    // SQLite takes an empty file for a sound database, and a desk's without its content is none.
    let damaged = OpenError::Database { code: DAMAGED };
    if !damage::has_header(&path)? {
        return Err(damaged);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    both(&conn).map_err(of_header)?;
    if migrations::version(&conn).map_err(of_header)? == 0 {
        return Err(damaged);
    }
    conn.pragma_update(None, "query_only", true)?;
    Ok(Reader {
        conn,
        home: home.to_owned(),
    })
}

/// A connection with the writer's promises: WAL, and a commit is on the disk when it returns.
pub(crate) fn writer_connection(path: &Path) -> rusqlite::Result<Connection> {
    let conn = plain_connection(path)?;
    as_writer(&conn)?;
    Ok(conn)
}

fn plain_connection(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    both(&conn)?;
    Ok(conn)
}

fn as_writer(conn: &Connection) -> rusqlite::Result<()> {
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "FULL")
}

/// Room for pages while a desk is at work, in KiB (negative, as SQLite wants it). Memory is a promise, 25 MB with
/// everything; the system caches the file anyway.
const FRUGAL: i64 = -2048;
/// Room for pages while very much is written at once: with little, each page would go to the disk many times.
pub(crate) const ROOM: i64 = -64 * 1024;

/// Gives the connection this much room for pages, and answers how much it had.
pub(crate) fn page_cache(conn: &Connection, size: i64) -> rusqlite::Result<i64> {
    let usual = conn.pragma_query_value(None, "cache_size", |row| row.get(0))?;
    conn.pragma_update(None, "cache_size", size)?;
    Ok(usual)
}

fn both(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(Duration::from_secs(5))?;
    // Plans never depend on values: SQLite would look at them and compile a kept statement anew for each.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "cache_size", FRUGAL)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Counting, an_toan, at, founded};

    #[test]
    fn a_kept_statement_is_compiled_once_whatever_is_asked_of_it() {
        let home = tempfile::tempdir().unwrap();
        let now = at("2026-11-02T08:00:00+07:00");
        let store = founded(home.path(), now);
        let situation = || {
            store
                .conn
                .prepare_cached(include_str!("sql/situation.sql"))
                .unwrap()
        };
        for id in 0..9_u8 {
            assert!(!situation().exists([[id; 16]]).unwrap());
        }
        assert_eq!(situation().get_status(rusqlite::StatementStatus::RePrepare), 0);
    }

    #[test]
    fn a_new_desk_opens_for_one_writer_and_any_reader() {
        let home = tempfile::tempdir().unwrap();
        let now = at("2026-11-02T08:00:00+07:00");
        let ids = || Box::new(Counting::block(1));
        let store = founded(home.path(), now);
        let again = Store::create(home.path(), &an_toan(), now, ids());
        assert!(matches!(again, Err(OpenError::DeskExists)));
        let second = Store::open(home.path(), now, ids()).unwrap();
        assert!(matches!(
            second,
            Opened::ReadOnly {
                why: Refusal::ReadOnly,
                ..
            }
        ));
        drop(store);
        let third = Store::open(home.path(), now, ids()).unwrap();
        assert!(matches!(third, Opened::Writer(_)));
    }
}
