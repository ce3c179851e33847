//! PINs of this machine: Argon2 hashes, tries, waits. They never enter the log, nor a copy on another medium.

use std::collections::BTreeMap;

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::act::Pin;
use crate::domain::ids::{IdSource, OfficerId};
use crate::domain::officer::{Officer, Role, Roles};
use crate::domain::refusal::{Refusal, Unfit};
use crate::domain::time::Moment;
use crate::domain::viet::name_key;
use crate::store::{Reader, Store, local};

/// 7 MiB and 5 passes: the least of OWASP's list, some 20 ms here; the desk promises 25 MB of memory with everything.
const MEMORY_KIB: u32 = 7 * 1024;
const PASSES: u32 = 5;
const LONGEST_PIN: usize = 8;
/// Digits of a PIN before the office asks for more.
pub const LEAST_PIN: u32 = 4;
/// No wait is longer than a working day, whatever was typed or however the clock was moved.
const LONGEST_WAIT_MS: i64 = 8 * 3600 * 1000;
const MINUTE_MS: i64 = 60_000;

impl Store {
    /// Lets an officer in; also tells whether he must choose a new PIN first.
    pub fn login(&mut self, officer: OfficerId, pin: &Pin, now: Moment) -> Result<(Officer, bool), Refusal> {
        check(&self.conn, officer, pin, now)?;
        local::keep_last_officer(&self.conn, officer)?;
        local::tell_crash(&self.conn)?;
        let found = active(&self.conn, officer)?;
        Ok((found, must_change(&self.conn, officer)?))
    }

    /// Sets a PIN: one's own with the old one, or another's as administrator, who then must choose a new one. Where
    /// nobody has one (restored from another medium) an administrator sets his own without an old one: whoever may open
    /// the folder may do that at the command line too (docs/decisions/0006).
    pub fn set_pin(
        &mut self,
        actor: OfficerId,
        officer: OfficerId,
        (old, new): (Option<&Pin>, &Pin),
        now: Moment,
    ) -> Result<(), Refusal> {
        if old.is_none() && !any(&self.conn)? {
            if !active(&self.conn, officer)?.roles.has(Role::Administrator) {
                return Err(Refusal::NoPinHere);
            }
            return set(&self.conn, (officer, new), false, self.ids.as_mut());
        }
        let own = actor == officer;
        if own {
            check(&self.conn, officer, old.ok_or(Refusal::Missing("pin"))?, now)?;
        } else if !active(&self.conn, actor)?.roles.has(Role::Administrator) {
            return Err(Refusal::NeedsRole(Role::Administrator));
        }
        if own && old == Some(new) {
            return Err(Refusal::Invalid("pin"));
        }
        active(&self.conn, officer)?;
        set(&self.conn, (officer, new), !own, self.ids.as_mut())
    }
}

impl Store {
    /// Would this PIN do?
    pub fn judge_pin(&self, pin: &Pin) -> Result<(), Refusal> {
        check_format(pin, local::settings(&self.conn)?.number("pin_length"))
    }

    /// Is this the officer's PIN? See [`check`].
    pub fn prove_pin(&mut self, officer: OfficerId, pin: &Pin, now: Moment) -> Result<(), Refusal> {
        check(&self.conn, officer, pin, now)
    }

    /// Sets a PIN from outside the desk (the command line): he must choose a new one at his next login.
    pub fn reset_pin(&mut self, officer: OfficerId, pin: &Pin) -> Result<(), Refusal> {
        active(&self.conn, officer)?;
        set(&self.conn, (officer, pin), true, self.ids.as_mut())
    }

    /// All officers; see [`officers`].
    pub fn officers(&self) -> Result<Vec<Officer>, Refusal> {
        Ok(officers(&self.conn)?)
    }

    /// The active administrator who came to this desk first, by the log: ids made in one millisecond have no order.
    pub fn first_administrator(&self) -> Result<Option<OfficerId>, Refusal> {
        let sql = "SELECT officer.id FROM officer JOIN oplog ON oplog.row_id = officer.id
            WHERE oplog.kind = 'add_officer' AND officer.active
              AND instr(',' || officer.roles || ',', ',administrator,') > 0
            ORDER BY oplog.hlc, oplog.incarnation, oplog.op_id LIMIT 1";
        let found = self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0));
        Ok(found.optional()?.map(OfficerId::from_bytes))
    }
}

fn is_pin(pin: &Pin, hash: &str) -> bool {
    argon2().is_ok_and(|argon2| argon2.verify_password(pin.0.as_bytes(), hash).is_ok())
}

