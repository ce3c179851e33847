//! Quản trị: officers and office-wide settings, and the founding of a desk.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::desk::{Desk, any_officer};
use super::{Facts, needed};
use crate::domain::code::SeqRange;
use crate::domain::dossier::PlaceSet;
use crate::domain::ids::OfficerId;
use crate::domain::officer::{Officer, Role, Roles, reads_alike};
use crate::domain::refusal::Refusal;
use crate::domain::settings::{self, Kind, Scope, Setting};
use crate::domain::settings_check::check_value;
use crate::store::body::{AddOfficer, Body, ChangeOfficer, OpenDesk, SetSetting};
use crate::store::{credentials, local, places};

/// What shall be changed of an officer.
pub(super) struct Wanted<'a> {
    pub name: Option<&'a str>,
    pub title: Option<&'a str>,
    pub roles: Option<Roles>,
    pub active: Option<bool>,
}

pub(super) fn add_officer(
    desk: &mut Desk<'_>,
    officer: OfficerId,
    (name, title, roles): (&str, &str, Roles),
) -> Result<Facts, Refusal> {
    desk.require(Role::Administrator)?;
    let name = needed(name, Refusal::Missing("name"))?;
    // The first officer holds every role until others exist.
    let roles = if any_officer(desk.conn)? {
        roles
    } else {
        Roles::ALL
    };
    if roles.is_empty() {
        return Err(Refusal::Missing("roles"));
    }
    if find(desk.conn, officer)?.is_some() || officer == OfficerId::PROGRAM {
        return Err(Refusal::Invalid("officer"));
    }
    refuse_namesake(desk.conn, officer, (&name, title.trim()))?;
    let body = AddOfficer {
        name,
        title: title.trim().to_owned(),
        unit_code: desk.setting("unit_code")?,
        roles,
    };
    Ok(Facts::of(officer.0, Body::AddOfficer(Box::new(body))))
}

pub(super) fn change_officer(
    desk: &mut Desk<'_>,
    officer: OfficerId,
    wanted: &Wanted<'_>,
) -> Result<Facts, Refusal> {
    desk.require(Role::Administrator)?;
    let (name, title, roles, active) = find(desk.conn, officer)?.ok_or(Refusal::NoSuchOfficer)?;
    if wanted.name.is_some_and(|name| name.trim().is_empty()) {
        return Err(Refusal::Missing("name"));
    }
    if wanted.roles.is_some_and(Roles::is_empty) {
        return Err(Refusal::Missing("roles"));
    }
    let before = if active { roles } else { Roles::default() };
    let after = if wanted.active.unwrap_or(active) {
        wanted.roles.unwrap_or(roles)
    } else {
        Roles::default()
    };
    for role in before.iter().filter(|role| !after.has(*role)) {
        if !held_by_another(desk.conn, officer, role)? {
            return Err(Refusal::LastHolder(role));
        }
    }
    // Two who were called alike before this was asked go on as they are.
    let is_named_anew = wanted.name.is_some() || wanted.title.is_some() || wanted.active == Some(true);
    if is_named_anew && wanted.active.unwrap_or(active) {
        let shown = |old: &str, new: Option<&str>| new.unwrap_or(old).trim().to_owned();
        let (name, title) = (shown(&name, wanted.name), shown(&title, wanted.title));
        refuse_namesake(desk.conn, officer, (&name, &title))?;
    }
    let text = |old: String, new: Option<&str>| {
        let new = new.map(|new| new.trim().to_owned());
        new.filter(|new| *new != old).map(|new| (old, new))
    };
    let body = ChangeOfficer {
        name: text(name, wanted.name),
        title: text(title, wanted.title),
        roles: wanted.roles.filter(|new| *new != roles).map(|new| (roles, new)),
        active: wanted
            .active
            .filter(|new| *new != active)
            .map(|new| (active, new)),
    };
    Ok(Facts::of(officer.0, Body::ChangeOfficer(Box::new(body))))
}

/// No other active officer is called the same, however the letters are written.
fn refuse_namesake(
    conn: &Connection,
    officer: OfficerId,
    (name, title): (&str, &str),
) -> Result<(), Refusal> {
    let same = |other: &Officer| reads_alike(&other.name, name) && reads_alike(&other.title, title);
    let taken = credentials::officers(conn)?
        .iter()
        .any(|other| other.active && other.id != officer && same(other));
    if taken { Err(Refusal::Namesake) } else { Ok(()) }
}

type Found = (String, String, Roles, bool);

