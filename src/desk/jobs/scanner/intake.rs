//! Pages from the scanner's folder into the tray: each as soon as it is whole, and what a killed scan left behind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use crate::app::job::{JobFault, TakenIn};
use crate::desk::hands::Hands;
use crate::desk::jobs::files::{changed_at, name_of};
use crate::desk::jobs::reader;
use crate::desk::jobs::tray::{Origin, SETTLED, take};
use crate::domain::cover::Stack;
use crate::domain::ids::{ComponentId, DossierId, IdSource, OfficerId};
use crate::domain::scanner::text;
use crate::domain::tray::TraySource;
use crate::scan;
use crate::store::disk;
use crate::store::incoming::Incoming;

/// Where scanners write, inside the desk's folder; one folder for each scan.
const SCANNING: &str = "scanning";
/// What scans brought and the desk could not take, from the next scan on; nothing here deletes it.
const REFUSED: &str = "refused";
/// Whose pages they are, beside them.
const NOTE: &str = ".scan.json";
/// A page that is still being scanned.
const PART: &str = "part";

/// What is known of a scan's pages before they come; it survives the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    pub device: String,
    pub by: OfficerId,
    pub aim: Option<(DossierId, Option<ComponentId>)>,
    /// Both sides of every sheet come.
    #[serde(default)]
    pub both_sides: bool,
}

impl Note {
    fn origin(&self) -> Origin {
        Origin {
            source: TraySource::Scanner,
            device: self.device.clone(),
            aim: self.aim,
            by: self.by,
        }
    }
}

/// Which files are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Those with their last name: the program renames a page when it is whole.
    Named,
    /// Those that stopped growing: the program says nothing.
    Settled,
    /// All that are there: nobody writes any more.
    All,
}

/// The folder of one scan, and what came out of it.
pub(super) struct Intake<'a> {
    hands: &'a Hands,
    pub(super) folder: PathBuf,
    origin: Origin,
    pub(super) taken: TakenIn,
    /// Where the last cover sheet of this stack leads.
    stack: Stack,
    growing: BTreeMap<PathBuf, (u64, Instant)>,
    /// Refused and said; they lie there until the next scan.
    refused: BTreeSet<PathBuf>,
}

impl<'a> Intake<'a> {
    /// A new folder for a scan.
    pub(super) fn open(hands: &'a Hands, note: &Note) -> std::io::Result<Self> {
        let id = crate::desk::random::SystemIds.next(hands.clock.now().0);
        let folder = hands.home().join(SCANNING).join(id.simple().to_string());
        disk::private_folder(&folder)?;
        let text = serde_json::to_vec(note)?;
        disk::replace(&folder.join(NOTE), &text)?;
        Ok(Self::of(hands, folder, note))
    }

    fn of(hands: &'a Hands, folder: PathBuf, note: &Note) -> Self {
        Self {
            hands,
            folder,
            origin: note.origin(),
            taken: TakenIn::default(),
            stack: Stack::of(note.both_sides),
            growing: BTreeMap::new(),
            refused: BTreeSet::new(),
        }
    }

    /// Takes what is whole into the tray: bytes, then rows, and only then the file goes. `true` = something moved.
    pub(super) fn sweep(&mut self, which: Which) -> Result<bool, JobFault> {
        let mut moved = false;
        for path in pages_in(&self.folder) {
            if is_part(&path) || self.refused.contains(&path) {
                continue;
            }
            if which == Which::Settled && !self.is_settled(&path, &mut moved) {
                continue;
            }
            if self.was_taken(&path)? || self.take(&path)? {
                let _ = fs::remove_file(&path);
                moved = true;
            }
        }
        Ok(moved)
    }

    /// `false` = it was refused, and lies there until the next scan so that the tray goes on saying so.
    fn take(&mut self, path: &Path) -> Result<bool, JobFault> {
        let refused = self.taken.refused.len();
        let whole = take(self.hands, path, &self.origin, (&mut self.taken, &mut self.stack))?;
        if self.taken.refused.len() > refused {
            self.refused.insert(path.to_owned());
            return Ok(false);
        }
        Ok(whole)
    }

