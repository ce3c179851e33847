//! Two pages of the tray, the sides of a card, onto one A4 sheet: a new page in the tray. The two it was made of stay
//! as they are, among the pages that were put aside.

use super::said;
use super::tray::SIDES_OF_CARD;
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::desk::random::SystemIds;
use crate::desk::text;
use crate::domain::ids::{IdSource, TrayId};
use crate::domain::pages::{DpiKnown, Page};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::TrayPage;
use crate::domain::tray::AGAIN;
use crate::scan::{self, Card, Source};
use crate::store::blobs::{BlobError, Blobs, StoredBlob};

/// Makes the sheet and puts it where the first side lay.
pub(super) fn join(hands: &Hands, sides: [TrayId; 2]) -> Result<JobDone, JobFault> {
    let Answer::Tray(rows) = hands.answer(&Query::Tray) else {
        return Err(said(text::CANNOT_READ_STORE));
    };
    let find = |id| rows.pages.iter().find(|row| row.id == id);
    let [Some(front), Some(back)] = sides.map(find) else {
        return Err(JobFault::Refused(Refusal::NotFound));
    };
    let blobs = Blobs::of(&hands.home());
    let source = |row: &TrayPage| Source {
        path: blobs.place(row.page.sha256),
        name: row.page.file_name.clone(),
        leaves: Some((row.page.leaf, row.page.leaf)),
        turns: row.page.turns,
    };
    let full = |error: BlobError| JobFault::Refused(error.into());
    let workshop = blobs.workshop().map_err(full)?;
    let out = workshop.path().join("card.pdf");
    let card = scan::card(&[source(front), source(back)], &out, hands.clock.now())
        .map_err(|error| said(scan::text::no_card(&error)))?;
    let stored = blobs.put_file(&out).map_err(full)?;
    let row = row(hands, (front, back), (&card, &stored));
    let now = hands.clock.now();
    hands.write(|store| store.join_pages(&row, sides, now))?;
    Ok(JobDone::Joined {
        page: row.id,
        assumed: card.assumed,
    })
}

fn row(
    hands: &Hands,
    (front, back): (&TrayPage, &TrayPage),
    (card, stored): (&Card, &StoredBlob),
) -> TrayPage {
    let now = hands.clock.now();
    let stem = |row: &TrayPage| {
        let name = &row.page.file_name;
        name.rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem)
            .to_owned()
    };
    let known = if card.assumed {
        DpiKnown::Assumed
    } else {
        DpiKnown::Measured
    };
    TrayPage {
        id: TrayId(SystemIds.next(now.0)),
        page: Page {
            sha256: stored.sha256,
            leaf: 1,
            size: stored.size,
            mime: "application/pdf".to_owned(),
            file_name: format!("{}+{}.pdf", stem(front), stem(back)),
            turns: 0,
            blank: false,
            // A sheet with two pictures has no pixels of its own.
            width: 0,
            height: 0,
            dpi: card.dpi,
            dpi_known: known,
            taken_at: now,
            taken_by: *hands.whose(),
            ..front.page.clone()
        },
        source: front.source,
        flags: flags(front.came_before() || back.came_before()),
        aim: front.aim,
        trashed_at: None,
    }
}

/// A sheet of pages that are known already is asked about like those.
fn flags(known: bool) -> Vec<String> {
    let words = [Some(SIDES_OF_CARD), known.then_some(AGAIN)];
    words.into_iter().flatten().map(str::to_owned).collect()
}
