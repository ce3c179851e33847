//! From key to command: the defaults of the command table, changed by a desk's own keys.toml. Never reads a file.

use crate::app::command::{Command, Group};
use crate::app::key::{Key, KeyCode, UnknownKey};
use std::collections::BTreeMap;
use thiserror::Error;

/// Which key means what. Text fields look at a key first; what they pass on is looked up here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<(Key, Command)>,
}

/// Why a keys.toml was not taken; the defaults stay in force.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeymapError {
    /// Not TOML, or not `name = ["key", …]` under `[keys]`.
    #[error("keys.toml cannot be read: {0}")]
    Syntax(String),
    /// No command has this name.
    #[error("no command is called {0:?}")]
    UnknownCommand(String),
    /// No such key.
    #[error(transparent)]
    UnknownKey(#[from] UnknownKey),
    /// Enter, Esc, arrows, digits and characters stay what they are.
    #[error("{0:?} is fixed, or would take a key that types or moves")]
    Fixed(String),
    /// Two commands with one key.
    #[error("{key} is given to both {first:?} and {second:?}")]
    Taken {
        /// The key's label.
        key: String,
        /// The command that has it.
        first: String,
        /// The command that wants it too.
        second: String,
    },
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    keys: BTreeMap<String, Vec<String>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let rows = Command::ALL.iter().map(|command| (*command, command.row().keys));
        let bindings = rows.flat_map(|(command, keys)| keys.iter().map(move |key| (*key, command)));
        Self {
            bindings: bindings.collect(),
        }
    }
}

impl Keymap {
    /// The defaults with the changes of a keys.toml: a command named there has exactly the keys listed for it.
    pub fn from_toml(text: &str) -> Result<Self, KeymapError> {
        let file: File =
            toml::from_str(text).map_err(|fault| KeymapError::Syntax(fault.message().to_owned()))?;
        let mut map = Self::default();
        for (name, keys) in &file.keys {
            map.rebind(name, keys)?;
        }
        map.refuse_doubles()?;
        Ok(map)
    }

    fn rebind(&mut self, name: &str, keys: &[String]) -> Result<(), KeymapError> {
        let command = Command::from_name(name).ok_or_else(|| KeymapError::UnknownCommand(name.to_owned()))?;
        let keys: Vec<Key> = keys.iter().map(|key| key.parse()).collect::<Result<_, _>>()?;
        let own = command.row().keys;
        let movable = matches!(
            command.row().group,
            Group::Function | Group::Control | Group::Palette
        );
        let fixed = keys.iter().any(|key| is_reserved(*key)) || (keys.is_empty() && !own.is_empty());
        if keys != own && (!movable || fixed) {
            return Err(KeymapError::Fixed(name.to_owned()));
        }
        self.bindings.retain(|(_, bound)| *bound != command);
        self.bindings.extend(keys.into_iter().map(|key| (key, command)));
        Ok(())
    }

    fn refuse_doubles(&self) -> Result<(), KeymapError> {
        for (at, (key, second)) in self.bindings.iter().enumerate() {
            if let Some((_, first)) = self.bindings[..at].iter().find(|(earlier, _)| earlier == key) {
                return Err(KeymapError::Taken {
                    key: key.label(),
                    first: first.row().name.to_owned(),
                    second: second.row().name.to_owned(),
                });
            }
        }
        Ok(())
    }

    /// What `key` means; digits always mean their numbered way.
    pub fn command(&self, key: Key) -> Option<Command> {
        if let Some(digit) = key.digit() {
            return Some(Command::Digit(digit));
        }
        self.bindings
            .iter()
            .find(|(bound, _)| *bound == key)
            .map(|(_, command)| *command)
    }

    /// The key to show for `command`; `None` for what only the palette holds.
    pub fn key(&self, command: Command) -> Option<Key> {
        match command {
            Command::Digit(digit) => char::from_digit(digit.into(), 10).map(Key::char),
            _ => self
                .bindings
                .iter()
                .find(|(_, bound)| *bound == command)
                .map(|(key, _)| *key),
        }
    }
}

