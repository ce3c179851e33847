//! A practice desk with one dossier that went the whole way, for the tests of commands that only look.

use std::io::Write;

use chrono::NaiveDate;
use tempfile::TempDir;

use super::outcome::Outcome as Ended;
use crate::desk::random::SystemIds;
use crate::desk::{practice, receipts};
use crate::domain::act::{Act, DossierAct, Forward, IssuedForm, NewOutcome, Outcome, Request, StoredFile};
use crate::domain::component::{FileSource, SignatureMark};
use crate::domain::dossier::{Receiver, ReturnWay};
use crate::domain::draft::{DraftComponent, DraftFile, PickedProcedure};
use crate::domain::ids::{ComponentId, DossierId, FileId, FormId, IdSource, OfficerId, OutcomeId};
use crate::domain::officer::{Role, Roles};
use crate::domain::query::{Answer, Query};
use crate::domain::rows::ProcedureChoice;
use crate::domain::time::Moment;
use crate::fixture;
pub(crate) use crate::fixture::at;
use crate::store::Store;
use crate::store::blobs::Blobs;

const PDF: &[u8] = include_bytes!("../../assets/samples/ket_qua.pdf");

/// Number of the dossier's holder.
pub(crate) const HOLDER: &str = "052090001234";

/// A folder with its store still held, and the clock.
pub(crate) struct Desk {
    pub(crate) home: TempDir,
    store: Store,
    now: Moment,
}

/// What a command said and how it ended.
pub(crate) fn said(run: impl FnOnce(&mut dyn Write) -> Ended) -> (Ended, String) {
    let mut out = Vec::new();
    let ended = run(&mut out);
    (ended, String::from_utf8(out).unwrap())
}

impl Desk {
    pub(crate) fn new() -> Self {
        let now = at("2022-10-06T08:34:17+07:00");
        let home = tempfile::tempdir().unwrap();
        let store = practice::create(home.path(), now, Box::new(SystemIds)).unwrap();
        Self { home, store, now }
    }

    /// Received, a file attached, receipt issued, forwarded, result filed, handed back; answers its code.
    pub(crate) fn returned(&mut self) -> String {
        let (id, code) = self.accept();
        self.issue(id);
        self.forward(id, (2, Role::Processing));
        let outcome = DossierAct::FileOutcome(Box::new(self.outcome()));
        self.act(Role::Processing, id, outcome);
        self.forward(id, (3, Role::Reception));
        let back = DossierAct::HandBack {
            receiver: Receiver {
                receiver_name: "Đinh Văn Đạt".into(),
                ..Receiver::default()
            },
            way: ReturnWay::Desk,
            verified: None,
            unpaid_reason: None,
        };
        self.act(Role::Reception, id, back);
        code
    }

    pub(crate) fn accept(&mut self) -> (DossierId, String) {
        let id = DossierId(self.id());
        let mut draft = fixture::draft(id);
        let choice = self.procedure();
        draft.components = choice
            .components
            .iter()
            .map(|it| self.component(&it.name))
            .collect();
        draft.procedure = Some(PickedProcedure {
            code: choice.code,
            name: choice.name,
            sector: choice.sector,
            version: choice.version,
            workflow: 0,
            case: None,
        });
        match self.act(Role::Reception, id, DossierAct::Accept(Box::new(draft))) {
            Outcome::Accepted { code, .. } => (id, code),
            other => panic!("{other:?}"),
        }
    }

    /// Refused at the desk: it never gets a code.
    pub(crate) fn refused(&mut self) -> DossierId {
        let id = DossierId(self.id());
        let refuse = DossierAct::Refuse {
            draft: Some(Box::new(fixture::draft(id))),
            reason: "Không thuộc thẩm quyền".into(),
            basis: "Nghị định 61/2018/NĐ-CP".into(),
            go_to: "Sở Tư pháp".into(),
        };
        self.act(Role::Reception, id, refuse);
        id
    }

    /// The folder without its writer, for commands that write.
    pub(crate) fn left(self) -> (TempDir, Moment) {
        (self.home, self.now)
    }

    pub(crate) fn ops(&self) -> u32 {
        let reader = self.store.reader().unwrap();
        reader
            .conn
            .query_row("SELECT count(*) FROM oplog", [], |row| row.get(0))
            .unwrap()
    }

