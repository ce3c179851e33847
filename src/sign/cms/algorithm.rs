//! The algorithms that are judged: hashes, RSA (PKCS#1 v1.5 and PSS), ECDSA over P-256 and P-384.

use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use rsa::traits::PublicKeyParts as _;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use super::CmsFault;
use super::tlv::{Reader, Tlv, only, tag};

/// Object identifiers as they lie in the bytes.
mod oid {
    pub(super) const SHA1: &[u8] = &[0x2b, 14, 3, 2, 26];
    pub(super) const SHA256: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
    pub(super) const SHA384: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 2];
    pub(super) const SHA512: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 3];
    pub(super) const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1];
    pub(super) const SHA1_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 5];
    pub(super) const MGF1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 8];
    pub(super) const PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 10];
    pub(super) const SHA256_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 11];
    pub(super) const SHA384_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 12];
    pub(super) const SHA512_RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 13];
    pub(super) const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
    pub(super) const SHA1_EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 1];
    pub(super) const SHA256_EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2];
    pub(super) const SHA384_EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3];
    pub(super) const SHA512_EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4];
    pub(super) const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
    pub(super) const P384: &[u8] = &[0x2b, 0x81, 4, 0, 0x22];
}

/// Longer RSA keys are refused: their arithmetic is a way to keep a machine busy.
const LONGEST_RSA: usize = 8192;
/// Shorter RSA keys are weak (NIST SP 800-131A).
const SHORTEST_RSA: usize = 2048;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// No longer good enough.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

/// A hash being computed over bytes that come in blocks.
#[derive(Clone)]
pub enum Hasher {
    /// SHA-1.
    Sha1(Sha1),
    /// SHA-256.
    Sha256(Sha256),
    /// SHA-384.
    Sha384(Sha384),
    /// SHA-512.
    Sha512(Sha512),
}

impl Hash {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA-1",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    /// Begins to hash.
    pub fn hasher(self) -> Hasher {
        match self {
            Self::Sha1 => Hasher::Sha1(Sha1::new()),
            Self::Sha256 => Hasher::Sha256(Sha256::new()),
            Self::Sha384 => Hasher::Sha384(Sha384::new()),
            Self::Sha512 => Hasher::Sha512(Sha512::new()),
        }
    }

    /// The hash of these bytes.
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        let mut hasher = self.hasher();
        hasher.update(bytes);
        hasher.finish()
    }

    /// Reads an `AlgorithmIdentifier`.
    pub fn read(algorithm: Tlv<'_>) -> Result<Self, CmsFault> {
        let (name, _) = parts(algorithm)?;
        Self::of_oid(name).ok_or_else(|| CmsFault::NotSupported(dotted(name)))
    }

    fn of_oid(name: &[u8]) -> Option<Self> {
        match name {
            oid::SHA1 => Some(Self::Sha1),
            oid::SHA256 => Some(Self::Sha256),
            oid::SHA384 => Some(Self::Sha384),
            oid::SHA512 => Some(Self::Sha512),
            _ => None,
        }
    }
}

impl Hasher {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha1(hash) => hash.update(bytes),
            Self::Sha256(hash) => hash.update(bytes),
            Self::Sha384(hash) => hash.update(bytes),
            Self::Sha512(hash) => hash.update(bytes),
        }
    }

    /// The hash.
    pub fn finish(self) -> Vec<u8> {
        match self {
            Self::Sha1(hash) => hash.finalize().to_vec(),
            Self::Sha256(hash) => hash.finalize().to_vec(),
            Self::Sha384(hash) => hash.finalize().to_vec(),
            Self::Sha512(hash) => hash.finalize().to_vec(),
        }
    }
}

/// How a signature is padded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Padding {
    Pkcs1,
    Pss { salt: usize },
    Ecdsa,
}

/// How a signature was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    padding: Padding,
    /// The hash that was signed.
    pub hash: Hash,
}

