//! What the facts of an act are stated with: the open transaction, who acts, when, and the desk's settings.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::act::{Approval, Pin};
use crate::domain::deadline::OfficeTime;
use crate::domain::ids::{IdSource, OfficerId};
use crate::domain::moves::{Actor, Move, Situation, needs_leader, why_not};
use crate::domain::officer::{Role, Roles};
use crate::domain::refusal::{Refusal, Unfit};
use crate::domain::time::Moment;
use crate::store::days;
use crate::store::local::office_setting;
use crate::store::stamp::Device;

/// Checks a PIN and counts wrong tries inside the transaction.
pub(crate) type PinCheck = fn(&Connection, OfficerId, &Pin, Moment) -> Result<(), Refusal>;

/// One act at one desk.
pub(crate) struct Desk<'a> {
    /// Inside the writer's transaction.
    pub conn: &'a Connection,
    /// Fresh ids.
    pub ids: &'a mut dyn IdSource,
    /// This machine.
    pub device: &'a Device,
    /// The writer's clock.
    pub now: Moment,
    /// Who acts.
    pub actor: Actor,
    approval: Option<&'a Approval>,
    check_pin: PinCheck,
    office_time: &'a mut Option<OfficeTime>,
}

impl<'a> Desk<'a> {
    /// For an act of `actor`, who was found before.
    pub(crate) fn new(
        (conn, ids): (&'a Connection, &'a mut dyn IdSource),
        device: &'a Device,
        (actor, approval, now): (Actor, Option<&'a Approval>, Moment),
        (check_pin, office_time): (PinCheck, &'a mut Option<OfficeTime>),
    ) -> Self {
        Self {
            conn,
            ids,
            device,
            now,
            actor,
            approval,
            check_pin,
            office_time,
        }
    }

    /// May the actor do this at all?
    pub(crate) fn require(&self, role: Role) -> Result<(), Refusal> {
        if self.actor.roles.has(role) {
            return Ok(());
        }
        Err(Refusal::NeedsRole(role))
    }

    /// Is the move allowed now? Answers the leader who approved it, where it needs one.
    pub(crate) fn allow(&mut self, mv: Move, situation: &Situation) -> Result<Option<OfficerId>, Refusal> {
        if let Some(refusal) = why_not(mv, situation, self.actor) {
            return Err(refusal);
        }
        if !needs_leader(mv, situation) {
            return Ok(None);
        }
        self.approved().map(Some)
    }

    fn approved(&self) -> Result<OfficerId, Refusal> {
        let approval = self.approval.ok_or(Refusal::NeedsLeader)?;
        if approval.officer == self.actor.id {
            return Err(Refusal::NoApproval(Unfit::Own));
        }
        let roles = active_roles(self.conn, approval.officer)?.ok_or(Refusal::NoSuchOfficer)?;
        if !roles.has(Role::Leader) {
            return Err(Refusal::NeedsLeader);
        }
        (self.check_pin)(self.conn, approval.officer, &approval.pin, self.now)?;
        Ok(approval.officer)
    }

    /// An office-wide setting, or its default.
    pub(crate) fn setting(&self, key: &str) -> Result<String, Refusal> {
        Ok(office_setting(self.conn, key)?)
    }

    /// When this office works.
    pub(crate) fn office_time(&mut self) -> Result<&OfficeTime, Refusal> {
        let time = match self.office_time.take() {
            Some(time) => time,
            None => days::office_time(self.conn)?,
        };
        Ok(self.office_time.insert(time))
    }

    /// An active officer who may take over a step of this role.
    pub(crate) fn receiver(&self, officer: OfficerId, role: Role) -> Result<OfficerId, Refusal> {
        let roles = active_roles(self.conn, officer)?.ok_or(Refusal::NoSuchOfficer)?;
        if roles.has(role) {
            Ok(officer)
        } else {
            Err(Refusal::NeedsRole(role))
        }
    }
}

/// Who acts; refused when he is unknown or no longer active.
pub(crate) fn actor(conn: &Connection, id: OfficerId) -> Result<Actor, Refusal> {
    let roles = match active_roles(conn, id)? {
        Some(roles) => roles,
        // Before the first officer there is nobody who could be asked.
        None if !any_officer(conn)? => ADMINISTRATION,
        None => return Err(Refusal::NoSuchOfficer),
    };
    Ok(Actor { id, roles })
}

/// The command line, where nobody logged in: whoever may write the file may administer it, and nothing else
/// (docs/decisions/0006). The log names the program, not an officer who was never asked.
pub(crate) const OUTSIDE: Actor = Actor {
    id: OfficerId::PROGRAM,
    roles: ADMINISTRATION,
};

const ADMINISTRATION: Roles = Roles::only(Role::Administrator);

/// The roles of an active officer.
pub(super) fn active_roles(conn: &Connection, officer: OfficerId) -> Result<Option<Roles>, Refusal> {
    let words: Option<String> = conn
        .prepare_cached("SELECT roles FROM officer WHERE id = ?1 AND active = 1")?
        .query_row([officer.bytes()], |row| row.get(0))
        .optional()?;
    Ok(words.map(|words| Roles::from_words(&words).unwrap_or_default()))
}

pub(super) fn any_officer(conn: &Connection) -> Result<bool, Refusal> {
    Ok(conn.prepare_cached("SELECT 1 FROM officer LIMIT 1")?.exists([])?)
}
