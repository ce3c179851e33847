use super::*;
use crate::app::testing::{context, no_keys_panic, play, shot, wide};

fn opened() -> (State, Context) {
    let mut cx = context();
    cx.officer = None;
    cx.read_only = true;
    (open(Refusal::ReadOnly, &mut cx).0, cx)
}

#[test]
fn looking_goes_through_login() {
    let login = || vec![Effect::Replace(Box::new(Destination::Login))];
    let cases = [
        ("2", login()),
        ("<down><enter>", login()),
        ("3", vec![Effect::Quit]),
        ("<down><down><enter>", vec![Effect::Quit]),
        ("<esc>4", vec![]),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
}

#[test]
fn opening_is_tried_once_at_a_time_and_a_no_is_said() {
    let (mut state, mut cx) = opened();
    let tried = |ticket| Effect::Start(Ticket(ticket), Job::OpenAgain);
    assert_eq!(play(&mut state, &mut cx, "1<enter>2"), [tried(1)]);
    let no = Msg::Job(Ticket(1), JobEvent::Ended(Err(Refusal::ReadOnly.into())));
    update(&mut state, no, &mut cx);
    let said = chrome(&state, &cx).message.unwrap();
    assert_eq!(
        said,
        Message::error(crate::domain::text::refusal(&Refusal::ReadOnly))
    );
    assert_eq!(play(&mut state, &mut cx, "<enter>"), [tried(2)]);
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("read_only", shot(&state, &cx));
    insta::assert_snapshot!("read_only_120", wide(&mut state, &mut cx));
}

no_keys_panic!(24, opened());