/// Has every active officer this PIN? Counted as nobody's try: asked only of a PIN that is no secret.
pub(in crate::store) fn all_have(conn: &Connection, pin: &str) -> Result<bool, Refusal> {
    let pin = Pin(pin.to_owned());
    let sql = "SELECT argon2 FROM officer LEFT JOIN credential ON officer_id = officer.id WHERE active";
    let mut statement = conn.prepare_cached(sql)?;
    let mut hashes = statement.query_map([], |row| row.get::<_, Option<String>>(0))?;
    // The first that differs ends it: each takes its time.
    while let Some(hash) = hashes.next().transpose()? {
        if !hash.is_some_and(|hash| is_pin(&pin, &hash)) {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Reader {
    /// All officers; see [`officers`].
    pub fn officers(&self) -> Result<Vec<Officer>, Refusal> {
        Ok(officers(&self.conn)?)
    }

    /// Is this the officer's PIN? For looking only: nothing can be written here, so wrong ones are counted by who asks,
    /// from where the writer's count stands. What it opens can change nothing, but a guessed PIN opens the writer too.
    pub fn recognise(
        &self,
        (officer, pin): (OfficerId, &Pin),
        guesses: &mut Guesses,
        now: Moment,
    ) -> Result<Officer, Refusal> {
        let known = active(&self.conn, officer)?;
        let own = guesses.entry(officer).or_default();
        let mut credential = credential(&self.conn, officer)?;
        credential.tries = credential.tries.max(own.0);
        credential.locked_until = credential.locked_until.max(own.1);
        let (tries, locked_until, answer) = judge(&self.conn, &credential, pin, now)?;
        *own = (tries, locked_until);
        answer.map(|()| known)
    }
}

/// Wrong tries in a window that only looks, and until when it takes none.
pub type Guesses = BTreeMap<OfficerId, (u32, Option<i64>)>;

/// Digits only, as many as the office asks, at most 8.
pub fn check_format(pin: &Pin, least: u32) -> Result<(), Refusal> {
    let digits = pin.0.bytes().all(|byte| byte.is_ascii_digit());
    let least = usize::try_from(least).unwrap_or(LONGEST_PIN);
    if digits && (least..=LONGEST_PIN).contains(&pin.0.len()) {
        Ok(())
    } else {
        Err(Refusal::Invalid("pin"))
    }
}

/// Writes a PIN's hash and forgets tries and waits.
pub(crate) fn set(
    conn: &Connection,
    (officer, pin): (OfficerId, &Pin),
    must_change: bool,
    ids: &mut dyn IdSource,
) -> Result<(), Refusal> {
    check_format(pin, local::settings(conn)?.number("pin_length"))?;
    let salt = [ids.entropy(), ids.entropy()].concat();
    let hash = argon2()
        .and_then(|argon2| {
            Ok(argon2
                .hash_password_with_salt(pin.0.as_bytes(), &salt)?
                .to_string())
        })
        .map_err(|_| Refusal::Fault { code: "pin-hash" })?;
    conn.prepare_cached(
        "INSERT INTO credential (officer_id, argon2, tries, locked_until, must_change) VALUES (?1, ?2, 0, NULL, ?3)
         ON CONFLICT DO UPDATE SET argon2 = excluded.argon2, tries = 0, locked_until = NULL,
            must_change = excluded.must_change",
    )?
    .execute((officer.bytes(), hash, must_change))?;
    Ok(())
}

fn argon2() -> argon2::password_hash::Result<Argon2<'static>> {
    let params =
        Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| argon2::password_hash::Error::ParamsInvalid)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

struct Credential {
    hash: String,
    tries: u32,
    locked_until: Option<i64>,
}

/// Is this the officer's PIN? A wrong one is counted at once, so call it outside a transaction that may be undone.
/// After `pin_tries` wrong ones he waits `lock_minutes`, then twice as long, and so on.
pub fn check(conn: &Connection, officer: OfficerId, pin: &Pin, now: Moment) -> Result<(), Refusal> {
    active(conn, officer)?;
    let known = credential(conn, officer)?;
    let (tries, locked_until, answer) = judge(conn, &known, pin, now)?;
    if (tries, locked_until) != (known.tries, known.locked_until) {
        conn.prepare_cached("UPDATE credential SET tries = ?2, locked_until = ?3 WHERE officer_id = ?1")?
            .execute((officer.bytes(), tries, locked_until))?;
    }
    answer
}

/// Is this the officer's PIN, and his alone? One that an administrator gave him and he has not changed yet is known to two:
/// it opens his first login and approves nothing (nobody approves his own exception).
pub fn check_approval(conn: &Connection, officer: OfficerId, pin: &Pin, now: Moment) -> Result<(), Refusal> {
    check(conn, officer, pin, now)?;
    if must_change(conn, officer)? {
        return Err(Refusal::NoApproval(Unfit::PinOfTwo));
    }
    Ok(())
}

fn credential(conn: &Connection, officer: OfficerId) -> Result<Credential, Refusal> {
    conn.prepare_cached("SELECT argon2, tries, locked_until FROM credential WHERE officer_id = ?1")?
        .query_row([officer.bytes()], |row| {
            Ok(Credential {
                hash: row.get(0)?,
                tries: row.get(1)?,
                locked_until: row.get(2)?,
            })
        })
        .optional()?
        .ok_or(Refusal::NoPinHere)
}

/// What the count of tries becomes, and the answer. While it is locked not even the right PIN opens.
fn judge(conn: &Connection, known: &Credential, pin: &Pin, now: Moment) -> Result<Counted, Refusal> {
    let waits = |until: &i64| (now.0..=now.0 + LONGEST_WAIT_MS).contains(until);
    if let Some(until) = known.locked_until.filter(waits) {
        let locked = Err(Refusal::Locked { until: Moment(until) });
        return Ok((known.tries, known.locked_until, locked));
    }
    if is_pin(pin, &known.hash) {
        return Ok((0, None, Ok(())));
    }
    Ok(after_wrong(&local::settings(conn)?, known.tries + 1, now))
}

type Counted = (u32, Option<i64>, Result<(), Refusal>);

fn after_wrong(settings: &crate::domain::settings::Settings, tries: u32, now: Moment) -> Counted {
    let allowed = settings.number("pin_tries").max(1);
    if !tries.is_multiple_of(allowed) {
        let left = allowed - tries % allowed;
        return (tries, None, Err(Refusal::WrongPin { left }));
    }
    let doubled = (tries / allowed - 1).min(16);
    let minutes = i64::from(settings.number("lock_minutes")) << doubled;
    let until = now.0 + (minutes * MINUTE_MS).min(LONGEST_WAIT_MS);
    (tries, Some(until), Err(Refusal::Locked { until: Moment(until) }))
}

/// Has anybody a PIN on this machine?
fn any(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM credential JOIN officer ON id = officer_id AND active)",
    )?
    .query_row([], |row| row.get(0))
}

