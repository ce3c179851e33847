//! What a file's signatures are worth, found beside the keyboard with what the office trusts and kept until the op that
//! names the file carries it into the log.

use std::fs;
use std::path::Path;

use crate::desk::hands::Hands;
use crate::desk::text;
use crate::domain::component::SignatureMark;
use crate::domain::ids::FileHash;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::signature::trust::{ListsInUse, TrustInUse};
use crate::domain::signature::{Checked, Finding, Verdict, text as words};
use crate::scan;
use crate::sign::Trust;
use crate::sign::verify::{VerifyFault, verify};
use crate::store::blobs::Blobs;

/// The mark of a stored file that comes in. What is no PDF has no signature that could be judged here; `seen` = a look
/// into it found something like one.
pub(crate) fn mark(
    hands: &Hands,
    file: FileHash,
    (mime, seen): (&str, bool),
) -> Result<SignatureMark, Refusal> {
    let unchecked = if seen {
        SignatureMark::Present
    } else {
        SignatureMark::None
    };
    if mime != "application/pdf" {
        return Ok(SignatureMark::None);
    }
    Ok(match judged(hands, file, Some(seen))? {
        Ok(Some(checked)) => checked.report.mark(),
        Ok(None) => SignatureMark::None,
        // It is said to be unchecked rather than unsigned.
        Err(_) => unchecked,
    })
}

/// What a check came to: a fault where nobody could look, `None` where the file holds no signature.
type Judged = Result<Option<Checked>, VerifyFault>;

/// Checks a stored file now and keeps what was found.
pub(crate) fn judge(hands: &Hands, file: FileHash) -> Result<Judged, Refusal> {
    judged(hands, file, None)
}

/// `seen` = what a look into the file saw; `None` = nobody looked yet.
fn judged(hands: &Hands, file: FileHash, seen: Option<bool>) -> Result<Judged, Refusal> {
    let now = hands.clock.now();
    let (trust, _) = of_desk(hands);
    let path = Blobs::of(&hands.home()).place(file);
    let mut report = match verify(&path, &trust, now) {
        Ok(report) => report,
        Err(fault) => return Ok(Err(fault)),
    };
    // No field leads to a signature, and something in the file looks like one: an officer reads that and decides.
    if report.verdict().is_none() && seen.unwrap_or_else(|| scan::inspect(&path).signed) {
        report.findings.push(Finding::Traces);
    }
    hands.write(|store| store.note_check(file, &report, now))?;
    let checked = Checked {
        sha256: file,
        checked_at: now,
        report,
    };
    Ok(Ok(Some(checked).filter(|it| it.report.verdict().is_some())))
}

/// What the office trusts, with the lists of revoked certificates of this machine, and what of it cannot be used. A
/// certificate whose file is gone or damaged is trusted no more: [`TrustInUse`] names it, and so does `doctor`.
pub(crate) fn trusted(home: &Path, ask: &dyn Fn(&Query) -> Answer) -> (Trust, TrustInUse) {
    let mut trust = Trust::nobody();
    let mut in_use = TrustInUse::default();
    let blobs = Blobs::of(home);
    if let Answer::Trust(certs) = ask(&Query::Trust) {
        for cert in certs {
            let path = blobs.verified(cert.sha256).ok();
            let bytes = path.and_then(|path| fs::read(path).ok());
            if bytes.is_none_or(|bytes| trust.add(&bytes).is_err()) {
                in_use.missing.push(cert.sha256);
            }
        }
    }
    let folder = match ask(&Query::Settings) {
        Answer::Settings(rows) => rows.settings.text("crl_folder").to_owned(),
        _ => String::new(),
    };
    if !folder.is_empty() {
        in_use.lists = match trust.add_lists(Path::new(&folder)) {
            Err(_) => ListsInUse::FolderGone,
            Ok(()) => ListsInUse::Read {
                count: trust.list_count(),
                broken: trust.faults().iter().map(|fault| fault.file.clone()).collect(),
            },
        };
    }
    (trust, in_use)
}

/// [`trusted`] of this desk.
pub(crate) fn of_desk(hands: &Hands) -> (Trust, TrustInUse) {
    trusted(&hands.home(), &|query| hands.answer(query))
}

/// What an officer should know of the signatures of a file that came in; `None` = valid, or not signed.
pub(crate) fn warning(hands: &Hands, name: &str, file: FileHash) -> Option<String> {
    let Answer::Signatures(Some(checked)) = hands.answer(&Query::Signatures(file)) else {
        return None;
    };
    let verdict = checked
        .report
        .verdict()
        .filter(|verdict| *verdict != Verdict::Valid)?;
    let why = checked.report.worst().map(words::finding).unwrap_or_default();
    Some(text::signed_so(name, verdict, &why))
}
