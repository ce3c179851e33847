//! W15: proof of reception, and the next act. The receipt is made at once; printing never waits for anything else.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, FilesPurpose};
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent, JobFault};
use crate::app::msg::{Msg, Ticket};
use crate::app::printing::printed;
use crate::app::receipt_menu::ReceiptMenu;
use crate::app::signable::Paper;
use crate::domain::component::{Digitise, PaperForm};
use crate::domain::digitise::{ScanPolicy, not_asked};
use crate::domain::draft::Draft;
use crate::domain::ids::{DossierId, FormId};
use crate::domain::moves::{Move, why_not};
use crate::domain::query::{Answer, Query};
use crate::domain::rows::{ComponentView, DossierView, StepView, WorkflowView, situation};
use crate::domain::text as words;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// How far the receipt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Receipt {
    Making,
    Made(FormId),
    Failed,
}

/// The dossier as it is now, its receipt, and the way on that is pointed at.
#[derive(Debug)]
pub struct State {
    dossier: DossierId,
    view: Option<Box<DossierView>>,
    flow: Option<WorkflowView>,
    receipt: Receipt,
    /// F7 or Enter was pressed before the receipt stood.
    print_wanted: bool,
    way: usize,
    message: Option<Message>,
    view_ticket: Ticket,
    flow_ticket: Ticket,
    receipt_ticket: Ticket,
    print_ticket: Ticket,
    menu: ReceiptMenu,
}

