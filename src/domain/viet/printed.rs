//! What the printed forms can show. The faces that ship with the program draw every Latin letter, Greek, Cyrillic and
//! the usual signs. A character of another script is refused where it is typed and before a dossier is received; a form
//! that would need one is not made: a citizen never gets a paper with a box in his name.

use unicode_normalization::UnicodeNormalization;

/// First and last characters the faces draw; `assets/fonts/subset.sh` cuts them to these.
const DRAWN: [(char, char); 38] = [
    (' ', '~'),
    ('\u{A0}', '\u{36F}'),
    ('\u{384}', '\u{38A}'),
    ('\u{38C}', '\u{38C}'),
    ('\u{38E}', '\u{3A1}'),
    ('\u{3A3}', '\u{3CE}'),
    ('\u{400}', '\u{45F}'),
    ('\u{490}', '\u{491}'),
    ('\u{1E00}', '\u{1E9B}'),
    ('\u{1E9E}', '\u{1E9E}'),
    ('\u{1EA0}', '\u{1EF9}'),
    ('\u{2010}', '\u{2010}'),
    ('\u{2012}', '\u{2015}'),
    ('\u{2018}', '\u{201E}'),
    ('\u{2020}', '\u{2022}'),
    ('\u{2026}', '\u{2026}'),
    ('\u{2030}', '\u{2030}'),
    ('\u{2032}', '\u{2033}'),
    ('\u{2039}', '\u{203A}'),
    ('\u{2044}', '\u{2044}'),
    ('\u{2074}', '\u{2079}'),
    ('\u{2080}', '\u{2089}'),
    ('\u{20AB}', '\u{20AC}'),
    ('\u{2116}', '\u{2116}'),
    ('\u{2122}', '\u{2122}'),
    ('\u{2153}', '\u{2154}'),
    ('\u{215B}', '\u{215E}'),
    ('\u{2190}', '\u{2193}'),
    ('\u{2212}', '\u{2212}'),
    ('\u{2215}', '\u{2215}'),
    ('\u{2219}', '\u{2219}'),
    ('\u{221E}', '\u{221E}'),
    ('\u{2248}', '\u{2248}'),
    ('\u{2260}', '\u{2260}'),
    ('\u{2264}', '\u{2265}'),
    ('\u{25A0}', '\u{25A1}'),
    ('\u{25CF}', '\u{25CF}'),
    ('\u{2C60}', '\u{2C6D}'),
];

/// Do the faces draw this character?
pub fn is_drawn(character: char) -> bool {
    DRAWN
        .iter()
        .any(|&(first, last)| (first..=last).contains(&character))
}

/// The text as a form shows it: letters composed (a PDF has no shaping), line breaks, tabs and odd blanks as single
/// spaces, without what has no shape of its own (zero-width and direction marks, soft hyphens, controls), and a
/// character the faces lack as the plain one it stands for (`１` → `1`). What has no plain one stays: see
/// [`unprintable`].
pub fn printed(text: &str) -> String {
    let shown: String = shaped(text)
        .flat_map(|character| drawable(character).unwrap_or_else(|| vec![character]))
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first character that no form can show.
pub fn unprintable(text: &str) -> Option<char> {
    shaped(text).find(|&character| drawable(character).is_none())
}

fn shaped(text: &str) -> impl Iterator<Item = char> {
    text.nfc().filter(|&c| c.is_whitespace() || !is_shapeless(c))
}

/// What the faces draw for it.
fn drawable(character: char) -> Option<Vec<char>> {
    if character.is_whitespace() || is_drawn(character) {
        return Some(vec![character]);
    }
    let plain: Vec<char> = std::iter::once(character).nfkc().collect();
    plain.iter().all(|&c| is_drawn(c)).then_some(plain)
}

fn is_shapeless(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_people_of_the_country_are_shown_as_they_are() {
        let names = [
            "Y Bhê\u{306} Niê Kdăm",
            "H’Ƀlŭk Ayŭn",
            "Rơ Čăm Ñhŏt",
            "A Đŭk",
            "Điểu K’Ré",
            "Giàng A Sử",
            "Kră Jăn Ưp",
            "Ô\u{306}i Ơ\u{306}t",
        ];
        for name in names {
            assert_eq!(printed(name), name, "{name}");
            assert_eq!(unprintable(name), None, "{name}");
        }
    }

    #[test]
    fn a_character_of_another_script_is_named() {
        assert_eq!(printed("Vương 王 Lệ"), "Vương 王 Lệ");
        assert_eq!(unprintable("Vương 王 Lệ"), Some('王'));
        assert_eq!(printed("số １２ ﬁ"), "số 12 fi");
        assert_eq!(unprintable("số １２ ﬁ"), None);
        assert_eq!(unprintable("□ tick"), None);
    }

    #[test]
    fn decomposed_text_is_composed_and_shapeless_characters_go() {
        let typed = "Đinh  Thi\u{323}\u{200B}\tHa\u{300}\n";
        assert_eq!(printed(typed), "Đinh Thị Hà");
        assert_eq!(unprintable(typed), None);
    }
}
