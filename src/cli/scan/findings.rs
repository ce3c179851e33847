//! What `scan inspect` finds in several files: each one described, its pages checked, and all pages compared for one
//! that was scanned twice. Flags only: a file with flags is taken.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::scan::name_of;
use crate::domain::quality::{PageFlag, ScanProfile, Shortfall};
use crate::scan::check::{Candidate, PageCheck, check, twins};
use crate::scan::fault::Fault;
use crate::scan::inspect::{Inspected, inspect};
use crate::scan::profile::shortfalls;
use crate::scan::text;

/// One file and what was found in it.
struct Found<'a> {
    path: &'a Path,
    seen: Inspected,
    checks: Vec<PageCheck>,
    short_of: Vec<Shortfall>,
}

/// File and page, counted from 0.
type Place = (usize, usize);

/// A page, the earlier one it looks like, and how sure that is.
type Twin = (Place, Place, PageFlag);

/// First and last page, what was found, and the page it looks like.
type Remark = ((usize, usize), PageFlag, Option<Place>);

/// All files of one command.
pub(super) struct Findings<'a> {
    files: Vec<Found<'a>>,
    twins: Vec<Twin>,
    profile: &'static ScanProfile,
}

impl<'a> Findings<'a> {
    pub(super) fn of(paths: &'a [PathBuf], profile: &'static ScanProfile) -> Self {
        let files: Vec<Found> = paths.iter().map(|path| look(path, profile)).collect();
        let twins = twins_among(&files);
        Self {
            files,
            twins,
            profile,
        }
    }

    pub(super) fn all_taken(&self) -> bool {
        self.files.iter().all(|file| file.seen.is_taken())
    }

    /// The flags of one page, with the page it looks like.
    fn flags(&self, file: usize, page: usize) -> Vec<(PageFlag, Option<Place>)> {
        let own = self.files[file].checks[page]
            .flags
            .iter()
            .map(|flag| (*flag, None));
        let twins = self.twins.iter().filter(|(at, ..)| *at == (file, page));
        own.chain(twins.map(|(_, twin, flag)| (*flag, Some(*twin))))
            .collect()
    }

    /// The flags of a file; neighbours that only share the same flag are told together.
    fn remarks(&self, file: usize) -> Vec<Remark> {
        let mut remarks: Vec<Remark> = Vec::new();
        for page in 0..self.files[file].checks.len() {
            for (flag, twin) in self.flags(file, page) {
                match remarks.last_mut() {
                    Some(((_, last), same, None)) if *same == flag && *last + 1 == page && twin.is_none() => {
                        *last = page;
                    }
                    _ => remarks.push(((page, page), flag, twin)),
                }
            }
        }
        remarks
    }

    /// For people: a line for each file, and under it one for each thing worth a look.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (index, file) in self.files.iter().enumerate() {
            let name = name_of(file.path);
            lines.push(text::described(&name, &file.seen));
            lines.extend(file.seen.notes.iter().map(|note| text::remark(&name, *note)));
            if !file.short_of.is_empty() {
                lines.push(text::below_profile(&name, &file.short_of, self.profile));
            }
            for ((first, last), flag, twin) in self.remarks(index) {
                let like = twin.map(|(file, page)| (name_of(self.files[file].path), page + 1));
                let like = like.as_ref().map(|(name, page)| (name.as_str(), *page));
                lines.push(text::page_remark(&name, (first + 1, last + 1), flag, like));
            }
        }
        lines
    }

    pub(super) fn json(&self) -> Value {
        let files: Vec<Value> = (0..self.files.len()).map(|index| self.file_json(index)).collect();
        json!({ "files": files })
    }

    fn file_json(&self, index: usize) -> Value {
        let Found {
            path, seen, short_of, ..
        } = &self.files[index];
        let name = name_of(path);
        let faults: Vec<&str> = seen.faults.iter().map(Fault::word).collect();
        let said = seen.faults.iter().map(|fault| text::sentence(&name, fault));
        let notes: Vec<&str> = seen.notes.iter().map(|note| note.word()).collect();
        json!({
            "path": path.to_string_lossy(),
            "kind": seen.kind.word(),
            "pages": seen.pages,
            "width_px": seen.width_px,
            "height_px": seen.height_px,
            "dpi_x": seen.dpi.map(|dpi| dpi.x),
            "dpi_y": seen.dpi.map(|dpi| dpi.y),
            "dpi_source": seen.dpi.map(|dpi| dpi.source.word()),
            "colour": seen.colour.word(),
            "pdf_version": seen.pdf_version.map(|(major, minor)| format!("{major}.{minor}")),
            "kbps": seen.kbps,
            "bytes": seen.bytes,
            "sha256": seen.sha256.to_string(),
            "signed": seen.signed,
            "faults": faults,
            "messages": said.collect::<Vec<String>>(),
            "notes": notes,
            "profile": self.profile.word,
            "below_profile": short_of,
            "page_checks": self.pages_json(index),
        })
    }

    fn pages_json(&self, file: usize) -> Vec<Value> {
        let pages = self.files[file].checks.iter().enumerate();
        pages
            .map(|(page, check)| {
                let flags = self.flags(file, page);
                let like = flags.iter().find_map(|(_, twin)| *twin).map(|(file, page)| {
                    json!({ "path": self.files[file].path.to_string_lossy(), "page": page + 1 })
                });
                json!({
                    "page": page + 1,
                    "flags": flags.iter().map(|(flag, _)| flag.word()).collect::<Vec<_>>(),
                    "skew_degrees": check.skew.map(|degrees| (degrees * 10.0).round() / 10.0),
                    "like": like,
                })
            })
            .collect()
    }
}

fn look<'a>(path: &'a Path, profile: &ScanProfile) -> Found<'a> {
    let seen = inspect(path);
    let checks = if seen.is_taken() {
        check(path).unwrap_or_default()
    } else {
        Vec::new()
    };
    let short_of = if seen.is_taken() {
        shortfalls(&seen, profile)
    } else {
        Vec::new()
    };
    Found {
        path,
        seen,
        checks,
        short_of,
    }
}

fn twins_among(files: &[Found]) -> Vec<Twin> {
    let mut places = Vec::new();
    let mut candidates = Vec::new();
    for (index, file) in files.iter().enumerate() {
        for (page, check) in file.checks.iter().enumerate() {
            places.push((index, page));
            candidates.push(Candidate {
                sha256: file.seen.sha256,
                page,
                check,
            });
        }
    }
    let found = twins(&candidates).into_iter();
    found
        .map(|(page, twin, flag)| (places[page], places[twin], flag))
        .collect()
}
