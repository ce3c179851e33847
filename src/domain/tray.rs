//! The tray (khay quét): what an officer does with pages that belong to no component yet.

use super::ids::{ComponentId, DossierId, TrayId};
use super::words::worded;

worded! {
    /// How a page came into the tray.
    TraySource {
        /// Chosen from a folder.
        Picked = "picked",
        /// Found in the watched folder.
        Folder = "folder",
        /// From the scanner.
        Scanner = "scanner",
        /// Taken out of a component.
        Component = "component",
    }
}

/// The flag of a page whose bytes came before, from the scan folder or chosen: whoever places it is asked.
pub const AGAIN: &str = "again";

/// The flag of a page out of a file whose bytes stand in a component now, as a page of it or as a whole file.
pub const USED: &str = "used";

/// The flag of a page that is one half of a joined page: the two sides of a card on one sheet.
pub const JOINED: &str = "joined";

/// The flag of a page that came out of a component because another image took its place.
pub const REPLACED: &str = "replaced";

/// One act on the tray of this machine. It is not an act of the log: nothing is decided about a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayAct {
    /// Quarter turns clockwise, shown and later in the PDF; the original stays.
    Turn { pages: Vec<TrayId>, quarter: u8 },
    /// Into the trash, from which it can be taken out again.
    Trash(Vec<TrayId>),
    /// Out of the trash.
    Untrash(Vec<TrayId>),
    /// Some into the trash and others out of it, as one act: what a page was made of takes its place, or back.
    Swap { out: Vec<TrayId>, back: Vec<TrayId> },
    /// A new order: every page of the tray once.
    Order(Vec<TrayId>),
    /// Meant for a dossier and, where it is known, a component; `None` = for nobody again.
    Aim {
        pages: Vec<TrayId>,
        at: Option<(DossierId, Option<ComponentId>)>,
    },
}
