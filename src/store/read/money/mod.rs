//! Money as the screens ask for it: what a procedure states, and how history tells it.

pub(super) mod takings;
pub(super) mod text;

use crate::domain::fee::Stated;
use crate::domain::refusal::Refusal;
use crate::store::fees;
use crate::store::read::{Asking, catalogue};

/// What a version of a procedure states to be paid; nothing where there is no such version.
pub(super) fn stated(asking: &Asking<'_>, code: &str, version: Option<&str>) -> Result<Vec<Stated>, Refusal> {
    match catalogue::version(asking, code, version)? {
        Some(version) => fees::stated(asking.conn, version.0),
        None => Ok(Vec::new()),
    }
}
