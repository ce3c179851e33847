//! Whether attached files reach the parameters of a scan (TT 02/2019/TT-BNV): asked of a worker once for each file,
//! because the answer is in the file and not in its row.

use std::collections::BTreeMap;

use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::msg::{Msg, Ticket};
use crate::domain::component::FileSource;
use crate::domain::draft::{DraftComponent, DraftFile};
use crate::domain::ids::FileHash;
use crate::domain::quality::Shortfall;
use crate::domain::rows::DossierView;
use crate::domain::weight::given;

/// What is known of the files of the list.
#[derive(Debug, Default)]
pub(super) struct Standard {
    /// By hash; `None` = asked for and not told, or not readable. Faults of files are not said here: the copying
    /// checklist does.
    known: BTreeMap<FileHash, Option<Vec<Shortfall>>>,
    asked: Option<Ticket>,
}

impl Standard {
    /// Asks for the files that go out and were not asked for yet, one question at a time.
    pub(super) fn follow(
        &mut self,
        (items, view): (&[DraftComponent], Option<&DossierView>),
        cx: &mut Context,
    ) -> Option<Effect> {
        if self.asked.is_some() {
            return None;
        }
        let mut wanted: Vec<FileHash> = items
            .iter()
            .flat_map(|item| measured(item, view))
            .filter(|file| !self.known.contains_key(file))
            .collect();
        wanted.sort_unstable();
        wanted.dedup();
        if wanted.is_empty() {
            return None;
        }
        self.known.extend(wanted.iter().map(|file| (*file, None)));
        let ticket = cx.ticket();
        self.asked = Some(ticket);
        Some(Effect::Start(ticket, Job::Measure(wanted)))
    }

    /// Whether this is its answer.
    pub(super) fn hears(&mut self, msg: &Msg) -> bool {
        let Msg::Job(ticket, JobEvent::Ended(ended)) = msg else {
            return false;
        };
        if self.asked != Some(*ticket) {
            return false;
        }
        self.asked = None;
        if let Ok(JobDone::Measured(measured)) = ended {
            let told = measured.iter().map(|(file, short)| (*file, Some(short.clone())));
            self.known.extend(told);
        }
        true
    }

    /// Where the files of a component that go out fall short, each once.
    pub(super) fn shortfalls(&self, item: &DraftComponent, view: Option<&DossierView>) -> Vec<Shortfall> {
        let files = measured(item, view);
        let known = files.iter().filter_map(|file| self.known.get(file)?.as_ref());
        let mut short: Vec<Shortfall> = known.flatten().copied().collect();
        short.sort_unstable();
        short.dedup();
        short
    }
}

/// The files whose parameters are the component's: those that go out, and for a PDF of counted pages the images it was
/// made of. The PDF cannot tell an assumed resolution from a known one: its page has some size in either case.
fn measured(item: &DraftComponent, view: Option<&DossierView>) -> Vec<FileHash> {
    let stored = view.and_then(|view| view.paged(item.id));
    let pages = stored.map_or(&[][..], |stored| &stored.pages);
    let is_of_pages = |file: &&DraftFile| !pages.is_empty() && file.source == FileSource::Assembled;
    let files = given(&item.files).filter(|file| !is_of_pages(file));
    let pages = pages.iter().filter(|_| !item.files.is_empty());
    files
        .map(|file| file.sha256)
        .chain(pages.map(|page| page.sha256))
        .collect()
}
