//! W33: what a check of a file's signatures found, verdict first; and, where the file is only chosen, what to do with it.
//! The check itself runs beside the keyboard.

use crate::app::chrome::{Context as Line2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, SignedFile, SignedOf};
use crate::app::effect::Effect;
use crate::app::input::Lines;
use crate::app::job::{Job, JobDone, JobEvent, ToSign};
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::app::reporting::Reporting;
use crate::domain::act::{Act, DossierAct, Request};
use crate::domain::component::SignatureMark;
use crate::domain::officer::Role;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::signature::{Checked, SignatureRefusal, SignatureReport, text as words};
use crate::domain::text::refusal as sentence;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// What can be done with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Không dùng tệp này.
    Refuse,
    /// Dùng, ghi lý do.
    Take,
    /// Thêm CA vào kho tin cậy.
    Trust,
}

impl Way {
    const ALL: [Self; 3] = [Self::Refuse, Self::Take, Self::Trust];
}

/// What the last check made here came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LastCheck {
    None,
    /// The file was read.
    Read,
    /// It could not be read: what it holds is not known.
    Failed,
}

/// The report, how far it is scrolled, and what is under way.
#[derive(Debug)]
pub struct State {
    file: SignedFile,
    checked: Option<Box<Checked>>,
    /// The store answered.
    is_known: bool,
    lines: Lines,
    way: Way,
    asked: Ticket,
    checking: Option<Ticket>,
    last: LastCheck,
    /// The op of a new check.
    writing: Option<Ticket>,
    /// The trust store is open above: what it has now may decide otherwise.
    trusting: bool,
    reporting: Reporting,
    message: Option<Message>,
}

/// Opens it on what is known of the file.
pub fn open(file: SignedFile, cx: &mut Context) -> (State, Vec<Effect>) {
    let asked = cx.ticket();
    let query = Query::Signatures(file.sha256);
    let state = State {
        file,
        checked: None,
        is_known: false,
        lines: Lines::default(),
        way: Way::Refuse,
        asked,
        checking: None,
        last: LastCheck::None,
        writing: None,
        trusting: false,
        reporting: Reporting::default(),
        message: None,
    };
    (state, vec![Effect::Ask(asked, query)])
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(_, Some(command)) => pressed(state, command, cx),
        Msg::Resize(..) => {
            show(state, cx);
            vec![]
        }
        Msg::Answered(ticket, Answer::Signatures(checked)) if ticket == state.asked => {
            state.is_known = true;
            state.checked = checked;
            show(state, cx);
            // Nobody has looked yet: a file of before, or one that was taken in without a check.
            if state.checked.is_none() {
                check(state, cx)
            } else {
                vec![]
            }
        }
        Msg::Answered(ticket, Answer::Failed { code }) if ticket == state.asked => {
            state.message = Some(Message::error(sentence(&Refusal::Fault { code })));
            vec![]
        }
        Msg::Job(ticket, event) if state.checking == Some(ticket) => checked(state, event, cx),
        Msg::Job(ticket, event) => state.reporting.news(ticket, &event).unwrap_or_default(),
        Msg::Changed(ticket, result) if state.writing == Some(ticket) => {
            state.writing = None;
            state.message = Some(match result {
                Ok(_) => Message::done(text::WRITTEN),
                Err(refusal) if is_as_before(&refusal) => Message::advice(sentence(&refusal)),
                Err(refusal) => Message::error(sentence(&refusal)),
            });
            vec![]
        }
        Msg::Resumed if std::mem::take(&mut state.trusting) => check(state, cx),
        _ => vec![],
    }
}

fn pressed(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    match command {
        Command::Back => leave(state, None),
        Command::Refresh => check(state, cx),
        Command::Print => print(state, cx),
        Command::Sign => sign_again(state),
        Command::Digit(digit) => {
            let way = usize::from(digit).checked_sub(1).and_then(|at| Way::ALL.get(at));
            way.map_or_else(Vec::new, |way| take(state, *way, cx))
        }
        Command::Accept if is_open(state) => take(state, state.way, cx),
        Command::Left | Command::Right if is_open(state) => {
            turn(state, command, cx);
            vec![]
        }
        _ => {
            state.lines.scroll(command, view::room(cx.size));
            vec![]
        }
    }
}

