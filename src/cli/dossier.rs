//! `motcua dossier list|show|manifest|import`: dossiers without a screen, by the same questions and jobs as the screens.

mod import;
mod json;
mod manifest;
mod text;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use crate::domain::dossier::Status;
use crate::domain::ids::DossierId;
use crate::domain::query::{Answer, Filter, Page, PageAt, Query};
use crate::domain::rows::{DossierPage, DossierView};
use crate::domain::time::Moment;
use crate::domain::viet::clean;
use crate::store::Reader;

use super::catalog::{Stop, with_reader};
use super::outcome::Outcome;

/// Rows asked for at once: the list is walked by key, so memory stays small at any length.
const PAGE: u32 = 500;

/// What to look at.
#[derive(Debug, Clone, Subcommand)]
pub enum DossierCommand {
    /// Liệt kê hồ sơ, mới nhất trước
    List {
        /// Trạng thái, 1 đến 10
        #[arg(long, value_name = "1..10", value_parser = clap::value_parser!(u8).range(1..=10))]
        status: Option<u8>,
        /// Số hồ sơ, họ tên không dấu, số giấy tờ, số điện thoại
        #[arg(long, value_name = "TEXT", default_value = "")]
        search: String,
        /// Nhiều nhất bấy nhiêu hồ sơ
        #[arg(long, value_name = "N")]
        limit: Option<u32>,
        /// In một đối tượng JSON
        #[arg(long)]
        json: bool,
    },
    /// Bản kê từng trang, từng tệp của hồ sơ, đối chiếu với tệp trên đĩa
    Manifest(manifest::ManifestArgs),
    /// Nhận hồ sơ trực tuyến từ một gói (docs/package-format.md); hồ sơ có lỗi được cách ly
    Import {
        /// Tệp JSON của gói, hoặc thư mục chứa gói
        file: PathBuf,
        /// In một đối tượng JSON
        #[arg(long)]
        json: bool,
    },
    /// Một hồ sơ với mọi thứ trong đó
    Show {
        /// Số hồ sơ, đầy đủ hoặc như 230214-0001; hoặc mã trên cổng; hoặc id (dossier list --json)
        code: String,
        /// In một đối tượng JSON
        #[arg(long)]
        json: bool,
    },
}

/// Runs a `dossier` command on the desk in `home`; the answer goes to `out`.
pub fn run(command: &DossierCommand, home: &Path, now: Moment, out: &mut dyn Write) -> Outcome {
    let ended = match command {
        DossierCommand::Import { file, json } => import::run((file, *json), (home, now), out),
        DossierCommand::List { .. } | DossierCommand::Show { .. } | DossierCommand::Manifest(_) => {
            look(command, home, now, out)
        }
    };
    ended.unwrap_or_else(Stop::outcome)
}

/// The commands that only read.
fn look(command: &DossierCommand, home: &Path, now: Moment, out: &mut dyn Write) -> Result<Outcome, Stop> {
    with_reader(home, |reader| match command {
        DossierCommand::Import { .. } => Err(unanswered()),
        DossierCommand::List {
            status,
            search,
            limit,
            json,
        } => {
            let filter = Filter {
                status: status.and_then(|code| Status::from_code(code.into())),
                text: search.clone(),
                ..Filter::default()
            };
            let found = found(reader, &filter, (limit.unwrap_or(u32::MAX), now))?;
            list(&found, *json, out)
        }
        DossierCommand::Manifest(args) => manifest::run(args, (reader, now), out),
        DossierCommand::Show { code, json } => show(&by_code(reader, code, now)?, *json, out),
    })
}

/// The dossier of a code, full or without the own unit's part, or of its id, which one without a code is named by.
pub(super) fn by_code(reader: &Reader, code: &str, now: Moment) -> Result<DossierView, Stop> {
    let code = code.trim();
    if code.is_empty() {
        return Err(Stop::Refused(text::NO_CODE.to_owned()));
    }
    let query = match code.parse() {
        Ok(id) => Query::Dossier(DossierId(id)),
        Err(_) => Query::DossierByCode(code.to_owned()),
    };
    match reader.answer(&query, now) {
        Answer::Dossier(Some(view)) => Ok(*view),
        Answer::Dossier(None) => Err(Stop::Refused(text::no_dossier(&clean(code)))),
        Answer::Several => Err(Stop::Refused(text::several(&clean(code)))),
        _ => Err(unanswered()),
    }
}

/// The store could not answer.
pub(super) fn unanswered() -> Stop {
    Stop::Refused(text::UNANSWERED.to_owned())
}

/// The first `limit` rows with the totals.
fn found(reader: &Reader, filter: &Filter, (limit, now): (u32, Moment)) -> Result<DossierPage, Stop> {
    let page = |at: PageAt, size: u32| {
        let query = Query::Dossiers {
            filter: filter.clone(),
            page: Page { size, at },
        };
        match reader.answer(&query, now) {
            Answer::Dossiers(page) => Ok(page),
            _ => Err(unanswered()),
        }
    };
    let mut all = page(PageAt::Start, limit.min(PAGE))?;
    while all.more_after {
        let held = u32::try_from(all.rows.len()).unwrap_or(u32::MAX);
        let (Some(last), true) = (all.rows.last(), held < limit) else {
            break;
        };
        let mut next = page(PageAt::After(last.key), (limit - held).min(PAGE))?;
        all.rows.append(&mut next.rows);
        all.more_after = next.more_after;
    }
    Ok(all)
}

fn list(page: &DossierPage, as_json: bool, out: &mut dyn Write) -> Result<Outcome, Stop> {
    if as_json {
        let items: Vec<_> = page.rows.iter().map(json::row).collect();
        writeln!(out, "{}", json!({ "total": page.matching, "items": items }))?;
        return Ok(Outcome::Done);
    }
    for row in &page.rows {
        writeln!(out, "{}", text::row(row))?;
    }
    writeln!(out, "{}", text::counted(page))?;
    Ok(Outcome::Done)
}

fn show(view: &DossierView, as_json: bool, out: &mut dyn Write) -> Result<Outcome, Stop> {
    if as_json {
        writeln!(out, "{}", json::dossier(view))?;
        return Ok(Outcome::Done);
    }
    for line in text::dossier(view) {
        writeln!(out, "{line}")?;
    }
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests;
