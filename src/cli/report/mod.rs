//! `motcua report`: the office's lists as files for people and other programs.

mod fees;
mod register;
mod text;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Subcommand, ValueEnum};

use super::catalog::Stop;
use super::outcome::Outcome;
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
}

/// Runs a `report` command on the desk in `home`; the answer goes to `out` or the named file.
pub fn run(command: &ReportCommand, home: &Path, now: Moment, out: &mut dyn Write) -> Outcome {
    let (made, to) = match command {
        ReportCommand::Fees { date, to } => {
            let on = date.unwrap_or_else(|| now.date());
            (fees::made(home, (on, now), to.format), to)
        }
        ReportCommand::Register { year, to } => (register::made(home, (*year, now), to.format), to),
    };
    let ended = made.and_then(|bytes| written(&bytes, to, out));
    ended.unwrap_or_else(Stop::outcome)
}

/// A workbook is no text for a terminal.
fn written(bytes: &[u8], to: &To, out: &mut dyn Write) -> Result<Outcome, Stop> {
    match &to.out {
        Some(path) => {
            std::fs::write(path, bytes).map_err(|_| Stop::Refused(text::not_written(path)))?;
        }
        None if to.format == Format::Xlsx => return Err(Stop::Refused(text::NEEDS_FILE.to_owned())),
        None => out.write_all(bytes)?,
    }
    Ok(Outcome::Done)
}

/// Lines of tab-separated cells, as every list of the command line.
fn table<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> String {
    let lines: Vec<String> = rows.into_iter().map(|cells| cells.join("\t") + "\n").collect();
    lines.concat()
}

/// Text that spreadsheets read as UTF-8: every cell in quotes, and none that begins like a formula.
fn csv<const N: usize>(heads: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> Vec<u8> {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        format!("{}\r\n", cells.join(","))
    };
    let mut made = format!("\u{feff}{}", line(&heads.map(str::to_owned)));
    for row in rows {
        made.push_str(&line(&row));
    }
    made.into_bytes()
}

fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@', '\t'])
        || cell.starts_with('-') && cell.len() > 1 && !is_amount(cell);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

/// `-8.000 đồng` or `-8000`: no formula.
fn is_amount(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    digits.starts_with(|it: char| it.is_ascii_digit())
}

#[cfg(test)]
mod tests;
