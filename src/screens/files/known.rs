//! Which of the files are known by their bytes: in this dossier or the tray, or elsewhere.

use std::collections::HashMap;

use super::{State, text};
use crate::app::destination::FilesPurpose;
use crate::app::job::FileEntry;
use crate::domain::known::Known;

impl State {
    /// Is it where the chosen files go?
    pub(super) fn is_used(&self, entry: &FileEntry) -> bool {
        match &self.purpose {
            FilesPurpose::Checklist { used, scan, .. } => {
                let own = scan.map(|(dossier, _)| dossier);
                let is_own = |it: &Known| matches!(it, Known::Dossier { id, .. } if Some(*id) == own);
                used.contains(&entry.sha256) || entry.known.iter().any(is_own)
            }
            FilesPurpose::Tray { used } => used.contains(&entry.sha256),
            FilesPurpose::Component | FilesPurpose::Result | FilesPurpose::Outcome => false,
        }
    }

    /// Where the bytes of a file lie already, in words; here before elsewhere.
    pub(super) fn known(&self, entry: &FileEntry) -> Option<String> {
        let here = self.is_used(entry).then(|| self.words().used.to_owned());
        here.or_else(|| text::known(&entry.known))
    }
}

/// Two of the chosen files that are one, byte for byte.
pub(super) fn twice<'a>(chosen: &[&'a FileEntry]) -> Option<(&'a FileEntry, &'a FileEntry)> {
    let mut seen = HashMap::new();
    chosen
        .iter()
        .find_map(|entry| Some((seen.insert(entry.sha256, *entry)?, *entry)))
}

/// Was it used elsewhere? Where scans come in by themselves, every new one lies in the tray: that says only the line below
/// the list.
pub(super) fn is_elsewhere(entry: &FileEntry) -> bool {
    entry.known.iter().any(|place| *place != Known::Tray)
}
