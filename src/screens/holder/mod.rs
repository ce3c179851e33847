//! W10: the owner's form, of a draft or as Cập nhật of an accepted dossier.
//!
//! Values of an earlier dossier and the desk's defaults stand ready with their source; only what is missing is a stop.

use crate::app::chrome::{Context as Row2, Message, ScreenChrome};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::Reaction;
use crate::app::input::early::Early;
use crate::app::input::form::{Form, Step as Moved};
use crate::app::key::Key;
use crate::app::msg::{Msg, Ticket};
use crate::app::reception;
use crate::app::reply::Reply;
use crate::app::text::not_taken;
use crate::domain::dossier::{Address, HolderKind, PlaceSet};
use crate::domain::draft::Step;
use crate::domain::ids::DossierId;
use crate::domain::query::{Answer, Query};
use crate::domain::rows::PersonCard;

mod address;
mod check;
mod edit;
mod fields;
mod phone;
mod places;
mod read;
mod text;
pub mod view;

#[cfg(test)]
mod tests;

use check::Fault;
use fields::{Control, Field, Held, Record};
use places::Wanted;

/// Whose form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The draft in hand.
    Draft,
    /// An accepted dossier (Cập nhật).
    Dossier(DossierId),
}

/// The controls, what is wrong with them, and where their values come from.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct State {
    subject: Subject,
    controls: Vec<(Field, Control)>,
    form: Form<Field>,
    set: PlaceSet,
    unfolded: bool,
    phone_note: Option<String>,
    /// As it was read; what the form does not show stays so.
    before: Record,
    /// What the controls held then.
    as_read: Vec<Held>,
    /// The address they stood for then.
    shown: Address,
    earlier: Option<Box<PersonCard>>,
    faults: Vec<(Field, Fault)>,
    /// `?` the officer has seen and left as it is.
    confirmed: Vec<Field>,
    defaults: Vec<Field>,
    wanted: Option<Wanted>,
    /// Keys behind an Enter that waits for its list.
    typed_ahead: Early,
    /// F2 came before the desk's own units were there.
    early: bool,
    asked: phone::Asked,
    message: Option<Message>,
    title: String,
    ready: bool,
    busy: bool,
    ticket: Ticket,
}

/// Opens it.
pub fn open(subject: Subject, cx: &mut Context) -> (State, Vec<Effect>) {
    let set = PlaceSet::from_word(cx.settings.text("place_set")).unwrap_or(PlaceSet::Y2025);
    let mut state = State {
        subject,
        controls: fields::controls(),
        form: Form::at(Field::Name),
        set,
        unfolded: false,
        phone_note: None,
        before: fields::empty(),
        as_read: Vec::new(),
        shown: Address::default(),
        earlier: None,
        faults: Vec::new(),
        confirmed: Vec::new(),
        defaults: Vec::new(),
        wanted: None,
        typed_ahead: Early::default(),
        early: false,
        asked: phone::Asked::Nothing,
        message: None,
        title: String::new(),
        ready: subject == Subject::Draft,
        busy: false,
        ticket: cx.ticket(),
    };
    let effects = match subject {
        Subject::Draft => open_draft(&mut state, cx),
        Subject::Dossier(dossier) => vec![Effect::Ask(state.ticket, Query::Dossier(dossier))],
    };
    (state, effects)
}

fn open_draft(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    reception::enter(Step::Holder, cx);
    read::load_draft(state, cx);
    state.form = Form::start(&check::stops(state), Field::Name);
    let number = state.words(Field::Number);
    let mut effects = vec![Effect::Ask(state.ticket, Query::Person { number })];
    effects.extend(places::ask_default(state, Field::Province, cx));
    effects
}

/// Lets it look at one message.
pub fn update(state: &mut State, msg: Msg, cx: &mut Context) -> Vec<Effect> {
    match msg {
        Msg::Key(key, command) => pressed(state, (key, command), cx),
        Msg::Paste(pasted) => {
            let focus = state.form.focus();
            let reaction = state
                .control_mut(focus)
                .map_or(Reaction::Pass, |it| it.paste(&pasted));
            reacted(state, reaction, cx)
        }
        Msg::Answered(ticket, Answer::Person(card)) if ticket == state.ticket => read::known(state, card, cx),
        Msg::Answered(ticket, Answer::Dossier(view)) if ticket == state.ticket => {
            match view {
                Some(view) => read::read(state, &view),
                None => state.message = Some(Message::error(text::GONE)),
            }
            vec![]
        }
        Msg::Answered(ticket, Answer::Places(rows)) => {
            let effects = places::answered(state, ticket, rows, cx);
            commit_early(state, effects, cx)
        }
        Msg::Answered(ticket, Answer::Failed { .. }) => {
            let effects = places::failed(state, ticket, cx);
            commit_early(state, effects, cx)
        }
        Msg::Changed(ticket, result) if ticket == state.ticket => edit::changed(state, result),
        Msg::Replied(reply) => replied(state, reply, cx),
        Msg::Resumed if state.subject == Subject::Draft => {
            reception::enter(Step::Holder, cx);
            vec![]
        }
        Msg::Reopened => edit::reopened(state, cx),
        _ => vec![],
    }
}

