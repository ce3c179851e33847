//! `motcua report`: the office's lists as files for people and other programs.

mod fees;
mod numbers;
mod register;
mod tally;
mod text;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};

use super::catalog::{Stop, open_reader};
use super::dossier::unanswered;
use super::out_file;
use super::outcome::Outcome;
use crate::desk::reports::{self, Ask, NotMade};
use crate::domain::digitise::exempted::Exempted;
use crate::domain::query::Query;
use crate::domain::report::{Format as File, Report};
use crate::domain::tally::Month;
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
    /// Thống kê số hóa của một tháng: biểu mẫu kèm Công văn 223
    Tally {
        /// Tháng, như 2023-02
        #[arg(long, value_name = "YYYY-MM", value_parser = tally::month)]
        month: Month,
        /// Chỉ đơn vị có mã này
        #[arg(long, value_name = "CODE")]
        unit: Option<String>,
        /// Hồ sơ trong một ô: số thứ tự dòng (0 = dòng cộng), số cột
        #[arg(long, value_name = "ROW,COL")]
        cell: Option<tally::At>,
        #[command(flatten)]
        to: To,
    },
    /// Nhận số liệu tháng của quầy khác (tệp từ report tally --format json)
    Import { file: PathBuf },
    #[command(flatten)]
    Numbers(numbers::NumbersCommand),
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
    let (wanted, to) = match command {
        ReportCommand::Fees { date, to } => {
            let on = date.unwrap_or_else(|| now.date());
            ((Report::Takings { on }, None), to)
        }
        ReportCommand::Register { year, to } => ((Report::Register { year: *year }, None), to),
        ReportCommand::Tally {
            month,
            unit,
            cell,
            to,
        } => {
            let (month, unit) = (*month, unit.clone());
            ((Report::Tally { month, unit }, *cell), to)
        }
        ReportCommand::Import { file } => {
            return tally::import(file, (home, now), out).unwrap_or_else(Stop::outcome);
        }
        ReportCommand::Numbers(command) => ((Report::Numbers(command.part(now)), None), command.to()),
    };
    let ended = made(wanted, (home, now), to.format).and_then(|bytes| written(&bytes, to, out));
    ended.unwrap_or_else(Stop::outcome)
}

/// The list, or what is behind one of its cells.
fn made(
    (mut report, cell): (Report, Option<tally::At>),
    (home, now): (&Path, Moment),
    format: Format,
) -> Result<Vec<u8>, Stop> {
    let reader = open_reader(home)?;
    let ask = |query: &Query| reader.answer(query, now);
    if let (Report::Tally { month, unit }, Some(at)) = (&report, cell) {
        let tally = reports::tally::form(&ask, *month, unit.as_deref()).map_err(stopped)?;
        report = tally::behind(&tally, at)?;
    }
    let made = match format {
        Format::Table => text_of(report, &ask, Form::Plain),
        Format::Json => text_of(report, &ask, Form::Json),
        Format::Csv => reports::made(&ask, now, (report, File::Csv)),
        Format::Xlsx => reports::made(&ask, now, (report, File::Xlsx)),
        Format::Pdf => reports::made(&ask, now, (report, File::Pdf)),
    };
    made.map_err(stopped)
}

fn stopped(why: NotMade) -> Stop {
    match why {
        NotMade::Unanswered => unanswered(),
        NotMade::NoUnit => Stop::Refused(text::NO_UNIT.to_owned()),
        NotMade::Form(_) => Stop::Refused(text::NOT_MADE.to_owned()),
    }
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
        Report::Numbers(part) => {
            let answered = reports::numbers::answered(ask, part)?;
            match form {
                Form::Plain => numbers::plain(&reports::numbers::table(&answered)?),
                Form::Json => format!("{}\n", numbers::json_of(&answered)),
            }
        }
        Report::Takings { on } => {
            let takings = reports::takings::day(ask, on)?;
            match form {
                Form::Plain => fees::plain(&takings),
                Form::Json => format!("{}\n", fees::json_of(&takings)),
            }
        }
        Report::Tally { month, unit } => {
            tally::said(&reports::tally::form(ask, month, unit.as_deref())?, form)
        }
        Report::TallyCell { month, unit, column } => {
            tally::list(&reports::tally::cell(ask, month, (unit, column))?, form)
        }
    };
    Ok(said.into_bytes())
}

/// A workbook and a PDF are no text for a terminal.
fn written(bytes: &[u8], to: &To, out: &mut dyn Write) -> Result<Outcome, Stop> {
    match &to.out {
        Some(path) => {
            out_file::keep(path, bytes).map_err(|_| Stop::Refused(text::not_written(path)))?;
        }
        None if matches!(to.format, Format::Xlsx | Format::Pdf) => {
            return Err(Stop::Refused(text::NEEDS_FILE.to_owned()));
        }
        None => out.write_all(bytes)?,
    }
    Ok(Outcome::Done)
}

/// What is không số hóa, in every list with dossiers.
fn exempted_json(exempted: Exempted) -> serde_json::Value {
    serde_json::json!({ "dossiers": exempted.dossiers, "papers": exempted.papers })
}

/// Lines of tab-separated cells, as every list of the command line.
fn table<R: AsRef<[String]>>(rows: impl IntoIterator<Item = R>) -> String {
    let line = |cells: R| cells.as_ref().join("\t") + "\n";
    let lines: Vec<String> = rows.into_iter().map(line).collect();
    lines.concat()
}

#[cfg(test)]
mod tests;
