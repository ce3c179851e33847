//! From a signer's certificate to one the office trusts (RFC 5280 §6, as far as a commune needs it): every way of at most
//! six certificates is tried, and the best of them counts.

pub mod certificate;
pub mod name;
mod rules;
pub mod time;

use std::cell::Cell;

use crate::domain::signature::{Finding, verdict_of};
use crate::domain::time::Moment;
use crate::sign::crl;
use crate::sign::trust::Trust;

use certificate::Certificate;

/// Certificates in a row, signer and anchor included.
const LONGEST: usize = 6;
/// Signatures of certificates that are checked for one signer; certificates of one name could ask for thousands.
const CHECKS: u32 = 64;

/// The two instants by which certificates are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instants {
    /// When the signature claims to have been made, else the day of the check.
    pub at: Moment,
    /// The clock of the check.
    pub now: Moment,
}

struct Search<'a> {
    others: &'a [Certificate],
    trust: &'a Trust,
    instants: Instants,
    left: Cell<u32>,
}

/// What is found about the signer's certificate and the way from it to the office's trust store.
pub fn judge(
    signer: &Certificate,
    others: &[Certificate],
    trust: &Trust,
    instants: Instants,
) -> Vec<Finding> {
    let search = Search {
        others,
        trust,
        instants,
        left: Cell::new(CHECKS),
    };
    let mut best = None;
    search.go_up(&mut vec![signer], &mut best);
    best.unwrap_or_else(|| {
        // Nobody's list counts either: whose it is can only be told from a certificate the office trusts.
        let mut findings = vec![Finding::NotTrusted, Finding::RevocationUnchecked];
        findings.extend(rules::of_signer(signer, instants));
        findings
    })
}

impl<'a> Search<'a> {
    fn go_up(&self, path: &mut Vec<&'a Certificate>, best: &mut Option<Vec<Finding>>) {
        let Some(child) = path.last().copied() else {
            return;
        };
        if self.trust.anchors().any(|anchor| anchor.der == child.der) {
            self.take(path, None, best);
        }
        for anchor in self.trust.anchors() {
            if path.len() < LONGEST && anchor.may_be_issuer() && self.issued(anchor, child) {
                self.take(path, Some(anchor), best);
            }
        }
        for issuer in self.others {
            if path.len() + 1 < LONGEST
                && path.iter().all(|one| one.der != issuer.der)
                && self.issued(issuer, child)
            {
                path.push(issuer);
                self.go_up(path, best);
                path.pop();
            }
        }
    }

    /// The same name, and the signature really is the issuer's.
    fn issued(&self, issuer: &Certificate, child: &Certificate) -> bool {
        if issuer.subject != child.issuer || self.left.get() == 0 {
            return false;
        }
        self.left.set(self.left.get() - 1);
        child.is_signed_by(issuer)
    }

    /// A whole way was found: keep it if it is better than the best so far.
    fn take(&self, path: &[&Certificate], anchor: Option<&Certificate>, best: &mut Option<Vec<Finding>>) {
        let mut findings = rules::of_path(path, self.instants);
        findings.extend(crl::of_path(path, anchor, self.trust.lists(), self.instants));
        let better = best.as_ref().is_none_or(|best| rank(&findings) < rank(best));
        if better {
            *best = Some(findings);
        }
    }
}

fn rank(findings: &[Finding]) -> (crate::domain::signature::Verdict, usize) {
    (verdict_of(findings), findings.len())
}
