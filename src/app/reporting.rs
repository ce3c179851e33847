//! A list of the office on paper or as a file, from any screen that shows one: asked which, made beside the keyboard, said.

use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::msg::Ticket;
use crate::app::reply::Reply;
use crate::app::text;
use crate::domain::report::{Format, Report};

/// What F7 asked, and the job under way; one at a time.
#[derive(Debug, Default)]
pub struct Reporting {
    asked: Option<Report>,
    waiting: Option<Ticket>,
}

impl Reporting {
    /// F7: paper, or one of the files. Nothing while one is being made.
    pub fn ask(&mut self, report: Report) -> Vec<Effect> {
        if self.waiting.is_some() {
            return vec![];
        }
        self.asked = Some(report);
        vec![Effect::Open(Box::new(Destination::AskChoice {
            title: text::REPORT.to_owned(),
            lines: Vec::new(),
            choices: text::REPORT_WAYS.map(str::to_owned).to_vec(),
            pointed: 0,
        }))]
    }

    /// Straight to paper, of what is only ever printed.
    pub fn print(&mut self, job: Job, cx: &mut Context) -> Vec<Effect> {
        if self.waiting.is_some() {
            return vec![];
        }
        let ticket = cx.ticket();
        self.waiting = Some(ticket);
        vec![Effect::Start(ticket, job)]
    }

    /// An answer of a dialog; `None` = not to this question.
    pub fn replied(&mut self, reply: &Reply, cx: &mut Context) -> Option<Vec<Effect>> {
        let report = self.asked.take()?;
        let job = match reply {
            Reply::Picked(0) => Job::PrintReport(report),
            Reply::Picked(1) => Job::SaveReport(report, Format::Pdf),
            Reply::Picked(2) => Job::SaveReport(report, Format::Xlsx),
            Reply::Picked(3) => Job::SaveReport(report, Format::Csv),
            _ => return Some(vec![]),
        };
        let ticket = cx.ticket();
        self.waiting = Some(ticket);
        Some(vec![Effect::Start(ticket, job)])
    }

    /// News of a job; `None` = not of this one.
    pub fn news(&mut self, ticket: Ticket, event: &JobEvent) -> Option<Vec<Effect>> {
        self.waiting.filter(|waited| *waited == ticket)?;
        let JobEvent::Ended(result) = event else {
            return Some(vec![]);
        };
        self.waiting = None;
        let said = match result {
            Ok(JobDone::Printed { went, .. }) => text::report_printed(*went),
            Ok(JobDone::Saved(path)) => text::report_saved(path),
            Ok(_) => return Some(vec![]),
            Err(fault) => Message::error(text::fault(fault)),
        };
        Some(vec![Effect::Say(said)])
    }
}
