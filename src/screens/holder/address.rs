//! The address of the form: its parts out of one text, and one text out of its parts. Asks nobody.

use crate::domain::dossier::{Address, PlaceSet};
use crate::domain::viet::fold;

use super::fields::{Control, Field};
use super::text;

/// The unit set of an address that is only text: three levels where a district stands before the province.
pub(super) fn set_of(address: &Address) -> Option<PlaceSet> {
    address.place_set.or_else(|| {
        let mut units = address.address_text.rsplit(',').map(str::trim).skip(1);
        let district = units.next().is_some_and(is_district);
        district.then_some(PlaceSet::Legacy)
    })
}

fn is_district(unit: &str) -> bool {
    is_one_of(unit, &text::DISTRICTS)
}

/// A text may end with its commune: «Thôn 1, xã An Toàn» names no province.
fn is_commune(unit: &str) -> bool {
    is_one_of(unit, &text::COMMUNES)
}

fn is_one_of(unit: &str, kinds: &[&str]) -> bool {
    let unit = fold(unit);
    kinds.iter().any(|kind| unit.starts_with(&fold(kind)))
}

/// The address as it was stored, if nobody touched it since it was read. `shown` is what the controls stood for then;
/// the old address beside it is a field of its own.
fn untouched(before: &Address, shown: &Address, now: &Address) -> Option<Address> {
    let same = Address {
        address_old: shown.address_old.clone(),
        ..now.clone()
    } == *shown;
    same.then(|| as_text(before, (shown, now), &before.address_text))
}

/// The stored address with another text.
fn as_text(before: &Address, (shown, now): (&Address, &Address), text: &str) -> Address {
    let old = if now.address_old == shown.address_old {
        before
    } else {
        now
    };
    Address {
        address_text: text.to_owned(),
        address_old: old.address_old.clone(),
        ..before.clone()
    }
}

/// What a correction writes: an address nobody touched stays to the letter; one known only as text stays text until
/// a unit is picked from the list.
pub(super) fn corrected(before: &Address, shown: &Address, now: Address) -> Address {
    if let Some(stored) = untouched(before, shown, &now) {
        return stored;
    }
    let picked = [&now.province_code, &now.district_code, &now.commune_code];
    let only_text = before.place_set.is_none() && before.address_detail.is_empty();
    if only_text && picked.into_iter().all(Option::is_none) {
        return as_text(before, (shown, &now), &now.address_text);
    }
    now
}

/// What a draft writes: what the citizen filed or an earlier dossier has stays to the letter too.
pub(super) fn drafted(before: &Address, shown: &Address, now: Address) -> Address {
    let stored = untouched(before, shown, &now).filter(|it| !it.address_text.is_empty());
    stored.unwrap_or(now)
}

/// The name of a unit, as the address text has it behind its first part; one of the list begins with a capital in the
/// form.
pub(super) fn part(address: &Address, field: Field) -> String {
    let all = address.address_text.as_str();
    let rest = all.strip_prefix(address.address_detail.as_str()).unwrap_or(all);
    let mut units: Vec<&str> = rest
        .split(',')
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    // An address of an older dossier may be one text: its units stand at the end, whatever stands before them.
    let ends_with_commune = address.place_set.is_none() && units.last().is_some_and(|unit| is_commune(unit));
    // Without a comma nothing says that it is a unit.
    let is_whole = address.place_set.is_none() && units.len() == 1;
    let province = if ends_with_commune || is_whole {
        None
    } else {
        units.pop()
    };
    let has_district = match address.place_set {
        Some(set) => set == PlaceSet::Legacy,
        None => units.last().is_some_and(|unit| is_district(unit)),
    };
    let district = if has_district { units.pop() } else { None };
    let commune = if is_whole && !ends_with_commune {
        None
    } else {
        units.pop()
    };
    let (unit, code) = match field {
        Field::Province => (province, &address.province_code),
        Field::District => (district, &address.district_code),
        Field::Commune => (commune, &address.commune_code),
        _ => return units.join(", "),
    };
    let unit = unit.unwrap_or_default();
    match code {
        Some(_) => first(unit, true),
        None => unit.to_owned(),
    }
}

/// With another first letter: `Xã An Toàn` in the form, `xã An Toàn` in the address.
fn first(words: &str, capital: bool) -> String {
    let mut letters = words.chars();
    let Some(letter) = letters.next() else {
        return String::new();
    };
    let head: String = if capital {
        letter.to_uppercase().collect()
    } else {
        letter.to_lowercase().collect()
    };
    head + letters.as_str()
}

/// The address the controls stand for.
pub(super) fn of(controls: &[(Field, Control)], set: PlaceSet) -> Address {
    let find = |field: Field| {
        controls
            .iter()
            .find(|(it, _)| *it == field)
            .map(|(_, control)| control)
    };
    let words = |field| find(field).map(Control::text).unwrap_or_default();
    let code = |field| find(field).and_then(Control::code);
    let detail = words(Field::Detail);
    let legacy = set == PlaceSet::Legacy;
    let district = if legacy {
        words(Field::District)
    } else {
        String::new()
    };
    let units = [
        (Field::Commune, words(Field::Commune)),
        (Field::District, district),
        (Field::Province, words(Field::Province)),
    ];
    // Units of the list are written as they are said, «xã An Toàn»; with one the list does not know the address is a
    // text of the officer's and stays as it was typed.
    let is_listed = |(field, words): &(Field, String)| words.is_empty() || code(*field).is_some();
    let listed = units.iter().all(is_listed);
    let units = units
        .into_iter()
        .map(|(_, words)| if listed { first(&words, false) } else { words });
    let parts: Vec<String> = std::iter::once(detail.clone())
        .chain(units)
        .filter(|it| !it.is_empty())
        .collect();
    Address {
        place_set: Some(set),
        province_code: code(Field::Province),
        district_code: code(Field::District).filter(|_| legacy),
        commune_code: code(Field::Commune),
        address_text: parts.join(", "),
        address_detail: detail,
        address_old: if legacy {
            String::new()
        } else {
            words(Field::OldAddress)
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_ends_with_its_commune_names_no_province() {
        let parts = |text: &str| {
            let address = Address {
                address_text: text.to_owned(),
                ..Address::default()
            };
            [Field::Detail, Field::Commune, Field::District, Field::Province]
                .map(|field| part(&address, field))
        };
        assert_eq!(parts("Thôn 1, xã An Toàn"), ["Thôn 1", "xã An Toàn", "", ""]);
        assert_eq!(
            parts("12 Trần Phú Quy Nhơn"),
            ["12 Trần Phú Quy Nhơn", "", "", ""]
        );
        assert_eq!(parts("xã An Toàn"), ["", "xã An Toàn", "", ""]);
        assert_eq!(
            parts("Thôn 1, xã An Toàn, tỉnh Gia Lai"),
            ["Thôn 1", "xã An Toàn", "", "tỉnh Gia Lai"]
        );
        assert_eq!(
            parts("Thôn 2, xã An Toàn, huyện An Lão, tỉnh Bình Định"),
            ["Thôn 2", "xã An Toàn", "huyện An Lão", "tỉnh Bình Định"]
        );
    }
}
