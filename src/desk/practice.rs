//! The practice desk: its own folder, invented people, every print marked TẬP HUẤN.

use std::path::{Path, PathBuf};

use crate::desk::random::SystemIds;
use crate::desk::text;
use crate::domain::act::{Act, Pin, Request};
use crate::domain::desk::{NewDesk, PRACTICE_PIN};
use crate::domain::ids::{IdSource, OfficerId};
use crate::domain::officer::{Role, Roles};
use crate::domain::time::Moment;
use crate::store::{OpenError, Opened, Store, credentials};

/// Where the invented office lies, so that of an address only the hamlet is typed.
const PLACE: [(&str, &str); 4] = [
    ("place_set", "legacy"),
    ("default_province", "52"),
    ("default_district", "542"),
    ("default_commune", "21622"),
];

/// The practice folder inside the program's own.
pub fn folder(home: &Path) -> PathBuf {
    home.join("practice")
}

/// Opens the practice desk in `home`; founds it first where there is none.
pub fn open_or_create(home: &Path, now: Moment) -> Result<Store, OpenError> {
    match Store::open(home, now, Box::new(SystemIds)) {
        Ok(Opened::Writer(store)) => Ok(store),
        Ok(Opened::ReadOnly { .. }) => Err(OpenError::InUse),
        Err(OpenError::NoDesk) => create(home, now, Box::new(SystemIds)),
        Err(error) => Err(error),
    }
}

/// Founds a practice desk with four officers, one for each role.
pub fn create(home: &Path, now: Moment, ids: Box<dyn IdSource + Send>) -> Result<Store, OpenError> {
    let desk = NewDesk {
        unit_code: "000.99.15.H08".to_owned(),
        unit_name: text::PRACTICE_UNIT.to_owned(),
        desk_no: 1,
        range: None,
        officer_name: text::PRACTICE_OFFICERS[0].to_owned(),
        pin: Pin(PRACTICE_PIN.to_owned()),
        practice: true,
        settings: PLACE
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into(),
    };
    let mut store = Store::create(home, &desk, now, ids)?;
    let first = credentials::officers(&store.conn)?
        .first()
        .map(|officer| officer.id);
    let Some(first) = first else { return Ok(store) };
    for (name, role) in text::PRACTICE_OFFICERS[1..]
        .iter()
        .zip([Role::Processing, Role::Clerk, Role::Leader])
    {
        add_officer(&mut store, (first, name, role), now)?;
    }
    Ok(store)
}

fn add_officer(
    store: &mut Store,
    (by, name, role): (OfficerId, &str, Role),
    now: Moment,
) -> Result<(), OpenError> {
    let officer = OfficerId(store.ids.next(now.0));
    let roles = Roles::default().with(role);
    let act = Act::AddOfficer {
        officer,
        name: name.to_owned(),
        title: String::new(),
        roles,
    };
    store.transact(
        &Request {
            actor: by,
            approval: None,
            act,
        },
        now,
    )?;
    // At a practice desk nobody has to choose a PIN first.
    let pin = Pin(PRACTICE_PIN.to_owned());
    credentials::set(&store.conn, (officer, &pin), false, store.ids.as_mut())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::{Answer, Query};

    #[test]
    fn its_pin_is_told_only_while_it_is_everybodys() {
        let folder = tempfile::tempdir().unwrap();
        let now = crate::fixture::at("2023-02-14T08:00:00+07:00");
        let mut store = create(folder.path(), now, Box::new(SystemIds)).unwrap();
        let told = |store: &Store| match store.reader().unwrap().answer(&Query::Officers, now) {
            Answer::Officers(rows) => rows.practice_pin,
            other => panic!("{other:?}"),
        };
        assert!(told(&store));
        let officer = store.officers().unwrap()[1].id;
        store.reset_pin(officer, &Pin("2580".into())).unwrap();
        assert!(!told(&store));
    }
}
