use super::*;
use crate::app::testing::{context, no_keys_panic, play, shot, wide};

fn opened() -> (State, Context) {
    let mut cx = context();
    let long = "Trường hợp nộp trực tiếp thì xuất trình bản chính để đối chiếu. ".repeat(24);
    let (state, effects) = open(&["Tờ khai đăng ký".to_owned(), long], &mut cx);
    assert_eq!(effects, []);
    (state, cx)
}

#[test]
fn the_text_is_wrapped_and_scrolls_to_its_last_line() {
    let (mut state, mut cx) = opened();
    insta::assert_snapshot!("wording_80", shot(&state, &cx));
    insta::assert_snapshot!("wording_120", wide(&mut state, &mut cx));
    assert!(shot(&state, &cx).contains("còn nữa ↓"));
    play(&mut state, &mut cx, "<end>");
    assert!(!shot(&state, &cx).contains("còn nữa ↓"));
    assert_eq!(play(&mut state, &mut cx, "<esc>"), [Effect::Back]);
}

no_keys_panic!(24, opened());
