//! The certificates that lie with a key: which is the key's own, whether it may sign today, which lead on to the root.

use const_oid::db::rfc4519::{CN, O};
use der::asn1::{BmpString, ObjectIdentifier};
use der::{Decode as _, Encode as _, Tagged as _};
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage};
use x509_cert::name::Name;

use super::public::Public;
use crate::domain::signing::{Certificate, SignFault};
use crate::domain::time::Moment;
use crate::domain::viet::tidy;
use crate::sign::chain::certificate::is_foreign_purpose;

/// Certificates above the signer's that are taken along at most.
const HIGHEST: usize = 6;

/// One certificate that lies with a key.
pub(super) struct Leaf {
    pub(super) der: Vec<u8>,
    pub(super) shown: Certificate,
    pub(super) public: Public,
    parsed: x509_cert::Certificate,
}

impl Leaf {
    /// Reads DER; `None` = it is no certificate.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let parsed = x509_cert::Certificate::from_der(der).ok()?;
        let body = &parsed.tbs_certificate;
        let shown = Certificate {
            owner: name(&body.subject),
            issuer: name(&body.issuer),
            serial: hex(body.serial_number.as_bytes()),
            from: moment(body.validity.not_before),
            to: moment(body.validity.not_after),
        };
        Some(Self {
            der: der.to_vec(),
            shown,
            public: Public::read(&body.subject_public_key_info),
            parsed,
        })
    }

    /// It belongs to an authority, not to somebody who signs.
    pub(super) fn is_authority(&self) -> bool {
        let constraints = self.parsed.tbs_certificate.get::<BasicConstraints>();
        constraints.is_ok_and(|it| it.is_some_and(|(_, it)| it.ca))
    }

    /// It may sign documents now.
    pub(super) fn check(&self, now: Moment) -> Result<(), SignFault> {
        if now < self.shown.from || now > self.shown.to {
            return Err(SignFault::OutOfDate {
                from: self.shown.from,
                to: self.shown.to,
            });
        }
        let usage = self.parsed.tbs_certificate.get::<KeyUsage>();
        let (Ok(usage), false) = (usage, self.is_authority()) else {
            return Err(SignFault::WrongUse);
        };
        match usage {
            Some((_, usage)) if !usage.digital_signature() && !usage.non_repudiation() => {
                Err(SignFault::WrongUse)
            }
            _ if self.has_foreign_purpose() => Err(SignFault::WrongUse),
            _ => Ok(()),
        }
    }

    /// All its purposes are others than signing documents: whoever receives the file would refuse it (`chain::rules`).
    fn has_foreign_purpose(&self) -> bool {
        let purposes = self.parsed.tbs_certificate.get::<ExtendedKeyUsage>();
        purposes.is_ok_and(|it| {
            it.is_some_and(|(_, it)| {
                !it.0.is_empty() && it.0.iter().all(|one| is_foreign_purpose(one.as_bytes()))
            })
        })
    }

    fn is_issued_by(&self, other: &Self) -> bool {
        self.parsed.tbs_certificate.issuer == other.parsed.tbs_certificate.subject
    }
}

/// Of the certificates that fit a key, the one to sign with: the one that was asked for, else the only one that may
/// sign now.
pub(super) fn choose(mut fitting: Vec<Leaf>, wanted: Option<&str>, now: Moment) -> Result<Leaf, SignFault> {
    if let Some(wanted) = wanted {
        let place = fitting.iter().position(|it| is_serial(&it.shown.serial, wanted));
        return match (place, fitting.first()) {
            (Some(place), _) => checked(fitting.swap_remove(place), now),
            (None, Some(other)) => Err(SignFault::OtherCertificate {
                owner: other.shown.owner.clone(),
            }),
            (None, None) => Err(SignFault::NoKey),
        };
    }
    if fitting.len() > 1 && fitting.iter().any(|it| it.check(now).is_ok()) {
        fitting.retain(|it| it.check(now).is_ok());
    }
    if fitting.len() > 1 {
        let labels = fitting.iter().map(|it| label(&it.shown)).collect();
        return Err(SignFault::SeveralKeys(labels));
    }
    checked(fitting.pop().ok_or(SignFault::NoKey)?, now)
}

fn checked(leaf: Leaf, now: Moment) -> Result<Leaf, SignFault> {
    leaf.check(now)?;
    Ok(leaf)
}

fn label(certificate: &Certificate) -> String {
    format!("{} ({})", certificate.owner, certificate.serial)
}

/// The same serial number, however its zeros, colons and capitals are written.
fn is_serial(serial: &str, wanted: &str) -> bool {
    let wanted = wanted.replace([':', ' '], "").to_ascii_lowercase();
    serial.trim_start_matches('0') == wanted.trim_start_matches('0')
}

/// DER of the signer's certificate and of those that lead on from it. The root is left out: who trusts it has it.
pub(super) fn chain(leaf: &Leaf, others: &[Leaf]) -> Vec<Vec<u8>> {
    let mut chain: Vec<&Leaf> = vec![leaf];
    while chain.len() <= HIGHEST {
        let below = chain[chain.len() - 1];
        let next = others.iter().find(|it| {
            below.is_issued_by(it) && !it.is_issued_by(it) && chain.iter().all(|known| known.der != it.der)
        });
        match next {
            Some(next) => chain.push(next),
            None => break,
        }
    }
    chain.into_iter().map(|it| it.der.clone()).collect()
}

/// The common name, else the organisation, in one cleaned line.
fn name(name: &Name) -> String {
    let parts = || name.0.iter().flat_map(|part| part.0.iter());
    let of = |kind: ObjectIdentifier| parts().filter(|it| it.oid == kind).filter_map(text).next_back();
    of(CN).or_else(|| of(O)).unwrap_or_default()
}

fn text(part: &AttributeTypeAndValue) -> Option<String> {
    let value = part.value.value();
    let text = match part.value.tag() {
        der::Tag::BmpString => BmpString::from_der(&part.value.to_der().ok()?).ok()?.to_string(),
        _ => match std::str::from_utf8(value) {
            Ok(text) => text.to_owned(),
            Err(_) => value.iter().map(|byte| char::from(*byte)).collect(),
        },
    };
    Some(tidy(&text)).filter(|text| !text.is_empty())
}

fn moment(time: x509_cert::time::Time) -> Moment {
    Moment(i64::try_from(time.to_unix_duration().as_millis()).unwrap_or(i64::MAX))
}

fn hex(bytes: &[u8]) -> String {
    // A zero in front only says that the number is not negative.
    let bytes = match bytes {
        [0, rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}
