//! One of many: typed text narrows a list, the pointed row is taken by Enter. The options come from the screen's query.

use super::Reaction;
use super::line::Line;
use super::table::Table;
use crate::app::key::{Key, KeyCode};
use crate::domain::viet::{fold, matches_words};

/// An option of a [`Pick`]: its id and the words that stand in the field when it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate<K> {
    /// What it stands for.
    pub id: K,
    /// Its words.
    pub label: String,
    /// What stands beside it in the list: why it is offered at all. Mostly empty.
    pub note: String,
}

impl<K> Candidate<K> {
    /// One that needs no word beside it.
    pub fn new(id: K, label: impl Into<String>) -> Self {
        Self {
            id,
            label: label.into(),
            note: String::new(),
        }
    }
}

/// A pick field with its list.
///
/// Keys: text narrows ([`Reaction::Changed`]: ask for [`Pick::query`] and answer with [`Pick::set_options`]), ↑ ↓ move in
/// the open list, Enter takes the pointed option ([`Reaction::Chosen`]), Esc closes the list. While the text is a single
/// digit it points at that row instead of narrowing (§2.4). With the list closed, Enter, Esc and arrows pass.
///
/// An Enter before the answer waits for it, and never takes a row of an older list: the answer then takes the only option
/// there is, if its words are what was typed ([`Pick::set_options`]); of several none was seen, and Enter is pressed again.
///
/// ```
/// use motcua::app::input::{Pick, Reaction};
/// use motcua::app::input::pick::Candidate;
/// use motcua::app::key::{Key, KeyCode};
/// let mut place = Pick::new(60);
/// assert_eq!(place.key(Key::char('a')), Reaction::Changed);
/// assert_eq!(place.query(), "a");
/// place.set_options(vec![Candidate::new(7, "Xã An Toàn")]);
/// assert_eq!(place.key(Key::plain(KeyCode::Enter)), Reaction::Chosen);
/// assert_eq!((place.chosen(), place.line().text()), (Some(&7), "Xã An Toàn"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick<K> {
    line: Line,
    options: Vec<Candidate<K>>,
    table: Table<K>,
    open: bool,
    chosen: Option<Candidate<K>>,
    zero: bool,
    coming: Coming,
}

/// Are the options those of [`Pick::query`]?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coming {
    Here,
    Awaited,
    /// Enter was pressed while they were awaited.
    Entered,
}

impl<K: Clone + PartialEq> Pick<K> {
    /// Empty and closed, for a text of at most `most` letters.
    pub fn new(most: usize) -> Self {
        Self {
            line: Line::plain(most),
            options: Vec::new(),
            table: Table::new(),
            open: false,
            chosen: None,
            zero: false,
            coming: Coming::Here,
        }
    }

    /// The last option is always numbered 0: "not in this list".
    #[must_use]
    pub fn with_zero(mut self) -> Self {
        self.zero = true;
        self
    }

    /// Takes an option from elsewhere (a default, an earlier dossier) and closes the list.
    pub fn choose(&mut self, id: K, label: &str) {
        self.take(Candidate::new(id, label));
    }

    /// Words from elsewhere that stand for no option; nothing is looked for.
    pub fn set(&mut self, words: &str) {
        self.clear();
        self.line.set(words);
    }

    /// Takes nothing and empties the field.
    pub fn clear(&mut self) {
        self.line.clear();
        self.chosen = None;
        self.close();
    }

    /// Shows the list; without text typed since the last choice, of everything ([`Pick::query`] is then empty).
    pub fn open(&mut self) -> Reaction {
        self.open = true;
        self.coming = Coming::Awaited;
        Reaction::Changed
    }

    /// Enter was pressed before the options came, and waits for them.
    pub fn is_entered(&self) -> bool {
        self.coming == Coming::Entered
    }

    /// Is the list shown?
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The text field.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// The list's pointer and window.
    pub fn table(&self) -> &Table<K> {
        &self.table
    }

    /// The options now offered.
    pub fn options(&self) -> &[Candidate<K>] {
        &self.options
    }

    /// Id of the option taken; `None` while other text is being typed.
    pub fn chosen(&self) -> Option<&K> {
        self.chosen.as_ref().map(|it| &it.id)
    }

    /// What to look for.
    pub fn query(&self) -> &str {
        if self.chosen.is_some() || self.points_by_digit() {
            ""
        } else {
            self.line.text()
        }
    }

    /// How many rows the list shows at most: what a page is.
    pub fn set_page(&mut self, rows: usize) {
        self.table.set_page(rows);
    }

    /// The answer to [`Pick::query`]; the first option is pointed at, or the one with the digit typed. What an early Enter
    /// comes to: it took the option, it passes as where nothing is offered, or it is dropped.
    pub fn set_options(&mut self, options: Vec<Candidate<K>>) -> Reaction {
        self.table
            .set_rows(options.iter().map(|it| it.id.clone()).collect());
        self.options = options;
        let taken = self.chosen.as_ref().map(|it| it.id.clone());
        if !taken.is_some_and(|id| self.table.point_id(&id)) {
            self.table.point(0);
        }
        self.point_by_digit();
        match std::mem::replace(&mut self.coming, Coming::Here) {
            Coming::Entered => self.enter_late(),
            Coming::Here | Coming::Awaited => Reaction::Handled,
        }
    }

