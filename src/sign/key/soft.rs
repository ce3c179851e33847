//! A key in memory, from a file. RSA is signed blinded; what is left of the key is overwritten when it is dropped.

use p256::ecdsa::signature::{RandomizedSigner as _, SignatureEncoding as _};
use pkcs8::DecodePrivateKey as _;
use pkcs8::der::Decode as _;
use rand_core::OsRng;
use rsa::pkcs1::DecodeRsaPrivateKey as _;
use sha2::Sha256;

use super::leaf::{self, Leaf};
use super::public::{self, Public};
use super::{Scheme, SigningKey, Wish};
use crate::domain::signing::{Certificate, SignFault};
use crate::domain::time::Moment;

/// The private half.
pub(super) enum Private {
    Rsa(Box<rsa::RsaPrivateKey>),
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
}

impl Private {
    /// Reads PKCS#8, PKCS#1 or SEC1, whichever it is.
    pub(super) fn read(der: &[u8]) -> Result<Self, SignFault> {
        if let Ok(info) = pkcs8::PrivateKeyInfo::from_der(der) {
            let curve = info.algorithm.parameters_oid().ok();
            let kind = public::named(info.algorithm.oid, curve);
            return Self::pkcs8(der).ok_or(SignFault::KeyKind(kind));
        }
        if let Ok(key) = rsa::RsaPrivateKey::from_pkcs1_der(der) {
            return Ok(Self::Rsa(Box::new(key)));
        }
        let p256 = p256::SecretKey::from_sec1_der(der).map(|key| Self::P256(key.into()));
        let p384 = || p384::SecretKey::from_sec1_der(der).map(|key| Self::P384(key.into()));
        p256.or_else(|_| p384())
            .map_err(|_| SignFault::BadKeyFile("no key that can be read".to_owned()))
    }

    fn pkcs8(der: &[u8]) -> Option<Self> {
        let rsa = || rsa::RsaPrivateKey::from_pkcs8_der(der).map(|key| Self::Rsa(Box::new(key)));
        let p256 = || p256::ecdsa::SigningKey::from_pkcs8_der(der).map(Self::P256);
        let p384 = || p384::ecdsa::SigningKey::from_pkcs8_der(der).map(Self::P384);
        rsa().or_else(|_| p256()).or_else(|_| p384()).ok()
    }

    fn public(&self) -> Public {
        match self {
            Self::Rsa(key) => Public::Rsa {
                key: key.to_public_key(),
                pss_only: false,
            },
            Self::P256(key) => Public::P256(*key.verifying_key()),
            Self::P384(key) => Public::P384(*key.verifying_key()),
        }
    }

    fn sign(&self, scheme: Scheme, message: &[u8]) -> Option<Vec<u8>> {
        let hash = scheme.hash(message);
        match (self, scheme) {
            (Self::Rsa(key), Scheme::RsaPkcs1) => {
                let padding = rsa::Pkcs1v15Sign::new::<Sha256>();
                key.sign_with_rng(&mut OsRng, padding, &hash).ok()
            }
            (Self::Rsa(key), Scheme::RsaPss) => {
                let padding = rsa::Pss::new_blinded::<Sha256>();
                key.sign_with_rng(&mut OsRng, padding, &hash).ok()
            }
            (Self::P256(key), Scheme::EcdsaP256) => {
                let signature: p256::ecdsa::DerSignature = key.try_sign_with_rng(&mut OsRng, message).ok()?;
                Some(signature.to_vec())
            }
            (Self::P384(key), Scheme::EcdsaP384) => {
                let signature: p384::ecdsa::DerSignature = key.try_sign_with_rng(&mut OsRng, message).ok()?;
                Some(signature.to_vec())
            }
            _ => None,
        }
    }
}

/// A key from a file with its certificates.
pub(super) struct SoftKey {
    private: Private,
    scheme: Scheme,
    chain: Vec<Vec<u8>>,
    leaf: Leaf,
}

impl SoftKey {
    /// Joins keys and certificates of a file; neither says which belongs to which, the keys themselves do.
    pub(super) fn join(
        privates: Vec<Private>,
        certificates: Vec<Leaf>,
        (wish, now): (&Wish, Moment),
    ) -> Result<Self, SignFault> {
        let publics: Vec<Public> = privates.iter().map(Private::public).collect();
        let (fitting, others): (Vec<Leaf>, Vec<Leaf>) = certificates
            .into_iter()
            .partition(|it| publics.iter().any(|public| public.is(&it.public)));
        let leaf = leaf::choose(fitting, wish.serial.as_deref(), now)?;
        let scheme = leaf.public.scheme(wish.pss)?;
        let place = publics.iter().position(|public| public.is(&leaf.public));
        let private = privates.into_iter().nth(place.ok_or(SignFault::NoKey)?);
        Ok(Self {
            private: private.ok_or(SignFault::NoKey)?,
            scheme,
            chain: leaf::chain(&leaf, &others),
            leaf,
        })
    }
}

impl SigningKey for SoftKey {
    fn chain(&self) -> &[Vec<u8>] {
        &self.chain
    }

    fn certificate(&self) -> &Certificate {
        &self.leaf.shown
    }

    fn scheme(&self) -> Scheme {
        self.scheme
    }

    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>, SignFault> {
        self.private
            .sign(self.scheme, message)
            .ok_or_else(|| SignFault::Device("the key could not sign".to_owned()))
    }
}
