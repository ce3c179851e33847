//! What a reception collects before it is a dossier. It has no code, no status and no op; it survives kill -9.

use serde::{Deserialize, Serialize};

use crate::domain::act::NewComponent;
use crate::domain::asked;
use crate::domain::component::{FileSource, PaperForm, Required, SignatureMark, Submission};
use crate::domain::dossier::{AccountFinding, Bearer, Channel, Holder, HolderKind, ReturnWay};
use crate::domain::fee::FeeLine;
use crate::domain::ids::{ComponentId, DossierId, FileHash, FileId, OfficerId, PaperId};
use crate::domain::rows::{ComponentView, DossierView, FileView};
use crate::domain::signing::act::SignedCopy;
use crate::domain::special::Care;
use crate::domain::time::Moment;
use crate::domain::viet;
use crate::domain::weight::Weighed;

/// The five steps of a reception, as the context line shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 1 Kiểm tra.
    Account,
    /// 2 Thủ tục.
    Procedure,
    /// 3 Chủ hồ sơ.
    Holder,
    /// 4 Thành phần.
    Components,
    /// 5 Xem lại.
    Review,
}

/// A reception in hand. Saved after every field; only drafts may be thrown away, after 30 days in the trash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The future dossier's id.
    pub id: DossierId,
    /// Where the officer was.
    pub step: Step,
    /// How it came.
    pub channel: Channel,
    /// Chủ hồ sơ.
    pub holder: Holder,
    /// `None` = the holder came himself.
    pub bearer: Option<Bearer>,
    /// `None` until step 1 is answered.
    pub account: Option<AccountFinding>,
    /// `None` until step 2 is answered.
    pub procedure: Option<PickedProcedure>,
    /// What was handed over, in the order of the checklist; own papers last.
    pub components: Vec<DraftComponent>,
    /// Số bộ hồ sơ.
    pub sets: u32,
    /// Nội dung yêu cầu giải quyết; empty = the procedure's name.
    pub subject: String,
    /// How the result shall go back.
    pub return_way: ReturnWay,
    /// What is missing and why it was accepted all the same ("Tiếp nhận kèm ghi chú").
    pub missing_note: Option<String>,
    /// What lacked when that was written; it speaks of nothing else ([`Draft::note_on_lacks`]).
    #[serde(default)]
    pub missing_then: Vec<Lack>,
    /// Nhập bù: the true time of a reception on paper, and the reason.
    pub backfill: Option<Backfill>,
    /// It was begun as one: without its true time it is not received.
    #[serde(default)]
    pub entered_late: bool,
    /// Why an owner's old 9-digit number or a wrong check digit is kept.
    pub number_reason: Option<String>,
    /// Papers were asked for before it had a code; this reception answers that.
    #[serde(default)]
    pub answers_supplement: bool,
    /// Phí, lệ phí as the officer left them; `None` = he did not touch what the catalogue proposes.
    #[serde(default)]
    pub fees: Option<Vec<FeeLine>>,
}

impl Draft {
    /// An empty reception.
    pub fn new(id: DossierId) -> Self {
        Self {
            id,
            step: Step::Account,
            channel: Channel::Counter,
            holder: Holder::default(),
            bearer: None,
            account: None,
            procedure: None,
            components: Vec::new(),
            sets: 1,
            subject: String::new(),
            return_way: ReturnWay::Desk,
            missing_note: None,
            missing_then: Vec::new(),
            backfill: None,
            entered_late: false,
            number_reason: None,
            answers_supplement: false,
            fees: None,
        }
    }

    /// The reception of a dossier that waits for papers without a code, as it stood when they were asked for
    /// (data-model.md §5: accepting answers it). Reasons for what lacked are asked again, and what was asked for is
    /// still to come; `id` gives each new paper its id.
    pub fn again(view: &DossierView, id: &mut dyn FnMut() -> ComponentId) -> Self {
        let row = &view.row;
        let procedure = PickedProcedure {
            code: row.procedure_code.clone(),
            name: row.procedure_name.clone(),
            sector: view.sector_name.clone(),
            version: view.procedure_version.clone(),
            workflow: view.workflow,
            case: view.case_name.clone(),
        };
        let live = |it: &&ComponentView| it.void_reason.is_none();
        let live = view.components.iter().filter(live);
        let mut components: Vec<_> = live.map(DraftComponent::of).collect();
        asked::expect(&mut components, asked::open(&view.waits), id);
        Self {
            step: Step::Components,
            channel: view.channel,
            holder: view.holder.clone(),
            bearer: view.bearer.clone(),
            account: view.account.account_at.map(|_| view.account.clone()),
            procedure: Some(procedure).filter(|it| !it.version.is_empty()),
            components,
            sets: view.sets,
            subject: view.subject.clone(),
            return_way: view.return_way,
            number_reason: view.number_reason.clone(),
            answers_supplement: view.rounds > 0,
            ..Self::new(row.id)
        }
    }
}

