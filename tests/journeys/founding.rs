//! Who works at the desks of the journeys, and with which settings and catalogue they begin.

use std::path::Path;

use motcua::desk::random::SystemIds;
use motcua::domain::act::{Act, Pin, Request};
use motcua::domain::desk::NewDesk;
use motcua::domain::ids::{IdSource, OfficerId};
use motcua::domain::officer::{Role, Roles};
use motcua::store::Store;
use motcua::store::reference::ImportFile;

use crate::catalogue;
use crate::office::{Founding, HANH, OFFICERS, SCANS, moment, pin_of};

/// Receipts are "printed" by a viewer that is there everywhere and shows nothing.
pub(crate) fn found(home: &Path, founding: &Founding) -> Store {
    let scans = home.with_file_name(SCANS);
    std::fs::create_dir_all(&scans).unwrap();
    let scans = scans.to_str().unwrap();
    let settings = [
        ("place_set", "legacy"),
        ("default_province", "52"),
        ("default_district", "542"),
        ("default_commune", "21622"),
        ("printer", "-"),
        ("viewer", "true"),
        ("scan_folder", scans),
    ];
    let desk = NewDesk {
        unit_code: founding.unit_code.to_owned(),
        unit_name: founding.unit_name.to_owned(),
        desk_no: 1,
        range: Some((1, 499)),
        officer_name: HANH.to_owned(),
        pin: Pin(pin_of(HANH).to_owned()),
        practice: false,
        settings: settings
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .to_vec(),
    };
    Store::create(home, &desk, moment(founding.at), Box::new(SystemIds)).unwrap()
}

/// The other officers, their PINs chosen, then the catalogue; the first officer keeps reception and administration.
pub(crate) fn people(store: &mut Store, founding: &Founding) {
    let now = moment(founding.at);
    let first = store.officers().unwrap()[0].id;
    let by_first = |store: &mut Store, act| {
        let request = Request {
            actor: first,
            approval: None,
            act,
        };
        store.transact(&request, now).unwrap();
    };
    for (name, pin, role) in &OFFICERS[1..] {
        let officer = OfficerId(SystemIds.next(now.0));
        let roles = Roles::default().with(*role);
        let (name, title) = ((*name).to_owned(), String::new());
        by_first(
            store,
            Act::AddOfficer {
                officer,
                name,
                title,
                roles,
            },
        );
        let (once, own) = (Pin("0000".to_owned()), Pin((*pin).to_owned()));
        store.set_pin(first, officer, (None, &once), now).unwrap();
        store.set_pin(officer, officer, (Some(&once), &own), now).unwrap();
    }
    let roles = Roles::default().with(Role::Reception).with(Role::Administrator);
    let act = Act::ChangeOfficer {
        officer: first,
        name: None,
        title: None,
        roles: Some(roles),
        active: None,
    };
    by_first(store, act);
    let bytes = catalogue::file();
    let file = ImportFile {
        bytes: &bytes,
        source: "danh mục thử",
        actor: first,
    };
    store.import_catalog(file, |_| true, now).unwrap();
}
