//! Several files in, one PDF out, in the order given. The bytes of JPEGs go in untouched; nothing is written over a
//! source; the result appears under its name only after it was re-opened, its pages counted and its images compared.

use std::fs::File;
use std::io::{self, BufReader};
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};

use crate::domain::ids::FileHash;
use crate::domain::time::Moment;

use super::fault::Fault;
use super::input::CHUNK;
use super::inspect::{DpiSource, Head, probe};
use super::kind::Kind;

mod append;
mod body;
mod card;
mod lighter_pdf;
mod objects;
mod pack;
mod picture;
mod same;
mod save;
mod step;
mod verify;
mod weight;
mod writer;

#[cfg(test)]
mod tests;

pub use card::{Card, CardError, card, card_sources};
pub use weight::{Lighter, Part, RECOMMENDED_BYTES, lighten, split};

pub use crate::domain::weight::MOST_JOINED_PDF_BYTES;

/// One file that goes into the PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub path: PathBuf,
    /// What officers know it by; a file kept under its hash has another name on disk.
    pub name: String,
    /// First and last page that are taken of the file, from 1; `None` = all of them.
    pub leaves: Option<(u32, u32)>,
    /// Clockwise quarter turns in which the page is shown, on top of what the file says itself; its bytes stay.
    pub turns: u8,
}

impl Source {
    /// A whole file, upright, known by the name it has on disk.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Self {
            path,
            name,
            leaves: None,
            turns: 0,
        }
    }
}

/// The PDF that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembled {
    pub pages: u32,
    pub bytes: u64,
    pub sha256: FileHash,
    pub warnings: Vec<Warning>,
}

/// What an officer should know about a PDF that was made; the words are in `scan::text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The file does not say its resolution; the page is taken to fit A4.
    AssumedResolution { name: String },
    /// Pixels that had to be decoded and would be too many without loss: JPEG at quality 85.
    Reencoded { name: String },
    /// A second form in the same PDF: its fields show what was filled in, but cannot be edited any more.
    FormFieldsDropped { name: String },
}

impl Warning {
    /// The stable word of the JSON contract.
    pub fn word(&self) -> &'static str {
        match self {
            Self::AssumedResolution { .. } => "assumed_resolution",
            Self::Reencoded { .. } => "reencoded",
            Self::FormFieldsDropped { .. } => "form_fields_dropped",
        }
    }

    /// The file it is about.
    pub fn file(&self) -> &str {
        match self {
            Self::AssumedResolution { name }
            | Self::Reencoded { name }
            | Self::FormFieldsDropped { name } => name,
        }
    }
}

/// Why there is no PDF. In every case the sources are as they were and no half file is left.
#[derive(Debug, thiserror::Error)]
pub enum AssembleError {
    #[error("no files were given")]
    NothingToDo,
    #[error("a file is refused: {fault}")]
    Refused { name: String, fault: Fault },
    /// Signed PDFs, and forms that only their own program draws, are never rewritten: they stay their own file.
    #[error("a signed or self-drawing PDF must stay its own file")]
    MustStayAlone { name: String },
    #[error("sound and film have no pages")]
    NoPages { name: String },
    #[error("the PDFs have {bytes} bytes together, which is too much to join")]
    TooMuchPdf { bytes: u64 },
    #[error("the output is one of the sources")]
    WouldOverwriteSource,
    #[error("the disk is full; about {need} bytes are needed")]
    DiskFull { need: u64 },
    #[error("stopped on request")]
    Cancelled,
    #[error("the output could not be written")]
    NotWritten(#[source] io::Error),
    #[error("the output, read again, is not what was written")]
    NotVerified,
    #[error("the pages of an appended PDF, read again, are not what they were")]
    PagesDiffer { name: String },
}

impl From<io::Error> for AssembleError {
    fn from(error: io::Error) -> Self {
        Self::NotWritten(error)
    }
}

/// Called with (steps done, steps in all) after each page written and each page compared; answers whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// A source whose header has been read and found good.
struct Planned<'a> {
    source: &'a Source,
    head: Head,
    bytes: u64,
}

