//! W05–W08, W37: Kiểm tra tài khoản công dân trên cổng DVCQG, step 1 of a reception.
//!
//! The officer answers; nothing is preselected, because an Enter must not invent a fact about a person.

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::{Line, LineKind, Reaction};
use crate::app::job::{Job, JobDone, JobEvent};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reception;
use crate::app::reply::Reply;
use crate::domain::dossier::{Account, AccountFinding, AccountSource};
use crate::domain::draft::{Draft, Step};
use crate::domain::identity::Checked;
use crate::domain::query::{Answer, Query};
use crate::domain::rows::{HolderRow, PersonCard};

mod number;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Where the officer is in this step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// W05, W08: the number.
    Number,
    /// W37: has he an account?
    Question,
    /// W07: he has none; four ways on.
    Missing,
    /// Way 1 of W07 on a machine without a browser: the page's address and its code, for the citizen's phone.
    Address,
    /// Way 3 of W07: why it goes on all the same.
    Reasons,
}

/// Which text dialog is open above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    NumberReason,
    AccountReason,
}

/// The number as typed, what is known of it, and the question.
#[derive(Debug)]
pub struct State {
    number: Line,
    phase: Phase,
    checked: Option<Checked>,
    /// The number that a second Enter insists on.
    insisted: Option<String>,
    message: Option<Message>,
    /// Pointed row of the list under the field.
    pointer: Option<usize>,
    way: usize,
    recent: Vec<HolderRow>,
    person: Option<PersonCard>,
    answered: Option<AccountFinding>,
    /// Where an account is made.
    portal: String,
    recent_ticket: Ticket,
    person_ticket: Ticket,
    page_ticket: Ticket,
    print_ticket: Ticket,
    asked: Asked,
}

/// Opens it for papers that were received before: Nhập bù, also when the machine stood still.
pub fn open_late(cx: &mut Context) -> (State, Vec<Effect>) {
    cx.draft_mut().entered_late = true;
    open(cx)
}

