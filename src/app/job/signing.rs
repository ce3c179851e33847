//! Signing as data: what is signed at one go, and how far it came.

use crate::domain::act::Pin;
use crate::domain::ids::DossierId;
use crate::domain::signing::act::Signable;
use crate::domain::signing::{FoundKey, KeyPlace};

/// Several papers, one key, one PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignWanted {
    /// Where the key lies.
    pub place: KeyPlace,
    /// Serial number of its certificate, where several lie there.
    pub serial: Option<String>,
    /// The PIN or password as typed; tried once.
    pub pin: Pin,
    /// What is signed, in this order.
    pub items: Vec<ToSign>,
}

/// One paper of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSign {
    /// Of which dossier.
    pub dossier: DossierId,
    /// What of it.
    pub of: Signable,
    /// What the screen calls it: `230214-0001 · Phiếu hẹn`.
    pub title: String,
}

/// The keys this machine can sign with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys {
    /// Tokens first, then key files of the settings.
    pub found: Vec<FoundKey>,
    /// One sentence for each device or file that could not be asked.
    pub trouble: Vec<String>,
}

/// How far a batch came: so many papers are signed, checked and attached; then it stopped, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedSoFar {
    /// From the first on.
    pub signed: usize,
    /// `None` = all are signed.
    pub why: Option<String>,
}
