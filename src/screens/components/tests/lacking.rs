//! What did not come, and what is only shown.

use super::*;

#[test]
fn the_detail_of_a_paper_that_is_only_shown_says_so_as_its_row_does() {
    let mut cx = context();
    let mut state = opened(&mut cx);
    play(&mut state, &mut cx, "<down><down><down>");
    assert_eq!(state.pointed().unwrap().submission, Submission::Present);
    let seen = shot(&state, &cx);
    assert!(seen.contains("Giấy khai sinh của con (Xuất trình)"), "{seen}");
}