impl Draft {
    /// Nhập bù whose true time is not written yet.
    pub fn lacks_its_time(&self) -> bool {
        self.entered_late && self.backfill.is_none()
    }

    /// What the review names as lacking, in the order of the checklist.
    pub fn lacks(&self) -> Vec<Lack> {
        let lacking = self.components.iter().filter(|it| it.is_lacking());
        let lack = |it: &DraftComponent| Lack {
            component: it.id,
            is_rejected: it.received,
        };
        lacking.map(lack).collect()
    }

    /// Tiếp nhận kèm ghi chú: `note` says why it is accepted without just what lacks now.
    pub fn write_note(&mut self, note: &str) {
        self.missing_note = Some(note.trim().to_owned());
        self.missing_then = self.lacks();
    }

    /// The note on what lacks. `None` where nothing lacks any more, and where something else lacks than when it was
    /// written: then it must be asked anew.
    pub fn note_on_lacks(&self) -> Option<&str> {
        let note = self.missing_note.as_deref().map(str::trim);
        note.filter(|it| !it.is_empty() && !self.missing_then.is_empty() && self.missing_then == self.lacks())
    }

    /// Signed copies take the place of what was signed, wherever the draft names it.
    pub fn signed(&mut self, copies: &[SignedCopy]) {
        for file in self.components.iter_mut().flat_map(|it| &mut it.files) {
            if let Some(copy) = copies.iter().find(|copy| copy.was == file.sha256) {
                file.sha256 = copy.sha256;
                file.size = copy.size;
                file.signature = copy.signature;
            }
        }
    }

    /// The first field that is empty and without which nothing is accepted, in the order of the form (screens.md W10).
    pub fn missing(&self) -> Option<&'static str> {
        let holder = &self.holder;
        let is_organisation = holder.holder_kind != HolderKind::Person;
        let empty = |text: &str| text.trim().is_empty();
        let bearer_lacks = |field: fn(&Bearer) -> &String| {
            let bearer = self.bearer.as_ref();
            bearer.is_some_and(|bearer| empty(field(bearer)))
        };
        let fields = [
            ("account", self.account.is_none()),
            ("holder_no", empty(&holder.holder_no)),
            ("holder_name", empty(&holder.holder_name)),
            ("organisation", is_organisation && empty(&holder.organisation)),
            (
                "phone",
                empty(&holder.phone) && holder.phone_note.as_deref().is_none_or(empty),
            ),
            ("address_text", empty(&holder.address.address_text)),
            ("bearer_name", bearer_lacks(|bearer| &bearer.bearer_name)),
            ("bearer_no", bearer_lacks(|bearer| &bearer.bearer_no)),
        ];
        fields
            .into_iter()
            .find_map(|(field, is_missing)| is_missing.then_some(field))
    }

    /// The first character of what the papers say that no form can draw, and the stable name of its field.
    pub fn unprintable(&self) -> Option<(&'static str, char)> {
        let holder = &self.holder;
        let own = [
            ("holder_name", holder.holder_name.as_str()),
            ("organisation", &holder.organisation),
            ("address_text", &holder.address.address_text),
            ("email", &holder.email),
            ("subject", &self.subject),
        ];
        let bearer = self.bearer.iter().flat_map(|it| {
            [
                ("bearer_name", it.bearer_name.as_str()),
                ("bearer_basis", &it.bearer_basis),
            ]
        });
        let note = self.note_on_lacks().map(|note| ("note", note));
        let papers = self.components.iter();
        let papers = papers.map(|component| ("name", component.name.as_str()));
        own.into_iter()
            .chain(bearer)
            .chain(note)
            .chain(papers)
            .find_map(|(field, text)| Some((field, viet::unprintable(text)?)))
    }
}

/// A component that lacks: not handed in, or handed in and not đạt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lack {
    /// Which one.
    pub component: ComponentId,
    /// It came, but is not đạt.
    pub is_rejected: bool,
}

