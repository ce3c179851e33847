//! Questions the screens and the command line ask of the store. The reader stamps `now`; a question carries none.

use chrono::NaiveDate;

use crate::domain::digitise::exempted::Exempted;
use crate::domain::dossier::{Channel, PlaceSet, Status};
use crate::domain::draft::Draft;
use crate::domain::fee::Stated;
use crate::domain::ids::{DossierId, FileHash, FormId, OfficerId};
use crate::domain::numbers::{Asked, Told};
use crate::domain::refusal::Refusal;
use crate::domain::register::Book;
use crate::domain::rows::{
    DossierPage, DossierView, DraftList, DuePreview, HomeRows, KhoRows, OfficerRows, PersonCard, PlaceRow,
    ProcedureChoice, ProcedurePage, SearchRows, SettingRows, WorkflowView,
};
use crate::domain::signature::Checked;
use crate::domain::signature::trust::TrustedCert;
use crate::domain::signing::act::Unsigned;
use crate::domain::takings::Takings;
use crate::domain::tally::cell::Cell;
use crate::domain::tally::{Column, Counts, Month, Tally};
use crate::domain::time::Moment;

/// One question. Every answer is one [`Answer`] of the same name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Who may log in, who did last, what this desk is called.
    Officers,
    /// Home's counts, drafts and half-done work of this officer.
    Home { officer: OfficerId, whole_unit: bool },
    /// A page of dossiers.
    Dossiers { filter: Filter, page: Page },
    /// Everything about one dossier.
    Dossier(DossierId),
    /// The one dossier of exactly this code: full, without the own unit's part, or a portal's.
    DossierByCode(String),
    /// Home's one search field.
    Search { text: String, limit: u32 },
    /// What is known of a holder from his earlier dossiers, and near numbers when nobody has this one.
    Person { number: String },
    /// The last holders at this desk, newest first.
    RecentHolders,
    /// Procedures matching a text in a sector; empty text = this desk's most used.
    Procedures {
        text: String,
        sector: Option<String>,
        limit: u32,
    },
    /// One procedure with its cases, workflows, components, limits.
    Procedure { code: String, version: Option<String> },
    /// Preview of the due time, as if received now (or at the given moment).
    Due {
        code: String,
        version: Option<String>,
        channel: Channel,
        received_at: Option<Moment>,
    },
    /// What a procedure states to be paid.
    Fees { code: String, version: Option<String> },
    /// The money that moved on a day.
    Takings(NaiveDate),
    /// The register of this desk in a year: so many numbers from one on, or all of them.
    Register { year: i32, span: Option<(u32, u32)> },
    /// The monthly form.
    Tally(TallyQuery),
    /// The numbers of Số liệu.
    Numbers(Asked),
    /// Why a dossier is due when it is: day by day.
    WhyDue(DossierId),
    /// Places below a parent that match a text. `parent` `None` = provinces.
    Places {
        set: PlaceSet,
        parent: Option<String>,
        text: String,
        limit: u32,
    },
    /// Papers of one owner, for a dossier's holder or to look at. `for_owner` = the dossier's holder number.
    Kho { owner: String, text: String },
    /// Drafts (not trashed) of all officers of this machine.
    Drafts,
    /// One draft whole.
    Draft(DossierId),
    /// Open dossiers of this holder for this procedure.
    Duplicates { holder_no: String, procedure: String },
    /// Where this dossier can be forwarded, with usual receivers.
    NextSteps(DossierId),
    /// All settings with their values.
    Settings,
    /// Where a file lies, verified.
    File(FileHash),
    /// Where a printed form lies, verified.
    Form(FormId),
    /// The number the next form of this template gets.
    FormNumber { template: &'static str },
    /// What the newest check of a file's signatures found.
    Signatures(FileHash),
    /// The CA certificates the office trusts.
    Trust,
    /// The receipts of today that are not signed yet.
    UnsignedReceipts,
    /// The tray of this machine.
    Tray,
    /// Dossiers of packages that are held back on this machine.
    Held,
    /// Working days and holidays of a year.
    CalendarYear(i32),
}

