//! What the rules look at, read from the tables: a dossier's situation and the columns facts are computed from.

use rusqlite::{Connection, OptionalExtension, Row};

use super::desk::Desk;
use crate::domain::digitise::Counts;
use crate::domain::dossier::{Product, Status};
use crate::domain::ids::{DossierId, OfficerId};
use crate::domain::moves::{Situation, StepRole};
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;

/// A dossier as facts need it.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    pub id: DossierId,
    pub situation: Situation,
    pub status: Status,
    pub status_before_wait: Option<Status>,
    pub step_no: u32,
    pub workflow: (Option<[u8; 16]>, u32),
    pub channel: i64,
    pub holder_no: String,
    pub received_at: Option<Moment>,
    pub due_at: Option<Moment>,
    pub promised_at: Option<Moment>,
    pub limit: [Option<String>; 3],
    pub counts: Counts,
    /// Every component not void is electronic.
    pub electronic: bool,
    pub book: Option<u32>,
    pub cabinet: Option<String>,
}

impl Loaded {
    /// What the desk works to.
    pub(super) fn promise(&self) -> Option<Moment> {
        self.promised_at.or(self.due_at)
    }
}

/// The situation of a draft.
pub(super) fn of_draft() -> Situation {
    Situation {
        status: None,
        has_code: false,
        voided: false,
        step_role: StepRole::Reception,
        officer: None,
        files_outcome: true,
        outcomes: 0,
        spoilt: None,
        interims: 0,
        product: Product::Open,
        rounds: 0,
        apologies: 0,
        apology_max: 0,
        returned: None,
    }
}

/// The dossier, or the refusal that there is none.
pub(super) fn load(desk: &Desk<'_>, dossier: DossierId) -> Result<Loaded, Refusal> {
    find(desk, dossier)?.ok_or(Refusal::NotFound)
}

/// The dossier, where there is one.
pub(super) fn find(desk: &Desk<'_>, dossier: DossierId) -> Result<Option<Loaded>, Refusal> {
    let found = desk
        .conn
        .prepare_cached(include_str!("../sql/situation.sql"))?
        .query_row([dossier.bytes()], |row| from_row(dossier, row))
        .optional()?;
    let Some(mut loaded) = found else {
        return Ok(None);
    };
    loaded.situation.apology_max = desk.setting("apology_max")?.parse().unwrap_or(1);
    Ok(Some(loaded))
}

fn from_row(id: DossierId, row: &Row<'_>) -> rusqlite::Result<Loaded> {
    let status = Status::from_code(row.get("status")?).unwrap_or(Status::Registered);
    let code: Option<String> = row.get("code")?;
    let moment = |name| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(name)?.map(Moment));
    let returned = match moment("returned_at")? {
        Some(at) => Some((at, row.get("returned_name")?, row.get("receiver")?)),
        None => None,
    };
    let role: String = row.get("step_role")?;
    let product: String = row.get("product")?;
    let officer: Option<[u8; 16]> = row.get("officer_id")?;
    Ok(Loaded {
        id,
        situation: Situation {
            status: Some(status),
            has_code: code.is_some(),
            voided: row.get("voided")?,
            step_role: StepRole::from_word(&role).unwrap_or(StepRole::Reception),
            officer: officer.map(OfficerId::from_bytes),
            files_outcome: row.get("files_outcome")?,
            outcomes: row.get("outcomes")?,
            spoilt: row.get("spoilt")?,
            interims: row.get("interims")?,
            product: Product::from_word(&product).unwrap_or(Product::Open),
            rounds: row.get("rounds")?,
            apologies: row.get("apologies")?,
            apology_max: 0,
            returned,
        },
        status,
        status_before_wait: row
            .get::<_, Option<i64>>("status_before_wait")?
            .and_then(Status::from_code),
        step_no: row.get("step_no")?,
        workflow: (row.get("procedure_version")?, row.get("workflow")?),
        channel: row.get("channel")?,
        holder_no: row.get("holder_no")?,
        received_at: moment("received_at")?,
        due_at: moment("due_at")?,
        promised_at: moment("promised_at")?,
        limit: [
            row.get("limit_amount")?,
            row.get("limit_unit")?,
            row.get("limit_policy")?,
        ],
        counts: Counts {
            need: row.get("need_n")?,
            have: row.get("have_n")?,
            waiting: row.get("waiting_n")?,
            exempt: row.get("exempt_n")?,
        },
        electronic: row.get("electronic")?,
        book: row.get("book")?,
        cabinet: row.get("cabinet")?,
    })
}

/// The newest name under which a number is known here; the number itself where nobody has it.
pub(super) fn name_of(conn: &Connection, number: &str) -> Result<String, Refusal> {
    let name: Option<String> = conn
        .prepare_cached(
            "SELECT iif(holder_kind = 1 OR organisation = '', holder_name, organisation) FROM dossier
             WHERE holder_no = ?1 ORDER BY received_at DESC LIMIT 1",
        )?
        .query_row([number], |row| row.get(0))
        .optional()?;
    Ok(name.unwrap_or_else(|| number.to_owned()))
}
