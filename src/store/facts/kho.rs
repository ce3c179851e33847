//! The kho: which paper may be used for whom, and putting papers in and taking them out.

use std::path::Path;

use rusqlite::OptionalExtension;

use super::desk::Desk;
use super::{Fact, Facts, needed, reason, signatures, situation};
use crate::domain::act::{DossierAct, NewPaper};
use crate::domain::code::paper_code;
use crate::domain::component::{PaperClass, SignatureMark};
use crate::domain::ids::{DossierId, FileHash, FileId, PaperId};
use crate::domain::moves::Move;
use crate::domain::officer::Role;
use crate::domain::refusal::Refusal;
use crate::domain::signature::SignatureRefusal;
use crate::domain::time::Moment;
use crate::store::blobs::Blobs;
use crate::store::body::{AddPaper, Body, KeepPaper, PaperFacts, RevokePaper};

struct Found {
    dossier: Option<DossierId>,
    owner_no: String,
    code: String,
    sha256: [u8; 32],
    starts_on: Option<String>,
    ends_on: Option<String>,
    active: bool,
    /// A signature of its file is not valid.
    spoilt: bool,
    /// When it was taken out; an outcome revoked or replaced takes its paper out too.
    revoked_at: Option<i64>,
}

impl Found {
    fn must_be_active(&self) -> Result<(), Refusal> {
        if self.active {
            return Ok(());
        }
        let on = Moment(self.revoked_at.unwrap_or_default()).date();
        Err(Refusal::PaperRevoked { on })
    }
}

fn find(desk: &Desk<'_>, paper: PaperId) -> Result<Found, Refusal> {
    let found = desk
        .conn
        .prepare_cached(
            "SELECT dossier_id, owner_no, code, sha256, starts_on, ends_on, state = 'active', revoked_at,
                 signature = 'invalid' FROM paper WHERE id = ?1",
        )?
        .query_row([paper.bytes()], |row| {
            let dossier: Option<[u8; 16]> = row.get(0)?;
            Ok(Found {
                dossier: dossier.map(DossierId::from_bytes),
                owner_no: row.get(1)?,
                code: row.get(2)?,
                sha256: row.get(3)?,
                starts_on: row.get(4)?,
                ends_on: row.get(5)?,
                active: row.get(6)?,
                revoked_at: row.get(7)?,
                spoilt: row.get(8)?,
            })
        })
        .optional()?;
    found.ok_or(Refusal::NotFound)
}

/// The file's bytes lie beside the database. A database in memory has no place beside it.
pub(super) fn must_lie_here(desk: &Desk<'_>, sha256: FileHash) -> Result<(), Refusal> {
    let home = desk.conn.path().filter(|path| !path.is_empty());
    let Some(home) = home.and_then(|path| Path::new(path).parent()) else {
        return Ok(());
    };
    if Blobs::of(home).place(sha256).is_file() {
        Ok(())
    } else {
        Err(Refusal::FileMissing)
    }
}

/// May this paper be linked for this holder today? Same owner, in force, not taken out, its signatures not invalid, the
/// same bytes.
pub(super) fn usable(
    desk: &Desk<'_>,
    paper: PaperId,
    (holder_no, sha256): (&str, FileHash),
) -> Result<(), Refusal> {
    let found = find(desk, paper)?;
    if !same_owner(desk, &found.owner_no, holder_no)? {
        let owner_name = situation::name_of(desk.conn, &found.owner_no)?;
        return Err(Refusal::OtherOwner { owner_name });
    }
    found.must_be_active()?;
    if found.spoilt {
        return Err(SignatureRefusal::OfPaper.into());
    }
    let starts_on = found.starts_on.and_then(|day| day.parse().ok());
    if let Some(from) = starts_on.filter(|day| *day > desk.now.date()) {
        return Err(Refusal::PaperNotYet { from });
    }
    let ends_on = found.ends_on.and_then(|day| day.parse().ok());
    if let Some(on) = ends_on.filter(|day| *day < desk.now.date()) {
        return Err(Refusal::PaperExpired { on });
    }
    if found.sha256 == sha256.0 {
        Ok(())
    } else {
        Err(Refusal::FileMissing)
    }
}

/// One number, or an old and a new number of one person.
fn same_owner(desk: &Desk<'_>, one: &str, other: &str) -> Result<bool, Refusal> {
    if one == other {
        return Ok(true);
    }
    Ok(desk
        .conn
        .prepare_cached("SELECT 1 FROM identity_alias WHERE old_no IN (?1, ?2) AND new_no IN (?1, ?2)")?
        .exists((one, other))?)
}

