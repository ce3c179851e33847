//! Lines of a dossier's history about signatures.

use crate::domain::component::SignatureMark;
use crate::domain::signature::{SignatureReport, Verdict, text as words};
use crate::domain::signing::act::Signable;
use crate::domain::text as domain;
use crate::store::body::{CheckFacts, FileFacts, OutcomeFacts, SignFile, VerifyFile};
use crate::store::checks;

/// What was signed, by whom, and what the own check came to.
pub(in crate::store::read) fn signed(sign: &SignFile) -> String {
    let what = match sign.of {
        Signable::File(_) => format!("tệp {}", sign.file.file_name),
        Signable::Outcome(_) => "kết quả".to_owned(),
        Signable::Form(_) => "phiếu".to_owned(),
    };
    format!(
        "Ký số {what}: {}, {}",
        sign.signer,
        domain::signature(sign.signature)
    )
}

/// What a new check came to.
pub(in crate::store::read) fn verified(verify: &VerifyFile) -> String {
    let verdict = words::verdict(verify.checked.verdict);
    match worst(&verify.checked) {
        Some(why) => format!("Kiểm tra lại chữ ký: {verdict}, {why}"),
        None => format!("Kiểm tra lại chữ ký: {verdict}"),
    }
}

/// A file that came with a signature that is not valid is named in the line that brought it.
pub(in crate::store::read) fn invalid<'a>(files: impl IntoIterator<Item = &'a FileFacts>) -> String {
    let broken = files.into_iter().filter_map(|file| {
        let checked = file.bytes.checked.as_ref()?;
        let why = worst(checked).unwrap_or_default();
        let name = &file.bytes.file_name;
        (checked.verdict == Verdict::Invalid).then(|| format!(". {name}: chữ ký KHÔNG HỢP LỆ, {why}"))
    });
    broken.collect()
}

/// Why a result was taken although its signature is not valid; empty where it is.
pub(in crate::store::read) fn taken(outcome: &OutcomeFacts) -> String {
    let mark = match outcome.signature {
        SignatureMark::Valid => return String::new(),
        mark => domain::signature(mark),
    };
    match &outcome.unsigned_reason {
        Some(reason) => format!(", {mark}, nhận vì: {reason}"),
        None => format!(", {mark}"),
    }
}

fn worst(checked: &CheckFacts) -> Option<String> {
    let report = checks::report(checked);
    report
        .as_ref()
        .and_then(SignatureReport::worst)
        .map(words::finding)
}
