//! Keys that sign: on a token, in a file. Whoever signs asks for one here and never learns which it is.

use crate::domain::signing::{Certificate, SignFault};

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
