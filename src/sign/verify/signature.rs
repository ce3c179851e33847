//! One signature: its own bytes, its signer, and what became of the file since.

use super::changes::{self, Beside};
use super::states::Signed;
use super::{Measure, VerifyFault, clock};
use crate::domain::signature::{Finding, Signature, TimeSource, verdict_of};
use crate::domain::time::Moment;
use crate::sign::chain::certificate::Certificate;
use crate::sign::chain::name::presentable;
use crate::sign::chain::{self, Instants};
use crate::sign::cms::algorithm::Hash;
use crate::sign::cms::signed::{Message, trimmed};
use crate::sign::cms::{CmsFault, ber};
use crate::sign::pdf::{Document, PdfError, Value};
use crate::sign::trust::serial;

/// Clocks of two machines may differ by so much, in milliseconds.
const CLOCKS: i64 = 5 * 60 * 1000;
const PADES: &[u8] = b"ETSI.CAdES.detached";
const DETACHED: &[u8] = b"adbe.pkcs7.detached";

impl Measure<'_> {
    pub(super) fn signature(
        &self,
        newest: &Document,
        signed: &Signed,
        beside: &Beside<'_>,
    ) -> Result<Signature, VerifyFault> {
        let mut found = Signature {
            field: presentable(&signed.field.name),
            signer: String::new(),
            issuer: String::new(),
            serial: String::new(),
            algorithm: String::new(),
            claimed_at: None,
            time_source: TimeSource::None,
            covers_whole_file: false,
            intact: Some(false),
            verdict: crate::domain::signature::Verdict::Unknown,
            findings: Vec::new(),
        };
        if let Some(at) = dictionary_time(newest, signed) {
            found.claimed_at = Some(at);
            found.time_source = TimeSource::Dictionary;
        }
        if newest.is_encrypted() {
            found.field = String::new();
            found.findings.push(Finding::Encrypted);
        }
        self.contents(newest, signed, &mut found)?;
        let stamped = beside
            .state
            .fields
            .iter()
            .any(|other| other.is_time_stamp() && other.end() > signed.end());
        if stamped && !found.findings.contains(&Finding::TimeStampPresent) {
            found.findings.push(Finding::TimeStampPresent);
        }
        match changes::since(newest, signed, beside) {
            Ok(changed) => found.findings.extend(changed),
            Err(_) if self.is_stopped.get() => return Err(VerifyFault::Stopped),
            Err(PdfError::Io(why)) => return Err(VerifyFault::Disk(why)),
            Err(_) => found.findings.push(Finding::Damaged),
        }
        finish(&mut found);
        Ok(found)
    }

    /// The signature itself: read, and held against the bytes it covers.
    fn contents(&self, newest: &Document, signed: &Signed, found: &mut Signature) -> Result<(), VerifyFault> {
        if signed.sub_filter != PADES && signed.sub_filter != DETACHED {
            let name = presentable(&String::from_utf8_lossy(&signed.sub_filter));
            found.findings.push(Finding::NotSupported { name });
            return Ok(());
        }
        let Some(dict) = signed.object.dict().filter(|dict| dict.repeated().is_none()) else {
            found.findings.push(unreadable("a key stands twice"));
            return Ok(());
        };
        let contents = dict.get(b"Contents").and_then(Value::string).unwrap_or_default();
        let exact = signed
            .range
            .map(|range| range.is_exact(&signed.object, newest.source()));
        if matches!(exact, Some(Ok(true))) {
            found.covers_whole_file = signed.end() == Some(newest.source().end());
        } else {
            found.findings.push(Finding::HoleNotExact);
        }
        let raw = match trimmed(contents) {
            Ok(raw) => raw,
            Err(fault) => {
                found.findings.push(fault_found(&fault));
                return Ok(());
            }
        };
        if contents[raw.len()..].iter().any(|byte| *byte != 0) {
            found.findings.push(Finding::JunkInHole);
        }
        self.message(newest, signed, raw, found)
    }

    /// Raw bytes first; what was written as BER was signed as DER.
    fn message(
        &self,
        newest: &Document,
        signed: &Signed,
        raw: &[u8],
        found: &mut Signature,
    ) -> Result<(), VerifyFault> {
        let der = ber::to_der(raw).ok().filter(|der| der != raw);
        let read = Message::read(raw);
        let other = der.as_deref().map(Message::read);
        let (data, spare) = match (read, other) {
            (Ok(data), Some(Ok(other))) => (data, Some(other)),
            (Ok(data), _) | (Err(_), Some(Ok(data))) => (data, None),
            (Err(fault), _) => {
                found.findings.push(fault_found(&fault));
                return Ok(());
            }
        };
        let digest = match &signed.range {
            Some(range) => self.digest(range, newest.source(), data.hash)?,
            None => None,
        };
        let fits = |data: &Message<'_>| {
            data.certificate()
                .is_some_and(|one| data.fits(one, digest.as_deref().unwrap_or_default()))
        };
        let data = spare.filter(|spare| !fits(&data) && fits(spare)).unwrap_or(data);
        self.signer(&data, digest.as_deref(), signed, found);
        Ok(())
    }

    fn signer(&self, data: &Message<'_>, digest: Option<&[u8]>, signed: &Signed, found: &mut Signature) {
        let findings = &mut found.findings;
        let has_attributes = data.attributes.is_some();
        let is_held = digest.is_some_and(|digest| data.holds(digest));
        if !is_held {
            findings.push(Finding::DigestMismatch);
        }
        if signed.sub_filter != PADES || !has_attributes || !data.names_any() {
            findings.push(Finding::NotPades);
        }
        if data.hash == Hash::Sha1 {
            findings.push(Finding::WeakAlgorithm {
                name: Hash::Sha1.name().to_owned(),
            });
        }
        if data.has_time_stamp {
            findings.push(Finding::TimeStampPresent);
        }
        if let Some(at) = data.attributes.as_ref().and_then(|attributes| attributes.time) {
            found.claimed_at = Some(at);
            found.time_source = TimeSource::Attribute;
        }
        let Some(owner) = data.certificate() else {
            findings.push(unreadable("no certificate of the signer"));
            return;
        };
        found.signer = owner.subject.shown();
        found.issuer = owner.issuer.shown();
        found.serial = serial(&owner.serial);
        match &owner.key {
            Err(fault) => findings.push(fault_found(fault)),
            Ok(key) => {
                found.algorithm = data.scheme.name(key);
                let fits = data.fits(owner, digest.unwrap_or_default());
                found.intact = Some(is_held && fits);
                if !fits {
                    // Without attributes it is the content itself that is signed: nobody can tell which of the two is wrong.
                    findings.push(if has_attributes {
                        Finding::SignatureWrong
                    } else {
                        Finding::DigestMismatch
                    });
                }
            }
        }
        if !data.names(owner) {
            findings.push(Finding::WrongCertificate);
        }
        self.chain(owner, &data.certificates, found);
    }

    fn chain(&self, signer: &Certificate, others: &[Certificate], found: &mut Signature) {
        let at = found.claimed_at.unwrap_or(self.now);
        if found.claimed_at.is_none() {
            found.findings.push(Finding::NoTime);
        }
        if at.0 > self.now.0.saturating_add(CLOCKS) {
            found.findings.push(Finding::TimeInFuture);
        }
        let now = self.now;
        found
            .findings
            .extend(chain::judge(signer, others, self.trust, Instants { at, now }));
    }
}

/// The worst first, each once, and what they come to.
fn finish(found: &mut Signature) {
    let mut kept: Vec<Finding> = Vec::new();
    for finding in found.findings.drain(..) {
        if !kept.contains(&finding) {
            kept.push(finding);
        }
    }
    kept.sort_by_key(|finding| std::cmp::Reverse(finding.weight()));
    found.verdict = verdict_of(&kept);
    found.findings = kept;
}

/// `/M`, unless it is encrypted.
fn dictionary_time(newest: &Document, signed: &Signed) -> Option<Moment> {
    let dict = signed.object.dict().filter(|_| !newest.is_encrypted())?;
    clock::read(newest.value(dict, b"M").ok()??.string()?)
}

fn unreadable(why: &str) -> Finding {
    Finding::Unreadable { why: why.to_owned() }
}

fn fault_found(fault: &CmsFault) -> Finding {
    match fault {
        CmsFault::Unreadable(why) => unreadable(why),
        CmsFault::NotSupported(name) => Finding::NotSupported { name: name.clone() },
    }
}
