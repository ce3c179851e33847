//! Reference tables of administrative units. Written by imports alone; never touches state tables.

use std::io::Read;

use flate2::read::GzDecoder;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::domain::dossier::PlaceSet;
use crate::domain::place::{
    Extent, Place, PlaceError, PlaceFile, PlaceMove, read_shipped, read_shipped_moves, usual_code,
};
use crate::domain::refusal::Refusal;
use crate::domain::rows::PlaceRow;
use crate::domain::viet::{fold, matches_words};
use crate::store::reference::ImportError;

const PLACES: &[u8] = include_bytes!("../../assets/places/places.tsv.gz");
const MOVES: &[u8] = include_bytes!("../../assets/places/map.tsv.gz");

/// One row with the name of its province.
const SELECT: &str = "SELECT p.place_set, p.code, p.name, p.parent, p.folded, coalesce(top.name, up.name, '')
    FROM place p
    LEFT JOIN place up ON up.place_set = p.place_set AND up.code = p.parent
    LEFT JOIN place top ON top.place_set = p.place_set AND top.code = up.parent";

/// The provinces the communes of a former one belong to now. CROSS JOIN keeps this order, from the province down, each step
/// by its index: SQLite, which does not know how many rows these tables have, else begins at the far end and takes seconds.
const MERGED: &str = "SELECT DISTINCT up.parent FROM place d
    CROSS JOIN place c ON c.place_set = 'legacy' AND c.parent = d.code
    CROSS JOIN place_map m ON m.old = c.code
    CROSS JOIN place up ON up.place_set = '2025' AND up.code = m.new
    WHERE d.place_set = 'legacy' AND d.parent = ?1 AND up.parent IS NOT NULL ORDER BY up.parent";

/// Writes the shipped units of both sets and where the former ones went.
pub(crate) fn seed(conn: &Connection) -> Result<(), Refusal> {
    let broken = || Refusal::Fault { code: "asset-places" };
    let places = shipped()?;
    let moves = read_shipped_moves(&unpacked(MOVES)?).map_err(|_| broken())?;
    insert_places(conn, &places)?;
    Ok(insert_moves(conn, &moves)?)
}

/// The units of both sets as shipped: for a desk that is not founded yet.
pub fn shipped() -> Result<Vec<Place>, Refusal> {
    let broken = |_| Refusal::Fault { code: "asset-places" };
    read_shipped(&unpacked(PLACES)?).map_err(broken)
}

/// Writes the rows of an imported file over those of the same key; refuses a unit whose parent is nowhere.
pub fn import(conn: &Connection, file: &PlaceFile) -> Result<usize, ImportError> {
    match file {
        PlaceFile::Moves(moves) => {
            insert_moves(conn, moves)?;
            Ok(moves.len())
        }
        PlaceFile::Places(places) => {
            insert_places(conn, places)?;
            let lost = "SELECT count(*) FROM place p WHERE p.parent IS NOT NULL AND NOT EXISTS
                (SELECT 1 FROM place up WHERE up.place_set = p.place_set AND up.code = p.parent)";
            let lost: i64 = conn.query_row(lost, [], |row| row.get(0))?;
            if lost > 0 {
                return Err(PlaceError::Parent.into());
            }
            Ok(places.len())
        }
    }
}

/// The unit of a code, also of a code other lists give it.
pub fn place(conn: &Connection, set: PlaceSet, code: &str) -> Result<Option<PlaceRow>, Refusal> {
    let sql = format!("{SELECT} WHERE p.place_set = ?1 AND p.code = ?2");
    let found = conn
        .prepare_cached(&sql)?
        .query_row(params![set.word(), usual_code(set, code)], from_row);
    Ok(found.optional()?.map(|(row, _)| row))
}

/// Units directly below `parent` (provinces for `None`) that match a text, by name.
pub fn below(
    conn: &Connection,
    set: PlaceSet,
    parent: Option<&str>,
    text: &str,
) -> Result<Vec<PlaceRow>, Refusal> {
    let sql = format!("{SELECT} WHERE p.place_set = ?1 AND p.parent IS ?2 ORDER BY p.folded, p.code");
    let mut statement = conn.prepare_cached(&sql)?;
    matching(statement.query_map(params![set.word(), parent], from_row)?, text)
}

