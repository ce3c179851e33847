//! Scans: a program writes pages into a folder of ours, and each is in the tray before the next one is through.
//!
//! The program's status and its files are believed, its messages never. It may be stopped at any time, may hang, and may
//! be killed with us: a page that is whole is never lost, and one that is not never passes for one.

mod child;
mod intake;

#[cfg(test)]
#[cfg(unix)]
mod tests;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use child::{Answered, News, Running};
use intake::{Intake, Note, Which};

use super::{Progress, said};
use crate::app::job::{JobDone, JobFault, Scanned, TakenIn};
use crate::app::msg::Ticket;
use crate::desk::hands::Hands;
use crate::desk::text;
use crate::domain::ids::{ComponentId, DossierId};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::scanner::{
    Area, Feed, LIST_FORMAT, Paper, Plan, ScanEnd, ScanFault, ScanProfile, command_line, fault_of, found,
    offered, plan,
};
use crate::domain::settings::Settings;
use crate::store::blobs::BlobError;
use crate::store::disk::{RESERVE_MB, free_mb};

/// SANE's own program.
const SCANIMAGE: &str = "scanimage";
/// Looking for devices in a network takes its time.
const PATIENCE: Duration = Duration::from_mins(1);
/// A scanner tells of its progress all the time; one that was silent for so long hangs. Lamps warm up for a minute.
const SILENCE: Duration = Duration::from_mins(2);
/// A foreign program may wait for its user.
const LONG_SILENCE: Duration = Duration::from_mins(10);

/// How this machine scans.
struct Way {
    /// Programs are started by this name; tests have their own.
    program: String,
    device: String,
    template: String,
    profile: ScanProfile,
    paper: Paper,
    silence: Duration,
}

impl Way {
    fn of(settings: &Settings) -> Self {
        Self {
            program: SCANIMAGE.to_owned(),
            device: settings.text("scanner").trim().to_owned(),
            template: settings.text("scan_command").to_owned(),
            profile: ScanProfile::from_word(settings.text("scan_profile")).unwrap_or(ScanProfile::Nd30),
            paper: Paper {
                feed: Feed::from_word(settings.text("scan_source")),
                area: Area::from_word(settings.text("scan_area")).unwrap_or(Area::A4),
            },
            silence: SILENCE,
        }
    }
}

/// Scans into the tray until the feeder is empty, the page is through, the officer stops it, or something is wrong.
pub(super) fn scan(
    hands: &Hands,
    (ticket, aim): (Ticket, Option<(DossierId, Option<ComponentId>)>),
    progress: Progress<'_>,
) -> Result<JobDone, JobFault> {
    let way = Way::of(&settings(hands)?);
    scan_by(hands, &way, (ticket, aim), progress).map(JobDone::Scanned)
}

fn scan_by(
    hands: &Hands,
    way: &Way,
    (ticket, aim): (Ticket, Option<(DossierId, Option<ComponentId>)>),
    progress: Progress<'_>,
) -> Result<Scanned, JobFault> {
    let _alone = hands.scanner();
    let must_stop = || hands.must_stop(ticket);
    if let Some(free_mb) = free_mb(&hands.home()).filter(|free| *free < RESERVE_MB) {
        return Err(Refusal::DiskFull { free_mb }.into());
    }
    intake::leftovers(hands, true)?;
    let plan = match prepare(way, &must_stop) {
        Ok(plan) => plan,
        Err(end) => return Ok(ended(end)),
    };
    let note = Note {
        device: match &plan {
            Prepared::Scanner(_) => format!("{} · {}", way.device, way.profile.word()),
            Prepared::Command(program) => format!("{} · {}", stem(program), way.profile.word()),
        },
        by: *hands.whose(),
        aim,
        both_sides: matches!(&plan, Prepared::Scanner(plan) if plan.both_sides),
    };
    let mut intake =
        Intake::open(hands, &note).map_err(|error| JobFault::Refused(BlobError::from(error).into()))?;
    let end = match &plan {
        Prepared::Scanner(plan) => {
            let first = next_number(hands);
            let mut command = batch(way, plan, (&intake.folder, first));
            let end = follow(
                &mut command,
                (way, Which::Named),
                &mut intake,
                (&must_stop, progress),
            )?;
            of_scanner(way, end, (plan, intake.taken.came()), &must_stop)
        }
        Prepared::Command(..) => by_command(way, &mut intake, (&must_stop, progress))?,
    };
    let half = intake.close()?;
    let end = match end {
        // What came in at the very last is a page too.
        ScanEnd::Fault(ScanFault::NothingCame | ScanFault::NoPaper) if intake.taken.came() > 0 => {
            ScanEnd::Done
        }
        end => end,
    };
    Ok(Scanned {
        taken: std::mem::take(&mut intake.taken),
        end,
        half,
    })
}