/// What is asked of the monthly form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TallyQuery {
    /// The form of a month.
    Form(Month),
    /// The dossiers behind one of its numbers; `unit` `None` = of the total.
    Cell {
        month: Month,
        unit: Option<String>,
        column: Column,
    },
    /// The own unit's numbers of so many months up to the last.
    Months { last: Month, months: u32 },
}

/// The answer to a [`Query`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// To [`Query::Officers`].
    Officers(OfficerRows),
    /// To [`Query::Home`].
    Home(Box<HomeRows>),
    /// To [`Query::Dossiers`].
    Dossiers(DossierPage),
    /// To [`Query::Dossier`] and [`Query::DossierByCode`]; `None` = there is none.
    Dossier(Option<Box<DossierView>>),
    /// To [`Query::DossierByCode`]: more than one has it, as a cloned desk's dossiers may.
    Several,
    /// To [`Query::Search`].
    Search(SearchRows),
    /// To [`Query::Person`].
    Person(Box<PersonCard>),
    /// To [`Query::RecentHolders`].
    RecentHolders(Vec<crate::domain::rows::HolderRow>),
    /// To [`Query::Procedures`].
    Procedures(ProcedurePage),
    /// To [`Query::Procedure`].
    Procedure(Option<Box<ProcedureChoice>>),
    /// To [`Query::Fees`].
    Fees(Vec<Stated>),
    /// To [`Query::Takings`].
    Takings(Takings),
    /// To [`Query::Register`].
    Register(Box<Book>),
    /// To [`TallyQuery::Form`].
    Tally(Box<Tally>),
    /// To [`TallyQuery::Cell`].
    TallyCell(Box<Cell>),
    /// To [`TallyQuery::Months`]: oldest first.
    TallyMonths(Vec<(Month, Counts, Exempted)>),
    /// To [`Query::Numbers`].
    Numbers(Box<Told>),
    /// To [`Query::Due`] and [`Query::WhyDue`].
    Due(Option<DuePreview>),
    /// To [`Query::Places`].
    Places(Vec<PlaceRow>),
    /// To [`Query::Kho`].
    Kho(KhoRows),
    /// To [`Query::Drafts`].
    Drafts(DraftList),
    /// To [`Query::Draft`].
    Draft(Option<Box<Draft>>),
    /// To [`Query::Duplicates`]: codes and when they were received.
    Duplicates(Vec<crate::domain::rows::DossierRow>),
    /// To [`Query::NextSteps`].
    NextSteps(WorkflowView),
    /// To [`Query::Settings`].
    Settings(SettingRows),
    /// To [`Query::File`] and [`Query::Form`]: a path whose bytes were just compared with their name.
    Path(Option<std::path::PathBuf>),
    /// To [`Query::FormNumber`].
    FormNumber(Result<String, Refusal>),
    /// To [`Query::Signatures`]; `None` = it was never checked, or holds no signature.
    Signatures(Option<Box<Checked>>),
    /// To [`Query::Trust`], by owner.
    Trust(Vec<TrustedCert>),
    /// To [`Query::UnsignedReceipts`], oldest first.
    UnsignedReceipts(Vec<Unsigned>),
    /// To [`Query::Tray`].
    Tray(crate::domain::rows::TrayRows),
    /// To [`Query::Held`].
    Held(Vec<crate::domain::rows::HeldRow>),
    /// To [`Query::CalendarYear`].
    Calendar(Vec<crate::domain::rows::CalendarRow>),
    /// The store could not answer; the log has the details.
    Failed { code: &'static str },
}

