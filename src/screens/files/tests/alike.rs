//! Ticked files that are one, and signed ones among them.

use super::*;

#[test]
fn a_signed_pdf_among_the_ticked_is_not_promised_to_be_joined() {
    let mut cx = context();
    let mut state = opened(checklist(None), &mut cx);
    let mut files = folder();
    list_answered(&mut state, &mut cx, files.clone());
    play(&mut state, &mut cx, "<ctrl-a>");
    assert!(shot(&state, &cx).contains("→ 1 tệp PDF"));
    files[1].signed = true;
    let mut state = opened(checklist(None), &mut cx);
    list_answered(&mut state, &mut cx, files);
    play(&mut state, &mut cx, "<ctrl-a>");
    let shown = shot(&state, &cx);
    assert!(
        shown.contains(text::SIGNED_APART) && !shown.contains("→ 1 tệp PDF"),
        "{shown}"
    );
}

/// The same file copied under two names: the officer is asked before both become pages.
#[test]
fn two_ticked_files_that_are_one_are_asked_about_first() {
    let mut cx = context();
    let mut state = opened(checklist(None), &mut cx);
    let mut files = folder();
    files[2].sha256 = files[1].sha256;
    list_answered(&mut state, &mut cx, files);
    assert_eq!(play(&mut state, &mut cx, "<ctrl-a><enter>"), []);
    assert!(said(&state, &cx).contains("giống hệt"), "{}", said(&state, &cx));
    assert_eq!(play(&mut state, &mut cx, "<enter>").len(), 1, "both, then");
}