    /// The program was killed between the row and the file's end.
    fn was_taken(&self, path: &Path) -> Result<bool, JobFault> {
        let seen = (fs::metadata(path).map_or(0, |meta| meta.len()), changed_at(path));
        Ok(reader(self.hands)?.took_incoming(&path.to_string_lossy(), seen)?)
    }

    fn is_settled(&mut self, path: &Path, moved: &mut bool) -> bool {
        let size = fs::metadata(path).map_or(0, |meta| meta.len());
        match self.growing.get(path) {
            Some((before, since)) if *before == size => {
                since.elapsed() >= SETTLED && scan::inspect(path).faults.is_empty()
            }
            _ => {
                *moved = true;
                self.growing.insert(path.to_owned(), (size, Instant::now()));
                false
            }
        }
    }

    /// The last look: everything is taken; a page that was begun is dropped. `true` = there was one.
    pub(super) fn close(&mut self) -> Result<bool, JobFault> {
        self.sweep(Which::All)?;
        let half = pages_in(&self.folder).iter().any(|path| is_part(path));
        let left = pages_in(&self.folder).into_iter().filter(|path| !is_part(path));
        if left.count() == 0 {
            let _ = fs::remove_dir_all(&self.folder);
        }
        Ok(half)
    }

    /// What a killed scan left: whole pages are taken, a page that was begun is refused by name and lies there until
    /// the next scan.
    fn recover(&mut self) -> Result<(), JobFault> {
        self.sweep(Which::All)?;
        let parts = pages_in(&self.folder);
        for path in parts.iter().filter(|path| is_part(path)) {
            let name = name_of(&path.with_extension(""));
            let seen = Incoming {
                path: path.to_string_lossy().into_owned(),
                size: fs::metadata(path).map_or(0, |meta| meta.len()),
                modified: changed_at(path),
                sha256: None,
                fault: text::torn(&name),
                found_at: self.hands.clock.now(),
            };
            self.taken.refused.push(seen.fault.clone());
            self.hands.write(|store| store.refuse_incoming(&seen))?;
        }
        if parts.is_empty() {
            let _ = fs::remove_dir_all(&self.folder);
        }
        Ok(())
    }
}

/// Takes in what scans left that were killed. `again` = what was refused before is put aside now.
pub(super) fn leftovers(hands: &Hands, again: bool) -> Result<TakenIn, JobFault> {
    let mut taken = TakenIn::default();
    let Ok(folders) = fs::read_dir(hands.home().join(SCANNING)) else {
        return Ok(taken);
    };
    let mut folders: Vec<PathBuf> = folders.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders {
        let note = fs::read(folder.join(NOTE)).ok();
        let note = note.and_then(|text| serde_json::from_slice(&text).ok());
        let note = note.unwrap_or_else(|| Note {
            device: String::new(),
            by: OfficerId::PROGRAM,
            aim: None,
            both_sides: false,
        });
        if again {
            put_aside(hands, &folder)?;
        }
        let mut intake = Intake::of(hands, folder, &note);
        intake.recover()?;
        taken.add(std::mem::take(&mut intake.taken));
    }
    Ok(taken)
}

/// What was refused and said is not said again. Its bytes are in no other place, so it lies aside from then on: only a
/// page that was never through goes.
fn put_aside(hands: &Hands, folder: &Path) -> Result<(), JobFault> {
    let reader = reader(hands)?;
    for path in pages_in(folder) {
        let seen = (
            fs::metadata(&path).map_or(0, |meta| meta.len()),
            changed_at(&path),
        );
        let text = path.to_string_lossy();
        if is_part(&path) || reader.took_incoming(&text, seen)? {
            let _ = fs::remove_file(&path);
        } else if reader.knows_incoming(&text, seen)? {
            let scan = folder.file_name().unwrap_or_default();
            let aside = hands.home().join(REFUSED).join(scan);
            // Where it cannot be moved it stays, and is refused once more.
            let _ = disk::private_folder(&aside)
                .and_then(|()| fs::rename(&path, aside.join(path.file_name().unwrap_or_default())));
        }
    }
    Ok(())
}

fn is_part(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == PART)
}

/// The pages of a folder in their order, those that were begun among them.
fn pages_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .filter(|path| !name_of(path).starts_with('.'))
        .collect();
    paths.sort_by(|a, b| scan::natural_order(&a.to_string_lossy(), &b.to_string_lossy()));
    paths
}
