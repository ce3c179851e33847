//! Copies as they leave the desk and come back: what the store copied and compared by its hash has its pages counted
//! too, and each dossier's manifest goes along ([`crate::desk::manifest`]).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::manifest::{self, Sources};
use crate::domain::ids::{FileHash, IdSource};
use crate::domain::query::{Answer, Query};
use crate::domain::time::Moment;
use crate::scan;
use crate::store::backup::{self, BackupError, Made, Tell};
use crate::store::blobs::Blobs;
use crate::store::restore::{self, RestoreError, Restored};
use crate::store::{Reader, disk};

/// The folder of manifests beside a copy: one file for each dossier.
pub const MANIFESTS: &str = "bang-ke";

/// Which op each manifest was written after, so that the next copy writes only what changed.
const WRITTEN: &str = "muc-luc.json";

/// A copy of everything on another medium, its new files' pages counted, the manifests beside it. A copy without its
/// manifests is none: it is tried again.
pub fn elsewhere(reader: &Reader, target: &Path, now: Moment, tell: Tell<'_>) -> Result<Made, BackupError> {
    let mut made = backup::elsewhere(reader, target, now, tell)?;
    made.miscounted = miscounted(reader, target, &made.files)?;
    manifests(reader, target, now)?;
    Ok(made)
}

/// Brings a desk back and counts the pages of its files.
pub fn bring_back(
    (from, home): (&Path, &Path),
    now: Moment,
    ids: &mut dyn IdSource,
    tell: Tell<'_>,
) -> Result<Restored, RestoreError> {
    let mut restored = restore::restore((from, home), now, ids, tell)?;
    let reader = Reader::open(home)?;
    restored.miscounted = miscounted(&reader, home, &restored.files)?;
    Ok(restored)
}

/// Those of these files in `folder` whose pages are not as many as was written down.
fn miscounted(reader: &Reader, folder: &Path, files: &[FileHash]) -> rusqlite::Result<Vec<FileHash>> {
    let blobs = Blobs::of(folder);
    let wrong = |(hash, pages): &(FileHash, u32)| scan::inspect(&blobs.place(*hash)).pages != *pages;
    let counted = backup::elsewhere::counted(&reader.conn, files)?;
    Ok(counted.into_iter().filter(wrong).map(|(hash, _)| hash).collect())
}

/// Writes the manifest of every dossier that was received and has changed since the last copy here.
fn manifests(reader: &Reader, target: &Path, now: Moment) -> Result<(), BackupError> {
    let folder = target.join(MANIFESTS);
    disk::private_folder(&folder)?;
    let unread = || BackupError::Database { code: "db" };
    let names = manifest::names(reader, now).ok_or_else(unread)?;
    let mut sources = Sources::new(Blobs::of(reader.home()));
    let known = std::fs::read(folder.join(WRITTEN)).unwrap_or_default();
    let known: BTreeMap<String, String> = serde_json::from_slice(&known).unwrap_or_default();
    let (mut written, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (dossier, code, op) in backup::elsewhere::dossiers(&reader.conn)? {
        // Two desks that were one may have given the same code.
        let name = if taken.insert(code.clone()) {
            file_name(&code)
        } else {
            format!("{}-{}", file_name(&code), dossier.0)
        };
        let path = folder.join(format!("{name}.json"));
        let op = op.0.to_string();
        if known.get(&name) != Some(&op) || !path.is_file() {
            let Answer::Dossier(Some(view)) = reader.answer(&Query::Dossier(dossier), now) else {
                return Err(unread());
            };
            let text = manifest::json(&view, (&names, None), &mut sources).to_string();
            disk::replace(&path, text.as_bytes())?;
        }
        written.insert(name, op);
    }
    let text = serde_json::to_vec(&written).map_err(std::io::Error::other)?;
    disk::replace(&folder.join(WRITTEN), &text)?;
    Ok(())
}

/// The code as every file system takes it.
fn file_name(code: &str) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-');
    code.chars()
        .map(|sign| if plain(sign) { sign } else { '_' })
        .collect()
}
