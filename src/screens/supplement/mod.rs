//! W24: one complete request for everything that is missing, from a draft or from an accepted dossier.

use crate::app::approving::Approving;
use crate::app::chrome::{Context as About, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::{Destination, SlipWanted};
use crate::app::effect::Effect;
use crate::app::input::early::Early;
use crate::app::input::form::{Form, Stop, StopState};
use crate::app::input::{Line, Reaction, Table};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reply::Reply;
use crate::domain::act::{Act, Approval, Done, DossierAct, Outcome, Request};
use crate::domain::dossier::Holder;
use crate::domain::draft::Draft;
use crate::domain::ids::DossierId;
use crate::domain::moves::{self, Move};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, situation};
use crate::domain::slip::{SlipKind, Unmade, What};
use crate::domain::text as words;
use crate::screens::text as shared;

mod items;
mod kept;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use items::Item;

/// Id of the line that adds an own item.
const ADD: usize = usize::MAX;

/// The stops of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    /// The list with ticks.
    Items,
    /// Lý do.
    Reason,
}

/// Which dialog is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    /// An own item.
    Own,
    /// A sample reason.
    Reason,
    /// "Còn nội dung nào nữa không?"
    Sure,
}

/// The request.
#[derive(Debug)]
pub struct State {
    /// `None` = the draft in hand.
    dossier: Option<DossierId>,
    view: Option<Box<DossierView>>,
    asked: Ticket,
    items: Vec<Item>,
    table: Table<usize>,
    reason: Line,
    form: Form<Field>,
    asking: Option<Asking>,
    busy: Option<Ticket>,
    approving: Approving,
    /// Keys that came before the dossier was read.
    early: Early,
    message: Option<Message>,
    contact: String,
    /// The draft's holder and procedure.
    draft: Option<(Holder, String)>,
}

/// Opens it.
pub fn open(dossier: Option<DossierId>, cx: &mut Context) -> (State, Vec<Effect>) {
    let officer = cx.officer.as_ref().map(|it| it.name.clone()).unwrap_or_default();
    let mut state = State {
        dossier,
        view: None,
        asked: cx.ticket(),
        items: Vec::new(),
        table: Table::with_ticks(),
        reason: Line::plain(200).with(text::REASONS[0]),
        form: Form::at(Field::Items),
        asking: None,
        busy: None,
        approving: Approving::default(),
        early: Early::default(),
        message: Some(Message::advice(text::AFTERWARDS)),
        contact: text::contact(&officer, cx.settings.text("contact_phone")),
        draft: None,
    };
    state.table.set_page(view::ITEMS_SHOWN.into());
    let effects = match (dossier, &cx.draft) {
        (Some(id), _) => vec![Effect::Ask(state.asked, Query::Dossier(id))],
        (None, Some(draft)) => {
            state.draft = Some(about(draft));
            kept::fill(&mut state, items::of_draft(draft));
            vec![]
        }
        (None, None) => vec![],
    };
    (state, effects)
}

fn about(draft: &Draft) -> (Holder, String) {
    let procedure = draft.procedure.as_ref().map(|it| it.name.clone());
    (draft.holder.clone(), procedure.unwrap_or_default())
}

fn set_rows(state: &mut State) {
    state
        .table
        .set_rows((0..state.items.len()).chain([ADD]).collect());
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    let effects = hear(state, msg, cx);
    let is_mended = state.message == Some(Message::error(text::NOTHING_TICKED)) && !ticked(state).is_empty();
    if is_mended {
        state.message = None;
    }
    effects
}

fn hear(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) if is_early(state, command) => {
            state.early.keep((key, command));
            vec![]
        }
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) if state.form.focus() == Field::Reason => {
            state.reason.paste(&pasted);
            vec![]
        }
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked => {
            came(state, view, cx);
            state.early.take().make_up((state, cx), pressed)
        }
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Reopened => kept::reopened(state, cx),
        Msg::Changed(ticket, result) if state.busy == Some(ticket) => {
            state.busy = None;
            match result {
                Ok(done) => made(state, &done, cx),
                Err(refusal) => refused(state, &refusal, cx),
            }
        }
        Msg::Answered(_, Answer::Failed { code }) => {
            let sentence = words::refusal(&Refusal::Fault { code });
            vec![Effect::Say(Message::error(sentence))]
        }
        _ => vec![],
    }
}

/// The dossier is still being read: an officer types ahead, and no key is lost for that.
fn is_early(state: &State, command: Option<Command>) -> bool {
    state.dossier.is_some()
        && state.items.is_empty()
        && state.view.is_none()
        && command != Some(Command::Back)
}

