use super::*;
use crate::app::testing::{context, drawn, no_keys_panic, play, wide};

fn opened() -> (State, Context) {
    let mut cx = context();
    let lines = vec!["Ông/bà Đinh Thị Hà đang có hồ sơ cùng thủ tục chưa xong: 230213-0002.".into()];
    let choices = vec!["Mở hồ sơ đó xem".into(), "Vẫn tiếp nhận hồ sơ mới".into()];
    (open(("Có thể trùng".into(), lines, choices, 0), &mut cx).0, cx)
}

#[test]
fn an_answer_is_taken_by_its_number_or_by_enter() {
    let picked = |at| vec![Effect::Answer(Reply::Picked(at))];
    let cases = [
        ("<enter>", picked(0)),
        ("2", picked(1)),
        ("<down><down><enter>", picked(1)),
        ("<down><up><enter>", picked(0)),
        ("<esc>", vec![Effect::Answer(Reply::Nothing)]),
        ("3<f2>x", vec![]),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
}

#[test]
fn it_stands_in_its_frame() {
    let (mut state, mut cx) = opened();
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("ask_choice", picture.text());
    insta::assert_snapshot!("ask_choice_120", wide(&mut state, &mut cx));
    assert_eq!(picture.cursor, Some((6, 12)));
}

no_keys_panic!(32, opened());
