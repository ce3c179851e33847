//! What is known of a file's signatures when an act names it, and the acts on signatures and on what the office trusts.

use rusqlite::OptionalExtension;

use super::desk::Desk;
use super::pages::counted;
use super::{Fact, Facts, kho, needed, reason, row_of, situation};
use crate::domain::act::StoredFile;
use crate::domain::component::{PageAccount, PaperClass, SignatureMark};
use crate::domain::ids::{ComponentId, DossierId, FileHash, FileId, PaperId};
use crate::domain::moves::Move;
use crate::domain::officer::Role;
use crate::domain::refusal::Refusal;
use crate::domain::signature::trust::{NewTrust, TrustChange};
use crate::domain::signature::{SignatureRefusal, SignatureReport};
use crate::domain::signing::act::{NewSignature, Signable};
use crate::store::body::{BlobFacts, Body, CheckFacts, SetTrust, SignFile, TrustFacts, VerifyFile};
use crate::store::checks;

const UNCHECKED: Refusal = Refusal::Signature(SignatureRefusal::Unchecked);

/// The mark of a file, and the check it is from: what an act says of it counts only as far as somebody checked it.
pub(super) fn known(
    desk: &Desk<'_>,
    (file, said): (FileHash, SignatureMark),
) -> Result<(SignatureMark, Option<CheckFacts>), Refusal> {
    let Some(checked) = checks::newest(desk.conn, file)? else {
        let unchecked = match said {
            SignatureMark::None => SignatureMark::None,
            SignatureMark::Present
            | SignatureMark::Valid
            | SignatureMark::Unknown
            | SignatureMark::Invalid => SignatureMark::Present,
        };
        return Ok((unchecked, None));
    };
    Ok((checked.verdict.into(), Some(checked)))
}

/// The bytes of a stored file with its mark and what was found of it.
pub(super) fn blob(desk: &Desk<'_>, file: &StoredFile) -> Result<(BlobFacts, SignatureMark), Refusal> {
    let (mark, checked) = known(desk, (file.sha256, file.signature))?;
    let blob = BlobFacts {
        checked,
        ..BlobFacts::of(file)
    };
    Ok((blob, mark))
}

/// A result is taken signed and valid, or with a reason; never with a signature that is not valid.
pub(super) fn taken(
    mark: SignatureMark,
    checked: Option<&CheckFacts>,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    match mark {
        SignatureMark::Invalid => Err(invalid(checked)),
        SignatureMark::None | SignatureMark::Present | SignatureMark::Unknown if reason.is_none() => {
            Err(Refusal::NeedsReason)
        }
        SignatureMark::Valid | SignatureMark::None | SignatureMark::Present | SignatureMark::Unknown => {
            Ok(())
        }
    }
}

/// The refusal of a file, with what weighs most.
pub(super) fn invalid(checked: Option<&CheckFacts>) -> Refusal {
    let report = checked.and_then(checks::report);
    let worst = report.as_ref().and_then(SignatureReport::worst);
    SignatureRefusal::Invalid(worst.cloned()).into()
}

/// Ký số: the copy was made and checked; here it takes the place of what was signed.
pub(super) fn sign(desk: &mut Desk<'_>, dossier: DossierId, new: &NewSignature) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    let mv = match new.of {
        Signable::File(id) => of_file(desk, id)?,
        Signable::Outcome(_) => Move::SignOutcome,
        Signable::Form(_) => Move::IssueForm,
    };
    desk.allow(mv, &loaded.situation)?;
    kho::must_lie_here(desk, new.file.sha256)?;
    let found = current(desk, dossier, new.of)?;
    if found != new.was {
        return Err(Refusal::Conflict("file".to_owned()));
    }
    let (file, signature) = blob(desk, &new.file)?;
    check_copy(new, &file)?;
    let body = SignFile {
        of: new.of,
        was: new.was,
        file,
        signature,
        profile: new.profile.0.clone(),
        signer: needed(&new.signer, Refusal::Missing("signer"))?,
        serial: new.serial.clone(),
    };
    Ok(Facts::dossier(dossier, Body::SignFile(Box::new(body))))
}

/// The move for a file of a component or of a scanned result, once its sheets are counted: counting makes a new PDF in
/// the place of what was signed before.
fn of_file(desk: &Desk<'_>, file: FileId) -> Result<Move, Refusal> {
    let sql = "SELECT c.id, c.class, (SELECT count(*) FROM page p WHERE p.component_id = c.id)
        FROM component_file f JOIN component c ON c.id = f.component_id WHERE f.id = ?1";
    let (component, class, have) = desk
        .conn
        .prepare_cached(sql)?
        .query_row([file.bytes()], |row| {
            let class: String = row.get(1)?;
            Ok((ComponentId::from_bytes(row.get(0)?), class, row.get(2)?))
        })
        .optional()?
        .ok_or(Refusal::NotFound)?;
    let counted = counted(desk, component)?;
    if counted.account == PageAccount::Short {
        let need = counted.claim.need();
        return Err(Refusal::PagesShort { need, have });
    }
    Ok(if class == PaperClass::Outcome.word() {
        Move::SignOutcome
    } else {
        Move::SignFile
    })
}

