//! Cập nhật, tủ and the account finding: corrections of a received dossier, old and new value both kept.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;

use super::desk::Desk;
use super::{Facts, filled, situation};
use crate::domain::act::FieldChange;
use crate::domain::dossier::{Account, AccountFinding, AccountSource};
use crate::domain::ids::DossierId;
use crate::domain::limits;
use crate::domain::moves::Move;
use crate::domain::refusal::Refusal;
use crate::domain::time::Moment;
use crate::domain::viet;
use crate::store::body::{Body, Changed, CheckAccount, Edit, SetCabinet};
use crate::store::editable::{self, Column};

pub(super) fn edit(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    changes: &[FieldChange],
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::Edit, &loaded.situation)?;
    let mut kept = BTreeMap::new();
    for change in changes {
        let column = editable::find(&change.field).ok_or(Refusal::Invalid("field"))?;
        if let Some(values) = check(desk, dossier, (column, change))? {
            kept.insert(change.field.clone(), values);
        }
    }
    if kept.is_empty() {
        return Err(Refusal::Missing("value"));
    }
    let body = Edit {
        changes: kept,
        undoes: None,
    };
    Ok(Facts::dossier(dossier, Body::Edit(Box::new(body))))
}

/// Old and new value; `None` when nothing changes.
fn check(
    desk: &Desk<'_>,
    dossier: DossierId,
    (column, change): (&Column, &FieldChange),
) -> Result<Option<Changed<Option<String>>>, Refusal> {
    let new = change
        .new
        .as_deref()
        .map(|new| viet::clean(new).trim().to_owned());
    if let Some(character) = new.as_deref().and_then(viet::unprintable) {
        let field = column.name;
        return Err(Refusal::Unprintable { field, character });
    }
    if !column.takes(new.as_deref()) {
        let empty = new.is_none_or(|new| new.trim().is_empty());
        return Err(if empty {
            Refusal::Missing(column.name)
        } else {
            Refusal::Invalid(column.name)
        });
    }
    let found = value(desk, dossier, column)?;
    // Nothing and empty text are the same on a screen.
    let shown = |value: &Option<String>| value.clone().unwrap_or_default();
    if shown(&found) != shown(&change.old) {
        return Err(Refusal::Conflict(column.name.to_owned()));
    }
    if !limits::may_replace(column.name, &shown(&found), &shown(&new)) {
        return Err(Refusal::Invalid(column.name));
    }
    Ok((shown(&found) != shown(&new)).then_some((found, new)))
}

fn value(desk: &Desk<'_>, dossier: DossierId, column: &Column) -> Result<Option<String>, Refusal> {
    let sql = format!("SELECT {} FROM dossier WHERE id = ?1", column.name);
    let value = desk
        .conn
        .prepare_cached(&sql)?
        .query_row([dossier.bytes()], |row| {
            Ok(match row.get_ref(0)? {
                ValueRef::Integer(number) => Some(number.to_string()),
                ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => None,
            })
        })?;
    Ok(value)
}

pub(super) fn set_cabinet(desk: &mut Desk<'_>, dossier: DossierId, cabinet: &str) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::SetCabinet, &loaded.situation)?;
    let body = SetCabinet {
        cabinet: (loaded.cabinet, filled(Some(cabinet))),
        undoes: None,
    };
    Ok(Facts::dossier(dossier, Body::SetCabinet(Box::new(body))))
}

pub(super) fn check_account(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    finding: &AccountFinding,
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::CheckAccount, &loaded.situation)?;
    let finding = AccountFinding {
        account_at: finding.account_at.or(Some(desk.now)),
        account_reason: filled(finding.account_reason.as_deref()),
        ..finding.clone()
    };
    let before = Some(known_account(desk, dossier)?);
    let body = Body::CheckAccount(Box::new(CheckAccount { finding, before }));
    Ok(Facts::dossier(dossier, body))
}

fn known_account(desk: &Desk<'_>, dossier: DossierId) -> Result<AccountFinding, Refusal> {
    let mut statement = desk.conn.prepare_cached(
        "SELECT account, account_at, account_source, account_reason FROM dossier WHERE id = ?1",
    )?;
    let found = statement.query_row([dossier.bytes()], |row| {
        let (account, source): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(AccountFinding {
            account: Account::from_word(&account).unwrap_or(Account::Unknown),
            account_at: row.get::<_, Option<i64>>(1)?.map(Moment),
            account_source: AccountSource::from_word(&source).unwrap_or(AccountSource::Officer),
            account_reason: row.get(3)?,
        })
    })?;
    Ok(found)
}
