//! One dossier with everything in it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::component::{
    Digitise, FileSource, NO_COPY, OutcomeState, PageAccount, PaperForm, Required, SignatureMark, Submission,
    WaitKind,
};
use crate::domain::copying::Confirmed;
use crate::domain::deadline::Limit;
use crate::domain::digitise::{self, Detail, Facts, Remark, ScanPolicy};
use crate::domain::dossier::{
    AccountFinding, Bearer, Channel, Holder, OfficerName, Product, Receiver, ReturnWay,
};
use crate::domain::fee::FeeLine;
use crate::domain::ids::{
    ComponentId, FileHash, FileId, FormId, InterimId, OfficerId, OpId, OutcomeId, PaperId,
};
use crate::domain::moves::StepRole;
use crate::domain::pages::{Claim, Page};
use crate::domain::rows::DossierRow;
use crate::domain::slip::Event;
use crate::domain::special::{Care, Custody, Exemption, Trait};
use crate::domain::time::Moment;

/// Everything about one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierView {
    /// The list's row.
    pub row: DossierRow,
    /// Lookup code of 4 characters.
    pub lookup: Option<String>,
    /// How it came.
    pub channel: Channel,
    /// When it was filed online; `None` where it was not.
    pub submitted_at: Option<Moment>,
    /// Book and number of the register.
    pub register: Option<(u32, u32)>,
    /// Number of its receipt: the one on the first print, or else the one it will get.
    pub receipt_no: Option<String>,
    /// Lĩnh vực.
    pub sector_name: String,
    /// Trường hợp.
    pub case_name: Option<String>,
    /// Pinned version of the procedure, in hexadecimal.
    pub procedure_version: String,
    /// Number of the workflow inside the version; 0 = the default three steps.
    pub workflow: u32,
    /// Nội dung yêu cầu giải quyết.
    pub subject: String,
    /// Thời hạn; `None` = the procedure states none.
    pub limit: Option<Limit>,
    /// Số bộ.
    pub sets: u32,
    /// Chủ hồ sơ.
    pub holder: Holder,
    /// Người nộp.
    pub bearer: Option<Bearer>,
    /// Account finding.
    pub account: AccountFinding,
    /// Why an odd number of the holder was kept.
    pub number_reason: Option<String>,
    /// Components in order, voided ones last.
    pub components: Vec<ComponentView>,
    /// Results on paper and their pages; never among the components, which are counted.
    pub outcome_scans: Vec<ComponentView>,
    /// Văn bản trung gian.
    pub interims: Vec<InterimView>,
    /// Kết quả, newest first.
    pub outcomes: Vec<OutcomeView>,
    /// Phiếu.
    pub forms: Vec<FormView>,
    /// Waits.
    pub waits: Vec<WaitView>,
    /// Phí, lệ phí, those taken away left out.
    pub fees: Vec<FeeLine>,
    /// Words of officers for the letter's rules for copying that still stand.
    pub confirmed: Vec<Confirmed>,
    /// History, oldest first.
    pub history: Vec<HistoryRow>,
    /// Acts that slips speak of, oldest first.
    pub events: Vec<Event>,
    /// The workflow's steps.
    pub steps: Vec<StepView>,
    /// Does the current step file outcomes?
    pub files_outcome: bool,
    /// Role of the current step.
    pub step_role: StepRole,
    /// Product.
    pub product: Product,
    /// Why there is none.
    pub no_product_reason: Option<String>,
    /// How it goes back.
    pub return_way: ReturnWay,
    /// Who received it.
    pub receiver: Option<Receiver>,
    /// Who handed it back.
    pub returned_by: Option<String>,
    /// Tủ.
    pub cabinet: Option<String>,
    /// Ghi chú ("Tiếp nhận kèm ghi chú").
    pub note: Option<String>,
    /// Nhập bù.
    pub backfilled_reason: Option<String>,
    /// Times apologised.
    pub apologies: u32,
    /// Supplement rounds so far.
    pub rounds: u32,
    /// Reused a paper of the kho.
    pub reused: bool,
    /// Which papers the office digitised when it was received.
    pub scan_policy: ScanPolicy,
    /// Reason of voiding.
    pub void_reason: Option<String>,
    /// Other dossiers of the same holder, newest first, at most 9.
    pub others: Vec<DossierRow>,
    /// The last act, if this officer could undo it: op and kind.
    pub undoable: Option<(OpId, OfficerId, String)>,
    /// Whose pages that act placed or counted.
    pub undoable_pages: Option<ComponentId>,
}

