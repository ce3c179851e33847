//! What the folder needs of the file system: private files, durable names, free space. Knows nothing of dossiers.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Less free space than this and nothing new is written.
pub const RESERVE_MB: u64 = 50;
/// Less than this and no desk is founded (screens.md E60).
pub const NEW_DESK_MB: u64 = 500;

/// Makes a folder and its parents, readable by this user alone where the system knows users.
pub fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        // It is there, and it is no folder.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(io::ErrorKind::NotADirectory.into())
        }
        made => made,
    }
}

/// Creates a file that must not exist yet, readable by this user alone.
pub fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a small file whole or not at all, in place of the one before.
pub fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    use std::io::Write;
    let part = path.with_extension("part");
    match std::fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = private_file(&part)?;
    file.write_all(text)?;
    file.sync_all()?;
    std::fs::rename(&part, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes names in a folder durable after a create or rename.
#[cfg(unix)]
pub fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Windows has no such call; its rename is durable with the file.
#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Megabytes this user may still write where `path` (or its nearest existing parent) lies; `None` = the system
/// does not say.
#[cfg(unix)]
pub fn free_mb(path: &Path) -> Option<u64> {
    let existing = path.ancestors().find(|part| part.exists())?;
    let stat = rustix::fs::statvfs(existing).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize) / (1024 * 1024))
}

/// Not asked on other systems; a full disk shows itself when writing.
#[cfg(not(unix))]
pub fn free_mb(_: &Path) -> Option<u64> {
    None
}

/// True for the errors that mean "no room" (also a quota, and a file that may not grow further).
pub fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}
