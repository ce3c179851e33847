//! Who may do what, and from which status: the table of data-model.md §4 and §5 as one pure function.
//!
//! The store enforces it; the screens ask it in advance, so a key that cannot work says why.

use crate::domain::dossier::{Product, Status};
use crate::domain::ids::OfficerId;
use crate::domain::officer::{Role, Roles};
use crate::domain::refusal::Refusal;
use crate::domain::signature::SignatureRefusal;
use crate::domain::time::Moment;
use crate::domain::words::worded;

worded! {
    /// Whose work a step of a workflow is.
    StepRole {
        /// Một cửa.
        Reception = "reception",
        /// Xử lý.
        Processing = "processing",
        /// Văn thư.
        Clerk = "clerk",
        /// Lãnh đạo.
        Leader = "leader",
        /// An agency outside this office.
        Outside = "outside",
    }
}

impl StepRole {
    /// The officer's role that works at such a step; `None` = an outside agency.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Reception => Some(Role::Reception),
            Self::Processing => Some(Role::Processing),
            Self::Clerk => Some(Role::Clerk),
            Self::Leader => Some(Role::Leader),
            Self::Outside => None,
        }
    }
}

/// The moves of a dossier, without their data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    /// Nộp trực tuyến.
    RegisterOnline,
    /// Tiếp nhận.
    Accept,
    /// Từ chối.
    Refuse,
    /// Yêu cầu bổ sung.
    AskSupplement,
    /// Nhận bổ sung.
    ReceiveSupplement,
    /// Chuyển bước.
    Forward,
    /// Chuyển trả lại bước xử lý.
    ForwardBack,
    /// Rút.
    Withdraw,
    /// Dừng.
    Stop,
    /// Xin lỗi và hẹn lại.
    Apologise,
    /// Trả kết quả.
    HandBack,
    /// Kiểm tra tài khoản.
    CheckAccount,
    /// Cập nhật.
    Edit,
    /// Lưu hồ sơ vào tủ.
    SetCabinet,
    /// Hủy hồ sơ nhập nhầm.
    Void,
    /// Components and their files.
    Components,
    /// Không số hóa.
    ExemptComponent,
    /// Lưu tập tin kết quả.
    FileInterim,
    /// Cập nhật kết quả.
    FileOutcome,
    /// Thay thế, thu hồi kết quả.
    CorrectOutcome,
    /// Quét kết quả giấy.
    ScanOutcome,
    /// Lưu giấy tờ vào kho.
    KeepPaper,
    /// Lập phiếu.
    IssueForm,
    /// In lại phiếu.
    ReprintForm,
    /// Ghi các khoản phí, lệ phí.
    EditFees,
    /// Chờ nộp phí.
    AskFee,
    /// Đã nộp phí, làm tiếp.
    SettleFee,
    /// Ký số tệp của thành phần.
    SignFile,
    /// Ký số kết quả.
    SignOutcome,
    /// Kiểm tra lại chữ ký.
    VerifyFile,
    /// Hoàn tác.
    Undo,
}

/// What the rules look at. The store reads it from its tables, a screen from its [`crate::domain::rows::DossierView`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// `None` = a draft.
    pub status: Option<Status>,
    /// Does it have a code (was it accepted)?
    pub has_code: bool,
    /// Voided.
    pub voided: bool,
    /// Role of the current step.
    pub step_role: StepRole,
    /// Who has it.
    pub officer: Option<OfficerId>,
    /// Does the current step file outcomes?
    pub files_outcome: bool,
    /// Active outcomes.
    pub outcomes: u32,
    /// Name of an active outcome with a signature that is not valid.
    pub spoilt: Option<String>,
    /// Interim papers.
    pub interims: u32,
    /// Product.
    pub product: Product,
    /// Supplement rounds so far.
    pub rounds: u32,
    /// Apologies so far.
    pub apologies: u32,
    /// `apology_max` of the settings.
    pub apology_max: u32,
    /// When, by whom and to whom it was handed back.
    pub returned: Option<(Moment, String, String)>,
}

/// Who wants to act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// Id.
    pub id: OfficerId,
    /// Roles.
    pub roles: Roles,
}

/// Why `actor` cannot make this move now; `None` = he can (a leader's approval may still be needed,
/// see [`needs_leader`]).
pub fn why_not(mv: Move, situation: &Situation, actor: Actor) -> Option<Refusal> {
    let by_status = || status_refusal(mv, situation);
    match role_refusal(mv, situation, actor) {
        // What the dossier has come to says more than whose step it lies at.
        Some(place @ (Refusal::NotYourStep | Refusal::NoOutcomeAtStep)) => by_status().or(Some(place)),
        Some(role) => Some(role),
        None => by_status(),
    }
}

