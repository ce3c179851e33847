//! May a setting have this value? The same answer for the form, the command line and the store.

use crate::domain::calendar::{Hours, parse_time};
use crate::domain::code::{Pattern, SeqRange};
use crate::domain::refusal::Refusal;
use crate::domain::scanner;
use crate::domain::settings::{Kind, Setting};

/// The longest value, in characters.
const LONGEST: usize = 500;

/// The longest code of a unit (domain.md §2.1, QĐ 20/2020/QĐ-TTg).
pub const LONGEST_UNIT_CODE: usize = 35;

/// The highest number a dossier's code may have in a day.
pub const LAST_NUMBER: u32 = 999_999;

/// `Ok` when `value` may be the setting's value.
pub fn check_value(setting: &Setting, value: &str) -> Result<(), Refusal> {
    let plain = value.chars().count() <= LONGEST && !value.chars().any(char::is_control);
    if plain && fits(setting.kind, value) {
        Ok(())
    } else {
        Err(Refusal::Invalid("value"))
    }
}

fn fits(kind: Kind, value: &str) -> bool {
    match kind {
        Kind::Text => true,
        Kind::Name => !value.trim().is_empty(),
        Kind::UnitCode => is_unit_code(value),
        Kind::Place => value.bytes().all(|byte| byte.is_ascii_digit()),
        Kind::Number(least, most) => whole(value).is_some_and(|number| (least..=most).contains(&number)),
        Kind::Flag => matches!(value, "yes" | "no"),
        Kind::Choice(words) => words.contains(&value),
        Kind::Hours => value.parse::<Hours>().is_ok(),
        Kind::Time => parse_time(value).is_some(),
        Kind::CodePattern => is_code_pattern(value),
        Kind::FormPattern => value.parse::<Pattern>().is_ok(),
        Kind::Range => value
            .parse::<SeqRange>()
            .is_ok_and(|range| range.last() <= LAST_NUMBER),
        Kind::Folder => value.is_empty() || is_absolute(value),
        Kind::Command => scanner::is_command(value),
    }
}

/// `000.99.15.H08`: capitals, digits and dots, as the codes of units are written.
pub(crate) fn is_unit_code(value: &str) -> bool {
    let is_one = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(is_one);
    value.len() <= LONGEST_UNIT_CODE && value.split('.').all(is_part)
}

/// Digits only: `+5` and ` 5` are typing errors.
fn whole(value: &str) -> Option<u32> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| value.parse().ok()).flatten()
}

/// A code must name its unit, its day and its number, or two dossiers get the same one.
fn is_code_pattern(value: &str) -> bool {
    value
        .parse::<Pattern>()
        .is_ok_and(|pattern| pattern.tells_dossiers_apart())
}

/// A path of Linux or of Windows, wherever the check runs.
fn is_absolute(value: &str) -> bool {
    let drive = value
        .split_once(":\\")
        .is_some_and(|(letter, _)| letter.len() == 1 && letter.bytes().all(|it| it.is_ascii_alphabetic()));
    value.starts_with('/') || value.starts_with("\\\\") || drive
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::{SETTINGS, find};

    #[test]
    fn every_default_is_a_value_its_setting_may_have() {
        // What is asked when the desk is founded has none.
        let asked = |setting: &&Setting| matches!(setting.kind, Kind::UnitCode | Kind::Name);
        for setting in SETTINGS.iter().filter(|it| !asked(it)) {
            assert_eq!(check_value(setting, setting.default), Ok(()), "{}", setting.key);
        }
    }

    #[test]
    fn values_are_judged_by_their_kind() {
        let cases = [
            ("pin_length", "8", true),
            ("pin_length", "9", false),
            ("pin_length", "+5", false),
            ("soon_days", "", false),
            ("count_exempt", "no", true),
            ("count_exempt", "có", false),
            ("supplement_clock", "pause", true),
            ("supplement_clock", "stop", false),
            ("hours", "07:30-11:30, 13:00-16:30", true),
            ("hours", "11:30-07:30", false),
            ("cutoff_same_day", "15:00", true),
            ("cutoff_same_day", "25:00", false),
            ("code_pattern", "{unit}-{yyMMdd}-{seq:04}", true),
            ("code_pattern", "{unit}-{yyMMdd}", false),
            ("code_pattern", "{unit}-{seq:04}", false),
            ("code_pattern", "{unit}-{yyMMdd}-{seq:04}-{seq:04}", false),
            ("code_pattern", "{unit}-{yyMMdd}-{seq:99}", false),
            ("code_pattern", "{unit}-{yyMMdd}-{seq:04", false),
            ("code_pattern", "{unit}}-{yyMMdd}-{seq:04}", false),
            ("code_pattern", "{unit}-{yyyyMMdd}-{seq:07}", true),
            ("form_no_pattern", "{seq:05}/{yyyy}/{suffix}", true),
            ("form_no_pattern", "TNHS", false),
            ("form_no_pattern", "{number}/TNHS", false),
            ("scan_folder", "/home/hanh/Quet", true),
            ("scan_folder", "C:\\Quet", true),
            ("scan_folder", "Quet", false),
            ("scan_command", "naps2 -o {folder}/s.jpg", true),
            ("scan_command", "naps2 -o s.jpg", false),
            ("scan_profile", "nd30", true),
            ("scan_profile", "", false),
            ("unit_name", "Xã An Toàn", true),
            ("unit_name", "Xã\u{1b}[2J", false),
            ("unit_name", " ", false),
            ("unit_code", "000.99.15.H08", true),
            ("unit_code", "", false),
            ("unit_code", "xã ABC / 1", false),
            ("unit_code", "000..H08", false),
            ("unit_code", "abc", false),
            ("unit_code", "H08.10.05", true),
            ("unit_code", "000.00.00.00.00.00.00.00.00.00.H080", true),
            ("unit_code", "000.00.00.00.00.00.00.00.00.00.H0801", false),
            ("default_commune", "21622", true),
            ("default_commune", "", true),
            ("default_commune", "21622xa an vinh", false),
        ];
        for (key, value, may) in cases {
            assert_eq!(
                check_value(find(key).unwrap(), value).is_ok(),
                may,
                "{key} {value}"
            );
        }
    }
}