fn ended(end: ScanEnd) -> Scanned {
    Scanned {
        taken: TakenIn::default(),
        end,
        half: false,
    }
}

/// What will be started.
enum Prepared {
    Scanner(Plan),
    Command(String),
}

/// The scanner where one is named and `scanimage` is there; else the command.
fn prepare(way: &Way, must_stop: &dyn Fn() -> bool) -> Result<Prepared, ScanEnd> {
    let command = || match command_line(&way.template, "", way.profile) {
        Some((program, _)) => Ok(Prepared::Command(program)),
        None => Err(ScanEnd::Fault(ScanFault::NoCommand)),
    };
    if way.device.is_empty() {
        return command();
    }
    let mut question = Command::new(&way.program);
    question.args(["-d", &way.device, "-A"]);
    match child::ask(&mut question, PATIENCE, must_stop) {
        Answered::Well(text, Some(0)) => plan(&offered(&text), way.profile, way.paper)
            .map(Prepared::Scanner)
            .map_err(ScanEnd::Fault),
        Answered::Well(_, status) => Err(ScanEnd::Fault(not_opened(way, status, must_stop))),
        Answered::Absent if way.template.trim().is_empty() => Err(ScanEnd::Fault(ScanFault::NoProgram)),
        Answered::Absent => command(),
        Answered::Stopped => Err(ScanEnd::Stopped),
        Answered::Silent => Err(ScanEnd::Fault(ScanFault::Silent)),
    }
}

/// A device that cannot be opened ends the program with 1, whatever the reason: is it there at all?
fn not_opened(way: &Way, status: Option<i32>, must_stop: &dyn Fn() -> bool) -> ScanFault {
    if status != Some(1) {
        return fault_of(status).unwrap_or(ScanFault::NotOpened);
    }
    let mut question = Command::new(&way.program);
    question.args(["-f", LIST_FORMAT]);
    let listed = match child::ask(&mut question, PATIENCE, must_stop) {
        Answered::Well(list, _) => found(&list).iter().any(|it| it.device == way.device),
        Answered::Absent | Answered::Stopped | Answered::Silent => false,
    };
    if listed {
        ScanFault::NotOpened
    } else {
        ScanFault::Absent
    }
}

fn batch(way: &Way, plan: &Plan, (folder, first): (&Path, u32)) -> Command {
    let (format, ending) = way.profile.format();
    let mut command = Command::new(&way.program);
    command
        .current_dir(folder)
        .args(["-d", &way.device])
        .args(&plan.args)
        .arg(format!("--format={format}"))
        .arg(format!("--batch=S%04d.{ending}"))
        .arg(format!("--batch-start={first}"))
        .args(["--batch-print", "--progress"]);
    if plan.one_page {
        command.arg("--batch-count=1");
    }
    command
}

/// How the program itself ended.
enum Gone {
    /// By itself, with this status.
    Itself(Option<i32>),
    Stopped,
    Silent,
    Absent,
}

