//! Bodies of the ops on signatures and on what the office trusts, and what a check found as bodies carry it.

use serde::{Deserialize, Serialize};

use super::snapshot::BlobFacts;
use crate::domain::component::SignatureMark;
use crate::domain::ids::{FileHash, PaperId};
use crate::domain::signature::Verdict;
use crate::domain::signing::act::Signable;
use crate::domain::time::Moment;

/// What a check of a file's signatures found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckFacts {
    /// When it was checked.
    pub checked_at: Moment,
    /// What it came to.
    pub verdict: Verdict,
    /// The [`crate::domain::signature::SignatureReport`] as JSON: one personal value, for it names the signers. Empty
    /// where it was erased.
    pub findings: String,
}

/// Ký số.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignFile {
    /// What was signed.
    pub of: Signable,
    /// The bytes that went out until now.
    pub was: FileHash,
    /// The signed copy, with what the own check found.
    pub file: BlobFacts,
    /// What that check came to.
    pub signature: SignatureMark,
    /// How it looks.
    pub profile: String,
    /// Common name of the signer.
    pub signer: String,
    /// Serial number of his certificate.
    pub serial: String,
}

/// The signatures of a file were checked again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyFile {
    /// Which file.
    pub sha256: FileHash,
    /// The kho's paper it is, where no dossier put it there; the aggregate is that paper then.
    pub paper: Option<PaperId>,
    /// What was found.
    pub checked: CheckFacts,
}

/// A CA certificate is trusted, or is no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTrust {
    /// SHA-256 of its DER.
    pub sha256: FileHash,
    /// The certificate that is trusted now; `None` = it is taken out.
    pub added: Option<TrustFacts>,
    /// Why it is taken out.
    pub reason: Option<String>,
}

/// A CA certificate as it says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustFacts {
    /// The DER as a file.
    pub file: BlobFacts,
    /// Common name of its owner.
    pub name: String,
    /// Common name of its issuer.
    pub issuer: String,
    /// Its number in hexadecimal.
    pub number: String,
    /// Valid from.
    pub valid_from: Moment,
    /// Valid to.
    pub valid_to: Moment,
}
