//! What is known of the digital signatures of a file: each with what it says of itself, what was found, and a verdict.
//! `sign::verify` finds it, the log keeps it with the file's SHA-256, screens and paper show it.

pub mod text;
pub mod trust;

use serde::{Deserialize, Serialize};

use super::component::SignatureMark;
use super::ids::FileHash;
use super::refusal::Refusal;
use super::time::Moment;
use super::words::worded;

worded! {
    /// What a check came to. The order is the order of severity.
    Verdict {
        /// Hợp lệ.
        Valid = "valid",
        /// Không xác định: nothing is wrong with the bytes, but the signer cannot be decided here.
        Unknown = "unknown",
        /// Không hợp lệ.
        Invalid = "invalid",
    }
}

worded! {
    /// Where the time of a signature is from. None of them is proof: no time-stamp authority is asked.
    TimeSource {
        /// The signed attribute signing-time, by the signer's machine.
        Attribute = "signing_time",
        /// `/M` of the signature dictionary, by the signer's machine.
        Dictionary = "m",
        /// The signature names no time.
        None = "none",
    }
}

/// Everything found about one file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SignatureReport {
    /// Each signature, in the order in which they were made.
    pub signatures: Vec<Signature>,
    /// What was found about the file as a whole.
    pub findings: Vec<Finding>,
}

/// What was found about a file, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The file.
    pub sha256: FileHash,
    /// When it was checked, with the trust store as it was then.
    pub checked_at: Moment,
    /// What was found.
    pub report: SignatureReport,
}

/// Why the store says no to a signature, or to a certificate that shall be trusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignatureRefusal {
    /// A signature of the file is not valid; what weighs most.
    Invalid(Option<Finding>),
    /// The file's signatures were not checked on this machine.
    Unchecked,
    /// A new check found what the record says already.
    AsBefore,
    /// A result in force has a signature that is not valid: it is replaced before anything is handed over.
    OfResult {
        /// Its name.
        name: String,
    },
    /// A signature of the paper of the kho is not valid.
    OfPaper,
    /// Every one of these CA certificates is trusted already.
    TrustedAlready,
}

/// One signature as it says of itself, and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Name of the form field, cleaned of control characters.
    pub field: String,
    /// Common name of the signer's certificate, cleaned; empty = no certificate could be read.
    pub signer: String,
    /// Common name of its issuer, cleaned.
    pub issuer: String,
    /// Serial number of the certificate in hexadecimal.
    pub serial: String,
    /// As people write it: `RSA-2048 PKCS#1 SHA-256`.
    pub algorithm: String,
    /// The time it claims.
    pub claimed_at: Option<Moment>,
    /// Where that time is from.
    pub time_source: TimeSource,
    /// Nothing but the signature itself lies outside of what was signed. `false` also where nobody could look.
    pub covers_whole_file: bool,
    /// The hash of the signed bytes and the signature over it were both computed, and both fit. `None` = the report is
    /// older than this fact: [`Signature::content`] tells it from what was found.
    #[serde(default)]
    pub intact: Option<bool>,
    /// What the findings come to.
    pub verdict: Verdict,
    /// What was found, the worst first.
    pub findings: Vec<Finding>,
}

/// What is known of the signed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Computed, and as it was signed.
    Intact,
    /// A finding says what is wrong with it, or what kept it from being looked at whole.
    Faulty,
    /// Nobody computed it.
    Unchecked,
}

