//! How the signature looks on a scan or a result, and where it stands: chosen before the PIN is typed.

use crate::app::command::Command;
use crate::app::input::{Line, LineKind, Reaction};
use crate::app::key::Key;
use crate::domain::signing::look::{HandSpot, Ninth, ProfileChoice, SignLook, SpotPage};

/// Number and symbol of a document: `12/QĐ-UBND`.
const LONGEST_NUMBER: usize = 40;
/// Digits of the number of a page.
const PAGE_DIGITS: usize = 4;

/// What Tab leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Pin,
    Profile,
    Page,
    Place,
    Number,
}

/// The choices, and what is chosen.
#[derive(Debug)]
pub(super) struct LookForm {
    choices: Vec<ProfileChoice>,
    at: usize,
    /// Number of the page; empty = the last one.
    pub(super) page: Line,
    place: Ninth,
    pub(super) number: Line,
    pub(super) stop: Stop,
}

impl LookForm {
    pub(super) fn new() -> Self {
        Self {
            choices: Vec::new(),
            at: 0,
            page: Line::new(LineKind::Digits, PAGE_DIGITS),
            place: Ninth::BottomRight,
            number: Line::new(LineKind::Text, LONGEST_NUMBER),
            stop: Stop::Pin,
        }
    }

    /// What there is to choose; `last` was chosen in this session.
    pub(super) fn offer(&mut self, choices: Vec<ProfileChoice>, last: Option<&SignLook>) {
        self.choices = choices;
        self.at = 0;
        let Some(last) = last else { return };
        self.at = self
            .choices
            .iter()
            .position(|it| it.name == last.profile)
            .unwrap_or(0);
        if let Some(spot) = last.spot {
            self.place = spot.at;
            if let SpotPage::Number(page) = spot.page {
                self.page.set(&page.to_string());
            }
        }
    }

    pub(super) fn choice(&self) -> Option<&ProfileChoice> {
        self.choices.get(self.at)
    }

    pub(super) fn place(&self) -> Ninth {
        self.place
    }

    /// The stops there are, in the order of the rows.
    pub(super) fn stops(&self) -> Vec<Stop> {
        let Some(choice) = self.choice() else {
            return vec![Stop::Pin];
        };
        let placed = choice.is_placed.then_some([Stop::Page, Stop::Place]);
        let number = choice.has_number.then_some(Stop::Number);
        [Stop::Profile]
            .into_iter()
            .chain(placed.into_iter().flatten())
            .chain(number)
            .chain([Stop::Pin])
            .collect()
    }

    /// To the next or the one before.
    pub(super) fn go(&mut self, is_next: bool) {
        let stops = self.stops();
        let here = stops.iter().position(|it| *it == self.stop).unwrap_or(0);
        let step = if is_next { 1 } else { stops.len() - 1 };
        self.stop = stops
            .get((here + step) % stops.len())
            .copied()
            .unwrap_or(Stop::Pin);
    }

    /// A key on a stop that is not the PIN.
    pub(super) fn key(&mut self, key: Key, command: Option<Command>) -> Reaction {
        let step = match command {
            Some(Command::Tick | Command::Right | Command::Choose | Command::Down) => Some(true),
            Some(Command::Left | Command::Up) => Some(false),
            _ => None,
        };
        match (self.stop, step, command) {
            (Stop::Number, ..) => self.number.key(key),
            (Stop::Page, ..) => self.page.key(key),
            (Stop::Profile, Some(next), _) => {
                let count = self.choices.len().max(1);
                self.at = (self.at + if next { 1 } else { count - 1 }) % count;
                Reaction::Changed
            }
            (Stop::Place, Some(next), _) => {
                self.place = beside(self.place, next);
                Reaction::Changed
            }
            (Stop::Place, _, Some(Command::Digit(digit))) => {
                let place = usize::from(digit).checked_sub(1);
                let place = place.and_then(|at| Ninth::ALL.get(at));
                self.place = place.copied().unwrap_or(self.place);
                Reaction::Changed
            }
            _ => Reaction::Pass,
        }
    }

    /// What was chosen; `None` = there was nothing to choose.
    pub(super) fn wanted(&self) -> Option<SignLook> {
        let choice = self.choice()?;
        Some(SignLook {
            profile: choice.name.clone(),
            spot: choice.is_placed.then_some(HandSpot {
                page: self.page(),
                at: self.place,
            }),
            number: if choice.has_number {
                self.number.text().trim().to_owned()
            } else {
                String::new()
            },
        })
    }

    /// The page; there is none with the number 0.
    fn page(&self) -> SpotPage {
        let number = self.page.text().parse().ok().filter(|page| *page > 0);
        number.map_or(SpotPage::Last, SpotPage::Number)
    }

    /// A profile that shows a number has one.
    pub(super) fn lacks_number(&self) -> bool {
        let shows = self.choice().is_some_and(|it| it.has_number);
        shows && self.number.text().trim().is_empty()
    }
}

/// The field after this one or before it, round.
fn beside(place: Ninth, is_next: bool) -> Ninth {
    let all = Ninth::ALL;
    let here = all.iter().position(|it| *it == place).unwrap_or(0);
    let step = if is_next { 1 } else { all.len() - 1 };
    all.get((here + step) % all.len()).copied().unwrap_or(place)
}
