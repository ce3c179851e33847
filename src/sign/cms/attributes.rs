//! The signed attributes of a signature (RFC 5652 §5.3, RFC 5035, ETSI EN 319 122-1).

use super::CmsFault;
use super::algorithm::Hash;
use super::tlv::{Reader, Tlv, tag};
use crate::domain::time::Moment;
use crate::sign::chain::time;

mod oid {
    pub(super) const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 3];
    pub(super) const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 4];
    pub(super) const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 5];
    pub(super) const CERTIFICATE_V1: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 16, 2, 12];
    pub(super) const CERTIFICATE_V2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 16, 2, 47];
    pub(super) const TIME_STAMP: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 16, 2, 14];
}

/// Which certificate the signer says it signed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedCertificate<'a> {
    hash: Hash,
    digest: &'a [u8],
    /// The serial number it names too, as it lies in the bytes.
    serial: Option<&'a [u8]>,
}

impl NamedCertificate<'_> {
    /// True if it is this certificate (its DER, its serial number).
    pub fn is(&self, der: &[u8], serial: &[u8]) -> bool {
        self.hash.of(der) == self.digest && self.serial.is_none_or(|named| named == serial)
    }
}

/// What the signed attributes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed<'a> {
    /// Object identifier of the content's type.
    pub content_type: &'a [u8],
    /// Hash of the content.
    pub digest: &'a [u8],
    /// The signer's clock.
    pub time: Option<Moment>,
    /// The certificates it names, each in its own attribute.
    pub certificates: Vec<NamedCertificate<'a>>,
}

/// Reads the inside of the set of signed attributes. Every attribute that is judged must stand once and have one value.
pub fn read(mut set: Reader<'_>) -> Result<Signed<'_>, CmsFault> {
    let mut content_type = None;
    let mut digest = None;
    let mut time = None;
    let mut named = [None, None];
    while !set.is_empty() {
        let (name, mut values) = attribute(&mut set)?;
        match name {
            oid::CONTENT_TYPE => once(&mut content_type, single(&mut values, tag::OID)?.value)?,
            oid::MESSAGE_DIGEST => once(&mut digest, single(&mut values, tag::OCTETS)?.value)?,
            oid::SIGNING_TIME => once(&mut time, time::read(values.any()?)?)?,
            oid::CERTIFICATE_V1 => {
                once(
                    &mut named[0],
                    certificate(single(&mut values, tag::SEQUENCE)?, false)?,
                )?;
            }
            oid::CERTIFICATE_V2 => {
                once(
                    &mut named[1],
                    certificate(single(&mut values, tag::SEQUENCE)?, true)?,
                )?;
            }
            _ => {}
        }
    }
    Ok(Signed {
        content_type: content_type.ok_or(CmsFault::Unreadable("no content type among the attributes"))?,
        digest: digest.ok_or(CmsFault::Unreadable("no digest among the attributes"))?,
        time,
        certificates: named.into_iter().flatten().collect(),
    })
}

/// True if one of the unsigned attributes is a time stamp.
pub fn has_time_stamp(mut set: Reader<'_>) -> bool {
    while let Ok((name, _)) = attribute(&mut set) {
        if name == oid::TIME_STAMP {
            return true;
        }
    }
    false
}

fn attribute<'a>(set: &mut Reader<'a>) -> Result<(&'a [u8], Reader<'a>), CmsFault> {
    let mut inside = set.sequence()?;
    let name = inside.take(tag::OID)?.value;
    Ok((name, inside.take(tag::SET)?.inside()))
}

fn single<'a>(values: &mut Reader<'a>, tag: u8) -> Result<Tlv<'a>, CmsFault> {
    let value = values.take(tag)?;
    if values.is_empty() {
        Ok(value)
    } else {
        Err(CmsFault::Unreadable("an attribute has several values"))
    }
}

fn once<T>(slot: &mut Option<T>, value: T) -> Result<(), CmsFault> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(CmsFault::Unreadable("an attribute stands twice")),
    }
}

/// The first certificate of `SigningCertificate` or `SigningCertificateV2`: the signer's own.
fn certificate(value: Tlv<'_>, second: bool) -> Result<NamedCertificate<'_>, CmsFault> {
    let mut id = value.inside().sequence()?.sequence()?;
    let hash = match id.peek() {
        Some(tag::SEQUENCE) if second => Hash::read(id.any()?)?,
        _ if second => Hash::Sha256,
        _ => Hash::Sha1,
    };
    let digest = id.take(tag::OCTETS)?.value;
    let serial = match id.optional(tag::SEQUENCE)? {
        None => None,
        Some(issuer) => {
            let mut issuer = issuer.inside();
            issuer.take(tag::SEQUENCE)?;
            Some(issuer.take(tag::INTEGER)?.value)
        }
    };
    Ok(NamedCertificate { hash, digest, serial })
}
