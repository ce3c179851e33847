//! A draft as a file: out to another place when the database cannot be written, and home again.

use std::path::Path;

use super::said;
use crate::app::job::{JobDone, JobFault};
use crate::desk::hands::Hands;
use crate::domain::draft::Draft;
use crate::domain::refusal::Refusal;
use crate::store::carried::{self, CarryError};
use crate::store::text::carry_error;

/// Writes it there; the desk itself is not touched.
pub(super) fn out(hands: &Hands, draft: &Draft, folder: &Path) -> Result<JobDone, JobFault> {
    let path = carried::write(folder, draft, hands.clock.now()).map_err(fault)?;
    Ok(JobDone::DraftCarried(path))
}

/// Takes it in among this machine's drafts.
pub(super) fn home(hands: &Hands, path: &Path) -> Result<JobDone, JobFault> {
    let came = carried::read(path).map_err(fault)?;
    let (officer, now) = (*hands.whose(), hands.clock.now());
    let mut left = Err(CarryError::Refused(Refusal::ReadOnly));
    hands.write(|store| {
        left = store.bring_draft(came, officer, now);
        Ok(())
    })?;
    let left = left.map_err(fault)?;
    Ok(JobDone::DraftBrought {
        missing: left.files,
        no_procedure: left.procedure,
    })
}

fn fault(error: CarryError) -> JobFault {
    match error {
        CarryError::Refused(refusal) => refusal.into(),
        other => said(carry_error(&other)),
    }
}
