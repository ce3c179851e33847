//! Steps done without a screen: through the same hands as the screens, for what has no screen yet and for what a
//! journey only needs to have happened.

use std::path::PathBuf;

use motcua::app::effect::Effect;
use motcua::app::job::{Job, JobDone, JobFault};
use motcua::app::msg::{Msg, Ticket};
use motcua::desk::random::SystemIds;
use motcua::domain::act::{
    Act, Approval, Done, DossierAct, Forward, NewOutcome, NewPages, PagesCounted, Pin, Request, StoredFile,
};
use motcua::domain::component::FileSource;
use motcua::domain::dossier::{
    Account, AccountFinding, AccountSource, HolderKind, NumberKind, Receiver, ReturnWay,
};
use motcua::domain::draft::{Draft, DraftComponent, DraftFile, PickedProcedure};
use motcua::domain::ids::{ComponentId, DossierId, FileId, FormId, IdSource, OfficerId, OutcomeId};
use motcua::domain::query::{Answer, Query};
use motcua::domain::refusal::Refusal;
use motcua::domain::rows::{ComponentView, DossierView, ProcedureChoice};

use crate::office::{HANH, Office, SCANS, SON, pin_of};
use crate::papers::{pdf, photo};

/// Who comes, with what, for what.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub number: &'static str,
    pub kind: NumberKind,
    pub name: &'static str,
    pub organisation: &'static str,
    pub phone: &'static str,
    pub procedure: String,
}

impl Visitor {
    pub(crate) fn person(number: &'static str, name: &'static str, procedure: &str) -> Self {
        Self {
            number,
            kind: NumberKind::Personal,
            name,
            organisation: "",
            phone: "0905123456",
            procedure: procedure.to_owned(),
        }
    }
}

/// A desk with one dossier of Trần Minh Quân, whose Tờ khai has a photograph.
pub(crate) fn desk_with_a_photo() -> (Office, DossierId) {
    let mut office = Office::open();
    office.log_in(HANH);
    let quan = Visitor::person("052085003333", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&quan).row.id;
    let folder = office.beside(SCANS);
    office.attach(dossier, "Tờ khai", vec![photo(&folder, "to_khai.jpg", 90)]);
    (office, dossier)
}

/// The same, its sheets counted by nobody: the photograph is a file.
pub(crate) fn desk_with_a_file() -> (Office, DossierId) {
    let mut office = Office::open();
    office.log_in(HANH);
    let quan = Visitor::person("052085003333", "Trần Minh Quân", "1.001776");
    let dossier = office.received(&quan).row.id;
    let folder = office.beside(SCANS);
    office.attach_only(dossier, "Tờ khai", vec![photo(&folder, "to_khai.jpg", 90)]);
    (office, dossier)
}

/// Ids for rows made by hand.
pub(crate) fn id() -> uuid::Uuid {
    SystemIds.next(0)
}

impl Office {
    /// Who is logged in.
    fn actor(&self) -> OfficerId {
        self.machine.model.cx.officer.as_ref().unwrap().id
    }

    /// An act of the officer who is logged in.
    pub(crate) fn act(&mut self, act: Act) -> Result<Done, Refusal> {
        self.approved(None, act)
    }

    /// The same with a leader's approval.
    pub(crate) fn approved(&mut self, leader: Option<&str>, act: Act) -> Result<Done, Refusal> {
        let approval = leader.map(|name| Approval {
            officer: self.officer(name),
            pin: Pin(pin_of(name).to_owned()),
        });
        let request = Request {
            actor: self.actor(),
            approval,
            act,
        };
        match self.perform(Effect::Change(Ticket(u64::MAX), Box::new(request))) {
            Some(Msg::Changed(_, result)) => result,
            other => panic!("no answer: {other:?}"),
        }
    }

    pub(crate) fn on(&mut self, dossier: DossierId, act: DossierAct) -> Result<Done, Refusal> {
        self.act(Act::Dossier { dossier, act })
    }

    /// The dossier of this code (`230214-0001` for one of this office).
    pub(crate) fn dossier(&self, code: &str) -> DossierView {
        match self.ask(Query::DossierByCode(code.to_owned())) {
            Answer::Dossier(Some(view)) => *view,
            other => panic!("no dossier {code}: {other:?}"),
        }
    }

    pub(crate) fn procedure(&self, code: &str) -> ProcedureChoice {
        match self.ask(Query::Procedure {
            code: code.to_owned(),
            version: None,
        }) {
            Answer::Procedure(Some(choice)) => *choice,
            other => panic!("no procedure {code}: {other:?}"),
        }
    }

