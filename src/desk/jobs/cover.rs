//! Cover sheets: made for a dossier's papers and printed; and read on pages that come into the tray.

use super::{print, said};
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::text;
use crate::domain::code::short_code;
use crate::domain::cover::{Cover, CoverFlag, Seen};
use crate::domain::ids::{ComponentId, DossierId};
use crate::domain::moves::{self, Actor, Move};
use crate::domain::officer::Roles;
use crate::domain::quality::PageFlag;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{ComponentView, DossierView, situation};
use crate::forms::cover::{CoverSheet, render};
use crate::scan::check::PageCheck;

/// Prints the sheet of one component, or one for each that takes pages.
pub(super) fn print(
    hands: &Hands,
    (dossier, component): (DossierId, Option<ComponentId>),
) -> Result<JobDone, JobFault> {
    let view = print::dossier_of(hands, dossier)?;
    let Some(code) = view.row.code.clone() else {
        return Err(JobFault::Refused(Refusal::NotFound));
    };
    let wanted = |it: &&ComponentView| it.takes_pages() && component.is_none_or(|id| id == it.id);
    let sheet = |it: &ComponentView| CoverSheet {
        content: Cover::of(&code, Some((it.position, it.id))).content(),
        code: code.clone(),
        component: Some(it.name.clone()),
    };
    let sheets: Vec<CoverSheet> = view.components.iter().filter(wanted).map(sheet).collect();
    if sheets.is_empty() {
        return Err(said(text::NO_COVERS));
    }
    let made_at = hands.clock.now().local();
    let bytes = render(&sheets, print::is_practice(hands), made_at).map_err(|_| said(text::NO_COVER_MADE))?;
    let own = short_code(&code, &print::setting(hands, "unit_code")).to_owned();
    // A sheet of one paper is a file of its own: it must not write over that of another.
    let place = component.and_then(|id| view.components.iter().find(|it| it.id == id));
    let place = place.map_or_else(String::new, |it| format!("-{}", it.position));
    let name = format!("to-bia-{own}{place}.pdf");
    let path = print::written(hands, &name, &bytes).map_err(|_| said(text::NO_COVER_MADE))?;
    let went = print::out(hands, &path)?;
    Ok(JobDone::Printed {
        went,
        prints: u32::try_from(sheets.len()).unwrap_or(u32::MAX),
    })
}

/// What a page means for the pages behind it, and what is kept with the page. `None` = it brought a decoder down.
pub(super) fn seen(hands: &Hands, check: Option<&PageCheck>) -> (Seen, Option<CoverFlag>) {
    let Some(check) = check.filter(|check| !check.flags.contains(&PageFlag::NotChecked)) else {
        return (Seen::Unseen, None);
    };
    let codes = &check.codes;
    let mut covers: Vec<_> = codes.texts.iter().filter_map(|text| Cover::read(text)).collect();
    covers.dedup();
    let flag = match covers.as_slice() {
        [] if codes.large_unread => CoverFlag::Unread,
        [] if check.flags.contains(&PageFlag::Blank) => return (Seen::Blank, None),
        [] => return (Seen::Page, None),
        [Ok(cover)] => match led(hands, cover) {
            Ok(aim) => return (Seen::Cover(aim), Some(CoverFlag::Read)),
            Err(why) => why,
        },
        _ => CoverFlag::Torn,
    };
    (Seen::Astray, Some(flag))
}

/// Where a whole cover leads on this desk, today.
fn led(hands: &Hands, cover: &Cover) -> Result<(DossierId, Option<ComponentId>), CoverFlag> {
    let Answer::Dossier(Some(view)) = hands.answer(&Query::DossierByCode(cover.code.clone())) else {
        return Err(CoverFlag::Unknown);
    };
    if !is_open(hands, &view) {
        return Err(CoverFlag::Closed);
    }
    if cover.place == 0 {
        let whole = cover.fits(None).then_some((view.row.id, None));
        return whole.ok_or(CoverFlag::Outdated);
    }
    let fits = |it: &&ComponentView| cover.fits(Some((it.position, it.id)));
    match view.components.iter().find(fits) {
        Some(component) if component.takes_pages() => Ok((view.row.id, Some(component.id))),
        Some(_) => Err(CoverFlag::Closed),
        None => Err(CoverFlag::Outdated),
    }
}

/// Does the dossier still take pages, whoever places them? The store asks again when they are placed.
fn is_open(hands: &Hands, view: &DossierView) -> bool {
    let actor = Actor {
        id: *hands.whose(),
        roles: Roles::ALL,
    };
    let refused = moves::why_not(Move::Components, &situation(view, 0), actor);
    refused.is_none_or(|why| matches!(why, Refusal::NotYourStep))
}
