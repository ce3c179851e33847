//! The order of Vietnamese words and names, and names in name case.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Tone marks in dictionary order: none, huyền, hỏi, ngã, sắc, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
/// Breve, circumflex, horn: ă before â, o before ô before ơ.
const SHAPES: [char; 3] = ['\u{306}', '\u{302}', '\u{31b}'];

/// A key whose plain byte order is the order of the Vietnamese dictionary: letters first, then tones, then case.
pub fn collation_key(text: &str) -> String {
    let text = super::tidy(text);
    let (mut letters, mut tones) = (String::new(), String::new());
    for letter in text.to_lowercase().nfd() {
        if let Some(rank) = rank(&TONES, letter) {
            tones.pop();
            tones.push(rank);
        } else if let Some(rank) = rank(&SHAPES, letter) {
            letters.pop();
            letters.push(rank);
        } else if letter == '\u{111}' {
            letters.push_str("d1");
            tones.push('0');
        } else if !is_combining_mark(letter) {
            letters.push(letter);
            letters.push(if letter.is_alphabetic() { '0' } else { ' ' });
            tones.push('0');
        }
    }
    format!("{letters}\u{1}{tones}\u{1}{text}")
}

/// The order of people in Vietnamese lists: given name, then surname and middle names.
pub fn name_key(name: &str) -> String {
    let name = super::tidy(name);
    match name.rsplit_once(' ') {
        Some((before, given)) => format!("{}\u{2}{}", collation_key(given), collation_key(before)),
        None => collation_key(&name),
    }
}

/// `ĐINH THỊ HÀ` as `Đinh Thị Hà`: each part of a name begins with a capital, also after a hyphen or an
/// apostrophe (Bana and Ede names).
pub fn name_case(name: &str) -> String {
    let mut cased = String::with_capacity(name.len());
    let mut starts = true;
    for letter in super::tidy(name).to_lowercase().chars() {
        if starts {
            cased.extend(letter.to_uppercase());
        } else {
            cased.push(letter);
        }
        starts = !(letter.is_alphanumeric() || is_combining_mark(letter));
    }
    cased.nfc().collect()
}

fn rank(marks: &[char], letter: char) -> Option<char> {
    let at = marks.iter().position(|mark| *mark == letter)?;
    char::from_digit(u32::try_from(at).ok()? + 1, 10)
}