/// Home's queues. The numbers on Home are theirs and never move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Queue {
    /// 1 Vừa tiếp nhận (status 2).
    Accepted,
    /// 2 Đang xử lý (4).
    Processing,
    /// 3 Chờ bổ sung (5 and 6).
    Waiting,
    /// 4 Có kết quả, chờ trả (9).
    Finished,
    /// 5 Đã trả hôm nay (10, today).
    ReturnedToday,
    /// 6 Sắp đến hạn.
    Soon,
    /// 7 Quá hạn.
    Overdue,
    /// 8 Chưa số hóa đủ.
    Undigitised,
    /// 9 Trực tuyến chờ nhận (1).
    Online,
    /// Accepted without a receipt, or with one never printed.
    Unprinted,
}

impl Queue {
    /// Every queue, in Home's order.
    pub const ALL: [Self; 10] = [
        Self::Accepted,
        Self::Processing,
        Self::Waiting,
        Self::Finished,
        Self::ReturnedToday,
        Self::Soon,
        Self::Overdue,
        Self::Undigitised,
        Self::Online,
        Self::Unprinted,
    ];
}

impl Queue {
    /// Its number on Home. Only what has a digit of its own has one: 0 is kept for the statistics.
    pub fn digit(self) -> Option<u8> {
        let at = Self::ALL.iter().position(|queue| *queue == self)?;
        u8::try_from(at + 1).ok().filter(|digit| *digit <= 9)
    }
}

/// Filter of the dossier list: one per column. Empty = everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// A queue of Home.
    pub queue: Option<Queue>,
    /// Any text: code, number, phone, name with or without diacritics.
    pub text: String,
    /// Words of the text are looked for in names only, not in addresses and procedures.
    pub in_names: bool,
    /// One status.
    pub status: Option<Status>,
    /// Sector name.
    pub sector: Option<String>,
    /// Procedure code.
    pub procedure: Option<String>,
    /// Received on or after.
    pub from: Option<NaiveDate>,
    /// Received on or before.
    pub to: Option<NaiveDate>,
    /// Who has it.
    pub officer: Option<OfficerId>,
    /// "TK: chưa" and so on.
    pub account: Option<crate::domain::dossier::Account>,
    /// The letter's other columns.
    pub columns: Columns,
}

/// Filters of the letter's columns that hold text or are worked out (công văn 223/VPUBND-KSTT, the list of dossiers).
/// Words are looked for with or without diacritics, each from its beginning, all of them. Empty = everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// Số hồ sơ: a code by its beginning, with or without the own unit's part, or by its end.
    pub code: String,
    /// Về việc: words of the procedure's name or of the request, or the beginning of the procedure's code.
    pub about: String,
    /// Người đăng ký: words of the holder's name, or the beginning of his number or phone.
    pub holder: String,
    /// Thông tin chung: words of procedure, holder and address, or the beginning of the procedure's code.
    pub general: String,
    /// Tiến độ.
    pub pace: Option<Standing>,
    /// Cán bộ chuyển đến: who forwarded it last.
    pub sender: Option<OfficerId>,
}

/// How a dossier stands against its time, as the column Tiến độ says it now. Who cancelled it is in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In work, its promise is over.
    Overdue,
    /// In work, promised for later today.
    Today,
    /// In work, promised for a later day.
    Left,
    /// Waits for papers or money.
    Paused,
    /// Has its result, not after it was due.
    InTime,
    /// Has its result, after it was due.
    Late,
    /// Without a time.
    Unlimited,
}

impl Standing {
    /// In the order of the screen.
    pub const ALL: [Self; 7] = [
        Self::Overdue,
        Self::Today,
        Self::Left,
        Self::Paused,
        Self::InTime,
        Self::Late,
        Self::Unlimited,
    ];
}

/// Keyset paging by `(received_at, n)`, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Rows wanted.
    pub size: u32,
    /// Where from.
    pub at: PageAt,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageAt {
    /// The first page.
    Start,
    /// The rows after this key (exclusive).
    After(PageKey),
    /// The rows before this key (exclusive), still in list order.
    Before(PageKey),
    /// The last page.
    End,
}

/// Sort key of a row in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageKey {
    /// `received_at`, or 0 where it never was received.
    pub at: Moment,
    /// `dossier.n`.
    pub n: i64,
}
