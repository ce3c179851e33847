use super::*;
use crate::app::testing::{context, no_keys_panic, play, shot, wide};
use unicode_width::UnicodeWidthStr;

const STEPS: [&str; 5] = ["Kiểm tra", "Thủ tục", "Chủ hồ sơ", "Thành phần", "Xem lại"];

fn below() -> ScreenChrome {
    ScreenChrome {
        context: Line2::Steps {
            names: &STEPS,
            current: 2,
            right: "Đinh Thị Hà".into(),
        },
        about: Some("phone"),
        offers: vec![
            Offer::new(Command::Commit).named("Tiếp tục"),
            Offer::new(Command::Choose),
            Offer::new(Command::Accept).named("Cần điền"),
            Offer::new(Command::Sign).unless(Some("Chưa có tệp để ký.".into())),
        ],
        ..ScreenChrome::new(["Tiếp nhận hồ sơ", "Chủ hồ sơ"])
    }
}

fn opened() -> (State, Context) {
    let mut cx = context();
    (open((below(), &Keymap::default()), &mut cx).0, cx)
}

#[test]
fn it_begins_with_the_field_under_the_cursor() {
    let (state, cx) = opened();
    insta::assert_snapshot!("help", shot(&state, &cx));
    let mut cx = context();
    let home = ScreenChrome::new(["Trang chính"]);
    let (mut state, _) = open((home, &Keymap::default()), &mut cx);
    insta::assert_snapshot!("help_home", shot(&state, &cx));
    insta::assert_snapshot!("help_120", wide(&mut state, &mut cx));
}

#[test]
fn it_scrolls_to_its_end_and_esc_hands_nothing_down() {
    let (mut state, mut cx) = opened();
    play(&mut state, &mut cx, "<end>");
    let last = state.lines.len() - 18;
    assert_eq!(state.offset, last);
    play(&mut state, &mut cx, "<down><pageup><up>");
    assert_eq!(state.offset, last - 18);
    play(&mut state, &mut cx, "<home><up>");
    assert_eq!(state.offset, 0);
    let closed = play(&mut state, &mut cx, "<esc>");
    assert_eq!(closed, [Effect::Answer(Reply::Nothing)]);
}

#[test]
fn it_shows_the_keys_of_this_desk() {
    let keys = Keymap::from_toml("[keys]\ncommit = [\"f8\"]\nfiles = [\"f2\"]\n").unwrap();
    let (state, _) = open((below(), &keys), &mut context());
    let moved = |line: &page::HelpLine| match line {
        page::HelpLine::Keys(left, _) => left == &("F8".to_owned(), "Tiếp tục".to_owned()),
        _ => false,
    };
    assert!(state.lines.iter().any(moved), "{:?}", state.lines);
}

#[test]
fn what_cannot_be_used_says_why() {
    let (state, _) = opened();
    let barred = page::HelpLine::Text("Ký: Chưa có tệp để ký.".into());
    assert!(state.lines.contains(&barred));
}

#[test]
fn every_text_fits_its_row_and_every_field_has_a_label() {
    let steps = text::STEPS.iter().flat_map(|lines| lines.iter());
    let screens = text::SCREENS.iter().flat_map(|(_, lines)| lines.iter());
    let meanings = text::FIELDS.iter().flat_map(|help| help.meaning.iter());
    for line in steps.chain(screens).chain(meanings) {
        assert!(line.width() <= 78, "{line}");
    }
    for help in text::FIELDS {
        assert_ne!(crate::domain::text::field(help.name), help.name);
        for fact in [help.example, help.basis, help.without] {
            assert!(fact.width() <= 65, "{fact}");
        }
    }
}

no_keys_panic!(24, opened());
