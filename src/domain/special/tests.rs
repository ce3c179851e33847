//! Every kind has its words, its preparation and its device; the ban is the letter's.

use super::*;
use unicode_width::UnicodeWidthStr;

#[test]
fn every_kind_of_the_letter_has_a_name_steps_and_a_device() {
    assert_eq!(Trait::ALL.len(), 8);
    for kind in Trait::ALL.iter().copied() {
        assert!(!text::name(kind).is_empty() && !text::device(kind).is_empty());
        let steps = text::preparation(kind);
        assert!(!steps.is_empty());
        assert!(steps.iter().all(|step| step.width() <= 78), "{kind:?}");
    }
    for ban in Ban::ALL.iter().copied() {
        assert!(text::banned(ban).width() <= 78, "{}", text::banned(ban).width());
    }
}

#[test]
fn what_was_filed_electronically_or_comes_from_another_body_is_not_copied() {
    assert_eq!(ban(Channel::Counter, false), None);
    assert_eq!(ban(Channel::Post, false), None);
    assert_eq!(ban(Channel::Online, false), Some(Ban::Online));
    assert_eq!(ban(Channel::Counter, true), Some(Ban::OtherBody));
}

#[test]
fn traits_are_one_column_and_come_back() {
    let both: BTreeSet<Trait> = [Trait::Heritage, Trait::Fragile].into();
    assert_eq!(words(&both), "fragile,heritage");
    assert_eq!(from_words("fragile,heritage,of_the_future"), both);
    assert!(from_words("").is_empty());
}
