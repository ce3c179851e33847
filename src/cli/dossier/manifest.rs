//! `motcua dossier manifest`: each page and file of a dossier with its hash, compared with the bytes on the disk.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::{by_code, text, unanswered};
use crate::cli::catalog::Stop;
use crate::cli::out_file;
use crate::cli::outcome::Outcome;
use crate::desk::manifest::{Sources, json, names};
use crate::desk::verify::{profile, verify};
use crate::domain::manifest::held;
use crate::domain::query::Query;
use crate::domain::time::Moment;
use crate::store::Reader;
use crate::store::blobs::Blobs;
use clap::Args;

/// Options of `dossier manifest`.
#[derive(Debug, Clone, Args)]
pub struct ManifestArgs {
    /// Số hồ sơ, đầy đủ hoặc như 230214-0001; hoặc mã trên cổng; hoặc id (dossier list --json)
    pub(crate) code: String,
    /// Ghi vào tệp này thay vì in ra
    #[arg(short, value_name = "OUT")]
    pub(crate) out: Option<PathBuf>,
    /// In một đối tượng JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Prints or writes it; files that are not what they were end with the exit code of "needs attention".
pub(super) fn run(
    args: &ManifestArgs,
    (reader, now): (&Reader, Moment),
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let view = by_code(reader, &args.code, now)?;
    let names = names(reader, now).ok_or_else(unanswered)?;
    let blobs = Blobs::of(reader.home());
    let verified = verify(
        (&blobs, profile(&reader.answer(&Query::Settings, now))),
        &held(&view),
        &mut |_, _| ControlFlow::Continue(()),
    );
    let verified = verified.ok_or_else(unanswered)?;
    let mut sources = Sources::new(blobs);
    let written = if args.json {
        format!("{}\n", json(&view, (&names, Some(&verified)), &mut sources))
    } else {
        text::manifest(&view, (&names, &verified), &mut sources).join("\n") + "\n"
    };
    match &args.out {
        None => out.write_all(written.as_bytes())?,
        Some(path) => {
            out_file::keep(path, written.as_bytes())
                .map_err(|error| Stop::Refused(text::not_written(path, error.kind())))?;
            writeln!(out, "{}", text::written(path, &verified))?;
        }
    }
    Ok(if verified.faults.is_empty() {
        Outcome::Done
    } else {
        Outcome::Attention
    })
}