/// F6: one more signature, in the place of this report.
fn sign_again(state: &State) -> Vec<Effect> {
    let wanted = may_sign(state).map(|it| Destination::Signing(vec![it.clone()]));
    wanted
        .map(|it| Effect::Replace(Box::new(it)))
        .into_iter()
        .collect()
}

/// What is not valid is not signed again.
fn may_sign(state: &State) -> Option<&ToSign> {
    let is_open = matches!(mark(state), SignatureMark::Valid | SignatureMark::Unknown);
    state.file.sign.as_ref().filter(|_| is_open)
}

/// Is it still to be decided whether the file is used?
fn is_open(state: &State) -> bool {
    state.file.of == SignedOf::Chosen
}

fn is_as_before(refusal: &Refusal) -> bool {
    *refusal == SignatureRefusal::AsBefore.into()
}

fn mark(state: &State) -> SignatureMark {
    known(state).unwrap_or(SignatureMark::None)
}

/// What is known of the file; `None` = nothing yet.
fn known(state: &State) -> Option<SignatureMark> {
    match (&state.checked, state.last) {
        (Some(checked), _) => Some(checked.report.mark()),
        (None, LastCheck::Failed) => Some(SignatureMark::Present),
        (None, LastCheck::Read) => Some(SignatureMark::None),
        (None, LastCheck::None) => None,
    }
}

/// The way to the right or left that is open.
fn turn(state: &mut State, command: Command, cx: &Context) {
    let open: Vec<Way> = ways(state, cx)
        .into_iter()
        .filter(|(_, why)| why.is_none())
        .map(|(way, _)| way)
        .collect();
    let at = open.iter().position(|way| *way == state.way).unwrap_or_default();
    let next = if command == Command::Right {
        at + 1
    } else {
        at.saturating_sub(1)
    };
    if let Some(way) = open.get(next) {
        state.way = *way;
    }
}

/// The ways of this file: with a signature that is not valid there is none to take it, and what is valid needs none. A CA
/// is worth adding where one is missing.
pub(super) fn ways_there(state: &State) -> Vec<Way> {
    let mark = mark(state);
    let report = report(state.checked.as_deref());
    let lacks_ca = report.is_some_and(SignatureReport::lacks_ca);
    let fits = |way: &Way| match way {
        Way::Refuse => is_open(state) && mark != SignatureMark::Valid,
        Way::Take => is_open(state) && matches!(mark, SignatureMark::Unknown | SignatureMark::Present),
        Way::Trust => mark == SignatureMark::Unknown && lacks_ca,
    };
    Way::ALL.into_iter().filter(fits).collect()
}

/// They, each with why it is closed.
fn ways(state: &State, cx: &Context) -> Vec<(Way, Option<String>)> {
    let may_trust = cx.actor().roles.has(Role::Administrator) && !cx.read_only;
    let closed = |way: Way| {
        let is_closed = way == Way::Trust && !may_trust;
        is_closed.then(|| sentence(&Refusal::NeedsRole(Role::Administrator)))
    };
    let there = ways_there(state).into_iter();
    there.map(|way| (way, closed(way))).collect()
}

fn take(state: &mut State, way: Way, cx: &mut Context) -> Vec<Effect> {
    let Some((_, why)) = ways(state, cx).into_iter().find(|(it, _)| *it == way) else {
        if way == Way::Take && is_open(state) && mark(state) == SignatureMark::Invalid {
            state.message = Some(Message::error(text::not_taken(state.checked.as_deref())));
        }
        return vec![];
    };
    if let Some(why) = why {
        state.message = Some(Message::warning(why));
        return vec![];
    }
    state.way = way;
    match way {
        Way::Refuse => leave(state, Some(false)),
        Way::Take => leave(state, Some(true)),
        Way::Trust => {
            state.trusting = true;
            vec![Effect::Open(Box::new(Destination::Trust))]
        }
    }
}

/// One step back; who chose the file hears what is known of it now.
fn leave(state: &State, taken: Option<bool>) -> Vec<Effect> {
    if !is_open(state) {
        return vec![Effect::Back];
    }
    vec![Effect::Answer(Reply::Judged {
        mark: known(state),
        taken,
    })]
}

