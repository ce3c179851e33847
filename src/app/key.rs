//! A pressed key as our own plain value. Knows nothing of terminals; `desk` turns their events into it.

use thiserror::Error;

/// Which key, without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// F1–F12 (F11 belongs to terminals and is never bound).
    F(u8),
    /// Enter.
    Enter,
    /// Esc.
    Esc,
    /// Tab.
    Tab,
    /// Shift+Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Del.
    Delete,
    /// ↑.
    Up,
    /// ↓.
    Down,
    /// ←.
    Left,
    /// →.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A character, as typed.
    Char(char),
}

/// A key with its modifiers. Shift is part of the character or of `BackTab`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Ctrl; characters are then lower case.
    pub ctrl: bool,
    /// With Alt, or after a quick Esc.
    pub alt: bool,
}

/// A name between `<` and `>`, or in keys.toml, that is no key.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown key {0:?}")]
pub struct UnknownKey(pub String);

const NAMES: [(&str, KeyCode); 15] = [
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
];

/// What officers read for each entry of [`NAMES`], in the same order.
const SHOWN: [&str; 15] = [
    "Enter",
    "Esc",
    "Tab",
    "Shift+Tab",
    "Backspace",
    "Del",
    "↑",
    "↓",
    "←",
    "→",
    "Home",
    "End",
    "PgUp",
    "PgDn",
    "Space",
];

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// F1–F12.
    pub const fn f(number: u8) -> Self {
        Self::plain(KeyCode::F(number))
    }

    /// A typed character.
    pub const fn char(c: char) -> Self {
        Self::plain(KeyCode::Char(c))
    }

    /// Ctrl with a lower-case letter.
    pub const fn ctrl(c: char) -> Self {
        Self {
            code: KeyCode::Char(c),
            ctrl: true,
            alt: false,
        }
    }

    /// Alt with a character.
    pub const fn alt(c: char) -> Self {
        Self {
            code: KeyCode::Char(c),
            ctrl: false,
            alt: true,
        }
    }

    /// From a terminal's event: Ctrl+H, I, M and [ are Backspace, Tab, Enter and Esc (terminals cannot tell them apart).
    pub fn new(code: KeyCode, ctrl: bool, alt: bool) -> Self {
        let KeyCode::Char(c) = code else {
            return Self { code, ctrl, alt };
        };
        match (ctrl, c.to_ascii_lowercase()) {
            (true, 'h') => Self::plain(KeyCode::Backspace),
            (true, 'i') => Self::plain(KeyCode::Tab),
            (true, 'm') => Self::plain(KeyCode::Enter),
            (true, '[') => Self::plain(KeyCode::Esc),
            (true, lower) => Self {
                code: KeyCode::Char(lower),
                ctrl,
                alt,
            },
            (false, _) => Self { code, ctrl, alt },
        }
    }

    /// The character this key types into a field; `None` for everything else.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }

    /// The digit this key types.
    pub fn digit(self) -> Option<u8> {
        let digit = self.typed()?.to_digit(10)?;
        u8::try_from(digit).ok()
    }

    /// What officers call it: `F2`, `Ctrl+P`, `Alt+1`, `Shift+Tab`, `↑`.
    pub fn label(self) -> String {
        let modifiers = [(self.ctrl, "Ctrl+"), (self.alt, "Alt+")];
        let prefix: String = modifiers
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, name)| *name)
            .collect();
        let named = NAMES.iter().position(|(_, code)| *code == self.code);
        let name = match (named.and_then(|at| SHOWN.get(at)), self.code) {
            (Some(shown), _) => (*shown).to_owned(),
            (None, KeyCode::F(number)) => format!("F{number}"),
            (None, KeyCode::Char(c)) if self.ctrl => c.to_uppercase().collect(),
            (None, KeyCode::Char(c)) => c.to_string(),
            (None, other) => format!("{other:?}"),
        };
        prefix + &name
    }
}

impl std::str::FromStr for Key {
    type Err = UnknownKey;

