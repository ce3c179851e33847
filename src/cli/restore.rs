//! `motcua restore FILE|FOLDER`: into the data folder, which must not hold a desk that works.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::home::{Gauge, Home, clock, text};
use super::init::said;
use super::outcome::Outcome;
use crate::desk::copies::bring_back;
use crate::desk::random::SystemIds;

/// Options of `restore`.
#[derive(Debug, Clone, Args)]
pub struct RestoreArgs {
    /// Tệp .db hoặc thư mục sao lưu
    #[arg(value_name = "FILE|FOLDER")]
    from: PathBuf,
}

/// Restores, and names the files that are missing.
pub fn run(args: RestoreArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let now = clock(home.is_practice())?.now();
    let restored = {
        let mut gauge = Gauge::new(text::RESTORING);
        bring_back(
            (&args.from, home.folder()),
            now,
            &mut SystemIds,
            &mut |done, total| gauge.tell(done, total),
        )
    };
    let restored = restored.map_err(|error| text::restore_error(&error))?;
    said(writeln!(out, "{}", text::restored(&restored, home.folder())))?;
    let named = [&restored.missing[..], &restored.miscounted].concat();
    let of = home.belongings(&named);
    for hash in &restored.missing {
        said(writeln!(out, "{}", text::missing_file(hash, of.get(hash))))?;
    }
    for hash in &restored.miscounted {
        said(writeln!(out, "{}", text::miscounted_file(hash, of.get(hash))))?;
    }
    Ok(if restored.missing.is_empty() && restored.miscounted.is_empty() {
        Outcome::Done
    } else {
        Outcome::Attention
    })
}
