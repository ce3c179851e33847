//! W18, W22, X03: one dossier with everything in it, and every act on it.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::destination::{Destination, Filing, KhoPurpose, SlipWanted};
use crate::app::effect::Effect;
use crate::app::input::Table;
use crate::app::input::early::Early;
use crate::app::job::{Job, JobEvent};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::printing::{Printing, fault_sentence};
use crate::app::receipt_menu::ReceiptMenu;
use crate::domain::act::{Act, Done, DossierAct, Request};
use crate::domain::draft::{Draft, Step};
use crate::domain::ids::DossierId;
use crate::domain::moves::Move;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::DossierView;
use crate::domain::text as words;
use crate::screens::text as shared;

mod again;
mod dialogs;
mod offers;
mod sections;
mod signed;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use dialogs::{Dialog, replied, revoke, slips};
use offers::Main;
use sections::{Line, Target, Wanted};

/// Columns from which steps and history stand at the right.
const WIDE: u16 = 120;

/// What the writer is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Changing {
    /// Hoàn tác of an op of this kind.
    Undo(String),
    /// Thu hồi kết quả.
    Revoke,
}

/// The page.
#[derive(Debug)]
pub struct State {
    id: DossierId,
    view: Option<Box<DossierView>>,
    /// There is no such dossier.
    missing: bool,
    asked: Ticket,
    lines: Vec<Line>,
    /// Pointer over the lines, by their places.
    table: Table<usize>,
    /// Quy trình: steps and the whole history.
    workflow: bool,
    unit: String,
    /// Columns of the window.
    columns: u16,
    printing: Printing,
    menu: ReceiptMenu,
    opening: Option<Ticket>,
    changing: Option<(Ticket, Changing)>,
    dialog: Dialog,
    /// Keys that came before the dossier was there.
    early: Early,
    /// The reception of a dossier without a code is being looked for, to open this step of it.
    again: Option<again::Taking>,
}

/// Opens it.
pub fn open(dossier: DossierId, cx: &mut Context) -> (State, Vec<Effect>) {
    cx.opens(dossier);
    let mut table = Table::new();
    table.set_page(window(cx.size));
    let mut state = State {
        id: dossier,
        view: None,
        missing: false,
        asked: Ticket::default(),
        lines: Vec::new(),
        table,
        workflow: false,
        unit: cx.settings.text("unit_code").to_owned(),
        columns: cx.size.0,
        printing: Printing::default(),
        menu: ReceiptMenu::default(),
        opening: None,
        changing: None,
        dialog: Dialog::Nothing,
        early: Early::default(),
        again: None,
    };
    let effects = vec![ask(&mut state, cx)];
    (state, effects)
}

fn window((_, rows): (u16, u16)) -> usize {
    usize::from(rows.saturating_sub(6)).max(1)
}

fn ask(state: &mut State, cx: &mut Context) -> Effect {
    state.asked = cx.ticket();
    Effect::Ask(state.asked, Query::Dossier(state.id))
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked => came(state, view, cx),
        Msg::Answered(ticket, Answer::Draft(draft)) => again::found(state, (ticket, draft), cx),
        Msg::Answered(ticket, Answer::Procedure(choice)) => again::read(state, (ticket, choice), cx),
        Msg::Answered(ticket, Answer::Failed { code }) if ticket == state.asked => {
            vec![Effect::Say(Message::error(words::refusal(&Refusal::Fault {
                code,
            })))]
        }
        Msg::Resumed => vec![ask(state, cx)],
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Changed(ticket, result) => changed(state, (ticket, result), cx),
        Msg::Job(ticket, event) => job(state, (ticket, &event), cx),
        Msg::Resize(columns, rows) => {
            state.table.set_page(window((columns, rows)));
            state.columns = columns;
            lay_out(state);
            vec![]
        }
        _ => vec![],
    }
}

/// The dossier is there, from its top: the Enter that opened it, held, writes nothing and opens no line of history. Or it
/// is there again: the pointer stays, but follows the history where it stood on the newest line, or nowhere yet and
/// something was done.
fn came(state: &mut State, view: Option<Box<DossierView>>, cx: &mut Context) -> Vec<Effect> {
    state.missing = view.is_none();
    let follows = match pointed(state) {
        Some(Target::Read(..)) => state.lines.iter().rposition(is_read) == Some(state.table.at()),
        Some(Target::Way(_)) => true,
        Some(_) => false,
        None => {
            let before = state.view.as_deref().map(|old| old.history.len());
            before.is_some_and(|before| view.as_deref().is_some_and(|new| new.history.len() > before))
        }
    };
    if let Some(view) = &view {
        let code = shared::short_code(view.row.code.as_deref(), &state.unit);
        cx.seen.dossier(view.row.id, text::in_short(&code, &view.row));
    }
    let filed_before = state.view.as_deref().is_some_and(sections::has_just_filed);
    state.view = view;
    lay_out(state);
    let filed = state.view.as_deref().is_some_and(sections::has_just_filed);
    let way = |line: &Line| line.target == Some(Target::Way(1));
    if filed && !filed_before {
        state.table.point(state.lines.iter().position(way).unwrap_or(0));
    } else if follows {
        state
            .table
            .point(state.lines.iter().rposition(is_read).unwrap_or(0));
    }
    state.early.take().make_up((state, cx), pressed)
}

