use super::*;
use crate::app::testing::{any_keys, context, play, shot, walk};
use proptest::prelude::*;

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
    let (state, cx) = opened();
    insta::assert_snapshot!("read_only", shot(&state, &cx));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_keys_make_it_panic(keys in any_keys()) {
        let (mut state, mut cx) = opened();
        walk(&mut state, &mut cx, &keys);
    }
}
