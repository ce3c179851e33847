//! Pages of the tray that look alike: perhaps one sheet that was scanned twice, after a jam or because nobody knew. It is
//! said beside the later page, and nothing follows from it: two blank forms look alike as well.

use std::collections::VecDeque;

use crate::app::job::JobFault;
use crate::desk::hands::Hands;
use crate::domain::ids::TrayId;
use crate::domain::quality::PageFlag;
use crate::domain::query::{Answer, Query};
use crate::domain::rows::TrayPage;
use crate::scan::check::{Fingerprint, PageCheck, twin};

/// Pages whose looks are kept, the newest: more than a sheet goes astray in. 13 kB each.
const MOST: usize = 64;

/// What the pages looked like that came last since the program started.
#[derive(Debug, Default)]
pub(crate) struct Looks(VecDeque<(TrayId, Fingerprint)>);

/// Marks each page that looks like one that lies in the tray. Exact copies have a mark of their own.
pub(super) fn flag(hands: &Hands, pages: &mut [TrayPage], checks: &[PageCheck]) -> Result<(), JobFault> {
    let mut looks = hands.looks();
    if !looks.0.is_empty() {
        let Answer::Tray(tray) = hands.answer(&Query::Tray) else {
            return Err(super::said(crate::desk::text::CANNOT_READ_STORE));
        };
        looks
            .0
            .retain(|(id, _)| tray.pages.iter().any(|row| row.id == *id));
    }
    for (row, check) in pages.iter_mut().zip(checks) {
        let Some(print) = check.print.as_ref().filter(|_| row.trashed_at.is_none()) else {
            continue;
        };
        let known = row.came_before();
        if !known && twin(print, looks.0.iter().map(|(_, other)| other)) {
            row.flags.push(PageFlag::ProbableDuplicate.word().to_owned());
        }
        looks.0.push_back((row.id, print.clone()));
        if looks.0.len() > MOST {
            looks.0.pop_front();
        }
    }
    Ok(())
}
