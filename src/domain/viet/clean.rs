//! The one door for text from keys, paste, imports and cards. Never changes letters a reader could tell apart.

use unicode_normalization::UnicodeNormalization;

const ESCAPE: char = '\u{1b}';
const BELL: char = '\u{7}';
const CSI: char = '\u{9b}';
const STRING_END: char = '\u{9c}';

/// One line of text in NFC: escape sequences, control and invisible characters gone, every blank a plain space,
/// look-alikes of đ and Đ replaced. Spaces are kept as typed; see [`tidy`].
pub fn clean(text: &str) -> String {
    strip(text, false)
}

/// [`clean`] for notes of several lines: line ends become `\n` and stay.
pub fn clean_lines(text: &str) -> String {
    strip(&text.replace("\r\n", "\n"), true)
}

/// [`clean`], with runs of spaces made one and none at either end: the form in which a value is kept.
pub fn tidy(text: &str) -> String {
    clean(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn strip(text: &str, keep_lines: bool) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        match letter {
            ESCAPE => skip_escape(&mut rest),
            CSI => skip_csi(&mut rest),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => skip_string(&mut rest),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' if keep_lines => kept.push('\n'),
            _ => kept.extend(plain(letter)),
        }
    }
    kept.nfc().collect()
}

/// What a single character becomes; `None` where it is dropped.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{d0}' | '\u{189}' => Some('\u{110}'), // Eth and African D look like Đ
        '\u{f0}' | '\u{256}' => Some('\u{111}'),
        _ if letter.is_control() || is_invisible(letter) => None,
        _ if letter.is_whitespace() => Some(' '),
        _ => Some(letter),
    }
}

/// Zero-width characters, direction marks, variation selectors and tags.
fn is_invisible(letter: char) -> bool {
    const RANGES: [(char, char); 11] = [
        ('\u{ad}', '\u{ad}'),
        ('\u{34f}', '\u{34f}'),
        ('\u{61c}', '\u{61c}'),
        ('\u{180e}', '\u{180e}'),
        ('\u{200b}', '\u{200f}'),
        ('\u{202a}', '\u{202e}'),
        ('\u{2060}', '\u{206f}'),
        ('\u{fe00}', '\u{fe0f}'),
        ('\u{feff}', '\u{feff}'),
        ('\u{fff9}', '\u{fffb}'),
        ('\u{e0000}', '\u{e0fff}'),
    ];
    RANGES
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&letter))
}

type Rest<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// After ESC: a CSI or string sequence whole, else the one character that completes it.
fn skip_escape(rest: &mut Rest<'_>) {
    match rest.peek().copied() {
        Some('[') => {
            rest.next();
            skip_csi(rest);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            rest.next();
            skip_string(rest);
        }
        Some(' '..='~') => {
            rest.next();
        }
        Some(_) | None => {}
    }
}

/// Parameters and the final byte. Stops before anything that cannot belong to the sequence, so text is not eaten.
fn skip_csi(rest: &mut Rest<'_>) {
    while rest
        .next_if(|letter| matches!(letter, '\u{20}'..='\u{3f}'))
        .is_some()
    {}
    rest.next_if(|letter| matches!(letter, '\u{40}'..='\u{7e}'));
}

/// Title and device strings run to BEL or ST; an unfinished one ends with its line.
fn skip_string(rest: &mut Rest<'_>) {
    while let Some(letter) = rest.next_if(|letter| !matches!(letter, '\n' | '\r')) {
        if matches!(letter, BELL | STRING_END) {
            return;
        }
        if letter == ESCAPE {
            rest.next_if_eq(&'\\');
            return;
        }
    }
}
