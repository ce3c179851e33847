//! Tính chất, cách giữ: what a paper is like, what must be done before it is scanned, and what becomes of it.
//!
//! On a draft F2 writes the draft; on a dossier an act of the log. Không số hóa is written as a wish first, so that
//! nothing is lost when no leader is near; a leader's PIN makes it a decision.

use std::collections::BTreeSet;

use crate::app::approving::Approving;
use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::input::form::{Form, Stop, StopState};
use crate::app::input::{Choice, DateField, Line, Reaction};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::printing::Printing;
use crate::domain::dossier::Channel;
use crate::domain::ids::{ComponentId, DossierId};
use crate::domain::moves::{self, Move};
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierView, situation};
use crate::domain::special::{self, Ban, Care, Custody, ExemptReason, Exemption, Trait};
use crate::domain::text as words;

mod known;
mod text;
pub mod view;
mod write;

#[cfg(test)]
mod tests;

use known::Known;
use write::Work;

/// The stops of the form; some stand there only when they mean something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    /// One of the letter's kinds.
    Trait(Trait),
    /// What another body found, verified or thinks.
    OtherBody,
    /// The sector's law that allows a copy all the same.
    Basis,
    /// Số hóa, chờ thiết bị, không số hóa.
    Plan,
    /// When to look at it again.
    Remind,
    /// From the list of reasons.
    Why,
    /// The reason in words.
    Words,
    /// Where the original is.
    Custody,
}

/// What becomes of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plan {
    Digitise,
    Wait,
    Exempt,
}

/// The form.
#[derive(Debug)]
pub struct State {
    /// `None` = the draft in hand.
    dossier: Option<DossierId>,
    component: ComponentId,
    view: Option<Box<DossierView>>,
    known: Known,
    traits: BTreeSet<Trait>,
    of_other_body: bool,
    basis: Line,
    plan: Choice,
    remind: DateField,
    why: Choice,
    words: Line,
    custody: Choice,
    form: Form<Field>,
    asked: Ticket,
    work: Work,
    approving: Approving,
    printing: Printing,
    message: Option<Message>,
}

/// Opens it.
pub fn open(
    (dossier, component): (Option<DossierId>, ComponentId),
    cx: &mut Context,
) -> (State, Vec<Effect>) {
    let mut state = State {
        dossier,
        component,
        view: None,
        known: Known::default(),
        traits: BTreeSet::new(),
        of_other_body: false,
        basis: Line::plain(200),
        plan: Choice::default(),
        remind: DateField::new(crate::app::input::date::DateKind::Day),
        why: Choice::default(),
        words: Line::plain(200),
        custody: Choice::default(),
        form: Form::at(Field::Trait(Trait::Large)),
        asked: cx.ticket(),
        work: Work::Nothing,
        approving: Approving::default(),
        printing: Printing::default(),
        message: None,
    };
    let effects = match dossier {
        None => {
            let known = known::of_draft(component, cx);
            known::show(&mut state, known);
            vec![]
        }
        Some(dossier) => vec![Effect::Ask(state.asked, Query::Dossier(dossier))],
    };
    (state, effects)
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => {
            let focus = state.form.focus();
            line(state, focus).map(|line| line.paste(&pasted));
            vec![]
        }
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.asked => {
            came(state, view);
            vec![]
        }
        Msg::Answered(_, Answer::Failed { code }) => {
            let sentence = words::refusal(&Refusal::Fault { code });
            vec![Effect::Say(Message::error(sentence))]
        }
        Msg::Changed(ticket, result) => write::changed(state, (ticket, result), cx),
        Msg::Replied(reply) => write::replied(state, reply, cx),
        Msg::Job(ticket, event) => state.printing.news(ticket, &event, cx).unwrap_or_default(),
        _ => vec![],
    }
}

fn came(state: &mut State, view: Option<Box<DossierView>>) {
    let known = view
        .as_deref()
        .and_then(|view| known::of_dossier(view, state.component));
    state.view = view;
    match known {
        Some(known) => known::show(state, known),
        None => state.message = Some(Message::error(words::refusal(&Refusal::NotFound))),
    }
}

fn line(state: &mut State, field: Field) -> Option<&mut Line> {
    match field {
        Field::Basis => Some(&mut state.basis),
        Field::Words if !state.is_decided() => Some(&mut state.words),
        Field::Trait(_)
        | Field::OtherBody
        | Field::Plan
        | Field::Remind
        | Field::Why
        | Field::Words
        | Field::Custody => None,
    }
}

impl State {
    fn plan(&self) -> Plan {
        match self.plan.chosen() {
            Some(1) => Plan::Wait,
            Some(2) => Plan::Exempt,
            _ => Plan::Digitise,
        }
    }

