//! Invented people, the same for the same seed: number, name and phone of a person follow from his place alone.

use crate::domain::dossier::{Address, Holder, NumberKind, PlaceSet, Sex};

use super::text;

/// Dice that fall the same way for the same seed (splitmix64).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to `end`, without it.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// True so many times in a thousand.
    pub(super) fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }

    /// One of these; the first of an empty list is nobody.
    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let place = usize::try_from(self.below(all.len() as u64)).ok()?;
        all.get(place)
    }
}

/// Numbers of invented people begin with the code of a province and a serial that no two share.
const PROVINCE: &str = "052";

/// Person number `place` (below a million).
pub(super) fn person(seed: u64, place: u64) -> Holder {
    let mut dice = Dice(seed ^ place.wrapping_mul(0x5851_f42d_4c95_7f2d));
    let woman = dice.below(2);
    let year = 1950 + dice.below(56);
    let century = if year < 2000 { 0 } else { 2 };
    let sex = usize::from(woman == 1);
    let word = |dice: &mut Dice, words: &[&'static str]| dice.one_of(words).copied().unwrap_or_default();
    let names = [
        word(&mut dice, &text::FAMILIES),
        word(&mut dice, &text::MIDDLES[sex]),
        word(&mut dice, &text::GIVEN[sex]),
    ];
    let hamlet = word(&mut dice, &text::HAMLETS);
    Holder {
        holder_no: format!(
            "{PROVINCE}{}{:02}{:06}",
            century + woman,
            year % 100,
            place % 1_000_000
        ),
        holder_no_kind: Some(NumberKind::Personal),
        holder_name: names.join(" "),
        born: format!("{:02}/{:02}/{year}", 1 + dice.below(28), 1 + dice.below(12)),
        sex: Some(if woman == 1 { Sex::Female } else { Sex::Male }),
        phone: format!("09{:08}", dice.below(100_000_000)),
        address: Address {
            place_set: Some(PlaceSet::Legacy),
            address_text: format!("{hamlet}, {}", text::COMMUNE),
            address_detail: hamlet.to_owned(),
            ..Address::default()
        },
        ..Holder::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_place_is_the_same_person_and_no_two_share_a_number() {
        assert_eq!(person(1, 7), person(1, 7));
        let numbers: std::collections::BTreeSet<String> =
            (0..2000).map(|place| person(1, place).holder_no).collect();
        assert_eq!(numbers.len(), 2000);
    }

    #[test]
    fn numbers_fit_sex_and_birth() {
        for place in 0..200 {
            let holder = person(3, place);
            let born = holder.born.rsplit('/').next().unwrap().to_owned();
            assert_eq!(holder.holder_no.len(), 12);
            assert_eq!(holder.holder_no[4..6], born[2..4]);
            let mark = holder.holder_no[3..4].parse::<u32>().unwrap();
            assert_eq!(mark % 2 == 1, holder.sex == Some(Sex::Female));
            assert_eq!(mark / 2 == 1, born.as_str() >= "2000");
        }
    }
}
