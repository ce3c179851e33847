//! Why a file is refused, and what is only worth knowing about one that is taken.
//! The words for an officer are in [`super::text`].

use super::kind::Kind;

/// Pixels of one image above which even untouched bytes are refused. An A0 sheet at 600 dpi has 558 million;
/// a forged header of 60,000 × 60,000 has 3,600 million.
pub const MOST_PIXELS: u64 = 1_000_000_000;

/// Pixels of one image above which it is not decoded: beyond this a conversion needs more memory than a desk has.
pub const MOST_PIXELS_CONVERTED: u64 = 200_000_000;

/// Bytes of a PDF above which it is not opened: reading one needs its size in memory.
pub const MOST_PDF_BYTES: u64 = 400 * 1024 * 1024;

/// Pages of one file above which it is refused. A forged page chain would otherwise be followed for ever.
pub const MOST_PAGES: usize = 10_000;

/// The reason a file is not taken. Every fault refuses; nothing is taken half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    #[error("the file is empty")]
    Empty,
    #[error("the end of the file is missing")]
    Truncated,
    #[error("the file needs a password")]
    Encrypted,
    /// The name promises one kind, the content is another that the promise cannot stand for.
    #[error("the content is not {} as the name says", claimed.word())]
    Disguised { claimed: Kind },
    /// More pixels than [`MOST_PIXELS`], or than [`MOST_PIXELS_CONVERTED`] where they would have to be converted.
    #[error("the image is too large: {width} x {height}")]
    TooLarge { width: u32, height: u32 },
    /// More bytes than [`MOST_PDF_BYTES`] or more pages than [`MOST_PAGES`].
    #[error("the file is too heavy: {bytes} bytes")]
    TooHeavy { bytes: u64 },
    #[error("the kind of file or of image is not supported")]
    Unsupported,
    #[error("the content is damaged")]
    Corrupt,
    #[error("the file cannot be read")]
    Unreadable,
}

impl Fault {
    /// The stable word of the JSON contract.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Truncated => "truncated",
            Self::Encrypted => "encrypted",
            Self::Disguised { .. } => "disguised",
            Self::TooLarge { .. } => "too_large",
            Self::TooHeavy { .. } => "too_heavy",
            Self::Unsupported => "unsupported",
            Self::Corrupt => "corrupt",
            Self::Unreadable => "unreadable",
        }
    }
}

/// Worth knowing about a file that is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// A PDF anyone may open whose owner asked readers to restrict copying or printing.
    OwnerPassword,
    /// The name's ending and the content are two kinds of image; the content is believed.
    Misnamed,
    /// A PDF that must stay its own file: signed, or a form that only its own program draws.
    StaysAlone,
}

impl Note {
    /// The stable word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::OwnerPassword => "owner_password",
            Self::Misnamed => "misnamed",
            Self::StaysAlone => "stays_alone",
        }
    }
}
