//! Applies acts on scanned pages.

use rusqlite::{Connection, params};

use super::components::{put_file, set_file_void};
use super::{digitise, exemption, name_blob, one};
use crate::domain::component::PageAccount;
use crate::domain::ids::{ComponentId, FileId};
use crate::domain::pages::{Claim, Page};
use crate::domain::special::Exemption;
use crate::store::body::{AccountPages, BlobFacts, ExemptComponent, SetPages};
use crate::store::oplog::{LogError, Op};

pub(super) fn set(conn: &Connection, op: &Op, body: &SetPages) -> Result<(), LogError> {
    put_pages(conn, op, (body.component, &body.pages.1))?;
    let counted = Counted {
        claim: &body.claim.1,
        account: body.account.1,
        backs_seen: false,
        reason: None,
    };
    count(conn, op, body.component, &counted)?;
    if let Some(basis) = &body.basis {
        // The law that allowed these pages allows the next act on them too.
        let sql = "UPDATE component SET copy_basis = ?3 WHERE id = ?1 AND dossier_id = ?2";
        one(conn, op, sql, (body.component.bytes(), op.row.as_bytes(), basis))?;
    }
    outdate(conn, op, &body.outdated, body.undoes.is_none())?;
    digitise::recount(conn, op)
}

pub(super) fn account(conn: &Connection, op: &Op, body: &AccountPages) -> Result<(), LogError> {
    let done = body.undoes.is_none();
    let counted = Counted {
        claim: &body.claim.1,
        account: body.account.1,
        backs_seen: done && body.backs_seen,
        reason: body.reason.as_deref().filter(|_| done),
    };
    count(conn, op, body.component, &counted)?;
    outdate(conn, op, &body.outdated, done)?;
    for file in std::iter::once(&body.file)
        .chain(&body.beside)
        .chain(&body.instead)
    {
        if done {
            put_file(conn, op, body.component, file)?;
        } else {
            set_file_void(conn, op, file.id.bytes(), Some(""))?;
        }
    }
    digitise::recount(conn, op)
}

pub(super) fn exempt(conn: &Connection, op: &Op, body: &ExemptComponent) -> Result<(), LogError> {
    one(
        conn,
        op,
        "UPDATE component SET digitise = 'exempt', exempt_reason = ?3, exempt_by = ?4, exempt_at = ?5, remind_on = NULL
         WHERE id = ?1 AND dossier_id = ?2",
        (
            body.component.bytes(),
            op.row.as_bytes(),
            exemption::write(&Exemption {
                why: body.why,
                reason: body.reason.clone(),
            }),
            body.approver.bytes(),
            op.at.0,
        ),
    )?;
    digitise::recount(conn, op)
}

struct Counted<'a> {
    claim: &'a Claim,
    account: PageAccount,
    backs_seen: bool,
    reason: Option<&'a str>,
}

fn count(conn: &Connection, op: &Op, component: ComponentId, counted: &Counted<'_>) -> Result<(), LogError> {
    let noted: Vec<String> = counted.claim.noted.iter().map(u32::to_string).collect();
    let known = |number: u32| (number > 0).then_some(number);
    one(
        conn,
        op,
        "UPDATE component SET sheets = ?3, sides = ?4, notes = ?5, noted = ?6, account = ?7, backs_seen = ?8,
             page_reason = ?9 WHERE id = ?1 AND dossier_id = ?2",
        params![
            component.bytes(),
            op.row.as_bytes(),
            known(counted.claim.sheets),
            known(counted.claim.sides),
            u32::try_from(counted.claim.noted.len()).unwrap_or(u32::MAX),
            noted.join(","),
            counted.account.word(),
            counted.backs_seen,
            counted.reason,
        ],
    )
}

/// These are its pages now, in this order, and no others.
pub(super) fn put_pages(
    conn: &Connection,
    op: &Op,
    (component, pages): (ComponentId, &[Page]),
) -> Result<(), LogError> {
    conn.prepare_cached("DELETE FROM page WHERE component_id = ?1")?
        .execute([component.bytes()])?;
    (1_u32..)
        .zip(pages)
        .try_for_each(|(position, page)| put(conn, op, (component, position), page))
}

/// PDFs of pages that are no longer the component's; an undo makes them valid again.
fn outdate(conn: &Connection, op: &Op, files: &[FileId], void: bool) -> Result<(), LogError> {
    let reason = void.then_some("");
    files
        .iter()
        .try_for_each(|file| set_file_void(conn, op, file.bytes(), reason))
}

fn put(
    conn: &Connection,
    op: &Op,
    (component, position): (ComponentId, u32),
    page: &Page,
) -> Result<(), LogError> {
    name_blob(
        conn,
        op,
        &BlobFacts {
            sha256: page.sha256,
            size: page.size,
            mime: page.mime.clone(),
            pages: None,
            file_name: String::new(),
            checked: None,
        },
    )?;
    conn.prepare_cached(
        "INSERT INTO page (component_id, position, dossier_id, sha256, file_name, side, part, turns, blank, width,
             height, dpi, dpi_known, device, taken_at, taken_by, leaf)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?
    .execute(params![
        component.bytes(),
        position,
        op.row.as_bytes(),
        page.sha256.0,
        page.file_name,
        page.side,
        page.part.word(),
        page.turns,
        page.blank,
        page.width,
        page.height,
        page.dpi,
        page.dpi_known.word(),
        page.device,
        page.taken_at.0,
        page.taken_by.bytes(),
        page.leaf,
    ])?;
    Ok(())
}
