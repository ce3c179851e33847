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
            (Key::RsaPss(key, least), Padding::Pss { salt }) => {
                least.is_none_or(|least| least.allows(self.hash, salt))
                    && key.verify(self.pss(salt), hashed, signature).is_ok()
            }
            (Key::P256(key), Padding::Ecdsa) => p256::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(&widened::<32>(hashed), &signature).is_ok()),
            (Key::P384(key), Padding::Ecdsa) => p384::ecdsa::Signature::from_der(signature)
                .is_ok_and(|signature| key.verify_prehash(&widened::<48>(hashed), &signature).is_ok()),
            _ => false,
        }
    }

    /// A key bound to this scheme may be used with this hash and so much salt (RFC 4055 §3.3).
    fn allows(self, hash: Hash, salt: usize) -> bool {
        self.hash == hash && matches!(self.padding, Padding::Pss { salt: least } if salt >= least)
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

/// A hash shorter than the curve is a smaller number, the same with zeros before it (FIPS 186-5 §6.4.1); the crate refuses
/// one shorter than half of it.
fn widened<const LENGTH: usize>(hashed: &[u8]) -> Vec<u8> {
    let mut wide = vec![0; LENGTH.saturating_sub(hashed.len())];
    wide.extend_from_slice(hashed);
    wide
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
    /// RSA whose certificate allows nothing but PSS, perhaps only one hash and no less salt.
    RsaPss(rsa::RsaPublicKey, Option<Scheme>),
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
        if name == oid::PSS {
            let least = parameters.map(|it| pss(Some(it))).transpose()?;
            return rsa_key(key).map(|key| Self::RsaPss(key, least));
        }
        match (name, parameters.map(|parameters| parameters.value)) {
            (oid::RSA, _) => rsa_key(key).map(Self::Rsa),
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
            Self::Rsa(key) | Self::RsaPss(key, _) => format!("RSA-{}", key.n().bits()),
            Self::P256(_) => "ECDSA P-256".to_owned(),
            Self::P384(_) => "ECDSA P-384".to_owned(),
        }
    }

    /// Too short to be good enough today.
    pub fn is_weak(&self) -> bool {
        matches!(self, Self::Rsa(key) | Self::RsaPss(key, _) if key.n().bits() < SHORTEST_RSA)
    }
}

fn rsa_key(bytes: &[u8]) -> Result<rsa::RsaPublicKey, CmsFault> {
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
    .map_err(|_| CmsFault::Unreadable("RSA key"))
}

/// The number of an object identifier with dots, for names nobody taught this program.
pub fn dotted(name: &[u8]) -> String {
    der::oid::ObjectIdentifier::from_bytes(name).map_or_else(|_| "?".to_owned(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rsa::pkcs1::EncodeRsaPublicKey as _;
    use rsa::pkcs8::DecodePrivateKey as _;

    const SHA1_P384: &str = include_str!("../../../tests/fixtures/sign/sha1-p384.txt");

    fn fixed() -> rsa::RsaPrivateKey {
        let pem = include_str!("../../../tests/fixtures/sign/rsa-2048.pem");
        rsa::RsaPrivateKey::from_pkcs8_pem(pem).unwrap()
    }

    fn wrapped(tag: u8, bytes: &[u8]) -> Vec<u8> {
        let length = u16::try_from(bytes.len()).unwrap().to_be_bytes();
        [&[tag, 0x82], length.as_slice(), bytes].concat()
    }

    /// `SubjectPublicKeyInfo` of an RSA key with these parameters of id-RSASSA-PSS.
    fn pss_key(parameters: &[u8]) -> Key {
        let key = fixed().to_public_key().to_pkcs1_der().unwrap();
        let name = [&[tag::OID, 9], oid::PSS].concat();
        let algorithm = wrapped(tag::SEQUENCE, &[name.as_slice(), parameters].concat());
        let bits = wrapped(tag::BIT_STRING, &[&[0], key.as_bytes()].concat());
        let info = wrapped(tag::SEQUENCE, &[algorithm, bits].concat());
        Key::read(only(&info).unwrap()).unwrap()
    }

    fn pss_with(hash: Hash, salt: usize) -> Scheme {
        let padding = Padding::Pss { salt };
        Scheme { padding, hash }
    }

    #[test]
    fn a_key_for_pss_alone_fits_signatures_of_pss_alone() {
        let hashed = Hash::Sha256.of(b"a result");
        let rng = &mut rand_core::OsRng;
        let scheme = pss_with(Hash::Sha256, 32);
        let by_pss = fixed().sign_with_rng(rng, scheme.pss(32), &hashed).unwrap();
        let old = Scheme {
            padding: Padding::Pkcs1,
            hash: Hash::Sha256,
        };
        let by_pkcs1 = fixed().sign(old.pkcs1(), &hashed).unwrap();
        let key = pss_key(&[]);
        assert!(scheme.fits(&key, &hashed, &by_pss));
        assert!(!old.fits(&key, &hashed, &by_pkcs1), "the key is for PSS alone");
        assert_eq!(scheme.name(&key), "RSA-2048 PSS SHA-256");
        // Parameters that leave all out mean SHA-1 and 20 bytes of salt.
        let bound = pss_key(&[tag::SEQUENCE, 0]);
        assert!(!scheme.fits(&bound, &hashed, &by_pss));
        let hashed = Hash::Sha1.of(b"a result");
        let scheme = pss_with(Hash::Sha1, 20);
        let old = fixed().sign_with_rng(rng, scheme.pss(20), &hashed).unwrap();
        assert!(scheme.fits(&bound, &hashed, &old));
    }

    #[test]
    fn a_short_hash_under_a_long_curve_is_checked_all_the_same() {
        // Key and signature by openssl over the word after them.
        let lines: Vec<&str> = SHA1_P384.lines().collect();
        let bytes = |hex: &str| -> Vec<u8> {
            let digits = hex.as_bytes().chunks(2);
            digits
                .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
                .collect()
        };
        let key = bytes(lines[0]);
        let key = Key::read(only(&key).unwrap()).unwrap();
        let scheme = Scheme {
            padding: Padding::Ecdsa,
            hash: Hash::Sha1,
        };
        let signature = bytes(lines[1]);
        assert!(scheme.fits(&key, &Hash::Sha1.of(lines[2].as_bytes()), &signature));
        assert!(!scheme.fits(&key, &Hash::Sha1.of(b"another"), &signature));
    }
}
