//! The keys: the two fields, and what each key does to the row under the pointer.

use super::{Field, Row, State, Work, change, list, send, show_claim, text};
use super::{chosen, finish, replace};
use crate::app::chrome::Message;
use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::destination::Destination;
use crate::app::effect::Effect;
use crate::app::input::Reaction;
use crate::app::key::Key;
use crate::app::preview::Leaf;
use crate::app::scanning;
use crate::domain::act::DossierAct;
use crate::domain::ids::OfficerId;
use crate::domain::pages::{Claim, Page, Part, Slot, Tally, tally};
use crate::domain::refusal::Refusal;
use crate::domain::rows::TrayPage;
use crate::domain::text as words;

/// How a tray row says that its page looked blank.
const BLANK: &str = "blank";

pub(super) fn pressed(
    state: &mut State,
    (key, command): (Key, Option<Command>),
    cx: &mut Context,
) -> Vec<Effect> {
    state.message = None;
    match command {
        Some(Command::Back) => scanning::stop(cx).unwrap_or_else(|| leave(state, cx)),
        _ if !state.placed => {
            state.typed_ahead.keep((key, command));
            vec![]
        }
        _ if state.is_exempt() && !takes_out(key, command) => {
            let why = words::refusal(&Refusal::Exempted);
            state.message = Some(Message::error(why));
            vec![]
        }
        Some(Command::Commit) => commit(state, cx),
        Some(Command::Files) => finish::scan(state, cx),
        Some(Command::Undo) => undo(state, cx),
        Some(Command::Look) => look_at_page(state),
        Some(Command::ReplacePage) if !state.chosen.is_some() => replace::ask(state, cx),
        Some(Command::Next) => go(state, 1, cx),
        Some(Command::Previous) => go(state, 2, cx),
        _ if state.focus == Field::List => on_list(state, (key, command), cx),
        Some(Command::Accept) => claimed(state, cx),
        Some(Command::Down) => go_to(state, Field::List, cx),
        Some(Command::Up) => go(state, 2, cx),
        _ if state.focus == Field::Sheets => {
            type_sheets(state, key);
            vec![]
        }
        _ => {
            state.sides.key(key);
            vec![]
        }
    }
}

/// What is left to do with a paper that is not digitised: to look, to point, to take out.
fn takes_out(key: Key, command: Option<Command>) -> bool {
    let refused = [
        Command::Commit,
        Command::Files,
        Command::ReplacePage,
        Command::Accept,
        Command::Tick,
        Command::Left,
        Command::Right,
        Command::More,
        Command::Fewer,
        Command::Next,
        Command::Previous,
    ];
    let is_letter = key.typed().is_some_and(|letter| "gGrRtT".contains(letter));
    !is_letter && command.is_none_or(|command| !refused.contains(&command))
}

/// A digit takes the place of the number that stood there when the cursor came: «32» sheets would ask for 64 images.
fn type_sheets(state: &mut State, key: Key) {
    if !key.typed().is_none_or(|letter| letter.is_ascii_digit()) {
        return;
    }
    state.sheets.key(key);
}

/// v: the placed pages one by one, beginning with the pointed one; on a missing side the image Enter would place.
fn look_at_page(state: &State) -> Vec<Effect> {
    let place = state.table.pointed().and_then(|row| state.place(*row));
    let (leaves, at) = match place {
        Some(at) => (state.pages.iter().map(Leaf::of_page).collect(), at),
        None => (state.leaf().into_iter().collect(), 0),
    };
    vec![Effect::Open(Box::new(Destination::Preview { leaves, at }))]
}

/// Esc: what was typed is kept.
fn leave(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let mut effects = take_claim(state, cx).unwrap_or_default();
    effects.push(Effect::Back);
    effects
}

fn commit(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(mut effects) = take_claim(state, cx) else {
        return vec![];
    };
    effects.extend(finish::commit(state, cx));
    effects
}

const FIELDS: [Field; 3] = [Field::Sheets, Field::Sides, Field::List];

fn go(state: &mut State, step: usize, cx: &mut Context) -> Vec<Effect> {
    let here = FIELDS.iter().position(|it| *it == state.focus).unwrap_or(0);
    go_to(state, FIELDS[(here + step) % FIELDS.len()], cx)
}

fn go_to(state: &mut State, field: Field, cx: &mut Context) -> Vec<Effect> {
    let Some(effects) = take_claim(state, cx) else {
        return vec![];
    };
    state.focus = field;
    if field == Field::Sheets {
        state.sheets.select();
    }
    if field == Field::List {
        point_at_missing(state, 0);
    }
    effects
}

/// Enter in a field: to the pages; where those that were chosen are just as many as the sheets ask for, finished.
fn claimed(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let chosen = state.chosen.is_some();
    let mut effects = go_to(state, Field::List, cx);
    let is_said = state.focus == Field::List && state.claim.sheets > 0;
    if chosen && is_said && (chosen::is_looking(state) || state.tally().is_right()) {
        effects.extend(finish::commit(state, cx));
    }
    effects
}

