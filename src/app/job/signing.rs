//! Signing as data: what is signed at one go, and how far it came.

use crate::domain::act::Pin;
use crate::domain::ids::{DossierId, FileHash, OfficerId};
use crate::domain::signing::act::{Signable, SignedCopy};
use crate::domain::signing::look::{ProfileChoice, SignLook};
use crate::domain::signing::{FoundKey, KeyPlace};

/// Several papers, one key, one PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignWanted {
    /// Who signs; whoever logs in meanwhile has no part in it.
    pub actor: OfficerId,
    /// Where the key lies.
    pub place: KeyPlace,
    /// Serial number of its certificate, where several lie there.
    pub serial: Option<String>,
    /// The PIN or password as typed; tried once.
    pub pin: Pin,
    /// How the signature looks on a scan or a result; `None` = as the office set it.
    pub look: Option<SignLook>,
    /// What is signed, in this order.
    pub items: Vec<ToSign>,
}

/// One paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSign {
    /// Whose and which.
    pub of: SignOf,
    /// What the screen calls it: `230214-0001 · Phiếu hẹn`.
    pub title: String,
}

/// Where a paper to be signed lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignOf {
    /// In an accepted dossier: an act names the signed copy.
    Dossier(DossierId, Signable),
    /// Chosen or in a draft, where nothing is confirmed yet: who asked takes the signed copy.
    Loose(FileHash),
}

impl ToSign {
    /// A form of the office is signed without a mark on the page.
    pub fn is_form(&self) -> bool {
        matches!(self.of, SignOf::Dossier(_, Signable::Form(_)))
    }
}

/// The keys this machine can sign with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys {
    /// Tokens first, then key files of the settings.
    pub found: Vec<FoundKey>,
    /// One sentence for each device or file that could not be asked.
    pub trouble: Vec<String>,
    /// How a signature can look, the office's own choice first.
    pub looks: Vec<ProfileChoice>,
}

/// How far a batch came. A paper that cannot be signed holds up no other; what is wrong with the key ends the batch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignedSoFar {
    /// From the first paper on: `None` = signed, checked and attached, else why not.
    pub ends: Vec<Option<String>>,
    /// Why it ended before the last paper.
    pub why: Option<String>,
    /// Signed copies of loose files.
    pub copies: Vec<SignedCopy>,
}
