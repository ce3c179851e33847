//! What of the tray may be placed here, and in which order it is offered.

use super::{State, text};
use crate::domain::rows::TrayPage;
use crate::domain::tray::TraySource;

impl State {
    /// What Enter places, the next one first: an image that gave way to another is never offered.
    pub(super) fn waiting(&self) -> Vec<&TrayPage> {
        let mut found = self.candidates();
        found.retain(|row| !row.was_replaced());
        found
    }

    /// Pages of the tray that may be placed here: what was taken off a side of this component, then those that are meant
    /// for it, then those for this dossier, then those for nobody; last what gave way to another image.
    pub(super) fn candidates(&self) -> Vec<&TrayPage> {
        let aims = [
            Some((self.dossier, Some(self.component))),
            Some((self.dossier, None)),
            None,
        ];
        let rows = self.tray.as_ref().map_or(&[][..], |tray| &tray.pages);
        let rank = |row: &TrayPage| {
            let aim = aims.iter().position(|aim| *aim == row.aim)?;
            let key = (row.page.sha256, row.page.leaf);
            let off = row.source == TraySource::Component && (aim == 0 || self.off.contains(&key));
            Some(match (row.was_replaced(), off) {
                (true, _) => aims.len() + 1,
                (false, true) => 0,
                (false, false) => aim + 1,
            })
        };
        let free = rows.iter().filter(|row| !self.taken.contains(&row.id));
        let mut found: Vec<(usize, &TrayPage)> = free.filter_map(|row| Some((rank(row)?, row))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, row)| row).collect()
    }

    /// Images in the tray that were scanned for another paper.
    pub(super) fn of_others(&self) -> usize {
        let rows = self.tray.as_ref().map_or(&[][..], |tray| &tray.pages);
        let free = rows.iter().filter(|row| !self.taken.contains(&row.id));
        free.count() - self.candidates().len()
    }

    /// What to say where Enter finds nothing to place.
    pub(super) fn why_nothing_waits(&self) -> &'static str {
        if self.candidates().is_empty() {
            text::TRAY_EMPTY
        } else {
            text::ONLY_REPLACED
        }
    }

    /// How many images there are to guess the sheets from: of those that wait, only the ones meant as the first is.
    pub(super) fn images(&self) -> u32 {
        let waiting = self.waiting();
        let alike = waiting.iter().take_while(|row| row.aim == waiting[0].aim);
        u32::try_from(self.pages.len() + alike.count()).unwrap_or(u32::MAX)
    }
}