/// Takes the PINs out of a copy, and what their pages held before; an officer's name stays.
pub(crate) fn take_out(copy: &Connection) -> rusqlite::Result<()> {
    // A table emptied whole has its pages wiped, with what earlier rows left on them.
    copy.pragma_update(None, "secure_delete", true)?;
    copy.execute("DELETE FROM credential", [])?;
    Ok(())
}

/// Must he choose a new PIN at his next login? Also when he never had one.
pub fn must_change(conn: &Connection, officer: OfficerId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT must_change FROM credential WHERE officer_id = ?1")?
        .query_row([officer.bytes()], |row| row.get(0))
        .optional()
        .map(|found| found.unwrap_or(true))
}

/// All officers of the office, active ones first, by name as Vietnamese lists sort names.
pub fn officers(conn: &Connection) -> rusqlite::Result<Vec<Officer>> {
    let mut found = conn
        .prepare_cached("SELECT id, name, title, roles, active FROM officer")?
        .query_map([], officer)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    found.sort_by_cached_key(|officer| (!officer.active, name_key(&officer.name), officer.id));
    Ok(found)
}

/// An officer who may log in and act.
pub fn active(conn: &Connection, id: OfficerId) -> Result<Officer, Refusal> {
    conn.prepare_cached("SELECT id, name, title, roles, active FROM officer WHERE id = ?1 AND active")?
        .query_row([id.bytes()], officer)
        .optional()?
        .ok_or(Refusal::NoSuchOfficer)
}

