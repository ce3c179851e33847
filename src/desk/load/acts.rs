//! One invented dossier from reception to return: each step is a real act, and says when the next one comes.

use chrono::NaiveDate;

use crate::domain::act::{Act, DossierAct, Forward, NewOutcome, Request, StoredFile};
use crate::domain::component::{FileSource, Required, SignatureMark};
use crate::domain::dossier::{Account, AccountFinding, AccountSource, Receiver, ReturnWay};
use crate::domain::draft::{Draft, DraftComponent, DraftFile, PickedProcedure};
use crate::domain::ids::{ComponentId, DossierId, FileHash, FileId, IdSource, OfficerId, OutcomeId};
use crate::domain::rows::{ComponentChoice, ProcedureChoice};
use crate::domain::term::Term;
use crate::domain::time::Moment;

use super::people::{Dice, person};
use super::text;

/// What every dossier of a load shares.
pub(super) struct Office {
    pub(super) seed: u64,
    /// Different holders.
    pub(super) people: u64,
    /// Procedures with the default three steps, the most wanted first.
    pub(super) procedures: Vec<ProcedureChoice>,
    pub(super) reception: OfficerId,
    pub(super) processing: OfficerId,
    /// The one scanned page all dossiers share.
    pub(super) page: StoredFile,
    /// The one result all dossiers share.
    pub(super) result: StoredFile,
}

/// Where a dossier is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Arrives,
    Scanned,
    Processed,
    Supplemented,
    Decided,
    Ends,
}

/// How a dossier's life goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Returned,
    Supplement,
    Withdrawn,
    Refused,
    NoProduct,
    Undigitised,
}

/// One dossier on its way.
pub(super) struct Case {
    pub(super) id: DossierId,
    pub(super) stage: Stage,
    pub(super) fate: Fate,
    /// Working hours between two steps.
    pub(super) pace: u64,
    holder_no: String,
    holder_name: String,
    procedure: usize,
    /// A component whose files come after reception.
    later: Option<ComponentId>,
}

/// An act, and after how many working hours the next step follows; `None` = it rests.
pub(super) struct Move {
    pub(super) request: Request,
    pub(super) next: Option<(Stage, u64)>,
}

/// Who does what, and when it goes on.
type Done = (OfficerId, DossierAct, Option<(Stage, u64)>);

impl Case {
    /// A dossier to come.
    pub(super) fn new(office: &Office, dice: &mut Dice, (id, pace): (DossierId, u64)) -> Self {
        let holder = person(office.seed, dice.below(office.people));
        let fate = match dice.below(1000) {
            0..40 => Fate::Supplement,
            40..60 => Fate::Withdrawn,
            60..70 => Fate::Refused,
            70..85 => Fate::NoProduct,
            85..185 => Fate::Undigitised,
            _ => Fate::Returned,
        };
        // The lower of two throws: few procedures are wanted often, most seldom.
        let all = office.procedures.len() as u64;
        let procedure = dice.below(all).min(dice.below(all));
        Self {
            id,
            stage: Stage::Arrives,
            fate,
            pace: if dice.chance(10) { pace.max(8) * 8 } else { pace },
            holder_no: holder.holder_no,
            holder_name: holder.holder_name,
            procedure: usize::try_from(procedure).unwrap_or(0),
            later: None,
        }
    }

    /// The act of the present stage, made at `now`.
    pub(super) fn act(
        &mut self,
        office: &Office,
        (dice, ids): (&mut Dice, &mut dyn IdSource),
        now: Moment,
    ) -> Option<Move> {
        let procedure = office.procedures.get(self.procedure)?;
        let (officer, act, next) = match self.stage {
            Stage::Arrives => self.arrive((office, procedure), (dice, ids), now),
            Stage::Scanned => self.scanned(office, (dice, ids), now),
            Stage::Supplemented => {
                // Asked once; from here it goes like any other.
                self.fate = Fate::Returned;
                let papers = text::MISSING_PAPER.to_owned();
                let receive = DossierAct::ReceiveSupplement {
                    papers,
                    came: Vec::new(),
                };
                let next = (Stage::Processed, 1 + dice.below(self.pace));
                (office.processing, receive, Some(next))
            }
            Stage::Processed => self.processed((office, procedure), (dice, ids), now),
            Stage::Decided => {
                let next = (Stage::Ends, 1 + dice.below(self.pace));
                (
                    office.processing,
                    forward(3, office.reception, self.fate),
                    Some(next),
                )
            }
            Stage::Ends => (office.reception, self.hand_back(), None),
        };
        let dossier = self.id;
        Some(Move {
            request: Request {
                actor: officer,
                approval: None,
                act: Act::Dossier { dossier, act },
            },
            next,
        })
    }