/// Starts it and takes each page as it comes.
fn follow(
    command: &mut Command,
    (way, which): (&Way, Which),
    intake: &mut Intake<'_>,
    (must_stop, progress): (&dyn Fn() -> bool, Progress<'_>),
) -> Result<Gone, JobFault> {
    let Ok(mut running) = Running::start(command) else {
        return Ok(Gone::Absent);
    };
    let mut told = 0;
    let mut alive = Instant::now();
    let mut stopped = progress(0, 0).is_break();
    loop {
        let news = running.next();
        let moved = match (&news, which) {
            (News::Line(_), Which::Named) | (News::Quiet | News::Line(_) | News::Alive, Which::Settled) => {
                intake.sweep(which)?
            }
            _ => false,
        };
        if intake.taken.pages > told {
            told = intake.taken.pages;
            stopped |= progress(u64::from(told), 0).is_break();
        }
        match news {
            News::Gone => return Ok(Gone::Itself(running.status())),
            News::Line(_) | News::Alive => alive = Instant::now(),
            News::Quiet if moved => alive = Instant::now(),
            News::Quiet => {}
        }
        if stopped || must_stop() {
            running.stop();
            return Ok(Gone::Stopped);
        }
        if alive.elapsed() > way.silence {
            running.stop();
            return Ok(Gone::Silent);
        }
    }
}

/// What the end of `scanimage` means.
fn of_scanner(way: &Way, gone: Gone, (plan, came): (&Plan, u32), must_stop: &dyn Fn() -> bool) -> ScanEnd {
    match gone {
        Gone::Stopped => ScanEnd::Stopped,
        Gone::Silent => ScanEnd::Fault(ScanFault::Silent),
        Gone::Absent => ScanEnd::Fault(ScanFault::NoProgram),
        Gone::Itself(status) => match fault_of(status) {
            Some(ScanFault::Other(1)) if came == 0 => ScanEnd::Fault(not_opened(way, status, must_stop)),
            Some(fault) => ScanEnd::Fault(fault),
            None if came == 0 => ScanEnd::Fault(ScanFault::NoPaper),
            None if plan.one_page => ScanEnd::Done,
            None => ScanEnd::FeederEmpty,
        },
    }
}

fn by_command(
    way: &Way,
    intake: &mut Intake<'_>,
    (must_stop, progress): (&dyn Fn() -> bool, Progress<'_>),
) -> Result<ScanEnd, JobFault> {
    let folder = intake.folder.to_string_lossy().into_owned();
    let Some((program, args)) = command_line(&way.template, &folder, way.profile) else {
        return Ok(ScanEnd::Fault(ScanFault::NoCommand));
    };
    let patient = Way {
        program: program.clone(),
        device: String::new(),
        template: String::new(),
        silence: way.silence.max(LONG_SILENCE),
        ..*way
    };
    let mut command = Command::new(program);
    command.args(args).current_dir(&intake.folder);
    let gone = follow(
        &mut command,
        (&patient, Which::Settled),
        intake,
        (must_stop, progress),
    )?;
    Ok(match gone {
        Gone::Stopped => ScanEnd::Stopped,
        Gone::Silent => ScanEnd::Fault(ScanFault::Silent),
        Gone::Absent => ScanEnd::Fault(ScanFault::NoCommand),
        Gone::Itself(Some(0)) => {
            intake.sweep(Which::All)?;
            match intake.taken.came() {
                0 => ScanEnd::Fault(ScanFault::NothingCame),
                _ => ScanEnd::Done,
            }
        }
        Gone::Itself(status) => ScanEnd::Fault(ScanFault::Command(status.unwrap_or(-1))),
    })
}

/// `NAPS2.Console` of a path of either system.
fn stem(program: &str) -> &str {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program);
    name.strip_suffix(".exe").unwrap_or(name)
}

/// Pages in the tray keep counting, so that no two there have one name.
fn next_number(hands: &Hands) -> u32 {
    let Answer::Tray(rows) = hands.answer(&Query::Tray) else {
        return 1;
    };
    let number = |name: &str| -> Option<u32> { name.strip_prefix('S')?.split('.').next()?.parse().ok() };
    let all = rows.pages.iter().chain(&rows.trashed);
    let last = all
        .filter_map(|row| number(&row.page.file_name))
        .max()
        .unwrap_or(0);
    // Four digits, and no end.
    if last < 9_000 { last + 1 } else { 1 }
}

/// The scanners of this machine, for the one who chooses.
pub(super) fn list(hands: &Hands, ticket: Ticket) -> Result<JobDone, JobFault> {
    let _alone = hands.scanner();
    let mut question = Command::new(SCANIMAGE);
    question.args(["-f", LIST_FORMAT]);
    match child::ask(&mut question, PATIENCE, &|| hands.must_stop(ticket)) {
        Answered::Well(list, _) => Ok(JobDone::Scanners(found(&list))),
        Answered::Stopped => Err(JobFault::Cancelled),
        Answered::Absent => Err(said(text::NO_SCANIMAGE)),
        Answered::Silent => Ok(JobDone::Scanners(Vec::new())),
    }
}

/// What killed scans left is taken in: when the desk opens, and when the officer looks for new pages. Not while one
/// runs; it would be taken for a killed one.
pub(crate) fn recover(hands: &Hands) -> TakenIn {
    match hands.idle_scanner() {
        Some(_alone) => intake::leftovers(hands, false).unwrap_or_default(),
        None => TakenIn::default(),
    }
}

fn settings(hands: &Hands) -> Result<Settings, JobFault> {
    match hands.answer(&Query::Settings) {
        Answer::Settings(rows) => Ok(rows.settings),
        _ => Err(said(text::CANNOT_READ_STORE)),
    }
}
