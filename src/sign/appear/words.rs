//! The lines of a signature, filled in and broken to their width.

use unicode_normalization::UnicodeNormalization;

use crate::domain::time::Moment;

use super::font::Face;

/// What the lines of a profile are filled in with; what is empty is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Who signs.
    pub name: String,
    /// The agency.
    pub agency: String,
    /// What kind of copy it is.
    pub copy: String,
    /// Number and symbol of the document this one comes with.
    pub number: String,
}

const KNOWN: [&str; 7] = ["name", "agency", "copy", "number", "date", "time", "zone"];

/// The pieces of a line: plain text and words in braces, in turn.
fn pieces(line: &str) -> impl Iterator<Item = (bool, &str)> {
    line.split(['{', '}'])
        .enumerate()
        .map(|(at, piece)| (at % 2 == 1, piece))
}

/// The first word in braces that means nothing.
pub(super) fn unknown(line: &str) -> Option<&str> {
    pieces(line)
        .find(|(is_word, piece)| *is_word && !KNOWN.contains(piece))
        .map(|(_, piece)| piece)
}

impl Words {
    /// The lines as they will stand, composed (NFC), those without any word left out.
    pub fn lines(&self, lines: &[String], at: Moment) -> Vec<String> {
        lines.iter().filter_map(|line| self.line(line, at)).collect()
    }

    fn line(&self, line: &str, at: Moment) -> Option<String> {
        let mut out = String::new();
        let mut has_words = false;
        for (is_word, piece) in pieces(line) {
            if is_word {
                let word = self.word(piece, at);
                has_words |= !word.trim().is_empty();
                out.push_str(&word);
            } else {
                out.push_str(piece);
            }
        }
        let plain = !line.contains('{');
        let composed: String = out.nfc().filter(|letter| !letter.is_control()).collect();
        (has_words || plain).then(|| composed.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn word(&self, word: &str, at: Moment) -> String {
        match word {
            "name" => self.name.clone(),
            "agency" => self.agency.clone(),
            "copy" => self.copy.clone(),
            "number" => self.number.clone(),
            "date" => at.local().format("%d-%m-%Y").to_string(),
            "time" => at.local().format("%H:%M:%S").to_string(),
            "zone" => "+07:00".to_owned(),
            _ => String::new(),
        }
    }
}

/// Breaks a line at its blanks so that no part is wider than `width` points; a single word may be.
pub(super) fn broken(face: &Face, size: f64, line: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if face.width(&format!("{last} {word}"), size) <= width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_the_offices_whatever_the_machine_says() {
        let at = Moment::from_rfc3339("2026-11-29T20:04:05Z").unwrap();
        let words = Words {
            name: "Nguye\u{302}\u{303}n Thị Ủ\u{7}y".to_owned(),
            ..Words::default()
        };
        let lines = ["{name}", "{number}", "{date} {time} {zone}", "SAO Y"].map(str::to_owned);
        assert_eq!(
            words.lines(&lines, at),
            ["Nguyễn Thị Ủy", "30-11-2026 03:04:05 +07:00", "SAO Y"]
        );
    }
}