    fn arrive(
        &mut self,
        (office, procedure): (&Office, &ProcedureChoice),
        (dice, ids): (&mut Dice, &mut dyn IdSource),
        now: Moment,
    ) -> Done {
        if self.fate == Fate::Refused {
            return (office.reception, self.refuse(office, procedure, ids, now), None);
        }
        let draft = self.draft(office, procedure, (&mut *dice, ids), now);
        let next = (Stage::Scanned, 1 + dice.below(self.pace));
        (office.reception, DossierAct::Accept(Box::new(draft)), Some(next))
    }

    fn scanned(&mut self, office: &Office, (dice, ids): (&mut Dice, &mut dyn IdSource), now: Moment) -> Done {
        if let Some(component) = self.later.take() {
            let files = vec![file(office, ids, now)];
            let attach = DossierAct::AttachFiles { component, files };
            return (office.reception, attach, Some((Stage::Scanned, 0)));
        }
        let next = (Stage::Processed, 1 + dice.below(self.pace));
        (
            office.reception,
            forward(2, office.processing, self.fate),
            Some(next),
        )
    }

    fn processed(
        &self,
        (office, procedure): (&Office, &ProcedureChoice),
        (dice, ids): (&mut Dice, &mut dyn IdSource),
        now: Moment,
    ) -> Done {
        match self.fate {
            Fate::Supplement => {
                let next = (Stage::Supplemented, 4 + dice.below(24));
                (office.processing, supplement(), Some(next))
            }
            Fate::Withdrawn => (office.reception, withdraw(), None),
            Fate::NoProduct => {
                let next = (Stage::Ends, 1 + dice.below(self.pace));
                (
                    office.processing,
                    forward(3, office.reception, self.fate),
                    Some(next),
                )
            }
            Fate::Returned | Fate::Refused | Fate::Undigitised => {
                let outcome = self.outcome(office, procedure, ids, now);
                (office.processing, outcome, Some((Stage::Decided, 0)))
            }
        }
    }

    fn draft(
        &mut self,
        office: &Office,
        procedure: &ProcedureChoice,
        (dice, ids): (&mut Dice, &mut dyn IdSource),
        now: Moment,
    ) -> Draft {
        let mut draft = Draft::new(self.id);
        let place = self.holder_no[6..].parse().unwrap_or(0);
        draft.holder = person(office.seed, place);
        draft.account = Some(account(dice));
        draft.procedure = Some(PickedProcedure {
            code: procedure.code.clone(),
            name: procedure.name.clone(),
            sector: procedure.sector.clone(),
            version: procedure.version.clone(),
            workflow: procedure.workflows.first().map_or(0, |it| it.0),
            case: procedure.cases.first().cloned(),
        });
        let case = procedure.cases.first();
        let wanted = procedure
            .components
            .iter()
            .filter(|it| it.case.is_none() || it.case.as_ref() == case);
        let with_files = self.fate != Fate::Undigitised;
        for choice in wanted {
            let files = if with_files {
                vec![file(office, ids, now)]
            } else {
                Vec::new()
            };
            draft.components.push(component(choice, files, ids, now));
        }
        if with_files && dice.chance(150) {
            self.later = draft.components.first_mut().map(|first| {
                first.files.clear();
                first.id
            });
        }
        draft
    }

    fn refuse(
        &self,
        office: &Office,
        procedure: &ProcedureChoice,
        ids: &mut dyn IdSource,
        now: Moment,
    ) -> DossierAct {
        let mut draft = Draft::new(self.id);
        draft.holder = person(office.seed, self.holder_no[6..].parse().unwrap_or(0));
        let files = Vec::new();
        draft.components = procedure
            .components
            .iter()
            .take(1)
            .map(|choice| component(choice, files.clone(), ids, now))
            .collect();
        DossierAct::Refuse {
            draft: Some(Box::new(draft)),
            reason: text::NOT_OURS.to_owned(),
            basis: text::BASIS.to_owned(),
            go_to: text::GO_TO.to_owned(),
        }
    }

