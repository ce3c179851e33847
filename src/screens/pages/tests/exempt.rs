//! What the keys are, where only some of them do something.

use super::*;
use crate::domain::component::Digitise;

fn offered(state: &State, cx: &Context) -> Vec<Command> {
    let offers = chrome(state, cx).offers.into_iter();
    offers
        .filter(crate::app::command::Offer::enabled)
        .map(|it| it.command)
        .collect()
}

/// An older program let pages stand in a paper that is not digitised.
#[test]
fn of_a_paper_that_is_not_digitised_pages_can_only_be_taken_out() {
    let (mut view, tray) = lacking();
    view.components[0].digitise = Digitise::Exempt;
    let (mut state, mut cx) = opened((view, tray));
    assert_eq!(said(&state, &cx), text::EXEMPT);
    assert_eq!(offered(&state, &cx), [Command::Remove, Command::Look]);
    let refused = words::refusal(&Refusal::Exempted);
    for keys in ["<f8>", "<f2>", "<enter>", "g", "r", "t", "<tab>", "+"] {
        assert_eq!(play(&mut state, &mut cx, keys), [], "{keys}");
        assert_eq!(said(&state, &cx), refused, "{keys}");
    }
    let less = set(&play(&mut state, &mut cx, "<home><delete>"));
    assert_eq!(slots(&less), ["2", "3a", "4"]);
}

#[test]
fn in_the_fields_no_key_of_the_list_is_named() {
    let (mut state, mut cx) = opened(lacking());
    assert!(offered(&state, &cx).contains(&Command::Tick));
    play(&mut state, &mut cx, "<tab>");
    let named = offered(&state, &cx);
    for command in [Command::Tick, Command::Right, Command::Remove, Command::More] {
        assert!(!named.contains(&command), "{command:?}");
    }
    let shown = shot(&state, &cx);
    assert!(shown.contains("Enter Các mặt"), "{shown}");
}
