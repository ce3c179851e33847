//! `motcua dossier manifest`: each page and file of a dossier with its hash, compared with the bytes on the disk.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::{by_code, text, unanswered};
use crate::cli::catalog::Stop;
use crate::cli::outcome::Outcome;
use crate::desk::verify::verify;
use crate::domain::ids::OfficerId;
use crate::domain::manifest::{FileFault, Verified, attached_by, file_of_page, heavy_of, held, is_made};
use crate::domain::pages::Page;
use crate::domain::query::{Answer, Query};
use crate::domain::rows::{ComponentView, DossierView, FileView};
use crate::domain::time::Moment;
use crate::store::Reader;
use crate::store::blobs::Blobs;

/// Options of `dossier manifest`.
#[derive(Debug, Clone, Args)]
pub struct ManifestArgs {
    /// Số hồ sơ, đầy đủ hoặc như 230214-0001
    pub(crate) code: String,
    /// Ghi vào tệp này thay vì in ra
    #[arg(short, value_name = "OUT")]
    pub(crate) out: Option<PathBuf>,
    /// In một đối tượng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Names of officers by their id.
type Names = BTreeMap<OfficerId, String>;

/// Prints or writes it; files that are not what they were end with the exit code of "needs attention".
pub(super) fn run(
    args: &ManifestArgs,
    (reader, now): (&Reader, Moment),
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let view = by_code(reader, &args.code, now)?;
    let Answer::Officers(rows) = reader.answer(&Query::Officers, now) else {
        return Err(unanswered());
    };
    let names: Names = rows.officers.into_iter().map(|it| (it.id, it.name)).collect();
    let blobs = Blobs::of(reader.home());
    let verified = verify(&blobs, &held(&view), &mut |_, _| ControlFlow::Continue(()));
    let verified = verified.ok_or_else(unanswered)?;
    let written = if args.json {
        format!("{}\n", manifest(&view, &names, &verified))
    } else {
        text::manifest(&view, &names, &verified).join("\n") + "\n"
    };
    match &args.out {
        None => out.write_all(written.as_bytes())?,
        Some(path) => {
            keep(path, written.as_bytes()).map_err(|_| Stop::Refused(text::not_written(path)))?;
            writeln!(out, "{}", text::written(path, &verified))?;
        }
    }
    Ok(if verified.faults.is_empty() {
        Outcome::Done
    } else {
        Outcome::Attention
    })
}

/// Temp, synced, then renamed: a half manifest would accuse whole files.
fn keep(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let mut temp = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    temp.write_all(bytes)?;
    temp.as_file().sync_all()?;
    temp.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn manifest(view: &DossierView, names: &Names, verified: &Verified) -> Value {
    let standing = view.components.iter().filter(|it| it.void_reason.is_none());
    let scans = view.outcome_scans.iter().filter(|it| it.void_reason.is_none());
    let interims = view.interims.iter().map(|it| {
        json!({ "name": it.name, "sha256": it.sha256.to_string(), "pages": it.pages, "officer": it.filed_by,
            "at": it.filed_at.rfc3339() })
    });
    let outcomes = view.outcomes.iter().map(|it| {
        json!({ "name": it.name, "source_file": it.file_name, "sha256": it.sha256.to_string(), "pages": it.pages,
            "state": it.state.word(), "signature": it.signature.word(), "officer": it.filed_by,
            "at": it.filed_at.rfc3339() })
    });
    json!({
        "code": view.row.code,
        "components": standing.map(|it| component(view, it, names)).collect::<Vec<_>>(),
        "result_scans": scans.map(|it| component(view, it, names)).collect::<Vec<_>>(),
        "interims": interims.collect::<Vec<_>>(),
        "outcomes": outcomes.collect::<Vec<_>>(),
        "verified": {
            "files": verified.files,
            "faults": verified.faults.iter().map(fault).collect::<Vec<_>>(),
        },
    })
}

fn fault(fault: &FileFault) -> Value {
    json!({ "name": fault.name, "sha256": fault.sha256.to_string(), "why": fault.why.word() })
}

fn component(view: &DossierView, it: &ComponentView, names: &Names) -> Value {
    let pages = (1_u32..).zip(&it.pages).map(|(number, page)| {
        let mut row = page_row(number, page, names);
        row["in_file"] = json!(file_of_page(it, number).map(|file| file.sha256.to_string()));
        row
    });
    json!({
        "name": it.name,
        "account": it.account.word(),
        "sheets": it.claim.sheets,
        "sides": it.claim.sides,
        "noted_sides": it.claim.noted,
        "pages": pages.collect::<Vec<_>>(),
        "files": it.heavy.iter().chain(&it.files).map(|file| file_row(view, it, file)).collect::<Vec<_>>(),
    })
}

fn page_row(number: u32, page: &Page, names: &Names) -> Value {
    json!({
        "page": number,
        "side": page.side,
        "part": page.part.word(),
        "source_file": page.file_name,
        "leaf": page.leaf,
        "sha256": page.sha256.to_string(),
        "bytes": page.size,
        "mime": page.mime,
        "width_px": page.width,
        "height_px": page.height,
        "dpi": page.dpi,
        "dpi_source": page.dpi_known.word(),
        "turns": page.turns,
        "blank": page.blank,
        "device": page.device,
        "officer": names.get(&page.taken_by),
        "taken_at": page.taken_at.rfc3339(),
    })
}

fn file_row(view: &DossierView, component: &ComponentView, file: &FileView) -> Value {
    json!({
        "source_file": file.name,
        "made_here": is_made(file),
        "goes_out": component.files.contains(file),
        "instead_of": heavy_of(component, file).map(|heavy| heavy.sha256.to_string()),
        "source": file.source.word(),
        "sha256": file.sha256.to_string(),
        "bytes": file.size,
        "mime": file.mime,
        "pages": file.pages,
        "signature": file.signature.word(),
        "officer": attached_by(view, file),
        "attached_at": file.attached_at.rfc3339(),
    })
}
