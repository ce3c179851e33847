//! Cover sheets (tờ bìa QR): what the code on one says, and where the pages behind it in the same stack are meant to
//! go. The code names a dossier and a place in its list, never a person. What a cover says ends with its stack.

#[cfg(test)]
mod tests;

use super::ids::{ComponentId, DossierId, OfficerId};
use super::time::Moment;
use super::words::worded;

/// Whom a page is meant for, not yet placed: a dossier and, where it is known, a component.
pub type Aim = (DossierId, Option<ComponentId>);

/// What every code of a cover begins with; the number is the version of what follows.
const MARK: &str = "MOTCUA1";
/// The same without its version: a code of a later program is a cover all the same.
const ANY_MARK: &str = "MOTCUA";

/// Files of the scan folder that were written further apart than this are not one stack. A folder tells nothing but
/// times: the slowest feeder writes an A4 page in some ten seconds, and laying the next citizen's papers into it takes
/// longer than twice that. A stack that is cut too early loses nothing, its pages are only meant for nobody; one that is
/// cut too late would give one citizen's pages to another. What comes from the scanner itself, or was chosen at once,
/// ends with its batch, however long a page takes.
const PAUSE_MS: i64 = 20_000;

/// What the code of a cover says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The dossier's code.
    pub code: String,
    /// The component's place in the list; 0 = the whole dossier.
    pub place: u32,
    /// Of code, place and the component's id: a cover from before the list was changed fits no more.
    pub check: u32,
}

/// It is a cover's code, but not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Torn;

worded! {
    /// How a page that is, or may be, a cover was taken; kept with the page.
    CoverFlag {
        /// It leads to a component or a dossier.
        Read = "cover",
        /// There is a code as large as a cover's, and it was not read.
        Unread = "cover_unread",
        /// It is read, but not whole, or there are two different ones.
        Torn = "cover_torn",
        /// This desk has no such dossier.
        Unknown = "cover_unknown",
        /// The dossier takes no pages any more.
        Closed = "cover_closed",
        /// The list of papers was changed since it was printed.
        Outdated = "cover_outdated",
        /// The empty back of a cover that is read: both sides were scanned. It lies where its cover lies.
        Back = "cover_back",
        /// Empty, and right behind a cover: its back, if both sides were scanned, which nobody told.
        MaybeBack = "cover_back_maybe",
    }
}

impl Cover {
    /// The cover of a component at this place in the list, or of the whole dossier.
    pub fn of(code: &str, component: Option<(u32, ComponentId)>) -> Self {
        let place = component.map_or(0, |(place, _)| place);
        Self {
            code: code.to_owned(),
            place,
            check: check(code, component),
        }
    }

    /// The text of the QR code: capitals, digits, `.`, `-` and blanks, which take the least room.
    pub fn content(&self) -> String {
        format!("{MARK} {} {} {:08X}", self.code, self.place, self.check)
    }

    /// Reads the text of a QR code; `None` = it is no cover's.
    pub fn read(text: &str) -> Option<Result<Self, Torn>> {
        let rest = text.strip_prefix(ANY_MARK)?;
        let mut words = rest.split(' ');
        let version = words.next();
        let parts = (words.next(), words.next(), words.next(), words.next());
        let (Some("1"), (Some(code), Some(place), Some(check), None)) = (version, parts) else {
            return Some(Err(Torn));
        };
        let numbers = (place.parse().ok(), u32::from_str_radix(check, 16).ok());
        let (Some(place), Some(check), false) = (numbers.0, numbers.1, code.is_empty()) else {
            return Some(Err(Torn));
        };
        let code = code.to_owned();
        Some(Ok(Self { code, place, check }))
    }

    /// Is it the cover of this component at this place?
    pub fn fits(&self, component: Option<(u32, ComponentId)>) -> bool {
        *self == Self::of(&self.code, component)
    }
}

/// FNV-1a: finds a slip, keeps out nobody.
fn check(code: &str, component: Option<(u32, ComponentId)>) -> u32 {
    let (place, id) = component.map_or((0, [0; 16]), |(place, id)| (place, *id.bytes()));
    let bytes = code.bytes().chain(place.to_be_bytes()).chain(id);
    bytes.fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// What was seen on a page on its way into the tray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// A page like any other.
    Page,
    /// A side with hardly any ink on it.
    Blank,
    /// Nobody could look at it: it may be a cover.
    Unseen,
    /// A cover that leads there.
    Cover(Aim),
    /// A cover that leads nowhere.
    Astray,
}

/// What is known of a page by the cover before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Led {
    /// Whom it is meant for.
    pub aim: Option<Aim>,
    /// [`CoverFlag::Back`] or [`CoverFlag::MaybeBack`].
    pub back: Option<CoverFlag>,
}

/// One stack on its way into the tray, and where its last cover leads. Only pages of the same stack follow it: the state
/// dies with the stack, with another officer, and with a cover that cannot be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stack {
    /// Both sides of every sheet come, the back right after the front.
    both_sides: bool,
    aim: Option<Aim>,
    covered: bool,
    /// The page before.
    before: Option<Seen>,
    last: Option<(Moment, OfficerId)>,
}

impl Stack {
    /// One of which it is known whether both sides of every sheet come.
    pub fn of(both_sides: bool) -> Self {
        Self {
            both_sides,
            ..Self::default()
        }
    }

    /// The next file of one page, written then, taken by him.
    pub fn file(&mut self, written: Moment, officer: OfficerId) {
        let goes_on = self.last.is_some_and(|(before, whose)| {
            let pause = written.0.saturating_sub(before.0).saturating_abs();
            whose == officer && pause <= PAUSE_MS
        });
        if !goes_on {
            self.end();
        }
        self.last = Some((written, officer));
    }

    /// Whom the next page is meant for, and whether it is the back of the cover before it. A side with ink on it never is.
    pub fn page(&mut self, seen: Seen) -> Led {
        let before = self.before.replace(seen);
        let back = match (seen, before) {
            (Seen::Blank, Some(Seen::Cover(_))) if self.both_sides => Some(CoverFlag::Back),
            (Seen::Blank, Some(Seen::Cover(_) | Seen::Astray)) => Some(CoverFlag::MaybeBack),
            _ => None,
        };
        match seen {
            Seen::Page | Seen::Blank => {}
            Seen::Cover(aim) => {
                self.aim = Some(aim);
                self.covered = true;
            }
            Seen::Astray => {
                self.aim = None;
                self.covered = true;
            }
            Seen::Unseen => self.aim = None,
        }
        Led { aim: self.aim, back }
    }

    /// Did a cover come in this stack, whether or not it could be followed?
    pub fn is_covered(&self) -> bool {
        self.covered
    }

    /// A file that was refused, or is not whole yet, may have been a cover: what an earlier one said ends here.
    pub fn unsure(&mut self) {
        self.aim = None;
        self.before = None;
    }

    /// The stack is over: a file of many pages is one of its own.
    pub fn end(&mut self) {
        *self = Self::of(self.both_sides);
    }
}
