//! What a body says of a whole dossier, its components and files: everything `apply` needs, so that it never looks
//! at the catalogue again.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::act::StoredFile;
use crate::domain::component::{
    FileSource, PageAccount, PaperClass, PaperForm, Required, SignatureMark, Submission,
};
use crate::domain::digitise::ScanPolicy;
use crate::domain::dossier::{AccountFinding, Bearer, Channel, Holder, ReturnWay};
use crate::domain::ids::{ComponentId, FileHash, FileId, OutcomeId, PaperId};
use crate::domain::moves::StepRole;
use crate::domain::pages::Claim;
use crate::domain::special::Care;
use crate::domain::weight::{KeptHeavy, Weighed};

use super::signatures::CheckFacts;

/// A dossier as it was received, refused or sent for a supplement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The desk's unit.
    pub unit_code: String,
    /// The desk.
    pub desk_no: u32,
    /// How it came.
    pub channel: Channel,
    /// `None` when a refusal names no procedure.
    pub procedure: Option<ProcedureFacts>,
    /// Chủ hồ sơ.
    pub holder: Holder,
    /// Who brought it, when not the holder.
    pub bearer: Option<Bearer>,
    /// The account finding; `None` = nobody looked.
    pub account: Option<AccountFinding>,
    /// Nội dung yêu cầu giải quyết.
    pub subject: String,
    /// Số bộ.
    pub sets: u32,
    /// How the result shall go back.
    pub return_way: ReturnWay,
    /// Why an odd number was kept.
    pub number_reason: Option<String>,
    /// What is missing and why it was accepted all the same.
    pub note: Option<String>,
    /// Components in order.
    pub components: Vec<ComponentFacts>,
    /// Where it begins.
    pub step: StepFacts,
    /// Which papers the office digitises on this day.
    #[serde(default = "all", skip_serializing_if = "is_all")]
    pub scan_policy: ScanPolicy,
}

/// What was meant before there was a choice.
fn all() -> ScanPolicy {
    ScanPolicy::All
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
fn is_all(policy: &ScanPolicy) -> bool {
    *policy == ScanPolicy::All
}

/// The procedure, pinned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcedureFacts {
    /// Code.
    pub code: String,
    /// Version in hexadecimal.
    pub version: String,
    /// Name then.
    pub name: String,
    /// Sector's name then.
    pub sector_name: String,
    /// Case.
    pub case_name: Option<String>,
    /// Workflow's number; 0 = the default steps.
    pub workflow: u32,
}

/// A step of a workflow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepFacts {
    /// Number.
    pub no: u32,
    /// Name; empty = the default steps, whose names are the screen's.
    pub name: String,
    /// Whose work.
    pub role: StepRole,
    /// May outcomes be filed at it?
    pub files_outcome: bool,
}

/// A component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentFacts {
    /// Id.
    pub id: ComponentId,
    /// Place in the list.
    pub position: u32,
    /// Position in the procedure version.
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
    /// Why it is không đạt; `None` = đạt.
    pub reject_reason: Option<String>,
    /// Its files, in order.
    pub files: Vec<FileFacts>,
    /// Copies of paper are among them, and nobody said yet of how many sheets.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub uncounted: bool,
    /// A paper of the citizen's, or a result that is scanned.
    #[serde(default = "of_citizen", skip_serializing_if = "is_of_citizen")]
    pub class: PaperClass,
    /// What it is like, and what is to become of it.
    #[serde(default, skip_serializing_if = "Care::is_empty")]
    pub care: Care,
}

fn of_citizen() -> PaperClass {
    PaperClass::Component
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_of_citizen(class: &PaperClass) -> bool {
    *class == PaperClass::Component
}

/// A file of a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Id.
    pub id: FileId,
    /// Place in its component.
    pub position: u32,
    /// Its bytes.
    #[serde(flatten)]
    pub bytes: BlobFacts,
    /// Where from.
    pub source: FileSource,
    /// The kho's paper.
    pub paper_id: Option<PaperId>,
    /// Signature.
    pub signature: SignatureMark,
    /// What was decided where it, or what it was made of, is heavier than recommended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighed: Option<Weighed>,
}

/// Bytes that lie beside the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobFacts {
    /// Which.
    pub sha256: FileHash,
    /// How many.
    pub size: u64,
    /// What kind.
    pub mime: String,
    /// Pages, where the kind has pages.
    pub pages: Option<u32>,
    /// Original name.
    pub file_name: String,
    /// What was found of its signatures; `None` = it was never checked, or holds none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<CheckFacts>,
}

/// A paper that goes into the kho.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperFacts {
    /// Id.
    pub id: PaperId,
    /// Whose.
    pub owner_no: String,
    /// Component or outcome.
    pub class: PaperClass,
    /// Kind, where it has one.
    pub kind_code: Option<String>,
    /// `owner.kind`, else empty.
    pub paper_code: String,
    /// Tên giấy tờ.
    pub name: String,
    /// Its bytes.
    pub sha256: FileHash,
    /// Signature.
    pub signature: SignatureMark,
    /// In force from.
    pub starts_on: Option<NaiveDate>,
    /// In force until; `None` = vô thời hạn.
    pub ends_on: Option<NaiveDate>,
}

/// An outcome, every field of the dialog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeFacts {
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
    /// In force from.
    pub starts_on: Option<NaiveDate>,
    /// Term (`10y`).
    pub term: Option<String>,
    /// In force until; `None` = vô thời hạn.
    pub ends_on: Option<NaiveDate>,
    /// Its bytes.
    #[serde(flatten)]
    pub bytes: BlobFacts,
    /// Signature.
    pub signature: SignatureMark,
    /// Why an unsigned file was taken.
    pub unsigned_reason: Option<String>,
    /// The outcome it replaces.
    pub replaces: Option<OutcomeId>,
    /// Why it replaces.
    pub reason: Option<String>,
    /// The scan its file is made of, with the account as it was then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scan: Option<ScanFacts>,
    /// Above the recommended size, and taken as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<KeptHeavy>,
}

/// A result on paper that was scanned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanFacts {
    /// The row that has the pages.
    pub component: ComponentId,
    /// What lay on the table.
    pub claim: Claim,
    /// The state of the sum: balanced or reasoned.
    pub account: PageAccount,
    /// Why the sum is not right.
    pub reason: Option<String>,
}

impl BlobFacts {
    /// The bytes of a stored file whose signatures nobody asks for.
    pub fn of(file: &StoredFile) -> Self {
        Self {
            sha256: file.sha256,
            size: file.size,
            mime: file.mime.clone(),
            pages: file.pages,
            file_name: file.name.clone(),
            checked: None,
        }
    }
}
