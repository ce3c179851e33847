//! Scans that are chosen as files at a desk of the crash tests: attached, looked into, and taken over as pages.

use std::path::{Path, PathBuf};

use motcua::app::job::{Job, JobDone};
use motcua::desk::hands::Hands;
use motcua::domain::act::NewPages;
use motcua::domain::draft::{DraftComponent, DraftFile};
use motcua::domain::ids::{ComponentId, DossierId};
use motcua::domain::pages::{Claim, Page, place_in_order};
use motcua::domain::query::{Answer, Query};
use motcua::domain::special::uncounted;
use motcua::store::Reader;
use rusqlite::Connection;

use super::desk::{job, now};

/// These files stored byte for byte, ready to be attached.
pub(crate) fn attached(hands: &Hands, paths: Vec<PathBuf>) -> Vec<DraftFile> {
    let title = String::new();
    match job(hands, choosing(paths, title)) {
        Ok(JobDone::Taken { files, .. }) => files,
        other => panic!("{other:?}"),
    }
}

/// The job that stores them.
pub(crate) fn choosing(paths: Vec<PathBuf>, title: String) -> Job {
    Job::TakeFiles {
        paths,
        title,
        joined: false,
    }
}

/// The files of a paper that nobody counted.
pub(crate) fn waiting(
    home: &Path,
    (dossier, component): (DossierId, ComponentId),
    round: u32,
) -> (Vec<Page>, Vec<DraftFile>) {
    let reader = Reader::open(home).unwrap();
    let Answer::Dossier(Some(view)) = reader.answer(&Query::Dossier(dossier), now(round)) else {
        panic!("no dossier");
    };
    let view = view.components.iter().find(|it| it.id == component).unwrap();
    let item = DraftComponent::of(view);
    let files = uncounted(item.form, &item.files, !view.pages.is_empty());
    (view.pages.clone(), files)
}

/// What was not counted, behind the pages that are there, and how many pages that are.
pub(crate) fn taken_over(
    hands: &Hands,
    (home, dossier, component): (&Path, DossierId, ComponentId),
    round: u32,
) -> (NewPages, u32) {
    let (there, files) = waiting(home, (dossier, component), round);
    let Ok(JobDone::Seen(seen)) = job(hands, Job::LookAtChosen(files)) else {
        panic!("they cannot be looked into");
    };
    let pages: Vec<Page> = there
        .into_iter()
        .chain(seen.into_iter().map(|it| it.page))
        .collect();
    let count = u32::try_from(pages.len()).unwrap();
    let claim = Claim::guess(count);
    let slots = place_in_order(&claim, pages.len());
    let pages = pages.into_iter().zip(slots).map(|(page, slot)| Page {
        side: slot.side,
        part: slot.part,
        ..page
    });
    let new = NewPages {
        component,
        pages: pages.collect(),
        claim,
        taken: Vec::new(),
        basis: None,
    };
    (new, count)
}

/// How the sum of the one paper stands.
pub(crate) fn counted(conn: &Connection) -> String {
    conn.query_row("SELECT account FROM component", [], |row| row.get(0))
        .unwrap()
}
