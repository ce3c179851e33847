//! One image gives way to another.

use super::*;

/// Two sheets, every side there, and these images in the tray.
fn whole_form(tray: &[u8]) -> (State, Context) {
    let pages = (1..=4).map(|number| whole(number, u32::from(number))).collect();
    let tray = tray.iter().map(|number| in_tray(*number)).collect();
    opened((view_of(claim(2, 2, &[]), pages), tray))
}

fn files(new: &NewPages) -> Vec<(u32, String)> {
    let pages = new.pages.iter();
    pages.map(|page| (page.side, page.file_name.clone())).collect()
}

#[test]
fn the_pointed_page_takes_the_one_image_of_the_tray_and_says_what_became_of_the_old_one() {
    let (mut state, mut cx) = whole_form(&[9]);
    let new = set(&play(&mut state, &mut cx, "<home><down>t"));
    let wanted = [
        (1, "S0001.jpg"),
        (2, "S0009.jpg"),
        (3, "S0003.jpg"),
        (4, "S0004.jpg"),
    ];
    assert_eq!(files(&new), wanted.map(|(side, name)| (side, name.to_owned())));
    assert_eq!(new.taken, [in_tray(9).id]);
    let words = "Đã thay ảnh mặt 2: S0002.jpg → S0009.jpg. Ảnh cũ về khay; F2 ghép lại.";
    assert_eq!(said(&state, &cx), words);
    insta::assert_snapshot!("replaced_80", shot(&state, &cx));
    insta::assert_snapshot!("replaced_120", wide(&mut state, &mut cx));
}

#[test]
fn of_several_images_one_is_chosen_the_newest_first() {
    let (mut state, mut cx) = whole_form(&[8, 9]);
    let effects = play(&mut state, &mut cx, "<home>t");
    let Some(Destination::PickRow { title, rows }) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(title, "Thay ảnh mặt 1 bằng ảnh nào");
    assert_eq!(
        rows,
        &["S0009.jpg · 09:15:12 · 200 dpi", "S0008.jpg · 09:15:12 · 200 dpi"]
    );
    let new = set(&update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx));
    assert_eq!(
        (files(&new)[0].1.as_str(), &new.taken),
        ("S0008.jpg", &vec![in_tray(8).id])
    );
    // Closed without a choice nothing is replaced.
    let (mut state, mut cx) = whole_form(&[8, 9]);
    play(&mut state, &mut cx, "<home>t");
    assert_eq!(update(&mut state, Msg::Replied(Reply::Nothing), &mut cx), []);
}

#[test]
fn a_side_without_an_image_and_an_empty_tray_say_what_to_do() {
    let (mut state, mut cx) = opened((lacking().0, vec![]));
    assert_eq!(play(&mut state, &mut cx, "t"), []);
    assert_eq!(said(&state, &cx), text::TRAY_EMPTY);
    let (mut state, mut cx) = whole_form(&[]);
    assert_eq!(play(&mut state, &mut cx, "<home>t"), []);
    assert_eq!(said(&state, &cx), text::TRAY_EMPTY);
}

/// T19 (naps2#639): pages come in while one is being replaced.
#[test]
fn what_is_replaced_stays_the_same_page_while_others_come_into_the_tray() {
    let (mut state, mut cx) = whole_form(&[8, 9]);
    play(&mut state, &mut cx, "<home><down>t");
    // The list is open; two more pages come, before and after, and the screen reads all anew.
    update(&mut state, Msg::TrayGrew(2), &mut cx);
    let pages = (1..=4).map(|number| whole(number, u32::from(number))).collect();
    let tray = [6, 8, 9, 10].map(in_tray).to_vec();
    hear(&mut state, &mut cx, (view_of(claim(2, 2, &[]), pages), tray));
    let new = set(&update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx));
    assert_eq!(new.taken, [in_tray(9).id], "the one that was shown first");
    assert_eq!(files(&new)[1], (2, "S0009.jpg".to_owned()));
    // Where the page itself has gone meanwhile, nothing is replaced.
    let (mut state, mut cx) = whole_form(&[8, 9]);
    play(&mut state, &mut cx, "<home><down>t");
    update(&mut state, Msg::TrayGrew(1), &mut cx);
    let pages = vec![whole(1, 1), whole(7, 2), whole(3, 3), whole(4, 4)];
    hear(
        &mut state,
        &mut cx,
        (view_of(claim(2, 2, &[]), pages), vec![in_tray(8), in_tray(9)]),
    );
    assert_eq!(update(&mut state, Msg::Replied(Reply::Picked(0)), &mut cx), []);
    assert_eq!(said(&state, &cx), text::CHANGED_MEANWHILE);
}

