//! Which administrative unit an office's name means: `Xã An Toàn, huyện An Lão, tỉnh Bình Định`. Reads no table itself.

use std::collections::HashMap;

use crate::domain::dossier::PlaceSet;
use crate::domain::place::Place;
use crate::domain::settings::find;
use crate::domain::viet::{fold, tidy};

/// The unit an office works in: what stands in the address fields of its citizens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitPlace {
    /// The set it was found in.
    pub set: PlaceSet,
    /// Code of its province.
    pub province: String,
    /// Code of its district; empty in the set of two levels.
    pub district: String,
    /// Its own code; empty where the office is a district's or a province's.
    pub commune: String,
    /// `Xã An Toàn, Huyện An Lão, Tỉnh Bình Định`.
    pub name: String,
}

impl UnitPlace {
    /// The settings it stands for, without those that are so anyway.
    pub fn settings(&self) -> Vec<(String, String)> {
        let settings = [
            ("place_set", self.set.word()),
            ("default_province", &self.province),
            ("default_district", &self.district),
            ("default_commune", &self.commune),
        ];
        let says_more =
            |(key, value): &(&str, &str)| find(key).is_some_and(|setting| setting.default != *value);
        settings
            .into_iter()
            .filter(says_more)
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect()
    }
}

impl UnitPlace {
    /// How the office's name is written where it was typed without any mark: it is printed on every receipt. The unit's
    /// own name, with those above it where the officer named one too; `None` = it is written with marks already.
    pub fn spelled(&self, typed: &str) -> Option<String> {
        if !typed.is_ascii() {
            return None;
        }
        let mut names = self.name.split(", ");
        let own = names.next()?.to_owned();
        let above = names.filter(|_| typed.contains(','));
        Some(above.fold(own, |name, unit| format!("{name}, {}", small_kind(unit))))
    }
}

/// `tỉnh Gia Lai`: behind a comma the kind is no beginning.
fn small_kind(unit: &str) -> String {
    let mut letters = unit.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

/// What a name turned out to mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// Exactly this unit.
    Found(UnitPlace),
    /// So many units have this name: the units above are needed too.
    Several(usize),
    /// No unit of this set, but one of the other.
    InSet(PlaceSet),
    /// None.
    Unknown,
}

/// Kinds of units as written in full, folded, longest first.
const KINDS: [&str; 9] = [
    "thanh pho ",
    "thi tran ",
    "thi xa ",
    "dac khu ",
    "phuong ",
    "huyen ",
    "quan ",
    "tinh ",
    "xa ",
];

/// Short forms, and the kind they stand for.
const SHORT: [(&str, &str); 6] = [
    ("tp ", "thanh pho "),
    ("tx ", "thi xa "),
    ("tt ", "thi tran "),
    ("p ", "phuong "),
    ("h ", "huyen "),
    ("x ", "xa "),
];

/// The unit of `set` that `unit` names: its own name first, then those of the units above it, in any order, between
/// commas. Case, diacritics and `UBND` do not matter; kinds may be left out. `places` holds both sets.
pub fn locate(places: &[Place], set: PlaceSet, unit: &str) -> Located {
    let found = candidates(places, set, unit);
    match found.as_slice() {
        [one] => Located::Found(one.clone()),
        [] if candidates(places, other(set), unit).is_empty() => Located::Unknown,
        [] => Located::InSet(other(set)),
        several => Located::Several(several.len()),
    }
}

fn other(set: PlaceSet) -> PlaceSet {
    match set {
        PlaceSet::Y2025 => PlaceSet::Legacy,
        PlaceSet::Legacy => PlaceSet::Y2025,
    }
}

fn candidates(places: &[Place], set: PlaceSet, unit: &str) -> Vec<UnitPlace> {
    let mut parts = unit.split(',').map(plain).filter(|part| !part.is_empty());
    let Some(own) = parts.next() else {
        return Vec::new();
    };
    let above: Vec<String> = parts.collect();
    let of_set = || places.iter().filter(|place| place.set == set);
    let by_code: HashMap<&str, &Place> = of_set().map(|place| (place.code.as_str(), place)).collect();
    let chains = of_set()
        .filter(|place| is_called(place, &own))
        .map(|place| chain(place, &by_code));
    let mut found: Vec<Vec<&Place>> = chains
        .filter(|chain| {
            above
                .iter()
                .all(|name| chain[1..].iter().any(|place| is_called(place, name)))
        })
        .collect();
    // Two units may differ in their marks alone: then the marks decide, where they were typed.
    let typed = tidy(unit.split(',').next().unwrap_or_default()).to_lowercase();
    if found.len() > 1
        && found
            .iter()
            .any(|chain| typed.ends_with(&bare_marked(&chain[0].name)))
    {
        found.retain(|chain| typed.ends_with(&bare_marked(&chain[0].name)));
    }
    found.iter().map(|chain| unit_place(set, chain)).collect()
}

/// The unit and those above it.
fn chain<'a>(place: &'a Place, by_code: &HashMap<&str, &'a Place>) -> Vec<&'a Place> {
    let above = |place: &&'a Place| {
        place
            .parent
            .as_deref()
            .and_then(|code| by_code.get(code).copied())
    };
    std::iter::successors(Some(place), above).take(3).collect()
}

