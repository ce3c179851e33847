//! The public half of a key, as its certificate has it.

use const_oid::db::{rfc5912, rfc8410};
use der::asn1::ObjectIdentifier;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use rsa::traits::PublicKeyParts as _;
use sha2::{Digest as _, Sha256, Sha384};
use spki::SubjectPublicKeyInfoOwned;

use super::Scheme;
use crate::domain::signing::SignFault;

/// RSA keys that are used, in bits: shorter ones are weak, longer ones no token has.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=4096;

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Public {
    Rsa {
        key: rsa::RsaPublicKey,
        /// Its certificate allows nothing but PSS.
        pss_only: bool,
    },
    P256(p256::ecdsa::VerifyingKey),
    P384(p384::ecdsa::VerifyingKey),
    /// A kind that is not supported, by name.
    Other(String),
}

impl Public {
    pub(super) fn read(info: &SubjectPublicKeyInfoOwned) -> Self {
        Self::known(info).unwrap_or_else(|| {
            let curve = info.algorithm.parameters.as_ref();
            let curve = curve.and_then(|it| it.decode_as::<ObjectIdentifier>().ok());
            Self::Other(named(info.algorithm.oid, curve))
        })
    }

    fn known(info: &SubjectPublicKeyInfoOwned) -> Option<Self> {
        let bits = info.subject_public_key.as_bytes()?;
        match info.algorithm.oid {
            kind @ (rfc5912::RSA_ENCRYPTION | rfc5912::ID_RSASSA_PSS) => {
                let key = rsa::RsaPublicKey::from_pkcs1_der(bits).ok()?;
                let pss_only = kind == rfc5912::ID_RSASSA_PSS;
                Some(Self::Rsa { key, pss_only })
            }
            rfc5912::ID_EC_PUBLIC_KEY => {
                let curve = info.algorithm.parameters.as_ref()?;
                match curve.decode_as::<ObjectIdentifier>().ok()? {
                    rfc5912::SECP_256_R_1 => p256::ecdsa::VerifyingKey::from_sec1_bytes(bits)
                        .ok()
                        .map(Self::P256),
                    rfc5912::SECP_384_R_1 => p384::ecdsa::VerifyingKey::from_sec1_bytes(bits)
                        .ok()
                        .map(Self::P384),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// How to sign with it; RSA with PSS where that is wished or prescribed.
    pub(super) fn scheme(&self, pss: bool) -> Result<Scheme, SignFault> {
        match self {
            Self::Rsa { key, .. } if !RSA_BITS.contains(&key.n().bits()) => {
                Err(SignFault::KeyKind(format!("RSA-{}", key.n().bits())))
            }
            Self::Rsa { pss_only, .. } if pss || *pss_only => Ok(Scheme::RsaPss),
            Self::Rsa { .. } => Ok(Scheme::RsaPkcs1),
            Self::P256(_) => Ok(Scheme::EcdsaP256),
            Self::P384(_) => Ok(Scheme::EcdsaP384),
            Self::Other(name) => Err(SignFault::KeyKind(name.clone())),
        }
    }

    /// The same key, whatever its certificate allows it.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Rsa { key, .. }, Self::Rsa { key: other, .. }) => key == other,
            _ => self == other,
        }
    }

    /// True if this key's private half made the signature of `message`.
    pub(super) fn fits(&self, scheme: Scheme, message: &[u8], signature: &[u8]) -> bool {
        use p256::ecdsa::signature::Verifier as _;
        match (self, scheme) {
            (Self::Rsa { key, .. }, Scheme::RsaPkcs1) => {
                let padding = rsa::Pkcs1v15Sign::new::<Sha256>();
                key.verify(padding, &Sha256::digest(message), signature).is_ok()
            }
            (Self::Rsa { key, .. }, Scheme::RsaPss) => {
                let padding = rsa::Pss::new_with_salt::<Sha256>(Sha256::output_size());
                key.verify(padding, &Sha256::digest(message), signature).is_ok()
            }
            (Self::P256(key), Scheme::EcdsaP256) => p256::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            (Self::P384(key), Scheme::EcdsaP384) => p384::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            _ => false,
        }
    }
}

impl Scheme {
    /// The hash of `message` that is signed.
    pub(super) fn hash(self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::EcdsaP384 => Sha384::digest(message).to_vec(),
            _ => Sha256::digest(message).to_vec(),
        }
    }
}

/// A kind of key as people write it, of a curve the curve alone; its number where nobody has a name for it.
pub(super) fn named(kind: ObjectIdentifier, curve: Option<ObjectIdentifier>) -> String {
    match curve
        .filter(|_| kind == rfc5912::ID_EC_PUBLIC_KEY)
        .unwrap_or(kind)
    {
        rfc8410::ID_ED_25519 => "Ed25519".to_owned(),
        rfc8410::ID_ED_448 => "Ed448".to_owned(),
        rfc5912::SECP_521_R_1 => "P-521".to_owned(),
        rfc5912::ID_DSA => "DSA".to_owned(),
        other => match const_oid::db::DB.by_oid(&other) {
            Some(name) => name.to_owned(),
            None => other.to_string(),
        },
    }
}