pub(super) fn add(desk: &mut Desk<'_>, paper: &NewPaper) -> Result<Facts, Refusal> {
    desk.require(Role::Reception)
        .or_else(|_| desk.require(Role::Clerk))?;
    must_lie_here(desk, paper.file.sha256)?;
    let owner_no = needed(&paper.owner_no, Refusal::Missing("holder_no"))?;
    let kind_code = needed(&paper.kind_code, Refusal::Missing("kind_code"))?;
    check_days(paper.starts_on, paper.ends_on)?;
    let (file, signature) = signatures::blob(desk, &paper.file)?;
    let unsigned_reason = super::filled(paper.unsigned_reason.as_deref());
    signatures::taken(signature, file.checked.as_ref(), unsigned_reason.as_deref())?;
    let facts = PaperFacts {
        id: paper.paper,
        paper_code: paper_code(&owner_no, &kind_code),
        owner_no,
        class: PaperClass::Outcome,
        kind_code: Some(kind_code),
        name: needed(&paper.name, Refusal::Missing("name"))?,
        sha256: paper.file.sha256,
        signature,
        starts_on: paper.starts_on,
        ends_on: paper.ends_on,
    };
    let body = AddPaper {
        paper: facts,
        file,
        signature,
        unsigned_reason,
    };
    Ok(Facts::of(paper.paper.0, Body::AddPaper(Box::new(body))))
}

pub(super) fn check_days(
    starts_on: Option<chrono::NaiveDate>,
    ends_on: Option<chrono::NaiveDate>,
) -> Result<(), Refusal> {
    match (starts_on, ends_on) {
        (Some(starts), Some(ends)) if ends < starts => Err(Refusal::Invalid("ends_on")),
        _ => Ok(()),
    }
}

pub(super) fn keep(desk: &mut Desk<'_>, dossier: DossierId, act: &DossierAct) -> Result<Facts, Refusal> {
    let DossierAct::KeepPaper {
        paper,
        file,
        kind_code,
        name,
        starts_on,
        ends_on,
    } = act
    else {
        return Err(Refusal::NotFound);
    };
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::KeepPaper, &loaded.situation)?;
    check_days(*starts_on, *ends_on)?;
    let (sha256, signature) = file_of(desk, dossier, *file)?;
    if signature == SignatureMark::Invalid {
        return Err(SignatureRefusal::OfPaper.into());
    }
    let kind_code = super::filled(kind_code.as_deref());
    let facts = PaperFacts {
        id: *paper,
        paper_code: kind_code
            .as_ref()
            .map_or_else(String::new, |kind| paper_code(&loaded.holder_no, kind)),
        owner_no: loaded.holder_no,
        class: PaperClass::Component,
        kind_code,
        name: needed(name, Refusal::Missing("name"))?,
        sha256,
        signature,
        starts_on: *starts_on,
        ends_on: *ends_on,
    };
    let body = KeepPaper {
        paper: facts,
        file: *file,
    };
    Ok(Facts::dossier(dossier, Body::KeepPaper(Box::new(body))))
}

fn file_of(desk: &Desk<'_>, dossier: DossierId, file: FileId) -> Result<(FileHash, SignatureMark), Refusal> {
    let found: Option<([u8; 32], String)> = desk
        .conn
        .prepare_cached(
            "SELECT f.sha256, f.signature FROM component_file f
             JOIN component c ON c.id = f.component_id AND c.class = 'component'
             WHERE f.id = ?1 AND f.dossier_id = ?2 AND f.voided_at IS NULL",
        )?
        .query_row((file.bytes(), dossier.bytes()), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let (sha256, signature) = found.ok_or(Refusal::NotFound)?;
    let signature = SignatureMark::from_word(&signature).unwrap_or(SignatureMark::None);
    Ok((FileHash(sha256), signature))
}

/// Takes the whole line out: every row of this owner, code and file, one fact for each, since each has its aggregate.
pub(super) fn revoke(desk: &mut Desk<'_>, paper: PaperId, why: &str) -> Result<Facts, Refusal> {
    desk.require(Role::Clerk)
        .or_else(|_| desk.require(Role::Leader))?;
    let why = reason(why)?;
    let found = find(desk, paper)?;
    found.must_be_active()?;
    let line = (&found.owner_no, &found.code, found.sha256);
    let dossiers: u32 = desk
        .conn
        .prepare_cached(include_str!("../sql/paper_users.sql"))?
        .query_row(line, |row| row.get(0))?;
    if dossiers > 0 {
        return Err(Refusal::PaperInUse { dossiers });
    }
    let mut statement = desk.conn.prepare_cached(
        "SELECT id, dossier_id FROM paper
         WHERE owner_no = ?1 AND code = ?2 AND sha256 = ?3 AND state = 'active' ORDER BY id <> ?4, id",
    )?;
    let rows = statement.query_map((line.0, line.1, line.2, paper.bytes()), |row| {
        let dossier: Option<[u8; 16]> = row.get(1)?;
        Ok((
            PaperId::from_bytes(row.get(0)?),
            dossier.map(DossierId::from_bytes),
        ))
    })?;
    let mut facts = Facts::of(paper.0, revoked(paper, found.dossier, &why));
    facts.stated.clear();
    for row in rows {
        let (paper, dossier) = row?;
        facts.stated.push(Fact {
            row: dossier.map_or(paper.0, |dossier| dossier.0),
            body: revoked(paper, dossier, &why),
        });
    }
    Ok(facts)
}

fn revoked(paper: PaperId, dossier: Option<DossierId>, reason: &str) -> Body {
    Body::RevokePaper(Box::new(RevokePaper {
        paper,
        dossier,
        reason: reason.to_owned(),
    }))
}
