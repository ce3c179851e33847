//! Writes the PDF beside its final name, has it verified, and only then gives it that name. Never touches a source,
//! never leaves half a file.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::domain::time::Moment;
use crate::scan::input::{self, CHUNK};
use crate::scan::inspect::Head;
use crate::scan::pdf;

use super::append::append;
use super::body::{self, Body};
use super::step::Steps;
use super::verify::{Verified, verify};
use super::writer::{CopyError, Layout, Origin, Writer};
use super::{AssembleError, Assembled, Planned, Progress, Warning};

/// A single PDF, byte for byte.
pub(super) fn copy(planned: &Planned, out: &Path, progress: Progress) -> Result<Assembled, AssembleError> {
    let mut steps = Steps::new(2, progress);
    let mut source = planned.open()?;
    let (bytes, sha256) = input::hash(&mut source).map_err(|error| planned.refused(error.into()))?;
    steps.step()?;
    let mut temp = beside(out).map_err(|error| output_error(error, bytes))?;
    source.rewind()?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = source
            .read(&mut chunk)
            .map_err(|error| planned.refused(error.into()))?;
        if count == 0 {
            break;
        }
        temp.write_all(&chunk[..count])
            .map_err(|error| output_error(error, bytes))?;
    }
    temp.as_file()
        .sync_all()
        .map_err(|error| output_error(error, bytes))?;
    steps.step()?;
    if input::hash(&mut temp.reopen()?)? != (bytes, sha256) {
        return Err(AssembleError::NotVerified);
    }
    keep(temp, out)?;
    Ok(Assembled {
        pages: planned.head.pages(),
        bytes,
        sha256,
        warnings: Vec::new(),
    })
}

/// Several sources, or one that is not a PDF yet.
pub(super) fn join(
    plan: &[Planned],
    out: &Path,
    made_at: Moment,
    progress: Progress,
) -> Result<Assembled, AssembleError> {
    let need: u64 = plan.iter().map(|planned| planned.bytes).sum();
    let pages: u64 = plan.iter().map(|planned| u64::from(planned.count())).sum();
    let mut steps = Steps::new(pages * 2, progress);
    let mut temp = beside(out).map_err(|error| output_error(error, need))?;
    let mut joint = Joint {
        plan,
        need,
        warnings: Vec::new(),
        carried: false,
    };
    let layout = joint.write(temp.as_file_mut(), made_at, &mut steps)?;
    temp.as_file()
        .sync_all()
        .map_err(|error| output_error(error, need))?;
    let mut again = BufReader::with_capacity(CHUNK, temp.reopen()?);
    if layout.pages.len() as u64 != pages {
        return Err(AssembleError::NotVerified);
    }
    let Verified { bytes, sha256 } = verify(&mut again, plan, &layout, &mut steps)?;
    keep(temp, out)?;
    let pages = u32::try_from(pages).unwrap_or(u32::MAX);
    Ok(Assembled {
        pages,
        bytes,
        sha256,
        warnings: joint.warnings,
    })
}

struct Joint<'a> {
    plan: &'a [Planned<'a>],
    need: u64,
    warnings: Vec<Warning>,
    carried: bool,
}

type Output<'a> = Writer<BufWriter<&'a mut File>>;

impl Joint<'_> {
    fn write(
        &mut self,
        file: &mut File,
        made_at: Moment,
        steps: &mut Steps,
    ) -> Result<Layout, AssembleError> {
        let out = BufWriter::with_capacity(CHUNK, file);
        let mut writer = Writer::begin(out).map_err(|error| output_error(error, self.need))?;
        for (index, planned) in self.plan.iter().enumerate() {
            if matches!(planned.head, Head::Pdf(_)) {
                self.append(index, &mut writer)?;
                for _ in 0..planned.count() * 2 {
                    steps.step()?;
                }
            } else {
                self.pictures(index, &mut writer, steps)?;
            }
        }
        let (_, layout) = writer
            .finish(made_at)
            .map_err(|error| output_error(error, self.need))?;
        Ok(layout)
    }

    fn append(&mut self, source: usize, writer: &mut Output) -> Result<(), AssembleError> {
        let planned = &self.plan[source];
        let since = writer.standing();
        let document = pdf::load(&mut planned.open()?, None).map_err(|fault| planned.refused(fault))?;
        let has_any = append(writer, (&document, planned.source), !self.carried)
            .map_err(|error| output_error(error, self.need))?;
        writer.appended(source, since);
        if has_any && self.carried {
            self.warnings.push(Warning::FormFieldsDropped {
                name: planned.source.name.clone(),
            });
        }
        self.carried |= has_any;
        Ok(())
    }

    fn pictures(
        &mut self,
        source: usize,
        writer: &mut Output,
        steps: &mut Steps,
    ) -> Result<(), AssembleError> {
        let planned = &self.plan[source];
        let mut reader = planned.open()?;
        let mut lossy = false;
        for page in planned.leaves().map(|leaf| leaf as usize) {
            let prepared = body::prepare(&planned.head, page, planned.bytes, &mut reader);
            match prepared.map_err(|fault| planned.refused(fault))? {
                Body::Made { mut picture, packed } => {
                    picture.turn(planned.source.turns);
                    lossy |= packed.lossy;
                    let written = writer.made_page(&picture, &packed.bytes);
                    written.map_err(|error| output_error(error, self.need))?;
                    // Made pages are compared by their hash, together with the next one that is copied.
                    steps.step()?;
                }
                Body::Through { mut picture, length } => {
                    picture.turn(planned.source.turns);
                    let bytes = body::open(&planned.head, page, &mut reader);
                    let mut bytes = bytes.map_err(|error| planned.refused(error.into()))?;
                    let origin = Origin::Source { source, page };
                    let copied = writer.copied_page(&picture, (&mut *bytes, length), origin);
                    copied.map_err(|error| self.copy_error(planned, error))?;
                }
            }
            steps.step()?;
        }
        if lossy {
            self.warnings.push(Warning::Reencoded {
                name: planned.source.name.clone(),
            });
        }
        Ok(())
    }

    fn copy_error(&self, planned: &Planned, error: CopyError) -> AssembleError {
        match error {
            CopyError::Source(fault) => planned.refused(fault),
            CopyError::Output(error) => output_error(error, self.need),
        }
    }
}

/// A temporary file in the folder of `out`, removed again unless it is kept.
pub(super) fn beside(out: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(".motcua-")
        .suffix(".tmp")
        .tempfile_in(folder_of(out))
}

fn folder_of(out: &Path) -> &Path {
    match out.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Gives the file its name and makes the name durable too.
pub(super) fn keep(temp: NamedTempFile, out: &Path) -> Result<(), AssembleError> {
    temp.persist(out)
        .map_err(|error| AssembleError::NotWritten(error.error))?;
    // Only Unix lets a folder be opened and synced.
    if cfg!(unix) {
        File::open(folder_of(out))?.sync_all()?;
    }
    Ok(())
}

/// A full disk, a full quota and a full file limit are one thing to the officer.
pub(super) fn output_error(error: io::Error, need: u64) -> AssembleError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            AssembleError::DiskFull { need }
        }
        _ => AssembleError::NotWritten(error),
    }
}
