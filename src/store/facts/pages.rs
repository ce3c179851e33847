//! Acts on scanned pages: placing them, counting them, and the papers that are not digitised.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::OptionalExtension;

use super::components::{self, find};
use super::desk::Desk;
use super::uncounted::PaperCopy;
use super::{Facts, filled, kho, reason, signatures, situation, uncounted};
use crate::domain::act::{DossierAct, NewPages, PagesCounted, StoredFile};
use crate::domain::component::{FileSource, PageAccount, PaperClass};
use crate::domain::copying::Rule;
use crate::domain::dossier::Channel;
use crate::domain::ids::{ComponentId, DossierId, FileHash, FileId, TrayId};
use crate::domain::moves::Move;
use crate::domain::pages::{Claim, Page, tally};
use crate::domain::refusal::Refusal;
use crate::domain::special;
use crate::domain::weight::Weighed;
use crate::store::body::{
    AccountPages, Body, ConfirmCopying, ExemptComponent, FileFacts, ScanFacts, SetPages,
};
use crate::store::tray::{self, TrayChange};

/// The most pages one component can have: what a claim can ask for.
const MOST_PAGES: usize = 4 * crate::domain::pages::MOST_SHEETS as usize;

pub(super) fn set(desk: &mut Desk<'_>, dossier: DossierId, new: &NewPages) -> Result<Facts, Refusal> {
    let class = allow(desk, dossier, new.component)?;
    check(desk, new)?;
    let basis = filled(new.basis.as_deref());
    if class == PaperClass::Component && !new.pages.is_empty() && basis.is_none() {
        may_copy(desk, dossier, new.component)?;
    }
    let was = counted(desk, new.component)?;
    let old = pages(desk, new.component)?;
    // Taken off is what an older program left in it.
    if TrayChange::brings(&old, new) {
        not_exempt(desk, new.component)?;
    }
    let copies = uncounted::copies(desk, new.component)?;
    check_sheets(desk, new, (&old, &copies))?;
    // What came as a file and is placed now is a page and no file any more.
    let (placed, left) = uncounted::placed(copies, &new.pages);
    let mut outdated = made_of_pages(desk, new.component)?;
    outdated.extend(
        placed
            .into_iter()
            .filter(|id| !outdated.contains(id))
            .collect::<Vec<_>>(),
    );
    let account = if new.pages.is_empty() && left.is_empty() {
        PageAccount::None
    } else {
        PageAccount::Short
    };
    let body = SetPages {
        component: new.component,
        claim: (was.claim, new.claim.clone()),
        account: (was.account, account),
        outdated,
        basis,
        undoes: None,
        pages: (old, taken_by(desk, &new.pages)),
    };
    let tray =
        TrayChange::between(&body.pages, &new.taken, (dossier, new.component)).marking_replaced(&body.pages);
    Ok(Facts::dossier(dossier, Body::SetPages(Box::new(body))).moving(tray))
}

/// Pages that came in while nobody was at the desk are taken by the officer who places them.
fn taken_by(desk: &Desk<'_>, pages: &[Page]) -> Vec<Page> {
    let nobody = |page: &Page| page.taken_by.0.is_nil();
    let whose = |page: &Page| Page {
        taken_by: if nobody(page) {
            desk.actor.id
        } else {
            page.taken_by
        },
        ..page.clone()
    };
    pages.iter().map(whose).collect()
}

