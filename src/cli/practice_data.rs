//! `motcua practice-data`: fills a practice folder with invented dossiers for load tests. Never touches another desk.

use std::io::Write;

use clap::Args;

use super::home::{Gauge, Home, clock, text as words};
use super::init::said;
use super::outcome::Outcome;
use crate::desk::load::{self, Load, Made, Seeded};
use crate::desk::practice;
use crate::domain::time::Moment;
use crate::store::Store;

mod text;

/// Options of `practice-data`.
#[derive(Debug, Clone, Args)]
#[command(after_help = text::AFTER_HELP)]
pub struct PracticeDataArgs {
    /// Số hồ sơ
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=400_000))]
    dossiers: u32,
    /// Số khởi đầu; số khác cho người khác
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

/// How many of the newest dossiers get a receipt.
const RECEIPTS: u32 = 200;

/// Fills the folder, making it first where there is none.
pub fn run(args: &PracticeDataArgs, home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    if home.holds_desk() && !home.is_practice() {
        return Err(text::NOT_PRACTICE.to_owned());
    }
    let now = clock(true)?.now();
    let mut store = open(args, home, now)?;
    let made = fill(args, &mut store, now)?;
    said(writeln!(out, "{}", text::filled(made, home.folder())))?;
    Ok(Outcome::Done)
}

fn open(args: &PracticeDataArgs, home: &Home, now: Moment) -> Result<Store, String> {
    if home.holds_desk() {
        return home.writer(home.clock()?);
    }
    let ids = Box::new(Seeded::new(args.seed, 0));
    practice::create(home.folder(), load::start(now), ids).map_err(|error| words::open_error(&error))
}

fn fill(args: &PracticeDataArgs, store: &mut Store, now: Moment) -> Result<Made, String> {
    let mut gauge = Gauge::new(text::FILLING);
    let load = Load {
        dossiers: args.dossiers,
        seed: args.seed,
        receipts: RECEIPTS.min(args.dossiers),
    };
    let filled = load::fill(store, load, now, &mut |done| {
        let _ = gauge.tell(done.into(), args.dossiers.into());
    });
    filled.map_err(|why| words::refused(&why))
}
