//! `motcua demo`: the letter's four stages without a terminal. Leaves its papers in a folder of its own.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::outcome::Outcome;
use crate::desk::demo;

/// Options of `demo`.
#[derive(Debug, Clone, Args)]
pub struct DemoArgs {
    /// Thư mục trống để lại PDF, dữ liệu và summary.json (không có: thư mục tạm, xóa khi xong)
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Plays, and prints each screen.
pub fn run(args: &DemoArgs, out: &mut dyn Write) -> Result<Outcome, String> {
    let played = match &args.out {
        Some(folder) => std::path::absolute(folder)
            .map_err(anyhow::Error::from)
            .and_then(|folder| demo::play(&folder, out)),
        None => tempfile::tempdir()
            .map_err(anyhow::Error::from)
            .and_then(|folder| demo::play(folder.path(), out)),
    };
    match played {
        Ok(()) => Ok(Outcome::Done),
        Err(error) => Err(format!("{error:#}")),
    }
}
