//! Holders as their earlier dossiers know them: there is no table of people.

use rusqlite::types::Value;
use rusqlite::{Row, params};

use crate::domain::dossier::{AccountFinding, Holder};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierRow, HolderRow, PersonCard};
use crate::domain::time::Moment;
use crate::store::read::row::{DOSSIER_COLUMNS, dossier_rows};
use crate::store::read::{Asking, dossier};

const HOLDER_COLUMNS: &str = "d.holder_no, iif(d.holder_kind = 1 OR d.organisation = '', d.holder_name, d.organisation), max(d.listed_at)";

/// Everything known of one number.
pub(super) fn card(asking: &Asking<'_>, number: &str) -> Result<PersonCard, Refusal> {
    let (dossier_count, open_count) = asking
        .conn
        .prepare_cached(
            "SELECT count(*), count(*) FILTER (WHERE status IN (1, 2, 4, 5, 6, 9)) FROM dossier
             WHERE holder_no = ?1 AND voided_at IS NULL",
        )?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let newest = newest(asking, number)?;
    let near = if dossier_count == 0 {
        near(asking, number)?
    } else {
        Vec::new()
    };
    let (holder, holder_from, account) = match newest {
        Some((holder, from, account)) => (Some(holder), Some(from), Some(account)),
        None => (None, None, None),
    };
    Ok(PersonCard {
        number: number.to_owned(),
        holder,
        holder_from,
        account,
        dossiers: of_holder(asking, number, 9)?,
        dossier_count,
        open_count,
        papers: papers(asking, number)?,
        near,
    })
}

/// His dossiers, newest first.
pub(super) fn of_holder(asking: &Asking<'_>, number: &str, limit: u32) -> Result<Vec<DossierRow>, Refusal> {
    let sql = format!(
        "SELECT {DOSSIER_COLUMNS} FROM dossier d WHERE d.holder_no = ? ORDER BY d.listed_at DESC, d.n DESC LIMIT {limit}"
    );
    dossier_rows(asking, (&sql, &[Value::Text(number.to_owned())]))
}

/// The last holders at this desk, newest first.
pub(super) fn recent(asking: &Asking<'_>) -> Result<Vec<HolderRow>, Refusal> {
    // The newest 200 dossiers name nine different holders, or there are hardly any.
    let sql = format!(
        "SELECT {HOLDER_COLUMNS} FROM (SELECT * FROM dossier ORDER BY listed_at DESC, n DESC LIMIT 200) d
         WHERE d.holder_no <> '' GROUP BY d.holder_no ORDER BY 3 DESC LIMIT 9"
    );
    Ok(asking
        .conn
        .prepare_cached(&sql)?
        .query_map([], holder_row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// The holders of these dossiers, each once, in their order.
pub(super) fn among(dossiers: &[DossierRow], most: u32) -> Vec<HolderRow> {
    let mut holders: Vec<HolderRow> = Vec::new();
    for dossier in dossiers.iter().filter(|dossier| !dossier.holder_no.is_empty()) {
        if holders.len() == most as usize {
            break;
        }
        if holders.iter().all(|known| known.number != dossier.holder_no) {
            holders.push(HolderRow {
                number: dossier.holder_no.clone(),
                name: dossier.holder_name.clone(),
                last_at: dossier.key.at,
            });
        }
    }
    holders
}

fn holder_row(row: &Row<'_>) -> rusqlite::Result<HolderRow> {
    Ok(HolderRow {
        number: row.get(0)?,
        name: row.get(1)?,
        last_at: Moment(row.get(2)?),
    })
}

fn newest(asking: &Asking<'_>, number: &str) -> Result<Option<(Holder, Moment, AccountFinding)>, Refusal> {
    let sql = format!(
        "SELECT {}, d.listed_at FROM dossier d WHERE d.holder_no = ?1 AND d.voided_at IS NULL
         ORDER BY d.listed_at DESC, d.n DESC LIMIT 1",
        dossier::HOLDER_COLUMNS
    );
    let mut statement = asking.conn.prepare_cached(&sql)?;
    let mut rows = statement.query([number])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (holder, account) = dossier::holder(row)?;
    Ok(Some((holder, Moment(row.get(dossier::HOLDER_WIDTH)?), account)))
}

/// Known numbers that share the beginning or the end and differ in one digit, or lack one.
fn near(asking: &Asking<'_>, number: &str) -> Result<Vec<HolderRow>, Refusal> {
    let half = number.len() / 2;
    let Some(start) = number.get(..half).filter(|start| start.len() >= 4) else {
        return Ok(Vec::new());
    };
    let sql = format!(
        "SELECT {HOLDER_COLUMNS} FROM dossier d WHERE d.holder_no >= ?1 AND d.holder_no < ?2
         GROUP BY d.holder_no ORDER BY 3 DESC LIMIT 500"
    );
    let mut statement = asking.conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![start, format!("{start}\u{10ffff}")], holder_row)?;
    let known: Vec<HolderRow> = rows.collect::<rusqlite::Result<_>>()?;
    Ok(known
        .into_iter()
        .filter(|row| is_near(&row.number, number))
        .take(3)
        .collect())
}

/// One digit other, missing or too many.
fn is_near(known: &str, typed: &str) -> bool {
    let (known, typed) = (known.as_bytes(), typed.as_bytes());
    let same_start = known.iter().zip(typed).take_while(|(a, b)| a == b).count();
    let rest = |bytes: &[u8], skip: usize| bytes.get(same_start + skip..).map(<[u8]>::to_vec);
    match known.len().cmp(&typed.len()) {
        std::cmp::Ordering::Equal => same_start < known.len() && rest(known, 1) == rest(typed, 1),
        std::cmp::Ordering::Greater => known.len() == typed.len() + 1 && rest(known, 1) == rest(typed, 0),
        std::cmp::Ordering::Less => typed.len() == known.len() + 1 && rest(known, 0) == rest(typed, 1),
    }
}

fn papers(asking: &Asking<'_>, number: &str) -> Result<(u32, u32), Refusal> {
    let sql = "SELECT count(*), count(*) FILTER (WHERE ends_on < ?2) FROM
        (SELECT DISTINCT code, sha256, ends_on FROM paper WHERE owner_no = ?1 AND state = 'active')";
    let today = asking.now.date().to_string();
    Ok(asking
        .conn
        .prepare_cached(sql)?
        .query_row(params![number, today], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn one_digit_makes_a_near_number() {
        for (known, typed, near) in [
            ("052158000321", "05215800032", true),
            ("052158000321", "052158000322", true),
            ("052158000321", "0521580003211", true),
            ("052158000321", "052158000321", false),
            ("052158000321", "052185000321", false),
        ] {
            assert_eq!(is_near(known, typed), near, "{known} {typed}");
        }
    }
}