/// Opens it: a fresh reception unless the context holds a draft.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        number: Line::new(LineKind::Upper, 20),
        phase: Phase::Number,
        checked: None,
        insisted: None,
        message: None,
        pointer: None,
        way: 0,
        recent: Vec::new(),
        person: None,
        answered: None,
        portal: portal(cx),
        recent_ticket: cx.ticket(),
        person_ticket: Ticket::default(),
        page_ticket: Ticket::default(),
        print_ticket: Ticket::default(),
        asked: Asked::Nothing,
    };
    let mut effects = vec![Effect::Ask(state.recent_ticket, Query::RecentHolders)];
    reception::enter(Step::Account, cx);
    if let Some(draft) = cx
        .draft
        .as_ref()
        .filter(|draft| !draft.holder.holder_no.is_empty())
    {
        state.number.set(&draft.holder.holder_no);
        state.answered.clone_from(&draft.account);
        effects.extend(number::check(&mut state, cx));
    }
    (state, effects)
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) if state.phase == Phase::Number => {
            let reaction = state.number.paste(&pasted);
            number::edited(state, reaction);
            vec![]
        }
        Msg::Answered(ticket, Answer::RecentHolders(rows)) if ticket == state.recent_ticket => {
            state.recent = rows.into_iter().take(9).collect();
            vec![]
        }
        Msg::Answered(ticket, Answer::Person(card)) if ticket == state.person_ticket => {
            number::known(state, *card, cx)
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if ticket == state.page_ticket => {
            page_opened(state, matches!(result, Ok(JobDone::Plain)));
            vec![]
        }
        Msg::Job(ticket, JobEvent::Ended(result)) if ticket == state.print_ticket => {
            state.message = Some(match result {
                Ok(JobDone::Printed { went, .. }) => text::printed(went),
                Ok(_) => Message::done(text::PRINTED),
                Err(fault) => Message::error(fault.sentence()),
            });
            vec![]
        }
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Resumed => {
            reception::enter(Step::Account, cx);
            state.answered = cx.draft.as_ref().and_then(|draft| draft.account.clone());
            vec![]
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if command == Some(Command::SaveDraft) {
        return reception::save_and_say(cx);
    }
    match (state.phase, command) {
        (Phase::Number, Some(Command::Back)) => leave(cx),
        (Phase::Number, _) => number::pressed(state, (key, command), cx),
        (_, Some(Command::Back)) => {
            step_back(state);
            vec![]
        }
        (Phase::Question, Some(Command::Digit(digit @ 1..=3))) => answer(state, digit, cx),
        (Phase::Question, Some(Command::Accept)) if state.answered.is_some() => go_on(state),
        (Phase::Question, Some(Command::Choose)) if !state.near().is_empty() => {
            state.phase = Phase::Number;
            state.pointer = Some(0);
            vec![]
        }
        (Phase::Missing | Phase::Address, Some(Command::Digit(digit @ 1..=4))) => way(state, digit, cx),
        (Phase::Missing | Phase::Address, Some(Command::Print)) => print(state, cx),
        (Phase::Missing | Phase::Address, Some(Command::Accept)) => way(state, digit_of(state.way), cx),
        (Phase::Reasons, Some(Command::Digit(digit @ 1..=4))) => reason(state, digit, cx),
        (Phase::Reasons, Some(Command::Accept)) => reason(state, digit_of(state.way), cx),
        (Phase::Question, _) => vec![],
        (_, Some(Command::Up)) => point(state, state.way.saturating_sub(1)),
        (_, Some(Command::Down)) => point(state, (state.way + 1).min(3)),
        (Phase::Missing | Phase::Address | Phase::Reasons, _) => vec![],
    }
}

fn point(state: &mut State, way: usize) -> Vec<Effect> {
    state.way = way;
    vec![]
}

fn digit_of(way: usize) -> u8 {
    u8::try_from(way + 1).unwrap_or(1)
}

/// Leaving step 1 leaves a draft behind, and the next reception begins anew.
fn leave(cx: &mut Context) -> Vec<Effect> {
    let is_empty = |draft: &Draft| draft.holder.holder_no.is_empty() && draft.procedure.is_none();
    // Nhập bù has a draft before anything is typed.
    let mut effects = match &cx.draft {
        Some(draft) if is_empty(draft) => vec![],
        _ => reception::save(cx),
    };
    cx.draft = None;
    effects.push(Effect::Back);
    effects
}

fn step_back(state: &mut State) {
    state.message = None;
    state.way = 0;
    state.phase = match state.phase {
        Phase::Number | Phase::Question => Phase::Number,
        Phase::Missing => Phase::Question,
        Phase::Address | Phase::Reasons => Phase::Missing,
    };
}

/// W37's three answers.
fn answer(state: &mut State, digit: u8, cx: &mut Context) -> Vec<Effect> {
    match digit {
        1 => found(state, (Account::Exists, None), cx),
        2 => {
            state.phase = Phase::Missing;
            state.way = 0;
            state.message = None;
            vec![]
        }
        _ => found(state, (Account::Unknown, None), cx),
    }
}

/// The browser has the page, or the citizen's phone must.
fn page_opened(state: &mut State, opened: bool) {
    let is_here = matches!(state.phase, Phase::Missing | Phase::Address);
    if opened {
        state.message = Some(Message::advice(text::PAGE_OPENED));
    } else if is_here {
        state.phase = Phase::Address;
        state.way = 1;
        state.message = Some(Message::warning(text::NO_BROWSER));
    }
}

/// W07's four ways on.
fn way(state: &mut State, digit: u8, cx: &mut Context) -> Vec<Effect> {
    state.message = None;
    match digit {
        1 => {
            state.page_ticket = cx.ticket();
            state.portal = portal(cx);
            let url = state.portal.clone();
            vec![Effect::Start(state.page_ticket, Job::OpenPage { url })]
        }
        2 => {
            state.phase = Phase::Question;
            vec![]
        }
        3 => {
            state.phase = Phase::Reasons;
            state.way = 0;
            vec![]
        }
        _ => found(state, (Account::Unknown, None), cx),
    }
}

/// F7: the steps on a sheet of paper, for who makes the account at home.
fn print(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    state.print_ticket = cx.ticket();
    state.message = Some(Message::advice(text::PRINTING));
    let url = portal(cx);
    vec![Effect::Start(state.print_ticket, Job::PrintGuidance { url })]
}

fn portal(cx: &Context) -> String {
    let url = cx.settings.text("portal_register_url");
    if url.is_empty() { text::PORTAL } else { url }.to_owned()
}

fn reason(state: &mut State, digit: u8, cx: &mut Context) -> Vec<Effect> {
    let at = usize::from(digit) - 1;
    if at + 1 == text::REASONS.len() {
        state.asked = Asked::AccountReason;
        return vec![Effect::Open(Box::new(Destination::AskText {
            title: text::WHY.to_owned(),
            label: text::OTHER_REASON.to_owned(),
            value: String::new(),
        }))];
    }
    let reason = text::REASONS.get(at).map(|it| (*it).to_owned());
    found(state, (Account::Missing, reason), cx)
}

/// Writes the finding into the draft and goes on to the procedure.
fn found(state: &mut State, (account, reason): (Account, Option<String>), cx: &mut Context) -> Vec<Effect> {
    let finding = AccountFinding {
        account,
        account_at: Some(cx.now),
        account_source: AccountSource::Officer,
        account_reason: reason,
    };
    state.answered = Some(finding.clone());
    state.phase = Phase::Question;
    cx.draft_mut().account = Some(finding);
    let mut effects = reception::save(cx);
    effects.extend(go_on(state));
    effects
}

fn go_on(state: &mut State) -> Vec<Effect> {
    state.message = None;
    vec![Effect::Open(Box::new(Destination::Procedure))]
}

fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    let asked = std::mem::replace(&mut state.asked, Asked::Nothing);
    let Reply::Text(words) = reply else { return vec![] };
    if words.trim().is_empty() {
        return vec![];
    }
    match asked {
        Asked::Nothing => vec![],
        Asked::AccountReason => found(state, (Account::Missing, Some(words)), cx),
        Asked::NumberReason => {
            cx.draft_mut().number_reason = Some(words);
            // It asked for the reason, which is given.
            state.message = None;
            number::accept(state, cx)
        }
    }
}