fn officer(row: &Row<'_>) -> rusqlite::Result<Officer> {
    let roles: String = row.get(3)?;
    Ok(Officer {
        id: OfficerId::from_bytes(row.get(0)?),
        name: row.get(1)?,
        title: row.get(2)?,
        roles: Roles::from_words(&roles).unwrap_or_default(),
        active: row.get(4)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Counting;
    use crate::store::open::SCHEMA;
    use uuid::Uuid;

    const HANH: OfficerId = OfficerId(Uuid::from_u128(1));
    const NOON: Moment = Moment(1_676_350_800_000);

    fn desk() -> Connection {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(SCHEMA).unwrap();
        conn.execute(
            "INSERT INTO officer VALUES (?1, 'Đinh Thị Hạnh', '', 'H08', 'reception,leader', 1)",
            [HANH.bytes()],
        )
        .unwrap();
        set(&conn, (HANH, &pin("1234")), false, &mut Counting::block(0)).unwrap();
        conn
    }

    fn pin(digits: &str) -> Pin {
        Pin(digits.into())
    }

    fn at(minutes: i64) -> Moment {
        Moment(NOON.0 + minutes * MINUTE_MS)
    }

    #[test]
    fn the_right_pin_opens_and_what_lies_in_the_table_is_not_the_pin() {
        let conn = desk();
        assert_eq!(check(&conn, HANH, &pin("1234"), NOON), Ok(()));
        let hash: String = conn
            .query_row("SELECT argon2 FROM credential", [], |row| row.get(0))
            .unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=7168,t=5,p=1$") && !hash.contains("1234"),
            "{hash}"
        );
        let nobody = OfficerId(Uuid::from_u128(9));
        assert_eq!(
            check(&conn, nobody, &pin("1234"), NOON),
            Err(Refusal::NoSuchOfficer)
        );
        conn.execute("UPDATE officer SET active = 0", []).unwrap();
        assert_eq!(
            check(&conn, HANH, &pin("1234"), NOON),
            Err(Refusal::NoSuchOfficer)
        );
    }

    #[test]
    fn a_window_that_only_looks_counts_wrong_pins_too_from_where_the_writer_stands() {
        let conn = desk();
        let wrong = check(&conn, HANH, &pin("0000"), NOON);
        assert_eq!(wrong, Err(Refusal::WrongPin { left: 4 }));
        let home = std::path::PathBuf::new();
        let reader = Reader { conn, home };
        let mut guesses = Guesses::new();
        let mut says = |digits, minutes| {
            reader
                .recognise((HANH, &pin(digits)), &mut guesses, at(minutes))
                .map(drop)
        };
        for left in (1..4).rev() {
            assert_eq!(says("0000", 0), Err(Refusal::WrongPin { left }));
        }
        let locked = Err(Refusal::Locked { until: at(5) });
        assert_eq!(says("0000", 0), locked);
        assert_eq!(says("1234", 1), locked, "not even the right one");
        assert_eq!(says("1234", 6), Ok(()));
        assert_eq!(says("0000", 6), Err(Refusal::WrongPin { left: 3 }));
    }

    #[test]
    fn wrong_pins_count_down_and_each_wait_is_twice_the_last() {
        let conn = desk();
        let mut now = NOON;
        for wait in [5, 10, 20] {
            for left in (1..5).rev() {
                assert_eq!(
                    check(&conn, HANH, &pin("0000"), now),
                    Err(Refusal::WrongPin { left })
                );
            }
            let until = Moment(now.0 + wait * MINUTE_MS);
            assert_eq!(
                check(&conn, HANH, &pin("0000"), now),
                Err(Refusal::Locked { until })
            );
            assert_eq!(
                check(&conn, HANH, &pin("1234"), now),
                Err(Refusal::Locked { until })
            );
            now = Moment(until.0 + 1);
        }
        assert_eq!(check(&conn, HANH, &pin("1234"), now), Ok(()));
        assert_eq!(
            check(&conn, HANH, &pin("0000"), now),
            Err(Refusal::WrongPin { left: 4 })
        );
    }

    #[test]
    fn a_clock_moved_back_locks_nobody_out_for_years() {
        let conn = desk();
        conn.execute("UPDATE credential SET locked_until = ?1", [at(60 * 24 * 365).0])
            .unwrap();
        assert_eq!(check(&conn, HANH, &pin("1234"), NOON), Ok(()));
    }

    #[test]
    fn a_pin_has_four_to_eight_digits() {
        let cases = [
            ("123", false),
            ("1234", true),
            ("12345678", true),
            ("123456789", false),
            ("12a4", false),
            ("١٢٣٤", false),
            ("", false),
        ];
        for (digits, good) in cases {
            assert_eq!(check_format(&pin(digits), 4).is_ok(), good, "{digits}");
        }
        assert!(check_format(&pin("1234"), 6).is_err());
    }
}
