//! One act = one op = one transaction: check, state the facts, append, apply, delete the draft, commit, answer.
//!
//! Nothing else writes the log. [`Bulk`] puts many acts into one transaction, for loads.

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use crate::domain::act::{Act, Approval, Done, Request, Touched};
use crate::domain::deadline::OfficeTime;
use crate::domain::desk::NewDesk;
use crate::domain::ids::{IdSource, OfficerId};
use crate::domain::moves::Actor;
use crate::domain::officer::Roles;
use crate::domain::refusal::Refusal;
use crate::domain::series::Series;
use crate::domain::settings::{self, Scope};
use crate::domain::time::Moment;
use crate::store::Store;
use crate::store::apply;
use crate::store::body::{AddOfficer, Body, OpenDesk, SetSetting};
use crate::store::credentials;
use crate::store::disk;
use crate::store::facts::{self, Desk, Fact, Facts, OUTSIDE, actor};
use crate::store::last_numbers;
use crate::store::marked;
use crate::store::oplog::{self, LogError, Op, Unplaced};
use crate::store::quarantine;
use crate::store::rebuild;
use crate::store::stamp::Device;

pub(crate) use crate::store::facts::row_of;

impl Store {
    /// See [`transact`].
    pub fn transact(&mut self, request: &Request, now: Moment) -> Result<Done, Refusal> {
        let done = transact(
            (&mut self.conn, self.ids.as_mut(), &mut self.office_time),
            request,
            now,
        );
        done.map_err(|refusal| match refusal {
            Refusal::DiskFull { .. } => Refusal::DiskFull {
                free_mb: disk::free_mb(&self.home).unwrap_or(0),
            },
            other => other,
        })
    }

    /// An administrator's act, or the taking in of what was filed online, from outside the desk, where nobody logged in
    /// (the command line): the log names the program itself (docs/decisions/0006 and 0008).
    pub fn transact_from_outside(&mut self, act: &Act, now: Moment) -> Result<Done, Refusal> {
        let mut bulk = self.bulk()?;
        let done = bulk.act_as((OUTSIDE, None), act, now)?;
        marked::point("before-commit");
        bulk.commit()?;
        marked::point("after-commit");
        Ok(done)
    }

    /// Many acts in one transaction, for loads.
    pub fn bulk(&mut self) -> Result<Bulk<'_>, Refusal> {
        Bulk::begin((&mut self.conn, self.ids.as_mut(), &mut self.office_time))
    }

    /// The officer read the last numbers off the papers (0 = none was given out): the answer to
    /// [`Refusal::NeedsLastNumbers`] and [`Refusal::ClockBehind`]. Numbering goes on after them.
    pub fn set_last_numbers(&mut self, answers: &[(Series, u32)], now: Moment) -> Result<(), Refusal> {
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        last_numbers::set(&tx, answers, now)?;
        Ok(tx.commit()?)
    }

    /// See [`rebuild::rebuild`].
    pub fn rebuild(&mut self, progress: &mut dyn FnMut(u32, u32)) -> Result<u32, Refusal> {
        Ok(rebuild::rebuild(&mut self.conn, progress)?)
    }

    /// Walks every chain of the log; answers how many ops hold. See [`oplog::verify_chain`].
    pub fn verify_log(&self) -> Result<u32, Refusal> {
        Ok(oplog::verify_chain(&self.conn)?)
    }
}

/// Does what is asked, durably, or refuses and changes nothing but the tries of a PIN.
pub fn transact(writer: Writer<'_>, request: &Request, now: Moment) -> Result<Done, Refusal> {
    let mut bulk = Bulk::begin(writer)?;
    match bulk.act(request, now) {
        Ok(done) => {
            marked::point("before-commit");
            bulk.commit()?;
            marked::point("after-commit");
            Ok(done)
        }
        Err(refusal @ (Refusal::WrongPin { .. } | Refusal::Locked { .. })) => {
            // Refused before anything was appended: what stands in the transaction is the count of tries.
            bulk.commit()?;
            Err(refusal)
        }
        Err(refusal) => Err(refusal),
    }
}

