//! Checks an act against the state and states its facts: the body of its op.
//!
//! Only reads, but for the tries of a leader's PIN. What it computes (codes, due times, steps) is in the body, so that
//! `apply` needs no rules.

mod accept;
mod components;
mod desk;
mod draft;
mod edit;
mod fees;
mod flow;
mod forms;
mod kho;
mod months;
mod numbers;
mod office;
mod online;
mod outcomes;
mod pages;
mod register;
mod returns;
mod signatures;
mod situation;
mod supplement;
mod uncounted;
mod undo;
pub(crate) mod waits;
pub(crate) mod workflow;

use uuid::Uuid;

use crate::domain::act::{Act, DossierAct, Outcome};
use crate::domain::ids::DossierId;
use crate::domain::refusal::Refusal;
use crate::store::body::Body;
use crate::store::tray::TrayChange;

pub(crate) use desk::{Desk, OUTSIDE, actor};
pub(crate) use office::row_of;

/// An act as facts: what will be appended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    /// The aggregate.
    pub row: Uuid,
    /// What is stated.
    pub body: Body,
}

/// What an act comes to: its facts, and what only the writer knew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Usually one; taking a paper of several dossiers out of the kho states one fact for each.
    pub stated: Vec<Fact>,
    /// For the screen.
    pub outcome: Outcome,
    /// The draft it came from, or that was to answer it: it goes.
    pub draft: Option<DossierId>,
    /// Pages that leave the tray or come back to it.
    pub tray: TrayChange,
    /// The portal code of a dossier that is in now: what was held back of it is settled.
    pub settles: Option<String>,
}

impl Facts {
    fn of(row: Uuid, body: Body) -> Self {
        Self::all(vec![Fact { row, body }])
    }

    fn all(stated: Vec<Fact>) -> Self {
        Self {
            stated,
            outcome: Outcome::Plain,
            draft: None,
            tray: TrayChange::default(),
            settles: None,
        }
    }

    fn dossier(dossier: DossierId, body: Body) -> Self {
        Self::of(dossier.0, body)
    }

