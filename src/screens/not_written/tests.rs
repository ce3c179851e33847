use super::*;
use crate::app::testing::{at, context, no_keys_panic, play, shot, wide};

fn opened() -> (State, Context) {
    let mut cx = context();
    cx.draft_mut();
    cx.draft_saved = Some(at("2023-02-14T08:06:58+07:00"));
    (open(Refusal::DiskFull { free_mb: 0 }, &mut cx).0, cx)
}

#[test]
fn one_tries_again_and_everything_else_loses_nothing() {
    let again = || vec![Effect::Answer(Reply::Picked(0))];
    let nothing = || vec![Effect::Answer(Reply::Nothing)];
    let cases = [
        ("1", again()),
        ("<enter>", again()),
        ("2", nothing()),
        ("<esc>", nothing()),
        ("<down><enter>", nothing()),
        ("<f2>", vec![]),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
}

#[test]
fn it_stands_as_drawn() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("not_written", shot(&state, &cx));
    insta::assert_snapshot!("not_written_120", wide(&mut state, &mut cx));
    let (state, _) = open(Refusal::Fault { code: "db-io" }, &mut context());
    assert_eq!(state.code(), "db-io");
}

no_keys_panic!(24, opened());
