//! `motcua backup [DEST]`: works while the desk is open; it only reads, and notes the copy for Home.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::home::{Gauge, Home, text};
use super::init::said;
use super::outcome::Outcome;
use crate::desk::copies::elsewhere;
use crate::store::backup::{FOLDER, beside, note};

/// Options of `backup`.
#[derive(Debug, Clone, Args)]
pub struct BackupArgs {
    /// Thư mục trên USB hoặc ổ khác
    dest: Option<PathBuf>,
}

/// Copies, and says where to.
pub fn run(args: BackupArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let now = home.clock()?.now();
    let reader = home.reader()?;
    let made = {
        let mut gauge = Gauge::new(text::COPYING);
        let mut tell = |done, total| gauge.tell(done, total);
        match &args.dest {
            Some(dest) => elsewhere(&reader, dest, now, &mut tell),
            None => beside(&reader, now, &mut tell),
        }
    };
    // The note is written when nobody reads, so that nothing stays beside the database.
    drop(reader);
    // By the folder it lies in, as the desk asks when the day's copy is due.
    let beside_it = home.folder().join(FOLDER);
    let noted = note(
        home.folder(),
        now,
        &made,
        args.dest.as_deref().unwrap_or(&beside_it),
    );
    let made = made.map_err(|error| text::backup_error(&error))?;
    noted.map_err(|why| text::refused(&why))?;
    said(writeln!(
        out,
        "{}",
        text::copied(now, &made.database, made.files.len())
    ))?;
    if args.dest.is_some() && !made.elsewhere {
        said(writeln!(out, "{}", text::same_disk()))?;
    }
    if !made.missing.is_empty() {
        said(writeln!(out, "{}", text::copied_with_missing(made.missing.len())))?;
    }
    let of = home.belongings(&made.miscounted);
    for hash in &made.miscounted {
        said(writeln!(out, "{}", text::miscounted_file(hash, of.get(hash))))?;
    }
    let is_whole = made.missing.is_empty() && made.miscounted.is_empty();
    Ok(if is_whole {
        Outcome::Done
    } else {
        Outcome::Attention
    })
}
