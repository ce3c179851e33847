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

/// Places below a parent that match a text. Without a parent these are provinces and nothing else: first those of that
/// name, then those a former province of that name belongs to now.
pub(super) fn places(
    asking: &Asking<'_>,
    (set, parent): (PlaceSet, Option<&str>),
    text: &str,
    limit: u32,
) -> Result<Vec<PlaceRow>, Refusal> {
    let mut found = places::below(asking.conn, set, parent, text)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_merged = set == PlaceSet::Y2025 && parent.is_none() && !text.is_empty();
    if has_merged && found.len() < limit {
        let mut merged = places::merged(asking.conn, text)?;
        merged.retain(|it| found.iter().all(|known| known.code != it.code));
        found.extend(merged);
    }
    found.truncate(limit);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;
    use crate::domain::time::Moment;

    fn offered(set: PlaceSet, parent: Option<&str>, text: &str) -> Vec<String> {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(crate::store::open::SCHEMA).unwrap();
        crate::store::places::seed(&conn).unwrap();
        let asking = Asking {
            conn: &conn,
            now: Moment(10),
        };
        let rows = places(&asking, (set, parent), text, 9).unwrap();
        let said = |row: PlaceRow| [row.name].into_iter().chain(row.former).collect::<Vec<_>>();
        rows.into_iter().map(|row| said(row).join(" < ")).collect()
    }

    #[test]
    fn a_province_is_a_province_and_a_former_one_leads_to_the_one_it_is_now() {
        assert_eq!(
            offered(PlaceSet::Y2025, None, "Bình Định"),
            ["Tỉnh Gia Lai < Tỉnh Bình Định"]
        );
        assert_eq!(offered(PlaceSet::Legacy, None, "Bình Định"), ["Tỉnh Bình Định"]);
        assert_eq!(offered(PlaceSet::Y2025, None, "gia lai"), ["Tỉnh Gia Lai"]);
        assert_eq!(
            offered(PlaceSet::Y2025, None, "quang"),
            [
                "Tỉnh Quảng Ngãi",
                "Tỉnh Quảng Ninh",
                "Tỉnh Quảng Trị",
                "Tỉnh Tuyên Quang",
                "Thành phố Đà Nẵng < Tỉnh Quảng Nam",
            ]
        );
        assert_eq!(offered(PlaceSet::Y2025, None, "an toan"), [""; 0]);
        assert_eq!(offered(PlaceSet::Legacy, None, "an toan"), [""; 0]);
    }
}
