//! Judges the signatures of a PDF: what was signed, by whom, and what became of the file since. Reads only; a file of any
//! size in bounded memory and time.

mod changes;
mod clock;
mod history;
mod hole;
mod signature;
mod states;

use std::ops::ControlFlow;
use std::path::Path;

use super::pdf::{Document, PdfError, Source, Span};
use super::trust::Trust;
use crate::domain::signature::{Finding, Signature, SignatureReport};
use crate::domain::time::Moment;

/// How far from its beginning a PDF may say that it is one.
const HEAD: u64 = 1024;
/// What every signature has in plain text, because it is filled in when the rest is written.
const SIGNED: &[u8] = b"/ByteRange";

/// The most signatures that are judged: each may ask for the hash of the whole file.
const MOST: usize = 64;

/// Why a file was not judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyFault {
    /// It is no PDF.
    #[error("not a PDF")]
    NotPdf,
    /// The disk refused; English, for the log.
    #[error("disk: {0}")]
    Disk(String),
    /// Stopped by whoever watched.
    #[error("stopped")]
    Stopped,
}

/// By what a file is judged.
struct Measure<'a> {
    trust: &'a Trust,
    /// The clock of the check.
    now: Moment,
    watch: std::cell::RefCell<&'a mut dyn FnMut(u64) -> ControlFlow<()>>,
    /// The watch said so.
    is_stopped: std::cell::Cell<bool>,
}

/// Judges every signature of the file. A file without any has an empty report.
pub fn verify(file: &Path, trust: &Trust, now: Moment) -> Result<SignatureReport, VerifyFault> {
    verify_watched(file, trust, now, &mut |_| ControlFlow::Continue(()))
}

/// [`verify`], telling how many bytes were hashed and stopping when told.
pub fn verify_watched(
    file: &Path,
    trust: &Trust,
    now: Moment,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<SignatureReport, VerifyFault> {
    verify_source(&Source::open(file).map_err(disk)?, trust, now, watch)
}

/// [`verify_watched`] for bytes that are open already.
pub fn verify_source(
    source: &Source,
    trust: &Trust,
    now: Moment,
    watch: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<SignatureReport, VerifyFault> {
    let head = Span {
        start: 0,
        end: HEAD.min(source.end()),
    };
    if !contains(source, head, b"%PDF-")? {
        return Err(VerifyFault::NotPdf);
    }
    let measure = Measure {
        trust,
        now,
        watch: std::cell::RefCell::new(watch),
        is_stopped: std::cell::Cell::new(false),
    };
    let newest = Document::open(source.clone());
    match newest.and_then(|newest| states::State::read(&newest).map(|state| (newest, state))) {
        Ok((newest, state)) => measure.judge(&newest, &state),
        Err(error) => unreadable(source, error, Finding::Damaged),
    }
}

/// Nothing can be said of the structure: if anything in it looks like a signature, that must not pass for "not signed".
fn unreadable(source: &Source, error: PdfError, finding: Finding) -> Result<SignatureReport, VerifyFault> {
    if let PdfError::Io(why) = error {
        return Err(VerifyFault::Disk(why));
    }
    let mut report = SignatureReport::default();
    let whole = Span {
        start: 0,
        end: source.end(),
    };
    if contains(source, whole, SIGNED)? {
        report.findings.push(finding);
    }
    Ok(report)
}

fn disk(error: PdfError) -> VerifyFault {
    VerifyFault::Disk(error.to_string())
}

/// True if `word` stands within the span.
fn contains(source: &Source, span: Span, word: &[u8]) -> Result<bool, VerifyFault> {
    let flow = source.find(span, word, &mut |_| ControlFlow::Break(()));
    flow.map(|flow| flow.is_break()).map_err(disk)
}

impl Measure<'_> {
    fn judge(&self, newest: &Document, state: &states::State) -> Result<SignatureReport, VerifyFault> {
        let mut report = SignatureReport::default();
        if newest.is_encrypted() && state.fields.is_empty() {
            return unreadable(
                newest.source(),
                PdfError::TooMuch("encrypted"),
                Finding::Encrypted,
            );
        }
        let mut intact = Vec::new();
        for signed in state.judged().take(MOST) {
            let beside = changes::Beside {
                state,
                certified: certified(newest, signed, &intact),
                watch: &|| self.hashed(0),
            };
            let found = self.signature(newest, signed, &beside)?;
            if is_intact(&found) {
                intact.push(signed);
            }
            report.signatures.push(found);
        }
        if state.judged().count() > MOST {
            let name = format!("> {MOST}");
            report.findings.push(Finding::NotSupported { name });
        }
        let covered = intact.iter().filter_map(|signed| signed.end()).max();
        match history(newest, state, covered, &mut report) {
            Ok(()) => Ok(report),
            Err(PdfError::Io(why)) => Err(VerifyFault::Disk(why)),
            Err(_) if state.fields.is_empty() => {
                unreadable(newest.source(), PdfError::TooMuch("states"), Finding::Damaged)
            }
            Err(_) => {
                report.findings.push(Finding::Damaged);
                Ok(report)
            }
        }
    }

    /// Tells the watcher that bytes were hashed.
    fn hashed(&self, bytes: usize) -> ControlFlow<()> {
        let flow = (*self.watch.borrow_mut())(u64::try_from(bytes).unwrap_or(u64::MAX));
        if flow.is_break() {
            self.is_stopped.set(true);
        }
        flow
    }
}

/// What the strictest of these signatures permits, of those that were there when `signed` was made.
fn certified(newest: &Document, signed: &states::Signed, intact: &[&states::Signed]) -> Option<u8> {
    let earlier = intact.iter().filter(|one| one.end() < signed.end());
    let permissions = earlier.filter_map(|one| newest.permission(one.object.dict()?).ok()?);
    permissions.min()
}

/// The signature itself is in order over the bytes of a whole state; whoever made it.
fn is_intact(signature: &Signature) -> bool {
    let mut findings = signature.findings.iter();
    signature.intact == Some(true)
        && !findings.any(|it| {
            matches!(
                it,
                Finding::HoleNotExact | Finding::NotWholeFile | Finding::WrongCertificate
            )
        })
}

/// Signatures that are gone, and bytes that belong to nothing: junk, or a later state that was cut off with its signature.
fn history(
    newest: &Document,
    state: &states::State,
    covered: Option<u64>,
    report: &mut SignatureReport,
) -> Result<(), PdfError> {
    let mut history = history::History::read(newest, state, covered)?;
    let removed = std::mem::take(&mut history.removed);
    let removed = removed.into_iter().map(|field| Finding::Removed { field });
    report.findings.extend(removed);
    if history.has_stray {
        report.findings.push(Finding::Damaged);
    }
    let bytes = history.loose(newest, covered.unwrap_or(newest.ended()))?;
    if bytes > 0 && (!report.signatures.is_empty() || !report.findings.is_empty()) {
        report.findings.push(Finding::TrailingBytes { bytes });
    }
    Ok(())
}
