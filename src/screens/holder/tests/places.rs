//! The lists of the place fields: whose rows they are, and what an Enter before them does.

use super::*;

#[test]
fn a_place_is_never_taken_from_the_list_of_other_words() {
    let mut cx = desk("2025");
    let mut state = opened(&mut cx);
    state.form.go(Field::Province);
    play(&mut state, &mut cx, "x<backspace>");
    assert!(shot(&state, &cx).contains("1  Tỉnh Gia Lai"));
    update(&mut state, Msg::Paste("Bình Định".into()), &mut cx);
    hurry(&mut state, &mut cx, "<enter>");
    assert_eq!(state.words(Field::Province), "Bình Định");
    assert_eq!(state.form.focus(), Field::Province);
}

#[test]
fn keys_behind_an_enter_that_waits_for_its_list_go_where_they_were_meant() {
    let mut cx = desk("2025");
    let mut state = opened(&mut cx);
    state.form.go(Field::Commune);
    let late = hurry(&mut state, &mut cx, "an h<enter>Thôn 2<f2>");
    assert_eq!(state.words(Field::Commune), "an h");
    answer(&mut state, &late, &mut cx);
    assert_eq!(state.words(Field::Commune), "Xã An Hòa");
    assert_eq!(state.words(Field::Detail), "Thôn 2");
    assert_eq!(
        state.form.focus(),
        Field::Name,
        "F2 came last, and the name is missing"
    );

    // Of several none was seen: neither that Enter nor what was typed behind it does anything.
    state.form.go(Field::Commune);
    let late = hurry(&mut state, &mut cx, "an<enter>Thôn 3");
    answer(&mut state, &late, &mut cx);
    assert_eq!(
        (state.words(Field::Commune).as_str(), state.form.focus()),
        ("an", Field::Commune)
    );
    assert!(shot(&state, &cx).contains("1  Xã An Toàn"));
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(state.words(Field::Commune), "Xã An Toàn");
}

#[test]
fn a_list_that_cannot_be_read_holds_nobody_up() {
    let mut cx = desk("2025");
    let mut state = opened(&mut cx);
    state.form.go(Field::Commune);
    let late = hurry(&mut state, &mut cx, "an h<enter>Thôn 2");
    let Some(Effect::Ask(ticket, _)) = late.last() else {
        panic!("{late:?}")
    };
    let failed = Msg::Answered(*ticket, Answer::Failed { code: "db-io" });
    update(&mut state, failed, &mut cx);
    assert_eq!(
        (state.words(Field::Commune), state.words(Field::Detail)),
        ("an h".into(), "Thôn 2".into())
    );
    assert!(state.fault(Field::Commune).is_some(), "it is to be looked at");
}

#[test]
fn a_province_found_by_a_former_name_says_why() {
    let mut cx = desk("2025");
    let mut state = opened(&mut cx);
    state.form.go(Field::Province);
    let late = hurry(&mut state, &mut cx, "binh dinh");
    let Some(Effect::Ask(ticket, _)) = late.last() else {
        panic!("{late:?}")
    };
    let mut rows = units(PlaceSet::Y2025, None, "gia lai");
    rows[0].former = vec!["Tỉnh Bình Định".into()];
    update(&mut state, Msg::Answered(*ticket, Answer::Places(rows)), &mut cx);
    insta::assert_snapshot!("merged_province", shot(&state, &cx));
    play(&mut state, &mut cx, "<enter>");
    assert_eq!(state.words(Field::Province), "Tỉnh Gia Lai");
}