/// What was taken off comes back in front of the others, and does not stand before them.
#[test]
fn a_page_that_was_taken_off_is_offered_first_and_the_others_still_count_and_can_be_chosen() {
    let (view, _) = lacking();
    let here = Some((view.row.id, Some(view.components[0].id)));
    let back = TrayPage {
        source: TraySource::Component,
        aim: here,
        ..in_tray(9)
    };
    let others = [6, 7, 8].map(in_tray);
    let (mut state, mut cx) = opened((view, [&[back][..], &others].concat()));
    let shown = shot(&state, &cx);
    assert!(
        shown.contains("Còn 4 ảnh chưa gán trong khay:  S0009.jpg"),
        "{shown}"
    );
    assert!(
        shown.contains("Enter gán S0009.jpg vào mặt 3b · t chọn ảnh khác"),
        "{shown}"
    );
    let effects = play(&mut state, &mut cx, "t");
    let Some(Destination::PickRow { title, rows }) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!((title.as_str(), rows.len()), ("Gán ảnh nào vào mặt 3b", 4));
    let new = set(&update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx));
    assert_eq!(new.taken, [in_tray(6).id]);
    assert_eq!(slots(&new), ["1", "2", "3a", "3b", "4"]);
}

/// It may come back as a page that is meant for nobody, as it was; pages behind a cover do not hide it.
#[test]
fn what_was_taken_off_just_now_comes_before_what_a_cover_leads() {
    let (view, _) = lacking();
    let here = Some((view.row.id, Some(view.components[0].id)));
    let led = TrayPage {
        aim: here,
        ..in_tray(7)
    };
    let (mut state, mut cx) = opened((view.clone(), vec![led.clone()]));
    let off = set(&play(&mut state, &mut cx, "<home><delete>")).pages;
    let mut known = view;
    known.components[0].pages = off;
    let back = TrayPage {
        source: TraySource::Component,
        page: whole(1, 1),
        ..in_tray(1)
    };
    stored_so(&mut state, &mut cx);
    hear(&mut state, &mut cx, (known, vec![back, led]));
    play(&mut state, &mut cx, "<home>");
    let shown = shot(&state, &cx);
    assert!(
        shown.contains("Còn 2 ảnh chưa gán trong khay:  S0001.jpg"),
        "{shown}"
    );
}

fn replaced(number: u8) -> TrayPage {
    TrayPage {
        source: TraySource::Component,
        flags: vec![crate::domain::tray::REPLACED.to_owned()],
        ..in_tray(number)
    }
}

/// The image that gave way is not the next page of anything: it lies there, and is taken only by who asks for it.
#[test]
fn an_image_that_was_replaced_is_never_offered_by_itself_and_stands_last_in_the_list() {
    let pages = vec![whole(1, 1), whole(4, 2), whole(3, 3)];
    let known = || view_of(claim(2, 2, &[]), pages.clone());
    let (mut state, mut cx) = opened((known(), vec![replaced(2), in_tray(5)]));
    let shown = shot(&state, &cx);
    assert!(shown.contains("Enter gán S0005.jpg vào mặt 4"), "{shown}");
    let effects = play(&mut state, &mut cx, "t");
    let Some(Destination::PickRow { rows, .. }) = opens(&effects) else {
        panic!("{effects:?}");
    };
    assert!(
        rows[0].starts_with("S0005.jpg") && rows[1].starts_with("S0002.jpg"),
        "{rows:?}"
    );
    assert!(rows[1].ends_with("đã bị thay"), "{rows:?}");
    let new = set(&update(&mut state, Msg::Replied(Reply::Picked(1)), &mut cx));
    assert_eq!(new.taken, [in_tray(2).id], "who wants it gets it");
    // Alone it is not offered either, neither for the missing side nor in the place of a page.
    let (mut state, mut cx) = opened((known(), vec![replaced(2)]));
    assert_eq!(play(&mut state, &mut cx, "<enter>"), []);
    assert_eq!(said(&state, &cx), text::ONLY_REPLACED);
    for keys in ["t", "<home>t"] {
        let effects = play(&mut state, &mut cx, keys);
        assert!(
            matches!(opens(&effects), Some(Destination::PickRow { .. })),
            "{effects:?}"
        );
        update(&mut state, Msg::Replied(Reply::Nothing), &mut cx);
    }
}

/// The page is taken off here and now: before the tray is read again, the old image is no candidate either.
#[test]
fn what_gave_way_just_now_is_not_what_was_taken_off() {
    let (mut state, mut cx) = whole_form(&[9]);
    play(&mut state, &mut cx, "<home><down>t");
    assert_eq!(state.off, []);
}