/// One thing that was found. Words: [`text::finding`]; weight: [`Finding::weight`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Finding {
    /// The signed bytes are not what they were.
    DigestMismatch,
    /// The signature does not fit its certificate.
    SignatureWrong,
    /// The signature's own bytes cannot be read; `why` in English for the log.
    Unreadable {
        /// What could not be read.
        why: String,
    },
    /// The hole in the signed bytes is larger than the signature, or is not there.
    HoleNotExact,
    /// The signed bytes do not end where the file ended at some time: what makes a whole file of them is not signed.
    NotWholeFile,
    /// Other bytes than zeros lie behind the signature in its hole.
    JunkInHole,
    /// Bytes lie behind the end of the file.
    TrailingBytes {
        /// How many.
        bytes: u64,
    },
    /// Something was changed after signing.
    Changed {
        /// What.
        change: Change,
        /// On which page, from 1.
        page: Option<u32>,
        /// How many of them.
        count: u32,
    },
    /// A signature that stood in an earlier state of the file is gone.
    Removed {
        /// Its field.
        field: String,
    },
    /// What was added after a certification is more than it permits.
    NotPermitted {
        /// `P` of `DocMDP`, 1 to 3; 0 = a field lock (`FieldMDP`).
        permission: u8,
    },
    /// The certificate the signature names is not the one it was made with.
    WrongCertificate,
    /// No certificate of the office's trust store leads to the signer.
    NotTrusted,
    /// A certificate of the chain was not valid at the claimed time.
    OutOfDate {
        /// Whose.
        name: String,
        /// It began to be valid.
        from: Moment,
        /// It ended to be valid.
        to: Moment,
    },
    /// A certificate of the chain must not be used for this.
    WrongUse {
        /// Whose.
        name: String,
    },
    /// The certificate was called back before the claimed time.
    Revoked {
        /// Whose.
        name: String,
        /// When.
        at: Moment,
    },
    /// The certificate was called back after the claimed time, which is only claimed.
    RevokedLater {
        /// Whose.
        name: String,
        /// When.
        at: Moment,
    },
    /// There is no list to ask whether the certificate was called back.
    RevocationUnchecked,
    /// The lists there are were out of date at the claimed time, or on the day of the check.
    RevocationOutdated,
    /// No time is named, so that validity was judged by the day of the check.
    NoTime,
    /// The time is later than the clock of the check.
    TimeInFuture,
    /// An algorithm that is no longer good enough.
    WeakAlgorithm {
        /// Its name.
        name: String,
    },
    /// A signature made by other rules than `PAdES`; good all the same.
    NotPades,
    /// A time stamp is there; it was not judged.
    TimeStampPresent,
    /// Not a kind of signature that can be judged here.
    NotSupported {
        /// Which.
        name: String,
    },
    /// The file is encrypted, so only the signature itself could be judged.
    Encrypted,
    /// The file's own structure is damaged, so not everything could be compared.
    Damaged,
    /// Something in the file looks like a signature, and nothing leads to it.
    Traces,
    /// A further signature was added after this one.
    SignedAgain,
    /// Form fields that were meant to be filled were filled after this signature, as its author permitted.
    FilledAsPermitted,
}

worded! {
    /// What can be changed after signing.
    Change {
        /// What stands on a page.
        Page = "page",
        /// A page was added, taken away or put elsewhere.
        PageCount = "page_count",
        /// A note was added.
        Annotation = "annotation",
        /// How a signature looks.
        Appearance = "appearance",
        /// What a form field says.
        FormField = "form_field",
        /// A script or an action.
        Script = "script",
        /// An attached file.
        Attachment = "attachment",
        /// Anything else of the file.
        Object = "object",
    }
}

impl From<SignatureRefusal> for Refusal {
    fn from(refusal: SignatureRefusal) -> Self {
        Self::Signature(refusal)
    }
}

impl From<Verdict> for SignatureMark {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Valid => Self::Valid,
            Verdict::Unknown => Self::Unknown,
            Verdict::Invalid => Self::Invalid,
        }
    }
}

impl Signature {
    /// What is known of the bytes it covers. What was not computed is never said to be as it was.
    pub fn content(&self) -> Content {
        let mut of_content = self.findings.iter().filter(|it| it.is_of_content());
        if of_content.any(|it| it.weight() != Verdict::Valid) {
            return Content::Faulty;
        }
        if self.intact == Some(false) {
            return Content::Unchecked;
        }
        Content::Intact
    }
}

impl Finding {
    /// Is it about the signed bytes themselves, or about whether they could be looked at?
    pub fn is_of_content(&self) -> bool {
        matches!(
            self,
            Self::DigestMismatch
                | Self::SignatureWrong
                | Self::Unreadable { .. }
                | Self::HoleNotExact
                | Self::NotWholeFile
                | Self::JunkInHole
                | Self::TrailingBytes { .. }
                | Self::NotSupported { .. }
                | Self::Encrypted
                | Self::Damaged
        )
    }

    /// What a signature of which only this was found would be.
    pub fn weight(&self) -> Verdict {
        match self {
            Self::DigestMismatch
            | Self::SignatureWrong
            | Self::Unreadable { .. }
            | Self::HoleNotExact
            | Self::NotWholeFile
            | Self::Removed { .. }
            | Self::NotPermitted { .. }
            | Self::WrongCertificate
            | Self::OutOfDate { .. }
            | Self::WrongUse { .. }
            | Self::Revoked { .. } => Verdict::Invalid,
            // A note or a filled field may be the office's own ordinary work; the officer reads it and decides.
            Self::Changed { change, .. } => match change {
                Change::Page | Change::PageCount | Change::Appearance | Change::Script => Verdict::Invalid,
                Change::Annotation | Change::FormField | Change::Attachment | Change::Object => {
                    Verdict::Unknown
                }
            },
            Self::JunkInHole
            | Self::TrailingBytes { .. }
            | Self::NotTrusted
            | Self::RevokedLater { .. }
            | Self::TimeInFuture
            | Self::WeakAlgorithm { .. }
            | Self::NotSupported { .. }
            | Self::Encrypted
            | Self::Damaged
            | Self::Traces => Verdict::Unknown,
            Self::RevocationUnchecked
            | Self::RevocationOutdated
            | Self::NoTime
            | Self::NotPades
            | Self::TimeStampPresent
            | Self::SignedAgain
            | Self::FilledAsPermitted => Verdict::Valid,
        }
    }
}

