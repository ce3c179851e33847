//! Work that takes files or devices and therefore runs beside the keyboard, and what it answers.

use std::path::PathBuf;

use crate::app::destination::SlipWanted;
use crate::domain::act::{Pin, StoredFile};
use crate::domain::dossier::PlaceSet;
use crate::domain::draft::{Draft, DraftFile};
use crate::domain::ids::{ComponentId, DossierId, FileHash, FormId, HeldId, TrayId};
use crate::domain::look::{NoLook, PageLook};
use crate::domain::manifest::Verified;
use crate::domain::package::Fault;
use crate::domain::pages::Page;
use crate::domain::quality::Shortfall;
use crate::domain::refusal::Refusal;
use crate::domain::report::{Format, Report};
use crate::domain::scanner::text::ended;
use crate::domain::scanner::{Came, FoundScanner, ScanEnd};
use crate::domain::series::Series;
use crate::domain::signature::Checked;
use crate::domain::signature::trust::{NewTrust, TrustInUse};
use crate::domain::time::Moment;
use crate::domain::unit_place::Located;

mod chosen;
mod heavy;
mod receipts;
mod signing;

pub use chosen::{FileEntry, Seen};
pub use heavy::{HeavyFile, MadeOf, Trial, Tried};
pub use receipts::{ReceiptLayout, ReceiptWanted};
pub use signing::{Keys, SignOf, SignWanted, SignedSoFar, ToSign};

