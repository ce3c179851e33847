//! Signs one file: reads it, adds one state to a copy beside the target, checks the copy, and only then gives it its
//! name. The source is never changed, and nothing is left behind when it ends early.

use std::fs::{File, Metadata};
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use crate::domain::signature::{Finding, Signature, SignatureReport, Verdict};
use crate::domain::signing::SignFault;
use crate::domain::signing::look::SpotPage;
use crate::domain::time::Moment;

use super::appear::Look;
use super::cms::build::{self, Digest};
use super::embed::{self, Mark, Prepared};
use super::key::{Scheme, SigningKey};
use super::pdf::update::{Update, hexadecimal};
use super::pdf::{Document, Page, Source};
use super::slot::{self, Slot};
use super::trust::Trust;
use super::verify::{VerifyFault, verify_watched};

/// How much is copied between two questions whether to go on.
const PIECE: usize = 256 << 10;

/// What is to be signed.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The PDF; it is only read.
    pub source: &'a Path,
    /// The signed PDF; one that is there already is replaced.
    pub target: &'a Path,
    /// SHA-256 the source must have, where it is known.
    pub expected: Option<[u8; 32]>,
    /// The time that is written down, on the page too.
    pub at: Moment,
    /// How the signature looks.
    pub look: Look<'a>,
}

/// How far signing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many bytes of so many were copied.
    Copied {
        /// Done.
        done: u64,
        /// All.
        total: u64,
    },
    /// The key is about to sign; it cannot be stopped then.
    Signing,
    /// The result is being checked.
    Checking,
}

/// A file that was signed and found in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// SHA-256 of the whole new file.
    pub sha256: [u8; 32],
    /// Its length.
    pub length: u64,
    /// The name of the field that was signed.
    pub field: String,
}

/// Asked at every step whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(Step) -> ControlFlow<()>;

/// Signs the source into the target.
pub fn sign(request: &Request, key: &mut dyn SigningKey, watch: Watch) -> Result<Signed, SignFault> {
    let certificate = key.certificate();
    if request.at < certificate.from || request.at > certificate.to {
        return Err(SignFault::OutOfDate {
            from: certificate.from,
            to: certificate.to,
        });
    }
    let mut source = File::open(request.source).map_err(disk)?;
    let before = State::of(&source.metadata().map_err(disk)?);
    let document = Document::open(Source::open(request.source)?)?;
    let slot = slot::find(&document)?;
    let prepared = prepared(&document, &slot, request, build::hole(key))?;
    let (Slot::New(field) | Slot::Empty(_, field)) = &slot;
    let mut copy = beside(request.target).map_err(disk)?;
    let hashes = Hashes::for_scheme(key.scheme());
    let mut hashes = copied(&mut source, copy.as_file_mut(), hashes, (before.length, watch))?;
    let is_other = |expected: [u8; 32]| hashes.whole.clone().finalize().as_slice() != expected;
    let after = State::of(&std::fs::metadata(request.source).map_err(disk)?);
    if after != before || document.source().end() != before.length || request.expected.is_some_and(is_other) {
        return Err(SignFault::ChangedMeanwhile);
    }
    go_on(watch, Step::Signing)?;
    let bytes = signed_bytes(prepared, hashes.signed(), key)?;
    hashes.whole.update(&bytes);
    let file = copy.as_file_mut();
    file.write_all(&bytes).map_err(disk)?;
    file.sync_all().map_err(disk)?;
    check(request, copy.path(), watch)?;
    let signed = Signed {
        sha256: hashes.whole.finalize().into(),
        length: before.length + u64::try_from(bytes.len()).unwrap_or(0),
        field: field.clone(),
    };
    keep(copy, request.target).map_err(disk)?;
    Ok(signed)
}

/// What tells that a file was changed.
#[derive(PartialEq, Eq)]
struct State {
    length: u64,
    changed: Option<SystemTime>,
}

impl State {
    fn of(metadata: &Metadata) -> Self {
        Self {
            length: metadata.len(),
            changed: metadata.modified().ok(),
        }
    }
}

/// What is hashed while copying: the whole new file, and the signed bytes where the scheme hashes them another way. Up to
/// the end of the source they are the same bytes.
struct Hashes {
    whole: Sha256,
    other: Option<Digest>,
}

impl Hashes {
    fn for_scheme(scheme: Scheme) -> Self {
        let other = match Digest::for_scheme(scheme) {
            Digest::Sha256(_) => None,
            other @ Digest::Sha384(_) => Some(other),
        };
        Self {
            whole: Sha256::new(),
            other,
        }
    }

    fn update(&mut self, bytes: &[u8]) {
        self.whole.update(bytes);
        if let Some(other) = &mut self.other {
            other.update(bytes);
        }
    }

    /// The hash of the signed bytes so far.
    fn signed(&self) -> Digest {
        let same = || Digest::Sha256(self.whole.clone());
        self.other.clone().unwrap_or_else(same)
    }
}

