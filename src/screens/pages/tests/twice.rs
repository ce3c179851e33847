//! An image whose bytes came before.

use super::*;
use crate::domain::tray::{AGAIN, TrayAct};

/// The image that waits for side 3 came before.
fn doubtful() -> (State, Context) {
    let (view, mut tray) = lacking();
    tray[0].flags = vec![AGAIN.to_owned()];
    opened((view, tray))
}

fn answered(way: usize) -> (State, Context, Vec<Effect>) {
    let (mut state, mut cx) = doubtful();
    let asked = play(&mut state, &mut cx, "<enter>");
    let [Effect::Open(dialog)] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    let Destination::AskChoice { lines, choices, .. } = dialog.as_ref() else {
        panic!("{dialog:?}")
    };
    assert!(lines[0].contains("giống từng byte"), "{lines:?}");
    assert_eq!(choices.len(), 3);
    let effects = update(&mut state, Msg::Replied(Reply::Picked(way)), &mut cx);
    (state, cx, effects)
}

/// Enter after Enter is how pages are placed: the question is not passed over by it, and nothing is lost by it.
#[test]
fn enter_asks_and_the_first_answer_leaves_it_in_the_tray() {
    let (mut state, mut cx, effects) = answered(0);
    assert_eq!(effects, []);
    assert!(said(&state, &cx).starts_with("Chưa gán."));
    let again = play(&mut state, &mut cx, "<enter>");
    assert!(matches!(again.as_slice(), [Effect::Open(_)]), "{again:?}");
}

#[test]
fn it_is_placed_when_the_officer_says_so() {
    let (.., effects) = answered(1);
    let new = set(&effects);
    assert_eq!(new.taken, [in_tray(4).id]);
    assert_eq!(slots(&new), ["1", "2", "3a", "3b", "4"]);
}

#[test]
fn thrown_away_it_can_be_taken_back_and_the_tray_is_read_again() {
    let (mut state, mut cx, effects) = answered(2);
    let [Effect::Tray(ticket, TrayAct::Trash(pages))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(*pages, [in_tray(4).id]);
    assert!(said(&state, &cx).contains("thùng rác"), "{}", said(&state, &cx));
    let ticket = *ticket;
    let asked = update(&mut state, Msg::Kept(ticket, Ok(())), &mut cx);
    assert!(
        matches!(asked[..], [Effect::Ask(..), Effect::Ask(..)]),
        "{asked:?}"
    );
    update(
        &mut state,
        Msg::Kept(ticket, Err(crate::domain::refusal::Refusal::ReadOnly)),
        &mut cx,
    );
    assert!(!said(&state, &cx).contains("thùng rác"), "it is where it was");
}

/// The image went to another paper while the question stood there.
#[test]
fn an_image_that_is_gone_meanwhile_is_said() {
    let (mut state, mut cx) = doubtful();
    play(&mut state, &mut cx, "<enter>");
    let known = (lacking().0, vec![]);
    hear(&mut state, &mut cx, known);
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx), []);
    assert_eq!(said(&state, &cx), text::CHANGED_MEANWHILE);
}

/// KB04 holds for t as well: on a missing side, and in the place of a page.
#[test]
fn t_asks_as_enter_does() {
    for keys in ["t", "<home>t"] {
        let (view, mut tray) = lacking();
        tray[0].flags = vec![AGAIN.to_owned()];
        tray.push(in_tray(9));
        let (mut state, mut cx) = opened((view, tray));
        let effects = play(&mut state, &mut cx, keys);
        let Some(Destination::PickRow { rows, .. }) = opens(&effects) else {
            panic!("{effects:?}")
        };
        let at = rows.iter().position(|row| row.starts_with("S0004.jpg")).unwrap();
        let asked = update(&mut state, Msg::Replied(Reply::Picked(at)), &mut cx);
        assert!(
            matches!(opens(&asked), Some(Destination::AskChoice { .. })),
            "{keys}: {asked:?}"
        );
        let new = set(&update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx));
        assert_eq!(new.taken, [in_tray(4).id], "{keys}");
    }
    // The only image there is takes a page's place without a list, but not without the question.
    let (mut state, mut cx) = doubtful();
    let asked = play(&mut state, &mut cx, "<home>t");
    assert!(
        matches!(opens(&asked), Some(Destination::AskChoice { .. })),
        "{asked:?}"
    );
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx), []);
    assert!(said(&state, &cx).starts_with("Chưa gán."));
}

/// The words say what of it is known already.
#[test]
fn a_file_of_a_paper_and_half_a_card_are_asked_about_by_their_own_words() {
    use crate::domain::tray::{JOINED, USED};
    for (flag, words) in [
        (USED, "đang nằm trong một giấy tờ"),
        (JOINED, "đã ghép vào ảnh hai mặt thẻ"),
    ] {
        let (view, mut tray) = lacking();
        tray[0].flags = vec![flag.to_owned()];
        let (mut state, mut cx) = opened((view, tray));
        let asked = play(&mut state, &mut cx, "<enter>");
        let Some(Destination::AskChoice { lines, .. }) = opens(&asked) else {
            panic!("{asked:?}")
        };
        assert!(lines[0].contains(words), "{lines:?}");
    }
}
