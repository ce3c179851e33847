//! The command line, one file per subcommand. Nothing here draws a screen.

pub mod backup;
pub mod calendar;
pub mod catalog;
pub mod deadline;
pub mod demo;
pub mod doctor;
pub mod dossier;
pub mod fold;
pub mod form;
pub mod home;
pub mod identity;
pub mod init;
pub mod kho;
pub mod officer;
pub mod out_file;
pub mod outcome;
pub mod places;
pub mod practice_data;
pub mod rebuild;
pub mod report;
pub mod restore;
pub mod scan;
pub mod setting;
pub mod sign;
pub mod term;
#[cfg(test)]
pub(crate) mod testing;
mod text;
mod usage;
pub mod verify;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use home::Home;
use home::text as words;
use outcome::Outcome;

/// The whole command line; docs/cli.md is its contract.
#[derive(Debug, Parser)]
#[command(name = "motcua", version, about = words::ABOUT)]
struct CommandLine {
    #[arg(long, global = true, value_name = "DIR", help = words::HOME_HELP)]
    home: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(about = words::PRACTICE_ABOUT)]
    Practice,
    #[command(about = words::DEMO_ABOUT)]
    Demo(demo::DemoArgs),
    #[command(about = words::PRACTICE_DATA_ABOUT)]
    PracticeData(practice_data::PracticeDataArgs),
    #[command(about = words::INIT_ABOUT)]
    Init(init::InitArgs),
    #[command(about = words::OFFICER_ABOUT, subcommand)]
    Officer(officer::OfficerCommand),
    #[command(about = words::SETTING_ABOUT, subcommand)]
    Setting(setting::SettingCommand),
    #[command(about = words::CATALOG_ABOUT, subcommand)]
    Catalog(catalog::CatalogCommand),
    #[command(about = words::PLACES_ABOUT, subcommand)]
    Places(places::PlacesCommand),
    #[command(about = words::CALENDAR_ABOUT, subcommand)]
    Calendar(calendar::CalendarCommand),
    #[command(about = words::DOSSIER_ABOUT, subcommand)]
    Dossier(dossier::DossierCommand),
    #[command(about = words::KHO_ABOUT, subcommand)]
    Kho(kho::KhoCommand),
    #[command(about = words::REPORT_ABOUT, subcommand)]
    Report(report::ReportCommand),
    #[command(about = words::FORM_ABOUT, subcommand)]
    Form(form::FormCommand),
    #[command(about = words::BACKUP_ABOUT)]
    Backup(backup::BackupArgs),
    #[command(about = words::RESTORE_ABOUT)]
    Restore(restore::RestoreArgs),
    #[command(about = words::REBUILD_ABOUT)]
    Rebuild,
    #[command(about = words::DOCTOR_ABOUT)]
    Doctor(doctor::DoctorArgs),
    #[command(about = words::DEADLINE_ABOUT)]
    Deadline(deadline::DeadlineArgs),
    #[command(about = words::TERM_ABOUT)]
    Term(term::TermArgs),
    #[command(about = words::IDENTITY_ABOUT)]
    Identity(identity::IdentityArgs),
    #[command(about = words::FOLD_ABOUT)]
    Fold(fold::FoldArgs),
    #[command(about = words::SCAN_ABOUT, subcommand)]
    Scan(scan::ScanCommand),
    #[command(about = words::SIGN_ABOUT)]
    Sign(Box<sign::SignArgs>),
    #[command(about = words::VERIFY_ABOUT)]
    Verify(verify::VerifyArgs),
}

/// Runs one command line: answers on stdout, one plain line on stderr when refused, exit codes of docs/cli.md.
pub fn main(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let line = match CommandLine::try_parse_from(args) {
        Ok(line) => line,
        Err(usage) => {
            let code = u8::try_from(usage.exit_code()).unwrap_or(2);
            // Help that nobody reads is no failure.
            let _ = match usage::sentence(&usage) {
                Some(line) => writeln!(io::stderr().lock(), "{line}"),
                None => usage.print(),
            };
            return code.into();
        }
    };
    let mut out = io::BufWriter::new(Heard(io::stdout().lock()));
    let ended = run(line, &mut out).unwrap_or_else(Outcome::Refused);
    let ended = match out.flush() {
        Err(_) => Outcome::Refused(words::NOT_WRITTEN.to_owned()),
        Ok(()) => ended,
    };
    match ended {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::Attention => 3.into(),
        Outcome::Refused(why) => {
            let _ = writeln!(io::stderr().lock(), "{why}");
            ExitCode::FAILURE
        }
    }
}