/// Checks the file with what the office trusts now.
fn check(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.checking.is_some() || state.writing.is_some() {
        return vec![];
    }
    if cx.read_only {
        state.message = Some(Message::warning(sentence(&Refusal::ReadOnly)));
        return vec![];
    }
    let ticket = cx.ticket();
    state.checking = Some(ticket);
    state.message = Some(Message::advice(text::CHECKING));
    vec![Effect::Start(ticket, Job::CheckSignatures(state.file.sha256))]
}

fn checked(state: &mut State, event: JobEvent, cx: &mut Context) -> Vec<Effect> {
    let JobEvent::Ended(result) = event else {
        return vec![];
    };
    state.checking = None;
    let now = match result {
        Ok(JobDone::Checked(checked)) => checked,
        Ok(_) => return vec![],
        Err(fault) => {
            state.last = LastCheck::Failed;
            state.message = Some(Message::error(fault.sentence()));
            return vec![];
        }
    };
    let is_news = report(now.as_deref()) != report(state.checked.as_deref());
    state.checked = now;
    state.last = LastCheck::Read;
    state.way = Way::Refuse;
    show(state, cx);
    state.message = None;
    let Some(act) = record(state) else {
        if !is_news {
            let as_before = SignatureRefusal::AsBefore.into();
            state.message = Some(Message::advice(sentence(&as_before)));
        }
        return vec![];
    };
    write(state, act, cx)
}

fn report(checked: Option<&Checked>) -> Option<&SignatureReport> {
    checked.map(|checked| &checked.report)
}

/// What a new check found goes into the log, where the log names the file. Whether its record says so already is the
/// store's to tell: what was shown here may be another machine's check, or one of another dossier.
fn record(state: &State) -> Option<Act> {
    state.checked.as_ref()?;
    let file = state.file.sha256;
    match state.file.of {
        SignedOf::Chosen | SignedOf::Draft => None,
        SignedOf::Dossier(dossier) => Some(Act::Dossier {
            dossier,
            act: DossierAct::VerifyFile { file },
        }),
        SignedOf::Paper(paper) => Some(Act::VerifyPaper { paper }),
    }
}

fn write(state: &mut State, act: Act, cx: &mut Context) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.writing = Some(ticket);
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act,
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.checked.is_none() {
        return vec![];
    }
    let file = state.file.sha256;
    let name = state.file.name.clone();
    state.reporting.print(Job::PrintSignatures { file, name }, cx)
}

fn show(state: &mut State, cx: &Context) {
    let lines = state
        .checked
        .as_ref()
        .map(|checked| view::lines(checked, cx.size.0));
    state.lines.set(lines.unwrap_or_default());
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let not_yet = state.checked.is_none().then(|| text::NOTHING_TO_PRINT.to_owned());
    let mut offers = Vec::new();
    if !ways(state, cx).is_empty() {
        let digit = |way: &Way| match way {
            Way::Refuse => 1,
            Way::Take => 2,
            Way::Trust => 3,
        };
        let there = ways_there(state);
        let first = there.first().map_or(1, digit);
        let last = there.last().map_or(1, digit);
        offers.push(Offer::digits(first, last));
    }
    offers.push(Offer::arrows().named(text::SCROLL));
    if may_sign(state).is_some() {
        offers.push(Offer::new(Command::Sign).named(text::SIGN_AGAIN));
    }
    offers.push(Offer::new(Command::Refresh).named(text::CHECK_AGAIN));
    offers.push(Offer::new(Command::Print).named(text::PRINT).unless(not_yet));
    ScreenChrome {
        context: Line2::left(&state.file.name),
        message: state.message.clone().or_else(|| advice(state)),
        offers,
        ..ScreenChrome::new([text::PATH, text::TITLE])
    }
}

fn advice(state: &State) -> Option<Message> {
    let checked = state.checked.as_deref()?;
    match (mark(state), is_open(state)) {
        (SignatureMark::Unknown, true) => Some(Message::warning(text::decide(&checked.report))),
        (SignatureMark::Invalid, true) => Some(Message::error(text::not_taken(Some(checked)))),
        (SignatureMark::Invalid, false) => checked
            .report
            .worst()
            .map(|why| Message::error(text::invalid(&words::finding(why)))),
        _ => None,
    }
}