/// What a folder's writer writes with: its connection, fresh ids, and the office's time as the last act read it (`None` =
/// read it when it is asked for).
pub type Writer<'a> = (
    &'a mut Connection,
    &'a mut dyn IdSource,
    &'a mut Option<OfficeTime>,
);

/// Many acts in one transaction. Dropped without [`Bulk::commit`] it leaves nothing.
pub struct Bulk<'a> {
    tx: Transaction<'a>,
    ids: &'a mut dyn IdSource,
    device: Device,
    office_time: Option<OfficeTime>,
    /// Where the next transaction finds it.
    kept: &'a mut Option<OfficeTime>,
}

impl<'a> Bulk<'a> {
    /// Begins the transaction and takes the write lock.
    pub fn begin((conn, ids, kept): Writer<'a>) -> Result<Self, Refusal> {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let device = Device::read(&tx)?;
        Ok(Self {
            tx,
            ids,
            device,
            // Taken out: what is dropped may have been read of days and hours that never came to stand.
            office_time: kept.take(),
            kept,
        })
    }

    /// One act. After a [`Refusal::Fault`] or [`Refusal::DiskFull`] the whole transaction must be dropped.
    pub fn act(&mut self, request: &Request, now: Moment) -> Result<Done, Refusal> {
        let actor = actor(&self.tx, request.actor)?;
        self.act_as((actor, request.approval.as_ref()), &request.act, now)
    }

    fn act_as(
        &mut self,
        (actor, approval): (Actor, Option<&Approval>),
        act: &Act,
        now: Moment,
    ) -> Result<Done, Refusal> {
        let Facts {
            stated,
            outcome,
            draft,
            tray,
            settles,
        } = self.state((actor, approval, now), act)?;
        let mut first = None;
        let mut touched = Touched::default();
        for fact in stated {
            touched = join(touched, touches(&fact.body));
            let op = record((&self.tx, self.ids, &mut self.device), (actor.id, now), fact)?;
            first.get_or_insert(op.id);
        }
        if let Some(draft) = draft {
            self.tx
                .prepare_cached("DELETE FROM draft WHERE id = ?1")?
                .execute([draft.bytes()])?;
        }
        tray.apply(&self.tx, self.ids, now)?;
        if let Some(portal_code) = settles {
            quarantine::taken_in(&self.tx, &portal_code, now)?;
        }
        if touched.settings || touched.reference {
            self.office_time = None;
        }
        Ok(Done {
            op: first.ok_or(Refusal::NotFound)?,
            at: now,
            touched,
            outcome,
        })
    }

    fn state(&mut self, by: (Actor, Option<&Approval>, Moment), act: &Act) -> Result<Facts, Refusal> {
        let mut desk = Desk::new(
            (&self.tx, self.ids),
            &self.device,
            by,
            (credentials::check_approval, &mut self.office_time),
        );
        facts::state(&mut desk, act)
    }

    /// Makes it durable.
    pub fn commit(self) -> Result<(), Refusal> {
        self.tx.commit()?;
        *self.kept = self.office_time;
        Ok(())
    }
}

/// Appends one fact and applies it.
fn record(
    (conn, ids, device): (&Connection, &mut dyn IdSource, &mut Device),
    (actor, at): (OfficerId, Moment),
    fact: Fact,
) -> Result<Op, LogError> {
    let act = Unplaced {
        actor,
        at,
        row: fact.row,
        body: fact.body,
    };
    let op = oplog::append(conn, device, ids, act)?;
    marked::point("appended");
    apply::apply(conn, &op)?;
    // Number and range are this machine's, so `apply` leaves them alone.
    if let Body::OpenDesk(body) = &op.body {
        device.opened(conn, body)?;
    }
    marked::point("applied");
    Ok(op)
}

/// Appends and applies a fact of the program itself, inside the caller's transaction: imports, the founding of a desk.
pub(crate) fn record_own(
    conn: &Connection,
    ids: &mut dyn IdSource,
    (actor, at): (OfficerId, Moment),
    (entity_name, body): (&str, Body),
) -> Result<Op, LogError> {
    let mut device = Device::read(conn)?;
    let row = row_of(body.entity(), entity_name);
    record((conn, ids, &mut device), (actor, at), Fact { row, body })
}

