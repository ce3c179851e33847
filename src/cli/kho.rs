//! `motcua kho list`: the papers a person or organisation has in the store of papers.

mod text;

use std::io::Write;
use std::path::Path;

use clap::Subcommand;
use serde_json::{Value, json};

use crate::domain::query::{Answer, Query};
use crate::domain::rows::PaperRow;
use crate::domain::time::Moment;

use super::catalog::{Stop, with_reader};
use super::dossier::unanswered;
use super::outcome::Outcome;

/// What to look at.
#[derive(Debug, Clone, Subcommand)]
pub enum KhoCommand {
    /// Giấy tờ trong kho của một cá nhân, tổ chức
    List {
        /// Số định danh hoặc mã số thuế của chủ giấy tờ
        #[arg(long, value_name = "ID")]
        owner: String,
        /// In một đối tượng JSON
        #[arg(long)]
        json: bool,
    },
}

/// Runs a `kho` command on the desk in `home`; the answer goes to `out`.
pub fn run(command: &KhoCommand, home: &Path, now: Moment, out: &mut dyn Write) -> Outcome {
    let KhoCommand::List { owner, json } = command;
    let owner: String = owner.chars().filter(|letter| !letter.is_whitespace()).collect();
    let ended = with_reader(home, |reader| {
        let query = Query::Kho {
            owner: owner.clone(),
            text: String::new(),
        };
        let Answer::Kho(rows) = reader.answer(&query, now) else {
            return Err(unanswered());
        };
        if *json {
            let items: Vec<Value> = rows.papers.iter().map(item).collect();
            writeln!(out, "{}", json!({ "owner": owner, "items": items }))?;
            return Ok(Outcome::Done);
        }
        for paper in &rows.papers {
            writeln!(out, "{}", text::paper(paper, now.date()))?;
        }
        writeln!(out, "{}", text::counted(&rows))?;
        Ok(Outcome::Done)
    });
    ended.unwrap_or_else(Stop::outcome)
}

fn item(paper: &PaperRow) -> Value {
    json!({
        "code": paper.code,
        "name": paper.name,
        "class": paper.class.word(),
        "sha256": paper.sha256,
        "starts_on": paper.starts_on,
        "ends_on": paper.ends_on,
        "valid": paper.usable,
        "revoked": paper.revoked_on.is_some(),
        "signature": paper.signature.word(),
        "from_dossier": paper.from_code,
        "times_used": paper.times_used,
    })
}

#[cfg(test)]
mod tests;
