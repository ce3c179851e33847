//! Where one can go, with what the layer needs to open.

use std::path::PathBuf;

use crate::app::job::{HeavyFile, ToSign};
use crate::domain::draft::{Draft, DraftFile};
use crate::domain::ids::{ComponentId, DossierId, FileHash, FormId, OfficerId, PaperId};
use crate::domain::look::Leaf;
use crate::domain::moves::Move;
use crate::domain::numbers::Section;
use crate::domain::query::Filter;
use crate::domain::refusal::Refusal;
use crate::domain::rows::DuePreview;
use crate::domain::series::Doubt;
use crate::domain::slip::{SlipKind, Unmade};
use crate::domain::tally::{Column, Month};
use crate::domain::time::Moment;

/// A layer to open. Reception's steps read and write the one draft of the [`crate::app::context::Context`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// W03.
    Home,
    /// W05–W08, W37: step 1; a fresh reception unless the context holds a draft.
    Account,
    /// W04 of a reception on paper that is entered late (Nhập bù).
    LateAccount,
    /// W09: step 2.
    Procedure,
    /// W10: step 3.
    Holder,
    /// W11: step 4.
    Components,
    /// W16, W14: step 5.
    Review,
    /// W15.
    Received { dossier: DossierId },
    /// W17, W42.
    List(Filter),
    /// W18.
    Dossier(DossierId),
    /// W11 for an accepted dossier: gắn tệp, sửa thành phần.
    DossierComponents(DossierId),
    /// Phí, lệ phí of a dossier.
    Fees(DossierId),
    /// Phí, lệ phí of the draft in hand.
    DraftFees,
    /// The letter's rules for copying, as a checklist over an accepted dossier.
    Copying(DossierId),
    /// W12.
    Pages {
        dossier: DossierId,
        component: ComponentId,
    },
    /// W12 with files that were chosen for it and whose sheets are to be counted.
    PagesOf {
        dossier: DossierId,
        component: ComponentId,
        chosen: Vec<DraftFile>,
    },
    /// W19.
    Forward(DossierId),
    /// W19 at the step that ends the processing, with the reason why there is no result: Không có sản phẩm.
    NoProduct(DossierId),
    /// W20. `purpose` says what chosen papers are for.
    Kho { owner: String, purpose: KhoPurpose },
    /// An older paper result into the kho without a dossier.
    AddPaper { owner: String },
    /// W21.
    Outcome(DossierId, Filing),
    /// W23.
    HandBack(DossierId),
    /// W24; `None` = from the draft in hand.
    Supplement(Option<DossierId>),
    /// W40 and its kin: one move that wants a reason (refuse, withdraw, stop, apologise, void, cabinet, forward back,
    /// receive supplement). `None` = from the draft in hand (refuse).
    Act { dossier: Option<DossierId>, which: Move },
    /// The same refusal, of what no procedure of the catalogue is: whatever procedure the draft names, it is not this one.
    RefuseUnlisted,
    /// Cập nhật: the owner's form on an accepted dossier.
    Edit(DossierId),
    /// W13.
    Files {
        title: String,
        purpose: FilesPurpose,
        folder: Option<PathBuf>,
    },
    /// A file above the recommended size: what to do about it; answers [`crate::app::reply::Reply::Weighed`].
    Heavy(Box<HeavyFile>),
    /// What a component is like and what becomes of it; `dossier` = `None`: of the draft in hand.
    Care {
        dossier: Option<DossierId>,
        component: ComponentId,
    },
    /// W32: pages that belong to no component yet, meant for this one where it is known.
    Tray { aim: Option<(DossierId, ComponentId)> },
    /// Pages to look at one by one, beginning with the one at this place.
    Preview { leaves: Vec<Leaf>, at: usize },
    /// What was filed online: packages to take in, and dossiers of them that are held back.
    Packages,
    /// W39.
    WhyDue(Box<DuePreview>),
    /// Why a dossier's due time is what it is.
    WhyDueOf(DossierId),
    /// A paper's whole legal text, by paragraphs.
    Wording(Vec<String>),
    /// Receipt of a draft as text.
    ReceiptPreview(Box<Draft>),
    /// A slip as text, to be printed.
    Slip(SlipWanted),
    /// Thu phí trong ngày.
    Takings,
    /// Sổ theo dõi hồ sơ.
    Register,
    /// Số liệu, at one of its parts.
    Numbers(Section),
    /// W25: thống kê số hóa of a month.
    Tally,
    /// W27: the dossiers behind one of its numbers.
    TallyCell(Box<CellAt>),
    /// Quản trị.
    Admin,
    /// Officers.
    Officers,
    /// Tự kiểm tra.
    SelfCheck,
    /// W38: signing these papers; none = the receipts of today that are not signed yet.
    Signing(Vec<ToSign>),
    /// The layouts of the office's papers, with their sources.
    Layouts,
    /// Settings.
    Settings,
    /// Calendar.
    Calendar,
    /// Kho tin cậy.
    Trust,
    /// W33; of a file that is only chosen it answers [`crate::app::reply::Reply::Judged`].
    Signatures(SignedFile),
    /// W28.
    Help,
    /// W29.
    Palette,
    /// A list to pick one row of; answers [`crate::app::reply::Reply::Picked`].
    PickRow { title: String, rows: Vec<String> },
    /// One line of text; answers [`crate::app::reply::Reply::Text`].
    AskText {
        title: String,
        label: String,
        value: String,
    },
    /// The reason of an act that F2 does at once and that cannot be taken back; answers
    /// [`crate::app::reply::Reply::Text`], never an empty one.
    AskReason {
        title: String,
        label: String,
        /// What F2 does.
        verb: &'static str,
    },
    /// A question with numbered answers; answers [`crate::app::reply::Reply::Picked`].
    AskChoice {
        title: String,
        lines: Vec<String>,
        choices: Vec<String>,
        /// Which of them Enter takes, from 0: one that loses nothing.
        pointed: usize,
    },
    /// A leader's PIN; answers [`crate::app::reply::Reply::Approved`].
    Approve {
        why: String,
        not: OfficerId,
        /// Whose PIN was refused a moment ago, and why.
        wrong: Option<(OfficerId, Refusal)>,
    },
    /// W36.
    NotWritten { refusal: Refusal },
    /// The last numbers of these series, read off the papers.
    LastReceipt(Vec<Doubt>),
    /// W02.
    Login,
    /// A new PIN, after login.
    NewPin(OfficerId),
    /// The first PIN of this machine, an administrator's own, where a restored desk has none.
    FirstPin(OfficerId),
    /// W44.
    Curtain,
    /// W01.
    FirstStart,
    /// W43.
    NewDesk,
    /// Restore from a copy, at first start; or (`Some`) of a damaged desk, from this folder.
    Restore(Option<PathBuf>),
    /// W35.
    ReadOnly(Refusal),
}