    fn enter_late(&mut self) -> Reaction {
        let typed = self.line.text();
        match self.options.as_slice() {
            [] => Reaction::Pass,
            [only] if !typed.trim().is_empty() && matches_words(&fold(&only.label), typed) => {
                self.take_pointed()
            }
            [_, ..] => Reaction::Handled,
        }
    }

    /// The number before row `at`: 1–9, 0 for the last one of a list that has it, else none.
    pub fn number(&self, at: usize) -> Option<u8> {
        let last = at + 1 == self.options.len();
        match u8::try_from(at + 1) {
            _ if self.zero && last => Some(0),
            Ok(number @ 1..=9) => Some(number),
            Ok(_) | Err(_) => None,
        }
    }

    /// See [`Pick`].
    pub fn key(&mut self, key: Key) -> Reaction {
        let plain = !key.ctrl && !key.alt;
        let listed = self.open && !self.options.is_empty() && plain;
        match key.code {
            KeyCode::Enter if self.open && self.coming != Coming::Here && plain => {
                self.coming = Coming::Entered;
                Reaction::Handled
            }
            KeyCode::Enter if listed => self.take_pointed(),
            KeyCode::Esc if self.open => self.back(),
            KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown if listed => {
                self.table.key(key);
                Reaction::Handled
            }
            KeyCode::Backspace | KeyCode::Delete => self.edit(|line| line.key(key)),
            KeyCode::Char(_) if key.typed().is_some() => self.edit_fresh(|line| line.key(key)),
            KeyCode::F(_)
            | KeyCode::Enter
            | KeyCode::Esc
            | KeyCode::Tab
            | KeyCode::BackTab
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Char(_) => self.line.key(key),
        }
    }

    /// The focus goes elsewhere without Enter: closes the list, and takes an option only if the text names it.
    pub fn leave(&mut self) {
        let typed = fold(self.line.text());
        let named = self.options.iter().find(|it| fold(&it.label) == typed).cloned();
        match named {
            Some(option) if self.chosen.is_none() => self.take(option),
            Some(_) | None => self.close(),
        }
    }

    /// The focus goes elsewhere while a lone digit points at a row: takes it, as Enter would; else does nothing.
    pub fn take_digit(&mut self) -> bool {
        let pointed = self.open && self.coming == Coming::Here && self.point_by_digit();
        pointed && self.take_pointed() == Reaction::Chosen
    }

    /// Puts pasted text in.
    pub fn paste(&mut self, text: &str) -> Reaction {
        self.edit_fresh(|line| line.paste(text))
    }

    /// Text typed over an option that was taken replaces it; its words are not what the officer is looking for.
    fn edit_fresh(&mut self, change: impl FnOnce(&mut Line) -> Reaction) -> Reaction {
        if self.chosen.take().is_some() {
            self.line.clear();
        }
        self.edit(change)
    }

    fn edit(&mut self, change: impl FnOnce(&mut Line) -> Reaction) -> Reaction {
        let reaction = change(&mut self.line);
        if matches!(reaction, Reaction::Changed | Reaction::Refused) {
            self.open = true;
            self.chosen = None;
            if self.is_entered() {
                self.coming = Coming::Awaited;
            }
        }
        if reaction == Reaction::Changed && self.point_by_digit() {
            return Reaction::Handled;
        }
        if reaction == Reaction::Changed {
            self.coming = Coming::Awaited;
        }
        reaction
    }

    fn points_by_digit(&self) -> bool {
        self.digit_row().is_some()
    }

    fn digit_row(&self) -> Option<usize> {
        let digit = self.line.lone_digit()?;
        (0..self.options.len()).find(|at| self.number(*at) == Some(digit))
    }

    fn point_by_digit(&mut self) -> bool {
        let row = self.digit_row();
        row.inspect(|at| self.table.point(*at)).is_some()
    }

    fn take_pointed(&mut self) -> Reaction {
        let Some(option) = self.options.get(self.table.at()).cloned() else {
            return Reaction::Handled;
        };
        self.take(option);
        Reaction::Chosen
    }

    fn take(&mut self, option: Candidate<K>) {
        self.line.set(&option.label);
        self.chosen = Some(option);
        self.close();
    }

    fn close(&mut self) {
        self.open = false;
        self.coming = Coming::Here;
        self.options.clear();
        self.table.set_rows(Vec::new());
    }