fn find(conn: &Connection, officer: OfficerId) -> Result<Option<Found>, Refusal> {
    let found = conn
        .prepare_cached("SELECT name, title, roles, active FROM officer WHERE id = ?1")?
        .query_row([officer.bytes()], |row| {
            let words: String = row.get(2)?;
            let roles = Roles::from_words(&words).unwrap_or_default();
            Ok((row.get(0)?, row.get(1)?, roles, row.get(3)?))
        })
        .optional()?;
    Ok(found)
}

fn held_by_another(conn: &Connection, officer: OfficerId, role: Role) -> Result<bool, Refusal> {
    Ok(conn
        .prepare_cached(
            "SELECT 1 FROM officer WHERE active = 1 AND id <> ?1 AND instr(',' || roles || ',', ',' || ?2 || ',') > 0",
        )?
        .exists((officer.bytes(), role.word()))?)
}

pub(super) fn set_setting(desk: &mut Desk<'_>, key: &str, value: &str) -> Result<Facts, Refusal> {
    desk.require(Role::Administrator)?;
    let setting = settings::find(key).ok_or(Refusal::UnknownSetting)?;
    let value = value.trim();
    match setting.scope {
        Scope::Office => {
            check_value(setting, value)?;
            check_place(desk, setting, value)?;
        }
        Scope::Desk => {
            check_value(setting, value)?;
            return open_again(desk, (key, value));
        }
        Scope::Local => return Err(Refusal::UnknownSetting),
    }
    let old: Option<String> = desk
        .conn
        .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    let body = SetSetting {
        key: key.to_owned(),
        old,
        new: value.to_owned(),
    };
    Ok(Facts::of(
        row_of("setting", key),
        Body::SetSetting(Box::new(body)),
    ))
}

/// A place of the desk is a unit of its own level in the set in force: else the owner's form would begin without it and
/// say nothing.
fn check_place(desk: &Desk<'_>, setting: &Setting, code: &str) -> Result<(), Refusal> {
    if setting.kind != Kind::Place || code.is_empty() {
        return Ok(());
    }
    let set = PlaceSet::from_word(&desk.setting("place_set")?).unwrap_or(PlaceSet::Y2025);
    let unit = |code: &str| places::place(desk.conn, set, code).map(|it| it.filter(|it| it.code == code));
    let found = unit(code)?;
    let is_known = found.is_some();
    let mut above = 0;
    let mut parent = found.and_then(|it| it.parent);
    // An imported list may go round in a circle; no set has more than three levels.
    while let Some(code) = parent.filter(|_| above < 3) {
        above += 1;
        parent = unit(&code)?.and_then(|it| it.parent);
    }
    let is_of_level = match (setting.key, set) {
        ("default_province", _) => above == 0,
        ("default_district", _) => set == PlaceSet::Legacy && above == 1,
        (_, PlaceSet::Y2025) => above == 1,
        (_, PlaceSet::Legacy) => above == 2,
    };
    if is_known && is_of_level {
        Ok(())
    } else {
        Err(Refusal::Invalid(setting.key))
    }
}

/// The desk with another number or another range: it is opened anew. A range within the one of the old number
/// becomes the one of the new number: the old one is another desk's from now on.
fn open_again(desk: &Desk<'_>, (key, value): (&str, &str)) -> Result<Facts, Refusal> {
    let wrong = || Refusal::Invalid("value");
    let (mut desk_no, mut range) = (desk.device.desk_no, desk.device.range());
    if key == "desk_no" {
        let of_desk = |desk: u32| SeqRange::of_desk(u16::try_from(desk).unwrap_or(u16::MAX));
        let usual = of_desk(desk_no);
        let was_usual = range.first() >= usual.first() && range.last() <= usual.last();
        desk_no = value.parse().map_err(|_| wrong())?;
        if was_usual {
            range = of_desk(desk_no);
        }
    } else {
        range = value.parse().map_err(|_| wrong())?;
    }
    let unit_code = desk.setting("unit_code")?;
    let body = OpenDesk {
        unit_name: desk.setting("unit_name")?,
        desk_no,
        range_first: range.first(),
        range_last: range.last(),
        mode: local::mode(desk.conn)?,
        unit_code: unit_code.clone(),
    };
    let row = row_of("unit", &unit_code);
    Ok(Facts::of(row, Body::OpenDesk(Box::new(body))))
}

/// The aggregate's id of things that have a name instead of an id.
pub(crate) fn row_of(entity: &str, name: &str) -> Uuid {
    let mut digest = Sha256::new();
    digest.update(entity);
    digest.update([0]);
    digest.update(name);
    let hash: [u8; 32] = digest.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
