//! What is wrong with a field, asked on leaving it and before going on. Moves no focus.

use super::fields::{Control, Field};
use super::{State, Subject, places, read, text};
use crate::app::context::Context;
use crate::app::input::LineKind;
use crate::app::input::date::{NotADate, Today, Written};
use crate::app::input::form::{Stop, StopState};
use crate::domain::dossier::{HolderKind, PlaceSet};
use crate::domain::identity::{self, Asked, Born, Verdict};
use crate::domain::phone::{self, Phone};
use crate::domain::viet;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// F2 refuses it; else it is only to be looked at.
    pub(crate) wrong: bool,
    /// For row 23.
    pub(crate) sentence: String,
    /// Beside the value.
    pub(crate) beside: String,
}

impl Fault {
    fn wrong(sentence: impl Into<String>) -> Self {
        Self {
            wrong: true,
            sentence: sentence.into(),
            beside: String::new(),
        }
    }

    fn look(sentence: impl Into<String>, beside: impl Into<String>) -> Self {
        Self {
            wrong: false,
            sentence: sentence.into(),
            beside: beside.into(),
        }
    }

    fn beside(mut self, words: Option<String>) -> Self {
        self.beside = words.unwrap_or_default();
        self
    }
}

/// Is the field drawn and visited now?
pub(super) fn is_visible(state: &State, field: Field) -> bool {
    let person = state.is_person();
    let bearer = state.chosen(Field::Bearer) == Some(1);
    match field {
        Field::Organisation => !person || state.unfolded,
        Field::Born | Field::Sex => person,
        Field::Fax | Field::Website | Field::Licence | Field::Subject | Field::Sets => state.unfolded,
        Field::District => state.set == PlaceSet::Legacy,
        Field::OldAddress => state.set == PlaceSet::Y2025,
        Field::BearerName | Field::BearerNo | Field::BearerPhone | Field::BearerBasis => bearer,
        Field::Kind
        | Field::Name
        | Field::Number
        | Field::IssuedOn
        | Field::IssuedBy
        | Field::Phone
        | Field::Email
        | Field::More
        | Field::Province
        | Field::Commune
        | Field::Detail
        | Field::Bearer
        | Field::ReturnWay
        | Field::Go => true,
    }
}

/// ` *` behind the label.
pub(super) fn is_required(state: &State, field: Field) -> bool {
    match field {
        Field::Name
        | Field::Number
        | Field::Province
        | Field::District
        | Field::Commune
        | Field::Detail
        | Field::BearerName
        | Field::BearerNo => true,
        Field::Phone => state
            .phone_note
            .as_deref()
            .is_none_or(|note| !note.starts_with(text::NO_PHONE)),
        Field::Organisation => !state.is_person(),
        _ => false,
    }
}

/// Can the cursor stand in it?
pub(super) fn is_stop(state: &State, field: Field) -> bool {
    is_visible(state, field) && (field != Field::Number || state.subject != Subject::Draft)
}

/// The stops with what they need now.
pub(super) fn stops(state: &State) -> Vec<Stop<Field>> {
    let fields = Field::ALL.into_iter().filter(|field| is_stop(state, *field));
    fields
        .map(|field| Stop {
            field,
            state: stop_state(state, field),
        })
        .collect()
}

fn stop_state(state: &State, field: Field) -> StopState {
    if field == Field::Go {
        return StopState::Onward;
    }
    match state.fault(field) {
        Some(fault) if fault.wrong => StopState::Wrong,
        Some(_) if !state.confirmed.contains(&field) => StopState::Check,
        _ if places::is_awaited(state, field) => StopState::Ok,
        // A correction asks for nothing that the reception went without.
        _ if read::stands(state, field) => StopState::Ok,
        _ if is_required(state, field) && state.words(field).is_empty() => StopState::EmptyRequired,
        _ => StopState::Ok,
    }
}

/// Looks at one field again, as on leaving it. A `?` seen twice unchanged counts as confirmed.
pub(super) fn leave(state: &mut State, field: Field, cx: &Context) {
    settle(state, field, cx);
    let found = find(state, field, cx);
    let before = state.faults.iter().position(|(it, _)| *it == field);
    let old = before.map(|at| state.faults.remove(at).1);
    state.confirmed.retain(|it| *it != field);
    let Some(found) = found else { return };
    if !found.wrong && old.as_ref() == Some(&found) {
        state.confirmed.push(field);
    }
    state.faults.push((field, found));
}

/// Writes what was typed as it is kept: names with capitals, dates in full, phones without blanks. What stands as it was
/// read is nobody's typing.
pub(super) fn settle(state: &mut State, field: Field, cx: &Context) {
    let is_typed = !read::is_as_read(state, field);
    if !is_typed && !matches!(state.control(field), Some(Control::Pick(_))) {
        return;
    }
    let today = Today {
        date: cx.now.date(),
        working_day: &|_, _| None,
    };
    let tidied = match (field, state.control(field)) {
        (Field::Name | Field::BearerName, Some(control)) => name(&control.text()),
        (Field::Phone | Field::BearerPhone, Some(control)) => stored_phone(&control.text()),
        (_, Some(Control::Line(line))) if line.kind() == LineKind::Text => viet::tidy(line.text()),
        _ => String::new(),
    };
    match state.control_mut(field) {
        Some(Control::Date(date)) => {
            // What is no date stays as typed; `find` says so.
            let _settled: Result<Option<Written>, NotADate> = date.settle(today);
        }
        Some(Control::Pick(pick)) => pick.leave(),
        Some(control) if !tidied.is_empty() => control.set(&tidied),
        _ => {}
    }
}