/// Opens it and makes the receipt.
pub fn open(dossier: DossierId, cx: &mut Context) -> (State, Vec<Effect>) {
    cx.opens(dossier);
    let state = State {
        dossier,
        view: None,
        flow: None,
        receipt: Receipt::Making,
        print_wanted: false,
        way: 0,
        message: None,
        view_ticket: cx.ticket(),
        flow_ticket: cx.ticket(),
        receipt_ticket: cx.ticket(),
        print_ticket: Ticket::default(),
        menu: ReceiptMenu::default(),
    };
    let effects = vec![
        Effect::Start(state.receipt_ticket, Job::MakeReceipt { dossier }),
        Effect::Ask(state.view_ticket, Query::Dossier(dossier)),
        Effect::Ask(state.flow_ticket, Query::NextSteps(dossier)),
    ];
    (state, effects)
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(_, Some(command)) => pressed(state, command, cx),
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.view_ticket => {
            state.view = view;
            vec![]
        }
        Msg::Answered(ticket, Answer::NextSteps(flow)) if ticket == state.flow_ticket => {
            state.flow = Some(flow);
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if ticket == state.receipt_ticket => {
            made(state, result, cx)
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if ticket == state.print_ticket => {
            state.message = Some(match result {
                Ok(JobDone::Printed { went, prints }) => printed(went, prints),
                Ok(_) => Message::done(text::MADE),
                Err(fault) => Message::warning(said(&fault)),
            });
            vec![]
        }
        Msg::Job(ticket, event) => state.menu.news(ticket, &event).unwrap_or_default(),
        Msg::Replied(reply) => state.menu.replied(&reply, cx).unwrap_or_default(),
        Msg::Resumed => look_again(state, cx),
        _ => vec![],
    }
}

fn look_again(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.view_ticket = cx.ticket();
    state.flow_ticket = cx.ticket();
    vec![
        Effect::Ask(state.view_ticket, Query::Dossier(state.dossier)),
        Effect::Ask(state.flow_ticket, Query::NextSteps(state.dossier)),
    ]
}

fn said(fault: &JobFault) -> String {
    match fault {
        JobFault::Refused(refusal) => words::refusal(refusal),
        JobFault::Said(sentence) => sentence.clone(),
        JobFault::Cancelled => text::NOT_MADE.to_owned(),
    }
}

fn made(state: &mut State, result: Result<JobDone, JobFault>, cx: &mut Context) -> Vec<Effect> {
    let form = match result {
        Ok(JobDone::Receipt { form, .. }) => form,
        Ok(_) => return vec![],
        Err(fault) => {
            state.receipt = Receipt::Failed;
            state.message = Some(Message::error(said(&fault)));
            return vec![];
        }
    };
    state.receipt = Receipt::Made(form);
    // The dossier names it now.
    let again = look_again(state, cx);
    let mut effects = Vec::new();
    if std::mem::take(&mut state.print_wanted) {
        effects.extend(print(state, cx));
    }
    effects.extend(again);
    effects
}

fn pressed(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    match command {
        Command::Back => vec![Effect::Back],
        Command::Commit | Command::Receive | Command::Digit(3) => new_reception(cx),
        Command::Print => print(state, cx),
        Command::Sign => sign(state, cx),
        Command::ReceiptMenu => state.menu.start(state.dossier, cx),
        Command::Files => files(state),
        Command::Care => care(state),
        Command::Forward => vec![Effect::Open(Box::new(Destination::Forward(state.dossier)))],
        Command::Duplicate | Command::Digit(2) => same_holder(state, cx),
        Command::Digit(1) => print_and_files(state, cx),
        Command::Digit(4) => vec![Effect::Open(Box::new(Destination::Dossier(state.dossier)))],
        Command::Up => point(state, state.way.saturating_sub(1)),
        Command::Down => point(state, (state.way + 1).min(3)),
        Command::Accept => {
            let digit = u8::try_from(state.way + 1).unwrap_or(1);
            pressed(state, Command::Digit(digit), cx)
        }
        _ => vec![],
    }
}

fn point(state: &mut State, way: usize) -> Vec<Effect> {
    state.way = way;
    vec![]
}

fn new_reception(cx: &mut Context) -> Vec<Effect> {
    cx.draft = None;
    vec![Effect::Replace(Box::new(Destination::Account))]
}

/// Another dossier of the same holder: his values stand ready, nothing of this procedure.
fn same_holder(state: &State, cx: &mut Context) -> Vec<Effect> {
    let Some(view) = &state.view else { return vec![] };
    let mut draft = Draft::new(DossierId(cx.id()));
    draft.holder = view.holder.clone();
    draft.bearer.clone_from(&view.bearer);
    draft.account = Some(view.account.clone());
    cx.draft = Some(draft);
    vec![Effect::Replace(Box::new(Destination::Account))]
}

fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let dossier = state.dossier;
    match state.receipt {
        Receipt::Making => {
            state.print_wanted = true;
            vec![]
        }
        Receipt::Made(form) => {
            state.message = Some(Message::advice(text::PRINTING));
            state.print_ticket = cx.ticket();
            vec![Effect::Start(
                state.print_ticket,
                Job::PrintForm { dossier, form },
            )]
        }
        Receipt::Failed => {
            state.receipt = Receipt::Making;
            state.print_wanted = true;
            state.receipt_ticket = cx.ticket();
            vec![Effect::Start(state.receipt_ticket, Job::MakeReceipt { dossier })]
        }
    }
}

/// F6: the receipt as it was made, or what a check of its signature found.
fn sign(state: &mut State, cx: &Context) -> Vec<Effect> {
    let Some((paper, view)) = receipt(state).zip(state.view.as_deref()) else {
        state.message = Some(Message::advice(text::NOT_MADE_YET));
        return vec![];
    };
    vec![Effect::Open(Box::new(paper.opens(view, cx)))]
}

/// The receipt that was made, as it goes out.
fn receipt(state: &State) -> Option<Paper> {
    let (Receipt::Made(form), Some(view)) = (state.receipt, &state.view) else {
        return None;
    };
    let form = view.forms.iter().find(|it| it.id == form)?;
    let code = view.row.code.as_deref().unwrap_or_default();
    Some(Paper::of_form(view.row.id, form, &text::receipt_of(code)))
}

/// Way 1: prints, then opens the checklist and over it the files of the first component without one.
fn print_and_files(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let mut effects = print(state, cx);
    effects.extend(files(state));
    effects
}