/// A job, as data. The shell decides which thread runs it; quitting waits for those that must finish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Files of a folder, newest first, each looked into. `None` = the scan folder of the settings.
    /// `settled` = first wait until a file that is being written now may be whole.
    ListFiles { folder: Option<PathBuf>, settled: bool },
    /// Store these files' bytes and give back one attachment. `joined` = several or images become also one PDF, in this
    /// order; where their sheets are counted next, the PDF is made then.
    TakeFiles {
        paths: Vec<PathBuf>,
        title: String,
        joined: bool,
    },
    /// What the pages of these stored files are and what the machine sees on them.
    LookAtChosen(Vec<DraftFile>),
    /// Store one file as it is, for a result or an interim paper.
    TakeResult { path: PathBuf },
    /// The same for a result; what shows sheets of paper is said to do so.
    TakeOutcome { path: PathBuf },
    /// Take these files into the tray, page by page, each kept byte for byte.
    TakeIn { paths: Vec<PathBuf> },
    /// Look into the scan folder now and take in what is whole.
    LookForScans,
    /// Scan with this machine's scanner, each page into the tray as soon as it is whole; meant for this component where
    /// it is known. Tells of each page that came.
    Scan {
        aim: Option<(DossierId, Option<ComponentId>)>,
    },
    /// Which scanners there are.
    ListScanners,
    /// The packages of dossiers filed online that lie in a folder, newest first. `None` = the folder of the settings.
    ListPackages { folder: Option<PathBuf> },
    /// Take in a package: every dossier that can go in goes in, the others are held back with their reason.
    TakePackage { path: PathBuf },
    /// Try a dossier again that was held back.
    TryHeld { held: HeldId },
    /// An officer has seen a held dossier and wants it out of the list; it stays on the disk.
    PutAside { held: HeldId, why: String },
    /// Print the cover sheet of this component, or one for each component of the dossier that takes pages.
    PrintCovers {
        dossier: DossierId,
        component: Option<ComponentId>,
    },
    /// Lay two pages of the tray, the sides of a card, on one A4 sheet: a new page of the tray.
    JoinCard { sides: [TrayId; 2] },
    /// Make one PDF of exactly these pages, in this order, and keep it.
    AssemblePages { title: String, pages: Vec<Page> },
    /// Cut a heavy file into parts below its limit, to see what that gives. Nothing is kept yet.
    TrySplit(Box<HeavyFile>),
    /// Pack the scans of a heavy file tighter, to see what that gives. Nothing is kept yet.
    TryLighter(Box<HeavyFile>),
    /// Keep what was made for looking at.
    KeepTried(Vec<Tried>),
    /// Throw away what was made for looking at.
    DropTried,
    /// Make the receipt of an accepted dossier, store it and issue it. Made already = answers the one there is.
    MakeReceipt { dossier: DossierId },
    /// Make the record of the papers that are not digitised, store it and issue it. Made already and still true = answers
    /// the one there is.
    MakeRecord { dossier: DossierId },
    /// Send one copy of a form to the printer or the viewer, and count it.
    PrintForm { dossier: DossierId, form: FormId },
    /// Which keys this machine can sign with.
    FindKeys,
    /// Sign these papers one after the other: each signed copy is checked and attached before the next is begun. Tells of
    /// each one that is done; stopping ends after the one in hand.
    Sign(Box<SignWanted>),
    /// The layouts of every paper, as lines: source, and whether it was compared with the original.
    ListLayouts,
    /// The layouts of the receipt that are for this dossier.
    ListReceipts { dossier: DossierId },
    /// The receipt in one of them: issued and printed, or written for Word.
    ReceiptAs(Box<ReceiptWanted>),
    /// Print a list of the office.
    PrintReport(Report),
    /// Print why this dossier is due when it is, day by day.
    PrintWhyDue { dossier: DossierId },
    /// Write a list of the office into the folder `export`.
    SaveReport(Report, Format),
    /// The receipt this draft would get, as lines of text: the last look before reception.
    PreviewReceipt { draft: Box<Draft> },
    /// A slip as lines of text. Of the newest act of its kind: made, stored and issued where it was not made already; one
    /// that was made: with the mark its next print will carry.
    Slip(SlipWanted),
    /// Open a stored file in the system's viewer.
    OpenFile { file: FileHash, name: String },
    /// Compare every file a dossier names with its hash and its number of pages.
    Verify { dossier: DossierId },
    /// Where stored files fall short of the parameters of a scan.
    Measure(Vec<FileHash>),
    /// Check the signatures of a stored file with what the office trusts now.
    CheckSignatures(FileHash),
    /// Print what the newest check of a file's signatures found.
    PrintSignatures { file: FileHash, name: String },
    /// What this machine can really use of what the office trusts.
    LookAtTrust,
    /// The CA certificates in a file, PEM or DER, kept as files to be trusted.
    ReadCertificates { path: PathBuf },
    /// Make one page of a stored file small, to be looked at. `at_rest` = only once no other page is wanted for a moment:
    /// the pointer may be on its way.
    Look {
        file: FileHash,
        leaf: u32,
        at_rest: bool,
    },
    /// Open a blank form of the office, `mau-don/<name>` in the data folder, in the system's viewer.
    OpenBlank { name: String },
    /// Print the sheet that tells a citizen how to make an account on the portal; it is of no dossier.
    PrintGuidance { url: String },
    /// Open a page in the system's browser.
    OpenPage { url: String },
    /// Copy the database (and missing files) to this folder; `None` = beside the database.
    Backup { target: Option<PathBuf> },
    /// Look the desk over and tell what is not well.
    Examine,
    /// Where the data will lie, and whether a desk may be founded there.
    LookAtFolder,
    /// What lies in the data folder and how much room it takes, largest first, as lines of text.
    MeasureFolder,
    /// Write this draft as a file into a folder elsewhere, when the database cannot be written.
    CarryDraft { draft: Box<Draft>, folder: PathBuf },
    /// Take in the draft of this file, or the newest of this folder.
    BringDraft { path: PathBuf },
    /// Which unit of the shipped places an office's name means.
    LocateUnit { set: PlaceSet, unit: String },
    /// Write a desk into the data folder and open it.
    CreateDesk(Box<NewDesk>),
    /// Try once more to open the desk for writing, after the reason it could only be looked at is gone.
    OpenAgain,
    /// Make (if need be) and open the practice desk.
    StartPractice,
    /// Bring a desk back from a copy.
    Restore { from: PathBuf },
    /// The last numbers as they stand on the papers, after a restore or with the clock behind: numbering goes on after them.
    SetLastNumbers(Vec<(Series, u32)>),
    /// An administrator's word on a day: off, or worked. Also confirms a projected one.
    SetCalendarDay {
        on: chrono::NaiveDate,
        off: bool,
        name: String,
    },
    /// What the office entered for a day is taken away: the day is again as the program was shipped.
    RemoveCalendarDay { on: chrono::NaiveDate },
}

/// What the form "Lập quầy mới" collects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDesk {
    /// Dotted unit code.
    pub unit_code: String,
    /// `Xã An Toàn, huyện An Lão, tỉnh Bình Định`.
    pub unit_name: String,
    /// Unit set of addresses.
    pub place_set: PlaceSet,
    /// Desk number, 1 and up.
    pub desk_no: u32,
    /// Range of ordinals a day; `None` = the desk's default.
    pub range: Option<(u32, u32)>,
    /// Working hours.
    pub hours: String,
    /// First officer; holds all roles.
    pub officer_name: String,
    /// His PIN.
    pub pin: Pin,
    /// Scan folder, may be empty.
    pub scan_folder: String,
    /// Daily backup to another medium, may be empty.
    pub backup_target: String,
}

