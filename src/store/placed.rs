//! What the tray knew of a page that was placed: whom it was meant for, and what the machine saw on it.
//!
//! A page of a component has no column for either, and an op should not carry what is of this machine alone. So it is noted
//! beside the settings of this machine until the page comes back, for the last placings only: of an older one no more is
//! known than its own row says.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::ids::{ComponentId, DossierId, FileHash};
use crate::store::local;

/// As many placings are remembered.
const KEPT: u32 = 500;

/// Whom a page was meant for.
type Aim = Option<(DossierId, Option<ComponentId>)>;

fn key((file, leaf): (FileHash, u32)) -> String {
    format!("_placed:{file}:{leaf}")
}

/// The page goes into a component.
pub(super) fn note(
    conn: &Connection,
    image: (FileHash, u32),
    (aim, flags): (Aim, &str),
) -> rusqlite::Result<()> {
    let dossier = aim.map(|it| it.0.0.to_string()).unwrap_or_default();
    let component = aim
        .and_then(|it| it.1)
        .map(|it| it.0.to_string())
        .unwrap_or_default();
    let value = format!("{dossier}|{component}|{flags}");
    local::note(conn, &key(image), Some(&value))?;
    conn.prepare_cached(
        "DELETE FROM local_setting WHERE key GLOB '_placed:*'
             AND rowid <= (SELECT max(rowid) FROM local_setting) - ?1",
    )?
    .execute([KEPT])?;
    Ok(())
}

/// It comes back: what was known of it, once. `None` = nothing is.
pub(super) fn take(
    conn: &Connection,
    image: (FileHash, u32),
) -> rusqlite::Result<Option<(Aim, Vec<String>)>> {
    let noted: Option<String> = conn
        .prepare_cached("DELETE FROM local_setting WHERE key = ?1 RETURNING value")?
        .query_row([key(image)], |row| row.get(0))
        .optional()?;
    Ok(noted.and_then(|value| read(&value)))
}

fn read(value: &str) -> Option<(Aim, Vec<String>)> {
    let mut parts = value.splitn(3, '|');
    let (dossier, component, flags) = (parts.next()?, parts.next()?, parts.next()?);
    let component = component.parse().ok().map(ComponentId);
    let aim = dossier.parse().ok().map(|id| (DossierId(id), component));
    let flags = flags.split(',').filter(|flag| !flag.is_empty());
    Some((aim, flags.map(str::to_owned).collect()))
}