impl DossierView {
    /// What has pages: a component, or a result on paper.
    pub fn paged(&self, id: ComponentId) -> Option<&ComponentView> {
        self.components
            .iter()
            .chain(&self.outcome_scans)
            .find(|it| it.id == id)
    }

    /// The scan of a result that no outcome was made of yet.
    pub fn open_scan(&self) -> Option<&ComponentView> {
        let used = |id| self.outcomes.iter().any(|it| it.scan == Some(id));
        self.outcome_scans
            .iter()
            .find(|it| it.void_reason.is_none() && !used(it.id))
    }
}

impl ComponentView {
    /// Were its pages counted, and is the sum right or a reason written?
    pub fn is_counted(&self) -> bool {
        matches!(self.account, PageAccount::Balanced | PageAccount::Reasoned)
    }
}

/// A step of the workflow, with what happened at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// Number.
    pub no: u32,
    /// Name.
    pub name: String,
    /// Whose work it is.
    pub role: StepRole,
    /// The dossier is here now.
    pub current: bool,
    /// The dossier was here.
    pub done: bool,
    /// The processing can be ended from here: the step that ends it is among those that may come next.
    pub ends: bool,
    /// Who had it or has it.
    pub officer: Option<String>,
}

/// A component of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentView {
    /// Id.
    pub id: ComponentId,
    /// Place in the list.
    pub position: u32,
    /// Position in the procedure version; `None` = thành phần khác.
    pub kind_ref: Option<u32>,
    /// Name.
    pub name: String,
    /// Must it be handed in?
    pub required: Required,
    /// Handed in or shown.
    pub submission: Submission,
    /// ☑.
    pub received: bool,
    /// Số bản.
    pub copies: u32,
    /// Loại.
    pub form: PaperForm,
    /// Why it is không đạt.
    pub reject_reason: Option<String>,
    /// Digitising.
    pub digitise: Digitise,
    /// Page account.
    pub account: PageAccount,
    /// What was said of its sheets; empty where nobody was asked.
    pub claim: Claim,
    /// Its scanned pages, in order.
    pub pages: Vec<Page>,
    /// Why the sum of the pages is not right.
    pub page_reason: Option<String>,
    /// Kinds of papers that need care.
    pub traits: BTreeSet<Trait>,
    /// What another body found, verified or thinks: not to be copied.
    pub of_other_body: bool,
    /// Waits for a device: when to look at it again.
    pub remind_on: Option<NaiveDate>,
    /// Where the original is.
    pub custody: Option<Custody>,
    /// Why it is not digitised. Decided where [`Digitise::Exempt`] stands, else only wished.
    pub exempt: Option<Exemption>,
    /// The leader who decided it, and when.
    pub exempted: Option<(String, Moment)>,
    /// The sector's law that allows a copy which the letter forbids.
    pub basis: Option<String>,
    /// Files that go out, in order.
    pub files: Vec<FileView>,
    /// Files too heavy to go out, kept whole: lighter ones or their parts stand in their place among `files`.
    pub heavy: Vec<FileView>,
    /// Voided with this reason.
    pub void_reason: Option<String>,
}

impl ComponentView {
    /// What a reception would know of its care.
    pub fn care(&self) -> Care {
        Care {
            traits: self.traits.clone(),
            of_other_body: self.of_other_body,
            waits: self.digitise == Digitise::Waiting,
            remind_on: self.remind_on,
            custody: self.custody,
            proposal: self.exempt.clone().filter(|_| self.digitise != Digitise::Exempt),
            basis: self.basis.clone(),
        }
    }

    /// Did an officer say that it does not apply here?
    pub fn is_not_applicable(&self) -> bool {
        !self.received && self.copies == NO_COPY
    }

    /// What counts of it.
    pub fn facts(&self) -> Facts {
        Facts {
            received: self.received,
            submission: self.submission,
            form: self.form,
            digitise: self.digitise,
            account: self.account,
            files: u32::try_from(self.files.len()).unwrap_or(u32::MAX),
            void: self.void_reason.is_some(),
        }
    }

    /// Images that its page account asks for and that are not there.
    pub fn missing(&self) -> u32 {
        let pages = u32::try_from(self.pages.len()).unwrap_or(u32::MAX);
        self.claim.need().saturating_sub(pages)
    }

    /// What is to be said of its digital copy.
    pub fn remark(&self, policy: ScanPolicy) -> Option<Remark> {
        let detail = Detail {
            missing: self.missing(),
            remind_on: self.remind_on,
            exempt: self.exempt.as_ref().map(|it| it.why),
        };
        digitise::remark(&self.facts(), detail, policy)
    }