/// The provinces of 2025 that took in the former provinces a text names, each with the names of those. Where the communes
/// of a province went says where it went itself.
pub fn merged(conn: &Connection, text: &str) -> Result<Vec<PlaceRow>, Refusal> {
    let mut statement = conn.prepare_cached(MERGED)?;
    let mut found: Vec<PlaceRow> = Vec::new();
    for former in below(conn, PlaceSet::Legacy, None, text)? {
        let codes = statement.query_map([&former.code], |row| row.get::<_, String>(0))?;
        for code in codes {
            let code = code?;
            if let Some(known) = found.iter_mut().find(|it| it.code == code) {
                known.former.push(former.name.clone());
            } else if let Some(mut now) = place(conn, PlaceSet::Y2025, &code)? {
                now.former.push(former.name.clone());
                found.push(now);
            }
        }
    }
    Ok(found)
}

/// Units of every level and of one or both sets that match a text, by set and name.
pub fn search(conn: &Connection, set: Option<PlaceSet>, text: &str) -> Result<Vec<PlaceRow>, Refusal> {
    let order = "ORDER BY p.place_set, p.folded, p.code";
    let sql = format!("{SELECT} WHERE ?1 IS NULL OR p.place_set = ?1 {order}");
    let mut statement = conn.prepare_cached(&sql)?;
    matching(statement.query_map([set.map(PlaceSet::word)], from_row)?, text)
}

/// Where a former unit went.
pub fn successors(conn: &Connection, old: &str) -> Result<Vec<(PlaceRow, Extent)>, Refusal> {
    let mut statement =
        conn.prepare_cached("SELECT new, extent FROM place_map WHERE old = ?1 ORDER BY new")?;
    let moves = statement.query_map([old], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut found = Vec::new();
    for moved in moves {
        let (new, extent) = moved?;
        let place = place(conn, PlaceSet::Y2025, &new)?;
        found.extend(place.zip(Extent::from_word(&extent)));
    }
    Ok(found)
}

fn matching<I>(rows: I, text: &str) -> Result<Vec<PlaceRow>, Refusal>
where
    I: Iterator<Item = rusqlite::Result<(PlaceRow, String)>>,
{
    let query = plain(&fold(text));
    let mut found = Vec::new();
    for row in rows {
        let (place, folded) = row?;
        if query.is_empty() || matches_words(&plain(&folded), &query) {
            found.push(place);
        }
    }
    Ok(found)
}

/// Ea H'leo has one apostrophe in lists and another from each keyboard.
fn plain(folded: &str) -> String {
    folded.replace(['\u{2018}', '\u{2019}', '\u{2bc}', '`'], "'")
}

/// A row and its folded name.
fn from_row(row: &Row<'_>) -> rusqlite::Result<(PlaceRow, String)> {
    let set: String = row.get(0)?;
    let place = PlaceRow {
        set: PlaceSet::from_word(&set).unwrap_or(PlaceSet::Y2025),
        code: row.get(1)?,
        name: row.get(2)?,
        parent: row.get(3)?,
        province: row.get(5)?,
        former: Vec::new(),
    };
    Ok((place, row.get(4)?))
}

fn insert_places(conn: &Connection, places: &[Place]) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO place (place_set, code, name, kind, parent, folded) VALUES (?, ?, ?, ?, ?, ?)";
    let mut statement = conn.prepare(sql)?;
    for place in places {
        let Place {
            set,
            code,
            kind,
            parent,
            name,
        } = place;
        statement.execute(params![set.word(), code, name, kind.word(), parent, fold(name)])?;
    }
    Ok(())
}

fn insert_moves(conn: &Connection, moves: &[PlaceMove]) -> rusqlite::Result<()> {
    let mut statement =
        conn.prepare("INSERT OR REPLACE INTO place_map (old, new, extent) VALUES (?, ?, ?)")?;
    for PlaceMove { old, new, extent } in moves {
        statement.execute([old.as_str(), new, extent.word()])?;
    }
    Ok(())
}

fn unpacked(packed: &[u8]) -> Result<String, Refusal> {
    let mut text = String::new();
    let read = GzDecoder::new(packed).read_to_string(&mut text);
    read.map(|_| text)
        .map_err(|_| Refusal::Fault { code: "asset-places" })
}

#[cfg(test)]
#[path = "places/tests.rs"]
mod tests;
