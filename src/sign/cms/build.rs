//! The CMS of a `PAdES` B-B signature (ETSI EN 319 142-1, RFC 5652, RFC 5035): detached, with the signer's certificate
//! named in what is signed and no time of its own, which stands in the PDF. Written as DER by hand: a certificate goes in
//! byte for byte as the token gave it.

use der::asn1::ObjectIdentifier;
use der::{Decode as _, Encode as _};
use sha2::{Digest as _, Sha256, Sha384};
use x509_cert::Certificate;

use crate::domain::signing::SignFault;
use crate::sign::key::{Scheme, SigningKey};

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE_V2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const MGF1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.8");
const ECDSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const ECDSA_SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.3");

const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// `[n]` with something constructed in it.
const TAGGED: u8 = 0xA0;
const NULL: [u8; 2] = [0x05, 0x00];
const ONE: [u8; 3] = [0x02, 0x01, 0x01];

/// Digits of the hole when the chain is of the usual size.
const HOLE: usize = 16_384;
/// Bytes for everything of the CMS that is no certificate: attributes, names, the signature of a key of 8192 bits.
const REST: usize = 3_072;

/// The hash of the signed bytes, as the key's scheme wants it.
#[derive(Clone)]
pub enum Digest {
    /// SHA-256.
    Sha256(Sha256),
    /// SHA-384.
    Sha384(Sha384),
}

impl Digest {
    /// The one for this scheme.
    pub fn for_scheme(scheme: Scheme) -> Self {
        match scheme {
            Scheme::RsaPkcs1 | Scheme::RsaPss | Scheme::EcdsaP256 => Self::Sha256(Sha256::new()),
            Scheme::EcdsaP384 => Self::Sha384(Sha384::new()),
        }
    }

    /// Takes further bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(hash) => hash.update(bytes),
            Self::Sha384(hash) => hash.update(bytes),
        }
    }

    fn finish(self) -> (ObjectIdentifier, Vec<u8>) {
        match self {
            Self::Sha256(hash) => (SHA256, hash.finalize().to_vec()),
            Self::Sha384(hash) => (SHA384, hash.finalize().to_vec()),
        }
    }
}

/// How many hexadecimal digits the hole in the PDF needs for what this key will give.
pub fn hole(key: &dyn SigningKey) -> usize {
    let certificates: usize = key.chain().iter().map(Vec::len).sum();
    HOLE.max(2 * (certificates + REST))
}

/// Signs what was hashed; the answer is the whole CMS as DER.
pub fn detached(digest: Digest, key: &mut dyn SigningKey) -> Result<Vec<u8>, SignFault> {
    let leaf = key.chain().first().cloned().ok_or(SignFault::NoKey)?;
    let (issuer, serial) = issuer_and_serial(&leaf)?;
    let (hash, digest) = digest.finish();
    let hash = sequence(&[&oid(hash)?]);
    let attributes = attributes(&digest, &leaf, (&issuer, &serial))?;
    // What is signed is the set; what stands in the CMS is the same under another tag.
    let signature = key.sign(&tlv(SET, &[&attributes]))?;
    let signer = sequence(&[
        &ONE,
        &sequence(&[&issuer, &serial]),
        &hash,
        &tlv(TAGGED, &[&attributes]),
        &algorithm(key.scheme())?,
        &tlv(OCTETS, &[&signature]),
    ]);
    let mut certificates: Vec<&[u8]> = key.chain().iter().map(Vec::as_slice).collect();
    certificates.sort_unstable();
    certificates.dedup();
    let body = sequence(&[
        &ONE,
        &tlv(SET, &[&hash]),
        &sequence(&[&oid(DATA)?]),
        &tlv(TAGGED, &certificates),
        &tlv(SET, &[&signer]),
    ]);
    Ok(sequence(&[&oid(SIGNED_DATA)?, &tlv(TAGGED, &[&body])]))
}

/// Issuer and serial number of a certificate, as DER.
fn issuer_and_serial(certificate: &[u8]) -> Result<(Vec<u8>, Vec<u8>), SignFault> {
    let unreadable = |error: der::Error| SignFault::KeyKind(format!("certificate: {error}"));
    let certificate = Certificate::from_der(certificate).map_err(unreadable)?;
    let body = certificate.tbs_certificate;
    let issuer = body.issuer.to_der().map_err(unreadable)?;
    let serial = body.serial_number.to_der().map_err(unreadable)?;
    Ok((issuer, serial))
}

/// The signed attributes in the order DER wants.
fn attributes(digest: &[u8], leaf: &[u8], (issuer, serial): (&[u8], &[u8])) -> Result<Vec<u8>, SignFault> {
    // SHA-256 is the rule for the hash of the certificate, and therefore not written.
    let named = sequence(&[
        &tlv(OCTETS, &[Sha256::digest(leaf).as_slice()]),
        &sequence(&[&sequence(&[&tlv(TAGGED | 4, &[issuer])]), serial]),
    ]);
    let mut attributes = [
        attribute(CONTENT_TYPE, &oid(DATA)?)?,
        attribute(MESSAGE_DIGEST, &tlv(OCTETS, &[digest]))?,
        attribute(SIGNING_CERTIFICATE_V2, &sequence(&[&sequence(&[&named])]))?,
    ];
    attributes.sort_unstable();
    Ok(attributes.concat())
}

fn attribute(kind: ObjectIdentifier, value: &[u8]) -> Result<Vec<u8>, SignFault> {
    Ok(sequence(&[&oid(kind)?, &tlv(SET, &[value])]))
}

fn algorithm(scheme: Scheme) -> Result<Vec<u8>, SignFault> {
    Ok(match scheme {
        Scheme::RsaPkcs1 => sequence(&[&oid(RSA)?, &NULL]),
        Scheme::EcdsaP256 => sequence(&[&oid(ECDSA_SHA256)?]),
        Scheme::EcdsaP384 => sequence(&[&oid(ECDSA_SHA384)?]),
        Scheme::RsaPss => {
            let hash = sequence(&[&oid(SHA256)?, &NULL]);
            let parameters = sequence(&[
                &tlv(TAGGED, &[&hash]),
                &tlv(TAGGED | 1, &[&sequence(&[&oid(MGF1)?, &hash])]),
                &tlv(TAGGED | 2, &[&tlv(INTEGER, &[&[32]])]),
            ]);
            sequence(&[&oid(RSA_PSS)?, &parameters])
        }
    })
}

fn oid(name: ObjectIdentifier) -> Result<Vec<u8>, SignFault> {
    name.to_der()
        .map_err(|error| SignFault::KeyKind(error.to_string()))
}

fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(SEQUENCE, parts)
}

/// Tag, length in the shortest form, and the parts.
fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => {
            let bytes = length.to_be_bytes();
            let used: Vec<u8> = bytes.into_iter().skip_while(|&byte| byte == 0).collect();
            out.push(0x80 | u8::try_from(used.len()).unwrap_or(8));
            out.extend(used);
        }
    }
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}
