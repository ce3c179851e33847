//! Where the bytes of a file lie already. A file that comes again is said to; nothing follows of it.

use super::ids::DossierId;

/// One place; known by the bytes (SHA-256), never by a name: scanners give the same names again every day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Known {
    /// In a dossier: a file or a page of a component, an interim paper, a result.
    Dossier {
        /// Which.
        id: DossierId,
        /// Its code; empty = it has none yet.
        code: String,
    },
    /// In a reception that is not finished.
    Draft {
        /// The future dossier.
        id: DossierId,
        /// Chủ hồ sơ; empty = not said yet.
        holder: String,
    },
    /// In the tray.
    Tray,
    /// In the tray's bin.
    Bin,
    /// In the kho, put there without a dossier.
    Kho,
    /// It was here once: taken out again, replaced by its signed copy, or taken in from the scan folder.
    Before,
}
