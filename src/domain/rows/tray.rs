//! The tray of this machine, as it is shown.

use crate::domain::cover::Aim;
use crate::domain::ids::TrayId;
use crate::domain::pages::Page;
use crate::domain::time::Moment;
use crate::domain::tray::{AGAIN, JOINED, REPLACED, TraySource, USED};

/// Pages that are safe but homeless.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrayRows {
    /// In the officer's order.
    pub pages: Vec<TrayPage>,
    /// Thrown away, oldest first; they can come back.
    pub trashed: Vec<TrayPage>,
    /// Whom pages here are meant for, by name.
    pub aims: Vec<AimedAt>,
    /// One sentence for each file of the scan folder that was refused and lies there still, newest first.
    pub refused: Vec<String>,
}

/// A dossier, and a component of it, that pages are meant for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AimedAt {
    /// Whom.
    pub aim: Aim,
    /// The dossier's code.
    pub code: Option<String>,
    /// The component's name.
    pub component: Option<String>,
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
    pub aim: Option<Aim>,
    /// When it was thrown away.
    pub trashed_at: Option<Moment>,
}

impl TrayPage {
    /// What it shows is known already: its bytes came before, stand in a component, or are part of a joined page. Whoever
    /// places it is asked.
    pub fn came_before(&self) -> bool {
        [AGAIN, USED, JOINED].iter().any(|flag| self.has(flag))
    }

    /// Another image took its place: it is chosen again, but never offered.
    pub fn was_replaced(&self) -> bool {
        self.has(REPLACED)
    }

    fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|it| it == flag)
    }
}
