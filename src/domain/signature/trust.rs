//! CA certificates the office trusts. Nothing is trusted that an administrator has not put there.

use crate::domain::act::StoredFile;
use crate::domain::ids::FileHash;
use crate::domain::signing::Certificate;
use crate::domain::time::Moment;

/// What an administrator does to the trust store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrustChange {
    /// Trust these; those that are trusted already are left as they are.
    Add(Vec<NewTrust>),
    /// Trust this one no longer. What was checked with it keeps what was found then.
    Remove {
        /// SHA-256 of its DER.
        cert: FileHash,
        /// Why.
        reason: String,
    },
}

/// A CA certificate to be trusted. Its DER lies in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTrust {
    /// The DER.
    pub file: StoredFile,
    /// What it says of itself.
    pub certificate: Certificate,
}

/// A CA certificate the office trusts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedCert {
    /// SHA-256 of its DER: its fingerprint, and the name of its file.
    pub sha256: FileHash,
    /// What it says of itself.
    pub certificate: Certificate,
    /// When it was put there.
    pub added_at: Moment,
    /// By whom.
    pub added_by: String,
}

impl TrustedCert {
    /// Has it ended to be valid?
    pub fn has_expired(&self, now: Moment) -> bool {
        self.certificate.to < now
    }
}

/// What this machine can really use of what the office trusts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrustInUse {
    /// Certificates whose file is gone or damaged: nobody is trusted for them.
    pub missing: Vec<FileHash>,
    /// The lists of revoked certificates.
    pub lists: ListsInUse,
}

/// The lists of revoked certificates of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ListsInUse {
    /// No folder of them is set.
    #[default]
    NoFolder,
    /// The folder that is set cannot be opened.
    FolderGone,
    /// Those of the folder.
    Read {
        /// How many can be asked.
        count: usize,
        /// Names of the files that cannot be read.
        broken: Vec<String>,
    },
}