impl Planned<'_> {
    /// The pages that are taken of it, counted from 0.
    fn leaves(&self) -> Range<u32> {
        match self.source.leaves {
            Some((first, last)) => first.saturating_sub(1)..last,
            None => 0..self.head.pages(),
        }
    }

    /// How many these are.
    fn count(&self) -> u32 {
        u32::try_from(self.leaves().len()).unwrap_or(u32::MAX)
    }

    /// All of it, as it stands?
    fn is_whole(&self) -> bool {
        self.leaves() == (0..self.head.pages()) && self.source.turns.is_multiple_of(4)
    }

    fn open(&self) -> Result<BufReader<File>, AssembleError> {
        open(self.source)
    }

    fn refused(&self, fault: Fault) -> AssembleError {
        refused(self.source, fault)
    }
}

/// Joins `sources` in their order into one PDF at `out`, which is replaced if it exists. A single PDF is copied
/// byte for byte unless only some pages of it are wanted, or it is turned. Memory does not grow with the number of images; existing PDFs are joined through memory.
/// `made_at` is the date the document bears.
pub fn assemble(
    sources: &[Source],
    out: &Path,
    made_at: Moment,
    progress: Progress,
) -> Result<Assembled, AssembleError> {
    if sources.is_empty() {
        return Err(AssembleError::NothingToDo);
    }
    if sources.iter().any(|source| is_same_file(&source.path, out)) {
        return Err(AssembleError::WouldOverwriteSource);
    }
    let plan = sources.iter().map(plan).collect::<Result<Vec<_>, _>>()?;
    if let [only] = plan.as_slice()
        && matches!(only.head, Head::Pdf(_))
        && only.is_whole()
    {
        return save::copy(only, out, progress);
    }
    check_pdfs(&plan)?;
    let mut made = save::join(&plan, out, made_at, progress)?;
    made.warnings.splice(0..0, assumed(&plan));
    Ok(made)
}

fn plan(source: &Source) -> Result<Planned<'_>, AssembleError> {
    // A header is short: what is read ahead of it here is read again when the page is copied.
    let mut reader = BufReader::new(open(source)?.into_inner());
    let bytes = reader.get_ref().metadata()?.len();
    let (_, head) =
        probe(&source.name, &mut reader).map_err(|(_, fault): (Kind, Fault)| refused(source, fault))?;
    if head.pages() == 0 {
        return Err(AssembleError::NoPages {
            name: source.name.clone(),
        });
    }
    if source
        .leaves
        .is_some_and(|(first, last)| first == 0 || first > last || last > head.pages())
    {
        return Err(refused(source, Fault::Corrupt));
    }
    Ok(Planned { source, head, bytes })
}

fn open(source: &Source) -> Result<BufReader<File>, AssembleError> {
    let file = File::open(&source.path).map_err(|_| refused(source, Fault::Unreadable))?;
    Ok(BufReader::with_capacity(CHUNK, file))
}

fn refused(source: &Source, fault: Fault) -> AssembleError {
    AssembleError::Refused {
        name: source.name.clone(),
        fault,
    }
}

/// Two names of one file, through links too. A name that does not exist is not a file.
fn is_same_file(source: &Path, out: &Path) -> bool {
    match (source.canonicalize(), out.canonicalize()) {
        (Ok(source), Ok(out)) => source == out,
        _ => false,
    }
}

fn check_pdfs(plan: &[Planned]) -> Result<(), AssembleError> {
    let mut together = 0;
    let mut before: Option<&Path> = None;
    for planned in plan {
        let Head::Pdf(head) = &planned.head else {
            continue;
        };
        if head.stays_alone {
            return Err(AssembleError::MustStayAlone {
                name: planned.source.name.clone(),
            });
        }
        // Leaves of one file that follow each other are one file in memory.
        if before.replace(&planned.source.path) != Some(&planned.source.path) {
            together += head.bytes;
        }
    }
    if together > MOST_JOINED_PDF_BYTES {
        return Err(AssembleError::TooMuchPdf { bytes: together });
    }
    Ok(())
}

fn assumed(plan: &[Planned]) -> Vec<Warning> {
    let is_assumed = |head: &Head| match head {
        Head::Jpeg(head) => head.page.dpi.source == DpiSource::Assumed,
        Head::Png(head) => head.page.dpi.source == DpiSource::Assumed,
        Head::Tiff(pages) => pages
            .iter()
            .any(|page| page.head.dpi.source == DpiSource::Assumed),
        Head::Pdf(_) | Head::Media(_) => false,
    };
    let assumed = plan.iter().filter(|planned| is_assumed(&planned.head));
    assumed
        .map(|planned| Warning::AssumedResolution {
            name: planned.source.name.clone(),
        })
        .collect()
}
