//! Lists of revoked certificates (RFC 5280 §5), as they lie in the office's trust folder. None is ever fetched.

use std::ops::Range;

use super::chain::Instants;
use super::chain::certificate::{Certificate, SignedBytes, extension};
use super::chain::name::Name;
use super::chain::time;
use super::cms::CmsFault;
use super::cms::tlv::{Reader, Tlv, tag};
use crate::domain::signature::Finding;
use crate::domain::time::Moment;

const CRL_NUMBER: &[u8] = &[0x55, 29, 20];
const AUTHORITY_KEY: &[u8] = &[0x55, 29, 35];
const REASON: &[u8] = &[0x55, 29, 21];
const ENTRY_ISSUER: &[u8] = &[0x55, 29, 29];
/// `removeFromCRL`: no longer revoked.
const REMOVED: [u8; 3] = [tag::ENUMERATED, 1, 8];

/// One list.
#[derive(Debug, Clone)]
pub struct RevocationList {
    der: Vec<u8>,
    issuer: Name,
    from: Moment,
    to: Option<Moment>,
    /// A condition narrows what it lists (a part of the certificates, changes only): who is not listed may be elsewhere.
    is_partial: bool,
    entries: Range<usize>,
    signed: SignedBytes,
}

impl RevocationList {
    /// Reads DER.
    pub fn read(der: Vec<u8>) -> Result<Self, CmsFault> {
        let signed = SignedBytes::read(&der)?;
        let body = signed.body(&der).ok_or(CmsFault::Unreadable("list"))?;
        let mut body = body.inside();
        body.optional(tag::INTEGER)?;
        body.take(tag::SEQUENCE)?;
        let issuer = Name::read(body.take(tag::SEQUENCE)?)?;
        let from = time::read(body.any()?)?;
        let to = match body.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => Some(time::read(body.any()?)?),
            _ => None,
        };
        let entries = body.optional(tag::SEQUENCE)?;
        let entries = entries.map_or(0..0, |entries| {
            let start = (entries.value.as_ptr() as usize).saturating_sub(der.as_ptr() as usize);
            start..start + entries.value.len()
        });
        let is_partial = match body.optional(tag::constructed(0))? {
            None => false,
            Some(field) => is_partial(field)?,
        };
        Ok(Self {
            der,
            issuer,
            from,
            to,
            is_partial,
            entries,
            signed,
        })
    }

    /// When this certificate was revoked, if it is listed.
    fn revoked_at(&self, serial: &[u8]) -> Option<Moment> {
        let mut entries = Reader::new(self.der.get(self.entries.clone())?);
        while !entries.is_empty() {
            let mut entry = entries.sequence().ok()?;
            let number = entry.take(tag::INTEGER).ok()?.value;
            let at = entry.any().ok()?;
            let Some(about) = about(entry.optional(tag::SEQUENCE).ok()?) else {
                // From here on the entries may be about certificates of another issuer.
                return None;
            };
            if number == serial && about == Entry::Revoked {
                return time::read(at).ok();
            }
        }
        None
    }

    /// It tells about the certificates of this issuer at both instants.
    fn is_fresh(&self, instants: Instants) -> bool {
        let until = instants.now.max(instants.at);
        self.from <= instants.now && self.to.is_some_and(|to| to >= until)
    }
}

#[derive(PartialEq, Eq)]
enum Entry {
    Revoked,
    Removed,
}

/// What an entry's own extensions say; `None` = it is about another issuer's certificate.
fn about(extensions: Option<Tlv<'_>>) -> Option<Entry> {
    let mut list = extensions.map_or(Reader::new(&[]), |field| field.inside());
    let mut entry = Entry::Revoked;
    while !list.is_empty() {
        match extension(&mut list).ok()? {
            (ENTRY_ISSUER, _, _) => return None,
            (REASON, _, value) if value == REMOVED => entry = Entry::Removed,
            _ => {}
        }
    }
    Some(entry)
}

fn is_partial(field: Tlv<'_>) -> Result<bool, CmsFault> {
    let mut list = field.inside().sequence()?;
    let mut partial = false;
    while !list.is_empty() {
        let (name, is_critical, _) = extension(&mut list)?;
        partial |= is_critical && name != CRL_NUMBER && name != AUTHORITY_KEY;
    }
    Ok(partial)
}

/// What the lists say about every certificate below the anchor.
pub(super) fn of_path(
    path: &[&Certificate],
    anchor: Option<&Certificate>,
    lists: &[RevocationList],
    instants: Instants,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, one) in path.iter().enumerate() {
        let found = match path.get(at + 1).copied().or(anchor) {
            Some(issuer) => of_one(one, issuer, lists, instants),
            // The certificate itself is the anchor: the office decided, and nobody can revoke that but the office.
            None => continue,
        };
        findings.extend(found.filter(|found| !findings.contains(found)));
    }
    findings
}

fn of_one(
    one: &Certificate,
    issuer: &Certificate,
    lists: &[RevocationList],
    instants: Instants,
) -> Option<Finding> {
    let fitting: Vec<&RevocationList> = lists
        .iter()
        .filter(|list| list.issuer == issuer.subject && issuer.may_sign_lists())
        .filter(|list| list.signed.is_signed_by(&list.der, issuer))
        .collect();
    let revoked = fitting
        .iter()
        .filter_map(|list| list.revoked_at(&one.serial))
        .min();
    let name = one.subject.shown();
    match revoked {
        Some(at) if at <= instants.at => Some(Finding::Revoked { name, at }),
        Some(at) => Some(Finding::RevokedLater { name, at }),
        None if fitting
            .iter()
            .any(|list| !list.is_partial && list.is_fresh(instants)) =>
        {
            None
        }
        None if fitting.iter().any(|list| !list.is_partial) => Some(Finding::RevocationOutdated),
        None => Some(Finding::RevocationUnchecked),
    }
}
