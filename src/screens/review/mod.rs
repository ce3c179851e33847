//! W16, W14: the officer's last look before Tiếp nhận, step 5 of a reception. Only F2 commits, and only once.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::app::chrome::{Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::msg::{Msg, Ticket};
use crate::app::reception;
use crate::app::reply::Reply;
use crate::domain::act::{Act, Done, DossierAct, Request};
use crate::domain::draft::{Backfill, Draft, DraftComponent, Step};
use crate::domain::fee::Stated;
use crate::domain::ids::DossierId;
use crate::domain::moves::Move;
use crate::domain::query::{Answer, Query};
use crate::domain::refusal::Refusal;
use crate::domain::rows::{DossierRow, DuePreview};
use crate::domain::say;
use crate::domain::text as words;
use crate::domain::time::Moment;

mod text;
pub mod view;

#[cfg(test)]
mod tests;

/// Which dialog is open above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Note,
    BackAt,
    BackWhy(Moment),
}

/// The draft as it will be accepted, its promise, and other open dossiers of the same kind.
#[derive(Debug)]
pub struct State {
    draft: Option<Draft>,
    due: Option<DuePreview>,
    /// What the catalogue states to be paid; `None` until the store has looked.
    stated: Option<Vec<Stated>>,
    /// `None` until the store has looked.
    duplicates: Option<Vec<DossierRow>>,
    way: usize,
    asked: Asked,
    busy: bool,
    message: Option<Message>,
    due_ticket: Ticket,
    duplicates_ticket: Ticket,
    fees_ticket: Ticket,
    accept_ticket: Ticket,
}

/// Opens it.
pub fn open(cx: &mut Context) -> (State, Vec<Effect>) {
    let mut state = State {
        draft: None,
        due: None,
        stated: None,
        duplicates: None,
        way: 0,
        asked: Asked::Nothing,
        busy: false,
        message: None,
        due_ticket: Ticket::default(),
        duplicates_ticket: Ticket::default(),
        fees_ticket: Ticket::default(),
        accept_ticket: Ticket::default(),
    };
    let effects = look(&mut state, cx);
    (state, effects)
}

/// Reads the draft in hand and asks for its promise and its twins.
fn look(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    reception::enter(Step::Review, cx);
    state.draft.clone_from(&cx.draft);
    let Some(draft) = &state.draft else {
        state.message = Some(Message::error(text::NO_DRAFT));
        return vec![];
    };
    let Some(picked) = &draft.procedure else {
        return vec![];
    };
    state.due_ticket = cx.ticket();
    state.duplicates_ticket = cx.ticket();
    state.fees_ticket = cx.ticket();
    let due = Query::Due {
        code: picked.code.clone(),
        version: Some(picked.version.clone()),
        channel: draft.channel,
        received_at: draft.backfill.as_ref().map(|back| back.received_at),
    };
    let twins = Query::Duplicates {
        holder_no: draft.holder.holder_no.clone(),
        procedure: picked.code.clone(),
    };
    let fees = Query::Fees {
        code: picked.code.clone(),
        version: Some(picked.version.clone()),
    };
    vec![
        Effect::Ask(state.due_ticket, due),
        Effect::Ask(state.duplicates_ticket, twins),
        Effect::Ask(state.fees_ticket, fees),
    ]
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(_, Some(command)) => pressed(state, command, cx),
        Msg::Answered(ticket, Answer::Due(due)) if ticket == state.due_ticket => {
            state.due = due;
            vec![]
        }
        Msg::Answered(ticket, Answer::Duplicates(rows)) if ticket == state.duplicates_ticket => {
            let own = state.draft.as_ref().map(|draft| draft.id);
            state.duplicates = Some(rows.into_iter().filter(|row| Some(row.id) != own).collect());
            vec![]
        }
        Msg::Answered(ticket, Answer::Fees(stated)) if ticket == state.fees_ticket => {
            state.stated = Some(stated);
            vec![]
        }
        Msg::Changed(ticket, result) if ticket == state.accept_ticket => accepted(state, result),
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Resumed => {
            state.message = None;
            look(state, cx)
        }
        _ => vec![],
    }
}

fn pressed(state: &mut State, command: Command, cx: &mut Context) -> Vec<Effect> {
    if state.busy {
        return vec![];
    }
    let lacking = state.lacking().len();
    let ways = lacking > 0 && !state.is_noted();
    match command {
        Command::Back => vec![Effect::Back],
        Command::SaveDraft => reception::save_and_say(cx),
        Command::Commit => commit(state, cx),
        Command::Help => why_due(state),
        Command::Print => preview(state),
        Command::Fees => vec![open_dialog(Destination::DraftFees)],
        Command::BackEntry => ask_when(state, ""),
        Command::AskSupplement => supplement(state, cx),
        Command::Refuse => vec![refuse()],
        Command::Digit(digit @ 1..=3) if lacking > 0 => way(state, digit, cx),
        Command::Digit(4) => open_twin(state),
        Command::Up if ways => point(state, state.way.saturating_sub(1)),
        Command::Down if ways => point(state, (state.way + 1).min(2)),
        Command::Accept if ways => way(state, [1, 2, 3][state.way.min(2)], cx),
        Command::Accept => {
            state.message = Some(Message::advice(text::PRESS_F2));
            vec![]
        }
        _ => vec![],
    }
}