fn files(state: &State) -> Vec<Effect> {
    let mut effects = vec![Effect::Open(Box::new(Destination::DossierComponents(
        state.dossier,
    )))];
    let lacking = state.lacking();
    let since = state.view.as_ref().and_then(|view| view.row.received_at);
    effects.extend(lacking.first().map(|component| {
        Effect::Open(Box::new(Destination::Files {
            title: component.name.clone(),
            purpose: FilesPurpose::Checklist {
                used: Vec::new(),
                fresh_since: since.filter(|_| lacking.len() == 1),
                scan: Some((state.dossier, component.id)),
                counted: component.form != PaperForm::Electronic,
            },
            folder: None,
        }))
    }));
    effects
}

/// Ctrl+K: what waits for a leader's word, else what he decided, whose record is printed there.
fn care(state: &State) -> Vec<Effect> {
    let wished = state
        .wished()
        .or_else(|| state.decided())
        .map(|it| Destination::Care {
            dossier: Some(state.dossier),
            component: it.id,
        });
    wished.map(|it| Effect::Open(Box::new(it))).into_iter().collect()
}

impl State {
    /// The step it was sent on to from here, once it was.
    fn moved_to(&self) -> Option<&StepView> {
        let steps = &self.view.as_ref()?.steps;
        let moved = steps.iter().any(|step| step.done);
        steps.iter().find(|step| step.current).filter(|_| moved)
    }

    /// Received components that still need a file.
    fn lacking(&self) -> Vec<&ComponentView> {
        let all = self.view.as_ref().map_or(&[][..], |view| &view.components);
        let policy = self
            .view
            .as_ref()
            .map_or(ScanPolicy::All, |view| view.scan_policy);
        let lacks = |it: &&ComponentView| {
            it.received
                && it.files.is_empty()
                && it.void_reason.is_none()
                && !it.care().rests()
                && not_asked(policy, it.form, it.submission).is_none()
        };
        all.iter().filter(lacks).collect()
    }

    /// The first component that is không số hóa.
    fn decided(&self) -> Option<&ComponentView> {
        let mut all = self.view.as_ref()?.components.iter();
        all.find(|it| it.void_reason.is_none() && it.digitise == Digitise::Exempt)
    }

    /// The first component whose không số hóa waits for a leader.
    fn wished(&self) -> Option<&ComponentView> {
        let view = self.view.as_ref()?;
        view.components
            .iter()
            .find(|it| it.void_reason.is_none() && it.care().proposal.is_some())
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let mut chrome = ScreenChrome::new(text::PATH);
    if let Some(view) = &state.view {
        chrome.context = crate::screens::text::about(&view.row);
        let wished = state.wished().map(|it| Message::warning(text::wished(&it.name)));
        let first = view
            .history
            .iter()
            .find(|row| row.kind == "accept")
            .or(view.history.first());
        chrome.message = wished.or(first.map(|row| Message::advice(text::safe(row.at))));
    }
    if state.message.is_some() {
        chrome.message.clone_from(&state.message);
    }
    let forward = state.view.as_ref().and_then(|view| {
        let situation = situation(view, cx.settings.number("apology_max"));
        why_not(Move::Forward, &situation, cx.actor()).map(|refusal| words::refusal(&refusal))
    });
    // The step this page invites to is done: the one behind it is for the dossier's own page.
    let forward = state.moved_to().map(text::moved).or(forward);
    let sign = receipt(state).zip(state.view.as_deref()).map_or_else(
        || Offer::new(Command::Sign),
        |(paper, view)| paper.offer(view, cx),
    );
    chrome.offers = vec![
        Offer::new(Command::Commit).named(text::NEW),
        sign,
        Offer::new(Command::Print),
        Offer::new(Command::Files),
        Offer::new(Command::Forward).unless(forward),
        Offer::new(Command::Duplicate),
        Offer::new(Command::ReceiptMenu),
    ];
    if state.wished().is_some() {
        chrome.offers.push(Offer::new(Command::Care).named(text::APPROVE));
    } else if state.decided().is_some() {
        chrome.offers.push(Offer::new(Command::Care));
    }
    chrome
}