    /// Reads `f2`, `enter`, `ctrl-p`, `alt-1`, `a`, `+` (the names of keys.toml and of [`parse_keys`]).
    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(text.to_owned());
        let (ctrl, rest) = strip(text, "ctrl-");
        let (alt, rest) = strip(rest, "alt-");
        let code = code(rest).ok_or_else(unknown)?;
        Ok(Self::new(code, ctrl, alt))
    }
}

fn strip<'a>(text: &'a str, prefix: &str) -> (bool, &'a str) {
    text.strip_prefix(prefix)
        .map_or((false, text), |rest| (true, rest))
}

fn code(name: &str) -> Option<KeyCode> {
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*code);
    }
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(KeyCode::Char(c));
    }
    let number = name.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(KeyCode::F(number))
}

/// Reads a play of keys, for tests and `motcua demo`: `KQ<tab>10y<f2>`, `<ctrl-p>`, `<alt-2>`; `<lt>` types `<`.
///
/// ```
/// use motcua::app::key::{Key, KeyCode, parse_keys};
/// assert_eq!(parse_keys("a<f2>").unwrap(), [Key::char('a'), Key::f(2)]);
/// assert!(parse_keys("<f2x>").is_err());
/// ```
pub fn parse_keys(text: &str) -> Result<Vec<Key>, UnknownKey> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (key, length) = match rest.strip_prefix('<') {
            Some(inner) => named(inner)?,
            None => (Key::char(c), c.len_utf8()),
        };
        keys.push(key);
        rest = &rest[length..];
    }
    Ok(keys)
}

/// `inner` follows a `<`; gives the key and how many bytes it took, the `<` included.
fn named(inner: &str) -> Result<(Key, usize), UnknownKey> {
    let end = inner.find('>').ok_or_else(|| UnknownKey(inner.to_owned()))?;
    let key = match &inner[..end] {
        "lt" => Key::char('<'),
        name => name.parse()?,
    };
    Ok((key, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plays_are_read_with_names_and_modifiers() {
        let keys = parse_keys("Kế<tab>1<f12><ctrl-p><alt-0><lt><space>").unwrap();
        let wanted = [
            Key::char('K'),
            Key::char('ế'),
            Key::plain(KeyCode::Tab),
            Key::char('1'),
            Key::f(12),
            Key::ctrl('p'),
            Key::alt('0'),
            Key::char('<'),
            Key::char(' '),
        ];
        assert_eq!(keys, wanted);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["<f13>", "<f0>", "<entr>", "a<", "<>", "<ctrl->"] {
            assert!(parse_keys(text).is_err(), "{text}");
        }
    }

    #[test]
    fn ctrl_h_is_backspace_and_its_kin_are_tab_enter_and_esc() {
        let made = |c| Key::new(KeyCode::Char(c), true, false).code;
        assert_eq!(
            ['h', 'H', 'i', 'm', '['].map(made),
            [
                KeyCode::Backspace,
                KeyCode::Backspace,
                KeyCode::Tab,
                KeyCode::Enter,
                KeyCode::Esc
            ]
        );
        assert_eq!(Key::new(KeyCode::Char('P'), true, false), Key::ctrl('p'));
    }

    #[test]
    fn labels_are_what_officers_say() {
        let labels = ["f2", "ctrl-p", "alt-1", "backtab", "up", "space", "+", "delete"]
            .map(|name| name.parse::<Key>().unwrap().label());
        assert_eq!(
            labels,
            ["F2", "Ctrl+P", "Alt+1", "Shift+Tab", "↑", "Space", "+", "Del"]
        );
    }

    #[test]
    fn only_plain_characters_are_text() {
        assert_eq!(Key::char('ế').typed(), Some('ế'));
        assert_eq!(Key::ctrl('a').typed(), None);
        assert_eq!(Key::alt('1').typed(), None);
        assert_eq!(Key::char('7').digit(), Some(7));
        assert_eq!(Key::char('x').digit(), None);
    }
}
