//! Login, Home, search, people and settings.

use crate::domain::dossier::{AccountFinding, Holder, OfficerName};
use crate::domain::draft::DraftRow;
use crate::domain::ids::{DossierId, OfficerId};
use crate::domain::officer::{Officer, Role, called};
use crate::domain::query::Queue;
use crate::domain::rows::{DossierRow, PaperRow};
use crate::domain::series::Doubt;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use chrono::NaiveDate;

/// Login: who can, who did last, and what this desk is called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficerRows {
    /// All officers, active ones first, by name.
    pub officers: Vec<Officer>,
    /// Who logged in last on this machine.
    pub last: Option<OfficerId>,
    /// `UBND xã An Toàn`.
    pub unit_name: String,
    /// Dotted unit code.
    pub unit_code: String,
    /// Number of this desk.
    pub desk_no: u32,
    /// Last act of the log.
    pub last_used: Option<Moment>,
    /// Officers who must choose a new PIN at their next login.
    pub must_change: Vec<OfficerId>,
    /// Active officers who have no PIN on this machine: it was restored from another medium.
    pub without_pin: Vec<OfficerId>,
    /// A practice desk where everybody still has [`crate::domain::desk::PRACTICE_PIN`].
    pub practice_pin: bool,
}

impl OfficerRows {
    /// Has nobody a PIN on this machine? Then an administrator sets his own first.
    pub fn nobody_has_a_pin(&self) -> bool {
        let mut active = self.officers.iter().filter(|officer| officer.active).peekable();
        active.peek().is_some() && active.all(|officer| self.without_pin.contains(&officer.id))
    }
}

/// Home.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HomeRows {
    /// Queue and count, in Home's order.
    pub counts: Vec<(Queue, u32)>,
    /// Drafts, newest first.
    pub drafts: Vec<DraftRow>,
    /// Accepted dossiers without a receipt or with one never printed, newest first (at most 9) .
    pub unprinted: Vec<DossierRow>,
    /// Receipts of today that are not signed; 0 where the office does not sign them.
    pub unsigned: u32,
    /// The nearest promises of open dossiers, at most 9.
    pub nearest: Vec<DossierRow>,
    /// Pages in the tray that belong to no component yet.
    pub tray: u32,
    /// Dossiers of packages that are held back on this machine.
    pub held: u32,
    /// Papers whose device was expected by today, longest awaited first (at most 9).
    pub devices: Vec<DeviceDue>,
    /// When a copy last went to another medium.
    pub backup_elsewhere: Option<Moment>,
    /// When the last copy beside the database was made.
    pub backup_here: Option<Moment>,
    /// The program did not leave cleanly last time.
    pub after_crash: bool,
    /// The year whose holidays are missing.
    pub missing_calendar: Option<i32>,
    /// The clock stands before the last op by this many minutes.
    pub clock_behind_minutes: Option<i64>,
    /// The number on the last receipt issued must be asked before the next code.
    pub last_numbers: Vec<Doubt>,
    /// Numbers that were read off the papers since the desk was restored; one read too low can be raised.
    pub numbers_read: Vec<Doubt>,
}

/// A paper that waits for a device, on or after the day it was to be looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceDue {
    /// Its dossier.
    pub dossier: DossierId,
    /// The dossier's code.
    pub code: Option<String>,
    /// The component's name.
    pub name: String,
    /// The day.
    pub remind_on: NaiveDate,
}

/// Hits of Home's search.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchRows {
    /// Dossiers, best first.
    pub dossiers: Vec<DossierRow>,
    /// Holders (distinct numbers).
    pub holders: Vec<HolderRow>,
    /// Papers of the kho by code.
    pub papers: Vec<PaperRow>,
}

/// A holder as earlier dossiers know him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolderRow {
    /// Number.
    pub number: String,
    /// Name.
    pub name: String,
    /// Last reception.
    pub last_at: Moment,
}

/// What is known of one holder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonCard {
    /// As asked.
    pub number: String,
    /// The newest dossier's holder, to fill the form.
    pub holder: Option<Holder>,
    /// Day of that dossier.
    pub holder_from: Option<Moment>,
    /// The last account finding.
    pub account: Option<AccountFinding>,
    /// His dossiers, newest first, at most 9.
    pub dossiers: Vec<DossierRow>,
    /// How many there are.
    pub dossier_count: u32,
    /// Of these, open ones.
    pub open_count: u32,
    /// Papers in the kho, and expired ones among them.
    pub papers: (u32, u32),
    /// Known numbers that differ in one digit or lack one.
    pub near: Vec<HolderRow>,
}

/// Settings for Quản trị.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SettingRows {
    /// Values; keys without one have their default.
    pub settings: Settings,
    /// Desk number.
    pub desk_no: u32,
    /// Range of ordinals a day.
    pub range: (u32, u32),
    /// Practice desk.
    pub practice: bool,
}

/// A day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRow {
    /// Day.
    pub on: NaiveDate,
    /// Off (true) or a working Saturday (false).
    pub off: bool,
    /// Projected, not yet confirmed.
    pub projected: bool,
    /// Name.
    pub name: String,
    /// Source.
    pub source: String,
    /// Who put it there.
    pub origin: DayOrigin,
}

/// Who put a day into the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayOrigin {
    /// The program was shipped with it.
    Shipped,
    /// The office entered it, on the screen or from a file; taken away, the day is as this shipped row says (`None` =
    /// as the plain week).
    Office(Option<ShippedDay>),
}

/// What the program's own calendar says of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShippedDay {
    /// Off, or worked.
    pub off: bool,
    /// Not yet confirmed.
    pub projected: bool,
    /// Name.
    pub name: String,
}

/// Drafts.
pub type DraftList = Vec<DraftRow>;

/// Officers who hold a role, for receivers and approvals.
pub fn holders_of(officers: &[Officer], role: Role) -> Vec<OfficerName> {
    let active = officers
        .iter()
        .filter(|officer| officer.active && officer.roles.has(role));
    active
        .map(|officer| OfficerName {
            id: officer.id,
            name: called(officer, officers),
        })
        .collect()
}
