//! Answers questions. Reads only; each answer is built by as few statements as it has lists.

mod catalogue;
mod columns;
pub(in crate::store) mod dossier;
mod due;
mod history;
mod home;
mod kho;
mod list;
mod money;
pub(in crate::store) mod numbers;
mod person;
mod register;
mod remarks;
pub(in crate::store) mod row;
mod search;
mod signatures;
mod steps;
pub(in crate::store) mod tally;
#[cfg(test)]
pub(super) mod tests;
mod text;
mod unsigned;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::desk::PRACTICE_PIN;
use crate::domain::ids::{DossierId, FileHash, FormId};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::{DAMAGED, Refusal};
use crate::domain::rows::{DuePreview, OfficerRows, SettingRows};
use crate::domain::time::Moment;
use crate::store::blobs::Blobs;
use crate::store::local::office_setting;
use crate::store::stamp::Device;
use crate::store::{Reader, catalog, checks, credentials, days, drafts, form_no, local, quarantine, tray};

/// What every answer may need beside the database: the office's time.
pub(crate) struct Asking<'a> {
    /// The connection.
    pub(crate) conn: &'a Connection,
    /// When the question was asked.
    pub(crate) now: Moment,
}

impl Reader {
    /// Answers one question as of `now`.
    pub fn answer(&self, query: &Query, now: Moment) -> Answer {
        let asking = Asking {
            conn: &self.conn,
            now,
        };
        match self.try_answer(query, &asking) {
            Ok(answer) => answer,
            Err(Refusal::Fault { code: DAMAGED }) => Answer::Failed { code: DAMAGED },
            Err(_) => Answer::Failed { code: "read" },
        }
    }

    fn try_answer(&self, query: &Query, asking: &Asking<'_>) -> Result<Answer, Refusal> {
        Ok(match query {
            Query::Officers => Answer::Officers(officer_rows(asking)?),
            Query::Home { officer, whole_unit } => {
                Answer::Home(Box::new(home::rows(asking, *officer, *whole_unit)?))
            }
            Query::Dossiers { filter, page } => Answer::Dossiers(list::page(asking, filter, *page)?),
            Query::Dossier(id) => Answer::Dossier(dossier::view(asking, *id)?.map(Box::new)),
            Query::DossierByCode(code) => of_code(asking, code)?,
            Query::Search { text, limit } => Answer::Search(search::rows(asking, text, *limit)?),
            Query::Person { number } => Answer::Person(Box::new(person::card(asking, number)?)),
            Query::RecentHolders => Answer::RecentHolders(person::recent(asking)?),
            Query::Procedures { text, sector, limit } => {
                let limit = usize::try_from(*limit).unwrap_or(usize::MAX);
                Answer::Procedures(catalog::page(asking.conn, text, sector.as_deref(), limit)?)
            }
            Query::Procedure { code, version } => {
                Answer::Procedure(catalog::choice(asking.conn, code, version.as_deref())?.map(Box::new))
            }
            Query::Due { .. } => Answer::Due(previewed(asking, query)?),
            Query::Fees { code, version } => Answer::Fees(money::stated(asking, code, version.as_deref())?),
            Query::UnsignedReceipts => Answer::UnsignedReceipts(unsigned::receipts(asking)?),
            Query::Takings(on) => Answer::Takings(money::takings::of_day(asking, *on)?),
            Query::Register { year, span } => {
                Answer::Register(Box::new(register::book(asking, *year, *span)?))
            }
            Query::Tally(ask) => tally::answer(asking, ask)?,
            Query::Numbers(asked) => Answer::Numbers(Box::new(numbers::told(asking, asked)?)),
            Query::WhyDue(id) => Answer::Due(due::why(asking, *id)?),
            Query::Places {
                set,
                parent,
                text,
                limit,
            } => Answer::Places(catalogue::places(
                asking,
                (*set, parent.as_deref()),
                text,
                *limit,
            )?),
            Query::Kho { owner, text } => Answer::Kho(kho::rows(asking, owner, text)?),
            Query::Drafts => Answer::Drafts(drafts::list(asking.conn)?),
            Query::Draft(id) => Answer::Draft(drafts::load(asking.conn, *id)?.map(Box::new)),
            Query::Duplicates { holder_no, procedure } => {
                Answer::Duplicates(list::open_same(asking, holder_no, procedure)?)
            }
            Query::NextSteps(id) => Answer::NextSteps(steps::next(asking, *id)?),
            Query::Settings => Answer::Settings(setting_rows(asking)?),
            Query::File(hash) => Answer::Path(self.file(*hash)),
            Query::Form(form) => Answer::Path(form_file(asking, *form)?.and_then(|hash| self.file(hash))),
            Query::FormNumber { template } => Answer::FormNumber(next_number(asking, template)),
            Query::Signatures(file) => Answer::Signatures(checks::checked(asking.conn, *file)?.map(Box::new)),
            Query::Trust => Answer::Trust(signatures::trusted(asking)?),
            Query::Held => Answer::Held(quarantine::list(asking.conn)?),
            Query::Tray => Answer::Tray(tray::list(asking.conn)?),
            Query::CalendarYear(year) => Answer::Calendar(days::year(asking.conn, *year)?),
        })
    }

