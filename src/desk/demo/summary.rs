//! What a play leaves: receipt and result beside the database, and one JSON object that says what happened.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use serde_json::{Value, json};

use super::Stage;
use crate::domain::query::{Answer, Filter, Page, PageAt, Query};
use crate::domain::rows::DossierView;
use crate::domain::time::Moment;
use crate::forms::set::RECEIPT;

/// Name of the file, part of the command line's contract.
const SUMMARY: &str = "summary.json";

/// Writes the summary and the copies it names; closes the desk.
pub(super) fn leave(stage: &Stage) -> anyhow::Result<()> {
    let view = dossier(stage)?;
    let receipt = copy_of_receipt(stage, &view)?;
    let outcome = copy_of_outcome(stage, &view)?;
    let ops = ops(stage)?;
    let kho = match stage.machine.hands.answer(&Query::Kho {
        owner: view.holder.holder_no.clone(),
        text: String::new(),
    }) {
        Answer::Kho(rows) => rows.papers.len(),
        _ => 0,
    };
    stage.machine.hands.leave();
    let time = |at: Option<Moment>| at.map(Moment::rfc3339);
    let mut summary = json!({
        "code": view.row.code,
        "status": view.row.status.code(),
        "received_at": time(view.row.received_at),
        "due_at": time(view.row.due_at),
        "returned_at": time(view.row.returned_at),
        "receipt": receipt,
        "outcome": outcome,
        "kho_count": kho,
        "keys": stage.machine.keys,
        "screens": stage.screens,
        "ops": ops,
    });
    let mut files = files(&stage.folder)?;
    files.push(SUMMARY.to_owned());
    summary["files"] = json!(files);
    let text = serde_json::to_string_pretty(&summary)?;
    fs::write(stage.folder.join(SUMMARY), text + "\n")?;
    Ok(())
}

fn dossier(stage: &Stage) -> anyhow::Result<DossierView> {
    let query = Query::Dossiers {
        filter: Filter::default(),
        page: Page {
            size: 1,
            at: PageAt::Start,
        },
    };
    let Answer::Dossiers(page) = stage.machine.hands.answer(&query) else {
        return Err(anyhow!("no list"));
    };
    let row = page.rows.first().ok_or_else(|| anyhow!("no dossier"))?;
    match stage.machine.hands.answer(&Query::Dossier(row.id)) {
        Answer::Dossier(Some(view)) => Ok(*view),
        _ => Err(anyhow!("no dossier")),
    }
}

fn copy_of_receipt(stage: &Stage, view: &DossierView) -> anyhow::Result<Value> {
    let made = view.forms.iter().find(|it| it.template == RECEIPT);
    let made = made.ok_or_else(|| anyhow!("no receipt"))?;
    let path = copy(stage, &Query::Form(made.id), "receipt.pdf")?;
    Ok(json!({ "path": path, "sha256": made.sha256, "number": made.number }))
}

fn copy_of_outcome(stage: &Stage, view: &DossierView) -> anyhow::Result<Value> {
    let filed = view.outcomes.first().ok_or_else(|| anyhow!("no outcome"))?;
    let path = copy(stage, &Query::File(filed.sha256), "outcome.pdf")?;
    let (paper_code, ends_on) = (&filed.paper_code, filed.ends_on);
    Ok(json!({ "paper_code": paper_code, "ends_on": ends_on, "sha256": filed.sha256, "path": path }))
}

/// A copy under a name people know.
fn copy(stage: &Stage, query: &Query, name: &'static str) -> anyhow::Result<&'static str> {
    let Answer::Path(Some(path)) = stage.machine.hands.answer(query) else {
        return Err(anyhow!("{name} is not kept"));
    };
    fs::copy(path, stage.folder.join(name))?;
    Ok(name)
}

fn ops(stage: &Stage) -> anyhow::Result<u32> {
    stage
        .machine
        .hands
        .write(|store| store.verify_log())
        .map_err(|why| anyhow!("{why:?}"))
}

/// Every file below the folder, by its path from there.
fn files(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut waiting: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if let Ok(name) = path.strip_prefix(folder) {
                found.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}