/// A name typed without capitals, or in capitals only, gets the form of the card.
fn name(typed: &str) -> String {
    let has = |test: fn(char) -> bool| typed.chars().any(test);
    if has(char::is_lowercase) && has(char::is_uppercase) {
        viet::tidy(typed)
    } else {
        viet::name_case(typed)
    }
}

fn stored_phone(typed: &str) -> String {
    Phone::parse(typed).map_or_else(|_| typed.to_owned(), |phone| phone.digits().to_owned())
}

fn find(state: &State, field: Field, cx: &Context) -> Option<Fault> {
    let words = state.words(field);
    if words.is_empty() {
        return None;
    }
    if read::stands(state, field) {
        // What was accepted is not judged again; only beside a new value may it be wrong.
        return mismatch(state, field);
    }
    let own = match field {
        Field::Phone | Field::BearerPhone => phone(&words),
        Field::Email if !words.contains('@') => Some(Fault::wrong(text::EMAIL)),
        Field::IssuedOn => day(&words).or_else(|| issued(&words, cx)),
        Field::Born => day(&words).or_else(|| mismatch(state, field)),
        Field::Sex => mismatch(state, field),
        Field::Number | Field::BearerNo => number(&words, cx),
        Field::Province | Field::District | Field::Commune => unknown_place(state, field, &words),
        Field::Sets if !(1..=99).contains(&words.parse::<u32>().unwrap_or(0)) => {
            Some(Fault::wrong(text::SETS))
        }
        _ => None,
    };
    own.or_else(|| differs(state, field, &words))
}

fn phone(words: &str) -> Option<Fault> {
    let fault = Phone::parse(words).err()?.fault;
    Some(Fault::wrong(phone::text::sentence(fault)).beside(phone::text::beside(fault)))
}

fn day(words: &str) -> Option<Fault> {
    let month = words.len() == "10/1958".len() && words.contains('/');
    let known = month || Born::parse(words).is_some();
    (!known)
        .then(|| identity::text::no_such_day(words))
        .map(Fault::wrong)
}

fn issued(words: &str, cx: &Context) -> Option<Fault> {
    let late = identity::parse_day(words).is_some_and(|day| day > cx.now.date());
    late.then_some(identity::text::ISSUED_IN_FUTURE).map(Fault::wrong)
}

/// W10: the number says another sex or year. Said once, at the sex if that differs.
fn mismatch(state: &State, field: Field) -> Option<Fault> {
    let number = identity::check(&state.words(Field::Number), Asked::Any, None).personal?;
    let record = state.collect();
    let found = identity::compare(number, record.holder.sex, Born::parse(&record.holder.born))?;
    let here = if found.sex.is_some() {
        Field::Sex
    } else {
        Field::Born
    };
    if field != here {
        return None;
    }
    Some(Fault::look(identity::text::mismatch(&found), ""))
}

fn number(words: &str, cx: &Context) -> Option<Fault> {
    let checked = identity::check(words, Asked::Any, Some(cx.now.date()));
    let finding = checked.findings.first()?;
    let sentence = identity::text::sentence(&finding.fault, &checked.value);
    let beside = identity::text::beside(&finding.fault);
    let fault = match finding.fault.verdict() {
        Verdict::Refused if !finding.fault.wants_reason() => Fault::wrong(sentence),
        Verdict::Refused | Verdict::Warning | Verdict::Ok => Fault::look(sentence, ""),
    };
    Some(fault.beside(beside))
}

fn unknown_place(state: &State, field: Field, words: &str) -> Option<Fault> {
    match state.control(field) {
        Some(Control::Pick(pick)) if pick.chosen().is_none() => Some(Fault::look(text::no_place(words), "")),
        _ => None,
    }
}

/// W12: not what the earlier dossier says.
fn differs(state: &State, field: Field, words: &str) -> Option<Fault> {
    let before = state.earlier_words(field)?;
    if before.is_empty() || before == words || matches!(field, Field::Go | Field::More | Field::Bearer) {
        return None;
    }
    let shown = |value: &str| {
        if field == Field::Phone {
            phone::grouped(value)
        } else {
            value.to_owned()
        }
    };
    let label = text::label(field, state.kind() == HolderKind::Person).to_lowercase();
    let sentence = text::differs(&label, &shown(&before), &shown(words));
    Some(Fault::look(sentence, text::before(&shown(&before))))
}

/// What row 23 says of a stop.
pub(super) fn sentence(state: &State, field: Field) -> Option<String> {
    if let Some(fault) = state.fault(field) {
        return Some(fault.sentence.clone());
    }
    let empty = is_required(state, field) && state.words(field).is_empty();
    match field {
        Field::BearerName | Field::BearerNo if empty => Some(text::BEARER.to_owned()),
        _ if empty => Some(text::missing(text::label(field, state.is_person()))),
        _ => None,
    }
}