/// The copy differs, its signatures were checked on this machine and hold, and the new one is among them.
fn check_copy(new: &NewSignature, file: &BlobFacts) -> Result<(), Refusal> {
    if file.sha256 == new.was {
        return Err(Refusal::Invalid("file"));
    }
    let checked = file.checked.as_ref().ok_or(UNCHECKED)?;
    let report = checks::report(checked).ok_or(UNCHECKED)?;
    if report.mark() == SignatureMark::Invalid {
        return Err(invalid(Some(checked)));
    }
    let is_there = |serial: &str| report.signatures.iter().any(|it| it.serial == serial);
    if is_there(&new.serial) {
        Ok(())
    } else {
        Err(UNCHECKED)
    }
}

/// The bytes that go out now.
fn current(desk: &Desk<'_>, dossier: DossierId, of: Signable) -> Result<FileHash, Refusal> {
    let (sql, id) = match &of {
        Signable::File(id) => (
            "SELECT sha256 FROM component_file WHERE id = ?1 AND dossier_id = ?2 AND voided_at IS NULL",
            id.bytes(),
        ),
        Signable::Outcome(id) => (
            "SELECT sha256 FROM outcome WHERE id = ?1 AND dossier_id = ?2 AND state = 'active'",
            id.bytes(),
        ),
        Signable::Form(id) => (
            "SELECT coalesce(signed_sha256, sha256) FROM form WHERE id = ?1 AND dossier_id = ?2",
            id.bytes(),
        ),
    };
    let found: Option<[u8; 32]> = desk
        .conn
        .prepare_cached(sql)?
        .query_row((id, dossier.bytes()), |row| row.get(0))
        .optional()?;
    found.map(FileHash).ok_or(Refusal::NotFound)
}

/// What the newest check of a file found, wherever the dossier names it. Where its record says so already there is nothing
/// to write, whoever asks.
pub(super) fn verify(desk: &mut Desk<'_>, dossier: DossierId, file: FileHash) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    let is_named: bool = desk
        .conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM component_file WHERE dossier_id = ?1 AND sha256 = ?2 AND voided_at IS NULL)
                 OR EXISTS (SELECT 1 FROM outcome WHERE dossier_id = ?1 AND sha256 = ?2)
                 OR EXISTS (SELECT 1 FROM interim WHERE dossier_id = ?1 AND sha256 = ?2 AND voided_at IS NULL)
                 OR EXISTS (SELECT 1 FROM form WHERE dossier_id = ?1 AND ?2 IN (sha256, signed_sha256))
                 OR EXISTS (SELECT 1 FROM paper WHERE dossier_id = ?1 AND sha256 = ?2)",
        )?
        .query_row((dossier.bytes(), file.0), |row| row.get(0))?;
    if !is_named {
        return Err(Refusal::NotFound);
    }
    let checked = fresh(desk, file)?;
    let verified = again(desk, (file, &checked), Place::Dossier(dossier))?;
    let fact = verified.ok_or(SignatureRefusal::AsBefore)?;
    desk.allow(Move::VerifyFile, &loaded.situation)?;
    Ok(Facts::all(vec![fact]))
}

/// The same of a paper of the kho. People see one line for each owner, code and file: every row behind it is told, one
/// fact for each, since each has its aggregate.
pub(super) fn verify_paper(desk: &mut Desk<'_>, paper: PaperId) -> Result<Facts, Refusal> {
    desk.require(Role::Reception)
        .or_else(|_| desk.require(Role::Clerk))?;
    let (file, line) = line_of(desk, paper)?;
    let checked = fresh(desk, file)?;
    let mut stated = Vec::new();
    for place in line {
        stated.extend(again(desk, (file, &checked), place)?);
    }
    if stated.is_empty() {
        return Err(SignatureRefusal::AsBefore.into());
    }
    Ok(Facts::all(stated))
}

/// Where a check is written down: the dossier that names the file, or a paper no dossier put into the kho.
#[derive(Debug, Clone, Copy)]
enum Place {
    Dossier(DossierId),
    Paper(PaperId),
}