impl State {
    fn near(&self) -> &[HolderRow] {
        self.person.as_ref().map_or(&[], |card| &card.near)
    }

    /// The numbered list under the field: recent holders while it is empty (or one digit points), near numbers else.
    fn list(&self) -> &[HolderRow] {
        if self.number.is_empty() || self.number.lone_digit().is_some() {
            &self.recent
        } else {
            self.near()
        }
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let mut chrome = reception::chrome(Step::Account, cx);
    let default = match state.phase {
        Phase::Number => None,
        Phase::Question => Some(Message::advice(text::ANSWER)),
        Phase::Missing | Phase::Address => Some(Message::advice(text::NOT_A_STOP)),
        Phase::Reasons => Some(Message::advice(text::CHOOSE_REASON)),
    };
    chrome.message = state.message.clone().or(default);
    chrome.offers = match state.phase {
        Phase::Number => number_offers(state),
        Phase::Question => {
            let mut offers = vec![Offer::digits(1, 3).named(text::TAKE)];
            if state.answered.is_some() {
                offers.push(Offer::new(Command::Accept).named(text::GO_ON));
            }
            if !state.near().is_empty() {
                offers.insert(0, Offer::new(Command::Choose).named(text::TO_NEAR));
            }
            offers
        }
        Phase::Missing | Phase::Address => vec![
            Offer::digits(1, 4).named(text::TAKE),
            Offer::new(Command::Accept).named(if state.way == 0 {
                text::OPEN_PAGE
            } else {
                text::TAKE
            }),
            Offer::new(Command::Print).named(text::PRINT),
        ],
        Phase::Reasons => vec![
            Offer::digits(1, 4).named(text::TAKE),
            Offer::new(Command::Accept).named(text::TAKE),
        ],
    };
    chrome
}

fn number_offers(state: &State) -> Vec<Offer> {
    let mut offers = vec![Offer::new(Command::Accept).named(text::CHECK)];
    if !state.list().is_empty() {
        let word = if state.near().is_empty() {
            text::TO_RECENT
        } else {
            text::TO_NEAR
        };
        offers.push(Offer::new(Command::Choose).named(word));
    }
    offers
}

fn refused_character(reaction: Reaction) -> Option<Message> {
    (reaction == Reaction::Refused).then(|| Message::error(text::CHARACTER))
}