/// Must a leader other than the actor approve this move?
pub fn needs_leader(mv: Move, situation: &Situation) -> bool {
    match mv {
        Move::AskSupplement => situation.rounds >= 1,
        Move::Apologise => situation.apologies >= situation.apology_max,
        Move::Stop | Move::ExemptComponent => true,
        Move::RegisterOnline
        | Move::Accept
        | Move::Refuse
        | Move::ReceiveSupplement
        | Move::Forward
        | Move::ForwardBack
        | Move::Withdraw
        | Move::HandBack
        | Move::CheckAccount
        | Move::Edit
        | Move::SetCabinet
        | Move::Void
        | Move::Components
        | Move::FileInterim
        | Move::FileOutcome
        | Move::CorrectOutcome
        | Move::ScanOutcome
        | Move::KeepPaper
        | Move::IssueForm
        | Move::ReprintForm
        | Move::EditFees
        | Move::AskFee
        | Move::SettleFee
        | Move::SignFile
        | Move::SignOutcome
        | Move::VerifyFile
        | Move::Undo => false,
    }
}

fn role_refusal(mv: Move, situation: &Situation, actor: Actor) -> Option<Refusal> {
    let has = |role| actor.roles.has(role);
    let at_step = is_at_step(situation, actor);
    let allowed = match mv {
        // The program takes in what was filed; it decides nothing of it (docs/decisions/0008).
        Move::RegisterOnline => has(Role::Reception) || actor.id == OfficerId::PROGRAM,
        Move::Accept
        | Move::Refuse
        | Move::Withdraw
        | Move::HandBack
        | Move::CheckAccount
        | Move::EditFees
        | Move::AskFee
        | Move::SettleFee => has(Role::Reception),
        Move::ForwardBack => has(Role::Reception) || has(Role::Leader),
        Move::AskSupplement
        | Move::ReceiveSupplement
        | Move::Edit
        | Move::Components
        | Move::ExemptComponent
        | Move::SignFile
        | Move::KeepPaper => has(Role::Reception) || at_step,
        // "signer" of the table: whoever works here and has a key.
        Move::SignOutcome => at_step || has(Role::Processing) || has(Role::Clerk) || has(Role::Leader),
        Move::VerifyFile => has(Role::Reception) || has(Role::Clerk) || at_step,
        Move::IssueForm | Move::ReprintForm => has(Role::Reception) || has(Role::Leader) || at_step,
        Move::Forward | Move::Stop | Move::Apologise | Move::FileInterim => at_step,
        Move::FileOutcome | Move::CorrectOutcome | Move::ScanOutcome => files_outcomes(situation, actor),
        Move::Void => has(Role::Leader),
        Move::SetCabinet | Move::Undo => !actor.roles.is_empty(),
    };
    if allowed {
        return None;
    }
    Some(match mv {
        Move::RegisterOnline
        | Move::Accept
        | Move::Refuse
        | Move::Withdraw
        | Move::HandBack
        | Move::CheckAccount
        | Move::EditFees
        | Move::AskFee
        | Move::SettleFee => Refusal::NeedsRole(Role::Reception),
        Move::Void | Move::ForwardBack => Refusal::NeedsRole(Role::Leader),
        // No step is entered any more.
        Move::CorrectOutcome | Move::ScanOutcome if situation.status == Some(Status::Returned) => {
            Refusal::NeedsRole(Role::Clerk)
        }
        Move::FileOutcome | Move::CorrectOutcome | Move::ScanOutcome if at_step => Refusal::NoOutcomeAtStep,
        _ => Refusal::NotYourStep,
    })
}

/// "step with `files_outcome`, C" of the table.
fn files_outcomes(situation: &Situation, actor: Actor) -> bool {
    is_at_step(situation, actor) && situation.files_outcome || actor.roles.has(Role::Clerk)
}

/// "step" of data-model.md §4: the role of the current step; while it lies outside, processing or reception record
/// what comes back.
fn is_at_step(situation: &Situation, actor: Actor) -> bool {
    match situation.step_role.role() {
        Some(role) => actor.roles.has(role),
        None => actor.roles.has(Role::Processing) || actor.roles.has(Role::Reception),
    }
}

