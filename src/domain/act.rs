//! What officers do: the acts the store can be asked for. Each becomes one op in one transaction.
//! An act says what the officer wants; codes, times and due dates are the writer's and come back in [`Done`]. Who may do
//! what, and from which status, is [`crate::domain::moves`].

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::domain::component::{Digitise, PaperClass, PaperForm, Required, SignatureMark, Submission};
use crate::domain::copying::Rule;
use crate::domain::dossier::{AccountFinding, Receiver, ReturnWay};
use crate::domain::draft::{Draft, DraftFile};
use crate::domain::fee::FeeLine;
use crate::domain::ids::{
    ComponentId, DossierId, FileHash, FileId, FormId, InterimId, OfficerId, OpId, OutcomeId, PaperId,
};
use crate::domain::manifest::Verified;
use crate::domain::officer::Roles;
use crate::domain::package::Filing;
use crate::domain::signature::trust::TrustChange;
use crate::domain::signing::act::NewSignature;
use crate::domain::special::{Custody, ExemptReason, Exemption, Trait, Whose};
use crate::domain::tally::Month;
use crate::domain::tally::given::Given;
use crate::domain::time::Moment;
use crate::domain::weight::KeptHeavy;

mod pages;

pub use pages::{NewPages, PagesCounted};

/// An act with who does it and, where the rules want one, who approves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who pressed the key.
    pub actor: OfficerId,
    /// A leader's approval, proved by his PIN. Never the actor himself.
    pub approval: Option<Approval>,
    /// What is wanted.
    pub act: Act,
}

/// A leader says yes, with his PIN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Who approves.
    pub officer: OfficerId,
    /// His PIN as typed; checked by the store, never logged.
    pub pin: Pin,
}

/// A PIN as typed. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Pin(pub String);

/// What was typed does not stay in memory.
impl Drop for Pin {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// Everything that can be asked of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Quản trị: add an officer. The PIN becomes his first one (`must_change`), and stays out of the log.
    AddOfficer {
        officer: OfficerId,
        name: String,
        title: String,
        roles: Roles,
    },
    /// Quản trị: change name, title, roles or activity; `None` = unchanged.
    ChangeOfficer {
        officer: OfficerId,
        name: Option<String>,
        title: Option<String>,
        roles: Option<Roles>,
        active: Option<bool>,
    },
    /// Quản trị: an office-wide setting; the value is checked against [`crate::domain::settings`].
    SetSetting { key: String, value: String },
    /// An act on one dossier.
    Dossier { dossier: DossierId, act: DossierAct },
    /// An older paper result digitised without a dossier.
    AddPaper(Box<NewPaper>),
    /// Khóa sổ theo dõi hồ sơ of a year of this desk: no number of it is given afterwards.
    CloseRegister { year: i32 },
    /// Chốt tháng: the monthly form's figures of this unit as they stand; they never change afterwards.
    CloseMonth { month: Month },
    /// Another desk's tally, and the SHA-256 of the file it came in.
    TakeTally { given: Box<Given>, file: FileHash },
    /// Take a paper out of the kho, with a reason; refused while an open dossier uses it.
    RevokePaper { paper: PaperId, reason: String },
    /// Quản trị: CA certificates into the office's trust store, or one out of it.
    SetTrust(Box<TrustChange>),
    /// What a new check of the signatures of a paper of the kho found.
    VerifyPaper { paper: PaperId },
}

