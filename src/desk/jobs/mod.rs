//! Jobs: work on files and devices, one file per kind. Each ends with an answer or a sentence for the officer.

mod calendar;
mod card;
mod carry;
mod chosen;
mod cover;
mod desks;
mod files;
mod issue;
pub(crate) mod layouts;
pub(crate) mod packages;
mod pages;
mod preview;
mod print;
mod receipt;
mod receipt_menu;
mod record;
mod report;
pub(super) mod scanner;
mod signatures;
mod signing;
mod slip;
mod space;
pub(super) mod tray;
mod trial;
pub(super) mod twins;
mod verify;

use std::ops::ControlFlow;

use crate::app::job::{Job, JobDone, JobFault};
use crate::app::msg::Ticket;
use crate::desk::hands::Hands;
use crate::desk::text;
use crate::domain::refusal::Refusal;
use crate::store::Reader;

/// Hears of progress; answers whether to go on.
pub(super) type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> ControlFlow<()>;

/// Does one job.
pub(super) fn run(
    hands: &Hands,
    (ticket, job): (Ticket, Job),
    progress: Progress<'_>,
) -> Result<JobDone, JobFault> {
    match job {
        Job::ListFiles { folder, settled } => files::list_now(hands, folder, settled),
        Job::TakeFiles { paths, title, joined } => files::take(hands, (&paths, &title, joined), progress),
        Job::LookAtChosen(files) => chosen::look(hands, &files, progress),
        Job::TakeResult { path } => files::take_result(hands, &path),
        Job::TakeOutcome { path } => files::take_outcome(hands, &path),
        Job::TakeIn { paths } => tray::take_in(hands, &paths, progress),
        Job::LookForScans => tray::look_now(hands),
        Job::Scan { aim } => scanner::scan(hands, (ticket, aim), progress),
        Job::ListScanners => scanner::list(hands, ticket),
        Job::ListPackages { folder } => packages::list(hands, folder),
        Job::TakePackage { path } => packages::take(hands, &path, progress).map(JobDone::PackageTaken),
        Job::TryHeld { held } => packages::try_again(hands, held),
        Job::PutAside { held, why } => packages::put_aside(hands, held, &why),
        Job::PrintCovers { dossier, component } => cover::print(hands, (dossier, component)),
        Job::JoinCard { sides } => card::join(hands, sides),
        Job::AssemblePages { title, pages } => pages::make(hands, (&title, &pages), progress),
        Job::TrySplit(heavy) => trial::split(hands, &heavy, progress),
        Job::TryLighter(heavy) => trial::lighter(hands, &heavy, progress),
        Job::KeepTried(tried) => trial::keep(hands, &tried),
        Job::DropTried => Ok(trial::drop_all(hands)),
        Job::MakeReceipt { dossier } => receipt::make(hands, dossier),
        Job::MakeRecord { dossier } => record::make(hands, dossier),
        Job::FindKeys => signing::find_keys(hands),
        Job::Sign(wanted) => signing::sign(hands, &wanted, progress),
        Job::ListLayouts => layouts::list(),
        Job::ListReceipts { dossier } => receipt_menu::list(hands, dossier),
        Job::ReceiptAs(wanted) => receipt_menu::make(hands, &wanted),
        Job::PrintReport(report) => report::print(hands, report),
        Job::PrintWhyDue { dossier } => report::print_why_due(hands, dossier),
        Job::SaveReport(report, format) => report::save(hands, (report, format)),
        Job::PreviewReceipt { draft } => receipt::preview(hands, &draft),
        Job::Slip(wanted) => slip::show(hands, wanted),
        Job::PrintForm { dossier, form } => print::form(hands, dossier, form),
        Job::OpenFile { file, name } => print::open_file(hands, file, &name),
        Job::Verify { dossier } => verify::dossier(hands, dossier, progress),
        Job::Measure(files) => verify::measure(hands, &files, progress),
        Job::CheckSignatures(file) => signatures::check(hands, file),
        Job::PrintSignatures { file, name } => signatures::print_report(hands, (file, &name)),
        Job::LookAtTrust => Ok(JobDone::TrustInUse(crate::desk::signatures::of_desk(hands).1)),
        Job::ReadCertificates { path } => signatures::read_certificates(hands, &path),
        Job::Look { file, leaf, .. } => Ok(preview::look(hands, file, leaf)),
        Job::OpenBlank { name } => print::open_blank(hands, &name),
        Job::PrintGuidance { url } => print::guidance(hands, &url),
        Job::OpenPage { url } => print::open_page(&url),
        Job::Backup { target } => desks::copy(hands, target.as_deref(), progress),
        Job::Examine => desks::examine(hands),
        Job::LookAtFolder => Ok(desks::look_at_folder(hands)),
        Job::MeasureFolder => Ok(space::measure(hands)),
        Job::CarryDraft { draft, folder } => carry::out(hands, &draft, &folder),
        Job::BringDraft { path } => carry::home(hands, &path),
        other => of_desk(hands, other, progress),
    }
}

/// Founding, opening and restoring a desk, and its calendar.
fn of_desk(hands: &Hands, job: Job, progress: Progress<'_>) -> Result<JobDone, JobFault> {
    match job {
        Job::LocateUnit { set, unit } => desks::locate(set, &unit).map(JobDone::Located),
        Job::CreateDesk(desk) => desks::create(hands, &desk),
        Job::OpenAgain => desks::open_again(hands),
        Job::StartPractice => desks::practice(hands),
        Job::Restore { from } => desks::restore(hands, &from, progress),
        Job::SetLastNumbers(answers) => desks::set_last_numbers(hands, &answers),
        Job::SetCalendarDay { on, off, name } => calendar::set_day(hands, (on, off), &name),
        Job::RemoveCalendarDay { on } => calendar::remove_day(hands, on),
        // Whatever was done already.
        _ => Ok(JobDone::Plain),
    }
}

impl From<Refusal> for JobFault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn said(sentence: impl Into<String>) -> JobFault {
    JobFault::Said(sentence.into())
}

/// A connection of this job's own, for what is no question of a screen.
fn reader(hands: &Hands) -> Result<Reader, JobFault> {
    Reader::open(&hands.home()).map_err(|_| said(text::CANNOT_READ_STORE))
}

/// A copy beside the database when the last one is older than four hours; never longer than three seconds.
pub(super) fn backup_when_leaving(hands: &Hands) -> Result<(), JobFault> {
    desks::backup_when_leaving(hands)
}

/// The day's copies that are due: beside the database, and on the other medium of this machine's settings.
pub(super) fn due_copies(hands: &Hands) -> Vec<Job> {
    desks::due_copies(hands)
}