fn is_read(line: &Line) -> bool {
    matches!(line.target, Some(Target::Read(..)))
}

fn lay_out(state: &mut State) {
    let Some(view) = state.view.as_deref() else {
        state.lines.clear();
        state.table.set_rows(vec![]);
        return;
    };
    let wanted = Wanted {
        wide: state.columns >= WIDE,
        unit: &state.unit,
        workflow: state.workflow,
    };
    state.lines = sections::page(view, wanted);
    let untargeted = |(at, line): (usize, &Line)| line.target.is_none().then_some(at);
    let headings = state.lines.iter().enumerate().filter_map(untargeted).collect();
    state.table.set_headings(headings);
    state.table.set_rows((0..state.lines.len()).collect());
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) if state.workflow => {
            state.workflow = false;
            lay_out(state);
            vec![]
        }
        Some(Command::Back) => vec![Effect::Back],
        // Enter may be the one that opened it, held down: it would open whatever is pointed at first.
        Some(Command::Accept) if state.view.is_none() => vec![],
        _ if state.view.is_none() && !state.missing => {
            state.early.keep((key, command));
            vec![]
        }
        Some(Command::Digit(digit @ 1..=3)) if has_ways(state) => take_way(state, digit),
        Some(Command::Accept) => enter(state, cx),
        Some(
            Command::Up
            | Command::Down
            | Command::PageUp
            | Command::PageDown
            | Command::First
            | Command::Last,
        ) => {
            state.table.key(key);
            vec![]
        }
        Some(command) => run(state, command, cx),
        None => vec![],
    }
}

fn has_ways(state: &State) -> bool {
    state
        .lines
        .iter()
        .any(|line| matches!(line.target, Some(Target::Way(_))))
}

fn pointed(state: &State) -> Option<&Target> {
    let at = state.table.pointed()?;
    state.lines.get(*at)?.target.as_ref()
}

fn to(destination: Destination) -> Vec<Effect> {
    vec![Effect::Open(Box::new(destination))]
}

fn take_way(state: &State, digit: u8) -> Vec<Effect> {
    match digit {
        1 => to(Destination::Forward(state.id)),
        2 => to(Destination::Outcome(state.id, Filing::Result)),
        _ => to(Destination::Outcome(state.id, Filing::Replacement)),
    }
}

/// Enter opens what is pointed at.
fn enter(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    match pointed(state).cloned() {
        Some(Target::File(file, name) | Target::Outcome(_, file, name)) => {
            let ticket = cx.ticket();
            state.opening = Some(ticket);
            vec![Effect::Start(ticket, Job::OpenFile { file, name })]
        }
        Some(Target::Slip(form, kind)) => {
            let dossier = state.id;
            to(Destination::Slip(SlipWanted::Printed { dossier, form, kind }))
        }
        Some(Target::Scan) => run(state, Command::ScanOutcome, cx),
        Some(Target::Due) => to(Destination::WhyDueOf(state.id)),
        Some(Target::Fees) => to(Destination::Fees(state.id)),
        Some(Target::Components) => to(Destination::DossierComponents(state.id)),
        Some(Target::Other(dossier)) => to(Destination::Dossier(dossier)),
        Some(Target::Way(digit)) => take_way(state, digit),
        Some(Target::Read(when, what)) => dialogs::read(state, when, what),
        None => vec![],
    }
}

/// The commands of key line and palette. An offer with a reason never comes here.
fn run(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    let (id, Some(view)) = (state.id, state.view.as_deref()) else {
        return vec![];
    };
    let act = |which: Move| {
        let dossier = Some(id);
        to(Destination::Act { dossier, which })
    };
    match command {
        Command::Files | Command::ReceiveSupplement if again::waits(view) => {
            again::look(state, Step::Components, cx)
        }
        Command::Edit if again::waits(view) => again::look(state, Step::Holder, cx),
        Command::Commit => main_act(state, cx),
        Command::Forward if offers::goes_back(view) => act(Move::ForwardBack),
        Command::Forward => to(Destination::Forward(id)),
        Command::NoProduct => to(Destination::NoProduct(id)),
        Command::Files => to(Destination::DossierComponents(id)),
        Command::Fees | Command::AskFee => to(Destination::Fees(id)),
        Command::Copying => to(Destination::Copying(id)),
        Command::Sign => signed::show(state, cx),
        Command::Print => print(state, cx),
        Command::ReceiptMenu => state.menu.start(id, cx),
        Command::Slips => slips(state),
        Command::Refresh => vec![ask(state, cx)],
        Command::Edit => to(Destination::Edit(id)),
        Command::Workflow => {
            state.workflow = !state.workflow;
            lay_out(state);
            vec![]
        }
        Command::AskSupplement => to(Destination::Supplement(Some(id))),
        Command::ReceiveSupplement => act(Move::ReceiveSupplement),
        Command::Refuse => act(Move::Refuse),
        Command::Withdraw => act(Move::Withdraw),
        Command::Stop => act(Move::Stop),
        Command::Apologise => act(Move::Apologise),
        Command::SetCabinet => act(Move::SetCabinet),
        Command::Void => act(Move::Void),
        Command::FileInterim => to(Destination::Outcome(id, Filing::Interim)),
        Command::FileOutcome => to(Destination::Outcome(id, Filing::Result)),
        Command::ScanOutcome => to(Destination::Outcome(id, Filing::Scan)),
        Command::HandBack => to(Destination::HandBack(id)),
        Command::Receive | Command::Duplicate => same_holder(view, cx),
        Command::Kho => to(Destination::Kho {
            owner: view.row.holder_no.clone(),
            purpose: KhoPurpose::Look,
        }),
        Command::Undo => undo(state, cx),
        Command::Remove => revoke(state),
        Command::GoHome => vec![Effect::Home],
        _ => vec![],
    }
}

