//! The tray of this machine, as it is shown.

use crate::domain::ids::{ComponentId, DossierId, TrayId};
use crate::domain::pages::Page;
use crate::domain::time::Moment;
use crate::domain::tray::TraySource;

/// Pages that are safe but homeless.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrayRows {
    /// In the officer's order.
    pub pages: Vec<TrayPage>,
    /// Thrown away, oldest first; they can come back.
    pub trashed: Vec<TrayPage>,
    /// One sentence for each file of the scan folder that was refused and lies there still, newest first.
    pub refused: Vec<String>,
}

/// One page of the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayPage {
    /// Id.
    pub id: TrayId,
    /// The image. Its side means nothing until it is placed.
    pub page: Page,
    /// How it came.
    pub source: TraySource,
    /// What the machine saw, by stable word (`blank`, `skewed` …).
    pub flags: Vec<String>,
    /// Meant for this dossier and component, not yet placed.
    pub aim: Option<(DossierId, Option<ComponentId>)>,
    /// When it was thrown away.
    pub trashed_at: Option<Moment>,
}
