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
        ("1", login()),
        ("<enter>", login()),
        ("2", vec![Effect::Quit]),
        ("<down><enter>", vec![Effect::Quit]),
        ("<esc>3", vec![]),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("read_only", shot(&state, &cx));
    insta::assert_snapshot!("read_only_120", wide(&mut state, &mut cx));
}

no_keys_panic!(24, opened());