fn point(state: &mut State, way: usize) -> Vec<Effect> {
    state.way = way;
    vec![]
}

fn open_dialog(destination: Destination) -> Effect {
    Effect::Open(Box::new(destination))
}

/// Asked once already and not all came: the dossier goes on waiting, what came is in the draft.
fn supplement(state: &State, cx: &Context) -> Vec<Effect> {
    if state.asked_before() {
        let said = Effect::Say(Message::done(text::STILL_WAITING));
        return reception::save(cx)
            .into_iter()
            .chain([Effect::Home, said])
            .collect();
    }
    vec![open_dialog(Destination::Supplement(None))]
}

fn refuse() -> Effect {
    open_dialog(Destination::Act {
        dossier: None,
        which: Move::Refuse,
    })
}

/// W14's three ways.
fn way(state: &mut State, digit: u8, cx: &Context) -> Vec<Effect> {
    match digit {
        1 => supplement(state, cx),
        2 => vec![refuse()],
        _ => {
            let note = state.draft.as_ref().and_then(|draft| draft.missing_note.clone());
            let (title, label) = (text::NOTE_TITLE, text::NOTE_LABEL);
            ask(state, Asked::Note, (title, label, &note.unwrap_or_default()))
        }
    }
}

/// When the papers were received, and after that why they are entered so late.
fn ask_when(state: &mut State, typed: &str) -> Vec<Effect> {
    ask(state, Asked::BackAt, (text::BACK_TITLE, text::BACK_AT, typed))
}

fn ask_why(state: &mut State, at: Moment) -> Vec<Effect> {
    ask(state, Asked::BackWhy(at), (text::BACK_TITLE, text::BACK_WHY, ""))
}

fn ask(state: &mut State, asked: Asked, (title, label, value): (&str, &str, &str)) -> Vec<Effect> {
    state.asked = asked;
    vec![open_dialog(Destination::AskText {
        title: title.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
    })]
}

fn open_twin(state: &State) -> Vec<Effect> {
    let twin = state.duplicates.as_ref().and_then(|rows| rows.first());
    twin.map(|row| open_dialog(Destination::Dossier(row.id)))
        .into_iter()
        .collect()
}

fn why_due(state: &State) -> Vec<Effect> {
    let due = state.due.clone().map(Box::new);
    due.map(|due| open_dialog(Destination::WhyDue(due)))
        .into_iter()
        .collect()
}

fn preview(state: &State) -> Vec<Effect> {
    let draft = state.draft.clone().map(Box::new);
    draft
        .map(|draft| open_dialog(Destination::ReceiptPreview(draft)))
        .into_iter()
        .collect()
}

/// F2. While the answer is awaited every further F2 is swallowed.
fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let lacking = state.lacking().len();
    if lacking > 0 && !state.is_noted() {
        state.message = Some(Message::error(text::choose_way(lacking)));
        return vec![];
    }
    let Some(draft) = state.draft.clone() else {
        return vec![];
    };
    if draft.lacks_its_time() {
        return ask_when(state, "");
    }
    let dossier: DossierId = draft.id;
    state.busy = true;
    state.message = Some(Message::advice(text::WRITING));
    state.accept_ticket = cx.ticket();
    let act = DossierAct::Accept(Box::new(draft));
    let request = Request {
        actor: cx.actor().id,
        approval: None,
        act: Act::Dossier { dossier, act },
    };
    vec![Effect::Change(state.accept_ticket, Box::new(request))]
}

/// Accepted: the five steps are closed, only Home lies below the proof. A fault of the machine has its own dialog.
fn accepted(state: &mut State, result: Result<Done, Refusal>) -> Vec<Effect> {
    state.busy = false;
    state.message = None;
    let Err(refusal) = result else {
        let dossier = state.draft.as_ref().map(|draft| draft.id);
        let proof = dossier.map(|dossier| Destination::Received { dossier });
        return proof
            .map(|it| Effect::Restart(Box::new(it)))
            .into_iter()
            .collect();
    };
    match refusal {
        Refusal::Fault { .. } | Refusal::DiskFull { .. } | Refusal::FileMissing => {
            vec![open_dialog(Destination::NotWritten { refusal })]
        }
        other => {
            state.message = Some(Message::error(words::refusal(&other)));
            vec![]
        }
    }
}

fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    let asked = std::mem::replace(&mut state.asked, Asked::Nothing);
    match (asked, reply) {
        (Asked::Note, Reply::Text(note)) => noted(state, note.trim(), cx),
        (Asked::BackAt, Reply::Text(typed)) if typed.trim().is_empty() => now_after_all(state, cx),
        (Asked::BackAt, Reply::Text(typed)) => match read_moment(&typed).filter(|at| *at < cx.now) {
            Some(at) => {
                state.message = None;
                ask_why(state, at)
            }
            None => {
                state.message = Some(Message::error(text::BACK_BAD));
                let mut effects = ask_when(state, &typed);
                effects.push(Effect::Say(Message::error(text::BACK_BAD)));
                effects
            }
        },
        (Asked::BackWhy(received_at), Reply::Text(reason)) if !reason.trim().is_empty() => {
            state.message = None;
            cx.draft_mut().backfill = Some(Backfill { received_at, reason });
            let mut effects = reception::save(cx);
            effects.extend(look(state, cx));
            effects
        }
        (Asked::BackWhy(at), Reply::Nothing) => ask_when(state, &say::moment(at.local())),
        (Asked::BackWhy(at), Reply::Text(_)) => {
            let mut effects = ask_why(state, at);
            effects.push(Effect::Say(Message::error(text::BACK_WHY_NEEDED)));
            effects
        }
        // "Thử ghi lại" of the dialog about what was not written.
        (Asked::Nothing, Reply::Picked(0)) => commit(state, cx),
        _ => vec![],
    }
}

/// No time was written: it is a reception of this moment.
fn now_after_all(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let draft = cx.draft_mut();
    draft.backfill = None;
    draft.entered_late = false;
    let mut effects = reception::save(cx);
    effects.extend(look(state, cx));
    state.message = Some(Message::advice(text::BACK_DROPPED));
    effects
}

fn noted(state: &mut State, note: &str, cx: &mut Context) -> Vec<Effect> {
    if note.is_empty() {
        state.message = Some(Message::error(text::NOTE_NEEDED));
        return vec![];
    }
    cx.draft_mut().write_note(note);
    state.draft.clone_from(&cx.draft);
    state.message = Some(Message::advice(text::NOTED));
    reception::save(cx)
}

/// `08:30 13/02/2023`, in whichever order.
fn read_moment(typed: &str) -> Option<Moment> {
    let (first, second) = typed.trim().split_once(' ')?;
    let (time, day) = if first.contains(':') {
        (first, second)
    } else {
        (second, first)
    };
    let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").ok()?;
    let day = NaiveDate::parse_from_str(day.trim(), "%d/%m/%Y").ok()?;
    Some(Moment::from_local(NaiveDateTime::new(day, time)))
}

impl State {
    fn lacking(&self) -> Vec<&DraftComponent> {
        let all = self.draft.as_ref().map_or(&[][..], |draft| &draft.components);
        all.iter().filter(|item| item.is_lacking()).collect()
    }

    /// Papers were asked for before it had a code.
    fn asked_before(&self) -> bool {
        self.draft.as_ref().is_some_and(|draft| draft.answers_supplement)
    }

    /// Way 3 was chosen: what lacks is explained.
    fn is_noted(&self) -> bool {
        self.draft
            .as_ref()
            .is_some_and(|draft| draft.note_on_lacks().is_some())
    }

    /// It was explained, and something else lacks now.
    fn is_noted_otherwise(&self) -> bool {
        let has_note = |draft: &Draft| draft.missing_note.is_some() && draft.note_on_lacks().is_none();
        !self.lacking().is_empty() && self.draft.as_ref().is_some_and(has_note)
    }
}

/// The digits that do something now: the three ways of what lacks, and the twin.
fn digits(state: &State) -> Option<Offer> {
    let has_twin = state.duplicates.as_ref().is_some_and(|rows| !rows.is_empty());
    match (state.lacking().is_empty(), has_twin) {
        (false, true) => Some(Offer::digits(1, 4).named(text::CHOOSE)),
        (false, false) => Some(Offer::digits(1, 3).named(text::CHOOSE)),
        (true, true) => Some(Offer::digits(4, 4).named(text::TWIN)),
        (true, false) => None,
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let mut chrome = reception::chrome(Step::Review, cx);
    chrome.path.push(text::REVIEW.to_owned());
    let due = state.due.as_ref();
    let warning = due.and_then(|due| match (due.after_cutoff, due.uncertain) {
        (true, _) => Some(text::LATE.to_owned()),
        (false, true) => Some(text::NO_CALENDAR.to_owned()),
        (false, false) => None,
    });
    let unprintable = state.draft.as_ref().and_then(Draft::unprintable);
    let unprintable =
        unprintable.map(|(field, character)| words::refusal(&Refusal::Unprintable { field, character }));
    let outdated = state.is_noted_otherwise().then(|| text::NOTE_OUTDATED.to_owned());
    let warning = unprintable.or(outdated).or(warning);
    chrome.message = state
        .message
        .clone()
        .or_else(|| Some(warning.map_or_else(|| Message::advice(text::LOOK), Message::warning)));
    let ways = !state.lacking().is_empty();
    if !ways || state.is_noted() {
        chrome
            .offers
            .push(Offer::new(Command::Commit).named(text::ACCEPT));
    }
    if due.is_some() {
        chrome.offers.push(Offer::new(Command::Help).named(text::WHY_DUE));
    }
    chrome
        .offers
        .push(Offer::new(Command::Print).named(text::PREVIEW));
    chrome.offers.extend(digits(state));
    let palette = [
        Command::Fees,
        Command::BackEntry,
        Command::AskSupplement,
        Command::Refuse,
    ];
    chrome.offers.extend(palette.map(Offer::new));
    chrome
}
