//! Bodies of acts on components, files, outcomes, forms and the kho.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::component::{Digitise, PageAccount, PaperForm, Required, SignatureMark};
use crate::domain::ids::{
    ComponentId, DossierId, FileHash, FileId, FormId, InterimId, OpId, OutcomeId, PaperId,
};
use crate::domain::pages::Page;
use crate::domain::special::{Custody, Exemption, Trait};

use super::flow::{Changed, FormNumber};
use super::snapshot::{BlobFacts, ComponentFacts, FileFacts, OutcomeFacts, PaperFacts};

/// (2) Thành phần hồ sơ khác.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddComponent {
    /// The component.
    pub component: ComponentFacts,
    /// Hoàn tác of this op: the component is void.
    pub undoes: Option<OpId>,
}

/// What changed of a component; `None` = unchanged.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ComponentChanges {
    /// ☑.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<Changed<bool>>,
    /// Số bản.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copies: Option<Changed<u32>>,
    /// Loại.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Changed<PaperForm>>,
    /// Why it is không đạt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reject_reason: Option<Changed<Option<String>>>,
    /// Must it be handed in?
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<Changed<Required>>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Changed<String>>,
    /// Kinds of papers that need care.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub traits: Option<Changed<BTreeSet<Trait>>>,
    /// Waits for a device, or to be digitised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digitise: Option<Changed<Digitise>>,
    /// When to look at it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remind_on: Option<Changed<Option<NaiveDate>>>,
    /// Where the original is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custody: Option<Changed<Option<Custody>>>,
    /// What another body found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_other_body: Option<Changed<bool>>,
    /// The sector's law that allows a copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Changed<Option<String>>>,
    /// Why it is, or shall be, not digitised.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Changed<Option<Exemption>>>,
    /// The page account, where another form says that there are sheets to be counted, or that there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<Changed<PageAccount>>,
}

/// Changes of a component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditComponent {
    /// Which.
    pub component: ComponentId,
    /// Old and new.
    pub changes: ComponentChanges,
    /// Why.
    pub reason: Option<String>,
    /// Hoàn tác of this op.
    pub undoes: Option<OpId>,
}

/// A component entered by mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoidComponent {
    /// Which.
    pub component: ComponentId,
    /// Why.
    pub reason: String,
    /// The pages that lay in it, in order: they are its pages no more, and are again with an undo.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<Page>,
    /// Hoàn tác of this op: it is valid again.
    pub undoes: Option<OpId>,
}

/// Gắn tệp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachFiles {
    /// To which component.
    pub component: ComponentId,
    /// Files in order.
    pub files: Vec<FileFacts>,
    /// The page account before and after, where copies of paper came that nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Changed<PageAccount>>,
    /// Hoàn tác of this op: the files are void.
    pub undoes: Option<OpId>,
}

/// Gỡ tệp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetachFile {
    /// Which.
    pub file: FileId,
    /// Why.
    pub reason: String,
    /// The other parts of the same heavy file: a document goes whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<FileId>,
    /// The page account before and after, where the last copy went that nobody had counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<Changed<PageAccount>>,
    /// Hoàn tác of this op: it is valid again.
    pub undoes: Option<OpId>,
}

/// Lưu tập tin kết quả.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileInterim {
    /// Id.
    pub interim: InterimId,
    /// Its bytes.
    pub file: BlobFacts,
    /// Note.
    pub note: String,
    /// It is a copy, and of another body's paper or not; `None` = no copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_other_body: Option<bool>,
    /// The sector's law that allows the copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// Cập nhật kết quả.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileOutcome {
    /// All of it.
    pub outcome: OutcomeFacts,
}

/// Thay thế kết quả.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplaceOutcome {
    /// The new one; `replaces` names the old.
    pub outcome: OutcomeFacts,
    /// After the return: the papers the old one put into the kho.
    pub revokes: Vec<PaperId>,
    /// After the return: the paper in its place.
    pub kho: Vec<PaperFacts>,
}

/// Thu hồi kết quả.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeOutcome {
    /// Which.
    pub outcome: OutcomeId,
    /// Why.
    pub reason: String,
    /// The papers it put into the kho.
    pub revokes: Vec<PaperId>,
}

/// Lưu giấy tờ vào kho.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepPaper {
    /// The paper.
    pub paper: PaperFacts,
    /// The component's file it is.
    pub file: FileId,
}

/// Lập phiếu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueForm {
    /// Id.
    pub form: FormId,
    /// `receipt` …
    pub template: String,
    /// `TT01-2018` …
    pub form_set: String,
    /// Book of its number.
    pub book: Option<u32>,
    /// Its number as printed.
    pub number: String,
    /// A number newly taken from a counter; `None` when an earlier act gave it.
    pub counted: Option<FormNumber>,
    /// Its PDF.
    pub sha256: FileHash,
    /// Bytes.
    pub size: u64,
    /// Pages.
    pub pages: u32,
}

/// One copy went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReprintForm {
    /// Which.
    pub form: FormId,
}

/// Taken out of the kho.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokePaper {
    /// Which.
    pub paper: PaperId,
    /// The dossier that put it there; `None` = none did, and the aggregate is the paper.
    pub dossier: Option<DossierId>,
    /// Why.
    pub reason: String,
}

/// Put into the kho without a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPaper {
    /// The paper.
    pub paper: PaperFacts,
    /// Its bytes.
    pub file: BlobFacts,
    /// What is known of its signature.
    pub signature: SignatureMark,
    /// Why a file was taken that is unsigned, or whose signature nobody could decide.
    #[serde(default)]
    pub unsigned_reason: Option<String>,
}