/// The first ops of a desk: it is opened, and its first officer holds every role. `device_self` stands already.
pub(crate) fn open_desk(
    conn: &Connection,
    ids: &mut dyn IdSource,
    desk: &NewDesk,
    (officer, now): (OfficerId, Moment),
) -> Result<(), LogError> {
    let (range_first, range_last) = desk.range();
    let opened = OpenDesk {
        unit_code: desk.unit_code.trim().to_owned(),
        unit_name: desk.unit_name.trim().to_owned(),
        desk_no: desk.desk_no,
        range_first,
        range_last,
        mode: if desk.practice { "practice" } else { "desk" }.to_owned(),
    };
    let unit_code = opened.unit_code.clone();
    record_own(
        conn,
        ids,
        (officer, now),
        (&unit_code, Body::OpenDesk(Box::new(opened))),
    )?;
    let first = AddOfficer {
        name: desk.officer_name.trim().to_owned(),
        title: String::new(),
        unit_code,
        roles: Roles::ALL,
    };
    let body = Body::AddOfficer(Box::new(first));
    let mut device = Device::read(conn)?;
    let fact = Fact { row: officer.0, body };
    record((conn, ids, &mut device), (officer, now), fact)?;
    let office = |key: &str| settings::find(key).is_some_and(|setting| setting.scope == Scope::Office);
    for (key, value) in desk.settings.iter().filter(|(key, _)| office(key)) {
        // The form may name a key that opening the desk, or an earlier line, has set already.
        let old = conn
            .prepare_cached("SELECT value FROM setting WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        let body = Body::SetSetting(Box::new(SetSetting {
            key: key.clone(),
            old,
            new: value.clone(),
        }));
        record_own(conn, ids, (officer, now), (key, body))?;
    }
    Ok(())
}

/// What a body touches, by noun.
fn touches(body: &Body) -> Touched {
    let mut touched = Touched::default();
    match body {
        Body::OpenDesk(_) | Body::SetSetting(_) | Body::SetTrust(_) => touched.settings = true,
        Body::AddOfficer(_) | Body::ChangeOfficer(_) => touched.officers = true,
        Body::ImportReference(_) => touched.reference = true,
        Body::AddPaper(_) => touched.papers = true,
        Body::VerifyFile(_)
        | Body::RevokePaper(_)
        | Body::HandBack(_)
        | Body::KeepPaper(_)
        | Body::ReplaceOutcome(_)
        | Body::RevokeOutcome(_)
        | Body::Accept(_) => {
            touched.dossiers = true;
            touched.papers = true;
        }
        // A closed register, a closed month, a month of another desk: their lists ask again.
        Body::CloseRegister(_)
        | Body::CloseMonth(_)
        | Body::TakeTally(_)
        | Body::RegisterOnline(_)
        | Body::Refuse(_)
        | Body::AskSupplement(_)
        | Body::ReceiveSupplement(_)
        | Body::Forward(_)
        | Body::Withdraw(_)
        | Body::Stop(_)
        | Body::Apologise(_)
        | Body::CheckAccount(_)
        | Body::Edit(_)
        | Body::SetCabinet(_)
        | Body::Void(_)
        | Body::EditFees(_)
        | Body::AskFee(_)
        | Body::SettleFee(_)
        | Body::AddComponent(_)
        | Body::ConfirmCopying(_)
        | Body::EditComponent(_)
        | Body::VoidComponent(_)
        | Body::AttachFiles(_)
        | Body::DetachFile(_)
        | Body::SetPages(_)
        | Body::AccountPages(_)
        | Body::ExemptComponent(_)
        | Body::FileInterim(_)
        | Body::FileOutcome(_)
        | Body::IssueForm(_)
        | Body::SignFile(_)
        | Body::ReprintForm(_) => touched.dossiers = true,
    }
    touched
}

fn join(one: Touched, other: Touched) -> Touched {
    Touched {
        dossiers: one.dossiers || other.dossiers,
        papers: one.papers || other.papers,
        officers: one.officers || other.officers,
        settings: one.settings || other.settings,
        reference: one.reference || other.reference,
    }
}
