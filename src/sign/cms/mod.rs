//! Signatures as CMS (RFC 5652): made, and read without trust in anything, and judged. Read by hand from the raw bytes,
//! because what was signed is bytes, not values: whoever decodes and encodes again checks another text than the one that
//! was signed.

pub mod algorithm;
pub mod attributes;
pub mod ber;
pub mod build;
pub mod pem;
pub mod signed;
pub mod tlv;

/// Why a signature or a certificate cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CmsFault {
    /// The bytes are not what they should be; English, for the log.
    #[error("unreadable: {0}")]
    Unreadable(&'static str),
    /// An algorithm or a kind of key that is not judged here: its name or number.
    #[error("not supported: {0}")]
    NotSupported(String),
}