fn came(state: &mut State, view: Option<Box<DossierView>>, cx: &Context) {
    state.view = view;
    let items = state.view.as_deref().map(items::of_dossier).unwrap_or_default();
    kept::fill(state, items);
    if let Some(refusal) = barred(state, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
    } else if needs_leader(state, cx) {
        state.message = Some(Message::warning(text::SECOND));
    }
}

fn barred(state: &State, cx: &Context) -> Option<Refusal> {
    if cx.read_only {
        return Some(Refusal::ReadOnly);
    }
    state.dossier?;
    let Some(view) = state.view.as_deref() else {
        return Some(Refusal::NotFound);
    };
    let seen = situation(view, cx.settings.number("apology_max"));
    moves::why_not(Move::AskSupplement, &seen, cx.actor())
}

fn needs_leader(state: &State, cx: &Context) -> bool {
    let view = state.view.as_deref();
    let seen = view.map(|view| situation(view, cx.settings.number("apology_max")));
    seen.is_some_and(|seen| moves::needs_leader(Move::AskSupplement, &seen))
}

fn stops(state: &State) -> [Stop<Field>; 2] {
    let needed = |is_empty| {
        if is_empty {
            StopState::EmptyRequired
        } else {
            StopState::Ok
        }
    };
    [
        Stop {
            field: Field::Items,
            state: needed(ticked(state).is_empty()),
        },
        Stop {
            field: Field::Reason,
            state: needed(state.reason.is_empty()),
        },
    ]
}

/// The wording of what is asked, in the order of the list.
fn ticked(state: &State) -> Vec<String> {
    let all = state.items.iter().enumerate();
    let chosen = all.filter(|(at, _)| state.table.tick_number(at).is_some());
    chosen.map(|(_, item)| item.wording.clone()).collect()
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) => return vec![Effect::Back],
        Some(Command::Commit) => return commit(state, cx),
        Some(Command::Print) => return preview(state, cx),
        Some(Command::Choose) => {
            state.asking = Some(Asking::Reason);
            return vec![Effect::Open(Box::new(Destination::PickRow {
                title: text::SAMPLES.to_owned(),
                rows: text::REASONS.map(str::to_owned).to_vec(),
            }))];
        }
        Some(Command::TickAll) if state.form.focus() == Field::Items => {
            for at in 0..state.items.len() {
                state.table.tick(&at, true);
            }
            return vec![];
        }
        _ => {}
    }
    let reaction = match state.form.focus() {
        Field::Items => return on_items(state, (key, command)),
        Field::Reason => state.reason.key(key),
    };
    if reaction == Reaction::Pass {
        state.form.key(key, &stops(state));
    }
    vec![]
}

/// Space and digits tick; on the last line Space and Enter ask for an own item.
fn on_items(state: &mut State, (key, command): (Key, Option<Command>)) -> Vec<Effect> {
    let on_add = state.table.pointed() == Some(&ADD);
    match command {
        Some(Command::Tick | Command::Accept) if on_add => {
            state.asking = Some(Asking::Own);
            return vec![Effect::Open(Box::new(Destination::AskText {
                title: text::OWN_TITLE.to_owned(),
                label: text::OWN_LABEL.to_owned(),
                value: String::new(),
            }))];
        }
        Some(Command::Digit(digit @ 1..=9)) => {
            let at = usize::from(digit) - 1;
            if at < state.items.len() {
                let on = state.table.tick_number(&at).is_none();
                state.table.tick(&at, on);
                state.table.point(at);
            }
            return vec![];
        }
        _ => {}
    }
    if state.table.key(key) == Reaction::Pass {
        state.form.key(key, &stops(state));
    }
    vec![]
}

fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    match (state.asking.take(), reply) {
        (Some(Asking::Own), Reply::Text(own)) if !own.trim().is_empty() => {
            state.items.push(Item::own(own.trim()));
            set_rows(state);
            let at = state.items.len() - 1;
            state.table.tick(&at, true);
            vec![]
        }
        (Some(Asking::Reason), Reply::Picked(at)) => {
            if let Some(sample) = text::REASONS.get(at) {
                state.reason.set(sample);
            }
            vec![]
        }
        (Some(Asking::Sure), Reply::Picked(0)) => sure(state, cx),
        (None, Reply::Approved(approval)) => {
            state.approving.given(&approval);
            send(state, Some(approval), cx)
        }
        _ => vec![],
    }
}

