//! A desk's folder seen from outside: opened for work, its tables, and what may be asked of it.

use std::path::Path;

use motcua::domain::act::{Act, DossierAct, Request};
use motcua::domain::draft::PickedProcedure;
use motcua::domain::ids::{DossierId, IdSource, OfficerId};
use motcua::domain::time::Moment;
use motcua::store::{Opened, Store, credentials};
use rusqlite::Connection;

use super::fixture::at;

/// Tuesday 14/02/2023 12:00.
pub(crate) fn noon() -> Moment {
    at("2023-02-14T12:00:00+07:00")
}

/// The desk of this folder, opened for work.
pub(crate) fn writer(home: &Path, now: Moment, ids: impl IdSource + Send + 'static) -> Store {
    match Store::open(home, now, Box::new(ids)).unwrap() {
        Opened::Writer(store) => store,
        Opened::ReadOnly { why, .. } => panic!("somebody else has the folder: {why:?}"),
    }
}

/// The tables of the desk in this folder.
pub(crate) fn tables(home: &Path) -> Connection {
    Connection::open(home.join("motcua.db")).unwrap()
}

/// A number these tables answer with.
pub(crate) fn count(conn: &Connection, sql: &str) -> u32 {
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// The officer who founded the desk.
pub(crate) fn first_officer(conn: &Connection) -> OfficerId {
    credentials::officers(conn).unwrap()[0].id
}

/// What the officer asks for, on his own account.
pub(crate) fn asked(actor: OfficerId, act: Act) -> Request {
    Request {
        actor,
        approval: None,
        act,
    }
}

/// The same, on a dossier.
pub(crate) fn on(actor: OfficerId, dossier: DossierId, act: DossierAct) -> Request {
    asked(actor, Act::Dossier { dossier, act })
}

/// The first procedure of the catalogue.
pub(crate) fn first_procedure(conn: &Connection) -> PickedProcedure {
    let sql = "SELECT code, name, sector_name, lower(hex(id)) FROM procedure_version ORDER BY code LIMIT 1";
    let picked = conn.query_row(sql, [], |row| {
        Ok(PickedProcedure {
            code: row.get(0)?,
            name: row.get(1)?,
            sector: row.get(2)?,
            version: row.get(3)?,
            workflow: 0,
            case: None,
        })
    });
    picked.unwrap()
}
