//! F6 on a paper of an accepted dossier, wherever it is shown: a signed one shows what a check of its signatures found,
//! another one is signed.

use super::command::{Command, Offer};
use super::context::Context;
use super::destination::{Destination, SignedFile, SignedOf};
use super::job::{SignOf, ToSign};
use super::text;
use crate::domain::component::{OutcomeState, PageAccount, SignatureMark};
use crate::domain::ids::{DossierId, FileHash};
use crate::domain::moves::{self, Move};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{ComponentView, DossierView, FileView, FormView, OutcomeView, situation};
use crate::domain::signing::act::Signable;
use crate::domain::text as words;

const PDF: &str = "application/pdf";

/// A PDF of a dossier that goes out, and so may be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    dossier: DossierId,
    of: Signable,
    sha256: FileHash,
    name: String,
    mark: SignatureMark,
    mv: Move,
    /// Sheets still to be counted: counting makes a new PDF in the place of this one.
    short: Option<Refusal>,
}

impl Paper {
    /// A file of a component or of the scan of a result.
    pub fn file(view: &DossierView, file: &FileView) -> Option<Self> {
        let is_in = |component: &&ComponentView| {
            let mut files = component.files.iter();
            component.void_reason.is_none() && files.any(|it| it.id == file.id)
        };
        let of_component = view.components.iter().find(is_in).map(|it| (it, Move::SignFile));
        let of_result = || {
            let scan = view.outcome_scans.iter().find(is_in);
            scan.map(|it| (it, Move::SignOutcome))
        };
        let (component, mv) = of_component.or_else(of_result)?;
        let short = (component.account == PageAccount::Short).then(|| Refusal::PagesShort {
            need: component.claim.need(),
            have: u32::try_from(component.pages.len()).unwrap_or(u32::MAX),
        });
        // A paper of the kho keeps the bytes it has there.
        let is_own = file.paper_id.is_none() || file.signature != SignatureMark::None;
        (file.mime == PDF && is_own).then(|| Self {
            dossier: view.row.id,
            of: Signable::File(file.id),
            sha256: file.sha256,
            name: file.name.clone(),
            mark: file.signature,
            mv,
            short,
        })
    }

    /// Any paper of the dossier, by its bytes as they go out or, of a signed form, by those it was printed from.
    pub fn called(view: &DossierView, (sha256, name): (FileHash, &str)) -> Option<Self> {
        let components = view.components.iter().chain(&view.outcome_scans);
        let mut files = components.flat_map(|it| &it.files);
        let file = files.find(|it| it.sha256 == sha256);
        file.and_then(|it| Self::file(view, it))
            .or_else(|| Self::outcome(view, sha256))
            .or_else(|| Self::form(view, sha256, name))
    }

    fn outcome(view: &DossierView, sha256: FileHash) -> Option<Self> {
        let is_it = |it: &&OutcomeView| it.sha256 == sha256 && it.state == OutcomeState::Active;
        let outcome = view.outcomes.iter().find(is_it)?;
        let is_pdf = outcome.file_name.to_ascii_lowercase().ends_with(".pdf");
        is_pdf.then(|| Self {
            dossier: view.row.id,
            of: Signable::Outcome(outcome.id),
            sha256,
            name: outcome.file_name.clone(),
            mark: outcome.signature,
            mv: Move::SignOutcome,
            short: None,
        })
    }

    fn form(view: &DossierView, sha256: FileHash, name: &str) -> Option<Self> {
        let is_it = |it: &&FormView| it.sha256 == sha256 || it.signed == Some(sha256);
        let form = view.forms.iter().find(is_it)?;
        Some(Self::of_form(view.row.id, form, name))
    }

    /// A printed form of the office.
    pub fn of_form(dossier: DossierId, form: &FormView, name: &str) -> Self {
        Self {
            dossier,
            of: Signable::Form(form.id),
            sha256: form.signed.unwrap_or(form.sha256),
            name: name.to_owned(),
            mark: form.signed.map_or(SignatureMark::None, |_| form.signature),
            mv: Move::IssueForm,
            short: None,
        }
    }

    /// It holds a signature already.
    fn is_signed(&self) -> bool {
        self.mark != SignatureMark::None
    }

    /// Where F6 leads.
    pub fn opens(&self, view: &DossierView, cx: &Context) -> Destination {
        let sign = ToSign {
            of: SignOf::Dossier(self.dossier, self.of),
            title: self.name.clone(),
        };
        if !self.is_signed() {
            return Destination::Signing(vec![sign]);
        }
        Destination::Signatures(SignedFile {
            sha256: self.sha256,
            name: self.name.clone(),
            of: SignedOf::Dossier(self.dossier),
            sign: Some(sign).filter(|_| self.why_not(view, cx).is_none()),
        })
    }

    /// F6 on it.
    pub fn offer(&self, view: &DossierView, cx: &Context) -> Offer {
        let sign = Offer::new(Command::Sign);
        if self.is_signed() {
            sign.named(text::SIGNATURES)
        } else {
            sign.unless(self.why_not(view, cx))
        }
    }

    fn why_not(&self, view: &DossierView, cx: &Context) -> Option<String> {
        let refusal = if cx.read_only {
            Some(Refusal::ReadOnly)
        } else {
            let situation = situation(view, cx.settings.number("apology_max"));
            moves::why_not(self.mv, &situation, cx.actor()).or_else(|| self.short.clone())
        };
        refusal.map(|it| words::refusal(&it))
    }
}
