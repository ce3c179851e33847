use super::*;
use crate::app::testing::{context, drawn, hanh, no_keys_panic, play, wide};

fn opened() -> (State, Context) {
    let mut cx = context();
    (open(hanh().id, &mut cx).0, cx)
}

fn set_pin(ticket: u64) -> Effect {
    Effect::SetPin {
        ticket: Ticket(ticket),
        officer: hanh().id,
        old: Some(Pin("1234".into())),
        new: Pin("8642".into()),
    }
}

#[test]
fn f2_sets_it_once_and_home_follows() {
    let (mut state, mut cx) = opened();
    let set = play(&mut state, &mut cx, "1234<enter>8642<enter>8642<f2><f2>");
    assert_eq!(set, [set_pin(1)]);
    let after = update(&mut state, Msg::PinSet(Ticket(1), Ok(())), &mut cx);
    assert_eq!(after[0], Effect::Replace(Box::new(Destination::Home)));
}

#[test]
fn what_is_wrong_is_said_where_the_cursor_goes() {
    let cases = [
        ("1234<f2>", Field::New, text::MISSING.to_owned()),
        ("1234<tab>12<tab>12<f2>", Field::New, text::too_short(4)),
        ("1234<tab>1234<tab>1234<f2>", Field::New, text::SAME.to_owned()),
        (
            "1234<tab>8642<tab>8643<f2>",
            Field::Again,
            text::DIFFERENT.to_owned(),
        ),
    ];
    for (keys, field, words) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), [], "{keys}");
        assert_eq!(
            (state.form.focus(), &state.message),
            (field, &Some(Message::error(words))),
            "{keys}"
        );
    }
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "1234<tab>8642<tab>8642<f2>");
    let refusal = Refusal::WrongPin { left: 2 };
    update(&mut state, Msg::PinSet(Ticket(1), Err(refusal)), &mut cx);
    assert_eq!(state.form.focus(), Field::Old);
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::LogOut]);
}

#[test]
fn the_first_pin_of_a_machine_has_no_old_one_and_is_tried_at_once() {
    let mut cx = context();
    cx.officer = None;
    let (mut state, _) = open_first(hanh().id, &mut cx);
    assert_eq!(play(&mut state, &mut cx, "8642<enter>8643<f2>"), []);
    assert_eq!(state.message, Some(Message::error(text::DIFFERENT)));
    let set = Effect::SetPin {
        ticket: Ticket(1),
        officer: hanh().id,
        old: None,
        new: Pin("8642".into()),
    };
    assert_eq!(play(&mut state, &mut cx, "8642<f2>"), [set]);
    insta::assert_snapshot!("first_pin", drawn(&state, &cx).text());
    let after = update(&mut state, Msg::PinSet(Ticket(1), Ok(())), &mut cx);
    let login = Effect::Replace(Box::new(Destination::Login));
    assert_eq!(after, [login, Effect::Say(Message::done(text::FIRST_SET))]);
    assert_eq!(
        play(&mut state, &mut cx, "<esc>"),
        [Effect::Replace(Box::new(Destination::Login))]
    );
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "1234<tab>86");
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("new_pin", picture.text());
    insta::assert_snapshot!("new_pin_120", wide(&mut state, &mut cx));
    assert_eq!(picture.cursor, Some((28, 7)));
}

no_keys_panic!(24, opened());
