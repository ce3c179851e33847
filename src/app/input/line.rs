//! One line of text being edited: cursor by grapheme, always NFC. No more is typed than its legal length; what was put in
//! from elsewhere is never cut.

use super::Reaction;

use crate::app::key::{Key, KeyCode};
use crate::domain::viet::{clean, unprintable};
use std::fmt;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;
use zeroize::{Zeroize as _, Zeroizing};

/// The most bytes kept free for a secret from the start, so that it never moves while it is typed.
const ROOM: usize = 1024;

/// What may be typed into a [`Line`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LineKind {
    /// Anything a printed form can show.
    #[default]
    Text,
    /// Digits and `-` (tax codes); blanks and dots of a paste are dropped.
    Digits,
    /// Digits shown as `•`; never in a debug print.
    Pin,
    /// Anything, shown as `•`; never in a debug print.
    Secret,
    /// Text in capitals.
    Upper,
}

/// A text field.
///
/// ```
/// use motcua::app::input::{Line, LineKind, Reaction};
/// use motcua::app::key::parse_keys;
/// let mut line = Line::new(LineKind::Digits, 12).with("0521");
/// for key in parse_keys("5<left><backspace>").unwrap() {
///     line.key(key);
/// }
/// assert_eq!(line.text(), "0525");
/// assert_eq!(line.key(parse_keys("x").unwrap()[0]), Reaction::Refused);
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Overwritten when it is emptied and dropped: it may be a PIN.
    text: Zeroizing<String>,
    /// In graphemes from the start, at most their number.
    cursor: usize,
    /// In graphemes.
    most: usize,
    kind: LineKind,
    /// The first thing typed takes the place of all of it.
    selected: bool,
    /// Not all of what was typed or pasted last went in.
    missed: bool,
}

/// The part of a line that fits a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// At most as wide as asked for (from 2 columns on); `…` at a cut side, `•` for PINs.
    pub text: String,
    /// Columns from the start of `text` to the cursor; at most the width asked for: a full field has it behind its end.
    pub cursor: u16,
}

impl Line {
    /// An empty line of at most `most` graphemes.
    pub fn new(kind: LineKind, most: usize) -> Self {
        Self {
            text: Zeroizing::new(room(kind, most)),
            cursor: 0,
            most,
            kind,
            selected: false,
            missed: false,
        }
    }

    /// An empty line for any text of at most `most` graphemes.
    pub fn plain(most: usize) -> Self {
        Self::new(LineKind::Text, most)
    }

    /// The same line holding `text`, cursor behind it.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.set(text);
        self
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Nothing but blanks?
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// What may be typed.
    pub fn kind(&self) -> LineKind {
        self.kind
    }

    /// Graphemes before the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Graphemes typed.
    pub fn length(&self) -> usize {
        self.text.graphemes(true).count()
    }

    /// Graphemes that may be typed.
    pub fn most(&self) -> usize {
        self.most
    }

    /// Can nothing more be typed?
    pub fn is_full(&self) -> bool {
        self.length() >= self.most
    }

    /// Was something of what was typed or pasted last left out? A form says so where it stands.
    pub fn has_missed(&self) -> bool {
        self.missed
    }

    /// Puts other text in, cleaned, cursor behind it. A value that is longer than what may be typed stays whole: it can
    /// only be made shorter.
    pub fn set(&mut self, text: &str) {
        self.clear();
        self.put(text, (Self::holds, usize::MAX));
    }

    /// Empties the line.
    pub fn clear(&mut self) {
        self.text.zeroize();
        self.cursor = 0;
        self.selected = false;
        self.missed = false;
    }

    /// What stands there can still be read, until something is typed: that takes its place. Whoever moves the cursor goes
    /// on with it.
    pub fn select(&mut self) {
        self.selected = !self.text.is_empty();
        self.cursor = self.length();
    }

    /// Would the next thing typed take the place of all of it?
    pub fn is_selected(&self) -> bool {
        self.selected
    }

    /// Empties the line and gives what was in it (a PIN on its way to be checked).
    pub fn take(&mut self) -> String {
        self.cursor = 0;
        self.selected = false;
        std::mem::replace(&mut *self.text, room(self.kind, self.most))
    }