impl Scheme {
    /// Reads an `AlgorithmIdentifier`; one that names no hash means `otherwise`, the hash of the content.
    pub fn read(algorithm: Tlv<'_>, otherwise: Option<Hash>) -> Result<Self, CmsFault> {
        let (name, parameters) = parts(algorithm)?;
        if name == oid::PSS {
            return pss(parameters);
        }
        let (padding, hash) = match name {
            oid::RSA => (Padding::Pkcs1, otherwise),
            oid::SHA1_RSA => (Padding::Pkcs1, Some(Hash::Sha1)),
            oid::SHA256_RSA => (Padding::Pkcs1, Some(Hash::Sha256)),
            oid::SHA384_RSA => (Padding::Pkcs1, Some(Hash::Sha384)),
            oid::SHA512_RSA => (Padding::Pkcs1, Some(Hash::Sha512)),
            oid::EC => (Padding::Ecdsa, otherwise),
            oid::SHA1_EC => (Padding::Ecdsa, Some(Hash::Sha1)),
            oid::SHA256_EC => (Padding::Ecdsa, Some(Hash::Sha256)),
            oid::SHA384_EC => (Padding::Ecdsa, Some(Hash::Sha384)),
            oid::SHA512_EC => (Padding::Ecdsa, Some(Hash::Sha512)),
            _ => return Err(CmsFault::NotSupported(dotted(name))),
        };
        let hash = hash.ok_or_else(|| CmsFault::NotSupported(dotted(name)))?;
        Ok(Self { padding, hash })
    }

    /// As people write it, with the key it was made with.
    pub fn name(&self, key: &Key) -> String {
        let padding = match self.padding {
            Padding::Pkcs1 => " PKCS#1",
            Padding::Pss { .. } => " PSS",
            Padding::Ecdsa => "",
        };
        format!("{}{padding} {}", key.name(), self.hash.name())
    }

    /// True if `signature` over a message with this hash was made with `key`.
    pub fn fits(&self, key: &Key, hashed: &[u8], signature: &[u8]) -> bool {
        match (key, self.padding) {
            (Key::Rsa(key), Padding::Pkcs1) => key.verify(self.pkcs1(), hashed, signature).is_ok(),
            (Key::Rsa(key), Padding::Pss { salt }) => key.verify(self.pss(salt), hashed, signature).is_ok(),
            (Key::P256(key), Padding::Ecdsa) => p256::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(hashed, &signature).is_ok()),
            (Key::P384(key), Padding::Ecdsa) => p384::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(hashed, &signature).is_ok()),
            _ => false,
        }
    }

    fn pkcs1(&self) -> rsa::Pkcs1v15Sign {
        match self.hash {
            Hash::Sha1 => rsa::Pkcs1v15Sign::new::<Sha1>(),
            Hash::Sha256 => rsa::Pkcs1v15Sign::new::<Sha256>(),
            Hash::Sha384 => rsa::Pkcs1v15Sign::new::<Sha384>(),
            Hash::Sha512 => rsa::Pkcs1v15Sign::new::<Sha512>(),
        }
    }

    fn pss(&self, salt: usize) -> rsa::Pss {
        match self.hash {
            Hash::Sha1 => rsa::Pss::new_with_salt::<Sha1>(salt),
            Hash::Sha256 => rsa::Pss::new_with_salt::<Sha256>(salt),
            Hash::Sha384 => rsa::Pss::new_with_salt::<Sha384>(salt),
            Hash::Sha512 => rsa::Pss::new_with_salt::<Sha512>(salt),
        }
    }
}

/// RFC 4055 §3.1: what is left out means SHA-1, MGF1 with SHA-1, salt 20, trailer 1. Both hashes must be the same, as
/// every profile has it.
fn pss(parameters: Option<Tlv<'_>>) -> Result<Scheme, CmsFault> {
    let mut reader = match parameters {
        Some(parameters) if parameters.tag == tag::SEQUENCE => parameters.inside(),
        Some(_) => return Err(CmsFault::Unreadable("PSS parameters")),
        None => Reader::new(&[]),
    };
    let hash = match reader.optional(tag::constructed(0))? {
        Some(field) => Hash::read(only(field.value)?)?,
        None => Hash::Sha1,
    };
    let mask = match reader.optional(tag::constructed(1))? {
        Some(field) => mask(only(field.value)?)?,
        None => Hash::Sha1,
    };
    let salt = match reader.optional(tag::constructed(2))? {
        Some(field) => small(only(field.value)?)?,
        None => 20,
    };
    let trailer = match reader.optional(tag::constructed(3))? {
        Some(field) => small(only(field.value)?)?,
        None => 1,
    };
    if hash != mask || trailer != 1 || !reader.is_empty() || salt > LONGEST_RSA / 8 {
        return Err(CmsFault::NotSupported("RSASSA-PSS".to_owned()));
    }
    let padding = Padding::Pss { salt };
    Ok(Scheme { padding, hash })
}