/// Acts on one dossier. The table of moves is data-model.md §5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DossierAct {
    /// Nộp trực tuyến: a dossier of a package; its files lie in the store already.
    RegisterOnline(Box<FiledOnline>),
    /// Tiếp nhận.
    Accept(Box<Draft>),
    /// Từ chối tiếp nhận; from a draft it carries what the draft knows.
    Refuse {
        draft: Option<Box<Draft>>,
        reason: String,
        basis: String,
        go_to: String,
    },
    /// Yêu cầu bổ sung; from a draft it carries the draft. Round 2 and later need an approval.
    AskSupplement {
        draft: Option<Box<Draft>>,
        items: Vec<String>,
        reason: String,
    },
    /// Nhận bổ sung: what came, in words and paper by paper. Files are attached by their own acts.
    ReceiveSupplement { papers: String, came: Vec<Came> },
    /// Chuyển bước.
    Forward(Forward),
    /// Chuyển trả lại bước xử lý (9 → 4).
    ForwardBack {
        to_step: u32,
        to_officer: Option<OfficerId>,
        reason: String,
    },
    /// Chủ hồ sơ rút.
    Withdraw {
        reason: String,
        papers_given_back: String,
    },
    /// Dừng giải quyết; needs an approval.
    Stop { reason: String, basis: String },
    /// Xin lỗi và hẹn lại; beyond `apology_max` needs an approval.
    Apologise { reason: String, promised_at: Moment },
    /// Trả kết quả. A second press answers [`Refusal::AlreadyReturned`](crate::domain::refusal::Refusal) and writes nothing.
    HandBack {
        receiver: Receiver,
        way: ReturnWay,
        /// What reading the files again came to; `None` = they could not be read.
        verified: Option<Verified>,
        /// Why it goes out although something is still to be paid.
        unpaid_reason: Option<String>,
    },
    /// Kiểm tra tài khoản, after reception.
    CheckAccount(AccountFinding),
    /// Cập nhật: changed fields by their stable column name, old value as the screen saw it, and new value.
    Edit { changes: Vec<FieldChange> },
    /// Lưu hồ sơ vào tủ.
    SetCabinet { cabinet: String },
    /// Hủy hồ sơ nhập nhầm: leader and reason, the code stays used.
    Void { reason: String },
    /// (2) Thành phần hồ sơ khác, after reception.
    AddComponent(NewComponent),
    /// Changes of one component; `None` = unchanged.
    EditComponent {
        component: ComponentId,
        change: ComponentChange,
        reason: Option<String>,
    },
    /// A component entered by mistake.
    VoidComponent { component: ComponentId, reason: String },
    /// Gắn tệp: appended to the component in this order. Files lie in the store already.
    AttachFiles {
        component: ComponentId,
        files: Vec<DraftFile>,
    },
    /// Gỡ tệp.
    DetachFile { file: FileId, reason: String },
    /// The scanned pages of a component, whole and in order; they leave the tray, and what they replace goes back to it.
    SetPages(Box<NewPages>),
    /// Hoàn tất số hóa of a component: what was counted, and the PDF made of its pages.
    AccountPages(Box<PagesCounted>),
    /// An officer's word that one of the letter's rules for copying is kept, or that he takes it back.
    ConfirmCopying { rule: Rule, holds: bool },
    /// Không số hóa: the reason, and a leader who is not the actor approves.
    ExemptComponent {
        component: ComponentId,
        why: ExemptReason,
        reason: String,
    },
    /// Lưu tập tin kết quả: not an outcome.
    FileInterim {
        interim: InterimId,
        file: StoredFile,
        note: String,
        /// Whose it is; asked where the file is a copy of paper.
        whose: Option<Whose>,
    },
    /// Cập nhật kết quả xử lý hồ sơ.
    FileOutcome(Box<NewOutcome>),
    /// Thu hồi kết quả.
    RevokeOutcome { outcome: OutcomeId, reason: String },
    /// Put a component's file into the holder's kho.
    KeepPaper {
        paper: PaperId,
        file: FileId,
        kind_code: Option<String>,
        name: String,
        starts_on: Option<NaiveDate>,
        ends_on: Option<NaiveDate>,
    },
    /// A form was made and stored (prints = 0).
    IssueForm(IssuedForm),
    /// One copy went to the printer or the viewer.
    ReprintForm { form: FormId },
    /// Phí, lệ phí: the lines as the screen saw them and as they shall be. A paid line changes only with a reason.
    EditFees(Box<FeesWanted>),
    /// Chờ nộp phí: the dossier waits until what is due is paid.
    AskFee { reason: String },
    /// Đã nộp: the last lines are settled, and the dossier goes on where it waited.
    SettleFee(Box<FeesWanted>),
    /// Ký số: the signed copy goes out in the place of what was signed.
    SignFile(Box<NewSignature>),
    /// What a new check of a file's signatures found, wherever the dossier names the file.
    VerifyFile { file: FileHash },
    /// Hoàn tác: a new op with old and new swapped; only by the same officer, only for the last act on that dossier.
    Undo { op: OpId },
}

