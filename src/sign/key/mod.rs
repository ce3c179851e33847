//! Keys that sign: on a token, in a file. Whoever signs asks for one here and never learns which it is.

mod file;
mod leaf;
mod p12;
mod places;
mod public;
mod soft;
mod token;
mod unlock;

use std::path::PathBuf;

use crate::domain::signing::{Certificate, FoundKey, KeyPlace, PinEntry, SignFault, TriesLeft};
use crate::domain::time::Moment;
use crate::domain::viet::tidy;

pub use places::usual_libraries;

/// A key that is open: its PIN was right. Dropping it closes the token or forgets the key.
///
/// It signs as often as it is asked, so that a batch needs one PIN.
pub trait SigningKey: Send {
    /// Certificates as DER: the signer's first, then those between it and the root, as far as they lie with the key.
    fn chain(&self) -> &[Vec<u8>];

    /// The first of [`Self::chain`], read and found valid.
    fn certificate(&self) -> &Certificate;

    /// How it signs.
    fn scheme(&self) -> Scheme;

    /// Hashes `message` as [`Self::scheme`] says and signs it. The signature is as CMS has it: big-endian for RSA,
    /// the DER sequence of r and s for ECDSA.
    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>, SignFault>;
}

/// A way of signing, with its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RsaPkcs1,
    /// RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes.
    RsaPss,
    /// ECDSA on P-256 with SHA-256.
    EcdsaP256,
    /// ECDSA on P-384 with SHA-384.
    EcdsaP384,
}

/// Which of several keys, and how to sign with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wish {
    /// Serial number of the certificate in hexadecimal; `None` = the only one that may sign.
    pub serial: Option<String>,
    /// Sign with PSS where the key is RSA.
    pub pss: bool,
}

/// Opens a key with its PIN or password, which is tried exactly once. Its certificate must be valid at `now` and meant
/// for signing.
pub fn open(place: &KeyPlace, wish: &Wish, pin: &str, now: Moment) -> Result<Box<dyn SigningKey>, SignFault> {
    match place {
        KeyPlace::Token { library, slot } => {
            let key = token::open((library, slot.as_deref()), wish, pin, now)?;
            Ok(Box::new(key))
        }
        KeyPlace::P12(path) | KeyPlace::Pem(path) => {
            let key = file::open(&file::read(path)?, pin, (wish, now))?;
            Ok(Box::new(key))
        }
    }
}

/// What a search for tokens found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Every key, those of a token together.
    pub keys: Vec<FoundKey>,
    /// Libraries that could not be asked, and why.
    pub faults: Vec<(PathBuf, SignFault)>,
}

/// Asks the makers' libraries for the keys on their tokens; no PIN is needed. [`usual_libraries`] says which there are.
pub fn find_keys(libraries: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for library in libraries {
        match token::find(library) {
            Ok(keys) => found.keys.extend(keys),
            Err(why) => found.faults.push((library.clone(), why)),
        }
    }
    found
}

/// What can be told of a key file before its password is known.
pub fn look_at_file(place: &KeyPlace) -> Result<FoundKey, SignFault> {
    let (KeyPlace::P12(path) | KeyPlace::Pem(path)) = place else {
        return Err(SignFault::NoKeyFile);
    };
    let glance = file::glance(&file::read(path)?);
    let is_open = glance.as_ref().is_some_and(|it| !it.is_locked);
    let certificates = glance.map(|it| it.certificates).unwrap_or_default();
    let signer = certificates.into_iter().find(|it| !it.is_authority());
    Ok(FoundKey {
        place: place.clone(),
        device: tidy(&path.file_name().unwrap_or_default().to_string_lossy()),
        certificate: signer.map(|it| it.shown),
        tries: TriesLeft::Many,
        pin: if is_open { PinEntry::No } else { PinEntry::Typed },
    })
}

#[cfg(test)]
mod tests;