fn pressed(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if !state.ready || state.busy {
        let back = command == Some(Command::Back);
        return if back { vec![Effect::Back] } else { vec![] };
    }
    if places::keeps(state, (key, command)) {
        return vec![];
    }
    state.early = false;
    let focus = state.form.focus();
    if focus == Field::More && command == Some(Command::Tick) {
        state.unfolded = !state.unfolded;
        return vec![];
    }
    let reaction = state.control_mut(focus).map_or(Reaction::Pass, |it| it.key(key));
    if reaction != Reaction::Pass {
        return chosen_or_edited(state, (key, reaction), cx);
    }
    match command {
        Some(Command::Back) => leave_form(state, cx),
        Some(Command::Commit) => commit(state, cx),
        Some(Command::SaveDraft) if state.subject == Subject::Draft => {
            check::settle(state, focus, cx);
            store(state, cx);
            reception::save_and_say(cx)
        }
        Some(Command::Choose) => choose(state, focus, cx),
        _ => moved(state, key, cx),
    }
}

/// A pick field that took its option by Enter goes on like any other.
fn chosen_or_edited(state: &mut State, (key, reaction): (Key, Reaction), cx: &mut Context) -> Vec<Effect> {
    let focus = state.form.focus();
    if reaction == Reaction::Chosen {
        places::chosen(state, focus);
        return moved(state, key, cx);
    }
    reacted(state, reaction, cx)
}

fn reacted(state: &mut State, reaction: Reaction, cx: &mut Context) -> Vec<Effect> {
    let focus = state.form.focus();
    if !matches!(reaction, Reaction::Changed | Reaction::Refused) {
        return vec![];
    }
    // Of a refused paste a part may have been taken.
    let line = state.control(focus).and_then(Control::line);
    let refused = line.filter(|_| reaction == Reaction::Refused);
    state.message = refused.map(not_taken);
    state.faults.retain(|(field, _)| *field != focus);
    state.confirmed.retain(|field| *field != focus);
    state.defaults.retain(|field| *field != focus);
    match focus {
        Field::Province | Field::District | Field::Commune => places::ask_options(state, focus, cx),
        Field::Kind | Field::Bearer | Field::ReturnWay | Field::Sex => keep(state, cx),
        _ => vec![],
    }
}

/// F4: the list of a place, or whose the phone is.
fn choose(state: &mut State, focus: Field, cx: &mut Context) -> Vec<Effect> {
    match (focus, state.control_mut(focus)) {
        (_, Some(Control::Pick(pick))) => {
            pick.open();
            places::ask_options(state, focus, cx)
        }
        (Field::Phone, _) => phone::ask(state),
        _ => vec![],
    }
}

/// Enter, Tab and the arrows: the field is checked and kept, then the focus moves.
fn moved(state: &mut State, key: Key, cx: &mut Context) -> Vec<Effect> {
    let focus = state.form.focus();
    let mut trial = state.form;
    if trial.key(key, &check::stops(state)) == Moved::Pass {
        return vec![];
    }
    check::leave(state, focus, cx);
    if focus == Field::Born || focus == Field::Number {
        check::leave(state, Field::Sex, cx);
    }
    state.message = check::sentence(state, focus)
        .filter(|_| state.fault(focus).is_some())
        .map(|it| as_message(state, focus, it));
    match state.form.key(key, &check::stops(state)) {
        Moved::Pass => vec![],
        Moved::Onward => commit(state, cx),
        Moved::Left(_) => keep(state, cx),
    }
}

fn as_message(state: &State, field: Field, sentence: String) -> Message {
    match state.fault(field) {
        Some(fault) if !fault.wrong => Message::warning(sentence),
        Some(_) | None => Message::error(sentence),
    }
}

/// Esc keeps everything that was typed. When it is read again it is nobody's typing any more, so it is settled now.
fn leave_form(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    check::settle(state, state.form.focus(), cx);
    let mut effects = keep(state, cx);
    effects.push(Effect::Back);
    effects
}

fn store(state: &State, cx: &mut Context) {
    let record = state.collect();
    if let Some(draft) = &mut cx.draft {
        draft.holder = record.holder;
        draft.bearer = record.bearer;
        draft.return_way = record.return_way;
        draft.sets = record.sets.clamp(1, 99);
        draft.subject = record.subject;
    }
}

fn keep(state: &State, cx: &mut Context) -> Vec<Effect> {
    if state.subject != Subject::Draft {
        return vec![];
    }
    store(state, cx);
    reception::save(cx)
}

