//! Procedures, places and the calendar, as the screens ask for them.

use crate::domain::deadline::Limit;
use crate::domain::dossier::{Channel, PlaceSet};
use crate::domain::procedure::VersionId;
use crate::domain::refusal::Refusal;
use crate::domain::rows::PlaceRow;
use crate::store::facts::workflow;
use crate::store::read::Asking;
use crate::store::{catalog, places};

/// The version asked for in hexadecimal, or the current one of this code.
pub(super) fn version(
    asking: &Asking<'_>,
    code: &str,
    version: Option<&str>,
) -> Result<Option<VersionId>, Refusal> {
    match version {
        Some(hex) => Ok(VersionId::from_hex(hex)),
        None => catalog::current(asking.conn, code),
    }
}

/// The limit a version states for a channel.
pub(super) fn limit(
    asking: &Asking<'_>,
    version: VersionId,
    channel: Channel,
) -> Result<Option<Limit>, Refusal> {
    workflow::limit(asking.conn, version.0, channel)
}

/// Places below a parent that match a text; with a text and no parent, places of every level.
pub(super) fn places(
    asking: &Asking<'_>,
    (set, parent): (PlaceSet, Option<&str>),
    text: &str,
    limit: u32,
) -> Result<Vec<PlaceRow>, Refusal> {
    let mut found = places::below(asking.conn, set, parent, text)?;
    if found.is_empty() && parent.is_none() && !text.is_empty() {
        found = places::search(asking.conn, Some(set), text)?;
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}
