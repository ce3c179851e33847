use super::*;
use crate::app::msg::LoggedIn;
use crate::app::testing::{context, drawn, hanh, no_keys_panic, play, wide};
use crate::domain::refusal::Refusal;

fn opened() -> (State, Context) {
    let mut cx = context();
    (open(&mut cx).0, cx)
}

#[test]
fn the_officers_pin_opens_it_and_a_wrong_one_does_not() {
    let (mut state, mut cx) = opened();
    let unlock = |ticket| Effect::Unlock(Ticket(ticket), hanh().id, Pin("1234".into()));
    assert_eq!(play(&mut state, &mut cx, "1234<enter><enter>"), [unlock(1)]);
    let wrong = Err(Refusal::WrongPin { left: 3 });
    assert_eq!(update(&mut state, Msg::LoggedIn(Ticket(1), wrong), &mut cx), []);
    let words = "Mã PIN chưa đúng. Còn 3 lần nhập.";
    assert_eq!(chrome(&state, &cx).message, Some(Message::error(words)));
    assert_eq!(play(&mut state, &mut cx, "1234<enter>"), [unlock(2)]);
    let entered = LoggedIn {
        officer: hanh(),
        must_change: false,
    };
    let closed = update(&mut state, Msg::LoggedIn(Ticket(2), Ok(entered)), &mut cx);
    assert_eq!(closed, [Effect::Answer(Reply::Nothing)]);
}

#[test]
fn another_officer_takes_over_by_esc_twice() {
    let (mut state, mut cx) = opened();
    assert_eq!(play(&mut state, &mut cx, "<esc>1<esc>"), []);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::LogOut]);
    play(&mut state, &mut cx, "<backspace><enter>");
    assert_eq!(state.message, Some(Message::error(text::NO_PIN)));
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("curtain", picture.text());
    insta::assert_snapshot!("curtain_120", wide(&mut state, &mut cx));
    assert_eq!(picture.cursor, Some((33, 13)));
}

no_keys_panic!(24, opened());
