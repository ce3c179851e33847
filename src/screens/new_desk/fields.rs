//! The fields of a new desk: what they hold, what is wrong with them, and what they become.

use super::text;
use crate::app::input::form::{Stop, StopState};
use crate::app::input::{Choice, Line, LineKind, Reaction};
use crate::app::job::NewDesk;
use crate::app::key::Key;
use crate::domain::act::Pin;
use crate::domain::code::SeqRange;
use crate::domain::desk::FIRST_DESK;
use crate::domain::dossier::PlaceSet;
use crate::domain::settings;
use crate::domain::settings_check::{LONGEST_UNIT_CODE, check_value};

/// The stops in drawn order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Unit,
    Code,
    Places,
    Desk,
    Range,
    Hours,
    Officer,
    Pin,
    Again,
    Scans,
    Copies,
    Go,
}

use Field::{Again, Code, Copies, Desk, Go, Hours, Officer, Places, Range, Scans, Unit};

/// Every stop.
pub(super) const FIELDS: [Field; 12] = [
    Unit,
    Code,
    Places,
    Desk,
    Range,
    Hours,
    Officer,
    Field::Pin,
    Again,
    Scans,
    Copies,
    Go,
];

/// Label, columns of the input, required.
pub(super) fn face(field: Field) -> (&'static str, u16, bool) {
    match field {
        Unit => (text::UNIT, 52, true),
        Code => (text::CODE, 20, true),
        Places => (text::PLACES, 28, false),
        Desk => (text::DESK, 4, true),
        Range => (text::RANGE, 12, false),
        Hours => (text::HOURS, 28, false),
        Officer => (text::OFFICER, 32, true),
        Field::Pin => (text::PIN, 8, true),
        Again => (text::AGAIN, 8, true),
        Scans => (text::SCANS, 34, false),
        Copies => (text::COPIES, 34, false),
        Go => (text::GO, 0, false),
    }
}

/// What is typed.
#[derive(Debug)]
pub(super) struct Values {
    lines: [Line; FIELDS.len()],
    pub(super) places: Choice,
}

impl Values {
    pub(super) fn new() -> Self {
        let lines = FIELDS.map(|field| match field {
            Field::Pin | Again => Line::new(LineKind::Pin, 8),
            Desk => Line::new(LineKind::Digits, 1).with(&FIRST_DESK.to_string()),
            Hours => Line::plain(60).with(settings::find("hours").map_or("", |it| it.default)),
            Code => Line::new(LineKind::Upper, LONGEST_UNIT_CODE),
            Scans | Copies => Line::plain(1000),
            Unit | Places | Range | Officer | Go => Line::plain(120),
        });
        Self {
            lines,
            places: Choice::new(text::PLACE_SETS, Some(0)),
        }
    }

    pub(super) fn line(&self, field: Field) -> &Line {
        &self.lines[field as usize]
    }

    pub(super) fn key(&mut self, field: Field, key: Key) -> Reaction {
        match field {
            Places => self.places.key(key),
            Go => Reaction::Pass,
            other => self.lines[other as usize].key(key),
        }
    }

    pub(super) fn paste(&mut self, field: Field, pasted: &str) {
        if !matches!(field, Places | Go) {
            self.lines[field as usize].paste(pasted);
        }
    }

    /// Another spelling of the unit's name.
    pub(super) fn set_unit(&mut self, name: &str) {
        self.lines[Unit as usize].set(name);
    }

    fn text(&self, field: Field) -> &str {
        self.line(field).text().trim()
    }

    /// The number, once it is one a desk may have.
    pub(super) fn desk_no(&self) -> Option<u32> {
        self.text(Desk)
            .parse()
            .ok()
            .filter(|number| (1..=9).contains(number))
    }

    /// The chosen set of units.
    pub(super) fn place_set(&self) -> PlaceSet {
        if self.places.chosen() == Some(1) {
            PlaceSet::Legacy
        } else {
            PlaceSet::Y2025
        }
    }

    /// The desk's own range, while none is typed.
    pub(super) fn default_range(&self) -> Option<(u32, u32)> {
        let desk = u16::try_from(self.desk_no()?).ok()?;
        let range = SeqRange::of_desk(desk);
        Some((range.first(), range.last()))
    }

    /// `1-999`, also with an en dash and blanks; nothing typed = the default.
    fn range(&self) -> Result<Option<(u32, u32)>, ()> {
        let typed = self.text(Range).replace([' ', '.'], "");
        if typed.is_empty() {
            return Ok(None);
        }
        let (first, last) = typed.split_once(['-', '–']).ok_or(())?;
        let (first, last) = (first.parse().map_err(|_| ())?, last.parse().map_err(|_| ())?);
        let right = 1 <= first && first <= last && last <= 999_999;
        right.then_some(Some((first, last))).ok_or(())
    }

    /// One sentence on what is wrong with a field that holds something.
    pub(super) fn fault(&self, field: Field) -> Option<&'static str> {
        let text = self.text(field);
        // What the founding would refuse is said here, where its field is known.
        let bad = |key: &str| settings::find(key).is_some_and(|it| check_value(it, text).is_err());
        match field {
            Code => bad("unit_code").then_some(text::BAD_CODE),
            Desk => self.desk_no().is_none().then_some(text::BAD_DESK),
            Range => self.range().is_err().then_some(text::BAD_RANGE),
            Hours => bad("hours").then_some(text::BAD_HOURS),
            Scans => bad("scan_folder").then_some(text::BAD_SCANS),
            Copies => bad("backup_target").then_some(text::BAD_COPIES),
            Field::Pin => (text.len() < 4).then_some(text::SHORT_PIN),
            Again => (text != self.text(Field::Pin)).then_some(text::DIFFERENT),
            Unit | Places | Officer | Go => None,
        }
    }

    /// What each stop needs.
    pub(super) fn stops(&self) -> [Stop<Field>; FIELDS.len()] {
        FIELDS.map(|field| {
            let required = face(field).2;
            let state = match field {
                Go => StopState::Onward,
                _ if required && self.text(field).is_empty() => StopState::EmptyRequired,
                _ if self.fault(field).is_some() => StopState::Wrong,
                _ => StopState::Ok,
            };
            Stop { field, state }
        })
    }

    /// The desk, once no stop is wrong.
    pub(super) fn desk(&self) -> Option<NewDesk> {
        let own = |field| self.text(field).to_owned();
        Some(NewDesk {
            unit_code: own(Code),
            unit_name: own(Unit),
            place_set: self.place_set(),
            desk_no: self.desk_no()?,
            range: self.range().ok()?,
            hours: own(Hours),
            officer_name: own(Officer),
            pin: Pin(own(Field::Pin)),
            scan_folder: own(Scans),
            backup_target: own(Copies),
        })
    }
}
