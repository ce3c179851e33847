//! Phí, lệ phí of a dossier, or of the draft in hand: what is to be paid, what was, and what nobody has to pay.
//!
//! The lines are changed here and written whole with F2; on a draft into the draft, on a dossier as one act. A line that
//! was paid changes only with a reason.

use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::form::Step;
use crate::app::input::{Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reception;
use crate::app::reply::Reply;
use crate::domain::act::{Act, Done, DossierAct, FeesWanted, Request};
use crate::domain::dossier::Status;
use crate::domain::fee::{FeeLine, FeeRefusal, FeeState, Method, Stated, proposed, sums};
use crate::domain::ids::{DossierId, FeeId};
use crate::domain::moves::{self, Move};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, situation};
use crate::domain::text as words;
use crate::screens::text as shared;

mod form;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use form::Edit;

/// What the writer was asked for, or a dialog was opened for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Work {
    Nothing,
    /// Why a paid line changes.
    AskedWhy,
    /// What the citizen is told to wait for.
    AskedWait,
    Writing(Ticket, &'static str),
}

/// The lines, the pointed one, and the form for one of them.
#[derive(Debug)]
pub struct State {
    /// `None` = the draft in hand.
    dossier: Option<DossierId>,
    view: Option<Box<DossierView>>,
    /// What the catalogue states.
    stated: Vec<Stated>,
    was: Vec<FeeLine>,
    lines: Vec<FeeLine>,
    table: Table<FeeId>,
    edit: Option<Edit>,
    asked: Ticket,
    work: Work,
    /// Esc was pressed once with lines that are not written.
    leaving: bool,
    message: Option<Message>,
}

/// Opens it.
pub fn open(dossier: Option<DossierId>, cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        dossier,
        view: None,
        stated: Vec::new(),
        was: Vec::new(),
        lines: Vec::new(),
        table: Table::new(),
        edit: None,
        asked: Ticket::default(),
        work: Work::Nothing,
        leaving: false,
        message: None,
    };
    state.table.set_page(view::page(cx.size));
    let effects = ask(&mut state, cx);
    (state, effects)
}

fn ask(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let query = match (state.dossier, &cx.draft) {
        (Some(dossier), _) => Query::Dossier(dossier),
        (None, Some(draft)) => match &draft.procedure {
            Some(picked) => Query::Fees {
                code: picked.code.clone(),
                version: Some(picked.version.clone()),
            },
            None => return vec![],
        },
        (None, None) => return vec![],
    };
    state.asked = cx.ticket();
    vec![Effect::Ask(state.asked, query)]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) if state.edit.is_some() => in_form(state, (key, command)),
        Msg::Key(key, command) => in_list(state, (key, command), cx),
        Msg::Paste(pasted) => {
            if let Some(edit) = &mut state.edit {
                edit.paste(&pasted);
            }
            vec![]
        }
        Msg::Resize(columns, rows) => {
            state.table.set_page(view::page((columns, rows)));
            vec![]
        }
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked => {
            came(state, view);
            vec![]
        }
        Msg::Answered(ticket, Answer::Fees(stated)) if ticket == state.asked => {
            begin(state, stated, cx);
            vec![]
        }
        Msg::Answered(_, Answer::Failed { code }) => {
            let sentence = words::refusal(&Refusal::Fault { code });
            vec![Effect::Say(Message::error(sentence))]
        }
        Msg::Changed(ticket, result) => changed(state, (ticket, result), cx),
        Msg::Replied(reply) => replied(state, reply, cx),
        _ => vec![],
    }
}

fn came(state: &mut State, view: Option<Box<DossierView>>) {
    match view {
        Some(view) => {
            let lines = view.fees.clone();
            state.view = Some(view);
            show(state, lines);
        }
        None => state.message = Some(Message::error(words::refusal(&Refusal::NotFound))),
    }
}

/// A draft's lines: as they were left, else what the catalogue proposes for its channel.
fn begin(state: &mut State, stated: Vec<Stated>, cx: &mut Context) {
    let Some(draft) = &cx.draft else { return };
    let lines = match &draft.fees {
        Some(lines) => lines.clone(),
        None => {
            let proposed = proposed(&stated, draft.channel);
            proposed
                .iter()
                .map(|it| FeeLine::of(FeeId(cx.id()), it))
                .collect()
        }
    };
    state.stated = stated;
    show(state, lines);
}

fn show(state: &mut State, lines: Vec<FeeLine>) {
    state.was.clone_from(&lines);
    state.lines = lines;
    reset_rows(state);
}

fn reset_rows(state: &mut State) {
    state
        .table
        .set_rows(state.lines.iter().map(|line| line.id).collect());
}