    /// The draft of a visitor who has an account and brings everything.
    pub(crate) fn draft_of(&self, visitor: &Visitor) -> Draft {
        let choice = self.procedure(&visitor.procedure);
        let mut draft = Draft::new(DossierId(id()));
        draft.holder.holder_no = visitor.number.to_owned();
        draft.holder.holder_no_kind = Some(visitor.kind);
        draft.holder.holder_name = visitor.name.to_owned();
        draft.holder.organisation = visitor.organisation.to_owned();
        if !visitor.organisation.is_empty() {
            draft.holder.holder_kind = HolderKind::Business;
        }
        draft.holder.phone = visitor.phone.to_owned();
        draft.holder.address.address_text = "Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định".to_owned();
        draft.account = Some(AccountFinding {
            account: Account::Exists,
            account_at: None,
            account_source: AccountSource::Officer,
            account_reason: None,
        });
        let case = choice.cases.first().cloned();
        draft.components = components(&choice, case.as_deref());
        draft.procedure = Some(PickedProcedure {
            code: choice.code,
            name: choice.name,
            sector: choice.sector,
            version: choice.version,
            workflow: choice.workflows[0].0,
            case,
        });
        draft
    }

    /// Received without a screen; answers the dossier as it then is.
    pub(crate) fn received(&mut self, visitor: &Visitor) -> DossierView {
        let draft = self.draft_of(visitor);
        self.accepted(draft)
    }

    pub(crate) fn accepted(&mut self, draft: Draft) -> DossierView {
        let dossier = draft.id;
        self.on(dossier, DossierAct::Accept(Box::new(draft))).unwrap();
        self.view(dossier)
    }

    pub(crate) fn view(&self, dossier: DossierId) -> DossierView {
        match self.ask(Query::Dossier(dossier)) {
            Answer::Dossier(Some(view)) => *view,
            other => panic!("no dossier: {other:?}"),
        }
    }

    /// The receipt is made and goes to the printer or the viewer.
    pub(crate) fn receipt_made(&self, dossier: DossierId) -> FormId {
        match self.job(Job::MakeReceipt { dossier }) {
            Ok(JobDone::Receipt { form, .. }) => form,
            other => panic!("no receipt: {other:?}"),
        }
    }

    pub(crate) fn printed(&self, dossier: DossierId) -> Result<JobDone, JobFault> {
        let form = self.receipt_made(dossier);
        self.job(Job::PrintForm { dossier, form })
    }

    /// Files are taken over, attached to the component that begins so, and their sheets counted: so many, one-sided.
    pub(crate) fn attach(&mut self, dossier: DossierId, component: &str, paths: Vec<PathBuf>) {
        let view = self.view(dossier);
        let component = component_of(&view, component);
        let files = self.taken(paths, &component.name);
        self.attach_taken((dossier, component.id), files);
    }

    /// Files are taken over and attached; nobody counts their sheets.
    pub(crate) fn attach_only(&mut self, dossier: DossierId, component: &str, paths: Vec<PathBuf>) {
        let view = self.view(dossier);
        let component = component_of(&view, component);
        let files = self.taken(paths, &component.name);
        let component = component.id;
        self.on(dossier, DossierAct::AttachFiles { component, files })
            .unwrap();
    }

    /// The same with files that were taken over already.
    pub(crate) fn attach_taken(
        &mut self,
        (dossier, component): (DossierId, ComponentId),
        files: Vec<DraftFile>,
    ) {
        let chosen: Vec<DraftFile> = files
            .iter()
            .filter(|file| file.source == FileSource::Picked)
            .cloned()
            .collect();
        let counted = chosen.iter().any(motcua::domain::special::is_copy);
        self.on(dossier, DossierAct::AttachFiles { component, files })
            .unwrap();
        if counted {
            self.count((dossier, component), chosen);
        }
    }

    /// The sheets of files that are attached: one for each page, every back white.
    fn count(&mut self, (dossier, component): (DossierId, ComponentId), files: Vec<DraftFile>) {
        let Ok(JobDone::Seen(seen)) = self.job(Job::LookAtChosen(files)) else {
            panic!("not seen");
        };
        let pages: Vec<_> = seen.into_iter().map(|it| it.page).collect();
        let claim = motcua::domain::pages::Claim {
            sheets: u32::try_from(pages.len()).unwrap(),
            sides: 1,
            ..Default::default()
        };
        let placed = NewPages {
            component,
            pages: pages.clone(),
            claim: claim.clone(),
            taken: Vec::new(),
            basis: None,
        };
        self.on(dossier, DossierAct::SetPages(Box::new(placed))).unwrap();
        let title = "Trang".to_owned();
        let Ok(JobDone::Stored(file)) = self.job(Job::AssemblePages { title, pages }) else {
            panic!("not assembled");
        };
        let counted = PagesCounted {
            component,
            claim,
            backs_seen: true,
            reason: None,
            file: (FileId(id()), file),
            beside: Vec::new(),
            instead: Vec::new(),
            kept_over_mb: None,
        };
        self.on(dossier, DossierAct::AccountPages(Box::new(counted)))
            .unwrap();
    }

