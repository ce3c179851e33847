//! `motcua catalog import|list|show`: procedures without a screen.

pub mod text;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::{Value, json};

use crate::desk::random::SystemIds;
use crate::domain::ids::OfficerId;
use crate::domain::procedure::{Loss, text as procedure_text};
use crate::domain::refusal::Refusal;
use crate::domain::text::refusal;
use crate::domain::time::Moment;
use crate::store::catalog::ImportReport;
use crate::store::reference::{ImportError, ImportFile};
use crate::store::text::open_error;
use crate::store::{Opened, Reader, Store};

use super::outcome::Outcome;

/// What to do with the catalogue.
#[derive(Debug, Clone, Subcommand)]
pub enum CatalogCommand {
    /// Nạp các thủ tục của một tệp (docs/catalog-format.md)
    Import {
        file: PathBuf,
        /// Đồng ý bỏ mọi thời hạn, mức phí, giấy tờ mà tệp không còn ghi
        #[arg(long)]
        accept_losses: bool,
        /// In một đối tượng JSON
        #[arg(long)]
        json: bool,
    },
    /// Liệt kê thủ tục theo mã
    List {
        /// Một phần của mã, tên hay lĩnh vực, không cần dấu
        #[arg(long, value_name = "TEXT", default_value = "")]
        search: String,
        /// In một đối tượng JSON
        #[arg(long)]
        json: bool,
    },
    /// Xem một thủ tục
    Show {
        code: String,
        /// In cả bản ghi ở dạng nạp lại được
        #[arg(long)]
        json: bool,
    },
}

/// Runs a `catalog` command on the desk in `home`; the answer goes to `out`.
pub fn run(command: &CatalogCommand, home: &Path, now: Moment, out: &mut dyn Write) -> Outcome {
    let ended = match command {
        CatalogCommand::Import {
            file,
            accept_losses,
            json,
        } => with_writer(home, now, |store| {
            import(store, (file, *accept_losses, *json), now, out)
        }),
        CatalogCommand::List { search, json } => with_reader(home, |reader| list(reader, search, *json, out)),
        CatalogCommand::Show { code, json } => with_reader(home, |reader| show(reader, code, *json, out)),
    };
    ended.unwrap_or_else(Stop::outcome)
}

/// Why a command ends early.
pub(super) enum Stop {
    /// One sentence for the officer.
    Refused(String),
    /// The answer could not be written.
    Unwritten,
}

impl Stop {
    pub(super) fn outcome(self) -> Outcome {
        match self {
            Self::Refused(sentence) => Outcome::Refused(sentence),
            Self::Unwritten => Outcome::Refused(text::NOT_PRINTED.to_owned()),
        }
    }
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Self {
        Self::Unwritten
    }
}

impl From<Refusal> for Stop {
    fn from(why: Refusal) -> Self {
        Self::Refused(refusal(&why))
    }
}

/// Opens the desk for looking.
pub(super) fn with_reader(
    home: &Path,
    answer: impl FnOnce(&Reader) -> Result<Outcome, Stop>,
) -> Result<Outcome, Stop> {
    answer(&open_reader(home)?)
}

/// The desk for looking.
pub(super) fn open_reader(home: &Path) -> Result<Reader, Stop> {
    Reader::open(home).map_err(|error| Stop::Refused(open_error(&error)))
}

/// Opens the desk for writing; refused while somebody else has it.
pub(super) fn with_writer(
    home: &Path,
    now: Moment,
    answer: impl FnOnce(&mut Store) -> Result<Outcome, Stop>,
) -> Result<Outcome, Stop> {
    answer(&mut open_writer(home, now)?)
}

/// The one writer of the desk; refused while somebody else has it.
pub(super) fn open_writer(home: &Path, now: Moment) -> Result<Store, Stop> {
    match Store::open(home, now, Box::new(SystemIds)) {
        Ok(Opened::Writer(store)) => Ok(store),
        Ok(Opened::ReadOnly {
            why: Refusal::ReadOnly,
            ..
        }) => Err(Stop::Refused(text::OPEN_ELSEWHERE.to_owned())),
        Ok(Opened::ReadOnly { why, .. }) => Err(why.into()),
        Err(error) => Err(Stop::Refused(open_error(&error))),
    }
}

/// A file to import, read whole.
pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Stop> {
    std::fs::read(path).map_err(|_| Stop::Refused(text::no_file(&shown(path))))
}

/// An import without a login is the program's own act.
pub(super) fn as_import(bytes: &[u8]) -> ImportFile<'_> {
    ImportFile {
        bytes,
        source: "command line",
        actor: OfficerId::PROGRAM,
    }
}

fn shown(path: &Path) -> String {
    crate::domain::viet::clean(&path.to_string_lossy())
}

fn import(
    store: &mut Store,
    (file, accept, as_json): (&Path, bool, bool),
    now: Moment,
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let bytes = read_file(file)?;
    let done = store.import_catalog(as_import(&bytes), |_| accept, now);
    let (report, refused) = match done {
        Ok(report) => (report, None),
        Err(ImportError::Losses(report)) => {
            let sentence = text::import_error(&ImportError::Losses(report.clone()));
            (*report, Some(sentence))
        }
        Err(error) => return Err(Stop::Refused(text::import_error(&error))),
    };
    if as_json {
        writeln!(out, "{}", report_json(file, &report, refused.is_none()))?;
    } else {
        for loss in &report.losses {
            writeln!(out, "{}", procedure_text::loss(loss))?;
        }
        if refused.is_none() {
            writeln!(out, "{}", text::imported(&report))?;
        }
    }
    Ok(refused.map_or(Outcome::Done, Outcome::Refused))
}

fn report_json(file: &Path, report: &ImportReport, imported: bool) -> Value {
    let loss = |loss: &Loss| json!({ "code": loss.code, "kind": loss.what.word(), "text": procedure_text::loss(loss) });
    json!({
        "file": file.to_string_lossy(),
        "imported": imported,
        "procedures": report.procedures,
        "components": report.components,
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "losses": report.losses.iter().map(loss).collect::<Vec<_>>(),
    })
}

fn list(reader: &Reader, search: &str, as_json: bool, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let found = reader.procedures(search)?;
    if as_json {
        let items: Vec<Value> = found
            .iter()
            .map(|it| {
                let version = it.version.hex();
                json!({ "code": it.code, "name": it.name, "sector": it.sector, "version": version, "source": it.source })
            })
            .collect();
        writeln!(out, "{}", json!({ "total": items.len(), "items": items }))?;
    } else {
        for it in &found {
            writeln!(out, "{}\t{}\t{}", it.code, it.name, it.sector)?;
        }
    }
    Ok(Outcome::Done)
}

fn show(reader: &Reader, code: &str, as_json: bool, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let Some(record) = reader.procedure_record(code)? else {
        return Err(Stop::Refused(text::no_procedure(&crate::domain::viet::clean(
            code,
        ))));
    };
    if as_json {
        writeln!(out, "{}", record.canonical())?;
    } else {
        for line in text::procedure(record.procedure()) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests;
