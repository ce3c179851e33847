//! Files under their SHA-256, `files/aa/<64 digits>`: written whole or not at all, never changed, verified when read.
//!
//! A file is durable before anything names it (data-model.md invariant 5). What nobody names is an orphan for
//! `doctor`; nothing here removes a file.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use sha2::{Digest, Sha256};

use crate::domain::ids::FileHash;
use crate::domain::refusal::Refusal;
use crate::store::{disk, marked};

const FOLDER: &str = "files";
const TEMP: &str = ".tmp-";
const MB: u64 = 1024 * 1024;

/// The files of one desk's folder. Cheap to clone, any thread may use one.
#[derive(Debug, Clone)]
pub struct Blobs {
    home: PathBuf,
    free_mb: fn(&Path) -> Option<u64>,
}

/// A folder that [`Blobs::workshop`] gives, gone with its value.
pub type Workshop = tempfile::TempDir;

/// A file that now lies in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredBlob {
    /// Its name.
    pub sha256: FileHash,
    /// Bytes.
    pub size: u64,
}

/// Why a file could not be kept or read. Names no file of the officer.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// There is no file of this hash.
    #[error("file {0} is missing")]
    Missing(FileHash),
    /// Its bytes are not those of its name.
    #[error("file {0} is damaged")]
    Damaged(FileHash),
    /// No room; nothing was written.
    #[error("disk full, {free_mb} MB free")]
    Full { free_mb: u64 },
    /// The disk or the source failed; nothing was written.
    #[error("file: {}", .0.kind())]
    Disk(io::Error),
}

impl From<io::Error> for BlobError {
    fn from(error: io::Error) -> Self {
        if disk::is_full(&error) {
            Self::Full { free_mb: 0 }
        } else {
            Self::Disk(error)
        }
    }
}

impl From<BlobError> for Refusal {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Missing(_) | BlobError::Damaged(_) => Self::FileMissing,
            BlobError::Full { free_mb } => Self::DiskFull { free_mb },
            BlobError::Disk(_) => Self::Fault { code: "file-disk" },
        }
    }
}

impl Blobs {
    /// The files of the desk in `home`.
    pub fn of(home: &Path) -> Self {
        Self {
            home: home.to_owned(),
            free_mb: disk::free_mb,
        }
    }

    /// Where the file of this hash lies, if it does. Unverified: for that see [`Self::verified`].
    pub fn place(&self, hash: FileHash) -> PathBuf {
        let name = hash.to_string();
        self.home.join(FOLDER).join(&name[..2]).join(name)
    }

    /// Keeps these bytes.
    pub fn put(&self, bytes: &[u8]) -> Result<StoredBlob, BlobError> {
        self.room(bytes.len() as u64)?;
        self.put_from(&mut &bytes[..])
    }

    /// Keeps what this source gives, without holding it in memory.
    pub fn put_from(&self, source: &mut dyn Read) -> Result<StoredBlob, BlobError> {
        self.room(0)?;
        disk::private_folder(&self.home.join(FOLDER))?;
        let temp = Temp(self.temp_name());
        let stored = {
            let mut file = disk::private_file(&temp.0)?;
            let stored = pour(source, &mut file).map_err(|error| self.explain(error))?;
            file.sync_all()?;
            marked::point("file-written");
            stored
        };
        self.settle(&temp, stored.sha256)?;
        Ok(stored)
    }

    /// Keeps a copy of this file; the original stays as it is.
    pub fn put_file(&self, path: &Path) -> Result<StoredBlob, BlobError> {
        let mut file = File::open(path)?;
        self.room(file.metadata()?.len())?;
        self.put_from(&mut file)
    }