/// F2: all that lacks is asked at once, so first whether that is all.
fn commit(state: &mut State, cx: &Context) -> Vec<Effect> {
    if state.busy.is_some() || (state.dossier.is_some() && state.view.is_none()) {
        return vec![];
    }
    if let Some(refusal) = barred(state, cx) {
        state.message = Some(Message::error(words::refusal(&refusal)));
        return vec![];
    }
    if state.form.refuse(&stops(state)).is_some() {
        let sentence = match state.form.focus() {
            Field::Items => text::NOTHING_TICKED.to_owned(),
            Field::Reason => words::refusal(&Refusal::NeedsReason),
        };
        state.message = Some(Message::error(sentence));
        return vec![];
    }
    state.asking = Some(Asking::Sure);
    vec![Effect::Open(Box::new(Destination::AskChoice {
        title: text::PATH[1].to_owned(),
        lines: vec![text::ONCE.to_owned()],
        choices: text::CONFIRM.map(str::to_owned).to_vec(),
        // It is asked only once: an Enter that came too far asks nothing.
        pointed: 1,
    }))]
}

fn sure(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if needs_leader(state, cx) {
        return state.approving.ask(text::SECOND.to_owned(), cx);
    }
    send(state, None, cx)
}

fn send(state: &mut State, approval: Option<Approval>, cx: &mut Context) -> Vec<Effect> {
    let drafted = cx.draft.as_ref().filter(|_| state.dossier.is_none());
    let Some(dossier) = state.dossier.or(drafted.map(|draft| draft.id)) else {
        return vec![];
    };
    let act = DossierAct::AskSupplement {
        draft: drafted.cloned().map(Box::new),
        items: ticked(state),
        reason: state.reason.text().trim().to_owned(),
    };
    let ticket = cx.ticket();
    state.busy = Some(ticket);
    let request = Request {
        actor: cx.actor().id,
        approval,
        act: Act::Dossier { dossier, act },
    };
    vec![Effect::Change(ticket, Box::new(request))]
}

/// F7: the slip as it would be.
fn preview(state: &State, cx: &Context) -> Vec<Effect> {
    let unmade = Unmade {
        dossier: state.dossier,
        draft: cx.draft.clone().filter(|_| state.dossier.is_none()),
        kind: SlipKind::Supplement,
        what: What::Asked {
            number: String::new(),
            items: ticked(state),
            reason: state.reason.text().trim().to_owned(),
        },
    };
    let wanted = SlipWanted::Unmade(Box::new(unmade));
    vec![Effect::Open(Box::new(Destination::Slip(wanted)))]
}

fn refused(state: &mut State, refusal: &Refusal, cx: &Context) -> Vec<Effect> {
    if let Some(again) = state.approving.again(refusal, cx) {
        return again;
    }
    match refusal {
        Refusal::Missing("items") => state.form.go(Field::Items),
        Refusal::NeedsReason | Refusal::Missing("reason") => state.form.go(Field::Reason),
        _ => {}
    }
    state.message = Some(Message::error(words::refusal(refusal)));
    vec![]
}

/// The slip is made and shown; a draft is a dossier now, and that is shown below it.
fn made(state: &State, done: &Done, cx: &Context) -> Vec<Effect> {
    let number = match &done.outcome {
        Outcome::Numbered { number } => Some(number.as_str()),
        _ => None,
    };
    let said = Effect::Say(Message::done(text::done(ticked(state).len(), number)));
    let drafted = cx.draft.as_ref().map(|draft| draft.id);
    let slip = |dossier| {
        let kind = SlipKind::Supplement;
        Box::new(Destination::Slip(SlipWanted::Newest { dossier, kind }))
    };
    match (state.dossier, drafted) {
        (None, Some(dossier)) => vec![
            Effect::Restart(Box::new(Destination::Dossier(dossier))),
            Effect::Open(slip(dossier)),
            said,
        ],
        (Some(dossier), _) => vec![Effect::Replace(slip(dossier)), said],
        (None, None) => vec![Effect::Back, said],
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let _ = cx;
    let context = match (&state.view, &state.draft) {
        (Some(view), _) => shared::about(&view.row),
        (None, Some((holder, procedure))) => About::left(text::about_draft(holder.display_name(), procedure)),
        (None, None) => About::left(text::LOADING),
    };
    ScreenChrome {
        context,
        message: state.message.clone(),
        offers: vec![
            Offer::new(Command::Commit).named(text::MAKE),
            Offer::new(Command::Choose).named(text::SAMPLES),
            Offer::new(Command::Print).named(shared::PREVIEW),
            Offer::new(Command::Tick).named(text::TICK),
            Offer::new(Command::TickAll),
        ],
        ..ScreenChrome::new(text::PATH)
    }
}
