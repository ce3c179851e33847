//! `motcua dossier import FILE`: what was filed online, by the same job the screen starts.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use serde_json::{Value, json};

use super::text;
use crate::app::effect::Effect;
use crate::app::job::{Arrival, Arrived, Job, JobDone, JobEvent};
use crate::app::msg::{Msg, Ticket};
use crate::cli::catalog::{Stop, open_writer};
use crate::cli::outcome::Outcome;
use crate::desk::clock::Clock;
use crate::desk::hands::Hands;
use crate::domain::package;
use crate::domain::time::Moment;
use crate::domain::viet::clean;

/// Takes in a package; held dossiers want attention.
pub(super) fn run(
    (file, as_json): (&Path, bool),
    (home, now): (&Path, Moment),
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    let store = open_writer(home, now)?;
    let hands = Hands::new(home.to_owned(), Some(store), Clock::starting_at(now));
    let path = file.to_owned();
    let wish = Effect::Start(Ticket::default(), Job::TakePackage { path });
    let arrivals = match hands.perform(wish, &mut |_| ControlFlow::Continue(())) {
        Some(Msg::Job(_, JobEvent::Ended(Ok(JobDone::PackageTaken(arrivals))))) => arrivals,
        Some(Msg::Job(_, JobEvent::Ended(Err(fault)))) => return Err(Stop::Refused(fault.sentence())),
        _ => return Err(super::unanswered()),
    };
    if as_json {
        writeln!(out, "{}", answer(file, &arrivals))?;
    } else {
        for arrival in &arrivals {
            writeln!(out, "{}", text::arrival(arrival))?;
        }
        writeln!(out, "{}", text::arrived(&arrivals))?;
    }
    let is_held = |arrival: &Arrival| matches!(arrival.went, Arrived::Held(_));
    Ok(if arrivals.iter().any(is_held) {
        Outcome::Attention
    } else {
        Outcome::Done
    })
}

fn answer(file: &Path, arrivals: &[Arrival]) -> Value {
    let count = |is: fn(&Arrived) -> bool| arrivals.iter().filter(|it| is(&it.went)).count();
    json!({
        "file": clean(&file.to_string_lossy()),
        "dossiers": arrivals.len(),
        "new": count(|went| matches!(went, Arrived::New)),
        "known": count(|went| matches!(went, Arrived::Known)),
        "quarantined": count(|went| matches!(went, Arrived::Held(_))),
        "items": arrivals.iter().map(item).collect::<Vec<_>>(),
    })
}

fn item(arrival: &Arrival) -> Value {
    let (state, fault) = match &arrival.went {
        Arrived::New => ("new", None),
        Arrived::Known => ("known", None),
        Arrived::Held(fault) => ("quarantined", Some(fault)),
    };
    json!({
        "portal_code": arrival.code,
        "state": state,
        "fault": fault.map(package::Fault::word),
        "reason": fault.map(package::text::fault),
    })
}
