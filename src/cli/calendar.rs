//! `motcua calendar import|show`: days off and working Saturdays without a screen.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::{Value, json};

use crate::domain::rows::{CalendarRow, DayOrigin};
use crate::domain::time::Moment;
use crate::store::{Reader, Store};

use super::catalog::{Stop, as_import, read_file, text, with_reader, with_writer};
use super::outcome::Outcome;

/// What to do with the calendar.
#[derive(Debug, Clone, Subcommand)]
pub enum CalendarCommand {
    /// Nạp các ngày của một tệp (date,kind,status,name,source)
    Import { file: PathBuf },
    /// Các ngày nghỉ, ngày làm bù của một năm
    Show {
        #[arg(value_parser = clap::value_parser!(i32).range(1900..=2200))]
        year: i32,
        /// In một đối tượng JSON
        #[arg(long)]
        json: bool,
    },
}

/// Runs a `calendar` command on the desk in `home`; the answer goes to `out`.
pub fn run(command: &CalendarCommand, home: &Path, now: Moment, out: &mut dyn Write) -> Outcome {
    let ended = match command {
        CalendarCommand::Import { file } => with_writer(home, now, |store| import(store, file, now, out)),
        CalendarCommand::Show { year, json } => with_reader(home, |reader| show(reader, *year, *json, out)),
    };
    ended.unwrap_or_else(Stop::outcome)
}

fn show(reader: &Reader, year: i32, as_json: bool, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let days = reader.calendar_year(year)?;
    if as_json {
        let items: Vec<Value> = days.iter().map(item).collect();
        writeln!(out, "{}", json!({ "year": year, "days": items }))?;
        return Ok(Outcome::Done);
    }
    for day in &days {
        let word = text::day(day.off, day.projected);
        writeln!(out, "{}\t{word}\t{}\t{}", day.on, day.name, day.source)?;
    }
    if days.is_empty() {
        writeln!(out, "{}", text::no_days(year))?;
    }
    Ok(Outcome::Done)
}

fn item(day: &CalendarRow) -> Value {
    json!({
        "date": day.on.to_string(),
        "kind": if day.off { "off" } else { "work" },
        "status": if day.projected { "projected" } else { "official" },
        "name": day.name,
        "source": day.source,
        "origin": match day.origin {
            DayOrigin::Shipped => "shipped",
            DayOrigin::Office(_) => "office",
        },
    })
}

fn import(store: &mut Store, file: &Path, now: Moment, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let bytes = read_file(file)?;
    let days = store.import_calendar(as_import(&bytes), now);
    let days = days.map_err(|error| Stop::Refused(text::import_error(&error)))?;
    writeln!(out, "{}", text::calendar_imported(days))?;
    Ok(Outcome::Done)
}