/// The objects to append, drawn and with their byte range.
fn prepared(document: &Document, slot: &Slot, request: &Request, hole: usize) -> Result<Prepared, SignFault> {
    let mut update = Update::new(document)?;
    let (page, rect) = match slot {
        Slot::New(_) => (page_of(document, request.look.page()?)?, None),
        Slot::Empty(field, _) => embed::standing(document, *field)?,
    };
    let drawn = request
        .look
        .draw(document, &mut update, (&page, rect), request.at)?;
    let mark = Mark { at: request.at, hole };
    embed::prepare(document, update, (slot, &page), (&mark, drawn))
}

/// The page that was asked for.
fn page_of(document: &Document, wanted: SpotPage) -> Result<Page, SignFault> {
    let pages = match wanted {
        SpotPage::Number(_) => 1,
        SpotPage::Last => u32::try_from(document.page_ids()?.len()).unwrap_or(u32::MAX),
    };
    document.page(wanted.of(pages))?.ok_or(SignFault::NoPage)
}

/// Copies the source to its end, hashing; the length must be the one it had.
fn copied(
    source: &mut File,
    copy: &mut File,
    mut hashes: Hashes,
    (total, watch): (u64, Watch),
) -> Result<Hashes, SignFault> {
    let mut buffer = vec![0; PIECE];
    let mut done = 0;
    loop {
        let count = source.read(&mut buffer).map_err(disk)?;
        let piece = buffer.get(..count).unwrap_or_default();
        if piece.is_empty() {
            break;
        }
        hashes.update(piece);
        copy.write_all(piece).map_err(disk)?;
        done += u64::try_from(count).unwrap_or(0);
        if done > total {
            return Err(SignFault::ChangedMeanwhile);
        }
        go_on(watch, Step::Copied { done, total })?;
    }
    if done == total {
        Ok(hashes)
    } else {
        Err(SignFault::ChangedMeanwhile)
    }
}

/// The objects with the signature in their hole.
fn signed_bytes(
    prepared: Prepared,
    mut digest: Digest,
    key: &mut dyn SigningKey,
) -> Result<Vec<u8>, SignFault> {
    let Prepared { mut bytes, hole } = prepared;
    digest.update(bytes.get(..hole.start).unwrap_or_default());
    digest.update(bytes.get(hole.end..).unwrap_or_default());
    let cms = hexadecimal(&build::detached(digest, key)?);
    let too_large = || SignFault::Device("the signature is larger than its room".to_owned());
    // Between the brackets.
    let room = bytes
        .get_mut(hole.start + 1..hole.end - 1)
        .and_then(|room| room.get_mut(..cms.len()))
        .ok_or_else(too_large)?;
    room.copy_from_slice(cms.as_bytes());
    Ok(bytes)
}

/// The own check of the copy: the new signature covers all of it and is in order, and no earlier one is worse than it was.
/// Who is trusted is not asked: that is the business of whoever receives the file.
fn check(
    request: &Request,
    copy: &Path,
    watch: &mut dyn FnMut(Step) -> ControlFlow<()>,
) -> Result<(), SignFault> {
    let mut judged = |file: &Path| {
        let report = verify_watched(file, &Trust::nobody(), request.at, &mut |_| watch(Step::Checking));
        report.map_err(|fault| match fault {
            VerifyFault::Stopped => SignFault::Stopped,
            VerifyFault::Disk(why) => SignFault::Disk(why),
            VerifyFault::NotPdf => SignFault::CheckFailed,
        })
    };
    let after = judged(copy)?;
    let mut whole = after.signatures.iter().filter(|it| it.covers_whole_file);
    let is_judged = |new: &Signature| {
        let mut findings = new.findings.iter();
        !findings.any(|it| matches!(it, Finding::NotSupported { .. } | Finding::Unreadable { .. }))
    };
    let is_sound = match (whole.next(), whole.next()) {
        (Some(new), None) => new.verdict != Verdict::Invalid && is_judged(new),
        _ => false,
    };
    if is_sound && (after.signatures.len() == 1 || !is_worse(&judged(request.source)?, &after)) {
        Ok(())
    } else {
        Err(SignFault::CheckFailed)
    }
}

/// An earlier signature is gone or judged harder than before.
fn is_worse(before: &SignatureReport, after: &SignatureReport) -> bool {
    before.signatures.iter().any(|old| {
        let now = after.signatures.iter().find(|it| it.field == old.field);
        now.is_none_or(|now| now.verdict > old.verdict)
    })
}

fn go_on(watch: &mut dyn FnMut(Step) -> ControlFlow<()>, step: Step) -> Result<(), SignFault> {
    match watch(step) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(SignFault::Stopped),
    }
}

fn disk(error: io::Error) -> SignFault {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => SignFault::Full,
        _ => SignFault::Disk(error.to_string()),
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    }
}

/// A file without a name of its own yet, in the folder of the target; gone again unless it is kept.
fn beside(target: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".motcua-").suffix(".part");
    builder.tempfile_in(folder_of(target))
}

/// Gives the file its name and makes the name durable too.
fn keep(copy: NamedTempFile, target: &Path) -> io::Result<()> {
    copy.persist(target).map_err(|error| error.error)?;
    // Only Unix lets a folder be opened and synced.
    if cfg!(unix) {
        File::open(folder_of(target))?.sync_all()?;
    }
    Ok(())
}