/// What the two fields say.
pub(super) fn typed_claim(state: &State) -> Claim {
    let sheets = state.sheets.text().trim().parse().unwrap_or(0);
    let sides = chosen::sides(state, sheets);
    let mut claim = Claim {
        sheets,
        sides,
        ..state.claim.clone()
    };
    let last = claim.sides_in_all();
    claim.noted.retain(|side| *side <= last);
    claim
}

impl State {
    /// The claim as it stands in the fields while something is typed there, and what it comes to.
    pub(super) fn said(&self) -> (Claim, Tally) {
        let typed = (self.focus != Field::List).then(|| typed_claim(self));
        let claim = typed
            .filter(Claim::is_sound)
            .unwrap_or_else(|| self.claim.clone());
        let tally = tally(&claim, self.pages.iter().map(Page::slot));
        (claim, tally)
    }
}

/// Leaves a field: another number of sheets or sides is stored. `None` = it cannot be counted, the cursor stays.
fn take_claim(state: &mut State, cx: &mut Context) -> Option<Vec<Effect>> {
    if state.focus == Field::List || !state.placed {
        return Some(vec![]);
    }
    let claim = typed_claim(state);
    if state.sheets.is_empty() && state.claim.sheets == 0 {
        return Some(vec![]);
    }
    if !claim.is_sound() {
        state.focus = Field::Sheets;
        state.message = Some(Message::error(text::SHEETS));
        return None;
    }
    if claim == state.claim && !state.chosen.is_some() {
        return Some(vec![]);
    }
    set_claim(state, claim);
    state.guessed = false;
    show_claim(state);
    Some(send(state, cx))
}

/// The pages follow the claim: a side with a note has two images, one without has one; the second goes back to the tray.
fn set_claim(state: &mut State, claim: Claim) {
    let fitting = |mut page: Page| {
        let noted = claim.noted.contains(&page.side);
        page.part = match (noted, page.part) {
            (true, Part::Whole) => Part::WithNote,
            (false, Part::WithNote) => Part::Whole,
            (false, Part::WithoutNote) => return None,
            (true, Part::WithNote | Part::WithoutNote) | (false, Part::Whole) => page.part,
        };
        Some(page)
    };
    state.pages = std::mem::take(&mut state.pages)
        .into_iter()
        .filter_map(fitting)
        .collect();
    state.claim = claim;
    state.backs_seen = false;
    let sum = state.tally();
    if state.chosen.is_some() {
        chosen::put(state);
    } else if sum.need == sum.have && !sum.is_right() {
        chosen::lay_in_order(&mut state.pages, &state.claim);
    }
}

fn on_list(state: &mut State, (key, command): (Key, Option<Command>), cx: &mut Context) -> Vec<Effect> {
    if state.table.key(key) != Reaction::Pass {
        return vec![];
    }
    if state.chosen.is_some() && command != Some(Command::Up) {
        // Until the sheets are said, no page has a side.
        state.focus = Field::Sheets;
        state.message = Some(Message::advice(text::COUNT_FIRST));
        return vec![];
    }
    match (command, key.typed()) {
        (Some(Command::Accept), _) => accept(state, cx),
        (Some(Command::Up), _) => go_to(state, Field::Sides, cx),
        (Some(Command::Remove), _) => remove(state, cx),
        (Some(Command::More), _) => swap(state, 1, cx),
        (Some(Command::Fewer), _) => swap(state, usize::MAX, cx),
        (Some(Command::Left), _) => turn(state, 3, cx),
        (Some(Command::Right), _) | (_, Some('r' | 'R')) => turn(state, 1, cx),
        (Some(Command::Tick), _) | (_, Some('g' | 'G')) => note(state, cx),
        (_, Some('t' | 'T')) => replace::ask(state, cx),
        _ => vec![],
    }
}

/// The cursor where work is: the sheets if nothing is known of them, else the first missing side.
pub(super) fn to_work(state: &mut State) {
    let uncounted = state.claim.sheets == 0 || state.chosen.is_some();
    state.focus = if uncounted && !state.is_exempt() {
        Field::Sheets
    } else {
        Field::List
    };
    point_at_missing(state, 0);
}

/// Points at the first missing side from this row on and round.
pub(super) fn point_at_missing(state: &mut State, from: usize) {
    let rows = state.table.rows();
    let count = rows.len().max(1);
    let order = (0..count).map(|step| (from + step) % count);
    let missing = |at: &usize| rows.get(*at).is_some_and(|row| state.place(*row).is_none());
    let found = order.into_iter().find(missing);
    if let Some(at) = found {
        state.table.point(at);
    }
}

/// Enter: the next image of the tray into this side; with every side there, finished.
fn accept(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    if state.tally().is_right() {
        return finish::commit(state, cx);
    }
    let Some(Row::Slot(slot)) = state.table.pointed().copied() else {
        to_work(state);
        return vec![];
    };
    if state.place(Row::Slot(slot)).is_some() {
        point_at_missing(state, state.table.at());
        return vec![];
    }
    assign(state, slot, cx)
}