/// An F2 that waited for the desk's own units goes on when they are there, or will not come.
fn commit_early(state: &mut State, mut effects: Vec<Effect>, cx: &mut Context) -> Vec<Effect> {
    if state.early && !places::is_awaited(state, Field::Commune) {
        state.early = false;
        effects.extend(commit(state, cx));
    }
    effects
}

/// F2, or Enter on the last line.
fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if places::is_awaited(state, Field::Commune) {
        state.early = true;
        return vec![];
    }
    for field in Field::ALL {
        if check::is_stop(state, field) && !state.confirmed.contains(&field) {
            check::leave(state, field, cx);
        }
    }
    let mut effects = keep(state, cx);
    if let Some(further) = state.form.refuse(&check::stops(state)) {
        let sentence = check::sentence(state, state.form.focus()).unwrap_or_default();
        state.message = Some(Message::error(text::further(&sentence, further)));
        return effects;
    }
    match state.subject {
        Subject::Draft => effects.push(Effect::Open(Box::new(Destination::Components))),
        Subject::Dossier(dossier) => effects.extend(edit::send(state, dossier, cx)),
    }
    effects
}

fn replied(state: &mut State, reply: Reply, cx: &mut Context) -> Vec<Effect> {
    let mut effects = phone::replied(state, reply);
    if effects.is_empty() {
        effects = keep(state, cx);
    }
    effects
}

impl State {
    fn control(&self, field: Field) -> Option<&Control> {
        self.controls
            .iter()
            .find(|(it, _)| *it == field)
            .map(|(_, control)| control)
    }

    fn control_mut(&mut self, field: Field) -> Option<&mut Control> {
        self.controls
            .iter_mut()
            .find(|(it, _)| *it == field)
            .map(|(_, control)| control)
    }

    fn words(&self, field: Field) -> String {
        self.control(field).map(Control::text).unwrap_or_default()
    }

    fn chosen(&self, field: Field) -> Option<usize> {
        match self.control(field) {
            Some(Control::Choice(choice)) => choice.chosen(),
            _ => None,
        }
    }

    fn kind(&self) -> HolderKind {
        let at = self.chosen(Field::Kind).unwrap_or(0);
        HolderKind::ALL.get(at).copied().unwrap_or(HolderKind::Person)
    }

    fn is_person(&self) -> bool {
        self.kind() == HolderKind::Person
    }

    fn fault(&self, field: Field) -> Option<&Fault> {
        self.faults
            .iter()
            .find(|(it, _)| *it == field)
            .map(|(_, fault)| fault)
    }

    fn collect(&self) -> Record {
        let is_as_read = |field| read::is_as_read(self, field);
        let of_read = (&self.before, &is_as_read as &dyn Fn(Field) -> bool);
        let mut record = fields::collect(&self.controls, of_read, (self.set, self.phone_note.as_ref()));
        let (before, now) = (&self.before.holder.address, record.holder.address);
        record.holder.address = match self.subject {
            Subject::Draft => address::drafted(before, &self.shown, now),
            Subject::Dossier(_) => address::corrected(before, &self.shown, now),
        };
        record
    }

    /// What the earlier dossier has in this field; only for a draft.
    fn earlier_words(&self, field: Field) -> Option<String> {
        let card = self.earlier.as_ref().filter(|_| self.subject == Subject::Draft)?;
        let holder = card.holder.as_ref()?;
        Some(match field {
            Field::Organisation => holder.organisation.clone(),
            Field::Name => holder.holder_name.clone(),
            Field::Born => holder.born.clone(),
            Field::IssuedBy => holder.no_issued_by.clone(),
            Field::Phone => holder.phone.clone(),
            Field::Email => holder.email.clone(),
            Field::Detail => holder.address.address_detail.clone(),
            Field::OldAddress if holder.address.place_set == Some(PlaceSet::Legacy) => {
                holder.address.address_text.clone()
            }
            Field::OldAddress => holder.address.address_old.clone(),
            _ => return None,
        })
    }
}

/// Rows 1–3 and 22–24.
pub fn chrome(state: &State, cx: &Context) -> ScreenChrome {
    let draft = state.subject == Subject::Draft;
    let mut chrome = if draft {
        reception::chrome(Step::Holder, cx)
    } else {
        ScreenChrome {
            context: Row2::left(state.title.clone()),
            ..ScreenChrome::new(text::EDIT_PATH)
        }
    };
    let focus = state.form.focus();
    let own = state
        .fault(focus)
        .map(|fault| as_message(state, focus, fault.sentence.clone()));
    chrome.message = own.or_else(|| state.message.clone());
    chrome.about = focus.explained();
    chrome.offers = vec![Offer::new(Command::Commit).named(if draft { text::GO_ON } else { text::UPDATE })];
    if matches!(state.control(focus), Some(Control::Pick(_))) || focus == Field::Phone {
        chrome.offers.push(Offer::new(Command::Choose));
    }
    chrome
        .offers
        .push(Offer::new(Command::Accept).named(text::NEEDED));
    chrome.offers.push(Offer::new(Command::Next));
    chrome
}