    fn with(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    fn moving(mut self, tray: TrayChange) -> Self {
        self.tray = tray;
        self
    }

    fn settling(mut self, portal_code: &str) -> Self {
        self.settles = Some(portal_code.to_owned());
        self
    }

    fn ending(mut self, draft: Option<DossierId>) -> Self {
        self.draft = draft;
        self
    }
}

/// Refuses the act, or states its facts.
pub(crate) fn state(desk: &mut Desk<'_>, act: &Act) -> Result<Facts, Refusal> {
    match act {
        Act::AddOfficer {
            officer,
            name,
            title,
            roles,
        } => office::add_officer(desk, *officer, (name, title, *roles)),
        Act::ChangeOfficer {
            officer,
            name,
            title,
            roles,
            active,
        } => {
            let wanted = office::Wanted {
                name: name.as_deref(),
                title: title.as_deref(),
                roles: *roles,
                active: *active,
            };
            office::change_officer(desk, *officer, &wanted)
        }
        Act::SetSetting { key, value } => office::set_setting(desk, key, value),
        Act::AddPaper(paper) => kho::add(desk, paper),
        Act::RevokePaper { paper, reason } => kho::revoke(desk, *paper, reason),
        Act::CloseRegister { year } => register::close(desk, *year),
        Act::CloseMonth { month } => months::close(desk, *month),
        Act::SetTrust(change) => signatures::trust(desk, change),
        Act::VerifyPaper { paper } => signatures::verify_paper(desk, *paper),
        Act::TakeTally { given, file } => months::take(desk, (given, *file)),
        Act::Dossier { dossier, act } => on_dossier(desk, *dossier, act),
    }
}

fn on_dossier(desk: &mut Desk<'_>, dossier: DossierId, act: &DossierAct) -> Result<Facts, Refusal> {
    match act {
        DossierAct::RegisterOnline(filed) => online::register(desk, dossier, filed),
        DossierAct::Accept(draft) => accept::accept(desk, dossier, draft),
        DossierAct::Refuse {
            draft,
            reason,
            basis,
            go_to,
        } => supplement::refuse(desk, (dossier, draft.as_deref()), [reason, basis, go_to]),
        DossierAct::AskSupplement { draft, items, reason } => {
            supplement::ask(desk, (dossier, draft.as_deref()), items, reason)
        }
        DossierAct::ReceiveSupplement { papers, came } => supplement::receive(desk, dossier, (papers, came)),
        DossierAct::Forward(forward) => flow::forward(desk, dossier, forward),
        DossierAct::ForwardBack {
            to_step,
            to_officer,
            reason,
        } => flow::forward_back(desk, dossier, (*to_step, *to_officer), reason),
        DossierAct::Withdraw { .. }
        | DossierAct::Stop { .. }
        | DossierAct::Apologise { .. }
        | DossierAct::HandBack { .. }
        | DossierAct::Void { .. } => on_its_end(desk, dossier, act),
        DossierAct::CheckAccount(finding) => edit::check_account(desk, dossier, finding),
        DossierAct::Edit { changes } => edit::edit(desk, dossier, changes),
        DossierAct::SetCabinet { cabinet } => edit::set_cabinet(desk, dossier, cabinet),
        DossierAct::EditFees(_) | DossierAct::AskFee { .. } | DossierAct::SettleFee(_) => {
            fees::on_dossier(desk, dossier, act)
        }
        DossierAct::AddComponent(_)
        | DossierAct::EditComponent { .. }
        | DossierAct::VoidComponent { .. }
        | DossierAct::AttachFiles { .. }
        | DossierAct::DetachFile { .. }
        | DossierAct::SetPages(_)
        | DossierAct::AccountPages(_)
        | DossierAct::ConfirmCopying { .. }
        | DossierAct::ExemptComponent { .. } => on_papers(desk, dossier, act),
        DossierAct::FileInterim {
            interim,
            file,
            note,
            whose,
        } => outcomes::file_interim(desk, dossier, (*interim, file), (note, whose.as_ref())),
        DossierAct::FileOutcome(outcome) => outcomes::file(desk, dossier, outcome),
        DossierAct::RevokeOutcome { outcome, reason } => outcomes::revoke(desk, dossier, *outcome, reason),
        DossierAct::KeepPaper { .. } => kho::keep(desk, dossier, act),
        DossierAct::IssueForm(form) => forms::issue(desk, dossier, form),
        DossierAct::ReprintForm { form } => forms::reprint(desk, dossier, *form),
        DossierAct::SignFile(new) => signatures::sign(desk, dossier, new),
        DossierAct::VerifyFile { file } => signatures::verify(desk, dossier, *file),
        DossierAct::Undo { op } => undo::undo(desk, dossier, *op),
    }
}

/// How a dossier ends, and the apology when it does not in time.
fn on_its_end(desk: &mut Desk<'_>, dossier: DossierId, act: &DossierAct) -> Result<Facts, Refusal> {
    match act {
        DossierAct::Withdraw {
            reason,
            papers_given_back,
        } => returns::withdraw(desk, dossier, reason, papers_given_back),
        DossierAct::Stop { reason, basis } => returns::stop(desk, dossier, reason, basis),
        DossierAct::Apologise { reason, promised_at } => {
            returns::apologise(desk, dossier, reason, *promised_at)
        }
        DossierAct::HandBack {
            receiver,
            way,
            verified,
            unpaid_reason,
        } => {
            let how = (*way, verified.clone(), unpaid_reason.as_deref());
            returns::hand_back(desk, dossier, receiver, how)
        }
        DossierAct::Void { reason } => returns::void(desk, dossier, reason),
        _ => Err(Refusal::Fault { code: "act" }),
    }
}

/// The acts on a dossier's papers, their files and pages.
fn on_papers(desk: &mut Desk<'_>, dossier: DossierId, act: &DossierAct) -> Result<Facts, Refusal> {
    match act {
        DossierAct::AddComponent(component) => components::add(desk, dossier, component),
        DossierAct::EditComponent {
            component,
            change,
            reason,
        } => components::edit(desk, dossier, (*component, change), reason.as_deref()),
        DossierAct::VoidComponent { component, reason } => {
            components::void(desk, dossier, *component, reason)
        }
        DossierAct::AttachFiles { component, files } => components::attach(desk, dossier, *component, files),
        DossierAct::DetachFile { file, reason } => components::detach(desk, dossier, *file, reason),
        DossierAct::SetPages(new) => pages::set(desk, dossier, new),
        DossierAct::AccountPages(counted) => pages::account(desk, dossier, counted),
        DossierAct::ConfirmCopying { rule, holds } => pages::confirm(desk, dossier, *rule, *holds),
        DossierAct::ExemptComponent { .. } => pages::exempt(desk, dossier, act),
        _ => Err(Refusal::Fault { code: "act" }),
    }
}

/// The text without blanks around it; refused when nothing is left.
fn needed(text: &str, why: Refusal) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        Err(why)
    } else {
        Ok(text.to_owned())
    }
}

/// A reason, without blanks around it.
fn reason(text: &str) -> Result<String, Refusal> {
    needed(text, Refusal::NeedsReason)
}

/// An optional text; blanks are nothing.
fn filled(text: Option<&str>) -> Option<String> {
    text.map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