/// News of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEvent {
    /// So many of so many.
    Progress { done: u64, total: u64 },
    /// Ended.
    Ended(Result<JobDone, JobFault>),
}

/// What a job answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobDone {
    /// To [`Job::ListFiles`].
    Files {
        folder: PathBuf,
        entries: Vec<FileEntry>,
    },
    /// To [`Job::TakeFiles`]: originals first, the assembled PDF last where one was made.
    Taken {
        files: Vec<DraftFile>,
        pages: u32,
        warnings: Vec<String>,
    },
    /// To [`Job::LookAtChosen`], page by page in their order.
    Seen(Vec<Seen>),
    /// To [`Job::TakeIn`] and [`Job::LookForScans`].
    TakenIn(TakenIn),
    /// To [`Job::Scan`].
    Scanned(Scanned),
    /// To [`Job::ListScanners`].
    Scanners(Vec<FoundScanner>),
    /// To [`Job::ListPackages`].
    Packages {
        folder: PathBuf,
        entries: Vec<PackageEntry>,
    },
    /// To [`Job::TakePackage`] and [`Job::TryHeld`]: one answer for each dossier, in the package's order.
    PackageTaken(Vec<Arrival>),
    /// To [`Job::JoinCard`]: the new page; `assumed` = nobody states how large the card is.
    Joined { page: TrayId, assumed: bool },
    /// To [`Job::TakeResult`] and [`Job::AssemblePages`].
    Stored(StoredFile),
    /// To [`Job::TakeOutcome`] of an image, and of an unsigned PDF of which every page is one picture.
    StoredScan(Box<DraftFile>),
    /// To [`Job::AssemblePages`] where there is more to say than one PDF: several of them, in their order, because some
    /// of the pages must stay in files of their own; and what is to be known of how they were made. That a resolution was
    /// assumed says each page itself.
    PagesMade {
        files: Vec<StoredFile>,
        warnings: Vec<String>,
    },
    /// To [`Job::TrySplit`] and [`Job::TryLighter`].
    Tried(Trial),
    /// To [`Job::KeepTried`], in the same order.
    KeptTried(Vec<StoredFile>),
    /// To [`Job::MakeReceipt`] and [`Job::MakeRecord`].
    Receipt { form: FormId, number: String },
    /// To [`Job::ListReceipts`], in the order of the letter's menu.
    Receipts(Vec<ReceiptLayout>),
    /// To [`Job::Slip`] of an act that is done.
    Slip {
        form: FormId,
        number: String,
        lines: Vec<String>,
    },
    /// To [`Job::FindKeys`].
    Keys(Keys),
    /// To [`Job::Sign`].
    Signed(SignedSoFar),
    /// To [`Job::SaveReport`] and, of a Word document, [`Job::ReceiptAs`]: where it lies.
    Saved(PathBuf),
    /// To [`Job::PrintForm`], [`Job::PrintGuidance`], [`Job::PrintSignatures`], [`Job::PrintReport`] and [`Job::PrintWhyDue`]: where the n-th print went; to [`Job::PrintCovers`]: where so many sheets went.
    Printed { went: Went, prints: u32 },
    /// To [`Job::PreviewReceipt`], [`Job::Slip`] of one that is not and [`Job::MeasureFolder`]; to [`Job::Examine`] one sentence for each thing that is not well.
    Lines(Vec<String>),
    /// To [`Job::CarryDraft`]: where it lies.
    DraftCarried(PathBuf),
    /// To [`Job::BringDraft`]: names of the files that are not on this machine; the procedure must be chosen again.
    DraftBrought {
        missing: Vec<String>,
        no_procedure: bool,
    },
    /// To [`Job::Backup`].
    BackedUp(BackedUp),
    /// To [`Job::CreateDesk`], [`Job::OpenAgain`], and [`Job::StartPractice`]: the store is open now.
    DeskReady { practice: bool },
    /// To [`Job::Restore`]: the store is open now; `lacks` = files of it are not as they were written down.
    BroughtBack {
        until: Option<Moment>,
        lacks: Option<String>,
    },
    /// To [`Job::LookAtFolder`]: megabytes free where the system says, and the sentence why no desk may be founded.
    Folder {
        folder: PathBuf,
        free_mb: Option<u64>,
        why_not: Option<String>,
    },
    /// To [`Job::LocateUnit`].
    Located(Located),
    /// To [`Job::Verify`].
    Verified(Verified),
    /// To [`Job::CheckSignatures`]; `None` = it holds none.
    Checked(Option<Box<Checked>>),
    /// To [`Job::LookAtTrust`].
    TrustInUse(TrustInUse),
    /// To [`Job::ReadCertificates`]: those that can be trusted, and one sentence for each that cannot.
    Certificates {
        found: Vec<NewTrust>,
        refused: Vec<String>,
    },
    /// To [`Job::Measure`]: those that could be read.
    Measured(Vec<(FileHash, Vec<Shortfall>)>),
    /// To [`Job::Look`].
    Looked(Result<Box<PageLook>, NoLook>),
    /// To the rest.
    Plain,
}

