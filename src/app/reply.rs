//! What a closed dialog hands to the layer below.

use crate::app::job::TakenIn;
use crate::domain::act::{Approval, StoredFile};
use crate::domain::component::SignatureMark;
use crate::domain::draft::DraftFile;
use crate::domain::ids::ComponentId;
use crate::domain::rows::PaperRow;
use crate::domain::signing::act::SignedCopy;

/// The answer of a dialog. Closing it with Esc answers [`Reply::Nothing`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Thôi.
    Nothing,
    /// Row or choice by its place, from 0.
    Picked(usize),
    /// A line of text.
    Text(String),
    /// A leader approves.
    Approved(Approval),
    /// Files for a component.
    Files { files: Vec<DraftFile>, pages: u32 },
    /// What to do about a heavy file: these in its place, or, where there are none, leave it as it is.
    Weighed(Vec<StoredFile>),
    /// One stored file.
    Stored(StoredFile),
    /// One stored file that shows the sheets of a result on paper.
    StoredScan(Box<DraftFile>),
    /// The report on a chosen file's signatures was read: what is known of them now, and whether the file is used;
    /// `None` = nothing is known, that was not said.
    Judged {
        mark: Option<SignatureMark>,
        taken: Option<bool>,
    },
    /// Loose files were signed.
    Signed(Vec<SignedCopy>),
    /// Pages were scanned for this component instead of choosing files; they wait in the tray.
    Scanned(ComponentId),
    /// What came into the tray of the chosen files.
    TakenIn(TakenIn),
    /// The palette: do this on the layer below.
    Run(crate::app::command::Command),
    /// Papers of the kho, with the component each is for (index into `KhoPurpose::Link::components`).
    Papers(Vec<(PaperRow, Option<usize>)>),
}
