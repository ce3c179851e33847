//! What the keys do, by where the cursor stands.

use super::{Field, State, keys, text};
use crate::app::command::{Command, Offer};
use crate::app::context::Context;

/// What can be done now, and what not and why.
pub(super) fn offers(state: &State, cx: &Context) -> Vec<Offer> {
    let look = Offer::new(Command::Look).unless(keys::why_not_look(state));
    let undo = Offer::new(Command::Undo).unless(keys::why_not_undo(state, cx));
    let to_tray = Offer::new(Command::Remove).named(text::TO_TRAY);
    if state.is_exempt() {
        return vec![to_tray, look, undo];
    }
    let mut offers = vec![
        Offer::new(Command::Commit).named(text::FINISH),
        Offer::new(Command::Files).named(text::SCAN),
    ];
    if state.focus != Field::List {
        // The letters are typed there, and a page is not pointed at.
        offers.extend([Offer::new(Command::Accept).named(text::TO_PAGES), look, undo]);
        return offers;
    }
    let enter = if state.tally().is_right() {
        text::FINISH
    } else {
        text::PLACE
    };
    offers.extend([
        Offer::new(Command::Accept).named(enter),
        Offer::new(Command::Tick).named(text::NOTE).shown("g"),
        Offer::new(Command::Right).named(text::TURN).shown("r"),
        to_tray,
        look,
        Offer::new(Command::ReplacePage)
            .shown("t")
            .unless(keys::why_not_replace(state)),
        undo,
        Offer::new(Command::More).named(text::SWAP).shown("+ −"),
    ]);
    offers
}
