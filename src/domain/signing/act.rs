//! What is signed, and the signed copy as the store is asked to take it.

use serde::{Deserialize, Serialize};

use super::ProfileName;
use crate::domain::act::StoredFile;
use crate::domain::component::SignatureMark;
use crate::domain::ids::{DossierId, FileHash, FileId, FormId, OutcomeId};

/// What of a dossier can be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signable {
    /// A file of a component.
    File(FileId),
    /// A result that is in force and not handed back.
    Outcome(OutcomeId),
    /// A printed form.
    Form(FormId),
}

/// A signed copy. Its bytes lie in the store, and this machine has checked its signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSignature {
    /// What was signed.
    pub of: Signable,
    /// The bytes that were signed; others found there mean that somebody changed them meanwhile.
    pub was: FileHash,
    /// The signed copy.
    pub file: StoredFile,
    /// How the signature looks.
    pub profile: ProfileName,
    /// Common name of the signer's certificate, cleaned.
    pub signer: String,
    /// Serial number of that certificate, as the check of the copy says it.
    pub serial: String,
}

/// A signed copy of a file that no act names yet: a draft or a form on the screen takes it in place of what was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCopy {
    /// The bytes that were signed; the copy begins with them.
    pub was: FileHash,
    /// The copy.
    pub sha256: FileHash,
    /// Its bytes.
    pub size: u64,
    /// What the check of its signatures found.
    pub signature: SignatureMark,
}

/// A receipt of today that is not signed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned {
    /// The receipt.
    pub form: FormId,
    /// Its dossier.
    pub dossier: DossierId,
    /// Full code.
    pub code: String,
    /// Organisation or person.
    pub holder: String,
}
