//! Writes the PDF beside its final name, has it verified, and only then gives it that name.
//! Never touches a source.

use std::path::Path;

use super::{AssembleError, Assembled, Planned, Progress};
use crate::domain::time::Moment;

pub(super) fn copy(_: &Planned, _: &Path, _: Progress) -> Result<Assembled, AssembleError> {
    Err(AssembleError::NotVerified)
}

pub(super) fn join(_: &[Planned], _: &Path, _: Moment, _: Progress) -> Result<Assembled, AssembleError> {
    Err(AssembleError::NotVerified)
}