fn in_list(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if matches!(state.work, Work::Writing(..)) {
        return vec![];
    }
    // Space is no tick here: it says what the counter says most often.
    if command != Some(Command::Tick) && state.table.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    let leaving = std::mem::take(&mut state.leaving);
    match command {
        Some(Command::Back) if leaving || state.lines == state.was => vec![Effect::Back],
        Some(Command::Back) => {
            state.leaving = true;
            state.message = Some(Message::warning(text::NOT_WRITTEN));
            vec![]
        }
        Some(Command::Commit) => commit(state, cx),
        Some(Command::Accept) => {
            state.edit = pointed(state).map(Edit::of);
            vec![]
        }
        Some(Command::More) => {
            state.edit = Some(Edit::of(&FeeLine::due(FeeId(cx.id()), "", 0)));
            vec![]
        }
        Some(Command::Tick) => pay(state),
        Some(Command::Remove) => remove(state),
        Some(Command::AskFee) => ask_wait(state, cx),
        Some(Command::Refresh) => ask(state, cx),
        _ => vec![],
    }
}

fn pointed(state: &State) -> Option<&FeeLine> {
    let id = state.table.pointed()?;
    state.lines.iter().find(|line| line.id == *id)
}

/// Space: paid in cash, and back while it is not written.
fn pay(state: &mut State) -> Vec<Effect> {
    let Some(id) = state.table.pointed().copied() else {
        return vec![];
    };
    let written = state
        .was
        .iter()
        .any(|old| old.id == id && old.state == FeeState::Paid);
    let Some(line) = state.lines.iter_mut().find(|line| line.id == id) else {
        return vec![];
    };
    match line.state {
        FeeState::Due => {
            line.state = FeeState::Paid;
            line.method = Some(Method::Cash);
            state.message = Some(Message::advice(text::TAKEN));
        }
        FeeState::Paid if !written => {
            line.state = FeeState::Due;
            line.method = None;
            state.message = None;
        }
        FeeState::Paid | FeeState::Exempt => state.message = Some(Message::advice(text::OPEN_IT)),
    }
    vec![]
}

fn remove(state: &mut State) -> Vec<Effect> {
    let id = state.table.pointed().copied();
    state.lines.retain(|line| Some(line.id) != id);
    reset_rows(state);
    state.message = Some(Message::advice(text::REMOVED));
    vec![]
}

fn in_form(state: &mut State, (key, command): (Key, Option<Command>)) -> Vec<Effect> {
    let Some(edit) = &mut state.edit else {
        return vec![];
    };
    if edit.key(key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    match command {
        Some(Command::Commit) => take(state),
        Some(Command::Back) => {
            state.edit = None;
            state.message = None;
        }
        _ => {
            let stops = edit.stops();
            if let Step::Left(_) = edit.form.key(key, &stops) {
                state.message = None;
            }
        }
    }
    vec![]
}

/// F2 in the form: the line joins the list, nothing is written yet.
fn take(state: &mut State) {
    let Some(edit) = &mut state.edit else { return };
    let stops = edit.stops();
    edit.form.refuse(&stops);
    match edit.line() {
        Ok(line) => {
            match state.lines.iter_mut().find(|other| other.id == line.id) {
                Some(other) => *other = line,
                None => state.lines.push(line),
            }
            state.edit = None;
            reset_rows(state);
            state.message = Some(Message::advice(text::WRITE_NOW));
        }
        Err(refusal) => state.message = Some(Message::error(words::refusal(&refusal))),
    }
}

/// F2: into the draft, or an act. A change of what was paid says why first.
fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(dossier) = state.dossier else {
        cx.draft_mut().fees = Some(state.lines.clone());
        let mut effects = reception::save(cx);
        effects.push(Effect::Back);
        return effects;
    };
    if let Some(refusal) = barred(state, Move::EditFees, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
        return vec![];
    }
    if state.lines == state.was && !settles(state) {
        state.message = Some(Message::advice(words::refusal(&Refusal::Fees(
            FeeRefusal::Unchanged,
        ))));
        return vec![];
    }
    if corrects(state) {
        state.work = Work::AskedWhy;
        return vec![Effect::Open(Box::new(Destination::AskText {
            title: text::CORRECT.to_owned(),
            label: text::WHY.to_owned(),
            value: String::new(),
        }))];
    }
    write(state, (dossier, None), cx)
}

fn corrects(state: &State) -> bool {
    let paid = state.was.iter().filter(|old| old.state == FeeState::Paid);
    paid.into_iter().any(|old| !state.lines.contains(old))
}

/// Was this what the dossier waited for?
fn settles(state: &State) -> bool {
    let waits = state
        .view
        .as_ref()
        .is_some_and(|view| view.row.status == Status::Fee);
    waits && !state.lines.iter().any(FeeLine::holds_up)
}

