//! A list of rows: which one is pointed at, which are ticked and in what order, which are in view. Holds ids, not rows.

use super::Reaction;
use crate::app::key::{Key, KeyCode};
use std::ops::Range;

/// Pointer, ticks and window over rows known by their ids. The rows themselves stay with the screen.
///
/// ```
/// use motcua::app::input::Table;
/// use motcua::app::key::{Key, KeyCode};
/// let mut table = Table::with_ticks();
/// table.set_rows(vec![17, 4, 9]);
/// table.key(Key::plain(KeyCode::Down));
/// table.key(Key::char(' '));
/// assert_eq!(table.ticked(), [4]);
/// table.set_rows(vec![9, 17]); // what was pointed at stays pointed at
/// assert_eq!(table.pointed(), Some(&9));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<K> {
    rows: Vec<K>,
    at: usize,
    offset: usize,
    page: usize,
    ticking: bool,
    ticks: Vec<K>,
    headings: Vec<K>,
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            at: 0,
            offset: 0,
            page: 10,
            ticking: false,
            ticks: Vec::new(),
            headings: Vec::new(),
        }
    }
}

impl<K: Clone + PartialEq> Table<K> {
    /// An empty list without ticks.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty list whose rows Space ticks.
    pub fn with_ticks() -> Self {
        Self {
            ticking: true,
            ..Self::default()
        }
    }

    /// Rows the pointer passes over (headings between groups); said before [`Table::set_rows`].
    pub fn set_headings(&mut self, headings: Vec<K>) {
        self.headings = headings;
        self.point(self.at);
    }

    /// Other rows: the pointer stays on its id, or near its place if that is gone; ticks of gone rows are dropped.
    pub fn set_rows(&mut self, rows: Vec<K>) {
        let found = self
            .pointed()
            .and_then(|id| rows.iter().position(|row| row == id));
        self.ticks.retain(|tick| rows.contains(tick));
        self.rows = rows;
        self.point(found.unwrap_or(self.at));
    }

    /// The ids in order.
    pub fn rows(&self) -> &[K] {
        &self.rows
    }

    /// How many rows the view shows (the page); said by the screen when it opens or is resized.
    pub fn set_page(&mut self, rows: usize) {
        self.page = rows.max(1);
        self.follow();
    }

    /// Index of the pointed row; 0 in an empty list.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Id of the pointed row.
    pub fn pointed(&self) -> Option<&K> {
        self.rows.get(self.at)
    }

    /// Points at an index, or the nearest row that is no heading; beyond the end means the last row.
    pub fn point(&mut self, at: usize) {
        let wanted = at.min(self.rows.len().saturating_sub(1));
        let free = |at: &usize| self.rows.get(*at).is_some_and(|row| !self.headings.contains(row));
        let behind = (wanted..self.rows.len()).find(free);
        let before = (0..wanted).rev().find(free);
        let nearest = if wanted < self.at {
            before.or(behind)
        } else {
            behind.or(before)
        };
        self.at = if free(&wanted) {
            wanted
        } else {
            nearest.unwrap_or(wanted)
        };
        self.follow();
    }

    /// Points at an id. False if there is no such row.
    pub fn point_id(&mut self, id: &K) -> bool {
        let found = self.rows.iter().position(|row| row == id);
        found.inspect(|at| self.point(*at)).is_some()
    }

    /// Is the pointer within two pages of the end (time to fetch more)?
    pub fn near_end(&self) -> bool {
        self.at + 2 * self.page >= self.rows.len()
    }

    /// Arrows, page keys, Home and End move ([`Reaction::Pass`] where there is nothing to move to); Space ticks and goes down.
    pub fn key(&mut self, key: Key) -> Reaction {
        if key.ctrl || key.alt || self.rows.is_empty() {
            return Reaction::Pass;
        }
        let step = self.page.saturating_sub(1).max(1);
        match key.code {
            KeyCode::Up => self.go(self.at.saturating_sub(1)),
            KeyCode::Down => self.go(self.at + 1),
            KeyCode::PageUp => self.go(self.at.saturating_sub(step)),
            KeyCode::PageDown => self.go(self.at + step),
            KeyCode::Home => self.go(0),
            KeyCode::End => self.go(self.rows.len()),
            KeyCode::Char(' ') if self.ticking => {
                self.tick_pointed();
                self.point(self.at + 1);
                Reaction::Changed
            }
            KeyCode::F(_)
            | KeyCode::Enter
            | KeyCode::Esc
            | KeyCode::Tab
            | KeyCode::BackTab
            | KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Char(_) => Reaction::Pass,
        }
    }

    fn go(&mut self, to: usize) -> Reaction {
        let before = self.at;
        self.point(to);
        if self.at == before {
            Reaction::Pass
        } else {
            Reaction::Handled
        }
    }

    fn tick_pointed(&mut self) {
        if let Some(id) = self.pointed().cloned() {
            let on = self.tick_number(&id).is_none();
            self.tick(&id, on);
        }
    }

    /// Ticks a row, behind those already ticked, or takes its tick away.
    pub fn tick(&mut self, id: &K, on: bool) {
        let known = self.rows.contains(id);
        match (on, self.tick_number(id)) {
            (true, None) if known => self.ticks.push(id.clone()),
            (false, Some(_)) => self.ticks.retain(|tick| tick != id),
            (true | false, _) => {}
        }
    }

    /// Ids of the ticked rows in the order of ticking.
    pub fn ticked(&self) -> &[K] {
        &self.ticks
    }

    /// Which tick this row is, from 1.
    pub fn tick_number(&self, id: &K) -> Option<usize> {
        self.ticks.iter().position(|tick| tick == id).map(|at| at + 1)
    }

