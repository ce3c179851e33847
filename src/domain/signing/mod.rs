//! Signing: where keys lie, whose they are, how a signature looks on the page, and why it cannot be made.

pub mod act;
pub mod look;
pub mod text;

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::time::Moment;
use super::words::worded;

/// Where a key lies.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum KeyPlace {
    /// A PKCS#11 token.
    Token {
        /// The maker's library.
        library: PathBuf,
        /// Label of the token in its slot; `None` = the only token there is.
        slot: Option<String>,
    },
    /// A PKCS#12 file.
    P12(PathBuf),
    /// A key in plain text, for tests and small desks.
    Pem(PathBuf),
}

worded! {
    /// How many wrong PINs a token still takes, as far as it tells.
    TriesLeft {
        /// It does not tell, or no PIN was wrong yet.
        Many = "many",
        /// Some were wrong.
        Few = "few",
        /// One more locks it.
        Last = "last",
        /// It is locked.
        Locked = "locked",
    }
}

worded! {
    /// How a PIN or password is given.
    PinEntry {
        /// Typed here.
        Typed = "typed",
        /// Typed on the device itself.
        OnDevice = "on-device",
        /// There is none: the key lies open.
        No = "none",
    }
}

/// A certificate somebody can sign with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Common name of its owner, cleaned of control characters.
    pub owner: String,
    /// Common name of its issuer, cleaned.
    pub issuer: String,
    /// Serial number in hexadecimal, small letters.
    pub serial: String,
    /// Valid from.
    pub from: Moment,
    /// Valid to.
    pub to: Moment,
}

/// A key that was found, before its PIN is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundKey {
    /// Where.
    pub place: KeyPlace,
    /// What the device or file is called, cleaned.
    pub device: String,
    /// Whose. A token may show it only after its PIN: then `None`.
    pub certificate: Option<Certificate>,
    /// How many wrong PINs it still takes.
    pub tries: TriesLeft,
    /// How its PIN or password is given.
    pub pin: PinEntry,
}

/// Name of a profile of `assets/sign/profiles.toml`: how a signature looks on the page and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProfileName(pub String);

/// Why nothing was signed. Words: [`text::fault`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignFault {
    /// There is no token.
    #[error("no device")]
    NoDevice,
    /// The library cannot be loaded; English, for the log.
    #[error("library: {0}")]
    Library(String),
    /// Several keys fit.
    #[error("several keys")]
    SeveralKeys(Vec<String>),
    /// There is no key with a certificate.
    #[error("no key")]
    NoKey,
    /// The PIN of a token is wrong. It was tried once.
    #[error("wrong PIN")]
    WrongPin(TriesLeft),
    /// There is no such key file, or it cannot be read.
    #[error("no key file")]
    NoKeyFile,
    /// What is in the file is no key, or damaged; English, for the log.
    #[error("key file: {0}")]
    BadKeyFile(String),
    /// The password of a key file is wrong.
    #[error("wrong password")]
    WrongPassword,
    /// Its owner has not set a PIN yet, or it ran out.
    #[error("PIN not set")]
    PinNotSet,
    /// The token is locked.
    #[error("locked")]
    Locked,
    /// The token was pulled out.
    #[error("pulled out")]
    PulledOut,
    /// Another program uses the token.
    #[error("busy")]
    Busy,
    /// The certificate is not valid yet, or no longer.
    #[error("out of date")]
    OutOfDate {
        /// Valid from.
        from: Moment,
        /// Valid to.
        to: Moment,
    },
    /// Another certificate than the one that was asked for.
    #[error("another certificate")]
    OtherCertificate {
        /// Whose it is.
        owner: String,
    },
    /// The certificate must not be used for signing.
    #[error("wrong use")]
    WrongUse,
    /// A kind of key that is not supported.
    #[error("key: {0}")]
    KeyKind(String),
    /// The file is encrypted.
    #[error("encrypted")]
    Encrypted,
    /// The file is no PDF, or damaged; English, for the log.
    #[error("damaged: {0}")]
    Damaged(String),
    /// An XFA form: other programs show other pages than those that would be signed.
    #[error("XFA")]
    Xfa,
    /// Its author permits no further change (`DocMDP`), or locked the fields.
    #[error("certified")]
    Certified,
    /// A letter of the appearance has no glyph.
    #[error("no glyph: {0}")]
    NoGlyph(char),
    /// The page that was asked for is not there.
    #[error("no page")]
    NoPage,
    /// The page is full of signatures.
    #[error("no space")]
    NoSpace,
    /// The profile needs a picture, which is not set or cannot be read.
    #[error("no picture")]
    NoPicture,
    /// The source changed while it was read.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
    /// Signed, but the own check did not find it valid; nothing was kept.
    #[error("own check failed")]
    CheckFailed,
    /// Stopped by the officer.
    #[error("stopped")]
    Stopped,
    /// The disk is full.
    #[error("disk full")]
    Full,
    /// The disk refused; English, for the log.
    #[error("disk: {0}")]
    Disk(String),
    /// The device answered something else; English, for the log.
    #[error("device: {0}")]
    Device(String),
}

impl SignFault {
    /// It lies with the paper: with the same key another one may be signed.
    pub fn is_of_paper(&self) -> bool {
        match self {
            Self::Encrypted
            | Self::Damaged(_)
            | Self::Xfa
            | Self::Certified
            | Self::NoGlyph(_)
            | Self::NoPage
            | Self::NoSpace
            | Self::ChangedMeanwhile
            | Self::CheckFailed => true,
            Self::NoDevice
            | Self::Library(_)
            | Self::SeveralKeys(_)
            | Self::NoKey
            | Self::WrongPin(_)
            | Self::NoKeyFile
            | Self::BadKeyFile(_)
            | Self::WrongPassword
            | Self::PinNotSet
            | Self::Locked
            | Self::PulledOut
            | Self::Busy
            | Self::OutOfDate { .. }
            | Self::OtherCertificate { .. }
            | Self::WrongUse
            | Self::KeyKind(_)
            | Self::NoPicture
            | Self::Stopped
            | Self::Full
            | Self::Disk(_)
            | Self::Device(_) => false,
        }
    }
}