fn write(state: &mut State, (dossier, reason): (DossierId, Option<String>), cx: &mut Context) -> Vec<Effect> {
    let wanted = Box::new(FeesWanted {
        was: state.was.clone(),
        now: state.lines.clone(),
        reason,
    });
    if settles(state) {
        return send(state, (dossier, DossierAct::SettleFee(wanted), text::SETTLED), cx);
    }
    send(state, (dossier, DossierAct::EditFees(wanted), text::WRITTEN), cx)
}

fn send(
    state: &mut State,
    (dossier, act, said): (DossierId, DossierAct, &'static str),
    cx: &mut Context,
) -> Vec<Effect> {
    let ticket = cx.ticket();
    state.work = Work::Writing(ticket, said);
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier { dossier, act },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

fn ask_wait(state: &mut State, cx: &Context) -> Vec<Effect> {
    if state.lines != state.was {
        state.message = Some(Message::error(text::WRITE_FIRST));
        return vec![];
    }
    if let Some(refusal) = no_wait(state, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
        return vec![];
    }
    state.work = Work::AskedWait;
    vec![Effect::Open(Box::new(Destination::AskText {
        title: text::WAIT.to_owned(),
        label: text::WAIT_NOTE.to_owned(),
        value: String::new(),
    }))]
}

fn no_wait(state: &State, cx: &Context) -> Option<Refusal> {
    let owed = state.lines.iter().any(FeeLine::holds_up);
    barred(state, Move::AskFee, cx).or((!owed).then_some(Refusal::Fees(FeeRefusal::NothingDue)))
}

fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    let work = std::mem::replace(&mut state.work, Work::Nothing);
    let (Some(dossier), Reply::Text(typed)) = (state.dossier, reply) else {
        return vec![];
    };
    let typed = typed.trim().to_owned();
    match work {
        Work::AskedWhy if typed.is_empty() => {
            state.message = Some(Message::error(words::refusal(&Refusal::NeedsReason)));
            vec![]
        }
        Work::AskedWhy => write(state, (dossier, Some(typed)), cx),
        Work::AskedWait => {
            let act = DossierAct::AskFee { reason: typed };
            send(state, (dossier, act, text::WAITS), cx)
        }
        Work::Nothing | Work::Writing(..) => vec![],
    }
}

fn changed(
    state: &mut State,
    (ticket, result): (Ticket, Result<Done, Refusal>),
    cx: &mut Context,
) -> Vec<Effect> {
    let Work::Writing(waited, said) = state.work else {
        return vec![];
    };
    if waited != ticket {
        return vec![];
    }
    state.work = Work::Nothing;
    match result {
        Ok(_) => vec![Effect::Back, Effect::Say(Message::done(said))],
        Err(refusal) => {
            let reread = matches!(refusal, Refusal::Conflict(_));
            state.message = Some(Message::error(words::refusal(&refusal)));
            if reread { ask(state, cx) } else { vec![] }
        }
    }
}

fn barred(state: &State, mv: Move, cx: &Context) -> Option<Refusal> {
    if cx.read_only {
        return Some(Refusal::ReadOnly);
    }
    let view = state.view.as_deref()?;
    let seen = situation(view, cx.settings.number("apology_max"));
    moves::why_not(mv, &seen, cx.actor())
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    if state.edit.is_some() {
        return ScreenChrome {
            context: About::left(text::LINE),
            message: state.message.clone(),
            offers: vec![Offer::new(Command::Commit).named(text::TAKE)],
            ..ScreenChrome::new([text::TITLE, text::LINE])
        };
    }
    let why_not = |mv| barred(state, mv, cx).map(|refusal| words::refusal(&refusal));
    let no = state.dossier.and_then(|_| why_not(Move::EditFees));
    let mut offers = vec![Offer::new(Command::Commit).named(text::WRITE).unless(no.clone())];
    offers.push(Offer::new(Command::More).named(text::ADD).unless(no.clone()));
    if pointed(state).is_some() {
        let on_line = |command, word| Offer::new(command).named(word).unless(no.clone());
        offers.extend([
            on_line(Command::Accept, text::CHANGE),
            on_line(Command::Tick, text::PAID),
            on_line(Command::Remove, text::REMOVE),
        ]);
    }
    if state.dossier.is_some() {
        let no = no_wait(state, cx).map(|refusal| words::refusal(&refusal));
        offers.push(Offer::new(Command::AskFee).unless(no));
    }
    let context = match &state.view {
        Some(view) => shared::about(&view.row),
        None => About::left(text::words::sums(sums(&state.lines))),
    };
    ScreenChrome {
        context,
        message: state.message.clone().or_else(|| advice(state)),
        offers,
        ..ScreenChrome::new([text::TITLE])
    }
}

fn advice(state: &State) -> Option<Message> {
    let owed = sums(&state.lines).due;
    (owed > 0).then(|| Message::advice(text::owed(owed)))
}
