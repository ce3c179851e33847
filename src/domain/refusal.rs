//! Why the store (and the screen, in advance) says no. Values, not errors; the words are in `text.rs` files.

use chrono::NaiveDate;

use crate::domain::fee::FeeRefusal;
use crate::domain::officer::Role;
use crate::domain::series::Doubt;
use crate::domain::signature::SignatureRefusal;
use crate::domain::special::Ban;
use crate::domain::tally::Month;
use crate::domain::time::Moment;

/// The code of a [`Refusal::Fault`] where the database itself is damaged.
pub const DAMAGED: &str = "db-damaged";

/// Why a PIN that is right approves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Nobody approves his own exception.
    Own,
    /// The leader has not changed the PIN yet that an administrator gave him: two know it.
    PinOfTwo,
}

/// One reason for a no. Each has one sentence that says what is wrong and what to do next
/// ([`crate::domain::text::refusal`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The officer lacks the role.
    NeedsRole(Role),
    /// Only the officer of the current step (or reception, while it lies outside) may do this.
    NotYourStep,
    /// A leader's approval is needed.
    NeedsLeader,
    /// A leader's PIN, and still no approval.
    NoApproval(Unfit),
    /// Wrong PIN; tries left.
    WrongPin { left: u32 },
    /// Too many wrong PINs; locked until.
    Locked { until: Moment },
    /// The officer is deactivated or unknown.
    NoSuchOfficer,
    /// The officer has no PIN on this machine: the desk was restored from another medium, where copies carry none.
    NoPinHere,
    /// No such dossier, component, file, outcome or paper.
    NotFound,
    /// The dossier's status does not allow it.
    WrongStatus,
    /// The dossier has no code yet; its reception comes first.
    NotYetAccepted,
    /// A leader decided that this paper is not digitised.
    Exempted,
    /// So many pages stand in the paper: they go back to the tray before anybody decides not to digitise it.
    HasPages { pages: u32 },
    /// A paper that has a file does not wait for a device.
    HasFiles,
    /// The dossier was voided.
    Voided,
    /// Handed back already: when, by whom, to whom. Nothing was written.
    AlreadyReturned {
        at: Moment,
        officer: String,
        receiver: String,
    },
    /// A required field is empty; the stable field name.
    Missing(&'static str),
    /// A field's value is not allowed; the stable field name.
    Invalid(&'static str),
    /// A field holds a character no printed form can show; its stable name.
    Unprintable { field: &'static str, character: char },
    /// A reason must be written.
    NeedsReason,
    /// Components lack and no note says why.
    Incomplete { lacking: u32 },
    /// No procedure of that code and version.
    NoProcedure,
    /// A dossier of this portal code is here already.
    FiledAlready,
    /// The desk's range of numbers for this day is used up.
    RangeUsedUp { last: u32 },
    /// The clock stands before the last op; ask for the last numbers issued.
    ClockBehind { last: Moment, doubts: Vec<Doubt> },
    /// After a restore: the last numbers of these series are needed first, as they stand on the papers.
    NeedsLastNumbers(Vec<Doubt>),
    /// The step chosen is not among the next ones.
    NotNextStep,
    /// Nobody was chosen to receive it.
    NoReceiver,
    /// Entering the return step needs an active outcome or a no-product reason; number of interim papers.
    NoOutcome { interims: u32 },
    /// This step does not file outcomes.
    NoOutcomeAtStep,
    /// The same outcome (kind and file) is filed already.
    OutcomeExists,
    /// Because of a signature, or of what the office trusts.
    Signature(SignatureRefusal),
    /// An outcome was made of this scan: its pages stay as they are.
    ScanFiled,
    /// An image shows a result on paper: its sheets are counted first.
    PaperResult,
    /// Pages are missing or too many, and nobody wrote why: needed and there.
    PagesShort { need: u32, have: u32 },
    /// The letter forbids to copy this; the sector's law may allow it.
    CopyForbidden(Ban),
    /// Leaving the desk while chưa số hóa đủ needs a reason; components without a file.
    NotDigitised { lacking: u32 },
    /// It is about the money.
    Fees(FeeRefusal),
    /// The register of this year is closed: no number of it is given any more.
    RegisterClosed { year: i32 },
    /// The register of this year may be closed from this day on.
    RegisterOpen { from: NaiveDate },
    /// The month is closed already.
    MonthClosed(Month),
    /// The month may be closed from this day on.
    MonthOpen { from: NaiveDate },
    /// A tally that says nothing but what this desk counts itself.
    OwnTally,
    /// A re-appointed time must lie after the promised one and in working time.
    BadNewTime { after: Moment },
    /// The paper belongs to somebody else.
    OtherOwner { owner_name: String },
    /// The paper is out of date.
    PaperExpired { on: NaiveDate },
    /// The paper was withdrawn on that day.
    PaperRevoked { on: NaiveDate },
    /// The paper is in force only from that day.
    PaperNotYet { from: NaiveDate },
    /// Open dossiers use the paper.
    PaperInUse { dossiers: u32 },
    /// The file is not in the store, or its bytes are not those of its name.
    FileMissing,
    /// The value found is not the one the screen saw: somebody changed it meanwhile.
    Conflict(String),
    /// The last act on this dossier cannot be undone (or is somebody else's).
    CannotUndo,
    /// He is the last active officer with this role: it must be another's before it can be taken from him.
    LastHolder(Role),
    /// Another active officer has the same name and the same position: nobody could tell them apart.
    Namesake,
    /// A setting's key is unknown.
    UnknownSetting,
    /// Open in another window: read-only here.
    ReadOnly,
    /// A newer program wrote this file.
    TooNew,
    /// The disk is full.
    DiskFull { free_mb: u64 },
    /// Anything of the machine; the log has the details, `code` is for support.
    Fault { code: &'static str },
}

impl Refusal {
    /// The series whose last numbers must be read off the papers first.
    pub fn doubts(&self) -> Option<&[Doubt]> {
        match self {
            Self::NeedsLastNumbers(doubts) | Self::ClockBehind { doubts, .. } => Some(doubts),
            _ => None,
        }
    }
}