/// Standard output as long as somebody reads it: `motcua … | head` has read enough, and that is no failure.
struct Heard<W>(W);

impl<W: Write> Write for Heard<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            written => written,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            flushed => flushed,
        }
    }
}

fn run(line: CommandLine, out: &mut dyn Write) -> Result<Outcome, String> {
    let home = || Home::find(line.home.clone());
    match line.command {
        None => open_desk(&home()?, false),
        Some(Command::Practice) => open_desk(&home()?.for_practice(), true),
        Some(Command::Demo(args)) => demo::run(&args, out),
        Some(Command::PracticeData(args)) => practice_data::run(&args, &home()?, out),
        Some(Command::Init(args)) => init::run(args, &home()?, out),
        Some(Command::Officer(command)) => officer::run(command, &home()?, out),
        Some(Command::Setting(command)) => setting::run(command, &home()?, out),
        Some(Command::Catalog(command)) => {
            let home = home()?;
            Ok(catalog::run(&command, home.folder(), home.clock()?.now(), out))
        }
        Some(Command::Places(command)) => {
            let home = home()?;
            Ok(places::run(&command, home.folder(), home.clock()?.now(), out))
        }
        Some(Command::Calendar(command)) => {
            let home = home()?;
            Ok(calendar::run(&command, home.folder(), home.clock()?.now(), out))
        }
        Some(Command::Dossier(command)) => {
            let home = home()?;
            Ok(dossier::run(&command, home.folder(), home.clock()?.now(), out))
        }
        Some(Command::Kho(command)) => {
            let home = home()?;
            Ok(kho::run(&command, home.folder(), home.clock()?.now(), out))
        }
        Some(Command::Report(command)) => {
            let home = home()?;
            Ok(report::run(&command, home.folder(), home.clock()?.now(), out))
        }
        Some(Command::Form(command)) => {
            let home = home()?;
            Ok(form::run(&command, home.folder(), home.clock()?.now(), out))
        }
        Some(Command::Backup(args)) => backup::run(args, &home()?, out),
        Some(Command::Restore(args)) => restore::run(args, &home()?, out),
        Some(Command::Rebuild) => rebuild::run(&home()?, out),
        Some(Command::Doctor(args)) => doctor::run(&args, &home()?, out),
        Some(Command::Deadline(args)) => Ok(deadline_at(&args, line.home, out)),
        Some(Command::Term(args)) => Ok(term::run(&args, out)),
        Some(Command::Identity(args)) => Ok(identity::run(&args, out)),
        Some(Command::Sign(args)) => Ok(sign::run(&args, home::clock(false)?.now(), out)),
        Some(Command::Verify(args)) => {
            let desk = home().ok().filter(Home::holds_desk);
            let desk = desk.as_ref().map(Home::folder);
            Ok(verify::run((&args, desk), home::clock(false)?.now(), out))
        }
        Some(Command::Fold(args)) => Ok(fold::run(&args, out)),
        Some(Command::Scan(command)) => Ok(scan::run(command, out)),
    }
}

/// The full-screen desk takes over from here.
fn open_desk(home: &Home, is_practice: bool) -> Result<Outcome, String> {
    let is_practice = is_practice || home.is_practice();
    match crate::desk::start(home.folder(), home::clock(is_practice)?, is_practice) {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => Err(words::desk_error(&error)),
    }
}

/// With a desk's calendar and hours where there is a desk, else with the shipped ones.
fn deadline_at(args: &deadline::DeadlineArgs, home: Option<PathBuf>, out: &mut dyn Write) -> Outcome {
    let office = Home::find(home).ok().and_then(|home| home.office_time());
    match office {
        Some(office) => deadline::run_with(args, &office, out),
        None => deadline::run(args, out),
    }
}
