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
use crate::domain::signature::{Checked, Verdict, text as words};
use crate::sign::Trust;
use crate::sign::trust::describe;
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
    Ok(match judge(hands, file)? {
        Ok(Some(checked)) => checked.report.mark(),
        // It is said to be unchecked rather than unsigned.
        Ok(None) | Err(_) => unchecked,
    })
}

/// Checks a stored file now and keeps what was found. `Ok(Ok(None))` = it holds no signature.
pub(crate) fn judge(hands: &Hands, file: FileHash) -> Result<Result<Option<Checked>, VerifyFault>, Refusal> {
    let now = hands.clock.now();
    let trust = trusted(hands);
    let report = match verify(&Blobs::of(&hands.home()).place(file), &trust, now) {
        Ok(report) => report,
        Err(fault) => return Ok(Err(fault)),
    };
    hands.write(|store| store.note_check(file, &report, now))?;
    let checked = Checked {
        sha256: file,
        checked_at: now,
        report,
    };
    Ok(Ok(Some(checked).filter(|it| it.report.verdict().is_some())))
}

/// What the office trusts, with the lists of revoked certificates of this machine. A certificate whose file is gone or
/// damaged is trusted no more.
pub(crate) fn trusted(hands: &Hands) -> Trust {
    let mut trust = Trust::nobody();
    let blobs = Blobs::of(&hands.home());
    if let Answer::Trust(certs) = hands.answer(&Query::Trust) {
        for cert in certs {
            let bytes = blobs
                .verified(cert.sha256)
                .ok()
                .and_then(|path| fs::read(path).ok());
            // What cannot be read now could be read when it was put there: `doctor` names the file.
            let _ = bytes.map(|bytes| trust.add(&bytes));
        }
    }
    if let Some(folder) = lists(hands) {
        add_lists(&mut trust, Path::new(&folder));
    }
    trust
}

/// The folder of lists of revoked certificates.
fn lists(hands: &Hands) -> Option<String> {
    match hands.answer(&Query::Settings) {
        Answer::Settings(rows) => {
            Some(rows.settings.text("crl_folder").to_owned()).filter(|it| !it.is_empty())
        }
        _ => None,
    }
}

/// Only lists: a certificate that lies there is not trusted for it.
fn add_lists(trust: &mut Trust, folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("crl"))
            && let Ok(bytes) = fs::read(&path)
        {
            let is_list = describe(&bytes).is_ok_and(|certificates| certificates.is_empty());
            let _ = is_list.then(|| trust.add(&bytes));
        }
    }
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
