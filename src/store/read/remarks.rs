//! How far dossiers are digitised, and what lacks of each: one question for every row that has something to say.

use rusqlite::Row;

use crate::domain::component::{Digitise, PageAccount, PaperForm, Submission};
use crate::domain::digitise::{self, Detail, Facts, Remarked, ScanPolicy, extent};
use crate::domain::ids::DossierId;
use crate::domain::refusal::Refusal;
use crate::domain::rows::DossierRow;
use crate::store::apply::exemption;
use crate::store::read::Asking;
use crate::store::read::row::{date, word};
use crate::store::tally;

/// Tells it of all these rows.
pub(super) fn tell(asking: &Asking<'_>, rows: &mut [DossierRow]) -> Result<(), Refusal> {
    let counting = tally::counting(asking.conn)?;
    for row in rows {
        let (electronic, reasoned) = papers(asking, row.id)?;
        row.extent = extent(row.digitised, electronic, counting);
        if row.digitised.have < row.digitised.need || row.digitised.exempt > 0 || reasoned {
            row.remarks = of(asking, row.id)?;
        }
    }
    Ok(())
}

/// Did it come online, every paper of it electronic? Is a paper of it finished with a reason?
fn papers(asking: &Asking<'_>, dossier: DossierId) -> Result<(bool, bool), Refusal> {
    let sql = "SELECT channel = 2 AND NOT EXISTS (SELECT 1 FROM component
            WHERE dossier_id = ?1 AND voided_at IS NULL AND form <> 'electronic' AND class = 'component'),
        EXISTS (SELECT 1 FROM component WHERE dossier_id = ?1 AND voided_at IS NULL AND account = 'reasoned')
        FROM dossier WHERE id = ?1";
    let mut statement = asking.conn.prepare_cached(sql)?;
    Ok(statement.query_row([dossier.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

fn of(asking: &Asking<'_>, dossier: DossierId) -> Result<Vec<Remarked>, Refusal> {
    let sql = "SELECT c.name, c.received, c.submission, c.form, c.digitise, c.account,
            (SELECT count(*) FROM component_file f WHERE f.component_id = c.id AND f.voided_at IS NULL),
            ifnull(c.sheets, 0) * ifnull(c.sides, 0) + ifnull(c.notes, 0),
            (SELECT count(*) FROM page p WHERE p.component_id = c.id), c.remind_on, c.exempt_reason, d.scan_policy
        FROM component c JOIN dossier d ON d.id = c.dossier_id
        WHERE c.dossier_id = ?1 AND c.voided_at IS NULL AND c.class = 'component' ORDER BY c.position";
    let mut statement = asking.conn.prepare_cached(sql)?;
    let remarked = statement
        .query_map([dossier.bytes()], remarked)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(remarked.into_iter().flatten().collect())
}

fn remarked(row: &Row<'_>) -> rusqlite::Result<Option<Remarked>> {
    let facts = Facts {
        received: row.get(1)?,
        submission: word(row, 2, Submission::from_word)?,
        form: word(row, 3, PaperForm::from_word)?,
        digitise: word(row, 4, Digitise::from_word)?,
        account: word(row, 5, PageAccount::from_word)?,
        files: row.get(6)?,
        void: false,
    };
    let (need, have): (u32, u32) = (row.get(7)?, row.get(8)?);
    let why: Option<String> = row.get(10)?;
    let detail = Detail {
        missing: need.saturating_sub(have),
        remind_on: date(row, 9)?,
        exempt: why.as_deref().and_then(exemption::read).map(|it| it.why),
    };
    let policy = word(row, 11, ScanPolicy::from_word)?;
    let name: String = row.get(0)?;
    Ok(digitise::remark(&facts, detail, policy).map(|remark| Remarked { name, remark }))
}