    fn file(&self, hash: FileHash) -> Option<std::path::PathBuf> {
        Blobs::of(&self.home).verified(hash).ok()
    }
}

/// To [`Query::Due`]: as if received then, or now.
fn previewed(asking: &Asking<'_>, query: &Query) -> Result<Option<DuePreview>, Refusal> {
    let Query::Due {
        code,
        version,
        channel,
        received_at,
    } = query
    else {
        return Ok(None);
    };
    let at = received_at.unwrap_or(asking.now);
    due::preview(asking, (code, version.as_deref(), *channel), at)
}

fn next_number(asking: &Asking<'_>, template: &str) -> Result<String, Refusal> {
    form_no::may_go_on(asking.conn, template, asking.now)?;
    Ok(form_no::next(asking.conn, template, asking.now)?.number)
}

/// One act follows on what this answers, so nothing is guessed: one dossier, none, or [`Answer::Several`].
fn of_code(asking: &Asking<'_>, code: &str) -> Result<Answer, Refusal> {
    Ok(match by_code(asking, code)?[..] {
        [] => Answer::Dossier(None),
        [id] => Answer::Dossier(dossier::view(asking, id)?.map(Box::new)),
        _ => Answer::Several,
    })
}

/// The dossiers of a whole code, of one without the own unit's part, or of a portal's code. More than one only where
/// desks were cloned.
fn by_code(asking: &Asking<'_>, code: &str) -> Result<Vec<DossierId>, Refusal> {
    if code.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = asking.conn.prepare_cached(
        "SELECT id FROM dossier WHERE code = ?1
         UNION SELECT id FROM dossier WHERE code = ?2
         UNION SELECT dossier_id FROM online WHERE portal_code = ?1 LIMIT 2",
    )?;
    let own = format!("{}-{code}", office_setting(asking.conn, "unit_code")?);
    let ids = found.query_map([code, &own], |row| row::id(row, 0).map(DossierId::from_bytes))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// The copy that goes out: the signed one, where it was signed.
fn form_file(asking: &Asking<'_>, form: FormId) -> Result<Option<FileHash>, Refusal> {
    let mut found = asking
        .conn
        .prepare_cached("SELECT coalesce(signed_sha256, sha256) FROM form WHERE id = ?1")?;
    Ok(found
        .query_row([form.bytes()], |row| row::hash(row, 0))
        .optional()?)
}

fn officer_rows(asking: &Asking<'_>) -> Result<OfficerRows, Refusal> {
    let conn = asking.conn;
    let settings = local::settings(conn)?;
    let officers_of = |sql| {
        conn.prepare_cached(sql)?
            .query_map([], |row| {
                row::id(row, 0).map(crate::domain::ids::OfficerId::from_bytes)
            })?
            .collect::<rusqlite::Result<_>>()
    };
    let without_pin = "SELECT id FROM officer WHERE active AND id NOT IN (SELECT officer_id FROM credential)";
    Ok(OfficerRows {
        officers: credentials::officers(conn)?,
        last: local::last_officer(conn)?,
        unit_name: settings.text("unit_name").to_owned(),
        unit_code: settings.text("unit_code").to_owned(),
        desk_no: Device::read(conn)?.desk_no,
        last_used: last_used(asking)?,
        must_change: officers_of("SELECT officer_id FROM credential WHERE must_change = 1")?,
        without_pin: officers_of(without_pin)?,
        practice_pin: is_practice(asking)? && credentials::all_have(conn, PRACTICE_PIN)?,
    })
}

fn setting_rows(asking: &Asking<'_>) -> Result<SettingRows, Refusal> {
    let device = Device::read(asking.conn)?;
    Ok(SettingRows {
        settings: local::settings(asking.conn)?,
        desk_no: device.desk_no,
        range: (device.range_first, device.range_last),
        practice: is_practice(asking)?,
    })
}

fn is_practice(asking: &Asking<'_>) -> Result<bool, Refusal> {
    Ok(asking
        .conn
        .query_row("SELECT mode = 'practice' FROM device_self", [], |row| row.get(0))?)
}

/// When the last act was written; by the log's own order, which has an index.
fn last_used(asking: &Asking<'_>) -> Result<Option<Moment>, Refusal> {
    let sql = "SELECT at FROM oplog ORDER BY hlc DESC, incarnation DESC, op_id DESC LIMIT 1";
    let at: Option<i64> = asking.conn.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(at.map(Moment))
}