/// A certificate of the trust folder, or one that is about to go there, as people see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaCertificate {
    /// Common name of its owner, cleaned.
    pub owner: String,
    /// Common name of its issuer, cleaned.
    pub issuer: String,
    /// Serial number in hexadecimal.
    pub serial: String,
    /// Valid from.
    pub from: Moment,
    /// Valid to.
    pub to: Moment,
    /// SHA-256 of its bytes in hexadecimal: what is compared with what the issuer publishes.
    pub sha256: String,
    /// It may issue certificates. One that may not leads to nobody but its owner.
    pub is_ca: bool,
}

/// The worst weight of these; nothing found = valid.
pub fn verdict_of(findings: &[Finding]) -> Verdict {
    findings
        .iter()
        .map(Finding::weight)
        .max()
        .unwrap_or(Verdict::Valid)
}

impl SignatureReport {
    /// The worst verdict of the file; `None` = it holds no signature and never held one.
    pub fn verdict(&self) -> Option<Verdict> {
        let of_file = (!self.findings.is_empty()).then(|| verdict_of(&self.findings));
        let of_signatures = self.signatures.iter().map(|signature| signature.verdict).max();
        of_file.max(of_signatures)
    }

    /// What weighs most of all that was found; `None` = nothing was found wrong or undecided.
    pub fn worst(&self) -> Option<&Finding> {
        let of_signatures = self.signatures.iter().flat_map(|signature| &signature.findings);
        let found = self.findings.iter().chain(of_signatures);
        let graver = found.filter(|finding| finding.weight() != Verdict::Valid);
        // The first of equals: what was found first says more than what follows from it.
        graver.reduce(|worst, next| {
            if next.weight() > worst.weight() {
                next
            } else {
                worst
            }
        })
    }

    /// Is a signer's CA missing in the office's trust store?
    pub fn lacks_ca(&self) -> bool {
        let mut of_signatures = self.signatures.iter().flat_map(|signature| &signature.findings);
        of_signatures.any(|finding| *finding == Finding::NotTrusted)
    }

    /// What a file's row keeps of it.
    pub fn mark(&self) -> SignatureMark {
        self.verdict().map_or(SignatureMark::None, SignatureMark::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(findings: Vec<Finding>) -> Signature {
        Signature {
            field: "Signature1".to_owned(),
            signer: "Nguyễn Văn Mẫu".to_owned(),
            issuer: "CA thử".to_owned(),
            serial: "01".to_owned(),
            algorithm: "RSA-2048 PKCS#1 SHA-256".to_owned(),
            claimed_at: None,
            time_source: TimeSource::None,
            covers_whole_file: true,
            intact: Some(true),
            verdict: verdict_of(&findings),
            findings,
        }
    }

    #[test]
    fn a_file_is_as_good_as_its_worst_signature() {
        let mut report = SignatureReport::default();
        assert_eq!(report.mark(), SignatureMark::None);
        report
            .signatures
            .push(signature(vec![Finding::RevocationUnchecked]));
        assert_eq!(
            report.mark(),
            SignatureMark::Valid,
            "what was not asked is said, and is no fault"
        );
        report.signatures.push(signature(vec![Finding::NotTrusted]));
        assert_eq!(report.mark(), SignatureMark::Unknown);
        report.findings.push(Finding::Removed {
            field: "Signature3".to_owned(),
        });
        assert_eq!(report.mark(), SignatureMark::Invalid);
        let gone = Finding::Removed {
            field: "Signature3".to_owned(),
        };
        assert_eq!(report.worst(), Some(&gone));
        report.findings.clear();
        assert_eq!(report.worst(), Some(&Finding::NotTrusted));
    }

    #[test]
    fn a_report_comes_back_from_its_json_as_it_was() {
        let report = SignatureReport {
            signatures: vec![signature(vec![Finding::Changed {
                change: Change::Annotation,
                page: Some(2),
                count: 1,
            }])],
            findings: vec![Finding::TrailingBytes { bytes: 12 }],
        };
        let json = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<SignatureReport>(&json).unwrap(), report);
    }
}
