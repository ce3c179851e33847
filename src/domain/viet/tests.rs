use proptest::prelude::*;

use super::*;

#[test]
fn every_door_gives_nfc_without_look_alikes_or_invisible_characters() {
    for (raw, kept) in [
        ("Nguye\u{302}\u{303}n", "Nguyễn"),
        ("\u{d0}inh V\u{103}n \u{d0}\u{1ea1}t", "Đinh Văn Đạt"),
        ("\u{f0}ường", "đường"),
        ("Đinh\u{a0}Thị\u{200b} Hà\u{feff}", "Đinh Thị Hà"),
        ("a\tb\r\nc", "a b  c"),
        ("\u{1b}[31mđỏ\u{1b}[0m", "đỏ"),
        ("\u{1b}]0;tiêu đề\u{7}xong", "xong"),
        ("\u{1b}]8;;http://x\u{1b}\\liên kết", "liên kết"),
        ("\u{9b}2Jsạch", "sạch"),
        ("\u{1b}cmới\u{8}", "mới"),
        ("\u{202e}ngược", "ngược"),
    ] {
        assert_eq!(clean(raw), kept, "{raw:?}");
    }
}

#[test]
fn a_note_keeps_its_lines_and_a_value_loses_needless_blanks() {
    assert_eq!(clean_lines("một\r\nhai\rba"), "một\nhai\nba");
    assert_eq!(tidy("  Đinh   Thị\u{3000}Hà "), "Đinh Thị Hà");
}

#[test]
fn the_search_form_drops_marks_and_keeps_digits_and_dots() {
    for (text, folded) in [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("HOÀ  hòa Thuý Thúy", "hoa hoa thuy thuy"),
        ("1.000047.000.00.00.H08", "1.000047.000.00.00.h08"),
        ("0905 123-456", "0905 123-456"),
        ("! \u{dd8} lone marks", "! lone marks"),
        ("Ngươ\u{300}i Ơ\u{309} Ấp", "nguoi o ap"),
    ] {
        assert_eq!(fold(text), folded);
    }
}

#[test]
fn words_match_by_their_beginnings_in_any_order_and_by_initials() {
    let name = fold("Đăng ký khai sinh (1.001193)");
    for query in [
        "khai sinh",
        "sinh dang",
        "Đăng KÝ",
        "dkks",
        "ks",
        "1.0011",
        "001193",
        "",
        "  ",
        "dk sinh",
    ] {
        assert!(matches_words(&name, query), "{query}");
    }
    for query in ["ai sinh", "khai tu", "inh", "1193"] {
        assert!(!matches_words(&name, query), "{query}");
    }
}

#[test]
fn initials_are_folded_first_letters() {
    assert_eq!(initials("Đinh Thị Hà"), "dth");
    assert_eq!(initials("UBND xã Ea H'Leo"), "uxehl");
}

#[test]
fn the_place_of_the_tone_mark_does_not_make_another_name() {
    assert_eq!(spelling_key("Xã Hoà Thuý"), spelling_key("xã Hòa Thúy"));
    assert_ne!(spelling_key("Xã Hòa"), spelling_key("Xã Hoa"));
    assert_ne!(spelling_key("Đa"), spelling_key("Da"));
}

#[test]
fn words_sort_as_in_a_vietnamese_dictionary() {
    let sorted = [
        "An", "ăn", "Ân", "da", "đa", "ma", "mà", "mả", "mã", "má", "mạ", "o", "ô", "ơ", "u", "ư",
    ];
    let mut words = sorted.to_vec();
    words.reverse();
    words.sort_by_key(|word| collation_key(word));
    assert_eq!(words, sorted);
}

#[test]
fn people_sort_by_given_name_first() {
    let mut names = vec!["Võ Hữu Phúc", "Trần Văn An", "Bùi Kim Tâm", "Lê Văn An"];
    names.sort_by_key(|name| name_key(name));
    assert_eq!(names, ["Lê Văn An", "Trần Văn An", "Võ Hữu Phúc", "Bùi Kim Tâm"]);
}

#[test]
fn names_get_their_capitals() {
    for (typed, name) in [
        ("ĐINH THỊ HÀ", "Đinh Thị Hà"),
        ("dinh  van đạt", "Dinh Van Đạt"),
        ("y h'wen-niê", "Y H'Wen-Niê"),
    ] {
        assert_eq!(name_case(typed), name);
    }
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing_more_and_leaves_no_control(text in any::<String>()) {
        let once = clean(&text);
        prop_assert_eq!(clean(&once), once.clone());
        prop_assert!(!once.chars().any(char::is_control));
        prop_assert_eq!(tidy(&tidy(&text)), tidy(&text));
        prop_assert_eq!(clean_lines(&clean_lines(&text)), clean_lines(&text));
    }

    #[test]
    fn folding_is_stable_and_blind_to_marks_and_form(text in "[\u{c0}-\u{1b0}\u{1ea0}-\u{1ef9} a-zA-Z0-9.]{0,40}") {
        use unicode_normalization::UnicodeNormalization;
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded.clone());
        prop_assert_eq!(fold(&text.nfd().collect::<String>()), folded);
    }

    #[test]
    fn folding_anything_is_stable(text in any::<String>()) {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn any_text_finds_itself_and_any_two_of_its_words(text in "[a-zA-Zàáđêơ]{1,8}( [a-zA-Zàáđêơ0-9]{1,8}){1,4}") {
        let folded = fold(&text);
        prop_assert!(matches_words(&folded, &text));
        let words: Vec<_> = text.split(' ').collect();
        prop_assert!(matches_words(&folded, words[1]));
        let swapped = format!("{} {}", words[1], words[0]);
        prop_assert!(matches_words(&folded, &swapped));
    }

    #[test]
    fn ordering_and_case_take_any_text(text in any::<String>()) {
        let _ = (collation_key(&text), name_key(&text), name_case(&text), initials(&text), spelling_key(&text));
    }
}
