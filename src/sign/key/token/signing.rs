//! Signing on the token, in the best way it knows.

use std::ffi::c_ulong;

use cryptoki::error::Error;
use cryptoki::mechanism::rsa::{PkcsMgfType, PkcsPssParams};
use cryptoki::mechanism::{Mechanism, MechanismType};
use cryptoki::object::ObjectHandle;
use cryptoki::session::Session;

use crate::sign::key::Scheme;

/// What stands before a SHA-256 that is signed with PKCS#1 v1.5 (RFC 8017 §9.2, note 1).
const SHA256_PREFIX: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// A way of signing that a token knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The token hashes.
    Whole(Scheme),
    /// We hash, the token pads and signs; older tokens know only this.
    Hashed(Scheme),
}

impl Way {
    /// The ways for this scheme, best first. A token's list of what it knows may lie: what is not on it is tried last.
    pub(super) fn all(scheme: Scheme, known: &[MechanismType], in_parts: bool) -> Vec<Self> {
        let mut ways = match scheme {
            // Every token knows the plain one; hashing in the token needs the newer one.
            Scheme::EcdsaP256 | Scheme::EcdsaP384 if !in_parts => {
                vec![Self::Hashed(scheme), Self::Whole(scheme)]
            }
            _ => vec![Self::Whole(scheme), Self::Hashed(scheme)],
        };
        ways.sort_by_key(|way| !known.contains(&way.mechanism().mechanism_type()));
        ways
    }

    fn mechanism(self) -> Mechanism<'static> {
        let pss = PkcsPssParams {
            hash_alg: MechanismType::SHA256,
            mgf: PkcsMgfType::MGF1_SHA256,
            // As wide as the library's own numbers: 32 bits on Windows.
            s_len: c_ulong::from(32_u8).into(),
        };
        match self {
            Self::Whole(Scheme::RsaPkcs1) => Mechanism::Sha256RsaPkcs,
            Self::Hashed(Scheme::RsaPkcs1) => Mechanism::RsaPkcs,
            Self::Whole(Scheme::RsaPss) => Mechanism::Sha256RsaPkcsPss(pss),
            Self::Hashed(Scheme::RsaPss) => Mechanism::RsaPkcsPss(pss),
            Self::Whole(Scheme::EcdsaP256) => Mechanism::EcdsaSha256,
            Self::Whole(Scheme::EcdsaP384) => Mechanism::EcdsaSha384,
            Self::Hashed(Scheme::EcdsaP256 | Scheme::EcdsaP384) => Mechanism::Ecdsa,
        }
    }

    fn input(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Whole(_) => message.to_vec(),
            Self::Hashed(Scheme::RsaPkcs1) => [&SHA256_PREFIX[..], &Scheme::RsaPkcs1.hash(message)].concat(),
            Self::Hashed(scheme) => scheme.hash(message),
        }
    }

    /// Signs; `again` gives the PIN once more where the key wants it before each signature.
    pub(super) fn sign(
        self,
        (session, key): (&Session, ObjectHandle),
        message: &[u8],
        again: Option<&dyn Fn() -> Result<(), Error>>,
    ) -> Result<Vec<u8>, Error> {
        let (mechanism, input) = (self.mechanism(), self.input(message));
        let Some(again) = again else {
            return session.sign(&mechanism, key, &input);
        };
        session.sign_init(&mechanism, key)?;
        again()?;
        session.sign_update(&input)?;
        session.sign_final()
    }
}

/// A signature as CMS has it: PKCS#11 gives r and s of ECDSA side by side.
pub(super) fn as_cms(scheme: Scheme, signature: Vec<u8>) -> Option<Vec<u8>> {
    match scheme {
        Scheme::RsaPkcs1 | Scheme::RsaPss => Some(signature),
        Scheme::EcdsaP256 => {
            let parts = p256::ecdsa::Signature::from_slice(&signature).ok()?;
            Some(parts.to_der().as_bytes().to_vec())
        }
        Scheme::EcdsaP384 => {
            let parts = p384::ecdsa::Signature::from_slice(&signature).ok()?;
            Some(parts.to_der().as_bytes().to_vec())
        }
    }
}