    /// The single digit typed, if that is all (§2.4: it points at a numbered row).
    pub fn lone_digit(&self) -> Option<u8> {
        let mut chars = self.text.chars();
        let digit = chars.next()?.to_digit(10)?;
        chars.next().is_none().then(|| u8::try_from(digit).ok())?
    }

    /// Edits. ← and → pass at the ends of the line, so that a screen can change panes with them.
    pub fn key(&mut self, key: Key) -> Reaction {
        if let Some(c) = key.typed() {
            return self.put_typed(c.encode_utf8(&mut [0; 4]));
        }
        if key.ctrl || key.alt {
            return Reaction::Pass;
        }
        match key.code {
            KeyCode::Backspace => self.remove(self.cursor.checked_sub(1)),
            KeyCode::Delete => self.remove((self.cursor < self.length()).then_some(self.cursor)),
            KeyCode::Left => self.go(self.cursor.checked_sub(1)),
            KeyCode::Right => self.go((self.cursor < self.length()).then_some(self.cursor + 1)),
            KeyCode::Home => self.go((self.cursor > 0).then_some(0)),
            KeyCode::End => self.go((self.cursor < self.length()).then_some(self.length())),
            KeyCode::F(_)
            | KeyCode::Enter
            | KeyCode::Esc
            | KeyCode::Tab
            | KeyCode::BackTab
            | KeyCode::Up
            | KeyCode::Down
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Char(_) => Reaction::Pass,
        }
    }

    /// Puts pasted text in at the cursor. [`Reaction::Refused`] = not all of it could be taken; what fits is in.
    pub fn paste(&mut self, text: &str) -> Reaction {
        match self.kind {
            LineKind::Text | LineKind::Upper | LineKind::Secret => {
                // Terminals paste line ends as CR, Windows as CR LF; the last one is no part of the value.
                let lines = text.trim_end_matches(['\r', '\n']);
                self.put_typed(&lines.replace("\r\n", "\n"))
            }
            LineKind::Digits | LineKind::Pin => {
                let packed = text.chars().filter(|c| !c.is_whitespace() && *c != '.');
                let packed: Zeroizing<String> = Zeroizing::new(packed.collect());
                self.put_typed(&packed)
            }
        }
    }

    fn put_typed(&mut self, raw: &str) -> Reaction {
        let reaction = self.put(raw, (Self::allows, self.most));
        self.missed = reaction == Reaction::Refused;
        reaction
    }

    /// Puts in at the cursor what `may` be, as far as it fits.
    fn put(&mut self, raw: &str, (may, most): (fn(&Self, char) -> bool, usize)) -> Reaction {
        // Whatever holds a part of it on the way is overwritten too.
        let wanted = Zeroizing::new(match self.kind {
            LineKind::Upper => raw.to_uppercase(),
            LineKind::Text | LineKind::Digits | LineKind::Pin | LineKind::Secret => raw.to_owned(),
        });
        let allowed: Zeroizing<String> = Zeroizing::new(wanted.chars().filter(|c| may(self, *c)).collect());
        if self.selected && !allowed.is_empty() {
            self.clear();
        }
        // Nothing that stands here already is pushed out.
        let most = most.max(self.length());
        let (before, after) = self.text.split_at(self.byte(self.cursor));
        let left = most.saturating_sub(count(after));
        let head = Zeroizing::new(fit(&joined(before, &allowed), left));
        let text = Zeroizing::new(fit(&joined(&head, after), most));
        let whole = joined(before, &wanted) == head;
        let changed = text != self.text;
        self.cursor = count(&head).min(count(&text));
        self.text.zeroize();
        self.text.push_str(&text);
        match (whole, changed) {
            (true, true) => Reaction::Changed,
            (true, false) => Reaction::Handled,
            (false, _) => Reaction::Refused,
        }
    }

    /// What may be typed: what is written here may stand on paper.
    fn allows(&self, c: char) -> bool {
        self.holds(c) && unprintable(c.encode_utf8(&mut [0; 4])).is_none()
    }

    /// What may stand here; a value that came from elsewhere is not changed by showing it.
    fn holds(&self, c: char) -> bool {
        match self.kind {
            LineKind::Text | LineKind::Upper | LineKind::Secret => true,
            LineKind::Digits => c.is_ascii_digit() || c == '-',
            LineKind::Pin => c.is_ascii_digit(),
        }
    }