fn mask(algorithm: Tlv<'_>) -> Result<Hash, CmsFault> {
    match parts(algorithm)? {
        (oid::MGF1, Some(hash)) => Hash::read(hash),
        _ => Err(CmsFault::NotSupported("RSASSA-PSS".to_owned())),
    }
}

fn small(number: Tlv<'_>) -> Result<usize, CmsFault> {
    match number.value {
        [one] if number.tag == tag::INTEGER && *one < 0x80 => Ok(usize::from(*one)),
        [high, low] if number.tag == tag::INTEGER && *high < 0x80 => {
            Ok(usize::from(u16::from_be_bytes([*high, *low])))
        }
        _ => Err(CmsFault::Unreadable("number out of range")),
    }
}

/// Name and parameters of an `AlgorithmIdentifier`.
fn parts(algorithm: Tlv<'_>) -> Result<(&[u8], Option<Tlv<'_>>), CmsFault> {
    if algorithm.tag != tag::SEQUENCE {
        return Err(CmsFault::Unreadable("algorithm"));
    }
    let mut inside = algorithm.inside();
    let name = inside.take(tag::OID)?.value;
    let parameters = if inside.is_empty() {
        None
    } else {
        Some(inside.any()?)
    };
    Ok((name, parameters))
}

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// RSA.
    Rsa(rsa::RsaPublicKey),
    /// P-256.
    P256(p256::ecdsa::VerifyingKey),
    /// P-384.
    P384(p384::ecdsa::VerifyingKey),
}

impl Key {
    /// Reads a `SubjectPublicKeyInfo`.
    pub fn read(info: Tlv<'_>) -> Result<Self, CmsFault> {
        let mut inside = info.inside();
        let (name, parameters) = parts(inside.take(tag::SEQUENCE)?)?;
        let bits = inside.take(tag::BIT_STRING)?.value;
        let (&0, key) = bits.split_first().ok_or(CmsFault::Unreadable("key"))? else {
            return Err(CmsFault::Unreadable("key"));
        };
        match (name, parameters.map(|parameters| parameters.value)) {
            (oid::RSA, _) => rsa_key(key),
            (oid::EC, Some(oid::P256)) => p256::ecdsa::VerifyingKey::from_sec1_bytes(key)
                .map(Self::P256)
                .map_err(|_| CmsFault::Unreadable("P-256 key")),
            (oid::EC, Some(oid::P384)) => p384::ecdsa::VerifyingKey::from_sec1_bytes(key)
                .map(Self::P384)
                .map_err(|_| CmsFault::Unreadable("P-384 key")),
            (oid::EC, Some(curve)) => Err(CmsFault::NotSupported(dotted(curve))),
            _ => Err(CmsFault::NotSupported(dotted(name))),
        }
    }

    /// As people write it: `RSA-2048`, `ECDSA P-256`.
    pub fn name(&self) -> String {
        match self {
            Self::Rsa(key) => format!("RSA-{}", key.n().bits()),
            Self::P256(_) => "ECDSA P-256".to_owned(),
            Self::P384(_) => "ECDSA P-384".to_owned(),
        }
    }

    /// Too short to be good enough today.
    pub fn is_weak(&self) -> bool {
        matches!(self, Self::Rsa(key) if key.n().bits() < SHORTEST_RSA)
    }
}

fn rsa_key(bytes: &[u8]) -> Result<Key, CmsFault> {
    let mut inside = only(bytes)?.inside();
    let modulus = inside.take(tag::INTEGER)?.value;
    let exponent = inside.take(tag::INTEGER)?.value;
    if modulus.len() > LONGEST_RSA / 8 + 1 {
        return Err(CmsFault::NotSupported(format!("RSA-{}", modulus.len() * 8)));
    }
    rsa::RsaPublicKey::new_with_max_size(
        rsa::BigUint::from_bytes_be(modulus),
        rsa::BigUint::from_bytes_be(exponent),
        LONGEST_RSA,
    )
    .map(Key::Rsa)
    .map_err(|_| CmsFault::Unreadable("RSA key"))
}

/// The number of an object identifier with dots, for names nobody taught this program.
pub fn dotted(name: &[u8]) -> String {
    der::oid::ObjectIdentifier::from_bytes(name).map_or_else(|_| "?".to_owned(), |number| number.to_string())
}