/// The file of a paper, and the places of every row of its line.
fn line_of(desk: &Desk<'_>, paper: PaperId) -> Result<(FileHash, Vec<Place>), Refusal> {
    let mut statement = desk.conn.prepare_cached(
        "SELECT o.id, o.dossier_id, o.sha256 FROM paper p JOIN paper o
             ON o.owner_no = p.owner_no AND o.code = p.code AND o.sha256 = p.sha256
         WHERE p.id = ?1 ORDER BY o.id",
    )?;
    let rows = statement.query_map([paper.bytes()], |row| {
        let dossier: Option<[u8; 16]> = row.get(1)?;
        let place = match dossier {
            Some(dossier) => Place::Dossier(DossierId::from_bytes(dossier)),
            None => Place::Paper(PaperId::from_bytes(row.get(0)?)),
        };
        Ok((FileHash(row.get(2)?), place))
    })?;
    let rows: Vec<(FileHash, Place)> = rows.collect::<rusqlite::Result<_>>()?;
    let (file, _) = rows.first().ok_or(Refusal::NotFound)?;
    Ok((*file, rows.iter().map(|(_, place)| *place).collect()))
}

/// The newest check of a file that lies here.
fn fresh(desk: &Desk<'_>, file: FileHash) -> Result<CheckFacts, Refusal> {
    kho::must_lie_here(desk, file)?;
    checks::newest(desk.conn, file)?.ok_or(UNCHECKED)
}

/// What this place is to be told; `None` = every mark of the file there, and the last check of its own record, say so.
fn again(
    desk: &Desk<'_>,
    (sha256, checked): (FileHash, &CheckFacts),
    place: Place,
) -> Result<Option<Fact>, Refusal> {
    let (row, paper, sql) = match place {
        Place::Dossier(dossier) => (
            dossier.0,
            None,
            "SELECT EXISTS (SELECT 1 FROM component_file WHERE dossier_id = ?1 AND sha256 = ?2 AND signature <> ?3)
                 OR EXISTS (SELECT 1 FROM outcome WHERE dossier_id = ?1 AND sha256 = ?2 AND signature <> ?3)
                 OR EXISTS (SELECT 1 FROM paper WHERE dossier_id = ?1 AND sha256 = ?2 AND signature <> ?3)",
        ),
        Place::Paper(paper) => (
            paper.0,
            Some(paper),
            "SELECT EXISTS (SELECT 1 FROM paper WHERE id = ?1 AND sha256 = ?2 AND signature <> ?3)",
        ),
    };
    let mark = SignatureMark::from(checked.verdict).word();
    let mut other_mark = desk.conn.prepare_cached(sql)?;
    let has_other_mark: bool =
        other_mark.query_row((row.as_bytes(), sha256.0, mark), |found| found.get(0))?;
    let recorded = checks::of_row(desk.conn, row, sha256)?;
    if !has_other_mark && recorded.is_some_and(|recorded| checks::same(&recorded, checked)) {
        return Ok(None);
    }
    let body = VerifyFile {
        sha256,
        paper,
        checked: checked.clone(),
    };
    Ok(Some(Fact {
        row,
        body: Body::VerifyFile(Box::new(body)),
    }))
}

/// Kho tin cậy: an administrator's alone. One fact for each certificate.
pub(super) fn trust(desk: &Desk<'_>, change: &TrustChange) -> Result<Facts, Refusal> {
    desk.require(Role::Administrator)?;
    let stated = match change {
        TrustChange::Add(new) => {
            let facts = new.iter().map(|new| added(desk, new));
            let facts: Vec<Option<Fact>> = facts.collect::<Result<_, _>>()?;
            facts.into_iter().flatten().collect()
        }
        TrustChange::Remove { cert, reason: why } => {
            if !is_trusted(desk, *cert)? {
                return Err(Refusal::NotFound);
            }
            vec![stated(SetTrust {
                sha256: *cert,
                added: None,
                reason: Some(reason(why)?),
            })]
        }
    };
    if stated.is_empty() {
        return Err(SignatureRefusal::TrustedAlready.into());
    }
    Ok(Facts::all(stated))
}

fn added(desk: &Desk<'_>, new: &NewTrust) -> Result<Option<Fact>, Refusal> {
    let (file, certificate) = (&new.file, &new.certificate);
    if is_trusted(desk, file.sha256)? {
        return Ok(None);
    }
    kho::must_lie_here(desk, file.sha256)?;
    let facts = TrustFacts {
        file: BlobFacts::of(file),
        name: needed(&certificate.owner, Refusal::Missing("name"))?,
        issuer: certificate.issuer.trim().to_owned(),
        number: certificate.serial.clone(),
        valid_from: certificate.from,
        valid_to: certificate.to,
    };
    Ok(Some(stated(SetTrust {
        sha256: file.sha256,
        added: Some(facts),
        reason: None,
    })))
}

fn is_trusted(desk: &Desk<'_>, cert: FileHash) -> Result<bool, Refusal> {
    Ok(desk
        .conn
        .prepare_cached("SELECT 1 FROM trust_cert WHERE sha256 = ?1 AND removed_at IS NULL")?
        .exists([cert.0])?)
}

fn stated(body: SetTrust) -> Fact {
    Fact {
        row: row_of("trust", &body.sha256.to_string()),
        body: Body::SetTrust(Box::new(body)),
    }
}
