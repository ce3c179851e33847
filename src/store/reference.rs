//! Imports into the reference tables, each one op that names its file, and what the command line lists of them.
//!
//! The rows are reference, not state: `rebuild` leaves them alone; the file itself is kept.

use std::collections::BTreeMap;

use rusqlite::{Connection, TransactionBehavior};

use crate::domain::calendar::{CalendarError, checked_entries};
use crate::domain::dossier::PlaceSet;
use crate::domain::ids::OfficerId;
use crate::domain::officer::Role;
use crate::domain::place::{PlaceError, read_csv};
use crate::domain::procedure::{Loss, Record, RecordError};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{CalendarRow, PlaceRow};
use crate::domain::time::Moment;
use crate::store::blobs::{BlobError, Blobs, StoredBlob};
use crate::store::body::{Body, ImportReference};
use crate::store::catalog::{self, ImportReport, Listed};
use crate::store::{Reader, Store, credentials, days, places, transact};

/// A file to import.
#[derive(Debug, Clone, Copy)]
pub struct ImportFile<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What the log says of where it comes from; not a path of this machine.
    pub source: &'a str,
    /// Who imports it.
    pub actor: OfficerId,
}

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ImportError {
    /// Not UTF-8.
    #[error("not UTF-8 text")]
    Text,
    /// Not a catalogue.
    #[error(transparent)]
    Catalog(#[from] RecordError),
    /// Not a list of places.
    #[error(transparent)]
    Places(#[from] PlaceError),
    /// Not a calendar.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// New versions state less than the current ones; nobody agreed to that yet.
    #[error("{} things would be lost", .0.losses.len())]
    Losses(Box<ImportReport>),
    /// The store refused.
    #[error("refused: {0:?}")]
    Refused(Refusal),
}

impl From<rusqlite::Error> for ImportError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Refused(error.into())
    }
}

impl From<Refusal> for ImportError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<BlobError> for ImportError {
    fn from(error: BlobError) -> Self {
        Self::Refused(error.into())
    }
}

/// Rows by table.
type Counts = BTreeMap<String, u64>;

impl Store {
    /// Procedures (`docs/catalog-format.md`). Unless `accept` agrees to every loss, a file with losses changes nothing.
    pub fn import_catalog(
        &mut self,
        file: ImportFile<'_>,
        accept: impl FnOnce(&[Loss]) -> bool,
        now: Moment,
    ) -> Result<ImportReport, ImportError> {
        let records = Record::parse_all(file.bytes)?;
        self.import(("catalog", "application/json"), file, now, |conn| {
            let report = catalog::preview(conn, &records)?;
            if !report.losses.is_empty() && !accept(&report.losses) {
                return Err(ImportError::Losses(Box::new(report)));
            }
            let report = catalog::import(conn, &records)?;
            let counts = [
                ("procedure", report.procedures),
                ("component_kind", report.components),
            ];
            Ok((report, counted(&counts)))
        })
    }

    /// Administrative units, or where former ones went. Answers how many rows.
    pub fn import_places(&mut self, file: ImportFile<'_>, now: Moment) -> Result<usize, ImportError> {
        let read = read_csv(text(file.bytes)?)?;
        self.import(("places", "text/csv"), file, now, |conn| {
            let rows = places::import(conn, &read)?;
            Ok((rows, counted(&[("place", rows)])))
        })
    }

    /// Days off and working Saturdays, and days that shall be as shipped again. Answers how many days changed.
    pub fn import_calendar(&mut self, file: ImportFile<'_>, now: Moment) -> Result<usize, ImportError> {
        let read = checked_entries(text(file.bytes)?)?;
        self.import(("calendar", "text/csv"), file, now, |conn| {
            let rows = days::write(conn, &read)?;
            Ok((rows, counted(&[("calendar_day", rows)])))
        })
    }

    /// File first, then rows and op in one transaction.
    fn import<T>(
        &mut self,
        (what, mime): (&str, &str),
        file: ImportFile<'_>,
        now: Moment,
        write: impl FnOnce(&Connection) -> Result<(T, Counts), ImportError>,
    ) -> Result<T, ImportError> {
        // An officer needs the role; without a login (the command line) it is the program that imports.
        if file.actor != OfficerId::PROGRAM {
            let officer = credentials::active(&self.conn, file.actor)?;
            if !officer.roles.has(Role::Administrator) {
                return Err(Refusal::NeedsRole(Role::Administrator).into());
            }
        }
        let kept = Blobs::of(&self.home).put(file.bytes)?;
        self.office_time = None;
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (answer, counts) = write(&tx)?;
        let body = body((what, mime), kept, counts, file.source);
        let by = (file.actor, now);
        let logged = transact::record_own(&tx, self.ids.as_mut(), by, (what, body));
        logged.map_err(Refusal::from)?;
        tx.commit()?;
        Ok(answer)
    }
}

fn body((what, mime): (&str, &str), kept: StoredBlob, counts: Counts, source: &str) -> Body {
    Body::ImportReference(Box::new(ImportReference {
        what: what.to_owned(),
        sha256: kept.sha256,
        size: kept.size,
        mime: mime.to_owned(),
        counts,
        source: source.to_owned(),
    }))
}

fn counted(counts: &[(&str, usize)]) -> Counts {
    counts
        .iter()
        .map(|(table, rows)| ((*table).to_owned(), *rows as u64))
        .collect()
}

fn text(bytes: &[u8]) -> Result<&str, ImportError> {
    std::str::from_utf8(bytes).map_err(|_| ImportError::Text)
}

impl Reader {
    /// Current procedures that match a text, by code.
    pub fn procedures(&self, text: &str) -> Result<Vec<Listed>, Refusal> {
        catalog::listed(&self.conn, text)
    }

    /// The current record of a code, whole.
    pub fn procedure_record(&self, code: &str) -> Result<Option<Record>, Refusal> {
        catalog::record(&self.conn, code)
    }

    /// Units of one or both sets that match a text.
    pub fn places(&self, set: Option<PlaceSet>, text: &str) -> Result<Vec<PlaceRow>, Refusal> {
        places::search(&self.conn, set, text)
    }

    /// The days of a year that differ from the plain week.
    pub fn calendar_year(&self, year: i32) -> Result<Vec<CalendarRow>, Refusal> {
        days::year(&self.conn, year)
    }
}
