//! A practice desk in memory and what tests do at it.

use chrono::NaiveDate;
use rusqlite::Connection;
use uuid::Uuid;

use crate::domain::act::{
    Act, Approval, Done, DossierAct, FieldChange, Forward, IssuedForm, NewOutcome, Outcome, Pin, Request,
    StoredFile,
};
use crate::domain::component::{FileSource, PaperClass, PaperForm, SignatureMark, Submission};
use crate::domain::deadline::OfficeTime;
use crate::domain::dossier::{Account, AccountFinding, AccountSource, Receiver, ReturnWay};
use crate::domain::draft::{Backfill, Draft, DraftComponent, DraftFile, PickedProcedure};
use crate::domain::ids::{
    ComponentId, DossierId, FileHash, FileId, FormId, IdSource, OfficerId, OpId, OutcomeId, PaperId,
};
use crate::domain::officer::{Role, Roles};
use crate::domain::refusal::Refusal;
use crate::domain::series::{Doubt, Series};
use crate::domain::time::Moment;
use crate::fixture::{self, Counting, an_toan};
use crate::store::transact::{Writer, open_desk, transact};
use crate::store::{credentials, days, last_numbers, oplog, rebuild};

const HEX: &str = "07070707070707070707070707070707";
const PERSON: &str = "052090001234";

mod fees;
mod files;
mod flow;
mod known;
mod lacking;
mod moves;
mod office;
mod online;
mod pages;
mod punctual;
mod random;
mod reception;
mod scans;
mod sheets;
mod signatures;
mod step_time;
mod tally;
mod uncounted;
mod verdicts;
mod weight;

struct Office {
    conn: Connection,
    ids: Counting,
    time: Option<OfficeTime>,
    now: Moment,
}

fn officer(n: u8) -> OfficerId {
    OfficerId(Uuid::from_bytes([n; 16]))
}

const HANH: u8 = 1;
const SON: u8 = 2;
const RO: u8 = 3;

impl Office {
    fn new() -> Self {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(include_str!("../../schema.sql")).unwrap();
        conn.pragma_update(None, "foreign_keys", true).unwrap();
        conn.execute(
            "INSERT INTO device_self VALUES (1, ?1, NULL, NULL, 1, 1, 999, 'practice', 0, zeroblob(32), 0, NULL)",
            [[9_u8; 16]],
        )
        .unwrap();
        conn.execute_batch(&format!(
            "INSERT INTO procedure_version VALUES (x'{HEX}', '1.004873', 'Xác nhận', 'Hộ tịch', NULL, '', NULL, '');
             INSERT INTO time_limit VALUES (x'{HEX}', 'counter', '3', 'day', 'days');"
        ))
        .unwrap();
        days::seed(&conn).unwrap();
        let mut office = Self {
            conn,
            ids: Counting::block(0),
            time: None,
            now: Moment::from_rfc3339("2023-02-14T08:50:00+07:00").unwrap(),
        };
        open_desk(
            &office.conn,
            &mut office.ids,
            &an_toan(),
            (officer(HANH), office.now),
        )
        .unwrap();
        office.add(SON, "Nguyễn Văn Sơn", Role::Processing);
        office.add(RO, "Đinh Văn Rỡ", Role::Leader);
        office
    }

    fn add(&mut self, n: u8, name: &str, role: Role) {
        let act = Act::AddOfficer {
            officer: officer(n),
            name: name.into(),
            title: String::new(),
            roles: Roles::default().with(role),
        };
        self.by(HANH, act).unwrap();
    }