/// What a copy of the desk holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackedUp {
    /// When it was made.
    pub at: Moment,
    /// Files that came along this time.
    pub files: u64,
    /// It lies on another medium than the data.
    pub elsewhere: bool,
    /// Files the desk names that could not be copied, because they are missing or damaged.
    pub missing: u64,
    /// Files copied now that have another number of pages than was written down.
    pub miscounted: u64,
}

impl BackedUp {
    /// One sentence for row 23; `aside` = it was meant to lie on another medium.
    pub fn said(&self, aside: bool) -> crate::app::chrome::Message {
        crate::app::text::backed_up(self, aside)
    }
}

/// What came into the tray.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TakenIn {
    /// Pages that are in the tray now.
    pub pages: u32,
    /// Cover sheets that were read and put aside.
    pub covers: u32,
    /// One sentence for each cover sheet that leads nowhere; it lies in the tray.
    pub astray: Vec<String>,
    /// One sentence for each file that was refused.
    pub refused: Vec<String>,
    /// Names of files whose bytes were here already; they were taken in all the same and are marked.
    pub again: Vec<String>,
}

impl TakenIn {
    /// What came, whatever became of it: pages, cover sheets, and files that were refused. Of a scanner, sides of paper.
    pub fn came(&self) -> u32 {
        self.pages
            .saturating_add(self.covers)
            .saturating_add(self.refused())
    }

    /// What came after it.
    pub fn add(&mut self, other: Self) {
        self.pages = self.pages.saturating_add(other.pages);
        self.covers = self.covers.saturating_add(other.covers);
        self.astray.extend(other.astray);
        self.refused.extend(other.refused);
        self.again.extend(other.again);
    }

    fn refused(&self) -> u32 {
        u32::try_from(self.refused.len()).unwrap_or(u32::MAX)
    }
}

/// What a scan came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// What is in the tray now.
    pub taken: TakenIn,
    /// How it ended.
    pub end: ScanEnd,
    /// One more page was begun and is dropped.
    pub half: bool,
}

impl Scanned {
    /// One sentence: how it ended, what came, and what to do next.
    pub fn sentence(&self) -> String {
        let came = Came {
            pages: self.taken.pages,
            covers: self.taken.covers,
            refused: self.taken.refused(),
            half: self.half,
        };
        ended(self.end, came)
    }
}

/// A package that could be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageEntry {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// Last change.
    pub modified: Moment,
    /// Dossiers in it, or why it cannot be read, in one sentence.
    pub dossiers: Result<u32, String>,
}

/// What became of one dossier of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The portal's code; empty where it cannot be read.
    pub code: String,
    /// Is it in?
    pub went: Arrived,
}

/// In, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrived {
    /// It waits in the queue now.
    New,
    /// It was here already, just as it is.
    Known,
    /// Held back for this reason.
    Held(Fault),
}

/// Where a print went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Went {
    /// To the printer.
    Printer,
    /// To the viewer, because the printer did not take it.
    Viewer(NoPrint),
}

/// Why a printer did not take a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPrint {
    /// There is none, or printing is switched off.
    Absent,
    /// The system's printing refused the form.
    Refused,
    /// No answer within the limit.
    Silent,
}

/// Why a job did not end well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobFault {
    /// The store said no.
    Refused(Refusal),
    /// One sentence for the officer: what is wrong and what to do next.
    Said(String),
    /// Stopped by the officer.
    Cancelled,
}

impl JobFault {
    /// One sentence for row 23.
    pub fn sentence(&self) -> String {
        match self {
            Self::Refused(refusal) => crate::domain::text::refusal(refusal),
            Self::Said(sentence) => sentence.clone(),
            Self::Cancelled => crate::app::text::STOPPED.to_owned(),
        }
    }
}