/// A dossier that a citizen filed online.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledOnline {
    /// What the package says.
    pub filing: Filing,
    /// The file of each of its papers, in the same order.
    pub files: Vec<StoredFile>,
    /// All it says, kept as a file.
    pub said: StoredFile,
}

/// Lines of fees, changed whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeesWanted {
    /// As the screen saw them.
    pub was: Vec<FeeLine>,
    /// As they shall be; what is not among them any more is taken away.
    pub now: Vec<FeeLine>,
    /// Why a paid line changes.
    pub reason: Option<String>,
}

/// Chuyển bước kế tiếp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward {
    /// Number of the step entered.
    pub to_step: u32,
    /// Who has it next; `None` for an outside agency.
    pub to_officer: Option<OfficerId>,
    /// Name of the agency outside this office that has it next.
    pub to_unit: Option<String>,
    /// Ý kiến.
    pub opinion: String,
    /// Why it leaves the desk while chưa số hóa đủ.
    pub undigitised_reason: Option<String>,
    /// Kết thúc không có sản phẩm: why there is nothing to hand back.
    pub no_product_reason: Option<String>,
    /// What reading the files again came to; `None` = they could not be read.
    pub verified: Option<Verified>,
}

/// One changed field of `Cập nhật`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Column of `dossier`, e.g. `holder_name`, `phone`.
    pub field: String,
    /// As the screen saw it; another value found there is a conflict (a value, not an error).
    pub old: Option<String>,
    /// What it shall be.
    pub new: Option<String>,
}

/// A paper that came when papers had been asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Came {
    /// One of the dossier's list.
    Listed(ComponentId),
    /// One that the list does not name, with the id it gets: it joins "(2) thành phần hồ sơ khác".
    Other { component: ComponentId, name: String },
}

/// A component added after reception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewComponent {
    /// Row id.
    pub component: ComponentId,
    /// Name.
    pub name: String,
    /// Loại.
    pub form: PaperForm,
    /// Số bản.
    pub copies: u32,
    /// Handed in or shown.
    pub submission: Submission,
    /// A paper of the citizen's, or a result on paper that is to be scanned.
    pub class: PaperClass,
}

/// Changes of a component; `None` = unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComponentChange {
    /// ☑.
    pub received: Option<bool>,
    /// Số bản.
    pub copies: Option<u32>,
    /// Loại.
    pub form: Option<PaperForm>,
    /// `Some(None)` = đạt.
    pub reject_reason: Option<Option<String>>,
    /// Must it be handed in?
    pub required: Option<Required>,
    /// Name, only for "thành phần khác".
    pub name: Option<String>,
    /// The letter's kinds of papers that need care.
    pub traits: Option<BTreeSet<Trait>>,
    /// Waits for a device, or is to be digitised after all. Never `Done` or `Exempt`: those have their own acts.
    pub digitise: Option<Digitise>,
    /// When a paper that waits for a device is to be looked at again.
    pub remind_on: Option<Option<NaiveDate>>,
    /// Where the original is.
    pub custody: Option<Option<Custody>>,
    /// Is it what another body found, verified or thinks?
    pub of_other_body: Option<bool>,
    /// The sector's law that allows a copy which the letter forbids: pages and files may come in then.
    pub basis: Option<Option<String>>,
    /// Không số hóa as it is wished; a leader decides with [`DossierAct::ExemptComponent`].
    pub proposal: Option<Option<Exemption>>,
}