    pub(crate) fn now(&self) -> Moment {
        self.now
    }

    fn id(&mut self) -> uuid::Uuid {
        SystemIds.next(self.now.0)
    }

    fn officer(&self, role: Role) -> OfficerId {
        let officers = self.store.reader().unwrap();
        match officers.answer(&Query::Officers, self.now) {
            Answer::Officers(rows) => {
                let works_there = |roles: Roles| match role {
                    Role::Processing => roles.has(role) && !roles.has(Role::Reception),
                    _ => roles.has(role),
                };
                rows.officers.iter().find(|it| works_there(it.roles)).unwrap().id
            }
            other => panic!("{other:?}"),
        }
    }

    fn act(&mut self, officer: Role, dossier: DossierId, act: DossierAct) -> Outcome {
        self.now.0 += 60_000;
        let request = Request {
            actor: self.officer(officer),
            approval: None,
            act: Act::Dossier { dossier, act },
        };
        self.store.transact(&request, self.now).unwrap().outcome
    }

    fn forward(&mut self, dossier: DossierId, (to_step, officer): (u32, Role)) {
        let forward = Forward {
            to_step,
            to_officer: Some(self.officer(officer)),
            to_unit: None,
            opinion: String::new(),
            undigitised_reason: None,
            no_product_reason: None,
            verified: None,
        };
        let by = if to_step == 2 {
            Role::Reception
        } else {
            Role::Processing
        };
        self.act(by, dossier, DossierAct::Forward(forward));
    }

    fn procedure(&self) -> ProcedureChoice {
        let query = Query::Procedure {
            code: "1.000047.000.00.00.H08".into(),
            version: None,
        };
        match self.store.reader().unwrap().answer(&query, self.now) {
            Answer::Procedure(Some(choice)) => *choice,
            other => panic!("{other:?}"),
        }
    }

    fn component(&mut self, name: &str) -> DraftComponent {
        let stored = Blobs::of(self.home.path()).put(PDF).unwrap();
        let file = DraftFile {
            source: FileSource::Online,
            ..fixture::file(FileId(self.id()), (stored.sha256, stored.size), "to_khai.pdf")
        };
        DraftComponent {
            kind_ref: Some(1),
            files: vec![file],
            ..fixture::component(ComponentId(self.id()), name)
        }
    }

    fn issue(&mut self, dossier: DossierId) {
        let reader = self.store.reader().unwrap();
        let (view, settings) = match (
            reader.answer(&Query::Dossier(dossier), self.now),
            reader.answer(&Query::Settings, self.now),
        ) {
            (Answer::Dossier(Some(view)), Answer::Settings(settings)) => (view, settings),
            other => panic!("{other:?}"),
        };
        let drawn = receipts::draw(&view, &settings, self.now).unwrap();
        let stored = Blobs::of(self.home.path()).put(&drawn.bytes).unwrap();
        let form = IssuedForm {
            form: FormId(self.id()),
            template: "receipt".into(),
            form_set: drawn.form_set,
            number: Some(drawn.number),
            sha256: stored.sha256,
            size: stored.size,
            pages: drawn.pages,
        };
        self.act(Role::Reception, dossier, DossierAct::IssueForm(form));
    }

    fn outcome(&mut self) -> NewOutcome {
        let stored = Blobs::of(self.home.path()).put(PDF).unwrap();
        NewOutcome {
            scan: None,
            outcome: OutcomeId(self.id()),
            kind_code: "VNPT.KQ_001".into(),
            holder_no: HOLDER.into(),
            name: "Giấy phê duyệt".into(),
            summary: "Phê duyệt phương án".into(),
            starts_on: NaiveDate::from_ymd_opt(2022, 10, 6),
            term: Some("10y".into()),
            ends_on: NaiveDate::from_ymd_opt(2032, 10, 6),
            file: StoredFile {
                sha256: stored.sha256,
                size: stored.size,
                mime: "application/pdf".into(),
                name: "ket_qua.pdf".into(),
                pages: Some(1),
                signature: SignatureMark::None,
            },
            unsigned_reason: Some("đã ký giấy".into()),
            kept: None,
            replaces: None,
            reason: None,
        }
    }
}