    fn outcome(
        &self,
        office: &Office,
        procedure: &ProcedureChoice,
        ids: &mut dyn IdSource,
        now: Moment,
    ) -> DossierAct {
        let kind = procedure.results.first();
        let starts_on = now.date();
        let (term, ends_on) = term(kind.and_then(|kind| kind.term.as_deref()), starts_on);
        let name = kind.map_or_else(|| procedure.name.clone(), |kind| kind.name.clone());
        DossierAct::FileOutcome(Box::new(NewOutcome {
            scan: None,
            outcome: OutcomeId(ids.next(now.0)),
            kind_code: kind.map(|kind| kind.code.clone()).unwrap_or_default(),
            holder_no: self.holder_no.clone(),
            name,
            summary: text::summary(&procedure.name, &self.holder_name),
            starts_on: Some(starts_on),
            term,
            ends_on,
            file: office.result.clone(),
            unsigned_reason: Some(text::SIGNED_ON_PAPER.to_owned()),
            kept: None,
            replaces: None,
            reason: None,
        }))
    }

    fn hand_back(&self) -> DossierAct {
        let receiver = Receiver {
            receiver_name: self.holder_name.clone(),
            receiver_no: self.holder_no.clone(),
            receiver_basis: None,
        };
        DossierAct::HandBack {
            receiver,
            way: ReturnWay::Desk,
            verified: None,
            unpaid_reason: Some(text::UNPAID.to_owned()),
        }
    }
}

/// The usual term with its last day; none where it has none.
fn term(usual: Option<&str>, starts_on: NaiveDate) -> (Option<String>, Option<NaiveDate>) {
    let term: Option<Term> = usual.and_then(|term| term.parse().ok());
    match term.and_then(|term| term.ends_on(starts_on).map(|end| (term, end))) {
        Some((term, end)) => (Some(term.to_string()), Some(end)),
        None => (None, None),
    }
}

fn account(dice: &mut Dice) -> AccountFinding {
    let (account, reason) = match dice.below(100) {
        0..12 => (Account::Missing, Some(text::NO_ACCOUNT.to_owned())),
        12..17 => (Account::Unknown, Some(text::NO_ACCOUNT.to_owned())),
        _ => (Account::Exists, None),
    };
    AccountFinding {
        account,
        account_at: None,
        account_source: AccountSource::Officer,
        account_reason: reason,
    }
}

fn component(
    choice: &ComponentChoice,
    files: Vec<DraftFile>,
    ids: &mut dyn IdSource,
    now: Moment,
) -> DraftComponent {
    let received = choice.required != Required::No;
    DraftComponent {
        id: ComponentId(ids.next(now.0)),
        kind_ref: Some(choice.position),
        name: choice.name.clone(),
        required: choice.required,
        submission: choice.submission,
        received,
        not_applicable: false,
        copies: choice.copies.clamp(1, 99),
        form: choice.form,
        reject_reason: None,
        files: if received { files } else { Vec::new() },
        keep: false,
        care: crate::domain::special::Care::default(),
    }
}

fn file(office: &Office, ids: &mut dyn IdSource, now: Moment) -> DraftFile {
    let page = &office.page;
    DraftFile {
        id: FileId(ids.next(now.0)),
        sha256: page.sha256,
        size: page.size,
        mime: page.mime.clone(),
        name: page.name.clone(),
        pages: page.pages,
        source: FileSource::Online,
        paper_id: None,
        signature: SignatureMark::None,
        weighed: None,
    }
}

fn forward(to_step: u32, to: OfficerId, fate: Fate) -> DossierAct {
    let when = |is: bool, reason: &str| is.then(|| reason.to_owned());
    DossierAct::Forward(Forward {
        to_step,
        to_officer: Some(to),
        to_unit: None,
        opinion: String::new(),
        undigitised_reason: when(to_step == 2 && fate == Fate::Undigitised, text::SCANNER_BUSY),
        no_product_reason: when(to_step == 3 && fate == Fate::NoProduct, text::HIS_WISH),
        verified: None,
    })
}

fn supplement() -> DossierAct {
    DossierAct::AskSupplement {
        draft: None,
        items: vec![text::MISSING_PAPER.to_owned()],
        reason: text::WHY_MISSING.to_owned(),
    }
}

fn withdraw() -> DossierAct {
    DossierAct::Withdraw {
        reason: text::HIS_WISH.to_owned(),
        papers_given_back: String::new(),
    }
}

/// A file that lies in the desk's store.
pub(super) fn stored(name: &str, mime: &str, (sha256, size): (FileHash, u64)) -> StoredFile {
    StoredFile {
        sha256,
        size,
        mime: mime.to_owned(),
        name: name.to_owned(),
        pages: Some(1),
        signature: SignatureMark::None,
    }
}
