use super::*;
use crate::app::command::EVERYWHERE;
use crate::app::key::Key;
use crate::app::model::LAYERS;
use crate::app::testing::{context, no_desk, no_keys_panic, play, shot, wide};
use std::collections::BTreeSet;
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

fn over(name: &'static str, below: ScreenChrome, keys: &Keymap, cx: &mut Context) -> State {
    open((name, below), (keys, cx)).0
}

fn opened() -> (State, Context) {
    let mut cx = context();
    (over("holder", below(), &Keymap::default(), &mut cx), cx)
}

#[test]
fn it_begins_with_the_field_under_the_cursor() {
    let (state, cx) = opened();
    insta::assert_snapshot!("help", shot(&state, &cx));
    let mut cx = context();
    let home = ScreenChrome::new(["Trang chính"]);
    let mut state = over("home", home, &Keymap::default(), &mut cx);
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
    let state = over("holder", below(), &keys, &mut context());
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
fn every_layer_it_can_stand_over_has_words() {
    let silent: Vec<_> = LAYERS
        .iter()
        .filter(|name| layers::words(name).is_empty())
        .collect();
    assert_eq!(silent, [&"curtain", &"help"]);
    // The pages that were thrown out of the tray are a place of their own.
    for name in LAYERS
        .iter()
        .chain([&"tray_bin"])
        .filter(|name| !silent.contains(name))
    {
        let words = layers::words(name);
        assert!((1..=6).contains(&words.len()), "{name}");
        for line in words {
            assert!(line.width() <= 78, "{line}");
        }
    }
}

#[test]
fn every_field_of_the_owners_form_is_explained_and_fits() {
    for help in fields::text::FIELDS {
        assert_ne!(crate::domain::text::field(help.name), help.name);
        for line in help.meaning {
            assert!(line.width() <= 78, "{line}");
        }
        for fact in [help.example, help.basis, help.without] {
            assert!(fact.width() <= 65, "{fact}");
        }
    }
}

/// The keys it names.
fn named(state: &State) -> Vec<String> {
    let mut keys = Vec::new();
    for line in &state.lines {
        if let page::HelpLine::Keys(left, right) = line {
            keys.push(left.0.clone());
            keys.extend(right.iter().map(|(key, _)| key.clone()));
        }
    }
    keys
}

#[test]
fn it_names_the_keys_of_the_layer_and_of_every_layer_and_no_other() {
    let keys = Keymap::default();
    let key = |command| keys.key(command).map(|key: Key| key.label());
    let common: BTreeSet<String> = EVERYWHERE.into_iter().filter_map(key).collect();
    for offered in Command::ALL {
        let chrome = ScreenChrome {
            offers: vec![Offer::new(*offered)],
            ends: vec![],
            ..ScreenChrome::new(["Hồ sơ"])
        };
        let state = over("list", chrome, &keys, &mut context());
        let wanted = common.iter().cloned().chain(key(*offered));
        let found = named(&state);
        assert_eq!(
            BTreeSet::from_iter(found.clone()),
            wanted.collect(),
            "{offered:?}"
        );
        assert_eq!(found.len(), BTreeSet::from_iter(found).len(), "{offered:?} twice");
    }
    // Before login nothing can be hidden, and F10 leaves.
    let ends = vec![Offer::new(Command::Palette).named("Thoát")];
    let chrome = ScreenChrome {
        ends,
        ..ScreenChrome::new(["Đăng nhập"])
    };
    let mut cx = no_desk();
    let found = named(&over("login", chrome, &keys, &mut cx));
    assert_eq!(found, ["F10", "F1", "F12", "Ctrl+C"]);
}

no_keys_panic!(24, opened());
