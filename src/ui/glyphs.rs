//! The signs motcua draws and what stands for them where the font lacks them. Letters are never replaced.

use ratatui::buffer::Buffer;

/// Which signs the font of this terminal has; found at the first start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Glyphs {
    /// All of them.
    #[default]
    Full,
    /// The Linux console with a Vietnamese font: frames, but no ticks and arrowheads.
    Vt,
    /// Letters and ASCII only.
    Ascii,
}

/// Sign, on the Linux console, in ASCII (screens.md §1.12).
const TABLE: [(&str, &str, &str); 30] = [
    ("▸", ">", ">"),
    ("›", ">", ":"),
    ("✓", "+", "+"),
    ("✗", "!", "!"),
    ("…", "…", "."),
    ("·", "·", "-"),
    ("─", "─", "-"),
    ("│", "│", "|"),
    ("┌", "┌", "+"),
    ("┐", "┐", "+"),
    ("└", "└", "+"),
    ("┘", "┘", "+"),
    ("═", "═", "="),
    ("→", "→", ">"),
    ("←", "←", "<"),
    ("↑", "↑", "^"),
    ("↓", "↓", "v"),
    ("×", "×", "x"),
    ("█", "█", "#"),
    ("▀", " ", " "),
    ("▄", " ", " "),
    ("░", "░", "."),
    ("▒", "▒", ":"),
    ("▓", "█", "#"),
    ("•", "*", "*"),
    ("«", "\"", "\""),
    ("»", "\"", "\""),
    ("–", "-", "-"),
    ("—", "-", "-"),
    ("\u{a0}", " ", " "),
];

impl Glyphs {
    /// Replaces the signs of a finished picture. Every replacement is as wide as the sign.
    pub fn apply(self, buffer: &mut Buffer) {
        if self == Self::Full {
            return;
        }
        for cell in &mut buffer.content {
            if let Some(sign) = self.instead(cell.symbol()) {
                cell.set_symbol(sign);
            }
        }
    }

    /// What stands for `sign`; `None` = itself.
    fn instead(self, sign: &str) -> Option<&'static str> {
        if sign.is_ascii() {
            return None;
        }
        let (_, vt, ascii) = TABLE.iter().find(|(full, _, _)| *full == sign)?;
        match self {
            Self::Full => None,
            Self::Vt => Some(vt),
            Self::Ascii => Some(ascii),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn replacements_are_as_wide_and_ascii_is_ascii() {
        for (full, vt, ascii) in TABLE {
            assert_eq!((full.width(), vt.width(), ascii.width()), (1, 1, 1), "{full}");
            assert!(ascii.is_ascii());
        }
    }

    #[test]
    fn letters_stay() {
        for letter in ["ế", "Đ", "ữ", "a", "₫"] {
            assert_eq!(Glyphs::Ascii.instead(letter), None);
        }
        assert_eq!(Glyphs::Ascii.instead("›"), Some(":"));
        assert_eq!(Glyphs::Vt.instead("›"), Some(">"));
    }
}