/// May the pages of this paper be worked on now? Those of a result until an outcome was made of them.
fn allow(desk: &mut Desk<'_>, dossier: DossierId, component: ComponentId) -> Result<PaperClass, Refusal> {
    let found: Option<(String, bool)> = desk
        .conn
        .prepare_cached(
            "SELECT class, EXISTS (SELECT 1 FROM outcome WHERE dossier_id = ?2 AND scan_id = ?1) FROM component
             WHERE id = ?1 AND dossier_id = ?2 AND voided_at IS NULL",
        )?
        .query_row((component.bytes(), dossier.bytes()), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let (class, filed) = found.ok_or(Refusal::NotFound)?;
    if class != PaperClass::Outcome.word() {
        components::allow(desk, dossier)?;
        return Ok(PaperClass::Component);
    }
    components::allow_scan(desk, dossier)?;
    if filed {
        return Err(Refusal::ScanFiled);
    }
    Ok(PaperClass::Outcome)
}

fn check(desk: &Desk<'_>, new: &NewPages) -> Result<(), Refusal> {
    if new.pages.len() > MOST_PAGES {
        return Err(Refusal::Invalid("pages"));
    }
    if new.pages.iter().any(|page| page.side == 0 || page.turns > 3) {
        return Err(Refusal::Invalid("side"));
    }
    for page in &new.pages {
        kho::must_lie_here(desk, page.sha256)?;
    }
    // Rows that are gone were placed already: the same sheet would stand there twice.
    let rows: BTreeSet<TrayId> = new.taken.iter().copied().collect();
    if rows.len() != new.taken.len() || !tray::has_all(desk.conn, &rows)? {
        return Err(Refusal::Conflict("tray_page".to_owned()));
    }
    Ok(())
}

/// Each sheet counts, and counts once: nothing leaves the tray that is placed nowhere, and no image is named more often
/// than it lies in the component, in the tray and among the files that nobody counted.
fn check_sheets(
    desk: &Desk<'_>,
    new: &NewPages,
    (old, copies): (&[Page], &[PaperCopy]),
) -> Result<(), Refusal> {
    let image = |page: &Page| (page.sha256, page.leaf);
    let named = how_often(new.pages.iter().map(image));
    let stood = how_often(old.iter().map(image));
    let taken = how_often(tray::images(desk.conn, &new.taken)?);
    let came = how_often(copies.iter().map(|copy| copy.sha256));
    let times = |count: Option<&usize>| count.copied().unwrap_or(0);
    let lost = taken.iter().any(|(image, rows)| times(named.get(image)) < *rows);
    let doubled = named.iter().any(|(image, pages)| {
        let here = times(stood.get(image)) + times(taken.get(image)) + times(came.get(&image.0));
        *pages > here.max(1)
    });
    if lost || doubled {
        return Err(Refusal::Conflict("tray_page".to_owned()));
    }
    Ok(())
}

fn how_often<T: Ord>(things: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counted = BTreeMap::new();
    for thing in things {
        *counted.entry(thing).or_default() += 1;
    }
    counted
}

/// What a leader took out of digitising comes back only by that decision taken back.
pub(super) fn not_exempt(desk: &Desk<'_>, component: ComponentId) -> Result<(), Refusal> {
    let exempt = desk
        .conn
        .prepare_cached("SELECT 1 FROM component WHERE id = ?1 AND digitise = 'exempt'")?
        .exists([component.bytes()])?;
    if exempt { Err(Refusal::Exempted) } else { Ok(()) }
}

/// The letter forbids to copy what was filed electronically and what other bodies found, unless the sector's law was
/// named.
pub(super) fn may_copy(desk: &Desk<'_>, dossier: DossierId, component: ComponentId) -> Result<(), Refusal> {
    let (channel, of_other_body, is_allowed): (i64, bool, bool) = desk
        .conn
        .prepare_cached(
            "SELECT d.channel, c.of_other_body, c.copy_basis IS NOT NULL FROM component c JOIN dossier d ON d.id = c.dossier_id
             WHERE c.id = ?1 AND d.id = ?2",
        )?
        .query_row((component.bytes(), dossier.bytes()), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let channel = Channel::from_code(channel).unwrap_or(Channel::Counter);
    match special::ban(channel, of_other_body) {
        Some(ban) if !is_allowed => Err(Refusal::CopyForbidden(ban)),
        Some(_) | None => Ok(()),
    }
}

pub(super) fn account(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    counted_now: &PagesCounted,
) -> Result<Facts, Refusal> {
    let PagesCounted {
        component,
        claim,
        backs_seen,
        reason: why,
        file: (file, stored),
        beside,
        instead,
        kept_over_mb,
    } = counted_now;
    let class = allow(desk, dossier, *component)?;
    not_exempt(desk, *component)?;
    if !claim.is_sound() {
        return Err(Refusal::Invalid("sheets"));
    }
    if claim.sides == 1 && !backs_seen {
        return Err(Refusal::Missing("backs_seen"));
    }
    let pages = pages(desk, *component)?;
    let sum = tally(claim, pages.iter().map(Page::slot));
    let why = filled(why.as_deref());
    let state = sum.state(why.is_some());
    let (need, have) = (sum.need, sum.have);
    check_all_placed(desk, (*component, &pages), (need, have))?;
    let pdfs = std::iter::once(stored).chain(beside.iter().map(|(_, file)| file));
    let in_files = pdfs.fold(0_u32, |sum, file| sum.saturating_add(file.pages.unwrap_or(0)));
    if have == 0 || state == PageAccount::Short || in_files != have {
        return Err(Refusal::PagesShort { need, have });
    }
    check_beside(desk, (class, beside), instead)?;
    check_instead(desk, (class, have), instead)?;
    kho::must_lie_here(desk, stored.sha256)?;
    let was = counted(desk, *component)?;
    let first = next_position(desk, *component)?;
    let kept = kept_over_mb.filter(|_| instead.is_empty());
    let stands = Some(Weighed::InsteadOf(*file));
    let body = AccountPages {
        component: *component,
        claim: (was.claim, claim.clone()),
        backs_seen: *backs_seen,
        account: (was.account, state),
        reason: why.filter(|_| state == PageAccount::Reasoned),
        file: made(
            desk,
            (first, &counted_now.file),
            kept.map(|limit_mb| Weighed::Kept { limit_mb }),
        )?,
        beside: all_made(desk, (first + 1, beside), None)?,
        instead: all_made(desk, (first + 1, instead), stands)?,
        outdated: made_of_pages(desk, *component)?,
        undoes: None,
    };
    Ok(Facts::dossier(dossier, Body::AccountPages(Box::new(body))))
}

fn all_made(
    desk: &Desk<'_>,
    (first, files): (u32, &[(FileId, StoredFile)]),
    weighed: Option<Weighed>,
) -> Result<Vec<FileFacts>, Refusal> {
    let placed = (first..).zip(files);
    placed.map(|it| made(desk, it, weighed)).collect()
}

/// A copy that nobody placed is of sheets nobody counted.
fn check_all_placed(
    desk: &Desk<'_>,
    (component, pages): (ComponentId, &[Page]),
    (need, have): (u32, u32),
) -> Result<(), Refusal> {
    let (_, left) = uncounted::placed(uncounted::copies(desk, component)?, pages);
    match left
        .iter()
        .fold(0_u32, |sum, copy| sum.saturating_add(copy.pages.max(1)))
    {
        0 => Ok(()),
        uncounted => Err(Refusal::PagesShort {
            need,
            have: have.saturating_add(uncounted),
        }),
    }
}

/// What follows the first PDF lies here; a result is one file, and what must stay alone is neither cut nor made lighter.
fn check_beside(
    desk: &Desk<'_>,
    (class, beside): (PaperClass, &[(FileId, StoredFile)]),
    instead: &[(FileId, StoredFile)],
) -> Result<(), Refusal> {
    if !beside.is_empty() && (class == PaperClass::Outcome || !instead.is_empty()) {
        return Err(Refusal::Invalid("file"));
    }
    beside
        .iter()
        .try_for_each(|(_, file)| kho::must_lie_here(desk, file.sha256))
}

/// What goes out in the place of a heavy PDF has its pages and lies here. A result is one file: it has no parts.
fn check_instead(
    desk: &Desk<'_>,
    (class, have): (PaperClass, u32),
    instead: &[(FileId, StoredFile)],
) -> Result<(), Refusal> {
    let pages: u32 = instead.iter().filter_map(|(_, file)| file.pages).sum();
    if !instead.is_empty() && pages != have {
        return Err(Refusal::PagesShort {
            need: have,
            have: pages,
        });
    }
    if class == PaperClass::Outcome && instead.len() > 1 {
        return Err(Refusal::Invalid("file"));
    }
    instead
        .iter()
        .try_for_each(|(_, file)| kho::must_lie_here(desk, file.sha256))
}

/// A PDF that was made of the pages.
fn made(
    desk: &Desk<'_>,
    (position, (id, stored)): (u32, &(FileId, StoredFile)),
    weighed: Option<Weighed>,
) -> Result<FileFacts, Refusal> {
    let (bytes, signature) = signatures::blob(desk, stored)?;
    Ok(FileFacts {
        id: *id,
        position,
        bytes,
        source: FileSource::Assembled,
        paper_id: None,
        signature,
        weighed,
    })
}

pub(super) fn exempt(desk: &mut Desk<'_>, dossier: DossierId, act: &DossierAct) -> Result<Facts, Refusal> {
    let DossierAct::ExemptComponent {
        component,
        why,
        reason: words,
    } = act
    else {
        return Err(Refusal::Fault { code: "act" });
    };
    let loaded = situation::load(desk, dossier)?;
    let approver = desk.allow(Move::ExemptComponent, &loaded.situation)?;
    find(desk, dossier, *component)?;
    // Nobody could work on them any more: not count them, and not finish them.
    let inside = pages(desk, *component)?.len();
    if inside > 0 {
        let pages = u32::try_from(inside).unwrap_or(u32::MAX);
        return Err(Refusal::HasPages { pages });
    }
    let body = ExemptComponent {
        component: *component,
        why: *why,
        reason: reason(words)?,
        approver: approver.ok_or(Refusal::NeedsLeader)?,
    };
    Ok(Facts::dossier(dossier, Body::ExemptComponent(Box::new(body))))
}

/// The scan an outcome is to be made of: counted, used by no other, and this file is the PDF of its pages.
pub(super) fn scan(
    desk: &Desk<'_>,
    (dossier, component): (DossierId, ComponentId),
    file: FileHash,
) -> Result<ScanFacts, Refusal> {
    let is_made: bool = desk
        .conn
        .prepare_cached(
            "SELECT 1 FROM component c JOIN component_file f ON f.component_id = c.id AND f.voided_at IS NULL
             WHERE c.id = ?1 AND c.dossier_id = ?2 AND c.class = 'outcome' AND c.voided_at IS NULL
                 AND f.source = 'assembled' AND f.sha256 = ?3",
        )?
        .exists((component.bytes(), dossier.bytes(), file.0))?;
    let sql = "SELECT 1 FROM outcome WHERE dossier_id = ?1 AND scan_id = ?2";
    let used = desk
        .conn
        .prepare_cached(sql)?
        .exists((dossier.bytes(), component.bytes()))?;
    let counted = counted(desk, component)?;
    match counted.account {
        _ if used => Err(Refusal::ScanFiled),
        PageAccount::None | PageAccount::Short => {
            let have = pages(desk, component)?.len();
            Err(Refusal::PagesShort {
                need: counted.claim.need(),
                have: u32::try_from(have).unwrap_or(u32::MAX),
            })
        }
        PageAccount::Balanced | PageAccount::Reasoned if !is_made => Err(Refusal::NotFound),
        account => Ok(ScanFacts {
            component,
            claim: counted.claim,
            account,
            reason: counted.reason,
        }),
    }
}

/// What was said and found of a component's sheets.
pub(super) struct Counted {
    pub claim: Claim,
    pub account: PageAccount,
    pub reason: Option<String>,
}

pub(super) fn counted(desk: &Desk<'_>, component: ComponentId) -> Result<Counted, Refusal> {
    let found = desk
        .conn
        .prepare_cached("SELECT sheets, sides, noted, account, page_reason FROM component WHERE id = ?1")?
        .query_row([component.bytes()], |row| {
            let account: String = row.get(3)?;
            Ok(Counted {
                claim: tray::claim(row, 0)?,
                account: PageAccount::from_word(&account).unwrap_or(PageAccount::None),
                reason: row.get(4)?,
            })
        })
        .optional()?;
    found.ok_or(Refusal::NotFound)
}

/// An officer's word where the machine cannot know; for a hash or a number of dots nobody's word is taken.
pub(super) fn confirm(
    desk: &mut Desk<'_>,
    dossier: DossierId,
    rule: Rule,
    holds: bool,
) -> Result<Facts, Refusal> {
    let loaded = situation::load(desk, dossier)?;
    desk.allow(Move::Components, &loaded.situation)?;
    if !rule.takes_a_word() {
        return Err(Refusal::Invalid("copying"));
    }
    let body = ConfirmCopying { rule, holds };
    Ok(Facts::dossier(dossier, Body::ConfirmCopying(Box::new(body))))
}

pub(super) fn pages(desk: &Desk<'_>, component: ComponentId) -> Result<Vec<Page>, Refusal> {
    Ok(tray::pages_of(desk.conn, component)?)
}

/// The PDFs that were made of this component's pages and stand in it now.
fn made_of_pages(desk: &Desk<'_>, component: ComponentId) -> Result<Vec<FileId>, Refusal> {
    let mut statement = desk.conn.prepare_cached(
        "SELECT id FROM component_file WHERE component_id = ?1 AND source = 'assembled' AND voided_at IS NULL
            AND EXISTS (SELECT 1 FROM page WHERE component_id = ?1)
         ORDER BY position",
    )?;
    let ids = statement.query_map([component.bytes()], |row| Ok(FileId::from_bytes(row.get(0)?)))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn next_position(desk: &Desk<'_>, component: ComponentId) -> Result<u32, Refusal> {
    let last: Option<u32> = desk
        .conn
        .prepare_cached("SELECT max(position) FROM component_file WHERE component_id = ?1")?
        .query_row([component.bytes()], |row| row.get(0))?;
    Ok(last.unwrap_or(0) + 1)
}