fn unit_place(set: PlaceSet, chain: &[&Place]) -> UnitPlace {
    let code = |digits: usize| {
        let found = chain.iter().find(|place| place.code.len() == digits);
        found.map(|place| place.code.clone()).unwrap_or_default()
    };
    let names: Vec<&str> = chain.iter().map(|place| place.name.as_str()).collect();
    UnitPlace {
        set,
        province: code(2),
        district: code(3),
        commune: code(5),
        name: names.join(", "),
    }
}

/// Folded, without dots, without `UBND`, short kinds in full.
fn plain(part: &str) -> String {
    let folded = fold(&part.replace('.', " "));
    let folded = folded.strip_prefix("ubnd ").unwrap_or(&folded);
    let full = SHORT
        .iter()
        .find_map(|(short, kind)| folded.strip_prefix(short).map(|rest| format!("{kind}{rest}")));
    full.unwrap_or_else(|| folded.to_owned())
}

fn is_called(place: &Place, wanted: &str) -> bool {
    let name = fold(&place.name);
    name == wanted || bare(&name) == wanted
}

fn bare(folded: &str) -> &str {
    let kind = KINDS.iter().find_map(|kind| folded.strip_prefix(kind));
    kind.unwrap_or(folded)
}

/// The name without its kind, in small letters with its marks.
fn bare_marked(name: &str) -> String {
    let words = fold(name);
    let kind = words.split(' ').count() - bare(&words).split(' ').count();
    let rest: Vec<&str> = name.split(' ').skip(kind).collect();
    rest.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::read_shipped;

    const TABLE: &str = "2025\t52\tprovince\t\tTỉnh Gia Lai\n\
        2025\t21622\tcommune\t52\tXã An Toàn\n\
        2025\t21601\tcommune\t52\tXã Hòa An\n\
        2025\t21602\tcommune\t52\tXã Hoà Ân\n\
        legacy\t52\tprovince\t\tTỉnh Bình Định\n\
        legacy\t01\tprovince\t\tThành phố Hà Nội\n\
        legacy\t542\tdistrict\t52\tHuyện An Lão\n\
        legacy\t540\tdistrict\t52\tThành phố Quy Nhơn\n\
        legacy\t009\tdistrict\t01\tQuận Thanh Xuân\n\
        legacy\t21622\tcommune\t542\tXã An Toàn\n\
        legacy\t21550\tward\t540\tPhường Trần Phú\n\
        legacy\t00301\tward\t009\tPhường Trần Phú\n";

    fn found(set: PlaceSet, unit: &str) -> Located {
        locate(&read_shipped(TABLE).unwrap(), set, unit)
    }

    #[test]
    fn a_units_name_with_what_lies_above_it_means_one_unit() {
        let an_toan = |unit: &str| match found(PlaceSet::Legacy, unit) {
            Located::Found(place) => (place.province, place.district, place.commune),
            other => panic!("{unit}: {other:?}"),
        };
        for unit in [
            "Xã An Toàn, huyện An Lão, tỉnh Bình Định",
            "UBND xã An Toàn, h. An Lão",
            "xa an toan",
            "An Toàn, Bình Định, An Lão",
        ] {
            let codes = ("52".to_owned(), "542".to_owned(), "21622".to_owned());
            assert_eq!(an_toan(unit), codes, "{unit}");
        }
        let quy_nhon = an_toan("TP. Quy Nhơn, Bình Định");
        assert_eq!(quy_nhon, ("52".to_owned(), "540".to_owned(), String::new()));
    }

    #[test]
    fn a_name_of_several_units_of_the_other_set_or_of_none_is_said_so() {
        assert_eq!(found(PlaceSet::Legacy, "Phường Trần Phú"), Located::Several(2));
        assert!(matches!(
            found(PlaceSet::Legacy, "P. Trần Phú, Hà Nội"),
            Located::Found(place) if place.commune == "00301"
        ));
        let former = "Xã An Toàn, huyện An Lão, tỉnh Bình Định";
        assert_eq!(found(PlaceSet::Y2025, former), Located::InSet(PlaceSet::Legacy));
        assert_eq!(found(PlaceSet::Y2025, "Xã Không Có"), Located::Unknown);
        assert_eq!(found(PlaceSet::Y2025, " , "), Located::Unknown);
    }

    #[test]
    fn a_name_without_marks_is_spelled_as_it_is_printed() {
        let spelled = |set, unit: &str| match found(set, unit) {
            Located::Found(place) => place.spelled(unit),
            other => panic!("{unit}: {other:?}"),
        };
        let legacy = |unit| spelled(PlaceSet::Legacy, unit);
        assert_eq!(legacy("xa an toan").as_deref(), Some("Xã An Toàn"));
        assert_eq!(legacy("UBND xa an toan").as_deref(), Some("Xã An Toàn"));
        assert_eq!(
            legacy("an toan, an lao").as_deref(),
            Some("Xã An Toàn, huyện An Lão, tỉnh Bình Định")
        );
        for unit in ["Xã An Toàn, huyện An Lão, tỉnh Bình Định", "xã An Toàn"] {
            assert_eq!(legacy(unit), None, "as the officer writes it");
        }
    }

    #[test]
    fn marks_tell_two_units_apart_where_they_were_typed() {
        assert!(matches!(
            found(PlaceSet::Y2025, "Xã Hòa An"),
            Located::Found(place) if place.commune == "21601"
        ));
        assert_eq!(found(PlaceSet::Y2025, "xa hoa an"), Located::Several(2));
    }
}
