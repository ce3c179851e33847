//! One `SignedData` with its one signer, as PDF has it (ISO 32000-2 §12.8.3.3).

use super::algorithm::{Hash, Scheme};
use super::attributes::{self, Signed};
use super::tlv::{Reader, Tlv, only, tag};
use super::{CmsFault, ber};
use crate::sign::chain::certificate::Certificate;

const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 7, 2];
const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 7, 1];
/// More certificates than this are no chain but a way to keep a machine busy.
const MOST_CERTIFICATES: usize = 32;

/// Which certificate is the signer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signer<'a> {
    Serial { issuer: &'a [u8], serial: &'a [u8] },
    KeyId(&'a [u8]),
}

/// A signature that was read.
#[derive(Debug, Clone)]
pub struct Message<'a> {
    /// Hash of the content.
    pub hash: Hash,
    /// How it was signed.
    pub scheme: Scheme,
    /// The signed attributes, if there are any.
    pub attributes: Option<Signed<'a>>,
    /// A time stamp is among the unsigned attributes.
    pub has_time_stamp: bool,
    /// Certificates that came along and could be read.
    pub certificates: Vec<Certificate>,
    signer: Signer<'a>,
    /// The bytes of the attributes as they were signed.
    attribute_bytes: Option<Vec<u8>>,
    signature: &'a [u8],
}

/// The signature's bytes without the padding behind them, and how many bytes of them there are.
pub fn trimmed(bytes: &[u8]) -> Result<&[u8], CmsFault> {
    let length = ber::length(bytes)?;
    bytes.get(..length).ok_or(CmsFault::Unreadable("cut short"))
}

impl<'a> Message<'a> {
    /// Reads DER without padding.
    pub fn read(der: &'a [u8]) -> Result<Self, CmsFault> {
        let mut outer = only(der)?.inside();
        if outer.take(tag::OID)?.value != SIGNED_DATA {
            return Err(CmsFault::Unreadable("no SignedData"));
        }
        let mut data = outer.take(tag::constructed(0))?.inside().sequence()?;
        data.take(tag::INTEGER)?;
        data.take(tag::SET)?;
        if data.sequence()?.take(tag::OID)?.value != DATA {
            return Err(CmsFault::NotSupported("CMS content".to_owned()));
        }
        let certificates = certificates(data.optional(tag::constructed(0))?)?;
        data.optional(tag::constructed(1))?;
        let mut signers = data.take(tag::SET)?.inside();
        let signer = signers.take(tag::SEQUENCE)?;
        if !signers.is_empty() {
            return Err(CmsFault::NotSupported("CMS with several signers".to_owned()));
        }
        Self::signer(signer.inside(), certificates)
    }

    fn signer(mut info: Reader<'a>, certificates: Vec<Certificate>) -> Result<Self, CmsFault> {
        info.take(tag::INTEGER)?;
        let signer = match info.any()? {
            named if named.tag == tag::SEQUENCE => {
                let mut named = named.inside();
                let issuer = named.take(tag::SEQUENCE)?.whole;
                let serial = named.take(tag::INTEGER)?.value;
                Signer::Serial { issuer, serial }
            }
            named if named.tag == tag::context(0) => Signer::KeyId(named.value),
            _ => return Err(CmsFault::Unreadable("signer")),
        };
        let hash = Hash::read(info.any()?)?;
        let set = info.optional(tag::constructed(0))?;
        let scheme = Scheme::read(info.any()?, Some(hash))?;
        let signature = info.take(tag::OCTETS)?.value;
        let unsigned = info.optional(tag::constructed(1))?;
        if scheme.hash != hash {
            return Err(CmsFault::Unreadable("two different hashes"));
        }
        Ok(Self {
            hash,
            scheme,
            attributes: set.map(|set| attributes::read(set.inside())).transpose()?,
            has_time_stamp: unsigned.is_some_and(|set| attributes::has_time_stamp(set.inside())),
            certificates,
            signer,
            attribute_bytes: set.map(as_signed),
            signature,
        })
    }

    /// The signer's certificate: the one it names by hash, else the first that it names by number.
    pub fn certificate(&self) -> Option<&Certificate> {
        let mut fitting = self.certificates.iter().filter(|one| match self.signer {
            Signer::Serial { issuer, serial } => one.is(issuer, serial),
            Signer::KeyId(id) => one.key_id.as_deref() == Some(id),
        });
        let first = fitting.next()?;
        let named = std::iter::once(first).chain(fitting).find(|one| self.names(one));
        Some(named.unwrap_or(first))
    }

    /// True if every certificate the attributes name is this one.
    pub fn names(&self, certificate: &Certificate) -> bool {
        self.named()
            .iter()
            .all(|named| named.is(&certificate.der, &certificate.serial))
    }

    /// True if the attributes name the certificate by its hash, as `PAdES` asks.
    pub fn names_any(&self) -> bool {
        !self.named().is_empty()
    }

    fn named(&self) -> &[attributes::NamedCertificate<'a>] {
        self.attributes
            .as_ref()
            .map_or(&[], |attributes| &attributes.certificates)
    }

    /// True if the hash of the content is the one that was signed; without attributes only the signature itself tells.
    pub fn holds(&self, digest: &[u8]) -> bool {
        self.attributes
            .as_ref()
            .is_none_or(|attributes| attributes.digest == digest && attributes.content_type == DATA)
    }

    /// True if the signature was made with this certificate, over the attributes or, without them, over the content.
    pub fn fits(&self, certificate: &Certificate, digest: &[u8]) -> bool {
        let Ok(key) = &certificate.key else {
            return false;
        };
        match &self.attribute_bytes {
            Some(bytes) => self.scheme.fits(key, &self.hash.of(bytes), self.signature),
            None => self.scheme.fits(key, digest, self.signature),
        }
    }
}

/// RFC 5652 §5.4: signed as a SET, stored under the tag of its field. Not one other byte changes.
fn as_signed(set: Tlv<'_>) -> Vec<u8> {
    let mut bytes = set.whole.to_vec();
    if let Some(first) = bytes.first_mut() {
        *first = tag::SET;
    }
    bytes
}

/// What came along. Attribute certificates and others are left out, and so is one that cannot be read: if it is needed,
/// it is missed.
fn certificates(field: Option<Tlv<'_>>) -> Result<Vec<Certificate>, CmsFault> {
    let Some(field) = field else {
        return Ok(Vec::new());
    };
    let mut set = field.inside();
    let mut found = Vec::new();
    while !set.is_empty() && found.len() < MOST_CERTIFICATES {
        let one = set.any()?;
        if one.tag == tag::SEQUENCE {
            found.extend(Certificate::read(one.whole).ok());
        }
    }
    Ok(found)
}