    fn remove(&mut self, at: Option<usize>) -> Reaction {
        self.missed = false;
        if self.selected {
            self.clear();
            return Reaction::Changed;
        }
        let Some(at) = at else {
            return Reaction::Handled;
        };
        let removed = self.byte(at)..self.byte(at + 1);
        self.text.replace_range(removed, "");
        let text = Zeroizing::new(clean(&self.text));
        self.text.zeroize();
        self.text.push_str(&text);
        self.cursor = at.min(self.length());
        Reaction::Changed
    }

    fn go(&mut self, to: Option<usize>) -> Reaction {
        let Some(to) = to else {
            return Reaction::Pass;
        };
        self.cursor = to;
        self.selected = false;
        Reaction::Handled
    }

    /// Byte where grapheme number `at` begins; the end if there is none.
    fn byte(&self, at: usize) -> usize {
        let mut starts = self.text.grapheme_indices(true).map(|(start, _)| start);
        starts.nth(at).unwrap_or(self.text.len())
    }

    /// What a field of `width` columns shows: around the cursor while it has the focus, else from the start.
    pub fn view(&self, width: u16, focused: bool) -> View {
        let shown: Vec<&str> = match self.kind {
            LineKind::Pin | LineKind::Secret => vec!["•"; self.length()],
            LineKind::Text | LineKind::Digits | LineKind::Upper => self.text.graphemes(true).collect(),
        };
        let cursor = if focused { self.cursor.min(shown.len()) } else { 0 };
        let width = usize::from(width);
        let ends = ends(&shown);
        let all = ends.last().copied().unwrap_or_default();
        let start = (0..cursor).find(|start| reaches(&ends, (*start, cursor), width));
        let start = start.unwrap_or(if all <= width { 0 } else { cursor });
        let mut text = if start > 0 { "…" } else { "" }.to_owned();
        let at = text.width() + ends[cursor] - ends[start];
        for (next, piece) in shown.iter().enumerate().skip(start) {
            if text.width() + all - ends[next] > width && text.width() + piece.width() >= width {
                text.push('…');
                break;
            }
            text += piece;
        }
        View::new(text, at.min(width))
    }
}

/// Where the text of a line is kept: of a secret all of it at once.
fn room(kind: LineKind, most: usize) -> String {
    match kind {
        LineKind::Pin | LineKind::Secret => String::with_capacity(most.saturating_mul(4).min(ROOM)),
        LineKind::Text | LineKind::Digits | LineKind::Upper => String::new(),
    }
}

/// Both, one behind the other and cleaned.
fn joined(first: &str, second: &str) -> Zeroizing<String> {
    let both = Zeroizing::new([first, second].concat());
    Zeroizing::new(clean(&both))
}

/// Columns before each piece, and of all of them: counted once, because a subject may have a thousand letters.
fn ends(shown: &[&str]) -> Vec<usize> {
    let mut ends = vec![0];
    let mut sum = 0;
    for piece in shown {
        sum += piece.width();
        ends.push(sum);
    }
    ends
}

/// Does a view that begins at `start` show the cursor and what is under it?
fn reaches(ends: &[usize], (start, cursor): (usize, usize), width: usize) -> bool {
    let lead = usize::from(start > 0);
    let last = ends.len() - 1;
    if lead + ends[last] - ends[start] <= width {
        return true;
    }
    let under = ends.get(cursor + 1).map_or(0, |end| end - ends[cursor]);
    let more = usize::from(cursor + 1 < last);
    lead + ends[cursor] - ends[start] + under + more <= width
}

impl View {
    fn new(text: String, cursor: usize) -> Self {
        let cursor = u16::try_from(cursor).unwrap_or(u16::MAX);
        Self { text, cursor }
    }
}

fn count(text: &str) -> usize {
    text.graphemes(true).count()
}

fn fit(text: &str, most: usize) -> String {
    text.graphemes(true).take(most).collect()
}

impl fmt::Debug for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = out.debug_struct("Line");
        match self.kind {
            LineKind::Pin | LineKind::Secret => debug.field("length", &self.length()),
            LineKind::Text | LineKind::Digits | LineKind::Upper => debug.field("text", &self.text),
        };
        debug
            .field("cursor", &self.cursor)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