    /// A leader has decided, and the officer leaves it so.
    fn is_decided(&self) -> bool {
        self.known.decided.is_some() && self.plan() == Plan::Exempt
    }

    fn ban(&self) -> Option<Ban> {
        special::ban(self.known.channel, self.of_other_body)
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields: Vec<Field> = Trait::ALL.iter().copied().map(Field::Trait).collect();
        fields.push(Field::OtherBody);
        if self.ban().is_some() {
            fields.push(Field::Basis);
        }
        fields.push(Field::Plan);
        match self.plan() {
            Plan::Digitise => {}
            Plan::Wait => fields.push(Field::Remind),
            Plan::Exempt => fields.extend([Field::Why, Field::Words]),
        }
        fields.push(Field::Custody);
        fields
    }

    fn stops(&self) -> Vec<Stop<Field>> {
        let stop = |field| {
            let empty = match field {
                Field::Remind => self.remind.is_empty(),
                Field::Why => self.why.chosen().is_none(),
                Field::Words => self.words.text().trim().is_empty(),
                Field::Trait(_) | Field::OtherBody | Field::Basis | Field::Plan | Field::Custody => false,
            };
            let state = if empty {
                StopState::EmptyRequired
            } else {
                StopState::Ok
            };
            Stop { field, state }
        };
        self.fields().into_iter().map(stop).collect()
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    match command {
        Some(Command::Back) => return vec![Effect::Back],
        Some(Command::Commit) => return write::commit(state, cx),
        Some(Command::Choose) => return write::choose(state),
        Some(Command::Print) => return print(state, cx),
        _ if !state.known.is_read => return vec![],
        _ => {}
    }
    if typed(state, key) != Reaction::Pass {
        state.message = None;
        return vec![];
    }
    if state.form.focus() == Field::Remind {
        write::settle(state, cx);
    }
    state.form.key(key, &state.stops());
    vec![]
}

fn typed(state: &mut State, key: Key) -> Reaction {
    let focus = state.form.focus();
    match focus {
        Field::Trait(kind) if key.typed() == Some(' ') => {
            if !state.traits.remove(&kind) {
                state.traits.insert(kind);
            }
            Reaction::Changed
        }
        Field::OtherBody if key.typed() == Some(' ') => {
            state.of_other_body = !state.of_other_body;
            Reaction::Changed
        }
        Field::Trait(_) | Field::OtherBody => Reaction::Pass,
        Field::Plan => state.plan.key(key),
        Field::Remind => state.remind.key(key),
        Field::Why if state.is_decided() => Reaction::Pass,
        Field::Why => state.why.key(key),
        Field::Custody => state.custody.key(key),
        Field::Basis | Field::Words => line(state, focus).map_or(Reaction::Pass, |line| line.key(key)),
    }
}

/// F7: the record of what was decided.
fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    match state.dossier.filter(|_| state.known.decided.is_some()) {
        Some(dossier) => state.printing.start_record(dossier, cx),
        None => vec![],
    }
}

/// Why nothing can be written.
fn barred(state: &State, cx: &Context) -> Option<String> {
    if cx.read_only {
        return Some(words::refusal(&Refusal::ReadOnly));
    }
    let view = state.view.as_deref()?;
    let seen = situation(view, cx.settings.number("apology_max"));
    moves::why_not(Move::Components, &seen, cx.actor()).map(|refusal| words::refusal(&refusal))
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let mut chrome = match (&state.view, state.dossier) {
        (Some(view), _) => ScreenChrome {
            context: crate::screens::text::about(&view.row),
            ..ScreenChrome::new(text::PATH)
        },
        (None, Some(_)) => ScreenChrome::new(text::PATH),
        (None, None) => ScreenChrome {
            rule_note: None,
            ..crate::app::reception::chrome(crate::domain::draft::Step::Components, cx)
        },
    };
    chrome.rule_note = Some(text::about(&state.known.name));
    let standing = || match state.ban() {
        Some(ban) => Some(Message::warning(special::text::banned(ban))),
        None => state
            .known
            .policy
            .map(|why| Message::advice(text::by_policy(why))),
    };
    chrome.message = state.message.clone().or_else(standing);
    chrome.offers = vec![
        Offer::new(Command::Commit)
            .named(text::WRITE)
            .unless(barred(state, cx)),
    ];
    if state.form.focus() == Field::Why && !state.is_decided() {
        chrome
            .offers
            .push(Offer::new(Command::Choose).named(text::REASONS));
    }
    let undecided = (state.known.decided.is_none()).then(|| text::NOT_DECIDED.to_owned());
    chrome
        .offers
        .push(Offer::new(Command::Print).named(text::RECORD).unless(undecided));
    chrome.offers.push(Offer::new(Command::Tick));
    chrome
}
