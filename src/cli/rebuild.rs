//! `motcua rebuild`: empties the state tables and derives them again from the log.

use std::io::Write;

use super::home::{Gauge, Home, text};
use super::init::said;
use super::outcome::Outcome;

/// Rebuilds, and says from how many acts.
pub fn run(home: &Home, out: &mut dyn Write) -> Result<Outcome, String> {
    let mut store = home.writer(home.clock()?)?;
    let ops = {
        let mut gauge = Gauge::new(text::REBUILDING);
        store.rebuild(&mut |done, total| {
            let _ = gauge.tell(done.into(), total.into());
        })
    };
    let ops = ops.map_err(|why| text::refused(&why))?;
    said(writeln!(out, "{}", text::rebuilt(ops)))?;
    Ok(Outcome::Done)
}