fn main_act(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let (id, Some(view)) = (state.id, state.view.as_deref()) else {
        return vec![];
    };
    match offers::main(view, cx) {
        Main::Accept => again::look(state, Step::Components, cx),
        Main::HandBack => to(Destination::HandBack(id)),
        Main::ReceiveSupplement => to(Destination::Act {
            dossier: Some(id),
            which: Move::ReceiveSupplement,
        }),
        Main::Fees => to(Destination::Fees(id)),
        Main::Outcome => to(Destination::Outcome(id, Filing::Result)),
        Main::Interim => to(Destination::Outcome(id, Filing::Interim)),
        Main::Nothing(refusal) => vec![Effect::Say(Message::warning(offers::said(&refusal, view)))],
    }
}

fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let forms = state
        .view
        .as_deref()
        .map(|view| view.forms.as_slice())
        .unwrap_or_default();
    let receipt = forms
        .iter()
        .rev()
        .find(|form| form.template == "receipt")
        .map(|form| form.id);
    state.printing.start(state.id, receipt, cx)
}

/// Another dossier for the same holder: a fresh draft that knows him.
fn same_holder(view: &DossierView, cx: &mut Context) -> Vec<Effect> {
    let mut draft = Draft::new(DossierId(cx.id()));
    draft.holder = view.holder.clone();
    let save = Effect::SaveDraft(Box::new(draft.clone()));
    cx.draft = Some(draft);
    vec![save, Effect::Open(Box::new(Destination::Account))]
}

fn undo(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let undoable = state.view.as_deref().and_then(|view| view.undoable.clone());
    let Some((op, _, kind)) = undoable else {
        return vec![];
    };
    change(state, (Changing::Undo(kind), DossierAct::Undo { op }), cx)
}

/// One act at a time: a key pressed twice does it once.
fn change(state: &mut State, (what, act): (Changing, DossierAct), cx: &mut Context) -> Vec<Effect> {
    if state.changing.is_some() {
        return vec![];
    }
    let ticket = cx.ticket();
    state.changing = Some((ticket, what));
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier {
            dossier: state.id,
            act,
        },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

fn changed(
    state: &mut State,
    (ticket, result): (Ticket, Result<Done, Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Some((_, what)) = state.changing.take_if(|(waited, _)| *waited == ticket) else {
        return vec![];
    };
    let message = match (result, what) {
        (Ok(_), Changing::Undo(kind)) => Message::done(text::undone(&kind)),
        (Ok(_), Changing::Revoke) => Message::done(text::REVOKED),
        (Err(refusal), _) => Message::error(words::refusal(&refusal)),
    };
    vec![Effect::Say(message), ask(state, cx)]
}

fn job(state: &mut State, (ticket, event): (Ticket, &JobEvent), cx: &mut Context) -> Vec<Effect> {
    if let Some(mut effects) = state.printing.news(ticket, event, cx) {
        if !state.printing.is_busy() {
            effects.push(ask(state, cx));
        }
        return effects;
    }
    if let Some(mut effects) = state.menu.news(ticket, event) {
        effects.push(ask(state, cx));
        return effects;
    }
    if state.opening != Some(ticket) {
        return vec![];
    }
    match event {
        JobEvent::Ended(Err(fault)) => vec![Effect::Say(Message::error(fault_sentence(fault)))],
        JobEvent::Ended(Ok(_)) | JobEvent::Progress { .. } => vec![],
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let Some(view) = state.view.as_deref() else {
        let missing = state
            .missing
            .then(|| Message::error(words::refusal(&Refusal::NotFound)));
        return ScreenChrome {
            message: missing,
            ..ScreenChrome::new([text::TITLE])
        };
    };
    let code = shared::short_code(view.row.code.as_deref(), &state.unit);
    let mut path = vec![text::TITLE.to_owned(), code];
    if state.workflow {
        path.push(text::WORKFLOW.to_owned());
    }
    ScreenChrome {
        context: shared::about(&view.row),
        offers: offers::all(state, view, cx),
        ..ScreenChrome::new(path)
    }
}