    /// The path of a file whose bytes were just compared with its name.
    pub fn verified(&self, hash: FileHash) -> Result<PathBuf, BlobError> {
        let path = self.place(hash);
        let mut file = match File::open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BlobError::Missing(hash)),
            other => other?,
        };
        let found = pour(&mut file, &mut io::sink())?;
        if found.sha256 == hash {
            Ok(path)
        } else {
            Err(BlobError::Damaged(hash))
        }
    }

    /// The bytes of a file, compared with its name.
    pub fn read(&self, hash: FileHash) -> Result<Vec<u8>, BlobError> {
        let bytes = match fs::read(self.place(hash)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BlobError::Missing(hash)),
            other => other?,
        };
        if FileHash(Sha256::digest(&bytes).into()) == hash {
            Ok(bytes)
        } else {
            Err(BlobError::Damaged(hash))
        }
    }

    /// A folder for what is being made of the files. Gone with its value, and at the next start if the process is killed.
    pub fn workshop(&self) -> Result<Workshop, BlobError> {
        self.room(0)?;
        let folder = self.home.join(FOLDER);
        disk::private_folder(&folder)?;
        Ok(tempfile::Builder::new().prefix(TEMP).tempdir_in(folder)?)
    }

    /// Every file kept, in no order. Half-written leftovers and strangers are not among them.
    pub fn all(&self) -> io::Result<Vec<FileHash>> {
        let mut found = Vec::new();
        for folder in entries(&self.home.join(FOLDER))? {
            if folder.is_dir() {
                let names = entries(&folder)?.into_iter();
                found.extend(names.filter_map(|path| path.file_name()?.to_str()?.parse::<FileHash>().ok()));
            }
        }
        Ok(found)
    }

    /// Removes what a killed process left half written. Only the folder's one writer may call it.
    pub fn sweep_leftovers(&self) -> io::Result<()> {
        for path in entries(&self.home.join(FOLDER))? {
            let name = path.file_name().unwrap_or_default();
            if name.to_string_lossy().starts_with(TEMP) {
                if path.is_dir() {
                    fs::remove_dir_all(path)?;
                } else {
                    fs::remove_file(path)?;
                }
            }
        }
        Ok(())
    }

    fn room(&self, size: u64) -> Result<(), BlobError> {
        match (self.free_mb)(&self.home) {
            Some(free_mb) if free_mb < disk::RESERVE_MB + size / MB => Err(BlobError::Full { free_mb }),
            _ => Ok(()),
        }
    }

    fn explain(&self, error: io::Error) -> BlobError {
        match BlobError::from(error) {
            BlobError::Full { .. } => BlobError::Full {
                free_mb: (self.free_mb)(&self.home).unwrap_or(0),
            },
            other => other,
        }
    }

    fn temp_name(&self) -> PathBuf {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        self.home
            .join(FOLDER)
            .join(format!("{TEMP}{}-{next}", std::process::id()))
    }

    /// Gives the written file its name. One of that name stays untouched; a damaged one is moved aside first.
    fn settle(&self, temp: &Temp, hash: FileHash) -> Result<(), BlobError> {
        match self.verified(hash) {
            Ok(_) => return Ok(()),
            Err(BlobError::Missing(_)) => {}
            Err(BlobError::Damaged(_)) => move_aside(&self.place(hash))?,
            Err(other) => return Err(other),
        }
        let place = self.place(hash);
        let folder = place.parent().unwrap_or(&self.home);
        disk::private_folder(folder)?;
        fs::rename(&temp.0, &place)?;
        disk::sync_folder(folder)?;
        disk::sync_folder(&self.home.join(FOLDER))?;
        marked::point("file-named");
        Ok(())
    }
}

/// A file on its way; gone when dropped unless it was renamed.
struct Temp(PathBuf);

impl Drop for Temp {
    fn drop(&mut self) {
        // After the rename there is nothing to remove; a leftover is swept at the next start.
        let _ = fs::remove_file(&self.0);
    }
}

fn move_aside(path: &Path) -> io::Result<()> {
    let aside = (1..1000)
        .map(|n| path.with_extension(format!("damaged-{n}")))
        .find(|path| !path.exists());
    aside.map_or(Ok(()), |aside| fs::rename(path, aside))
}

/// Copies and hashes in one pass.
pub(crate) fn pour(source: &mut dyn Read, target: &mut dyn Write) -> io::Result<StoredBlob> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let count = match source.read(&mut buffer) {
            Ok(0) => break,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let read = &buffer[..count];
        hasher.update(read);
        target.write_all(read)?;
        size += count as u64;
    }
    target.flush()?;
    Ok(StoredBlob {
        sha256: FileHash(hasher.finalize().into()),
        size,
    })
}