    /// The indexes to draw in `height` rows: as scrolled, moved just so far that the pointed row is among them, and with it
    /// what stands before the first row that can be pointed at, or behind the last.
    pub fn window(&self, height: usize) -> Range<usize> {
        if height == 0 {
            return self.at..self.at;
        }
        let free = |row: &K| !self.headings.contains(row);
        let is_first = !self.rows.iter().take(self.at).any(free);
        let is_last = !self.rows.iter().skip(self.at + 1).any(free);
        let filled = self.rows.len().saturating_sub(height);
        let just_in = (self.at + 1).saturating_sub(height);
        let lowest = if is_last { filled.min(self.at) } else { just_in };
        let highest = if is_first { just_in } else { self.at };
        let from = self.offset.max(lowest).min(highest).min(filled);
        from..(from + height).min(self.rows.len())
    }

    fn follow(&mut self) {
        self.offset = self.window(self.page).start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::parse_keys;
    use proptest::prelude::*;

    fn play<K: Clone + PartialEq>(table: &mut Table<K>, keys: &str) {
        for key in parse_keys(keys).unwrap() {
            table.key(key);
        }
    }

    #[test]
    fn a_page_is_the_window_less_one_row_and_the_scroll_moves_only_when_it_must() {
        let mut table = Table::new();
        table.set_page(5);
        table.set_rows((0..20).collect());
        play(&mut table, "<pagedown>");
        assert_eq!((table.at(), table.window(5)), (4, 0..5));
        play(&mut table, "<pagedown>");
        assert_eq!((table.at(), table.window(5)), (8, 4..9));
        play(&mut table, "<up><up>");
        assert_eq!((table.at(), table.window(5)), (6, 4..9));
        play(&mut table, "<end>");
        assert_eq!((table.at(), table.window(5)), (19, 15..20));
        assert_eq!(table.key(Key::plain(KeyCode::Down)), Reaction::Pass);
        play(&mut table, "<home>");
        assert_eq!(table.window(5), 0..5);
    }

    #[test]
    fn ticks_keep_their_order_and_follow_their_rows() {
        let mut table = Table::with_ticks();
        table.set_rows(vec!['a', 'b', 'c']);
        play(&mut table, "<down><space><up><up><space>");
        assert_eq!(table.ticked(), ['b', 'a']);
        assert_eq!(
            (table.tick_number(&'a'), table.tick_number(&'c')),
            (Some(2), None)
        );
        table.set_rows(vec!['c', 'a']);
        assert_eq!(table.ticked(), ['a']);
        table.tick(&'z', true);
        table.tick(&'a', false);
        assert!(table.ticked().is_empty());
    }

    #[test]
    fn the_pointer_stays_with_its_row_or_near_it() {
        let mut table = Table::new();
        table.set_rows(vec![1, 2, 3]);
        assert!(table.point_id(&3) && !table.point_id(&9));
        table.set_rows(vec![3, 2, 1]);
        assert_eq!(table.pointed(), Some(&3));
        table.set_rows(vec![7]);
        assert_eq!(table.pointed(), Some(&7));
        table.set_rows(vec![]);
        assert_eq!((table.pointed(), table.window(4)), (None, 0..0));
    }

    #[test]
    fn headings_are_passed_over_in_both_directions() {
        let mut table = Table::new();
        table.set_headings(vec!['A', 'B']);
        table.set_rows(vec!['A', 'a', 'B', 'b']);
        assert_eq!(table.pointed(), Some(&'a'));
        assert_eq!(table.key(Key::plain(KeyCode::Up)), Reaction::Pass);
        play(&mut table, "<down>");
        assert_eq!(table.pointed(), Some(&'b'));
        play(&mut table, "<up>");
        assert_eq!(table.pointed(), Some(&'a'));
        play(&mut table, "<end><home>");
        assert_eq!(table.pointed(), Some(&'a'));
        table.set_rows(vec!['A', 'B']);
        assert_eq!(table.at(), 1);
    }

    #[test]
    fn what_cannot_be_pointed_at_comes_into_view_at_both_ends() {
        let mut table = Table::new();
        table.set_page(4);
        table.set_headings(vec!['A', 'B', 'X', 'Y', 'Z']);
        table.set_rows("ABabcXYZ".chars().collect());
        assert_eq!(table.window(4), 0..4);
        play(&mut table, "<end>");
        assert_eq!((table.at(), table.window(4)), (4, 4..8));
        play(&mut table, "<up>");
        assert_eq!(
            (table.at(), table.window(4)),
            (3, 3..7),
            "moved no more than it must"
        );
        play(&mut table, "<home>");
        assert_eq!((table.at(), table.window(4)), (2, 0..4));
    }

    proptest! {
        #[test]
        fn the_window_always_holds_the_pointed_row(
            steps in proptest::collection::vec((0_usize..7, 0_usize..40, 1_usize..12), 1..50),
            height in 1_usize..20,
        ) {
            let mut table = Table::with_ticks();
            for (step, rows, page) in steps {
                match step {
                    0 => table.set_rows((0..rows).collect()),
                    1 => table.set_page(page),
                    2 => play(&mut table, "<down>"),
                    3 => play(&mut table, "<up>"),
                    4 => play(&mut table, "<pagedown>"),
                    5 => play(&mut table, "<pageup>"),
                    _ => play(&mut table, "<end><space>"),
                }
                let window = table.window(height);
                prop_assert!(window.end <= table.rows().len());
                prop_assert!(table.rows().is_empty() || window.contains(&table.at()), "{window:?} {}", table.at());
                prop_assert_eq!(window.len(), height.min(table.rows().len()));
            }
        }
    }
}
