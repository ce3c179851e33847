//! What is typed, pasted, put in and shown.

use super::Reaction::{Changed, Handled, Pass, Refused};
use super::*;
use crate::app::key::parse_keys;
use proptest::prelude::*;
use unicode_normalization::is_nfc;

fn play(line: &mut Line, keys: &str) -> Vec<Reaction> {
    parse_keys(keys)
        .unwrap()
        .into_iter()
        .map(|key| line.key(key))
        .collect()
}

#[test]
fn letters_typed_as_marks_become_one_letter_and_one_backspace_takes_it() {
    let mut line = Line::plain(20);
    play(&mut line, "to\u{302}\u{301}i");
    assert_eq!((line.text(), line.cursor()), ("tối", 3));
    play(&mut line, "<left><backspace>");
    assert_eq!((line.text(), line.cursor()), ("ti", 1));
}

#[test]
fn keys_move_and_edit_and_pass_at_the_ends() {
    let mut line = Line::plain(20).with("ab");
    assert_eq!(
        play(&mut line, "<right><left><left><left>"),
        [Pass, Handled, Handled, Pass]
    );
    assert_eq!(
        play(&mut line, "<delete><end><home><f2><up>"),
        [Changed, Handled, Handled, Pass, Pass]
    );
    assert_eq!(play(&mut line, "<backspace>x<ctrl-a>"), [Handled, Changed, Pass]);
    assert_eq!(line.text(), "xb");
}

#[test]
fn a_full_line_and_a_wrong_character_are_refused() {
    let mut line = Line::new(LineKind::Digits, 3);
    assert_eq!(play(&mut line, "1a23"), [Changed, Refused, Changed, Changed]);
    assert_eq!(play(&mut line, "4"), [Refused]);
    assert_eq!(line.text(), "123");
}

#[test]
fn what_was_left_out_is_known_until_something_is_taken() {
    let mut line = Line::plain(3).with("abc");
    assert!(!line.has_missed());
    play(&mut line, "d");
    assert!(line.has_missed());
    play(&mut line, "<left>");
    assert!(line.has_missed(), "looking does not bring it back");
    play(&mut line, "<backspace>");
    assert!(!line.has_missed());
    line.paste("xyz");
    assert!(line.has_missed());
    line.set("new");
    assert!(!line.has_missed());
}

#[test]
fn a_paste_is_cleaned_cut_and_says_when_something_is_lost() {
    let mut name = Line::plain(30);
    assert_eq!(name.paste("Nguyễn\r\nThị Phượng\r"), Reaction::Changed);
    assert_eq!(name.text(), "Nguyễn Thị Phượng");
    let mut number = Line::new(LineKind::Digits, 12);
    assert_eq!(number.paste("052 192.004 567"), Reaction::Changed);
    assert_eq!(number.text(), "052192004567");
    let mut short = Line::plain(4);
    assert_eq!(short.paste("Nguyễn"), Reaction::Refused);
    assert_eq!(short.text(), "Nguy");
    let mut upper = Line::new(LineKind::Upper, 10);
    assert_eq!(upper.paste("đinh ß"), Reaction::Changed);
    assert_eq!(upper.text(), "ĐINH SS");
}

#[test]
fn what_was_put_in_is_never_cut_and_nothing_is_typed_over_its_end() {
    let mut line = Line::plain(4).with("Nguyễn");
    assert_eq!((line.text(), line.is_full()), ("Nguyễn", true));
    assert_eq!(
        play(&mut line, "<home>x<end>x<left>x"),
        [Handled, Refused, Handled, Refused, Handled, Refused]
    );
    assert_eq!(line.paste("Văn"), Refused);
    assert_eq!(line.text(), "Nguyễn");
    assert_eq!(
        play(&mut line, "<backspace><backspace><backspace>x"),
        [Changed, Changed, Changed, Changed]
    );
    assert_eq!(line.text(), "Ngxn");
}

#[test]
fn what_no_paper_can_show_is_not_typed_and_what_came_from_elsewhere_is_not_changed() {
    let mut line = Line::plain(40);
    assert_eq!(line.paste("Vương 王 Lệ"), Reaction::Refused);
    assert_eq!(line.text(), "Vương  Lệ");
    assert_eq!(Line::plain(40).with("Vương 王 Lệ").text(), "Vương 王 Lệ");
}

#[test]
fn a_pin_is_shown_as_dots_and_never_printed() {
    let mut pin = Line::new(LineKind::Pin, 8).with("2580");
    assert_eq!(pin.view(8, true).text, "••••");
    assert!(!format!("{pin:?}").contains("2580"));
    assert_eq!(pin.take(), "2580");
    assert!(pin.is_empty());
}

#[test]
fn a_pin_stays_where_it_was_typed_until_it_is_overwritten() {
    let mut pin = Line::new(LineKind::Secret, 64);
    let place = pin.text.as_ptr();
    let word = "ma so bi mat cua toi ".repeat(3);
    play(&mut pin, &word);
    assert_eq!((pin.text(), pin.text.as_ptr()), (word.as_str(), place));
    play(&mut pin, "<left><backspace>");
    pin.clear();
    assert!(pin.is_empty() && pin.text.as_ptr() == place);
}

#[test]
fn a_long_line_is_cut_on_the_side_away_from_the_cursor() {
    let mut line = Line::plain(40).with("abcdefghij");
    let shown = |line: &Line| (line.view(6, true).text, line.view(6, true).cursor);
    assert_eq!(line.view(6, false).text, "abcde…");
    assert_eq!(shown(&line), ("…fghij".to_owned(), 6));
    play(&mut line, "<home>");
    assert_eq!(shown(&line), ("abcde…".to_owned(), 0));
    play(&mut line, "<right><right><right><right><right><right>");
    assert_eq!(shown(&line), ("…defg…".to_owned(), 4));
    assert_eq!(line.view(10, true).text, "abcdefghij");
}

#[test]
fn a_lone_digit_is_known() {
    let lone = |text: &str| Line::plain(9).with(text).lone_digit();
    assert_eq!(
        [lone("3"), lone(""), lone("31"), lone("a")],
        [Some(3), None, None, None]
    );
}

fn any_edit() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<left>".to_owned()),
        Just("<right>".to_owned()),
        Just("<home>".to_owned()),
        Just("<end>".to_owned()),
        Just("<backspace>".to_owned()),
        Just("<delete>".to_owned()),
        "[a-zđĐơư0-9 .\u{300}-\u{303}\u{309}\u{323}\u{302}\u{1100}-\u{11ff}🔒👩\u{200d}]",
    ]
}

proptest! {
    #[test]
    fn whatever_is_typed_the_cursor_stays_inside_and_the_text_composed(
        edits in proptest::collection::vec(any_edit(), 0..60),
        pasted in any::<String>(),
        width in 0_u16..20,
    ) {
        let mut line = Line::plain(12);
        for edit in edits {
            play(&mut line, &edit);
            prop_assert!(line.cursor() <= line.length() && line.length() <= 12);
            prop_assert!(is_nfc(line.text()));
        }
        line.paste(&pasted);
        prop_assert!(line.cursor() <= line.length() && line.length() <= 12);
        prop_assert!(is_nfc(line.text()));
        let view = line.view(width, true);
        prop_assert!(view.cursor <= width);
        prop_assert!(width < 3 || view.text.width() <= usize::from(width), "{view:?} in {width}");
    }
}