    fn back(&mut self) -> Reaction {
        self.close();
        Reaction::Handled
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::parse_keys;

    fn play(pick: &mut Pick<u32>, keys: &str) -> Vec<Reaction> {
        parse_keys(keys)
            .unwrap()
            .into_iter()
            .map(|key| pick.key(key))
            .collect()
    }

    fn offer(pick: &mut Pick<u32>, count: u32) {
        let options = (1..=count).map(|id| Candidate::new(id, format!("Option {id}")));
        pick.set_options(options.collect());
    }

    #[test]
    fn a_digit_points_and_more_text_searches() {
        let mut pick = Pick::new(40).with_zero();
        pick.open();
        offer(&mut pick, 5);
        assert_eq!(play(&mut pick, "3"), [Reaction::Handled]);
        assert_eq!((pick.table().at(), pick.query()), (2, ""));
        assert_eq!(play(&mut pick, "."), [Reaction::Changed]);
        assert_eq!(pick.query(), "3.");
        play(&mut pick, "<backspace><backspace>");
        offer(&mut pick, 5);
        assert_eq!(play(&mut pick, "0<enter>").last(), Some(&Reaction::Chosen));
        assert_eq!(pick.chosen(), Some(&5));
    }

    #[test]
    fn typing_over_a_choice_replaces_it_and_esc_only_closes_the_list() {
        let mut pick = Pick::new(40);
        pick.choose(7, "Tỉnh Bình Định");
        assert_eq!(play(&mut pick, "<enter><esc><down>"), [Reaction::Pass; 3]);
        assert_eq!(play(&mut pick, "g"), [Reaction::Changed]);
        assert_eq!(
            (pick.line().text(), pick.chosen(), pick.is_open()),
            ("g", None, true)
        );
        assert_eq!(play(&mut pick, "<esc>"), [Reaction::Handled]);
        assert_eq!((pick.line().text(), pick.is_open()), ("g", false));
    }

    #[test]
    fn opening_a_filled_field_offers_everything_and_points_at_what_was_taken() {
        let mut pick = Pick::new(40);
        pick.choose(2, "Option 2");
        assert_eq!(pick.open(), Reaction::Changed);
        assert_eq!(pick.query(), "");
        offer(&mut pick, 3);
        assert_eq!(pick.table().at(), 1);
        assert_eq!(
            play(&mut pick, "<down><enter>"),
            [Reaction::Handled, Reaction::Chosen]
        );
        assert_eq!(pick.chosen(), Some(&3));
    }

    #[test]
    fn leaving_takes_only_what_the_text_names() {
        let mut pick = Pick::new(40);
        play(&mut pick, "option");
        offer(&mut pick, 2);
        pick.leave();
        assert_eq!(
            (pick.chosen(), pick.is_open(), pick.line().text()),
            (None, false, "option")
        );
        play(&mut pick, " 2");
        offer(&mut pick, 2);
        pick.leave();
        assert_eq!((pick.chosen(), pick.line().text()), (Some(&2), "Option 2"));
    }

    #[test]
    fn an_enter_before_the_answer_takes_nothing_of_an_older_list() {
        let mut pick = Pick::new(40);
        pick.open();
        offer(&mut pick, 5);
        assert_eq!(play(&mut pick, "on 4<enter>").last(), Some(&Reaction::Handled));
        assert_eq!((pick.chosen(), pick.line().text()), (None, "on 4"));
        // The answer: nothing, several, one of other words, the one that was meant.
        let answered = |typed: &str, labels: &[&str]| {
            let mut pick = Pick::new(40);
            play(&mut pick, &format!("{typed}<enter>"));
            assert!(pick.is_entered());
            let options = (1..).zip(labels).map(|(id, label)| Candidate::new(id, *label));
            let reaction = pick.set_options(options.collect());
            assert!(!pick.is_entered());
            (reaction, pick.chosen().copied(), pick.is_open())
        };
        assert_eq!(answered("x", &[]), (Reaction::Pass, None, true));
        let several = ["Xã An Toàn", "Xã An Vinh"];
        assert_eq!(answered("an", &several), (Reaction::Handled, None, true));
        let other = answered("binh dinh", &["Tỉnh Gia Lai"]);
        assert_eq!(other, (Reaction::Handled, None, true));
        let meant = answered("an toan", &["Xã An Toàn"]);
        assert_eq!(meant, (Reaction::Chosen, Some(1), false));
        // Who goes on typing does not want that Enter any more.
        let mut pick = Pick::<u32>::new(40);
        play(&mut pick, "opt<enter>ion");
        offer(&mut pick, 1);
        assert_eq!((pick.chosen(), pick.is_open()), (None, true));
    }

    #[test]
    fn a_digit_before_the_answer_is_not_taken_from_an_older_list() {
        let mut pick = Pick::new(40);
        pick.open();
        offer(&mut pick, 5);
        play(&mut pick, "op<backspace><backspace>3");
        assert!(!pick.take_digit());
        offer(&mut pick, 4);
        assert_eq!((pick.table().at(), pick.take_digit()), (2, true));
    }

    #[test]
    fn an_empty_list_lets_enter_pass() {
        let mut pick = Pick::<u32>::new(40);
        play(&mut pick, "x");
        offer(&mut pick, 0);
        assert_eq!(play(&mut pick, "<enter>"), [Reaction::Pass]);
        assert_eq!(pick.number(0), Some(1));
        assert_eq!(pick.number(9), None);
    }
}
