//! F4 on the scanner's setting: which scanners there are. The chosen one is written by F2 like any value.

use super::{Editor, LONGEST, State, text};
use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::Line;
use crate::app::job::{Job, JobDone, JobFault};
use crate::domain::scanner::FoundScanner;

/// The setting of the scanner is the pointed one.
pub(super) fn is_here(state: &State) -> bool {
    state.pointed().key == "scanner"
}

/// Looks for scanners: in a network this takes its time.
pub(super) fn find(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.finding.is_some() {
        return vec![];
    }
    // One thread has the scanner: the list would come when the stack is through.
    if cx.scan.is_some() {
        state.message = Some(Message::warning(text::SCANNING));
        return vec![];
    }
    let ticket = cx.ticket();
    state.finding = Some(ticket);
    state.message = Some(Message::advice(text::FINDING));
    vec![Effect::Start(ticket, Job::ListScanners)]
}

/// They were looked for.
pub(super) fn found(state: &mut State, result: Result<JobDone, JobFault>) -> Vec<Effect> {
    state.finding = None;
    state.message = None;
    let scanners = match result {
        Ok(JobDone::Scanners(scanners)) => scanners,
        Ok(_) => return vec![],
        Err(fault) => {
            state.message = Some(Message::error(fault.sentence()));
            return vec![];
        }
    };
    if scanners.is_empty() {
        state.message = Some(Message::warning(text::NO_SCANNER));
        return vec![];
    }
    // The officer went on to another setting meanwhile: nothing moves under his hands.
    if !is_here(state) {
        return vec![];
    }
    let rows = scanners.iter().map(named).collect();
    state.found = scanners;
    let title = text::WHICH_SCANNER.to_owned();
    vec![Effect::Open(Box::new(Destination::PickRow { title, rows }))]
}

fn named(scanner: &FoundScanner) -> String {
    format!("{} · {}", scanner.model, scanner.device)
}

/// One was chosen: it stands in the field.
pub(super) fn chosen(state: &mut State, at: usize) -> Vec<Effect> {
    if let Some(scanner) = state.found.get(at).filter(|_| is_here(state)) {
        state.editor = Some(Editor::Line(Line::plain(LONGEST).with(&scanner.device)));
        state.message = Some(Message::advice(text::FILLED));
    }
    vec![]
}