/// Keys that type, move or go back, and keys that terminals and window managers take for themselves (screens.md §2.1).
fn is_reserved(key: Key) -> bool {
    let moves = Command::ALL
        .iter()
        .any(|it| it.row().group == Group::Fixed && it.row().keys.contains(&key));
    let taken = match key.code {
        KeyCode::F(number) => number == 11 || key.ctrl || key.alt,
        KeyCode::Char('c' | 'q' | 't' | 'w' | 'z') if key.ctrl => true,
        KeyCode::Char(c) => key.alt && !c.is_ascii_digit(),
        _ => true,
    };
    moves || taken || key.typed().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../assets/keys.toml");

    #[test]
    fn the_shipped_file_says_what_the_table_says() {
        let bound = |map: &Keymap| {
            let mut pairs: Vec<String> = map
                .bindings
                .iter()
                .map(|(key, command)| format!("{} {}", command.row().name, key.label()))
                .collect();
            pairs.sort();
            pairs
        };
        let shipped = Keymap::from_toml(SHIPPED).unwrap();
        assert_eq!(bound(&shipped), bound(&Keymap::default()));
        let named = |name: &str| {
            SHIPPED
                .lines()
                .any(|line| line.starts_with(&format!("{name} = ")))
        };
        for row in Command::ALL.iter().map(|it| it.row()) {
            let movable = matches!(row.group, Group::Function | Group::Control);
            assert_eq!(named(row.name), movable, "{}", row.name);
        }
    }

    #[test]
    fn no_two_commands_share_a_key() {
        assert_eq!(Keymap::default().refuse_doubles(), Ok(()));
    }

    #[test]
    fn every_f_key_up_to_ten_has_its_alt_twin() {
        let map = Keymap::default();
        for number in 1..=10_u8 {
            let digit = char::from_digit(u32::from(number % 10), 10).unwrap();
            assert_eq!(
                map.command(Key::f(number)),
                map.command(Key::alt(digit)),
                "F{number}"
            );
            assert!(map.command(Key::f(number)).is_some());
        }
        assert_eq!(map.command(Key::f(11)), None);
    }

    #[test]
    fn a_desk_moves_a_command_to_another_key() {
        let map = Keymap::from_toml("[keys]\nundo = [\"ctrl-y\"]\n").unwrap();
        assert_eq!(map.command(Key::ctrl('y')), Some(Command::Undo));
        assert_eq!(map.command(Key::ctrl('u')), None);
        assert_eq!(map.key(Command::Undo), Some(Key::ctrl('y')));
        assert_eq!(map.command(Key::f(2)), Some(Command::Commit));
        assert_eq!(map.command(Key::char('7')), Some(Command::Digit(7)));
    }

    #[test]
    fn a_faulty_file_is_refused_with_the_reason() {
        let fault = |text: &str| Keymap::from_toml(text).unwrap_err();
        assert!(matches!(fault("[keys"), KeymapError::Syntax(_)));
        assert!(matches!(fault("[key]\n"), KeymapError::Syntax(_)));
        assert!(matches!(
            fault("[keys]\nfly = [\"f2\"]"),
            KeymapError::UnknownCommand(_)
        ));
        assert!(matches!(
            fault("[keys]\nundo = [\"f99\"]"),
            KeymapError::UnknownKey(_)
        ));
        for fixed in [
            "back = [\"f12\"]",
            "undo = [\"x\"]",
            "undo = [\"enter\"]",
            "undo = []",
            "undo = [\"f11\"]",
            "undo = [\"ctrl-w\"]",
            "undo = [\"alt-x\"]",
        ] {
            let text = format!("[keys]\n{fixed}\n");
            assert!(matches!(fault(&text), KeymapError::Fixed(_)), "{fixed}");
        }
        assert!(matches!(
            fault("[keys]\nundo = [\"f2\"]"),
            KeymapError::Taken { .. }
        ));
    }
}
