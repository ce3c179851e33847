//! `motcua report`: the office's lists as files for people and other programs.

mod fees;
mod register;
mod text;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};

use super::catalog::{Stop, open_reader};
use super::dossier::unanswered;
use super::outcome::Outcome;
use crate::desk::reports::{self, Ask, NotMade};
use crate::domain::query::Query;
use crate::domain::report::{Format as File, Report};
use crate::domain::time::Moment;

/// Which list.
#[derive(Debug, Clone, Subcommand)]
pub enum ReportCommand {
    /// Danh sách thu phí, lệ phí trong ngày
    Fees {
        /// Ngày (mặc định hôm nay), như 2023-02-14
        #[arg(long, value_name = "DATE")]
        date: Option<NaiveDate>,
        #[command(flatten)]
        to: To,
    },
    /// Sổ theo dõi hồ sơ của quầy trong một năm
    Register {
        /// Năm
        #[arg(long, value_parser = clap::value_parser!(i32).range(2000..=2199))]
        year: i32,
        #[command(flatten)]
        to: To,
    },
}

/// In which form, and where to.
#[derive(Debug, Clone, clap::Args)]
pub struct To {
    /// Dạng tệp
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Tệp ghi ra; không có thì in ra màn hình
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Forms of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Json,
    Csv,
    Xlsx,
    Pdf,
}

/// Runs a `report` command on the desk in `home`; the answer goes to `out` or the named file.
pub fn run(command: &ReportCommand, home: &Path, now: Moment, out: &mut dyn Write) -> Outcome {
    let (report, to) = match command {
        ReportCommand::Fees { date, to } => {
            let on = date.unwrap_or_else(|| now.date());
            (Report::Takings { on }, to)
        }
        ReportCommand::Register { year, to } => (Report::Register { year: *year }, to),
    };
    let ended = made(report, (home, now), to.format).and_then(|bytes| written(&bytes, to, out));
    ended.unwrap_or_else(Stop::outcome)
}

fn made(report: Report, (home, now): (&Path, Moment), format: Format) -> Result<Vec<u8>, Stop> {
    let reader = open_reader(home)?;
    let ask = |query: &Query| reader.answer(query, now);
    let made = match format {
        Format::Table => text_of(report, &ask, Form::Plain),
        Format::Json => text_of(report, &ask, Form::Json),
        Format::Csv => reports::made(&ask, now, (report, File::Csv)),
        Format::Xlsx => reports::made(&ask, now, (report, File::Xlsx)),
        Format::Pdf => reports::made(&ask, now, (report, File::Pdf)),
    };
    made.map_err(|why| match why {
        NotMade::Unanswered => unanswered(),
        NotMade::Form(_) => Stop::Refused(text::NOT_MADE.to_owned()),
    })
}

/// For whom text is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    Plain,
    Json,
}

fn text_of(report: Report, ask: Ask<'_>, form: Form) -> Result<Vec<u8>, NotMade> {
    let said = match report {
        Report::Register { year } => {
            let book = reports::register::book(ask, year)?;
            match form {
                Form::Plain => register::plain(&book),
                Form::Json => format!("{}\n", register::json_of(&book)),
            }
        }
        Report::Takings { on } => {
            let takings = reports::takings::day(ask, on)?;
            match form {
                Form::Plain => fees::plain(&takings),
                Form::Json => format!("{}\n", fees::json_of(&takings)),
            }
        }
    };
    Ok(said.into_bytes())
}

/// A workbook and a PDF are no text for a terminal.
fn written(bytes: &[u8], to: &To, out: &mut dyn Write) -> Result<Outcome, Stop> {
    match &to.out {
        Some(path) => {
            std::fs::write(path, bytes).map_err(|_| Stop::Refused(text::not_written(path)))?;
        }
        None if matches!(to.format, Format::Xlsx | Format::Pdf) => {
            return Err(Stop::Refused(text::NEEDS_FILE.to_owned()));
        }
        None => out.write_all(bytes)?,
    }
    Ok(Outcome::Done)
}

/// Lines of tab-separated cells, as every list of the command line.
fn table<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> String {
    let lines: Vec<String> = rows.into_iter().map(|cells| cells.join("\t") + "\n").collect();
    lines.concat()
}

#[cfg(test)]
mod tests;
