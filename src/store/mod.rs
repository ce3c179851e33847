//! The desk's folder: one SQLite file, the files beside it, and the only code that touches either.
//!
//! [`Store`] is the one writer of a folder (it holds the lock); a [`Reader`] only looks. Who may change what is in
//! data-model.md §1: state tables are written by the apply code alone, local tables by their own small modules.

pub mod apply;
pub mod backup;
pub(crate) mod belongings;
pub mod blobs;
pub mod body;
pub mod carried;
pub mod catalog;
pub mod cbor;
mod checks;
pub mod counters;
pub mod create;
pub mod credentials;
pub mod damage;
pub mod days;
pub mod disk;
pub mod doctor;
pub mod drafts;
pub mod editable;
pub(crate) mod facts;
mod fees;
mod form_no;
pub mod incoming;
pub mod known;
pub(crate) mod last_numbers;
pub mod local;
pub mod lock;
pub mod marked;
pub mod migrations;
pub mod mounts;
pub mod open;
pub mod oplog;
mod placed;
pub mod places;
pub mod quarantine;
pub mod read;
pub mod rebuild;
pub mod reference;
pub mod restore;
pub mod search_index;
pub mod stamp;
mod tally;
#[cfg(test)]
mod tests;
pub mod text;
pub mod transact;
mod tray;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};

use crate::domain::deadline::OfficeTime;
use crate::domain::ids::IdSource;
use crate::domain::refusal::{DAMAGED, Refusal};

pub use open::{OpenError, Opened};

/// Name of the database inside a desk's folder.
pub const DATABASE: &str = "motcua.db";

/// The one writer of a desk's folder. Dropping it releases the folder to the next one.
pub struct Store {
    pub(crate) conn: Connection,
    pub(crate) home: PathBuf,
    pub(crate) ids: Box<dyn IdSource + Send>,
    // When the office works, as the last act read it: hundreds of days, the same for each reception.
    office_time: Option<OfficeTime>,
    // Fields drop in order: the connection closes before the marker goes and the lock is released.
    _running: lock::Running,
    _lock: lock::DeskLock,
}

impl Store {
    /// The folder.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// A second connection that only reads, for another thread.
    pub fn reader(&self) -> Result<Reader, OpenError> {
        Reader::open(&self.home)
    }
}

/// A connection that only reads. Each thread opens its own.
pub struct Reader {
    pub(crate) conn: Connection,
    pub(crate) home: PathBuf,
}

impl Reader {
    /// Opens the folder's database for looking only; works while a writer has it.
    pub fn open(home: &Path) -> Result<Self, OpenError> {
        open::reader(home)
    }

    /// One more for another thread.
    pub fn another(&self) -> Result<Self, OpenError> {
        Self::open(&self.home)
    }

    /// The folder.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// What stops a running question of this reader from another thread.
    pub fn interrupt_handle(&self) -> rusqlite::InterruptHandle {
        self.conn.get_interrupt_handle()
    }
}

/// What a fault of SQLite means to an officer. The text of the error stays out: it may quote what was typed.
impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        let code = match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => return Self::DiskFull { free_mb: 0 },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => "db-readonly",
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => "db-busy",
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => DAMAGED,
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => "db-disk",
            Some(ErrorCode::ConstraintViolation) => "db-constraint",
            Some(_) => "db",
            None => "db-use",
        };
        Self::Fault { code }
    }
}