/// The next image of the tray becomes this side.
pub(super) fn assign(state: &mut State, slot: Slot, cx: &mut Context) -> Vec<Effect> {
    let Some(next) = state.waiting().first().map(|row| row.id) else {
        state.message = Some(Message::error(state.why_nothing_waits()));
        return vec![];
    };
    replace::place(state, (replace::What::Side(slot), next), cx)
}

/// This image of the tray becomes this side.
pub(super) fn put(state: &mut State, (slot, image): (Slot, TrayPage), cx: &mut Context) -> Vec<Effect> {
    state.taken.push(image.id);
    state.pages.push(Page {
        side: slot.side,
        part: slot.part,
        blank: is_blank(&image),
        ..image.page
    });
    let at = state.table.at();
    let effects = send(state, cx);
    point_at_missing(state, at);
    effects
}

/// The machine saw hardly any ink on it.
pub(super) fn is_blank(row: &TrayPage) -> bool {
    row.page.blank || row.flags.iter().any(|flag| flag == BLANK)
}

/// g: this side carries a note, or does not after all.
fn note(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(Row::Slot(Slot { side, .. })) = state.table.pointed().copied() else {
        return vec![];
    };
    let mut claim = state.claim.clone();
    if !claim.noted.remove(&side) {
        claim.noted.insert(side);
    }
    set_claim(state, claim);
    send(state, cx)
}

/// + and −: the image of this side changes places with that of the next or the side before; an empty one takes it over.
fn swap(state: &mut State, step: usize, cx: &mut Context) -> Vec<Effect> {
    let (here, there) = (state.table.at(), state.table.at().wrapping_add(step));
    let rows = state.table.rows();
    let (Some(from), Some(to)) = (rows.get(here).copied(), rows.get(there).copied()) else {
        return vec![];
    };
    let slot_of = |row: Row| match row {
        Row::Slot(slot) => Some(slot),
        Row::Extra(at) => state.pages.get(at).map(Page::slot),
    };
    let places = (state.place(from), state.place(to));
    let (Some(at), Some(from), Some(to)) = (places.0, slot_of(from), slot_of(to)) else {
        return vec![];
    };
    (state.pages[at].side, state.pages[at].part) = (to.side, to.part);
    if let Some(other) = places.1 {
        (state.pages[other].side, state.pages[other].part) = (from.side, from.part);
    }
    let effects = send(state, cx);
    state.table.point(there);
    effects
}

/// r: a quarter clockwise. The original stays as it is.
fn turn(state: &mut State, quarters: u8, cx: &mut Context) -> Vec<Effect> {
    let place = state.table.pointed().and_then(|row| state.place(*row));
    let Some(page) = place.and_then(|at| state.pages.get_mut(at)) else {
        return vec![];
    };
    page.turns = (page.turns + quarters) % 4;
    send(state, cx)
}

/// Del: the page goes back to the tray.
fn remove(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let Some(at) = state.table.pointed().and_then(|row| state.place(*row)) else {
        return vec![];
    };
    let page = state.pages.remove(at);
    state.off.push((page.sha256, page.leaf));
    state.message = Some(Message::done(text::BACK_IN_TRAY));
    let effects = send(state, cx);
    list(state);
    effects
}

fn undo(state: &mut State, cx: &mut Context) -> Vec<Effect> {
    let last = state.view.as_ref().and_then(|view| view.undoable.clone());
    match (last, why_not_undo(state, cx)) {
        (Some((op, ..)), None) if state.work == Work::Nothing => {
            change(state, (Work::Undoing, DossierAct::Undo { op }), cx)
        }
        _ => {
            state.message = Some(Message::error(text::NOTHING_TO_UNDO));
            vec![]
        }
    }
}

/// A side without its image shows the next one of the tray; where there is none, there is nothing to see.
pub(super) fn why_not_look(state: &State) -> Option<String> {
    state.leaf().is_none().then(|| text::NOTHING_TO_SEE.to_owned())
}

/// A side that has its image is replaced, one that has none is given one: with nothing in the tray neither can be done.
pub(super) fn why_not_replace(state: &State) -> Option<String> {
    let row = *state.table.pointed()?;
    if state.place(row).is_some() {
        return None;
    }
    match row {
        Row::Slot(_) => state.candidates().is_empty().then(|| text::TRAY_EMPTY.to_owned()),
        Row::Extra(_) => Some(text::NOTHING_TO_REPLACE.to_owned()),
    }
}

/// Only what this officer did to the pages of this component; another paper's act is undone where that paper is.
pub(super) fn why_not_undo(state: &State, cx: &Context) -> Option<String> {
    let own = state.view.as_ref().is_some_and(|view| {
        let is_own = |(_, officer, _): &(_, OfficerId, _)| *officer == cx.actor().id;
        view.undoable.as_ref().is_some_and(is_own) && view.undoable_pages == Some(state.component)
    });
    (!own).then(|| text::NOTHING_TO_UNDO.to_owned())
}
