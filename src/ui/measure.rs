//! Measuring, cutting and padding text by the columns a terminal gives it. Never counts bytes or characters.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a cut may lose at most to end at a word (screens.md §1.9).
const WORD: usize = 6;

/// Columns of a text.
pub fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// The text, or as much of it as fits with one `…` at the end; at a word when that loses at most six columns.
///
/// ```
/// use motcua::ui::measure::cut;
/// assert_eq!(cut("Trợ cấp xã hội", 20), "Trợ cấp xã hội");
/// assert_eq!(cut("Trợ cấp xã hội", 12), "Trợ cấp xã…");
/// assert_eq!(cut("Trách nhiệm", 9), "Trách…");
/// assert_eq!(cut("4101234562.KQ.H08", 10), "410123456…");
/// ```
pub fn cut(text: &str, columns: u16) -> Cow<'_, str> {
    if text.width() <= usize::from(columns) {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let head = head(text, room.into());
    let ends_word = text[head.len()..].starts_with(' ');
    let word = head.rfind(' ').map_or(head, |at| &head[..at]);
    let kept = if !ends_word && head.width() - word.width() <= WORD {
        word
    } else {
        head
    };
    Cow::Owned(format!("{}…", kept.trim_end()))
}

/// As many whole graphemes as fit.
fn head(text: &str, columns: usize) -> &str {
    let mut used = 0;
    let end = text.grapheme_indices(true).find(|(_, piece)| {
        used += piece.width();
        used > columns
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// [`cut`], then blanks behind up to exactly so many columns.
pub fn pad(text: &str, columns: u16) -> String {
    let text = cut(text, columns);
    let rest = columns.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(rest.into()))
}

/// [`cut`], then blanks before up to exactly so many columns: numbers.
pub fn pad_left(text: &str, columns: u16) -> String {
    let text = cut(text, columns);
    let rest = columns.saturating_sub(width(&text));
    format!("{}{text}", " ".repeat(rest.into()))
}

/// Lines of at most so many columns, broken at blanks; a longer word is broken where it must.
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let most = usize::from(columns.max(2));
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => push_word(&mut lines, word, most),
        }
    }
    lines
}

/// `head · tail` where that fits, and else `tail` in a line of its own below: a name may be broken at blanks, its numbers
/// are never cut (screens.md 1.9).
pub fn with_numbers(head: &str, tail: &str, columns: u16) -> Vec<String> {
    let parts = [head, tail].into_iter().filter(|part| !part.is_empty());
    let whole = parts.collect::<Vec<_>>().join(" · ");
    if width(&whole) <= columns {
        return vec![whole];
    }
    let mut lines = wrap(head, columns);
    lines.push(tail.to_owned());
    lines
}

fn push_word(lines: &mut Vec<String>, word: &str, most: usize) {
    let mut rest = word;
    while rest.width() > most {
        let piece = head(rest, most);
        lines.push(piece.to_owned());
        rest = &rest[piece.len()..];
    }
    lines.push(rest.to_owned());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_stand_whole_beside_a_short_name_and_below_a_long_one() {
        let numbers = "0100109106 · 0905 123 456";
        assert_eq!(
            with_numbers("Hồ Thị Lan", numbers, 40),
            [format!("Hồ Thị Lan · {numbers}")]
        );
        assert_eq!(with_numbers("", numbers, 40), [numbers]);
        assert_eq!(
            with_numbers("Hợp tác xã Nông nghiệp An Toàn", numbers, 27),
            ["Hợp tác xã Nông nghiệp An", "Toàn", numbers]
        );
    }

    #[test]
    fn cuts_end_at_a_word_unless_that_loses_too_much() {
        let cases = [
            (
                "Tờ khai cấp Giấy xác nhận tình trạng",
                34,
                "Tờ khai cấp Giấy xác nhận tình…",
            ),
            ("Cấp bản sao Trích lục hộ tịch", 22, "Cấp bản sao Trích lục…"),
            ("abc defghijklmnop", 13, "abc defghijk…"),
            ("abc", 1, "…"),
            ("abc", 0, ""),
            ("", 0, ""),
        ];
        for (text, columns, wanted) in cases {
            assert_eq!(cut(text, columns), wanted, "{text} in {columns}");
        }
    }

    #[test]
    fn padding_fills_exactly() {
        assert_eq!(pad("Đường", 8), "Đường   ");
        assert_eq!(pad_left("41", 4), "  41");
        assert_eq!(
            wrap("Máy chưa ghi được hồ sơ", 9),
            ["Máy chưa", "ghi được", "hồ sơ"]
        );
        assert_eq!(wrap("abcdef", 4), ["abcd", "ef"]);
    }

    proptest! {
        #[test]
        fn nothing_is_ever_wider_than_asked(text in "[a-zđĐơư .0-9🔒\u{301}]{0,40}", columns in 0_u16..30) {
            prop_assert!(width(&cut(&text, columns)) <= columns);
            prop_assert_eq!(width(&pad(&text, columns)), columns);
            prop_assert!(wrap(&text, columns).iter().all(|line| width(line) <= columns.max(2)));
        }
    }
}