fn status_refusal(mv: Move, situation: &Situation) -> Option<Refusal> {
    if situation.voided && mv != Move::Undo {
        return Some(Refusal::Voided);
    }
    if let (Move::HandBack, Some((at, officer, receiver))) = (mv, &situation.returned) {
        let (officer, receiver) = (officer.clone(), receiver.clone());
        return Some(Refusal::AlreadyReturned {
            at: *at,
            officer,
            receiver,
        });
    }
    if mv == Move::HandBack && lacks_outcome(situation) {
        let interims = situation.interims;
        return Some(Refusal::NoOutcome { interims });
    }
    let (from_draft, statuses) = allowed_from(mv);
    if !situation
        .status
        .map_or(from_draft, |status| statuses.contains(&status))
    {
        return Some(Refusal::WrongStatus);
    }
    match mv {
        // A supplement asked before acceptance is answered by accepting.
        Move::ReceiveSupplement if !situation.has_code => Some(Refusal::WrongStatus),
        Move::Accept | Move::Refuse if situation.has_code => Some(Refusal::WrongStatus),
        // It was found after it was filed: it is replaced first, and does not go into the kho.
        Move::HandBack => {
            let name = situation.spoilt.clone()?;
            Some(SignatureRefusal::OfResult { name }.into())
        }
        // Its reception lays the papers out anew: what was done to them before would be gone.
        Move::Components
        | Move::ExemptComponent
        | Move::KeepPaper
        | Move::FileInterim
        | Move::FileOutcome
        | Move::ScanOutcome
        | Move::SignFile
        | Move::SignOutcome
        | Move::EditFees
            if !situation.has_code =>
        {
            Some(Refusal::NotYetAccepted)
        }
        _ => None,
    }
}

/// It is worked on, and nothing there is yet could be handed back: interim papers are no result.
fn lacks_outcome(situation: &Situation) -> bool {
    let open = situation.status.is_some_and(|status| OPEN.contains(&status));
    open && situation.outcomes == 0 && situation.product != Product::None
}

/// Statuses of a dossier somebody works on.
const OPEN: &[Status] = &[
    Status::Accepted,
    Status::Processing,
    Status::Supplement,
    Status::Fee,
    Status::Finished,
];

/// Statuses in which what stands in a dossier may still be put right.
const CORRECTABLE: &[Status] = &[
    Status::Accepted,
    Status::Processing,
    Status::Supplement,
    Status::Fee,
    Status::Finished,
    Status::Returned,
];

/// Can this move still be made on a dossier in this status, by whoever may make it?
pub fn may_start(mv: Move, status: Status) -> bool {
    allowed_from(mv).1.contains(&status)
}

/// Where a move may start: from a draft (a dossier without a status), and from which statuses.
fn allowed_from(mv: Move) -> (bool, &'static [Status]) {
    match mv {
        Move::RegisterOnline => (true, &[]),
        Move::Accept | Move::Refuse => (true, &[Status::Registered, Status::Supplement]),
        Move::AskSupplement => (true, &[Status::Registered, Status::Accepted, Status::Processing]),
        Move::ReceiveSupplement => (false, &[Status::Supplement]),
        Move::SettleFee => (false, &[Status::Fee]),
        Move::Forward | Move::Apologise | Move::AskFee => (false, &[Status::Accepted, Status::Processing]),
        Move::ForwardBack | Move::HandBack => (false, &[Status::Finished]),
        Move::Withdraw => (
            false,
            &[
                Status::Registered,
                Status::Accepted,
                Status::Processing,
                Status::Supplement,
                Status::Fee,
                Status::Finished,
            ],
        ),
        Move::Stop => (
            false,
            &[
                Status::Accepted,
                Status::Processing,
                Status::Supplement,
                Status::Fee,
            ],
        ),
        Move::Components
        | Move::ExemptComponent
        | Move::FileInterim
        | Move::FileOutcome
        | Move::KeepPaper
        | Move::SignFile
        | Move::SignOutcome
        | Move::CheckAccount => (false, OPEN),
        // What was taken wrongly is put right after the hand-over too (docs/decisions/0017).
        Move::Edit | Move::CorrectOutcome | Move::ScanOutcome | Move::EditFees => (false, CORRECTABLE),
        Move::Void => (false, NOT_RETURNED),
        Move::SetCabinet | Move::IssueForm | Move::ReprintForm | Move::VerifyFile | Move::Undo => {
            (false, Status::ALL)
        }
    }
}

/// Every status but the last.
const NOT_RETURNED: &[Status] = &[
    Status::Registered,
    Status::Accepted,
    Status::Refused,
    Status::Processing,
    Status::Supplement,
    Status::Fee,
    Status::Withdrawn,
    Status::Stopped,
    Status::Finished,
];

#[cfg(test)]
mod tests;
