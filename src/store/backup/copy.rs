//! One verified copy of a database and of a file: written beside its name, read back, then renamed.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use crate::domain::ids::FileHash;
use crate::domain::refusal::DAMAGED;
use crate::store::backup::BackupError;
use crate::store::blobs::{StoredBlob, pour};
use crate::store::create::remove_leftover;
use crate::store::{credentials, damage, disk, marked};

const PAGES_A_STEP: i32 = 256;
/// Another connection in the way is waited for this often, a tenth of a second each.
const PATIENCE: u32 = 100;

/// Where the hashes of the PINs go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pins {
    /// Into the copy: it lies on the same disk, or it is the desk that is brought back.
    Along,
    /// Nowhere: four digits are soon tried by whoever finds the stick.
    LeftHere,
}

/// Copies a database as it is at this moment, whatever is written meanwhile; `tell` hears of the bytes done.
/// Returns the copy's size.
pub fn database(
    (source, target): (&Connection, &Path),
    pins: Pins,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<u64, BackupError> {
    let part = Part::new(target)?;
    // One snapshot for all steps: else each write of the desk would start the copy again.
    source.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema")?;
    let copied = steps((source, &part.0), pins, tell);
    source.execute_batch("COMMIT")?;
    copied?;
    File::open(&part.0)?.sync_all()?;
    let size = fs::metadata(&part.0)?.len();
    match check(&part.0, &mut || tell(size)) {
        // A medium that writes badly is one thing, a damaged desk another.
        Err(BackupError::BadCopy) if !damage::is_sound(source).unwrap_or(false) => {
            return Err(BackupError::Database { code: DAMAGED });
        }
        checked => checked?,
    }
    part.settle(target)?;
    Ok(size)
}

fn steps(
    (source, part): (&Connection, &Path),
    pins: Pins,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<(), BackupError> {
    let mut copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let page: u32 = source.pragma_query_value(None, "page_size", |row| row.get(0))?;
    {
        let backup = Backup::new(source, &mut copy)?;
        let mut patience = PATIENCE;
        loop {
            let step = backup.step(PAGES_A_STEP)?;
            let progress = backup.progress();
            let done = u64::try_from(progress.pagecount - progress.remaining).unwrap_or(0);
            if tell(done * u64::from(page)).is_break() {
                return Err(BackupError::Cancelled);
            }
            match step {
                StepResult::Done => break,
                StepResult::Busy | StepResult::Locked if patience > 0 => {
                    patience -= 1;
                    std::thread::park_timeout(std::time::Duration::from_millis(100));
                }
                StepResult::Busy | StepResult::Locked => {
                    return Err(BackupError::Database { code: "db-busy" });
                }
                _ => {}
            }
        }
    }
    // A copy is one file, readable from a disc that cannot be written. What is taken out goes into no journal.
    copy.pragma_update_and_check(None, "journal_mode", "MEMORY", |_| Ok(()))?;
    if pins == Pins::LeftHere {
        credentials::take_out(&copy)?;
    }
    copy.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Opens a database for looking, also on a medium that cannot be written.
pub(crate) fn open_copy(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    Ok(conn)
}

/// Reads every table of a copy, from the disk where the system allows; may be stopped between two.
fn check(path: &Path, go_on: &mut dyn FnMut() -> ControlFlow<()>) -> Result<(), BackupError> {
    from_the_disk(path);
    let conn = open_copy(path)?;
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for table in tables {
        if go_on().is_break() {
            return Err(BackupError::Cancelled);
        }
        let mut statement = conn.prepare("SELECT * FROM pragma_quick_check(?1)")?;
        let verdict: String = statement.query_row([&table], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(BackupError::BadCopy);
        }
    }
    Ok(())
}

/// Copies one file under its hash, reads it back and compares; no file of that name is ever overwritten half. `go_on` is
/// asked between its pieces.
pub fn file(
    (source, target): (&Path, &Path),
    hash: FileHash,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<u64, CopyFault> {
    let mut from = File::open(source).map_err(|_| CopyFault::Source)?;
    let part = Part::new(target)?;
    let to = fs::OpenOptions::new().write(true).open(&part.0)?;
    let written = by_pieces(&mut from, &mut &to, &mut || {
        // A slow medium gets each piece now, not all at the end, where nobody could stop it.
        to.sync_data()?;
        Ok(go_on())
    })?;
    if written.sha256 != hash {
        return Err(CopyFault::Source);
    }
    to.sync_all()?;
    drop(to);
    from_the_disk(&part.0);
    let read = by_pieces(&mut File::open(&part.0)?, &mut io::sink(), &mut || Ok(go_on()))?;
    if read != written {
        return Err(CopyFault::Target(BackupError::BadCopy));
    }
    part.settle(target)?;
    Ok(written.size)
}

/// Bytes between two questions whether to go on.
const PIECE: usize = 4 * 1024 * 1024;

type GoOn<'a> = &'a mut dyn FnMut() -> io::Result<ControlFlow<()>>;

/// Pours, asking after each piece whether to go on.
fn by_pieces(from: &mut dyn Read, to: &mut dyn Write, go_on: GoOn<'_>) -> Result<StoredBlob, BackupError> {
    let mut pieces = Pieces {
        to,
        go_on,
        since: 0,
        stopped: false,
    };
    let poured = pour(from, &mut pieces);
    if pieces.stopped {
        return Err(BackupError::Cancelled);
    }
    Ok(poured?)
}

struct Pieces<'a> {
    to: &'a mut dyn Write,
    go_on: GoOn<'a>,
    since: usize,
    stopped: bool,
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.since >= PIECE {
            self.since = 0;
            if (self.go_on)()?.is_break() {
                self.stopped = true;
                return Err(io::Error::other("stopped"));
            }
        }
        let written = self.to.write(bytes)?;
        self.since += written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Is it still the file of this hash? Read from the medium; what cannot be read is not.
pub fn is_whole(
    path: &Path,
    hash: FileHash,
    go_on: &mut dyn FnMut() -> ControlFlow<()>,
) -> Result<bool, BackupError> {
    from_the_disk(path);
    let Ok(mut file) = File::open(path) else {
        return Ok(false);
    };
    match by_pieces(&mut file, &mut io::sink(), &mut || Ok(go_on())) {
        Ok(read) => Ok(read.sha256 == hash),
        Err(BackupError::Cancelled) => Err(BackupError::Cancelled),
        Err(_) => Ok(false),
    }
}

/// Whose fault it is that a file was not copied.
#[derive(Debug)]
pub enum CopyFault {
    /// The file itself is missing or damaged: say so and go on.
    Source,
    /// The place to copy to: stop.
    Target(BackupError),
}

impl<E: Into<BackupError>> From<E> for CopyFault {
    fn from(error: E) -> Self {
        Self::Target(error.into())
    }
}

/// A file on its way; gone when dropped unless it was renamed, with the journal that a full disk leaves beside it.
struct Part(PathBuf);

impl Part {
    fn new(target: &Path) -> io::Result<Self> {
        let mut name = target.as_os_str().to_owned();
        name.push(".part");
        let path = PathBuf::from(name);
        remove_leftover(&path)?;
        disk::private_file(&path)?;
        Ok(Self(path))
    }

    fn settle(self, target: &Path) -> io::Result<()> {
        marked::point("copy-written");
        fs::rename(&self.0, target)?;
        target.parent().map_or(Ok(()), disk::sync_folder)?;
        marked::point("copy-named");
        Ok(())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After the rename there is nothing left; else the next try removes it.
        let _ = remove_leftover(&self.0);
    }
}

/// Asks the system to forget what it remembers of a file, so that reading it asks the medium.
#[cfg(target_os = "linux")]
fn from_the_disk(path: &Path) {
    if let Ok(file) = File::open(path) {
        let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
    }
}

#[cfg(not(target_os = "linux"))]
fn from_the_disk(_: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_stops_between_its_pieces_and_leaves_nothing_half() {
        let folder = tempfile::tempdir().unwrap();
        let (source, target) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&source, vec![7; 3 * PIECE]).unwrap();
        let hash = pour(&mut File::open(&source).unwrap(), &mut io::sink())
            .unwrap()
            .sha256;
        // While it is written, and while it is read back.
        for asked in [1, 3] {
            let mut left = asked;
            let stopped = file((&source, &target), hash, &mut || {
                left -= 1;
                if left == 0 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            });
            assert!(
                matches!(stopped, Err(CopyFault::Target(BackupError::Cancelled))),
                "{stopped:?}"
            );
            assert_eq!((left, fs::read_dir(folder.path()).unwrap().count()), (0, 1));
        }
        let whole = file((&source, &target), hash, &mut || ControlFlow::Continue(()));
        assert_eq!(whole.unwrap(), 3 * PIECE as u64);
    }
}
