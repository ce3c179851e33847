//! X.509 certificates (RFC 5280 §4), read from their raw bytes: what was signed is these bytes.

use std::ops::Range;

use super::name::Name;
use super::time;
use crate::domain::time::Moment;
use crate::sign::cms::CmsFault;
use crate::sign::cms::algorithm::{Hash, Key, Scheme};
use crate::sign::cms::tlv::{Reader, Tlv, only, tag};

mod usage {
    pub(super) const DIGITAL_SIGNATURE: u16 = 0x8000;
    pub(super) const NON_REPUDIATION: u16 = 0x4000;
    pub(super) const CERTIFICATES: u16 = 0x0400;
    pub(super) const LISTS: u16 = 0x0200;
}

/// Purposes none of which is a person's or an office's signature: servers, code, OCSP, time stamps.
const FOREIGN_PURPOSES: [&[u8]; 4] = [
    &[0x2b, 6, 1, 5, 5, 7, 3, 1],
    &[0x2b, 6, 1, 5, 5, 7, 3, 3],
    &[0x2b, 6, 1, 5, 5, 7, 3, 8],
    &[0x2b, 6, 1, 5, 5, 7, 3, 9],
];

/// A purpose (its object identifier as it lies in the bytes) that is none of signing documents.
pub(in crate::sign) fn is_foreign_purpose(purpose: &[u8]) -> bool {
    FOREIGN_PURPOSES.contains(&purpose)
}

/// A certificate.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// Its bytes.
    pub der: Vec<u8>,
    /// Serial number, as it lies in the bytes.
    pub serial: Vec<u8>,
    /// Who issued it.
    pub issuer: Name,
    /// Whose it is.
    pub subject: Name,
    /// It begins to be valid.
    pub from: Moment,
    /// It ends to be valid.
    pub to: Moment,
    /// The key of its owner, if it is of a kind that is judged here.
    pub key: Result<Key, CmsFault>,
    /// Its subject key identifier.
    pub key_id: Option<Vec<u8>>,
    /// CA certificates that may stand between it and a signer.
    pub path_length: Option<u32>,
    /// A critical extension says something this program does not understand.
    pub has_unknown_condition: bool,
    is_old: bool,
    is_ca: Option<bool>,
    usage: Option<u16>,
    has_foreign_purpose: bool,
    issuer_der: Range<usize>,
    signed: SignedBytes,
}

/// A signed structure of X.509: what was signed, how, and the signature; places in its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::sign) struct SignedBytes {
    body: Range<usize>,
    algorithm: Range<usize>,
    signature: Range<usize>,
}

impl SignedBytes {
    pub(in crate::sign) fn read(der: &[u8]) -> Result<Self, CmsFault> {
        let mut outer = only(der)?.inside();
        let body = outer.take(tag::SEQUENCE)?;
        let algorithm = outer.take(tag::SEQUENCE)?;
        let bits = outer.take(tag::BIT_STRING)?;
        let Some((0, signature)) = bits.value.split_first().map(|(unused, rest)| (*unused, rest)) else {
            return Err(CmsFault::Unreadable("signature of a certificate"));
        };
        Ok(Self {
            body: place(der, body.whole),
            algorithm: place(der, algorithm.whole),
            signature: place(der, signature),
        })
    }

    pub(in crate::sign) fn scheme(&self, der: &[u8]) -> Option<Scheme> {
        Scheme::read(only(der.get(self.algorithm.clone())?).ok()?, None).ok()
    }

    pub(in crate::sign) fn body<'a>(&self, der: &'a [u8]) -> Option<Tlv<'a>> {
        only(der.get(self.body.clone())?).ok()
    }

    pub(in crate::sign) fn is_signed_by(&self, der: &[u8], issuer: &Certificate) -> bool {
        let (Some(scheme), Ok(key)) = (self.scheme(der), &issuer.key) else {
            return false;
        };
        let (Some(body), Some(signature)) = (der.get(self.body.clone()), der.get(self.signature.clone()))
        else {
            return false;
        };
        scheme.fits(key, &scheme.hash.of(body), signature)
    }
}

/// Where a part lies in the whole it was cut from.
fn place(whole: &[u8], part: &[u8]) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    start..start + part.len()
}

impl Certificate {
    /// Reads DER.
    pub fn read(der: &[u8]) -> Result<Self, CmsFault> {
        let signed = SignedBytes::read(der)?;
        let body = signed.body(der).ok_or(CmsFault::Unreadable("certificate"))?;
        let mut body = body.inside();
        let version = body.optional(tag::constructed(0))?;
        let serial = body.take(tag::INTEGER)?.value.to_vec();
        body.take(tag::SEQUENCE)?;
        let issuer = body.take(tag::SEQUENCE)?;
        let mut validity = body.sequence()?;
        let (from, to) = (time::read(validity.any()?)?, time::read(validity.any()?)?);
        let subject = Name::read(body.take(tag::SEQUENCE)?)?;
        let key = Key::read(body.take(tag::SEQUENCE)?);
        let mut one = Self {
            der: der.to_vec(),
            serial,
            issuer: Name::read(issuer)?,
            subject,
            from,
            to,
            key,
            key_id: None,
            path_length: None,
            has_unknown_condition: false,
            is_old: version.is_none_or(|version| version.value != [2, 1, 2]),
            is_ca: None,
            usage: None,
            has_foreign_purpose: false,
            issuer_der: place(der, issuer.whole),
            signed,
        };
        while !body.is_empty() {
            let field = body.any()?;
            if field.tag == tag::constructed(3) {
                one.extensions(field.inside().sequence()?)?;
            }
        }
        Ok(one)
    }

