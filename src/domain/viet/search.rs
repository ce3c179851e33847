//! The search form of text and matching on it. The stored side and the typed side go through the same [`fold`].

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const D_STROKE: char = '\u{111}';

/// The search form: lower case without marks (đ is d), blanks made one. Digits, dots and all other signs stay,
/// so codes remain findable. The place of the tone mark does not matter, since marks are gone.
pub fn fold(text: &str) -> String {
    let lower = super::clean(text).to_lowercase();
    let bare: String = lower
        .nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .map(without_stroke)
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first letters of the words of a text, folded: what officers type for a name they know well.
pub fn initials(text: &str) -> String {
    first_letters(&fold(text))
}

/// Does each word of `query` begin a word of the already folded `haystack`, in any order? A query word of two or
/// more letters may also be the initials of words that follow each other. An empty query matches everything.
pub fn matches_words(haystack: &str, query: &str) -> bool {
    let letters = first_letters(haystack);
    fold(query)
        .split(' ')
        .all(|word| begins_a_word(haystack, word) || (word.len() > 1 && letters.contains(word)))
}

/// Equal for spellings that differ only in where the tone mark stands (hoà, hòa) or in case; unlike [`fold`] it
/// keeps the marks. For matching names of places from different lists.
pub fn spelling_key(text: &str) -> String {
    let lower = super::tidy(text).to_lowercase();
    let words = lower.split(' ').map(|word| {
        let (mut marks, letters): (Vec<char>, Vec<char>) =
            word.nfd().partition(|letter| is_combining_mark(*letter));
        marks.sort_unstable();
        letters.into_iter().chain(marks).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn without_stroke(letter: char) -> char {
    if letter == D_STROKE { 'd' } else { letter }
}

fn first_letters(folded: &str) -> String {
    folded
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .collect()
}

fn begins_a_word(haystack: &str, word: &str) -> bool {
    haystack.match_indices(word).any(|(at, _)| {
        haystack[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric())
    })
}
