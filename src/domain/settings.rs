//! The office's settings: keys, defaults and what a value may be (data-model.md §7). All values are text.

use crate::domain::words::worded;

pub mod text;

worded! {
    /// Who keeps a setting.
    Scope {
        /// Office-wide: an op, the same at each desk.
        Office = "office",
        /// This desk's, kept with its machine and stated in the log: changing it opens the desk anew.
        Desk = "desk",
        /// This machine only, never in the log.
        Local = "local",
    }
}

/// One setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// Stable key.
    pub key: &'static str,
    /// Who keeps it.
    pub scope: Scope,
    /// Value until somebody sets one.
    pub default: &'static str,
    /// What a value may be.
    pub kind: Kind,
}

/// What a value may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text of one line.
    Text,
    /// A name that stands on every paper: not empty.
    Name,
    /// A unit's dotted code, which begins every dossier code.
    UnitCode,
    /// The number of an administrative unit, may be empty.
    Place,
    /// A whole number within these bounds.
    Number(u32, u32),
    /// `yes` or `no`.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Working hours, `07:00–11:30, 13:30–17:00`.
    Hours,
    /// A time of day.
    Time,
    /// A pattern of the dossier code.
    CodePattern,
    /// A pattern of the numbers of printed forms.
    FormPattern,
    /// A range of numbers `1-999`.
    Range,
    /// A folder path, may be empty.
    Folder,
    /// A program with arguments that is told the folder of the pages, may be empty.
    Command,
}

/// The highest desk number: its default range still has four digits.
pub const LAST_DESK: u32 = 9;

const fn office(key: &'static str, default: &'static str, kind: Kind) -> Setting {
    Setting {
        key,
        scope: Scope::Office,
        default,
        kind,
    }
}

const fn local(key: &'static str, default: &'static str, kind: Kind) -> Setting {
    Setting {
        key,
        scope: Scope::Local,
        default,
        kind,
    }
}

const fn desk(key: &'static str, default: &'static str, kind: Kind) -> Setting {
    Setting {
        key,
        scope: Scope::Desk,
        default,
        kind,
    }
}

/// Layouts of the receipt: the form of the circular in force, then the menu of công văn 223/VPUBND-KSTT in its order.
pub const RECEIPTS: &[&str] = &[
    "receipt",
    "receipt-tt01",
    "receipt-362-fees-qr",
    "receipt-submitter",
    "receipt-fees",
    "receipt-362",
    "receipt-centre-2020",
];

/// Every setting of part 1.
pub const SETTINGS: &[Setting] = &[
    office("unit_code", "", Kind::UnitCode),
    office("unit_name", "", Kind::Name),
    desk("desk_no", "1", Kind::Number(1, LAST_DESK)),
    desk("code_range", "1-999", Kind::Range),
    office("desk_title", "", Kind::Text),
    office("letterhead", "", Kind::Text),
    office("place_of_issue", "", Kind::Text),
    office("contact_phone", "", Kind::Text),
    office("code_pattern", "{unit}-{yyMMdd}-{seq:04}", Kind::CodePattern),
    office("form_no_pattern", "{seq:04}/{suffix}", Kind::FormPattern),
    office("hours", "07:00–11:30, 13:30–17:00", Kind::Hours),
    office("half_day_split", "12:00", Kind::Time),
    office("cutoff_same_day", "15:00", Kind::Time),
    office("supplement_clock", "restart", Kind::Choice(&["restart", "pause"])),
    // No text was seen that says what a wait for money does to the limit: an assumption, so an office may choose.
    office("fee_clock", "pause", Kind::Choice(&["pause", "run"])),
    office("calendar_days", "run", Kind::Choice(&["run", "skip"])),
    office("apology_max", "1", Kind::Number(0, 9)),
    office("form_set", "", Kind::Choice(&["", "TT01-2018", "TT03-2025"])),
    office("receipt_template", "receipt", Kind::Choice(RECEIPTS)),
    office("receipt_copies", "2", Kind::Number(1, 4)),
    office("place_set", "2025", Kind::Choice(&["2025", "legacy"])),
    office("default_province", "", Kind::Place),
    office("default_district", "", Kind::Place),
    office("default_commune", "", Kind::Place),
    office("count_exempt", "yes", Kind::Flag),
    office("count_online_as_full", "yes", Kind::Flag),
    office(
        "scan_profile",
        "nd30",
        Kind::Choice(&["nd30", "archive", "grey", "drawing"]),
    ),
    office("scan_policy", "all", Kind::Choice(&["all", "tt01"])),
    office("page_warn_mb", "30", Kind::Number(1, 1000)),
    office("qr_profile", "private", Kind::Choice(&["private", "tt01-2023"])),
    office("soon_days", "1", Kind::Number(0, 30)),
    office("idle_days", "5", Kind::Number(1, 90)),
    office("duplicate_days", "7", Kind::Number(0, 365)),
    office("expiring_days", "60", Kind::Number(1, 365)),
    office("portal_register_url", "", Kind::Text),
    office("lookup_url", "", Kind::Text),
    office("pin_length", "4", Kind::Number(4, 8)),
    office("pin_tries", "5", Kind::Number(3, 10)),
    office("lock_minutes", "5", Kind::Number(1, 120)),
    office(
        "sign_profile",
        "quet_tthc",
        Kind::Choice(&[
            "quet_tthc",
            "sao_y",
            "so_hoa_tt01",
            "ban_hanh_co_quan",
            "ban_hanh_ca_nhan",
            "kem_theo",
            "an",
        ]),
    ),
    office("sign_receipts", "no", Kind::Flag),
    local("scan_folder", "", Kind::Folder),
    local("scanner", "", Kind::Text),
    local(
        "scan_source",
        "",
        Kind::Choice(&["", "flatbed", "feeder", "duplex"]),
    ),
    local("scan_area", "a4", Kind::Choice(&["a4", "long", "whole"])),
    local("scan_command", "", Kind::Command),
    local("package_folder", "", Kind::Folder),
    local("printer", "", Kind::Text),
    local("viewer", "", Kind::Text),
    local(
        "theme",
        "",
        Kind::Choice(&["", "colour", "mono", "contrast", "vt", "ascii"]),
    ),
    local("crl_folder", "", Kind::Folder),
    local("token_library", "", Kind::Text),
    local("key_file", "", Kind::Text),
    local("seal_picture", "", Kind::Text),
    local("signature_picture", "", Kind::Text),
    local("backup_target", "", Kind::Folder),
];

/// The setting of this key.
pub fn find(key: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.key == key)
}

/// The office-wide and local settings as read at one moment: every key of [`SETTINGS`] has a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings(pub std::collections::BTreeMap<String, String>);

impl Settings {
    /// The value of `key`, or its default.
    pub fn text(&self, key: &str) -> &str {
        match self.0.get(key) {
            Some(value) => value,
            None => find(key).map_or("", |setting| setting.default),
        }
    }

    /// The value of `key` as a whole number; the default where it cannot be read.
    pub fn number(&self, key: &str) -> u32 {
        let default = find(key)
            .and_then(|setting| setting.default.parse().ok())
            .unwrap_or(0);
        self.text(key).parse().unwrap_or(default)
    }

    /// Is `key` set to `yes`?
    pub fn flag(&self, key: &str) -> bool {
        self.text(key) == "yes"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_unset_ones_answer_their_default() {
        let mut keys: Vec<_> = SETTINGS.iter().map(|setting| setting.key).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), SETTINGS.len());
        assert_eq!(Settings::default().number("lock_minutes"), 5);
        assert!(Settings::default().flag("count_exempt"));
    }
}
