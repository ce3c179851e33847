//! "In phiếu tiếp nhận" of công văn 223: one of the layouts in force, on paper or for Word, with the submitter written
//! before printing where the layout allows it. Embedded by the screens that show a received dossier.

use crate::app::chrome::Message;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent, ReceiptLayout, ReceiptWanted};
use crate::app::msg::Ticket;
use crate::app::reply::Reply;
use crate::app::text;
use crate::domain::ids::DossierId;

/// How far the officer has chosen.
#[derive(Debug, Default)]
pub struct ReceiptMenu {
    step: Step,
}

#[derive(Debug, Default)]
enum Step {
    #[default]
    Idle,
    /// Which layouts there are is being looked up.
    Listing(Ticket, DossierId),
    /// One is being picked.
    Layout(DossierId, Vec<ReceiptLayout>),
    /// Paper or Word?
    Way(DossierId, ReceiptLayout),
    /// Whose name stands as the submitter?
    Submitter(ReceiptWanted),
    /// It is being made.
    Making(Ticket),
}

impl ReceiptMenu {
    /// Begins. Nothing while a choice is under way.
    pub fn start(&mut self, dossier: DossierId, cx: &mut Context) -> Vec<Effect> {
        if matches!(self.step, Step::Listing(..) | Step::Making(_)) {
            return vec![];
        }
        let ticket = cx.ticket();
        self.step = Step::Listing(ticket, dossier);
        vec![Effect::Start(ticket, Job::ListReceipts { dossier })]
    }

    /// An answer of a dialog; `None` = not to a question of this menu.
    pub fn replied(&mut self, reply: &Reply, cx: &mut Context) -> Option<Vec<Effect>> {
        let step = std::mem::take(&mut self.step);
        Some(match (step, reply) {
            (Step::Layout(dossier, layouts), Reply::Picked(at)) => {
                let layout = layouts.into_iter().nth(*at);
                layout.map_or_else(Vec::new, |layout| self.ask_way(dossier, layout))
            }
            (Step::Way(dossier, layout), Reply::Picked(way @ (0 | 1))) => {
                let wanted = ReceiptWanted {
                    dossier,
                    layout: layout.name,
                    submitter: None,
                    word: *way == 1,
                };
                match layout.submitter {
                    Some(now) => self.ask_submitter(wanted, now),
                    None => self.make(wanted, cx),
                }
            }
            (Step::Submitter(wanted), Reply::Text(name)) if !name.trim().is_empty() => {
                let submitter = Some(name.trim().to_owned());
                self.make(ReceiptWanted { submitter, ..wanted }, cx)
            }
            (Step::Layout(..) | Step::Way(..) | Step::Submitter(_), _) => vec![],
            (step @ (Step::Idle | Step::Listing(..) | Step::Making(_)), _) => {
                self.step = step;
                return None;
            }
        })
    }

    /// News of a job; `None` = not of this menu.
    pub fn news(&mut self, ticket: Ticket, event: &JobEvent) -> Option<Vec<Effect>> {
        let mine = matches!(&self.step, Step::Listing(it, _) | Step::Making(it) if *it == ticket);
        if !mine {
            return None;
        }
        let JobEvent::Ended(result) = event else {
            return Some(vec![]);
        };
        let said = match (std::mem::take(&mut self.step), result) {
            (Step::Listing(_, dossier), Ok(JobDone::Receipts(layouts))) => {
                return Some(self.ask_layout(dossier, layouts.clone()));
            }
            (_, Ok(JobDone::Printed { went, prints })) => text::printed(*went, *prints),
            (_, Ok(JobDone::Saved(path))) => text::report_saved(path),
            (_, Ok(_)) => return Some(vec![]),
            (_, Err(fault)) => Message::error(text::fault(fault)),
        };
        Some(vec![Effect::Say(said)])
    }

    /// Is a receipt being made?
    pub fn is_busy(&self) -> bool {
        matches!(self.step, Step::Making(_))
    }

    fn ask_layout(&mut self, dossier: DossierId, layouts: Vec<ReceiptLayout>) -> Vec<Effect> {
        let rows = layouts.iter().map(|it| it.title.clone()).collect();
        self.step = Step::Layout(dossier, layouts);
        open(Destination::PickRow {
            title: text::RECEIPT_MENU.to_owned(),
            rows,
        })
    }

    fn ask_way(&mut self, dossier: DossierId, layout: ReceiptLayout) -> Vec<Effect> {
        let mut lines = vec![layout.title.clone()];
        if !layout.compared {
            lines.push(text::NOT_COMPARED.to_owned());
        }
        self.step = Step::Way(dossier, layout);
        open(Destination::AskChoice {
            title: text::RECEIPT_MENU.to_owned(),
            lines,
            choices: text::RECEIPT_WAYS.map(str::to_owned).to_vec(),
            pointed: 0,
        })
    }

    fn ask_submitter(&mut self, wanted: ReceiptWanted, now: String) -> Vec<Effect> {
        self.step = Step::Submitter(wanted);
        open(Destination::AskText {
            title: text::RECEIPT_MENU.to_owned(),
            label: text::SUBMITTER.to_owned(),
            value: now,
        })
    }

    fn make(&mut self, wanted: ReceiptWanted, cx: &mut Context) -> Vec<Effect> {
        let ticket = cx.ticket();
        self.step = Step::Making(ticket);
        vec![Effect::Start(ticket, Job::ReceiptAs(Box::new(wanted)))]
    }
}

fn open(destination: Destination) -> Vec<Effect> {
    vec![Effect::Open(Box::new(destination))]
}
