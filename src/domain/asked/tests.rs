use super::{about, named, text};
use crate::domain::component::Submission;

const NAMES: [&str; 4] = ["Tờ khai", "Tờ khai: phần II", "Nộp phí", "Thẻ căn cước"];

#[test]
fn every_wording_is_found_again_whatever_it_asks() {
    for (at, name) in NAMES.iter().enumerate() {
        let both = [Submission::Submit, Submission::Present];
        let items = both
            .into_iter()
            .flat_map(|it| [text::hand_in(name, it), text::hand_in_again(name, it)])
            .chain([text::mend(name, "chưa ký"), (*name).to_owned()]);
        for item in items {
            assert_eq!(about(&item, NAMES), Some(at), "{item}");
        }
    }
}

#[test]
fn own_words_are_of_no_paper_and_lose_only_their_verb() {
    assert_eq!(about("Ảnh 4 x 6", NAMES), None);
    assert_eq!(about("Tờ khai khác", NAMES), None);
    assert_eq!(about("", ["", " "]), None);
    assert_eq!(named(" Nộp Ảnh 4 x 6 "), "Ảnh 4 x 6");
    assert_eq!(named("Xuất trình lại sổ gốc"), "sổ gốc");
    assert_eq!(named("Ký lại đơn"), "Ký lại đơn");
}

#[test]
fn a_paper_that_is_only_shown_is_asked_to_be_shown() {
    let asked = |it| (text::hand_in("Thẻ", it), text::hand_in_again("Thẻ", it));
    assert_eq!(
        asked(Submission::Submit),
        ("Nộp Thẻ".into(), "Nộp lại Thẻ".into())
    );
    assert_eq!(
        asked(Submission::Present),
        ("Xuất trình Thẻ".into(), "Xuất trình lại Thẻ".into())
    );
}