    fn extensions(&mut self, mut list: Reader<'_>) -> Result<(), CmsFault> {
        while !list.is_empty() {
            let (name, is_critical, value) = extension(&mut list)?;
            match name {
                [0x55, 29, 14] => self.key_id = Some(only(value)?.value.to_vec()),
                [0x55, 29, 15] => self.usage = Some(bits(only(value)?)?),
                [0x55, 29, 19] => self.constraints(only(value)?.inside())?,
                [0x55, 29, 37] => self.purposes(only(value)?.inside())?,
                // Policies, other names, where lists lie, statements on qualified certificates: nothing to obey here.
                [0x55, 29, 17 | 18 | 31 | 32 | 35] | [0x2b, 6, 1, 5, 5, 7, 1, 3] => {}
                _ => self.has_unknown_condition |= is_critical,
            }
        }
        Ok(())
    }

    fn constraints(&mut self, mut fields: Reader<'_>) -> Result<(), CmsFault> {
        let is_ca = fields.optional(tag::BOOLEAN)?;
        self.is_ca = Some(is_ca.is_some_and(|flag| flag.value != [0]));
        self.path_length = match fields.optional(tag::INTEGER)? {
            None => None,
            Some(length) => match length.value {
                [short] if *short < 0x80 => Some(u32::from(*short)),
                // Longer than any chain that is followed.
                _ => None,
            },
        };
        Ok(())
    }

    fn purposes(&mut self, mut list: Reader<'_>) -> Result<(), CmsFault> {
        self.has_foreign_purpose = !list.is_empty();
        while !list.is_empty() {
            let purpose = list.take(tag::OID)?.value;
            self.has_foreign_purpose &= is_foreign_purpose(purpose);
        }
        Ok(())
    }

    /// True if `SignerInfo` means this one by issuer (DER) and serial number.
    pub fn is(&self, issuer: &[u8], serial: &[u8]) -> bool {
        self.serial == serial
            && (self.der.get(self.issuer_der.clone()) == Some(issuer)
                || Name::of_der(issuer).is_ok_and(|issuer| issuer == self.issuer))
    }

    /// True if its signature was made with the key of `issuer`.
    pub fn is_signed_by(&self, issuer: &Self) -> bool {
        self.signed.is_signed_by(&self.der, issuer)
    }

    /// The hash under its own signature, if known here.
    pub fn signed_with(&self) -> Option<Hash> {
        self.signed.scheme(&self.der).map(|scheme| scheme.hash)
    }

    /// It may sign documents: its key usage, if any, says digital signature or non-repudiation, and its purposes are not
    /// all of another kind.
    pub fn may_sign(&self) -> bool {
        let wanted = usage::DIGITAL_SIGNATURE | usage::NON_REPUDIATION;
        self.usage.is_none_or(|usage| usage & wanted != 0) && !self.has_foreign_purpose
    }

    /// It may issue certificates: said by its constraints, and by its key usage if there is one.
    pub fn may_issue(&self) -> bool {
        self.is_ca == Some(true) && self.usage.is_none_or(|usage| usage & usage::CERTIFICATES != 0)
    }

    /// An anchor is trusted as it is: only one that says that it is no CA leads to nobody but its owner. Roots of before
    /// version 3 cannot say so.
    pub fn may_be_issuer(&self) -> bool {
        self.may_issue() || (self.is_old && self.is_ca.is_none())
    }

    /// It may sign lists of revoked certificates.
    pub fn may_sign_lists(&self) -> bool {
        self.usage.is_none_or(|usage| usage & usage::LISTS != 0)
    }
}

/// Name, whether it is critical, and value of the next extension.
pub(in crate::sign) fn extension<'a>(list: &mut Reader<'a>) -> Result<(&'a [u8], bool, &'a [u8]), CmsFault> {
    let mut fields = list.sequence()?;
    let name = fields.take(tag::OID)?.value;
    let critical = fields.optional(tag::BOOLEAN)?;
    let is_critical = critical.is_some_and(|flag| flag.value != [0]);
    Ok((name, is_critical, fields.take(tag::OCTETS)?.value))
}

/// The first sixteen bits of a BIT STRING.
fn bits(value: Tlv<'_>) -> Result<u16, CmsFault> {
    match value.value {
        [_] => Ok(0),
        [_, high] => Ok(u16::from_be_bytes([*high, 0])),
        [_, high, low, ..] => Ok(u16::from_be_bytes([*high, *low])),
        [] => Err(CmsFault::Unreadable("key usage")),
    }
}
