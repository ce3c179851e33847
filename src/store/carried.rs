//! A draft as a file: to another place when the database cannot be written, and back. What was attached stays behind;
//! only its hashes go along. The name of the file holds nothing personal.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::domain::draft::{Draft, Step};
use crate::domain::ids::{FileHash, OfficerId};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::store::blobs::Blobs;
use crate::store::{Store, disk};

const KIND: &str = "motcua.ban-nhap";
const NAME: &str = "motcua-ban-nhap-";
/// Version of the file, raised when an older program could no longer read it.
const VERSION: u32 = 1;
/// No reception comes near; more is no draft.
const MOST_BYTES: u64 = 16 << 20;

/// The file. `kind` stands first, so that a torn file still says what it was.
#[derive(Serialize, Deserialize)]
struct Sheet {
    kind: String,
    version: u32,
    saved_at: Moment,
    /// Of the draft's text with its keys in order.
    sha256: FileHash,
    draft: Value,
}

/// A draft that came in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// When it was written.
    pub saved_at: Moment,
    /// The reception.
    pub draft: Draft,
}

/// What of a draft could not come along.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Left {
    /// Files whose bytes this machine does not have, by the names the officer knows.
    pub files: Vec<String>,
    /// This desk's catalogue has no such version of the procedure: it is chosen again.
    pub procedure: bool,
}

/// Why a draft was not written to a file or not taken from one. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum CarryError {
    /// There is no such folder, or no draft in it.
    #[error("nothing there")]
    Absent,
    /// It is no draft of this program.
    #[error("not a draft")]
    Foreign,
    /// A newer program wrote it.
    #[error("of a newer program")]
    Newer,
    /// It began as a draft and is not whole.
    #[error("damaged")]
    Damaged,
    /// It is a dossier already.
    #[error("accepted already")]
    Accepted { code: String },
    /// This machine has the same draft, saved later.
    #[error("a newer one is here")]
    NewerHere { at: Moment },
    /// No room there.
    #[error("no room")]
    NoRoom,
    /// It cannot be written or read there.
    #[error("file: {}", .0.kind())]
    Disk(io::Error),
    /// The database refuses.
    #[error("the desk refuses")]
    Refused(Refusal),
}

impl From<io::Error> for CarryError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Absent,
            _ if disk::is_full(&error) => Self::NoRoom,
            _ => Self::Disk(error),
        }
    }
}

impl From<Refusal> for CarryError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<rusqlite::Error> for CarryError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Writes the draft into this folder, reads it again, and answers where it lies. No file there is written over.
pub fn write(folder: &Path, draft: &Draft, now: Moment) -> Result<PathBuf, CarryError> {
    // A name alone would mean the folder the program was started in.
    if folder.is_relative() || !folder.is_dir() {
        return Err(CarryError::Absent);
    }
    let stem = format!("{NAME}{}", now.local().format("%Y%m%d-%H%M%S"));
    let names = (1..100).map(|nth| match nth {
        1 => format!("{stem}.json"),
        nth => format!("{stem}-{nth}.json"),
    });
    let mut free = names.map(|name| folder.join(name)).filter(|path| !path.exists());
    let path = free.next().ok_or(CarryError::NoRoom)?;
    let text = sheet(draft, now).ok_or(CarryError::Damaged)?;
    disk::replace(&path, text.as_bytes()).inspect_err(|_| {
        // What was half written is of no use to anybody.
        let _ = fs::remove_file(path.with_extension("part"));
    })?;
    let again = read(&path)?;
    if again.draft == *draft {
        Ok(path)
    } else {
        Err(CarryError::Damaged)
    }
}

fn sheet(draft: &Draft, now: Moment) -> Option<String> {
    let draft = serde_json::to_value(draft).ok()?;
    let sheet = Sheet {
        kind: KIND.to_owned(),
        version: VERSION,
        saved_at: now,
        sha256: hash(&draft),
        draft,
    };
    serde_json::to_string_pretty(&sheet).ok()
}

