//! Printing the receipt of a dossier from any screen: made if need be, then sent to the printer, then said.

use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent, JobFault, NoPrint, Went};
use crate::app::msg::Ticket;
use crate::app::text;
use crate::domain::ids::{DossierId, FormId};
use crate::domain::refusal::Refusal;
use crate::domain::text::refusal;

/// The print under way on one screen; one at a time.
#[derive(Debug, Default)]
pub struct Printing {
    waiting: Option<(Ticket, DossierId)>,
}

impl Printing {
    /// Prints a form that is there, or else makes the receipt first. Nothing while a print is under way.
    pub fn start(&mut self, dossier: DossierId, form: Option<FormId>, cx: &mut Context) -> Vec<Effect> {
        let job = match form {
            Some(form) => Job::PrintForm { dossier, form },
            None => Job::MakeReceipt { dossier },
        };
        self.begin(dossier, job, cx)
    }

    /// Prints the record of the papers that are not digitised.
    pub fn start_record(&mut self, dossier: DossierId, cx: &mut Context) -> Vec<Effect> {
        self.begin(dossier, Job::MakeRecord { dossier }, cx)
    }

    /// One print at a time, and none that could not be counted: paper would lie there while the screen says it may not.
    fn begin(&mut self, dossier: DossierId, job: Job, cx: &mut Context) -> Vec<Effect> {
        if self.waiting.is_some() {
            return vec![];
        }
        if cx.read_only {
            return vec![Effect::Say(Message::error(refusal(&Refusal::ReadOnly)))];
        }
        vec![self.run(dossier, job, cx)]
    }

    fn run(&mut self, dossier: DossierId, job: Job, cx: &mut Context) -> Effect {
        let ticket = cx.ticket();
        self.waiting = Some((ticket, dossier));
        Effect::Start(ticket, job)
    }

    /// News of a job; `None` = not of this print.
    pub fn news(&mut self, ticket: Ticket, event: &JobEvent, cx: &mut Context) -> Option<Vec<Effect>> {
        let (_, dossier) = self.waiting.filter(|(waited, _)| *waited == ticket)?;
        let JobEvent::Ended(result) = event else {
            return Some(vec![]);
        };
        self.waiting = None;
        let effect = match result {
            Ok(JobDone::Receipt { form, .. }) => {
                let form = *form;
                self.run(dossier, Job::PrintForm { dossier, form }, cx)
            }
            Ok(JobDone::Printed { went, prints }) => Effect::Say(text::printed(*went, *prints)),
            Ok(_) => Effect::Say(text::printed(Went::Printer, 1)),
            Err(fault) => Effect::Say(Message::error(text::fault(fault))),
        };
        Some(vec![effect])
    }

    /// Is a print under way?
    pub fn is_busy(&self) -> bool {
        self.waiting.is_some()
    }
}

/// What row 23 says of a print.
pub fn printed(went: Went, prints: u32) -> Message {
    text::printed(went, prints)
}

/// Why paper did not come out of the printer, inside a sentence.
pub fn no_print(why: NoPrint) -> &'static str {
    text::no_print(why)
}

/// One sentence for a job that did not end well.
pub fn fault_sentence(fault: &JobFault) -> String {
    text::fault(fault)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;

    #[test]
    fn nothing_is_printed_that_could_not_be_counted() {
        let mut cx = context();
        let (dossier, form) = (DossierId::from_bytes([1; 16]), FormId::from_bytes([2; 16]));
        cx.read_only = true;
        let mut printing = Printing::default();
        for effects in [
            printing.start(dossier, Some(form), &mut cx),
            printing.start(dossier, None, &mut cx),
            printing.start_record(dossier, &mut cx),
        ] {
            assert!(matches!(&effects[..], [Effect::Say(_)]), "{effects:?}");
        }
        assert!(!printing.is_busy());
        cx.read_only = false;
        let effects = printing.start(dossier, Some(form), &mut cx);
        assert!(
            matches!(&effects[..], [Effect::Start(_, Job::PrintForm { .. })]),
            "{effects:?}"
        );
    }
}
