//! What the checklist offers, by where the pointer is.

use super::{Cell, State, Subject, keys, text};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;
use crate::domain::refusal::Refusal;
use crate::domain::text as words;

/// What can be done now, and what not and why.
pub(super) fn offers(state: &State, cx: &Context) -> Vec<Offer> {
    let done = match state.subject {
        Subject::Draft => text::REVIEW,
        Subject::Dossier(_) if state.fresh => text::NEXT_CITIZEN,
        Subject::Dossier(_) => text::DONE,
    };
    let mut offers = vec![Offer::new(Command::Commit).named(done)];
    let Some(item) = state.pointed() else {
        offers.push(Offer::new(Command::Choose).named(text::KHO));
        offers.push(Offer::new(Command::Accept).named(text::ADD_OWN));
        return offers;
    };
    let choose = if state.cell == Cell::Verdict {
        text::REASONS
    } else {
        text::KHO
    };
    offers.push(Offer::new(Command::Choose).named(choose));
    offers.push(match state.subject {
        Subject::Draft => Offer::new(Command::Files),
        Subject::Dossier(_) => Offer::new(Command::Files)
            .named(text::SCAN)
            .unless(keys::why_no_copy(state)),
    });
    if !keys::to_sign(state, item).is_empty() {
        offers.push(Offer::new(Command::Sign).unless(keys::why_not_sign(state, item, cx)));
    } else if keys::signed(&item.files).is_some() {
        offers.push(Offer::new(Command::Sign).named(text::SIGNATURES));
    }
    offers.push(Offer::new(Command::Tick).named(text::TICK));
    let enter = if state.offer(item).is_some() {
        text::USE
    } else {
        text::OPEN_FILES
    };
    let exempt = state.decided(item.id).map(|_| words::refusal(&Refusal::Exempted));
    offers.push(Offer::new(Command::Accept).named(enter).unless(exempt));
    offers.push(Offer::new(Command::TickAll));
    let no_page = state.leaves().is_empty().then(|| text::NO_PAGE.to_owned());
    offers.push(Offer::new(Command::Look).unless(no_page));
    offers.push(Offer::new(Command::Care));
    let none = state.kinds.blank(item).is_none();
    let blank = Offer::new(Command::Print).named(text::BLANK);
    offers.push(blank.unless(none.then(|| text::NO_BLANK.to_owned())));
    if state.kinds.note(item).is_some() {
        offers.push(Offer::new(Command::ReadWording));
    }
    if let Subject::Dossier(_) = state.subject {
        offers.push(Offer::new(Command::Copying));
        offers.push(Offer::new(Command::PrintCovers));
    }
    let undo = keys::why_not_undo(state, cx);
    offers.push(Offer::new(Command::Undo).unless(undo));
    offers
}