    fn writer(&mut self) -> Writer<'_> {
        (&mut self.conn, &mut self.ids, &mut self.time)
    }

    fn by(&mut self, n: u8, act: Act) -> Result<Done, Refusal> {
        self.now.0 += 1_000;
        let request = Request {
            actor: officer(n),
            approval: None,
            act,
        };
        let now = self.now;
        transact(self.writer(), &request, now)
    }

    fn on(&mut self, n: u8, dossier: DossierId, act: DossierAct) -> Result<Done, Refusal> {
        self.by(n, Act::Dossier { dossier, act })
    }

    /// The act with the leader's approval, proved by this PIN.
    fn approved(&mut self, n: u8, pin: &str, act: Act) -> Result<Done, Refusal> {
        self.now.0 += 1_000;
        let request = Request {
            actor: officer(n),
            approval: Some(Approval {
                officer: officer(RO),
                pin: Pin(pin.into()),
            }),
            act,
        };
        let now = self.now;
        transact(self.writer(), &request, now)
    }

    fn give_leader_a_pin(&mut self) {
        credentials::set(
            &self.conn,
            (officer(RO), &Pin("1357".into())),
            false,
            &mut self.ids,
        )
        .unwrap();
    }

    fn draft(&mut self) -> Draft {
        let id = DossierId(self.ids.next(self.now.0));
        let mut draft = fixture::draft(id);
        draft.procedure = Some(PickedProcedure {
            code: "1.004873".into(),
            name: "Xác nhận tình trạng hôn nhân".into(),
            sector: "Hộ tịch".into(),
            version: HEX.into(),
            workflow: 0,
            case: None,
        });
        draft.components = vec![self.component("Tờ khai"), self.component("CCCD")];
        draft
    }

    fn component(&mut self, name: &str) -> DraftComponent {
        DraftComponent {
            kind_ref: Some(1),
            ..fixture::component(ComponentId(self.ids.next(self.now.0)), name)
        }
    }

    fn file(&mut self, n: u8) -> DraftFile {
        let id = FileId(self.ids.next(self.now.0));
        fixture::file(id, (FileHash([n; 32]), 10), &format!("to_khai_{n}.pdf"))
    }

    /// A file that came electronically: no sheet lies behind it.
    fn born_digital(&mut self, n: u8) -> DraftFile {
        DraftFile {
            source: FileSource::Online,
            ..self.file(n)
        }
    }

    fn accept(&mut self, draft: Draft) -> Result<Done, Refusal> {
        self.on(HANH, draft.id, DossierAct::Accept(Box::new(draft)))
    }

    fn accepted(&mut self) -> (DossierId, ComponentId) {
        let draft = self.draft();
        let (id, component) = (draft.id, draft.components[0].id);
        self.accept(draft).unwrap();
        (id, component)
    }

    /// A result whose signature was checked and is good.
    fn outcome(&mut self, n: u8) -> NewOutcome {
        signatures::checked(self, n, &[]);
        NewOutcome {
            scan: None,
            outcome: OutcomeId(self.ids.next(self.now.0)),
            kind_code: "KQ.G01.000001".into(),
            holder_no: PERSON.into(),
            name: "Giấy xác nhận".into(),
            summary: "Xác nhận tình trạng hôn nhân".into(),
            starts_on: NaiveDate::from_ymd_opt(2023, 2, 14),
            term: Some("10y".into()),
            ends_on: NaiveDate::from_ymd_opt(2033, 2, 14),
            file: StoredFile {
                sha256: FileHash([n; 32]),
                size: 20,
                mime: "application/pdf".into(),
                name: "ket_qua.pdf".into(),
                pages: Some(1),
                signature: SignatureMark::Valid,
            },
            unsigned_reason: None,
            kept: None,
            replaces: None,
            reason: None,
        }
    }

    fn forward(&mut self, n: u8, dossier: DossierId, to: (u32, u8)) -> Result<Done, Refusal> {
        self.on(n, dossier, forward_to(to))
    }

    fn ask<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        self.conn.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// The chain holds, and the log alone gives the same tables again.
    fn is_sound(&mut self) {
        oplog::verify_chain(&self.conn).unwrap();
        let before = rebuild::dump(&self.conn).unwrap();
        rebuild::rebuild(&mut self.conn, &mut |_, _| {}).unwrap();
        assert_eq!(rebuild::dump(&self.conn).unwrap(), before);
    }
}

fn forward_to((to_step, to): (u32, u8)) -> DossierAct {
    DossierAct::Forward(Forward {
        to_step,
        to_officer: Some(officer(to)),
        to_unit: None,
        opinion: String::new(),
        undigitised_reason: Some("máy quét hỏng".into()),
        no_product_reason: None,
        verified: None,
    })
}

/// The owner takes the result at the counter.
fn hand_back() -> DossierAct {
    DossierAct::HandBack {
        receiver: Receiver {
            receiver_name: "Đinh Văn Đạt".into(),
            receiver_no: PERSON.into(),
            receiver_basis: None,
        },
        way: ReturnWay::Desk,
        verified: None,
        unpaid_reason: None,
    }
}

/// A receipt that was made.
fn receipt(form: FormId) -> IssuedForm {
    IssuedForm {
        form,
        template: "receipt".into(),
        form_set: "TT01-2018".into(),
        number: None,
        sha256: FileHash([40; 32]),
        size: 9,
        pages: 1,
    }
}
