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

#[test]
fn an_optional_paper_of_a_dossier_has_not_come_until_an_officer_says_that_it_does_not_apply() {
    let mut cx = context();
    let (mut state, mut view) = dossier(&mut cx);
    let optional = &mut view.components[1];
    (optional.required, optional.received) = (Required::No, false);
    optional.files.clear();
    let id = optional.id;
    let read = |state: &mut State, cx: &mut Context, view: &DossierView| {
        let answer = Answer::Dossier(Some(Box::new(view.clone())));
        update(state, Msg::Answered(state.ticket, answer), cx);
        state.table.point_id(&Row::Component(id));
    };
    read(&mut state, &mut cx, &view);
    let seen = shot(&state, &cx);
    assert!(seen.contains("chưa nộp"), "{seen}");
    assert!(!seen.contains("không áp dụng"), "{seen}");

    // Nhận, then a third state.
    view.components[1].received = true;
    read(&mut state, &mut cx, &view);
    let DossierAct::EditComponent {
        component, change, ..
    } = act(&play(&mut state, &mut cx, " "))
    else {
        panic!()
    };
    assert_eq!(component, id);
    assert_eq!((change.received, change.copies), (Some(false), Some(0)));
    view.components[1].received = false;
    view.components[1].copies = 0;
    read(&mut state, &mut cx, &view);
    let seen = shot(&state, &cx);
    assert!(seen.contains("[-] Thẻ căn cước công dân"), "{seen}");
    assert!(seen.contains("không áp dụng"), "{seen}");
}
