//! One writer a folder: `desk.lock`, and the marker that tells a crash from a clean end.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

const LOCK: &str = "desk.lock";
const RUNNING: &str = "desk.running";

/// A lock that is still held after so many tries belongs to somebody who works.
const TRIES: u32 = 10;
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// The writer's lock on a folder; the system releases it when the process ends, however it ends.
#[derive(Debug)]
pub struct DeskLock(#[expect(dead_code, reason = "held open for the lock on it")] File);

impl DeskLock {
    /// Takes the lock; `None` when another process or window has it. Waits a moment for one that is just ending: a
    /// program started meanwhile may hold a copy of its handle until it has become itself.
    pub fn take(home: &Path) -> io::Result<Option<Self>> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(home.join(LOCK))?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Ok(()) => return Ok(Some(Self(file))),
                Err(TryLockError::WouldBlock) => std::thread::park_timeout(BETWEEN_TRIES),
                Err(TryLockError::Error(fault)) => return Err(fault),
            }
        }
        Ok(None)
    }
}

/// Marks the folder as in use until dropped. A marker found at start means the last end was not a clean one.
#[derive(Debug)]
pub struct Running {
    path: PathBuf,
}

impl Running {
    /// Sets the marker; true = there was one already.
    pub fn mark(home: &Path) -> io::Result<(Self, bool)> {
        let path = home.join(RUNNING);
        let before = path.exists();
        File::create(&path)?;
        Ok((Self { path }, before))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            // A marker that stays only makes Home say more than it must.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_writer_at_a_time() {
        let home = tempfile::tempdir().unwrap();
        let first = DeskLock::take(home.path()).unwrap();
        assert!(first.is_some());
        assert!(DeskLock::take(home.path()).unwrap().is_none());
        drop(first);
        assert!(DeskLock::take(home.path()).unwrap().is_some());
    }

    #[test]
    fn a_marker_left_behind_tells_of_a_crash() {
        let home = tempfile::tempdir().unwrap();
        let (running, crashed) = Running::mark(home.path()).unwrap();
        assert!(!crashed);
        std::mem::forget(running); // as kill -9 leaves it
        let (running, crashed) = Running::mark(home.path()).unwrap();
        assert!(crashed);
        drop(running);
        assert!(!Running::mark(home.path()).unwrap().1);
    }
}
