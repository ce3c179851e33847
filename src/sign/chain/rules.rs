//! What each certificate of a chain must be: valid at the time, of the right kind, and free of conditions nobody here
//! understands.

use super::Instants;
use super::certificate::Certificate;
use crate::domain::signature::Finding;
use crate::sign::cms::algorithm::Hash;

/// A signer's certificate that leads nowhere is judged alone.
pub(super) fn of_signer(signer: &Certificate, instants: Instants) -> Vec<Finding> {
    let mut findings = of_one(signer, instants);
    if !signer.may_sign() {
        findings.push(wrong_use(signer));
    }
    findings
}

/// The certificates below the anchor, the signer's first. The anchor is trusted as it is.
pub(super) fn of_path(path: &[&Certificate], instants: Instants) -> Vec<Finding> {
    let mut findings = Vec::new();
    // CA certificates between this one and the signer that count for `pathLen` (RFC 5280 §4.2.1.9).
    let mut below = 0;
    for (at, one) in path.iter().enumerate() {
        if at == 0 {
            findings.extend(of_signer(one, instants));
            findings.extend(weak_signature(one));
            continue;
        }
        findings.extend(of_one(one, instants));
        findings.extend(weak_signature(one));
        let too_long = one.path_length.is_some_and(|most| below > most);
        if !one.may_issue() || too_long {
            findings.push(wrong_use(one));
        }
        if one.subject != one.issuer {
            below += 1;
        }
    }
    findings
}

fn of_one(one: &Certificate, instants: Instants) -> Vec<Finding> {
    let mut findings = Vec::new();
    if instants.at < one.from || instants.at > one.to {
        findings.push(Finding::OutOfDate {
            name: one.subject.shown(),
            from: one.from,
            to: one.to,
        });
    }
    if one.has_unknown_condition {
        findings.push(wrong_use(one));
    }
    if let Ok(key) = &one.key
        && key.is_weak()
    {
        findings.push(Finding::WeakAlgorithm { name: key.name() });
    }
    findings
}

fn weak_signature(one: &Certificate) -> Option<Finding> {
    (one.signed_with() == Some(Hash::Sha1)).then(|| Finding::WeakAlgorithm {
        name: Hash::Sha1.name().to_owned(),
    })
}

fn wrong_use(one: &Certificate) -> Finding {
    Finding::WrongUse {
        name: one.subject.shown(),
    }
}