    pub(crate) fn taken(&self, paths: Vec<PathBuf>, title: &str) -> Vec<DraftFile> {
        match self.job(Job::TakeFiles {
            paths,
            title: title.to_owned(),
            joined: true,
        }) {
            Ok(JobDone::Taken { files, .. }) => files,
            other => panic!("not taken: {other:?}"),
        }
    }

    /// A file for a result or an interim paper, kept as it is.
    pub(crate) fn stored(&self, path: PathBuf) -> Result<StoredFile, JobFault> {
        match self.job(Job::TakeResult { path })? {
            JobDone::Stored(file) => Ok(file),
            other => panic!("not stored: {other:?}"),
        }
    }

    /// Chuyển bước to the step of this number, to an officer or to another agency.
    pub(crate) fn forwarded(&mut self, dossier: DossierId, (step, to): (u32, To)) -> Result<Done, Refusal> {
        let (to_officer, to_unit) = match to {
            To::Officer(name) => (Some(self.officer(name)), None),
            To::Unit(name) => (None, Some(name.to_owned())),
        };
        self.on(
            dossier,
            DossierAct::Forward(Forward {
                to_step: step,
                to_officer,
                to_unit,
                opinion: "chuyển xử lý".to_owned(),
                undigitised_reason: Some("quét sau".to_owned()),
                no_product_reason: None,
                verified: None,
            }),
        )
    }

    /// An outcome with the first kind of the procedure.
    pub(crate) fn outcome(&self, dossier: DossierId, file: StoredFile) -> NewOutcome {
        let view = self.view(dossier);
        let kind = self.procedure(&view.row.procedure_code).results.remove(0);
        NewOutcome {
            scan: None,
            outcome: OutcomeId(id()),
            kind_code: kind.code,
            holder_no: view.holder.holder_no,
            name: kind.name.clone(),
            summary: kind.name,
            starts_on: Some(self.now().date()),
            term: None,
            ends_on: None,
            file,
            unsigned_reason: Some("chờ chữ ký số".to_owned()),
            kept: None,
            replaces: None,
            reason: None,
        }
    }

    pub(crate) fn handed_back(&mut self, dossier: DossierId, receiver: Receiver) -> Result<Done, Refusal> {
        self.on(
            dossier,
            DossierAct::HandBack {
                receiver,
                way: ReturnWay::Desk,
                verified: None,
                unpaid_reason: None,
            },
        )
    }
}

/// To whom a step goes.
#[derive(Clone, Copy)]
pub(crate) enum To {
    Officer(&'static str),
    Unit(&'static str),
}

/// The component whose name begins so.
pub(crate) fn component_of<'a>(view: &'a DossierView, name: &str) -> &'a ComponentView {
    let found = view.components.iter().find(|it| it.name.starts_with(name));
    found.unwrap_or_else(|| panic!("no component {name}"))
}

fn components(choice: &ProcedureChoice, case: Option<&str>) -> Vec<DraftComponent> {
    let wanted = choice
        .components
        .iter()
        .filter(|it| it.case.is_none() || it.case.as_deref() == case);
    wanted
        .map(|it| DraftComponent {
            id: ComponentId(id()),
            kind_ref: Some(it.position),
            name: it.name.clone(),
            required: it.required,
            submission: it.submission,
            received: true,
            not_applicable: false,
            copies: it.copies.max(1),
            form: it.form,
            reject_reason: None,
            files: Vec::new(),
            keep: false,
            care: motcua::domain::special::Care::default(),
        })
        .collect()
}

/// Sơn files a result and sends the dossier back to the counter; Hạnh is logged in there.
pub(crate) fn decided(office: &mut Office, dossier: DossierId) {
    office.forwarded(dossier, (2, To::Officer(SON))).unwrap();
    office.leave_and_reopen().log_in(SON);
    let folder = office.beside("ket_qua");
    let file = office.stored(pdf(&folder, "kq.pdf", 1)).unwrap();
    let outcome = office.outcome(dossier, file);
    let filed = DossierAct::FileOutcome(Box::new(outcome));
    office.on(dossier, filed).unwrap();
    office.forwarded(dossier, (3, To::Officer(HANH))).unwrap();
    office.leave_and_reopen().log_in(HANH);
}
