use super::*;
use crate::app::testing::{context, drawn, no_keys_panic, play, said, wide};

fn opened() -> (State, Context) {
    let mut cx = context();
    let asked = ("Lưu hồ sơ vào tủ".into(), "Tủ".into(), "Tủ 3, ngăn ".into());
    (open(asked, &mut cx).0, cx)
}

#[test]
fn the_text_is_handed_down_and_esc_hands_down_nothing() {
    let text = |text: &str| vec![Effect::Answer(Reply::Text(text.to_owned()))];
    let cases = [
        ("2 <enter>", text("Tủ 3, ngăn 2")),
        ("7<f2>", text("Tủ 3, ngăn 7")),
        ("9<esc>", vec![Effect::Answer(Reply::Nothing)]),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened();
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
    let (mut state, mut cx) = opened();
    update(&mut state, Msg::Paste("5\n".into()), &mut cx);
    assert_eq!(state.line.text(), "Tủ 3, ngăn 5");
}

#[test]
fn it_stands_in_its_frame() {
    let (mut state, mut cx) = opened();
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("ask_text", picture.text());
    insta::assert_snapshot!("ask_text_120", wide(&mut state, &mut cx));
    assert_eq!(picture.cursor, Some((21, 11)));
}

no_keys_panic!(32, opened());

#[test]
fn the_reason_of_an_act_is_given_by_f2_alone_and_never_empty() {
    let mut cx = context();
    let (mut state, _) = open_act(("Gỡ giấy tờ khỏi kho".into(), "Lý do".into()), "Gỡ khỏi kho");
    insta::assert_snapshot!("ask_reason", drawn(&state, &cx).text());
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [], "nothing is written");
    assert_eq!(said(&state, &cx), "Phải ghi rõ lý do. Nhập lý do rồi bấm F2.");
    assert_eq!(
        play(&mut state, &mut cx, "cap nham<enter>"),
        [],
        "Enter does nothing that stays"
    );
    assert_eq!(said(&state, &cx), text::ADVICE_F2);
    let given = Effect::Answer(Reply::Text("cap nham".into()));
    assert_eq!(play(&mut state, &mut cx, "<f2>"), [given]);
}