/// A file that lies in the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredFile {
    /// Its bytes.
    pub sha256: FileHash,
    /// Bytes.
    pub size: u64,
    /// `application/pdf` …
    pub mime: String,
    /// Name the officer knows it by.
    pub name: String,
    /// Pages, where the kind has pages.
    pub pages: Option<u32>,
    /// What is known of its signature.
    pub signature: SignatureMark,
}

/// Every field of the dialog "Cập nhật kết quả xử lý hồ sơ".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOutcome {
    /// Row id.
    pub outcome: OutcomeId,
    /// Mã giấy tờ (kind).
    pub kind_code: String,
    /// Số định danh của cá nhân, tổ chức.
    pub holder_no: String,
    /// Tên giấy tờ.
    pub name: String,
    /// Trích yếu nội dung giấy tờ.
    pub summary: String,
    /// Ngày bắt đầu có hiệu lực.
    pub starts_on: Option<NaiveDate>,
    /// Thời hạn as canonical text (`10y`).
    pub term: Option<String>,
    /// Ngày hết hạn; `None` = vô thời hạn.
    pub ends_on: Option<NaiveDate>,
    /// Tệp tin kết quả đính kèm.
    pub file: StoredFile,
    /// The scan whose pages the file is made of; `None` = a file that was chosen.
    pub scan: Option<ComponentId>,
    /// Why a file is taken that is unsigned, or whose signature nobody here can decide.
    pub unsigned_reason: Option<String>,
    /// Why a file above the recommended size is taken as it is; `None` = it is not, or it was weighed as a scan.
    pub kept: Option<KeptHeavy>,
    /// The outcome it replaces, with `reason`.
    pub replaces: Option<OutcomeId>,
    /// Why it replaces.
    pub reason: Option<String>,
}

/// A paper put into the kho without a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPaper {
    /// Row id.
    pub paper: PaperId,
    /// Number of its owner.
    pub owner_no: String,
    /// Mã giấy tờ (kind).
    pub kind_code: String,
    /// Tên giấy tờ.
    pub name: String,
    /// In force from.
    pub starts_on: Option<NaiveDate>,
    /// In force until; `None` = vô thời hạn.
    pub ends_on: Option<NaiveDate>,
    /// Its file.
    pub file: StoredFile,
    /// Why a file is taken that is unsigned, or whose signature nobody here can decide.
    pub unsigned_reason: Option<String>,
}

/// A form that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedForm {
    /// Row id.
    pub form: FormId,
    /// `receipt` …
    pub template: String,
    /// `TT01-2018` …
    pub form_set: String,
    /// The number drawn on it, where it had one before; refused when the log would give another.
    pub number: Option<String>,
    /// Its PDF.
    pub sha256: FileHash,
    /// Bytes.
    pub size: u64,
    /// Pages.
    pub pages: u32,
}

/// What a committed act answers. It is durable when this value exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The op in the log.
    pub op: OpId,
    /// When, by the writer's clock.
    pub at: Moment,
    /// What was touched, so that screens know what to ask again.
    pub touched: Touched,
    /// What the writer computed, where the screen must show it.
    pub outcome: Outcome,
}

/// Facts that only the writer knew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing more to say.
    Plain,
    /// Tiếp nhận: code, lookup code, register entry and due time.
    Accepted {
        code: String,
        lookup: String,
        book: u32,
        register_no: u32,
        due_at: Option<Moment>,
    },
    /// A form number was given (refusal, supplement).
    Numbered { number: String },
    /// Bổ sung đã nhận: the new promise.
    Promised { promised_at: Option<Moment> },
    /// The code a filed outcome got.
    Filed { paper_code: String },
    /// How many papers went into the kho.
    Returned { papers: u32 },
}

/// What an act touched, by noun.
#[expect(clippy::struct_excessive_bools, reason = "a set of nouns, not a state")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Touched {
    /// Dossiers, components, files, outcomes, forms.
    pub dossiers: bool,
    /// The kho.
    pub papers: bool,
    /// Officers.
    pub officers: bool,
    /// Settings.
    pub settings: bool,
    /// Procedures, places, calendar.
    pub reference: bool,
}