/// A value's keys are kept in order, so its text is always the same.
fn hash(draft: &Value) -> FileHash {
    FileHash(Sha256::digest(draft.to_string()).into())
}

/// The draft of this file; of a folder, the newest in it.
pub fn read(path: &Path) -> Result<Carried, CarryError> {
    let file = if path.is_dir() {
        newest(path)?
    } else {
        path.to_owned()
    };
    if fs::metadata(&file)?.len() > MOST_BYTES {
        return Err(CarryError::Foreign);
    }
    let bytes = fs::read(&file)?;
    let text = String::from_utf8_lossy(&bytes);
    let Ok(sheet) = serde_json::from_str::<Sheet>(&text) else {
        let torn = text.trim_start().starts_with('{') && text.contains(KIND);
        return Err(if torn {
            CarryError::Damaged
        } else {
            CarryError::Foreign
        });
    };
    match sheet {
        Sheet { kind, .. } if kind != KIND => Err(CarryError::Foreign),
        Sheet { version, .. } if version > VERSION => Err(CarryError::Newer),
        Sheet { sha256, draft, .. } if hash(&draft) != sha256 => Err(CarryError::Damaged),
        Sheet { saved_at, draft, .. } => {
            let draft = serde_json::from_value(draft).map_err(|_| CarryError::Damaged)?;
            Ok(Carried { saved_at, draft })
        }
    }
}

/// Names begin with the time, so the last name is the newest.
fn newest(folder: &Path) -> Result<PathBuf, CarryError> {
    let names = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    let drafts = names.filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(NAME) && path.extension().is_some_and(|it| it == "json")
    });
    drafts.max().ok_or(CarryError::Absent)
}

impl Store {
    /// Takes in a draft that came in a file: it stands among this machine's drafts, the officer's own. Refused where it is
    /// a dossier already, and where the same draft was saved here later.
    pub fn bring_draft(
        &mut self,
        came: Carried,
        officer: OfficerId,
        now: Moment,
    ) -> Result<Left, CarryError> {
        let Carried { saved_at, mut draft } = came;
        let id = draft.id.bytes();
        let sql = "SELECT code FROM dossier WHERE id = ?1 AND code IS NOT NULL";
        let code = self.conn.query_row(sql, [id], |row| row.get(0)).optional()?;
        if let Some(code) = code {
            return Err(CarryError::Accepted { code });
        }
        let sql = "SELECT updated_at FROM draft WHERE id = ?1 AND trashed_at IS NULL";
        let here = self.conn.query_row(sql, [id], |row| row.get(0)).optional()?;
        if let Some(at) = here.map(Moment).filter(|at| *at >= saved_at) {
            return Err(CarryError::NewerHere { at });
        }
        let left = self.leave_behind(&mut draft)?;
        match self.untrash_draft(draft.id) {
            Ok(()) | Err(Refusal::NotFound) => {}
            Err(other) => return Err(other.into()),
        }
        self.save_draft(&draft, officer, now)?;
        Ok(left)
    }

    /// What the draft names and this desk does not have.
    fn leave_behind(&self, draft: &mut Draft) -> Result<Left, CarryError> {
        let blobs = Blobs::of(self.home());
        let mut left = Left::default();
        for component in &mut draft.components {
            component.files.retain(|file| {
                let here = blobs.place(file.sha256).is_file();
                if !here {
                    left.files.push(file.name.clone());
                }
                here
            });
        }
        if let Some(procedure) = &draft.procedure {
            let sql = "SELECT 1 FROM procedure_version WHERE lower(hex(id)) = ?1";
            left.procedure = !self.conn.prepare_cached(sql)?.exists([&procedure.version])?;
        }
        if left.procedure {
            draft.procedure = None;
            draft.step = draft.step.min(Step::Procedure);
        }
        Ok(left)
    }
}

#[cfg(test)]
mod tests;