/// Lĩnh vực, Thủ tục, Quy trình, Trường hợp as chosen, pinned to the catalogue's version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickedProcedure {
    /// Procedure code.
    pub code: String,
    /// Its name then.
    pub name: String,
    /// Its sector's name then.
    pub sector: String,
    /// First 16 bytes of the SHA-256 of the canonical record, in hexadecimal.
    pub version: String,
    /// Number of the workflow inside the version; 0 = the default three steps.
    pub workflow: u32,
    /// Name of the case, where the procedure has cases.
    pub case: Option<String>,
}

/// One row of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftComponent {
    /// The future component's id.
    pub id: ComponentId,
    /// Position in the procedure version; `None` for "(2) thành phần hồ sơ khác".
    pub kind_ref: Option<u32>,
    /// Name as printed on the receipt.
    pub name: String,
    /// Must it be handed in?
    pub required: Required,
    /// Handed in or shown.
    pub submission: Submission,
    /// ☑.
    pub received: bool,
    /// `[-]` không áp dụng: kept as not required, not received, and [`NO_COPY`](crate::domain::component::NO_COPY).
    pub not_applicable: bool,
    /// Số bản, 1 to 99.
    pub copies: u32,
    /// Loại.
    pub form: PaperForm,
    /// `None` = đạt; else why it is not.
    pub reject_reason: Option<String>,
    /// Tệp tin, in order.
    pub files: Vec<DraftFile>,
    /// Keep it in the holder's kho for next time.
    pub keep: bool,
    /// What it is like, and what is to become of it.
    #[serde(default)]
    pub care: Care,
}

impl DraftComponent {
    /// A paper of "(2) thành phần hồ sơ khác" that came.
    pub fn own(new: NewComponent) -> Self {
        Self {
            id: new.component,
            kind_ref: None,
            name: new.name,
            required: Required::No,
            submission: new.submission,
            received: true,
            not_applicable: false,
            copies: new.copies,
            form: new.form,
            reject_reason: None,
            files: Vec::new(),
            keep: false,
            care: Care::default(),
        }
    }

    /// A component of a dossier, as the checklist shows it.
    pub fn of(view: &ComponentView) -> Self {
        Self {
            id: view.id,
            kind_ref: view.kind_ref,
            name: view.name.clone(),
            required: view.required,
            submission: view.submission,
            received: view.received,
            not_applicable: view.is_not_applicable(),
            copies: view.copies.max(1),
            form: view.form,
            reject_reason: view.reject_reason.clone(),
            files: view.heavy.iter().chain(&view.files).map(DraftFile::of).collect(),
            keep: false,
            care: view.care(),
        }
    }

    /// The catalogue does not say whether it must be there, and the officer did not either. It stops nothing.
    pub fn is_undecided(&self) -> bool {
        let is_open = self.kind_ref.is_some() && self.required == Required::Open;
        is_open && !self.received && !self.not_applicable
    }

    /// Is something wrong with it that the review must name: required and not received, or received and not đạt.
    pub fn is_lacking(&self) -> bool {
        let missing = self.required == Required::Yes && !self.received && !self.not_applicable;
        missing || self.received && self.reject_reason.is_some()
    }
}

/// A file of a component, already stored under its SHA-256.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFile {
    /// The future row's id.
    pub id: FileId,
    /// Its bytes.
    pub sha256: FileHash,
    /// Bytes.
    pub size: u64,
    /// `application/pdf`, `image/jpeg` …
    pub mime: String,
    /// Name the officer knows it by.
    pub name: String,
    /// Pages, where the kind has pages.
    pub pages: Option<u32>,
    /// Where it came from.
    pub source: FileSource,
    /// The kho's paper it is linked from.
    pub paper_id: Option<PaperId>,
    /// Trạng thái ký.
    pub signature: SignatureMark,
    /// What was decided where it, or what it was made of, is heavier than recommended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighed: Option<Weighed>,
}

impl DraftFile {
    fn of(view: &FileView) -> Self {
        Self {
            id: view.id,
            sha256: view.sha256,
            size: view.size,
            mime: view.mime.clone(),
            name: view.name.clone(),
            pages: view.pages,
            source: view.source,
            paper_id: view.paper_id,
            signature: view.signature,
            weighed: view.instead_of.map(Weighed::InsteadOf),
        }
    }
}

/// Nhập bù.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backfill {
    /// When it was really received; never in the future.
    pub received_at: Moment,
    /// Why it is entered later.
    pub reason: String,
}

/// A line of "Đang dở" on Home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// The draft.
    pub id: DossierId,
    /// Whose.
    pub officer: OfficerId,
    /// Holder as far as typed.
    pub holder_name: String,
    /// Where it stands.
    pub step: Step,
    /// Last save.
    pub updated_at: Moment,
}
