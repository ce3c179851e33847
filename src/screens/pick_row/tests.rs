use super::*;
use crate::app::testing::{any_keys, context, drawn, play, said, walk, wide};
use proptest::prelude::*;

fn opened(count: usize) -> (State, Context) {
    let mut cx = context();
    let rows = (1..=count).map(|row| format!("Lý do số {row}")).collect();
    (open("Lý do mẫu".into(), rows, &mut cx).0, cx)
}

#[test]
fn a_row_is_taken_by_enter_or_by_its_number() {
    let picked = |at| vec![Effect::Answer(Reply::Picked(at))];
    let cases = [
        ("<enter>", picked(0)),
        ("<down><down><enter>", picked(2)),
        ("<end><enter>", picked(19)),
        ("7", picked(6)),
        ("<esc>", vec![Effect::Answer(Reply::Nothing)]),
        ("0x", vec![]),
    ];
    for (keys, wanted) in cases {
        let (mut state, mut cx) = opened(20);
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
    let (mut state, mut cx) = opened(0);
    assert_eq!(play(&mut state, &mut cx, "1<enter>"), []);
    assert_eq!(chrome(&state, &cx).message, Some(Message::warning(text::EMPTY)));
}

#[test]
fn typing_searches_a_list_longer_than_its_numbers() {
    let picked = |at| vec![Effect::Answer(Reply::Picked(at))];
    let rows = || -> Vec<String> {
        let names = ["Đăng ký khai sinh", "Đăng ký kết hôn", "Chứng thực bản sao"];
        names.iter().cycle().take(20).map(|it| (*it).to_owned()).collect()
    };
    let cases = [
        ("chung thuc<enter>", picked(2)),
        ("ket hon<down><enter>", picked(4)),
        ("ket hon2", picked(4)),
        ("ket hon<esc><enter>", picked(1)),
        ("ket hon<esc><esc>", vec![Effect::Answer(Reply::Nothing)]),
        ("khong co<enter>", vec![]),
    ];
    for (keys, wanted) in cases {
        let mut cx = context();
        let (mut state, _) = open("Thủ tục".into(), rows(), &mut cx);
        assert_eq!(play(&mut state, &mut cx, keys), wanted, "{keys}");
    }
    let mut cx = context();
    let (mut state, _) = open("Thủ tục".into(), rows(), &mut cx);
    play(&mut state, &mut cx, "chung thuc");
    insta::assert_snapshot!("pick_row_searched", drawn(&state, &cx).text());
    play(&mut state, &mut cx, "x");
    assert_eq!(chrome(&state, &cx).message, Some(Message::advice(text::NO_MATCH)));
}

#[test]
fn it_stands_in_its_frame() {
    let (mut state, mut cx) = opened(20);
    play(&mut state, &mut cx, "<pagedown><down><down>");
    let picture = drawn(&state, &cx);
    insta::assert_snapshot!("pick_row", picture.text());
    insta::assert_snapshot!("pick_row_120", wide(&mut state, &mut cx));
    assert!(picture.cursor.is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn no_keys_make_it_panic(count in 0_usize..30, keys in any_keys()) {
        let (mut state, mut cx) = opened(count);
        walk(&mut state, &mut cx, &keys);
    }
}

#[test]
fn a_row_the_list_has_no_room_for_is_read_whole_below_it() {
    let mut cx = context();
    let long =
        "S0001.jpg: tệp này không phải ảnh hay PDF, hoặc bị hỏng khi chép. Quét lại trang này rồi chép lại.";
    let rows = vec!["ngắn".to_owned(), long.to_owned()];
    let (mut state, _) = open("Tệp không nhận được".into(), rows, &mut cx);
    assert_eq!(said(&state, &cx), text::ADVICE);
    play(&mut state, &mut cx, "<down>");
    assert_eq!(said(&state, &cx), long);
}
