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

    /// Where a file that was used lies: what was thrown out of the tray is not in it.
    pub(super) fn used_words(&self, entry: &FileEntry) -> &'static str {
        let lies = |place| entry.known.contains(&place);
        let into_tray = matches!(self.purpose, FilesPurpose::Tray { .. });
        if into_tray && lies(Known::Bin) && !lies(Known::Tray) {
            text::BINNED
        } else {
            self.words().used
        }
    }

    /// Where the bytes of a file lie already, in words; here before elsewhere.
    pub(super) fn known(&self, entry: &FileEntry) -> Option<String> {
        let here = self.is_used(entry).then(|| self.used_words(entry).to_owned());
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
    let is_of_tray = |place: &Known| matches!(place, Known::Tray | Known::Bin);
    entry.known.iter().any(|place| !is_of_tray(place))
}