impl Destination {
    /// A form about one dossier, or the draft in hand, that one F2 writes. (The owner's form of a draft is the draft.)
    pub(crate) fn is_form(&self) -> bool {
        matches!(
            self,
            Self::Act { .. }
                | Self::Edit(_)
                | Self::Forward(_)
                | Self::HandBack(_)
                | Self::NoProduct(_)
                | Self::Outcome(..)
                | Self::RefuseUnlisted
                | Self::Supplement(_)
        )
    }

    /// One that is about the draft in hand.
    pub(crate) fn is_form_of_draft(&self) -> bool {
        matches!(
            self,
            Self::Act { dossier: None, .. } | Self::RefuseUnlisted | Self::Supplement(None)
        )
    }
}

/// A number of the monthly form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellAt {
    /// Of which month.
    pub month: Month,
    /// Whose row; `None` = the sums.
    pub unit: Option<String>,
    /// What that row is called.
    pub name: String,
    /// Its column.
    pub column: Column,
    /// Whether the month is closed, in words.
    pub standing: String,
}

/// Which slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlipWanted {
    /// Of the newest act of its kind: the one there is, or else it is made.
    Newest { dossier: DossierId, kind: SlipKind },
    /// One that was made.
    Printed {
        dossier: DossierId,
        form: FormId,
        kind: SlipKind,
    },
    /// As an act would make it.
    Unmade(Box<Unmade>),
}

/// What the form of the result begins as; the officer may still change his mind in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filing {
    /// A result.
    Result,
    /// A result on paper that is scanned first.
    Scan,
    /// A paper that is no result: [Lưu tập tin kết quả].
    Interim,
    /// A result in place of the newest one in force.
    Replacement,
}

/// A file whose signatures are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedFile {
    /// Its bytes.
    pub sha256: FileHash,
    /// The name the officer knows it by.
    pub name: String,
    /// Where it is.
    pub of: SignedOf,
    /// How one more signature is put on it; `None` = not here, or not by this officer.
    pub sign: Option<ToSign>,
}

/// Where a file is whose signatures are looked at, and so where a new check of it is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedOf {
    /// Nowhere: it is to be decided whether it is used.
    Chosen,
    /// In a draft; its reception writes down what is known then.
    Draft,
    /// Named by a dossier.
    Dossier(DossierId),
    /// A paper of the kho.
    Paper(PaperId),
}

/// What papers chosen in the kho are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KhoPurpose {
    /// Only to look.
    Look,
    /// Linked to components of the draft or dossier; answers [`crate::app::reply::Reply::Papers`].
    /// The list names the components that could take one; `at` is the one the officer came from, `None` = he is adding
    /// another one.
    Link {
        components: Vec<String>,
        at: Option<usize>,
    },
}

/// What chosen files are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesPurpose {
    /// A component: several → one PDF; answers [`crate::app::reply::Reply::Files`].
    Component,
    /// The same, for a checklist that says more; answers the same.
    Checklist {
        /// Files this dossier has already.
        used: Vec<FileHash>,
        /// The only component left without a file: what came since then is ticked already.
        fresh_since: Option<Moment>,
        /// F8 scans for this one; a draft has none yet.
        scan: Option<(DossierId, ComponentId)>,
        /// Whose sheets are counted as soon as files of it are attached.
        counted: bool,
    },
    /// The tray, page by page; answers [`crate::app::reply::Reply::TakenIn`].
    Tray {
        /// Files whose pages lie in the tray already.
        used: Vec<FileHash>,
    },
    /// An interim paper, or a paper for the kho: one file as it is; answers [`crate::app::reply::Reply::Stored`].
    Result,
    /// A result: the same; an image, or a PDF of nothing but images, is a result on paper and answers
    /// [`crate::app::reply::Reply::StoredScan`].
    Outcome,
}
