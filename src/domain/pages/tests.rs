//! The sum of the letter, on its own example and on any pile of paper.

use proptest::prelude::*;

use super::*;

fn claim(sheets: u32, sides: u32, noted: &[u32]) -> Claim {
    Claim {
        sheets,
        sides,
        noted: noted.iter().copied().collect(),
    }
}

fn slot(side: u32, part: Part) -> Slot {
    Slot { side, part }
}

#[test]
fn two_sheets_with_a_note_need_five_images_and_say_which_is_missing() {
    let claim = claim(2, 2, &[3]);
    let all = claim.slots();
    assert_eq!(
        all.iter().map(|slot| text::mark(*slot)).collect::<Vec<_>>(),
        ["1", "2", "3a", "3b", "4"]
    );
    let four: Vec<Slot> = all
        .iter()
        .copied()
        .filter(|slot| slot.part != Part::WithoutNote)
        .collect();
    let short = tally(&claim, four);
    assert_eq!(
        text::line(&claim, &short),
        "2 tờ × 2 mặt = 4 · ghi chú +1 → cần 5 · có 4 ✗ thiếu: mặt 3 (đã bỏ ghi chú)"
    );
    assert_eq!(short.state(false), PageAccount::Short);
    assert_eq!(short.state(true), PageAccount::Reasoned);
    let right = tally(&claim, all);
    assert_eq!(
        text::line(&claim, &right),
        "2 tờ × 2 mặt = 4 · ghi chú +1 → cần 5 · có 5 ✓"
    );
    assert_eq!(right.state(false), PageAccount::Balanced);
}

#[test]
fn one_sided_paper_has_no_backs() {
    let claim = claim(3, 1, &[]);
    assert_eq!(claim.need(), 3);
    assert_eq!(text::sheet(&claim, slot(2, Part::Whole)), "tờ 2");
    let both = super::Claim { sides: 2, ..claim };
    assert_eq!(text::sheet(&both, slot(2, Part::Whole)), "tờ 1 sau");
    assert_eq!(text::sheet(&both, slot(5, Part::Whole)), "tờ 3 trước");
}

#[test]
fn a_side_twice_or_beyond_the_last_is_too_many_and_hides_no_gap() {
    let claim = claim(1, 2, &[]);
    let twice = tally(&claim, [slot(1, Part::Whole), slot(1, Part::Whole)]);
    assert_eq!((twice.need, twice.have, twice.is_right()), (2, 2, false));
    assert_eq!(twice.surplus, [1]);
    assert_eq!(
        text::line(&claim, &twice),
        "1 tờ × 2 mặt = 2 → cần 2 · có 2 ✗ thiếu: mặt 2 · thừa 1 ảnh"
    );
    let beyond = tally(&claim, place_in_order(&claim, 3));
    assert_eq!((beyond.missing.len(), beyond.surplus), (0, vec![2]));
}

#[test]
fn many_missing_sides_are_counted_not_listed() {
    let claim = claim(20, 2, &[]);
    let none = tally(&claim, []);
    assert!(text::line(&claim, &none).ends_with("✗ thiếu 40: mặt 1, mặt 2, mặt 3, và 37 mặt nữa"));
    let nothing = Claim::default();
    assert!(text::line(&nothing, &tally(&nothing, [])).ends_with("✗ chưa khai số tờ"));
    assert!(!nothing.is_sound());
}

#[test]
fn an_odd_number_of_images_shows_a_gap_instead_of_hiding_it() {
    assert_eq!(Claim::guess(1), claim(1, 1, &[]));
    assert_eq!(Claim::guess(2), claim(1, 2, &[]));
    assert_eq!(Claim::guess(3), claim(2, 2, &[]));
    assert_eq!(Claim::guess(0).need(), 0);
}

#[test]
fn two_passes_of_a_one_sided_scanner_become_one_pile() {
    assert_eq!(
        interleave(vec![1, 3, 5], vec![6, 4, 2], true),
        Ok(vec![1, 2, 3, 4, 5, 6])
    );
    assert_eq!(interleave(vec![1, 3], vec![2, 4], false), Ok(vec![1, 2, 3, 4]));
    assert_eq!(
        interleave(vec![1, 3, 5], vec![4, 2], true),
        Err(Uneven { fronts: 3, backs: 2 })
    );
    assert!(interleave::<u8>(vec![], vec![], true).is_err());
}

proptest! {
    #[test]
    fn the_sum_is_right_exactly_when_every_slot_has_one_page(
        sheets in 1_u32..40, sides in 1_u32..=2, noted in proptest::collection::btree_set(1_u32..80, 0..6),
        dropped in proptest::option::of(0_usize..100), doubled in proptest::option::of(0_usize..100),
    ) {
        let last = sheets * sides;
        let claim = Claim { sheets, sides, noted: noted.into_iter().filter(|side| *side <= last).collect() };
        prop_assert!(claim.is_sound());
        let slots = claim.slots();
        prop_assert_eq!(slots.len(), claim.need() as usize);
        let mut pages = slots.clone();
        let doubled = doubled.map(|at| slots[at % slots.len()]);
        let dropped = dropped.map(|at| pages.remove(at % pages.len()));
        pages.extend(doubled);
        let tally = tally(&claim, pages);
        prop_assert_eq!(tally.is_right(), doubled == dropped);
        prop_assert_eq!(tally.have as usize + tally.missing.len(), claim.need() as usize + tally.surplus.len());
    }

    #[test]
    fn pages_in_order_fill_the_slots_from_the_first(images in 0_usize..50, sheets in 1_u32..20, sides in 1_u32..=2) {
        let claim = claim(sheets, sides, &[]);
        let placed = place_in_order(&claim, images);
        prop_assert_eq!(placed.len(), images);
        let tally = tally(&claim, placed);
        prop_assert_eq!(tally.is_right(), images == claim.need() as usize);
        prop_assert!(tally.missing.is_empty() || tally.surplus.is_empty());
    }
}