/// Paths in a folder; none where the folder is not there.
pub(crate) fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        other => other?.map(|entry| entry.map(|it| it.path())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blobs() -> (tempfile::TempDir, Blobs) {
        let home = tempfile::tempdir().unwrap();
        let blobs = Blobs::of(home.path());
        (home, blobs)
    }

    #[test]
    fn bytes_lie_under_their_hash_and_come_back() {
        let (home, blobs) = blobs();
        let stored = blobs.put(b"abc").unwrap();
        assert_eq!(
            stored.sha256.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(stored.size, 3);
        assert_eq!(
            blobs.verified(stored.sha256).unwrap(),
            home.path().join("files/ba").join(stored.sha256.to_string())
        );
        assert_eq!(blobs.put(b"abc").unwrap(), stored);
        assert_eq!(blobs.all().unwrap(), [stored.sha256]);
        assert_eq!(blobs.read(stored.sha256).unwrap(), b"abc");
    }

    #[test]
    fn a_missing_and_a_damaged_file_are_told_apart_and_putting_it_again_heals() {
        let (_home, blobs) = blobs();
        let hash = blobs.put(b"abc").unwrap().sha256;
        let place = blobs.place(hash);
        fs::write(&place, b"abd").unwrap();
        assert!(matches!(blobs.verified(hash), Err(BlobError::Damaged(_))));
        assert!(matches!(blobs.read(hash), Err(BlobError::Damaged(_))));
        blobs.put(b"abc").unwrap();
        assert_eq!(blobs.read(hash).unwrap(), b"abc");
        assert_eq!(fs::read(place.with_extension("damaged-1")).unwrap(), b"abd");
        fs::remove_file(place).unwrap();
        assert!(matches!(blobs.read(hash), Err(BlobError::Missing(_))));
    }

    /// Gives some bytes, then fails like a pulled stick or a full disk.
    struct Fails(usize, io::ErrorKind);

    impl Read for Fails {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.min(buffer.len());
            self.0 -= count;
            if count == 0 { Err(self.1.into()) } else { Ok(count) }
        }
    }

    impl Write for Fails {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
            let count = self.0.min(buffer.len());
            self.0 -= count;
            if count == 0 { Err(self.1.into()) } else { Ok(count) }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_source_that_breaks_off_leaves_nothing() {
        let (home, blobs) = blobs();
        let broken = blobs.put_from(&mut Fails(100_000, io::ErrorKind::UnexpectedEof));
        assert!(matches!(broken, Err(BlobError::Disk(_))));
        assert_eq!(
            entries(&home.path().join("files")).unwrap(),
            Vec::<PathBuf>::new()
        );
    }

    #[test]
    fn a_disk_that_fills_up_is_said_so() {
        let mut disk = Fails(70_000, io::ErrorKind::StorageFull);
        let error = pour(&mut &vec![7; 100_000][..], &mut disk).unwrap_err();
        assert!(matches!(BlobError::from(error), BlobError::Full { .. }));
        let (home, mut blobs) = blobs();
        blobs.free_mb = |_| Some(disk::RESERVE_MB - 1);
        let refusal = Refusal::from(blobs.put(b"abc").unwrap_err());
        assert_eq!(
            refusal,
            Refusal::DiskFull {
                free_mb: disk::RESERVE_MB - 1
            }
        );
        assert!(!home.path().join("files").exists());
    }

    #[test]
    fn what_a_killed_process_left_is_no_file_and_is_swept() {
        let (home, blobs) = blobs();
        let stored = blobs.put(b"abc").unwrap();
        let leftover = home.path().join("files/.tmp-1-0");
        fs::write(&leftover, b"ab").unwrap();
        assert_eq!(blobs.all().unwrap(), [stored.sha256]);
        let workshop = blobs.workshop().unwrap().keep();
        fs::write(workshop.join("half.pdf"), b"%PDF").unwrap();
        assert_eq!(blobs.all().unwrap(), [stored.sha256]);
        blobs.sweep_leftovers().unwrap();
        assert!(!leftover.exists() && !workshop.exists());
        assert_eq!(blobs.read(stored.sha256).unwrap(), b"abc");
    }
}