    /// Does its paper lie here, and is it digitised?
    pub fn takes_pages(&self) -> bool {
        self.received
            && self.submission == Submission::Submit
            && self.void_reason.is_none()
            && self.digitise != Digitise::Exempt
    }
}

/// A file of a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileView {
    /// Id.
    pub id: FileId,
    /// Bytes.
    pub sha256: FileHash,
    /// Name.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Mime type.
    pub mime: String,
    /// Pages.
    pub pages: Option<u32>,
    /// Where from.
    pub source: FileSource,
    /// The kho's paper.
    pub paper_id: Option<PaperId>,
    /// Signature.
    pub signature: SignatureMark,
    /// The bytes before they were signed here; `None` = not signed here.
    pub original: Option<FileHash>,
    /// The heavier file in whose place it stands.
    pub instead_of: Option<FileId>,
    /// Attached when.
    pub attached_at: Moment,
}

/// Văn bản trung gian.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterimView {
    /// Id.
    pub id: InterimId,
    /// Bytes.
    pub sha256: FileHash,
    /// Name.
    pub name: String,
    /// Note.
    pub note: String,
    /// Pages.
    pub pages: Option<u32>,
    /// Signature.
    pub signature: SignatureMark,
    /// When.
    pub filed_at: Moment,
    /// By whom.
    pub filed_by: String,
}

/// Kết quả.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeView {
    /// Id.
    pub id: OutcomeId,
    /// Kind.
    pub kind_code: String,
    /// `owner.kind`.
    pub paper_code: String,
    /// Owner's number.
    pub holder_no: String,
    /// Tên giấy tờ.
    pub name: String,
    /// Trích yếu.
    pub summary: String,
    /// From.
    pub starts_on: Option<NaiveDate>,
    /// Term (`10y`).
    pub term: Option<String>,
    /// Until; `None` = vô thời hạn.
    pub ends_on: Option<NaiveDate>,
    /// Bytes.
    pub sha256: FileHash,
    /// Original name of the file.
    pub file_name: String,
    /// Pages.
    pub pages: Option<u32>,
    /// The scan its file is made of.
    pub scan: Option<ComponentId>,
    /// Signature.
    pub signature: SignatureMark,
    /// The bytes before they were signed here; `None` = not signed here.
    pub original: Option<FileHash>,
    /// Why it was taken unsigned, or with a signature nobody could decide.
    pub unsigned_reason: Option<String>,
    /// State.
    pub state: OutcomeState,
    /// Reason of replacing or revoking.
    pub reason: Option<String>,
    /// When.
    pub filed_at: Moment,
    /// By whom.
    pub filed_by: String,
}

/// A printed form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormView {
    /// Id.
    pub id: FormId,
    /// `receipt` …
    pub template: String,
    /// Form set.
    pub form_set: String,
    /// Its own number.
    pub number: String,
    /// Bytes, as they were made.
    pub sha256: FileHash,
    /// The signed copy, which goes out in their place.
    pub signed: Option<FileHash>,
    /// What the last check of the signed copy found.
    pub signature: SignatureMark,
    /// When.
    pub made_at: Moment,
    /// Copies that went to printer or viewer.
    pub prints: u32,
}

/// A wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitView {
    /// 1, 2 …
    pub round: u32,
    /// For papers or money.
    pub kind: WaitKind,
    /// Since.
    pub asked_at: Moment,
    /// What was asked.
    pub items: Vec<String>,
    /// Until.
    pub answered_at: Option<Moment>,
    /// Promise before and after.
    pub due: (Option<Moment>, Option<Moment>),
}

/// One line of the history: a query on the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// Op.
    pub op: OpId,
    /// When.
    pub at: Moment,
    /// Who ("máy" = the program).
    pub officer: String,
    /// Op kind.
    pub kind: String,
    /// What, in Vietnamese.
    pub text: String,
}

/// Where a dossier can go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkflowView {
    /// Where it is.
    pub current: u32,
    /// Name of the current step.
    pub current_name: String,
    /// Steps it may enter next.
    pub next: Vec<NextStep>,
    /// Words last used as opinion at this step by this office, newest first, at most 5.
    pub opinions: Vec<String>,
}

/// A step that may be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// Number.
    pub no: u32,
    /// Name.
    pub name: String,
    /// Role.
    pub role: StepRole,
    /// Officers who could take it, the usual one first.
    pub officers: Vec<OfficerName>,
    /// Outside agencies used before at this step, newest first.
    pub units: Vec<String>,
    /// It ends the processing (status 9).
    pub finishes: bool,
    /// The step's own time and when it would end, were the dossier forwarded now; `None` = only the whole limit counts.
    pub due: Option<(Limit, Moment)>,
}
