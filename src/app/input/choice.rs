//! One of a few values, all of them known: Space takes the next, a digit or a first letter takes its own.

use super::Reaction;

use crate::app::key::{Key, KeyCode};
use crate::domain::viet::fold;

/// A choice field. Shown as `2 Tổ chức`.
///
/// ```
/// use motcua::app::input::Choice;
/// use motcua::app::key::Key;
/// let mut holder = Choice::new(["Cá nhân", "Tổ chức"], Some(0));
/// holder.key(Key::char(' '));
/// assert_eq!(holder.chosen(), Some(1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    options: Vec<String>,
    chosen: Option<usize>,
}

impl Choice {
    /// The values in order (numbered from 1) and which one is taken; `None` where a default would invent a fact.
    pub fn new<S: Into<String>>(options: impl IntoIterator<Item = S>, chosen: Option<usize>) -> Self {
        let options: Vec<String> = options.into_iter().map(Into::into).collect();
        let chosen = chosen.filter(|at| *at < options.len());
        Self { options, chosen }
    }

    /// Index of the value taken.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// Takes the value at this index; indexes beyond the last do nothing.
    pub fn choose(&mut self, at: usize) -> Reaction {
        let new = (at < self.options.len()).then_some(at);
        match new {
            None => Reaction::Refused,
            Some(_) if new == self.chosen => Reaction::Handled,
            Some(_) => {
                self.chosen = new;
                Reaction::Changed
            }
        }
    }

    /// The values in order.
    pub fn options(&self) -> &[String] {
        &self.options
    }

    /// The label of the value taken.
    pub fn label(&self) -> Option<&str> {
        self.options.get(self.chosen?).map(String::as_str)
    }

    /// What the field shows; empty while nothing is taken.
    pub fn shown(&self) -> String {
        let taken = self.chosen.and_then(|at| Some((at + 1, self.options.get(at)?)));
        taken
            .map(|(number, label)| format!("{number} {label}"))
            .unwrap_or_default()
    }

    /// Space: next value. Digit: the value of that number. Letter: the next value beginning with it, marks ignored.
    pub fn key(&mut self, key: Key) -> Reaction {
        if self.options.is_empty() {
            return Reaction::Pass;
        }
        if let Some(digit) = key.digit() {
            return match usize::from(digit).checked_sub(1) {
                Some(at) => self.choose(at),
                None => Reaction::Refused,
            };
        }
        match (key.typed(), key.code) {
            (Some(' '), _) => self.choose(self.after(0)),
            (Some(letter), _) => self.letter(letter),
            (None, KeyCode::Backspace) => Reaction::Handled,
            (None, _) => Reaction::Pass,
        }
    }

    /// The index `further` places after the next one, from the start again at the end.
    fn after(&self, further: usize) -> usize {
        self.chosen.map_or(further, |at| at + 1 + further) % self.options.len()
    }

    fn letter(&mut self, letter: char) -> Reaction {
        let wanted = fold(letter.encode_utf8(&mut [0; 4]));
        let order: Vec<usize> = (0..self.options.len())
            .map(|further| self.after(further))
            .collect();
        let found = order
            .into_iter()
            .find(|at| fold(&self.options[*at]).starts_with(&wanted));
        found.map_or(Reaction::Refused, |at| self.choose(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::parse_keys;

    fn play(choice: &mut Choice, keys: &str) -> Option<usize> {
        for key in parse_keys(keys).unwrap() {
            choice.key(key);
        }
        choice.chosen()
    }

    #[test]
    fn space_digits_and_first_letters_take_values() {
        let mut choice = Choice::new(["Bản chính", "Bản sao", "Điện tử"], None);
        assert_eq!(choice.shown(), "");
        assert_eq!(play(&mut choice, "<space>"), Some(0));
        assert_eq!(play(&mut choice, "<space><space><space>"), Some(0));
        assert_eq!(play(&mut choice, "2"), Some(1));
        assert_eq!(choice.shown(), "2 Bản sao");
        assert_eq!(play(&mut choice, "d"), Some(2));
        assert_eq!(play(&mut choice, "b"), Some(0));
        assert_eq!(play(&mut choice, "B"), Some(1));
        assert_eq!(play(&mut choice, "9x0"), Some(1));
    }

    #[test]
    fn other_keys_pass() {
        let mut choice = Choice::new(["a", "b"], Some(5));
        assert_eq!(choice.chosen(), None);
        assert_eq!(choice.key(Key::plain(KeyCode::Enter)), Reaction::Pass);
        assert_eq!(choice.key(Key::plain(KeyCode::Left)), Reaction::Pass);
        assert_eq!(Choice::default().key(Key::char(' ')), Reaction::Pass);
    }
}
